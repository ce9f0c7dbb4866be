//! Folding what is between this case and others.

use super::take_back_approval;
use crate::calendar::london::civil_date;
use crate::case::{Case, Entry, Event, Involved, Merged, Part, Relation};

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
        Event::TookIn {
            case: from,
            customers,
        } => {
            let involved = customers.iter().map(|person| Involved {
                person: person.clone(),
                part: Part::FurtherCustomer,
                consent: None,
                basis: None,
                reason: None,
                evidence: None,
                since: civil_date(entry.at),
                ended_on: None,
            });
            case.people.extend(involved);
            case.took_in.push((from.clone(), customers.clone()));
        }
        Event::GaveBack { case: from } => {
            let place = case.took_in.iter().position(|(taken, _)| taken == from);
            let Some((_, customers)) = place.map(|place| case.took_in.remove(place)) else {
                return;
            };
            let on = civil_date(entry.at);
            let mut people = case.people.iter_mut();
            people
                .by_ref()
                .filter(|known| known.is_current() && customers.contains(&known.person))
                .for_each(|known| known.ended_on = Some(on));
            if case.letters_to.as_ref().is_some_and(|to| customers.contains(to)) {
                case.letters_to = None;
            }
            case.links
                .retain(|(known, is)| !(known == from && *is == Relation::HasDuplicate));
        }
        Event::PointsSplit { points, .. } => {
            take_back_approval(case, &entry.event);
            case.points.retain(|point| !points.contains(&point.id));
            case.split_off.extend(points.iter().cloned());
        }
        _ => {}
    }
}
