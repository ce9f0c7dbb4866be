//! What happened to a lesson. No event holds a name or a word that anybody wrote.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DrawnFrom, LessonReminder, RootCause, RuledOut, Went, Worked};
use crate::id::{CaseId, LessonId, ServiceId, UserId};
use crate::measure::Measure;
use crate::words::WordsRef;

/// An event of a lesson, with when and by whom.
pub type Entry = crate::entry::Entry<Event>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// It was written down.
    Recorded {
        /// From where it was drawn.
        from: DrawnFrom,
        /// Whether it went wrong or well.
        went: Went,
        /// The services that it concerns.
        services: BTreeSet<ServiceId>,
        /// The cases that it was drawn from.
        cases: BTreeSet<CaseId>,
        /// What was learned.
        learned: WordsRef,
        /// Why what looks like a name in it may stay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        may_stay: Option<WordsRef>,
    },
    /// Its sentence is said in other words: what was said before is shown no longer.
    Reworded {
        /// What was learned.
        learned: WordsRef,
        /// Why what looks like a name in it may stay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        may_stay: Option<WordsRef>,
    },
    /// More cases show it.
    CasesAdded {
        /// Which.
        cases: BTreeSet<CaseId>,
    },
    /// Other services learn from it too.
    Shared {
        /// Which.
        services: BTreeSet<ServiceId>,
    },
    /// Somebody found out why.
    Analysed {
        /// The cause.
        cause: RootCause,
        /// In words.
        why: WordsRef,
    },
    /// Something is to be done.
    ActionPlanned {
        /// What.
        what: WordsRef,
        /// Who sees to it.
        owner: UserId,
        /// By when.
        due_on: Date,
        /// From which day on the owner is reminded.
        remind_on: Date,
        /// The measure by which we will know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measure: Option<Measure>,
        /// How else we will know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        how_we_know: Option<WordsRef>,
    },
    /// Nothing is done.
    ActionRuledOut {
        /// Because we could not, or because nothing is needed.
        because: RuledOut,
        /// Why, in words.
        reason: WordsRef,
    },
    /// It was done.
    ActionDone {
        /// What shows it.
        evidence: WordsRef,
        /// When it is asked whether it worked.
        ask_on: Date,
    },
    /// It was asked whether it worked.
    WorkedAnswered {
        /// The answer.
        worked: Worked,
        /// What shows it.
        evidence: WordsRef,
        /// By when it is looked at again, where it did not work.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again_on: Option<Date>,
    },
    /// What people are to be told was written.
    TextsWritten {
        /// "You said".
        you_said: WordsRef,
        /// "We did", or "We could not, because".
        we_did: WordsRef,
    },
    /// A second person read the texts for names.
    NamesChecked {
        /// How many were found.
        flagged: u32,
        /// Why what was found may stay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why_it_may_stay: Option<WordsRef>,
    },
    /// The texts are public.
    Published {},
    /// They are public no longer.
    TakenDown {
        /// Why.
        reason: WordsRef,
    },
    /// It is the same as another one, which goes on.
    MergedInto {
        /// The one that goes on.
        into: LessonId,
    },
    /// Another one was the same.
    TookIn {
        /// The other one.
        lesson: LessonId,
        /// The services that it concerned.
        services: BTreeSet<ServiceId>,
        /// The cases that it was drawn from.
        cases: BTreeSet<CaseId>,
        /// Those whose customers asked to hear what changes.
        asked: BTreeSet<CaseId>,
    },
    /// The customer of a case asked to hear what changes.
    HearingAsked {
        /// Which case.
        case: CaseId,
    },
    /// The customer of a case was told.
    CustomerTold {
        /// Which case.
        case: CaseId,
    },
    /// Whoever has it was reminded.
    Reminded {
        /// Of what.
        reminder: LessonReminder,
    },
}

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "recorded",
            Self::Reworded { .. } => "reworded",
            Self::CasesAdded { .. } => "cases-added",
            Self::Shared { .. } => "shared",
            Self::Analysed { .. } => "analysed",
            Self::ActionPlanned { .. } => "action-planned",
            Self::ActionRuledOut { .. } => "action-ruled-out",
            Self::ActionDone { .. } => "action-done",
            Self::WorkedAnswered { .. } => "worked-answered",
            Self::TextsWritten { .. } => "texts-written",
            Self::NamesChecked { .. } => "names-checked",
            Self::Published {} => "published",
            Self::TakenDown { .. } => "taken-down",
            Self::MergedInto { .. } => "merged-into",
            Self::TookIn { .. } => "took-in",
            Self::HearingAsked { .. } => "hearing-asked",
            Self::CustomerTold { .. } => "customer-told",
            Self::Reminded { .. } => "reminded",
        }
    }

    /// Every text that it speaks of.
    pub fn words(&self) -> Vec<&WordsRef> {
        match self {
            Self::Recorded {
                learned, may_stay, ..
            }
            | Self::Reworded { learned, may_stay } => std::iter::once(learned).chain(may_stay).collect(),
            Self::Analysed { why, .. } => vec![why],
            Self::ActionPlanned {
                what, how_we_know, ..
            } => std::iter::once(what).chain(how_we_know).collect(),
            Self::ActionRuledOut { reason, .. } | Self::TakenDown { reason } => vec![reason],
            Self::ActionDone { evidence, .. } | Self::WorkedAnswered { evidence, .. } => vec![evidence],
            Self::TextsWritten { you_said, we_did } => vec![you_said, we_did],
            Self::NamesChecked { why_it_may_stay, .. } => why_it_may_stay.iter().collect(),
            Self::CasesAdded { .. }
            | Self::Shared { .. }
            | Self::Published {}
            | Self::MergedInto { .. }
            | Self::TookIn { .. }
            | Self::HearingAsked { .. }
            | Self::CustomerTold { .. }
            | Self::Reminded { .. } => Vec::new(),
        }
    }
}
