//! Which days count: working days in each part of the United Kingdom, and what a limit comes to.
//!
//! The days from 2010 to 2050 are the published list where there is one, the days that were
//! proclaimed once, and otherwise the standing rules; each says which. Outside those years a
//! calendar still applies the standing rules, so that no day is silently taken for a working
//! day, [`bank_holidays`] refuses, and a [`Counting`](count::Counting) says that it reached there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::policy::{CalendarRules, Unit};
use crate::vocabulary::Division;

pub mod count;
pub mod lists;
pub mod london;
pub mod long_ago;
pub mod report;
mod rules;
pub(crate) mod say;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

/// The years for which the rules were checked, and which can be listed.
pub const YEARS: RangeInclusive<i16> = 2010..=2050;

/// Where a bank holiday is known from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The list that GOV.UK publishes.
    Published,
    /// A royal proclamation for that one year.
    Proclaimed,
    /// The standing rules, where no list is published.
    Computed,
    /// A list that was added, by its name.
    File(String),
}

/// A bank holiday.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BankHoliday {
    /// The day.
    pub date: Date,
    /// Its name, as GOV.UK spells it; in [`Division::AllParts`] with the parts that keep it, if not all do.
    pub name: String,
    /// Where it is known from.
    pub source: Source,
    /// Whether it stands in for a day that fell on a weekend.
    pub is_substitute: bool,
}

/// The year is not one of those that can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bank holidays are known from {} to {}, not for {year}", YEARS.start(), YEARS.end())]
pub struct OutOfRange {
    /// The year that was asked for.
    pub year: i16,
}

/// Why a day is not a working day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotWorking {
    /// It is a Saturday or a Sunday, whatever else it is.
    Weekend,
    /// It is a bank holiday.
    BankHoliday {
        /// Its name.
        name: String,
        /// Where it is known from.
        source: Source,
    },
    /// The council is closed.
    Closure,
}

/// The bank holidays of a year, in order.
pub fn bank_holidays(division: Division, year: i16) -> Result<Vec<BankHoliday>, OutOfRange> {
    Calendar::new(division).bank_holidays(year)
}

/// The days that count for one council. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Calendar {
    division: Division,
    /// What each part of the division keeps, from 2010 to 2050.
    parts: Arc<lists::Parts>,
    /// The same as one list.
    holidays: Arc<BTreeMap<Date, BankHoliday>>,
    closures: Arc<BTreeSet<Date>>,
}

impl fmt::Debug for Calendar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Calendar")
            .field("division", &self.division)
            .field("bank_holidays", &self.holidays.len())
            .field("closures", &self.closures)
            .finish_non_exhaustive()
    }
}

impl Calendar {
    /// The calendar of a division, without closures.
    ///
    /// With [`Division::AllParts`] that is the one for requests under the Freedom of Information Act 2000, whose
    /// section 10(6) knows no closures: [`Unit::StatutoryDays`].
    pub fn new(division: Division) -> Self {
        let (parts, holidays) = lists::built_in(division);
        Self {
            division,
            parts,
            holidays,
            closures: Arc::default(),
        }
    }

    /// The calendar that a policy sets.
    pub fn for_policy(rules: &CalendarRules) -> Self {
        Self::new(rules.division).with_closures(&rules.closed)
    }

    /// The days that a limit of this unit counts: for a statutory one those of the law, whatever the council keeps.
    #[must_use]
    pub fn counted_in(&self, unit: Unit) -> Self {
        match unit {
            Unit::WorkingDays | Unit::CalendarDays | Unit::Months => self.clone(),
            Unit::StatutoryDays => Self::new(Division::AllParts).with_lists_of(self),
        }
    }

    /// The same calendar, with what lists said of the parts that `other` keeps.
    fn with_lists_of(mut self, other: &Self) -> Self {
        let (built_in, _) = lists::built_in(other.division);
        if !Arc::ptr_eq(&built_in, &other.parts) {
            let parts = other.parts.iter().map(|(part, days)| (*part, days.clone()));
            Arc::make_mut(&mut self.parts).extend(parts);
            self.holidays = Arc::new(lists::flatten(&self.parts));
        }
        self
    }

    /// The same calendar, with days on which the council is closed.
    #[must_use]
    pub fn with_closures(mut self, closed: &[Date]) -> Self {
        Arc::make_mut(&mut self.closures).extend(closed);
        self
    }

    /// The same calendar, with the council open on these days where nothing else closes it.
    #[must_use]
    pub fn without_closures(mut self, open: &[Date]) -> Self {
        Arc::make_mut(&mut self.closures).retain(|day| !open.contains(day));
        self
    }

    /// The same calendar with a list in the form of GOV.UK, read from `text`; `name` is shown as its source.
    ///
    /// A year for which the list has at least as many days as the division always has stands in
    /// for what was published or computed, so that a moved day moves. A shorter one only adds.
    /// Proclaimed days and those of lists added before always stay: a list that was saved before
    /// a proclamation must not undo it.
    pub fn merge_govuk_json(mut self, text: &str, name: &str) -> Result<Self, lists::BadList> {
        let added = lists::read(text, name)?;
        let parts = Arc::make_mut(&mut self.parts);
        for (division, days) in parts.iter_mut() {
            if let Some(new) = added.get(division) {
                lists::merge(*division, days, new);
            }
        }
        self.holidays = Arc::new(lists::flatten(&self.parts));
        Ok(self)
    }

    /// Whose bank holidays it has.
    pub fn division(&self) -> Division {
        self.division
    }

    /// The council's closures, in order.
    pub fn closures(&self) -> impl Iterator<Item = Date> {
        self.closures.iter().copied()
    }

    /// The bank holidays of a year, in order.
    pub fn bank_holidays(&self, year: i16) -> Result<Vec<BankHoliday>, OutOfRange> {
        if !YEARS.contains(&year) {
            return Err(OutOfRange { year });
        }
        Ok(self
            .holidays
            .values()
            .filter(|day| day.date.year() == year)
            .cloned()
            .collect())
    }

    /// Whether the day counts.
    pub fn is_working_day(&self, date: Date) -> bool {
        !is_weekend(date) && !self.closures.contains(&date) && !self.is_bank_holiday(date)
    }

    /// Why the day does not count; `None` for a working day.
    pub fn why_not(&self, date: Date) -> Option<NotWorking> {
        if is_weekend(date) {
            return Some(NotWorking::Weekend);
        }
        if let Some(BankHoliday { name, source, .. }) = self.bank_holiday(date) {
            return Some(NotWorking::BankHoliday { name, source });
        }
        self.closures.contains(&date).then_some(NotWorking::Closure)
    }

    /// The first working day after the day.
    pub fn next_working_day(&self, date: Date) -> Date {
        self.first_working_day(date, Date::tomorrow)
    }

    /// The last working day before the day.
    pub fn previous_working_day(&self, date: Date) -> Date {
        self.first_working_day(date, Date::yesterday)
    }

    /// The day itself if it is a working day, otherwise the next one.
    pub fn working_day_from(&self, date: Date) -> Date {
        if self.is_working_day(date) {
            date
        } else {
            self.next_working_day(date)
        }
    }

    /// Stops at the ends of time, where there is no other day.
    fn first_working_day(&self, date: Date, step: impl Fn(Date) -> Result<Date, jiff::Error>) -> Date {
        let mut day = date;
        while let Ok(other) = step(day) {
            day = other;
            if self.is_working_day(day) {
                break;
            }
        }
        day
    }

    fn is_bank_holiday(&self, date: Date) -> bool {
        if YEARS.contains(&date.year()) {
            self.holidays.contains_key(&date)
        } else {
            rules::standing_days_of(self.division, date.year()).contains_key(&date)
        }
    }

    fn bank_holiday(&self, date: Date) -> Option<BankHoliday> {
        if YEARS.contains(&date.year()) {
            self.holidays.get(&date).cloned()
        } else {
            rules::standing_days_of(self.division, date.year()).remove(&date)
        }
    }

    /// How many working days there are from the first day to the last, both counted.
    pub fn working_days_within(&self, first: Date, last: Date) -> i64 {
        if last < first {
            return 0;
        }
        let off_in_list = self
            .holidays
            .range(first..=last)
            .map(|(date, _)| *date)
            .filter(|date| !is_weekend(*date));
        let off_beyond = (first.year()..=last.year())
            .filter(|year| !YEARS.contains(year))
            .flat_map(|year| rules::standing_days_of(self.division, year).into_keys())
            .filter(|date| (first..=last).contains(date) && !is_weekend(*date));
        let closed = self
            .closures
            .range(first..=last)
            .filter(|date| !is_weekend(**date) && !self.is_bank_holiday(**date));
        let off = off_in_list.count() + off_beyond.count() + closed.count();
        let weekdays = weekdays_before(last) - weekdays_before(first) + i64::from(!is_weekend(last));
        weekdays - i64::try_from(off).unwrap_or(weekdays)
    }
}

pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// How many days lie between, negative if `until` is earlier.
pub(crate) fn days_between(since: Date, until: Date) -> i64 {
    since.duration_until(until).as_hours() / 24
}

/// How many Mondays to Fridays lie between a fixed Monday and the day, the day not counted.
fn weekdays_before(date: Date) -> i64 {
    // 3 January 2000 was a Monday.
    let days = days_between(jiff::civil::date(2000, 1, 3), date);
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}
