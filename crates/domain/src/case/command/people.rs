//! Orders about the people on a case.

use jiff::civil::Date;

use crate::case::{Basis, ConcernKind, ConcernTold, Consent, Kept, Part};
use crate::id::{AdjustmentId, ConcernId, PersonId};
use crate::vocabulary::ReplyBy;
use crate::words::{FileRef, Words};

/// Something about the people on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeopleOrder {
    /// Put somebody on it beside the customer.
    AddPerson(NewInvolved),
    /// Record that somebody is no longer on it.
    EndPerson {
        /// Who.
        person: PersonId,
        /// Why.
        reason: Words,
    },
    /// Record what became of somebody's leave to speak: asked, given, refused or withdrawn.
    ChangeConsent(NewConsent),
    /// Say to whom letters go, and how.
    SendLettersTo {
        /// Who.
        person: PersonId,
        /// How they asked to be answered, where they said so now.
        reply_by: Option<ReplyBy>,
    },
    /// Raise a concern for somebody's safety or wellbeing.
    RaiseConcern {
        /// Its identifier.
        concern: ConcernId,
        /// What it is about.
        kind: ConcernKind,
        /// What was seen or said.
        words: Words,
    },
    /// Record that somebody was told of a concern.
    TellOfConcern {
        /// Which.
        concern: ConcernId,
        /// Who was told.
        who: ConcernTold,
        /// When.
        on: Date,
        /// What was said, and who took it.
        words: Words,
    },
    /// Say whether what is sent with it keeps to the adjustments that were agreed with its reader.
    SayAdjustments {
        /// Which.
        adjustments: Vec<AdjustmentId>,
        /// Whether it does.
        kept: Kept,
        /// Why not.
        reason: Option<Words>,
    },
}

/// Somebody who joins a case beside its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvolved {
    /// Who.
    pub person: PersonId,
    /// What they are to it.
    pub part: Part,
    /// What is known of the customer's consent, where it is asked.
    pub consent: Option<Consent>,
    /// By what right they speak, where they need one.
    pub basis: Option<Basis>,
    /// Why they join, or the right in words.
    pub reason: Option<Words>,
    /// How to answer them.
    pub reply_by: Option<ReplyBy>,
}

/// What became of somebody's leave to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsent {
    /// Who speaks.
    pub person: PersonId,
    /// What is known now.
    pub consent: Consent,
    /// What was said or written.
    pub evidence: Option<Words>,
    /// The form or letter, a file of the case.
    pub file: Option<FileRef>,
}

impl PeopleOrder {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::AddPerson(NewInvolved { reason, .. }) | Self::SayAdjustments { reason, .. } => {
                reason.iter().map(|words| ("reason", words)).collect()
            }
            Self::EndPerson { reason, .. } => vec![("reason", reason)],
            Self::ChangeConsent(new) => new.evidence.iter().map(|words| ("evidence", words)).collect(),
            Self::SendLettersTo { .. } => Vec::new(),
            Self::RaiseConcern { words, .. } | Self::TellOfConcern { words, .. } => vec![("concern", words)],
        }
    }
}
