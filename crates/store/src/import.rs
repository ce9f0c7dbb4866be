//! Imports: which rows of which source are in already, so that an import can be resumed.

use redress_domain::id::{CaseId, CouncilId};

use crate::Store;
use crate::engine::sql;
use crate::error::StoreError;

impl Store {
    /// The case that a row of a source became, if it is in already.
    pub async fn imported(
        &self,
        council: &CouncilId,
        source: &str,
        row_key: &str,
    ) -> Result<Option<CaseId>, StoreError> {
        let row = self
            .row(sql!("import/get.sql").bind(council).text(source).text(row_key))
            .await?;
        row.map(|row| row.get("case_id")).transpose()
    }

    /// How many rows of a source are in.
    pub async fn imported_count(&self, council: &CouncilId, source: &str) -> Result<i64, StoreError> {
        let row = self
            .row(sql!("import/count.sql").bind(council).text(source))
            .await?;
        row.map_or(Ok(0), |row| row.get("n"))
    }
}
