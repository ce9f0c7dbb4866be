//! What a limit comes to: day one, the last day, and every day that was left out between.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Calendar, NotWorking, YEARS};
use crate::policy::{Limit, Unit};
use crate::vocabulary::DayOne;

/// How a date was come to.
///
/// In working days, the days from day one to the last are exactly those counted and those skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// The day from which it counts: of receipt, say.
    pub start: Date,
    /// How long.
    pub limit: Limit,
    /// Which day is day one. Calendar days and months do not ask: day one is the day after.
    pub rule: DayOne,
    /// The day that stands for the start: another one only where the start is rolled forward.
    pub counts_as: Date,
    /// The first day counted.
    pub day_one: Date,
    /// The last day counted: the promise is kept if it is done by the end of it.
    pub due_on: Date,
    /// The days between the start and day one that do not count; the start is not one of them.
    pub before_day_one: Vec<(Date, NotWorking)>,
    /// The days after day one that do not count.
    pub skipped: Vec<(Date, NotWorking)>,
}

impl Counting {
    /// Whether every day lies in the years for which the calendar was checked. Outside them the
    /// standing rules of today were used.
    pub fn is_within_known_years(&self) -> bool {
        YEARS.contains(&self.start.year()) && YEARS.contains(&self.due_on.year())
    }
}

impl Calendar {
    /// The last day of a limit.
    ///
    /// Working days end on a working day. A limit in calendar days or months ends where it ends,
    /// on a weekend too: no rule of the Codes moves it, and to move it would be to take longer
    /// than was promised. A limit of no working days is the start, or the next working day if
    /// the start is none.
    pub fn due(&self, start: Date, limit: Limit, day_one: DayOne) -> Date {
        let count = i32::from(limit.count);
        match limit.unit {
            Unit::WorkingDays | Unit::StatutoryDays => {
                let days = self.counted_in(limit.unit);
                if count == 0 {
                    return days.working_day_from(start);
                }
                let first = days.day_one(start, day_one);
                (1..count).fold(first, |day, _| days.next_working_day(day))
            }
            Unit::CalendarDays => start.saturating_add(Span::new().days(count)),
            // Adding months ends on the last day there is where the month is too short.
            Unit::Months => start.saturating_add(Span::new().months(count)),
        }
    }

    /// The last day of a limit, and how it was come to.
    pub fn count(&self, start: Date, limit: Limit, day_one: DayOne) -> Counting {
        let due_on = self.due(start, limit, day_one);
        let (counts_as, first, before_day_one, skipped) = match limit.unit {
            Unit::WorkingDays | Unit::StatutoryDays => {
                let days = self.counted_in(limit.unit);
                let first = days.day_one(start, day_one).min(due_on);
                let before = days.days_off_between(start, first);
                (
                    days.counts_as(start, day_one),
                    first,
                    before,
                    days.days_off_between(first, due_on),
                )
            }
            Unit::CalendarDays | Unit::Months => {
                (start, start.tomorrow().unwrap_or(start), Vec::new(), Vec::new())
            }
        };
        Counting {
            start,
            limit,
            rule: day_one,
            counts_as,
            day_one: first,
            due_on,
            before_day_one,
            skipped,
        }
    }

    /// How many working days something took: none until day one, one on day one, and as many as
    /// the limit on the last day of it.
    pub fn working_days_taken(&self, start: Date, end: Date, day_one: DayOne) -> i64 {
        self.working_days_within(self.day_one(start, day_one), end)
    }

    /// The first working day that counts.
    pub fn day_one(&self, start: Date, rule: DayOne) -> Date {
        self.next_working_day(self.counts_as(start, rule))
    }

    fn counts_as(&self, start: Date, rule: DayOne) -> Date {
        match rule {
            DayOne::NextWorkingDay => start,
            DayOne::RollForward => self.working_day_from(start),
        }
    }

    /// The days strictly between two that do not count, each with its reason.
    fn days_off_between(&self, after: Date, before: Date) -> Vec<(Date, NotWorking)> {
        let days = after
            .series(Span::new().days(1))
            .skip(1)
            .take_while(|day| *day < before);
        days.filter_map(|day| Some((day, self.why_not(day)?))).collect()
    }
}
