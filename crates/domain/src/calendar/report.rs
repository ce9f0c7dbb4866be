//! What the command line says about a deadline and about a year's bank holidays.

use jiff::civil::Date;
use serde::Serialize;

use super::{Calendar, OutOfRange, say};
use crate::policy::{Limit, Unit};
use crate::vocabulary::DayOne;

/// The date that so many working days come to, alone on the first line, then why.
pub fn deadline_report(from: Date, days: u16, day_one: DayOne, calendar: &Calendar) -> Vec<String> {
    let limit = Limit {
        count: days,
        unit: Unit::WorkingDays,
    };
    let counting = calendar.count(from, limit, day_one);
    let mut lines = vec![
        counting.due_on.to_string(),
        format!("Counted from {}.", say::day(from)),
    ];
    lines.extend(counting.sentences());
    lines.push(format!(
        "Bank holidays are those of {}.",
        say::division(calendar.division())
    ));
    lines
}

/// A day on which nobody works, as a year's listing shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedDay {
    /// The day.
    pub date: Date,
    /// What it is.
    pub name: String,
    /// Where it is known from, in words.
    pub source: String,
    /// Whether it stands in for a day that fell on a weekend.
    pub is_substitute: bool,
}

/// The bank holidays and closures of a year, in order, each with its source.
pub fn calendar_listing(calendar: &Calendar, year: i16) -> Result<Vec<ListedDay>, OutOfRange> {
    let holidays = calendar.bank_holidays(year)?.into_iter().map(|day| ListedDay {
        date: day.date,
        name: day.name,
        source: say::source(&day.source).unwrap_or_else(|| "published on GOV.UK".to_owned()),
        is_substitute: day.is_substitute,
    });
    let closed = calendar
        .closures()
        .filter(|date| date.year() == year)
        .map(|date| ListedDay {
            date,
            name: "The council is closed".to_owned(),
            source: "the council's policy".to_owned(),
            is_substitute: false,
        });
    let mut days: Vec<ListedDay> = holidays.chain(closed).collect();
    days.sort_by_key(|day| day.date);
    Ok(days)
}
