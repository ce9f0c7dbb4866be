//! What was done about what was promised, in sentences of ours.

use redress_domain::case::{Event, Reminder};

use super::Told;
use crate::format;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events of a promised remedy only"
)]
pub(super) fn remedy(event: &Event) -> Told {
    match event {
        Event::RemedyReminded { reminder, .. } => Told::new(match reminder {
            Reminder::BeforeDue => "The owner of an action was reminded that it is due soon",
            Reminder::Overdue => "The owner of an action and the team’s lead were told that it is overdue",
        }),
        Event::PaymentAsked { pence, payee, .. } => {
            Told::new(format!("A payment of {} was asked for", format::money(*pence)))
                .words("Reference of who is paid", payee)
        }
        Event::PaymentApproved { .. } => Told::new("The payment was approved"),
        Event::PaymentTurnedDown { reason, .. } => {
            Told::new("The payment was not approved").words("Reason", reason)
        }
        Event::PaymentMade { on, .. } => {
            Told::new(format!("The money was paid on {}", format::long_date(*on)))
        }
        _ => Told::new("Something was done about an action"),
    }
}
