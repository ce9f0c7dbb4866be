//! What is wrong with the fields of a request: every mistake at once, each with its field.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::calendar::long_ago::is_long_ago;
use redress_domain::case::Avoidable;

use crate::api::misfit::{DAY, MOMENT};
use crate::api::problem::{FieldError, Problem};
use crate::form::without_controls;
use crate::staff::typed::LONG_AGO;

/// The longest text that anybody types: as in the forms.
pub(crate) const LONGEST: usize = 10_000;

/// Reads a word of a closed list.
type Parse<T> = fn(&str) -> Option<T>;

/// The mistakes found so far. A value that does not fit the schema is one sort (400), a value that
/// fits and that a rule refuses is another (422).
#[derive(Debug, Default)]
pub(crate) struct Checks {
    errors: Vec<FieldError>,
    is_misfit: bool,
}

impl Checks {
    /// A value that does not fit the schema.
    pub(crate) fn misfit(&mut self, field: &str, message: impl Into<String>) {
        self.is_misfit = true;
        self.errors.push(FieldError::new(field, message));
    }

    /// A value that a rule refuses.
    pub(crate) fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push(FieldError::new(field, message));
    }

    /// A text as it will be kept: without control characters; never blank, never too long.
    pub(crate) fn text(&mut self, field: &str, text: &str) -> String {
        let kept = without_controls(&text.replace("\r\n", "\n"));
        // What counts as blank is more than a pattern can say, so a blank text breaks a rule.
        if text.trim().is_empty() {
            self.refuse(field, "It must not be empty");
        } else if kept.trim().is_empty() {
            self.refuse(field, "Nothing is left of it without its control characters");
        }
        if text.chars().count() > LONGEST {
            self.misfit(field, "It must be 10,000 characters or less");
        }
        kept
    }

    /// The same, where it may be left out.
    pub(crate) fn some_text(&mut self, field: &str, text: Option<&str>) -> Option<String> {
        text.map(|text| self.text(field, text))
    }

    /// A short text of one line: a name, a number.
    pub(crate) fn line(&mut self, field: &str, (text, longest): (Option<&str>, usize)) -> Option<String> {
        let text = text?;
        if text.chars().count() > longest {
            self.misfit(field, format!("It must be {longest} characters or less"));
        }
        let kept = without_controls(text)
            .replace(['\n', '\t'], " ")
            .trim()
            .to_owned();
        (!kept.is_empty()).then_some(kept)
    }

    /// What is said of a contact, where the council's policy asks for it.
    pub(crate) fn avoidable(&mut self, text: Option<&str>, asked: &[Avoidable]) -> Option<Avoidable> {
        let said = self.word("avoidable", text?, (Avoidable::parse, Avoidable::ALL))?;
        if said == Avoidable::Needed || asked.contains(&said) {
            return Some(said);
        }
        self.refuse("avoidable", "The council's policy does not ask for this cause");
        None
    }

    /// A word of a closed list.
    pub(crate) fn word<T: Copy + std::fmt::Display>(
        &mut self,
        field: &str,
        text: &str,
        (parse, all): (Parse<T>, &[T]),
    ) -> Option<T> {
        let word = parse(text).filter(|word| all.iter().any(|known| known.to_string() == word.to_string()));
        if word.is_none() {
            let known: Vec<String> = all.iter().map(ToString::to_string).collect();
            self.misfit(field, format!("It must be one of: {}", known.join(", ")));
        }
        word
    }

    /// An identifier of the right shape.
    pub(crate) fn id<T>(&mut self, field: &str, text: &str) -> Option<T>
    where
        T: TryFrom<String, Error: std::fmt::Display>,
    {
        match T::try_from(text.to_owned()) {
            Ok(id) => Some(id),
            Err(error) => {
                self.misfit(field, format!("{error}"));
                None
            }
        }
    }

    /// A moment with its zone: not after now, and not so long ago that its year must be wrong, as in the forms.
    pub(crate) fn moment(&mut self, field: &str, (text, now): (&str, Timestamp)) -> Option<Timestamp> {
        let Some(at) = moment(text) else {
            self.misfit(field, MOMENT);
            return None;
        };
        if at > now {
            self.refuse(field, "It must be now or in the past");
            return None;
        }
        if is_long_ago(civil_date(at), civil_date(now)) {
            self.refuse(field, LONG_AGO);
            return None;
        }
        Some(at)
    }

    /// A day.
    pub(crate) fn day(&mut self, field: &str, text: &str) -> Option<Date> {
        let day = day(text);
        if day.is_none() {
            self.misfit(field, DAY);
        }
        day
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }

    /// What to answer, when something is wrong.
    pub(crate) fn problem(self) -> Option<Problem> {
        if self.errors.is_empty() {
            None
        } else if self.is_misfit {
            Some(Problem::misfit(self.errors))
        } else {
            Some(Problem::invalid(self.errors))
        }
    }
}

/// A day as RFC 3339 writes it, and in no other way.
pub(crate) fn day(text: &str) -> Option<Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    text.parse().ok().filter(|_| is_plain)
}

/// A moment as RFC 3339 writes it: a day, a time and a zone. A time without a zone is no moment.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    let plain = |byte: u8| byte.is_ascii_digit() || b"-+:.TtZz".contains(&byte);
    let is_plain = text.len() >= 20 && text.bytes().all(plain);
    text.to_uppercase().parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    //! What is a moment, and which mistakes are told.

    use super::*;

    #[test]
    fn a_moment_has_a_zone_and_a_day_is_written_in_one_way() {
        for text in [
            "2026-11-02T10:00:00Z",
            "2026-11-02t10:00:00z",
            "2026-11-02T10:00:00.25+01:00",
        ] {
            assert!(moment(text).is_some(), "{text}");
        }
        for text in [
            "2026-11-02T10:00:00",
            "2026-11-02",
            "2026-11-02 10:00:00Z",
            "now",
            "",
        ] {
            assert!(moment(text).is_none(), "{text}");
        }
        assert!(day("2026-11-02").is_some());
        for text in ["2026-11-2", "20261102", "2026-02-30", "2026-11-02T10:00:00Z"] {
            assert!(day(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_mistake_is_told_and_one_that_does_not_fit_the_schema_decides() {
        let mut checks = Checks::default();
        checks.refuse("service", "No such service");
        let problem = checks.problem().unwrap();
        assert_eq!(problem.status, 422);
        let mut checks = Checks::default();
        checks.refuse("service", "No such service");
        checks.misfit("words", "It must be a text");
        let problem = checks.problem().unwrap();
        assert_eq!((problem.status, problem.errors.len()), (400, 2));
    }
}
