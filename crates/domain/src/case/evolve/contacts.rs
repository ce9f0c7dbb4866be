//! Folding what customers' contacts were, as far as they are counted.

use jiff::civil::Date;

use crate::calendar::london::civil_date;
use crate::case::{Case, ContactMade, ContactPurpose, Direction, Entry, Event};
use crate::vocabulary::Channel;

/// Before the contact changes anything: what was missed when it was made is asked of the case as it was.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "two events alone are about contacts"
)]
pub(super) fn contact_made(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::ContactRecorded {
            contact,
            direction: Direction::In,
            channel,
            contact_at,
            purpose,
            ..
        } => {
            let on = civil_date(*contact_at);
            case.contacts.push(ContactMade {
                id: Some(contact.clone()),
                on,
                channel: *channel,
                asked_for_update: *purpose == ContactPurpose::AskedForUpdate,
                after_missed_date: case.had_missed_a_date(on),
                said: None,
            });
        }
        Event::AvoidableSaid { contact, said } => {
            let mut contacts = case.contacts.iter_mut();
            if let Some(made) = contacts.find(|made| made.id == *contact) {
                made.said = Some(*said);
            }
        }
        _ => {}
    }
}

/// The contact that opens a case.
pub(super) const fn opening(channel: Channel, on: Date) -> ContactMade {
    ContactMade {
        id: None,
        on,
        channel,
        asked_for_update: false,
        after_missed_date: false,
        said: None,
    }
}
