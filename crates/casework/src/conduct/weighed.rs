//! What was agreed with somebody is weighed against what binds them, or is to bind them: when it is agreed, when it begins, and when
//! it turns out to be theirs (Equality Act 2010, section 20).

use redress_domain::conduct::Command;
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{ActorId, ConductId, CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_store::changes::Changes;
use redress_store::error::StoreError;

use super::{LoadedFile, NotDone, Register};
use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;

impl Casework {
    /// Adds to the changes that what is agreed with somebody is weighed against what binds them, or is to bind them, the same
    /// day. One whose day is still to come is weighed again when it begins: see [`Casework::weigh_what_has_begun`].
    ///
    /// Costs the person's files by their key, and the stream of each.
    pub(crate) async fn weigh_later_adjustments(
        &self,
        changes: &mut Changes,
        (person, kinds): (&PersonId, &[AdjustmentKind]),
    ) -> Result<(), Failure> {
        if kinds.is_empty() {
            return Ok(());
        }
        let council = changes.council.clone();
        // What is proposed or decided is weighed as well as what binds.
        let mut ids: Vec<ConductId> = Vec::new();
        for one in self.store.same_as(&council, person).await? {
            let rows = self.store.conduct_of_person(&council, &one).await?;
            ids.extend(rows.into_iter().map(|row| row.file_id));
        }
        ids.sort();
        ids.dedup();
        for id in ids {
            let file = self.load_conduct(&council, &id).await?;
            self.asks_to_weigh(changes, file, kinds).await?;
        }
        Ok(())
    }

    async fn asks_to_weigh(
        &self,
        changes: &mut Changes,
        file: LoadedFile,
        kinds: &[AdjustmentKind],
    ) -> Result<bool, Failure> {
        // Nothing is done to a file whose texts were erased.
        if file.file.erased_on.is_some() {
            return Ok(false);
        }
        let program = Actor::program(ActorId::Job("other"));
        let commands = kinds.iter().map(|kind| Command::AdjustmentAgreed { kind: *kind });
        match Box::pin(self.plan_conduct(changes, &program, file, commands.collect())).await {
            Ok(asks) => Ok(asks),
            Err(NotDone::Failed(failure)) => Err(failure),
            Err(other) => Err(Failure::Unreadable(other.to_string())),
        }
    }

    /// Everything that was agreed with somebody and has not ended, also what begins on a later day.
    pub(crate) async fn agreed_by_now(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<AdjustmentKind>, Failure> {
        let lines = self.adjustments_of(council, person).await?.into_iter();
        let lines = lines.filter(|line| line.row.ended_on.is_none());
        Ok(lines.map(|line| line.row.kind).collect())
    }

    /// Asks of each file whose open way cannot be used any more, by what holds today, that this is weighed: what was agreed
    /// for a later day has begun, or became theirs on a way that asked nobody. Answers of how many files.
    ///
    /// Costs the files on which something binds or is considered, which are few, and what was agreed with each person.
    pub(super) async fn weigh_what_has_begun(&self, council: &CouncilId) -> Result<usize, Failure> {
        let mut asked = 0;
        for list in [Register::Considered, Register::InForce] {
            let mut after: Option<ConductId> = None;
            loop {
                let page = (list, self.today());
                let lines = self
                    .store
                    .conduct_page(council, page, after.as_ref(), PAGE)
                    .await?;
                let Some(last) = lines.last() else { break };
                after = Some(last.row.file_id.clone());
                for line in &lines {
                    asked += usize::from(self.weigh_what_holds(council, &line.row.file_id).await?);
                }
            }
        }
        Ok(asked)
    }

    async fn weigh_what_holds(&self, council: &CouncilId, id: &ConductId) -> Result<bool, Failure> {
        let file = self.load_conduct(council, id).await?;
        let Some(person) = &file.file.person else {
            return Ok(false);
        };
        let ways = file.file.open_ways(self.today());
        if ways.is_empty() {
            return Ok(false);
        }
        let mut kinds = self.adjustments_now(council, person).await?;
        kinds.retain(|kind| ways.iter().any(|way| kind.rules_out(*way)));
        if kinds.is_empty() {
            return Ok(false);
        }
        let program = ActorId::Job("tell-of-conduct");
        let mut changes = Changes::new(council.clone(), program, self.outside().now());
        if !self.asks_to_weigh(&mut changes, file, &kinds).await? {
            return Ok(false);
        }
        match self.store.commit(changes).await {
            Ok(_) => Ok(true),
            // Somebody acted on it: the next round looks again.
            Err(StoreError::Conflict { .. }) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }
}
