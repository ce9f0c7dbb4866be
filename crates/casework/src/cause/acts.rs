//! How an act on a common cause becomes a record.

use std::collections::BTreeSet;

use redress_domain::case::Command as CaseCommand;
use redress_domain::cause::{self, Cause, Command, Context, Entry, Event, NewCause};
use redress_domain::id::{CaseId, CauseId, CouncilId, PointId};
use redress_domain::permission::Actor;
use redress_store::changes::Changes;
use redress_store::error::StoreError;
use redress_store::stream::StreamId;

use super::{LoadedCause, NotDone, project};
use crate::Casework;
use crate::failure::Failure;
use crate::stream::{self, Texts};

/// How often an act is decided again because another one came between.
const TRIES: usize = 16;

impl Casework {
    /// Begins a common cause, with the cases that somebody saw.
    ///
    /// Costs one commit, and the stream of each case: one that the actor may not link is as none.
    pub async fn begin_cause(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewCause,
    ) -> Result<CauseId, NotDone> {
        let id = self.fresh().cause();
        let of_service = Cause {
            service: Some(new.service.clone()),
            ..Cause::default()
        };
        self.must_join(council, actor, (&of_service, &new.cases)).await?;
        let begun = LoadedCause {
            id: id.clone(),
            version: 0,
            cause: Cause::default(),
            entries: Vec::new(),
        };
        self.commit_cause(council, actor, begun, vec![Command::Begin(new)])
            .await?;
        Ok(id)
    }

    /// Does `commands` to a common cause that the actor saw at version `seen`: all or none.
    ///
    /// Costs one read of its own stream and one commit; cases that join, their streams too.
    pub async fn act_on_cause(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&CauseId, i64),
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let loaded = self.load_cause(council, id).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        for command in &commands {
            if let Command::Add { cases } = command {
                self.must_join(council, actor, (&loaded.cause, cases)).await?;
            }
        }
        self.commit_cause(council, actor, loaded, commands).await
    }

    /// Does things to a common cause as it stands: what a job says that it did.
    pub(super) async fn act_on_latest_cause(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &CauseId,
        commands: &[Command],
    ) -> Result<(), NotDone> {
        for _ in 0..TRIES {
            let loaded = self.load_cause(council, id).await?;
            match self.commit_cause(council, actor, loaded, commands.to_vec()).await {
                Err(NotDone::Moved) => {}
                done => return done,
            }
        }
        Err(NotDone::Moved)
    }

    /// Records on points of its complaints what was found on the one that they share, with the same reason: an
    /// act on each complaint, by whoever may find something on it. Answers for each what became of it.
    ///
    /// Costs an act on each complaint.
    pub async fn use_finding(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &CauseId,
        points: Vec<(CaseId, PointId)>,
    ) -> Result<Vec<(CaseId, Result<(), Failure>)>, Failure> {
        let view = self.open_cause(council, actor, (id, None)).await?;
        let (finding, reason) = view.cause.finding.as_ref().ok_or(Failure::NotFound)?;
        let reason = view.words(reason).ok_or(Failure::NotFound)?;
        let members: BTreeSet<&CaseId> = view.cause.members().collect();
        let mut each = Vec::with_capacity(points.len());
        for (case, point) in points {
            let done = if members.contains(&case) {
                let command = CaseCommand::RecordFinding {
                    point,
                    finding: *finding,
                    reason: self.fresh().words(reason),
                };
                let act = self.act_on_latest(council, actor, &case, command);
                Box::pin(act).await.map(drop)
            } else {
                Err(Failure::NotFound)
            };
            each.push((case, done));
        }
        Ok(each)
    }

    async fn commit_cause(
        &self,
        council: &CouncilId,
        actor: &Actor,
        loaded: LoadedCause,
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let (cause, entries, texts) = self.decide_cause(council, actor, &loaded, commands)?;
        if entries.is_empty() {
            return Ok(());
        }
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        let at = (StreamId::cause(&loaded.id), loaded.version);
        stream::append(&self.fresh(), &mut changes, at, (&entries, Event::name), texts)?;
        changes.rows = project::rows(&loaded.id, &loaded.cause, &cause);
        let sides = (&loaded.cause, &cause);
        let heard = self.who_hears_of_cause(council, (&loaded.id, &actor.id), sides, &entries);
        changes.rows.extend(heard.await?);
        match self.store.commit(changes).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict { .. }) => Err(NotDone::Moved),
            Err(other) => Err(Failure::from(other).into()),
        }
    }

    fn decide_cause(
        &self,
        council: &CouncilId,
        actor: &Actor,
        loaded: &LoadedCause,
        commands: Vec<Command>,
    ) -> Result<(Cause, Vec<Entry>, Texts), NotDone> {
        let settings = self.councils.get(council)?;
        let at = self.outside().now();
        let context = Context {
            at,
            actor,
            policy: settings.policy(self.today())?,
        };
        let (mut entries, mut texts) = (Vec::new(), Texts::new());
        let mut cause = loaded.cause.clone();
        for command in commands {
            let words = command.words().into_iter();
            texts.extend(words.map(|(purpose, words)| (purpose, words.clone())));
            for event in cause::decide(&cause, command, &context)? {
                let actor = actor.id.clone();
                let entry = Entry { at, actor, event };
                cause = cause::evolve(cause, &entry);
                entries.push(entry);
            }
        }
        Ok((cause, entries, texts))
    }
}
