//! Folding whose a case is, and the files that joined it.

use crate::case::{AddedFile, Case, Entry, Event};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn given(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::Triaged {
            service,
            priority,
            ward,
            about,
        } => {
            if ward.is_some() {
                case.ward.clone_from(ward);
            }
            case.service = Some(service.clone());
            case.priority = *priority;
            case.about.clone_from(about);
            case.triaged_at = Some(entry.at);
            super::conflict::lay_aside(case, about);
        }
        Event::Assigned { team, owner, .. } => {
            case.team = Some(team.clone());
            case.owner.clone_from(owner);
        }
        Event::Transferred { service, .. } => {
            case.service = Some(service.clone());
            case.owner = None;
        }
        _ => {}
    }
}

pub(super) fn file(case: &mut Case, entry: &Entry) {
    let Event::FileAdded {
        file,
        name,
        kind,
        size,
        seen_by,
    } = entry.event.clone()
    else {
        return;
    };
    case.files.push(AddedFile {
        file,
        name,
        kind,
        size,
        seen_by,
        added_by: entry.actor.clone(),
        added_at: entry.at,
    });
}
