//! Whether the record can be read and written.

use jiff::SignedDuration;
use redress_domain::id::CouncilId;
use redress_store::error::StoreError;

use crate::Casework;
use crate::failure::Failure;

/// What is wrong with the database.
#[derive(Debug)]
pub enum Unwell {
    /// It does not answer.
    NothingIsRead(StoreError),
    /// It is damaged: nothing is written until a backup is restored.
    IsDamaged,
    /// It answers, and takes nothing in: its disk may be full.
    NothingIsWritten(Failure),
}

impl Casework {
    /// The councils whose mailbox cannot be read. The service itself goes on.
    ///
    /// Costs a row for each council.
    pub async fn mailboxes_in_trouble(&self) -> Result<Vec<CouncilId>, Failure> {
        let mut troubled = Vec::new();
        for council in self.councils().all() {
            let mailbox = self.mailbox(&council.id).await?;
            if mailbox.is_some_and(|mailbox| mailbox.failing_since.is_some()) {
                troubled.push(council.id.clone());
            }
        }
        Ok(troubled)
    }

    /// Whether the database answers and, if it took something not in since it last took something,
    /// whether it does now.
    ///
    /// Costs a statement that reads nothing; after a write that failed, the write of one row.
    pub async fn is_well(&self) -> Result<(), Unwell> {
        if self.store().is_damaged() {
            return Err(Unwell::IsDamaged);
        }
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
