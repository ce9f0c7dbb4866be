//! What is done about a remedy after it was promised: its owner is reminded, and money is approved and paid.

use jiff::civil::Date;

use crate::case::command::{NewPayment, RemedyOrder};
use crate::case::decide::answering::open_remedy;
use crate::case::decide::{Context, needed};
use crate::case::remedy::{MOST_PENCE, has_bank_details};
use crate::case::{Case, Event, Payment, PaymentState, PromisedRemedy, Refusal, RemedyRefusal, Reminder};
use crate::id::{ActorId, RemedyId, UserId};
use crate::permission::{Act, Actor};
use crate::policy::Policy;
use crate::vocabulary::RemedyKind;
use crate::words::Words;

/// Which permission an order needs.
pub(super) const fn act_of(order: &RemedyOrder) -> Act {
    match order {
        RemedyOrder::Remind { .. }
        | RemedyOrder::GiveTo { .. }
        | RemedyOrder::AskPayment(_)
        | RemedyOrder::RecordPayment { .. } => Act::PromiseRemedy,
        RemedyOrder::ApprovePayment { .. } | RemedyOrder::TurnDownPayment { .. } => Act::ApprovePayment,
    }
}

pub(super) fn decide(case: &Case, order: RemedyOrder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match order {
        RemedyOrder::Remind { remedy } => remind(case, remedy, context),
        RemedyOrder::GiveTo { remedy, owner } => give_to(case, &remedy, owner),
        RemedyOrder::AskPayment(new) => ask(case, new),
        RemedyOrder::ApprovePayment { remedy } => {
            waiting(case, &remedy, context)?;
            Ok(vec![Event::PaymentApproved { remedy }])
        }
        RemedyOrder::TurnDownPayment { remedy, reason } => {
            waiting(case, &remedy, context)?;
            let reason = needed(&reason, "the reason")?.reference();
            Ok(vec![Event::PaymentTurnedDown { remedy, reason }])
        }
        RemedyOrder::RecordPayment { remedy, on, evidence } => paid(case, remedy, (on, &evidence), context),
    }
}

/// The day from which the owner of a remedy is reminded: some working days before it is due, as the policy
/// says; for what is due sooner, the day itself.
pub(super) fn remind_on(due_on: Date, context: &Context<'_>) -> Date {
    let mut day = due_on;
    for _ in 0..context.rules.policy.remedies.remind_days_before {
        day = context.rules.calendar.previous_working_day(day);
    }
    if day > context.today() { day } else { due_on }
}

/// A promise of money is delivered when it is paid, and it is paid when somebody else has approved it. What
/// was taken over from another system was paid there.
pub(super) fn is_not_money_unpaid(remedy: &PromisedRemedy, context: &Context<'_>) -> Result<(), Refusal> {
    let is_import = matches!(context.actor.id, ActorId::Import(_));
    if remedy.kind == RemedyKind::Financial && !is_import {
        return refused(RemedyRefusal::PayFirst);
    }
    Ok(())
}

fn remind(case: &Case, remedy: RemedyId, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let known = open_remedy(case, &remedy)?;
    let due = known.next_reminder();
    let (_, mut reminder) = due
        .filter(|(day, _)| *day <= context.today())
        .ok_or(Refusal::NothingToChange)?;
    // Where the day is over before anybody was reminded, that alone is said.
    if known.is_overdue(context.today()) {
        reminder = Reminder::Overdue;
    }
    Ok(vec![Event::RemedyReminded { remedy, reminder }])
}

/// Gives it to somebody else, and leaves what was promised as it was promised.
fn give_to(case: &Case, remedy: &RemedyId, owner: UserId) -> Result<Vec<Event>, Refusal> {
    let known = open_remedy(case, remedy)?;
    if known.owner.as_ref() == Some(&owner) {
        return Err(Refusal::NothingToChange);
    }
    let (remedy, kind, words) = (remedy.clone(), known.kind, known.words.clone());
    let given = match (known.recommended_by, known.due_on) {
        (Some(ombudsman), Some(due_on)) => Event::RemedyRecommended {
            remedy,
            ombudsman,
            kind,
            words,
            owner: Some(owner),
            due_on,
            remind_on: known.remind_on,
        },
        (Some(_) | None, due_on) => Event::RemedyPromised {
            remedy,
            kind,
            words,
            owner: Some(owner),
            due_on,
            remind_on: known.remind_on,
        },
    };
    Ok(vec![given])
}

fn ask(case: &Case, new: NewPayment) -> Result<Vec<Event>, Refusal> {
    let known = open_remedy(case, &new.remedy)?;
    if known.kind != RemedyKind::Financial {
        return refused(RemedyRefusal::NotMoney);
    }
    match known.payment.as_ref().map(|payment| &payment.state) {
        None | Some(PaymentState::TurnedDown { .. }) => {}
        Some(PaymentState::Asked | PaymentState::Approved { .. } | PaymentState::Paid { .. }) => {
            return refused(RemedyRefusal::PaymentInHand);
        }
    }
    if new.pence == 0 || new.pence > MOST_PENCE {
        return refused(RemedyRefusal::NoAmount);
    }
    let payee = needed(&new.payee, "to whom it is paid")?;
    no_bank_details(payee)?;
    Ok(vec![Event::PaymentAsked {
        remedy: new.remedy,
        pence: new.pence,
        payee: payee.reference(),
    }])
}

/// The payment that waits, for somebody who may answer: another person than asked for it, with a role that
/// may approve so much (LGSCO guidance on remedies; the limits are the council's own scheme).
fn waiting<'c>(case: &'c Case, remedy: &RemedyId, context: &Context<'_>) -> Result<&'c Payment, Refusal> {
    let known = open_remedy(case, remedy)?;
    let payment = known.payment_to_approve();
    let payment = payment.ok_or(Refusal::Remedy(RemedyRefusal::NoPaymentAsked))?;
    if payment.asked_by == context.actor.id {
        return Err(Refusal::SecondPersonNeeded);
    }
    if may_approve(context.rules.policy, context.actor, payment.pence) {
        Ok(payment)
    } else {
        refused(RemedyRefusal::OverLimit)
    }
}

/// Whether one of somebody's roles may approve so much.
pub fn may_approve(policy: &Policy, actor: &Actor, pence: u32) -> bool {
    let limits = policy.remedies.payments.iter();
    let mut own = limits.filter(|limit| actor.roles.contains(&limit.role));
    own.any(|limit| limit.up_to_pence.is_none_or(|most| pence <= most))
}

fn paid(
    case: &Case,
    remedy: RemedyId,
    (on, evidence): (Date, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let known = open_remedy(case, &remedy)?;
    let state = known.payment.as_ref().map(|payment| &payment.state);
    match state {
        Some(PaymentState::Approved { .. }) => {}
        None | Some(PaymentState::Asked | PaymentState::TurnedDown { .. } | PaymentState::Paid { .. }) => {
            return refused(RemedyRefusal::NotApproved);
        }
    }
    if on > context.today() {
        return refused(RemedyRefusal::PaidInTheFuture);
    }
    let evidence = needed(evidence, "the evidence")?;
    no_bank_details(evidence)?;
    Ok(vec![
        Event::PaymentMade {
            remedy: remedy.clone(),
            on,
        },
        Event::RemedyDelivered {
            remedy,
            on,
            evidence: evidence.reference(),
        },
    ])
}

fn no_bank_details(words: &Words) -> Result<(), Refusal> {
    if has_bank_details(&words.text) {
        return refused(RemedyRefusal::BankDetails);
    }
    Ok(())
}

fn refused<T>(why: RemedyRefusal) -> Result<T, Refusal> {
    Err(Refusal::Remedy(why))
}
