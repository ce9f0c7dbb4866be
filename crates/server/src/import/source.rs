//! The file of another system, read whole and checked before anything is taken in.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use redress_domain::calendar::london::civil_date;
use redress_domain::id::ServiceId;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Determination, Kind, Ombudsman};

use crate::import::mapping::{Mapping, Points};
use crate::import::quotes::unclosed;
use crate::import::verdict::{Compared, Verdicts};
use crate::trouble::Trouble;

/// What a file comes to.
pub(crate) struct Source {
    /// How many rows it has.
    pub(crate) rows: usize,
    /// The cases to take in, in the order of the file.
    pub(crate) cases: Vec<Taken>,
    /// The rows that cannot be taken in.
    pub(crate) not_taken: Vec<NotTaken>,
    /// The other system's verdicts beside ours.
    pub(crate) verdicts: Verdicts,
}

/// A case to take in.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// Its first row, counted as a spreadsheet does: the column names are row 1.
    pub(crate) row: usize,
    /// What tells it from all others.
    pub(crate) key: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// How it came.
    pub(crate) channel: Channel,
    /// Which service.
    pub(crate) service: ServiceId,
    /// When it was received.
    pub(crate) received_at: Timestamp,
    /// What it is about.
    pub(crate) what_happened: String,
    /// Where.
    pub(crate) place: Option<String>,
    /// By when it was promised, as calendar days after receipt: none on the day itself.
    pub(crate) target_days: Option<u16>,
    /// When and why it was closed.
    pub(crate) closed: Option<(Timestamp, String)>,
    /// Its points.
    pub(crate) points: Vec<DecidedPoint>,
    /// When its points were decided.
    pub(crate) decided_at: Option<Timestamp>,
}

/// A point with an Ombudsman's determination.
#[derive(Debug, Clone)]
pub(crate) struct DecidedPoint {
    pub(crate) words: String,
    /// Which service it is about: the points of one case may be about several.
    pub(crate) service: ServiceId,
    pub(crate) ombudsman: Ombudsman,
    pub(crate) determination: Determination,
    pub(crate) decided_on: Option<Date>,
}

/// A row that cannot be taken in.
#[derive(Debug, Clone)]
pub(crate) struct NotTaken {
    /// Counted as a spreadsheet does: the column names are row 1.
    pub(crate) row: usize,
    /// What tells it from all others.
    pub(crate) key: String,
    /// The column that is wrong.
    pub(crate) column: String,
    /// What is wrong with it.
    pub(crate) what: String,
    /// What stands there.
    pub(crate) value: String,
}

/// One row, by column.
struct Row<'r> {
    number: usize,
    values: &'r csv::StringRecord,
    places: &'r HashMap<String, usize>,
}

impl Row<'_> {
    fn value(&self, column: &str) -> &str {
        self.places
            .get(column)
            .and_then(|place| self.values.get(*place))
            .unwrap_or_default()
            .trim()
    }

    fn optional(&self, column: Option<&String>) -> &str {
        column.map_or("", |column| self.value(column))
    }

    fn wrong(&self, mapping: &Mapping, column: &str, what: impl Into<String>) -> NotTaken {
        NotTaken {
            row: self.number,
            key: self.value(&mapping.columns.key).to_owned(),
            column: column.to_owned(),
            what: what.into(),
            value: self.value(column).chars().take(200).collect(),
        }
    }
}

impl Source {
    /// Reads a file whole. A file that is not UTF-8, or lacks a column, is refused whole with the
    /// place named; a row that is wrong is listed, and the others go on.
    ///
    /// `now` is when it is taken in: nothing was received or closed after it.
    pub(crate) fn read(
        path: &Path,
        mapping: &Mapping,
        policy_and_now: (&Policy, Timestamp),
    ) -> Result<Self, Trouble> {
        let bytes = std::fs::read(path)
            .map_err(|error| Trouble::usage(format!("{} cannot be read: {error}", path.display())))?;
        Self::read_bytes(bytes, path, mapping, policy_and_now)
    }

    /// The same from the file's bytes. `path` is what they are called.
    pub(crate) fn read_bytes(
        bytes: Vec<u8>,
        path: &Path,
        mapping: &Mapping,
        (policy, now): (&Policy, Timestamp),
    ) -> Result<Self, Trouble> {
        let text = text_of(bytes, path)?;
        let zone = TimeZone::get(&mapping.time_zone).map_err(|error| {
            Trouble::usage(format!("the time zone of the mapping is not known: {error}"))
                .next("write it as in America/New_York")
        })?;
        services_exist(mapping, policy)?;
        if let Some(line) = unclosed(&text) {
            return Err(Trouble::broken(format!(
                "{}: a quote opens a cell on line {line} and nothing closes it, so that all rows after it would be one",
                path.display()
            ))
            .next("close the quote, or write two where one is meant as a letter, and import it again"));
        }
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let unreadable = |error: csv::Error| Trouble::broken(format!("{}: {error}", path.display()));
        let headers = reader.headers().map_err(unreadable)?.clone();
        let places = places_of(&headers, path, mapping)?;
        let mut reading = Reading {
            mapping,
            zone,
            now,
            by_key: BTreeMap::new(),
            source: Self::empty(),
        };
        for (number, record) in (2..).zip(reader.records()) {
            reading.source.rows += 1;
            match record {
                Ok(values) if values.len() != headers.len() => reading.source.not_taken.push(NotTaken {
                    row: number,
                    key: String::new(),
                    column: String::new(),
                    what: format!(
                        "it has {} cells where there are {} columns: a text with a comma or a quote stands in quotes",
                        values.len(),
                        headers.len()
                    ),
                    value: values.get(0).unwrap_or_default().chars().take(200).collect(),
                }),
                Ok(values) => reading.row(&Row {
                    number,
                    values: &values,
                    places: &places,
                }),
                Err(error) => reading.source.not_taken.push(NotTaken {
                    row: number,
                    key: String::new(),
                    column: String::new(),
                    what: error.to_string(),
                    value: String::new(),
                }),
            }
        }
        reading.source.verdicts.settle();
        Ok(reading.source)
    }

    fn empty() -> Self {
        Self {
            rows: 0,
            cases: Vec::new(),
            not_taken: Vec::new(),
            verdicts: Verdicts::default(),
        }
    }
}

struct Reading<'m> {
    mapping: &'m Mapping,
    zone: TimeZone,
    now: Timestamp,
    by_key: BTreeMap<String, usize>,
    source: Source,
}

/// A moment before this year is a slip: no council has a case that was received in the year 14.
const FIRST_YEAR: i16 = 1950;

/// How long a cell may be, in characters: as much as a form on the pages takes.
const LONGEST: usize = 10_000;

impl Reading<'_> {
    fn row(&mut self, row: &Row<'_>) {
        let taken = self.can_be_kept(row).and_then(|()| match &self.mapping.points {
            Some(points) => self.point(row, points),
            None => self.record(row),
        });
        if let Err(not_taken) = taken {
            self.source.not_taken.push(not_taken);
        }
    }

    /// What would be refused when it is written is refused now: the check says the last word.
    fn can_be_kept(&self, row: &Row<'_>) -> Result<(), NotTaken> {
        if let Some(column) = self.holds_a_row(row) {
            let what = "a line of it reads as a row of its own: a quote before it was not closed";
            return Err(row.wrong(self.mapping, &column, what));
        }
        for column in self.mapping.named_columns() {
            let value = row.value(column);
            if value.contains('\0') {
                return Err(row.wrong(
                    self.mapping,
                    column,
                    "it holds the character NUL, which is no text",
                ));
            }
            if value.chars().count() > LONGEST {
                let what = format!("it is longer than {LONGEST} characters");
                return Err(row.wrong(self.mapping, column, what));
            }
        }
        Ok(())
    }

    /// A column whose cell goes over several lines of which one is a whole row: with all its cells and a moment of
    /// receipt. Somebody else's row must never become words of this one.
    fn holds_a_row(&self, row: &Row<'_>) -> Option<String> {
        let cells = row.values.iter().enumerate();
        let (place, _) = cells
            .filter(|(_, cell)| cell.contains(['\n', '\r']))
            .find(|(_, cell)| {
                let mut lines = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .from_reader(cell.as_bytes())
                    .into_records()
                    .filter_map(Result::ok);
                lines.any(|values| {
                    if values.len() != row.values.len() {
                        return false;
                    }
                    let inside = Row {
                        number: row.number,
                        values: &values,
                        places: row.places,
                    };
                    let received = self.moment(&inside, Some(&self.mapping.columns.received));
                    matches!(received, Ok(Some(_)))
                })
            })?;
        let named = row.places.iter().find(|(_, known)| **known == place);
        Some(named.map(|(name, _)| name.clone()).unwrap_or_default())
    }

    /// A row that is a case of its own.
    fn record(&mut self, row: &Row<'_>) -> Result<(), NotTaken> {
        let case = self.case(row)?;
        if let Some(first) = self.by_key.get(&case.key) {
            let first = self.source.cases.get(*first).map_or(0, |case| case.row);
            return Err(row.wrong(
                self.mapping,
                &self.mapping.columns.key,
                format!("the same as row {first}"),
            ));
        }
        self.by_key.insert(case.key.clone(), self.source.cases.len());
        let columns = &self.mapping.columns;
        if columns.verdict.is_some() {
            self.source.verdicts.add(Compared {
                theirs: self
                    .mapping
                    .verdicts
                    .get(row.optional(columns.verdict.as_ref()))
                    .copied(),
                received_at: case.received_at,
                target_at: self.moment(row, columns.target.as_ref())?,
                closed_at: case.closed.as_ref().map(|(at, _)| *at),
            });
        }
        self.source.cases.push(case);
        Ok(())
    }

    /// A row that is one point of a case.
    fn point(&mut self, row: &Row<'_>, points: &Points) -> Result<(), NotTaken> {
        let said = row.value(&points.determination);
        let determination = points.determinations.get(said).copied();
        let determination = determination.ok_or_else(|| {
            row.wrong(
                self.mapping,
                &points.determination,
                "the mapping does not list this determination",
            )
        })?;
        if row.value(&points.words).is_empty() {
            return Err(row.wrong(self.mapping, &points.words, "there is no point"));
        }
        let case = self.case(row)?;
        let decided = DecidedPoint {
            words: row.value(&points.words).to_owned(),
            service: case.service.clone(),
            ombudsman: points.ombudsman,
            determination,
            decided_on: Some(civil_date(case.received_at)),
        };
        let place = *self
            .by_key
            .entry(case.key.clone())
            .or_insert(self.source.cases.len());
        if place == self.source.cases.len() {
            let sentence = self.mapping.closing_sentence.clone();
            let closed = Some((case.received_at, sentence)).filter(|(_, sentence)| !sentence.is_empty());
            self.source.cases.push(Taken {
                decided_at: Some(case.received_at),
                closed,
                ..case
            });
        }
        if let Some(case) = self.source.cases.get_mut(place) {
            case.points.push(decided);
        }
        Ok(())
    }

    fn case(&self, row: &Row<'_>) -> Result<Taken, NotTaken> {
        let (mapping, columns) = (self.mapping, &self.mapping.columns);
        let key = row.value(&columns.key);
        if key.is_empty() {
            return Err(row.wrong(mapping, &columns.key, "there is no key"));
        }
        let received = self.moment(row, Some(&columns.received))?;
        let received_at =
            received.ok_or_else(|| row.wrong(mapping, &columns.received, "there is no date"))?;
        if received_at > self.now {
            return Err(row.wrong(mapping, &columns.received, "it was received in the future"));
        }
        let closed_at = self.moment(row, columns.closed.as_ref())?;
        let closed_column = columns.closed.as_deref().unwrap_or_default();
        if closed_at.is_some_and(|closed_at| closed_at > self.now) {
            return Err(row.wrong(mapping, closed_column, "it was closed in the future"));
        }
        if closed_at.is_some_and(|closed_at| closed_at < received_at) {
            return Err(row.wrong(mapping, closed_column, "it was closed before it was received"));
        }
        let mut about: Vec<&str> = Vec::new();
        for text in columns.what_happened.iter().map(|column| row.value(column)) {
            if !text.is_empty() && !about.contains(&text) {
                about.push(text);
            }
        }
        if about.is_empty() {
            let column = columns.what_happened.first().map_or("", String::as_str);
            return Err(row.wrong(mapping, column, "nothing says what it is about"));
        }
        let reason = row.optional(columns.closing_reason.as_ref());
        let sentence = if reason.is_empty() {
            mapping.closing_sentence.as_str()
        } else {
            reason
        };
        if closed_at.is_some() && sentence.is_empty() {
            return Err(row.wrong(mapping, closed_column, "it is closed and nothing says why"));
        }
        let listed = |service: &str| mapping.services.get(service).unwrap_or(&mapping.service).clone();
        let target = self.moment(row, columns.target.as_ref())?;
        let is_before = |target: Timestamp| civil_date(target) < civil_date(received_at);
        if target.is_some_and(is_before) {
            let column = columns.target.as_deref().unwrap_or_default();
            return Err(row.wrong(
                mapping,
                column,
                "it was promised for a day before it was received",
            ));
        }
        Ok(Taken {
            row: row.number,
            key: key.to_owned(),
            kind: mapping.kind,
            channel: *mapping
                .channels
                .get(row.optional(columns.channel.as_ref()))
                .unwrap_or(&mapping.channel),
            service: listed(row.optional(columns.service.as_ref())),
            received_at,
            what_happened: about.join(". "),
            place: Some(row.optional(columns.place.as_ref()).to_owned()).filter(|place| !place.is_empty()),
            target_days: target.and_then(|target| days_between(received_at, target)),
            closed: closed_at.map(|at| (at, sentence.to_owned())),
            points: Vec::new(),
            decided_at: None,
        })
    }

    /// A moment of the file, by its own clock on the wall.
    fn moment(&self, row: &Row<'_>, column: Option<&String>) -> Result<Option<Timestamp>, NotTaken> {
        let Some(column) = column else { return Ok(None) };
        let text = row.value(column);
        if text.is_empty() {
            return Ok(None);
        }
        let form = &self.mapping.times;
        let read = DateTime::strptime(form, text)
            .or_else(|_| Date::strptime(form, text).map(|date| date.at(12, 0, 0, 0)));
        if let Ok(moment) = &read
            && moment.year() < FIRST_YEAR
        {
            let what = format!("it is before the year {FIRST_YEAR}");
            return Err(row.wrong(self.mapping, column, what));
        }
        if let Ok(moment) = &read
            && let AmbiguousOffset::Gap { .. } = self.zone.to_ambiguous_timestamp(*moment).offset()
        {
            let what = "there was no such time: the clocks went forward in that hour";
            return Err(row.wrong(self.mapping, column, what));
        }
        // Of a time that was twice, when the clocks went back, the first is taken.
        let zoned = read.and_then(|moment| moment.to_zoned(self.zone.clone()));
        zoned.map(|zoned| Some(zoned.timestamp())).map_err(|_unlike| {
            row.wrong(
                self.mapping,
                column,
                format!("it is not a date and time of the form {form}"),
            )
        })
    }
}

/// The calendar days, in London, from receipt to the target; `None` for a target before receipt.
fn days_between(received_at: Timestamp, target_at: Timestamp) -> Option<u16> {
    let days = (civil_date(target_at) - civil_date(received_at)).get_days();
    u16::try_from(days).ok()
}

fn text_of(bytes: Vec<u8>, path: &Path) -> Result<String, Trouble> {
    String::from_utf8(bytes)
        .map(|text| text.trim_start_matches('\u{feff}').to_owned())
        .map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let row = error
                .as_bytes()
                .iter()
                .take(valid)
                .filter(|byte| **byte == b'\n')
                .count()
                + 1;
            Trouble::broken(format!(
                "{} is not in UTF-8: see byte {valid}, line {row}",
                path.display()
            ))
            .next("save it as UTF-8, and import it again")
        })
}

fn places_of(
    headers: &csv::StringRecord,
    path: &Path,
    mapping: &Mapping,
) -> Result<HashMap<String, usize>, Trouble> {
    let places: HashMap<String, usize> = headers
        .iter()
        .enumerate()
        .map(|(place, name)| (name.trim().to_owned(), place))
        .collect();
    let missing: Vec<&str> = mapping
        .named_columns()
        .into_iter()
        .filter(|column| !places.contains_key(*column))
        .collect();
    let is_twice =
        |name: &&str| !name.is_empty() && headers.iter().filter(|header| header.trim() == *name).count() > 1;
    if let Some(twice) = headers.iter().map(str::trim).find(is_twice) {
        return Err(
            Trouble::broken(format!("{} has the column \"{twice}\" twice", path.display()))
                .next("name each column otherwise, and import it again"),
        );
    }
    if missing.is_empty() {
        return Ok(places);
    }
    Err(
        Trouble::broken(format!("{} has no column {}", path.display(), missing.join(", ")))
            .next("mend the file, or name the right columns in the mapping"),
    )
}

fn services_exist(mapping: &Mapping, policy: &Policy) -> Result<(), Trouble> {
    let unknown: Vec<&str> = mapping
        .services
        .values()
        .chain([&mapping.service])
        .filter(|id| policy.services.iter().all(|service| service.id != **id))
        .map(ServiceId::as_str)
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Trouble::usage(format!(
        "the policy of {} has no service {}",
        mapping.council,
        unknown.join(", ")
    ))
    .next("name services of the policy file in the mapping"))
}
