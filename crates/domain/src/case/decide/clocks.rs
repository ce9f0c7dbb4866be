//! The promises: started, moved for a reason, extended with good reason, never reset silently.

use jiff::civil::Date;

use crate::case::decide::{Context, needed, only_for_complaints};
use crate::case::{Case, ClockMoved, Event, Extension, Refusal};
use crate::clock::reply::{ReplyTerms, reply_clock};
use crate::clock::{self, Clock, Start};
use crate::policy::{Limit, Procedure};
use crate::vocabulary::ClockKind;
use crate::words::Words;

/// The promises of `procedure`, counted from `start`.
pub(super) fn opening(
    procedure: &Procedure,
    target: Option<Limit>,
    start: Date,
    context: &Context<'_>,
) -> Vec<Clock> {
    let day_one = context.rules.pinned.calendar.day_one;
    let calendar = context.rules.calendar;
    let clock = |kind, limit| Clock::start(kind, Start::Received { on: start }, limit, calendar, day_one);
    let mut clocks = Vec::new();
    clocks.extend(
        procedure
            .first_answer
            .map(|limit| clock(ClockKind::FirstAnswer, limit)),
    );
    let is_request = procedure.kind == crate::vocabulary::Kind::ServiceRequest;
    clocks.extend(
        target
            .filter(|_| is_request)
            .map(|limit| clock(ClockKind::Target, limit)),
    );
    clocks.extend(
        procedure
            .acknowledge
            .map(|limit| clock(ClockKind::Acknowledge, limit)),
    );
    if let Some(stage) = procedure.stages.first() {
        clocks.push(reply_clock(
            ReplyTerms::of(procedure, stage),
            start,
            None,
            calendar,
            day_one,
        ));
    }
    clocks
}

/// What changes when a case follows another procedure, another target or counts from another day.
///
/// A promise that is already kept stays as it was kept.
pub(super) fn again(
    case: &Case,
    procedure: &Procedure,
    (target, start): (Option<Limit>, Date),
    context: &Context<'_>,
) -> Vec<Event> {
    let wanted = opening(procedure, target, start, context);
    let mut events: Vec<Event> = case
        .clocks
        .values()
        .filter(|known| known.is_running() && wanted.iter().all(|clock| clock.kind != known.kind))
        .map(|known| Event::ClockDropped { kind: known.kind })
        .collect();
    for clock in wanted {
        match case.clock(clock.kind) {
            None => events.push(Event::ClockStarted { clock }),
            Some(known)
                if known.is_running() && (known.due_on, known.limit) != (clock.due_on, clock.limit) =>
            {
                events.push(Event::ClockMoved {
                    clock,
                    because: ClockMoved::ProcedureChanged,
                });
            }
            Some(_) => {}
        }
    }
    events
}

/// The reply clock after the acknowledgement went on `acknowledged_on`.
///
/// Complaint Handling Code 6.3: the reply is due within the limit of the acknowledgement. Never
/// acknowledging must not mean never late, so a late acknowledgement moves nothing.
pub(super) fn reply_after_acknowledgement(
    case: &Case,
    acknowledged_on: Date,
    context: &Context<'_>,
) -> Option<Event> {
    let known = case.clock(ClockKind::Reply).filter(|clock| clock.is_running())?;
    let mut clock = known.clone();
    clock.acknowledge(acknowledged_on, context.rules.calendar, case.day_one);
    (clock != *known).then_some(Event::ClockMoved {
        clock,
        because: ClockMoved::Acknowledged,
    })
}

/// The clock for the next update, counted from a word that went on `on` (paper 002: nobody is
/// left waiting without a word).
pub(super) fn next_update(case: &Case, on: Date, context: &Context<'_>) -> Option<Event> {
    let limit = context.procedure(&case.procedure).ok()?.update_every?;
    let start = Start::LastWord { on };
    let clock = Clock::start(
        ClockKind::Update,
        start,
        limit,
        context.rules.calendar,
        case.day_one,
    );
    Some(match case.clock(ClockKind::Update) {
        Some(_) => Event::ClockMoved {
            clock,
            because: ClockMoved::WordSent,
        },
        None => Event::ClockStarted { clock },
    })
}

/// Takes more time for the reply and tells the customer.
pub(super) fn extend(
    case: &Case,
    extension: &Extension,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    let stage = context.stage(case)?;
    let clock = case
        .clock(ClockKind::Reply)
        .filter(|clock| clock.is_running())
        .ok_or(Refusal::NoReplyDue)?;
    needed(&extension.because, "the reason")?;
    needed(&extension.letter, "the letter")?;
    let promised = clock.due_on.max(context.today());
    if extension.to <= promised {
        return Err(Refusal::NotLater { promised });
    }
    let calendar = context.rules.calendar;
    if !calendar.is_working_day(extension.to) {
        return Err(Refusal::NotAWorkingDay(extension.to));
    }
    // Complaint Handling Code 6.4: no more than the limit without good reason. A second extension,
    // and one asked for when the date has passed, need good reason whatever their length.
    let is_first_and_in_time = clock.extensions.is_empty() && context.today() <= clock.due_on;
    let without_asking = match stage.extend_by {
        Some(limit) if is_first_and_in_time => clock.furthest_extension(limit, calendar),
        Some(_) | None => clock.due_on,
    };
    let agreed = case
        .long_extension_until
        .is_some_and(|until| extension.to <= until)
        || crate::permission::may_with(
            context.rules.policy,
            context.actor,
            crate::permission::Act::AgreeLongExtension,
            &case.scope(),
        );
    if extension.to > without_asking && !agreed {
        return Err(Refusal::GoodReasonNeeded {
            until: without_asking,
            agreed_by: stage.beyond_agreed_by,
        });
    }
    let mut clock = clock.clone();
    clock.extend(clock::Extension {
        from: clock.due_on,
        to: extension.to,
        on: context.today(),
        by: context.actor.id.clone(),
        agreed_by: None,
    });
    Ok(vec![Event::Extended {
        clock,
        reason: extension.reason,
        because: extension.because.reference(),
        letter: extension.letter.reference(),
    }])
}

/// Agrees, as a senior role, that the reply may take longer than the Code's limit.
pub(super) fn agree_long_extension(case: &Case, until: Date, because: &Words) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    let clock = case
        .clock(ClockKind::Reply)
        .filter(|clock| clock.is_running())
        .ok_or(Refusal::NoReplyDue)?;
    if until <= clock.due_on {
        return Err(Refusal::NotLater {
            promised: clock.due_on,
        });
    }
    let because = needed(because, "the good reason")?.reference();
    Ok(vec![Event::LongExtensionAgreed { until, because }])
}

/// Computes every running promise again with the days that count now (domain, section 8): a newly
/// proclaimed bank holiday moves what it touches, visibly.
pub(super) fn move_all(case: &Case, day_off: Date, context: &Context<'_>) -> Vec<Event> {
    let moved = |clock: &Clock| {
        let moved = clock.moved_by(context.rules.calendar, case.day_one, context.today(), day_off)?;
        let mut clock = clock.clone();
        clock.move_to(moved);
        Some(Event::ClockMoved {
            clock,
            because: ClockMoved::CalendarChanged,
        })
    };
    case.clocks.values().filter_map(moved).collect()
}
