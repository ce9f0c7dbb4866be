//! What was erased is erased again in a record that was restored from an older backup: the ledger of erasures, kept elsewhere.

use std::collections::BTreeSet;

use jiff::Timestamp;
use redress_domain::id::{CaseId, ConductId, CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_store::changes::{Append, Changes, Erase};
use redress_store::error::StoreError;
use redress_store::stream::{StreamId, StreamSort};
use serde::{Deserialize, Serialize};

use super::{Going, Why};
use crate::Casework;
use crate::failure::Failure;

/// How many lines are one commit.
const TOGETHER: usize = 500;

/// One line of the ledger, as JSON. It names what went by identifiers alone: nothing that anybody told is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerLine {
    /// The council's short name.
    pub council: CouncilId,
    /// When it was erased, in universal time.
    pub at: Timestamp,
    /// What sort of thing: `words`, `file`, `person`, `bodies`, `body`, `beside-case`, `beside-person`, `mail-of-contact` or `mail`.
    pub sort: String,
    /// Which one.
    pub id: String,
}

impl LedgerLine {
    /// What it names; or why it names nothing.
    pub fn erase(&self) -> Result<Erase, String> {
        Erase::from_ledger(&self.sort, self.id.clone())
    }
}

/// What came of erasing again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// How many things the ledger names.
    pub things: usize,
    /// How many cases are marked as erased that were not.
    pub cases: usize,
    /// The cases that are open or held in this record: what the ledger names of them is gone, and the rest stays.
    pub not_closed: Vec<String>,
}

impl Casework {
    /// What was erased of a council at a moment or later, in the order in which it went.
    ///
    /// Costs a row for each thing that was erased since.
    pub async fn ledger_of_erasures(
        &self,
        council: &CouncilId,
        since: Timestamp,
    ) -> Result<Vec<LedgerLine>, Failure> {
        let erased = self.store.erased_since(council, since).await?;
        let lines = erased.into_iter().map(|(at, erase)| {
            let (sort, id) = erase.in_ledger();
            LedgerLine {
                council: council.clone(),
                at,
                sort: sort.to_owned(),
                id,
            }
        });
        Ok(lines.collect())
    }

    /// Erases in a restored record what had been erased when its backup was older (UK GDPR, articles 5(1)(e) and 17: a right that was granted is
    /// not undone by a disk that failed). Each case that is closed here is marked as erased, with the reason, in a stream of its own. What
    /// is gone already does no harm, and neither does a second time.
    ///
    /// Costs a commit for each five hundred things, for each case what erasing it costs, and for each case of somebody who was
    /// erased, its events and texts.
    pub async fn erase_again(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (things, because): (&[Erase], &str),
    ) -> Result<Erased, Failure> {
        let mut done = Erased {
            things: things.len(),
            ..Erased::default()
        };
        // What the events of a conduct file said goes with the file, which says then what is counted of it.
        let mut files = BTreeSet::new();
        let mut others = Vec::with_capacity(things.len());
        for thing in things {
            match thing {
                Erase::Body(stream, _) if stream.sort() == StreamSort::Restriction => {
                    files.extend(ConductId::parse(stream.id()).ok());
                }
                // What the events of a case said goes with the case, which says then what stays of them.
                Erase::Body(stream, _) if stream.sort() == StreamSort::Case => {}
                Erase::Words(_)
                | Erase::File(_)
                | Erase::Person(_)
                | Erase::Bodies(_)
                | Erase::Body(..)
                | Erase::BesideCase(_)
                | Erase::BesidePerson(_)
                | Erase::MailOfContact(_)
                | Erase::Mail(_) => others.push(thing.clone()),
            }
        }
        for together in others.chunks(TOGETHER) {
            let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
            changes.erase = together.to_vec();
            self.with_their_letters(&mut changes).await?;
            self.store.commit(changes).await?;
        }
        for file in files {
            // One that came after the backup is not here at all; one that goes on here, or is held, goes when its time is over.
            match Box::pin(self.erase_conduct(council, &file)).await {
                Ok(_) | Err(Failure::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        let cases: BTreeSet<&CaseId> = things
            .iter()
            .filter_map(|erase| match erase {
                Erase::BesideCase(case) => Some(case),
                Erase::Words(_)
                | Erase::File(_)
                | Erase::Person(_)
                | Erase::Bodies(_)
                | Erase::Body(..)
                | Erase::BesidePerson(_)
                | Erase::MailOfContact(_)
                | Erase::Mail(_) => None,
            })
            .collect();
        let mut left = BTreeSet::new();
        for case in cases {
            // One that came after the backup is not here at all.
            let Some(line) = self.store.case_by_id(council, case).await? else {
                continue;
            };
            if self.was_erased(council, case).await? && !self.tells_anything(council, case).await? {
                continue;
            }
            if self
                .forget_case(council, &actor.id, (case, Why::Again(because)))
                .await?
            {
                done.cases += 1;
            } else {
                done.not_closed.push(line.case.reference);
                left.insert(case.clone());
            }
        }
        let whose = things.iter().filter_map(|erase| match erase {
            Erase::Person(person) => Some(person.clone()),
            Erase::Words(_)
            | Erase::File(_)
            | Erase::Bodies(_)
            | Erase::Body(..)
            | Erase::BesideCase(_)
            | Erase::BesidePerson(_)
            | Erase::MailOfContact(_)
            | Erase::Mail(_) => None,
        });
        let whose: Vec<PersonId> = whose.collect();
        left.extend(self.cases_of_these(council, &whose).await?);
        for case in left {
            self.found_by_what_is_left(council, actor, &case).await?;
        }
        Ok(done)
    }

    /// The letters of the cases that changes erase go with them, also those that the ledger does not name, because they went
    /// after the backup, or again here: what would be left of them is of no letter, and nothing would ever erase it.
    async fn with_their_letters(&self, changes: &mut Changes) -> Result<(), Failure> {
        let mut going = Going::default();
        for erase in &changes.erase {
            if let Erase::BesideCase(case) = erase {
                self.letters_of(&changes.council, case, &mut going).await?;
            }
        }
        going.go_with(changes);
        Ok(())
    }

    /// Has a case be found by what is left of its texts and by the people whose details are there, and by nothing that is erased.
    async fn found_by_what_is_left(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<(), Failure> {
        loop {
            let (loaded, entries) = self.load(council, case).await?;
            let found = self.found_again(council, (case, &loaded.case), &entries).await?;
            let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
            // Without events: it only asks that nobody acted on the case meanwhile.
            changes.appends.push(Append {
                stream: StreamId::case(case),
                expected: loaded.version,
                events: Vec::new(),
            });
            changes.rows.push(found);
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
}
