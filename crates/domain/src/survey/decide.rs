//! What may be done to a survey, and what follows. Each rule stands beside its source.

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::{Answer, Ask, Command, Event, Survey, SurveyRules};
use crate::calendar::london::civil_date;
use crate::id::{ActorId, QuestionId, ThemeId};
use crate::permission::{self, Act, Actor};
use crate::policy::Policy;
use crate::vocabulary::Channel;
use crate::words::Words;

/// How long an answer in words may be, as other texts of the public.
pub const LONGEST_WORDS: usize = 4_000;

/// The rule that said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not permitted: {0}")]
    NotPermitted(Act),
    /// A case is asked about once, or not at all.
    #[error("it was decided before whether to ask")]
    DecidedBefore,
    /// Nobody was asked.
    #[error("nobody was asked")]
    NobodyAsked,
    /// The council asks nobody.
    #[error("the policy has no survey")]
    NoSurvey,
    /// The last day is over.
    #[error("the survey has closed")]
    Closed,
    /// A form is posted after somebody was asked, and not after today.
    #[error("nothing was posted on {0}")]
    NotPostedThen(Date),
    /// The policy has no such question.
    #[error("there is no such question")]
    NoSuchQuestion,
    /// The question does not take this answer.
    #[error("{0} is no answer to it")]
    NotAnAnswer(Answer),
    /// Somebody is asked by e-mail or post.
    #[error("nobody is asked by {0}")]
    NotThisWay(Channel),
    /// There is nobody to remind, or they were reminded.
    #[error("there is nobody to remind")]
    NobodyToRemind,
    /// The policy has no such theme.
    #[error("there is no such theme")]
    NoSuchTheme,
    /// Nothing is new in it.
    #[error("nothing is new in it")]
    NothingNew,
    /// The text is missing.
    #[error("the text is missing")]
    TextMissing,
    /// The text is too long.
    #[error("it is longer than {0} characters")]
    TooLong(usize),
    /// No low score waits.
    #[error("nothing waits for a manager")]
    NothingWaits,
}

/// What the outside knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The policy in force.
    pub policy: &'a Policy,
}

impl<'a> Context<'a> {
    fn today(&self) -> Date {
        civil_date(self.at)
    }

    fn rules(&self) -> Result<&'a SurveyRules, Refusal> {
        self.policy.survey.as_ref().ok_or(Refusal::NoSurvey)
    }

    fn in_days(&self, days: u16) -> Date {
        self.today().saturating_add(Span::new().days(i64::from(days)))
    }
}

/// Decides what follows from `command`, or which rule says no.
///
/// The same survey, command, rules and moment always give the same answer.
pub fn decide(survey: &Survey, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permit(&command, context)?;
    match command {
        Command::Ask(ask) => begin(survey, ask, context),
        Command::PassOver { about, because } => {
            if survey.begun.is_some() {
                return Err(Refusal::DecidedBefore);
            }
            Ok(vec![Event::PassedOver { about, because }])
        }
        Command::Remind { message } => {
            // A reminder goes once, and never to somebody who answered or can answer no more.
            let is_due = survey.reminds_on().is_some_and(|on| on <= context.today());
            if !is_due || !survey.is_open_on(context.today()) {
                return Err(Refusal::NobodyToRemind);
            }
            Ok(vec![Event::Reminded { message }])
        }
        Command::KeyIn { posted_on } => key_in(survey, posted_on, context),
        Command::Answer { question, answer } => answered(survey, question, answer, context),
        Command::Say { words, may_contact } => say(survey, words, may_contact, context),
        Command::SetThemes { themes } => {
            let rules = context.rules()?;
            let is_known = |id: &ThemeId| rules.themes.iter().any(|theme| theme.id == *id);
            if !themes.iter().all(is_known) {
                return Err(Refusal::NoSuchTheme);
            }
            if survey.said.is_none() || themes == survey.themes {
                return Err(Refusal::NothingNew);
            }
            Ok(vec![Event::ThemesSet { themes }])
        }
        Command::FollowUp { what } => {
            if !survey.waits_for_manager() {
                return Err(Refusal::NothingWaits);
            }
            Ok(vec![Event::FollowedUp {
                what: text(&what)?.reference(),
            }])
        }
        Command::NoteLesson { lesson } => {
            if !survey.is_answered() {
                return Err(Refusal::NobodyAsked);
            }
            Ok(vec![Event::LessonDrawn { lesson }])
        }
    }
}

/// Who may do it. Whoever has the link answers: what opens it is the code, which nobody guesses.
fn permit(command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    let act = match command {
        Command::Ask(_) | Command::PassOver { .. } | Command::Remind { .. } => {
            return match context.actor.id {
                ActorId::Job(_) => Ok(()),
                ActorId::User(_)
                | ActorId::Customer(_)
                | ActorId::Anonymous
                | ActorId::Import(_)
                | ActorId::Program(_)
                | ActorId::Partner(_) => Err(Refusal::NotPermitted(Act::ReadSurveys)),
            };
        }
        Command::Answer { .. } | Command::Say { .. } if context.actor.id == ActorId::Anonymous => {
            return Ok(());
        }
        // A form that came by post is keyed in by whoever takes contacts down.
        Command::KeyIn { .. } | Command::Answer { .. } | Command::Say { .. } => Act::RecordContact,
        Command::SetThemes { .. } | Command::FollowUp { .. } | Command::NoteLesson { .. } => Act::ReadSurveys,
    };
    if permission::may(context.policy, context.actor, act) {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(act))
    }
}

/// Never twice about a case; by e-mail, text or post, where the answer costs the customer no call.
fn begin(survey: &Survey, ask: Ask, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let rules = context.rules()?;
    if survey.begun.is_some() {
        return Err(Refusal::DecidedBefore);
    }
    if !matches!(ask.by, Channel::Email | Channel::Text | Channel::Letter) {
        return Err(Refusal::NotThisWay(ask.by));
    }
    Ok(vec![Event::Asked {
        about: ask.about,
        person: ask.person,
        by: ask.by,
        message: ask.message,
        remind_on: context.in_days(rules.remind_after_days),
        closes_on: context.in_days(rules.open_days),
    }])
}

fn must_be_open(survey: &Survey, context: &Context<'_>) -> Result<(), Refusal> {
    if survey.asked.is_none() {
        return Err(Refusal::NobodyAsked);
    }
    // What somebody posted by the last day that the letter said is in time, whenever it comes and is keyed in. The page itself takes
    // answers until that day is over.
    let posted_on = survey.posted_on.filter(|_| context.actor.user().is_some());
    if !survey.is_open_on(posted_on.unwrap_or_else(|| context.today())) {
        return Err(Refusal::Closed);
    }
    Ok(())
}

fn key_in(survey: &Survey, posted_on: Date, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if survey.asked.is_none() {
        return Err(Refusal::NobodyAsked);
    }
    let asked_on = survey.begun.as_ref().map(|(_, on)| *on);
    if posted_on > context.today() || asked_on.is_some_and(|on| posted_on < on) {
        return Err(Refusal::NotPostedThen(posted_on));
    }
    if !survey.is_open_on(posted_on) {
        return Err(Refusal::Closed);
    }
    if survey.posted_on == Some(posted_on) {
        // Pressed twice.
        return Ok(Vec::new());
    }
    Ok(vec![Event::KeyedIn { posted_on }])
}

fn answered(
    survey: &Survey,
    question: QuestionId,
    answer: Answer,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_be_open(survey, context)?;
    let rules = context.rules()?;
    let kind = rules.question(&question).ok_or(Refusal::NoSuchQuestion)?.kind;
    if !kind.answers().contains(&answer) {
        return Err(Refusal::NotAnAnswer(answer));
    }
    if survey.answers.get(&question) == Some(&(kind, answer)) {
        // Pressed twice.
        return Ok(Vec::new());
    }
    let low = rules.is_low(kind, answer) && survey.low_on.is_none();
    let answered = Event::Answered {
        question,
        kind,
        answer,
    };
    Ok(std::iter::once(answered)
        .chain(low.then_some(Event::LowScore {}))
        .collect())
}

fn say(
    survey: &Survey,
    words: Option<Words>,
    may_contact: Option<bool>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_be_open(survey, context)?;
    let mut events = Vec::new();
    if let Some(words) = words.filter(|words| !words.is_blank()) {
        let words = text(&words)?.reference();
        events.push(Event::WordsGiven { words });
    }
    if let Some(may) = may_contact.filter(|may| survey.may_contact != Some(*may)) {
        events.push(Event::ContactAnswered { may });
    }
    Ok(events)
}

fn text(words: &Words) -> Result<&Words, Refusal> {
    if words.is_blank() {
        return Err(Refusal::TextMissing);
    }
    if words.text.chars().count() > LONGEST_WORDS {
        return Err(Refusal::TooLong(LONGEST_WORDS));
    }
    Ok(words)
}
