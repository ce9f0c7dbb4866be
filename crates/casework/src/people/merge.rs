//! The same person seen twice: merged, and apart again.
//!
//! Nothing of either is rewritten. Their streams say that they are one, and all that is under either
//! is found under both; when that is taken back, each has exactly what it had. It binds nobody: whoever keeps
//! a conduct file of either hears of it, and says on the file whether it is so.

use redress_domain::customer::Event;
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{CouncilId, PersonId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::NotificationKind;
use redress_domain::words::Words;
use redress_store::changes::Changes;
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
    /// Events keep their identifiers, and nothing is written over. Costs the streams of both,
    /// and those of their conduct files.
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
            let kind = NotificationKind::ConductMerged;
            self.tell_who_keeps_their_files(&mut changes, &[&first, &last], kind)
                .await?;
            // Equality Act 2010, section 20: what was agreed with either is agreed with both from now on.
            let (of_first, of_last) = (
                self.agreed_by_now(council, &first).await?,
                self.agreed_by_now(council, &last).await?,
            );
            let new_to = |known: &[AdjustmentKind], new: &[AdjustmentKind]| {
                let new = new.iter().filter(|kind| !known.contains(kind));
                new.copied().collect::<Vec<_>>()
            };
            let (to_first, to_last) = (new_to(&of_first, &of_last), new_to(&of_last, &of_first));
            self.weigh_later_adjustments(&mut changes, (&first, &to_first))
                .await?;
            self.weigh_later_adjustments(&mut changes, (&last, &to_last))
                .await?;
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Ok(())),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// Takes it back that `one` is the same as `other`, whichever of them was merged into the other or into whom they both were.
    ///
    /// Costs the streams of both, those of their conduct files, and a look by key for each identifier of theirs.
    pub async fn unmerge_people(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (one, other): (&PersonId, &PersonId),
        reason: &Words,
    ) -> Result<Result<(), NotMerged>, Failure> {
        self.may_merge(council, actor)?;
        if reason.is_blank() {
            return Ok(Err(NotMerged::NoReason));
        }
        loop {
            let all = self.store.same_as(council, one).await?;
            if one == other || !all.contains(other) {
                return Ok(Err(NotMerged::NotTheSame));
            }
            let from = if self.goes_on_under(council, other, one).await? {
                other
            } else {
                one
            };
            let history = self.history_of(council, from).await?;
            let Some(into) = history.merged_into().cloned() else {
                return Ok(Err(NotMerged::NotTheSame));
            };
            let of_into = self.history_of(council, &into).await?;
            let mut changes = self.changes(council, actor);
            let apart = Event::Unmerged {
                person: into.clone(),
                reason: reason.reference(),
            };
            let gave_back = Event::GaveBack { person: from.clone() };
            let texts = vec![("reason", reason.clone())];
            self.append_to(&mut changes, (from, history), (vec![apart], texts))?;
            self.append_to(&mut changes, (&into, of_into), (vec![gave_back], Vec::new()))?;
            let kind = NotificationKind::ConductMerged;
            self.tell_who_keeps_their_files(&mut changes, &[from, &into], kind)
                .await?;
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Ok(())),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// Whether somebody was merged into another, by themselves or with whoever they were merged into.
    async fn goes_on_under(
        &self,
        council: &CouncilId,
        person: &PersonId,
        other: &PersonId,
    ) -> Result<bool, Failure> {
        let (mut at, mut passed) = (person.clone(), Vec::new());
        while let Some(into) = self.store.merged_into(council, &at).await? {
            if into == *other {
                return Ok(true);
            }
            if passed.contains(&into) {
                break;
            }
            at = into.clone();
            passed.push(into);
        }
        Ok(false)
    }

    /// The details under every identifier of a person, the one under whom they show first.
    ///
    /// Costs the identifiers of one person and their details, by key.
    pub async fn same_person(&self, council: &CouncilId, person: &PersonId) -> Result<Vec<Person>, Failure> {
        let all = self.store.same_as(council, person).await?;
        let (mut details, _) = self.persons_today(council, &all).await?;
        Ok(all.iter().filter_map(|one| details.remove(one)).collect())
    }

    /// Adds to the changes that whoever holds a conduct file of one of these hears what was said of them or of their cases
    /// (domain 5.12). Nothing of whose it is is told to whoever said it.
    ///
    /// Costs a look by key for each person, and the stream of each of their files.
    pub(crate) async fn tell_who_keeps_their_files(
        &self,
        changes: &mut Changes,
        people: &[&PersonId],
        kind: NotificationKind,
    ) -> Result<(), Failure> {
        let council = changes.council.clone();
        let mut files = Vec::new();
        for person in people {
            for one in self.store.same_as(&council, person).await? {
                let rows = self.store.conduct_of_person(&council, &one).await?;
                files.extend(rows.into_iter().map(|row| row.file_id));
            }
        }
        files.sort();
        files.dedup();
        for id in files {
            let file = self.load_conduct(&council, &id).await?;
            let holders = self.holders(&council, &file).await?;
            let by = (&id, &changes.actor, changes.at);
            let told = self.tell_of_conduct(by, kind, &holders);
            changes.rows.extend(told);
        }
        Ok(())
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
