//! The secret addresses at which calendar programs read officers' due dates.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

row! {
    /// The address of somebody's calendar.
    pub struct CalendarLinkRow {
        /// Whose.
        pub user_id: UserId,
        /// The hash of the secret in it.
        pub hash: String,
        /// When it was made.
        pub made_at: Timestamp,
    }
}

impl Store {
    /// Keeps the address of somebody's calendar, in place of one that they had.
    pub async fn put_calendar_link(
        &self,
        council: &CouncilId,
        row: &CalendarLinkRow,
    ) -> Result<(), StoreError> {
        self.run(sql!("calendar_link/put.sql").bind(council).args(row.to_args()))
            .await?;
        Ok(())
    }

    /// The address of somebody's calendar, if they have one.
    pub async fn calendar_link(
        &self,
        council: &CouncilId,
        user: &UserId,
    ) -> Result<Option<CalendarLinkRow>, StoreError> {
        self.one_calendar_link(sql!("calendar_link/of_user.sql").bind(council).bind(user))
            .await
    }

    /// Whose calendar the address with this hash opens.
    pub async fn calendar_link_of_hash(
        &self,
        council: &CouncilId,
        hash: &str,
    ) -> Result<Option<CalendarLinkRow>, StoreError> {
        self.one_calendar_link(sql!("calendar_link/of_hash.sql").bind(council).text(hash))
            .await
    }

    /// The address of somebody's calendar opens nothing more.
    pub async fn delete_calendar_link(&self, council: &CouncilId, user: &UserId) -> Result<(), StoreError> {
        self.run(sql!("calendar_link/delete.sql").bind(council).bind(user))
            .await?;
        Ok(())
    }

    async fn one_calendar_link(&self, statement: Statement) -> Result<Option<CalendarLinkRow>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.first().map(CalendarLinkRow::from_row).transpose()
    }
}
