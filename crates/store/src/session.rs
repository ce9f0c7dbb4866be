//! Sessions: who is signed in, by the hash of a token that only their browser has.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, sql};
use crate::error::StoreError;
use crate::user::UserRow;

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

    /// The session with this token hash, unless it has ended, with whoever is signed in.
    pub async fn session_with_user(
        &self,
        council: &CouncilId,
        token_hash: &str,
        at: Timestamp,
    ) -> Result<Option<(SessionRow, UserRow)>, StoreError> {
        let statement = sql!("session/get_with_user.sql");
        let row = self.row(statement.bind(council).text(token_hash).at(at)).await?;
        let both = |row: &Row| Ok((SessionRow::from_row(row)?, UserRow::from_row(row)?));
        row.as_ref().map(both).transpose()
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
