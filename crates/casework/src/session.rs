//! Who is signed in.

use redress_domain::id::{CouncilId, UserId};
use redress_store::session::SessionRow;

use crate::Casework;
use crate::failure::Failure;
use crate::user::User;

/// A session, as it is kept.
pub type Session = SessionRow;

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
}
