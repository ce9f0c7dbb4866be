//! Drafts: what somebody has typed on a public journey and not sent yet.

use jiff::Timestamp;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A journey that was begun.
    pub struct DraftRow {
        /// The hash of the token that only the browser has.
        pub token_hash: String,
        /// Which journey.
        pub journey: String,
        /// What was typed, as JSON.
        pub body: String,
        /// When it is forgotten.
        pub expires_at: Timestamp,
    }
}

impl Store {
    /// Keeps a draft, new or changed.
    pub async fn put_draft(&self, council: &CouncilId, draft: &DraftRow) -> Result<(), StoreError> {
        self.run(sql!("draft/put.sql").bind(council).args(draft.to_args()))
            .await?;
        Ok(())
    }

    /// The draft of a journey, unless it is to be forgotten.
    pub async fn draft(
        &self,
        council: &CouncilId,
        (token_hash, journey): (&str, &str),
        at: Timestamp,
    ) -> Result<Option<DraftRow>, StoreError> {
        let statement = sql!("draft/get.sql")
            .bind(council)
            .text(token_hash)
            .text(journey)
            .at(at);
        self.row(statement)
            .await?
            .as_ref()
            .map(DraftRow::from_row)
            .transpose()
    }

    /// Forgets a draft.
    pub async fn delete_draft(
        &self,
        council: &CouncilId,
        (token_hash, journey): (&str, &str),
    ) -> Result<(), StoreError> {
        self.run(
            sql!("draft/delete.sql")
                .bind(council)
                .text(token_hash)
                .text(journey),
        )
        .await?;
        Ok(())
    }
}
