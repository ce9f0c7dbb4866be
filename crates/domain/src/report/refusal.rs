//! Why something may not be done to a report.

use jiff::civil::Date;

use super::ReportPart;
use crate::permission::Act;

/// The rule that said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not permitted: {0}")]
    NotPermitted(Act),
    /// There is no such report yet.
    #[error("there is no such report")]
    NoReport,
    /// It was drafted before.
    #[error("it was drafted before")]
    DraftedBefore,
    /// The policy has no such meeting, or no year begins on that day.
    #[error("the policy has no such meeting or year")]
    NotInTheCalendar,
    /// Its period is not over: there is nothing to freeze.
    #[error("its period ends on {0}")]
    NotOver(Date),
    /// It went out and changes no more.
    #[error("it was approved and changes no more")]
    AlreadyApproved,
    /// It has not gone out.
    #[error("it is not approved")]
    NotApproved,
    /// The part, or the act, belongs to the other sort of report.
    #[error("this report has no such part")]
    NotOfThisReport,
    /// A text that this act needs is missing.
    #[error("{0} is missing")]
    TextMissing(&'static str),
    /// Nobody wrote these parts, or said that there is nothing to add.
    #[error("{} parts are missing", .0.len())]
    PartsMissing(Vec<ReportPart>),
    /// Paragraphs of a Code wait for an answer.
    #[error("{0} paragraphs are not answered")]
    NotAllAnswered(usize),
    /// No Code that binds the council has such a paragraph.
    #[error("there is no such paragraph")]
    NoProvision,
    /// Whoever does not comply says why (Code 8.1: "comply or explain").
    #[error("it does not say why")]
    NoReason,
    /// It is not in the record what shows it, and nobody said where it is (Complaint Handling Code 8.1a).
    #[error("it does not say where it is shown")]
    NotShown,
    /// What was found in the texts stays only with a reason.
    #[error("{0} names were found")]
    NamesFound(u32),
    /// Whoever wrote any of it neither approves nor publishes it.
    #[error("who wrote a part of it does not approve or publish it")]
    WroteIt,
    /// Code 8.2: published with the governing body's response beside it.
    #[error("the governing body has not responded")]
    NoResponse,
    /// It was responded to, or published, before.
    #[error("it was done already")]
    DoneAlready,
    /// The meeting, or the day of the response, is still to come.
    #[error("{0} is still to come")]
    StillToCome(Date),
    /// An action is due after today.
    #[error("{0} is not after today")]
    DayPassed(Date),
    /// An action has somebody who does it, and a day.
    #[error("an action needs an owner and a day")]
    NoOwner,
    /// There is no such action that waits.
    #[error("there is no such action to follow up")]
    NoAction,
}
