//! Versions of the policy: the files as they were taken in.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A version of the policy.
    pub struct PolicyRow {
        /// Its number, from 1.
        pub version: i64,
        /// The file, byte for byte.
        pub source: String,
        /// The first day on which it is in force.
        pub starts_on: Date,
        /// When it was taken in.
        pub adopted_at: Timestamp,
    }
}

impl Store {
    /// Every version of the policy, the oldest first.
    pub async fn policy_versions(&self, council: &CouncilId) -> Result<Vec<PolicyRow>, StoreError> {
        let rows = self.rows(sql!("policy_version/all.sql").bind(council)).await?;
        rows.iter().map(PolicyRow::from_row).collect()
    }
}
