//! How a common cause stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{CauseAnswer, Differs, KeptBack};
use crate::id::{ActorId, CaseId, ReplyId, ServiceId};
use crate::vocabulary::Finding;
use crate::words::WordsRef;

crate::vocabulary! {
    /// How far a common cause is.
    pub enum CauseStage {
        /// Cases are collected, and nothing is written yet.
        Collecting = "collecting",
        /// The reply is being written.
        Writing = "writing",
        /// The reply waits for somebody else to approve it.
        Waiting = "waiting",
        /// The reply is approved, and waits to be sent.
        Approved = "approved",
        /// The reply goes.
        Sending = "sending",
        /// The reply went.
        Sent = "sent",
        /// It is over.
        Finished = "finished",
    }
}

crate::vocabulary! {
    /// How a case stands in a common cause, in a word.
    pub enum CauseMember {
        /// It waits for the reply.
        In = "in",
        /// The reply was sent on it.
        Answered = "answered",
        /// A person answers it.
        KeptBack = "kept-back",
        /// It differs, and was taken out.
        Out = "out",
    }
}

/// How a case stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// It waits for the reply.
    In,
    /// The reply was sent on it.
    Answered,
    /// It was not sent on it: a person answers.
    KeptBack(KeptBack),
    /// It differs, and was taken out.
    Out(Differs, WordsRef),
}

/// How far the reply is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyStanding {
    /// It is being written; what has to change, if it was sent back.
    Draft {
        /// What has to change.
        sent_back: Option<WordsRef>,
    },
    /// Somebody else is asked to approve it.
    Waiting,
    /// Somebody approved it.
    Approved {
        /// Who.
        by: ActorId,
    },
    /// It goes, or went.
    Sending {
        /// Who sent it.
        by: ActorId,
    },
}

/// The one reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CauseReply {
    /// Which.
    pub id: ReplyId,
    /// What it does to each case.
    pub answer: CauseAnswer,
    /// The words.
    pub text: WordsRef,
    /// Everybody who wrote in it.
    pub authors: BTreeSet<ActorId>,
    /// How far it is.
    pub standing: ReplyStanding,
    /// Whether it was sent before: cases that came later can get the same words, once these are approved for
    /// them too.
    pub went: bool,
}

/// A common cause, as its events made it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// The day on which somebody saw it; none before.
    pub begun_on: Option<Date>,
    /// What it is called.
    pub name: Option<WordsRef>,
    /// Where it happened.
    pub place: Option<WordsRef>,
    /// The service that answers for it.
    pub service: Option<ServiceId>,
    /// From which day until which.
    pub period: Option<(Date, Date)>,
    /// Every case that was ever in it, with how it stands.
    pub cases: BTreeMap<CaseId, Member>,
    /// What was found on the point that complaints share.
    pub finding: Option<(Finding, WordsRef)>,
    /// The reply.
    pub reply: Option<CauseReply>,
    /// Whether it is over.
    pub finished: bool,
}

impl Member {
    /// In a word, with why where a person answers it or it differs.
    pub const fn in_words(&self) -> (CauseMember, &'static str) {
        match self {
            Self::In => (CauseMember::In, ""),
            Self::Answered => (CauseMember::Answered, ""),
            Self::KeptBack(because) => (CauseMember::KeptBack, because.as_str()),
            Self::Out(differs, _) => (CauseMember::Out, differs.as_str()),
        }
    }
}

impl Cause {
    /// How far it is.
    pub fn stage(&self) -> CauseStage {
        if self.finished {
            return CauseStage::Finished;
        }
        match self.reply.as_ref().map(|reply| &reply.standing) {
            None => CauseStage::Collecting,
            Some(ReplyStanding::Draft { .. }) => CauseStage::Writing,
            Some(ReplyStanding::Waiting) => CauseStage::Waiting,
            Some(ReplyStanding::Approved { .. }) => CauseStage::Approved,
            Some(ReplyStanding::Sending { .. }) if self.is_sending() => CauseStage::Sending,
            Some(ReplyStanding::Sending { .. }) => CauseStage::Sent,
        }
    }

    /// The cases that are in it.
    pub fn members(&self) -> impl Iterator<Item = &CaseId> {
        let inside = |(_, member): &(&CaseId, &Member)| !matches!(member, Member::Out(..));
        self.cases.iter().filter(inside).map(|(case, _)| case)
    }

    /// How many cases are in it.
    pub fn len(&self) -> usize {
        self.members().count()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the reply goes, and has not reached every case yet.
    pub fn is_sending(&self) -> bool {
        self.to_answer().next().is_some()
    }

    /// The cases on which the reply is still to be sent, once somebody sent it.
    pub fn to_answer(&self) -> impl Iterator<Item = &CaseId> {
        let goes = self
            .reply
            .as_ref()
            .is_some_and(|reply| matches!(reply.standing, ReplyStanding::Sending { .. }));
        let waits = move |(_, member): &(&CaseId, &Member)| goes && **member == Member::In;
        self.cases.iter().filter(waits).map(|(case, _)| case)
    }

    /// How many the last reply reached, and how many were kept back for a person.
    pub fn outcome(&self) -> (usize, usize) {
        let count = |fits: fn(&Member) -> bool| self.cases.values().filter(|member| fits(member)).count();
        (
            count(|member| *member == Member::Answered),
            count(|member| matches!(member, Member::KeptBack(_))),
        )
    }

    /// The cases that the reply would go to if it were sent.
    pub fn waiting(&self) -> impl Iterator<Item = &CaseId> {
        let waits = |(_, member): &(&CaseId, &Member)| **member == Member::In;
        self.cases.iter().filter(waits).map(|(case, _)| case)
    }

    /// The reply that is being written, or waits; none once it went: other words are another reply.
    pub fn open_reply(&self) -> Option<&CauseReply> {
        self.reply.as_ref().filter(|reply| !reply.went)
    }
}
