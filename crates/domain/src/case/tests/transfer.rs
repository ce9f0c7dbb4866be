//! From one council to another: who may send what, on which ground, and what is promised there.

use super::council::policy;
use super::harness::{Given, date, given, on};
use super::involved::letters_to;
use super::orders::*;
use super::people::{adviser, complaints_manager, customer, job, uuid};
use crate::case::{
    Arrival, Carried, Command, CouncilOrder, Event, NewTransfer, Outcome, Privilege, Refusal, SharingConsent,
    Status,
};
use crate::clock::Clock;
use crate::id::{CouncilId, TransferId};
use crate::policy::{Policy, TransferGround};
use crate::vocabulary::{ClockKind, Kind};
use crate::words::Digest;

const DAY: &str = "2026-01-08";

fn council(name: &str) -> CouncilId {
    CouncilId::parse(name).unwrap()
}

fn transfer() -> TransferId {
    TransferId::parse(uuid(700)).unwrap()
}

fn under(ground: TransferGround) -> Policy {
    let mut policy = policy();
    policy.transfer.with = vec![council("eastshire")];
    policy.transfer.ground = ground;
    policy
}

fn send(consent: SharingConsent) -> Command {
    Command::Council(CouncilOrder::Send(NewTransfer {
        transfer: transfer(),
        council: council("eastshire"),
        consent,
        reason: words("That road is theirs."),
    }))
}

fn arrival(promised: Vec<Clock>) -> Command {
    Command::Council(CouncilOrder::Arrive(Box::new(Arrival {
        transfer: transfer(),
        through: vec![council("eastshire")],
        digest: Digest::from_stored("52".repeat(32)),
        counts_from: date("2026-01-05"),
        promised,
        acknowledged_on: None,
        carried: Carried {
            up_to: 7,
            events: vec![
                Event::NoteAdded {
                    words: words("Counsel advises.").reference(),
                    privileged: Privilege::Privileged,
                },
                Event::UpdateAsked {
                    due_on: date("2026-01-12"),
                },
            ],
            words: Vec::new(),
        },
    })))
}

// UK GDPR, article 6(1)(a) and (e): on consent nothing goes without a yes; on the public task the customer is told.
#[test]
fn on_consent_nothing_goes_unasked_and_on_neither_ground_against_a_no() {
    use SharingConsent::{No, NotNeeded, Yes};
    for (ground, consent, goes) in [
        (TransferGround::Consent, Yes, true),
        (TransferGround::Consent, NotNeeded, false),
        (TransferGround::Consent, No, false),
        (TransferGround::PublicTask, Yes, true),
        (TransferGround::PublicTask, NotNeeded, true),
        (TransferGround::PublicTask, No, false),
    ] {
        let case = Given::under(under(ground)).and(complaint_in_hand());
        let answer = case.when(on(DAY, adviser(), send(consent)));
        if goes {
            let sent = answer.then_names(&["sent-to-council"]);
            assert_eq!(sent.case().clocks, case.case().clocks, "the clocks run on");
            assert_eq!(sent.case().status(), case.case().status());
        } else {
            answer.then_refused(Refusal::CustomerDoesNotAgree);
        }
    }
}

#[test]
fn only_to_a_council_that_the_policy_names_once_and_before_it_is_answered() {
    given(complaint_in_hand())
        .when(on(DAY, adviser(), send(SharingConsent::Yes)))
        .then_refused(Refusal::CouncilDoesNotAgree);
    let agreed = Given::under(under(TransferGround::Consent));
    let sent = agreed
        .and(complaint_in_hand())
        .and([on(DAY, adviser(), send(SharingConsent::Yes))]);
    sent.when(on(DAY, adviser(), send(SharingConsent::Yes)))
        .then_refused(Refusal::SentAlready);
    agreed
        .and(reply_sent())
        .when(on("2026-01-19", adviser(), send(SharingConsent::Yes)))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
    sent.when(on(DAY, customer(), send(SharingConsent::Yes)))
        .then_refused(Refusal::NotPermitted(crate::permission::Act::Assign));
}

/// A complaint that another council has taken over.
pub(super) fn taken_over() -> Given {
    let took_over = Command::Council(CouncilOrder::TookOver {
        transfer: transfer(),
        digest: Digest::from_stored("52".repeat(32)),
        sentence: words("Eastshire has it."),
    });
    let agreed = Given::under(under(TransferGround::Consent)).and(complaint_in_hand());
    agreed.and([
        on(DAY, adviser(), send(SharingConsent::Yes)),
        on(DAY, job(), took_over),
    ])
}

#[test]
fn nobody_but_the_job_says_what_the_other_council_said() {
    let agreed = Given::under(under(TransferGround::Consent));
    let sent = agreed
        .and(complaint_in_hand())
        .and([on(DAY, adviser(), send(SharingConsent::Yes))]);
    let took_over = Command::Council(CouncilOrder::TookOver {
        transfer: transfer(),
        digest: Digest::from_stored("52".repeat(32)),
        sentence: words("Eastshire has it."),
    });
    sent.when(on(DAY, adviser(), took_over.clone()))
        .then_refused(Refusal::NotPermitted(crate::permission::Act::Assign));
    let ended = sent
        .when(on(DAY, job(), took_over.clone()))
        .then_names(&["council-took-over", "closed"]);
    assert_eq!(ended.case().outcome, Some(Outcome::OtherCouncil));
    assert!(ended.running().is_empty());
    let reply = ended.clock(ClockKind::Reply);
    assert_eq!(
        (reply.stopped_on, reply.ended_on),
        (None, Some(date(DAY))),
        "neither kept nor late"
    );
    ended
        .when(on(DAY, job(), took_over))
        .then_refused(Refusal::NotSent);
    ended
        .when(on(DAY, complaints_manager(), reopen()))
        .then_refused(Refusal::NotInThisState(Status::Closed));
    // What is said here reaches nobody there: whoever joins the case now joins it there.
    ended
        .when(on(DAY, complaints_manager(), letters_to(41)))
        .then_refused(Refusal::AnotherCouncilHasIt);
}

// UK GDPR, article 5(1)(c): no more than is needed. A note under privilege does not go, whoever puts it in the parcel.
#[test]
fn what_is_carried_has_no_note_and_is_taken_over_by_triage() {
    let arrived = given([on("2026-01-05", adviser(), a(Kind::Complaint, "2026-01-05"))])
        .when(on(DAY, job(), arrival(Vec::new())))
        .then_names(&["came-from-council", "update-asked"]);
    arrived
        .when(on(DAY, complaints_manager(), acknowledge()))
        .then_refused(Refusal::NotTakenOver);
    let triage = Command::Triage(triage_as(Kind::Complaint, "complaint-corporate"));
    let taken = arrived.when(on(DAY, adviser(), triage)).then_allowed();
    assert!(taken.case().arrived().is_none());
    let turned = Command::Council(CouncilOrder::NotForUs {
        reason: words("A private road."),
    });
    taken
        .when(on(DAY, adviser(), turned.clone()))
        .then_refused(Refusal::NotSent);
    let away = arrived
        .when(on(DAY, adviser(), turned))
        .then_names(&["not-for-us", "closed"]);
    assert!(away.case().is_not_ours());
}

// Domain, section 4: with the clock that the customer was promised.
#[test]
fn the_date_that_the_customer_was_told_holds_where_it_is_the_earlier_or_was_extended() {
    let here = given([on("2026-01-05", adviser(), a(Kind::Complaint, "2026-01-05"))]);
    let own = here.clock(ClockKind::Reply).clone();
    let with = |due: &str, extended: bool| {
        let mut told = own.clone();
        told.due_on = date(due);
        if extended {
            told.extensions.push(crate::clock::Extension {
                from: own.due_on,
                to: date(due),
                on: date(DAY),
                by: job().id,
                agreed_by: None,
            });
        }
        let after = here.when(on(DAY, job(), arrival(vec![told]))).then_allowed();
        after.due(ClockKind::Reply)
    };
    assert_eq!(
        with("2026-01-15", false),
        date("2026-01-15"),
        "the earlier promise holds"
    );
    assert_eq!(
        with("2026-03-02", false),
        own.due_on,
        "this council's own counts from the first receipt"
    );
    assert_eq!(
        with("2026-03-02", true),
        date("2026-03-02"),
        "more time that the customer was told of"
    );
}
