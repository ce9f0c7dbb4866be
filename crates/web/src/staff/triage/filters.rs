//! What the triage queue is filtered by: how it came, what it seems to be, for which service, since when.

use jiff::ToSpan as _;
use redress_casework::lists::{OfService, ToTriage};
use redress_domain::id::ServiceId;
use redress_domain::vocabulary::{Channel, Kind};
use redress_pages::form::FormState;
use redress_pages::staff::find::Choices;
use redress_pages::staff::triage::Filters;
use redress_pages::words;

use super::QUEUE;
use crate::error::PageError;
use crate::here::Here;
use crate::staff::find::chosen_of;

/// What stands for a service that nobody has named.
const NOT_KNOWN: &str = "not-known";

/// How long something has waited at least: days, as value and words.
const AGES: [(&str, i32, &str); 4] = [
    ("1", 1, "Yesterday or earlier"),
    ("2", 2, "2 days ago or earlier"),
    ("5", 5, "5 days ago or earlier"),
    ("10", 10, "10 days ago or earlier"),
];

/// What was asked for; what makes no sense is as if it were not there.
pub(super) fn wanted(here: &Here, query: &FormState) -> ToTriage {
    let service = match query.value("service") {
        NOT_KNOWN => Some(OfService::Unknown),
        id => ServiceId::parse(id).ok().map(OfService::One),
    };
    let age = AGES.iter().find(|(value, ..)| *value == query.value("age"));
    ToTriage {
        kind: Kind::parse(query.value("kind")),
        channel: Channel::parse(query.value("channel")),
        service,
        received_to: age.map(|(_, days, _)| here.today.saturating_sub(days.days())),
        // The list knows who asks.
        not_about: None,
    }
}

/// What can be chosen, and is.
pub(super) fn filters(here: &Here, query: &FormState) -> Result<Filters, PageError> {
    let pair = |value: &str, text: &str| (value.to_owned(), text.to_owned());
    let list = |name, label, values| Choices { name, label, values };
    let kinds = Kind::ALL
        .iter()
        .map(|kind| pair(kind.as_str(), words::kind(*kind)));
    let channels = Channel::ALL.iter();
    let channels = channels.map(|channel| pair(channel.as_str(), words::channel(*channel)));
    let services = here.policy()?.services.iter();
    let services = services.map(|service| pair(service.id.as_str(), &service.name));
    let not_known = [pair(NOT_KNOWN, "Not known")];
    let ages = AGES.iter().map(|(value, _, text)| pair(value, text));
    let choices = vec![
        list("channel", "How it came", channels.collect()),
        list("kind", "What it seems to be", kinds.collect()),
        list(
            "service",
            "Service",
            not_known.into_iter().chain(services).collect(),
        ),
        list("age", "Received", ages.collect()),
    ];
    Ok(Filters {
        tags: chosen_of(QUEUE, query, &choices),
        chosen: query.clone(),
        choices,
    })
}
