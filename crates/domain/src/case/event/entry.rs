//! An event with when it happened and who did it, and the form in which it stands in the record.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Event;
use crate::id::ActorId;

/// An event with when it happened and who did it. What happened may be older than its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: ActorId,
    /// What.
    pub event: Event,
}

/// The form in which an entry stands in the record: what happened and when, without who, which
/// stands beside it.
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

/// The lesson of a case, or the reason for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LessonAnswer<T> {
    /// What was learned.
    Lesson(T),
    /// Why there is nothing to learn.
    NoneBecause(T),
}
