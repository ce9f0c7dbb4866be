//! What the events of a case say of somebody's health or need goes with what people told (UK GDPR, article 9): the help that they
//! need, concerns for them, and why somebody speaks for them (docs/decisions/0093).

use redress_domain::case::{Entry, Stays};
use redress_domain::id::{CaseId, CouncilId};
use redress_store::changes::{Erase, NewEvent};
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;

/// The events of a case whose bodies go, each with what stays of it.
pub(super) fn telling(recorded: &[Recorded]) -> Result<Vec<Stays>, Failure> {
    let mut telling = Vec::new();
    for event in recorded {
        let Some(body) = &event.body else { continue };
        let entry = Entry::from_body(event.actor.clone(), body).map_err(|error| {
            Failure::Unreadable(format!("{} version {}: {error}", event.stream, event.version))
        })?;
        telling.extend(Stays::of(event.version, &entry));
    }
    Ok(telling)
}

/// The bodies that go.
pub(super) fn bodies<'s>(stream: &'s StreamId, telling: &'s [Stays]) -> impl Iterator<Item = Erase> + 's {
    telling
        .iter()
        .map(|stays| Erase::Body(stream.clone(), stays.version))
}

impl Casework {
    /// The event of a case that says what stays, as it goes into the record.
    pub(super) fn says_what_stays(&self, entry: &Entry) -> Result<NewEvent, Failure> {
        let body = entry.to_body();
        Ok(NewEvent {
            kind: entry.event.name(),
            body: body.map_err(|error| Failure::Unreadable(error.to_string()))?,
            salt: self.fresh().salt(),
        })
    }

    /// Whether the events of a case say anything that goes when it is erased.
    pub(super) async fn is_telling(&self, council: &CouncilId, case: &CaseId) -> Result<bool, Failure> {
        let recorded = self.store.stream(council, &StreamId::case(case)).await?;
        Ok(!telling(&recorded)?.is_empty())
    }
}
