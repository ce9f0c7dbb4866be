//! `redress deadline`: the date that so many working days come to, and why.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use redress_domain::calendar::Calendar;
use redress_domain::calendar::report::deadline_report;
use redress_domain::vocabulary::{DayOne, Division};

use crate::command::one_of;
use crate::progress::say;
use crate::trouble::Trouble;

/// Work out a deadline in working days, and say why it is that day.
///
/// The date stands alone on the first line; after it, what was counted and what was left out.
#[derive(Debug, Args)]
pub(crate) struct Deadline {
    /// The day of receipt, such as 2021-07-03
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// How many working days
    #[arg(long, value_name = "NUMBER")]
    days: u16,
    /// Whose bank holidays: england-and-wales, scotland, northern-ireland, all-parts
    #[arg(long, value_parser = |text: &str| one_of(text, Division::parse, Division::ALL))]
    division: Division,
    /// Which day is the first: next-working-day, or roll-forward (receipt on a day off counts as
    /// receipt on the next working day, and the day after that is the first)
    #[arg(long, default_value = "next-working-day", value_parser = |text: &str| one_of(text, DayOne::parse, DayOne::ALL))]
    day_one: DayOne,
    /// A newer list of bank holidays, in the form that GOV.UK publishes; may be given several times
    #[arg(long, value_name = "FILE")]
    calendar: Vec<PathBuf>,
}

impl Deadline {
    pub(crate) fn run(self) -> Result<(), Trouble> {
        if self.days == 0 {
            return Err(
                Trouble::usage("a deadline is at least one working day").next("give --days 1 or more")
            );
        }
        let calendar = calendar_with(self.division, &self.calendar)?;
        for line in deadline_report(self.from, self.days, self.day_one, &calendar) {
            say(line);
        }
        Ok(())
    }
}

/// The bank holidays that are built in, with those of newer lists.
pub(super) fn calendar_with(division: Division, lists: &[PathBuf]) -> Result<Calendar, Trouble> {
    let mut calendar = Calendar::new(division);
    for path in lists {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Trouble::usage(format!("{} cannot be read: {error}", path.display())))?;
        let name = path
            .file_name()
            .map_or_else(|| "list".into(), std::ffi::OsStr::to_string_lossy);
        calendar = calendar.merge_govuk_json(&text, &name).map_err(|error| {
            Trouble::broken(format!("{}: {error}", path.display()))
                .next("use a file such as https://www.gov.uk/bank-holidays.json")
        })?;
    }
    Ok(calendar)
}
