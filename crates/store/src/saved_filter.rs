//! The searches that people keep under a name of their own.

use jiff::Timestamp;
use redress_domain::id::{CouncilId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::question::Question;

row! {
    /// A search that somebody keeps.
    pub struct SavedFilterRow {
        /// Whose.
        pub user_id: UserId,
        /// What they call it.
        pub name: String,
        /// The query of its address: `kind=complaint&service=waste`.
        pub query: String,
        /// When it was kept.
        pub saved_at: Timestamp,
    }
}

/// Asks for the searches that somebody keeps, by name; nobody keeps any.
pub fn saved_filters(
    council: &CouncilId,
    user: Option<&UserId>,
    limit: i64,
) -> Question<'static, Vec<SavedFilterRow>> {
    let of = |user: &UserId| {
        let statement = sql!("saved_filter/of_user.sql").bind(council);
        statement.bind(user).int(limit)
    };
    Question::new(user.map(of).into_iter().collect(), |rows| {
        rows.iter().flatten().map(SavedFilterRow::from_row).collect()
    })
}

impl Store {
    /// Keeps a search; one of the same name is replaced.
    pub async fn put_saved_filter(
        &self,
        council: &CouncilId,
        row: &SavedFilterRow,
    ) -> Result<(), StoreError> {
        self.run(sql!("saved_filter/put.sql").bind(council).args(row.to_args()))
            .await?;
        Ok(())
    }

    /// Forgets a search; answers whether there was one.
    pub async fn delete_saved_filter(
        &self,
        council: &CouncilId,
        user: &UserId,
        name: &str,
    ) -> Result<bool, StoreError> {
        let statement = sql!("saved_filter/delete.sql")
            .bind(council)
            .bind(user)
            .text(name);
        Ok(self.run(statement).await? == 1)
    }
}
