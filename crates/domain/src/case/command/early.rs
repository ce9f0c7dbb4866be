//! Orders that settle a complaint early: senior advice, and a talk with the customer.

use jiff::civil::Date;

use crate::case::command::NewContact;
use crate::case::{TalkAnswer, TalkOutcome, TalkWay};
use crate::id::{ServiceId, UserId};
use crate::vocabulary::Role;
use crate::words::Words;

/// Something that is tried before the reply of stage 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EarlyOrder {
    /// Ask a senior colleague.
    AskAdvice {
        /// Whom.
        of: NewAdvice,
        /// What.
        question: Words,
    },
    /// Answer what was asked.
    Advise {
        /// The advice.
        words: Words,
    },
    /// Offer the customer a talk.
    OfferTalk {
        /// How.
        way: TalkWay,
        /// For which day, if one is named.
        on: Option<Date>,
        /// What the customer is told, and how: a contact like any other.
        contact: NewContact,
    },
    /// Record what the customer said to it.
    AnswerTalk {
        /// What.
        answer: TalkAnswer,
        /// The day that was agreed, if one was.
        on: Option<Date>,
    },
    /// Record that it was held.
    HoldTalk {
        /// When.
        on: Date,
        /// Whether anything was agreed.
        outcome: TalkOutcome,
        /// What was agreed, or why nothing was.
        words: Words,
    },
}

/// A colleague who is asked for advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdvice {
    /// Who.
    pub adviser: UserId,
    /// The roles that the council gave them: found out by the act, never taken from a form.
    pub roles: Vec<Role>,
    /// The services they work for, found out in the same way.
    pub services: Vec<ServiceId>,
}

impl EarlyOrder {
    pub(super) fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::AskAdvice { question, .. } => vec![("questions", question)],
            Self::Advise { words } => vec![("note", words)],
            Self::OfferTalk { contact, .. } => vec![("contact", &contact.words)],
            Self::HoldTalk { words, .. } => vec![("outcome", words)],
            Self::AnswerTalk { .. } => Vec::new(),
        }
    }
}
