//! How a lesson stands.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{DrawnFrom, LessonReminder, RootCause, RuledOut, Went, Worked};
use crate::id::{ActorId, CaseId, LessonId, ServiceId, UserId};
use crate::measure::Measure;
use crate::words::WordsRef;

crate::vocabulary! {
    /// How far a lesson is in the four stages, and how it can end.
    pub enum LessonStage {
        /// It is recorded. Somebody has to find out why.
        Analyse = "analyse",
        /// It is known why. Something has to be done, or is being done.
        Act = "act",
        /// It was done, or could not be. People are to be told.
        Tell = "tell",
        /// People were told.
        Told = "told",
        /// Nothing was needed.
        NotNeeded = "not-needed",
        /// It goes on as another one.
        Merged = "merged",
    }
}

crate::vocabulary! {
    /// What has to be done about a lesson by a day.
    pub enum DueKind {
        /// The action.
        Action = "action",
        /// To ask whether it worked.
        DidItWork = "did-it-work",
        /// To look again at what did not work: people were told that we do.
        LookAgain = "look-again",
    }
}

crate::vocabulary! {
    /// What comes next.
    pub enum NextStep {
        /// Find out why.
        Analyse = "analyse",
        /// Say what is to be done, or why nothing is.
        Plan = "plan",
        /// Do it.
        FinishAction = "finish-action",
        /// Write what people are told.
        Write = "write",
        /// A second person reads it for names.
        CheckNames = "check-names",
        /// Ask whether it worked.
        AnswerWorked = "answer-worked",
        /// It did not work, or in part: say what more is to be done.
        PlanMore = "plan-more",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// What is due, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub kind: DueKind,
    /// By when.
    pub on: Date,
    /// From when on whoever has it is reminded.
    pub remind_on: Date,
}

/// A lesson, as its events made it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    /// The day on which it was written down; none before.
    pub recorded_on: Option<Date>,
    /// From where it was drawn, and whether it went wrong or well.
    pub drawn: Option<(DrawnFrom, Went)>,
    /// What was learned.
    pub learned: Option<WordsRef>,
    /// Why what looks like a name in it may stay, where somebody was asked and said so.
    pub may_stay: Option<WordsRef>,
    /// The services that it concerns.
    pub services: BTreeSet<ServiceId>,
    /// The cases that show it.
    pub cases: BTreeSet<CaseId>,
    /// Why it went so.
    pub cause: Option<(RootCause, WordsRef)>,
    /// What is done about it.
    pub action: Option<Action>,
    /// Why nothing is.
    pub ruled_out: Option<(RuledOut, WordsRef)>,
    /// Whether it worked.
    pub worked: Option<(Worked, WordsRef)>,
    /// By when it is looked at again, where it did not work.
    pub look_again_on: Option<Date>,
    /// What people are to be told, and are not yet.
    pub draft: Option<DraftTexts>,
    /// What people are told.
    pub published: Option<Published>,
    /// The lesson that it goes on as.
    pub merged_into: Option<LessonId>,
    /// The cases whose customers asked to hear what changes.
    pub asked: BTreeSet<CaseId>,
    /// Those of them who were told.
    pub told: BTreeSet<CaseId>,
    /// What was reminded of already.
    pub reminded: BTreeSet<LessonReminder>,
}

/// What is done about a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub what: WordsRef,
    /// Who sees to it.
    pub owner: UserId,
    /// By when.
    pub due_on: Date,
    /// From when on the owner is reminded.
    pub remind_on: Date,
    /// The measure by which we will know.
    pub measure: Option<Measure>,
    /// How else we will know.
    pub how_we_know: Option<WordsRef>,
    /// When it was done, what shows it, and when it is asked whether it worked.
    pub done: Option<(Date, WordsRef, Date)>,
}

/// Texts that wait for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTexts {
    /// "You said".
    pub you_said: WordsRef,
    /// "We did", or "We could not, because".
    pub we_did: WordsRef,
    /// Who wrote them.
    pub by: ActorId,
}

/// Texts that are public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Since when.
    pub on: Date,
    /// "You said".
    pub you_said: WordsRef,
    /// "We did", or "We could not, because".
    pub we_did: WordsRef,
    /// Whether it says that we could not.
    pub could_not: bool,
    /// Whether it worked, as people were told last. It stays beside these texts while more is planned.
    pub worked: Option<Worked>,
}

impl Lesson {
    /// Whether something went well.
    pub fn is_praise(&self) -> bool {
        matches!(self.drawn, Some((_, Went::Well)))
    }

    /// Whether something was done about it, or could not be.
    pub fn is_acted_on(&self) -> bool {
        let is_done = self.action.as_ref().is_some_and(|action| action.done.is_some());
        is_done || self.could_not()
    }

    /// Whether we could not do anything about it.
    pub fn could_not(&self) -> bool {
        matches!(self.ruled_out, Some((RuledOut::CouldNot, _)))
    }

    /// How far it is.
    pub fn stage(&self) -> LessonStage {
        let is_open = self.action.as_ref().is_some_and(|action| action.done.is_none());
        match &self.ruled_out {
            _ if self.merged_into.is_some() => LessonStage::Merged,
            Some((RuledOut::NotNeeded, _)) => LessonStage::NotNeeded,
            _ if self.cause.is_none() => LessonStage::Analyse,
            _ if is_open || !self.is_acted_on() => LessonStage::Act,
            _ if self.published.is_some() && self.draft.is_none() => LessonStage::Told,
            _ => LessonStage::Tell,
        }
    }

    /// What comes next. Whether it worked is asked when its day has come, whatever else there is to do.
    pub fn next(&self, today: Date) -> NextStep {
        let asks = |due: Due| due.kind == DueKind::DidItWork && due.on <= today;
        match self.stage() {
            LessonStage::Analyse => NextStep::Analyse,
            LessonStage::Act if self.action.is_none() => NextStep::Plan,
            LessonStage::Act => NextStep::FinishAction,
            LessonStage::Tell if self.draft.is_some() => NextStep::CheckNames,
            LessonStage::Tell => NextStep::Write,
            LessonStage::Told if self.due().is_some_and(asks) => NextStep::AnswerWorked,
            LessonStage::Told if self.look_again_on.is_some() => NextStep::PlanMore,
            LessonStage::Told | LessonStage::Merged | LessonStage::NotNeeded => NextStep::Nothing,
        }
    }

    /// What is due, and by when.
    pub fn due(&self) -> Option<Due> {
        if self.merged_into.is_some() {
            return None;
        }
        let action = self.action.as_ref()?;
        match &action.done {
            None => Some(Due {
                kind: DueKind::Action,
                on: action.due_on,
                remind_on: action.remind_on,
            }),
            Some((_, _, ask_on)) if self.worked.is_none() => Some(Due {
                kind: DueKind::DidItWork,
                on: *ask_on,
                remind_on: *ask_on,
            }),
            Some(_) => self.look_again_on.map(|on| Due {
                kind: DueKind::LookAgain,
                on,
                remind_on: on,
            }),
        }
    }

    /// The next reminder, and from which day on it goes.
    pub fn reminder(&self) -> Option<(LessonReminder, Date)> {
        let due = self.due()?;
        let next = match due.kind {
            DueKind::DidItWork => (LessonReminder::DidItWork, due.on),
            DueKind::LookAgain => (LessonReminder::LookAgain, due.on),
            DueKind::Action if self.reminded.contains(&LessonReminder::ActionDue) => {
                // Overdue is the day after.
                (LessonReminder::ActionOverdue, due.on.tomorrow().ok()?)
            }
            DueKind::Action => (LessonReminder::ActionDue, due.remind_on),
        };
        (!self.reminded.contains(&next.0)).then_some(next)
    }

    /// The cases whose customers are to be told what changed: those who asked, once it is public.
    pub fn to_tell(&self) -> impl Iterator<Item = &CaseId> {
        let is_public = self.published.is_some() && self.merged_into.is_none();
        self.asked.difference(&self.told).filter(move |_| is_public)
    }
}
