//! `redress calendar`: the bank holidays of a year, each with its source.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use redress_domain::calendar::report::calendar_listing;
use redress_domain::vocabulary::Division;

use crate::command::{deadline, one_of};
use crate::progress::say;
use crate::trouble::Trouble;

/// List the bank holidays of a year, and where each is known from.
#[derive(Debug, Args)]
pub(crate) struct Calendar {
    /// Whose bank holidays: england-and-wales, scotland, northern-ireland, all-parts
    #[arg(long, value_parser = |text: &str| one_of(text, Division::parse, Division::ALL))]
    division: Division,
    /// The year
    #[arg(long)]
    year: i16,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// A newer list of bank holidays, in the form that GOV.UK publishes; may be given several times
    #[arg(long, value_name = "FILE")]
    calendar: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// A line a day.
    Text,
    /// A list of objects.
    Json,
}

impl Calendar {
    pub(crate) fn run(self) -> Result<(), Trouble> {
        let calendar = deadline::calendar_with(self.division, &self.calendar)?;
        let days =
            calendar_listing(&calendar, self.year).map_err(|error| Trouble::usage(error.to_string()))?;
        match self.format {
            Form::Text => {
                for day in days {
                    let substitute = if day.is_substitute { ", substitute day" } else { "" };
                    let weekday = day.date.strftime("%A");
                    say(format!(
                        "{} {weekday}: {}{substitute} ({})",
                        day.date, day.name, day.source
                    ));
                }
            }
            Form::Json => {
                let text = serde_json::to_string_pretty(&days)
                    .map_err(|error| Trouble::broken(error.to_string()))?;
                say(text);
            }
        }
        Ok(())
    }
}
