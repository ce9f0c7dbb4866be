//! Words to and from the customer, points, findings and promises to put things right.

use super::harness::{date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{
    Acknowledgement, Case, Command, ContactPurpose, Direction, Event, NewContact, Outcome, Privilege,
    Refusal, Remedy, RemedyRefusal, Status,
};
use crate::permission::Act;
use crate::vocabulary::{ClockKind, Determination, Finding, Kind, Ombudsman, SeenBy};

#[test]
fn a_complaint_is_acknowledged_with_its_points_within_five_working_days_code_6_2() {
    let in_hand = given(complaint_in_hand());
    assert_eq!(in_hand.due(ClockKind::Acknowledge), date("2026-01-12"));
    let after = in_hand
        .when(on("2026-01-07", asha(), acknowledge()))
        .then_names(&["point-added", "acknowledged", "clock-moved"]);
    assert_eq!(after.case().acknowledged_on, Some(date("2026-01-07")));
    assert_eq!(after.running(), [ClockKind::Reply]);
    assert!(!after.clock(ClockKind::Acknowledge).is_late(date("2026-02-01")));
}

#[test]
fn an_acknowledgement_says_how_the_complaint_is_understood_code_6_2() {
    given(complaint_in_hand())
        .when(on("2026-01-07", asha(), acknowledge_points(Vec::new())))
        .then_refused(Refusal::NoPoints);
}

#[test]
fn an_acknowledgement_can_say_better_what_the_customer_would_like_paper_004_3_3c() {
    let clarified = Command::Acknowledge(Acknowledgement {
        new_points: vec![point(1)],
        wanted: Some(words("Empty it, and say why it happened.")),
        letter: words("This is how we understand it."),
    });
    let after = given(complaint_in_hand()).and([on("2026-01-07", asha(), clarified)]);
    let wanted = words("Empty it, and say why it happened.").reference();
    assert_eq!(after.case().wanted, Some(wanted));
}

#[test]
fn a_complaint_is_acknowledged_once_and_only_after_triage() {
    given(complaint_acknowledged())
        .when(on("2026-01-08", asha(), acknowledge()))
        .then_refused(Refusal::AlreadyAcknowledged);
    given(logged(Kind::Complaint))
        .when(on("2026-01-06", asha(), acknowledge()))
        .then_refused(Refusal::NotTriaged);
}

#[test]
fn only_a_complaint_has_what_complaints_have() {
    let orders = [
        acknowledge(),
        Command::AddPoint(point(1)),
        find(1, Finding::Upheld),
        extend_to("2026-01-30"),
        draft(),
        ask_for_approval(),
        send(),
        propose_refusal(),
    ];
    for order in orders {
        given(request_in_hand())
            .when(on("2026-01-07", asha(), order))
            .then_refused(Refusal::WrongKind(Kind::ServiceRequest));
    }
    for order in [approve(), agree_to("2026-03-02")] {
        given(request_in_hand())
            .when(on("2026-01-07", manager(), order))
            .then_refused(Refusal::WrongKind(Kind::ServiceRequest));
    }
}

#[test]
fn requests_get_a_first_answer_and_then_updates_paper_002() {
    let in_hand = given(request_in_hand());
    assert_eq!(in_hand.due(ClockKind::FirstAnswer), date("2026-01-08"));
    let answered = in_hand
        .when(on("2026-01-07", asha(), word_sent("2026-01-07")))
        .then_names(&["contact-recorded", "first-answered", "clock-started"]);
    assert_eq!(answered.case().first_answered_on, Some(date("2026-01-07")));
    assert_eq!(answered.due(ClockKind::Update), date("2026-01-21"));
    let updated = answered
        .when(on("2026-01-19", asha(), word_sent("2026-01-19")))
        .then_names(&["contact-recorded", "clock-moved"]);
    assert_eq!(updated.due(ClockKind::Update), date("2026-02-02"));
}

#[test]
fn a_word_that_is_recorded_late_moves_no_date_back() {
    let answered = given(request_in_hand()).and([on("2026-01-19", asha(), word_sent("2026-01-19"))]);
    let after = answered
        .when(on("2026-01-20", asha(), word_sent("2026-01-12")))
        .then_names(&["contact-recorded"]);
    assert_eq!(after.case().last_word_on, Some(date("2026-01-19")));
    assert_eq!(after.due(ClockKind::Update), date("2026-02-02"));
}

#[test]
fn a_word_from_before_the_case_came_is_not_its_first_answer() {
    given(request_in_hand())
        .when(on("2026-01-07", asha(), word_sent("2025-12-20")))
        .then_names(&["contact-recorded"]);
}

#[test]
fn a_contact_that_comes_in_is_not_an_answer_and_is_taken_when_the_case_is_closed_too() {
    given(request_in_hand())
        .when(on("2026-01-07", adviser(), word_came("2026-01-07")))
        .then_names(&["contact-recorded"]);
    given(complaint_closed())
        .when(on("2026-02-20", customer(), word_came_online("2026-02-20")))
        .then_names(&["contact-recorded"]);
}

#[test]
fn a_contact_has_words_and_happened_already() {
    let silent = Command::RecordContact(NewContact {
        words: words(" "),
        ..contact(Direction::In, ContactPurpose::Information, "2026-01-07")
    });
    given(request_in_hand())
        .when(on("2026-01-07", adviser(), silent))
        .then_refused(Refusal::TextMissing("what was said"));
    given(request_in_hand())
        .when(on("2026-01-07", adviser(), word_came("2026-01-08")))
        .then_refused(Refusal::ReceivedInTheFuture);
}

#[test]
fn a_question_to_the_customer_waits_until_they_answer_and_no_clock_pauses() {
    let question =
        |at| Command::RecordContact(contact(Direction::Out, ContactPurpose::QuestionToCustomer, at));
    let asked = given(complaint_acknowledged()).and([on("2026-01-08", asha(), question("2026-01-08"))]);
    assert_eq!(asked.case().status(), Status::WaitingForCustomer);
    assert_eq!(asked.due(ClockKind::Reply), date("2026-01-21"));
    let answered = asked.and([on("2026-01-09", customer(), word_came_online("2026-01-09"))]);
    assert_eq!(answered.case().status(), Status::BeingLookedAt);
    assert_eq!(answered.due(ClockKind::Reply), date("2026-01-21"));
}

#[test]
fn being_asked_how_it_is_going_counts_until_the_next_word_paper_000() {
    let asks = |at| Command::RecordContact(contact(Direction::In, ContactPurpose::AskedForUpdate, at));
    let chased = given(request_in_hand()).and([
        on("2026-01-07", adviser(), asks("2026-01-07")),
        on("2026-01-08", adviser(), asks("2026-01-08")),
    ]);
    assert_eq!(chased.case().chases, 2);
    let told = chased.and([on("2026-01-08", asha(), word_sent("2026-01-08"))]);
    assert_eq!(told.case().chases, 0);
}

#[test]
fn a_note_has_words_and_changes_nothing_else() {
    let note = |text| Command::AddNote {
        words: words(text),
        privileged: Privilege::Privileged,
    };
    let in_hand = given(complaint_in_hand());
    in_hand
        .when(on("2026-01-07", asha(), note("")))
        .then_refused(Refusal::TextMissing("the note"));
    let after = in_hand.and([on("2026-01-07", asha(), note("Legal says no."))]);
    // Somebody touched it, and that is all.
    let touched = Case {
        touched_at: after.case().touched_at,
        ..in_hand.case().clone()
    };
    assert_eq!(*after.case(), touched);
}

#[test]
fn a_related_new_issue_joins_the_case_while_no_reply_is_out_code_6() {
    let another = || Command::AddPoint(point(2));
    given(complaint_acknowledged())
        .when(on("2026-01-08", asha(), another()))
        .then_names(&["point-added"]);
    given(reply_sent())
        .when(on("2026-01-20", asha(), another()))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
    given(complaint_acknowledged())
        .when(on("2026-01-08", asha(), Command::AddPoint(point(1))))
        .then_refused(Refusal::NothingToChange);
}

#[test]
fn each_point_gets_its_own_finding_with_a_reason_code_6_7() {
    let acknowledged = given(complaint_acknowledged());
    acknowledged
        .when(on("2026-01-14", asha(), find(2, Finding::Upheld)))
        .then_refused(Refusal::NoSuchPoint(point_id(2)));
    let without_reason = Command::RecordFinding {
        point: point_id(1),
        finding: Finding::Upheld,
        reason: words(""),
    };
    acknowledged
        .when(on("2026-01-14", asha(), without_reason))
        .then_refused(Refusal::TextMissing("the reason"));
    let found = acknowledged.and([on("2026-01-14", asha(), find(1, Finding::NotUpheld))]);
    assert_eq!(found.case().open_points().count(), 0);
}

#[test]
fn a_finding_stands_once_the_reply_is_out() {
    given(reply_sent())
        .when(on("2026-01-20", asha(), find(1, Finding::NotUpheld)))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
}

#[test]
fn an_ombudsmans_decision_is_recorded_after_the_case_is_closed() {
    let determination = |number| Command::RecordDetermination {
        point: point_id(number),
        ombudsman: Ombudsman::Lgsco,
        determination: Determination::Upheld,
        decided_on: Some(date("2026-05-01")),
    };
    let closed = given(complaint_closed());
    let after = closed.and([on("2026-05-05", complaints_manager(), determination(1))]);
    assert!(after.case().points[0].determination.is_some());
    closed
        .when(on("2026-05-05", complaints_manager(), determination(9)))
        .then_refused(Refusal::NoSuchPoint(point_id(9)));
}

fn with_a_promise() -> super::harness::Given {
    given(complaint_acknowledged()).and([on("2026-01-14", asha(), Command::PromiseRemedy(remedy()))])
}

pub(super) fn deliver() -> Command {
    Command::DeliverRemedy {
        remedy: remedy_id(1),
        evidence: words("A photograph of the empty bin."),
    }
}

pub(super) fn cannot_deliver(told: &str) -> Command {
    Command::CannotDeliverRemedy {
        remedy: remedy_id(1),
        told: words(told),
    }
}

#[test]
fn a_promise_says_what_will_happen_code_7() {
    let empty = Remedy {
        words: words(""),
        ..remedy()
    };
    given(complaint_acknowledged())
        .when(on("2026-01-14", asha(), Command::PromiseRemedy(empty)))
        .then_refused(Refusal::TextMissing("what will happen"));
}

#[test]
fn a_promise_made_again_fills_its_gaps() {
    let gap = Remedy {
        owner: None,
        due_on: None,
        ..remedy()
    };
    let given = given(complaint_acknowledged()).and([
        on("2026-01-14", asha(), Command::PromiseRemedy(gap)),
        on("2026-01-14", asha(), Command::PromiseRemedy(remedy())),
    ]);
    assert_eq!(given.case().remedies.len(), 1);
    assert_eq!(given.case().remedies[0].due_on, remedy().due_on);
}

#[test]
fn a_promise_is_kept_with_evidence_once_even_after_the_case_is_closed() {
    let closed = given(reply_sent()).and([
        on("2026-01-19", asha(), Command::PromiseRemedy(remedy())),
        on("2026-01-20", asha(), close(Outcome::Done)),
    ]);
    let delivered = closed
        .when(on("2026-01-29", asha(), deliver()))
        .then_names(&["remedy-delivered"]);
    assert_eq!(
        delivered.case().remedies[0].delivered_on,
        Some(date("2026-01-29"))
    );
    for order in [deliver(), cannot_deliver(OMBUDSMAN)] {
        delivered
            .when(on("2026-01-30", asha(), order))
            .then_refused(Refusal::NothingToChange);
    }
    let without = Command::DeliverRemedy {
        remedy: remedy_id(1),
        evidence: words(""),
    };
    closed
        .when(on("2026-01-29", asha(), without))
        .then_refused(Refusal::TextMissing("the evidence"));
}

#[test]
fn a_promise_that_cannot_be_kept_is_told_with_the_ombudsmans_name_code_7() {
    let promised = with_a_promise();
    promised
        .when(on(
            "2026-01-29",
            asha(),
            cannot_deliver("We cannot do it, sorry."),
        ))
        .then_refused(Refusal::OmbudsmanNotNamed);
    promised
        .when(on("2026-01-29", asha(), cannot_deliver(OMBUDSMAN)))
        .then([Event::RemedyNotDeliverable {
            remedy: remedy_id(1),
            told: words(OMBUDSMAN).reference(),
        }]);
}

#[test]
fn there_is_no_such_promise() {
    for order in [deliver(), cannot_deliver(OMBUDSMAN)] {
        given(complaint_acknowledged())
            .when(on("2026-01-29", asha(), order))
            .then_refused(Refusal::NoSuchRemedy(remedy_id(1)));
    }
}

#[test]
fn the_date_that_the_reply_promised_is_not_moved_afterwards() {
    let sent = given(complaint_acknowledged()).and([
        on("2026-01-14", asha(), Command::PromiseRemedy(remedy())),
        on("2026-01-14", asha(), find(1, Finding::Upheld)),
        on("2026-01-14", asha(), draft()),
        on("2026-01-15", asha(), ask_for_approval()),
        on("2026-01-16", manager(), approve()),
        on("2026-01-19", asha(), send()),
    ]);
    let later = Remedy {
        due_on: Some(date("2026-03-30")),
        ..remedy()
    };
    sent.when(on("2026-01-20", asha(), Command::PromiseRemedy(later.clone())))
        .then_refused(Refusal::Remedy(RemedyRefusal::Told));
    // What is added once the reply is out has a date of its own, and keeps it.
    let added = |due: &str| {
        Command::PromiseRemedy(Remedy {
            id: remedy_id(2),
            due_on: Some(date(due)),
            ..remedy()
        })
    };
    sent.and([on("2026-01-20", asha(), added("2026-02-27"))])
        .when(on("2026-01-21", asha(), added("2026-03-30")))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
    // Taken back in its minutes, the reply told nobody of anything.
    sent.and([on("2026-01-19T12:03", asha(), undo())])
        .when(on("2026-01-20", asha(), Command::PromiseRemedy(later)))
        .then_allowed();
}

#[test]
fn an_officer_of_another_service_does_not_answer_for_this_one() {
    for order in [acknowledge(), find(1, Finding::Upheld), draft()] {
        let act = crate::case::act_of(&order);
        given(complaint_acknowledged())
            .when(on("2026-01-14", dilys(), order))
            .then_refused(Refusal::NotPermitted(act));
    }
    given(complaint_acknowledged())
        .when(on("2026-01-14", administrator(), withdraw()))
        .then_refused(Refusal::NotPermitted(Act::Withdraw));
}

fn asks_for_update(at: &str) -> Command {
    Command::RecordContact(contact(Direction::In, ContactPurpose::AskedForUpdate, at))
}

#[test]
fn who_asks_for_an_update_hears_within_the_days_of_the_policy_and_asking_again_puts_nothing_off() {
    // Wednesday; two working days on, day one being the next working day.
    let asked = given(request_in_hand()).and([on("2026-01-07", adviser(), asks_for_update("2026-01-07"))]);
    let update = asked.case().update.clone().unwrap();
    assert_eq!((update.due_on, update.times), (date("2026-01-09"), 1));
    let again = asked.and([on("2026-01-08", adviser(), asks_for_update("2026-01-08"))]);
    let update = again.case().update.clone().unwrap();
    assert_eq!(
        (update.asked_on, update.due_on, update.times),
        (date("2026-01-07"), date("2026-01-09"), 2)
    );
}

#[test]
fn any_word_to_the_customer_answers_who_asked_for_an_update() {
    let asked = given(request_in_hand()).and([on("2026-01-07", adviser(), asks_for_update("2026-01-07"))]);
    let older = asked
        .clone()
        .and([on("2026-01-08", asha(), word_sent("2026-01-06"))]);
    assert!(
        older.case().update.is_some(),
        "a word from before the question is no answer"
    );
    let told = asked
        .clone()
        .and([on("2026-01-08", asha(), word_sent("2026-01-08"))]);
    assert_eq!(told.case().update, None);
    let ended = asked.and([on("2026-01-08", asha(), close(Outcome::Done))]);
    assert_eq!(ended.case().update, None);
}

#[test]
fn a_reply_that_is_taken_back_leaves_the_question_open() {
    let asked = given(reply_approved()).and([on("2026-01-14", adviser(), asks_for_update("2026-01-14"))]);
    assert!(asked.case().update.is_some());
    let sent = asked.and([on("2026-01-14T13:00", asha(), send())]);
    assert_eq!(sent.case().update, None);
    let undone = sent.and([on("2026-01-14T13:02", asha(), undo())]);
    assert!(undone.case().update.is_some());
}

#[test]
fn whoever_may_follow_a_case_may_send_a_file_to_it_open_or_closed() {
    let file = |seen_by| Command::AddFile(a_file(1, seen_by));
    for case in [given(request_in_hand()), given(complaint_closed())] {
        let after = case.and([on("2026-02-09", customer(), file(SeenBy::Everyone))]);
        let added = after.case();
        assert_eq!(added.files.len(), 1);
        assert_eq!(added.files[0].added_by, customer().id);
    }
    given(request_in_hand())
        .when(on("2026-01-09", customer(), file(SeenBy::Staff)))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
    given(request_in_hand())
        .and([on("2026-01-09", asha(), file(SeenBy::Staff))])
        .when(on("2026-01-10", asha(), file(SeenBy::Staff)))
        .then_refused(Refusal::NothingToChange);
}
