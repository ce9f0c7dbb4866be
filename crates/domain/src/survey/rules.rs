//! What the policy says of the survey.

use super::{Answer, QuestionKind};
use crate::id::{QuestionId, ThemeId};
use crate::language::Language;
use crate::vocabulary::Kind;

/// How customers are asked after their case is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyRules {
    /// How many days after closing they are asked.
    pub after_days: u16,
    /// How many days after they were asked they are reminded, once.
    pub remind_after_days: u16,
    /// For how many days they can answer.
    pub open_days: u16,
    /// For how many days nobody is asked again, about whatever case.
    pub rest_days: u16,
    /// About which kinds of case they are asked.
    pub kinds: Vec<Kind>,
    /// The best answer about satisfaction at which a manager looks: this one and those below.
    pub low: Answer,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// What answers in words are about, as somebody says who read them.
    pub themes: Vec<Theme>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name in the record.
    pub id: QuestionId,
    /// What sort of answer it takes.
    pub kind: QuestionKind,
    /// The question in words.
    pub text: String,
    /// The same in Welsh, where the council writes Welsh.
    pub welsh: Option<String>,
}

impl Question {
    /// The question in a language; in English, where it has no other.
    pub fn text_in(&self, language: Language) -> &str {
        match language {
            Language::English => &self.text,
            Language::Welsh => self.welsh.as_ref().unwrap_or(&self.text),
        }
    }
}

/// What an answer in words can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name in the record.
    pub id: ThemeId,
    /// Its name in words.
    pub name: String,
}

impl SurveyRules {
    /// A question by its name.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The question on how it was handled: the one that an e-mail asks.
    pub fn first_asked(&self) -> Option<&Question> {
        self.questions
            .iter()
            .find(|question| question.kind == QuestionKind::Handling)
    }

    /// Whether a manager looks at an answer: one about satisfaction that is as low as the policy says, or lower.
    pub fn is_low(&self, kind: QuestionKind, answer: Answer) -> bool {
        let about_satisfaction = matches!(kind, QuestionKind::Handling | QuestionKind::Outcome);
        let place = |wanted: Answer| kind.answers().iter().position(|known| *known == wanted);
        about_satisfaction && place(answer) >= place(self.low) && place(answer).is_some()
    }
}
