//! People who can sign in.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{CouncilId, PartnerId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Arg, Row, sql};
use crate::error::StoreError;
use crate::question::Question;

row! {
    /// Somebody who can sign in.
    pub struct UserRow {
        /// Their name in the record.
        pub user_id: UserId,
        /// Their e-mail address, as [`email_key`](crate::person::email_key) has it; nobody else of the council has it.
        pub email: String,
        /// What they are called.
        pub name: String,
        /// What their password is checked against; `None` when they have not set one.
        pub password_hash: Option<String>,
        /// Their roles, as JSON.
        pub roles: String,
        /// Their teams, as JSON.
        pub teams: String,
        /// Their services, as JSON.
        pub services: String,
        /// Whether they may sign in.
        pub active: bool,
        /// When the row last changed.
        pub updated_at: Timestamp,
        /// The wards that a councillor is elected for, as JSON.
        pub wards: String,
        /// Their last day, if one was said.
        pub ends_on: Option<Date>,
        /// When they last signed in.
        pub last_sign_in_at: Option<Timestamp>,
        /// The partner organisation that they answer for.
        pub partner: Option<PartnerId>,
        /// Whether it is the account for the day on which nobody else gets in.
        pub emergency: bool,
    }
}

/// How many names are read at once: the places in `user/names.sql`.
const AT_ONCE: usize = 16;

/// Asks for everybody who can sign in, or once could, by name.
pub fn users(council: &CouncilId) -> Question<'static, Vec<UserRow>> {
    let asked = vec![sql!("user/all.sql").bind(council)];
    Question::new(asked, |rows| {
        rows.iter().flatten().map(UserRow::from_row).collect()
    })
}

/// Asks what people are called, by identifier.
pub fn names_of_users(council: &CouncilId, ids: &[UserId]) -> Question<'static, BTreeMap<UserId, String>> {
    let ask = |some: &[UserId]| {
        let places = (0..AT_ONCE).map(|at| Arg::Text(some.get(at).map(ToString::to_string)));
        sql!("user/names.sql").bind(council).args(places.collect())
    };
    Question::new(ids.chunks(AT_ONCE).map(ask).collect(), |rows| {
        let name = |row: &Row| Ok((row.get("user_id")?, row.get("name")?));
        rows.iter().flatten().map(name).collect()
    })
}

impl Store {
    /// Somebody who can sign in, or once could.
    pub async fn user(&self, council: &CouncilId, id: &UserId) -> Result<Option<UserRow>, StoreError> {
        let row = self.row(sql!("user/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(UserRow::from_row).transpose()
    }

    /// Whoever signs in with this e-mail address, in any case of letters.
    pub async fn user_by_email(
        &self,
        council: &CouncilId,
        email: &str,
    ) -> Result<Option<UserRow>, StoreError> {
        let folded = crate::person::email_key(email);
        let row = self
            .row(sql!("user/by_email.sql").bind(council).text(&folded))
            .await?;
        row.as_ref().map(UserRow::from_row).transpose()
    }

    /// Everybody who can sign in, or once could, by name.
    pub async fn users(&self, council: &CouncilId) -> Result<Vec<UserRow>, StoreError> {
        self.ask(users(council)).await
    }

    /// Everybody who answers for a partner, or once did, by organisation and name.
    pub async fn users_of_partners(&self, council: &CouncilId) -> Result<Vec<UserRow>, StoreError> {
        let rows = self.rows(sql!("user/of_partners.sql").bind(council)).await?;
        rows.iter().map(UserRow::from_row).collect()
    }

    /// A page of those who can sign in, or once could, by name, after a name and an identifier.
    pub async fn page_of_users(
        &self,
        council: &CouncilId,
        (name, id): (&str, &str),
        most: i64,
    ) -> Result<Vec<UserRow>, StoreError> {
        let statement = sql!("user/page.sql").bind(council).text(name).text(id);
        let rows = self.rows(statement.int(most)).await?;
        rows.iter().map(UserRow::from_row).collect()
    }

    /// Keeps when somebody signed in.
    pub async fn signed_in(&self, council: &CouncilId, id: &UserId, at: Timestamp) -> Result<(), StoreError> {
        self.run(sql!("user/signed_in.sql").bind(council).bind(id).at(at))
            .await?;
        Ok(())
    }

    /// What people are called, by identifier.
    pub async fn names_of_users(
        &self,
        council: &CouncilId,
        ids: &[UserId],
    ) -> Result<BTreeMap<UserId, String>, StoreError> {
        self.ask(names_of_users(council, ids)).await
    }

    /// Keeps what somebody's password is checked against; answers whether there is such a person.
    pub async fn set_password(
        &self,
        council: &CouncilId,
        id: &UserId,
        hash: &str,
    ) -> Result<bool, StoreError> {
        Ok(self
            .run(sql!("user/set_password.sql").bind(council).bind(id).text(hash))
            .await?
            == 1)
    }
}
