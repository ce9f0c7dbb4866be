//! What somebody proves their second step with when they sign in.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A second step.
    pub struct SecondStepRow {
        /// Whose.
        pub user_id: UserId,
        /// What their authenticator app knows too, in base32. Whoever reads it can make their codes.
        pub secret: String,
        /// When it was set up.
        pub set_at: Timestamp,
        /// The last step of thirty seconds, from 1970, whose code was taken.
        pub last_step: i64,
    }
}

impl Store {
    /// The second step of somebody, if they have one.
    pub async fn second_step(
        &self,
        council: &CouncilId,
        user: &UserId,
    ) -> Result<Option<SecondStepRow>, StoreError> {
        let statement = sql!("second_step/get.sql").bind(council).bind(user);
        let row = self.row(statement).await?;
        row.as_ref().map(SecondStepRow::from_row).transpose()
    }

    /// Takes the code of a step for somebody's secret; answers whether it was taken now. Of many who try the same, in
    /// whatever process, one does.
    pub async fn take_step(
        &self,
        council: &CouncilId,
        (user, secret, step): (&UserId, &str, i64),
    ) -> Result<bool, StoreError> {
        let statement = sql!("second_step/take.sql").bind(council).bind(user);
        Ok(self.run(statement.text(secret).int(step)).await? == 1)
    }

    /// Uses up a recovery code; answers whether there was one. Of many who try the same, one does.
    pub async fn take_recovery_code(
        &self,
        council: &CouncilId,
        user: &UserId,
        hash: &str,
    ) -> Result<bool, StoreError> {
        let statement = sql!("recovery_code/take.sql").bind(council).bind(user);
        Ok(self.run(statement.text(hash)).await? == 1)
    }

    /// How many recovery codes somebody has left.
    pub async fn recovery_codes_left(&self, council: &CouncilId, user: &UserId) -> Result<i64, StoreError> {
        let statement = sql!("recovery_code/count.sql").bind(council).bind(user);
        let row = self.row(statement).await?;
        row.map_or(Ok(0), |row| row.get("left_over"))
    }
}
