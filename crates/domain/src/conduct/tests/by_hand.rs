//! Letters that somebody brings: each has its line on the file, and counts only as far as it reached them (domain 5.8).

use super::harness::*;
use crate::conduct::{
    DueKind, Event, Letter, LetterKind, LetterState, Outcome, Proposal, Purpose, Question, Refusal,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::vocabulary::Channel;

fn line(given: &Given, number: u64) -> &Letter {
    given.file.letter(&message(number)).unwrap()
}

fn to_be_warned() -> Given {
    given("worcester", [("2026-01-06", planner(), incident(1, false))]).and(checked("2026-01-07"))
}

// Domain 5.4 and 5.8: a warning that did not reach them is none, whoever brought it.
#[test]
fn a_warning_that_was_handed_over_has_its_line_and_is_none_once_it_did_not_reach_them_domain_5_4() {
    let warned = to_be_warned().and([
        ("2026-01-08", keeper(), carry(11, warning(), Channel::InPerson)),
        ("2026-01-09", planner(), it_goes_on("2026-01-09")),
    ]);
    let letter = line(&warned, 11);
    assert_eq!(
        (
            letter.kind,
            letter.channel,
            letter.state,
            letter.is_carried,
            letter.left_on
        ),
        (
            LetterKind::Warning,
            Channel::InPerson,
            LetterState::Left,
            true,
            Some(date("2026-01-08"))
        )
    );
    assert_eq!(warned.file.warned_on(), Some(date("2026-01-08")));
    let proposed = ("2026-01-12", keeper(), propose(a_proposal()));
    assert!(
        warned
            .clone()
            .attempt(date("2026-01-12"), &keeper(), propose(a_proposal()))
            .is_ok()
    );
    let lost = warned.and([("2026-01-12", keeper(), not_reached(11))]);
    assert_eq!(line(&lost, 11).state, LetterState::NotReached);
    assert_eq!(lost.refuses(proposed), Refusal::NotWarned);
}

// Paper 004, 7.1: ten working days from when they really have the report.
#[test]
fn a_report_that_was_brought_and_did_not_reach_them_gives_the_time_for_comments_anew_paper_004_7_1() {
    let shared = warned("worcester").and([
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), carry(14, share(), Channel::InPerson)),
    ]);
    let until = |given: &Given| {
        given
            .file
            .report
            .as_ref()?
            .shared
            .as_ref()
            .map(|shared| shared.comments_until)
    };
    assert_eq!(until(&shared), Some(date("2026-01-26")));
    let lost = shared.and([("2026-01-20", keeper(), not_reached(14))]);
    assert_eq!(until(&lost), None);
    let decided = decision(&lost.policy, Outcome::Agreed);
    assert_eq!(
        lost.refuses(("2026-03-01", decider(1), decided.clone())),
        Refusal::NotShared
    );
    // The paper that came back names the last day of before: it is written again.
    assert_eq!(
        lost.refuses(("2026-01-21", keeper(), brought(14, Channel::InPerson))),
        Refusal::NamesDaysOfBefore
    );
    let again = lost.and([("2026-01-21", keeper(), carry(15, share(), Channel::InPerson))]);
    assert_eq!(until(&again), Some(date("2026-02-04")));
    assert_eq!(line(&again, 14).state, LetterState::Overtaken);
    assert_eq!(
        again.refuses(("2026-01-28", decider(1), decided)),
        Refusal::TimeForComments(date("2026-02-04"))
    );
}

// Domain 5.8: no measure binds before its notice is sent, and none whose notice did not arrive.
#[test]
fn a_notice_that_was_brought_binds_nobody_once_it_did_not_reach_them_and_the_time_to_appeal_starts_anew_domain_5_8()
 {
    for (name, _) in COUNCILS {
        let bound = decided(name).and([("2026-01-29", keeper(), carry(17, notice(), Channel::InPerson))]);
        assert!(bound.file.binding(date("2026-01-29")).is_some(), "{name}");
        let lost = bound.and([("2026-02-03", keeper(), not_reached(17))]);
        assert_eq!(lost.file.binding(date("2026-02-03")), None, "{name}");
        assert_eq!(
            lost.file.to_notify.as_ref().unwrap().due_on,
            date("2026-02-04"),
            "{name}"
        );
        let again = lost.and([("2026-02-04", keeper(), carry(18, notice(), Channel::InPerson))]);
        let arrangement = again.file.arrangement.as_ref().unwrap();
        assert_eq!(
            (arrangement.from, arrangement.appeal_until),
            (date("2026-02-04"), date("2026-03-04")),
            "{name}"
        );
    }
}

// Equality Act 2010, section 20: a letter counts only by a way that reaches them.
#[test]
fn a_letter_of_the_outbox_that_somebody_brings_goes_by_their_way_and_by_none_that_is_ruled_out_equality_act_2010_20()
 {
    let mut waits = to_be_warned().and([("2026-01-08", keeper(), send(1, warning()))]);
    waits.adjustments = vec![AdjustmentKind::CannotUsePhone];
    assert_eq!(
        waits.refuses(("2026-01-09", keeper(), brought(1, Channel::Phone))),
        Refusal::DoesNotReachThem(AdjustmentKind::CannotUsePhone)
    );
    assert_eq!(
        waits.refuses(("2026-01-09", keeper(), brought(1, Channel::SocialMedia))),
        Refusal::CarriesNoLetter
    );
    let warned = waits.and([("2026-01-09", keeper(), brought(1, Channel::InPerson))]);
    let letter = line(&warned, 1);
    assert_eq!((letter.channel, letter.is_carried), (Channel::InPerson, true));
    assert_eq!(warned.file.warned_on(), Some(date("2026-01-09")));
}

// Domain 5.4: whoever orders brings the letter, also where they keep no file; the order holds whatever became of the letter.
#[test]
fn whoever_orders_for_danger_brings_the_letter_and_the_measure_stays_whatever_became_of_it_domain_5_4() {
    let danger = given("worcester", [("2026-01-06", planner(), danger(1, "2026-01-06"))]);
    let ordered = danger.and([(
        "2026-01-06",
        senior(1),
        carry(11, interim("2026-01-16"), Channel::InPerson),
    )]);
    assert_eq!(line(&ordered, 11).kind, LetterKind::Interim);
    let lost = ordered.and([("2026-01-07", keeper(), not_reached(11))]);
    assert!(lost.file.binding(date("2026-01-07")).is_some());
    assert_eq!(line(&lost, 11).state, LetterState::NotReached);
}

// What is pressed twice is one letter.
#[test]
fn a_letter_that_is_brought_twice_under_one_number_is_one() {
    let warned = to_be_warned().and([("2026-01-08", keeper(), carry(11, warning(), Channel::InPerson))]);
    let mut again = warned.clone();
    let events = again.attempt(
        date("2026-01-08"),
        &keeper(),
        carry(11, warning(), Channel::InPerson),
    );
    assert_eq!(events, Ok(Vec::new()));
    let lines = |given: &Given| {
        given
            .entries
            .iter()
            .filter(|it| matches!(it.event, Event::Warned { .. }))
            .count()
    };
    assert_eq!(lines(&again), 1);
}

// Paper 004, 7.1: nobody is bound on a report that they never had.
#[test]
fn what_was_decided_on_a_report_that_came_back_is_not_told_unless_they_spoke_of_it_paper_004_7_1() {
    let shared = warned("worcester").and([
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), carry(14, share(), Channel::InPerson)),
    ]);
    let agreed = decision(&shared.policy, Outcome::Agreed);
    let decided = shared.clone().and([
        ("2026-01-28", decider(1), agreed.clone()),
        ("2026-01-29", keeper(), not_reached(14)),
    ]);
    assert_eq!(
        decided.refuses(("2026-01-30", keeper(), notice())),
        Refusal::ReadsOtherwise
    );
    // A notice that was on its way is taken back, and binds nobody if it leaves.
    let on_its_way = shared.clone().and([
        ("2026-01-28", decider(1), agreed.clone()),
        ("2026-01-28", keeper(), send(9, notice())),
        ("2026-01-29", keeper(), not_reached(14)),
        ("2026-01-29", outbox(), left(9)),
    ]);
    assert_eq!(on_its_way.file.binding(date("2026-01-29")), None);
    // Who spoke of it had it.
    let spoke = shared.and([
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-19", keeper(), answer(1)),
        ("2026-01-28", decider(1), agreed),
        ("2026-01-29", keeper(), not_reached(14)),
        ("2026-01-30", keeper(), notice()),
    ]);
    assert!(spoke.file.binding(date("2026-01-30")).is_some());
}

// Paper 004, 7.1: what binds on a report that never reached them is a question, and is not renewed before it is answered.
#[test]
fn an_arrangement_whose_report_comes_back_asks_whether_it_can_stand_paper_004_7_1() {
    let shared = warned("worcester").and([
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), carry(14, share(), Channel::InPerson)),
    ]);
    let agreed = decision(&shared.policy, Outcome::Agreed);
    let bound = shared.and([
        ("2026-01-28", decider(1), agreed),
        ("2026-01-29", keeper(), carry(17, notice(), Channel::InPerson)),
        ("2026-02-02", keeper(), not_reached(14)),
    ]);
    let by = bound.file.grounds_wait.unwrap();
    assert!(
        bound
            .file
            .due()
            .iter()
            .any(|due| due.kind == DueKind::WeighGrounds && due.on == by)
    );
    let renewal = Proposal {
        purpose: Purpose::Renewal,
        ..a_proposal()
    };
    assert_eq!(
        bound.refuses(("2026-02-03", keeper(), propose(renewal))),
        Refusal::GroundsWait
    );
    let kept = bound
        .clone()
        .and([("2026-02-03", decider(1), keep(Question::Grounds))]);
    assert_eq!(kept.file.grounds_wait, None);
    // Who appealed is heard.
    let heard = in_force("worcester");
    assert_eq!(heard.file.arrangement.as_ref().map(|it| it.was_heard), Some(true));
}

/// In force on a report of which they said that much; the warning by letter 12.
fn bound_after_a_letter(said: impl IntoIterator<Item = Step>) -> Given {
    let given = given("worcester", [("2026-01-06", planner(), incident(1, false))])
        .and(checked("2026-01-07"))
        .and([
            ("2026-01-08", keeper(), carry(12, warning(), Channel::InPerson)),
            ("2026-01-09", planner(), it_goes_on("2026-01-09")),
            ("2026-01-12", keeper(), propose(a_proposal())),
            ("2026-01-12", keeper(), share()),
        ])
        .and(said);
    let agreed = decision(&given.policy, Outcome::Agreed);
    given.and([
        ("2026-01-28", decider(1), agreed),
        ("2026-01-29", keeper(), carry(17, notice(), Channel::InPerson)),
    ])
}

// Domain 5.4; the guide, part 3: nobody is kept to what came after no warning that they had.
#[test]
fn an_arrangement_whose_warning_comes_back_asks_whether_it_can_stand_domain_5_4() {
    let back = || ("2026-02-02", keeper(), not_reached(12));
    let kept = || ("2026-02-03", decider(1), keep(Question::Grounds));
    let unheard = bound_after_a_letter([]).and([back()]);
    let by = unheard.file.grounds_wait.unwrap();
    let due = unheard.file.due();
    assert!(
        due.iter()
            .any(|due| due.kind == DueKind::WeighGrounds && due.on == by)
    );
    assert_eq!(unheard.refuses(kept()), Refusal::RestsOnNothing);
    // A warning that reaches them now is before nothing that happened: what comes after it would be.
    let warned = unheard
        .clone()
        .and([("2026-02-02", keeper(), brought(12, Channel::InPerson))]);
    assert_eq!(warned.refuses(kept()), Refusal::RestsOnNothing);
    warned.and([("2026-02-03", planner(), danger(5, "2026-02-03")), kept()]);
    // They spoke of it: in an appeal, or in a comment.
    let appealed = unheard.and([("2026-02-02", them(), appeal("2026-02-02"))]);
    assert_eq!(appealed.and([kept()]).file.grounds_wait, None);
    let heard = bound_after_a_letter([
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-19", keeper(), answer(1)),
    ]);
    let heard = heard.and([back()]);
    assert!(heard.file.grounds_wait.is_some());
    assert_eq!(heard.and([kept()]).file.grounds_wait, None);
}

// One that came back is none; another that they had before it stands.
#[test]
fn a_warning_that_comes_back_asks_nothing_where_another_arrived_before_the_incident_domain_5_4() {
    let twice = given("worcester", [("2026-01-05", planner(), incident(1, false))])
        .and(checked("2026-01-05"))
        .and([("2026-01-05", keeper(), carry(11, warning(), Channel::InPerson))])
        .and(checked("2026-01-08"))
        .and([
            ("2026-01-08", keeper(), carry(12, warning(), Channel::InPerson)),
            ("2026-01-09", planner(), it_goes_on("2026-01-09")),
            ("2026-01-12", keeper(), propose(a_proposal())),
            ("2026-01-12", keeper(), share()),
        ]);
    let agreed = decision(&twice.policy, Outcome::Agreed);
    let bound = twice.and([
        ("2026-01-28", decider(1), agreed),
        ("2026-01-29", keeper(), carry(17, notice(), Channel::InPerson)),
    ]);
    let one = bound.clone().and([("2026-02-02", keeper(), not_reached(12))]);
    assert_eq!(one.file.grounds_wait, None);
    // In whatever order both come back.
    for (first, then) in [(11, 12), (12, 11)] {
        let both = bound.clone().and([
            ("2026-02-02", keeper(), not_reached(first)),
            ("2026-02-03", keeper(), not_reached(then)),
        ]);
        assert!(both.file.grounds_wait.is_some(), "{first} first");
        assert_eq!(both.file.warned_at, None, "{first} first");
    }
}
