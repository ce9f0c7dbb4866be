//! What a complaint is about, and that it was taken although it came late.

use redress_domain::case::{Event, Subject};
use redress_domain::id::UserId;

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
            about,
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
            let told = match about {
                Some(about) if about.is_empty() => told.more("It is about nobody who works for us."),
                Some(about) => told.more(format!(
                    "{} What they decided on it is laid aside.",
                    names(about, known)
                )),
                None => told,
            };
            told.words("Reason", reason)
        }
        Event::TakenLate { reason } => {
            Told::new("It came late, and we look into it all the same").words("Reason", reason)
        }
        _ => Told::new(""),
    }
}

/// "About: Dan Whitlock."
fn names(about: &[UserId], known: &dyn Known) -> String {
    let names: Vec<_> = about.iter().map(|user| known.user(user)).collect();
    format!("About: {}.", names.join(", "))
}

/// What it is and whose, and about whom.
pub(super) fn triaged(event: &Event, known: &dyn Known) -> Told {
    let Event::Triaged {
        service,
        priority,
        about,
        ..
    } = event
    else {
        return Told::new("");
    };
    let told = Told::new(format!("Triaged: {}", known.service(service)));
    if about.is_empty() {
        return told.more(format!("Priority: {priority}."));
    }
    told.more(format!("Priority: {priority}. {}", names(about, known)))
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
