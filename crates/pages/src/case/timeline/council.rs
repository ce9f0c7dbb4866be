//! What the timeline says of a case that goes from one council to another.

use redress_domain::case::{Event, SharingConsent};

use super::{Known, Told};
use crate::case::council::name;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events of this group only"
)]
pub(super) fn council(event: &Event, known: &dyn Known) -> Told {
    match event {
        Event::SentToCouncil {
            council,
            consent,
            reason,
            ..
        } => {
            let agrees = match consent {
                SharingConsent::Yes => "The customer agrees.",
                SharingConsent::No | SharingConsent::NotNeeded => {
                    "The customer is told once it is taken over; it rests on our public task."
                }
            };
            Told::new(format!("Sent to {}", name(known, council)))
                .more(agrees)
                .words("Reason", reason)
        }
        Event::CouncilTookOver { council, digest, .. } => {
            Told::new(format!("{} took it over", name(known, council)))
                .more(format!("What went along has the digest {}.", digest.as_str()))
        }
        Event::CouncilTurnedAway { council, reason, .. } => {
            Told::new(format!("It is not for {}", name(known, council)))
                .some_words("What they said", reason.as_ref())
        }
        Event::CameFromCouncil { through, digest, .. } => {
            let from = through.last().map(|from| name(known, from)).unwrap_or_default();
            Told::new(format!("Came from {from}"))
                .more(format!("What came along has the digest {}.", digest.as_str()))
        }
        Event::CarriedOver { .. } => Told::new("More came from the council that sent it"),
        Event::TakenOver { .. } => Told::new("We took it over"),
        Event::NotForUs { reason } => Told::new("It is not for us").some_words("Reason", reason.as_ref()),
        _ => Told::new("Between councils"),
    }
}
