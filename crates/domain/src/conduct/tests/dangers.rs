//! What an interim safety measure is for, and that nothing else takes its place (domain 5.4; UK GDPR, article 5(1)(d)).

use super::harness::*;
use super::review::read;
use crate::conduct::{Command, DueKind, Event, LetterKind, Outcome, Refusal};
use crate::vocabulary::Channel;

/// Danger on two days, and a measure for the later one.
fn ordered() -> Given {
    given(
        "worcester",
        [
            ("2026-01-05", planner(), danger(1, "2026-01-05")),
            ("2026-01-07", planner(), danger(2, "2026-01-07")),
            ("2026-01-07", senior(1), interim("2026-01-16")),
        ],
    )
}

#[test]
fn an_interim_measure_ends_with_the_danger_that_it_is_for_and_goes_on_by_no_older_one_domain_5_4() {
    let given = ordered();
    assert_eq!(
        given.file.interim.as_ref().unwrap().dangers.len(),
        1,
        "the latest"
    );
    let on = date("2026-01-08");
    let older = given.clone().and([("2026-01-08", keeper(), strike(1))]);
    assert!(older.file.binding(on).is_some(), "it was never for that one");
    let ended = given.clone().and([("2026-01-08", keeper(), send(14, strike(2)))]);
    assert_eq!(ended.file.binding(on), None);
    assert_eq!(
        ended.file.letter(&message(14)).unwrap().kind,
        LetterKind::Lifted,
        "they are told"
    );
    // No letter, no strike: nobody is let go without a word.
    let Command::Tend(crate::conduct::Tend::Strike {
        incident,
        is_moved,
        reason,
        ..
    }) = strike(2)
    else {
        unreachable!()
    };
    let without = Command::Tend(crate::conduct::Tend::Strike {
        incident,
        is_moved,
        reason,
        letter: None,
    });
    let refused = given.clone().attempt_as_it_is(on, &keeper(), without);
    assert_eq!(refused, Err(Refusal::TextMissing("the letter")));
    // What was reported since takes its place no more than what was before.
    let since = given.and([
        ("2026-01-08", planner(), danger(3, "2026-01-08")),
        ("2026-01-08", keeper(), strike(2)),
    ]);
    assert_eq!(since.file.binding(on), None);
}

// Two people who saw the same are two incidents of one danger.
#[test]
fn an_interim_measure_stays_while_another_report_of_the_same_day_is_left_domain_5_4() {
    let given = given(
        "worcester",
        [
            ("2026-01-07", planner(), danger(1, "2026-01-07")),
            ("2026-01-07", adviser(), danger(2, "2026-01-07")),
            ("2026-01-07", senior(1), interim("2026-01-16")),
            ("2026-01-08", keeper(), strike(1)),
        ],
    );
    let on = date("2026-01-08");
    assert!(given.file.binding(on).is_some());
    let ended = given.and([("2026-01-08", keeper(), strike(2))]);
    assert_eq!(ended.file.binding(on), None);
}

// Whoever orders looks at what is left, and can order for it: a measure whose danger was none has met none.
#[test]
fn what_is_left_can_be_met_anew_at_once_after_a_danger_that_was_struck_out_domain_5_4() {
    let ended = ordered().and([("2026-01-08", keeper(), strike(2))]);
    let again = |given: Given, on| given.and([(on, senior(2), interim("2026-01-19"))]);
    assert!(
        !ended.file.follows_unheard(date("2026-01-08")),
        "it follows none that met a danger"
    );
    assert_eq!(ended.file.way_to_begin(), None, "nor a way that it began");
    let anew = again(ended, "2026-01-08");
    let is_order =
        |event: &Event| matches!(event, Event::InterimOrdered { dangers, .. } if dangers.len() == 1);
    assert_eq!(
        anew.entries.iter().filter(|entry| is_order(&entry.event)).count(),
        2
    );
    // Also where it was over by itself before its danger was struck out: then it is of the danger's own days no longer.
    let over = ordered().and(checked("2026-01-08")).and([
        ("2026-01-08", keeper(), warning()),
        ("2026-01-19", planner(), danger(3, "2026-01-16")),
    ]);
    let long = |given: &Given| {
        given
            .clone()
            .attempt(date("2026-01-19"), &senior(2), interim("2026-02-02"))
    };
    assert_eq!(long(&over), Err(Refusal::TooLong(date("2026-01-30"))));
    let struck = over.and([("2026-01-19", keeper(), strike(2))]);
    assert!(
        long(&struck).is_ok(),
        "ten working days from the order, as of a first one"
    );
}

// An older record names no incident: it was for what was known then.
#[test]
fn an_order_of_an_older_record_is_for_what_was_known_then() {
    let mut given = ordered();
    for entry in &mut given.entries {
        if let Event::InterimOrdered { dangers, .. } = &mut entry.event {
            dangers.clear();
        }
    }
    let file = crate::conduct::fold(&given.entries);
    assert_eq!(file.interim.unwrap().dangers.len(), 2);
}

// Domain 5.6: who has a report to comment on is not left with one that counts for nothing.
#[test]
fn lifting_an_interim_measure_leaves_the_report_that_they_have_and_the_decision_on_it_domain_5_6() {
    let lift = || Command::Lift {
        reason: words("The danger is over."),
        letter: words("It has ended."),
    };
    let report = warned("worcester").and([
        ("2026-01-12", planner(), danger(3, "2026-01-12")),
        ("2026-01-12", senior(1), interim("2026-01-23")),
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), share()),
    ]);
    let lifted = report.clone().and([("2026-01-13", keeper(), lift())]);
    assert_eq!(lifted.file.binding(date("2026-01-13")), None);
    let comments = lifted
        .file
        .due()
        .into_iter()
        .find(|due| due.kind == DueKind::AnswerComments);
    assert_eq!(
        comments.map(|due| due.on),
        Some(date("2026-01-26")),
        "their time goes on"
    );
    let lifted = lifted.and([("2026-01-14", them(), comment(1, "2026-01-14"))]);
    // It is dropped by a letter, with a reason.
    let withdrawn = lifted.and([("2026-01-15", keeper(), send(14, withdraw()))]);
    assert_eq!(
        withdrawn.file.letter(&message(14)).unwrap().kind,
        LetterKind::Withdrawn
    );
    assert!(!withdrawn.file.is_pending());
    let agreed = decision(&report.policy, Outcome::Agreed);
    let decided = report.and([
        ("2026-01-14", them(), comment(1, "2026-01-14")),
        ("2026-01-14", adviser(), read(1)),
        ("2026-01-14", keeper(), answer(1)),
        ("2026-01-15", decider(1), agreed),
        ("2026-01-15", keeper(), lift()),
    ]);
    assert!(decided.file.is_decided());
    let bound = decided.and([("2026-01-16", keeper(), carry(17, notice(), Channel::InPerson))]);
    assert!(bound.file.in_force(date("2026-01-16")).is_some());
    // In an older record it went with it.
    let mut before = bound.entries;
    for entry in &mut before {
        if let Event::Lifted { keeps_the_report, .. } = &mut entry.event {
            *keeps_the_report = false;
        }
    }
    let is_lift = |entry: &crate::conduct::Entry| matches!(entry.event, Event::Lifted { .. });
    let at = before.iter().position(is_lift).unwrap();
    assert!(!crate::conduct::fold(&before[..=at]).is_pending());
}
