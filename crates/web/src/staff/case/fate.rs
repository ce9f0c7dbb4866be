//! What GOV.UK Notify said of a message, in plain words and with when it said so.

use std::collections::BTreeMap;

use redress_casework::case::Message;
use redress_casework::govuk_notify::Taken;
use redress_domain::case::{Direction, Event};
use redress_domain::id::MessageId;
use redress_domain::words::WordsRef;
use redress_pages::case::vocabulary as say;
use redress_pages::format;

/// The same for several messages.
pub(crate) fn fates(messages: &[&Message], said: &BTreeMap<MessageId, Taken>) -> BTreeMap<MessageId, String> {
    let fate = |message: &Message| {
        let taken = said.get(&message.message_id)?;
        let words = say::notify_said(message.channel, &taken.status);
        let at = format::date_time(taken.said_at);
        let told = format!("{words}, as GOV.UK Notify said on {at}");
        Some((message.message_id.clone(), told))
    };
    messages.iter().copied().filter_map(fate).collect()
}

/// How a message stands, with what became of it.
pub(crate) fn with_fate(state: String, fate: Option<&String>) -> String {
    match fate {
        Some(fate) => format!("{state}. {fate}"),
        None => state,
    }
}

/// The text of what an event sent to the customer.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most events send nothing; those that do are here"
)]
pub(crate) fn letter_of(event: &Event) -> Option<&WordsRef> {
    match event {
        Event::Acknowledged { letter, .. }
        | Event::Extended { letter, .. }
        | Event::NotAccepted { letter, .. }
        | Event::Stage2NotAccepted { letter, .. }
        | Event::ReplySent { letter, .. } => Some(letter),
        Event::RemedyNotDeliverable { told, .. } => Some(told),
        Event::SettledAtFirstContact { what_was_done, .. } => Some(what_was_done),
        Event::ContactRecorded {
            direction: Direction::Out,
            words,
            ..
        } => Some(words),
        Event::Closed { sentence, .. } => sentence.as_ref(),
        _ => None,
    }
}
