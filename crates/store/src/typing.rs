//! What somebody has in the reply editor and has not saved.

use jiff::Timestamp;
use redress_domain::id::{CaseId, CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// What stood in the boxes when it was last looked at.
    pub struct TypingRow {
        /// In the reply to which case.
        pub case_id: CaseId,
        /// Who types.
        pub user_id: UserId,
        /// The parts of the reply, as JSON.
        pub body: String,
        /// The version of the case that they have before them.
        pub seen: i64,
        /// When.
        pub typed_at: Timestamp,
    }
}

impl Store {
    /// Keeps what somebody typed, in place of what they typed before.
    pub async fn put_typing(&self, council: &CouncilId, row: &TypingRow) -> Result<(), StoreError> {
        self.run(sql!("typing/put.sql").bind(council).args(row.to_args()))
            .await?;
        Ok(())
    }

    /// Who is typing in the reply to a case. Costs the rows of that case.
    pub async fn typing(
        &self,
        council: &CouncilId,
        case: &CaseId,
        limit: i64,
    ) -> Result<Vec<TypingRow>, StoreError> {
        let statement = sql!("typing/of_case.sql").bind(council).bind(case).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(TypingRow::from_row).collect()
    }

    /// Forgets what somebody typed in the reply to a case.
    pub async fn delete_typing(
        &self,
        council: &CouncilId,
        (case, user): (&CaseId, &UserId),
    ) -> Result<(), StoreError> {
        self.run(sql!("typing/delete.sql").bind(council).bind(case).bind(user))
            .await?;
        Ok(())
    }

    /// Forgets what was typed before a moment and never saved; answers how many there were.
    pub async fn sweep_typing(&self, council: &CouncilId, before: Timestamp) -> Result<i64, StoreError> {
        self.run(sql!("typing/delete_old.sql").bind(council).at(before))
            .await
    }
}
