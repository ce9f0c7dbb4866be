//! Cases that wait at another council of the installation.

use redress_domain::id::{CaseId, CouncilId, TransferId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A case that waits at another council.
    pub struct TransferRow {
        /// The case.
        pub case_id: CaseId,
        /// Which transfer.
        pub transfer_id: TransferId,
        /// The other council.
        pub to_council: CouncilId,
    }
}

impl Store {
    /// Cases of a council that wait at another, after one of them.
    ///
    /// Costs those that wait, at most `limit`.
    pub async fn transfers_waiting(
        &self,
        council: &CouncilId,
        after: Option<&CaseId>,
        limit: i64,
    ) -> Result<Vec<TransferRow>, StoreError> {
        let after = after.map_or("", CaseId::as_str);
        let statement = sql!("transfer/waiting.sql").bind(council).text(after).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(TransferRow::from_row).collect()
    }
}
