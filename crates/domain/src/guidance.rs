//! Guidance: short pages on how we work, for whom each is, and by when it is read (paper 004, 4.1 and 4.2).
//!
//! That somebody read a page is a note for them and their manager, and no score of anybody.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::policy::GuidanceRules;
use crate::vocabulary::Role;

#[cfg(test)]
mod tests;

crate::vocabulary! {
    /// A page of guidance.
    pub enum Guide {
        /// How a reply is written.
        Replies = "writing-replies",
        /// How something is settled at first contact, and how managers help with it.
        FirstContact = "first-contact",
        /// Stage 1.
        Stage1 = "stage-1",
        /// Stage 2.
        Stage2 = "stage-2",
        /// When contact becomes a problem.
        Behaviour = "behaviour",
        /// For councillors.
        Councillors = "councillors",
    }
}

crate::vocabulary! {
    /// The work that guidance is for.
    pub enum Work {
        /// Whoever works on cases.
        Casework = "casework",
        /// A councillor.
        Councillor = "councillor",
    }
}

impl Work {
    /// The work that somebody with these roles has.
    pub fn of(roles: &[Role]) -> Vec<Self> {
        let has = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
        let casework = has(&[
            Role::Adviser,
            Role::Officer,
            Role::ServiceManager,
            Role::Reviewer,
            Role::ComplaintsManager,
        ]);
        let councillor = has(&[Role::Councillor]);
        let casework = casework.then_some(Self::Casework);
        casework
            .into_iter()
            .chain(councillor.then_some(Self::Councillor))
            .collect()
    }

    /// The pages that are for it, in the order in which they are read.
    pub const fn guides(self) -> &'static [Guide] {
        match self {
            Self::Casework => &[
                Guide::FirstContact,
                Guide::Replies,
                Guide::Stage1,
                Guide::Stage2,
                Guide::Behaviour,
            ],
            Self::Councillor => &[Guide::Councillors, Guide::Behaviour],
        }
    }
}

impl Guide {
    /// Its version, and the day from which that holds: raised when a page changes in what matters, so that it is
    /// read again, and not for a word here or there.
    pub const fn version(self) -> (u16, Date) {
        match self {
            Self::Replies
            | Self::FirstContact
            | Self::Stage1
            | Self::Stage2
            | Self::Behaviour
            | Self::Councillors => (1, date(2025, 1, 6)),
        }
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Somebody has work that guidance is for, since this day.
    WorkBegan {
        /// Which.
        work: Work,
        /// Since when.
        on: Date,
    },
    /// They say that they read a page.
    PageRead {
        /// Which.
        guide: Guide,
        /// In which version.
        version: u16,
        /// When.
        on: Date,
    },
}

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::WorkBegan { .. } => "work-began",
            Self::PageRead { .. } => "page-read",
        }
    }
}

/// What somebody read, and since when they have their work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Since when they have which work.
    pub began: BTreeMap<Work, Date>,
    /// The last version of each page that they read, and when.
    pub read: BTreeMap<Guide, (u16, Date)>,
}

/// How one page stands with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They read it as it is now.
    Read(Date),
    /// They are to read it by a day.
    DueBy(Date),
    /// It is not for their work; they may read it all the same.
    ForOthers,
}

impl Reading {
    /// The same after an event.
    #[must_use]
    pub fn after(mut self, event: &Event) -> Self {
        match event {
            Event::WorkBegan { work, on } => {
                self.began.entry(*work).or_insert(*on);
            }
            Event::PageRead { guide, version, on } => {
                self.read.insert(*guide, (*version, *on));
            }
        }
        self
    }

    /// How a page stands with somebody who has this work. Paper 004, 4.1 and 4.2: officers, and new councillors; how
    /// soon is the policy's.
    pub fn standing(&self, guide: Guide, work: &[Work], (rules, today): (GuidanceRules, Date)) -> Standing {
        let (version, changed_on) = guide.version();
        if let Some((read, on)) = self.read.get(&guide)
            && *read >= version
        {
            return Standing::Read(*on);
        }
        let for_them = work.iter().filter(|work| work.guides().contains(&guide));
        // Work of which nobody has noted yet when it began, began today.
        let began = for_them
            .map(|work| self.began.get(work).copied().unwrap_or(today))
            .min();
        let Some(began) = began else {
            return Standing::ForOthers;
        };
        // What was read once is read again from the day of the change; a first version is as old as the work.
        let from = if version > 1 { began.max(changed_on) } else { began };
        Standing::DueBy(from.saturating_add(Span::new().days(i64::from(rules.read_within_days))))
    }
}
