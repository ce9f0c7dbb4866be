//! Orders about what a complaint is about, and about one that comes late.

use crate::case::Subject;
use crate::id::{PartnerId, UserId};
use crate::words::Words;

/// Something about the grounds on which a complaint is looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectOrder {
    /// Say about whom it is, as far as that changes who answers.
    Say {
        /// About whom.
        subject: Subject,
        /// Which partner, where it is about one.
        partner: Option<PartnerId>,
        /// The members of staff whom it is about; nothing leaves those who are named.
        about: Option<Vec<UserId>>,
        /// Why this is said.
        reason: Words,
    },
    /// Look into it although it comes late.
    TakeLate {
        /// Why.
        reason: Words,
    },
}

impl SubjectOrder {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Say { reason, .. } | Self::TakeLate { reason } => vec![("reason", reason)],
        }
    }
}
