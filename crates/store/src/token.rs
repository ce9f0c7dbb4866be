//! Tokens: with what a program asks, by the digest of a secret that only the program has.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A token of a program.
    pub struct TokenRow {
        /// The program's name, which the record gives as an author.
        pub name: String,
        /// The digest of the token.
        pub token_hash: String,
        /// Its roles, as JSON.
        pub roles: String,
        /// The services that it is kept to, as JSON; none is no limit.
        pub services: String,
        /// How many requests it may send in a minute.
        pub per_minute: i64,
        /// When it was made.
        pub created_at: Timestamp,
        /// From when on it opens nothing.
        pub expires_at: Option<Timestamp>,
        /// When it was revoked.
        pub revoked_at: Option<Timestamp>,
        /// The last day on which it was used.
        pub last_used_on: Option<Date>,
    }
}

impl Store {
    /// The token with this digest, in force or not. One look-up by index: the digest is of a secret by
    /// chance, so the time it takes tells nobody anything that helps to guess it.
    pub async fn token_by_hash(
        &self,
        council: &CouncilId,
        hash: &str,
    ) -> Result<Option<TokenRow>, StoreError> {
        let row = self
            .row(sql!("token/by_hash.sql").bind(council).text(hash))
            .await?;
        row.as_ref().map(TokenRow::from_row).transpose()
    }

    /// The token of a program, in force or not.
    pub async fn token(&self, council: &CouncilId, name: &str) -> Result<Option<TokenRow>, StoreError> {
        let row = self.row(sql!("token/get.sql").bind(council).text(name)).await?;
        row.as_ref().map(TokenRow::from_row).transpose()
    }

    /// Every token, by name, in force or not.
    pub async fn tokens(&self, council: &CouncilId) -> Result<Vec<TokenRow>, StoreError> {
        let rows = self.rows(sql!("token/all.sql").bind(council)).await?;
        rows.iter().map(TokenRow::from_row).collect()
    }

    /// Notes the day on which a token was used.
    pub async fn token_used(&self, council: &CouncilId, name: &str, on: Date) -> Result<(), StoreError> {
        let statement = sql!("token/used.sql").bind(council).text(name).on(on);
        self.run(statement).await?;
        Ok(())
    }
}
