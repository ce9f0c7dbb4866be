//! Why something may not be done to a lesson.

use jiff::civil::Date;

use super::DueKind;
use crate::permission::Act;

/// The rule that said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not permitted: {0}")]
    NotPermitted(Act),
    /// There is no such lesson yet.
    #[error("there is no lesson")]
    NoLesson,
    /// It was written down before.
    #[error("it was recorded before")]
    RecordedBefore,
    /// It goes on as another one.
    #[error("it was merged into another lesson")]
    Merged,
    /// A text that this act needs is missing.
    #[error("{0} is missing")]
    TextMissing(&'static str),
    /// A text for the public is longer than a sentence or two (ux S19).
    #[error("{0} is longer than {1} characters")]
    TooLong(&'static str, usize),
    /// It concerns no service, or none that the policy has.
    #[error("the policy has no such service, or none was given")]
    NoService,
    /// Every one of these is on it already.
    #[error("nothing is new in it")]
    NothingNew,
    /// The policy's list does not have this cause.
    #[error("the policy has no such cause")]
    NotACause,
    /// The second stage comes first: nobody acts on what nobody understood.
    #[error("it was not analysed")]
    NotAnalysed,
    /// An action is due after today.
    #[error("{0} is not after today")]
    DayPassed(Date),
    /// How we will know: a measure, or words (paper 003: only what can be measured is promised).
    #[error("it does not say how we will know")]
    NoMeasure,
    /// There is no action that waits to be done.
    #[error("there is no action to finish")]
    NoAction,
    /// Something was done already.
    #[error("it was done already")]
    DoneAlready,
    /// Nothing was done yet, and nobody said that it could not be.
    #[error("it was not acted on")]
    NotActedOn,
    /// Whether it worked is known from this day on.
    #[error("whether it worked is asked on {0}, and not before")]
    TooSoonToSay(Date),
    /// There are no texts that wait.
    #[error("there are no texts to publish")]
    NoTexts,
    /// Whoever wrote the texts does not read them for names alone (ux 3.10.6).
    #[error("a second person reads it for names")]
    SecondPerson,
    /// What was found in the texts, or in the sentence, stays only with a reason (ux S19: remove names before you publish).
    #[error("{0} names were found")]
    NamesFound(u32),
    /// It is not public.
    #[error("it is not published")]
    NotPublished,
    /// The case is not one of those that show it.
    #[error("the case is not linked to it")]
    NotItsCase,
    /// It is the same lesson.
    #[error("it cannot be merged with itself")]
    WithItself,
    /// A lesson that people were told of goes on as itself.
    #[error("people were told of it already")]
    IsPublic,
    /// What somebody has to do about it goes on: the other lesson becomes part of this one.
    #[error("something is due of it: {0}")]
    StillDue(DueKind),
    /// There is nothing to remind of.
    #[error("there is nothing to remind of")]
    NothingToRemindOf,
    /// The customer did not ask, or was told.
    #[error("there is nobody to tell")]
    NobodyToTell,
}
