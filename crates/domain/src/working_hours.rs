//! When somebody works: said by themselves, for whoever looks for somebody who is there.

use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::calendar::london;

/// The days of a week, Monday first, and the hours in which somebody works, in London.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingHours {
    /// The days: 1 is Monday, 7 is Sunday.
    days: Vec<i8>,
    /// From when.
    from: Time,
    /// Until when.
    to: Time,
}

impl WorkingHours {
    /// Hours on at least one day, that end after they begin.
    pub fn new(mut days: Vec<i8>, (from, to): (Time, Time)) -> Option<Self> {
        days.retain(|day| (1..=7).contains(day));
        days.sort_unstable();
        days.dedup();
        (!days.is_empty() && from < to).then_some(Self { days, from, to })
    }

    /// The days: 1 is Monday, 7 is Sunday.
    pub fn days(&self) -> &[i8] {
        &self.days
    }

    /// From when until when.
    pub const fn hours(&self) -> (Time, Time) {
        (self.from, self.to)
    }

    /// Whether they work at a moment.
    pub fn include(&self, at: Timestamp) -> bool {
        let here = london::time_zone().to_datetime(at);
        let is_day = self.days.contains(&here.weekday().to_monday_one_offset());
        is_day && self.from <= here.time() && here.time() < self.to
    }
}

#[cfg(test)]
mod tests {
    //! Days and hours.

    use jiff::civil::time;

    use super::WorkingHours;

    #[test]
    fn somebody_is_there_on_their_days_in_their_hours_as_london_counts_them() {
        let hours = WorkingHours::new(vec![3, 1, 1, 9], (time(9, 0, 0, 0), time(17, 0, 0, 0))).unwrap();
        assert_eq!(hours.days(), [1, 3]);
        // Monday 2 November 2026, and Monday 6 July, when London is an hour ahead.
        for (moment, is_there) in [
            ("2026-11-02T09:00:00Z", true),
            ("2026-11-02T08:59:59Z", false),
            ("2026-11-02T17:00:00Z", false),
            ("2026-11-03T10:00:00Z", false),
            ("2026-07-06T08:00:00Z", true),
            ("2026-07-06T16:00:00Z", false),
        ] {
            assert_eq!(hours.include(moment.parse().unwrap()), is_there, "{moment}");
        }
        assert_eq!(
            WorkingHours::new(vec![1], (time(17, 0, 0, 0), time(9, 0, 0, 0))),
            None
        );
        assert_eq!(
            WorkingHours::new(Vec::new(), (time(9, 0, 0, 0), time(17, 0, 0, 0))),
            None
        );
    }
}
