//! How long what people told is kept after a case was closed.

use crate::case::Outcome;
use crate::vocabulary::Kind;

/// How long what people told is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRules {
    /// Years from closing.
    pub years: u16,
    /// Months from its arrival for an email that is of no case and was put away: a program's, a bounce, an unwanted one.
    pub mail_months: u16,
    /// What is kept shorter or longer; the first that fits counts.
    pub exceptions: Vec<RetentionRule>,
}

/// How long cases of a kind are kept, or those of it that ended in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRule {
    /// The kind.
    pub kind: Kind,
    /// How it ended; `None` for all that have no rule of their own before.
    pub outcome: Option<Outcome>,
    /// Years from closing.
    pub years: u16,
}

impl RetentionRules {
    /// How many years a case of this kind that ended so is kept.
    pub fn years_for(&self, kind: Kind, outcome: Option<Outcome>) -> u16 {
        let fits =
            |rule: &&RetentionRule| rule.kind == kind && (rule.outcome.is_none() || rule.outcome == outcome);
        self.exceptions
            .iter()
            .find(fits)
            .map_or(self.years, |rule| rule.years)
    }
}
