//! What happened to a report. No event holds a name or a word that anybody wrote.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ActionState, Complies, Frozen, MinuteKind, ReportPart};
use crate::id::{CaseId, LessonId, UserId};
use crate::measure::Measure;
use crate::words::WordsRef;

/// An event of a report, with when and by whom.
pub type Entry = crate::entry::Entry<Event>;

/// Something that a meeting asked for, as it stood when the next one was briefed (paper 004, 6.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierAction {
    /// On which report.
    pub report: String,
    /// The number of the item.
    pub item: u32,
    /// In words.
    pub words: WordsRef,
    /// By when.
    pub due_on: Date,
    /// Who does it; older records do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<UserId>,
    /// How it stood.
    #[serde(default = "open")]
    pub state: ActionState,
    /// What was said of it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<WordsRef>,
}

/// What an older record names was not done.
const fn open() -> ActionState {
    ActionState::Open
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// It was drafted, and the figures of its period were taken.
    Drafted {
        /// The first day of its period.
        from: Date,
        /// The last day.
        to: Date,
        /// The figures.
        figures: Vec<Frozen>,
    },
    /// The figures were taken anew: something was recorded late.
    FiguresTaken {
        /// The figures.
        figures: Vec<Frozen>,
    },
    /// A part was written, or written anew.
    PartWritten {
        /// Which.
        part: ReportPart,
        /// What it says; nothing where there is nothing to add.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
        /// The cases that it speaks of: their people's names are looked for in it.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        cases: BTreeSet<CaseId>,
    },
    /// It was said whether we comply with a paragraph of a Code.
    ProvisionAnswered {
        /// Which: `lgsco-6.2`.
        provision: String,
        /// Whether we comply.
        complies: Complies,
        /// Why not, or what shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
    },
    /// It was read for names and goes out; what stood then is kept with it.
    Approved {
        /// How many names were found.
        flagged: u32,
        /// Why what was found may stay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why_it_may_stay: Option<WordsRef>,
        /// What was open and overdue then.
        now: Vec<Frozen>,
        /// The lessons that people were told of in its period.
        lessons: Vec<LessonId>,
        /// The lessons whose action was overdue then.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        late: Vec<LessonId>,
        /// What earlier meetings had asked for, as it stood.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        actions: Vec<EarlierAction>,
        /// Measures of which the public may see the total only: a quarter hides a part.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        totals_only: Vec<Measure>,
        /// Measures of which the public may see nothing: a quarter hides the whole.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hidden: Vec<Measure>,
    },
    /// What was to be written down next was read for names.
    NamesChecked {
        /// How many were found.
        flagged: u32,
        /// Why what was found may stay.
        why_it_may_stay: WordsRef,
    },
    /// The governing body responded.
    Responded {
        /// On which day.
        on: Date,
        /// What it said.
        words: WordsRef,
    },
    /// It is public.
    Published {},
    /// The meeting noted or decided something, or asked somebody to do something.
    Minuted {
        /// The number of the item.
        item: u32,
        /// What it did.
        kind: MinuteKind,
        /// In words.
        words: WordsRef,
        /// Who does it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<UserId>,
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<Date>,
    },
    /// It was said how an action stands.
    FollowedUp {
        /// The number of the item.
        item: u32,
        /// How it stands.
        state: ActionState,
        /// In words.
        words: WordsRef,
    },
}

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::FiguresTaken { .. } => "figures-taken",
            Self::PartWritten { .. } => "part-written",
            Self::ProvisionAnswered { .. } => "provision-answered",
            Self::Approved { .. } => "approved",
            Self::NamesChecked { .. } => "names-checked",
            Self::Responded { .. } => "responded",
            Self::Published {} => "published",
            Self::Minuted { .. } => "minuted",
            Self::FollowedUp { .. } => "followed-up",
        }
    }

    /// Every text that it speaks of.
    pub fn words(&self) -> Vec<&WordsRef> {
        match self {
            Self::PartWritten { words, .. } => words.iter().collect(),
            Self::ProvisionAnswered { because, .. } => because.iter().collect(),
            Self::Approved {
                why_it_may_stay,
                actions,
                ..
            } => {
                let actions = actions.iter().map(|action| &action.words);
                why_it_may_stay.iter().chain(actions).collect()
            }
            Self::NamesChecked { why_it_may_stay, .. } => vec![why_it_may_stay],
            Self::Responded { words, .. } | Self::Minuted { words, .. } | Self::FollowedUp { words, .. } => {
                vec![words]
            }
            Self::Drafted { .. } | Self::FiguresTaken { .. } | Self::Published {} => Vec::new(),
        }
    }
}
