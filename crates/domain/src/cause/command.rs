//! What can be asked of a common cause.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{CauseAnswer, Differs, KeptBack};
use crate::id::{CaseId, ReplyId, ServiceId};
use crate::vocabulary::Finding;
use crate::words::Words;

/// Something that many cases are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCause {
    /// What it is called among colleagues.
    pub name: Words,
    /// Where it happened, if it has a place.
    pub place: Option<Words>,
    /// The service that answers for it.
    pub service: ServiceId,
    /// From which day on.
    pub from: Date,
    /// Until which day.
    pub until: Date,
    /// The cases that it begins with.
    pub cases: BTreeSet<CaseId>,
}

/// A case that is not the same as the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeOut {
    /// Which.
    pub case: CaseId,
    /// In what it differs.
    pub differs: Differs,
    /// Why, in words.
    pub reason: Words,
}

/// What was found on the one point that complaints about it share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding {
    /// What.
    pub finding: Finding,
    /// Why.
    pub reason: Words,
}

/// Something that somebody wants done to a common cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Somebody saw that cases have one cause.
    Begin(NewCause),
    /// More cases are about it.
    Add {
        /// Which.
        cases: BTreeSet<CaseId>,
    },
    /// A case differs, and is answered by itself.
    TakeOut(TakeOut),
    /// What was found on the point that complaints share, for their officers to use.
    Find(NewFinding),
    /// Write the reply, or a new version of it.
    Draft {
        /// Its identifier, if it is the first version.
        reply: ReplyId,
        /// What it does to each case.
        answer: CauseAnswer,
        /// The words.
        text: Words,
    },
    /// Ask somebody else to approve it.
    AskForApproval,
    /// Approve it, for all.
    Approve,
    /// Send it back.
    SendBack {
        /// What has to change.
        what: Words,
    },
    /// Send it: each case gets a letter of its own.
    Send,
    /// Cases were answered.
    Answered {
        /// Which.
        cases: BTreeSet<CaseId>,
    },
    /// A case was not answered: a person has to.
    KeepBack {
        /// Which.
        case: CaseId,
        /// Why.
        because: KeptBack,
    },
    /// It is over.
    Finish,
}

impl Command {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Begin(new) => std::iter::once(("cause", &new.name))
                .chain(new.place.iter().map(|place| ("place", place)))
                .collect(),
            Self::TakeOut(out) => vec![("taken-out", &out.reason)],
            Self::Find(new) => vec![("finding", &new.reason)],
            Self::Draft { text, .. } => vec![("reply", text)],
            Self::SendBack { what } => vec![("sent-back", what)],
            Self::Add { .. }
            | Self::AskForApproval
            | Self::Approve
            | Self::Send
            | Self::Answered { .. }
            | Self::KeepBack { .. }
            | Self::Finish => Vec::new(),
        }
    }
}
