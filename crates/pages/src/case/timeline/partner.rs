//! What was asked of partners and what they said, in sentences of ours.

use redress_domain::case::{Event, Reminder, SharingConsent};
use redress_domain::id::ActorId;

use super::Told;
use crate::case::{Known, partner as say};
use crate::format;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events of a question to a partner only"
)]
pub(super) fn partner(event: &Event, known: &dyn Known) -> Told {
    match event {
        Event::Referred {
            partner,
            ask,
            shared,
            consent,
            because,
            due_on,
            ..
        } => {
            let name = known.actor(&ActorId::Partner(partner.clone()));
            let consent = match consent {
                SharingConsent::Yes => "The customer agreed.",
                SharingConsent::No => "The customer did not agree.",
                SharingConsent::NotNeeded => "The customer did not need to be asked.",
            };
            Told::new(format!("{name} was asked"))
                .more(format!(
                    "An answer is needed by {}. {consent}",
                    format::long_date(*due_on)
                ))
                .words("What we need", ask)
                .words("What they were shown", shared)
                .some_words("Why the customer was not asked", because.as_ref())
        }
        Event::ReferralAccepted {
            by, their_reference, ..
        } => {
            let told = Told::new("The partner took it on");
            let told = match by {
                Some(by) => told.more(format!("They will answer by {}.", format::long_date(*by))),
                None => told,
            };
            told.some_words("Their reference", their_reference.as_ref())
        }
        Event::ReferralTurnedAway { why, instead, .. } => {
            Told::new("The partner says that it is not for them")
                .words("Why", why)
                .some_words("Who should deal with it", instead.as_ref())
        }
        Event::PartnerAsked { question, .. } => {
            Told::new("The partner asked a question").words("Question", question)
        }
        Event::PartnerTold { words, .. } => {
            Told::new("We told the partner more").words("What they were told", words)
        }
        Event::PartnerReminded { reminder, .. } => Told::new(match reminder {
            Reminder::BeforeDue => "The partner was reminded before the date",
            Reminder::Overdue => "The partner was reminded: the date has passed",
        }),
        Event::PartnerAnswered {
            found,
            done,
            by,
            sharing,
            because,
            their_reference,
            working_days,
            ..
        } => {
            let days = if *working_days == 1 { "day" } else { "days" };
            let mut more = format!(
                "It took {working_days} working {days}. Can the customer be shown it? {}.",
                say::sharing(*sharing)
            );
            if let Some(by) = by {
                more.push_str(&format!(" It will be done by {}.", format::long_date(*by)));
            }
            Told::new("The partner answered")
                .more(more)
                .words("What they found", found)
                .some_words("What they have done or will do", done.as_ref())
                .some_words("What has to change, or why not", because.as_ref())
                .some_words("Their reference", their_reference.as_ref())
        }
        Event::ReferralEnded { reason, outcome, .. } => Told::new(match (reason, outcome) {
            (_, Some(_)) => "The request to the partner ended with the case",
            (None, None) => "The customer was told what the partner said",
            (Some(_), None) => "The request to the partner was ended",
        })
        .some_words("Reason", reason.as_ref()),
        _ => Told::new("Something was asked of a partner"),
    }
}
