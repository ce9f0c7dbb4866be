//! What a policy may ask its customers.

use super::*;
use crate::survey::{Answer, QuestionKind};

#[test]
fn a_survey_asks_once_about_handling_and_not_twice_about_the_result() {
    let demo = shipped("demo").survey.unwrap();
    assert_eq!(demo.first_asked().unwrap().kind, QuestionKind::Handling);
    assert_eq!((demo.questions.len(), demo.low), (7, Answer::Dissatisfied));
    let two = demo_with("kind = \"ease\"", "kind = \"handling\"");
    let mistake = only_mistake(&two);
    assert_eq!(
        mistake.what,
        "One question is on how it was handled, and at most one on the result."
    );
    let none = demo_with("kind = \"handling\"", "kind = \"ease\"");
    assert_eq!(only_mistake(&none).mend, mistake.mend);
    let same = demo_with("id = \"easy\"", "id = \"listened\"");
    assert!(
        only_mistake(&same).what.contains("listened"),
        "{:?}",
        only_mistake(&same)
    );
}

#[test]
fn a_reminder_comes_while_it_can_be_answered_and_a_low_score_is_about_satisfaction() {
    let source = demo_with(
        "remind_after_days = 7\nopen_days = 28",
        "remind_after_days = 20\nopen_days = 14",
    );
    let mistake = only_mistake(&source);
    assert_eq!(
        mistake.what,
        "The reminder comes when nobody can answer any more."
    );
    assert_eq!((mistake.line, mistake.column), place_of(&source, "20\nopen_days"));
    let source = demo_with("low = \"dissatisfied\"", "low = \"no\"");
    let mistake = only_mistake(&source);
    assert_eq!(mistake.what, "This is no answer about satisfaction.");
    assert_eq!((mistake.line, mistake.column), place_of(&source, "\"no\""));
    let source = demo_with("rest_days = 90", "rest_days = 900");
    assert_eq!(
        only_mistake(&source).mend,
        "Write a whole number from 0 to 366, without quotation marks."
    );
}

#[test]
fn a_council_whose_file_says_nothing_asks_nobody_and_has_guidance_read_in_thirty_days() {
    let (_, hart) = SHIPPED.iter().find(|(name, _)| *name == "hart").unwrap();
    let (before, survey) = hart.split_once("[survey]").unwrap();
    let (_, after) = survey.split_once("[permissions]").unwrap();
    let policy = Policy::parse(&format!("{before}[permissions]{after}")).unwrap();
    assert!(policy.survey.is_none());
    assert_eq!(policy.guidance, defaults::GUIDANCE);
    let source = demo_with("read_within_days = 30", "read_within_days = 0");
    assert_eq!(
        only_mistake(&source).mend,
        "Write a whole number from 1 to 365, without quotation marks."
    );
}
