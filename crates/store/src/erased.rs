//! The ledger of what was erased: kept elsewhere, it is replayed after an older backup is restored.
//!
//! What went in one commit is named by one event of a stream whose own name is the digest of these lines: a line that is
//! added, changed or taken away later is not what the chain says (docs/decisions/0091).

use std::collections::BTreeSet;

use jiff::Timestamp;
use redress_domain::id::{CaseId, ContactId, CouncilId, FileId, MailId, PersonId, WordsId};
use redress_domain::words::{Digest, Digesting};

use crate::Store;
use crate::changes::{Changes, Erase, NewEvent};
use crate::column::unreadable;
use crate::engine::sql;
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
            .map(|row| {
                let (sort, id): (String, String) = (row.get("sort")?, row.get("id")?);
                let erase = Erase::from_ledger(&sort, id).map_err(|why| unreadable("id", why))?;
                Ok((row.get("erased_at")?, erase))
            })
            .collect()
    }
}

/// What an event of an erasure is called.
const ERASED: &str = "erasure";

/// The digest of lines of the ledger, whatever order they come in and however often each.
pub(crate) fn digest_of<'l>(lines: impl Iterator<Item = (&'l str, &'l str)>) -> Digest {
    let mut digest = Digesting::plain();
    for (sort, id) in lines.collect::<BTreeSet<_>>() {
        digest.take(format!("{sort} {id}\n").as_bytes());
    }
    digest.done()
}

/// The event that says what a commit erases; nothing where it erases nothing. Its stream is named after what goes, so the
/// name says all of it: what follows where the same things go once more follows on the same stream.
pub(crate) fn said_of(changes: &Changes) -> Option<(StreamId, NewEvent)> {
    if changes.erase.is_empty() {
        return None;
    }
    let lines: Vec<(&str, String)> = changes.erase.iter().map(Erase::in_ledger).collect();
    let digest = digest_of(lines.iter().map(|(sort, id)| (*sort, id.as_str())));
    let event = NewEvent {
        kind: ERASED,
        body: format!("{{\"lines\":{}}}", lines.len()),
        // Nothing that anybody told is in it, so nothing can be guessed from its digest.
        salt: [0; 16],
    };
    Some((StreamId::erasure(&digest), event))
}

/// How one event of a stream is named.
pub(crate) fn of_event(stream: &StreamId, version: i64) -> String {
    format!("{stream}@{version}")
}

impl Erase {
    /// What the ledger says of it: its sort, and which. Nothing that anybody told is in it.
    #[must_use]
    pub fn in_ledger(&self) -> (&'static str, String) {
        match self {
            Self::Words(id) => ("words", id.to_string()),
            Self::File(id) => ("file", id.to_string()),
            Self::Person(id) => ("person", id.to_string()),
            Self::Bodies(stream) => ("bodies", stream.to_string()),
            Self::Body(stream, version) => ("body", of_event(stream, *version)),
            Self::BesideCase(id) => ("beside-case", id.to_string()),
            Self::BesidePerson(id) => ("beside-person", id.to_string()),
            Self::MailOfContact(id) => ("mail-of-contact", id.to_string()),
            Self::Mail(id) => ("mail", id.to_string()),
        }
    }

    /// What a line of the ledger names; or why it names nothing.
    pub fn from_ledger(sort: &str, id: String) -> Result<Self, String> {
        match sort {
            "words" => WordsId::parse(id).map(Self::Words).map_err(|bad| bad.to_string()),
            "file" => FileId::parse(id).map(Self::File).map_err(|bad| bad.to_string()),
            "person" => PersonId::parse(id)
                .map(Self::Person)
                .map_err(|bad| bad.to_string()),
            "bodies" => StreamId::try_from(id).map(Self::Bodies),
            "body" => {
                let event = id
                    .rsplit_once('@')
                    .map(|(stream, version)| (stream, version.parse()));
                let Some((stream, Ok(version))) = event else {
                    return Err(format!("\"{id}\" names no event"));
                };
                StreamId::try_from(stream.to_owned()).map(|stream| Self::Body(stream, version))
            }
            "beside-case" => CaseId::parse(id)
                .map(Self::BesideCase)
                .map_err(|bad| bad.to_string()),
            "beside-person" => PersonId::parse(id)
                .map(Self::BesidePerson)
                .map_err(|bad| bad.to_string()),
            "mail-of-contact" => ContactId::parse(id)
                .map(Self::MailOfContact)
                .map_err(|bad| bad.to_string()),
            "mail" => MailId::parse(id).map(Self::Mail).map_err(|bad| bad.to_string()),
            _ => Err(format!("\"{sort}\" is nothing that is erased")),
        }
    }
}
