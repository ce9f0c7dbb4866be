//! What is of other people in a text: marked, so that somebody decides before it goes (UK GDPR, article 15(4)).

use redress_domain::written::{Sought, replaced};

/// What stands before and after something of somebody else.
pub(super) const MARKS: (&str, &str) = ("[[OTHER PERSON: ", "]]");

/// Before a surname that is a word besides, one of these says that somebody is meant.
const TITLES: [&str; 14] = [
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mx",
    "Dr",
    "Cllr",
    "Councillor",
    "Rev",
    "PC",
    "Sgt",
    "Sir",
    "Lady",
    "Professor",
];

/// Surnames that stand in letters to a council as words: what is brown, in the park or at the church is not of somebody.
const WORDS: &str = "
    abbey april ash baker ball banks barn bell berry best bird bishop black booth bridge bridges broad brook
    brooks brown butcher carpenter case castle chambers chance chapel cherry christmas church clay close cook
    court crane cross crown day dean dear drive driver english fair farmer field fields flood flowers ford
    forest fox french frost garden gardener gates glass gold good grace grant gray green grey grove guest
    hall hand head heath hill hills holder holly hope house ivy joiner joy judge june key keys king kitchen
    knight lamb lane large law lawn light little lock long love low major march mark market marsh mason may
    mayor meadows mills moon moss new noble north nurse page painter parish park parks pike pipe plumber pond
    pool pope pound power price priest prince rain reader reading reed rich rivers road rose round rush sands
    sergeant service sharp shepherd short silver singer small smart snow south speed spring stable starling
    steel stone street strong summer summers tailor temple thorn town tree trees walker wall walls ward
    warden waters weeks wells welsh west white wild will winter winters wise wood woods young
";

/// By what other people are known.
#[derive(Debug, Default)]
pub(super) struct Others {
    sought: Vec<Sought>,
    /// From here on they are surnames, which count as whole words alone.
    surnames_from: usize,
}

impl Others {
    /// Others who are known by these words, the names of people among them, beside somebody of these names: a surname that
    /// somebody shares with them is theirs too, and says nothing alone.
    pub(super) fn of(mut known: Vec<String>, names: &[String], theirs: &[String]) -> Self {
        known.retain(|known| known.trim().chars().count() > 2);
        // The longest first: a name inside an address is marked with it.
        known.sort_by_key(|known| std::cmp::Reverse(known.len()));
        known.dedup();
        let parts = |name: &str| -> Vec<Sought> {
            let parts = name.split(|letter: char| letter.is_whitespace() || letter == '-');
            parts.map(Sought::new).collect()
        };
        let own: Vec<Sought> = theirs.iter().flat_map(|name| parts(name)).collect();
        let mut surnames: Vec<&str> = names.iter().filter_map(|name| surname(name)).collect();
        surnames.retain(|surname| !own.contains(&Sought::new(surname)));
        surnames.sort_unstable();
        surnames.dedup();
        let mut sought: Vec<Sought> = known.iter().map(|known| Sought::new(known)).collect();
        let surnames_from = sought.len();
        for surname in surnames {
            if WORDS
                .split_whitespace()
                .any(|word| word == surname.to_lowercase())
            {
                sought.extend(TITLES.map(|title| Sought::new(&format!("{title} {surname}"))));
            } else {
                sought.push(Sought::new(surname));
            }
        }
        Self {
            sought,
            surnames_from,
        }
    }

    /// A text with whatever is of them marked.
    pub(super) fn marked(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let goes_on = |at: Option<usize>| {
            let letter = at.and_then(|at| letters.get(at));
            letter.is_some_and(|letter| letter.is_alphanumeric())
        };
        replaced(text, &self.sought, |place, written| {
            let is_part = goes_on(place.from.checked_sub(1)) || goes_on(Some(place.to));
            if place.which >= self.surnames_from && is_part {
                return written.to_owned();
            }
            format!("{}{written}{}", MARKS.0, MARKS.1)
        })
    }
}

/// The last of several names, where it is one.
fn surname(name: &str) -> Option<&str> {
    let mut names = name.split_whitespace().rev();
    let last = names.next().filter(|_| names.next().is_some())?;
    let is_of_a_name = |letter: char| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’');
    (last.chars().count() > 2 && last.chars().all(is_of_a_name)).then_some(last)
}

#[cfg(test)]
mod tests {
    //! How other people's data is marked.

    use super::*;

    fn marked(text: &str, known: &[&str], theirs: &[&str]) -> String {
        let of = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<String>>();
        Others::of(of(known), &of(known), &of(theirs)).marked(text)
    }

    #[test]
    fn what_is_of_others_is_marked_once_and_the_longest_first() {
        let others = ["12 Mill Lane, Jo Brown", "Jo Brown"];
        assert_eq!(
            marked("Ask Jo Brown at 12 Mill Lane, Jo Brown.", &others, &[]),
            "Ask [[OTHER PERSON: Jo Brown]] at [[OTHER PERSON: 12 Mill Lane, Jo Brown]]."
        );
        assert_eq!(marked("Nobody.", &others, &[]), "Nobody.");
        assert_eq!(
            marked(
                "MARY\nO’NEIL, on 01632-960-444",
                &["Mary O'Neil", "01632 960444"],
                &[]
            ),
            "[[OTHER PERSON: MARY\nO’NEIL]], on [[OTHER PERSON: 01632-960-444]]"
        );
    }

    // UK GDPR, article 15(4): people are written of by their surnames.
    #[test]
    fn a_surname_alone_is_marked_as_a_whole_word_and_where_it_is_a_word_besides_after_a_title() {
        for (name, text, said) in [
            (
                "Sam Okafor",
                "mr okafor's dog; OKAFOR again",
                "mr [[OTHER PERSON: okafor]]'s dog; [[OTHER PERSON: OKAFOR]] again",
            ),
            ("Ann Lee", "Lee was asleep", "[[OTHER PERSON: Lee]] was asleep"),
            (
                "Jo Brown",
                "Mr Brown took the brown bin. Brown bins!",
                "[[OTHER PERSON: Mr Brown]] took the brown bin. Brown bins!",
            ),
            ("Jo Brown", "Ask JO BROWN", "Ask [[OTHER PERSON: JO BROWN]]"),
            ("Jo (next door)", "The door", "The door"),
            ("Prakash", "Prakash rang", "[[OTHER PERSON: Prakash]] rang"),
        ] {
            assert_eq!(marked(text, &[name], &["Asha Patel"]), said, "{name}");
        }
        for theirs in ["Asha Patel", "Asha Patel-Lee"] {
            assert_eq!(
                marked("Mrs Patel, and Raj Patel", &["Raj Patel"], &[theirs]),
                "Mrs Patel, and [[OTHER PERSON: Raj Patel]]",
                "their own name is theirs"
            );
        }
    }
}
