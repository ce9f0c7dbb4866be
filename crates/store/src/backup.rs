//! Backup and restore on a running system: one file, the same from either engine into either.
//!
//! The first line says what the file is; then comes a line for each table with its columns, and
//! after it a line for each of its rows; the last line has the count of the rows and the SHA-256 of
//! all lines before it.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::Store;
use crate::engine::{Arg, Connection, Shape, Statement, many};
use crate::error::StoreError;
use crate::migrate::MIGRATIONS;
use crate::private;
use crate::work::Work;

/// Every table, in an order in which they can be filled, with its key.
pub(crate) const TABLES: &[(&str, &[&str])] = &[
    ("event", &["council", "stream", "version"]),
    ("unsealed", &["council", "queued_at", "stream", "version"]),
    ("seal", &["council", "position"]),
    ("seal_head", &["council"]),
    ("anchor", &["council", "day"]),
    ("case_keeping", &["council", "case_id"]),
    ("word", &["council", "words_id"]),
    ("person", &["council", "person_id"]),
    ("person_token", &["council", "token", "person_id"]),
    ("erased", &["council", "sort", "id"]),
    ("erasure", &["council", "said_by", "sort", "id"]),
    ("once", &["council", "scope", "key"]),
    ("file", &["council", "file_id"]),
    ("file_part", &["council", "file_id", "number"]),
    ("cases", &["council", "case_id"]),
    ("case_stage", &["council", "case_id", "stage"]),
    ("case_point", &["council", "case_id", "point_id"]),
    ("case_remedy", &["council", "case_id", "remedy_id"]),
    ("case_update", &["council", "case_id"]),
    ("case_unread", &["council", "case_id"]),
    ("case_transfer", &["council", "case_id"]),
    ("case_enquiry", &["council", "case_id"]),
    ("person_adjustment", &["council", "person_id", "adjustment_id"]),
    ("person_merged", &["council", "person_id"]),
    ("person_address", &["council", "person_id", "from_on"]),
    ("case_pace", &["council", "case_id", "stage", "step"]),
    ("case_step", &["council", "case_id"]),
    ("case_referral", &["council", "case_id", "referral_id"]),
    ("daily_check", &["council", "checked_on"]),
    (
        "open_case_count",
        &["council", "service", "status", "due_key", "triaged", "assigned"],
    ),
    (
        "open_case_change",
        &[
            "council", "service", "status", "due_key", "triaged", "assigned", "case_id",
        ],
    ),
    (
        "case_fact",
        &[
            "council", "case_id", "what", "on_day", "service", "channel", "kind", "stage", "ward", "detail",
            "days",
        ],
    ),
    (
        "fact_change",
        &[
            "council", "what", "on_day", "case_id", "service", "channel", "kind", "stage", "ward", "detail",
            "days",
        ],
    ),
    (
        "fact_sum",
        &[
            "council", "what", "split", "grain", "service", "period", "value", "days",
        ],
    ),
    ("conduct", &["council", "file_id"]),
    ("conduct_contact", &["council", "contact_id"]),
    ("conduct_decision", &["council", "file_id", "number"]),
    ("conduct_likeness", &["council", "person_id", "file_id"]),
    ("conduct_end", &["council", "stream"]),
    ("contact_measure", &["council", "file_id", "number"]),
    ("signal", &["council", "signal_id"]),
    ("signal_place", &["council"]),
    (
        "conduct_reading",
        &["council", "file_id", "read_at", "actor", "page"],
    ),
    ("case_person", &["council", "person_id", "case_id"]),
    ("lesson", &["council", "lesson_id"]),
    ("lesson_service", &["council", "service", "lesson_id"]),
    ("lesson_case", &["council", "case_id", "lesson_id"]),
    ("cause", &["council", "cause_id"]),
    ("cause_case", &["council", "case_id", "cause_id"]),
    ("survey", &["council", "case_id"]),
    ("survey_link", &["council", "hash"]),
    ("guidance_note", &["council", "user_id", "what"]),
    ("report", &["council", "report_key"]),
    ("report_action", &["council", "report_key", "item"]),
    ("search_document", &["council", "case_id"]),
    ("search_block", &["council", "term", "block"]),
    ("search_head", &["council"]),
    ("user_account", &["council", "user_id"]),
    ("user_identity", &["council", "identity"]),
    ("emergency_use", &["council", "user_id", "version"]),
    ("api_token", &["council", "name"]),
    ("webhook", &["council", "webhook_id"]),
    ("session", &["council", "token_hash"]),
    ("password_link", &["council", "token_hash"]),
    ("partner_key", &["council", "token_hash"]),
    ("partner_code", &["council", "referral_id"]),
    ("draft", &["council", "token_hash", "journey"]),
    ("attempt", &["council", "key"]),
    ("policy_version", &["council", "version"]),
    ("settings_change", &["council", "changed_at", "stream", "version"]),
    ("message", &["council", "message_id"]),
    ("notify_message", &["council", "message_id"]),
    ("code", &["council", "case_id", "person_id"]),
    ("mail", &["council", "mail_id"]),
    ("mail_part", &["council", "mail_id", "number"]),
    ("reply_token", &["council", "token"]),
    ("mailbox", &["council"]),
    ("job", &["council", "job_id"]),
    ("import_row", &["council", "source", "row_key"]),
    ("access_log", &["council", "case_id", "read_at", "actor", "page"]),
    ("absence", &["council", "user_id"]),
    ("notification", &["council", "notification_id"]),
    ("saved_filter", &["council", "user_id", "name"]),
    ("mailed_report", &["council", "user_id", "view", "service"]),
    ("calendar_link", &["council", "user_id"]),
    ("second_step", &["council", "user_id"]),
    ("recovery_code", &["council", "user_id", "hash"]),
    ("problem_dismissed", &["council", "service", "sign", "digest"]),
    ("typing", &["council", "case_id", "user_id"]),
    ("working_hours", &["council", "user_id"]),
    ("logo", &["council"]),
    ("kept_letter", &["council", "message_id"]),
    ("print_run", &["council", "run_on", "number"]),
];

/// How many rows are read at once.
const PAGE: usize = 1_000;

/// How many parts of files: each is large.
const PAGE_OF_PARTS: usize = 16;

fn page_size(table: &str) -> usize {
    if ["file_part", "mail_part"].contains(&table) {
        PAGE_OF_PARTS
    } else {
        PAGE
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    redress_backup: u32,
    schema: i64,
    taken_at: Timestamp,
}

#[derive(Debug, Serialize, Deserialize)]
struct TableLine {
    table: String,
    columns: Vec<(String, Shape)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Footer {
    rows: u64,
    sha256: String,
}

/// The number of the last migration.
fn schema() -> i64 {
    MIGRATIONS.last().map_or(0, |(version, ..)| *version)
}

impl Store {
    /// Writes everything to a new file, as it is at one moment, while others go on working; answers
    /// how many rows there are. The file is there only when it is whole and on the disk.
    pub async fn backup(&self, path: &Path, taken_at: Timestamp) -> Result<u64, StoreError> {
        let unfinished = beside(path);
        let mut lines = Lines::create(&unfinished)?;
        let mut lent = self.lend().await?;
        let mut on = lent.connection();
        on.begin_reading().await?;
        let written = write_all(&mut on, &mut lines, taken_at).await;
        on.end_reading().await?;
        let rows = match written.and_then(|()| lines.finish()) {
            Ok(rows) => rows,
            Err(error) => {
                std::fs::remove_file(&unfinished)?;
                return Err(error);
            }
        };
        std::fs::rename(&unfinished, path)?;
        Ok(rows)
    }

    /// Fills this database from a backup, whole or not at all; answers how many rows there were.
    /// It must be empty: nothing is ever overwritten.
    pub async fn restore(&self, path: &Path) -> Result<u64, StoreError> {
        check(path)?;
        let count = self.write(Work::Restore(path.to_owned())).await?.count();
        // What was restored is as quick to ask as it was before.
        self.look_at_tables().await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    path.with_file_name(name)
}

/// Lines on their way into a file, with their checksum.
struct Lines {
    file: BufWriter<std::fs::File>,
    hash: Sha256,
    rows: u64,
}

impl Lines {
    fn create(path: &Path) -> Result<Self, StoreError> {
        let file = BufWriter::new(private::create(path)?);
        Ok(Self {
            file,
            hash: Sha256::new(),
            rows: 0,
        })
    }

    fn write(&mut self, value: &impl Serialize) -> Result<(), StoreError> {
        let mut line = serde_json::to_string(value).map_err(std::io::Error::from)?;
        line.push('\n');
        self.hash.update(&line);
        self.file.write_all(line.as_bytes())?;
        Ok(())
    }

    fn finish(mut self) -> Result<u64, StoreError> {
        let (rows, hash) = (self.rows, std::mem::take(&mut self.hash));
        let sha256 = data_encoding::HEXLOWER.encode(&hash.finalize());
        self.write(&Footer { rows, sha256 })?;
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok(rows)
    }
}

async fn write_all(
    on: &mut Connection<'_>,
    lines: &mut Lines,
    taken_at: Timestamp,
) -> Result<(), StoreError> {
    lines.write(&Header {
        redress_backup: 1,
        schema: schema(),
        taken_at,
    })?;
    for (table, key) in TABLES {
        let columns = on.columns(table).await?;
        lines.write(&TableLine {
            table: (*table).to_owned(),
            columns: columns.clone(),
        })?;
        let mut after: Option<Vec<Arg>> = None;
        loop {
            let rows = on.rows(page(table, key, after.take())).await?;
            for row in &rows {
                let values = columns
                    .iter()
                    .enumerate()
                    .map(|(place, (_, shape))| row.at(place, *shape));
                let values: Vec<Arg> = values.collect::<Result<_, _>>()?;
                lines.write(&values)?;
                lines.rows += 1;
                let of_key = columns
                    .iter()
                    .zip(values)
                    .filter(|((name, _), _)| key.contains(&name.as_str()));
                after = Some(of_key.map(|(_, value)| value).collect());
            }
            if rows.len() < page_size(table) {
                break;
            }
        }
    }
    Ok(())
}

/// The next rows of a table after a key. Keys are the first columns of their tables, in order.
fn page(table: &str, key: &[&str], after: Option<Vec<Arg>>) -> Statement {
    let key_list = key.join(", ");
    let places: Vec<String> = (1..=key.len()).map(|place| format!("${place}")).collect();
    let filter = match after {
        Some(_) => format!("WHERE ({key_list}) > ({})", places.join(", ")),
        None => String::new(),
    };
    let limit = page_size(table);
    Statement::made(format!(
        "SELECT * FROM {table} {filter} ORDER BY {key_list} LIMIT {limit}"
    ))
    .args(after.unwrap_or_default())
}

fn bad(line: u64, why: impl Into<String>) -> StoreError {
    StoreError::BadBackup {
        line,
        why: why.into(),
    }
}

/// Reads the whole file: its beginning, its end and its checksum.
fn check(path: &Path) -> Result<(), StoreError> {
    let mut hash = Sha256::new();
    let (mut number, mut rows, mut last) = (0, 0_u64, None::<String>);
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let line = line?;
        number += 1;
        if number == 1 {
            let header: Header =
                serde_json::from_str(&line).map_err(|error| bad(1, format!("it is no backup: {error}")))?;
            if header.redress_backup != 1 || header.schema != schema() {
                return Err(bad(
                    1,
                    format!("it is for tables {}, and these are {}", header.schema, schema()),
                ));
            }
        }
        if let Some(before) = last.replace(line) {
            hash.update(&before);
            hash.update("\n");
            rows += u64::from(before.starts_with('['));
        }
    }
    let footer = last.ok_or_else(|| bad(1, "it is empty"))?;
    let footer: Footer = serde_json::from_str(&footer).map_err(|error| {
        bad(
            number,
            format!("the last line is missing, the file was cut off: {error}"),
        )
    })?;
    if footer.sha256 != data_encoding::HEXLOWER.encode(&hash.finalize()) {
        return Err(bad(
            number,
            "the checksum is another: the file was damaged or altered",
        ));
    }
    if footer.rows != rows {
        return Err(bad(
            number,
            format!("{} rows are promised, and {rows} are there", footer.rows),
        ));
    }
    Ok(())
}

/// Fills an empty database from a file that was checked, inside a transaction.
pub(crate) async fn fill(on: &mut Connection<'_>, path: &Path) -> Result<i64, StoreError> {
    for (table, _) in TABLES {
        let any = Statement::made(format!("SELECT council FROM {table} LIMIT 1"));
        if on.row(any).await?.is_some() {
            return Err(StoreError::NotEmpty(table));
        }
    }
    let (mut number, mut rows) = (0, 0);
    let mut filling: Option<Filling> = None;
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let line = line?;
        number += 1;
        if line.starts_with('[') {
            let table = filling
                .as_mut()
                .ok_or_else(|| bad(number, "a row before its table"))?;
            let values = read_row(&line, &table.columns).map_err(|why| bad(number, why))?;
            table.add(on, (values, line.len())).await?;
            rows += 1;
        } else if let Ok(table) = serde_json::from_str::<TableLine>(&line) {
            if let Some(before) = &mut filling {
                before.write(on).await?;
            }
            filling = Some(into_table(on, table).await.map_err(|why| bad(number, why))?);
        }
    }
    if let Some(last) = &mut filling {
        last.write(on).await?;
    }
    Ok(rows)
}

/// How many rows go into the database at once, at most, and how many letters of their lines.
const ROWS_AT_ONCE: usize = 64;
const LETTERS_AT_ONCE: usize = 1 << 20;

/// A table on its way in: rows that were read and not yet written.
struct Filling {
    insert: String,
    columns: Vec<(String, Shape)>,
    waiting: Vec<Vec<Arg>>,
    letters: usize,
}

impl Filling {
    async fn add(
        &mut self,
        on: &mut Connection<'_>,
        (values, letters): (Vec<Arg>, usize),
    ) -> Result<(), StoreError> {
        self.waiting.push(values);
        self.letters += letters;
        if self.waiting.len() >= ROWS_AT_ONCE || self.letters >= LETTERS_AT_ONCE {
            self.write(on).await?;
        }
        Ok(())
    }

    async fn write(&mut self, on: &mut Connection<'_>) -> Result<(), StoreError> {
        for statement in many(&self.insert, &self.waiting) {
            on.run(statement).await?;
        }
        self.waiting.clear();
        self.letters = 0;
        Ok(())
    }
}

async fn into_table(on: &mut Connection<'_>, line: TableLine) -> Result<Filling, String> {
    let TableLine { table, columns } = line;
    if !TABLES.iter().any(|(name, _)| *name == table) {
        return Err(format!("there is no table \"{table}\""));
    }
    let there = on.columns(&table).await.map_err(|error| error.source_text())?;
    if there != columns {
        return Err(format!("the columns of \"{table}\" are others"));
    }
    let mut names = String::new();
    let mut places = String::new();
    for (place, (name, _)) in columns.iter().enumerate() {
        let comma = if place == 0 { "" } else { ", " };
        let _ = write!(names, "{comma}{name}");
        let _ = write!(places, "{comma}${}", place + 1);
    }
    Ok(Filling {
        insert: format!("INSERT INTO {table} ({names}) VALUES ({places})"),
        columns,
        waiting: Vec::new(),
        letters: 0,
    })
}

fn read_row(line: &str, columns: &[(String, Shape)]) -> Result<Vec<Arg>, String> {
    let values: Vec<Value> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    if values.len() != columns.len() {
        return Err(format!("{} values for {} columns", values.len(), columns.len()));
    }
    let read = |(value, (name, shape)): (Value, &(String, Shape))| {
        let arg = match (shape, &value) {
            (Shape::Text, Value::Null) => Some(Arg::Text(None)),
            (Shape::Int, Value::Null) => Some(Arg::Int(None)),
            (Shape::Bool, Value::Null) => Some(Arg::Bool(None)),
            (Shape::Bytes, Value::Null) => Some(Arg::Bytes(None)),
            (Shape::Bytes, _) => {
                let decoded = value
                    .as_str()
                    .map(|text| data_encoding::BASE64.decode(text.as_bytes()));
                decoded.and_then(Result::ok).map(|bytes| Arg::Bytes(Some(bytes)))
            }
            (Shape::Text, _) => value.as_str().map(|text| Arg::Text(Some(text.to_owned()))),
            (Shape::Int, _) => value.as_i64().map(|number| Arg::Int(Some(number))),
            (Shape::Bool, _) => value.as_bool().map(|truth| Arg::Bool(Some(truth))),
        };
        arg.ok_or_else(|| format!("{value} does not fit the column {name}"))
    };
    values.into_iter().zip(columns).map(read).collect()
}
