//! The survey after a case: asked once, answered by whoever wants to, and read without a name (paper 004, 6.3 and 6.4; ux P11).
//!
//! Complaint Handling Code 3.8: a survey about a service tells people how to complain. No event holds a word that
//! anybody wrote; how somebody was treated and what came of it are asked apart.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{LessonId, MessageId, PersonId, QuestionId, ServiceId, ThemeId, WardId};
use crate::language::Language;
use crate::vocabulary::{Channel, Kind};
use crate::words::{Words, WordsRef};

pub mod decide;
pub mod evolve;
pub mod fact;
pub mod rules;

#[cfg(test)]
mod tests;

pub use decide::{Context, Refusal, decide};
pub use evolve::{Said, Survey, evolve, fold};
pub use rules::{Question, SurveyRules, Theme};

crate::vocabulary! {
    /// What sort of answer a question takes: the lists are closed, so that years can be compared.
    pub enum QuestionKind {
        /// How easy something was, in five words.
        Ease = "ease",
        /// Yes, in part, no.
        YesPartlyNo = "yes-partly-no",
        /// How satisfied somebody is with how it was handled, in five words.
        Handling = "handling",
        /// How satisfied somebody is with the result, in five words.
        Outcome = "result",
    }
}

crate::vocabulary! {
    /// An answer.
    pub enum Answer {
        /// Very satisfied.
        VerySatisfied = "very-satisfied",
        /// Satisfied.
        Satisfied = "satisfied",
        /// Neither satisfied nor dissatisfied.
        Neither = "neither",
        /// Dissatisfied.
        Dissatisfied = "dissatisfied",
        /// Very dissatisfied.
        VeryDissatisfied = "very-dissatisfied",
        /// Very easy.
        VeryEasy = "very-easy",
        /// Easy.
        Easy = "easy",
        /// Neither easy nor hard.
        NeitherEasy = "neither-easy",
        /// Hard.
        Hard = "hard",
        /// Very hard.
        VeryHard = "very-hard",
        /// Yes.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

impl QuestionKind {
    /// The answers that it takes, the best first.
    pub const fn answers(self) -> &'static [Answer] {
        match self {
            Self::Ease => &[
                Answer::VeryEasy,
                Answer::Easy,
                Answer::NeitherEasy,
                Answer::Hard,
                Answer::VeryHard,
            ],
            Self::YesPartlyNo => &[Answer::Yes, Answer::Partly, Answer::No],
            Self::Handling | Self::Outcome => &[
                Answer::VerySatisfied,
                Answer::Satisfied,
                Answer::Neither,
                Answer::Dissatisfied,
                Answer::VeryDissatisfied,
            ],
        }
    }
}

impl Answer {
    /// The answer as it is shown, on every page and in every letter.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::VerySatisfied => "Very satisfied",
            Self::Satisfied => "Satisfied",
            Self::Neither => "Neither satisfied nor dissatisfied",
            Self::Dissatisfied => "Dissatisfied",
            Self::VeryDissatisfied => "Very dissatisfied",
            Self::VeryEasy => "Very easy",
            Self::Easy => "Easy",
            Self::NeitherEasy => "Neither easy nor hard",
            Self::Hard => "Hard",
            Self::VeryHard => "Very hard",
            Self::Yes => "Yes",
            Self::Partly => "In part",
            Self::No => "No",
        }
    }

    /// The same in a letter in that language.
    pub const fn in_words_of(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, _) => self.in_words(),
            (Language::Welsh, Self::VerySatisfied) => "Bodlon iawn",
            (Language::Welsh, Self::Satisfied) => "Bodlon",
            (Language::Welsh, Self::Neither) => "Ddim yn fodlon nac yn anfodlon",
            (Language::Welsh, Self::Dissatisfied) => "Anfodlon",
            (Language::Welsh, Self::VeryDissatisfied) => "Anfodlon iawn",
            (Language::Welsh, Self::VeryEasy) => "Hawdd iawn",
            (Language::Welsh, Self::Easy) => "Hawdd",
            (Language::Welsh, Self::NeitherEasy) => "Ddim yn hawdd nac yn anodd",
            (Language::Welsh, Self::Hard) => "Anodd",
            (Language::Welsh, Self::VeryHard) => "Anodd iawn",
            (Language::Welsh, Self::Yes) => "Ie",
            (Language::Welsh, Self::Partly) => "Yn rhannol",
            (Language::Welsh, Self::No) => "Na",
        }
    }

    /// Whether it is what is hoped for: the first two of five, or yes.
    pub const fn is_good(self) -> bool {
        match self {
            Self::VerySatisfied | Self::Satisfied | Self::VeryEasy | Self::Easy | Self::Yes => true,
            Self::Neither
            | Self::Dissatisfied
            | Self::VeryDissatisfied
            | Self::NeitherEasy
            | Self::Hard
            | Self::VeryHard
            | Self::Partly
            | Self::No => false,
        }
    }
}

crate::vocabulary! {
    /// Why somebody was not asked. Each is counted, so that nobody takes silence for praise.
    pub enum NotAskedBecause {
        /// They said that they do not want to be asked.
        SaidNo = "said-no",
        /// They were asked about another case not long ago.
        AskedLately = "asked-lately",
        /// Nothing on file reaches them by e-mail or post, or they want no answer.
        NoWay = "no-way",
        /// Their contact is limited, and the way that is open is another.
        Restricted = "restricted",
        /// Nobody gave a name.
        Nobody = "nobody",
        /// The policy does not ask about such cases.
        NotThisKind = "not-this-kind",
        /// It was closed elsewhere, or goes on as another case.
        NotOurs = "not-ours",
    }
}

/// What the case was about when it was closed: all that its answers are told apart by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The service that answered for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// How it came.
    pub channel: Channel,
    /// What it was.
    pub kind: Kind,
    /// The stage at which it ended; 0 where it was about none.
    pub stage: u8,
    /// Where, if anybody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ward: Option<WardId>,
}

/// Whom to ask, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What it is about.
    pub about: About,
    /// Who.
    pub person: PersonId,
    /// By which way: e-mail or post.
    pub by: Channel,
    /// The message that asks.
    pub message: MessageId,
}

/// Something that is done to a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Somebody is asked.
    Ask(Ask),
    /// Nobody is asked.
    PassOver {
        /// What it is about.
        about: About,
        /// Why.
        because: NotAskedBecause,
    },
    /// Whoever did not answer is reminded, once.
    Remind {
        /// The message that does.
        message: MessageId,
    },
    /// A form that came by post is keyed in: it counts as of the day on which it was posted.
    KeyIn {
        /// On which day it was posted.
        posted_on: Date,
    },
    /// A question is answered, or answered again: the last answer counts.
    Answer {
        /// Which.
        question: QuestionId,
        /// How.
        answer: Answer,
    },
    /// What could be better, in their words, and whether we may speak with them about it.
    Say {
        /// In their words; nothing where they wrote nothing.
        words: Option<Words>,
        /// Whether the manager may contact them about it, where they said.
        may_contact: Option<bool>,
    },
    /// Somebody says what it is about, in the policy's words.
    SetThemes {
        /// Which.
        themes: BTreeSet<ThemeId>,
    },
    /// A manager says what was done about a low score.
    FollowUp {
        /// What.
        what: Words,
    },
    /// A lesson was drawn from it.
    NoteLesson {
        /// Which.
        lesson: LessonId,
    },
}

impl Command {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Say { words, .. } => words.iter().map(|words| ("survey-said", words)).collect(),
            Self::FollowUp { what } => vec![("survey-follow-up", what)],
            Self::Ask(_)
            | Self::PassOver { .. }
            | Self::Remind { .. }
            | Self::KeyIn { .. }
            | Self::Answer { .. }
            | Self::SetThemes { .. }
            | Self::NoteLesson { .. } => Vec::new(),
        }
    }
}

/// An event of a survey, with when and by whom.
pub type Entry = crate::entry::Entry<Event>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Somebody was asked.
    Asked {
        /// What it is about.
        about: About,
        /// Who.
        person: PersonId,
        /// By which way.
        by: Channel,
        /// The message that asks.
        message: MessageId,
        /// When they are reminded, unless they answered.
        remind_on: Date,
        /// The last day on which they can answer.
        closes_on: Date,
    },
    /// Nobody was asked.
    PassedOver {
        /// What it is about.
        about: About,
        /// Why.
        because: NotAskedBecause,
    },
    /// They were reminded.
    Reminded {
        /// The message that did.
        message: MessageId,
    },
    /// A form that came by post was keyed in.
    KeyedIn {
        /// On which day it was posted.
        posted_on: Date,
    },
    /// A question was answered.
    Answered {
        /// Which.
        question: QuestionId,
        /// What sort of question it was.
        kind: QuestionKind,
        /// How.
        answer: Answer,
    },
    /// An answer was so low that a manager looks at it.
    LowScore {},
    /// They wrote what could be better.
    WordsGiven {
        /// In their words.
        words: WordsRef,
    },
    /// They said whether a manager may contact them about it.
    ContactAnswered {
        /// Whether.
        may: bool,
    },
    /// Somebody said what it is about.
    ThemesSet {
        /// Which.
        themes: BTreeSet<ThemeId>,
    },
    /// A manager did something about a low score.
    FollowedUp {
        /// What.
        what: WordsRef,
    },
    /// A lesson was drawn from it.
    LessonDrawn {
        /// Which.
        lesson: LessonId,
    },
}

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Asked { .. } => "asked",
            Self::PassedOver { .. } => "passed-over",
            Self::Reminded { .. } => "reminded",
            Self::KeyedIn { .. } => "keyed-in",
            Self::Answered { .. } => "answered",
            Self::LowScore {} => "low-score",
            Self::WordsGiven { .. } => "words-given",
            Self::ContactAnswered { .. } => "contact-answered",
            Self::ThemesSet { .. } => "themes-set",
            Self::FollowedUp { .. } => "followed-up",
            Self::LessonDrawn { .. } => "lesson-drawn",
        }
    }
}
