//! How each event changes a common cause.

use std::collections::BTreeSet;

use super::{Cause, CauseReply, Entry, Event, Member, ReplyStanding};
use crate::calendar::london::civil_date;

/// The common cause after all of its events.
pub fn fold(entries: &[Entry]) -> Cause {
    entries.iter().fold(Cause::default(), evolve)
}

/// The common cause after one more event.
pub fn evolve(mut cause: Cause, entry: &Entry) -> Cause {
    match &entry.event {
        Event::Begun {
            name,
            place,
            service,
            from,
            until,
            cases,
        } => {
            cause.begun_on = Some(civil_date(entry.at));
            cause.name = Some(name.clone());
            cause.place.clone_from(place);
            cause.service = Some(service.clone());
            cause.period = Some((*from, *until));
            cause.cases = cases.iter().map(|case| (case.clone(), Member::In)).collect();
        }
        Event::CasesAdded { cases } => {
            let added = cases.iter().map(|case| (case.clone(), Member::In));
            cause.cases.extend(added);
            // Who approved a reply did so for the cases that there were.
            stands(&mut cause, ReplyStanding::Draft { sent_back: None });
        }
        Event::CaseTakenOut {
            case,
            differs,
            reason,
        } => {
            let out = Member::Out(*differs, reason.clone());
            cause.cases.insert(case.clone(), out);
        }
        Event::FindingOffered { finding, reason } => cause.finding = Some((*finding, reason.clone())),
        Event::ReplyDrafted { reply, answer, text } => {
            let before = cause.reply.take().filter(|known| known.id == *reply);
            if before.is_none() {
                is_for_all(&mut cause);
            }
            let mut authors: BTreeSet<_> = before.map(|known| known.authors).unwrap_or_default();
            authors.insert(entry.actor.clone());
            cause.reply = Some(CauseReply {
                id: reply.clone(),
                answer: *answer,
                text: text.clone(),
                authors,
                standing: ReplyStanding::Draft { sent_back: None },
                went: false,
            });
        }
        Event::ApprovalAsked {} => stands(&mut cause, ReplyStanding::Waiting),
        Event::ReplyApproved {} => {
            let by = entry.actor.clone();
            stands(&mut cause, ReplyStanding::Approved { by });
        }
        Event::ReplySentBack { what } => {
            let sent_back = Some(what.clone());
            stands(&mut cause, ReplyStanding::Draft { sent_back });
        }
        Event::ReplySending {} => {
            let by = entry.actor.clone();
            stands(&mut cause, ReplyStanding::Sending { by });
            if let Some(reply) = &mut cause.reply {
                reply.went = true;
            }
        }
        Event::CasesAnswered { cases } => {
            for case in cases {
                cause.cases.insert(case.clone(), Member::Answered);
            }
        }
        Event::CaseKeptBack { case, because } => {
            cause.cases.insert(case.clone(), Member::KeptBack(*because));
        }
        Event::Finished {} => cause.finished = true,
    }
    cause
}

/// Another reply goes to every case again.
fn is_for_all(cause: &mut Cause) {
    for member in cause.cases.values_mut() {
        if !matches!(member, Member::Out(..)) {
            *member = Member::In;
        }
    }
}

fn stands(cause: &mut Cause, standing: ReplyStanding) {
    if let Some(reply) = &mut cause.reply {
        reply.standing = standing;
    }
}
