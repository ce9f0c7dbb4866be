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
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Date,
    /// How many working days
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = working_days)]
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

/// How long a deadline may be: ten years.
const MOST: u16 = 2_600;

/// A day alone: a time of day beside it would be left out of account, and is refused.
fn day(text: &str) -> Result<Date, String> {
    let day = (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
    // The calendar goes on after the years that are known, but not to the end of time.
    day.filter(|day| (1900..=2200).contains(&day.year()))
        .ok_or_else(|| "write a day from 1900 to 2200 alone, such as 2021-07-03".to_owned())
}

fn working_days(text: &str) -> Result<u16, String> {
    let days = text.parse().ok();
    days.filter(|days| (1..=MOST).contains(days))
        .ok_or_else(|| format!("a deadline is from 1 to {MOST} working days"))
}

impl Deadline {
    pub(crate) fn run(self) -> Result<(), Trouble> {
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
        let text = text.trim_start_matches('\u{feff}');
        calendar = calendar.merge_govuk_json(text, &name).map_err(|error| {
            Trouble::broken(error.to_string())
                .next("use a file such as https://www.gov.uk/bank-holidays.json")
        })?;
    }
    Ok(calendar)
}
