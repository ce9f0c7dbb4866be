//! Whether a letter names the council's people as its policy says.

use redress_domain::policy::letters::StaffNames;

use super::Remark;
use super::sentences::find_words;

/// One of the council's people, as a letter may name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Their whole name.
    pub name: String,
    /// Their team.
    pub team: String,
}

/// Where the text names one of these people in another way than the policy has it.
pub fn staff_named(text: &str, people: &[Staff], names: StaffNames) -> Vec<Remark> {
    people
        .iter()
        .filter_map(|person| {
            let (named, first) = named(text, person)?;
            let instead = names.name(&person.name, &person.team);
            let is_right = match names {
                StaffNames::FullName => named == person.name,
                StaffNames::FirstNameAndTeam => named == first,
                StaffNames::TeamOnly => false,
            };
            (!is_right).then_some(Remark::StaffNamed {
                phrase: named,
                instead,
            })
        })
        .collect()
}

/// How the text names this person first: by the whole name, or by the first name alone.
fn named(text: &str, person: &Staff) -> Option<(String, String)> {
    let name = person.name.trim();
    let first = name.split_whitespace().next()?.to_owned();
    if find_words(text, name).is_some() {
        return Some((name.to_owned(), first));
    }
    // A first name that is a word of English ("Will", "Mark") would be found where nobody is meant.
    let is_word = [
        "Will", "Mark", "May", "Grace", "Hope", "Bill", "Rose", "Dawn", "Joy", "April", "June",
    ];
    if is_word.contains(&first.as_str()) {
        return None;
    }
    find_words(text, &first).map(|_| (first.clone(), first))
}

#[cfg(test)]
mod tests {
    //! How people may be named, policy by policy.

    #![expect(clippy::wildcard_enum_match_arm, reason = "it looks for one of many")]

    use super::*;

    fn said(text: &str, names: StaffNames) -> Vec<String> {
        let people = [Staff {
            name: "Jo Martin".to_owned(),
            team: "Waste team".to_owned(),
        }];
        let remarks = staff_named(text, &people, names).into_iter();
        remarks
            .filter_map(|remark| match remark {
                Remark::StaffNamed { instead, .. } => Some(instead),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn staff_are_named_as_the_policy_says() {
        let (whole, first, none) = ("Jo Martin called you.", "Jo called you.", "We called you.");
        let nothing: [String; 0] = [];
        assert_eq!(said(whole, StaffNames::FullName), nothing);
        assert_eq!(said(first, StaffNames::FullName), ["Jo Martin"]);
        assert_eq!(said(whole, StaffNames::FirstNameAndTeam), ["Jo, Waste team"]);
        assert_eq!(said(first, StaffNames::FirstNameAndTeam), nothing);
        assert_eq!(said(whole, StaffNames::TeamOnly), ["Waste team"]);
        assert_eq!(said(none, StaffNames::TeamOnly), nothing);
        assert_eq!(said("The job was big.", StaffNames::TeamOnly), nothing);
    }
}
