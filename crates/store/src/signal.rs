//! Signals: who is asked to look at what, and how far the record was looked through for them.

use jiff::civil::Date;
use redress_domain::id::{CouncilId, PersonId, SignalId, UserId};
use redress_domain::policy::SignalKind;
use redress_domain::signal::Standing;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, sql};
use crate::error::StoreError;

row! {
    /// A signal, as lists show it.
    pub struct SignalRow {
        /// Which.
        pub signal_id: SignalId,
        /// About whom: also the name of its stream.
        pub person_id: PersonId,
        /// What was counted.
        pub kind: SignalKind,
        /// Who sees it, and nobody else.
        pub reader: Option<UserId>,
        /// The day on which it was raised.
        pub raised_on: Date,
        /// The last day on which it waits.
        pub expires_on: Date,
        /// What came of it.
        pub standing: Standing,
        /// When.
        pub settled_on: Option<Date>,
        /// Whether the council itself was late on those cases.
        pub shows_us_late: bool,
    }
}

/// A line of a reader's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalLine {
    /// As it stands.
    pub row: SignalRow,
    /// What the person is called; nothing once that was erased.
    pub name: Option<String>,
}

redress_domain::vocabulary! {
    /// The lists of a reader.
    pub enum SignalList {
        /// What waits.
        Waiting = "waiting",
        /// What was seen to, or is gone by itself.
        Over = "over",
    }
}

impl Store {
    /// A signal.
    pub async fn signal(&self, council: &CouncilId, id: &SignalId) -> Result<Option<SignalRow>, StoreError> {
        let row = self.row(sql!("signal/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(SignalRow::from_row).transpose()
    }

    /// A page of the signals that somebody is to see, the newest first.
    pub async fn signals_of_reader(
        &self,
        council: &CouncilId,
        reader: &UserId,
        (list, on): (SignalList, Date),
        (before, limit): (Option<&SignalId>, i64),
    ) -> Result<Vec<SignalLine>, StoreError> {
        let statement = sql!("signal/of_reader.sql").bind(council).bind(reader);
        let statement = statement.text(before.map_or("~", SignalId::as_str)).on(on);
        let waits = i64::from(list == SignalList::Waiting);
        let rows = self.rows(statement.int(waits).int(limit)).await?;
        let line = |row: &Row| {
            Ok(SignalLine {
                row: SignalRow::from_row(row)?,
                name: row.get("person_name")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// Signals that wait on a day, what expires first.
    pub async fn signals_waiting(
        &self,
        council: &CouncilId,
        on: Date,
        after: Option<&SignalRow>,
        limit: i64,
    ) -> Result<Vec<SignalRow>, StoreError> {
        let statement = sql!("signal/waiting.sql").bind(council).on(on);
        let statement = match after {
            Some(row) => statement.on(row.expires_on).bind(&row.signal_id),
            None => statement.text("").text(""),
        };
        let rows = self.rows(statement.int(limit)).await?;
        rows.iter().map(SignalRow::from_row).collect()
    }

    /// Signals that were raised between two days, both counted, a page by key.
    pub async fn signals_raised(
        &self,
        council: &CouncilId,
        (from, to): (Date, Date),
        after: Option<&SignalRow>,
        limit: i64,
    ) -> Result<Vec<SignalRow>, StoreError> {
        let statement = sql!("signal/raised.sql").bind(council).on(from).on(to);
        let statement = match after {
            Some(row) => statement.on(row.raised_on).bind(&row.signal_id),
            None => statement.text("").text(""),
        };
        let rows = self.rows(statement.int(limit)).await?;
        rows.iter().map(SignalRow::from_row).collect()
    }

    /// The seal up to which the record was looked through for signals; `None` where it never was.
    pub async fn signal_place(&self, council: &CouncilId) -> Result<Option<i64>, StoreError> {
        let row = self.row(sql!("signal/place.sql").bind(council)).await?;
        row.as_ref().map(|row| row.get("position")).transpose()
    }

    /// Writes down that it was looked through up to a seal.
    pub async fn looked_for_signals(&self, council: &CouncilId, position: i64) -> Result<(), StoreError> {
        self.run(sql!("signal/put_place.sql").bind(council).int(position))
            .await?;
        Ok(())
    }
}
