//! Webhooks: where other programs are told what happened, and how far each has been told.

use jiff::Timestamp;
use redress_domain::id::CouncilId;
use redress_domain::words::Digest;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::stream::StreamId;
use crate::work::Work;

redress_domain::vocabulary! {
    /// Whether a webhook is told.
    pub enum WebhookState {
        /// It is told.
        Active = "active",
        /// It could not be told for so long that nobody tries any more.
        GivenUp = "given-up",
    }
}

row! {
    /// An address that is told what happened.
    pub struct WebhookRow {
        /// Its identifier.
        pub webhook_id: String,
        /// The address.
        pub url: String,
        /// The kinds of event that it wants, as JSON; an empty list wants all.
        pub events: String,
        /// The key with which messages to it are signed.
        pub secret: String,
        /// Whether it is told.
        pub state: WebhookState,
        /// The position of the last seal that it has been told of, or did not want.
        pub told_to: i64,
        /// When it is tried next.
        pub due_at: Timestamp,
        /// How often telling it failed in a row.
        pub tries: i64,
        /// Since when it could not be told.
        pub failing_since: Option<Timestamp>,
        /// Why the last try failed.
        pub last_error: Option<String>,
        /// When it was added.
        pub created_at: Timestamp,
    }
}

/// The digest of where a webhook leads and of the key of its signatures. The key is chance, so nobody finds out from the digest
/// what the address is, which may hold a secret too.
pub(crate) fn destination(url: &str, secret: &str) -> Digest {
    Digest::of(&[0; 16], format!("{secret}\n{url}").as_bytes())
}

impl WebhookRow {
    /// What its event says of where it leads.
    pub fn destination(&self) -> Digest {
        destination(&self.url, &self.secret)
    }
}

row! {
    /// A sealed event: what happened to which stream, without what it says.
    pub struct SealedEvent {
        /// Its place in the one order of its council.
        pub position: i64,
        /// Its stream.
        pub stream: StreamId,
        /// Its number in the stream.
        pub version: i64,
        /// What happened, by name.
        pub kind: String,
        /// When it was recorded.
        pub recorded_at: Timestamp,
    }
}

impl Store {
    /// Every webhook, the oldest first.
    pub async fn webhooks(&self, council: &CouncilId) -> Result<Vec<WebhookRow>, StoreError> {
        let rows = self.rows(sql!("webhook/all.sql").bind(council)).await?;
        rows.iter().map(WebhookRow::from_row).collect()
    }

    /// Takes webhooks that are due until a moment: nobody else gets them before. Who dies with one
    /// loses it then.
    pub async fn take_webhooks(
        &self,
        council: &CouncilId,
        (at, until): (Timestamp, Timestamp),
        limit: i64,
    ) -> Result<Vec<WebhookRow>, StoreError> {
        let statement = sql!("webhook/take.sql").bind(council).at(at).at(until).int(limit);
        let rows = self.write(Work::Run(vec![statement])).await?.rows();
        rows.iter().map(WebhookRow::from_row).collect()
    }

    /// Notes that a webhook has been told as far as a position; answers whether it was still ours.
    pub async fn webhook_told(
        &self,
        council: &CouncilId,
        taken: &WebhookRow,
        (position, again_at): (i64, Timestamp),
    ) -> Result<bool, StoreError> {
        let statement = sql!("webhook/told.sql").bind(council).text(&taken.webhook_id);
        let statement = statement.int(position).at(again_at).at(taken.due_at);
        Ok(self.run(statement).await? == 1)
    }

    /// Notes that a webhook could not be told at a moment, and why; answers whether it was still ours.
    pub async fn webhook_failed(
        &self,
        council: &CouncilId,
        taken: &WebhookRow,
        (at, again_at): (Timestamp, Timestamp),
        (why, state): (&str, WebhookState),
    ) -> Result<bool, StoreError> {
        let statement = sql!("webhook/failed.sql").bind(council).text(&taken.webhook_id);
        let statement = statement.at(again_at).at(taken.due_at).text(why);
        Ok(self.run(statement.bind(&state).at(at)).await? == 1)
    }

    /// Sealed events after a position, in order: what is told of them, without what they say.
    pub async fn sealed_events(
        &self,
        council: &CouncilId,
        position: i64,
        limit: i64,
    ) -> Result<Vec<SealedEvent>, StoreError> {
        let statement = sql!("seal/events.sql").bind(council).int(position).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(SealedEvent::from_row).collect()
    }
}
