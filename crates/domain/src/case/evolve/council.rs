//! Folding that a case went to another council, or came from one.

use crate::calendar::london::civil_date;
use crate::case::{CameFrom, Case, Entry, Event, SentTo, TransferState};
use crate::id::TransferId;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn council(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::SentToCouncil {
            transfer, council, ..
        } => case.sent_to.push(SentTo {
            transfer: transfer.clone(),
            council: council.clone(),
            on: civil_date(entry.at),
            state: TransferState::Waiting,
        }),
        Event::CouncilTookOver { transfer, .. } => settle(case, transfer, TransferState::TakenOver),
        Event::CouncilTurnedAway { transfer, .. } => settle(case, transfer, TransferState::TurnedAway),
        Event::CameFromCouncil {
            transfer,
            through,
            up_to,
            ..
        } => {
            case.came_from = Some(CameFrom {
                transfer: transfer.clone(),
                through: through.clone(),
                on: civil_date(entry.at),
                up_to: *up_to,
                state: TransferState::Waiting,
            });
        }
        Event::CarriedOver { up_to, .. } => {
            if let Some(came) = &mut case.came_from {
                came.up_to = came.up_to.max(*up_to);
            }
        }
        Event::TakenOver { .. } => answer(case, TransferState::TakenOver),
        Event::NotForUs { .. } => answer(case, TransferState::TurnedAway),
        _ => {}
    }
}

fn settle(case: &mut Case, transfer: &TransferId, state: TransferState) {
    let sent = case.sent_to.iter_mut().find(|sent| sent.transfer == *transfer);
    if let Some(sent) = sent {
        sent.state = state;
    }
}

fn answer(case: &mut Case, state: TransferState) {
    if let Some(came) = &mut case.came_from {
        came.state = state;
    }
}
