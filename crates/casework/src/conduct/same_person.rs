//! Two files of one person, begun before anybody knew that they are one: shown to whoever keeps them, and closed one into the
//! other by a person. The program joins none (domain 5.1: one path, of one person).

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{Command, Standing, Tend};
use redress_domain::id::{ConductId, CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_store::changes::Changes;
use redress_store::error::StoreError;

use super::likeness::is_said_to_be_another;
use super::{ConductView, LoadedFile, NotDone};
use crate::Casework;
use crate::failure::Failure;

/// Another file of the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherFile {
    /// Which.
    pub id: ConductId,
    /// Under which name; nothing once their details were erased.
    pub name: Option<String>,
    /// When it was opened.
    pub opened_on: Date,
    /// How far it is.
    pub standing: Standing,
    /// Whether it is closed.
    pub is_closed: bool,
}

impl Casework {
    /// The other files of the person of a file, under whichever identifier; without those of whom whoever keeps one of the two
    /// files said that they are somebody else, and without what was erased.
    ///
    /// Costs those who were merged with the person, their files by their key, and the stream of each.
    pub async fn other_files(
        &self,
        council: &CouncilId,
        view: &ConductView,
    ) -> Result<Vec<OtherFile>, Failure> {
        let Some(person) = &view.file.person else {
            return Ok(Vec::new());
        };
        let mut others = Vec::new();
        for one in self.store.same_as(council, person).await? {
            if view.file.likenesses.get(&one) == Some(&redress_domain::conduct::Likeness::SomebodyElse) {
                continue;
            }
            for row in self.store.conduct_of_person(council, &one).await? {
                if row.file_id == view.id {
                    continue;
                }
                let other = self.load_conduct(council, &row.file_id).await?;
                if is_said_to_be_another(&other, std::slice::from_ref(person)) {
                    continue;
                }
                let known = self.store.persons(council, std::slice::from_ref(&one)).await?;
                others.push(OtherFile {
                    id: other.id,
                    name: known.into_values().next().map(|person| person.name),
                    opened_on: other
                        .entries
                        .first()
                        .map_or(self.today(), |entry| civil_date(entry.at)),
                    standing: other.file.standing(),
                    is_closed: other.file.is_closed,
                });
            }
        }
        Ok(others)
    }

    /// Closes a file into another of the same person, with a reason: for whoever keeps it. What is on it stays there; what
    /// happens from now on stands on the other, which takes over who took a part and the days in sum.
    ///
    /// Costs what [`Casework::open_conduct`] and [`Casework::other_files`] cost, the streams of both and one commit.
    pub async fn close_conduct_into(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&ConductId, i64),
        (into, reason): (&ConductId, &str),
    ) -> Result<(), NotDone> {
        let view = self.open_conduct(council, actor, (id, "close")).await?;
        let others = self.other_files(council, &view).await?;
        if others.iter().all(|other| other.id != *into) {
            return Err(Failure::NotFound.into());
        }
        let order = Command::Tend(Tend::CloseInto {
            into: into.clone(),
            reason: self.fresh().words(reason),
        });
        let loaded = self.load_conduct(council, id).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        // Domain 5.7 and 5.10: whoever took a part here took it there, and the days for which something bound count there.
        let brings = loaded.file.to_take_in(id.clone()).ok_or(Failure::NotFound)?;
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        Box::pin(self.plan_conduct(&mut changes, actor, loaded, vec![order])).await?;
        let other = self.load_conduct(council, into).await?;
        let takes = vec![Command::Tend(Tend::TakeIn(brings))];
        Box::pin(self.plan_conduct(&mut changes, actor, other, takes)).await?;
        match self.store.commit(changes).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict { .. }) => Err(NotDone::Moved),
            Err(other) => Err(Failure::from(other).into()),
        }
    }

    /// The file in which one goes on that was closed into it, as long as the two are still said to be one person; else itself.
    pub(super) async fn where_it_goes_on(
        &self,
        council: &CouncilId,
        (same, file): (&[PersonId], LoadedFile),
    ) -> Result<LoadedFile, Failure> {
        let mut file = file;
        let mut seen = vec![file.id.clone()];
        while let Some(into) = file.file.goes_on_in.clone().filter(|into| !seen.contains(into)) {
            let next = self.load_conduct(council, &into).await?;
            let is_theirs = next
                .file
                .person
                .as_ref()
                .is_some_and(|person| same.contains(person));
            if !is_theirs || next.file.erased_on.is_some() {
                break;
            }
            seen.push(into);
            file = next;
        }
        Ok(file)
    }
}
