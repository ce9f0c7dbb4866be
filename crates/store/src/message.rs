//! The outbox: messages that are to leave the building, and what became of them.

use jiff::Timestamp;
use redress_domain::id::{CaseId, CouncilId, MessageId, PersonId, WordsId};
use redress_domain::vocabulary::Channel;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::work::Work;

redress_domain::vocabulary! {
    /// What became of a message.
    pub enum MessageState {
        /// It waits for its moment; until then it can be taken back.
        Waiting = "waiting",
        /// It was handed over.
        Sent = "sent",
        /// It was taken back before its moment.
        TakenBack = "taken-back",
        /// It could not be sent, and nobody tries any more.
        Failed = "failed",
    }
}

row! {
    /// A message in the outbox.
    pub struct MessageRow {
        /// The message.
        pub message_id: MessageId,
        /// Which case it is about.
        pub case_id: Option<CaseId>,
        /// To whom; `None` when not to a customer.
        pub recipient: Option<PersonId>,
        /// How it leaves.
        pub channel: Channel,
        /// What it is: `acknowledgement`, `reply`.
        pub purpose: String,
        /// Its subject.
        pub subject_words: Option<WordsId>,
        /// Its body.
        pub body_words: Option<WordsId>,
        /// From when on it may leave.
        pub release_at: Timestamp,
        /// What became of it.
        pub state: MessageState,
        /// How often sending was tried.
        pub tries: i64,
        /// When it was handed over.
        pub sent_at: Option<Timestamp>,
        /// Why the last try failed.
        pub last_error: Option<String>,
    }
}

impl Store {
    /// Messages whose moment has come, the oldest first.
    pub async fn messages_to_release(
        &self,
        council: &CouncilId,
        at: Timestamp,
        limit: i64,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let rows = self
            .rows(sql!("message/to_release.sql").bind(council).at(at).int(limit))
            .await?;
        rows.iter().map(MessageRow::from_row).collect()
    }

    /// A message.
    pub async fn message(
        &self,
        council: &CouncilId,
        id: &MessageId,
    ) -> Result<Option<MessageRow>, StoreError> {
        let row = self.row(sql!("message/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(MessageRow::from_row).transpose()
    }

    /// The messages about a case, the oldest first.
    pub async fn messages_of_case(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let rows = self
            .rows(sql!("message/of_case.sql").bind(council).bind(case))
            .await?;
        rows.iter().map(MessageRow::from_row).collect()
    }

    /// Writes down what became of a message, if it still waits; answers whether it did. Of several
    /// who try, one is told so.
    pub async fn settle_message(
        &self,
        council: &CouncilId,
        id: &MessageId,
        state: MessageState,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sent_at = (state == MessageState::Sent).then_some(at);
        let statement = sql!("message/settle.sql")
            .bind(council)
            .bind(id)
            .bind(&state)
            .bind(&sent_at);
        Ok(self.run(statement).await? == 1)
    }

    /// Writes down that sending failed, and when it is tried again.
    pub async fn retry_message(
        &self,
        council: &CouncilId,
        id: &MessageId,
        again_at: Timestamp,
        why: &str,
    ) -> Result<bool, StoreError> {
        let statement = sql!("message/retry.sql")
            .bind(council)
            .bind(id)
            .at(again_at)
            .text(why);
        Ok(self.write(Work::Run(vec![statement])).await?.count() == 1)
    }
}
