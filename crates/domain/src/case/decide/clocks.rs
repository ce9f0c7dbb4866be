//! The promises: started, moved for a reason, extended with good reason, never reset silently.

use jiff::civil::Date;

use crate::case::decide::{Context, names_the_ombudsman, needed, only_for_complaints};
use crate::case::{Case, ClockMoved, Event, Extension, Refusal};
use crate::clock::reply::{ReplyTerms, reply_clock};
use crate::clock::{self, Clock, Start};
use crate::id::ActorId;
use crate::language::{self, Language};
use crate::permission::{self, Act};
use crate::policy::{Limit, Procedure, Stage};
use crate::vocabulary::{ClockKind, Kind, Role};
use crate::words::Words;

/// The promises of `procedure`, counted from `start` and perhaps acknowledged since.
pub(super) fn opening(
    procedure: &Procedure,
    target: Option<Limit>,
    (start, acknowledged_on): (Date, Option<Date>),
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
    let is_request = procedure.kind == Kind::ServiceRequest;
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
    // What is no complaint has its answer at once, without an acknowledgement before it.
    clocks.extend(procedure.reply.map(|limit| clock(ClockKind::Reply, limit)));
    if let Some(stage) = procedure.stages.first() {
        clocks.push(reply_clock(
            ReplyTerms::of(procedure, stage),
            start,
            acknowledged_on,
            calendar,
            day_one,
        ));
    }
    clocks
}

/// What changes when a case follows another procedure, another target or counts from another day.
///
/// A promise that is already kept stays as it was kept, and one whose terms are the same keeps its
/// extensions and moves: no clock is reset silently.
pub(super) fn again(
    case: &Case,
    procedure: &Procedure,
    (target, start): (Option<Limit>, Date),
    context: &Context<'_>,
) -> Vec<Event> {
    // An acknowledgement from before it was a complaint again was of something else.
    let acknowledged_on = case
        .acknowledged_on
        .filter(|on| case.is_complaint() || *on >= start);
    let mut wanted = opening(procedure, target, (start, acknowledged_on), context);
    // Nobody who had a first answer is left waiting without a date for the next word (paper 002).
    if case.first_answered_on.is_some() {
        wanted.extend(update_clock(
            procedure,
            case.last_word_on.unwrap_or(start),
            case,
            context,
        ));
    }
    let mut events: Vec<Event> = case
        .clocks
        .values()
        .filter(|known| known.is_running() && wanted.iter().all(|clock| clock.kind != known.kind))
        .map(|known| Event::ClockDropped { kind: known.kind })
        .collect();
    for clock in wanted {
        match case.clock(clock.kind) {
            None => events.push(Event::ClockStarted { clock }),
            Some(known) if is_due_anew(case, known, start) => events.push(Event::ClockStarted { clock }),
            Some(known)
                if known.is_running() && (&known.start, known.limit) != (&clock.start, clock.limit) =>
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

/// Whether a promise kept for an earlier complaint is owed again for this one.
fn is_due_anew(case: &Case, known: &Clock, start: Date) -> bool {
    match known.kind {
        ClockKind::Acknowledge | ClockKind::Reply => {
            !case.is_complaint() && known.over_on().is_some_and(|on| on < start)
        }
        ClockKind::FirstAnswer | ClockKind::Update | ClockKind::Target => false,
    }
}

/// The target of another service, for a request that keeps its procedure.
pub(super) fn target_again(case: &Case, target: Option<Limit>, context: &Context<'_>) -> Option<Event> {
    let is_request = case.kind == Kind::ServiceRequest;
    let limit = target.filter(|_| is_request);
    let known = case.clock(ClockKind::Target);
    match (limit, known) {
        (None, Some(known)) if known.is_running() => Some(Event::ClockDropped {
            kind: ClockKind::Target,
        }),
        (None, _) => None,
        (Some(limit), Some(known)) if !known.is_running() || known.limit == limit => None,
        (Some(limit), known) => {
            let start = Start::Received { on: case.counts_from };
            let clock = Clock::start(
                ClockKind::Target,
                start,
                limit,
                context.rules.calendar,
                case.day_one,
            );
            Some(match known {
                Some(_) => Event::ClockMoved {
                    clock,
                    because: ClockMoved::ProcedureChanged,
                },
                None => Event::ClockStarted { clock },
            })
        }
    }
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
    if let Some(own) = own_reply_clock(case, acknowledged_on, context)
        && own.due_on < clock.due_on
        && clock.extensions.is_empty()
    {
        clock = own;
    }
    (clock != *known).then_some(Event::ClockMoved {
        clock,
        because: ClockMoved::Acknowledged,
    })
}

/// The reply clock by this case's own days, where it has the date of one that goes on in it: the earlier of the two holds.
fn own_reply_clock(case: &Case, acknowledged_on: Date, context: &Context<'_>) -> Option<Clock> {
    let procedure = context.procedure(&case.procedure).ok()?;
    let stage = context.stage(case).ok().filter(|stage| stage.number == 1)?;
    let counts = (!case.took_in.is_empty()).then_some(case.counts_from)?;
    Some(reply_clock(
        ReplyTerms::of(procedure, stage),
        counts,
        Some(acknowledged_on),
        context.rules.calendar,
        case.day_one,
    ))
}

/// The clock for the next update, counted from a word that went on `on` (paper 002: nobody is
/// left waiting without a word).
pub(super) fn next_update(case: &Case, on: Date, context: &Context<'_>) -> Option<Event> {
    let clock = update_clock(context.procedure(&case.procedure).ok()?, on, case, context)?;
    Some(match case.clock(ClockKind::Update) {
        Some(_) => Event::ClockMoved {
            clock,
            because: ClockMoved::WordSent,
        },
        None => Event::ClockStarted { clock },
    })
}

fn update_clock(procedure: &Procedure, on: Date, case: &Case, context: &Context<'_>) -> Option<Clock> {
    let start = Start::LastWord { on };
    let start_with = |limit| {
        Clock::start(
            ClockKind::Update,
            start,
            limit,
            context.rules.calendar,
            case.day_one,
        )
    };
    procedure.update_every.map(start_with)
}

/// Takes more time for the reply and tells the customer.
pub(super) fn extend(
    case: &Case,
    extension: &Extension,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    let stage = context.stage(case)?;
    let clock = reply_due(case)?;
    needed(&extension.because, "the reason")?;
    needed(&extension.letter, "the letter")?;
    // Complaint Handling Code 6.5: on any extension the customer has the Ombudsman's details.
    names_the_ombudsman(&extension.letter, case, context)?;
    let promised = clock.due_on.max(context.today());
    if extension.to <= promised {
        return Err(Refusal::NotLater { promised });
    }
    if !context.rules.calendar.is_working_day(extension.to) {
        return Err(Refusal::NotAWorkingDay(extension.to));
    }
    let furthest = furthest_ever(clock, stage, context);
    if extension.to > furthest {
        return Err(Refusal::LongerThanEver { until: furthest });
    }
    let until = furthest_without_asking(clock, stage, context);
    let agreed_by = if extension.to <= until {
        None
    } else {
        let wanting = Refusal::GoodReasonNeeded {
            until,
            agreed_by: stage.beyond_agreed_by,
        };
        let agreed_by = who_agrees(case, stage, extension.to, context).ok_or(wanting)?;
        if !may_agree_with(&agreed_by, stage, context) {
            return Err(Refusal::AgreedAlone { until });
        }
        Some(agreed_by)
    };
    gives_the_date(&extension.letter, extension.to)?;
    let mut clock = clock.clone();
    clock.extend(clock::Extension {
        from: clock.due_on,
        to: extension.to,
        on: context.today(),
        by: context.actor.id.clone(),
        agreed_by,
    });
    Ok(vec![Event::Extended {
        clock,
        reason: extension.reason,
        because: extension.because.reference(),
        letter: extension.letter.reference(),
    }])
}

/// Whether a letter says by when the reply comes now (Complaint Handling Code 6.4: the customer is told the expected
/// timescale; domain 4.6): in each of its languages, as a date is written there.
fn gives_the_date(letter: &Words, to: Date) -> Result<(), Refusal> {
    let languages = Language::BOTH;
    let parts = languages.map(|language| language::part_in(&letter.text, language));
    let is_given = if parts.iter().all(Option::is_none) {
        languages.iter().any(|language| language.gives(&letter.text, to))
    } else {
        let parts = languages.iter().zip(&parts);
        let mut parts = parts.filter_map(|(language, part)| Some((language, part.as_deref()?)));
        parts.all(|(language, part)| language.gives(part, to))
    };
    if is_given {
        Ok(())
    } else {
        Err(Refusal::DateNotGiven(to))
    }
}

/// The last day that needs nobody's agreement (Complaint Handling Code 6.4: no more than the limit
/// without good reason). A second extension, and one asked for when the date has passed, need good
/// reason whatever their length.
fn furthest_without_asking(clock: &Clock, stage: &Stage, context: &Context<'_>) -> Date {
    let is_first_and_in_time = clock.extensions.is_empty() && context.today() <= clock.due_on;
    match stage.extend_by {
        Some(limit) if is_first_and_in_time => clock.furthest_extension(limit, context.rules.calendar),
        Some(_) | None => clock.due_on,
    }
}

/// The last day that any extension may reach, whoever agrees: what the policy allows in all, counted
/// from the day that was first promised. A good reason (Complaint Handling Code 6.4) has an end too.
fn furthest_ever(clock: &Clock, stage: &Stage, context: &Context<'_>) -> Date {
    clock.furthest_extension(stage.extend_at_most, context.rules.calendar)
}

/// Whether this agreement counts for an extension that the actor takes: a good reason is one that
/// somebody else saw too, unless the policy lets the senior role decide alone. What a program records
/// was decided elsewhere.
fn may_agree_with(agreed_by: &ActorId, stage: &Stage, context: &Context<'_>) -> bool {
    stage.beyond_agreed_alone || *agreed_by != context.actor.id || context.actor.user().is_none()
}

/// Who agrees to more time up to that date: whoever agreed before, or the actor as a senior role.
fn who_agrees(case: &Case, stage: &Stage, to: Date, context: &Context<'_>) -> Option<ActorId> {
    let agreed_before = case.long_extension_until.is_some_and(|until| to <= until);
    if agreed_before {
        return case.long_extension_agreed_by.clone();
    }
    let may = permission::may_with(
        context.rules.policy,
        context.actor,
        Act::AgreeLongExtension,
        &case.scope(),
    );
    (may && is_senior_enough(stage, context)).then(|| context.actor.id.clone())
}

/// The role that the policy names for it, or the complaints manager, who answers for all of them.
fn is_senior_enough(stage: &Stage, context: &Context<'_>) -> bool {
    let roles = &context.actor.roles;
    roles.contains(&stage.beyond_agreed_by) || roles.contains(&Role::ComplaintsManager)
}

/// Agrees, as a senior role, that the reply may take longer than the Code's limit.
pub(super) fn agree_long_extension(
    case: &Case,
    until: Date,
    because: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    let stage = context.stage(case)?;
    let clock = reply_due(case)?;
    if !is_senior_enough(stage, context) {
        return Err(Refusal::GoodReasonNeeded {
            until: furthest_without_asking(clock, stage, context),
            agreed_by: stage.beyond_agreed_by,
        });
    }
    if until <= clock.due_on {
        return Err(Refusal::NotLater {
            promised: clock.due_on,
        });
    }
    let furthest = furthest_ever(clock, stage, context);
    if until > furthest {
        return Err(Refusal::LongerThanEver { until: furthest });
    }
    let because = needed(because, "the good reason")?.reference();
    Ok(vec![Event::LongExtensionAgreed { until, because }])
}

fn reply_due(case: &Case) -> Result<&Clock, Refusal> {
    case.clock(ClockKind::Reply)
        .filter(|clock| clock.is_running())
        .ok_or(Refusal::NoReplyDue)
}

/// Computes every running promise again with the days that count now (domain, section 8): a newly
/// proclaimed bank holiday moves what it touches, visibly. Each day is added on its own, so that a move names the day that
/// made it, and a day that moves nothing is blamed for nothing.
pub(super) fn move_all(case: &Case, days_off: &[Date], context: &Context<'_>) -> Vec<Event> {
    let mut clocks: Vec<Clock> = case.clocks.values().cloned().collect();
    let mut events = Vec::new();
    for (at, day_off) in days_off.iter().enumerate() {
        let later = days_off.get(at.saturating_add(1)..).unwrap_or_default();
        let calendar = context.rules.calendar.clone().without_closures(later);
        for clock in &mut clocks {
            let Some(moved) = clock.moved_by(&calendar, case.day_one, context.today(), *day_off) else {
                continue;
            };
            clock.move_to(moved);
            events.push(Event::ClockMoved {
                clock: clock.clone(),
                because: ClockMoved::CalendarChanged,
            });
        }
    }
    events
}
