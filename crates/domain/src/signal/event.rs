//! What happened to the signals about one person. No event holds a name or a word that anybody wrote.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Evidence, Rule};
use crate::id::{ConductId, PersonId, SignalId, UserId};
use crate::words::WordsRef;

/// An event of the signals about one person, with when and by whom.
pub type Entry = crate::entry::Entry<Event>;

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "signal-raised",
            Self::Given { .. } => "signal-given",
            Self::Dismissed { .. } => "signal-dismissed",
            Self::TakenUp { .. } => "signal-taken-up",
            Self::Erased => "signals-erased",
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
    /// What was written about them was erased, and none of them is shown any more: they are counted.
    Erased,
}
