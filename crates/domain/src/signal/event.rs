//! What happened to the signals about one person. No event holds a name or a word that anybody wrote.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Evidence, Rule};
use crate::id::{ActorId, ConductId, PersonId, SignalId, UserId};
use crate::words::WordsRef;

/// An event with when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: ActorId,
    /// What.
    pub event: Event,
}

/// The form in which an entry stands in the record: who did it stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Body {
    at: Timestamp,
    #[serde(flatten)]
    event: Event,
}

impl Entry {
    /// The entry's body in the record, as JSON.
    pub fn to_body(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Body {
            at: self.at,
            event: self.event.clone(),
        })
    }

    /// Reads a body that [`Entry::to_body`] wrote.
    pub fn from_body(actor: ActorId, body: &str) -> Result<Self, serde_json::Error> {
        let Body { at, event } = serde_json::from_str(body)?;
        Ok(Self { at, actor, event })
    }
}

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "signal-raised",
            Self::Given { .. } => "signal-given",
            Self::Dismissed { .. } => "signal-dismissed",
            Self::TakenUp { .. } => "signal-taken-up",
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A rule of the policy asks a manager to look.
    Raised {
        /// Its name.
        id: SignalId,
        /// About whom.
        person: PersonId,
        /// The rule.
        rule: Rule,
        /// What it rests on.
        evidence: Evidence,
        /// The last day on which it waits.
        expires_on: Date,
        /// The one manager who sees it; none while nobody holds the role.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<UserId>,
    },
    /// Another manager has it, because the one before cannot see to it any more.
    Given {
        /// Which.
        id: SignalId,
        /// Who.
        to: UserId,
    },
    /// The manager looked, and leaves it.
    Dismissed {
        /// Which.
        id: SignalId,
        /// Why.
        reason: WordsRef,
    },
    /// The manager reported an incident for a reason of their own, which opened a conduct file or joined one.
    TakenUp {
        /// Which.
        id: SignalId,
        /// That file.
        file: ConductId,
    },
}
