//! `redress measures` and `redress measure`: the catalogue, and any figure of it.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::measure::{Ask, WITHOUT_A_WORD};
use redress_domain::calendar::london::day_ends_at;
use redress_domain::id::ServiceId;
use redress_domain::measure::catalogue::{self, Row, as_csv, as_markdown};
use redress_domain::measure::{By, Measure as Name, Range};

use crate::command::one_of;
use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::say;
use crate::trouble::Trouble;

/// List every measure: its question, what is counted and left out, where that is from, what it costs.
#[derive(Debug, Args)]
pub(crate) struct Measures {
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: ListForm,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ListForm {
    /// A line a measure.
    Text,
    /// A list of objects.
    Json,
    /// A page, as in docs/measures.md.
    Markdown,
}

impl Measures {
    pub(crate) fn run(self) -> Result<(), Trouble> {
        match self.format {
            ListForm::Text => {
                for entry in catalogue::entries() {
                    say(format!("{:<34} {}", entry.measure, entry.question));
                }
            }
            ListForm::Json => {
                let entries: Vec<_> = catalogue::entries().collect();
                say(json(&entries)?);
            }
            ListForm::Markdown => say(as_markdown().trim_end()),
        }
        Ok(())
    }
}

/// Give one figure, for some days, whole or told apart.
#[derive(Debug, Args)]
pub(crate) struct Measure {
    #[command(flatten)]
    record: Record,
    /// Which council, where there are several
    #[arg(long)]
    council: Option<String>,
    /// Which measure: see `redress measures`
    #[arg(value_parser = |text: &str| one_of(text, Name::parse, Name::ALL))]
    name: Name,
    /// The first day. What stands now, or stood at --as-at, is written under that day
    #[arg(long, value_name = "DAY")]
    from: Date,
    /// The last day
    #[arg(long, value_name = "DAY")]
    to: Date,
    /// A line for each: service, team, channel, ward, stage, kind, month, day, detail
    #[arg(long, value_parser = |text: &str| one_of(text, By::parse, By::ALL))]
    by: Option<By>,
    /// Of this service alone
    #[arg(long)]
    service: Option<String>,
    /// Since how many days, for no-word-for
    #[arg(long, default_value_t = WITHOUT_A_WORD)]
    days: u16,
    /// As it was known at the end of this day: what was recorded later is left out. Reads the whole record
    #[arg(long, value_name = "DAY")]
    as_at: Option<Date>,
    /// How to write it
    #[arg(long, value_enum, default_value = "csv")]
    format: Form,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// A table.
    Csv,
    /// A list of objects.
    Json,
}

impl Measure {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let definition = self.name.definition();
        if let Some(by) = self.by.filter(|by| !definition.by.contains(by)) {
            let known: Vec<&str> = definition.by.iter().map(|by| by.as_str()).collect();
            let known = if known.is_empty() {
                "nothing".to_owned()
            } else {
                known.join(", ")
            };
            return Err(Trouble::usage(format!(
                "{} is not told apart by {by}. It is by: {known}.",
                self.name
            )));
        }
        if self.from > self.to {
            return Err(Trouble::usage("--from is after --to.".to_owned()));
        }
        let service = self
            .service
            .as_ref()
            .map(|service| ServiceId::parse(service.as_str()));
        let service = service
            .transpose()
            .map_err(|error| Trouble::usage(format!("--service: {error}")))?;
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        open::existing(&config.database).await?.close().await;
        let casework = open::casework(&config).await?;
        let councils = open::councils(&casework, self.council.as_deref())?;
        let [council] = councils.as_slice() else {
            return Err(Trouble::usage(
                "There are several councils: say which with --council.".to_owned(),
            ));
        };
        let range = Range {
            from: self.from,
            to: self.to,
        };
        if let Some(service) = &service {
            let is_known = casework.knows_service(council, service);
            // A slip would answer 0.
            if !is_known.map_err(|error| Trouble::broken(error.to_string()))? {
                return Err(Trouble::usage(format!(
                    "No version of the policy of {council} has a service “{service}”."
                )));
            }
        }
        let mut ask = Ask::new(self.name, range).of(service);
        ask.by = self.by;
        ask.days = self.days;
        let today = casework.today();
        let figures = match self.as_at {
            None => casework.figures(council, &ask).await,
            Some(day) => {
                if day > today {
                    return Err(Trouble::usage("--as-at is after today.".to_owned()));
                }
                casework.figures_as_at(council, &ask, end_of(day)).await
            }
        };
        let figures = figures.map_err(|error| Trouble::broken(error.to_string()))?;
        casework.store().clone().close().await;
        if ask.service.is_some() && definition.is_of_the_council() {
            return Err(Trouble::usage(format!("{} is of the whole council.", self.name))
                .next("ask without --service"));
        }
        if figures.is_none() && self.as_at.is_some() && definition.is_now() {
            return Err(Trouble::usage(format!(
                "{} is told of today alone: what was likely on an earlier day is not kept.",
                self.name
            ))
            .next("ask without --as-at"));
        }
        let Some(figures) = figures else {
            return Err(Trouble::usage(format!(
                "{} is not computed yet: {}.",
                self.name, definition.left_out
            )));
        };
        let of = (self.name, ask.told_of(self.as_at.unwrap_or(today)));
        let mut rows: Vec<Row> = figures
            .lines
            .iter()
            .map(|(line, figure)| Row::new(of, (self.by, line), *figure))
            .collect();
        rows.push(Row::new(of, (None, ""), figures.whole));
        match self.format {
            Form::Csv => say(as_csv(&rows).trim_end()),
            Form::Json => say(json(&rows)?),
        }
        Ok(())
    }
}

/// The last moment of a day in London.
fn end_of(day: Date) -> Timestamp {
    day_ends_at(day)
        .checked_sub(SignedDuration::from_micros(1))
        .unwrap_or(Timestamp::MAX)
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Trouble> {
    serde_json::to_string_pretty(value).map_err(|error| Trouble::broken(error.to_string()))
}
