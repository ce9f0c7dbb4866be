//! Drafts: what somebody has typed on a public journey and not sent yet.

use jiff::Timestamp;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
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

row! {
    /// A link to a draft that one worker is about to send.
    pub struct LinkToSend {
        /// Whose draft.
        pub token_hash: String,
        /// Of which journey.
        pub journey: String,
        /// Where the link goes.
        pub link_to: String,
        /// Until when nobody else sends it.
        pub link_at: Timestamp,
        /// How often it was tried, this time included.
        pub link_tries: i64,
        /// When the draft is forgotten.
        pub expires_at: Timestamp,
    }
}

impl LinkToSend {
    fn named(&self, council: &CouncilId, statement: Statement) -> Statement {
        let statement = statement.bind(council).text(&self.token_hash).text(&self.journey);
        statement.at(self.link_at)
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

    /// The drafts of one browser whose journey begins so, unless they are to be forgotten.
    pub async fn drafts_of_token(
        &self,
        council: &CouncilId,
        (token_hash, begins): (&str, &str),
        at: Timestamp,
    ) -> Result<Vec<DraftRow>, StoreError> {
        let statement = sql!("draft/of_token.sql").bind(council).text(token_hash);
        let rows = self.rows(statement.text(begins).at(at)).await?;
        rows.iter().map(DraftRow::from_row).collect()
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

    /// The draft of a journey, which is forgotten with it: of two who ask at once, one gets it.
    pub async fn take_draft(
        &self,
        council: &CouncilId,
        (token_hash, journey): (&str, &str),
        at: Timestamp,
    ) -> Result<Option<DraftRow>, StoreError> {
        let draft = self.draft(council, (token_hash, journey), at).await?;
        let gone = sql!("draft/delete.sql").bind(council);
        let gone = self.run(gone.text(token_hash).text(journey)).await?;
        Ok(draft.filter(|_| gone == 1))
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

    /// Hands the draft that one browser keeps over to another, in place of one of the same journey that
    /// it may have. A link to it that was sent opens nothing any more.
    pub async fn move_draft(
        &self,
        council: &CouncilId,
        (from, journey): (&str, &str),
        token_hash: &str,
    ) -> Result<(), StoreError> {
        let gone = sql!("draft/delete.sql")
            .bind(council)
            .text(token_hash)
            .text(journey);
        let moved = sql!("draft/move.sql")
            .bind(council)
            .text(from)
            .text(journey)
            .text(token_hash);
        self.write(Work::Run(vec![gone, moved])).await?;
        Ok(())
    }

    /// Writes down that a link to a draft is to be sent to an address, in place of an address that may
    /// wait already.
    pub async fn ask_for_link(
        &self,
        council: &CouncilId,
        (token_hash, journey): (&str, &str),
        (to, at): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        let statement = sql!("draft/ask_link.sql").bind(council).text(token_hash);
        self.run(statement.text(journey).text(to).at(at)).await?;
        Ok(())
    }

    /// Leases the links that are due to be sent: nobody else gets them before `until`.
    pub async fn lease_links(
        &self,
        council: &CouncilId,
        (at, until): (Timestamp, Timestamp),
        limit: i64,
    ) -> Result<Vec<LinkToSend>, StoreError> {
        let statement = sql!("draft/lease_links.sql").bind(council).at(at).at(until);
        let rows = self.write(Work::Run(vec![statement.int(limit)])).await?.rows();
        rows.iter().map(LinkToSend::from_row).collect()
    }

    /// Keeps the hash of the code in a link before it is sent; answers whether it is still to be sent.
    pub async fn put_link(
        &self,
        council: &CouncilId,
        link: &LinkToSend,
        code_hash: &str,
    ) -> Result<bool, StoreError> {
        let statement = link.named(council, sql!("draft/put_link.sql"));
        Ok(self.run(statement.text(code_hash)).await? == 1)
    }

    /// What follows when a link was sent or not: another try at a moment, or none, and then its address
    /// is forgotten.
    pub async fn link_again(
        &self,
        council: &CouncilId,
        link: &LinkToSend,
        again: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let statement = link.named(council, sql!("draft/link_again.sql"));
        self.run(statement.bind(&again)).await?;
        Ok(())
    }
}
