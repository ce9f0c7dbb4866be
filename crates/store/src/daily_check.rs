//! The daily check: on which days somebody looked through the queue of unassigned cases.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{ActorId, CouncilId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// The check of one day.
    pub struct DailyCheckRow {
        /// The day.
        pub checked_on: Date,
        /// The moment.
        pub checked_at: Timestamp,
        /// Who checked.
        pub checked_by: ActorId,
        /// How many cases were waiting.
        pub waiting: i64,
    }
}

impl Store {
    /// The checks from one day to another, in order.
    pub async fn daily_checks(
        &self,
        council: &CouncilId,
        from: Date,
        to: Date,
    ) -> Result<Vec<DailyCheckRow>, StoreError> {
        let rows = self
            .rows(sql!("daily_check/between.sql").bind(council).on(from).on(to))
            .await?;
        rows.iter().map(DailyCheckRow::from_row).collect()
    }
}
