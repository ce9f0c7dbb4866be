//! Webhooks: which programs are told what happened, and how far each has been told.
//!
//! What is told follows the one order of the seals. A webhook is a place in that order, so nothing
//! is lost between an act and its telling, an act costs the same however many are told, and who
//! could not be reached goes on where it stopped.

use jiff::{SignedDuration, Timestamp};
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::words::{Digest, WordsRef};
use redress_store::changes::ReadModel;
use redress_store::stream::{StreamId, StreamSort};
use redress_store::webhook::{SealedEvent, WebhookRow};
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::failure::Failure;
use crate::token::{Beside, json, read};

/// A webhook as it is kept.
pub type Webhook = WebhookRow;
/// Whether a webhook is told.
pub type WebhookState = redress_store::webhook::WebhookState;

/// How long a webhook is tried before it is given up.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// The first wait after a failure; it doubles each time.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);
/// The longest wait.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// How long whoever takes a webhook has it for themselves.
const TAKEN_FOR: SignedDuration = SignedDuration::from_mins(5);
/// How many events are looked at in one turn.
const AT_ONCE: i64 = 20;

/// One thing that happened, as a program is told of it: facts of the record, nothing of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its place in the one order of its council: the same each time it is told.
    pub position: i64,
    /// Which case.
    pub reference: String,
    /// The case's version with it.
    pub version: i64,
    /// What happened, by name.
    pub event: String,
    /// When it was recorded.
    pub at: Timestamp,
}

/// What happened to a webhook's place in the settings. Its address is not in the record: it may
/// hold a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum WebhookEvent {
    /// It was added.
    WebhookAdded {
        /// The kinds of event that it wants; none is all.
        events: Vec<String>,
        /// Why, if that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        /// Whose machine is told of what, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        difference: Option<WordsRef>,
        /// The digest of its address and its key together, so that nobody has another told unseen. Those added before have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<Digest>,
    },
    /// It was taken away.
    WebhookRemoved {
        /// Why, if that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
    },
    /// Somebody had it tried again after it was given up.
    WebhookResumed {},
}

impl WebhookEvent {
    /// What happened, by name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::WebhookAdded { .. } => "webhook-added",
            Self::WebhookRemoved { .. } => "webhook-removed",
            Self::WebhookResumed {} => "webhook-resumed",
        }
    }

    /// Why, and what changed.
    pub(crate) fn said(&self) -> (Option<&WordsRef>, Option<&WordsRef>) {
        match self {
            Self::WebhookAdded {
                because, difference, ..
            } => (because.as_ref(), difference.as_ref()),
            Self::WebhookRemoved { because } => (because.as_ref(), None),
            Self::WebhookResumed {} => (None, None),
        }
    }
}

/// Whose machine is told of what, a sentence a line. The rest of the address may hold a secret.
fn whom_it_tells(url: &str, events: &[String]) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let events = if events.is_empty() {
        "everything".to_owned()
    } else {
        events.join(", ")
    };
    format!("Host: {host}.\nTold of: {events}.")
}

impl Casework {
    /// Adds a webhook, told from now on, and says why if that is told; answers its identifier and the key of its signatures.
    ///
    /// Costs one row of an index, and one commit.
    pub async fn add_webhook(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (url, events, because): (&str, Vec<String>, Option<&str>),
    ) -> Result<Webhook, Failure> {
        self.may_manage(council, actor)?;
        let now = self.outside().now();
        // An identifier like any other: chance and the time.
        let id = self.fresh().contact().to_string();
        let row = WebhookRow {
            webhook_id: id.clone(),
            url: url.to_owned(),
            events: json(&events)?,
            secret: self.fresh().secret(),
            state: WebhookState::Active,
            told_to: self.store.last_seal(council).await?,
            // At once, whatever the clock of the program says that tells it.
            due_at: Timestamp::UNIX_EPOCH,
            tries: 0,
            failing_since: None,
            last_error: None,
            created_at: now,
        };
        let beside = Beside {
            because: because.and_then(|because| self.fresh().some_words(because)),
            difference: Some(self.fresh().words(&whom_it_tells(url, &events))),
        };
        let event = WebhookEvent::WebhookAdded {
            events,
            because: beside.because(),
            difference: beside.difference(),
            destination: Some(row.destination()),
        };
        let (stream, happened) = ((StreamId::webhook(&id), 0), (event.name(), &event));
        let mut changes = self.setting_changed(council, actor, stream, (happened, beside))?;
        changes.rows.push(ReadModel::Webhook(Box::new(row.clone())));
        self.store.commit(changes).await?;
        Ok(row)
    }

    /// Every webhook, the oldest first.
    ///
    /// Costs a row for each webhook.
    pub async fn webhooks(&self, council: &CouncilId) -> Result<Vec<Webhook>, Failure> {
        Ok(self.store.webhooks(council).await?)
    }

    /// A webhook.
    ///
    /// Costs a row for each webhook.
    pub async fn webhook(&self, council: &CouncilId, id: &str) -> Result<Webhook, Failure> {
        let known = self.store.webhooks(council).await?;
        known
            .into_iter()
            .find(|webhook| webhook.webhook_id == id)
            .ok_or(Failure::NotFound)
    }

    /// Takes a webhook away, and says why if that is told.
    ///
    /// Costs a row for each webhook, and one commit.
    pub async fn remove_webhook(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, because): (&str, Option<&str>),
    ) -> Result<(), Failure> {
        self.may_manage(council, actor)?;
        let known = self.webhook(council, id).await?;
        let gone = ReadModel::NoWebhook(known.webhook_id);
        let beside = Beside {
            because: because.and_then(|because| self.fresh().some_words(because)),
            difference: None,
        };
        let event = WebhookEvent::WebhookRemoved {
            because: beside.because(),
        };
        self.webhook_changed(council, actor, (id, gone), (event, beside))
            .await
    }

    /// Has a webhook that was given up tried again, from where it stopped: nothing is left out.
    ///
    /// Costs a row for each webhook, and one commit.
    pub async fn resume_webhook(&self, council: &CouncilId, actor: &Actor, id: &str) -> Result<(), Failure> {
        self.may_manage(council, actor)?;
        let known = self.webhook(council, id).await?;
        let again = ReadModel::Webhook(Box::new(WebhookRow {
            state: WebhookState::Active,
            // At once, whatever the clock of the program says that tells it: a demo has a day of its own.
            due_at: Timestamp::UNIX_EPOCH,
            tries: 0,
            failing_since: None,
            last_error: None,
            ..known
        }));
        let event = (WebhookEvent::WebhookResumed {}, Beside::default());
        self.webhook_changed(council, actor, (id, again), event).await
    }

    async fn webhook_changed(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, row): (&str, ReadModel),
        (event, beside): (WebhookEvent, Beside),
    ) -> Result<(), Failure> {
        let stream = StreamId::webhook(id);
        let version = self.store.version_of(council, &stream).await?;
        let happened = (event.name(), &event);
        let mut changes = self.setting_changed(council, actor, (stream, version), (happened, beside))?;
        changes.rows.push(row);
        self.store.commit(changes).await?;
        Ok(())
    }

    /// Takes the webhooks that are due, for a few minutes: no other process tells them meanwhile.
    ///
    /// Costs a row for each webhook; where one is due, the last seal and one write.
    pub async fn webhooks_due(&self, council: &CouncilId) -> Result<Vec<Webhook>, Failure> {
        // Where there is no webhook, or nothing new, looking costs a read or two and no write.
        let now = self.outside().now();
        let known = self.store.webhooks(council).await?;
        if known.is_empty() {
            return Ok(Vec::new());
        }
        let last = self.store.last_seal(council).await?;
        let is_due = |webhook: &WebhookRow| {
            webhook.state == WebhookState::Active && webhook.due_at <= now && webhook.told_to < last
        };
        if !known.iter().any(is_due) {
            return Ok(Vec::new());
        }
        Ok(self
            .store
            .take_webhooks(council, (now, later(now, TAKEN_FOR)), 10)
            .await?)
    }

    /// What a webhook has not been told of yet, in order, and how far in the order that reaches. The
    /// end is the webhook's own place when nothing has happened since.
    ///
    /// Costs at most 20 sealed events by their position, and a row by its key for each.
    pub async fn notices(
        &self,
        council: &CouncilId,
        webhook: &Webhook,
    ) -> Result<(Vec<Notice>, i64), Failure> {
        let wanted: Vec<String> = read("events", &webhook.events)?;
        let sealed = self
            .store
            .sealed_events(council, webhook.told_to, AT_ONCE)
            .await?;
        let end = sealed.last().map_or(webhook.told_to, |event| event.position);
        let mut notices = Vec::new();
        for event in sealed {
            let is_wanted = wanted.is_empty() || wanted.contains(&event.kind);
            if event.stream.sort() == StreamSort::Case && is_wanted {
                notices.extend(self.notice(council, event).await?);
            }
        }
        Ok((notices, end))
    }

    async fn notice(&self, council: &CouncilId, event: SealedEvent) -> Result<Option<Notice>, Failure> {
        let Ok(case) = CaseId::parse(event.stream.id()) else {
            return Ok(None);
        };
        let line = self.store.case_by_id(council, &case).await?;
        Ok(line.map(|line| Notice {
            position: event.position,
            reference: line.case.reference,
            version: event.version,
            event: event.kind,
            at: event.recorded_at,
        }))
    }

    /// Notes that a webhook has been told as far as a position, and keeps it for a few minutes more.
    /// Answers the webhook as it is then; nothing when somebody else has taken it.
    ///
    /// Costs one row by its key.
    pub async fn webhook_told(
        &self,
        council: &CouncilId,
        webhook: Webhook,
        position: i64,
    ) -> Result<Option<Webhook>, Failure> {
        let until = later(self.outside().now(), TAKEN_FOR);
        let ours = self
            .store
            .webhook_told(council, &webhook, (position, until))
            .await?;
        Ok(ours.then_some(WebhookRow {
            told_to: position,
            due_at: until,
            tries: 0,
            failing_since: None,
            last_error: None,
            ..webhook
        }))
    }

    /// Lets go of a webhook that has been told of everything there is.
    ///
    /// Costs one row by its key.
    pub async fn webhook_rests(&self, council: &CouncilId, webhook: &Webhook) -> Result<(), Failure> {
        let place = (webhook.told_to, self.outside().now());
        self.store.webhook_told(council, webhook, place).await?;
        Ok(())
    }

    /// Notes that a webhook could not be told, and why. It is tried again, later each time; after
    /// three days, or at once if it wants to be told never again, it is given up, loudly.
    ///
    /// Costs one row by its key.
    pub async fn webhook_failed(
        &self,
        council: &CouncilId,
        webhook: &Webhook,
        (why, again): (&str, Again),
    ) -> Result<(), Failure> {
        let now = self.outside().now();
        let since = webhook.failing_since.unwrap_or(now);
        let out_of_patience = now.duration_since(since) >= PATIENCE;
        let state = match again {
            Again::Never => WebhookState::GivenUp,
            Again::Later if out_of_patience => WebhookState::GivenUp,
            Again::Later => WebhookState::Active,
        };
        let again_at = later(now, wait_after(webhook.tries));
        let noted = self
            .store
            .webhook_failed(council, webhook, (now, again_at), (why, state))
            .await?;
        if noted && state == WebhookState::GivenUp {
            tracing::error!(
                %council, webhook = webhook.webhook_id, %since, why,
                "a webhook was given up: mend it, then run redress webhook resume"
            );
        } else if noted {
            tracing::warn!(
                %council, webhook = webhook.webhook_id, tries = webhook.tries + 1, why,
                "a webhook could not be told and is tried again at {again_at}"
            );
        }
        Ok(())
    }
}

/// Whether it is worth trying again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It may be reached later.
    Later,
    /// It said that it is gone for good.
    Never,
}

/// How long to wait after so many failures before this one.
fn wait_after(tries: i64) -> SignedDuration {
    let factor = 1_i32.checked_shl(u32::try_from(tries.clamp(0, 20)).unwrap_or(20));
    let wait = FIRST_WAIT.checked_mul(factor.unwrap_or(i32::MAX));
    wait.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

fn later(from: Timestamp, by: SignedDuration) -> Timestamp {
    from.checked_add(by).unwrap_or(Timestamp::MAX)
}
