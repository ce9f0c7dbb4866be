//! Sessions: who is signed in, by the hash of a token that only their browser has.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A session.
    pub struct SessionRow {
        /// The hash of its token.
        pub token_hash: String,
        /// Who is signed in; `None` before.
        pub user_id: Option<UserId>,
        /// What it holds, as JSON.
        pub body: String,
        /// When it ends.
        pub expires_at: Timestamp,
    }
}

impl Store {
    /// Keeps a session, new or changed.
    pub async fn put_session(&self, council: &CouncilId, session: &SessionRow) -> Result<(), StoreError> {
        self.run(sql!("session/put.sql").bind(council).args(session.to_args()))
            .await?;
        Ok(())
    }

    /// The session with this token hash, unless it has ended.
    pub async fn session(
        &self,
        council: &CouncilId,
        token_hash: &str,
        at: Timestamp,
    ) -> Result<Option<SessionRow>, StoreError> {
        let row = self
            .row(sql!("session/get.sql").bind(council).text(token_hash).at(at))
            .await?;
        row.as_ref().map(SessionRow::from_row).transpose()
    }

    /// Ends a session.
    pub async fn end_session(&self, council: &CouncilId, token_hash: &str) -> Result<(), StoreError> {
        self.run(sql!("session/delete.sql").bind(council).text(token_hash))
            .await?;
        Ok(())
    }

    /// Ends every session of somebody.
    pub async fn end_sessions_of(&self, council: &CouncilId, user: &UserId) -> Result<i64, StoreError> {
        self.run(sql!("session/delete_of_user.sql").bind(council).bind(user))
            .await
    }

    /// Deletes sessions and drafts that have ended.
    pub async fn sweep(&self, council: &CouncilId, at: Timestamp) -> Result<i64, StoreError> {
        let sessions = self
            .run(sql!("session/delete_ended.sql").bind(council).at(at))
            .await?;
        let files = self
            .run(sql!("file/delete_ended.sql").bind(council).at(at))
            .await?;
        self.run(sql!("password_link/delete_ended.sql").bind(council).at(at))
            .await?;
        Ok(sessions
            + files
            + self
                .run(sql!("draft/delete_ended.sql").bind(council).at(at))
                .await?)
    }
}
