//! What was promised to put something right, as it stands.

use crate::case::{Case, Entry, Event, Payment, PaymentState, PromisedRemedy};
use crate::id::{RemedyId, ReplyId};
use crate::vocabulary::RemedyKind;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn remedy(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::RemedyPromised { .. } => {
            super::take_back_approval(case, &entry.event);
            promised(case, &entry.event);
        }
        Event::RemedyDelivered { remedy, on, .. } => with(case, remedy, |known| {
            known.delivered_on = Some(*on);
        }),
        Event::RemedyNotDeliverable { remedy, told } => with(case, remedy, |known| {
            known.told = Some(told.clone());
        }),
        Event::RemedyReminded { remedy, reminder } => {
            with(case, remedy, |known| known.reminded = Some(*reminder));
        }
        Event::PaymentAsked { remedy, pence, payee } => with(case, remedy, |known| {
            known.payment = Some(Payment {
                pence: *pence,
                payee: payee.clone(),
                asked_by: entry.actor.clone(),
                state: PaymentState::Asked,
            });
        }),
        Event::PaymentApproved { remedy } => {
            let by = entry.actor.clone();
            of_payment(case, remedy, |payment| {
                payment.state = PaymentState::Approved { by };
            });
        }
        Event::PaymentTurnedDown { remedy, reason } => {
            let by = entry.actor.clone();
            of_payment(case, remedy, |payment| {
                payment.state = PaymentState::TurnedDown {
                    by,
                    reason: reason.clone(),
                };
            });
        }
        Event::PaymentMade { remedy, on } => of_payment(case, remedy, |payment| {
            if let PaymentState::Approved { by } = &payment.state {
                payment.state = PaymentState::Paid {
                    approved_by: by.clone(),
                    on: *on,
                };
            }
        }),
        _ => {}
    }
}

fn with(case: &mut Case, remedy: &RemedyId, change: impl FnOnce(&mut PromisedRemedy)) {
    if let Some(known) = case.remedies.iter_mut().find(|known| known.id == *remedy) {
        change(known);
    }
}

fn of_payment(case: &mut Case, remedy: &RemedyId, change: impl FnOnce(&mut Payment)) {
    with(case, remedy, |known| {
        if let Some(payment) = &mut known.payment {
            change(payment);
        }
    });
}

fn promised(case: &mut Case, event: &Event) {
    let Event::RemedyPromised {
        remedy,
        kind,
        words,
        owner,
        due_on,
        remind_on,
    } = event
    else {
        return;
    };
    let promised = PromisedRemedy {
        owner: owner.clone(),
        due_on: *due_on,
        remind_on: *remind_on,
        ..PromisedRemedy::promised((remedy.clone(), *kind, words.clone()), None)
    };
    put(case, promised);
}

/// The reply went, and told of everything that was promised by then.
pub(super) fn told(case: &mut Case, reply: &ReplyId) {
    let new = case.remedies.iter_mut().filter(|remedy| remedy.is_open());
    for remedy in new.filter(|remedy| remedy.in_reply.is_none()) {
        remedy.in_reply = Some(reply.clone());
    }
}

/// The reply was taken back, and told of nothing.
pub(super) fn not_told(case: &mut Case, reply: &ReplyId) {
    for remedy in &mut case.remedies {
        remedy.in_reply.take_if(|told| told == reply);
    }
}

/// Promised again under the same identifier, it is the same promise with its gaps filled: who was reminded
/// of its day was, and what was asked to be paid is, unless it is no longer money or for something else: nobody approved that.
pub(super) fn put(case: &mut Case, promised: PromisedRemedy) {
    let known = case.remedies.iter_mut().find(|known| known.id == promised.id);
    match known {
        Some(known) => {
            let reminded = known.reminded.filter(|_| known.due_on == promised.due_on);
            let is_paid = |payment: &Payment| matches!(payment.state, PaymentState::Paid { .. });
            let is_same = promised.kind == RemedyKind::Financial && promised.words == known.words;
            let payment = known.payment.take().filter(|payment| is_same || is_paid(payment));
            let in_reply = known.in_reply.take();
            *known = PromisedRemedy {
                reminded,
                payment,
                in_reply,
                ..promised
            };
        }
        None => case.remedies.push(promised),
    }
}
