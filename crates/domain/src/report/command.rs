//! What can be asked of a report.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::event::EarlierAction;
use super::{ActionState, Complies, Frozen, MinuteKind, ReportPart};
use crate::id::{CaseId, LessonId, UserId};
use crate::measure::{Measure, Range};
use crate::words::Words;

/// That a report was read for names and goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// How many names, addresses and the like were found in its texts.
    pub flagged: u32,
    /// Why what was found may stay: a word that is no name here.
    pub why_it_may_stay: Option<Words>,
    /// What is open and overdue now.
    pub now: Vec<Frozen>,
    /// The lessons that people were told of in its period.
    pub lessons: Vec<LessonId>,
    /// The lessons whose action is overdue.
    pub late: Vec<LessonId>,
    /// What earlier meetings asked for, as it stands.
    pub actions: Vec<EarlierAction>,
    /// Measures of which the public may see the total only: a quarter hides a part.
    pub totals_only: Vec<Measure>,
    /// Measures of which the public may see nothing: a quarter hides the whole.
    pub hidden: Vec<Measure>,
}

/// Something that a meeting did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMinute {
    /// What it did.
    pub kind: MinuteKind,
    /// In words.
    pub words: Words,
    /// Who does it.
    pub owner: Option<UserId>,
    /// By when.
    pub due_on: Option<Date>,
}

/// Something that somebody wants done to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// It is drafted.
    Draft {
        /// Its period.
        range: Range,
        /// The figures of it.
        figures: Vec<Frozen>,
    },
    /// Its figures are taken anew.
    TakeFigures {
        /// The figures.
        figures: Vec<Frozen>,
    },
    /// A part is written; without words: there is nothing to add.
    Write {
        /// Which.
        part: ReportPart,
        /// What it says.
        words: Option<Words>,
        /// The cases that it speaks of.
        cases: BTreeSet<CaseId>,
    },
    /// Whether we comply with a paragraph of a Code.
    Answer {
        /// Which.
        provision: String,
        /// Whether.
        complies: Complies,
        /// Why not, or what shows it.
        because: Option<Words>,
    },
    /// What a meeting or the governing body said was read for names; goes before what is to be written down.
    CheckNames {
        /// How many names, addresses and the like were found.
        flagged: u32,
        /// Why what was found may stay.
        why_it_may_stay: Words,
    },
    /// It goes out.
    Approve(Approval),
    /// The governing body responded.
    Respond {
        /// On which day.
        on: Date,
        /// What it said.
        words: Words,
    },
    /// It is made public.
    Publish,
    /// The meeting did something.
    Minute(NewMinute),
    /// An action of the meeting is followed up.
    FollowUp {
        /// The number of the item.
        item: u32,
        /// How it stands.
        state: ActionState,
        /// In words.
        words: Words,
    },
}

impl Command {
    /// What a meeting or the governing body said: it is public or minuted as soon as it is written down, so it is read for names first.
    pub const fn said(&self) -> Option<&Words> {
        match self {
            Self::Respond { words, .. } | Self::FollowUp { words, .. } => Some(words),
            Self::Minute(minute) => Some(&minute.words),
            Self::Draft { .. }
            | Self::TakeFigures { .. }
            | Self::Write { .. }
            | Self::Answer { .. }
            | Self::CheckNames { .. }
            | Self::Approve(_)
            | Self::Publish => None,
        }
    }

    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Write { words, .. } => words.iter().map(|words| ("part", words)).collect(),
            Self::Answer { because, .. } => because.iter().map(|words| ("because", words)).collect(),
            Self::CheckNames { why_it_may_stay, .. } => vec![("may-stay", why_it_may_stay)],
            Self::Approve(approval) => {
                let why = approval.why_it_may_stay.iter();
                why.map(|words| ("may-stay", words)).collect()
            }
            Self::Respond { words, .. } => vec![("response", words)],
            Self::Minute(minute) => vec![("minute", &minute.words)],
            Self::FollowUp { words, .. } => vec![("follow-up", words)],
            Self::Draft { .. } | Self::TakeFigures { .. } | Self::Publish => Vec::new(),
        }
    }
}
