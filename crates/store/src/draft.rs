//! Drafts: what somebody has typed on a public journey and not sent yet.

use jiff::Timestamp;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::work::Work;

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
        /// The hash of the code by which it is found again from another browser, if it has one.
        pub code_hash: Option<String>,
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

    /// The draft that has this code, unless it is to be forgotten.
    pub async fn draft_of_code(
        &self,
        council: &CouncilId,
        code_hash: &str,
        at: Timestamp,
    ) -> Result<Option<DraftRow>, StoreError> {
        let statement = sql!("draft/of_code.sql").bind(council).text(code_hash).at(at);
        self.row(statement)
            .await?
            .as_ref()
            .map(DraftRow::from_row)
            .transpose()
    }

    /// Hands the draft that has this code over to another browser, in place of one of the same journey
    /// that it may have.
    pub async fn move_draft(
        &self,
        council: &CouncilId,
        (code_hash, journey): (&str, &str),
        token_hash: &str,
    ) -> Result<(), StoreError> {
        let gone = sql!("draft/delete.sql")
            .bind(council)
            .text(token_hash)
            .text(journey);
        let moved = sql!("draft/move.sql")
            .bind(council)
            .text(code_hash)
            .text(token_hash);
        self.write(Work::Run(vec![gone, moved])).await?;
        Ok(())
    }
}
