//! An event of any stream with when it happened and who did it, and the form in which it stands in the record.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::id::ActorId;

/// An event with when it happened and who did it. What happened may be older than its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<E> {
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: ActorId,
    /// What.
    pub event: E,
}

/// The form in which an entry stands in the record: what happened and when, without who, which
/// stands beside it.
#[derive(Serialize)]
struct Body<E> {
    at: Timestamp,
    #[serde(flatten)]
    event: E,
}

/// When it happened, of such a form.
#[derive(Deserialize)]
struct Moment {
    at: Timestamp,
}

impl<E: Serialize> Entry<E> {
    /// The entry's body in the record, as JSON.
    pub fn to_body(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Body {
            at: self.at,
            event: &self.event,
        })
    }
}

impl<E: DeserializeOwned> Entry<E> {
    /// Reads a body that [`Entry::to_body`] wrote.
    pub fn from_body(actor: ActorId, body: &str) -> Result<Self, serde_json::Error> {
        // Read twice, each time past what is for the other: read once, every value of the event would be kept
        // aside until its time is found.
        let Moment { at } = serde_json::from_str(body)?;
        let event = serde_json::from_str(body)?;
        Ok(Self { at, actor, event })
    }
}
