//! Folding what is between this case and others.

use jiff::civil::Date;

use super::stage_2::took_part;
use super::take_back_approval;
use crate::calendar::london::civil_date;
use crate::case::{Case, Entry, Event, Involved, Merged, Part, Relation, Speaker, TakenIn};
use crate::id::{CaseId, PersonId, UserId};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn between(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::Unlinked {
            case: other,
            relation,
            ..
        } => case.links.retain(|(known, is)| (known, is) != (other, relation)),
        Event::MergedInto { case: into, .. } => {
            case.merged = Some(Box::new(Merged {
                into: into.clone(),
                clocks: case.clocks.clone(),
                question_open: case.question_open,
                follow_up_until: case.follow_up_until,
            }));
        }
        Event::Unmerged { case: into, .. } => {
            let Some(merged) = case.merged.take() else {
                return;
            };
            // Promised is promised: the dates are those of before, and none is put off by the error.
            case.clocks = merged.clocks;
            case.question_open = merged.question_open;
            case.follow_up_until = merged.follow_up_until;
            case.closed_on = None;
            case.outcome = None;
            case.sentence = None;
            case.lesson = None;
            case.links
                .retain(|(known, is)| !(known == into && *is == Relation::DuplicateOf));
        }
        Event::TookIn { .. } => took_in(case, entry),
        Event::GaveBack { case: from } => {
            take_back_approval(case, &entry.event);
            gave_back(case, from, civil_date(entry.at));
        }
        Event::PointsSplit { points, .. } => {
            take_back_approval(case, &entry.event);
            case.points.retain(|point| !points.contains(&point.id));
            case.split_off.extend(points.iter().cloned());
        }
        _ => {}
    }
}

fn took_in(case: &mut Case, entry: &Entry) {
    let Event::TookIn {
        case: from,
        customers,
        speakers,
        letters_to,
        reply_by,
        support,
        support_words,
        everybody,
        reader,
        promised,
        about,
        had_part,
    } = entry.event.clone()
    else {
        return;
    };
    let since = civil_date(entry.at);
    let joined = |speaker: Speaker| Involved {
        person: speaker.person,
        part: speaker.part,
        consent: speaker.consent,
        basis: speaker.basis,
        reason: None,
        evidence: None,
        since,
        ended_on: None,
    };
    let spoken: Vec<PersonId> = speakers.iter().map(|speaker| speaker.person.clone()).collect();
    let people = customers.iter().chain(&spoken).cloned().collect();
    let of_customers = customers.into_iter().map(|person| Speaker {
        person,
        part: Part::FurtherCustomer,
        consent: None,
        basis: None,
    });
    case.people.extend(of_customers.chain(speakers).map(joined));
    for user in &had_part {
        took_part(case, Some(user));
    }
    let newly_about: Vec<UserId> = about
        .iter()
        .filter(|user| !case.about.contains(user))
        .cloned()
        .collect();
    case.about.extend(newly_about.iter().cloned());
    super::conflict::lay_aside(case, &newly_about);
    case.took_in.push(TakenIn {
        case: from,
        people,
        speakers: spoken,
        letters_to,
        reply_by,
        support,
        support_words,
        clocks: case.clocks.clone(),
        everybody,
        reader,
        promised,
        about,
        newly_about,
    });
}

/// Its people leave with it, unless another case of theirs goes on here, and its points, unless they were answered here.
fn gave_back(case: &mut Case, from: &CaseId, on: Date) {
    let Some(place) = case.took_in.iter().position(|taken| taken.case == *from) else {
        return;
    };
    let taken = case.took_in.remove(place);
    // What this case had promised by itself is what stood before the first that came.
    if place == 0
        && let Some(next) = case.took_in.first_mut()
    {
        next.clocks.clone_from(&taken.clocks);
    }
    for user in &taken.newly_about {
        let mut others = case.took_in.iter_mut();
        match others.find(|other| other.about.contains(user)) {
            Some(other) => other.newly_about.push(user.clone()),
            None => case.about.retain(|known| known != user),
        }
    }
    let mut leave = Vec::new();
    for person in &taken.people {
        let mut others = case.took_in.iter_mut();
        match others.find(|other| other.everybody.contains(person)) {
            Some(other) => other.keeps(person, &taken),
            None => leave.push(person),
        }
    }
    let mut people = case.people.iter_mut();
    people
        .by_ref()
        .filter(|known| known.is_current() && leave.contains(&&known.person))
        .for_each(|known| known.ended_on = Some(on));
    if case.letters_to.as_ref().is_some_and(|to| leave.contains(&to)) {
        case.letters_to = None;
    }
    case.links
        .retain(|(known, is)| !(known == from && *is == Relation::HasDuplicate));
    if case.replied_on.is_none() && case.review.is_none() {
        case.points.retain(|point| point.from.as_ref() != Some(from));
    }
}
