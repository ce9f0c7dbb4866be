//! From the door to the desk: logging, triage, kind, assignment.

use jiff::civil::Date;

use crate::calendar::london::civil_date;
use crate::case::command::Privilege;
use crate::case::decide::{Context, clocks, council, needed};
use crate::case::{Case, Event, LoggedCase, Point, PointDraft, Refusal, RefusalState, TriageAnswers};
use crate::id::{ActorId, PointId, ProcedureId, ServiceId, TeamId, UserId, WardId};
use crate::permission::{self, Act};
use crate::policy::{Limit, Service};
use crate::vocabulary::{ClockKind, Kind, Role};
use crate::words::Words;

/// Opens a case. Whoever the contact is from, it gets its reference and its clocks at once.
pub fn log(new: &LoggedCase, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    log_with_target(new, None, context)
}

/// The same with a target that was promised elsewhere, in place of the service's own.
///
/// A record taken over from another system keeps its promises, and what nobody promised there nobody promised (decision 81).
pub fn log_with_target(
    new: &LoggedCase,
    promised: Option<Limit>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let is_public = context.actor.roles == [Role::Customer];
    if !is_public && !permission::may(context.rules.policy, context.actor, Act::Log) {
        return Err(Refusal::NotPermitted(Act::Log));
    }
    if new.received_at > context.at {
        return Err(Refusal::ReceivedInTheFuture);
    }
    needed(&new.what_happened, "what happened")?;
    if let Some(service) = &new.service {
        context.service(service)?;
    }
    let pinned = context.rules.pinned;
    let procedure = pinned
        .procedure_for_raised((new.kind, new.raised_by), new.service.as_ref())
        .ok_or(Refusal::NoSuchProcedure)?;
    known_ward(new.ward.as_ref(), context)?;
    let received_on = civil_date(new.received_at);
    let some = |words: &Option<Words>| {
        words
            .as_ref()
            .filter(|words| !words.is_blank())
            .map(Words::reference)
    };
    let mut events = vec![Event::Logged {
        reference: new.reference.clone(),
        kind: new.kind,
        procedure: procedure.id.clone(),
        policy_version: context.rules.version,
        day_one: pinned.calendar.day_one,
        channel: new.channel,
        received_at: new.received_at,
        received_on,
        raised_by: new.raised_by,
        customer: new.customer.clone(),
        representative: new.representative.clone(),
        service: new.service.clone(),
        what_happened: new.what_happened.reference(),
        wanted: some(&new.wanted),
        wishes: new.wishes.clone(),
        place: some(&new.place),
        ward: new.ward.clone(),
        effect: some(&new.effect),
        also: some(&new.also),
        happened_on: new.happened_on,
        reply_by: new.reply_by,
        support: new.support.clone(),
        support_words: some(&new.support_words),
        priority: new.priority,
        about: new.about.clone(),
        sharing: new.sharing,
    }];
    events.extend(points_of(&[], &new.points));
    let of_service = new
        .service
        .as_ref()
        .filter(|_| !by_import(context))
        .and_then(|id| context.target(id));
    let target = promised.or(of_service);
    let opened = clocks::opening(procedure, target, (received_on, None), context);
    events.extend(opened.into_iter().map(|clock| Event::ClockStarted { clock }));
    Ok(events)
}

/// Whether a record of another system is being taken over.
fn by_import(context: &Context<'_>) -> bool {
    matches!(context.actor.id, ActorId::Import(_))
}

/// Whether the target of a case is for the system from which it was taken over: while it is, and after that of what it promised
/// nothing. Counted from a receipt long ago it would be broken before anybody gave it.
fn target_is_from_elsewhere(case: &Case, context: &Context<'_>) -> bool {
    let was_taken_over = matches!(case.logged_by, ActorId::Import(_));
    by_import(context) || (was_taken_over && case.clock(ClockKind::Target).is_none())
}

/// The points that are new, each once.
pub(super) fn points_of(known: &[Point], drafts: &[PointDraft]) -> Vec<Event> {
    let mut seen: Vec<&PointId> = known.iter().map(|point| &point.id).collect();
    let mut events = Vec::new();
    for draft in drafts {
        if draft.words.is_blank() || seen.contains(&&draft.id) {
            continue;
        }
        seen.push(&draft.id);
        events.push(Event::PointAdded {
            point: draft.id.clone(),
            words: draft.words.reference(),
            from: None,
        });
    }
    events
}

/// Says what a case is and whose, and gives it to the team.
pub(super) fn triage(
    case: &Case,
    answers: TriageAnswers,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let service = context.service(&answers.service)?;
    let owner_is_concerned = answers
        .owner
        .as_ref()
        .is_some_and(|owner| answers.about.contains(owner));
    if owner_is_concerned {
        return Err(Refusal::AboutTheOwner);
    }
    known_ward(answers.ward.as_ref(), context)?;
    let procedure = context.procedure(&answers.procedure)?;
    if procedure.kind != answers.kind {
        return Err(Refusal::NoSuchProcedure);
    }
    let changes = case.kind != answers.kind || case.procedure != answers.procedure;
    let mut events: Vec<Event> = council::taken_over(case).into_iter().collect();
    if changes {
        may_still_change(case, answers.kind)?;
        // Domain, section 2: a kind can be changed, with a reason, never silently.
        let reason = match (&answers.kind_reason, case.kind == answers.kind) {
            (Some(reason), _) => Some(needed(reason, "the reason for the change")?),
            (None, true) => None,
            (None, false) => return Err(Refusal::TextMissing("the reason for the change")),
        };
        events.push(Event::KindChanged {
            from: case.kind,
            to: answers.kind,
            procedure: answers.procedure.clone(),
            counts_from: case.counts_from,
            reason: reason.map(Words::reference),
        });
    }
    events.push(Event::Triaged {
        service: answers.service.clone(),
        priority: answers.priority,
        ward: answers.ward.clone(),
        about: answers.about.clone(),
    });
    if changes {
        let basis = (context.target(&service.id), case.counts_from);
        events.extend(clocks::again(case, procedure, basis, context));
    } else {
        // A record taken over from elsewhere keeps the target that was promised there, or has none.
        let target = if target_is_from_elsewhere(case, context) {
            case.clock(ClockKind::Target).map(|clock| clock.limit)
        } else {
            context.target(&service.id)
        };
        events.extend(clocks::target_again(case, target, context));
    }
    events.extend(given_by_triage(case, &answers, service, context)?);
    if let Some(note) = answers.note.filter(|note| !note.is_blank()) {
        events.push(Event::NoteAdded {
            words: note.reference(),
            privileged: Privilege::Ordinary,
        });
    }
    Ok(events)
}

/// Gives the case to the team, and perhaps the officer, that triage says. Said again, it takes a
/// case from an officer only with a reason (domain 4.3), or because it is about that officer.
fn given_by_triage(
    case: &Case,
    answers: &TriageAnswers,
    service: &Service,
    context: &Context<'_>,
) -> Result<Option<Event>, Refusal> {
    let team = answers.team.clone().unwrap_or_else(|| service.team.clone());
    known_team(&team, context)?;
    let stays = |owner: &&UserId| case.team.as_ref() == Some(&team) && !answers.about.contains(owner);
    let kept = case.owner.as_ref().filter(stays);
    let owner = answers.owner.as_ref().or(kept).cloned();
    if case.team.as_ref() == Some(&team) && case.owner == owner {
        return Ok(None);
    }
    let said = [&answers.kind_reason, &answers.note].into_iter().flatten();
    let reason = said
        .filter(|words| !words.is_blank())
        .map(Words::reference)
        .next();
    let reason = match &case.owner {
        Some(before) if reason.is_none() && !answers.about.contains(before) => {
            return Err(Refusal::TextMissing("the reason for giving it to somebody else"));
        }
        Some(_) => reason,
        None => None,
    };
    Ok(Some(Event::Assigned { team, owner, reason }))
}

/// What was answered, or may be turned away, stays what it is. So does what was acknowledged as a complaint: it is
/// answered, not accepted by two people with the Ombudsman's details, or withdrawn (Complaint Handling Code 2).
fn may_still_change(case: &Case, to: Kind) -> Result<(), Refusal> {
    if case.reply_sent_at().is_some() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    if matches!(case.refusal, RefusalState::Proposed { .. }) {
        return Err(Refusal::RefusalAlreadyProposed);
    }
    if case.is_complaint() && case.acknowledged_on.is_some() && to != Kind::Complaint {
        return Err(Refusal::StaysAComplaint);
    }
    Ok(())
}

/// Changes the kind or procedure, with the day from which the new clocks count.
pub(super) fn change_kind(
    case: &Case,
    (kind, procedure, counts_from): (Kind, &ProcedureId, Date),
    reason: Option<&Words>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.kind == kind && case.procedure == *procedure {
        return Err(Refusal::NothingToChange);
    }
    let procedure = context.procedure(procedure)?;
    if procedure.kind != kind {
        return Err(Refusal::NoSuchProcedure);
    }
    if counts_from > context.today() {
        return Err(Refusal::ReceivedInTheFuture);
    }
    may_still_change(case, kind)?;
    let reason = match reason {
        Some(reason) => Some(needed(reason, "the reason for the change")?.reference()),
        None => None,
    };
    let target = case.service.as_ref().and_then(|id| context.target(id));
    // It counts from the contact that expressed the dissatisfaction, never from before receipt.
    let counts_from = counts_from.max(case.received_on);
    let mut events = vec![Event::KindChanged {
        from: case.kind,
        to: kind,
        procedure: procedure.id.clone(),
        counts_from,
        reason,
    }];
    events.extend(clocks::again(case, procedure, (target, counts_from), context));
    Ok(events)
}

/// Gives a case to a team and perhaps an officer.
pub(super) fn assign(
    case: &Case,
    (team, owner): (TeamId, Option<UserId>),
    reason: Option<&Words>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    known_team(&team, context)?;
    if case.triaged_at.is_none() {
        return Err(Refusal::NotTriaged);
    }
    if owner.as_ref().is_some_and(|owner| case.about.contains(owner)) {
        return Err(Refusal::AboutTheOwner);
    }
    if case.team.as_ref() == Some(&team) && case.owner == owner {
        return Err(Refusal::NothingToChange);
    }
    // Domain 4.3: reassigned with a reason.
    let reason = match (reason, &case.owner) {
        (Some(reason), _) if !reason.is_blank() => Some(reason.reference()),
        (_, Some(_)) => return Err(Refusal::TextMissing("the reason for giving it to somebody else")),
        (_, None) => None,
    };
    Ok(vec![Event::Assigned { team, owner, reason }])
}

/// Moves a case to another service with the clock that the customer was promised.
pub(super) fn transfer(
    case: &Case,
    service: ServiceId,
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.service.as_ref() == Some(&service) {
        return Err(Refusal::NothingToChange);
    }
    let team = context.service(&service)?.team.clone();
    let reason = needed(reason, "the reason for the transfer")?.reference();
    Ok(vec![
        Event::Transferred {
            service,
            reason: reason.clone(),
        },
        Event::Assigned {
            team,
            owner: None::<UserId>,
            reason: Some(reason),
        },
    ])
}

/// A ward that is named is one of the policy's.
fn known_ward(ward: Option<&WardId>, context: &Context<'_>) -> Result<(), Refusal> {
    let is_known = |id: &WardId| {
        let policies = [context.rules.policy, context.rules.pinned];
        policies.iter().any(|policy| policy.ward(id).is_some())
    };
    if ward.is_none_or(is_known) {
        Ok(())
    } else {
        Err(Refusal::NotInPolicy("ward"))
    }
}

pub(super) fn known_team(team: &TeamId, context: &Context<'_>) -> Result<(), Refusal> {
    let known = context.rules.policy.teams.iter().any(|known| known.id == *team);
    if known {
        Ok(())
    } else {
        Err(Refusal::NotInPolicy("team"))
    }
}
