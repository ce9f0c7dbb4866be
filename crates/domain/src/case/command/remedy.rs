//! Orders about a remedy that was promised: its reminder, and the money that it is.

use jiff::civil::Date;

use crate::id::{RemedyId, UserId};
use crate::words::Words;

/// Something that somebody wants done about a promised remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemedyOrder {
    /// Remind its owner, if the day for it has come.
    Remind {
        /// Which.
        remedy: RemedyId,
    },
    /// Give it to somebody else: what was promised, and by when, stays.
    GiveTo {
        /// Which.
        remedy: RemedyId,
        /// To whom.
        owner: UserId,
    },
    /// Ask for money to be paid.
    AskPayment(NewPayment),
    /// Approve, as somebody else, what was asked for.
    ApprovePayment {
        /// Which.
        remedy: RemedyId,
    },
    /// Do not approve it.
    TurnDownPayment {
        /// Which.
        remedy: RemedyId,
        /// Why.
        reason: Words,
    },
    /// Record that it was paid, which delivers the remedy.
    RecordPayment {
        /// Which.
        remedy: RemedyId,
        /// When it was paid.
        on: Date,
        /// The evidence: by what the payment is found.
        evidence: Words,
    },
}

/// A payment that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    /// For which remedy.
    pub remedy: RemedyId,
    /// How much, in pence.
    pub pence: u32,
    /// To whom, by the reference that the people who pay know them by; never bank details.
    pub payee: Words,
}

impl RemedyOrder {
    /// Which remedy it is about.
    pub const fn remedy(&self) -> &RemedyId {
        match self {
            Self::Remind { remedy }
            | Self::GiveTo { remedy, .. }
            | Self::ApprovePayment { remedy }
            | Self::TurnDownPayment { remedy, .. }
            | Self::RecordPayment { remedy, .. } => remedy,
            Self::AskPayment(new) => &new.remedy,
        }
    }

    pub(super) fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::AskPayment(new) => vec![("payee", &new.payee)],
            Self::TurnDownPayment { reason, .. } => vec![("reason", reason)],
            Self::RecordPayment { evidence, .. } => vec![("evidence", evidence)],
            Self::Remind { .. } | Self::GiveTo { .. } | Self::ApprovePayment { .. } => Vec::new(),
        }
    }
}
