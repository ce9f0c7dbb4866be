//! One value of a policy file, with its place, read as what the setting needs.

use std::ops::{Range, RangeInclusive};

use jiff::civil::{Date, Time};
use toml::de::DeValue;

use super::colour;
use super::findings::Findings;
use super::nearest::{mend_name, mend_word};
use super::table::Table;
use crate::case::{Avoidable, EarlyReferral, Outcome};
use crate::conduct::CouncillorsTold;
use crate::language::WelshLetters;
use crate::lesson::RootCause;
use crate::measure::Measure;
use crate::permission::{Act, limits};
use crate::policy::identity::{Newcomers, PasswordsFor, ProviderKind};
use crate::policy::letters::{LetterPart, StaffNames};
use crate::policy::{
    ConductCategory, ContactOption, CountedFrom, Limit, RefusedBy, SecondStep, SignalKind, TransferGround,
    Unit,
};
use crate::report::LetterTopic;
use crate::survey::{Answer, QuestionKind};
use crate::vocabulary::{Channel, DayOne, Division, FileType, Kind, Ombudsman, Role};

/// A closed list of words that a setting can hold.
pub(super) trait Word: Copy + 'static {
    const WORDS: &'static [Self];
    fn spelling(self) -> &'static str;
}

macro_rules! words {
    ($($name:ident),+) => {
        $(impl Word for $name {
            const WORDS: &'static [Self] = Self::ALL;
            fn spelling(self) -> &'static str {
                self.as_str()
            }
        })+
    };
}
words!(
    Act,
    Answer,
    Avoidable,
    QuestionKind,
    RootCause,
    Channel,
    ConductCategory,
    ContactOption,
    CouncillorsTold,
    CountedFrom,
    DayOne,
    Division,
    EarlyReferral,
    FileType,
    Kind,
    LetterPart,
    LetterTopic,
    Measure,
    Newcomers,
    Ombudsman,
    Outcome,
    PasswordsFor,
    ProviderKind,
    RefusedBy,
    TransferGround,
    Role,
    SecondStep,
    SignalKind,
    StaffNames,
    WelshLetters
);

/// How long a setting may be.
#[derive(Clone)]
pub(super) struct Bounds {
    days: Option<RangeInclusive<u16>>,
    statutory: Option<RangeInclusive<u16>>,
    months: Option<RangeInclusive<u16>>,
}

impl Bounds {
    /// Only days, working or calendar.
    pub(super) fn days(range: RangeInclusive<u16>) -> Self {
        Self {
            days: Some(range),
            statutory: None,
            months: None,
        }
    }

    /// Only months or years.
    pub(super) fn months(range: RangeInclusive<u16>) -> Self {
        Self {
            days: None,
            statutory: None,
            months: Some(range),
        }
    }

    /// Days or months.
    pub(super) fn or_months(self, range: RangeInclusive<u16>) -> Self {
        Self {
            months: Some(range),
            ..self
        }
    }

    /// Days, and those that the law counts where it sets the limit.
    pub(super) fn or_statutory(self) -> Self {
        Self {
            statutory: self.days.clone(),
            ..self
        }
    }

    fn range(&self, unit: Unit) -> Option<&RangeInclusive<u16>> {
        match unit {
            Unit::WorkingDays | Unit::CalendarDays => self.days.as_ref(),
            Unit::StatutoryDays => self.statutory.as_ref(),
            Unit::Months => self.months.as_ref(),
        }
    }

    fn in_words(&self) -> String {
        let days = self.days.as_ref().map(|range| {
            format!(
                "from {} to {} days, such as \"5 working days\" or \"14 calendar days\"",
                range.start(),
                range.end()
            )
        });
        let months = self.months.as_ref().map(|range| {
            format!(
                "from {} to {} months, such as \"12 months\"",
                range.start(),
                range.end()
            )
        });
        let parts: Vec<String> = days.into_iter().chain(months).collect();
        format!("Write {}.", parts.join(", or "))
    }
}

/// One value with its place.
pub(super) struct Field<'a> {
    pub(super) key: String,
    pub(super) span: Range<usize>,
    pub(super) value: &'a DeValue<'a>,
    pub(super) findings: &'a Findings<'a>,
}

impl<'a> Field<'a> {
    pub(super) fn wrong(&self, what: impl Into<String>, mend: impl Into<String>) {
        self.findings
            .mistake(&self.span, &self.key, what.into(), mend.into());
    }

    /// The same as [`Self::wrong`] of a placeholder in the words: at its own place, where the file spells it as it is read.
    pub(super) fn wrong_at(&self, placeholder: &str, what: impl Into<String>, mend: impl Into<String>) {
        let within = self.findings.within(&self.span, &format!("(({placeholder}"));
        let span = within.unwrap_or_else(|| self.span.clone());
        self.findings.mistake(&span, &self.key, what.into(), mend.into());
    }

    fn not(&self, expected: &str, example: &str) {
        let what = format!("This is {}, not {expected}.", sort_of(self.value));
        self.wrong(what, format!("Write it like this: {example}"));
    }

    /// The bare string, without a message when it is none.
    pub(super) fn as_str(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    fn string(&self, expected: &str, example: &str) -> Option<&'a str> {
        if self.as_str().is_none() {
            self.not(expected, example);
        }
        self.as_str()
    }

    /// Words for people: not blank, no control characters, not endless.
    pub(super) fn text(&self) -> Option<String> {
        let text = self.string("words", "\"in quotation marks\"")?;
        if text.trim().is_empty() {
            self.wrong("There is nothing here.", "Write the words, or delete the line.");
            return None;
        }
        if text.chars().any(|letter| letter.is_control() && letter != '\n') {
            self.wrong(
                "There is a character here that cannot be shown.",
                "Type the words again.",
            );
            return None;
        }
        if text.chars().count() > 2000 {
            self.wrong(
                "This is longer than 2,000 characters.",
                "Say it in fewer words, and link to the rest.",
            );
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// A list of words for people.
    pub(super) fn texts(&self) -> Vec<String> {
        self.list().iter().filter_map(Field::text).collect()
    }

    /// An address on the web that a page may link to.
    pub(super) fn link(&self) -> Option<String> {
        let text = self.text()?;
        let is_link = text
            .strip_prefix("https://")
            .is_some_and(|rest| rest.contains('.'));
        if is_link && !text.contains(|letter: char| letter.is_whitespace() || "\"<>".contains(letter)) {
            return Some(text);
        }
        self.wrong(
            format!("\"{text}\" is not an address that people can follow safely."),
            "Write the whole address, beginning with https://",
        );
        None
    }

    /// A short name that the record uses.
    pub(super) fn id<T>(&self, parse: impl Fn(String) -> Result<T, crate::id::BadId>) -> Option<T> {
        let text = self.string("a short name", "\"customer-services\"")?;
        match parse(text.to_owned()) {
            Ok(id) => Some(id),
            Err(why) => {
                let slug = slug_of(text);
                let example = if slug.is_empty() {
                    "customer-services"
                } else {
                    &slug
                };
                self.wrong(format!("{why}."), format!("Write it like this: \"{example}\""));
                None
            }
        }
    }

    /// The short name of something that stands elsewhere in the file.
    pub(super) fn refers<T>(
        &self,
        sort: &str,
        known: &[String],
        parse: impl Fn(String) -> Result<T, crate::id::BadId>,
    ) -> Option<T> {
        let text = self.string(&format!("the name of a {sort}"), "\"customer-services\"")?;
        if known.iter().any(|name| name == text) {
            return parse(text.to_owned()).ok();
        }
        let mend = mend_name(text, known);
        self.wrong(format!("There is no {sort} \"{text}\" in this file."), mend);
        None
    }

    /// One word of a closed list. Spaces do for hyphens.
    pub(super) fn word<T: Word>(&self) -> Option<T> {
        let known = || T::WORDS.iter().map(|word| word.spelling());
        let example = known().next().unwrap_or_default();
        let text = self.string("one of the words for this", &format!("\"{example}\""))?;
        let spelled = text.replace(' ', "-");
        let found = T::WORDS.iter().copied().find(|word| word.spelling() == spelled);
        if found.is_none() {
            let all: Vec<&str> = known().collect();
            self.wrong(
                format!("\"{text}\" is not a word for this."),
                mend_word(&spelled, &all),
            );
        }
        found
    }

    /// A role that can be told something: somebody who works for the council.
    pub(super) fn told(&self) -> Option<Role> {
        let role = self.word::<Role>()?;
        let staff = limits(Act::ReportIncident).least;
        if staff.contains(&role) {
            return Some(role);
        }
        let may: Vec<&str> = staff.iter().map(|role| role.as_str()).collect();
        self.wrong(
            format!("Nobody would be told: {role} is not a role of people who work for the council."),
            format!("Name one of: {}.", may.join(", ")),
        );
        None
    }

    /// Words of a closed list, each once.
    pub(super) fn words<T: Word + PartialEq>(&self) -> Vec<T> {
        let mut taken: Vec<T> = Vec::new();
        for item in self.list() {
            let Some(word) = item.word::<T>() else { continue };
            if taken.contains(&word) {
                item.wrong(
                    format!("\"{}\" stands here twice.", word.spelling()),
                    "Keep one of the two.",
                );
            } else {
                taken.push(word);
            }
        }
        taken
    }

    /// A single word that the code fixes: any other is harsher than the floor.
    pub(super) fn only(&self, allowed: &str, why: &str) {
        let example = format!("\"{allowed}\"");
        let Some(text) = self.string("one of the words for this", &example) else {
            return;
        };
        if text != allowed {
            self.wrong(
                format!("\"{text}\" is harsher than a policy may be: {why}"),
                format!("Write {example}."),
            );
        }
    }

    /// How long: "10 working days", "5 calendar days", "12 months", "2 years".
    pub(super) fn limit(&self, bounds: &Bounds) -> Option<Limit> {
        let text = self.string("how long", "\"10 working days\"")?;
        let Some(limit) = read_limit(text) else {
            let what = if text.trim().ends_with("days") || text.trim().ends_with("day") {
                format!("\"{text}\" does not say which days count.")
            } else {
                format!("\"{text}\" does not say how long.")
            };
            self.wrong(what, bounds.in_words());
            return None;
        };
        if bounds
            .range(limit.unit)
            .is_some_and(|range| range.contains(&limit.count))
        {
            return Some(limit);
        }
        self.wrong(
            format!("\"{text}\" is outside what is allowed here."),
            bounds.in_words(),
        );
        None
    }

    /// Sets how long, or that there is no limit ("none"); keeps what was there when it cannot be read.
    pub(super) fn limit_or_none(&self, place: &mut Option<Limit>, bounds: &Bounds) {
        if self.as_str() == Some("none") {
            *place = None;
        } else if let Some(limit) = self.limit(bounds) {
            *place = Some(limit);
        }
    }

    /// A share: "95 %".
    pub(super) fn percent(&self) -> Option<u8> {
        let read = match self.value {
            DeValue::String(text) => text
                .trim()
                .strip_suffix('%')
                .and_then(|rest| rest.trim().parse::<u8>().ok()),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse::<u8>().ok(),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        match read {
            Some(percent) if percent <= 100 => Some(percent),
            Some(_) | None => {
                self.wrong(
                    "This is not a share of a hundred.",
                    "Write a whole number from 0 to 100, such as \"95 %\".",
                );
                None
            }
        }
    }

    /// A whole number.
    pub(super) fn whole(&self, range: RangeInclusive<u16>) -> Option<u16> {
        let read = match self.value {
            DeValue::Integer(number) => u16::from_str_radix(number.as_str(), number.radix()).ok(),
            DeValue::String(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        if let Some(number) = read.filter(|number| range.contains(number)) {
            return Some(number);
        }
        let mend = format!(
            "Write a whole number from {} to {}, without quotation marks.",
            range.start(),
            range.end()
        );
        self.wrong("This is not a number that is allowed here.", mend);
        None
    }

    /// true or false.
    pub(super) fn yes(&self) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                self.not("true or false", "true");
                None
            }
        }
    }

    /// A day: 2026-04-01, with or without quotation marks.
    pub(super) fn date(&self) -> Option<Date> {
        let read = match self.value {
            DeValue::Datetime(given) if given.time.is_none() => given.date.and_then(|date| {
                let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
                Date::new(i16::try_from(date.year).ok()?, month, day).ok()
            }),
            DeValue::String(text) if text.len() == 10 => text.parse::<Date>().ok(),
            DeValue::String(_)
            | DeValue::Datetime(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        if let Some(date) = read.filter(|date| (2000..=2200).contains(&date.year())) {
            return Some(date);
        }
        self.wrong(
            "This is not a day of the calendar.",
            "Write year, month and day: 2026-04-01",
        );
        None
    }

    /// A time of day: "12:00".
    pub(super) fn time(&self) -> Option<Time> {
        let read = match self.value {
            DeValue::Datetime(given) if given.date.is_none() && given.offset.is_none() => {
                given.time.and_then(|time| clock_time(time.hour, time.minute))
            }
            DeValue::String(text) => text.split_once(':').and_then(|(hour, minute)| {
                (minute.len() == 2).then_some(())?;
                clock_time(hour.parse().ok()?, minute.parse().ok()?)
            }),
            DeValue::Datetime(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        if read.is_none() {
            self.wrong(
                "This is not a time of day.",
                "Write hours and minutes of a 24-hour clock: \"16:00\"",
            );
        }
        read
    }

    /// A colour that can be read on white and behind white.
    pub(super) fn colour(&self) -> Option<String> {
        let text = self.string("a colour", "\"#1d70b8\"")?;
        let Some(colour) = colour::Colour::parse(text) else {
            self.wrong(
                format!("\"{text}\" is not a colour."),
                "Write a # and six digits from 0 to 9 and a to f: \"#1d70b8\"",
            );
            return None;
        };
        if colour.contrast_with_white() < colour::LEAST_CONTRAST {
            // Rounded down, as the settings do: 4.49 is not 4.5.
            let told = (colour.contrast_with_white() * 10.0).floor() / 10.0;
            self.wrong(
                format!("The contrast of {text} with white is {told:.1} to 1; people need 4.5."),
                format!(
                    "Darken it: \"{}\" is the nearest that is dark enough.",
                    colour.darkened()
                ),
            );
            return None;
        }
        Some(text.to_lowercase())
    }

    /// The items of a list.
    pub(super) fn list(&self) -> Vec<Field<'a>> {
        let DeValue::Array(items) = self.value else {
            self.not("a list", "[\"one\", \"two\"]");
            return Vec::new();
        };
        let field = |item: &'a toml::Spanned<DeValue<'a>>| Field {
            key: self.key.clone(),
            span: item.span(),
            value: item.get_ref(),
            findings: self.findings,
        };
        items.iter().map(field).collect()
    }

    /// The settings of a table.
    pub(super) fn table(&self) -> Option<Table<'a>> {
        if let DeValue::Table(entries) = self.value {
            return Some(Table::new(
                self.key.clone(),
                self.span.clone(),
                entries,
                self.findings,
            ));
        }
        self.not("a group of settings", "{ within = \"10 working days\" }");
        None
    }
}

fn clock_time(hour: u8, minute: u8) -> Option<Time> {
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

/// "10 working days", as people write it.
pub(super) fn read_limit(text: &str) -> Option<Limit> {
    let (count, unit) = text.trim().split_once(char::is_whitespace)?;
    let count: u16 = count.parse().ok()?;
    let (unit, times) = match unit.trim() {
        "working day" | "working days" => (Unit::WorkingDays, 1),
        "statutory working day" | "statutory working days" => (Unit::StatutoryDays, 1),
        "calendar day" | "calendar days" => (Unit::CalendarDays, 1),
        "week" | "weeks" => (Unit::CalendarDays, 7),
        "month" | "months" => (Unit::Months, 1),
        "year" | "years" => (Unit::Months, 12),
        _ => return None,
    };
    Some(Limit {
        count: count.checked_mul(times)?,
        unit,
    })
}

fn slug_of(text: &str) -> String {
    let letters = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let raw: String = text.chars().map(letters).take(48).collect();
    let parts: Vec<&str> = raw.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

fn sort_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "words in quotation marks",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a day or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a group of settings",
    }
}
