//! How a report stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::event::EarlierAction;
use super::{ActionState, Complies, Frozen, MinuteKind, ReportKey, ReportPart};
use crate::id::{ActorId, CaseId, LessonId, UserId};
use crate::measure::{Measure, Range};
use crate::words::WordsRef;

crate::vocabulary! {
    /// How far a report is.
    pub enum ReportState {
        /// Somebody writes it.
        Draft = "draft",
        /// It went to whoever it is for.
        Approved = "approved",
        /// The governing body responded to it.
        Adopted = "adopted",
        /// It is public.
        Published = "published",
    }
}

/// A report as it stands after its events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Its period; nothing before it is drafted.
    pub range: Option<Range>,
    /// The day on which its figures were taken.
    pub taken_on: Option<Date>,
    /// Its figures.
    pub figures: Vec<Frozen>,
    /// What was written.
    pub parts: BTreeMap<ReportPart, Written>,
    /// Who wrote any of it, the response included.
    pub written_by: Vec<ActorId>,
    /// The self-assessment, by paragraph.
    pub answers: BTreeMap<String, Answer>,
    /// That it went out, and what stood then.
    pub approved: Option<Approved>,
    /// What the governing body said.
    pub response: Option<Response>,
    /// Since when it is public.
    pub published_on: Option<Date>,
    /// What the meeting did with it.
    pub minutes: Vec<Minute>,
}

/// A part that was written, or looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it says; nothing where there is nothing to add.
    pub words: Option<WordsRef>,
    /// The cases that it speaks of.
    pub cases: BTreeSet<CaseId>,
}

/// Whether we comply with a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether.
    pub complies: Complies,
    /// Why not, or what shows it.
    pub because: Option<WordsRef>,
}

/// That a report went out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Approved {
    /// On which day.
    pub on: Date,
    /// What was open and overdue then.
    pub now: Vec<Frozen>,
    /// The lessons that people were told of in its period.
    pub lessons: Vec<LessonId>,
    /// The lessons whose action was overdue then.
    pub late: Vec<LessonId>,
    /// What earlier meetings had asked for, as it stood.
    pub actions: Vec<EarlierAction>,
    /// Measures of which the public may see the total only: a quarter hides a part.
    pub totals_only: Vec<Measure>,
    /// Measures of which the public may see nothing: a quarter hides the whole.
    pub hidden: Vec<Measure>,
}

/// The governing body's response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// On which day.
    pub on: Date,
    /// What it said.
    pub words: WordsRef,
}

/// An item of the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minute {
    /// Its number.
    pub item: u32,
    /// What the meeting did.
    pub kind: MinuteKind,
    /// In words.
    pub words: WordsRef,
    /// Who does it.
    pub owner: Option<UserId>,
    /// By when.
    pub due_on: Option<Date>,
    /// How it stands, with what was said of it last.
    pub state: ActionState,
    /// What was said of it last, and when.
    pub said: Option<(Date, WordsRef)>,
}

impl Minute {
    /// Whether somebody has still to do it.
    pub fn is_open(&self) -> bool {
        self.kind == MinuteKind::Action && self.state == ActionState::Open
    }
}

impl Report {
    /// How far it is.
    pub const fn state(&self) -> ReportState {
        if self.published_on.is_some() {
            ReportState::Published
        } else if self.response.is_some() {
            ReportState::Adopted
        } else if self.approved.is_some() {
            ReportState::Approved
        } else {
            ReportState::Draft
        }
    }

    /// The parts that nobody has written or looked at.
    pub fn missing(&self, key: &ReportKey) -> Vec<ReportPart> {
        ReportPart::of(key.sort())
            .filter(|part| !self.parts.contains_key(part))
            .collect()
    }

    /// The cases that it speaks of.
    pub fn cases(&self) -> BTreeSet<CaseId> {
        self.parts
            .values()
            .flat_map(|part| part.cases.iter().cloned())
            .collect()
    }

    /// The texts that whoever it is for will read.
    pub fn texts(&self) -> Vec<&WordsRef> {
        let parts = self.parts.values().filter_map(|part| part.words.as_ref());
        let answers = self.answers.values().filter_map(|answer| answer.because.as_ref());
        parts.chain(answers).collect()
    }

    /// Whether its figures were taken before its period was over: they are those so far, and it cannot go out with them.
    pub fn is_of_part(&self) -> bool {
        let range = self.range.zip(self.taken_on);
        range.is_some_and(|(range, taken_on)| taken_on <= range.to)
    }

    /// An item of the minutes.
    pub fn minute(&self, item: u32) -> Option<&Minute> {
        self.minutes.iter().find(|minute| minute.item == item)
    }
}
