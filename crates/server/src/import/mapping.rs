//! A mapping: what each column of another system's file means.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use redress_domain::id::{CouncilId, ReasonCode, ServiceId};
use redress_domain::vocabulary::{Channel, Determination, Kind, Ombudsman};
use serde::Deserialize;

use crate::trouble::Trouble;

/// What each column means. An unknown key is a mistake.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    /// The name of the import in the record.
    pub(crate) name: ReasonCode,
    /// What the other system is called, in words.
    pub(crate) source: String,
    /// The council that takes the records in.
    pub(crate) council: CouncilId,
    /// The time zone of the file's times: `America/New_York`.
    pub(crate) time_zone: String,
    /// What every record is.
    pub(crate) kind: Kind,
    /// How the records came, where no column says so.
    pub(crate) channel: Channel,
    /// The service, where no column says so or its value is not listed.
    pub(crate) service: ServiceId,
    /// The sentence at the end, where the column for it is empty.
    #[serde(default)]
    pub(crate) closing_sentence: String,
    /// Which column holds what.
    pub(crate) columns: Columns,
    /// How dates and times are written, in strftime's letters.
    pub(crate) times: String,
    /// Values of the channel column.
    #[serde(default)]
    pub(crate) channels: BTreeMap<String, Channel>,
    /// Values of the service column.
    #[serde(default)]
    pub(crate) services: BTreeMap<String, ServiceId>,
    /// Values of the verdict column: whether it was on time.
    #[serde(default)]
    pub(crate) verdicts: BTreeMap<String, bool>,
    /// Points with an Ombudsman's determination, several rows to a case.
    #[serde(default)]
    pub(crate) points: Option<Points>,
}

/// Which column holds what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Columns {
    /// What tells a record from all others.
    pub(crate) key: String,
    /// When it was received.
    pub(crate) received: String,
    /// What it is about: the values of these, each once.
    pub(crate) what_happened: Vec<String>,
    /// Where.
    #[serde(default)]
    pub(crate) place: Option<String>,
    /// By when it was promised.
    #[serde(default)]
    pub(crate) target: Option<String>,
    /// When it was closed.
    #[serde(default)]
    pub(crate) closed: Option<String>,
    /// Why it was closed.
    #[serde(default)]
    pub(crate) closing_reason: Option<String>,
    /// Whether it was on time, by the other system's own verdict.
    #[serde(default)]
    pub(crate) verdict: Option<String>,
    /// The service.
    #[serde(default)]
    pub(crate) service: Option<String>,
    /// How it came.
    #[serde(default)]
    pub(crate) channel: Option<String>,
}

/// Points with an Ombudsman's determination.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Points {
    /// The column with the point.
    pub(crate) words: String,
    /// The column with the determination.
    pub(crate) determination: String,
    /// Who decided.
    pub(crate) ombudsman: Ombudsman,
    /// Values of the determination column.
    pub(crate) determinations: BTreeMap<String, Determination>,
}

/// Whether a day that is written in this form can be read back.
fn says_a_day(times: &str) -> bool {
    let moment = jiff::civil::date(2021, 11, 23).at(16, 5, 0, 0);
    let Ok(written) = jiff::fmt::strtime::format(times, moment) else {
        return false;
    };
    let read = DateTime::strptime(times, &written)
        .map(DateTime::date)
        .or_else(|_| Date::strptime(times, &written));
    read.is_ok_and(|day| day == moment.date())
}

impl Mapping {
    /// Reads a mapping file.
    pub(crate) fn read(path: &Path) -> Result<Self, Trouble> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Trouble::usage(format!("the mapping {} cannot be read: {error}", path.display()))
                .next("name the mapping with --mapping FILE; there are two in examples/")
        })?;
        Self::of(&text, path)
    }

    /// The same from the file's text. `path` is what it is called.
    pub(crate) fn of(text: &str, path: &Path) -> Result<Self, Trouble> {
        let mapping: Self = toml::from_str(text).map_err(|error| {
            Trouble::usage(format!("{}: {error}", path.display()))
                .next("compare it with the mappings in examples/")
        })?;
        if !says_a_day(&mapping.times) {
            return Err(Trouble::usage(format!(
                "{}: times = \"{}\" does not say year, month and day in letters that are understood",
                path.display(),
                mapping.times
            ))
            .next("write it as in %Y-%m-%d or %d/%m/%Y %H:%M"));
        }
        Ok(mapping)
    }

    /// Every column that the mapping names.
    pub(crate) fn named_columns(&self) -> Vec<&str> {
        let columns = &self.columns;
        let mut named = vec![columns.key.as_str(), columns.received.as_str()];
        named.extend(columns.what_happened.iter().map(String::as_str));
        let optional = [
            &columns.place,
            &columns.target,
            &columns.closed,
            &columns.closing_reason,
            &columns.verdict,
            &columns.service,
            &columns.channel,
        ];
        named.extend(optional.into_iter().flatten().map(String::as_str));
        if let Some(points) = &self.points {
            named.extend([points.words.as_str(), points.determination.as_str()]);
        }
        named.sort_unstable();
        named.dedup();
        named
    }
}
