//! What comes in waits until somebody who has the case read or answered it.

use super::harness::{date, given, moment, on};
use super::orders::*;
use super::people::*;
use crate::case::{Command, ContactPurpose, Direction, Event, NewContact, Outcome, Refusal, Unread};
use crate::permission::Act;
use crate::vocabulary::Channel;

fn waits(since: &str, count: u32) -> Unread {
    Unread {
        since: moment(since),
        count,
    }
}

#[test]
fn what_a_customer_adds_waits_until_somebody_with_the_case_says_that_they_read_it() {
    let waiting = given(complaint_acknowledged()).and([
        on("2026-01-08", customer(), word_came_online("2026-01-08")),
        on("2026-01-09", customer(), word_came_online("2026-01-09")),
    ]);
    assert_eq!(waiting.case().unread, Some(waits("2026-01-08", 2)));
    waiting
        .when(on("2026-01-09", dilys(), Command::ReadMessages))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
    waiting
        .when(on("2026-01-09", customer(), Command::ReadMessages))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
    let read = waiting
        .when(on("2026-01-09", asha(), Command::ReadMessages))
        .then_names(&["messages-read"]);
    assert_eq!(read.case().unread, None);
    read.when(on("2026-01-09", asha(), Command::ReadMessages))
        .then_refused(Refusal::NothingToChange);
}

#[test]
fn an_answer_is_as_good_as_a_record_that_it_was_read() {
    let waiting =
        given(complaint_acknowledged()).and([on("2026-01-08", customer(), word_came_online("2026-01-08"))]);
    let answered = waiting.and([on("2026-01-09", asha(), word_sent("2026-01-09"))]);
    assert_eq!(answered.case().unread, None);
}

#[test]
fn a_reply_that_is_taken_back_answered_nothing() {
    let sent = given(reply_approved()).and([
        on("2026-01-18", customer(), word_came_online("2026-01-18")),
        on("2026-01-19", asha(), send()),
    ]);
    assert_eq!(sent.case().unread, None);
    let back = sent.and([on("2026-01-19T12:04", asha(), undo())]);
    assert_eq!(back.case().unread, Some(waits("2026-01-18", 1)));
}

#[test]
fn what_somebody_else_took_down_waits_and_what_the_owner_took_down_does_not() {
    let owned = given(complaint_in_hand());
    let by_another = owned.and([on("2026-01-06", adviser(), word_came("2026-01-06"))]);
    assert_eq!(by_another.case().unread, Some(waits("2026-01-06", 1)));
    let by_the_owner = owned.and([on("2026-01-06", asha(), word_came("2026-01-06"))]);
    assert_eq!(by_the_owner.case().unread, None);
}

#[test]
fn a_withdrawal_and_what_comes_to_a_closed_case_wait_too() {
    let withdrawn = given(complaint_in_hand()).and([on("2026-01-06", customer(), withdraw())]);
    assert_eq!(withdrawn.case().outcome, Some(Outcome::Withdrawn));
    assert_eq!(withdrawn.case().unread, Some(waits("2026-01-06", 1)));
    let goes_on = withdrawn.and([on("2026-01-07", customer(), word_came_online("2026-01-07"))]);
    assert_eq!(goes_on.case().unread, Some(waits("2026-01-06", 2)));
    let read = goes_on.and([on("2026-01-08", complaints_manager(), Command::ReadMessages)]);
    assert_eq!(read.case().unread, None);
    // Whoever opens it again has heard what was said.
    let reopened = goes_on.and([on("2026-01-08", complaints_manager(), reopen())]);
    assert_eq!(reopened.case().unread, None);
}

// Paper 002: nobody is left without an answer, and least of all whoever asks every week what becomes of their case.
#[test]
fn what_a_customer_says_is_nobodys_work_and_what_the_council_waited_for_begins_its_time() {
    let known = given(complaint_acknowledged());
    let last = known.case().touched_at;
    let chase = || {
        Command::RecordContact(NewContact {
            channel: Channel::Online,
            ..contact(Direction::In, ContactPurpose::AskedForUpdate, "2026-01-08")
        })
    };
    for said in [
        on("2026-01-08", customer(), word_came_online("2026-01-08")),
        on("2026-01-08", customer(), chase()),
        on("2026-01-08", adviser(), word_came("2026-01-08")),
        on("2026-01-08", adviser(), chase()),
    ] {
        assert_eq!(known.and([said]).case().touched_at, last);
    }
    for worked in [
        on("2026-01-08", asha(), word_came("2026-01-08")),
        on("2026-01-08", asha(), word_sent("2026-01-08")),
        on("2026-01-08", adviser(), word_sent("2026-01-08")),
    ] {
        assert_eq!(known.and([worked]).case().touched_at, moment("2026-01-08"));
    }
    let question = contact(Direction::Out, ContactPurpose::QuestionToCustomer, "2026-01-08");
    let asked = known.and([on("2026-01-08", asha(), Command::RecordContact(question))]);
    let answered = asked.and([on("2026-01-09", customer(), word_came_online("2026-01-09"))]);
    assert_eq!(answered.case().touched_at, moment("2026-01-09"));
    let more = answered.and([on("2026-01-12", customer(), word_came_online("2026-01-12"))]);
    assert_eq!(more.case().touched_at, moment("2026-01-09"));
    assert_eq!(given(stage_2_asked()).case().touched_at, moment("2026-01-21"));
}

// Domain 5.2: hours spent are recorded, so that what a matter costs is known.
#[test]
fn time_is_recorded_by_whoever_works_on_cases_and_is_more_than_none_and_no_more_than_a_day() {
    let time = |day: &str, minutes: u16| Command::RecordTime {
        on: date(day),
        minutes,
    };
    let open = given(complaint_acknowledged());
    open.when(on("2026-01-09", adviser(), time("2026-01-08", 90)))
        .then([Event::TimeRecorded {
            on: date("2026-01-08"),
            minutes: 90,
        }]);
    for minutes in [0, 24 * 60 + 1] {
        open.when(on("2026-01-09", adviser(), time("2026-01-08", minutes)))
            .then_refused(Refusal::TextMissing("the time"));
    }
    open.when(on("2026-01-09", adviser(), time("2026-01-10", 90)))
        .then_refused(Refusal::ReceivedInTheFuture);
    open.when(on("2026-01-09", customer(), time("2026-01-08", 90)))
        .then_refused(Refusal::NotPermitted(Act::AddNote));
}
