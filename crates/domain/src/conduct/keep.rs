//! For whom else a file may be, how long it is kept, and what keeps it longer.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AppealOutcome, ConductFile};
use crate::id::PersonId;
use crate::words::{Words, WordsRef};

crate::vocabulary! {
    /// What a person said of somebody who may be the person of a file under another name or address.
    pub enum Likeness {
        /// The same person.
        Same = "same",
        /// Somebody else: they are not suggested again.
        SomebodyElse = "somebody-else",
    }
}

crate::vocabulary! {
    /// What a councillor is told of the arrangement of a resident whose query they raised.
    pub enum CouncillorsTold {
        /// Nothing.
        Nothing = "nothing",
        /// How the resident can be reached, and nothing of why.
        OpenChannel = "open-channel",
        /// What to do, as whoever works on the case is told it, and nothing of why.
        WhatToDo = "what-to-do",
    }
}

/// What is done about who else a file may be for, and about how long it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// Somebody is compared with the person of the file.
    Compare {
        /// Whom.
        person: PersonId,
        /// What was found.
        likeness: Likeness,
        /// Why.
        reason: Words,
    },
    /// It is kept for longer than the policy says.
    Hold {
        /// Why.
        reason: Words,
    },
    /// It is kept for as long as the policy says, after all.
    EndHold {
        /// Why.
        reason: Words,
    },
    /// Its time is over.
    Erase {
        /// What is counted of it afterwards; nothing where the bodies of its events stay.
        counted: Option<Box<Counted>>,
    },
}

impl Keep {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Compare { reason, .. } => vec![("likeness", reason)],
            Self::Hold { reason } | Self::EndHold { reason } => vec![("hold", reason)],
            Self::Erase { .. } => Vec::new(),
        }
    }
}

/// What happened of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kept", rename_all = "kebab-case")]
pub enum Kept {
    /// Somebody was compared with the person of the file.
    Compared {
        /// Whom.
        person: PersonId,
        /// What was found.
        likeness: Likeness,
        /// Why.
        reason: WordsRef,
    },
    /// It is kept for longer.
    Held {
        /// Why.
        reason: WordsRef,
    },
    /// It is kept for longer no more.
    HoldEnded {
        /// Why.
        reason: WordsRef,
    },
    /// Its texts, letters and files were erased, and what its events said of its person: it is on no list. That there were events
    /// stays, with their digests.
    Erased {
        /// What is counted of it; nothing where it was erased by a version that left the bodies of its events.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counted: Option<Box<Counted>>,
    },
}

/// What is counted of a file that was erased: days, and what came of each decision. How its person behaved, what it asked for and what
/// was agreed with them is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The identifier of its person, whose details go with the last thing that needs them.
    pub person: PersonId,
    /// From when to when something bound them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bound: Vec<(Date, Date)>,
    /// Its decisions, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<CountedDecision>,
}

/// A decision of a file that was erased, for the report on fairness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is counted for itself")]
pub struct CountedDecision {
    /// The day of the first incident since the file began, or began again.
    pub incident_on: Date,
    /// The day of the decision.
    pub decided_on: Date,
    /// Whether an arrangement was agreed.
    pub agreed: bool,
    /// Whether the person commented on the report.
    pub commented: bool,
    /// Whether what was decided is not what they were first sent.
    pub changed: bool,
    /// When they had notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_on: Option<Date>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// The day on which it was ended before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    /// Whether somebody decided whether it goes on, eased or ended it, before it lapsed.
    pub looked_at: bool,
    /// What came of an appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<AppealOutcome>,
    /// Whether it was about a renewal.
    pub renewal: bool,
}

impl Kept {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Compared { .. } => "likeness-answered",
            Self::Held { .. } => "conduct-held",
            Self::HoldEnded { .. } => "conduct-hold-ended",
            Self::Erased { .. } => "conduct-erased",
        }
    }
}

/// What the file makes of it.
pub(super) fn evolve(file: &mut ConductFile, kept: &Kept, today: Date) {
    match kept {
        Kept::Compared { person, likeness, .. } => {
            file.likenesses.insert(person.clone(), *likeness);
        }
        Kept::Held { .. } => file.is_held = true,
        Kept::HoldEnded { .. } => file.is_held = false,
        Kept::Erased { counted } => {
            file.erased_on = Some(today);
            // Nothing else says any more whose it was.
            file.person = file
                .person
                .take()
                .or_else(|| counted.as_ref().map(|counted| counted.person.clone()));
        }
    }
}

impl ConductFile {
    /// The day from which the time counts for which it is kept: that on which it was closed, or on which the last that bound
    /// ended; where nothing ever did, that on which somebody last took a part. None while anything waits.
    pub fn ended_on(&self) -> Option<Date> {
        let waits = self.report.is_some()
            || self.to_notify.is_some()
            || self.appeal_waits()
            || self.unread().next().is_some();
        if waits || self.erased_on.is_some() {
            return None;
        }
        // UK GDPR, article 5(1)(e): it has an end also where nobody thinks of closing it.
        let ended = if self.is_closed {
            self.closed_on
        } else {
            self.bound_until()
        };
        self.touched_on.max(ended)
    }

    /// The last day on which it is kept, by the months of the policy; none while it goes on or is held.
    pub fn kept_until(&self, months: u16) -> Option<Date> {
        let ended = self.ended_on().filter(|_| !self.is_held)?;
        Some(last_day(ended, months))
    }
}

/// The last day on which something that ended on a day is kept.
pub fn last_day(ended: Date, months: u16) -> Date {
    ended.checked_add(Span::new().months(months)).unwrap_or(Date::MAX)
}
