//! Which report: one for each meeting, and one for each year. So none is drafted twice.

use std::fmt;

use jiff::civil::Date;

use super::ReportSort;
use crate::id::PostId;

/// The name of a report in the record: `briefing/executive-team/2026-12-08`, `annual-report/2025-04-01`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportKey {
    /// The briefing for a meeting.
    Briefing {
        /// Whose meeting.
        post: PostId,
        /// On which day.
        on: Date,
    },
    /// The annual report.
    Annual {
        /// The first day of its year.
        from: Date,
    },
}

impl ReportKey {
    /// What it is.
    pub const fn sort(&self) -> ReportSort {
        match self {
            Self::Briefing { .. } => ReportSort::Briefing,
            Self::Annual { .. } => ReportSort::Annual,
        }
    }

    /// Reads the name of a report.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let sort = ReportSort::parse(parts.next()?)?;
        let key = match sort {
            ReportSort::Briefing => Self::Briefing {
                post: PostId::parse(parts.next()?).ok()?,
                on: parts.next()?.parse().ok()?,
            },
            ReportSort::Annual => Self::Annual {
                from: parts.next()?.parse().ok()?,
            },
        };
        // One report has one name.
        (parts.next().is_none() && key.to_string() == text).then_some(key)
    }
}

impl fmt::Display for ReportKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Briefing { post, on } => write!(formatter, "{}/{post}/{on}", ReportSort::Briefing),
            Self::Annual { from } => write!(formatter, "{}/{from}", ReportSort::Annual),
        }
    }
}
