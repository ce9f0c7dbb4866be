//! When people work, as they say themselves.

use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// When somebody works.
    pub struct HoursRow {
        /// Who.
        pub user_id: UserId,
        /// The days and hours, as JSON.
        pub hours: String,
    }
}

impl Store {
    /// When everybody works who said so: a line for each person at most.
    pub async fn working_hours(&self, council: &CouncilId) -> Result<Vec<HoursRow>, StoreError> {
        let rows = self.rows(sql!("working_hours/all.sql").bind(council)).await?;
        rows.iter().map(HoursRow::from_row).collect()
    }
}
