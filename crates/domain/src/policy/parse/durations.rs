//! How long a sentence says that something takes, in whatever words.

use crate::policy::{Limit, Unit};

/// A time that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Duration {
    /// The words themselves: "five working days".
    pub(super) said: String,
    /// The same as a clock counts it; `None` for what no clock counts: hours, or days of which it is
    /// not said which count.
    pub(super) limit: Option<Limit>,
}

const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The times that a sentence promises: every one after "within"; if there is none, the first.
pub(super) fn durations_in(sentence: &str) -> Vec<Duration> {
    let lower = sentence.to_lowercase();
    let is_part = |letter: char| letter.is_alphanumeric();
    let words: Vec<&str> = lower
        .split(|letter: char| !is_part(letter))
        .filter(|word| !word.is_empty())
        .collect();
    let (mut within, mut all) = (Vec::new(), Vec::new());
    for (at, _) in words.iter().enumerate() {
        let Some(found) = words.get(at..).and_then(duration) else {
            continue;
        };
        let before = words.get(at.saturating_sub(3)..at).unwrap_or_default();
        if before.contains(&"within") {
            within.push(found.clone());
        }
        all.push(found);
    }
    if within.is_empty() {
        all.truncate(1);
        return all;
    }
    within
}

/// The time with which these words begin.
fn duration(words: &[&str]) -> Option<Duration> {
    let (first, rest) = words.split_first()?;
    let count = count(first)?;
    let (sort, unit) = match rest {
        [
            sort @ ("working" | "calendar" | "clear" | "business" | "office"),
            unit,
            ..,
        ] => (Some(*sort), *unit),
        [unit, ..] => (None, *unit),
        [] => return None,
    };
    let one = unit.strip_suffix('s').unwrap_or(unit);
    // "The next working day" is one working day, but "the next step" is no time at all.
    let (unit, times) = match (sort, one) {
        (Some("working"), "day") => (Some(Unit::WorkingDays), 1),
        (Some("calendar"), "day") => (Some(Unit::CalendarDays), 1),
        (_, "week") => (Some(Unit::CalendarDays), 7),
        (_, "fortnight") => (Some(Unit::CalendarDays), 14),
        (_, "month") => (Some(Unit::Months), 1),
        (_, "year") => (Some(Unit::Months), 12),
        (_, "day" | "hour" | "minute") => (None, 1),
        _ => return None,
    };
    let length = if sort.is_some() { 3 } else { 2 };
    let limit = |unit| {
        Some(Limit {
            count: match count {
                Count::Of(number) => number.checked_mul(times)?,
                Count::Unsaid => return None,
            },
            unit,
        })
    };
    Some(Duration {
        said: words.get(..length)?.join(" "),
        limit: unit.and_then(limit),
    })
}

/// What a word counts.
#[derive(Debug, Clone, Copy)]
enum Count {
    Of(u16),
    /// Some, without a number: "a few days".
    Unsaid,
}

fn count(word: &str) -> Option<Count> {
    if let Ok(count) = word.parse() {
        return Some(Count::Of(count));
    }
    match word {
        "a" | "an" | "next" => Some(Count::Of(1)),
        "few" | "several" => Some(Count::Unsaid),
        _ => {
            let at = NUMBERS.iter().position(|number| *number == word)?;
            u16::try_from(at).ok().map(Count::Of)
        }
    }
}

#[cfg(test)]
mod tests {
    //! How long, in the words of people.

    use super::*;

    #[test]
    fn a_time_is_understood_however_it_is_said() {
        let limit = |count, unit| Some(Limit { count, unit });
        for (sentence, said, means) in [
            (
                "We reply within 10 working days.",
                "10 working days",
                limit(10, Unit::WorkingDays),
            ),
            (
                "within five working days, always",
                "five working days",
                limit(5, Unit::WorkingDays),
            ),
            (
                "Within a fortnight!",
                "a fortnight",
                limit(14, Unit::CalendarDays),
            ),
            ("in 3 weeks", "3 weeks", limit(21, Unit::CalendarDays)),
            ("within seven days", "seven days", None),
            ("within 24 hours", "24 hours", None),
            ("within a few working days", "few working days", None),
            (
                "a 10-working-day reply",
                "10 working day",
                limit(10, Unit::WorkingDays),
            ),
            (
                "by the next working day",
                "next working day",
                limit(1, Unit::WorkingDays),
            ),
            ("within 1 month", "1 month", limit(1, Unit::Months)),
        ] {
            let found = durations_in(sentence);
            let [found] = &found[..] else {
                panic!("{sentence}: {found:?}")
            };
            assert_eq!((found.said.as_str(), found.limit), (said, means), "{sentence}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for sentence in [
            "A person answers.",
            "One team, 3 offices.",
            "Take the next step.",
            "24/7",
            "",
        ] {
            assert_eq!(durations_in(sentence), [], "{sentence}");
        }
    }

    #[test]
    fn every_promise_counts_and_a_remark_does_not() {
        let said = |sentence: &str| -> Vec<String> {
            durations_in(sentence)
                .into_iter()
                .map(|found| found.said)
                .collect()
        };
        assert_eq!(
            said("Within 5 working days, or within 3 weeks."),
            ["5 working days", "3 weeks"]
        );
        assert_eq!(
            said("Within 5 working days; open 6 days a week."),
            ["5 working days"]
        );
        assert_eq!(said("5 working days; open 6 days a week."), ["5 working days"]);
    }
}
