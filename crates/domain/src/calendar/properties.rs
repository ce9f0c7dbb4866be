//! What must hold for every calendar, day and limit.

use std::ops::Range;

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Calendar, days_between};
use crate::policy::{Limit, Unit};
use crate::vocabulary::{DayOne, Division};

fn day_in(years: Range<i16>) -> impl Strategy<Value = Date> {
    let first = date(years.start, 1, 1);
    let days = i32::try_from(days_between(first, date(years.end, 1, 1))).unwrap();
    (0..days).prop_map(move |days| first + Span::new().days(days))
}

/// A few years more than the lists have, so that both edges are crossed.
fn any_day() -> impl Strategy<Value = Date> {
    day_in(2007..2054)
}

fn any_rule() -> impl Strategy<Value = DayOne> {
    proptest::sample::select(DayOne::ALL)
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let closed = proptest::collection::vec(any_day(), 0..40);
    let division = proptest::sample::select(Division::ALL);
    (division, closed).prop_map(|(division, closed)| Calendar::new(division).with_closures(&closed))
}

fn working_days(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::WorkingDays,
    }
}

fn days_from(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first
        .series(Span::new().days(1))
        .take_while(move |day| *day <= last)
}

proptest! {
    #[test]
    fn a_limit_in_working_days_ends_on_a_working_day(
        calendar in any_calendar(), start in any_day(), count in 0_u16..100, rule in any_rule(),
    ) {
        let due = calendar.due(start, working_days(count), rule);
        prop_assert!(calendar.is_working_day(due));
        prop_assert_eq!(calendar.why_not(due), None);
        prop_assert!(count == 0 || due > start);
    }

    #[test]
    fn a_later_start_or_a_longer_limit_never_ends_earlier(
        calendar in any_calendar(), start in any_day(), later in 0_i32..30,
        count in 0_u16..100, more in 0_u16..30, rule in any_rule(),
        unit in proptest::sample::select(Unit::ALL),
    ) {
        let due = calendar.due(start, Limit { count, unit }, rule);
        let started_later = calendar.due(start + Span::new().days(later), Limit { count, unit }, rule);
        let longer = calendar.due(start, Limit { count: count + more, unit }, rule);
        prop_assert!(started_later >= due);
        prop_assert!(longer >= due);
    }

    #[test]
    fn a_limit_used_in_full_took_as_many_days_as_it_has(
        calendar in any_calendar(), start in any_day(), count in 1_u16..100, rule in any_rule(),
    ) {
        let due = calendar.due(start, working_days(count), rule);
        prop_assert_eq!(calendar.working_days_taken(start, due, rule), i64::from(count));
        prop_assert_eq!(calendar.working_days_taken(start, due.yesterday().unwrap(), rule), i64::from(count) - 1);
    }

    #[test]
    fn skipped_and_counted_days_are_all_the_days_there_are(
        calendar in any_calendar(), start in any_day(), count in 1_u16..100, rule in any_rule(),
    ) {
        let counting = calendar.count(start, working_days(count), rule);
        let counted: Vec<Date> =
            days_from(counting.day_one, counting.due_on).filter(|day| calendar.is_working_day(*day)).collect();
        prop_assert_eq!(counted.len(), usize::from(count));
        let mut all: Vec<Date> = counting.skipped.iter().map(|(day, _)| *day).chain(counted).collect();
        all.sort();
        prop_assert_eq!(all, days_from(counting.day_one, counting.due_on).collect::<Vec<_>>());
        for (day, why) in counting.before_day_one.iter().chain(&counting.skipped) {
            prop_assert_eq!(calendar.why_not(*day), Some(why.clone()));
        }
    }

    #[test]
    fn one_more_day_off_never_makes_a_date_earlier(
        calendar in any_calendar(), start in any_day(), off in day_in(2010..2051),
        count in 0_u16..100, rule in any_rule(), unit in proptest::sample::select(Unit::ALL),
    ) {
        let limit = Limit { count, unit };
        let due = calendar.due(start, limit, rule);
        prop_assert!(calendar.clone().with_closures(&[off]).due(start, limit, rule) >= due);
        let text = format!(r#"{{"scotland": {{"events": [{{"title": "One more", "date": "{off}"}}]}}}}"#);
        prop_assert!(calendar.merge_govuk_json(&text, "one").unwrap().due(start, limit, rule) >= due);
    }

    #[test]
    fn rolling_forward_is_the_same_on_a_working_day_and_one_day_later_on_any_other(
        calendar in any_calendar(), start in any_day(), count in 1_u16..100,
    ) {
        let next = calendar.due(start, working_days(count), DayOne::NextWorkingDay);
        let rolled = calendar.due(start, working_days(count), DayOne::RollForward);
        let expected = if calendar.is_working_day(start) { next } else { calendar.next_working_day(next) };
        prop_assert_eq!(rolled, expected);
    }

    #[test]
    fn counting_at_once_is_counting_one_by_one(
        calendar in any_calendar(), first in any_day(), days in 0_i32..900,
    ) {
        let last = first + Span::new().days(days);
        let one_by_one = days_from(first, last).filter(|day| calendar.is_working_day(*day)).count();
        prop_assert_eq!(calendar.working_days_within(first, last), i64::try_from(one_by_one).unwrap());
    }

    #[test]
    fn there_and_back_is_the_same_working_day(calendar in any_calendar(), day in any_day()) {
        let working = calendar.working_day_from(day);
        prop_assert_eq!(calendar.previous_working_day(calendar.next_working_day(working)), working);
    }

    #[test]
    fn the_day_in_london_is_the_day_between_its_two_ends(seconds in 1_262_304_000_i64..2_556_057_600) {
        let at = jiff::Timestamp::from_second(seconds).unwrap();
        let day = super::london::civil_date(at);
        prop_assert!(super::london::day_starts_at(day) <= at);
        prop_assert!(at < super::london::day_ends_at(day));
    }
}
