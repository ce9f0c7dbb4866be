//! Who opened a conduct file, or a list of them: written down first, and read by whoever checks.

use jiff::Timestamp;
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::permission::Ground;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

row! {
    /// Somebody opened a conduct file.
    pub struct ConductReading {
        /// Which.
        pub file_id: String,
        /// When.
        pub read_at: Timestamp,
        /// Who.
        pub actor: ActorId,
        /// Which page.
        pub page: String,
        /// By what right; `None` in what was written down before that was.
        pub why: Option<Ground>,
    }
}

impl Store {
    /// Writes down that somebody opened a file or a list.
    pub async fn note_conduct_reading(
        &self,
        council: &CouncilId,
        reading: &ConductReading,
    ) -> Result<(), StoreError> {
        self.run(
            sql!("conduct/put_reading.sql")
                .bind(council)
                .args(reading.to_args()),
        )
        .await?;
        Ok(())
    }

    /// Who opened a file, the newest first, after the last of the page before.
    pub async fn conduct_readings(
        &self,
        council: &CouncilId,
        (file, after): (&str, Option<&ConductReading>),
        limit: i64,
    ) -> Result<Vec<ConductReading>, StoreError> {
        let statement = sql!("conduct/readings.sql").bind(council).text(file);
        let statement = match after {
            Some(last) => statement.at(last.read_at).bind(&last.actor).text(&last.page),
            None => statement.at(Timestamp::MAX).text("").text(""),
        };
        self.readings(statement.int(limit)).await
    }

    /// Who opened any conduct file or any of the lists, the newest first, after the last of the page before.
    pub async fn all_conduct_readings(
        &self,
        council: &CouncilId,
        after: Option<&ConductReading>,
        limit: i64,
    ) -> Result<Vec<ConductReading>, StoreError> {
        let statement = sql!("conduct/readings_of_all.sql").bind(council);
        let statement = match after {
            Some(last) => statement
                .at(last.read_at)
                .text(&last.file_id)
                .bind(&last.actor)
                .text(&last.page),
            None => statement.at(Timestamp::MAX).text("").text("").text(""),
        };
        self.readings(statement.int(limit)).await
    }

    async fn readings(&self, statement: Statement) -> Result<Vec<ConductReading>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.iter().map(ConductReading::from_row).collect()
    }
}
