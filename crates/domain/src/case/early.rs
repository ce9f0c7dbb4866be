//! Settling a complaint early, at stage 1: senior advice, and a talk with the customer.
//!
//! Paper 004, 8.1: all possible efforts to resolve at stage 1, including senior officer advice and conflict
//! resolution where appropriate. None of it is a way round the reply: the Code (6.1) wants every point answered.

use jiff::civil::Date;

use crate::case::Case;
use crate::id::{ActorId, UserId};
use crate::words::WordsRef;

crate::vocabulary! {
    /// How the council and a customer talk.
    pub enum TalkWay {
        /// On the phone.
        Call = "call",
        /// Face to face.
        Meeting = "meeting",
        /// With somebody between them who has nothing to do with the matter.
        Mediation = "mediation",
    }
}

crate::vocabulary! {
    /// What a customer said to a talk that was offered.
    pub enum TalkAnswer {
        /// They would like it.
        Accepted = "accepted",
        /// They would not; the complaint goes on as before.
        Declined = "declined",
    }
}

crate::vocabulary! {
    /// How a talk ended.
    pub enum TalkOutcome {
        /// It was agreed how to put it right.
        Agreed = "agreed",
        /// Nothing was agreed.
        NotAgreed = "not-agreed",
    }
}

crate::vocabulary! {
    /// Why something is not done to settle a complaint early.
    pub enum EarlyRefusal {
        /// It is done at stage 1 only.
        NotAtStage1 = "not-at-stage-1",
        /// A question waits for its answer.
        AdviceWaits = "advice-waits",
        /// Somebody else answers what one asks.
        OwnQuestion = "own-question",
        /// Nobody asked for advice.
        NoQuestion = "no-question",
        /// Whoever is asked may not advise on this case.
        MayNotAdvise = "may-not-advise",
        /// A talk was offered and has not ended.
        TalkWaits = "talk-waits",
        /// No talk was offered.
        NoTalk = "no-talk",
        /// They have said already that they would like it.
        TalkAccepted = "talk-accepted",
        /// A talk is offered for a day to come.
        OfferedForThePast = "offered-for-the-past",
        /// It cannot have been held after today.
        HeldInTheFuture = "held-in-the-future",
    }
}

/// What was done to settle a complaint early, as far as it still matters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Early {
    /// The question that waits for senior advice.
    pub question: Option<Question>,
    /// The advice that was given last.
    pub advice: Option<WordsRef>,
    /// The talk that was offered and has not ended.
    pub talk: Option<Talk>,
    /// What was agreed in a talk, and when.
    pub agreed: Option<(Date, WordsRef)>,
}

/// A question that was put to a senior colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Who is asked.
    pub of: UserId,
    /// Who asks.
    pub by: ActorId,
    /// What.
    pub words: WordsRef,
}

/// A talk that the customer was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// How.
    pub way: TalkWay,
    /// For which day, if one was named.
    pub on: Option<Date>,
    /// What the customer said to it, if they said anything yet.
    pub answer: Option<TalkAnswer>,
}

impl Case {
    /// Whether it can still be settled early: a complaint at stage 1 whose reply is not out.
    pub fn may_be_settled_early(&self) -> bool {
        self.is_complaint()
            && !self.is_closed()
            && self.open_review().is_none()
            && self.reply_sent_at().is_none()
    }
}
