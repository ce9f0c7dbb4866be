//! What a complaint is about, and that it was taken although it came late.

use redress_domain::case::{Event, Subject};

use super::{Known, Told};
use crate::format;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events about what a complaint is about only"
)]
pub(super) fn subject(event: &Event, known: &dyn Known) -> Told {
    match event {
        Event::SubjectSaid {
            subject,
            partner,
            reason,
        } => {
            let told = match (subject, partner) {
                (Subject::Councillor, _) => Told::new("It is about how a councillor behaves"),
                (Subject::Partner, Some(partner)) => {
                    let name = known.actor(&redress_domain::id::ActorId::Partner(partner.clone()));
                    Told::new(format!("It is about {name}"))
                }
                (Subject::Partner | Subject::Council, _) => Told::new("It is about us"),
            };
            told.words("Reason", reason)
        }
        Event::TakenLate { reason } => {
            Told::new("It came late, and we look into it all the same").words("Reason", reason)
        }
        _ => Told::new(""),
    }
}

/// That the reply went, or that it is kept because nobody said to whom it could go.
pub(super) fn reply_sent(stage: u8, undo_until: jiff::Timestamp, known: &dyn Known) -> Told {
    let from = format::date_time(undo_until);
    if known.correspondent().is_some() {
        return Told::new(format!("Stage {stage} reply sent")).more(format!(
            "Shown to the customer online, and ready to print, from {from}."
        ));
    }
    Told::new(format!("Stage {stage} reply finished")).more(
        "The customer gave no name, so we cannot send it. It is kept here, and their reference shows that it is \
         finished.",
    )
}
