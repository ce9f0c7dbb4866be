//! Folding what a complaint is about, and that it was taken although it came late.

use crate::case::{Case, Event};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn subject(case: &mut Case, event: &Event) {
    match event {
        Event::SubjectSaid {
            subject,
            partner,
            about,
            ..
        } => {
            case.subject = *subject;
            case.subject_partner.clone_from(partner);
            if let Some(about) = about {
                case.about.clone_from(about);
                case.owner.take_if(|owner| about.contains(owner));
                super::conflict::lay_aside(case, about);
            }
        }
        Event::TakenLate { .. } => case.taken_late = true,
        _ => {}
    }
}
