//! What the end of a case gives to be counted: a promise is kept by what was done, and not by closing.

use super::council::{policy, reason_code};
use super::harness::{Given, date, given, on};
use super::orders::*;
use super::people::*;
use crate::calendar::Calendar;
use crate::case::{Agreed, Command, LoggedCase, Outcome, TriageAnswers};
use crate::clock::State;
use crate::id::ActorId;
use crate::measure::fact::{FactKind, facts};
use crate::permission::Actor;
use crate::policy::{Limit, Unit};
use crate::vocabulary::{Channel, ClockKind, Kind, Role};

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

/// A request by telephone, or another way.
fn asked_by(channel: Channel) -> LoggedCase {
    LoggedCase {
        channel,
        ..a(Kind::ServiceRequest, "2026-01-05")
    }
}

#[test]
fn what_the_customer_said_no_to_or_came_back_about_was_not_settled_at_first_contact() {
    let with = |agreed| {
        given([on("2026-01-05", customer(), asked_by(Channel::Phone))]).and([on(
            "2026-01-05",
            adviser(),
            settle(agreed),
        )])
    };
    assert_eq!(kept(&with(Agreed::Yes), FactKind::FirstContact), Some((1, 1)));
    assert_eq!(kept(&with(Agreed::NotSure), FactKind::FirstContact), Some((1, 1)));
    assert_eq!(kept(&with(Agreed::No), FactKind::FirstContact), Some((0, 1)));
    let back = with(Agreed::Yes).and([on("2026-01-09", complaints_manager(), reopen())]);
    assert_eq!(kept(&back, FactKind::FirstContact), Some((0, 1)));
}

#[test]
fn a_form_or_a_letter_is_not_asked_whether_it_was_settled_while_the_customer_was_there() {
    for (channel, counted) in [
        (Channel::Phone, Some((0, 1))),
        (Channel::InPerson, Some((0, 1))),
        (Channel::WebChat, Some((0, 1))),
        (Channel::Online, None),
        (Channel::Email, None),
        (Channel::Letter, None),
    ] {
        let asked = given([on("2026-01-05", customer(), asked_by(channel))]);
        assert_eq!(kept(&asked, FactKind::FirstContact), counted, "{channel}");
        assert_eq!(kept(&asked, FactKind::RequestReceived), Some((0, 1)), "{channel}");
    }
}

#[test]
fn a_councillors_query_stays_one_where_triage_finds_that_it_is_a_request() {
    // Paper 002. Its first answer is what is promised to them then.
    let raised = |kind| LoggedCase {
        raised_by: Role::Councillor,
        ..a(kind, "2026-01-05")
    };
    let query = given([on("2026-01-05", councillor(), raised(Kind::Enquiry))]);
    assert_eq!(kept(&query, FactKind::QueryReceived), Some((0, 1)));
    assert_eq!(kept(&query, FactKind::QueryDue), Some((0, 1)));
    let triaged = Command::Triage(TriageAnswers {
        kind_reason: Some(words("It is a missed bin.")),
        ..triage_as(Kind::ServiceRequest, "service-request")
    });
    let request = query.and([on("2026-01-05T14:00", adviser(), triaged)]);
    assert_eq!(kept(&request, FactKind::QueryReceived), Some((0, 1)));
    assert_eq!(kept(&request, FactKind::RequestReceived), None);
    assert_eq!(kept(&request, FactKind::QueryDue), Some((0, 1)));
    assert_eq!(kept(&request, FactKind::FirstAnswerDue), Some((0, 1)));
    // What a councillor passes on and is a complaint is a complaint.
    let complaint = given([on("2026-01-05", councillor(), raised(Kind::Complaint))]);
    assert_eq!(kept(&complaint, FactKind::QueryReceived), None);
    assert_eq!(kept(&complaint, FactKind::ComplaintReceived), Some((0, 1)));
}

#[test]
fn an_old_systems_end_says_nothing_of_when_anybody_was_answered_there() {
    let taken_over =
        |kind| taken_over(kind, Some(calendar_days(9))).and([on("2026-01-07", import(), done_there())]);
    let complaint = taken_over(Kind::Complaint);
    assert_eq!(kept(&complaint, FactKind::AcknowledgementDue), None);
    assert_eq!(kept(&complaint, FactKind::Stage1Due), None);
    assert_eq!(complaint.running(), []);
    let request = taken_over(Kind::ServiceRequest);
    assert_eq!(kept(&request, FactKind::FirstAnswerDue), None);
    // When it was finished the old system knows.
    assert_eq!(kept(&request, FactKind::TargetDue), Some((1, 1)));
}

fn import() -> Actor {
    Actor::program(ActorId::Import(reason_code("old-system")))
}

fn done_there() -> Command {
    Command::Close {
        outcome: Outcome::Done,
        sentence: words("Done there."),
        lesson: None,
    }
}

fn calendar_days(count: u16) -> Limit {
    let unit = Unit::CalendarDays;
    Limit { count, unit }
}

/// What an old system had, with what it had promised by when.
fn taken_over(kind: Kind, promised: Option<Limit>) -> Given {
    let new = a(kind, "2026-01-05");
    Given::under(policy()).taken_over(("2026-01-05", &import()), &new, promised)
}

#[test]
fn of_what_an_old_system_promised_nothing_no_promise_of_ours_is_counted_adr_81() {
    let with = |promised| taken_over(Kind::ServiceRequest, promised);
    let triage = || {
        Command::Triage(TriageAnswers {
            owner: None,
            ..triage_as(Kind::ServiceRequest, "service-request")
        })
    };
    // The service has a target by the policy, and whoever reports it here is promised that.
    assert!(
        given(logged(Kind::ServiceRequest))
            .case()
            .clock(ClockKind::Target)
            .is_some()
    );
    let nothing = with(None).and([on("2026-01-05", import(), triage())]);
    assert_eq!(nothing.case().clock(ClockKind::Target), None);
    let closed = nothing.and([on("2026-03-31", import(), done_there())]);
    assert_eq!(kept(&closed, FactKind::TargetDue), None);
    // Nor is it promised by whoever sorts it here: it would be broken before it was given.
    let sorted = nothing.and([on("2026-03-31", adviser(), triage())]);
    assert_eq!(sorted.case().clock(ClockKind::Target), None);
    // What was promised there stands, in calendar days from the receipt there, and be it for the same day.
    let promised = with(Some(calendar_days(9))).and([on("2026-01-05", import(), triage())]);
    assert_eq!(promised.due(ClockKind::Target), date("2026-01-14"));
    let at_once = with(Some(calendar_days(0))).and([on("2026-01-05", import(), triage())]);
    assert_eq!(at_once.due(ClockKind::Target), date("2026-01-05"));
    let late = at_once.and([on("2026-01-06", import(), done_there())]);
    assert_eq!(kept(&late, FactKind::TargetDue), Some((0, 1)));
}

/// Of all that is counted of this sort, how many were kept and how many there are.
fn all(given: &Given, what: FactKind) -> (i64, i64) {
    let facts = facts(given.case(), &Calendar::for_policy(&policy().calendar));
    let of_it = facts.iter().filter(|(fact, _)| fact.what == what);
    of_it.fold((0, 0), |(kept, n), (_, tally)| (kept + tally.kept, n + tally.n))
}

// Domain 4: clocks are never reset silently. What went stays in the figures of its day, whatever comes since.
#[test]
fn a_reply_that_went_is_counted_also_once_the_complaint_is_opened_again() {
    let closed = given(complaint_closed());
    let found = all(&closed, FactKind::Found);
    assert_eq!(all(&closed, FactKind::Stage1Due), (1, 1));
    let again = closed.and([on("2026-01-26", manager(), reopen())]);
    assert_eq!(all(&again, FactKind::Stage1Due), (1, 2), "and a new one is owed");
    assert_eq!(all(&again, FactKind::Stage1Replied).1, 1);
    assert_eq!(all(&again, FactKind::Found), found);
    assert_eq!(
        all(&again, FactKind::AcknowledgementDue),
        all(&closed, FactKind::AcknowledgementDue)
    );
    // One that was late is late.
    let mut late = reply_approved();
    late.push(on("2026-03-02", asha(), send()));
    late.push(on("2026-03-03", asha(), close(Outcome::Done)));
    let late = given(late);
    assert_eq!(all(&late, FactKind::Stage1Due), (0, 1));
    assert_eq!(
        all(
            &late.and([on("2026-03-04", manager(), reopen())]),
            FactKind::Stage1Due
        ),
        (0, 2)
    );
}

#[test]
fn what_a_request_was_promised_is_counted_also_once_it_is_a_complaint() {
    let complains = |day: &str| {
        on(
            day,
            adviser(),
            change_kind(Kind::Complaint, "complaint-corporate", day),
        )
    };
    let in_hand = given(request_in_hand());
    let (target, first) = (
        in_hand.due(ClockKind::Target),
        in_hand.due(ClockKind::FirstAnswer),
    );
    let after = target.max(first).tomorrow().unwrap().to_string();
    let missed = in_hand.and([complains(&after)]);
    assert_eq!(all(&missed, FactKind::TargetDue), (0, 1));
    assert_eq!(all(&missed, FactKind::FirstAnswerDue), (0, 1));
    // What was not due yet is owed no more, and what was answered was answered.
    let soon = in_hand.and([complains("2026-01-05")]);
    assert_eq!(
        (
            all(&soon, FactKind::TargetDue),
            all(&soon, FactKind::FirstAnswerDue)
        ),
        ((0, 0), (0, 0))
    );
    let answered = in_hand.and([
        on("2026-01-05", adviser(), word_sent("2026-01-05")),
        complains("2026-01-06"),
    ]);
    assert_eq!(all(&answered, FactKind::FirstAnswerDue), (1, 1));
    // The other way, too.
    let complaint = given(complaint_in_hand());
    let after = complaint
        .due(ClockKind::Acknowledge)
        .tomorrow()
        .unwrap()
        .to_string();
    let request = complaint.and([on(
        &after,
        adviser(),
        change_kind(Kind::ServiceRequest, "service-request", &after),
    )]);
    assert_eq!(all(&request, FactKind::AcknowledgementDue), (0, 1));
}
