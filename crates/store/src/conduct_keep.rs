//! How long conduct files and signals are kept, and who was said to be the person of a file under another name.

use jiff::civil::Date;
use redress_domain::id::{ConductId, CouncilId, PersonId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::stream::StreamId;

row! {
    /// From which day the time counts for which something is kept.
    pub struct EndRow {
        /// What.
        pub stream: StreamId,
        /// The conduct file, where it is one; else what was signalled about somebody.
        pub file_id: Option<ConductId>,
        /// The day.
        pub ended_on: Date,
        /// Whether somebody said why it is kept for longer.
        pub is_held: bool,
    }
}

/// A conduct file that ended, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndLine {
    /// The file.
    pub row: EndRow,
    /// What the person is called; nothing once that was erased.
    pub name: Option<String>,
}

impl Store {
    /// What ended up to a day, the earliest first, after the last of the page before.
    pub async fn conduct_ended(
        &self,
        council: &CouncilId,
        (until, after): (Date, Option<&EndRow>),
        limit: i64,
    ) -> Result<Vec<EndRow>, StoreError> {
        let statement = sql!("conduct/ended.sql").bind(council).on(until);
        let statement = match after {
            Some(last) => statement.on(last.ended_on).bind(&last.stream),
            None => statement.text("").text(""),
        };
        let rows = self.rows(statement.int(limit)).await?;
        rows.iter().map(EndRow::from_row).collect()
    }

    /// The same of conduct files alone, with whose they are.
    pub async fn conduct_files_ended(
        &self,
        council: &CouncilId,
        (until, after): (Date, Option<&EndRow>),
        limit: i64,
    ) -> Result<Vec<EndLine>, StoreError> {
        let statement = sql!("conduct/ended_files.sql").bind(council).on(until);
        let statement = match after {
            Some(last) => statement.on(last.ended_on).bind(&last.stream),
            None => statement.text("").text(""),
        };
        let rows = self.rows(statement.int(limit)).await?;
        let line = |row| {
            Ok(EndLine {
                row: EndRow::from_row(row)?,
                name: row.get("person_name")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// The conduct files whose person somebody was said to be, under another name or address.
    pub async fn conduct_by_likeness(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<ConductId>, StoreError> {
        let statement = sql!("conduct/files_by_likeness.sql").bind(council).bind(person);
        let rows = self.rows(statement).await?;
        rows.iter().map(|row| row.get("file_id")).collect()
    }
}
