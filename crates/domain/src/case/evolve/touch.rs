//! What of the things that happen to a case is somebody's work on it, so that none lies still unseen.

use super::comes_from_outside;
use crate::case::{Case, Direction, Entry, Event};
use crate::id::ActorId;

/// Whether an entry is something that the council, or whoever it asked, did for the case as it stood.
///
/// What a customer says or sends is not: the case of whoever asks every week what becomes of it would never lie still (paper 002:
/// nobody is left without an answer). What the council waited for, and what begins a stage, give it its time anew.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the rest is work if somebody did it"
)]
pub(super) fn touches(case: &Case, entry: &Entry) -> bool {
    match &entry.event {
        // A clock follows what was done, or a calendar, which is nobody; and so is an erasure.
        Event::ClockStarted { .. } | Event::ClockMoved { .. } | Event::ClockDropped { .. } => false,
        Event::Erased { stays } => stays.is_empty(),
        Event::ContactRecorded {
            direction: Direction::In,
            ..
        } => case.question_open || !comes_from_outside(case, &entry.actor),
        Event::UpdateAsked { .. } | Event::AvoidableSaid { .. } => !comes_from_outside(case, &entry.actor),
        Event::Stage2Asked { .. } | Event::Reopened { .. } | Event::TalkAnswered { .. } => true,
        // A program reminds and finds out by itself, and brings what came by e-mail.
        Event::RemedyReminded { .. } | Event::PartnerReminded { .. } | Event::NotReached { .. } => {
            !is_a_program(&entry.actor)
        }
        Event::FileAdded { .. } => !(is_a_program(&entry.actor) || is_theirs(&entry.actor)),
        _ => !is_theirs(&entry.actor),
    }
}

fn is_theirs(actor: &ActorId) -> bool {
    matches!(actor, ActorId::Customer(_) | ActorId::Anonymous)
}

fn is_a_program(actor: &ActorId) -> bool {
    matches!(actor, ActorId::Job(_))
}
