//! What keeps the record in order: sealing, releasing messages, moving clocks.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::case::Command;
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Channel;
use redress_store::message::MessageState;

use crate::Casework;
use crate::failure::Failure;

/// How many events are sealed in one commit.
pub const SEALED_AT_ONCE: i64 = 1_000;

impl Casework {
    /// Seals what waits; answers how many events there were.
    ///
    /// Costs two rows for each event, and nothing for what was sealed before; on SQLite a small file and a sync besides.
    pub async fn seal(&self, council: &CouncilId) -> Result<i64, Failure> {
        let count = self.store.seal_pending(council, SEALED_AT_ONCE).await?;
        if count > 0 {
            self.store.keep_how_far_it_is_sealed(council).await?;
        }
        Ok(count)
    }

    /// Releases the messages whose moment has come; answers how many. "Released" means shown on the
    /// track page and printable: nothing here is mailed, and nothing claims to be.
    ///
    /// Costs what is due, at most 200 messages at a time, in one commit.
    pub async fn release_messages(&self, council: &CouncilId) -> Result<usize, Failure> {
        self.release(council, &[]).await
    }

    /// The same without what goes by e-mail: a worker mails that.
    ///
    /// Costs what [`Casework::release_messages`] costs.
    pub async fn release_all_but_mail(&self, council: &CouncilId) -> Result<usize, Failure> {
        self.release(council, &[Channel::Email]).await
    }

    async fn release(&self, council: &CouncilId, but: &[Channel]) -> Result<usize, Failure> {
        let now = self.outside().now();
        let due = self.store.messages_to_release(council, (now, but), 200).await?;
        // A letter of a conduct file leaves when it was kept as it goes, and not before.
        let due = due.iter().filter(|message| message.conduct.is_none());
        let due = due.map(|message| &message.message_id);
        let released = self
            .store
            .settle_messages(council, due, MessageState::Sent, now)
            .await?;
        Ok(usize::try_from(released).unwrap_or_default())
    }

    /// Forgets sessions, drafts, codes, counts of tries and answers to programs that have ended, and what
    /// people were told two months ago.
    ///
    /// Costs what has ended since the last time.
    pub async fn sweep(&self, council: &CouncilId) -> Result<(), Failure> {
        let now = self.outside().now();
        self.store.sweep(council, now).await?;
        self.store.sweep_codes(council, now).await?;
        self.store.sweep_partner_keys(council, now).await?;
        let long_ago = now
            .checked_sub(jiff::SignedDuration::from_hours(24))
            .unwrap_or(Timestamp::MIN);
        self.store.sweep_attempts(council, long_ago).await?;
        self.forget_old_answers(council, now).await?;
        let months_ago = now
            .checked_sub(jiff::SignedDuration::from_hours(24 * 60))
            .unwrap_or(Timestamp::MIN);
        self.store.sweep_notifications(council, months_ago).await?;
        let days_ago = now
            .checked_sub(jiff::SignedDuration::from_hours(
                24 * crate::typing::KEPT_FOR_DAYS,
            ))
            .unwrap_or(Timestamp::MIN);
        self.store.sweep_typing(council, days_ago).await?;
        Ok(())
    }

    /// Moves the open clocks of every open case that the new closures touch, the earliest first; answers how many cases moved.
    ///
    /// Costs a page of 25 open cases at a time, and one act a case; run when a version of the policy starts that closes days.
    pub async fn move_clocks(&self, council: &CouncilId, days_off: &[Date]) -> Result<usize, Failure> {
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
                        Command::MoveClocks {
                            days_off: days_off.to_vec(),
                        },
                    )
                    .await?;
                moved += usize::from(now > before);
            }
        }
    }
}
