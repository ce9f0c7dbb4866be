//! The bank holidays that a part keeps every year, worked out.
//!
//! Banking and Financial Dealings Act 1971, schedule 1, and the days that are proclaimed for
//! every year alike. A day that falls on a weekend is kept on the next weekday that is free.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::lists::{self, Days};
use super::{BankHoliday, Source, is_weekend};
use crate::vocabulary::Division;

/// How many bank holidays the part keeps each year.
pub(super) fn number_a_year(part: Division) -> usize {
    standing_days(part, *super::YEARS.start()).len()
}

/// The standing days of a division, as one list.
pub(super) fn standing_days_of(division: Division, year: i16) -> BTreeMap<Date, BankHoliday> {
    let parts = lists::parts_of(division);
    lists::flatten(
        &parts
            .iter()
            .map(|part| (*part, standing_days(*part, year)))
            .collect(),
    )
}

/// The standing days of one part. Proclaimed changes of a single year are not in it.
pub(super) fn standing_days(part: Division, year: i16) -> Days {
    let on_a_date = fixed_days(part).iter().filter_map(|(month, day, name)| {
        let date = Date::new(year, *month, *day).ok()?;
        Some((date, *name))
    });
    let (on_weekend, on_weekday): (Vec<_>, Vec<_>) = on_a_date.partition(|(date, _)| is_weekend(*date));

    let mut days = Days::new();
    for (date, name) in mondays_and_easter(part, year).into_iter().chain(on_weekday) {
        days.insert(date, computed(date, name, false));
    }
    for (date, name) in on_weekend {
        if let Some(instead) = next_free_weekday(date, &days) {
            days.insert(instead, computed(instead, name, true));
        }
    }
    days
}

fn computed(date: Date, name: &str, is_substitute: bool) -> BankHoliday {
    BankHoliday {
        date,
        name: name.to_owned(),
        source: Source::Computed,
        is_substitute,
    }
}

fn next_free_weekday(date: Date, taken: &Days) -> Option<Date> {
    let mut day = date.tomorrow().ok()?;
    while is_weekend(day) || taken.contains_key(&day) {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

/// The days with a date of their own, in order.
fn fixed_days(part: Division) -> &'static [(i8, i8, &'static str)] {
    match part {
        Division::EnglandAndWales | Division::AllParts => &[
            (1, 1, "New Year’s Day"),
            (12, 25, "Christmas Day"),
            (12, 26, "Boxing Day"),
        ],
        Division::Scotland => &[
            (1, 1, "New Year’s Day"),
            (1, 2, "2nd January"),
            // St Andrew's Day Bank Holiday (Scotland) Act 2007.
            (11, 30, "St Andrew’s Day"),
            (12, 25, "Christmas Day"),
            (12, 26, "Boxing Day"),
        ],
        Division::NorthernIreland => &[
            (1, 1, "New Year’s Day"),
            (3, 17, "St Patrick’s Day"),
            (7, 12, "Battle of the Boyne (Orangemen’s Day)"),
            (12, 25, "Christmas Day"),
            (12, 26, "Boxing Day"),
        ],
    }
}

/// The days that never fall on a weekend.
fn mondays_and_easter(part: Division, year: i16) -> Vec<(Date, &'static str)> {
    // Scotland's summer holiday is the first Monday of August, the others' the last, and
    // Scotland does not keep Easter Monday.
    let (august, keeps_easter_monday) = match part {
        Division::Scotland => (1, false),
        Division::EnglandAndWales | Division::NorthernIreland | Division::AllParts => (-1, true),
    };
    let monday = |month, nth| {
        Date::new(year, month, 1)
            .and_then(|first| first.nth_weekday_of_month(nth, Weekday::Monday))
            .ok()
    };
    let easter = easter_sunday(year);
    let easter_monday = easter
        .and_then(|easter| easter.tomorrow().ok())
        .filter(|_| keeps_easter_monday);
    let good_friday = easter.and_then(|easter| easter.nth_weekday(-1, Weekday::Friday).ok());
    [
        (good_friday, "Good Friday"),
        (easter_monday, "Easter Monday"),
        (monday(5, 1), "Early May bank holiday"),
        (monday(5, -1), "Spring bank holiday"),
        (monday(8, august), "Summer bank holiday"),
    ]
    .into_iter()
    .filter_map(|(date, name)| Some((date?, name)))
    .collect()
}

/// Easter Sunday of the Gregorian calendar.
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let century = y.div_euclid(100);
    // The age of the moon, corrected for the leap days left out and for the moon's own drift.
    let drift = century - century.div_euclid(4) - (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + drift + 15).rem_euclid(30);
    let full_moon = epact - i32::from(epact == 29 || (epact == 28 && golden > 10));
    // Days from 21 March to the full moon; Easter is the Sunday after it.
    let march = Date::new(year, 3, 21).ok()?;
    let moon = march.checked_add(jiff::Span::new().days(full_moon)).ok()?;
    moon.nth_weekday(1, Weekday::Sunday).ok()
}
