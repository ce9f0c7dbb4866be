//! The appeal: heard by another senior post, by somebody who took no part; upheld, it undoes at once.

use jiff::civil::Date;

use super::in_force::came_by_their_word;
use super::{Context, is_no_officer_of_their_case, needed, not_after_today, reasoned};
use crate::conduct::{AppealOutcome, ConductFile, Event, Refusal, parts};
use crate::id::ContactId;
use crate::vocabulary::Channel;
use crate::words::Words;

/// Domain 5.10: within the policy's days of the notice, once for each notice.
pub(super) fn ask(
    file: &ConductFile,
    contact: ContactId,
    said: (Date, Channel, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let came = came_by_their_word(file, contact.clone(), said.1, context)?;
    let contact = Some(contact).filter(|_| !came.is_empty());
    let appealed = take(file, contact, said, context)?;
    Ok(std::iter::once(appealed).chain(came).collect())
}

/// The appeal alone, where the contact that it is stands here already.
pub(super) fn take(
    file: &ConductFile,
    contact: Option<ContactId>,
    (on, channel, words): (Date, Channel, &Words),
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    not_after_today(on, context)?;
    if !file.may_be_appealed(on) {
        return Err(Refusal::NoAppealNow);
    }
    Ok(Event::Appealed {
        contact,
        on,
        channel: Some(channel),
        due_on: context.due(on, context.conduct()?.appeal_decided_within),
        words: needed(words, "the appeal")?,
    })
}

pub(super) fn decide(
    file: &ConductFile,
    outcome: AppealOutcome,
    (reasons, letter): (&Words, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if file.appeal.as_ref().is_none_or(|appeal| appeal.outcome.is_some()) {
        return Err(Refusal::NoAppealWaits);
    }
    // Domain 5.10: a different senior role, and nobody who took part.
    if !context.decides_as(context.actor, &context.conduct()?.appeal_to) {
        return Err(Refusal::NotTheDecider);
    }
    if context.actor.user().is_none_or(|user| !file.may_hear(user)) {
        return Err(Refusal::TookPart);
    }
    is_no_officer_of_their_case(context.actor, context)?;
    needed(letter, "the letter")?;
    let appealed = file.appealed(context.today());
    let conduct = context.conduct()?;
    parts::all_there(letter, context, |say| {
        parts::of_appeal(say, outcome, appealed, conduct)
    })?;
    Ok(vec![Event::AppealDecided {
        outcome,
        reasons: reasoned(reasons, "the reasons")?,
        letter: needed(letter, "the letter")?,
    }])
}
