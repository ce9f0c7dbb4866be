//! How the signals about one person stand.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Entry, Event, Evidence, Rule};
use crate::calendar::london::civil_date;
use crate::id::{ConductId, PersonId, SignalId, UserId};
use crate::policy::SignalKind;
use crate::words::WordsRef;

crate::vocabulary! {
    /// How a signal stands. Whether it is gone by itself is a question of the day, and asked apart.
    pub enum Standing {
        /// It waits for its reader.
        Open = "open",
        /// Its reader left it, for a reason.
        Dismissed = "dismissed",
        /// Its reader reported an incident.
        TakenUp = "taken-up",
    }
}

/// What came of a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It was left.
    Dismissed {
        /// The day.
        at: Timestamp,
        /// Why.
        reason: WordsRef,
    },
    /// An incident was reported.
    TakenUp {
        /// The day.
        at: Timestamp,
        /// The file that has it.
        file: ConductId,
    },
}

/// One signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Its name.
    pub id: SignalId,
    /// About whom.
    pub person: PersonId,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// The rule.
    pub rule: Rule,
    /// What it rests on.
    pub evidence: Evidence,
    /// The last day on which it waits.
    pub expires_on: Date,
    /// Who sees it.
    pub to: Option<UserId>,
    /// What came of it.
    pub settled: Option<Settled>,
}

impl Signal {
    /// Whether it waits for its reader on a day. It is gone by itself after its last day: no job has to run.
    pub fn is_open(&self, on: Date) -> bool {
        self.settled.is_none() && on <= self.expires_on
    }

    /// How it stands, whatever the day.
    pub const fn standing(&self) -> Standing {
        match self.settled {
            None => Standing::Open,
            Some(Settled::Dismissed { .. }) => Standing::Dismissed,
            Some(Settled::TakenUp { .. }) => Standing::TakenUp,
        }
    }

    /// When it was dismissed or taken up.
    pub const fn settled_at(&self) -> Option<Timestamp> {
        match self.settled {
            None => None,
            Some(Settled::Dismissed { at, .. } | Settled::TakenUp { at, .. }) => Some(at),
        }
    }
}

/// The signals about one person, in the order in which they were raised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignalFile {
    /// All of them.
    pub signals: Vec<Signal>,
    /// How many of them were erased: the first ones.
    pub erased: usize,
}

impl SignalFile {
    /// The day from which the time counts for which they are kept: the last on which one of them could be looked at.
    pub fn ended_on(&self) -> Option<Date> {
        let left = self.signals.iter().skip(self.erased);
        let days = left.map(|signal| signal.settled_at().map_or(signal.expires_on, civil_date));
        days.max()
    }

    /// One of those that were not erased.
    pub fn shown(&self, id: &SignalId) -> Option<&Signal> {
        self.signals
            .iter()
            .skip(self.erased)
            .find(|signal| signal.id == *id)
    }

    /// One of them.
    pub fn signal(&self, id: &SignalId) -> Option<&Signal> {
        self.signals.iter().find(|signal| signal.id == *id)
    }

    /// Until when a rule has counted already: what one signal counted, no later one of the kind counts again.
    pub fn counted_until(&self, when: SignalKind) -> Option<Timestamp> {
        let of_kind = self.signals.iter().filter(|signal| signal.rule.when == when);
        of_kind.map(|signal| signal.raised_at).max()
    }

    /// Whether a signal of a kind waits for its reader on a day.
    pub fn has_open(&self, when: SignalKind, on: Date) -> bool {
        let mut of_kind = self.signals.iter().filter(|signal| signal.rule.when == when);
        of_kind.any(|signal| signal.is_open(on))
    }
}

/// Adds up a whole stream.
pub fn fold(entries: &[Entry]) -> SignalFile {
    entries.iter().fold(SignalFile::default(), evolve)
}

/// The signals after `entry`.
pub fn evolve(mut file: SignalFile, entry: &Entry) -> SignalFile {
    match &entry.event {
        Event::Raised {
            id,
            person,
            rule,
            evidence,
            expires_on,
            to,
        } => file.signals.push(Signal {
            id: id.clone(),
            person: person.clone(),
            raised_at: entry.at,
            rule: *rule,
            evidence: evidence.clone(),
            expires_on: *expires_on,
            to: to.clone(),
            settled: None,
        }),
        Event::Erased => file.erased = file.signals.len(),
        Event::Given { id, to } => change(&mut file, id, |signal| signal.to = Some(to.clone())),
        Event::Dismissed { id, reason } => {
            let reason = reason.clone();
            change(&mut file, id, |signal| {
                signal.settled = Some(Settled::Dismissed { at: entry.at, reason });
            });
        }
        Event::TakenUp { id, file: opened } => {
            let opened = opened.clone();
            change(&mut file, id, |signal| {
                signal.settled = Some(Settled::TakenUp {
                    at: entry.at,
                    file: opened,
                });
            });
        }
    }
    file
}

fn change(file: &mut SignalFile, id: &SignalId, with: impl FnOnce(&mut Signal)) {
    if let Some(signal) = file.signals.iter_mut().find(|signal| signal.id == *id) {
        with(signal);
    }
}
