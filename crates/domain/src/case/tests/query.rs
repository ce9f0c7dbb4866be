//! A councillor's query for a resident (paper 002: log, track and follow up residents' queries).

use super::harness::{Given, Step, date, given, on};
use super::orders::{a, contact, triage_as, word_came, word_sent, words};
use super::people::{adviser, asha, councillor, customer, job, planner};
use crate::case::{Command, ContactPurpose, Direction, LoggedCase, Outcome, Refusal, Status};
use crate::id::WardId;
use crate::permission::Act;
use crate::vocabulary::{ClockKind, Kind, Role};

fn query(kind: Kind) -> Step {
    let new = LoggedCase {
        raised_by: Role::Councillor,
        ward: Some(WardId::parse("mill-hill").unwrap()),
        ..a(kind, "2026-01-05")
    };
    on("2026-01-05", councillor(), new)
}

fn answer(at: &str) -> Command {
    Command::RecordContact(contact(Direction::Out, ContactPurpose::Answer, at))
}

/// Logged on Monday 5 January, answered on Monday 12.
fn answered() -> Given {
    let triaged = Command::Triage(triage_as(Kind::Enquiry, "councillor-query"));
    given([
        query(Kind::Enquiry),
        on("2026-01-05T14:00", adviser(), triaged),
        on("2026-01-12", asha(), answer("2026-01-12")),
    ])
}

fn close() -> Command {
    Command::CloseUnfollowed {
        sentence: words("We answered, and nobody came back to us."),
    }
}

#[test]
fn a_question_that_a_councillor_raises_is_answered_within_its_own_time() {
    let raised = given([query(Kind::Enquiry)]);
    assert_eq!(raised.case().procedure.as_str(), "councillor-query");
    assert_eq!(raised.case().ward.as_ref().map(WardId::as_str), Some("mill-hill"));
    assert_eq!(raised.running(), [ClockKind::Reply]);
    assert_eq!(raised.due(ClockKind::Reply), date("2026-01-19"));
    let by_a_customer = given([on("2026-01-05", customer(), a(Kind::Enquiry, "2026-01-05"))]);
    assert_eq!(by_a_customer.case().procedure.as_str(), "enquiry");
}

#[test]
fn an_answer_keeps_the_promise_and_leaves_it_open_for_a_follow_up() {
    let answered = answered();
    assert_eq!(answered.case().status(), Status::ReplySent);
    assert_eq!(answered.case().follow_up_until, Some(date("2026-01-19")));
    assert!(answered.running().is_empty() && !answered.case().is_closed());
}

#[test]
fn an_update_is_no_answer() {
    let told = given([
        query(Kind::Enquiry),
        on("2026-01-12", adviser(), word_sent("2026-01-12")),
    ]);
    assert_eq!(told.case().follow_up_until, None);
    assert_eq!(told.running(), [ClockKind::Reply]);
}

// Paper 002: requests are answered too; whoever has a question that is no councillor's closes it.
#[test]
fn a_question_with_a_reply_and_no_follow_up_is_answered_and_closed_by_nobody_else() {
    let mut policy = super::council::policy();
    let name = super::council::procedure("enquiry");
    policy.procedures.get_mut(&name).unwrap().reply = Some(super::council::working_days(20));
    let asked = Given::under(policy).and([on("2026-01-05", customer(), a(Kind::Enquiry, "2026-01-05"))]);
    assert_eq!(asked.running(), [ClockKind::FirstAnswer, ClockKind::Reply]);
    let told = asked.and([on("2026-01-07", adviser(), word_sent("2026-01-07"))]);
    assert_eq!(
        told.running(),
        [ClockKind::Reply],
        "a first word is not the reply"
    );
    let answered = told
        .when(on("2026-01-12", adviser(), answer("2026-01-12")))
        .then_names(&["contact-recorded", "query-answered"]);
    assert!(answered.running().is_empty());
    assert_eq!(
        answered.clock(ClockKind::Reply).stopped_on,
        Some(date("2026-01-12"))
    );
    assert_eq!(
        (answered.case().follow_up_until, answered.case().replied_on),
        (None, None)
    );
    answered
        .when(on("2026-03-02", job(), close()))
        .then_refused(Refusal::NotInThisState(answered.case().status()));
}

#[test]
fn a_follow_up_is_answered_within_the_same_time_again() {
    let again = answered().and([on("2026-01-14", councillor(), word_came("2026-01-14"))]);
    assert_eq!(again.case().status(), Status::BeingLookedAt);
    assert_eq!(again.due(ClockKind::Reply), date("2026-01-28"));
    again
        .when(on("2026-02-02", job(), close()))
        .then_refused(Refusal::NotInThisState(Status::BeingLookedAt));
}

// Paper 002 and ux C5: what was promised for a follow-up is kept by whoever could close it by hand.
#[test]
fn nobody_closes_an_answered_query_by_hand_before_the_time_for_a_follow_up_is_over_or_a_follow_up_is_answered()
 {
    let by_hand = |outcome| Command::Close {
        outcome,
        sentence: words("The light is mended."),
        lesson: None,
    };
    let answered = answered();
    for outcome in [Outcome::Done, Outcome::NotDone] {
        let until = date("2026-01-19");
        answered
            .when(on("2026-01-19", asha(), by_hand(outcome)))
            .then_refused(Refusal::FollowUpPromised { until });
    }
    answered
        .when(on("2026-01-20", asha(), by_hand(Outcome::Done)))
        .then_names(&["closed"]);
    let followed_up = answered.and([on("2026-01-14", councillor(), word_came("2026-01-14"))]);
    for day in ["2026-01-14", "2026-02-20"] {
        followed_up
            .when(on(day, asha(), by_hand(Outcome::Done)))
            .then_refused(Refusal::FollowUpNotAnswered);
    }
    // That it is sorted is theirs to say, at any time.
    for open in [&answered, &followed_up] {
        open.when(on(
            "2026-01-15",
            councillor(),
            Command::ConfirmSorted { words: None },
        ))
        .then_names(&["sorted-confirmed", "closed"]);
    }
    let again = followed_up.and([on("2026-01-15", asha(), answer("2026-01-15"))]);
    let until = date("2026-01-22");
    again
        .when(on("2026-01-20", asha(), by_hand(Outcome::Done)))
        .then_refused(Refusal::FollowUpPromised { until });
    again
        .when(on("2026-01-23", asha(), by_hand(Outcome::Done)))
        .then_names(&["closed"]);
}

// Who answers by closing promised no time for a follow-up yet.
#[test]
fn a_query_that_was_never_answered_is_closed_with_the_sentence_that_answers_it() {
    given([query(Kind::Enquiry)])
        .when(on(
            "2026-01-07",
            adviser(),
            Command::Close {
                outcome: Outcome::Done,
                sentence: words("It was mended yesterday."),
                lesson: None,
            },
        ))
        .then_names(&["closed"]);
}

#[test]
fn what_nobody_follows_up_is_closed_after_the_last_day_and_not_on_it() {
    let answered = answered();
    answered
        .when(on("2026-01-19", job(), close()))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
    let closed = answered
        .when(on("2026-01-20", job(), close()))
        .then_names(&["closed"]);
    assert_eq!(closed.case().follow_up_until, None);
    assert!(closed.case().sentence.is_some());
}

#[test]
fn the_councillor_who_raised_it_says_that_it_is_sorted_and_nobody_else() {
    let sorted = || Command::ConfirmSorted {
        words: Some(words("Mrs Lund is happy.")),
    };
    let raised = given([query(Kind::Enquiry)]);
    raised
        .when(on("2026-01-06", councillor(), sorted()))
        .then_names(&["sorted-confirmed", "closed"]);
    raised
        .when(on("2026-01-06", planner(), sorted()))
        .then_refused(Refusal::NotPermitted(Act::FollowOwn));
    given([on("2026-01-05", planner(), a(Kind::ServiceRequest, "2026-01-05"))])
        .when(on("2026-01-06", planner(), sorted()))
        .then_refused(Refusal::WrongKind(Kind::ServiceRequest));
}

#[test]
fn a_complaint_that_a_councillor_passed_on_gets_its_reply_whatever_they_say() {
    given([query(Kind::Complaint)])
        .when(on(
            "2026-01-06",
            councillor(),
            Command::ConfirmSorted { words: None },
        ))
        .then_refused(Refusal::WrongKind(Kind::Complaint));
}

#[test]
fn a_councillor_never_steers_a_case_that_they_did_not_raise() {
    let others = given([on("2026-01-05", customer(), a(Kind::Enquiry, "2026-01-05"))]);
    let orders = [
        word_came("2026-01-06"),
        Command::ConfirmSorted { words: None },
        Command::Triage(triage_as(Kind::Enquiry, "enquiry")),
    ];
    for order in orders {
        let act = crate::case::act_of(&order);
        others
            .when(on("2026-01-06", councillor(), order))
            .then_refused(Refusal::NotPermitted(act));
    }
}

#[test]
fn a_ward_is_one_of_the_councils() {
    let new = LoggedCase {
        ward: Some(WardId::parse("elsewhere").unwrap()),
        ..a(Kind::Enquiry, "2026-01-05")
    };
    given([])
        .when(on("2026-01-05", customer(), new))
        .then_refused(Refusal::NotInPolicy("ward"));
}

#[test]
fn triage_keeps_the_ward_that_is_known_unless_it_names_another() {
    let triaged = Command::Triage(triage_as(Kind::Enquiry, "councillor-query"));
    let kept = given([query(Kind::Enquiry), on("2026-01-05T14:00", adviser(), triaged)]);
    assert!(kept.case().ward.is_some());
}

#[test]
fn moving_clocks_for_a_new_day_off_touches_no_case() {
    let raised = given([query(Kind::Enquiry)]);
    let touched = raised.case().touched_at;
    let moved = raised
        .with_day_off("2026-01-15")
        .when(on(
            "2026-01-08",
            job(),
            Command::MoveClocks {
                days_off: vec![date("2026-01-15")],
            },
        ))
        .then_names(&["clock-moved"]);
    assert_eq!(moved.case().touched_at, touched);
    let noted = moved.and([on("2026-01-09", adviser(), word_sent("2026-01-09"))]);
    assert!(noted.case().touched_at > touched);
}
