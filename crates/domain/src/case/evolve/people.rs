//! Folding who is on a case, who may speak, and concerns for them.

use crate::calendar::london::civil_date;
use crate::case::{Case, Concern, Entry, Event, Evidence, Involved, Part, Telling};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn people(case: &mut Case, entry: &Entry) {
    let today = civil_date(entry.at);
    match entry.event.clone() {
        Event::PersonAdded {
            person,
            part,
            consent,
            basis,
            reason,
            reply_by,
        } => {
            case.ways.extend(reply_by.map(|by| (person.clone(), by)));
            case.people.push(Involved {
                person,
                part,
                consent,
                basis,
                reason,
                evidence: None,
                since: today,
                ended_on: None,
            });
        }
        Event::PersonEnded { person, on, .. } => {
            if case.letters_to.as_ref() == Some(&person) {
                case.letters_to = None;
            }
            // Whoever spoke from the beginning is kept among those who were on it once.
            if let Some((first, consent)) = case.representative.take_if(|(known, _)| *known == person) {
                case.people.push(Involved {
                    person: first,
                    part: Part::Representative,
                    consent: Some(consent),
                    basis: None,
                    reason: None,
                    evidence: case.first_evidence.take(),
                    since: case.received_on,
                    ended_on: Some(on),
                });
                return;
            }
            let mut people = case.people.iter_mut();
            if let Some(known) = people.find(|known| known.is_current() && known.person == person) {
                known.ended_on = Some(on);
            }
        }
        Event::ConsentChanged {
            person,
            consent,
            evidence,
            file,
        } => {
            let evidence = Some(Evidence {
                words: evidence,
                file,
                on: today,
            });
            if let Some((known, first)) = &mut case.representative
                && *known == person
            {
                *first = consent;
                case.first_evidence = evidence;
                return;
            }
            let mut people = case.people.iter_mut();
            if let Some(known) = people.find(|known| known.is_current() && known.person == person) {
                known.consent = Some(consent);
                known.evidence = evidence;
            }
        }
        Event::LettersGoTo { person, reply_by } => {
            case.ways.extend(reply_by.map(|by| (person.clone(), by)));
            case.letters_to = Some(person);
        }
        Event::ConcernRaised { concern, kind, words } => case.concerns.push(Concern {
            id: concern,
            kind,
            words,
            raised_by: entry.actor.clone(),
            raised_at: entry.at,
            told: Vec::new(),
        }),
        Event::ConcernTold {
            concern,
            who,
            on,
            words,
        } => {
            if let Some(known) = case.concerns.iter_mut().find(|known| known.id == concern) {
                known.told.push(Telling {
                    who,
                    on,
                    by: entry.actor.clone(),
                    words,
                });
            }
        }
        _ => {}
    }
}
