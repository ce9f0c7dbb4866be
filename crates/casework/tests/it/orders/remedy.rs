//! Orders about what was promised.

use jiff::civil::Date;
use redress_domain::case::{Command, NewPayment, Remedy, RemedyOrder};
use redress_domain::id::RemedyId;
use redress_domain::vocabulary::RemedyKind;

use super::Orders;
use crate::world::user;

impl Orders<'_> {
    pub(crate) fn promise_money(&self, remedy: &RemedyId, due_on: Date) -> Command {
        Command::PromiseRemedy(Remedy {
            id: remedy.clone(),
            kind: RemedyKind::Financial,
            words: self.words("We pay for the bin"),
            owner: Some(user(2)),
            due_on: Some(due_on),
        })
    }

    pub(crate) fn ask_payment(&self, remedy: &RemedyId) -> Command {
        Command::Remedy(RemedyOrder::AskPayment(NewPayment {
            remedy: remedy.clone(),
            pence: 12_050,
            payee: self.words("creditor 1042"),
        }))
    }

    pub(crate) fn turn_down_payment(&self, remedy: &RemedyId) -> Command {
        Command::Remedy(RemedyOrder::TurnDownPayment {
            remedy: remedy.clone(),
            reason: self.words("The scheme gives less"),
        })
    }

    pub(crate) fn record_payment(&self, remedy: &RemedyId) -> Command {
        Command::Remedy(RemedyOrder::RecordPayment {
            remedy: remedy.clone(),
            on: self.world.casework.today(),
            evidence: self.words("Payment run 7"),
        })
    }
}
