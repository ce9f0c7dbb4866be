//! How often somebody tried what only some may, and what is locked by it.

use jiff::{SignedDuration, Timestamp};
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::settings::user::Event;

use crate::Casework;
use crate::failure::Failure;

/// How often it is tried to write down that a sign-in was locked, because something else about the account was recorded
/// meanwhile.
const TRIES: usize = 3;

/// What was given wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongTries {
    /// Passwords.
    Passwords,
    /// Codes of the second step.
    Codes,
}

/// After what nobody is let in to an account for a while.
#[derive(Debug, Clone, Copy)]
pub struct Locked {
    /// What was given wrongly.
    pub after: WrongTries,
    /// How often.
    pub tries: i64,
    /// In which time; for as long it stays locked.
    pub within: SignedDuration,
}

impl Locked {
    /// The same in words, as the audit log shows it.
    fn in_words(self) -> String {
        let what = match self.after {
            WrongTries::Passwords => "passwords",
            WrongTries::Codes => "codes of the second step",
        };
        let time = match (self.within.as_hours(), self.within.as_mins()) {
            (0, minutes) => format!("{minutes} minutes"),
            (hours, _) => format!("{hours} hours"),
        };
        format!(
            "Sign-in was locked after {} wrong {what}, until {time} after the first of them. A browser in which they have signed \
             in before is counted by itself.",
            self.tries
        )
    }
}

impl Casework {
    /// Writes down that sign-in to an account was locked after wrong tries, for the audit log: at most once for an account in
    /// the time for which they count, however many places they come from, so that a flood of them fills no record.
    ///
    /// Costs one row by its key, and once in that time the person's stream and one commit.
    pub async fn sign_in_locked(
        &self,
        council: &CouncilId,
        id: &UserId,
        locked: Locked,
    ) -> Result<(), Failure> {
        let key = format!(
            "sign-in-locked {id} {:?} {}",
            locked.after,
            locked.within.as_mins()
        );
        if self.count_try(council, &key, locked.within).await? > 1 {
            return Ok(());
        }
        let by = Actor::program(ActorId::Job("sign-in"));
        for _ in 0..TRIES {
            let known = self.known_user(council, id).await?;
            let difference = self.fresh().words(&locked.in_words());
            let event = Event::SignInLocked {
                tries: u32::try_from(locked.tries).unwrap_or(u32::MAX),
                difference: difference.reference(),
            };
            let written = (vec![event], vec![("difference", difference)], Vec::new());
            match self.append_user((council, &by, id), known.version, written).await {
                Err(Failure::Conflict { .. }) => {}
                done => return done,
            }
        }
        // It is in the log of the process and in its numbers, too.
        tracing::warn!(%council, "that a sign-in was locked was not written down: the account was changing");
        Ok(())
    }

    /// Counts a try under `key` and answers how many there were in the last `window`, it included.
    ///
    /// Costs one row by its key.
    pub async fn count_try(
        &self,
        council: &CouncilId,
        key: &str,
        window: SignedDuration,
    ) -> Result<i64, Failure> {
        let now = self.outside().now();
        Ok(self
            .store
            .count_attempt(council, key, (now, before(now, window)))
            .await?)
    }

    /// Counts `many` tries under `key` at once, for whoever deals them out itself: answers how many there were with
    /// them in the window that is running, and since when it runs. Every process over the same record counts in
    /// the same window.
    ///
    /// Costs one row by its key.
    pub async fn take_tries(
        &self,
        council: &CouncilId,
        (key, many): (&str, i64),
        window: SignedDuration,
    ) -> Result<(i64, Timestamp), Failure> {
        let now = self.outside().now();
        // A window is over once it has lasted as long as it may.
        let over = before(now, window).saturating_add(SignedDuration::from_micros(1));
        let times = (
            now,
            over.unwrap_or(now),
            now.saturating_add(window).unwrap_or(now),
        );
        Ok(self.store.take_attempts(council, (key, many), times).await?)
    }

    /// How many tries there were in the last `window`, without counting another.
    ///
    /// Costs one row by its key.
    pub async fn tries(
        &self,
        council: &CouncilId,
        key: &str,
        window: SignedDuration,
    ) -> Result<i64, Failure> {
        let now = self.outside().now();
        Ok(self.store.attempts(council, key, before(now, window)).await?)
    }

    /// Takes back one try under a `key` under which others are counted, too: it went well.
    ///
    /// Costs one row by its key.
    pub async fn give_back_try(&self, council: &CouncilId, key: &str) -> Result<(), Failure> {
        Ok(self.store.give_back_attempt(council, key).await?)
    }

    /// Forgets the tries under `key`: it went well.
    ///
    /// Costs one row by its key.
    pub async fn forget_tries(&self, council: &CouncilId, key: &str) -> Result<(), Failure> {
        Ok(self.store.forget_attempts(council, key).await?)
    }
}

fn before(now: Timestamp, window: SignedDuration) -> Timestamp {
    now.checked_sub(window).unwrap_or(Timestamp::MIN)
}
