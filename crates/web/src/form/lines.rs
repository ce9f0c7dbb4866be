//! Which fields have one line, whatever page they are on.

/// The fields of one line, by name. A test finds each field of every page here, or among those of several lines.
const ONE_LINE: &[&str] = &[
    "about",
    "acknowledge",
    "because-bind",
    "because-end",
    "because-link",
    "because-now",
    "because-out",
    "because-second-step",
    "because-sessions",
    "begins",
    "body",
    "by",
    "called",
    "case",
    "code",
    "colour",
    "day",
    "decided_on",
    "due",
    "due-before",
    "due-from",
    "email",
    "ends",
    "ends_on",
    "from",
    "happened-day",
    "happened-month",
    "happened-year",
    "hours",
    "id",
    "identifier",
    "link",
    "link_to",
    "minute",
    "minutes",
    "name",
    "on",
    "organisation",
    "original",
    "other",
    "phone",
    "place",
    "postcode",
    "posted_on",
    "proof",
    "q",
    "reach",
    "received-from",
    "received-to",
    "received_on",
    "received_time",
    "reference",
    "relationship",
    "request",
    "review",
    "said_more",
    "said_name",
    "stage-1-extend_by",
    "stage-1-reply",
    "stage-2-acknowledge",
    "stage-2-extend_by",
    "stage-2-reply",
    "starts_on",
    "target",
    "thanked",
    "their_name",
    "their_reference",
    "to",
    "to-hold",
    "to-release",
    "until",
];

/// Whether a field has one line on every page that has it.
pub(super) fn is_one_line(name: &str) -> bool {
    ONE_LINE.contains(&name)
}

#[cfg(test)]
mod tests {
    //! The list is that of the pages.

    use std::collections::BTreeSet;

    use super::*;

    /// The names of the fields that a page's tags begin with this.
    fn names<'h>(html: &'h str, tag: &str) -> impl Iterator<Item = &'h str> {
        html.split(tag).skip(1).filter_map(|rest| {
            let (tag, _) = rest.split_once('>')?;
            // What is sent as it is, chosen or added is not typed.
            let is_typed = ["hidden", "checkbox", "radio", "file", "password", "submit"]
                .iter()
                .all(|kind| !tag.contains(&format!("type=\"{kind}\"")));
            let (_, name) = tag.split_once(" name=\"")?;
            is_typed.then_some(name.split_once('"')?.0)
        })
    }

    // A crafted form has no other way in than the names that pages have.
    #[test]
    fn every_field_of_one_line_is_in_the_list_and_none_of_several() {
        let (mut one, mut several) = (BTreeSet::new(), BTreeSet::new());
        for sample in redress_pages::all_samples() {
            one.extend(names(&sample.html, "<input").map(str::to_owned));
            several.extend(names(&sample.html, "<textarea").map(str::to_owned));
        }
        assert!(one.len() > 20 && several.len() > 10, "the fields are found");
        let known = |name: &String| ONE_LINE.contains(&name.as_str());
        let missing: Vec<_> = one.difference(&several).filter(|name| !known(name)).collect();
        // One that is named by what it is about is not a text: a vote, a day, a number of minutes.
        assert!(missing.is_empty(), "add to the list: {missing:#?}");
        let wrong: Vec<_> = several.iter().filter(|name| known(name)).collect();
        assert!(wrong.is_empty(), "take out of the list: {wrong:?}");
    }

    #[test]
    fn a_name_of_two_lines_is_folded_and_an_account_keeps_its_lines() {
        let form = crate::form::read(b"name=Asha%0D%0ABcc:%20all&what_happened=One.%0D%0ATwo.");
        assert_eq!(form.value("name"), "Asha Bcc: all");
        assert_eq!(form.value("what_happened"), "One.\nTwo.");
    }
}
