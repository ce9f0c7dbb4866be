//! Figures: what comes of sums.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fact::Tally;

/// A figure in the unit of its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// So many.
    Count(i64),
    /// So many of so many.
    Share {
        /// How many are so.
        part: i64,
        /// Of how many.
        of: i64,
    },
    /// Working days that something took.
    Days {
        /// Half took no longer.
        median: i64,
        /// Nine in ten took no longer.
        ninetieth: i64,
        /// How many there are.
        of: i64,
    },
    /// What something cost.
    Cost {
        /// How many pence, of those whose cost is known.
        pence: i64,
        /// How many there are.
        of: i64,
        /// How many of them have no cost that anybody gave.
        unpriced: i64,
    },
}

impl Figure {
    /// How many it is made of.
    pub const fn of(self) -> i64 {
        match self {
            Self::Count(n) => n,
            Self::Share { of, .. } | Self::Days { of, .. } | Self::Cost { of, .. } => of,
        }
    }

    /// The number that a chart draws: a count, a per cent, a median, pounds. None where nobody gave a cost: that is not nothing.
    pub const fn drawn(self) -> Option<i64> {
        match self {
            Self::Count(n) => Some(n),
            Self::Share { part, of } => Some(percent(part, of)),
            Self::Days { median, .. } => Some(median),
            Self::Cost { of, unpriced, .. } if of > 0 && unpriced == of => None,
            // Whole pounds: nobody draws pence.
            Self::Cost { pence, .. } => Some((pence + 50) / 100),
        }
    }

    /// In words. Of fewer than 20 no per cent is said (ux §5, 8).
    pub fn in_words(self) -> String {
        match self {
            Self::Count(n) => n.to_string(),
            Self::Share { of: 0, .. } | Self::Days { of: 0, .. } | Self::Cost { of: 0, .. } => {
                // "None" would be read as "none of them".
                "nothing to count".to_owned()
            }
            Self::Share { part, of } if of < 20 => format!("{part} of {of}"),
            Self::Share { part, of } => format!("{}% ({part} of {of})", percent(part, of)),
            Self::Days { median, of: 1, .. } => median.to_string(),
            Self::Days {
                median, ninetieth, ..
            } => format!("half within {median}, 9 in 10 within {ninetieth}"),
            Self::Cost { of, unpriced, .. } if unpriced == of => format!("no cost given for {of}"),
            Self::Cost {
                pence,
                of,
                unpriced: 0,
            } => format!("{} for {of}", pounds(pence)),
            Self::Cost { pence, of, unpriced } => {
                format!(
                    "{} for {}, and no cost given for {unpriced}",
                    pounds(pence),
                    of - unpriced
                )
            }
        }
    }
}

/// So many pence in pounds: "£1,234.50", and "£35" where there are no odd pence.
pub fn pounds(pence: i64) -> String {
    let (whole, odd) = (pence.abs() / 100, pence.abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if pence < 0 { "−" } else { "" };
    if odd == 0 {
        format!("{sign}£{grouped}")
    } else {
        format!("{sign}£{grouped}.{odd:02}")
    }
}

/// Tenths as people write them: "12.3".
pub fn tenths(n: i64) -> String {
    format!("{}.{}", n / 10, n.abs() % 10)
}

/// So many per cent, rounded to the nearest; but "100%" and "0%" are said only of all and of none.
pub const fn percent(part: i64, of: i64) -> i64 {
    if of <= 0 {
        return 0;
    }
    let rounded = (part * 200 + of) / (of * 2);
    if rounded == 100 && part < of {
        99
    } else if rounded == 0 && part > 0 {
        1
    } else {
        rounded
    }
}

/// How often something took how many working days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram(BTreeMap<i64, i64>);

impl Histogram {
    /// Some that took so many days.
    pub fn add(&mut self, days: i64, tally: Tally) {
        *self.0.entry(days).or_default() += tally.n;
    }

    /// Those of another as well.
    pub fn merge(&mut self, other: &Self) {
        for (days, n) in &other.0 {
            *self.0.entry(*days).or_default() += n;
        }
    }

    /// Without those of another, which are among them.
    pub fn take_away(&mut self, other: &Self) {
        for (days, n) in &other.0 {
            *self.0.entry(*days).or_default() -= n;
        }
    }

    /// How many there are.
    pub fn count(&self) -> i64 {
        self.0.values().sum()
    }

    /// The least number of days within which so many in a hundred were done: the nearest rank, so that it is
    /// a number that occurred.
    pub fn within(&self, in_hundred: i64) -> Option<i64> {
        let rank = (self.count() * in_hundred + 99) / 100;
        let mut seen = 0;
        let reaches = self.0.iter().find(|(_, n)| {
            seen += **n;
            seen >= rank.max(1)
        });
        reaches.map(|(days, _)| *days)
    }

    /// The average, in tenths of a day; nothing of nothing.
    pub fn tenths(&self) -> Option<i64> {
        let count = self.count();
        let days: i64 = self.0.iter().map(|(days, n)| days * n).sum();
        (count > 0).then(|| super::control::rounded(days * 10, count))
    }

    /// Median and 90th percentile.
    pub fn figure(&self) -> Figure {
        Figure::Days {
            median: self.within(50).unwrap_or_default(),
            ninetieth: self.within(90).unwrap_or_default(),
            of: self.count(),
        }
    }
}
