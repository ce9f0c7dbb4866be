//! Orders about what is between cases.

use crate::case::Relation;
use crate::id::{CaseId, PointId};
use crate::words::Words;

/// Something about what is between this case and another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BetweenOrder {
    /// Take a link away.
    Unlink {
        /// The other case.
        case: CaseId,
        /// What it was to this one.
        relation: Relation,
        /// Why.
        reason: Words,
    },
    /// Go on with this case, which is the same matter, in another.
    Merge(NewMerge),
    /// Take that back: the two go on apart, with what each was promised.
    Unmerge {
        /// Why.
        reason: Words,
    },
    /// Make a case of its own of some of the points.
    Split {
        /// Which.
        points: Vec<PointId>,
        /// The case that they become.
        case: CaseId,
        /// Why.
        reason: Words,
    },
}

/// That one case goes on in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMerge {
    /// This case, which goes on in the other.
    pub from: CaseId,
    /// The case that is kept.
    pub into: CaseId,
    /// Why they are the same.
    pub reason: Words,
    /// What the customer is told: where it goes on.
    pub sentence: Words,
}

impl BetweenOrder {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Unlink { reason, .. } | Self::Unmerge { reason } | Self::Split { reason, .. } => {
                vec![("reason", reason)]
            }
            Self::Merge(merge) => vec![("reason", &merge.reason), ("outcome", &merge.sentence)],
        }
    }
}
