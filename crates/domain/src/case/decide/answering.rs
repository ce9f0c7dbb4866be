//! Words to and from the customer, and what is found on each point.

use crate::calendar::london::civil_date;
use crate::case::decide::{Context, clocks, logging, needed, only_for_complaints};
use crate::case::{Acknowledgement, Case, Direction, Event, NewContact, Point, PointDraft, Refusal, Remedy};
use crate::id::{PointId, RemedyId};
use crate::vocabulary::Finding;
use crate::words::Words;

/// Acknowledges a complaint: the points as understood, the outcome wanted, the dates.
pub(super) fn acknowledge(
    case: &Case,
    acknowledgement: Acknowledgement,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    if case.triaged_at.is_none() {
        return Err(Refusal::NotTriaged);
    }
    if case.acknowledged_on.is_some() {
        return Err(Refusal::AlreadyAcknowledged);
    }
    needed(&acknowledgement.letter, "the letter")?;
    let mut events: Vec<Event> = logging::points_of(&acknowledgement.new_points).collect();
    if events.is_empty() && case.points.is_empty() {
        return Err(Refusal::NoPoints);
    }
    if let Some(wanted) = acknowledgement.wanted.filter(|wanted| !wanted.is_blank()) {
        events.push(Event::WantedClarified {
            wanted: wanted.reference(),
        });
    }
    let on = context.today();
    events.push(Event::Acknowledged {
        on,
        letter: acknowledgement.letter.reference(),
    });
    events.extend(clocks::reply_after_acknowledgement(case, on, context));
    Ok(events)
}

/// Records a contact, in or out. One that comes in is never refused.
pub(super) fn record_contact(
    case: &Case,
    contact: NewContact,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if contact.at > context.at {
        return Err(Refusal::ReceivedInTheFuture);
    }
    let words = needed(&contact.words, "what was said")?.reference();
    let on = civil_date(contact.at);
    let mut events = vec![Event::ContactRecorded {
        contact: contact.id,
        direction: contact.direction,
        channel: contact.channel,
        contact_at: contact.at,
        purpose: contact.purpose,
        words,
    }];
    if contact.direction == Direction::Out && !case.is_complaint() && !case.is_closed() {
        if case.first_answered_on.is_none() {
            events.push(Event::FirstAnswered { on });
        }
        events.extend(clocks::next_update(case, on, context));
    }
    Ok(events)
}

/// Adds a point. A related new issue joins the case while no reply is out; after that it is a new
/// case (Complaint Handling Code 6: new issues during stage 1).
pub(super) fn add_point(case: &Case, point: &PointDraft) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    if case.reply_sent_at().is_some() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    let words = needed(&point.words, "the point")?.reference();
    Ok(vec![Event::PointAdded {
        point: point.id.clone(),
        words,
    }])
}

/// Records what was found on a point, and why.
pub(super) fn record_finding(
    case: &Case,
    point: PointId,
    finding: Finding,
    reason: &Words,
) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    point_of(case, &point)?;
    if case.reply_sent_at().is_some() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    // Complaint Handling Code 6.7: reasons for each decision.
    let reason = needed(reason, "the reason")?.reference();
    Ok(vec![Event::FindingRecorded {
        point,
        finding,
        reason,
    }])
}

pub(super) fn point_of<'c>(case: &'c Case, id: &PointId) -> Result<&'c Point, Refusal> {
    case.points
        .iter()
        .find(|point| point.id == *id)
        .ok_or_else(|| Refusal::NoSuchPoint(id.clone()))
}

pub(super) fn remedy_of(case: &Case, id: &RemedyId) -> Result<(), Refusal> {
    let known = case.remedies.iter().any(|remedy| remedy.id == *id);
    if known {
        Ok(())
    } else {
        Err(Refusal::NoSuchRemedy(id.clone()))
    }
}

/// Promises to put something right; its owner and date may follow, but the reply waits for them.
pub(super) fn promise_remedy(remedy: Remedy) -> Result<Vec<Event>, Refusal> {
    let words = needed(&remedy.words, "what will happen")?.reference();
    Ok(vec![Event::RemedyPromised {
        remedy: remedy.id,
        kind: remedy.kind,
        words,
        owner: remedy.owner,
        due_on: remedy.due_on,
    }])
}
