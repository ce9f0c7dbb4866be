//! Words to and from the customer, and what is found on each point.

use jiff::civil::Date;

use crate::calendar::london::civil_date;
use crate::case::decide::{
    Context, clocks, logging, names_the_ombudsman, needed, only_for_complaints, query,
};
use crate::case::{
    Acknowledgement, Case, Consent, ContactPurpose, Direction, Event, NewContact, NewFile, Point, PointDraft,
    PromisedRemedy, Refusal, Remedy, RemedyRefusal,
};
use crate::clock::Clock;
use crate::id::{PointId, RemedyId, ServiceId};
use crate::vocabulary::{ClockKind, Determination, Finding, Ombudsman};
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
    let mut events = logging::points_of(&case.points, &acknowledgement.new_points);
    // What came with another case is not what this one is about.
    if events.is_empty() && case.points.iter().all(|point| point.from.is_some()) {
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

/// Records what is known of whether the representative may speak for the customer.
pub(super) fn record_consent(case: &Case, consent: Consent) -> Result<Vec<Event>, Refusal> {
    match &case.representative {
        None => Err(Refusal::NoRepresentative),
        Some((_, known)) if *known == consent => Err(Refusal::NothingToChange),
        Some(_) => Ok(vec![Event::ConsentRecorded { consent }]),
    }
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
    let is_out = contact.direction == Direction::Out;
    if is_out && contact.purpose == ContactPurpose::ReturnExplained && case.open_review().is_some() {
        super::stage_2::may_tell_why(case, context)?;
    }
    let asks_for_update =
        contact.direction == Direction::In && contact.purpose == ContactPurpose::AskedForUpdate;
    let mut events = vec![Event::ContactRecorded {
        contact: contact.id,
        direction: contact.direction,
        channel: contact.channel,
        contact_at: contact.at,
        purpose: contact.purpose,
        words,
    }];
    if asks_for_update && !case.is_closed() {
        events.push(Event::UpdateAsked {
            due_on: update_due(context),
        });
    }
    if is_out && !case.is_complaint() && !case.is_closed() {
        // A word older than the promise does not keep it, nor one older than the last word move it.
        if owes_first_answer(case) && on >= case.counts_from {
            events.push(Event::FirstAnswered { on });
        }
        if case.last_word_on.is_none_or(|last| last <= on) && on >= case.counts_from {
            events.extend(clocks::next_update(case, on, context));
        }
    }
    events.extend(query::after_contact(
        case,
        (contact.direction, contact.purpose, on),
        context,
    ));
    Ok(events)
}

/// Says that what came in was read.
pub(super) fn read_messages(case: &Case) -> Result<Vec<Event>, Refusal> {
    match case.unread {
        Some(_) => Ok(vec![Event::MessagesRead {}]),
        None => Err(Refusal::NothingToChange),
    }
}

/// The most minutes that a day has.
const DAY: u16 = 24 * 60;

/// Writes down how long somebody worked on it (domain 5.2: hours spent; what it costs is measured, and nobody's
/// work is: the time is the case's).
pub(super) fn record_time((on, minutes): (Date, u16), context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if on > context.today() {
        return Err(Refusal::ReceivedInTheFuture);
    }
    if minutes == 0 || minutes > DAY {
        return Err(Refusal::TextMissing("the time"));
    }
    Ok(vec![Event::TimeRecorded { on, minutes }])
}

/// By when somebody who asks for an update today hears. It is never too late or too often to ask.
fn update_due(context: &Context<'_>) -> Date {
    let policy = context.rules.policy;
    context.due(
        context.today(),
        policy.updates.answered_within,
        policy.calendar.day_one,
    )
}

/// Adds a file that stands in the store already, each once.
pub(super) fn add_file(case: &Case, file: NewFile) -> Result<Vec<Event>, Refusal> {
    if case.file(&file.file.id).is_some() {
        return Err(Refusal::NothingToChange);
    }
    let name = needed(&file.name, "the name of the file")?.reference();
    Ok(vec![Event::FileAdded {
        file: file.file,
        name,
        kind: file.kind,
        size: file.size,
        seen_by: file.seen_by,
    }])
}

/// Whether a first answer is still due: never given, or due again since the case was reopened.
pub(super) fn owes_first_answer(case: &Case) -> bool {
    case.first_answered_on.is_none() || case.clock(ClockKind::FirstAnswer).is_some_and(Clock::is_running)
}

/// Adds a point. A related new issue joins the case while no reply is out; after that it is a new
/// case (Complaint Handling Code 6: new issues during stage 1).
pub(super) fn add_point(case: &Case, point: &PointDraft) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    if case.reply_sent_at().is_some() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    if case.points.iter().any(|known| known.id == point.id) {
        return Err(Refusal::NothingToChange);
    }
    let words = needed(&point.words, "the point")?.reference();
    Ok(vec![Event::PointAdded {
        point: point.id.clone(),
        words,
        from: None,
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

/// The remedy, if it is still to be delivered.
pub(super) fn open_remedy<'c>(case: &'c Case, id: &RemedyId) -> Result<&'c PromisedRemedy, Refusal> {
    let remedy = case.remedies.iter().find(|remedy| remedy.id == *id);
    let remedy = remedy.ok_or_else(|| Refusal::NoSuchRemedy(id.clone()))?;
    if remedy.is_open() {
        Ok(remedy)
    } else {
        Err(Refusal::NothingToChange)
    }
}

/// Records that a remedy was delivered.
pub(super) fn deliver_remedy(
    case: &Case,
    remedy: RemedyId,
    evidence: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    super::remedy::is_not_money_unpaid(open_remedy(case, &remedy)?, context)?;
    Ok(vec![Event::RemedyDelivered {
        remedy,
        on: context.today(),
        evidence: needed(evidence, "the evidence")?.reference(),
    }])
}

/// Records that a remedy cannot be delivered: the customer is told why, what instead, and of the
/// Ombudsman (Complaint Handling Code 7).
pub(super) fn cannot_deliver_remedy(
    case: &Case,
    remedy: RemedyId,
    told: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    open_remedy(case, &remedy)?;
    let words = needed(told, "what the customer was told")?.reference();
    names_the_ombudsman(told, case, context)?;
    Ok(vec![Event::RemedyNotDeliverable { remedy, told: words }])
}

/// What an Ombudsman decided on a point, which may be about another service than the case is: each has words of their own.
pub(super) fn record_determination(
    case: &Case,
    (point, service): (PointId, Option<ServiceId>),
    (ombudsman, determination): (Ombudsman, Determination),
    decided_on: Option<Date>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    point_of(case, &point)?;
    if let Some(service) = &service {
        context.service(service)?;
    }
    if !determination.is_of(ombudsman) {
        return Err(Refusal::NotTheirWord(determination, ombudsman));
    }
    Ok(vec![Event::DeterminationRecorded {
        point,
        ombudsman,
        determination,
        decided_on,
        service,
    }])
}

/// Promises to put something right; its owner and date may follow, but the reply waits for them.
///
/// What the reply has told the customer stays as it was told: it is delivered, or they hear why it cannot be
/// (Complaint Handling Code 7). Who sees to it may still change ([`super::remedy`]).
pub(super) fn promise_remedy(
    case: &Case,
    remedy: Remedy,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.remedies.iter().any(|known| known.id == remedy.id) {
        let known = open_remedy(case, &remedy.id)?;
        if known.is_told() {
            return Err(Refusal::Remedy(RemedyRefusal::Told));
        }
        if case.reply_sent_at().is_some() && known.due_on.is_some() && known.due_on != remedy.due_on {
            return Err(Refusal::NotInThisState(case.status()));
        }
    }
    let words = needed(&remedy.words, "what will happen")?.reference();
    Ok(vec![Event::RemedyPromised {
        remedy: remedy.id,
        kind: remedy.kind,
        words,
        owner: remedy.owner,
        due_on: remedy.due_on,
        remind_on: remedy.due_on.map(|due| super::remedy::remind_on(due, context)),
    }])
}
