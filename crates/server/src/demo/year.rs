//! When things happen in the demo's year: weekdays, quiet weeks, and the storms that the policy names.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use redress_domain::calendar::{Calendar, london};
use redress_domain::policy::Storm;

use crate::demo::chance::Dice;
use crate::demo::texts::Weather;

/// What weather the policy's days out of the ordinary brought, by what they are called; a strike or an election brought none.
fn weather(storm: &Storm) -> Option<Weather> {
    let name = storm.name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["flood", "rain"]) {
        Some(Weather::Water)
    } else if says(&["storm", "wind", "gale"]) {
        Some(Weather::Wind)
    } else {
        None
    }
}

/// How many times as much is reported in such weather.
const fn times(weather: Weather) -> u64 {
    match weather {
        Weather::Wind => 9,
        Weather::Water => 7,
    }
}

/// One day of the year, with how much happens on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) weight: u64,
    pub(crate) storm: Option<Weather>,
}

/// Every day of the year that ends on `last`, with the storms of the policy: the page that marks them reads the same dates.
pub(crate) fn days(last: Date, (calendar, storms): (&Calendar, &[Storm]), dice: &mut Dice) -> Vec<Day> {
    let mut days = Vec::with_capacity(366);
    for ago in (0..365).rev() {
        let date = last.saturating_sub(Span::new().days(ago));
        let mut of_day = storms
            .iter()
            .filter(|storm| (storm.from..=storm.to).contains(&date));
        let storm = of_day.find_map(weather);
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
        let times = storm.map_or(1, times);
        days.push(Day {
            date,
            weight: (ordinary * season * mood / 1_000).max(1) * times,
            storm,
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

#[cfg(test)]
mod tests {
    //! The wave of reports is where the policy, and with it the calendar of demand, has the storm.

    use jiff::civil::date;
    use redress_domain::policy::Policy;

    use super::*;

    #[test]
    fn a_wave_comes_on_the_days_of_each_storm_that_the_policy_names_and_on_no_others() {
        let policy = Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap();
        let (storms, calendar) = (&policy.reports.storms, Calendar::for_policy(&policy.calendar));
        let days = days(date(2026, 11, 25), (&calendar, storms), &mut Dice::new(7));
        let mut most_of_others = 0;
        for day in &days {
            let named = storms
                .iter()
                .find(|storm| (storm.from..=storm.to).contains(&day.date));
            assert_eq!(day.storm, named.and_then(weather), "{}", day.date);
            if named.is_none() {
                most_of_others = most_of_others.max(day.weight);
            }
        }
        for sort in [Weather::Wind, Weather::Water] {
            let of_it = days.iter().filter(|day| day.storm == Some(sort));
            let busiest = of_it.map(|day| day.weight).max();
            assert!(
                busiest > Some(most_of_others),
                "{sort:?}: {busiest:?}, and {most_of_others} otherwise"
            );
        }
    }

    #[test]
    fn a_strike_brings_no_weather() {
        let named = |name: &str| Storm {
            name: name.to_owned(),
            from: date(2026, 6, 1),
            to: date(2026, 6, 2),
        };
        assert_eq!(weather(&named("Strike of June")), None);
        assert_eq!(weather(&named("Flood after the storm")), Some(Weather::Water));
        assert_eq!(weather(&named("Storm Ada")), Some(Weather::Wind));
    }
}
