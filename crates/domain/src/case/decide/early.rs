//! Settling a complaint early, at stage 1 (paper 004, 8.1): senior advice, and a talk with the customer.

use jiff::civil::Date;

use super::{Context, answering, needed, only_for_complaints};
use crate::case::command::{EarlyOrder, NewAdvice, NewContact};
use crate::case::{
    Case, ContactPurpose, Direction, EarlyRefusal, Event, Refusal, Talk, TalkAnswer, TalkOutcome, TalkWay,
};
use crate::id::ActorId;
use crate::permission::{self, Act, Actor};
use crate::words::Words;

/// Which permission an order needs.
pub(super) const fn act_of(order: &EarlyOrder) -> Act {
    match order {
        EarlyOrder::Advise { .. } => Act::Advise,
        EarlyOrder::AskAdvice { .. }
        | EarlyOrder::OfferTalk { .. }
        | EarlyOrder::AnswerTalk { .. }
        | EarlyOrder::HoldTalk { .. } => Act::RecordFinding,
    }
}

pub(super) fn decide(case: &Case, order: EarlyOrder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    if case.open_review().is_some() {
        return refused(EarlyRefusal::NotAtStage1);
    }
    if case.reply_sent_at().is_some() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    match order {
        EarlyOrder::AskAdvice { of, question } => ask(case, of, &question, context),
        EarlyOrder::Advise { words } => advise(case, &words, context),
        EarlyOrder::OfferTalk { way, on, contact } => offer(case, (way, on), contact, context),
        EarlyOrder::AnswerTalk { answer, on } => answer_talk(case, (answer, on), context),
        EarlyOrder::HoldTalk { on, outcome, words } => hold(case, (on, outcome), &words, context),
    }
}

/// A question goes to somebody else whom the policy lets advise, and who may open the case; one at a time,
/// so that an answer is an answer to something.
fn ask(case: &Case, of: NewAdvice, question: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if case.early.question.is_some() {
        return refused(EarlyRefusal::AdviceWaits);
    }
    let adviser = Actor {
        id: ActorId::User(of.adviser.clone()),
        roles: of.roles,
        services: of.services,
    };
    if adviser.id == context.actor.id {
        return refused(EarlyRefusal::OwnQuestion);
    }
    if !may_advise(case, &adviser, context.rules.policy) {
        return refused(EarlyRefusal::MayNotAdvise);
    }
    Ok(vec![Event::AdviceAsked {
        of: of.adviser,
        question: needed(question, "the question")?.reference(),
    }])
}

/// Whether somebody may advise on a case: by their role, and nobody whom it is about.
pub fn may_advise(case: &Case, who: &Actor, policy: &crate::policy::Policy) -> bool {
    let scope = case.scope();
    permission::may_with(policy, who, Act::Advise, &scope) && permission::may_read(policy, who, &scope)
}

/// Whoever may advise can answer, so that a question does not wait for somebody who is away; whoever asked
/// cannot.
fn advise(case: &Case, words: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let question = case.early.question.as_ref();
    let question = question.ok_or(Refusal::Early(EarlyRefusal::NoQuestion))?;
    if question.by == context.actor.id {
        return refused(EarlyRefusal::OwnQuestion);
    }
    Ok(vec![Event::AdviceGiven {
        words: needed(words, "the advice")?.reference(),
    }])
}

fn open_talk(case: &Case) -> Result<&Talk, Refusal> {
    let talk = case.early.talk.as_ref();
    talk.ok_or(Refusal::Early(EarlyRefusal::NoTalk))
}

/// What the customer is told is a contact, with all that a contact brings; the offer stands beside it.
fn offer(
    case: &Case,
    (way, on): (TalkWay, Option<Date>),
    contact: NewContact,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.early.talk.is_some() {
        return refused(EarlyRefusal::TalkWaits);
    }
    not_in_the_past(on, context)?;
    // It is no question that the case waits for: the work goes on whether they would like to talk or not.
    let contact = NewContact {
        direction: Direction::Out,
        purpose: ContactPurpose::Information,
        ..contact
    };
    let mut events = answering::record_contact(case, contact, context)?;
    events.push(Event::TalkOffered { way, on });
    Ok(events)
}

fn answer_talk(
    case: &Case,
    (answer, on): (TalkAnswer, Option<Date>),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let talk = open_talk(case)?;
    let on = match answer {
        TalkAnswer::Accepted => {
            if talk.answer == Some(TalkAnswer::Accepted) && (on.is_none() || on == talk.on) {
                return refused(EarlyRefusal::TalkAccepted);
            }
            not_in_the_past(on, context)?;
            on.or(talk.on)
        }
        TalkAnswer::Declined => None,
    };
    Ok(vec![Event::TalkAnswered { answer, on }])
}

fn not_in_the_past(on: Option<Date>, context: &Context<'_>) -> Result<(), Refusal> {
    match on {
        Some(on) if on < context.today() => refused(EarlyRefusal::OfferedForThePast),
        Some(_) | None => Ok(()),
    }
}

fn hold(
    case: &Case,
    (on, outcome): (Date, TalkOutcome),
    words: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    open_talk(case)?;
    if on > context.today() {
        return refused(EarlyRefusal::HeldInTheFuture);
    }
    Ok(vec![Event::TalkHeld {
        on,
        outcome,
        words: needed(words, "what came of it")?.reference(),
    }])
}

fn refused<T>(why: EarlyRefusal) -> Result<T, Refusal> {
    Err(Refusal::Early(why))
}
