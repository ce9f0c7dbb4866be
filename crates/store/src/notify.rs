//! What GOV.UK Notify took, and what it said of it. Nothing of a person is here: Notify knows a message
//! by the identifier that it has here.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, MessageId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;
use crate::message::Tried;
use crate::work::Work;

row! {
    /// A message that GOV.UK Notify took.
    pub struct NotifyRow {
        /// The message.
        pub message_id: MessageId,
        /// What Notify calls it.
        pub notification_id: String,
        /// What Notify last said of it, in its own word.
        pub status: String,
        /// When.
        pub said_at: Timestamp,
        /// When it is asked again; `None` when nothing more is expected.
        pub ask_at: Option<Timestamp>,
    }
}

impl NotifyRow {
    /// The statement that writes it.
    pub(crate) fn put(&self, council: &str) -> Statement {
        sql!("notify/put.sql").text(council).args(self.to_args())
    }
}

impl Store {
    /// Writes down in one commit that Notify took a message that `worker` held, and what it calls it.
    pub async fn notify_took(
        &self,
        council: &CouncilId,
        worker: &str,
        row: &NotifyRow,
    ) -> Result<(), StoreError> {
        let held = (&row.message_id, worker);
        let finish = Tried::Mailed.statement(council, held, None, row.said_at);
        self.write(Work::Run(vec![finish, row.put(council.as_str())]))
            .await?;
        Ok(())
    }

    /// Writes down what Notify said of a message.
    pub async fn put_notify(&self, council: &CouncilId, row: &NotifyRow) -> Result<(), StoreError> {
        self.run(row.put(council.as_str())).await?;
        Ok(())
    }

    /// What Notify said of a message, if it took it.
    pub async fn notify_message(
        &self,
        council: &CouncilId,
        id: &MessageId,
    ) -> Result<Option<NotifyRow>, StoreError> {
        let row = self.row(sql!("notify/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(NotifyRow::from_row).transpose()
    }

    /// What Notify said of several messages, of those that it took.
    pub async fn notify_messages(
        &self,
        council: &CouncilId,
        ids: &[&MessageId],
    ) -> Result<Vec<NotifyRow>, StoreError> {
        let asked = ids
            .iter()
            .map(|id| sql!("notify/get.sql").bind(council).bind(*id));
        let each = self.rows_each(asked.collect()).await?;
        each.iter().flatten().map(NotifyRow::from_row).collect()
    }

    /// What Notify is to be asked about by a moment, the longest due first.
    pub async fn notify_to_ask(
        &self,
        council: &CouncilId,
        at: Timestamp,
        limit: i64,
    ) -> Result<Vec<NotifyRow>, StoreError> {
        let statement = sql!("notify/to_ask.sql").bind(council).at(at).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(NotifyRow::from_row).collect()
    }
}
