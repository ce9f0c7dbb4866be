//! When things happen in the demo's year: weekdays, quiet weeks, and two storms.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use redress_domain::calendar::{Calendar, london};

use crate::demo::chance::Dice;
use crate::demo::texts::Weather;

/// A storm, by how many days before the demo's day it came.
struct Storm {
    days_ago: i32,
    lasts: i32,
    sort: Weather,
    times: u64,
}

/// Winds in the last winter but one month, and a flood two weeks ago.
const STORMS: [Storm; 2] = [
    Storm {
        days_ago: 291,
        lasts: 3,
        sort: Weather::Wind,
        times: 9,
    },
    Storm {
        days_ago: 17,
        lasts: 4,
        sort: Weather::Water,
        times: 7,
    },
];

/// One day of the year, with how much happens on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) weight: u64,
    pub(crate) storm: Option<Weather>,
}

/// Every day of the year that ends on `last`.
pub(crate) fn days(last: Date, calendar: &Calendar, dice: &mut Dice) -> Vec<Day> {
    let mut days = Vec::with_capacity(366);
    for ago in (0..365).rev() {
        let date = last.saturating_sub(Span::new().days(ago));
        let storm = STORMS
            .iter()
            .find(|storm| ago <= storm.days_ago && ago > storm.days_ago - storm.lasts);
        let ordinary = if calendar.is_working_day(date) { 20 } else { 5 };
        // Little is reported between Christmas and the second week of January, and in August.
        let quiet = (date.month() == 12 && date.day() > 22) || (date.month() == 1 && date.day() < 9);
        let season = match (quiet, date.month()) {
            (true, _) => 40,
            (false, 8) => 70,
            (false, 5 | 6 | 10) => 115,
            (false, _) => 100,
        };
        let mood = u64::try_from(dice.between(75, 130)).unwrap_or(100);
        let times = storm.map_or(1, |storm| storm.times);
        days.push(Day {
            date,
            weight: (ordinary * season * mood / 1_000).max(1) * times,
            storm: storm.map(|storm| storm.sort),
        });
    }
    days
}

/// A moment of a day at which the public writes or rings.
pub(crate) fn daytime(date: Date, dice: &mut Dice) -> Timestamp {
    at_minute(date, dice.between(7 * 60 + 30, 20 * 60))
}

/// A moment of a day at which colleagues work.
pub(crate) fn office_time(date: Date, dice: &mut Dice) -> Timestamp {
    at_minute(date, dice.between(8 * 60 + 40, 16 * 60 + 50))
}

fn at_minute(date: Date, minute: i64) -> Timestamp {
    let start = london::day_starts_at(date);
    start
        .checked_add(SignedDuration::from_mins(minute))
        .unwrap_or(start)
}

/// The moment so many working days later, in the office.
pub(crate) fn working_days_later(
    at: Timestamp,
    days: i64,
    calendar: &Calendar,
    dice: &mut Dice,
) -> Timestamp {
    let mut date = london::civil_date(at);
    for _ in 0..days {
        date = calendar.next_working_day(date);
    }
    if days == 0 {
        let soon = at
            .checked_add(SignedDuration::from_mins(dice.between(12, 95)))
            .unwrap_or(at);
        return if calendar.is_working_day(date) {
            soon
        } else {
            office_time(calendar.next_working_day(date), dice)
        };
    }
    office_time(date, dice)
}
