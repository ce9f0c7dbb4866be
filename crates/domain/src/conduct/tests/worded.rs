//! Letters in the council's own words, and in Welsh beside English.

use std::sync::Arc;

use super::harness::{Given, checked, date, given, incident, keeper, planner, words};
use crate::conduct::{Command, LetterPart, Refusal, Sentences, parts};
use crate::customer::adjustment::AdjustmentKind;
use crate::language::{Language, in_both};
use crate::policy::Policy;
use crate::policy::letters::LetterPart as Part;

const MUST_CHANGE: &str = "No shouting.";

/// A file of the demo's council as far as the checks, with other words in its policy.
fn worded(own: &[(Part, &str)]) -> Given {
    let mut given = given("demo", [("2026-01-06", planner(), incident(1, false))]).and(checked("2026-01-07"));
    let mut policy = Policy::clone(&given.policy);
    for (part, words) in own {
        assert_eq!(part.faults(words), [], "{part}");
        policy.letters.wordings.insert(*part, (*words).to_owned());
    }
    given.policy = Arc::new(policy);
    given
}

fn warn(text: &str) -> Command {
    Command::Warn {
        letter: words(text),
        must_change: words(MUST_CHANGE),
    }
}

fn tried(given: &Given, text: &str) -> Option<Refusal> {
    let mut given = given.clone();
    given
        .attempt_as_it_is(date("2026-01-08"), &keeper(), warn(text))
        .err()
}

/// A whole warning in these words.
fn least(say: &Sentences<'_>) -> String {
    parts::least(&parts::of_warning(say, MUST_CHANGE))
}

// Domain 5.4: its own words, and every part all the same.
#[test]
fn a_letter_is_held_to_the_words_that_the_council_gave_it() {
    let given = worded(&[
        (Part::ConductHelpHeading, "If you need help"),
        (
            Part::ConductAdjustments,
            "Whatever we agreed with you holds for this letter too.",
        ),
    ]);
    assert_eq!(tried(&given, &least(&given.say())), None);
    let ordinary = worded(&[]);
    let refused = Some(Refusal::PartsMissing(vec![LetterPart::Help]));
    assert_eq!(tried(&given, &least(&ordinary.say())), refused);
}

#[test]
fn two_headings_of_the_same_words_hide_no_part() {
    let given = worded(&[
        (Part::ConductMustChangeHeading, "What now"),
        (Part::ConductCouldFollowHeading, "What now"),
    ]);
    let whole = least(&given.say());
    assert_eq!(tried(&given, &whole), None);
    let lost = whole.replacen(Part::ConductCouldFollow.ordinary(), "", 1);
    let refused = Some(Refusal::PartsMissing(vec![LetterPart::CouldFollow]));
    assert_eq!(tried(&given, &lost), refused);
}

/// A council in Wales, and somebody who wishes for letters in Welsh.
fn in_wales() -> Given {
    let source = include_str!("../../../../../examples/gwynfryn.toml");
    let mut given = worded(&[]);
    let mut policy = Policy::clone(&given.policy);
    let theirs = Policy::parse(source).unwrap();
    (policy.languages, policy.letters) = (theirs.languages, theirs.letters);
    given.policy = Arc::new(policy);
    given.adjustments = vec![AdjustmentKind::Welsh];
    given
}

// Welsh Language Standards (No. 1) Regulations 2015, standards 2 and 5: both whole, or it does not go.
#[test]
fn a_letter_to_a_reader_of_both_has_every_part_in_each() {
    let given = in_wales();
    let [welsh, english] = Language::BOTH.map(|language| least(&Sentences::new(&given.policy, language)));
    assert!(
        welsh.contains("## Beth allai ddilyn\n") && !welsh.contains("## What"),
        "{welsh}"
    );
    assert_eq!(tried(&given, &in_both(&welsh, &english)), None);
    let lacks = Some(Refusal::LanguageMissing(Language::Welsh));
    assert_eq!(tried(&given, &english), lacks);
    let lost = welsh.replacen("## Beth allai ddilyn", "## Beth", 1);
    let refused = Some(Refusal::PartsMissingIn(
        Language::Welsh,
        vec![LetterPart::CouldFollow],
    ));
    assert_eq!(tried(&given, &in_both(&lost, &english)), refused);
    // Whoever did not wish for it has English alone.
    let other = Given {
        adjustments: Vec::new(),
        ..given
    };
    assert_eq!(tried(&other, &english), None);
}

// What must change is a text of its own: each part of the letter has its language of it.
#[test]
fn what_must_change_stands_in_each_language_of_a_warning() {
    let given = in_wales();
    let both = in_both("Dim gweiddi.", MUST_CHANGE);
    let whole = |both: &str| {
        let [welsh, english] = Language::BOTH.map(|language| {
            let say = Sentences::new(&given.policy, language);
            parts::least(&parts::of_warning(&say, both))
        });
        in_both(&welsh, &english)
    };
    let warn = |letter: &str| Command::Warn {
        letter: words(letter),
        must_change: words(&both),
    };
    let tried = |letter: &str| {
        let mut given = given.clone();
        given
            .attempt_as_it_is(date("2026-01-08"), &keeper(), warn(letter))
            .err()
    };
    assert_eq!(tried(&whole(&both)), None);
    let refused = Some(Refusal::PartsMissingIn(
        Language::Welsh,
        vec![LetterPart::MustChange],
    ));
    assert_eq!(tried(&whole(&both).replacen("Dim gweiddi.", "Dim.", 1)), refused);
}
