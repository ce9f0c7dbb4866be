//! What happened to a common cause. No event holds a name or a word that anybody wrote.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CauseAnswer, Differs, KeptBack};
use crate::id::{CaseId, ReplyId, ServiceId};
use crate::vocabulary::Finding;
use crate::words::WordsRef;

/// An event of a common cause, with when and by whom.
pub type Entry = crate::entry::Entry<Event>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Somebody saw it.
    Begun {
        /// What it is called.
        name: WordsRef,
        /// Where it happened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<WordsRef>,
        /// The service that answers for it.
        service: ServiceId,
        /// From which day on.
        from: Date,
        /// Until which day.
        until: Date,
        /// The cases that it began with.
        cases: BTreeSet<CaseId>,
    },
    /// More cases are about it.
    CasesAdded {
        /// Which.
        cases: BTreeSet<CaseId>,
    },
    /// A case differs.
    CaseTakenOut {
        /// Which.
        case: CaseId,
        /// In what.
        differs: Differs,
        /// Why.
        reason: WordsRef,
    },
    /// What was found on the point that complaints share.
    FindingOffered {
        /// What.
        finding: Finding,
        /// Why.
        reason: WordsRef,
    },
    /// A version of the reply was saved.
    ReplyDrafted {
        /// Which reply.
        reply: ReplyId,
        /// What it does to each case.
        answer: CauseAnswer,
        /// The words.
        text: WordsRef,
    },
    /// Somebody else is asked to approve it.
    ApprovalAsked {},
    /// It is approved, for all.
    ReplyApproved {},
    /// It was sent back.
    ReplySentBack {
        /// What has to change.
        what: WordsRef,
    },
    /// It goes.
    ReplySending {},
    /// Cases were answered.
    CasesAnswered {
        /// Which.
        cases: BTreeSet<CaseId>,
    },
    /// A case was not answered.
    CaseKeptBack {
        /// Which.
        case: CaseId,
        /// Why.
        because: KeptBack,
    },
    /// It is over.
    Finished {},
}

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Begun { .. } => "begun",
            Self::CasesAdded { .. } => "cases-added",
            Self::CaseTakenOut { .. } => "case-taken-out",
            Self::FindingOffered { .. } => "finding-offered",
            Self::ReplyDrafted { .. } => "reply-drafted",
            Self::ApprovalAsked {} => "approval-asked",
            Self::ReplyApproved {} => "reply-approved",
            Self::ReplySentBack { .. } => "reply-sent-back",
            Self::ReplySending {} => "reply-sending",
            Self::CasesAnswered { .. } => "cases-answered",
            Self::CaseKeptBack { .. } => "case-kept-back",
            Self::Finished {} => "finished",
        }
    }

    /// Every text that it speaks of.
    pub fn words(&self) -> Vec<&WordsRef> {
        match self {
            Self::Begun { name, place, .. } => std::iter::once(name).chain(place).collect(),
            Self::CaseTakenOut { reason, .. } | Self::FindingOffered { reason, .. } => vec![reason],
            Self::ReplyDrafted { text, .. } => vec![text],
            Self::ReplySentBack { what } => vec![what],
            Self::CasesAdded { .. }
            | Self::ApprovalAsked {}
            | Self::ReplyApproved {}
            | Self::ReplySending {}
            | Self::CasesAnswered { .. }
            | Self::CaseKeptBack { .. }
            | Self::Finished {} => Vec::new(),
        }
    }
}
