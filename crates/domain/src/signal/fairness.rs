//! The yearly report on fairness: whom signals and arrangements fell on, and whether the safeguards did something.
//!
//! Counts of people, never people: what is small enough to point at somebody is not said, nor can it be worked out.

use jiff::civil::{Date, date};

/// A count below this could point at somebody.
pub const SMALL: u32 = 5;

/// A whole that is told in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts(pub Vec<u32>);

/// How a whole is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// As it is: what the council did, which those who keep, decide or audit may read one file after the other.
    AsItIs,
    /// Without what could point at somebody: by what is known of people.
    WithoutFew,
}

/// What is said of a whole and its parts; `None` where nothing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Each part.
    pub parts: Vec<Option<u32>>,
    /// All of them together.
    pub total: Option<u32>,
}

/// A count below this is not said either, where another one is too small to be said.
const LOW: u32 = 10;

impl Parts {
    /// What is said of it.
    pub fn told(&self, told: Told) -> Said {
        match told {
            Told::AsItIs => Said {
                parts: self.0.iter().copied().map(Some).collect(),
                total: Some(self.0.iter().sum()),
            },
            Told::WithoutFew => self.said(),
        }
    }

    /// What may be said. A part from 1 to 4 is not. Then neither is any part below 10; and where these would give
    /// each other away, no part is that is more than none. Of a total from 1 to 4 nothing is
    /// said. Otherwise none is said as none: nobody is behind it.
    pub fn said(&self) -> Said {
        let total: u32 = self.0.iter().sum();
        let is_small = |count: u32| (1..SMALL).contains(&count);
        let is_low = |count: u32| (1..LOW).contains(&count);
        let low: Vec<u32> = self.0.iter().copied().filter(|count| is_low(*count)).collect();
        let low_sum: u32 = low.iter().sum();
        let many = u32::try_from(low.len()).unwrap_or(u32::MAX);
        // Their sum follows from the total: there have to be several ways to share it out.
        let low_is_enough = many >= 2 && low_sum >= SMALL && low_sum > many;
        let is_hidden = |count: u32| match (self.0.iter().copied().any(is_small), low_is_enough) {
            // Of a small whole not even which part is none: four parts of a whole of 4 are one each.
            _ if is_small(total) => true,
            (false, _) => false,
            (true, true) => is_low(count),
            (true, false) => count > 0,
        };
        let part = |count: &u32| (!is_hidden(*count)).then_some(*count);
        Said {
            parts: self.0.iter().map(part).collect(),
            total: (!is_small(total)).then_some(total),
        }
    }
}

/// The middle of some numbers; of an even count, the lower of the two in the middle. It tells of the council's own procedure, to those
/// who may open each file or who audit.
pub fn median(numbers: &[i64]) -> Option<i64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len().saturating_sub(1) / 2;
    sorted.get(middle).copied()
}

/// The year of a report: from 1 April to 31 March, as councils report.
pub fn year_days(year: i16) -> (Date, Date) {
    (date(year, 4, 1), date(year.saturating_add(1), 3, 31))
}

/// The day from which a report on a year is there: the first of July after it.
///
/// Of a year that goes on, what is said today and what is said tomorrow differ by the one who came between: no suppression
/// of small numbers stands against that. So a report is of a whole year that is over, and comes once what that year began has
/// come to its end, as far as it has one: a signal waits for its reader for sixty working days at the most, and an appeal is
/// asked for within twenty and decided within twenty, or within forty and twenty where more time was agreed.
pub fn published_on(year: i16) -> Date {
    date(year.saturating_add(1), 7, 1)
}

/// The latest year of which there is a report on a day.
pub fn latest_published(on: Date) -> i16 {
    let last = on.year().saturating_sub(1);
    if on < published_on(last) {
        last.saturating_sub(1)
    } else {
        last
    }
}

/// The year of a report that a day is in.
pub fn year_of(on: Date) -> i16 {
    if on < year_days(on.year()).0 {
        on.year().saturating_sub(1)
    } else {
        on.year()
    }
}
