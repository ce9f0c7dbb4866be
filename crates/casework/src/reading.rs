//! Who opened which case, and when: for whoever checks (UK GDPR, article 5(1)(f)).
//!
//! It is written down as cases are opened ([`Casework::open_case`] and its neighbours); here it is read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use redress_domain::id::{ActorId, CaseId, CouncilId};
use redress_domain::permission::{self, Act, Actor, Ground};
use redress_domain::reference::Reference;
use redress_store::access::{AccessRow, Stretch};

use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;

mod chained;

/// Under which name it stands that somebody read this very list.
pub const READINGS: &str = "readings";

/// Where a page of readings begins: after this one.
pub type After = AccessRow;

/// Whose readings are asked for, or of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Everybody's of one case, or those of one of them.
    OfCase(Reference, Option<ActorId>),
    /// One person's, of whatever case.
    By(ActorId),
}

/// Which readings are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Of what, or whose.
    pub asked: Asked,
    /// From this moment.
    pub from: Timestamp,
    /// Before this moment.
    pub until: Timestamp,
    /// Where the page before ended.
    pub after: Option<After>,
}

/// A page of readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    /// Each, the last first.
    pub readings: Vec<Reading>,
    /// Where the next page begins; `None` when there is none.
    pub next: Option<After>,
}

/// Somebody opened something of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Which case.
    pub reference: String,
    /// Who.
    pub actor: ActorId,
    /// Their name, if it was a person who works for the council.
    pub by: Option<String>,
    /// Which page of it, or what on it: `file`.
    pub page: String,
    /// By what right; `None` in what was written down before that was.
    pub why: Option<Ground>,
    /// When.
    pub at: Timestamp,
}

impl Casework {
    /// A page of who opened what of cases, the last first: for whoever checks. Reading it is itself a reading of each case on
    /// it. Of a case about whoever asks there is nothing: nobody learns who looks into a complaint about themselves.
    ///
    /// Costs a page of an index, and a row and a stream for each case on it.
    pub async fn readings(
        &self,
        council: &CouncilId,
        actor: &Actor,
        wanted: &Wanted,
    ) -> Result<Readings, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ReadAccessLog) {
            return Err(Failure::NotPermitted);
        }
        let stretch = Stretch {
            from: wanted.from,
            until: wanted.until,
            after: wanted.after.clone(),
            limit: PAGE,
        };
        let (rows, mut cases) = match &wanted.asked {
            Asked::OfCase(reference, by) => {
                let line = self.store.case_by_reference(council, reference.as_str()).await?;
                let case = line.ok_or(Failure::NotFound)?.case.case_id;
                if self.is_about_actor(council, actor, &case).await? {
                    return Err(Failure::NotFound);
                }
                let which = (&case, by.as_ref());
                let rows = self.store.accesses_of_case(council, which, &stretch).await?;
                (rows, BTreeSet::from([case]))
            }
            Asked::By(by) => {
                let rows = self.store.accesses_of_actor(council, by, &stretch).await?;
                (rows, BTreeSet::new())
            }
        };
        cases.extend(rows.iter().map(|row| row.case_id.clone()));
        let references = self.references_for(council, actor, &cases).await?;
        let names = rows.iter().filter_map(|row| row.actor.user().cloned());
        let names = self.names_of(council, names.collect()).await?;
        for case_id in references.keys() {
            let reading = AccessRow {
                case_id: case_id.clone(),
                read_at: self.outside().now(),
                actor: actor.id.clone(),
                page: READINGS.to_owned(),
                why: Some(Ground::Role),
            };
            self.store.log_access(council, &reading).await?;
        }
        let is_full = i64::try_from(rows.len()).is_ok_and(|count| count >= PAGE);
        let next = rows.last().filter(|_| is_full).cloned();
        let told = |row: AccessRow| {
            Some(Reading {
                reference: references.get(&row.case_id)?.clone(),
                by: row.actor.user().and_then(|id| names.get(id).cloned()),
                actor: row.actor,
                page: row.page,
                why: row.why,
                at: row.read_at,
            })
        };
        let readings = rows.into_iter().filter_map(told).collect();
        Ok(Readings { readings, next })
    }

    /// What these cases are called, without those that are about whoever asks.
    async fn references_for(
        &self,
        council: &CouncilId,
        actor: &Actor,
        cases: &BTreeSet<CaseId>,
    ) -> Result<BTreeMap<CaseId, String>, Failure> {
        let mut references = BTreeMap::new();
        for case in cases {
            if self.is_about_actor(council, actor, case).await? {
                continue;
            }
            if let Some(line) = self.store.case_by_id(council, case).await? {
                references.insert(case.clone(), line.case.reference);
            }
        }
        Ok(references)
    }
}
