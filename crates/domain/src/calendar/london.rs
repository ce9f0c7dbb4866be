//! The day it is in London, across both changes of the clocks.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The time zone of every promise.
pub fn time_zone() -> &'static TimeZone {
    static LONDON: OnceLock<TimeZone> = OnceLock::new();
    LONDON.get_or_init(|| TimeZone::get("Europe/London").expect("the time zones are part of the program"))
}

/// The day it is in London at that moment.
pub fn civil_date(at: Timestamp) -> Date {
    time_zone().to_datetime(at).date()
}

/// The first moment of the day in London.
pub fn day_starts_at(date: Date) -> Timestamp {
    // Only a day at the ends of time has no moment; the nearest one stands for it.
    let nearest = if date.year() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    date.to_zoned(time_zone().clone())
        .map_or(nearest, |start| start.timestamp())
}

/// The first moment in London that is no longer the day: what is done before it was done that day.
pub fn day_ends_at(date: Date) -> Timestamp {
    date.tomorrow().map_or(Timestamp::MAX, day_starts_at)
}
