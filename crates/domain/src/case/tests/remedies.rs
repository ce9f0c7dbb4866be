//! What becomes of a promise (Complaint Handling Code 7: a remedy says what will happen and by when).

use super::answering::{cannot_deliver, deliver};
use super::harness::{Given, Step, date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{
    Command, NewPayment, Outcome, PaymentState, PromisedRemedy, Refusal, Remedy, RemedyOrder, RemedyRefusal,
    Reminder,
};
use crate::permission::{Act, Actor};
use crate::vocabulary::{Channel, Finding, Ombudsman, RemedyKind};
use crate::words::Words;

fn order(order: RemedyOrder) -> Command {
    Command::Remedy(order)
}

fn remind() -> Command {
    order(RemedyOrder::Remind { remedy: remedy_id(1) })
}

fn ask(pence: u32, payee: &str) -> Command {
    order(RemedyOrder::AskPayment(NewPayment {
        remedy: remedy_id(1),
        pence,
        payee: words(payee),
    }))
}

fn approve_payment() -> Command {
    order(RemedyOrder::ApprovePayment { remedy: remedy_id(1) })
}

fn turn_down() -> Command {
    order(RemedyOrder::TurnDownPayment {
        remedy: remedy_id(1),
        reason: words("The scheme gives less."),
    })
}

fn paid(day: &str, evidence: &str) -> Command {
    order(RemedyOrder::RecordPayment {
        remedy: remedy_id(1),
        on: date(day),
        evidence: words(evidence),
    })
}

/// Every order about a promise, with made-up words marked by `mark`: for the random histories.
pub(super) fn orders(mark: impl Fn(&Words) -> Words) -> Vec<Command> {
    let order_of = |order: RemedyOrder| Command::Remedy(order);
    vec![
        remind(),
        order_of(RemedyOrder::GiveTo {
            remedy: remedy_id(1),
            owner: user(2),
        }),
        approve_payment(),
        order_of(RemedyOrder::AskPayment(NewPayment {
            remedy: remedy_id(1),
            pence: 12_050,
            payee: mark(&words("creditor 1042")),
        })),
        order_of(RemedyOrder::TurnDownPayment {
            remedy: remedy_id(1),
            reason: mark(&words("reason")),
        }),
        order_of(RemedyOrder::RecordPayment {
            remedy: remedy_id(1),
            on: date("2026-01-05"),
            evidence: mark(&words("run")),
        }),
        Command::PromiseRemedy(Remedy {
            kind: RemedyKind::Financial,
            words: mark(&words("money")),
            ..remedy()
        }),
    ]
}

fn job() -> Actor {
    Actor::program(crate::id::ActorId::Job("remind-owners"))
}

fn promised(kind: RemedyKind) -> Given {
    given(complaint_acknowledged()).and([promise(kind)])
}

fn promise(kind: RemedyKind) -> Step {
    let promise = Command::PromiseRemedy(Remedy { kind, ..remedy() });
    on("2026-01-14", asha(), promise)
}

fn asked_for(pence: u32) -> Given {
    promised(RemedyKind::Financial).and([on("2026-01-15", asha(), ask(pence, "creditor 1042"))])
}

fn refused(why: RemedyRefusal) -> Refusal {
    Refusal::Remedy(why)
}

#[test]
fn the_owner_is_reminded_five_working_days_before_and_once_when_it_is_overdue() {
    // Due on Friday 30 January.
    let promised = promised(RemedyKind::Action);
    promised
        .when(on("2026-01-22", job(), remind()))
        .then_refused(Refusal::NothingToChange);
    let once = promised.and([on("2026-01-23", job(), remind())]);
    assert_eq!(once.case().remedies[0].reminded, Some(Reminder::BeforeDue));
    once.when(on("2026-01-30", job(), remind()))
        .then_refused(Refusal::NothingToChange);
    let twice = once.and([on("2026-01-31", job(), remind())]);
    assert_eq!(twice.case().remedies[0].reminded, Some(Reminder::Overdue));
    twice
        .when(on("2026-02-20", job(), remind()))
        .then_refused(Refusal::NothingToChange);
    // A worker that did not run meanwhile says the one thing that is still true.
    let late = promised.and([on("2026-02-03", job(), remind())]);
    assert_eq!(late.case().remedies[0].reminded, Some(Reminder::Overdue));
}

#[test]
fn a_promise_for_so_soon_that_the_reminder_would_be_past_is_remembered_on_its_day() {
    let soon = Remedy {
        due_on: Some(date("2026-01-16")),
        ..remedy()
    };
    let promised =
        given(complaint_acknowledged()).and([on("2026-01-14", asha(), Command::PromiseRemedy(soon))]);
    promised
        .when(on("2026-01-15", job(), remind()))
        .then_refused(Refusal::NothingToChange);
    promised
        .when(on("2026-01-16", job(), remind()))
        .then_names(&["remedy-reminded"]);
}

#[test]
fn a_promise_outlives_its_case_and_its_owner_is_reminded_then_too() {
    given(reply_sent())
        .and([
            on("2026-01-19", asha(), Command::PromiseRemedy(remedy())),
            on("2026-01-20", asha(), close(Outcome::Done)),
        ])
        .when(on("2026-01-31", job(), remind()))
        .then_names(&["remedy-reminded"]);
}

#[test]
fn nobody_is_reminded_of_what_was_delivered_or_cannot_be() {
    for order in [deliver(), cannot_deliver(OMBUDSMAN)] {
        promised(RemedyKind::Action)
            .and([on("2026-01-20", asha(), order)])
            .when(on("2026-02-03", job(), remind()))
            .then_refused(Refusal::NothingToChange);
    }
}

/// A complaint whose reply promised money, and is out.
fn reply_that_promised_money() -> Given {
    promised(RemedyKind::Financial).and([
        on("2026-01-14", asha(), find(1, Finding::Upheld)),
        on("2026-01-14", asha(), draft()),
        on("2026-01-15", asha(), ask_for_approval()),
        on("2026-01-16", manager(), approve()),
        on("2026-01-19", asha(), send()),
    ])
}

// Complaint Handling Code 7: what a reply promised is delivered, or the customer is told why it cannot be.
#[test]
fn what_a_reply_promised_is_not_written_anew_and_money_stays_money() {
    let sent = reply_that_promised_money();
    let sorry = Command::PromiseRemedy(Remedy {
        kind: RemedyKind::Apology,
        words: words("We say sorry."),
        ..remedy()
    });
    let told = || refused(RemedyRefusal::Told);
    sent.when(on("2026-01-20", asha(), sorry.clone()))
        .then_refused(told());
    sent.when(on("2026-01-20", asha(), deliver()))
        .then_refused(refused(RemedyRefusal::PayFirst));
    sent.when(on("2026-01-20", asha(), cannot_deliver(OMBUDSMAN)))
        .then_allowed();
    // Nor at stage 2, nor when the case is opened again.
    let closed = sent.and([on("2026-01-20", asha(), close(Outcome::Done))]);
    closed
        .and([
            on(
                "2026-01-21",
                customer(),
                ask_for_stage_2(Channel::Online, "2026-01-21"),
            ),
            on("2026-01-22", complaints_manager(), accept_stage_2(10)),
        ])
        .when(on("2026-01-23", rhian(), sorry.clone()))
        .then_refused(told());
    closed
        .and([on("2026-01-21", manager(), reopen())])
        .when(on("2026-01-22", asha(), sorry))
        .then_refused(told());
}

#[test]
fn what_was_promised_is_given_to_somebody_else_as_it_is_also_once_the_case_is_closed() {
    let give = |number| {
        order(RemedyOrder::GiveTo {
            remedy: remedy_id(1),
            owner: user(number),
        })
    };
    let closed = reply_that_promised_money().and([on("2026-01-20", asha(), close(Outcome::Done))]);
    let before = closed.case().remedies[0].clone();
    let given = closed
        .when(on("2026-01-21", asha(), give(2)))
        .then_names(&["remedy-promised"]);
    let expected = PromisedRemedy {
        owner: Some(user(2)),
        ..before
    };
    assert_eq!(given.case().remedies, [expected]);
    given
        .when(on("2026-01-21", asha(), give(2)))
        .then_refused(Refusal::NothingToChange);
}

#[test]
fn what_an_ombudsman_recommended_is_given_away_and_stays_their_recommendation() {
    let recommended = given(complaint_acknowledged()).and([
        on("2026-01-08", complaints_manager(), record_enquiry("2026-01-08")),
        on(
            "2026-01-09",
            complaints_manager(),
            Command::RecordRecommendation(remedy()),
        ),
    ]);
    recommended
        .when(on("2026-01-12", asha(), Command::PromiseRemedy(remedy())))
        .then_refused(refused(RemedyRefusal::Told));
    let give = order(RemedyOrder::GiveTo {
        remedy: remedy_id(1),
        owner: user(2),
    });
    let given = recommended
        .when(on("2026-01-12", asha(), give))
        .then_names(&["remedy-recommended"]);
    assert_eq!(given.case().remedies[0].recommended_by, Some(Ombudsman::Lgsco));
}

#[test]
fn another_day_is_reminded_of_again() {
    let later = Remedy {
        due_on: Some(date("2026-02-27")),
        ..remedy()
    };
    let moved = promised(RemedyKind::Action).and([
        on("2026-01-23", job(), remind()),
        on("2026-01-26", asha(), Command::PromiseRemedy(later)),
    ]);
    assert_eq!(moved.case().remedies[0].reminded, None);
    moved
        .when(on("2026-02-20", job(), remind()))
        .then_names(&["remedy-reminded"]);
}

#[test]
fn money_is_approved_by_somebody_else_and_paid_and_that_delivers_it() {
    let asked = asked_for(12_050);
    asked
        .when(on("2026-01-16", asha(), approve_payment()))
        .then_refused(Refusal::NotPermitted(Act::ApprovePayment));
    asked
        .when(on("2026-01-16", asha(), paid("2026-01-16", "run 7")))
        .then_refused(refused(RemedyRefusal::NotApproved));
    let approved = asked.and([on("2026-01-16", manager(), approve_payment())]);
    let delivered = approved
        .when(on("2026-01-21", asha(), paid("2026-01-20", "run 7")))
        .then_names(&["payment-made", "remedy-delivered"]);
    let known = &delivered.case().remedies[0];
    assert_eq!(known.delivered_on, Some(date("2026-01-20")));
    let payment = known.payment.as_ref().unwrap();
    assert!(matches!(&payment.state, PaymentState::Paid { approved_by, .. } if *approved_by == manager().id));
    // Once.
    delivered
        .when(on("2026-01-22", asha(), paid("2026-01-22", "run 8")))
        .then_refused(Refusal::NothingToChange);
}

#[test]
fn money_that_was_approved_for_one_thing_is_not_paid_for_another() {
    let approved = asked_for(12_050).and([on("2026-01-16", manager(), approve_payment())]);
    let other = Remedy {
        words: words("The hotel of the officer"),
        kind: RemedyKind::Financial,
        ..remedy()
    };
    approved
        .and([on("2026-01-19", asha(), Command::PromiseRemedy(other))])
        .when(on("2026-01-19", asha(), paid("2026-01-19", "run 7")))
        .then_refused(refused(RemedyRefusal::NotApproved));
}

#[test]
fn whoever_asked_for_money_does_not_approve_it() {
    promised(RemedyKind::Financial)
        .and([on("2026-01-15", manager(), ask(100, "creditor 1042"))])
        .when(on("2026-01-16", manager(), approve_payment()))
        .then_refused(Refusal::SecondPersonNeeded);
}

#[test]
fn a_role_approves_no_more_than_the_policy_lets_it() {
    // A manager of the service approves £250, and whoever answers for complaints any sum.
    asked_for(25_000)
        .when(on("2026-01-16", manager(), approve_payment()))
        .then_allowed();
    let more = asked_for(25_001);
    for order in [approve_payment(), turn_down()] {
        more.when(on("2026-01-16", manager(), order))
            .then_refused(refused(RemedyRefusal::OverLimit));
    }
    more.when(on("2026-01-16", complaints_manager(), approve_payment()))
        .then_allowed();
}

#[test]
fn what_was_not_approved_can_be_asked_for_again() {
    let asked = asked_for(12_050);
    asked
        .when(on("2026-01-16", asha(), ask(12_000, "creditor 1042")))
        .then_refused(refused(RemedyRefusal::PaymentInHand));
    let turned_down = asked.and([on("2026-01-16", manager(), turn_down())]);
    turned_down
        .when(on("2026-01-19", manager(), approve_payment()))
        .then_refused(refused(RemedyRefusal::NoPaymentAsked));
    turned_down
        .when(on("2026-01-19", asha(), ask(12_000, "creditor 1042")))
        .then_names(&["payment-asked"]);
}

#[test]
fn a_promise_of_money_is_not_called_delivered_before_it_is_paid() {
    promised(RemedyKind::Financial)
        .when(on("2026-01-20", asha(), deliver()))
        .then_refused(refused(RemedyRefusal::PayFirst));
    promised(RemedyKind::Action)
        .when(on("2026-01-20", asha(), ask(100, "creditor 1042")))
        .then_refused(refused(RemedyRefusal::NotMoney));
}

#[test]
fn an_amount_a_day_and_evidence_make_a_payment() {
    let promised = promised(RemedyKind::Financial);
    for pence in [0, 100_000_001] {
        promised
            .when(on("2026-01-15", asha(), ask(pence, "creditor 1042")))
            .then_refused(refused(RemedyRefusal::NoAmount));
    }
    promised
        .when(on("2026-01-15", asha(), ask(100, " ")))
        .then_refused(Refusal::TextMissing("to whom it is paid"));
    let approved = asked_for(100).and([on("2026-01-16", manager(), approve_payment())]);
    approved
        .when(on("2026-01-16", asha(), paid("2026-01-17", "run 7")))
        .then_refused(refused(RemedyRefusal::PaidInTheFuture));
    approved
        .when(on("2026-01-16", asha(), paid("2026-01-16", "")))
        .then_refused(Refusal::TextMissing("the evidence"));
}

#[test]
fn no_bank_details_are_kept_uk_gdpr_article_5() {
    for payee in [
        "20-00-00 55779911",
        "55779911",
        "sort code 20 00 00",
        "200000, 55779911",
    ] {
        promised(RemedyKind::Financial)
            .when(on("2026-01-15", asha(), ask(100, payee)))
            .then_refused(refused(RemedyRefusal::BankDetails));
    }
    for payee in ["creditor 1042", "C-2026-118", "tenant 1234567", "0300 123 4567"] {
        promised(RemedyKind::Financial)
            .when(on("2026-01-15", asha(), ask(100, payee)))
            .then_allowed();
    }
}
