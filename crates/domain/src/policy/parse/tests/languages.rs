//! What a file says of the languages of letters.

use super::{demo_with, only_mistake, place_of};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::ProcedureId;
use crate::language::{Language, WelshLetters};
use crate::policy::Policy;
use crate::policy::letters::{LetterPart, Letters, Place};

const GWYNFRYN: &str = include_str!("../../../../../../examples/gwynfryn.toml");

fn gwynfryn_with(from: &str, to: &str) -> String {
    assert!(GWYNFRYN.contains(from), "{from}");
    GWYNFRYN.replacen(from, to, 1)
}

fn gwynfryn() -> Policy {
    Policy::parse(GWYNFRYN).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
}

#[test]
fn a_council_whose_file_says_nothing_writes_english() {
    let languages = super::shipped("demo").languages;
    assert_eq!(languages.welsh, WelshLetters::None);
    assert!(!languages.are_both([AdjustmentKind::Welsh].into_iter()));
}

// Welsh Language Standards (No. 1) Regulations 2015, standard 2 and standard 5.
#[test]
fn welsh_goes_to_whoever_wishes_or_to_everybody() {
    let on_request = gwynfryn().languages;
    assert_eq!(on_request.name.as_deref(), Some("Cyngor Sir Gwynfryn"));
    assert!(on_request.are_both([AdjustmentKind::LargePrint, AdjustmentKind::Welsh].into_iter()));
    assert!(!on_request.are_both([AdjustmentKind::LargePrint].into_iter()));
    let always = Policy::parse(&gwynfryn_with("\"on-request\"", "\"always\""))
        .unwrap()
        .languages;
    assert!(always.are_both(std::iter::empty()));
}

#[test]
fn a_paragraph_without_welsh_and_one_that_lost_what_it_must_have_are_told_at_their_place() {
    let source = gwynfryn_with("greeting = \"Annwyl ((customer))\"\n", "");
    let mistake = only_mistake(&source);
    assert_eq!(
        (mistake.line, mistake.column),
        place_of(&source, "\"on-request\"")
    );
    assert!(mistake.what.ends_with("no Welsh words: greeting."), "{mistake:?}");
    // Complaint Handling Code 6.8, or the guidance in its place: how to go further stands in both.
    let source = gwynfryn_with(
        "terfynol. Gallwch nawr ofyn am farn annibynnol.\\n\\n((ombudsman))",
        "terfynol.",
    );
    let mistake = only_mistake(&source);
    assert_eq!(mistake.what, "The Ombudsman paragraph is missing.");
    let source = gwynfryn_with("gyda ((other council)).\"", "gyda ((council arall)).\"");
    let mistakes = Policy::parse(&source).unwrap_err();
    let unknown = mistakes
        .iter()
        .find(|mistake| mistake.what.contains("((council arall))"));
    let unknown = unknown.unwrap();
    assert_eq!(
        (unknown.line, unknown.column),
        place_of(&source, "((council arall))")
    );
}

// What a council never sends needs no Welsh.
#[test]
fn what_not_every_council_sends_needs_welsh_where_this_one_does() {
    let lost = gwynfryn_with("conduct_begins = \"Mae’n dechrau gyda’r llythyr hwn.\"\n", "");
    let mistake = only_mistake(&lost);
    assert!(
        mistake.what.ends_with("no Welsh words: conduct_begins."),
        "{mistake:?}"
    );
    let question = gwynfryn_with("welsh = \"Pa mor hawdd oedd dweud wrthym?\"\n", "");
    assert!(only_mistake(&question).mend.contains("welsh ="));
    let (before, rest) = lost.split_once("[conduct]").unwrap();
    let (_, after) = rest.split_once("[letters]").unwrap();
    Policy::parse(&format!("{before}[letters]{after}")).unwrap();
}

#[test]
fn what_says_something_else_at_stage_2_does_so_in_welsh() {
    let source = gwynfryn_with(
        "part = \"acknowledgement_opening\"\nstage = 2",
        "part = \"acknowledgement_opening\"\nstage = 1",
    );
    let mistakes = Policy::parse(&source).unwrap_err();
    let told = mistakes.iter().any(|mistake| {
        mistake
            .what
            .contains("acknowledgement_opening says something else at stage 2 of complaint-corporate")
    });
    assert!(told, "{mistakes:?}");
    let lost = gwynfryn_with("welsh = \"Rydym yn adolygu ein hateb i ((matter))\"\n", "");
    assert!(only_mistake(&lost).mend.contains("welsh ="));
}

#[test]
fn welsh_words_that_no_letter_has_are_refused() {
    let own = "staff_names = \"full-name\"\nwelsh = { greeting = \"Annwyl ((customer))\" }";
    let source = demo_with("staff_names = \"full-name\"", own);
    let mistake = only_mistake(&source);
    assert!(mistake.mend.contains("[languages]"), "{mistake:?}");
    let word = demo_with(
        "[calendar]\n",
        "[languages]\nwelsh = \"sometimes\"\n\n[calendar]\n",
    );
    assert!(only_mistake(&word).mend.contains("on-request"), "{word}");
}

/// No paragraph that a customer reads in Welsh is in English, at any stage.
#[test]
fn every_paragraph_of_the_example_is_in_welsh_wherever_it_stands() {
    let policy = gwynfryn();
    let procedure = ProcedureId::parse("complaint-corporate").unwrap();
    for part in LetterPart::ALL {
        for stage in [1, 2] {
            let place = |language| Place {
                procedure: Some(&procedure),
                stage,
                language,
                ..Place::default()
            };
            let welsh = policy.letters.words_in(*part, &place(Language::Welsh));
            let english = Letters::default();
            let english = english.words_in(*part, &place(Language::English));
            assert!(
                welsh != english || welsh.starts_with("((") || *part == LetterPart::ContactPost,
                "{part} {stage}"
            );
        }
    }
}
