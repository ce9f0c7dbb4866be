//! Guidance: who read which page, in which version, and since when somebody has the work that it is for.

use jiff::civil::Date;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

row! {
    /// What somebody read, or since when they have their work.
    pub struct GuidanceRow {
        /// Who.
        pub user_id: UserId,
        /// The page, or the work.
        pub what: String,
        /// Which version of the page; 0 for work.
        pub version: i64,
        /// On which day.
        pub on_day: Date,
    }
}

impl Store {
    /// What somebody read.
    pub async fn guidance_of(
        &self,
        council: &CouncilId,
        user: &UserId,
    ) -> Result<Vec<GuidanceRow>, StoreError> {
        self.guidance_rows(sql!("guidance/of_user.sql").bind(council).bind(user))
            .await
    }

    /// What everybody read.
    ///
    /// Costs a few rows for each person who signs in.
    pub async fn guidance_of_all(&self, council: &CouncilId) -> Result<Vec<GuidanceRow>, StoreError> {
        self.guidance_rows(sql!("guidance/all.sql").bind(council)).await
    }

    async fn guidance_rows(&self, statement: Statement) -> Result<Vec<GuidanceRow>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.iter().map(GuidanceRow::from_row).collect()
    }
}
