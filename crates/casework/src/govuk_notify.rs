//! What GOV.UK Notify took and what it says of it: a message that did not arrive is a fact of its case.
//!
//! Notify is told a message's identifier as its reference and nothing else about the case. What it says is
//! taken in once, whether it was asked or said so by itself.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use redress_domain::id::{ActorId, CouncilId, MessageId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Channel;
use redress_store::changes::ReadModel;
use redress_store::error::StoreError;
use redress_store::message::{MessageRow, MessageState};
use redress_store::notify::NotifyRow;

use crate::Casework;
use crate::case::Message;
use crate::conduct::Became;
use crate::failure::Failure;
use crate::plan::record;
use crate::sending::not_reached;

/// A message that Notify took, and what it said of it.
pub type Taken = NotifyRow;

/// How long after it took a message Notify is first asked what became of it.
const FIRST: SignedDuration = SignedDuration::from_mins(5);

/// How long it is asked for: Notify keeps what became of a message for seven days, as its documentation says.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What a word of Notify's means for the customer. The words are those of its documentation ("Email status
/// descriptions", "Text message status descriptions", "Letter status descriptions").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way.
    UnderWay,
    /// It arrived, or has left for good.
    Arrived,
    /// It did not arrive, and will not by itself.
    Failed,
}

impl Fate {
    /// What a status means; one that nobody knew when this was written is under way.
    pub fn of(status: &str) -> Self {
        match status {
            "delivered" | "sent" | "received" => Self::Arrived,
            "permanent-failure" | "temporary-failure" | "technical-failure" | "cancelled"
            | "virus-scan-failed" | "validation-failed" | RETURNED => Self::Failed,
            _ => Self::UnderWay,
        }
    }
}

/// Our word for a letter that came back: Notify says so in a message of another form.
pub const RETURNED: &str = "returned";

fn actor() -> Actor {
    Actor::program(ActorId::Job("govuk-notify"))
}

/// Why a message failed, in words for staff.
fn why(channel: Channel, status: &str) -> String {
    let why = match (channel, status) {
        (_, RETURNED) => "the letter was returned to sender",
        (Channel::Email, "permanent-failure") => "the e-mail address does not exist",
        (Channel::Text, "permanent-failure") => "the number does not exist or takes no messages",
        (Channel::Letter, "permanent-failure") => "the letter could not be printed",
        (Channel::Letter, "validation-failed") => "the letter does not fit what can be printed",
        (_, "temporary-failure") => "it could not be delivered for the time being",
        (_, "cancelled") => "it was cancelled",
        (_, "virus-scan-failed") => "the virus scan refused it",
        _ => "it failed for technical reasons",
    };
    format!("GOV.UK Notify says {status}: {why}")
}

impl Casework {
    /// Writes down that Notify took a message that `worker` held, and what it calls it.
    ///
    /// Costs two rows by their keys; for a letter of a conduct file, what [`Casework::act_on_conduct`] costs.
    pub async fn notify_took(
        &self,
        council: &CouncilId,
        (message, worker): (&Message, &str),
        notification: &str,
    ) -> Result<(), Failure> {
        let now = self.outside().now();
        let row = NotifyRow {
            message_id: message.message_id.clone(),
            notification_id: notification.to_owned(),
            status: "created".to_owned(),
            said_at: now,
            ask_at: now.checked_add(FIRST).ok(),
        };
        if message.conduct.is_some() {
            let row = Box::new(row);
            let became = Became::TakenByNotify { worker, row };
            self.conduct_settled(council, message, became).await?;
            return Ok(());
        }
        Ok(self.store.notify_took(council, worker, &row).await?)
    }

    /// What Notify is to be asked about now.
    ///
    /// Costs at most `limit` rows of an index of what is to be asked about.
    pub async fn notify_to_ask(&self, council: &CouncilId, limit: i64) -> Result<Vec<Taken>, Failure> {
        let now = self.outside().now();
        Ok(self.store.notify_to_ask(council, now, limit).await?)
    }

    /// What Notify said of a message, if it took it.
    ///
    /// Costs one row by its key.
    pub async fn notify_message(
        &self,
        council: &CouncilId,
        id: &MessageId,
    ) -> Result<Option<Taken>, Failure> {
        Ok(self.store.notify_message(council, id).await?)
    }

    /// What Notify last said of several messages, and when, of those that it took.
    ///
    /// Costs a row by its key for each that left, all in one walk.
    pub async fn what_notify_said(
        &self,
        council: &CouncilId,
        messages: impl IntoIterator<Item = &Message>,
    ) -> Result<BTreeMap<MessageId, Taken>, Failure> {
        let has_left =
            |message: &&Message| matches!(message.state, MessageState::Mailed | MessageState::GivenUp);
        let ids: Vec<&MessageId> = messages
            .into_iter()
            .filter(has_left)
            .map(|message| &message.message_id)
            .collect();
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows = self.store.notify_messages(council, &ids).await?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| (row.message_id.clone(), row)).collect())
    }

    /// Asks again later about a message of which Notify had nothing to say.
    ///
    /// Costs two rows by their keys.
    pub async fn notify_said_nothing(&self, council: &CouncilId, taken: &Taken) -> Result<(), Failure> {
        let row = NotifyRow {
            ask_at: self.next(council, taken).await?,
            ..taken.clone()
        };
        Ok(self.store.put_notify(council, &row).await?)
    }

    /// Takes in what Notify says of one of its notifications; answers whether it is known here. What it
    /// says of an earlier try at the same message changes nothing, and neither does what it said before.
    ///
    /// Costs two rows by their keys; where it failed for good, what [`Casework::act`] costs as well.
    pub async fn notify_said(
        &self,
        council: &CouncilId,
        (id, notification): (&MessageId, &str),
        status: &str,
    ) -> Result<bool, Failure> {
        let Some(taken) = self.store.notify_message(council, id).await? else {
            return Ok(false);
        };
        if taken.notification_id != notification || taken.status == RETURNED {
            return Ok(taken.notification_id == notification);
        }
        let ask_at = match Fate::of(status) {
            Fate::UnderWay => self.next(council, &taken).await?,
            Fate::Arrived | Fate::Failed => None,
        };
        let row = NotifyRow {
            status: status.to_owned(),
            said_at: self.outside().now(),
            ask_at,
            ..taken
        };
        if Fate::of(status) == Fate::Failed {
            self.notify_failed(council, &row).await?;
        } else {
            self.store.put_notify(council, &row).await?;
        }
        Ok(true)
    }

    /// When Notify is asked next: after as long again as it has had the message, and no more once it has
    /// forgotten it.
    async fn next(&self, council: &CouncilId, taken: &Taken) -> Result<Option<Timestamp>, Failure> {
        let now = self.outside().now();
        let message = self.store.message(council, &taken.message_id).await?;
        let had = message
            .and_then(|message| message.sent_at)
            .map_or(FIRST, |sent| now.duration_since(sent));
        let is_forgotten = had >= KEPT;
        let wait = had.clamp(FIRST, SignedDuration::from_hours(12));
        Ok(now.checked_add(wait).ok().filter(|_| !is_forgotten))
    }

    /// The customer was not reached: once for each message, whoever says so and how often.
    async fn notify_failed(&self, council: &CouncilId, row: &NotifyRow) -> Result<(), Failure> {
        let (settings, actor) = (self.councils.get(council)?, actor());
        loop {
            let message = self.store.message(council, &row.message_id).await?;
            let mailed = |message: &MessageRow| message.state == MessageState::Mailed;
            let Some(message) = message.filter(mailed) else {
                return Ok(self.store.put_notify(council, row).await?);
            };
            if message.conduct.is_some() {
                let became = Became::Bounced {
                    why: &why(message.channel, &row.status),
                    rows: vec![ReadModel::Notify(Box::new(row.clone()))],
                };
                self.conduct_settled(council, &message, became).await?;
                return Ok(());
            }
            let case = message.case_id.as_ref().ok_or(Failure::NotFound)?;
            let (loaded, _) = self.load(council, case).await?;
            let setting = self.setting(&settings, &actor);
            let event = not_reached(&message);
            let events = if message.purpose.is_owed() {
                vec![event]
            } else {
                Vec::new()
            };
            let mut changes = record(&setting, loaded, events)?.changes;
            changes.rows.push(ReadModel::Notify(Box::new(row.clone())));
            changes.rows.push(ReadModel::Bounced {
                message: message.message_id.clone(),
                why: why(message.channel, &row.status),
            });
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                // Somebody acted on the case, or said the same: it is read again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
}
