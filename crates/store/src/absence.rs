//! Who is away, until when, and who covers.

use jiff::civil::Date;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

row! {
    /// Somebody is away.
    pub struct AbsenceRow {
        /// Who.
        pub user_id: UserId,
        /// The first day.
        pub away_from: Date,
        /// The last day.
        pub away_to: Date,
        /// Who covers.
        pub covered_by: UserId,
    }
}

impl AbsenceRow {
    /// Whether they are away on a day.
    pub fn is_on(&self, day: Date) -> bool {
        self.away_from <= day && day <= self.away_to
    }
}

impl Store {
    /// When somebody is away, or was last.
    pub async fn absence(&self, council: &CouncilId, id: &UserId) -> Result<Option<AbsenceRow>, StoreError> {
        let row = self.row(sql!("absence/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(AbsenceRow::from_row).transpose()
    }

    /// Whom somebody covers on a day.
    pub async fn covered_by(
        &self,
        council: &CouncilId,
        cover: &UserId,
        on: Date,
    ) -> Result<Vec<AbsenceRow>, StoreError> {
        self.absences(sql!("absence/covered_by.sql").bind(council).bind(cover).on(on))
            .await
    }

    /// Who is away on a day.
    pub async fn away_on(&self, council: &CouncilId, on: Date) -> Result<Vec<AbsenceRow>, StoreError> {
        self.absences(sql!("absence/on.sql").bind(council).on(on)).await
    }

    async fn absences(&self, statement: Statement) -> Result<Vec<AbsenceRow>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.iter().map(AbsenceRow::from_row).collect()
    }
}
