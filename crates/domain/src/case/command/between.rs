//! Orders about what is between cases.

use crate::case::{PointDraft, Relation};
use crate::id::{CaseId, PointId};
use crate::vocabulary::Finding;
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
        /// What the customer is told: what we said when it closed no longer holds.
        sentence: Words,
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

/// What goes along with a case into the one in which it goes on, in words that the other case keeps as its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoesAlong {
    /// Its points.
    pub points: Vec<PointAlong>,
    /// The help that its customer needs, in words.
    pub support_words: Option<Words>,
}

/// A point that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointAlong {
    /// The point, as the other case knows it.
    pub point: PointDraft,
    /// What was found and why, where somebody found it already.
    pub found: Option<(Finding, Words)>,
}

impl GoesAlong {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        let points = self.points.iter().flat_map(|along| {
            let found = along.found.iter().map(|(_, reason)| ("reason", reason));
            std::iter::once(("point", &along.point.words)).chain(found)
        });
        let support = self.support_words.iter().map(|words| ("support", words));
        points.chain(support).collect()
    }
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
            Self::Unlink { reason, .. } | Self::Split { reason, .. } => vec![("reason", reason)],
            Self::Unmerge { reason, sentence } => vec![("reason", reason), ("contact", sentence)],
            Self::Merge(merge) => vec![("reason", &merge.reason), ("outcome", &merge.sentence)],
        }
    }
}
