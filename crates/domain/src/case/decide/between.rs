//! What is between cases: links taken away, two cases of one matter, and a case of its own for some points.

use super::{Context, needed, only_for_complaints};
use crate::case::{BetweenOrder, Case, Event, NewMerge, Outcome, PointState, Refusal, Relation};
use crate::id::{CaseId, PersonId, PointId};
use crate::words::Words;

pub(super) fn decide(case: &Case, order: BetweenOrder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match order {
        BetweenOrder::Unlink {
            case: other,
            relation,
            reason,
        } => unlink(case, (other, relation), &reason),
        BetweenOrder::Merge(merge) => merge_into(case, merge, context),
        BetweenOrder::Unmerge { reason } => unmerge(case, &reason),
        BetweenOrder::Split {
            points,
            case: other,
            reason,
        } => split(case, (points, other), &reason),
    }
}

/// A link that another act made, and by which the customer finds the way, is not taken away alone.
fn unlink(case: &Case, link: (CaseId, Relation), reason: &Words) -> Result<Vec<Event>, Refusal> {
    if !case.links.contains(&link) {
        return Err(Refusal::NotLinked);
    }
    let (other, relation) = link;
    let is_merged = case.merged.as_ref().is_some_and(|merged| merged.into == other)
        || case.took_in.iter().any(|(taken, _)| *taken == other);
    if is_merged && matches!(relation, Relation::DuplicateOf | Relation::HasDuplicate) {
        return Err(Refusal::MergedAlready);
    }
    Ok(vec![Event::Unlinked {
        case: other,
        relation,
        reason: Some(needed(reason, "the reason")?.reference()),
    }])
}

/// The same matter goes on in one case. Once a reply is out, or a review or an Ombudsman has it, each has
/// its own way.
fn merge_into(case: &Case, merge: NewMerge, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if merge.into == merge.from {
        return Err(Refusal::LinkedToItself);
    }
    stands_alone(case)?;
    // A question to a partner goes along to no other case: whoever is to be told is told first, as before closing.
    super::partner::none_is_open(case)?;
    let reason = needed(&merge.reason, "the reason")?.reference();
    let sentence = needed(&merge.sentence, "what the customer is told")?.reference();
    let link = (merge.into.clone(), Relation::DuplicateOf);
    let linked = (!case.links.contains(&link)).then(|| Event::Linked {
        case: merge.into.clone(),
        relation: Relation::DuplicateOf,
    });
    let mut events: Vec<Event> = linked.into_iter().collect();
    events.push(Event::MergedInto {
        case: merge.into,
        reason,
    });
    events.push(Event::Closed {
        on: context.today(),
        outcome: Outcome::Duplicate,
        sentence: Some(sentence),
        lesson: None,
    });
    Ok(events)
}

/// Whether a case can still go on in another, or take another in.
fn stands_alone(case: &Case) -> Result<(), Refusal> {
    if case.is_closed() {
        return Err(Refusal::AlreadyClosed);
    }
    if !case.took_in.is_empty() {
        return Err(Refusal::MergedAlready);
    }
    let is_answered = case.replied_on.is_some() || case.reply_sent_at().is_some();
    let is_further = case.open_review().is_some() || case.open_enquiry().is_some();
    if is_answered || is_further {
        return Err(Refusal::NotInThisState(case.status()));
    }
    Ok(())
}

/// What happens to the case that is kept when `merged`, which is `from`, goes on in it: its customers
/// are on this one too.
///
/// A complaint goes on only in a complaint: in a request it would lose its clocks and its rights.
pub fn take_in(kept: &Case, (from, merged): (&CaseId, &Case)) -> Result<Vec<Event>, Refusal> {
    if kept.is_closed() {
        return Err(Refusal::AlreadyClosed);
    }
    if kept.replied_on.is_some() || kept.open_review().is_some() || kept.open_enquiry().is_some() {
        return Err(Refusal::NotInThisState(kept.status()));
    }
    if merged.is_complaint() && !kept.is_complaint() {
        return Err(Refusal::WrongKind(kept.kind));
    }
    // Nor in one of another procedure: its clocks and its Ombudsman would be lost, and what a law sets a
    // time for would wait for a wider matter (Data Protection Act 2018, section 164A).
    if merged.is_complaint() && merged.procedure != kept.procedure {
        return Err(Refusal::OtherProcedure);
    }
    let link = (from.clone(), Relation::HasDuplicate);
    let linked = (!kept.links.contains(&link)).then(|| Event::Linked {
        case: from.clone(),
        relation: Relation::HasDuplicate,
    });
    let others = merged.current_people().filter(|involved| !involved.part.speaks());
    let others = others.map(|involved| &involved.person);
    let customers: Vec<PersonId> = merged
        .customer
        .iter()
        .chain(others)
        .filter(|person| !kept.knows(person))
        .cloned()
        .collect();
    let took_in = Event::TookIn {
        case: from.clone(),
        customers,
    };
    Ok(linked.into_iter().chain([took_in]).collect())
}

/// The two are apart again, and what each was promised holds as it was promised.
fn unmerge(case: &Case, reason: &Words) -> Result<Vec<Event>, Refusal> {
    let merged = case.merged.as_ref().ok_or(Refusal::NotMerged)?;
    Ok(vec![Event::Unmerged {
        case: merged.into.clone(),
        reason: needed(reason, "the reason")?.reference(),
    }])
}

/// What happens to the case that was kept when the other goes on by itself again.
pub fn give_back(kept: &Case, from: &CaseId) -> Vec<Event> {
    let was_taken = kept.took_in.iter().any(|(taken, _)| taken == from);
    let back = was_taken.then(|| Event::GaveBack { case: from.clone() });
    back.into_iter().collect()
}

/// Points that are a matter of their own go on in a case of their own, with the ordinary rights. One
/// stays; what has a finding or an answer stays where that was given.
fn split(
    case: &Case,
    (points, other): (Vec<PointId>, CaseId),
    reason: &Words,
) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    if case.replied_on.is_some() || case.open_review().is_some() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    if points.is_empty() {
        return Err(Refusal::NoPoints);
    }
    for id in &points {
        let point = case.points.iter().find(|point| point.id == *id);
        match point.map(|point| &point.state) {
            None => return Err(Refusal::NoSuchPoint(id.clone())),
            Some(PointState::Found { .. }) => return Err(Refusal::PointAnswered(id.clone())),
            Some(PointState::Open) => {}
        }
    }
    if case.points.iter().all(|point| points.contains(&point.id)) {
        return Err(Refusal::NoPoints);
    }
    Ok(vec![
        Event::PointsSplit {
            case: other.clone(),
            points,
            reason: needed(reason, "the reason")?.reference(),
        },
        Event::Linked {
            case: other,
            relation: Relation::SplitInto,
        },
    ])
}
