//! Welsh beside English: a text that stands in both, and days and limits in the words of each.
//!
//! Welsh Language (Wales) Measure 2011, section 44, and the Welsh Language Standards (No. 1) Regulations 2015, schedule 1,
//! bind the bodies that the Commissioner gives a notice to. Standard 2: whoever wishes for letters in Welsh has that wish
//! recorded and kept to. Standard 5: who has not said gets a Welsh version. Standard 6: it is treated no less well, so it
//! stands first and whole. Standard 7: letters say that Welsh is welcome.

use jiff::civil::{Date, Weekday};

use crate::case::Refusal;
use crate::policy::{Limit, Unit};
use crate::vocabulary::Ombudsman;

crate::vocabulary! {
    /// A language that letters are written in.
    #[derive(Default)]
    pub enum Language {
        /// English.
        #[default]
        English = "en",
        /// Welsh.
        Welsh = "cy",
    }
}

crate::vocabulary! {
    /// Whose letters a council writes in Welsh beside English.
    pub enum WelshLetters {
        /// Nobody's.
        None = "none",
        /// Those of whoever wishes for it.
        OnRequest = "on-request",
        /// Everybody's.
        Always = "always",
    }
}

/// What is still to be put into Welsh stands in this, up to a closing bracket.
const TO_BE_PUT: &str = "[yn Gymraeg: ";

impl Language {
    /// The languages of a letter in both, as they stand in it: Welsh first.
    pub const BOTH: [Self; 2] = [Self::Welsh, Self::English];

    /// The line above the part of a text that is in it.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::English => "[English]",
            Self::Welsh => "[Cymraeg]",
        }
    }

    /// What it is called in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Welsh",
        }
    }

    /// The language whose mark a line is.
    pub fn marked_by(line: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.mark() == line.trim())
    }

    /// "Wednesday 25 November 2026", "dydd Mercher 25 Tachwedd 2026".
    pub fn long_date(self, date: Date) -> String {
        match self {
            Self::English => date.strftime("%A %-d %B %Y").to_string(),
            Self::Welsh => format!("{} {}", day_in_welsh(date.weekday()), self.date(date)),
        }
    }

    /// "25 November 2026", "25 Tachwedd 2026".
    pub fn date(self, date: Date) -> String {
        match self {
            Self::English => date.strftime("%-d %B %Y").to_string(),
            Self::Welsh => format!("{} {} {}", date.day(), month_in_welsh(date.month()), date.year()),
        }
    }

    /// Whether a text gives a date as it is written in this language, whatever stands between its words.
    pub fn gives(self, text: &str, date: Date) -> bool {
        let wanted = self.date(date);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // The 8th is not in "18 January".
        text.match_indices(&wanted).any(|(place, _)| {
            let before = text.get(..place).unwrap_or_default();
            !before.ends_with(|before: char| before.is_ascii_digit())
        })
    }

    /// "10:32am on Wednesday 25 November 2026", "10:32yb, dydd Mercher 25 Tachwedd 2026".
    pub fn moment(self, at: jiff::civil::DateTime) -> String {
        let (hour, is_morning) = ((at.hour() + 11) % 12 + 1, at.hour() < 12);
        let half = match (self, is_morning) {
            (Self::English, true) => "am on",
            (Self::English, false) => "pm on",
            (Self::Welsh, true) => "yb,",
            (Self::Welsh, false) => "yh,",
        };
        format!("{hour}:{:02}{half} {}", at.minute(), self.long_date(at.date()))
    }

    /// Who looks at a complaint when the council is done, in a sentence: the Information Commissioner is no Ombudsman.
    pub const fn who_comes_next(self, ombudsman: Option<Ombudsman>) -> &'static str {
        match (self, ombudsman) {
            (Self::English, Some(Ombudsman::Ico)) => "the Information Commissioner",
            (Self::Welsh, Some(Ombudsman::Ico)) => "y Comisiynydd Gwybodaeth",
            (Self::English, _) => "the Ombudsman",
            (Self::Welsh, _) => "yr Ombwdsmon",
        }
    }

    /// What whoever is unhappy can do, behind "you can", "gallwch".
    pub const fn complain(self) -> &'static str {
        match self {
            Self::English => "make a complaint",
            Self::Welsh => "wneud cwyn",
        }
    }

    /// "10 working days", "10 diwrnod gwaith".
    pub fn limit(self, limit: Limit) -> String {
        match self {
            // Which days the law leaves out is said where the day is explained.
            Self::English => limit.in_everyday_words().to_string(),
            // After a number in figures a noun is singular.
            Self::Welsh => {
                let unit = match limit.unit {
                    Unit::WorkingDays | Unit::StatutoryDays => "diwrnod gwaith",
                    Unit::CalendarDays => "diwrnod calendr",
                    Unit::Months => "mis",
                };
                format!("{} {unit}", limit.count)
            }
        }
    }
}

/// Days and months as Unicode CLDR has them for `cy`, the word for day as it stands within a sentence.
const fn day_in_welsh(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "dydd Llun",
        Weekday::Tuesday => "dydd Mawrth",
        Weekday::Wednesday => "dydd Mercher",
        Weekday::Thursday => "dydd Iau",
        Weekday::Friday => "dydd Gwener",
        Weekday::Saturday => "dydd Sadwrn",
        Weekday::Sunday => "dydd Sul",
    }
}

const fn month_in_welsh(month: i8) -> &'static str {
    match month {
        1 => "Ionawr",
        2 => "Chwefror",
        3 => "Mawrth",
        4 => "Ebrill",
        5 => "Mai",
        6 => "Mehefin",
        7 => "Gorffennaf",
        8 => "Awst",
        9 => "Medi",
        10 => "Hydref",
        11 => "Tachwedd",
        _ => "Rhagfyr",
    }
}

/// A text in both, Welsh first (standard 6).
pub fn in_both(welsh: &str, english: &str) -> String {
    let [first, second] = Language::BOTH.map(Language::mark);
    format!("{first}\n\n{}\n\n{second}\n\n{}\n", welsh.trim(), english.trim())
}

/// The part of a text that is in a language, where there is one.
pub fn part_in(text: &str, language: Language) -> Option<String> {
    let mut is_in = None;
    let mut part = String::new();
    for line in text.lines() {
        if let Some(marked) = Language::marked_by(line) {
            is_in = Some(marked);
        } else if is_in == Some(language) {
            part.push_str(line);
            part.push('\n');
        }
    }
    let part = part.trim();
    (!part.is_empty()).then(|| part.to_owned())
}

/// Somebody's words where their Welsh belongs, until somebody has written it.
pub fn to_be_put_into_welsh(text: &str) -> String {
    format!("{TO_BE_PUT}{}]", text.trim())
}

/// Which language a text for a reader of both still lacks.
pub fn lacks(text: &str) -> Option<Language> {
    if text.contains(TO_BE_PUT) {
        return Some(Language::Welsh);
    }
    Language::BOTH
        .into_iter()
        .find(|language| part_in(text, *language).is_none())
}

/// Whether a text may go to a reader of both: what lacks a language does not (standards 2, 5 and 6).
pub fn stands_in_both(text: &str) -> Result<(), Refusal> {
    match lacks(text) {
        Some(language) => Err(Refusal::LanguageMissing(language)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    //! Days, limits, and texts in both.

    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_a_moment_and_a_limit_are_said_in_each() {
        let day = date(2026, 11, 25);
        assert_eq!(Language::English.long_date(day), "Wednesday 25 November 2026");
        assert_eq!(Language::Welsh.long_date(day), "dydd Mercher 25 Tachwedd 2026");
        assert_eq!(Language::Welsh.date(date(2027, 2, 1)), "1 Chwefror 2027");
        let said = |hour| Language::BOTH.map(|language| language.moment(day.at(hour, 5, 0, 0)));
        assert_eq!(said(0)[0], "12:05yb, dydd Mercher 25 Tachwedd 2026");
        assert_eq!(
            said(13),
            [
                "1:05yh, dydd Mercher 25 Tachwedd 2026",
                "1:05pm on Wednesday 25 November 2026"
            ]
        );
        let limit = Limit {
            count: 10,
            unit: Unit::WorkingDays,
        };
        assert_eq!(
            Language::BOTH.map(|language| language.limit(limit)),
            ["10 diwrnod gwaith", "10 working days"]
        );
    }

    #[test]
    fn every_month_and_day_has_its_own_name() {
        let months: std::collections::BTreeSet<&str> = (1..=12).map(month_in_welsh).collect();
        assert_eq!(months.len(), 12);
        let days = (1..=7).map(|day| day_in_welsh(date(2026, 11, day).weekday()));
        assert_eq!(days.collect::<std::collections::BTreeSet<_>>().len(), 7);
    }

    // Standard 6: the Welsh is no less than the English, and comes first.
    #[test]
    fn a_text_in_both_has_welsh_first_and_gives_each_part_back() {
        let text = in_both("Annwyl Asha\n\nDiolch.", "Dear Asha\n\nThank you.");
        assert!(text.starts_with("[Cymraeg]\n\nAnnwyl Asha"), "{text}");
        assert_eq!(part_in(&text, Language::Welsh).unwrap(), "Annwyl Asha\n\nDiolch.");
        assert_eq!(
            part_in(&text, Language::English).unwrap(),
            "Dear Asha\n\nThank you."
        );
        assert_eq!(lacks(&text), None);
    }

    // Welsh Language Standards (No. 1) Regulations 2015, standard 6.
    #[test]
    fn what_lacks_a_language_goes_to_no_reader_of_both() {
        assert_eq!(stands_in_both(&in_both("Diolch.", "Thank you.")), Ok(()));
        let english = stands_in_both("Thank you.");
        assert_eq!(english, Err(Refusal::LanguageMissing(Language::Welsh)));
    }

    #[test]
    fn what_lacks_a_language_is_found() {
        assert_eq!(lacks("Dear Asha"), Some(Language::Welsh));
        assert_eq!(
            lacks("[Cymraeg]\nAnnwyl Asha\n[English]\n"),
            Some(Language::English)
        );
        assert_eq!(lacks("[Cymraeg]\n\n[English]\nDear Asha"), Some(Language::Welsh));
        let waits = in_both(&to_be_put_into_welsh("The bin."), "The bin.");
        assert_eq!(lacks(&waits), Some(Language::Welsh));
    }
}
