//! How often somebody is mailed figures, and of which days each mail tells.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

use super::Range;

crate::vocabulary! {
    /// How often figures are mailed.
    pub enum Every {
        /// On Mondays, of the week from Monday to Sunday before.
        Week = "week",
        /// On the first of a month, of the month before.
        Month = "month",
    }
}

impl Every {
    /// The first day after this one on which figures are mailed.
    pub fn next_after(self, day: Date) -> Date {
        let next = match self {
            Self::Week => day.nth_weekday(1, Weekday::Monday),
            Self::Month => day.first_of_month().checked_add(1.month()),
        };
        next.unwrap_or(Date::MAX)
    }

    /// The last whole week or month before a day.
    pub fn before(self, day: Date) -> Range {
        match self {
            Self::Week => {
                let from_monday = i64::from(day.weekday().to_monday_zero_offset());
                let back = |days: i64| day.saturating_sub(Span::new().days(days));
                Range {
                    from: back(from_monday + 7),
                    to: back(from_monday + 1),
                }
            }
            Self::Month => Range::month_of(day.first_of_month().yesterday().unwrap_or(day)),
        }
    }
}
