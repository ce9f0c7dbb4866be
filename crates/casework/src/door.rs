//! What the door keeps: who is signed in, what was typed and not sent yet, and how often somebody tried.

use jiff::{SignedDuration, Timestamp};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{CouncilId, UserId};
use redress_store::draft::DraftRow;
use redress_store::session::SessionRow;

use crate::Casework;
use crate::failure::Failure;
use crate::user::User;

/// A session as the door keeps it.
pub type Session = SessionRow;
/// A draft as the door keeps it.
pub type Draft = DraftRow;

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
