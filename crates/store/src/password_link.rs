//! Links with which somebody chooses a password, by the hash of a token that only they have.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A link.
    pub struct PasswordLinkRow {
        /// The hash of its token.
        pub token_hash: String,
        /// Whose password it sets.
        pub user_id: UserId,
        /// When it ends.
        pub expires_at: Timestamp,
    }
}

impl Store {
    /// The link with this token hash, unless it has ended or was used.
    pub async fn password_link(
        &self,
        council: &CouncilId,
        token_hash: &str,
        at: Timestamp,
    ) -> Result<Option<PasswordLinkRow>, StoreError> {
        let statement = sql!("password_link/get.sql")
            .bind(council)
            .text(token_hash)
            .at(at);
        let row = self.row(statement).await?;
        row.as_ref().map(PasswordLinkRow::from_row).transpose()
    }
}
