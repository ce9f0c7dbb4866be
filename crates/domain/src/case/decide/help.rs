//! A call for help while the customer waits, and the lead's answer (paper 004, 3.3a: managers and
//! supervisors support frontline staff to settle it at the point of delivery).

use crate::case::decide::{Context, logging};
use crate::case::{Case, Event, HelpAnswer, Refusal};
use crate::id::{HelpId, TeamId};
use crate::words::Words;

/// Calls the lead of a team.
pub(super) fn ask(
    case: &Case,
    (help, team): (HelpId, TeamId),
    words: Option<&Words>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.open_help.contains(&help) {
        return Err(Refusal::NothingToChange);
    }
    logging::known_team(&team, context)?;
    Ok(vec![Event::HelpAsked {
        help,
        team,
        words: said(words),
    }])
}

/// Answers a call that nobody has answered yet.
pub(super) fn answer(
    case: &Case,
    (help, answer): (HelpId, HelpAnswer),
    words: Option<&Words>,
) -> Result<Vec<Event>, Refusal> {
    if !case.open_help.contains(&help) {
        return Err(Refusal::NothingToChange);
    }
    let words = said(words);
    match answer {
        HelpAnswer::Advice if words.is_none() => Err(Refusal::TextMissing("the advice")),
        HelpAnswer::Advice | HelpAnswer::OnIt => Ok(vec![Event::HelpAnswered { help, answer, words }]),
    }
}

fn said(words: Option<&Words>) -> Option<crate::words::WordsRef> {
    words.filter(|words| !words.is_blank()).map(Words::reference)
}
