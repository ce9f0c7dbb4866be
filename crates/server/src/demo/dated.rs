//! The policy that is shipped, about another day: its storms and meetings lie about that day as they lie about the one for which it
//! was written. A demo of next summer has a storm in its year, and a meeting to come.

use jiff::Span;
use jiff::civil::{Date, date};

/// The day about which the shipped policy was written.
const WRITTEN_FOR: Date = date(2026, 11, 25);

/// How a day is written in a policy file.
const LENGTH: usize = "2026-11-25".len();

/// The text of the shipped policy for a demo that ends on `day`. Days move by whole weeks, so that a meeting stays on its weekday, and a
/// storm is called by the month in which it falls.
pub(crate) fn about(policy: &str, day: Date) -> String {
    let days = WRITTEN_FOR
        .until(day)
        .map_or(0, |span| i64::from(span.get_days()));
    let weeks = days / 7;
    if weeks == 0 {
        return policy.to_owned();
    }
    let mut moved: Vec<String> = Vec::new();
    let mut table = "";
    let mut name = None;
    for line in policy.lines() {
        if line.starts_with('[') {
            table = line.split('#').next().unwrap_or_default().trim();
        }
        let is_of_a_storm = table == "[[storm]]";
        if !(is_of_a_storm || table == "[meetings]") {
            moved.push(line.to_owned());
            continue;
        }
        let (line, first) = later(line, weeks);
        if is_of_a_storm && line.starts_with("name = ") {
            name = Some(moved.len());
        }
        // "Storm of February": what it was, and when it began.
        if let Some(first) = first.filter(|_| line.starts_with("from = "))
            && let Some(named) = name.and_then(|place| moved.get_mut(place))
            && let Some((what, _)) = named.rsplit_once(" of ")
        {
            *named = format!("{what} of {}\"", first.strftime("%B"));
        }
        moved.push(line);
    }
    moved.join("\n") + "\n"
}

/// A line with each of its days so many weeks later, and the first of them.
fn later(line: &str, weeks: i64) -> (String, Option<Date>) {
    let mut text = String::with_capacity(line.len());
    let (mut rest, mut first) = (line, None);
    while !rest.is_empty() {
        let day: Option<Date> = rest.get(..LENGTH).and_then(|day| day.parse().ok());
        if let Some(day) = day {
            let day = day.saturating_add(Span::new().weeks(weeks));
            first = first.or(Some(day));
            text.push_str(&day.to_string());
            rest = rest.get(LENGTH..).unwrap_or_default();
        } else {
            let mut letters = rest.chars();
            text.extend(letters.next());
            rest = letters.as_str();
        }
    }
    (text, first)
}

#[cfg(test)]
mod tests {
    //! What moves with the day, and what stays.

    use redress_domain::policy::Policy;

    use super::*;

    const SHIPPED: &str = include_str!("../../../../policies/demo.toml");

    #[test]
    fn the_shipped_policy_has_storms_in_the_year_before_any_day_and_meetings_on_both_sides_of_it() {
        for day in [
            date(2025, 3, 1),
            date(2026, 11, 18),
            date(2027, 1, 6),
            date(2027, 6, 15),
            date(2032, 2, 29),
        ] {
            let policy = Policy::parse(&about(SHIPPED, day)).unwrap();
            let storms = &policy.reports.storms;
            assert_eq!(storms.len(), 2, "{day}");
            for storm in storms {
                let year_before = day.saturating_sub(Span::new().days(364));
                assert!(
                    (year_before..=day).contains(&storm.from) && storm.from <= storm.to && storm.to < day,
                    "{day}: {storm:?}"
                );
                let month = storm.from.strftime("%B").to_string();
                let names = [format!("Storm of {month}"), format!("Flood of {month}")];
                assert!(names.contains(&storm.name), "{day}: {storm:?}");
            }
            let meetings: Vec<&Date> = policy.meetings.values().flatten().collect();
            let is_over = |on: &&&Date| ***on < day;
            assert!(
                meetings.iter().filter(is_over).count() >= 2,
                "{day}: {meetings:?}"
            );
            let soon = day.saturating_add(Span::new().days(28));
            assert!(
                meetings.iter().any(|on| (day..=soon).contains(*on)),
                "{day}: {meetings:?}"
            );
            for on in meetings {
                assert_eq!(on.weekday(), jiff::civil::Weekday::Tuesday, "{day}");
            }
        }
    }

    #[test]
    fn nothing_else_of_the_policy_moves_and_nothing_at_all_in_its_own_week() {
        for day in [date(2026, 11, 20), WRITTEN_FOR, date(2026, 12, 1)] {
            assert_eq!(about(SHIPPED, day), SHIPPED, "{day}");
        }
        let moved = about(SHIPPED, date(2027, 6, 15));
        let lines = SHIPPED.lines().zip(moved.lines());
        let changed: Vec<&str> = lines
            .filter(|(one, other)| one != other)
            .map(|(one, _)| one)
            .collect();
        // The meetings; of each storm its name, its first day and its last.
        assert_eq!(changed.len(), 7, "{changed:?}");
        assert_eq!(SHIPPED.lines().count(), moved.lines().count());
    }
}
