//! How each event changes a survey.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{About, Answer, Entry, Event, NotAskedBecause, QuestionKind};
use crate::calendar::london::civil_date;
use crate::id::{LessonId, PersonId, QuestionId, ThemeId};
use crate::vocabulary::Channel;
use crate::words::WordsRef;

/// What somebody said in their own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub words: WordsRef,
    /// On which day.
    pub on: Date,
}

/// Who was asked, and until when they can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub person: PersonId,
    /// By which way.
    pub by: Channel,
    /// When they are reminded.
    pub remind_on: Date,
    /// The last day.
    pub closes_on: Date,
    /// When they were reminded.
    pub reminded_on: Option<Date>,
}

/// A survey as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// What it is about, and the day on which somebody was asked or passed over.
    pub begun: Option<(About, Date)>,
    /// Whom it asked.
    pub asked: Option<Asked>,
    /// Why it asked nobody.
    pub passed_over: Option<NotAskedBecause>,
    /// The last answer to each question, and the day of the first answer to any.
    pub answers: BTreeMap<QuestionId, (QuestionKind, Answer)>,
    /// When something was answered first.
    pub answered_on: Option<Date>,
    /// When the form that was keyed in last was posted, where anybody said.
    pub posted_on: Option<Date>,
    /// What they wrote.
    pub said: Option<Said>,
    /// Whether a manager may contact them about it, where they said.
    pub may_contact: Option<bool>,
    /// What it is about, in the policy's words.
    pub themes: BTreeSet<ThemeId>,
    /// Since when a low score waits for a manager, or waited.
    pub low_on: Option<Date>,
    /// What was done about a low score.
    pub followed_up: Option<WordsRef>,
    /// The lessons that were drawn from it.
    pub lessons: BTreeSet<LessonId>,
}

impl Survey {
    /// Whether somebody answered something.
    pub fn is_answered(&self) -> bool {
        self.answered_on.is_some()
    }

    /// Whether answers are taken on a day: until the last day that was said.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.asked.as_ref().is_some_and(|asked| day <= asked.closes_on)
    }

    /// When they are reminded: once, and nobody who answered.
    pub fn reminds_on(&self) -> Option<Date> {
        let asked = self.asked.as_ref().filter(|asked| asked.reminded_on.is_none())?;
        (!self.is_answered()).then_some(asked.remind_on)
    }

    /// Whether a low score waits for a manager.
    pub fn waits_for_manager(&self) -> bool {
        self.low_on.is_some() && self.followed_up.is_none()
    }
}

/// The survey after an event.
#[must_use]
pub fn evolve(mut survey: Survey, entry: &Entry) -> Survey {
    let on = civil_date(entry.at);
    match &entry.event {
        Event::Asked {
            about,
            person,
            by,
            remind_on,
            closes_on,
            message: _,
        } => {
            survey.begun = Some((about.clone(), on));
            survey.asked = Some(Asked {
                person: person.clone(),
                by: *by,
                remind_on: *remind_on,
                closes_on: *closes_on,
                reminded_on: None,
            });
        }
        Event::PassedOver { about, because } => {
            survey.begun = Some((about.clone(), on));
            survey.passed_over = Some(*because);
        }
        Event::Reminded { .. } => {
            if let Some(asked) = &mut survey.asked {
                asked.reminded_on = Some(on);
            }
        }
        Event::KeyedIn { posted_on } => survey.posted_on = Some(*posted_on),
        Event::Answered {
            question,
            kind,
            answer,
        } => {
            survey.answers.insert(question.clone(), (*kind, *answer));
            survey.answered_on.get_or_insert(on);
        }
        Event::LowScore {} => survey.low_on = Some(on),
        Event::WordsGiven { words } => {
            let words = words.clone();
            survey.said = Some(Said { words, on });
            survey.answered_on.get_or_insert(on);
        }
        Event::ContactAnswered { may } => survey.may_contact = Some(*may),
        Event::ThemesSet { themes } => survey.themes.clone_from(themes),
        Event::FollowedUp { what } => survey.followed_up = Some(what.clone()),
        Event::LessonDrawn { lesson } => {
            survey.lessons.insert(lesson.clone());
        }
    }
    survey
}

/// A survey from the beginning of its record.
pub fn fold(entries: &[Entry]) -> Survey {
    entries.iter().fold(Survey::default(), evolve)
}
