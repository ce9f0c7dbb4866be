//! An entry of a case, and what was learned of it or why nothing was.

use serde::{Deserialize, Serialize};

use super::Event;

/// An event of a case, with when and by whom.
pub type Entry = crate::entry::Entry<Event>;

/// The lesson of a case, or the reason for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LessonAnswer<T> {
    /// What was learned.
    Lesson(T),
    /// Why there is nothing to learn.
    NoneBecause(T),
}
