//! Many acts in one commit: how a demo or an import fills a record, through the same rules.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use redress_domain::case::{Command, LinkTo};
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::permission::Actor;
use redress_store::changes::{Changes, ImportedRow, Once};

use crate::Casework;
use crate::act::{Loaded, Logged, NewCase, links_back, links_in};
use crate::council::Council;
use crate::failure::Failure;
use crate::plan::{Planned, Setting, plan, plan_log, record};

/// Acts that wait for one commit. They are decided one after the other as if each were committed.
pub struct Batch<'c> {
    casework: &'c Casework,
    council: Arc<Council>,
    /// Events are recorded now although they happened earlier: an import. Otherwise they are
    /// recorded when they happen: a demo's own time.
    recorded_at: Option<Timestamp>,
    waiting: Vec<(Vec<CaseId>, Changes)>,
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
            waiting: Vec::new(),
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

    /// Opens a case at the moment `at`. A refusal leaves the batch as it was. It can be linked to
    /// cases of this batch only. Reads nothing.
    pub fn log(&mut self, actor: &Actor, at: Timestamp, new: NewCase) -> Result<Logged, Failure> {
        let council = Arc::clone(&self.council);
        let setting = self.setting(&council, actor, at);
        let links: Vec<LinkTo> = new.link.iter().chain(links_in(&new.then)).cloned().collect();
        let planned = plan_log(&setting, new)?;
        let logged = planned.logged();
        let others = self.others(&setting, &logged.id, &links)?;
        self.wait(planned, others);
        Ok(logged)
    }

    /// Does commands to a case of this batch at the moment `at`. A refusal leaves the batch as it
    /// was. Links go to cases of this batch only. Reads nothing.
    pub fn act(
        &mut self,
        actor: &Actor,
        at: Timestamp,
        case: &CaseId,
        commands: Vec<Command>,
    ) -> Result<&Loaded, Failure> {
        let loaded = self.open.get(case).cloned().ok_or(Failure::NotFound)?;
        let council = Arc::clone(&self.council);
        let setting = self.setting(&council, actor, at);
        let links: Vec<LinkTo> = links_in(&commands).cloned().collect();
        let mut planned = plan(&setting, loaded, commands)?;
        self.casework.lessons_of_closing(&setting, &mut planned)?;
        let others = self.others(&setting, case, &links)?;
        self.wait(planned, others);
        self.open.get(case).ok_or(Failure::NotFound)
    }

    /// What links write into the other cases of this batch.
    fn others(
        &self,
        setting: &Setting<'_>,
        from: &CaseId,
        links: &[LinkTo],
    ) -> Result<Vec<Planned>, Failure> {
        let back = links_back(from, links.iter().collect())?;
        back.into_iter()
            .map(|(other, events)| {
                let other = self.open.get(&other).cloned().ok_or(Failure::NotFound)?;
                record(setting, other, events)
            })
            .collect()
    }

    fn wait(&mut self, mut planned: Planned, others: Vec<Planned>) {
        let mut cases = vec![planned.after.id.clone()];
        for other in others {
            cases.push(other.after.id.clone());
            self.open.insert(other.after.id.clone(), other.after.clone());
            planned.absorb(other);
        }
        self.open.insert(planned.after.id.clone(), planned.after);
        if !planned.changes.appends.is_empty() {
            self.waiting.push((cases, planned.changes));
        }
    }

    /// How a case of this batch stands.
    pub fn case(&self, id: &CaseId) -> Option<&Loaded> {
        self.open.get(id)
    }

    /// Marks the last act as the answer to a request that must not be done twice.
    pub fn once(&mut self, scope: &'static str, key: String, result: String) {
        if let Some((_, changes)) = self.waiting.last_mut() {
            changes.once = Some(Once { scope, key, result });
        }
    }

    /// Marks the last act as a row of an import, so that the row is not taken in twice.
    pub fn imported(&mut self, source: &str, row_key: &str, case: &CaseId) {
        if let Some((_, changes)) = self.waiting.last_mut() {
            changes.import = Some(ImportedRow {
                source: source.to_owned(),
                row_key: row_key.to_owned(),
                case_id: case.clone(),
            });
        }
    }

    /// How many acts wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Commits what waits, in one transaction; the first refusal is the answer, and then nothing
    /// of that act is there, while its neighbours are. The cases stay known to the batch, except
    /// those of a refused act.
    ///
    /// Costs what [`Batch::commit_each`] costs.
    pub async fn commit(&mut self) -> Result<(), Failure> {
        self.commit_each().await.into_iter().collect()
    }

    /// The same, with an answer for each act in the order in which they were taken in.
    ///
    /// Costs one commit for all, and for each act what it writes.
    pub async fn commit_each(&mut self) -> Vec<Result<(), Failure>> {
        let (cases, changes): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting).into_iter().unzip();
        let answers = self.casework.store.commit_many(changes).await;
        let mut each = Vec::with_capacity(answers.len());
        for (cases, answer) in cases.into_iter().zip(answers) {
            if answer.is_err() {
                // What was decided on it never happened: the batch no longer knows how it stands.
                self.open.retain(|id, _| !cases.contains(id));
            }
            each.push(answer.map(drop).map_err(Failure::from));
        }
        each
    }

    /// Forgets cases that nothing more will be done to, so that a long batch does not grow.
    pub fn forget_closed(&mut self) {
        self.open.retain(|_, loaded| !loaded.case.is_closed());
    }
}
