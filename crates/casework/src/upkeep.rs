//! What keeps the record in order: sealing, releasing messages, moving clocks, taking in a policy.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::case::Command;
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::policy::versions::Versions;
use redress_domain::vocabulary::Channel;
use redress_store::changes::{Append, Changes, NewEvent, ReadModel};
use redress_store::message::MessageState;
use redress_store::policy_version::PolicyRow;
use redress_store::stream::StreamId;
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::council::Council;
use crate::failure::Failure;

/// What happened to the policy. The file itself stands beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum PolicyEvent {
    /// A version was taken in.
    PolicyAdopted {
        /// Its number.
        version: i64,
        /// From when it is in force.
        starts_on: Date,
        /// SHA-256 of the file.
        digest: String,
    },
}

impl Casework {
    /// Seals what waits; answers how many events there were.
    ///
    /// Costs two rows for each event, and nothing for what was sealed before.
    pub async fn seal(&self, council: &CouncilId) -> Result<i64, Failure> {
        Ok(self.store.seal_pending(council, 1_000).await?)
    }

    /// Releases the messages whose moment has come; answers how many. "Released" means shown on the
    /// track page and printable: nothing here is mailed, and nothing claims to be.
    ///
    /// Costs what is due, at most 200 messages at a time.
    pub async fn release_messages(&self, council: &CouncilId) -> Result<usize, Failure> {
        self.release(council, None).await
    }

    /// The same without what goes by e-mail: a worker mails that.
    pub async fn release_all_but_mail(&self, council: &CouncilId) -> Result<usize, Failure> {
        self.release(council, Some(Channel::Email)).await
    }

    async fn release(&self, council: &CouncilId, but: Option<Channel>) -> Result<usize, Failure> {
        let now = self.outside().now();
        let due = self.store.messages_to_release(council, (now, but), 200).await?;
        let mut released = 0;
        for message in due {
            let settled = self
                .store
                .settle_message(council, &message.message_id, MessageState::Sent, now)
                .await?;
            released += usize::from(settled);
        }
        Ok(released)
    }

    /// Forgets sessions, drafts, codes, counts of tries and answers to programs that have ended, and what
    /// people were told two months ago.
    ///
    /// Costs what has ended since the last time.
    pub async fn sweep(&self, council: &CouncilId) -> Result<(), Failure> {
        let now = self.outside().now();
        self.store.sweep(council, now).await?;
        self.store.sweep_codes(council, now).await?;
        let long_ago = now
            .checked_sub(jiff::SignedDuration::from_hours(24))
            .unwrap_or(Timestamp::MIN);
        self.store.sweep_attempts(council, long_ago).await?;
        self.forget_old_answers(council, now).await?;
        let months_ago = now
            .checked_sub(jiff::SignedDuration::from_hours(24 * 60))
            .unwrap_or(Timestamp::MIN);
        self.store.sweep_notifications(council, months_ago).await?;
        Ok(())
    }

    /// Moves the open clocks of every open case that `day_off` touches; answers how many cases moved.
    ///
    /// Costs a page of 25 open cases at a time; run when a bank holiday or closure is added.
    pub async fn move_clocks(&self, council: &CouncilId, day_off: Date) -> Result<usize, Failure> {
        let actor = Actor::program(ActorId::Job("move-clocks"));
        let mut moved = 0;
        let mut after = None;
        loop {
            let page = self.open_cases(council, &actor, after.as_ref()).await?;
            let Some(last) = page.last() else { return Ok(moved) };
            after = Some(last.case.by_due());
            for line in &page {
                let before = line.case.version;
                let now = self
                    .act_on_latest(
                        council,
                        &actor,
                        &line.case.case_id,
                        Command::MoveClocks { day_off },
                    )
                    .await?;
                moved += usize::from(now > before);
            }
        }
    }

    /// Takes in a version of a council's policy: records that it was adopted, keeps the file, and
    /// puts it in place. A file that is in already, byte for byte, changes nothing.
    ///
    /// Costs one commit and, where days off are new, a walk over the open cases for each.
    pub async fn adopt_policy(&self, actor: &Actor, policy: Policy) -> Result<u32, Failure> {
        let council = policy.council.id.clone();
        let known = self.store.policy_versions(&council).await?;
        if let Some(same) = known.iter().find(|row| row.source == policy.source) {
            return Ok(u32::try_from(same.version).unwrap_or(1));
        }
        if !known.is_empty() {
            let settings = self.councils.get(&council)?;
            if !permission::may(settings.policy(self.today())?, actor, Act::AdoptPolicy) {
                return Err(Failure::NotPermitted);
            }
        }
        let now = self.outside().now();
        let version = known.last().map_or(1, |row| row.version + 1);
        let starts_on = policy.council.starts_on;
        let digest = redress_domain::words::Digest::of(&[0; 16], policy.source.as_bytes());
        let event = PolicyEvent::PolicyAdopted {
            version,
            starts_on,
            digest: digest.as_str().to_owned(),
        };
        let body = serde_json::to_string(&event).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        changes.appends.push(Append {
            stream: StreamId::policy(),
            expected: self.store.version_of(&council, &StreamId::policy()).await?,
            events: vec![NewEvent {
                kind: "policy-adopted",
                body,
                salt: self.fresh().salt(),
            }],
        });
        changes.rows.push(ReadModel::PolicyVersion(Box::new(PolicyRow {
            version,
            source: policy.source.clone(),
            starts_on,
            adopted_at: now,
        })));
        self.store.commit(changes).await?;
        let before = self.councils.get(&council).ok();
        self.load_council(&council).await?;
        if let Some(before) = before {
            self.move_for_new_days_off(&council, &before).await?;
        }
        Ok(u32::try_from(version).unwrap_or(1))
    }

    /// Moves the open clocks for each closure that the council did not have before (domain,
    /// section 8: what is promised already moves visibly, as an event).
    async fn move_for_new_days_off(&self, council: &CouncilId, before: &Council) -> Result<(), Failure> {
        let now = self.councils.get(council)?;
        let today = self.today();
        let is_new = |day: &Date| *day >= today && before.calendar.is_working_day(*day);
        let days_off: Vec<Date> = now.calendar.closures().filter(is_new).collect();
        for day_off in days_off {
            let moved = self.move_clocks(council, day_off).await?;
            tracing::info!(%council, %day_off, moved, "moved the open clocks for a new day off");
        }
        Ok(())
    }

    /// Reads a council's policy versions from the record and puts them in place.
    ///
    /// Costs the versions of one policy.
    pub async fn load_council(&self, council: &CouncilId) -> Result<(), Failure> {
        let mut policies = Vec::new();
        for row in self.store.policy_versions(council).await? {
            let policy = Policy::parse(&row.source).map_err(|mistakes| {
                let first = mistakes
                    .first()
                    .map(|mistake| mistake.what.clone())
                    .unwrap_or_default();
                Failure::Unreadable(format!("policy version {}: {first}", row.version))
            })?;
            policies.push(policy);
        }
        let versions = Versions::new(policies);
        let settings = Council::new(council.clone(), versions, self.today()).ok_or(Failure::NotFound)?;
        self.councils.put(settings);
        Ok(())
    }

    /// Reads every council that has a policy in the record.
    ///
    /// Costs a walk over the streams of the record once, to learn which councils there are.
    pub async fn load_councils(&self) -> Result<(), Failure> {
        for council in self.store.councils().await? {
            self.load_council(&council).await?;
        }
        Ok(())
    }
}
