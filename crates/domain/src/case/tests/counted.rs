//! What the end of a case gives to be counted: a promise is kept by what was done, and not by closing.

use super::council::{policy, reason_code};
use super::harness::{Given, date, given, on};
use super::orders::*;
use super::people::*;
use crate::calendar::Calendar;
use crate::case::{Agreed, Command, Outcome};
use crate::clock::State;
use crate::id::ActorId;
use crate::measure::fact::{FactKind, facts};
use crate::permission::Actor;
use crate::vocabulary::{ClockKind, Kind};

/// Of how many promises, or receipts, of this sort so many were kept; nothing where none is counted.
fn kept(given: &Given, what: FactKind) -> Option<(i64, i64)> {
    let policy = policy();
    let facts = facts(given.case(), &Calendar::for_policy(&policy.calendar));
    let mut of_it = facts.iter().filter(|(fact, _)| fact.what == what);
    of_it.next().map(|(_, tally)| (tally.kept, tally.n))
}

#[test]
fn a_request_that_was_not_done_was_not_finished_in_time_though_it_was_answered() {
    let with = |outcome| given(request_in_hand()).and([on("2026-01-07", asha(), close(outcome))]);
    let done = with(Outcome::Done);
    assert_eq!(kept(&done, FactKind::TargetDue), Some((1, 1)));
    let not_done = with(Outcome::NotDone);
    assert_eq!(kept(&not_done, FactKind::TargetDue), Some((0, 1)));
    assert_eq!(kept(&not_done, FactKind::FirstAnswerDue), Some((1, 1)));
    let target = not_done.case().clock(ClockKind::Target).unwrap();
    let calendar = Calendar::for_policy(&policy().calendar);
    // Nor does the page of the case say that it was kept.
    assert_eq!(
        target.state(date("2026-01-08"), &calendar),
        State::Ended { late_by: 0 }
    );
    // What was withdrawn was owed to nobody any more.
    let withdrawn = given(request_in_hand()).and([on("2026-01-07", customer(), withdraw())]);
    assert_eq!(kept(&withdrawn, FactKind::TargetDue), None);
}

#[test]
fn a_request_that_came_back_was_not_finished_when_it_was_closed() {
    let closed = given(request_in_hand()).and([on("2026-01-07", asha(), close(Outcome::Done))]);
    let target = closed.case().clock(ClockKind::Target).unwrap().due_on;
    let after = target.tomorrow().unwrap().to_string();
    // While its day is still to come the promise stands, and can be kept yet.
    let soon = closed.and([on("2026-01-08", manager(), reopen())]);
    assert_eq!(kept(&soon, FactKind::TargetDue), Some((0, 1)));
    assert_eq!(soon.due(ClockKind::Target), target);
    let again = soon.and([on("2026-01-09", asha(), close(Outcome::Done))]);
    assert_eq!(kept(&again, FactKind::TargetDue), Some((1, 1)));
    // After it, it was late, whatever comes then; and nothing else is owed by that day.
    let late = closed.and([on(&after, manager(), reopen())]);
    assert_eq!(kept(&late, FactKind::TargetDue), Some((0, 1)));
    assert_eq!(late.running(), [ClockKind::Update]);
    let again = late.and([on(&after, asha(), close(Outcome::Done))]);
    assert_eq!(kept(&again, FactKind::TargetDue), Some((0, 1)));
}

#[test]
fn what_the_customer_said_no_to_or_came_back_about_was_not_settled_at_first_contact() {
    let with =
        |agreed| given(logged(Kind::ServiceRequest)).and([on("2026-01-05", adviser(), settle(agreed))]);
    assert_eq!(kept(&with(Agreed::Yes), FactKind::RequestReceived), Some((1, 1)));
    assert_eq!(
        kept(&with(Agreed::NotSure), FactKind::RequestReceived),
        Some((1, 1))
    );
    assert_eq!(kept(&with(Agreed::No), FactKind::RequestReceived), Some((0, 1)));
    let back = with(Agreed::Yes).and([on("2026-01-09", complaints_manager(), reopen())]);
    assert_eq!(kept(&back, FactKind::RequestReceived), Some((0, 1)));
}

#[test]
fn an_old_systems_end_says_nothing_of_when_anybody_was_answered_there() {
    let import = || Actor::program(ActorId::Import(reason_code("old-system")));
    let close = || Command::Close {
        outcome: Outcome::Done,
        sentence: words("Done there."),
        lesson: None,
    };
    let taken_over = |kind| {
        given([
            on("2026-01-05", import(), a(kind, "2026-01-05")),
            on("2026-01-07", import(), close()),
        ])
    };
    let complaint = taken_over(Kind::Complaint);
    assert_eq!(kept(&complaint, FactKind::AcknowledgementDue), None);
    assert_eq!(kept(&complaint, FactKind::Stage1Due), None);
    assert_eq!(complaint.running(), []);
    let request = taken_over(Kind::ServiceRequest);
    assert_eq!(kept(&request, FactKind::FirstAnswerDue), None);
    // When it was finished the old system knows.
    assert_eq!(kept(&request, FactKind::TargetDue), Some((1, 1)));
}
