//! Dates, days off and countings in words, as the explanations say them.

use jiff::civil::{Date, Weekday};

use super::count::Counting;
use super::{NotWorking, Source, YEARS};
use crate::policy::{Limit, Unit};
use crate::vocabulary::{DayOne, Division};

/// "Saturday 3 July 2021".
pub(crate) fn day(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// "England and Wales".
pub(crate) fn division(division: Division) -> &'static str {
    match division {
        Division::EnglandAndWales => "England and Wales",
        Division::Scotland => "Scotland",
        Division::NorthernIreland => "Northern Ireland",
        Division::AllParts => "any part of the United Kingdom",
    }
}

/// "a, b and c".
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}

/// "1 working day", "3 months".
pub(crate) fn limit(limit: Limit) -> String {
    limit.in_everyday_words().to_string()
}

/// Where a day is known from; nothing for the published list, which needs no saying.
pub(crate) fn source(source: &Source) -> Option<String> {
    match source {
        Source::Published => None,
        Source::Proclaimed => Some("by royal proclamation".to_owned()),
        Source::Computed => Some("worked out by rule".to_owned()),
        Source::File(name) => Some(format!("from {name}")),
    }
}

/// "Monday 15 June 2026 (World Cup bank holiday, by royal proclamation)"; weekends are not named.
pub(crate) fn day_off(date: Date, why: &NotWorking) -> Option<String> {
    let reason = match why {
        NotWorking::Weekend => return None,
        NotWorking::BankHoliday { name, source: from } => match source(from) {
            Some(from) => format!("{name}, {from}"),
            None => name.clone(),
        },
        NotWorking::Closure => "the council is closed".to_owned(),
    };
    Some(format!("{} ({reason})", day(date)))
}

/// "2 weekends, Friday 3 April 2026 (Good Friday) and Monday 6 April 2026 (Easter Monday)".
fn days_off(days: &[(Date, NotWorking)]) -> Option<String> {
    let weekends = days
        .iter()
        .filter(|(date, _)| date.weekday() == Weekday::Saturday)
        .count();
    let weekends = match weekends {
        0 => None,
        1 => Some("1 weekend".to_owned()),
        more => Some(format!("{more} weekends")),
    };
    let named = days.iter().filter_map(|(date, why)| day_off(*date, why));
    let all: Vec<String> = weekends.into_iter().chain(named).collect();
    if all.is_empty() { None } else { Some(list(&all)) }
}

impl Counting {
    /// How the date was come to, sentence by sentence, after the one that says what `start` was.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = match self.limit.unit {
            Unit::WorkingDays | Unit::StatutoryDays => self.day_one_in_words(),
            Unit::CalendarDays | Unit::Months => Vec::new(),
        };
        sentences.push(self.last_day_in_words());
        if self.limit.unit == Unit::StatutoryDays {
            sentences.push(
                "By law the bank holidays of any part of the United Kingdom are left out, and days on which \
                 the council is closed are counted (Freedom of Information Act 2000, section 10(6))."
                    .to_owned(),
            );
        }
        if !self.is_within_known_years() {
            let (first, last) = (YEARS.start(), YEARS.end());
            sentences.push(format!(
                "Bank holidays are known from {first} to {last}: for other years the rules of today were used."
            ));
        }
        sentences
    }

    fn day_one_in_words(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.rule == DayOne::RollForward && self.counts_as != self.start {
            let (start, instead) = (day(self.start), day(self.counts_as));
            sentences.push(format!(
                "{start} is not a working day, so {instead} stands for it."
            ));
        }
        if self.limit.count > 0 {
            sentences.push(format!("Day one is {}, the next working day.", day(self.day_one)));
        }
        let named: Vec<String> = self
            .before_day_one
            .iter()
            .filter_map(|(date, why)| day_off(*date, why))
            .collect();
        if !named.is_empty() {
            let do_not = if named.len() == 1 { "does" } else { "do" };
            sentences.push(format!("{} {do_not} not count.", list(&named)));
        }
        sentences
    }

    fn last_day_in_words(&self) -> String {
        let (limit, due_on) = (limit(self.limit), day(self.due_on));
        let end = if self.limit.count == 1 { "ends" } else { "end" };
        match self.limit.unit {
            Unit::WorkingDays | Unit::StatutoryDays => match days_off(&self.skipped) {
                Some(left_out) => format!("{limit}, leaving out {left_out}, {end} on {due_on}."),
                None => format!("{limit} {end} on {due_on}."),
            },
            Unit::CalendarDays => {
                format!(
                    "{limit}, counting every day from {}, {end} on {due_on}.",
                    day(self.day_one)
                )
            }
            Unit::Months => format!("{limit} after {} {end} on {due_on}.", day(self.start)),
        }
    }
}
