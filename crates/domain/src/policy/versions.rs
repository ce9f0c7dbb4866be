//! The dated versions of one council's policy, and which of them binds a case.
//!
//! A case is pinned to the procedure and the day-one rule of the version that was in force when it was
//! received: what a customer was promised stays promised. People, teams, permissions, wording and
//! holidays are always those of the current version, for a person who has left can answer nothing and
//! a new bank holiday is a day off for everybody. A closure is a day off from the version on that its day found in force.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Policy, Procedure};
use crate::calendar::Calendar;
use crate::id::ProcedureId;
use crate::vocabulary::DayOne;

/// The versions of one council's policy, by number, the oldest first.
///
/// A version is in force from its `starts_on` until the next one's, once a body adopted it; a draft
/// is kept but never in force. A case is pinned to the procedures and the day-one rule in force when
/// it was received (see [`Versions::pinned`]); the rest is always the current one ([`Versions::current`]).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Versions {
    versions: Vec<(u32, Policy)>,
    /// The day on which each came into the record, where that is known: `starts_on` may be an earlier one.
    recorded_on: BTreeMap<u32, Date>,
    /// Those whose adoption was withdrawn before their first day: they are kept, and hold for nothing.
    withdrawn: BTreeSet<u32>,
}

/// What a case keeps from the version that was in force when it was received.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pinned<'v> {
    /// The version.
    pub version: u32,
    /// The procedure, as that version has it.
    pub procedure: &'v Procedure,
    /// The day-one rule, as that version has it.
    pub day_one: DayOne,
}

impl Versions {
    /// These versions, numbered from 1 in their order.
    pub fn new(policies: impl IntoIterator<Item = Policy>) -> Self {
        Self {
            versions: (1..).zip(policies).collect(),
            recorded_on: BTreeMap::new(),
            withdrawn: BTreeSet::new(),
        }
    }

    /// The same, of which the version with this number came into the record on that day.
    pub fn recorded(&mut self, number: u32, on: Date) {
        self.recorded_on.insert(number, on);
    }

    /// The same, without the version with this number, whose adoption was withdrawn. It keeps its number.
    pub fn withdraw(&mut self, number: u32) {
        self.withdrawn.insert(number);
    }

    /// Whether the adoption of the version with this number was withdrawn.
    pub fn is_withdrawn(&self, number: u32) -> bool {
        self.withdrawn.contains(&number)
    }

    /// The same with one more version; answers its number.
    pub fn push(&mut self, policy: Policy) -> u32 {
        let number = self
            .versions
            .last()
            .map_or(1, |(number, _)| number.saturating_add(1));
        self.versions.push((number, policy));
        number
    }

    /// The first day on which the council worked by a policy of this record: the first that was adopted had come into the
    /// record, and had started. `None` where that is not known.
    pub fn began_on(&self) -> Option<Date> {
        let adopted = self.all().find(|(_, policy)| policy.adoption.is_some());
        let (number, policy) = adopted?;
        let recorded_on = self.recorded_on.get(&number)?;
        Some(policy.council.starts_on.max(*recorded_on))
    }

    /// The version with this number, in force or not, withdrawn or not.
    pub fn version(&self, number: u32) -> Option<&Policy> {
        self.versions
            .iter()
            .find(|(known, _)| *known == number)
            .map(|(_, policy)| policy)
    }

    /// Every version that holds, or may come to, the oldest first: not those that were withdrawn.
    pub fn all(&self) -> impl Iterator<Item = (u32, &Policy)> {
        let kept = self.versions.iter().map(|(number, policy)| (*number, policy));
        kept.filter(|(number, _)| !self.is_withdrawn(*number))
    }

    /// The version in force on a day: of those adopted that have started, the one that started last
    /// and, of several from the same day, the newest.
    ///
    /// A day before the first version takes the first: a contact that came earlier, or a record
    /// taken over from another system, is dealt with by the oldest rules there are.
    pub fn in_force_on(&self, day: Date) -> Option<(u32, &Policy)> {
        let adopted = || self.all().filter(|(_, policy)| policy.adoption.is_some());
        let started = adopted().filter(|(_, policy)| policy.council.starts_on <= day);
        started
            .max_by_key(|(number, policy)| (policy.council.starts_on, *number))
            .or_else(|| adopted().min_by_key(|(number, policy)| (policy.council.starts_on, *number)))
    }

    /// The current policy, whose people, permissions, wording and holidays hold for every case.
    pub fn current(&self, today: Date) -> Option<&Policy> {
        self.in_force_on(today).map(|(_, policy)| policy)
    }

    /// The days that count, as they are known on a day: the bank holidays of the version in force then, and each closure that
    /// the version in force on its own day has. So a version closes no day that had passed when it started, and opens none:
    /// what was counted stays counted. A closure that is to come is the current version's.
    pub fn calendar(&self, today: Date) -> Option<Calendar> {
        let (_, current) = self.in_force_on(today)?;
        let closed = self.all().flat_map(|(number, policy)| {
            let binds = move |day: &Date| self.in_force_as_known_on(today.min(*day)) == Some(number);
            policy.calendar.closed.iter().copied().filter(binds)
        });
        let closed: Vec<Date> = closed.collect();
        Some(Calendar::new(current.calendar.division).with_closures(&closed))
    }

    /// The version that was in force on a day by what was recorded until then.
    fn in_force_as_known_on(&self, day: Date) -> Option<u32> {
        let adopted = || self.all().filter(|(_, policy)| policy.adoption.is_some());
        let known = adopted().filter(|(number, policy)| {
            let recorded_on = self.recorded_on.get(number);
            policy.council.starts_on <= day && recorded_on.is_none_or(|recorded_on| *recorded_on <= day)
        });
        known
            .max_by_key(|(number, policy)| (policy.council.starts_on, *number))
            .or_else(|| adopted().next())
            .map(|(number, _)| number)
    }

    /// The procedure and day-one rule that bind a case received on a day.
    pub fn pinned(&self, received_on: Date, procedure: &ProcedureId) -> Option<Pinned<'_>> {
        let (version, policy) = self.in_force_on(received_on)?;
        let procedure = policy.procedures.get(procedure)?;
        Some(Pinned {
            version,
            procedure,
            day_one: policy.calendar.day_one,
        })
    }
}

#[cfg(test)]
mod tests;
