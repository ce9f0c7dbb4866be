//! A figure as it was when a report took it.

use serde::{Deserialize, Serialize};

use crate::id::PostId;
use crate::measure::figure::Figure;
use crate::measure::{By, Measure};

/// A figure that changes no more. It holds no word that anybody wrote: a line is a word of the policy or of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Which measure.
    pub measure: Measure,
    /// What it is told apart by; nothing for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// Which line; empty for the whole, or where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// Whose target it is held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<PostId>,
    /// The target, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u8>,
    /// The figure.
    pub figure: Figure,
}

impl Frozen {
    /// The whole of a measure.
    pub const fn whole(measure: Measure, figure: Figure) -> Self {
        Self {
            measure,
            by: None,
            line: String::new(),
            of: None,
            target: None,
            figure,
        }
    }

    /// Whether a target is met; nothing where none is set, or nothing was counted.
    pub fn is_met(&self) -> Option<bool> {
        let target = i64::from(self.target?);
        match self.figure {
            Figure::Share { part, of } if of > 0 => Some(part * 100 >= target * of),
            Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
        }
    }
}
