//! What is answered once: a councillor's query for a resident, followed up, and closed when nobody does (paper 002);
//! another question within its time, and closed by whoever has it.

use jiff::civil::Date;

use crate::case::decide::{Context, ending, needed};
use crate::case::{Case, ContactPurpose, Direction, Event, Outcome, Refusal, RefusalState};
use crate::clock::{Clock, Start};
use crate::vocabulary::{ClockKind, DayOne, Role};
use crate::words::Words;

/// What a contact does to a query: an answer keeps the promise and leaves it open for a follow-up;
/// whoever comes back to the answer gets another one, within the same time.
pub(super) fn after_contact(
    case: &Case,
    (direction, purpose, on): (Direction, ContactPurpose, Date),
    context: &Context<'_>,
) -> Option<Event> {
    let procedure = context.procedure(&case.procedure).ok()?;
    // Who promised a reply and no time for a follow-up keeps the promise with the answer.
    if procedure.follow_up.is_none() {
        let is_owed = case.clock(ClockKind::Reply).is_some_and(Clock::is_running);
        let answers = (direction, purpose) == (Direction::Out, ContactPurpose::Answer);
        let is_of_this = answers && !case.is_complaint() && !case.is_closed() && on >= case.counts_from;
        let answered = Event::QueryAnswered { on, open_until: None };
        return (is_owed && is_of_this).then_some(answered);
    }
    let follow_up = procedure.follow_up?;
    if case.is_closed() || on < case.counts_from {
        return None;
    }
    match direction {
        Direction::Out if purpose == ContactPurpose::Answer => Some(Event::QueryAnswered {
            on,
            open_until: Some(context.due(on, follow_up, DayOne::NextWorkingDay)),
        }),
        Direction::In if case.follow_up_until.is_some() => procedure.reply.map(|limit| Event::ClockStarted {
            clock: Clock::start(
                ClockKind::Reply,
                Start::Asked { on },
                limit,
                context.rules.calendar,
                case.day_one,
            ),
        }),
        Direction::Out | Direction::In => None,
    }
}

/// Closes what a councillor raised because they say that it is sorted. A complaint is never ended
/// so: whose it is has a right to the reply.
pub(super) fn confirm_sorted(
    case: &Case,
    words: Option<&Words>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.raised_by != Role::Councillor || case.is_complaint() {
        return Err(Refusal::WrongKind(case.kind));
    }
    if matches!(case.refusal, RefusalState::Proposed { .. }) {
        return Err(Refusal::RefusalAlreadyProposed);
    }
    ending::every_promise_is_somebodys(case)?;
    let words = words.filter(|words| !words.is_blank()).map(Words::reference);
    Ok(vec![
        Event::SortedConfirmed { words },
        Event::Closed {
            on: context.today(),
            outcome: Outcome::Done,
            sentence: None,
            lesson: None,
        },
    ])
}

/// Holds whoever closes an answered query by hand to the time that was promised for a follow-up, and to its answer (paper 002:
/// a councillor follows up what they raised; ux C5: it stays open after a reply, then closes with notice). It closes by itself
/// when the time is over; that it is sorted before is for whoever raised it to say: see [`confirm_sorted`].
pub(super) fn leaves_time_for_a_follow_up(case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    if let Some(until) = case.follow_up_until.filter(|until| context.today() <= *until) {
        return Err(Refusal::FollowUpPromised { until });
    }
    let was_answered = case.replied_on.is_some() && !case.is_complaint();
    if was_answered && case.clock(ClockKind::Reply).is_some_and(Clock::is_running) {
        return Err(Refusal::FollowUpNotAnswered);
    }
    Ok(())
}

/// Closes an answered query once the time for a follow-up has passed, and says so.
pub(super) fn close_unfollowed(
    case: &Case,
    sentence: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let today = context.today();
    if case.follow_up_until.is_none_or(|until| today <= until) {
        return Err(Refusal::NotInThisState(case.status()));
    }
    ending::every_promise_is_somebodys(case)?;
    Ok(vec![Event::Closed {
        on: today,
        outcome: Outcome::Done,
        sentence: Some(needed(sentence, "what the customer is told")?.reference()),
        lesson: None,
    }])
}
