//! The dated versions of one council's policy.

use jiff::civil::Date;

use crate::policy::Policy;

/// The versions of one council's policy, by number, the oldest first.
///
/// A version is in force from its `starts_on` until the next one's, once a body adopted it; a draft
/// is kept but never in force. A case is pinned to the procedures and the day-one rule in force when
/// it was received; people, teams, permissions, wording and holidays are always the current ones.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Versions {
    versions: Vec<(u32, Policy)>,
}

impl Versions {
    /// These versions, numbered from 1 in their order.
    pub fn new(policies: impl IntoIterator<Item = Policy>) -> Self {
        Self { versions: (1..).zip(policies).collect() }
    }

    /// The same with one more version; answers its number.
    pub fn push(&mut self, policy: Policy) -> u32 {
        let number = self.versions.last().map_or(1, |(number, _)| number.saturating_add(1));
        self.versions.push((number, policy));
        number
    }

    /// The version with this number, in force or not.
    pub fn version(&self, number: u32) -> Option<&Policy> {
        self.versions.iter().find(|(known, _)| *known == number).map(|(_, policy)| policy)
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
}
