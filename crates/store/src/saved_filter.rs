//! The searches that people keep under a name of their own.

use jiff::Timestamp;
use redress_domain::customer::fold;
use redress_domain::id::{CouncilId, PersonId, UserId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Connection, sql};
use crate::error::StoreError;
use crate::person::PersonRow;
use crate::question::Question;
use crate::search::terms;

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

/// Whether a search is for somebody: it holds their whole name, their e-mail address, their telephone number or their postcode,
/// or nothing is sought by it but words of their name.
fn is_for(search: &SavedFilterRow, person: &PersonRow) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let closed = |text: &str| fold(text).split_whitespace().collect::<String>();
    let name = terms(&person.name);
    let sought = form_urlencoded::parse(search.query.as_bytes());
    let sought = sought.filter(|(field, _)| field == "q").map(|(_, text)| text);
    sought.chain([search.name.as_str().into()]).any(|text| {
        let words = terms(&text);
        let has_all = !name.is_empty() && name.iter().all(|word| words.contains(word));
        let has_no_other = !words.is_empty() && words.iter().all(|word| name.contains(word));
        let holds = |known: &Option<String>, plain: &dyn Fn(&str) -> String| {
            let known = known.as_deref().map(plain).filter(|known| !known.is_empty());
            known.is_some_and(|known| plain(&text).contains(&known))
        };
        has_all
            || has_no_other
            || holds(&person.email, &closed)
            || holds(&person.phone, &digits)
            || holds(&person.postcode, &closed)
    })
}

/// Forgets the searches for somebody that people keep, before their details go: what they are found by is in them (UK GDPR,
/// article 17).
pub(crate) async fn forget_searches_for(
    on: &mut Connection<'_>,
    council: &CouncilId,
    person: &PersonId,
) -> Result<(), StoreError> {
    let details = on.row(sql!("person/get.sql").bind(council).bind(person)).await?;
    let Some(details) = details else { return Ok(()) };
    let details = PersonRow::from_row(&details)?;
    for row in on.rows(sql!("saved_filter/all.sql").bind(council)).await? {
        let search = SavedFilterRow::from_row(&row)?;
        if is_for(&search, &details) {
            let delete = sql!("saved_filter/delete.sql").bind(council);
            on.run(delete.bind(&search.user_id).text(&search.name)).await?;
        }
    }
    Ok(())
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
