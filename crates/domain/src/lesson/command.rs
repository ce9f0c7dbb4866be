//! What can be asked of a lesson.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{DrawnFrom, LessonReminder, RootCause, RuledOut, Went, Worked};
use crate::id::{CaseId, LessonId, ServiceId, UserId};
use crate::measure::Measure;
use crate::words::Words;

/// A lesson that is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLesson {
    /// From where it was drawn.
    pub from: DrawnFrom,
    /// Whether it went wrong or well.
    pub went: Went,
    /// The services that it concerns; more can share it later.
    pub services: BTreeSet<ServiceId>,
    /// The cases that it was drawn from.
    pub cases: BTreeSet<CaseId>,
    /// What was learned, in a sentence.
    pub learned: Words,
}

/// That a text was read for names before colleagues read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadForNames {
    /// How many names, addresses and the like were found in it.
    pub flagged: u32,
    /// Why what was found may stay: a word that is no name here.
    pub why_it_may_stay: Option<Words>,
}

/// Why it went as it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// The cause, of the policy's list.
    pub cause: RootCause,
    /// In words.
    pub why: Words,
}

/// What is to be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What.
    pub what: Words,
    /// Who sees to it.
    pub owner: UserId,
    /// By when.
    pub due_on: Date,
    /// The measure by which we will know that it worked.
    pub measure: Option<Measure>,
    /// How else we will know.
    pub how_we_know: Option<Words>,
}

/// That nothing is done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOut {
    /// Because we could not, or because nothing is needed.
    pub because: RuledOut,
    /// Why, in words.
    pub reason: Words,
}

/// What people are to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// "You said".
    pub you_said: Words,
    /// "We did", or "We could not, because".
    pub we_did: Words,
}

/// That the texts were read for names, and are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// How many names, addresses and the like were found in the texts.
    pub flagged: u32,
    /// Why what was found may stay: a word that is no name here.
    pub why_it_may_stay: Option<Words>,
}

/// What another lesson brings with it when the two are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeIn {
    /// The other one.
    pub lesson: LessonId,
    /// The services that it concerns.
    pub services: BTreeSet<ServiceId>,
    /// The cases that it was drawn from.
    pub cases: BTreeSet<CaseId>,
    /// Those whose customers asked to hear what changes, and have not heard.
    pub asked: BTreeSet<CaseId>,
}

/// Something that somebody wants done to a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// It is written down.
    Record {
        /// What.
        new: NewLesson,
        /// What looks like a name in its sentence.
        read: ReadForNames,
    },
    /// Its sentence is said in other words.
    Reword {
        /// What was learned.
        learned: Words,
        /// What looks like a name in it.
        read: ReadForNames,
    },
    /// More cases show it.
    AddCases {
        /// Which.
        cases: BTreeSet<CaseId>,
    },
    /// Other services learn from it too.
    Share {
        /// Which.
        services: BTreeSet<ServiceId>,
    },
    /// Somebody found out why.
    Analyse(Analysis),
    /// Something is to be done.
    Plan(Plan),
    /// Nothing is done.
    RuleOut(RuleOut),
    /// It was done.
    FinishAction {
        /// What shows it.
        evidence: Words,
    },
    /// Did it work?
    AnswerWorked {
        /// The answer.
        worked: Worked,
        /// What shows it.
        evidence: Words,
    },
    /// What people are to be told.
    Write(Texts),
    /// A second person read the texts for names, and publishes them.
    Publish(Publication),
    /// They are shown to nobody any more.
    TakeDown {
        /// Why.
        reason: Words,
    },
    /// It is the same as another one, which goes on.
    Merge {
        /// The one that goes on.
        into: LessonId,
    },
    /// Another one is the same.
    TakeIn(TakeIn),
    /// The customer of a case asks to hear what changes.
    AskToHear {
        /// Which case.
        case: CaseId,
    },
    /// The customer of a case was told.
    Tell {
        /// Which case.
        case: CaseId,
    },
    /// Whoever has it is reminded.
    Remind {
        /// Of what.
        reminder: LessonReminder,
    },
}

impl Command {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Record {
                new: NewLesson { learned, .. },
                read,
            }
            | Self::Reword { learned, read } => std::iter::once(("learned", learned))
                .chain(read.why_it_may_stay.iter().map(|words| ("may-stay", words)))
                .collect(),
            Self::Analyse(analysis) => vec![("why", &analysis.why)],
            Self::Plan(plan) => std::iter::once(("action", &plan.what))
                .chain(plan.how_we_know.iter().map(|words| ("how-we-know", words)))
                .collect(),
            Self::RuleOut(rule) => vec![("ruled-out", &rule.reason)],
            Self::FinishAction { evidence } | Self::AnswerWorked { evidence, .. } => {
                vec![("evidence", evidence)]
            }
            Self::Write(texts) => vec![("you-said", &texts.you_said), ("we-did", &texts.we_did)],
            Self::Publish(publication) => publication
                .why_it_may_stay
                .iter()
                .map(|words| ("may-stay", words))
                .collect(),
            Self::TakeDown { reason } => vec![("taken-down", reason)],
            Self::AddCases { .. }
            | Self::Share { .. }
            | Self::Merge { .. }
            | Self::TakeIn(_)
            | Self::AskToHear { .. }
            | Self::Tell { .. }
            | Self::Remind { .. } => Vec::new(),
        }
    }
}
