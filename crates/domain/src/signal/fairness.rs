//! The yearly report on fairness: whom signals and arrangements fell on, and whether the safeguards did something.
//! Counts of people, never people: what is small enough to point at somebody is not said, nor can it be worked out.

use jiff::civil::{Date, date};

/// A count below this could point at somebody.
pub const SMALL: u32 = 5;

/// A whole that is told in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts(pub Vec<u32>);

/// What is said of a whole and its parts; `None` where nothing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Each part.
    pub parts: Vec<Option<u32>>,
    /// All of them together.
    pub total: Option<u32>,
}

impl Parts {
    /// What may be said. A part from 1 to 4 is not; and where the others and the total would give it away,
    /// another part is not said either. A total from 1 to 4 is not said. None is said as none: nobody is
    /// behind it.
    pub fn said(&self) -> Said {
        let total: u32 = self.0.iter().sum();
        let is_small = |count: u32| (1..SMALL).contains(&count);
        let mut hidden: Vec<bool> = self.0.iter().map(|count| is_small(*count)).collect();
        while !self.is_safe(&hidden) {
            // The smallest that is still said goes too, the first of equals.
            let rest = self.0.iter().enumerate();
            let rest = rest.filter(|(at, _)| hidden.get(*at) == Some(&false));
            let Some((at, _)) = rest.min_by_key(|(at, count)| (**count == 0, **count, *at)) else {
                break;
            };
            if let Some(place) = hidden.get_mut(at) {
                *place = true;
            }
        }
        // Where all are hidden and that is not enough, nothing is said of the total either.
        let total_is_said = !is_small(total) && self.is_safe(&hidden);
        let part = |(count, is_hidden): (&u32, &bool)| (!is_hidden).then_some(*count);
        Said {
            parts: self.0.iter().zip(&hidden).map(part).collect(),
            total: total_is_said.then_some(total),
        }
    }

    /// Whether what is hidden cannot be worked out from the rest: nothing is hidden, or two parts at least are
    /// and their sum can be shared out in more than one way.
    fn is_safe(&self, hidden: &[bool]) -> bool {
        let parts: Vec<u32> = self
            .0
            .iter()
            .zip(hidden)
            .filter(|(_, is_hidden)| **is_hidden)
            .map(|(count, _)| *count)
            .collect();
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        count == 0 || (count >= 2 && parts.iter().sum::<u32>() > count)
    }
}

/// The middle of some numbers, where there are enough that none points at somebody; of an even count, the
/// lower of the two in the middle.
pub fn median(numbers: &[i64]) -> Option<i64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let is_enough = u32::try_from(sorted.len()).is_ok_and(|count| count >= SMALL);
    let middle = sorted.len().saturating_sub(1) / 2;
    sorted.get(middle).copied().filter(|_| is_enough)
}

/// The year of a report: from 1 April to 31 March, as councils report.
pub fn year_days(year: i16) -> (Date, Date) {
    (date(year, 4, 1), date(year.saturating_add(1), 3, 31))
}

/// The year of a report that a day is in.
pub fn year_of(on: Date) -> i16 {
    if on < year_days(on.year()).0 {
        on.year().saturating_sub(1)
    } else {
        on.year()
    }
}
