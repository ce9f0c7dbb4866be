//! The ledger of what was erased: kept elsewhere, it is replayed after an older backup is restored.

use jiff::Timestamp;
use redress_domain::id::{CaseId, ContactId, CouncilId, FileId, PersonId, WordsId};

use crate::Store;
use crate::changes::Erase;
use crate::column::unreadable;
use crate::engine::{Row, sql};
use crate::error::StoreError;
use crate::stream::StreamId;

impl Store {
    /// What was erased at a moment or later, in order. To replay it, commit it as
    /// [`Changes::erase`](crate::changes::Changes): what is gone already does no harm.
    pub async fn erased_since(
        &self,
        council: &CouncilId,
        since: Timestamp,
    ) -> Result<Vec<(Timestamp, Erase)>, StoreError> {
        let rows = self
            .rows(sql!("erased/since.sql").bind(council).at(since))
            .await?;
        rows.iter()
            .map(|row| Ok((row.get("erased_at")?, erase(row)?)))
            .collect()
    }
}

fn erase(row: &Row) -> Result<Erase, StoreError> {
    let (sort, id): (String, String) = (row.get("sort")?, row.get("id")?);
    match sort.as_str() {
        "words" => WordsId::parse(id)
            .map(Erase::Words)
            .map_err(|error| unreadable("id", error.to_string())),
        "file" => FileId::parse(id)
            .map(Erase::File)
            .map_err(|error| unreadable("id", error.to_string())),
        "person" => PersonId::parse(id)
            .map(Erase::Person)
            .map_err(|error| unreadable("id", error.to_string())),
        "bodies" => StreamId::try_from(id)
            .map(Erase::Bodies)
            .map_err(|error| unreadable("id", error)),
        "beside-case" => CaseId::parse(id)
            .map(Erase::BesideCase)
            .map_err(|error| unreadable("id", error.to_string())),
        "beside-person" => PersonId::parse(id)
            .map(Erase::BesidePerson)
            .map_err(|error| unreadable("id", error.to_string())),
        "mail-of-contact" => ContactId::parse(id)
            .map(Erase::MailOfContact)
            .map_err(|error| unreadable("id", error.to_string())),
        _ => Err(unreadable("sort", sort)),
    }
}
