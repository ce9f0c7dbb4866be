//! The dated versions of one council's policy, and which of them binds a case.
//!
//! A case is pinned to the procedure and the day-one rule of the version that was in force when it was
//! received: what a customer was promised stays promised. People, teams, permissions, wording and
//! holidays are always those of the current version, for a person who has left can answer nothing and
//! a new bank holiday is a day off for everybody.

use jiff::civil::Date;

use super::{Policy, Procedure};
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
        }
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

    /// The version with this number, in force or not.
    pub fn version(&self, number: u32) -> Option<&Policy> {
        self.versions
            .iter()
            .find(|(known, _)| *known == number)
            .map(|(_, policy)| policy)
    }

    /// Every version, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = (u32, &Policy)> {
        self.versions.iter().map(|(number, policy)| (*number, policy))
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
