//! What is between cases: links taken away, two cases of one matter, and a case of its own for some points.

use std::collections::BTreeMap;

use super::{Context, needed, only_for_complaints};
use crate::calendar::Calendar;
use crate::case::{
    BetweenOrder, Case, ClockMoved, Event, GoesAlong, Involved, NewMerge, Outcome, Part, PointAlong,
    PointState, Refusal, RefusalState, Relation, Speaker,
};
use crate::clock::Clock;
use crate::id::{CaseId, PointId};
use crate::vocabulary::ClockKind;
use crate::words::Words;

pub(super) fn decide(case: &Case, order: BetweenOrder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match order {
        BetweenOrder::Unlink {
            case: other,
            relation,
            reason,
        } => unlink(case, (other, relation), &reason),
        BetweenOrder::Merge(merge) => merge_into(case, merge, context),
        BetweenOrder::Unmerge { reason, sentence } => unmerge(case, (&reason, &sentence)),
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
        || case.took_in.iter().any(|taken| taken.case == other);
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
    nobody_waits_to_refuse(case)?;
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

/// A refusal is of what was read when it was proposed: what comes along would be refused with it, unread (Complaint Handling
/// Code 2: each complaint is considered on its own merits).
fn nobody_waits_to_refuse(case: &Case) -> Result<(), Refusal> {
    match case.refusal {
        RefusalState::Proposed { .. } => Err(Refusal::RefusalAlreadyProposed),
        RefusalState::None | RefusalState::Agreed { .. } => Ok(()),
    }
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

/// What happens to the case that is kept when `merged`, which is `from`, goes on in it: nothing that its people were promised
/// or need is lost by it.
///
/// They are on this one too and get its letters, its points are answered here (Complaint Handling Code 6.7: the reply
/// addresses all points), and the earlier of two dates holds (domain, section 2: clocks are never reset silently).
/// A complaint goes on only in a complaint: in a request it would lose its clocks and its rights.
pub fn take_in(
    kept: &Case,
    (from, merged): (&CaseId, &Case),
    along: &GoesAlong,
) -> Result<Vec<Event>, Refusal> {
    if kept.is_closed() {
        return Err(Refusal::AlreadyClosed);
    }
    if kept.replied_on.is_some() || kept.open_review().is_some() || kept.open_enquiry().is_some() {
        return Err(Refusal::NotInThisState(kept.status()));
    }
    nobody_waits_to_refuse(kept)?;
    if merged.is_complaint() && !kept.is_complaint() {
        return Err(Refusal::WrongKind(kept.kind));
    }
    // Nor in one of another procedure: its clocks and its Ombudsman would be lost, and what a law sets a
    // time for would wait for a wider matter (Data Protection Act 2018, section 164A). Nor a request in the complaint
    // about it: the work goes on, with what was promised of it (Complaint Handling Code 1).
    if (merged.is_complaint() || kept.is_complaint()) && merged.procedure != kept.procedure {
        return Err(Refusal::OtherProcedure);
    }
    // Complaint Handling Code 5: whoever deals with it has no conflict of interest.
    if kept
        .owner
        .as_ref()
        .is_some_and(|owner| merged.about.contains(owner))
    {
        return Err(Refusal::AboutItsOwner);
    }
    let link = (from.clone(), Relation::HasDuplicate);
    let linked = (!kept.links.contains(&link)).then(|| Event::Linked {
        case: from.clone(),
        relation: Relation::HasDuplicate,
    });
    let mut events: Vec<Event> = linked.into_iter().collect();
    events.push(took_in(kept, (from, merged), along));
    for PointAlong { point, found } in &along.points {
        events.push(Event::PointAdded {
            point: point.id.clone(),
            words: point.words.reference(),
            from: Some(from.clone()),
        });
        events.extend(found.as_ref().map(|(finding, reason)| Event::FindingRecorded {
            point: point.id.clone(),
            finding: *finding,
            reason: reason.reference(),
        }));
    }
    events.extend(earlier_promises(kept, merged));
    Ok(events)
}

/// Everybody on the case that goes on here and not on this one, each as what they were to it.
fn took_in(kept: &Case, (from, merged): (&CaseId, &Case), along: &GoesAlong) -> Event {
    let first = merged.representative.iter().map(|(person, consent)| Speaker {
        person: person.clone(),
        part: Part::Representative,
        consent: Some(*consent),
        basis: None,
    });
    let others = merged.current_people().map(|involved| Speaker {
        person: involved.person.clone(),
        part: involved.part,
        consent: involved.consent,
        basis: involved.basis,
    });
    let involved: Vec<Speaker> = first.chain(others).collect();
    let everybody = merged
        .customer
        .iter()
        .chain(involved.iter().map(|one| &one.person));
    let everybody = everybody.cloned().collect();
    let involved = involved.into_iter().filter(|one| !kept.knows(&one.person));
    let (speakers, others): (Vec<Speaker>, Vec<Speaker>) = involved.partition(|one| one.part.speaks());
    let customer = merged.customer.iter().filter(|person| !kept.knows(person));
    let customers = customer.cloned().chain(others.into_iter().map(|one| one.person));
    let letters_to = merged.correspondent().filter(|person| !kept.knows(person));
    Event::TookIn {
        case: from.clone(),
        customers: customers.collect(),
        speakers,
        letters_to: letters_to.cloned(),
        reply_by: merged.reply_by(),
        support: merged.support.clone(),
        support_words: along.support_words.as_ref().map(Words::reference),
        everybody,
        reader: merged.correspondent().cloned(),
        promised: promises(merged)
            .values()
            .filter(|clock| clock.is_running())
            .cloned()
            .collect(),
        about: merged.about.clone(),
        had_part: merged.had_part.clone(),
    }
}

/// The promises of a case, which ends here, as they stood before.
fn promises(merged: &Case) -> &BTreeMap<ClockKind, Clock> {
    let before = merged.merged.as_ref();
    before.map_or(&merged.clocks, |merged| &merged.clocks)
}

/// What was promised earlier to the customer who comes along holds for the case that is kept.
fn earlier_promises(kept: &Case, merged: &Case) -> Vec<Event> {
    let running = promises(merged).values().filter(|clock| clock.is_running());
    let earlier = running.filter(|clock| {
        let own = kept.clock(clock.kind).filter(|own| own.is_running());
        own.is_some_and(|own| clock.due_on < own.due_on)
    });
    earlier
        .map(|clock| Event::ClockMoved {
            clock: clock.clone(),
            because: ClockMoved::TakenIn,
        })
        .collect()
}

/// The two are apart again, and what each was promised holds as it was promised. The customer is told: what we wrote when
/// theirs closed is no longer so.
fn unmerge(case: &Case, (reason, sentence): (&Words, &Words)) -> Result<Vec<Event>, Refusal> {
    let merged = case.merged.as_ref().ok_or(Refusal::NotMerged)?;
    Ok(vec![Event::Unmerged {
        case: merged.into.clone(),
        reason: needed(reason, "the reason")?.reference(),
        sentence: Some(needed(sentence, "what the customer is told")?.reference()),
    }])
}

/// What happens to the case that was kept when `other`, which is `from`, goes on by itself again.
///
/// A date that it had from it alone is the earliest of its own and of those that others brought, who still go on in it (domain,
/// section 2: clocks are never reset silently).
///
/// Once a reply answered both, they stay together: by itself it would stand unanswered, and the right to a review of that reply
/// would be nowhere.
pub fn give_back(
    kept: &Case,
    (from, other): (&CaseId, &Case),
    calendar: &Calendar,
) -> Result<Vec<Event>, Refusal> {
    let stay: Vec<_> = kept.took_in.iter().filter(|taken| taken.case != *from).collect();
    let own = kept.took_in.first().filter(|_| stay.len() < kept.took_in.len());
    let Some(own) = own else {
        return Ok(Vec::new());
    };
    let is_answered = kept.replied_on.is_some() || kept.review.is_some() || kept.reply_sent_at().is_some();
    if kept.is_complaint() && is_answered {
        return Err(Refusal::AnsweredTogether);
    }
    let mut events = vec![Event::GaveBack { case: from.clone() }];
    for (kind, own) in &own.clocks {
        let brought = stay.iter().flat_map(|taken| &taken.promised);
        let all = std::iter::once(own).chain(brought.filter(|clock| clock.kind == *kind));
        let before = all.min_by_key(|clock| clock.due_on).unwrap_or(own);
        let now = kept.clock(*kind).filter(|now| now.is_running());
        if now.is_none() || now != other.clock(*kind) || now == Some(before) {
            continue;
        }
        let mut clock = before.clone();
        if let Some(on) = kept.acknowledged_on.filter(|_| *kind == ClockKind::Reply) {
            clock.acknowledge(on, calendar, kept.day_one);
        }
        events.push(Event::ClockMoved {
            clock,
            because: ClockMoved::GivenBack,
        });
    }
    Ok(events)
}

/// Somebody on a case, with the words that another case keeps as its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAlong {
    /// What they are to it.
    pub involved: Involved,
    /// Why they are on it, or the right in words.
    pub reason: Option<Words>,
    /// How the consent, as it stands, is known.
    pub evidence: Option<Words>,
}

/// The people of a case on one that some of its points become.
///
/// Each is what they were, with the leave to speak that they had (Complaint Handling Code 5: a representative speaks at every
/// stage). Letters go to whom they went.
pub fn same_people(case: &Case, people: &[PersonAlong]) -> Vec<Event> {
    let mut events = Vec::new();
    for PersonAlong {
        involved,
        reason,
        evidence,
    } in people
    {
        let person = &involved.person;
        let is_first = case
            .representative
            .as_ref()
            .is_some_and(|(first, _)| first == person);
        if !is_first {
            events.push(Event::PersonAdded {
                person: person.clone(),
                part: involved.part,
                consent: involved.consent,
                basis: involved.basis,
                reason: reason.as_ref().map(Words::reference),
                reply_by: case.ways.get(person).copied(),
            });
        }
        events.extend(evidence.as_ref().zip(involved.consent).map(|(words, consent)| {
            Event::ConsentChanged {
                person: person.clone(),
                consent,
                evidence: Some(words.reference()),
                file: None,
            }
        }));
    }
    let letters = case.letters_to.iter();
    events.extend(letters.map(|person| Event::LettersGoTo {
        person: person.clone(),
        reply_by: case.ways.get(person).copied(),
    }));
    events
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
