//! How lessons are followed from the first word to what the public is told.

use crate::lesson::RootCause;

/// How lessons are followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningRules {
    /// The causes that the council tells apart.
    pub causes: Vec<RootCause>,
    /// How many months after an action was done it is asked whether it worked.
    pub did_it_work_after_months: u16,
    /// How many working days before an action is due its owner is reminded.
    pub remind_days_before: u16,
}

/// By when guidance is read by those it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuidanceRules {
    /// How many days after somebody's role began, or a page changed in what matters.
    pub read_within_days: u16,
    /// How many days before that they are reminded.
    pub remind_days_before: u16,
}
