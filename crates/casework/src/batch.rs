//! Many acts in one commit: how a demo or an import fills a record, through the same rules.

use std::collections::HashMap;

use jiff::Timestamp;
use redress_domain::case::Command;
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::permission::Actor;
use redress_store::changes::{Changes, Once};

use std::sync::Arc;

use crate::Casework;
use crate::act::{Loaded, Logged, NewCase, Setting, plan, plan_log};
use crate::council::Council;
use crate::failure::Failure;

/// Acts that wait for one commit. They are decided one after the other as if each were committed.
pub struct Batch<'c> {
    casework: &'c Casework,
    council: Arc<Council>,
    /// Events are recorded now although they happened earlier: an import. Otherwise they are
    /// recorded when they happen: a demo's own time.
    recorded_at: Option<Timestamp>,
    changes: Vec<Changes>,
    open: HashMap<CaseId, Loaded>,
}

impl Casework {
    /// Begins a batch for a council. `recorded_at` is when the events are recorded, if that is not
    /// when they happen.
    pub fn batch(&self, council: &CouncilId, recorded_at: Option<Timestamp>) -> Result<Batch<'_>, Failure> {
        let council = self.councils.get(council)?;
        Ok(Batch {
            casework: self,
            council,
            recorded_at,
            changes: Vec::new(),
            open: HashMap::new(),
        })
    }
}

impl Batch<'_> {
    fn setting<'s>(&'s self, council: &'s Council, actor: &'s Actor, at: Timestamp) -> Setting<'s> {
        let recorded_at = self.recorded_at.unwrap_or(at);
        Setting {
            council,
            actor,
            at,
            recorded_at,
            fresh: self.casework.fresh(),
        }
    }

    /// Opens a case at the moment `at`. A refusal leaves the batch as it was.
    pub fn log(&mut self, actor: &Actor, at: Timestamp, new: NewCase) -> Result<Logged, Failure> {
        let council = Arc::clone(&self.council);
        let planned = plan_log(&self.setting(&council, actor, at), new)?;
        let logged = Logged {
            id: planned.after.id.clone(),
            reference: planned.after.case.reference.clone(),
            version: planned.after.version,
        };
        self.changes.push(planned.changes);
        self.open.insert(logged.id.clone(), planned.after);
        Ok(logged)
    }

    /// Does commands to a case of this batch at the moment `at`. A refusal leaves the batch as it was.
    pub fn act(
        &mut self,
        actor: &Actor,
        at: Timestamp,
        case: &CaseId,
        commands: Vec<Command>,
    ) -> Result<&Loaded, Failure> {
        let loaded = self.open.get(case).cloned().ok_or(Failure::NotFound)?;
        let council = Arc::clone(&self.council);
        let planned = plan(&self.setting(&council, actor, at), loaded, commands)?;
        self.changes.push(planned.changes);
        let after = self
            .open
            .entry(case.clone())
            .insert_entry(planned.after)
            .into_mut();
        Ok(after)
    }

    /// How a case of this batch stands.
    pub fn case(&self, id: &CaseId) -> Option<&Loaded> {
        self.open.get(id)
    }

    /// Marks the last opened case as the answer to a request that must not be done twice.
    pub fn once(&mut self, scope: &'static str, key: String, result: String) {
        if let Some(changes) = self.changes.last_mut() {
            changes.once = Some(Once { scope, key, result });
        }
    }

    /// How many acts wait.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Commits what waits, in one transaction; the first refusal is the answer, and then nothing
    /// of that act is there. The cases stay known to the batch.
    pub async fn commit(&mut self) -> Result<(), Failure> {
        let changes = std::mem::take(&mut self.changes);
        for answer in self.casework.store.commit_many(changes).await {
            answer?;
        }
        Ok(())
    }

    /// Forgets cases that nothing more will be done to, so that a long batch does not grow.
    pub fn forget_closed(&mut self) {
        self.open.retain(|_, loaded| !loaded.case.is_closed());
    }
}
