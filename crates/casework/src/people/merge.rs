//! The same person seen twice: merged, and apart again.
//!
//! Nothing of either is rewritten. Their streams say that they are one, and all that is under either
//! is found under both; when that is taken back, each has exactly what it had.

use redress_domain::customer::Event;
use redress_domain::id::{CouncilId, PersonId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::words::Words;
use redress_store::error::StoreError;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::Person;

/// Why two people may not be merged, or not be apart again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMerged {
    /// Nobody said why.
    NoReason,
    /// They are one already.
    SameAlready,
    /// They were never said to be one.
    NotTheSame,
}

impl Casework {
    /// Says that `from` is the same person as `into`, under whom the cases of both show from now on.
    ///
    /// Events keep their identifiers, and nothing is written over. Costs the streams of both.
    pub async fn merge_people(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (from, into): (&PersonId, &PersonId),
        reason: &Words,
    ) -> Result<Result<(), NotMerged>, Failure> {
        self.may_merge(council, actor)?;
        if reason.is_blank() {
            return Ok(Err(NotMerged::NoReason));
        }
        loop {
            if self.store.same_as(council, into).await?.contains(from) {
                return Ok(Err(NotMerged::SameAlready));
            }
            // Whoever is merged already brings all the others of them.
            let first = self.store.same_as(council, from).await?.remove(0);
            let last = self.store.same_as(council, into).await?.remove(0);
            let (one, other) = (
                self.history_of(council, &first).await?,
                self.history_of(council, &last).await?,
            );
            let mut changes = self.changes(council, actor);
            let merged = Event::MergedInto {
                person: last.clone(),
                reason: reason.reference(),
            };
            let took_in = Event::TookIn {
                person: first.clone(),
            };
            let texts = vec![("reason", reason.clone())];
            self.append_to(&mut changes, (&first, one), (vec![merged], texts))?;
            self.append_to(&mut changes, (&last, other), (vec![took_in], Vec::new()))?;
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Ok(())),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// Takes it back that `from` is the same as somebody else. Costs the streams of both.
    pub async fn unmerge_people(
        &self,
        council: &CouncilId,
        actor: &Actor,
        from: &PersonId,
        reason: &Words,
    ) -> Result<Result<(), NotMerged>, Failure> {
        self.may_merge(council, actor)?;
        if reason.is_blank() {
            return Ok(Err(NotMerged::NoReason));
        }
        loop {
            let one = self.history_of(council, from).await?;
            let Some(into) = one.merged_into().cloned() else {
                return Ok(Err(NotMerged::NotTheSame));
            };
            let other = self.history_of(council, &into).await?;
            let mut changes = self.changes(council, actor);
            let apart = Event::Unmerged {
                person: into.clone(),
                reason: reason.reference(),
            };
            let gave_back = Event::GaveBack { person: from.clone() };
            let texts = vec![("reason", reason.clone())];
            self.append_to(&mut changes, (from, one), (vec![apart], texts))?;
            self.append_to(&mut changes, (&into, other), (vec![gave_back], Vec::new()))?;
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Ok(())),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// The details under every identifier of a person, the one under whom they show first.
    pub async fn same_person(&self, council: &CouncilId, person: &PersonId) -> Result<Vec<Person>, Failure> {
        let all = self.store.same_as(council, person).await?;
        let (mut details, _) = self.persons_today(council, &all).await?;
        Ok(all.iter().filter_map(|one| details.remove(one)).collect())
    }

    fn may_merge(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        if permission::may(settings.policy(self.today())?, actor, Act::MergePeople) {
            Ok(())
        } else {
            Err(Failure::NotPermitted)
        }
    }
}
