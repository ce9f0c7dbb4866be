//! Uses of the emergency account, until those who keep the settings were told by e-mail.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// Somebody signed in with the emergency account.
    pub struct EmergencyUseRow {
        /// Which account.
        pub user_id: UserId,
        /// The version of the event in its stream.
        pub version: i64,
        /// When.
        pub used_at: Timestamp,
    }
}

impl Store {
    /// Uses of which nobody was told by e-mail, the oldest first.
    pub async fn emergency_uses_to_mail(
        &self,
        council: &CouncilId,
        most: i64,
    ) -> Result<Vec<EmergencyUseRow>, StoreError> {
        let statement = sql!("emergency_use/to_mail.sql").bind(council).int(most);
        let rows = self.rows(statement).await?;
        rows.iter().map(EmergencyUseRow::from_row).collect()
    }

    /// Keeps that those who keep the settings were told of a use by e-mail.
    pub async fn emergency_use_was_mailed(
        &self,
        council: &CouncilId,
        row: &EmergencyUseRow,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql!("emergency_use/mailed.sql").bind(council).bind(&row.user_id);
        self.run(statement.int(row.version).at(at)).await?;
        Ok(())
    }
}
