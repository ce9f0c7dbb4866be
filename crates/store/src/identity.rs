//! Who somebody is at the council's identity provider.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// Somebody, as the provider knows them.
    pub struct IdentityRow {
        /// The key, as [`IdentityKey`](redress_domain::identity::IdentityKey) makes it.
        pub identity: String,
        /// Who it is here.
        pub user_id: UserId,
        /// Since when.
        pub bound_at: Timestamp,
    }
}

impl Store {
    /// Whom the provider knows by this key.
    pub async fn identity(
        &self,
        council: &CouncilId,
        identity: &str,
    ) -> Result<Option<IdentityRow>, StoreError> {
        let statement = sql!("identity/get.sql").bind(council).text(identity);
        let row = self.row(statement).await?;
        row.as_ref().map(IdentityRow::from_row).transpose()
    }

    /// Who somebody is at the provider; `None` when they are not bound to it.
    pub async fn identity_of(
        &self,
        council: &CouncilId,
        user: &UserId,
    ) -> Result<Option<IdentityRow>, StoreError> {
        let statement = sql!("identity/of_user.sql").bind(council).bind(user);
        let row = self.row(statement).await?;
        row.as_ref().map(IdentityRow::from_row).transpose()
    }

    /// Everybody who is bound to the provider.
    pub async fn identities(&self, council: &CouncilId) -> Result<Vec<IdentityRow>, StoreError> {
        let rows = self.rows(sql!("identity/all.sql").bind(council)).await?;
        rows.iter().map(IdentityRow::from_row).collect()
    }
}
