//! What became of the people of a case after its first copy: who joined it, and what was agreed with them.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::case::{Case, Event};
use redress_domain::customer;
use redress_domain::customer::adjustment::{self, AdjustmentKind};
use redress_domain::id::PersonId;
use redress_store::stream::StreamId;
use redress_store::transfer::TransferRow;

use super::{Here, There, details, job, people_of};
use crate::Casework;
use crate::act::NewPerson;
use crate::failure::Failure;

impl Casework {
    /// Who joined it here and is not known there, with their details.
    pub(super) async fn joined_since(
        &self,
        here: Here<'_>,
        there: There<'_>,
        (people, events): (&BTreeMap<PersonId, PersonId>, &[Event]),
    ) -> Result<Vec<(PersonId, NewPerson)>, Failure> {
        let joins = |new: &PersonId| {
            let adds = |event: &Event| matches!(event, Event::PersonAdded { person, .. } if person == new);
            events.iter().any(adds)
        };
        let joined: Vec<_> = people.iter().filter(|(_, new)| joins(new)).collect();
        let rows = self
            .store
            .persons(here.council, joined.iter().map(|(old, _)| *old))
            .await?;
        let known = self
            .store
            .persons(there.council, joined.iter().map(|(_, new)| *new))
            .await?;
        let unknown = joined.into_iter().filter(|(_, new)| !known.contains_key(*new));
        let unknown = unknown.filter_map(|(old, new)| Some((new.clone(), details(rows.get(old)?))));
        Ok(unknown.collect())
    }

    /// What was agreed with somebody since, or looked at again, holds there too: letters to whoever joined the case, above
    /// all (Equality Act 2010, section 20).
    ///
    /// Costs two streams for each person on the case.
    pub(super) async fn agreed_since(
        &self,
        here: Here<'_>,
        there: There<'_>,
        (theirs, row): (&Case, &TransferRow),
    ) -> Result<usize, Failure> {
        let people = people_of(here, &row.transfer_id);
        let on_it: BTreeSet<&PersonId> = theirs.everybody().into_iter().collect();
        let mut changes = self.changes(there.council, &job());
        let mut weighed = Vec::new();
        for (old, new) in people.iter().filter(|(_, new)| on_it.contains(new)) {
            let (known, ours) = (
                self.history_of(there.council, new).await,
                self.history_of(here.council, old).await,
            );
            let (known, ours) = match (known, ours) {
                // Of whom nothing is kept, nothing goes along.
                (Err(Failure::NotFound), _) | (_, Err(Failure::NotFound)) => continue,
                (known, ours) => (known?, ours?),
            };
            let since = agreed_anew(&ours.events, &known.events);
            if since.is_empty() {
                continue;
            }
            let agreed = since.iter().filter_map(kind_agreed);
            weighed.push((new, agreed.collect::<Vec<_>>()));
            let texts = self.texts_to_copy(here.council, &StreamId::customer(old)).await?;
            let spoken = texts.into_values().map(|words| ("adjustment", words)).collect();
            self.append_to(&mut changes, (new, known), (since, spoken))?;
        }
        if changes.appends.is_empty() {
            return Ok(0);
        }
        for (person, kinds) in weighed {
            self.weigh_later_adjustments(&mut changes, (person, &kinds))
                .await?;
        }
        self.store.commit(changes).await?;
        Ok(1)
    }
}

/// What kind of adjustment an event says was agreed.
fn kind_agreed(event: &customer::Event) -> Option<AdjustmentKind> {
    if let customer::Event::AdjustmentAgreed { kind, .. } = event {
        Some(*kind)
    } else {
        None
    }
}

/// What of somebody's agreements here is not known there: what was agreed and still holds, and what was decided since of
/// what is known.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are about no agreement")]
fn agreed_anew(ours: &[customer::Event], known: &[customer::Event]) -> Vec<customer::Event> {
    let mut names: BTreeSet<_> = adjustment::fold(known)
        .into_iter()
        .map(|agreed| agreed.id)
        .collect();
    let holds: BTreeSet<_> = adjustment::fold(ours)
        .into_iter()
        .filter(|agreed| agreed.ended_on.is_none())
        .map(|agreed| agreed.id)
        .collect();
    let is_new = |event: &&customer::Event| match event {
        customer::Event::AdjustmentAgreed { adjustment, .. } => {
            holds.contains(adjustment) && names.insert(adjustment.clone())
        }
        customer::Event::AdjustmentReviewed { adjustment, .. } => {
            names.contains(adjustment) && !known.contains(event)
        }
        _ => false,
    };
    ours.iter().filter(is_new).cloned().collect()
}
