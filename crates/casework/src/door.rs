//! What the door keeps: who is signed in, what was typed and not sent yet, and how often somebody tried.

use jiff::{SignedDuration, Timestamp};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::settings::user::Event;
use redress_store::draft::DraftRow;
use redress_store::session::SessionRow;

use crate::Casework;
use crate::failure::Failure;
use crate::user::User;

/// A session as the door keeps it.
pub type Session = SessionRow;
/// A draft as the door keeps it.
pub type Draft = DraftRow;

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
    /// Keeps a session, new or changed.
    ///
    /// Costs one row by its key.
    pub async fn keep_session(&self, council: &CouncilId, session: &Session) -> Result<(), Failure> {
        Ok(self.store.put_session(council, session).await?)
    }

    /// The session with this token hash, unless it has ended, with whoever is signed in.
    ///
    /// Costs two rows by their keys, in one statement.
    pub async fn session_with_user(
        &self,
        council: &CouncilId,
        token_hash: &str,
    ) -> Result<Option<(Session, User)>, Failure> {
        let now = self.outside().now();
        let both = self.store.session_with_user(council, token_hash, now).await?;
        both.map(|(session, row)| Ok((session, self.user_of(council, row)?)))
            .transpose()
    }

    /// Ends a session.
    ///
    /// Costs one row by its key.
    pub async fn end_session(&self, council: &CouncilId, token_hash: &str) -> Result<(), Failure> {
        Ok(self.store.end_session(council, token_hash).await?)
    }

    /// Ends every session of somebody.
    ///
    /// Costs the person's sessions, by index.
    pub async fn end_sessions_of(&self, council: &CouncilId, user: &UserId) -> Result<i64, Failure> {
        Ok(self.store.end_sessions_of(council, user).await?)
    }

    /// Keeps what somebody typed on a public journey.
    ///
    /// Costs one row by its key.
    pub async fn keep_draft(&self, council: &CouncilId, draft: &Draft) -> Result<(), Failure> {
        Ok(self.store.put_draft(council, draft).await?)
    }

    /// What somebody typed on a public journey, unless it is to be forgotten.
    ///
    /// Costs one row by its key.
    pub async fn draft(
        &self,
        council: &CouncilId,
        token_hash: &str,
        journey: &str,
    ) -> Result<Option<Draft>, Failure> {
        Ok(self
            .store
            .draft(council, (token_hash, journey), self.outside().now())
            .await?)
    }

    /// The drafts of one browser whose journey begins so, in the order of their journeys.
    ///
    /// Costs the drafts of the browser, by key.
    pub async fn drafts_of(
        &self,
        council: &CouncilId,
        (token_hash, begins): (&str, &str),
    ) -> Result<Vec<Draft>, Failure> {
        let now = self.outside().now();
        Ok(self
            .store
            .drafts_of_token(council, (token_hash, begins), now)
            .await?)
    }

    /// Forgets what somebody typed: it was sent.
    ///
    /// Costs one row by its key.
    pub async fn forget_draft(
        &self,
        council: &CouncilId,
        token_hash: &str,
        journey: &str,
    ) -> Result<(), Failure> {
        Ok(self.store.delete_draft(council, (token_hash, journey)).await?)
    }

    /// What was kept for a journey, once: of two who ask for it at the same moment, on any node, one gets it.
    ///
    /// Costs two statements, each a row by its key.
    pub async fn take_draft(
        &self,
        council: &CouncilId,
        token_hash: &str,
        journey: &str,
    ) -> Result<Option<Draft>, Failure> {
        let now = self.outside().now();
        Ok(self.store.take_draft(council, (token_hash, journey), now).await?)
    }

    /// The draft that has this code, unless it is to be forgotten.
    ///
    /// Costs two rows by their keys.
    pub async fn draft_of_code(
        &self,
        council: &CouncilId,
        code: &DraftCode,
    ) -> Result<Option<Draft>, Failure> {
        Ok(self
            .store
            .draft_of_code(council, &code.hash(), self.outside().now())
            .await?)
    }

    /// Hands a draft over to another browser: who began it goes on there alone, so that nothing is sent
    /// from two places, and no code and no link opens it any more.
    ///
    /// Costs two rows by their keys.
    pub async fn move_draft(
        &self,
        council: &CouncilId,
        draft: &Draft,
        token_hash: &str,
    ) -> Result<(), Failure> {
        let from = (draft.token_hash.as_str(), draft.journey.as_str());
        Ok(self.store.move_draft(council, from, token_hash).await?)
    }

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
