//! Whether the record can be read and written.

use jiff::SignedDuration;
use redress_store::error::StoreError;

use crate::Casework;
use crate::failure::Failure;

/// What is wrong with the database.
#[derive(Debug)]
pub enum Unwell {
    /// It does not answer.
    NothingIsRead(StoreError),
    /// It answers, and takes nothing in: its disk may be full.
    NothingIsWritten(Failure),
}

impl Casework {
    /// Whether the database answers and, if it took something not in since it last took something,
    /// whether it does now.
    ///
    /// Costs a statement that reads nothing; after a write that failed, the write of one row.
    pub async fn is_well(&self) -> Result<(), Unwell> {
        self.store().ping().await.map_err(Unwell::NothingIsRead)?;
        if self.store().takes_in() {
            return Ok(());
        }
        let Some(council) = self.councils().all().into_iter().next() else {
            return Ok(());
        };
        self.count_try(&council.id, "health", SignedDuration::from_mins(1))
            .await
            .map(|_count| ())
            .map_err(Unwell::NothingIsWritten)
    }
}
