//! Complaints that need a rule of their own: late ones, and those about a councillor or a partner.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Context, needed, only_for_complaints};
use crate::case::{Case, Command, Event, Refusal, RefusalProposal, RefusalState, Subject, SubjectOrder};
use crate::id::{PartnerId, UserId};
use crate::policy::{LateFor, Limit, Post, RefusalReason, Unit};
use crate::words::Words;

pub(super) fn decide(case: &Case, order: SubjectOrder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    match order {
        SubjectOrder::Say {
            subject,
            partner,
            about,
            reason,
        } => say(case, (subject, partner, about), &reason, context),
        SubjectOrder::TakeLate { reason } => take_late(case, &reason, context),
    }
}

/// It is said once a reply is out no more: what it was about was decided with the reply. A member of staff
/// who is named has it no longer, and nothing that they decided goes out (Complaint Handling Code 5: conflict of interest).
fn say(
    case: &Case,
    (subject, partner, about): (Subject, Option<PartnerId>, Option<Vec<UserId>>),
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    // An additional reply of stage 1 ends no review.
    if case.reply_sent_at().is_some() && case.open_return().is_none() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    let partner = match subject {
        Subject::Partner => {
            let known = partner.filter(|id| context.rules.policy.partner(id).is_some());
            Some(known.ok_or(Refusal::NotInPolicy("partner"))?)
        }
        Subject::Council | Subject::Councillor => None,
    };
    let about = about.filter(|about| *about != case.about);
    if (subject, &partner) == (case.subject, &case.subject_partner) && about.is_none() {
        return Err(Refusal::NothingToChange);
    }
    let reason = needed(reason, "the reason")?.reference();
    let mut events = vec![Event::SubjectSaid {
        subject,
        partner,
        about: about.clone(),
        reason: reason.clone(),
    }];
    let is_named = |user: &&UserId| about.as_ref().is_some_and(|about| about.contains(user));
    let reviewer = case.reviewer().filter(is_named).cloned();
    let owner = case.owner.as_ref().filter(is_named);
    // The reviewer who is named stops being it; any other officer gives the case back to the team.
    let given_back = owner.filter(|owner| reviewer.as_ref() != Some(*owner));
    events.extend(
        given_back
            .zip(case.team.clone())
            .map(|(_, team)| Event::Assigned {
                team,
                owner: None,
                reason: Some(reason.clone()),
            }),
    );
    events.extend(reviewer.map(|reviewer| Event::ConflictDeclared { reviewer, reason }));
    Ok(events)
}

/// Complaint Handling Code 2: discretion about a late complaint is used for a reason, which is kept.
fn take_late(case: &Case, reason: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if case.taken_late {
        return Err(Refusal::NothingToChange);
    }
    if case.refusal != RefusalState::None {
        return Err(Refusal::RefusalAlreadyProposed);
    }
    if let Some(until) = in_time_until(case, context)? {
        return Err(Refusal::NotLate { until });
    }
    Ok(vec![Event::TakenLate {
        reason: needed(reason, "the reason")?.reference(),
    }])
}

/// The last day on which it could have come in time, where the record shows that it did.
///
/// When nobody said when it happened, the record shows nothing.
fn in_time_until(case: &Case, context: &Context<'_>) -> Result<Option<Date>, Refusal> {
    let limit = context.procedure(&case.procedure)?.accept_within;
    let until = limit
        .zip(case.happened_on)
        .and_then(|(limit, on)| after(on, limit, context));
    Ok(until.filter(|until| case.received_on <= *until))
}

fn after(on: Date, limit: Limit, context: &Context<'_>) -> Option<Date> {
    match limit.unit {
        Unit::Months => on.checked_add(i32::from(limit.count).months()).ok(),
        Unit::WorkingDays | Unit::StatutoryDays | Unit::CalendarDays => {
            Some(context.due(on, limit, context.rules.pinned.calendar.day_one))
        }
    }
}

/// What the reason asks of a complaint before it is not accepted for it.
pub(super) fn may_be_refused(
    case: &Case,
    (reason, proposal): (&RefusalReason, &RefusalProposal),
    context: &Context<'_>,
) -> Result<(), Refusal> {
    // Complaint Handling Code 2: twelve months, and discretion that was used is not taken back.
    let is_complaint = reason.late_for == Some(LateFor::Complaint);
    if is_complaint && case.taken_late {
        return Err(Refusal::TakenLate);
    }
    if let Some(until) = in_time_until(case, context)?.filter(|_| is_complaint) {
        return Err(Refusal::NotLate { until });
    }
    if reason.late_for == Some(LateFor::Stage2) && !case.asked_late_for_stage_2() {
        return Err(Refusal::NotLateForStage2);
    }
    // The council answers for whoever acts on its behalf (Complaint Handling Code 1).
    let policy = context.rules.policy;
    let partner = case.subject_partner.as_ref().and_then(|id| policy.partner(id));
    if reason.is_another_body && partner.is_some_and(|partner| partner.acts_for_us) {
        return Err(Refusal::CouncilAnswers);
    }
    // The customer is told who deals with it instead.
    match post_of(reason, context).filter(|post| !proposal.letter.text.contains(&post.name)) {
        Some(post) => Err(Refusal::PostNotNamed(post.name.clone())),
        None => Ok(()),
    }
}

fn post_of<'a>(reason: &RefusalReason, context: &Context<'a>) -> Option<&'a Post> {
    context.rules.policy.post(reason.goes_to.as_ref()?)
}

/// How a councillor behaves is not looked into at stage 1: it goes to whom the policy names
/// (Localism Act 2011, section 28: arrangements under which allegations are investigated).
pub(super) fn guard(case: &Case, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    let begins_stage_1 = matches!(command, Command::Acknowledge(_) | Command::DraftReply(_));
    if !begins_stage_1 || case.subject != Subject::Councillor || case.open_review().is_some() {
        return Ok(());
    }
    let reasons = &context.rules.policy.refusal_reasons;
    match reasons.iter().find_map(|reason| post_of(reason, context)) {
        Some(post) => Err(Refusal::GoesElsewhere(post.name.clone())),
        None => Ok(()),
    }
}
