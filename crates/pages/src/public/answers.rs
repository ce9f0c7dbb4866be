//! The answers that can be chosen on the public forms, in words, and how answers are shown again.

use jiff::civil::Date;

use crate::form::FormState;
use crate::format;
use crate::public::Facts;

/// Answers: what is sent, and what it says.
pub type Words = &'static [(&'static str, &'static str)];

/// Yes or no.
pub const YES_NO: Words = &[("yes", "Yes"), ("no", "No")];

/// Whether the council was told before.
pub const ALREADY: Words = &[
    ("first", "No, this is the first time"),
    ("waiting", "Yes, and I am still waiting"),
    ("unhappy", "Yes, and I am unhappy with what happened"),
];

/// When a problem was noticed.
pub const NOTICED: Words = &[
    ("today", "Today"),
    ("week", "In the last week"),
    ("longer", "Longer ago"),
    ("not-sure", "I’m not sure"),
];

/// What a complaint is about.
pub const ROUTES: Words = &[
    ("told-before", "A problem I have already told you about"),
    ("new-problem", "A new problem"),
    ("staff", "How I was treated by staff"),
    ("decision", "A decision or policy"),
    ("councillor", "A councillor"),
    (
        "appeal",
        "A decision I can appeal, such as parking, benefits, planning or a school place",
    ),
    ("personal-data", "My personal data"),
    (
        "other-organisation",
        "A housing association or other organisation",
    ),
    ("work", "Something at work: I work for the council"),
];

/// For whom a complaint is.
pub const WHO: Words = &[
    ("myself", "Yes"),
    ("someone-else", "No, for someone else"),
    ("councillor", "No, as a councillor or MP"),
    ("organisation", "For a business or group"),
];

/// Whether somebody may be spoken for.
pub const CONSENT: Words = &[
    ("given", "Yes"),
    ("not-yet", "Not yet"),
    (
        "cannot-be-given",
        "They cannot give permission, for example a child",
    ),
];

/// When something happened, when no date can be given.
pub const HAPPENED_OTHERWISE: Words = &[
    ("ongoing", "It is still going on"),
    ("not-sure", "I’m not sure when it happened"),
];

/// What a customer would like.
pub const WISHES: Words = &[
    ("say-sorry", "Say sorry"),
    ("explain", "Explain"),
    ("fix-it", "Fix it"),
    ("change-decision", "Change a decision"),
    ("change-how-you-work", "Change how you work"),
    ("pay-back-costs", "Pay back costs"),
    ("something-else", "Something else"),
    ("not-sure", "I’m not sure"),
];

/// How to answer.
pub const REPLY_BY: Words = &[
    ("email", "Email"),
    ("text", "Text message"),
    ("phone", "Phone call"),
    ("letter", "Letter"),
    ("no-contact", "Do not contact me"),
];

/// Help that somebody needs.
pub const SUPPORT: Words = &[
    ("large-print", "Large print"),
    ("easy-read", "Easy Read"),
    ("language", "Another language or British Sign Language"),
    ("call-times", "Phone calls at certain times"),
    ("spokes-person", "Someone to speak for me"),
    ("more-time", "More time"),
    ("something-else", "Something else"),
    ("none", "No, I do not need any help"),
];

/// Whether thanks may be shared.
pub const SHARING: Words = &[
    ("with-name", "Yes, with my name"),
    ("without-name", "Yes, without my name"),
    ("no", "No"),
];

/// How many points can be made on the form.
pub const MOST_POINTS: usize = 10;

/// The fields of the points, one each.
pub const POINTS: [&str; MOST_POINTS] = [
    "point-1", "point-2", "point-3", "point-4", "point-5", "point-6", "point-7", "point-8", "point-9",
    "point-10",
];

/// The words of an answer.
pub fn words_of(words: Words, value: &str) -> Option<&'static str> {
    words
        .iter()
        .find(|(known, _)| *known == value)
        .map(|(_, words)| *words)
}

/// How an answer is shown again.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// As it was typed.
    Text,
    /// In the words of the choice.
    Choice(Words),
    /// The name of the service.
    Service,
    /// A date, or what was chosen instead of one.
    Date,
    /// Each point on a line of its own.
    Points,
    /// Each file on a line of its own.
    Files,
}

/// One line of what was answered.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// What was asked, in short.
    pub name: &'static str,
    /// The field.
    pub field: &'static str,
    /// How it is shown.
    pub shown: Shown,
}

impl Line {
    /// A line of text.
    pub const fn text(name: &'static str, field: &'static str) -> Self {
        Self {
            name,
            field,
            shown: Shown::Text,
        }
    }

    /// A line with an answer that was chosen, or several.
    pub const fn choice(name: &'static str, field: &'static str, words: Words) -> Self {
        Self {
            name,
            field,
            shown: Shown::Choice(words),
        }
    }

    /// What was answered, as text; empty when nothing was.
    pub fn value(&self, answers: &FormState, facts: &Facts) -> String {
        match self.shown {
            Shown::Text => answers.value(self.field).trim().to_owned(),
            Shown::Choice(words) => {
                let chosen = answers.values(self.field);
                let said: Vec<_> = chosen
                    .into_iter()
                    .filter_map(|value| words_of(words, value))
                    .collect();
                said.join("\n")
            }
            Shown::Service => match answers.value(self.field) {
                "" => String::new(),
                id => facts.service(id).unwrap_or("I’m not sure").to_owned(),
            },
            Shown::Date => match date_of(answers, self.field) {
                Some(date) => format::date_only(date),
                None => words_of(HAPPENED_OTHERWISE, answers.value("happened_otherwise"))
                    .unwrap_or_default()
                    .to_owned(),
            },
            Shown::Points => points(answers).join("\n"),
            Shown::Files => {
                let files = super::files::kept(answers).into_iter();
                files.map(|file| file.in_words()).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// The points that were made.
pub fn points(answers: &FormState) -> Vec<String> {
    POINTS
        .iter()
        .filter_map(|field| answers.filled(field).map(str::to_owned))
        .collect()
}

/// How many boxes for points there are.
pub fn boxes(answers: &FormState) -> usize {
    let asked: usize = answers.value("points").parse().unwrap_or(1);
    let filled = POINTS
        .iter()
        .rposition(|field| answers.filled(field).is_some())
        .map_or(1, |last| last + 1);
    asked.max(filled).clamp(1, MOST_POINTS)
}

/// The date in three fields, if it is one.
pub fn date_of(answers: &FormState, field: &str) -> Option<Date> {
    let part = |part: &str| answers.value(&format!("{field}-{part}")).trim().to_owned();
    let day: i8 = part("day").parse().ok()?;
    let month = month_of(&part("month"))?;
    let year: i16 = part("year")
        .parse()
        .ok()
        .filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, month, day).ok()
}

/// A month by its number or its name: people type both.
fn month_of(typed: &str) -> Option<i8> {
    if let Ok(number) = typed.parse() {
        return Some(number);
    }
    let typed = typed.to_lowercase();
    let begins = typed.get(..3)?;
    let names = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let place = names.iter().position(|name| *name == begins)?;
    i8::try_from(place + 1).ok()
}

/// Whether a matter is so old that the form asks why it comes now.
pub fn is_long_ago(answers: &FormState, facts: &Facts) -> bool {
    use redress_domain::policy::Unit;
    let Some(limit) = facts.accept_within else {
        return false;
    };
    let span = match limit.unit {
        Unit::Months => jiff::Span::new().months(i32::from(limit.count)),
        Unit::WorkingDays | Unit::StatutoryDays | Unit::CalendarDays => {
            jiff::Span::new().days(i32::from(limit.count))
        }
    };
    let is_old = |date: Date| date.saturating_add(span) < facts.today;
    date_of(answers, "happened").is_some_and(is_old)
}

#[cfg(test)]
mod tests {
    //! How what was typed is read.

    use super::*;

    fn date(day: &str, month: &str, year: &str) -> FormState {
        FormState::new()
            .with("happened-day", day)
            .with("happened-month", month)
            .with("happened-year", year)
    }

    #[test]
    fn a_month_can_be_typed_as_a_word() {
        let expected = Some(jiff::civil::date(2026, 9, 3));
        for month in ["9", "09", "September", "sept", " Sep "] {
            assert_eq!(
                date_of(&date("3", month, "2026"), "happened"),
                expected,
                "{month}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for (day, month, year) in [
            ("31", "2", "2026"),
            ("", "2", "2026"),
            ("1", "x", "2026"),
            ("1", "2", "26"),
        ] {
            assert_eq!(date_of(&date(day, month, year), "happened"), None);
        }
    }

    #[test]
    fn a_year_ago_to_the_day_is_not_long_ago() {
        let facts = Facts::sample();
        assert!(!is_long_ago(&date("2", "11", "2025"), &facts));
        assert!(is_long_ago(&date("1", "11", "2025"), &facts));
    }
}
