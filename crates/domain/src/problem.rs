//! Recurring and underlying problems: what several cases have in common, said with why, for a person to look at.
//!
//! Nothing follows from a group by itself. A person makes a common cause or a lesson of it, or says why it is none.

use std::collections::{BTreeMap, BTreeSet};

crate::vocabulary! {
    /// What cases of a group have in common.
    pub enum ProblemSign {
        /// The same place.
        Place = "place",
        /// The same words.
        Words = "words",
        /// The same cause, as staff said it.
        Cause = "cause",
    }
}

crate::vocabulary! {
    /// Why a group is no problem of its own.
    pub enum NoProblem {
        /// They are separate matters.
        Separate = "separate",
        /// It is known, and something is done about it.
        InHand = "in-hand",
        /// It is the time of year, or a storm.
        Season = "season",
        /// It is for somebody else to mend.
        NotOurs = "not-ours",
    }
}

/// So many cases are a group, and not fewer (ours).
pub const ENOUGH: usize = 3;

/// Of so many cases it is known what is usual (ours).
pub const MANY: usize = 20;

/// What is said to so many services is how people write, and no problem of any (ours): "thank you for your help".
pub const EVERYWHERE: usize = 3;

/// At most so many groups of a sign are offered: the largest.
pub const MOST_GROUPS: usize = 10;

/// A case, as far as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// Where it is, in the words of whoever told it.
    pub place: Option<&'a str>,
    /// What it is about.
    pub text: &'a str,
    /// Whose it is; empty while nobody has said.
    pub service: &'a str,
    /// What it came of, by the words of whoever analysed it: "contact:chasing", "lesson:handover".
    pub causes: &'a [String],
}

/// Cases with something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What sort of thing.
    pub sign: ProblemSign,
    /// What it is, in small letters: "mill lane", "missed collection"; of a cause its word and the service, "lesson:handover:waste".
    pub what: String,
    /// Which, by their places in what was given.
    pub cases: Vec<usize>,
}

/// The groups among some cases, the largest first.
///
/// Costs the words of the cases, each once; the caller bounds how many there are.
pub fn groups(cases: &[Told<'_>]) -> Vec<Group> {
    let mut places: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut said: BTreeMap<String, BTreeMap<&str, BTreeSet<usize>>> = BTreeMap::new();
    let mut causes: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        if let Some(place) = case.place.map(place_of).filter(|place| !place.is_empty()) {
            places.entry(place).or_default().insert(at);
        }
        // A cause is mended in the service that has it.
        for cause in case.causes.iter().filter(|_| !case.service.is_empty()) {
            let of_service = format!("{cause}:{}", case.service);
            causes.entry(of_service).or_default().insert(at);
        }
        for pair in pairs_of(case.text) {
            said.entry(pair)
                .or_default()
                .entry(case.service)
                .or_default()
                .insert(at);
        }
    }
    // A problem of words is one service's; the same words mean something else to another.
    let of_one = |(pair, by): (String, BTreeMap<&str, BTreeSet<usize>>)| {
        let is_everywhere = by.len() >= EVERYWHERE;
        let most = by.into_values().max_by_key(BTreeSet::len)?;
        (!is_everywhere).then_some((pair, most))
    };
    let mut words: BTreeMap<String, BTreeSet<usize>> = said.into_iter().filter_map(of_one).collect();
    // What half of many cases say is what the service is about, and no problem.
    if cases.len() >= MANY {
        words.retain(|_, said| said.len() * 2 <= cases.len());
    }
    let mut found = largest(ProblemSign::Place, places);
    found.extend(largest(ProblemSign::Words, words));
    found.extend(largest(ProblemSign::Cause, causes));
    found
}

fn largest(sign: ProblemSign, by: BTreeMap<String, BTreeSet<usize>>) -> Vec<Group> {
    let mut all: Vec<(String, BTreeSet<usize>)> = by
        .into_iter()
        .filter(|(_, cases)| cases.len() >= ENOUGH)
        .collect();
    all.sort_by(|(one, ones), (other, others)| others.len().cmp(&ones.len()).then(one.cmp(other)));
    let mut kept: Vec<(String, BTreeSet<usize>)> = Vec::new();
    for (what, cases) in all {
        // Other words for the same cases are no other group.
        let is_told = kept.iter().any(|(_, known)| {
            let shared = known.intersection(&cases).count();
            shared * 5 >= cases.len() * 4
        });
        if !is_told && kept.len() < MOST_GROUPS {
            kept.push((what, cases));
        }
    }
    let group = |(what, cases): (String, BTreeSet<usize>)| Group {
        sign,
        what,
        cases: cases.into_iter().collect(),
    };
    kept.into_iter().map(group).collect()
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// A place without house numbers and postcodes: "12 Mill Lane, WS1 4AB" is "mill lane".
fn place_of(text: &str) -> String {
    let named =
        words_of(text).filter(|word| word.len() > 1 && !word.chars().any(|letter| letter.is_ascii_digit()));
    let named: Vec<String> = named
        .filter(|word| !["the", "at", "in", "on", "of", "near"].contains(&word.as_str()))
        .collect();
    named.join(" ")
}

/// Words that say nothing of what a matter is.
const PLAIN: &[&str] = &[
    "about", "again", "been", "before", "cannot", "could", "does", "done", "ever", "from", "have", "having",
    "here", "into", "just", "last", "like", "more", "much", "never", "nobody", "only", "other", "over",
    "people", "please", "said", "same", "says", "should", "since", "some", "still", "that", "them", "then",
    "there", "these", "they", "this", "time", "today", "told", "very", "want", "week", "weeks", "were",
    "what", "when", "where", "which", "will", "with", "would", "your",
];

/// Pairs of words that tell what a matter is, beside one another or with plain ones between.
fn pairs_of(text: &str) -> BTreeSet<String> {
    let telling = words_of(text).filter(|word| {
        word.chars().count() > 3 && !PLAIN.contains(&word.as_str()) && word.chars().all(char::is_alphabetic)
    });
    let telling: Vec<String> = telling
        .map(|word| word.strip_suffix('s').map(str::to_owned).unwrap_or(word))
        .collect();
    let pairs = telling.iter().zip(telling.iter().skip(1));
    pairs.map(|(one, next)| format!("{one} {next}")).collect()
}

#[cfg(test)]
mod tests {
    //! What is offered as a group and what is not.

    use super::*;

    fn told<'a>(place: &'a str, text: &'a str) -> Told<'a> {
        Told {
            place: (!place.is_empty()).then_some(place),
            text,
            service: "waste",
            causes: &[],
        }
    }

    #[test]
    fn the_same_street_is_one_place_whatever_the_number_and_two_cases_are_no_group() {
        let cases = [
            told("12 Mill Lane, WS1 4AB", "A lamp is out"),
            told("Mill Lane", "The pavement is broken"),
            told("3a Mill Lane", "Weeds everywhere"),
            told("High Street", "Noise"),
            told("9 High Street", "A dog"),
        ];
        let found = groups(&cases);
        let mill = Group {
            sign: ProblemSign::Place,
            what: "mill lane".into(),
            cases: vec![0, 1, 2],
        };
        assert_eq!(found, [mill]);
    }

    #[test]
    fn the_same_words_are_a_group_once_and_what_half_of_all_say_is_none() {
        let mut cases = vec![
            told("", "The garden waste sacks were not delivered"),
            told("", "Garden waste sacks never came"),
            told("", "No garden waste sack for us"),
        ];
        cases.extend([told("", "A matter of its own"); 4]);
        let found = groups(&cases);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].sign, found[0].cases.len()), (ProblemSign::Words, 3));
        assert!(
            ["garden waste", "waste sack"].contains(&found[0].what.as_str()),
            "{found:?}"
        );
        let everybody: Vec<_> = (0..MANY)
            .map(|_| told("", "My recycling box was missed"))
            .collect();
        assert_eq!(groups(&everybody), []);
    }

    #[test]
    fn the_same_cause_is_a_group_within_a_service() {
        let (chased, other) = (["contact:chasing".to_owned()], ["lesson:handover".to_owned()]);
        let of = |service: &'static str, causes| Told {
            place: None,
            text: "",
            service,
            causes,
        };
        let cases = [
            of("waste", &chased[..]),
            of("planning", &chased[..]),
            of("waste", &chased[..]),
            of("waste", &other[..]),
            of("waste", &chased[..]),
        ];
        let chasing = Group {
            sign: ProblemSign::Cause,
            what: "contact:chasing:waste".into(),
            cases: vec![0, 2, 4],
        };
        assert_eq!(groups(&cases), [chasing]);
    }

    #[test]
    fn words_are_a_group_within_a_service_and_what_is_said_to_all_is_how_people_write() {
        let to = |service: &'static str| Told {
            place: None,
            text: "I look forward to hearing soon",
            service,
            causes: &[],
        };
        let of_two = [
            to("waste"),
            to("waste"),
            to("parking"),
            to("waste"),
            to("parking"),
        ];
        let found = groups(&of_two);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].cases, [0, 1, 3]);
        let of_all = [
            to("waste"),
            to("waste"),
            to("parking"),
            to("waste"),
            to("planning"),
        ];
        assert_eq!(groups(&of_all), []);
    }
}
