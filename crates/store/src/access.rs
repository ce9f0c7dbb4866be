//! The access log: who read which case, for whoever answers for that.

use jiff::Timestamp;
use redress_domain::id::{ActorId, CaseId, CouncilId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// One reading.
    pub struct AccessRow {
        /// The case.
        pub case_id: CaseId,
        /// When.
        pub read_at: Timestamp,
        /// Who.
        pub actor: ActorId,
        /// Which page.
        pub page: String,
    }
}

impl Store {
    /// Writes a reading down.
    pub async fn log_access(&self, council: &CouncilId, access: &AccessRow) -> Result<(), StoreError> {
        self.run(sql!("access/put.sql").bind(council).args(access.to_args()))
            .await?;
        Ok(())
    }

    /// Who read a case, the last first.
    pub async fn accesses_of_case(
        &self,
        council: &CouncilId,
        case: &CaseId,
        limit: i64,
    ) -> Result<Vec<AccessRow>, StoreError> {
        let rows = self
            .rows(sql!("access/of_case.sql").bind(council).bind(case).int(limit))
            .await?;
        rows.iter().map(AccessRow::from_row).collect()
    }

    /// What somebody read, the last first.
    pub async fn accesses_of_actor(
        &self,
        council: &CouncilId,
        actor: &ActorId,
        limit: i64,
    ) -> Result<Vec<AccessRow>, StoreError> {
        let rows = self
            .rows(sql!("access/of_actor.sql").bind(council).bind(actor).int(limit))
            .await?;
        rows.iter().map(AccessRow::from_row).collect()
    }
}
