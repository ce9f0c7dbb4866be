//! How long something may take, in days or months, and which days count.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How long something may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

crate::vocabulary! {
    /// What a limit counts.
    pub enum Unit {
        /// Monday to Friday without bank holidays and closures.
        WorkingDays = "working-days",
        /// Monday to Friday without the bank holidays of any part of the United Kingdom. A day on which the council is
        /// closed counts: the law knows none (Freedom of Information Act 2000, section 10(6)).
        StatutoryDays = "statutory-days",
        /// Every day.
        CalendarDays = "calendar-days",
        /// Months, to the same day of the month or the last one there is.
        Months = "months",
    }
}

impl Limit {
    /// The same as people say it who do not keep a policy file: working days are working days.
    #[must_use]
    pub const fn in_everyday_words(self) -> Self {
        let unit = match self.unit {
            Unit::WorkingDays | Unit::StatutoryDays => Unit::WorkingDays,
            Unit::CalendarDays => Unit::CalendarDays,
            Unit::Months => Unit::Months,
        };
        Self { unit, ..self }
    }
}

impl fmt::Display for Limit {
    /// In the words of a policy file: "10 working days".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = self.count == 1;
        let unit = match self.unit {
            Unit::WorkingDays if one => "working day",
            Unit::WorkingDays => "working days",
            Unit::StatutoryDays if one => "statutory working day",
            Unit::StatutoryDays => "statutory working days",
            Unit::CalendarDays if one => "calendar day",
            Unit::CalendarDays => "calendar days",
            Unit::Months if one => "month",
            Unit::Months => "months",
        };
        write!(formatter, "{} {unit}", self.count)
    }
}
