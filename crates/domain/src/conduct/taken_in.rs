//! What a file takes over from one of the same person that was closed into it.
//!
//! That is who took a part there, and the days for which something bound (domain 5.7 and 5.10): closing one file into another
//! is no way around either.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::state::APART;
use super::{ConductFile, Likeness};
use crate::id::{ConductId, PersonId, UserId};

/// What is taken over from a file that was closed into another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenIn {
    /// Which file.
    pub from: ConductId,
    /// Under which identifier the person was there.
    pub person: PersonId,
    /// Everybody who took a part there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub took_part: BTreeSet<UserId>,
    /// Everybody who decided there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub decided: BTreeSet<UserId>,
    /// Everybody who decided on an appeal there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub heard: BTreeSet<UserId>,
    /// The first and the last day of the arrangements that followed one another there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restricted: Vec<(Date, Date)>,
}

impl ConductFile {
    /// What it takes over, as long as nobody said here that it was somebody else's.
    fn taken_over(&self) -> impl Iterator<Item = &TakenIn> {
        let is_theirs =
            |taken: &&TakenIn| self.likenesses.get(&taken.person) != Some(&Likeness::SomebodyElse);
        self.taken_in.iter().filter(is_theirs)
    }

    /// Whether somebody took a part that keeps them from deciding, also on a file that was closed into this one: in what leads
    /// to a decision, or by hearing an appeal against one.
    pub fn has_part(&self, user: &UserId) -> bool {
        let heard = self.heard.contains(user) || self.taken_over().any(|taken| taken.heard.contains(user));
        heard || self.led_to_it(user)
    }

    /// Whether somebody may hear an appeal, as far as what they did before tells: they neither led to what was decided nor
    /// decided it. That they heard another one before keeps nobody from it (domain 5.10).
    pub fn may_hear(&self, user: &UserId) -> bool {
        !self.led_to_it(user) && !self.has_decided(user)
    }

    fn led_to_it(&self, user: &UserId) -> bool {
        self.took_part.contains(user) || self.taken_over().any(|taken| taken.took_part.contains(user))
    }

    /// Whether somebody decided on a report, also on a file that was closed into this one.
    pub fn has_decided(&self, user: &UserId) -> bool {
        self.decided.contains(user) || self.taken_over().any(|taken| taken.decided.contains(user))
    }

    /// What another file takes over that this one is closed into, with what it took over itself.
    pub fn to_take_in(&self, from: ConductId) -> Option<TakenIn> {
        let mut all = TakenIn {
            from,
            person: self.person.clone()?,
            took_part: self.took_part.clone(),
            decided: self.decided.clone(),
            heard: self.heard.clone(),
            restricted: self.restricted().into_iter().collect(),
        };
        for taken in self.taken_over() {
            all.took_part.extend(taken.took_part.iter().cloned());
            all.decided.extend(taken.decided.iter().cloned());
            all.heard.extend(taken.heard.iter().cloned());
            all.restricted.extend(taken.restricted.iter().copied());
        }
        Some(all)
    }

    /// The first and the last day of the arrangements that followed one another up to now, also before the way
    /// began again.
    pub fn restricted(&self) -> Option<(Date, Date)> {
        let arrangement = self.arrangement.as_ref().map(|it| {
            let before = it.ended_on.and_then(|ended| ended.yesterday().ok());
            let ends_on = it.terms.ends_on.min(self.silent_end().unwrap_or(Date::MAX));
            (it.since, before.map_or(ends_on, |before| before.min(ends_on)))
        });
        arrangement.or(self.restricted_before)
    }

    /// The day from which an arrangement that began on a day counts in sum: that of the first of those which
    /// followed one another with less than [`APART`] months between, on whichever file.
    pub fn since(&self, from: Date) -> Date {
        let apart: Span = APART.months();
        let elsewhere = self.taken_over().flat_map(|taken| &taken.restricted).copied();
        let mut times: Vec<(Date, Date)> = self.restricted().into_iter().chain(elsewhere).collect();
        // The latest first: each may reach back to one before it.
        times.sort_by_key(|(since, _)| std::cmp::Reverse(*since));
        times.into_iter().fold(from, |first, (since, last)| {
            let follows = last.checked_add(apart).unwrap_or(Date::MAX) >= first;
            if follows { first.min(since) } else { first }
        })
    }
}
