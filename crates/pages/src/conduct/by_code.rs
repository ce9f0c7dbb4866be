//! That something was said with a code which a member of staff gave out.

use jiff::Timestamp;
use redress_domain::conduct::{Entry, Event, Tended};
use redress_domain::id::{ActorId, UserId};
use redress_domain::vocabulary::Channel;

use super::Shown;
use crate::case::vocabulary;
use crate::format;

/// Who gave the code out, when and how, where something was said with one: it is written in the same act.
pub(super) fn marked(shown: &Shown<'_>, said: &Entry) -> Option<String> {
    shown.entries.iter().find_map(|entry| {
        if let Event::Tended(Tended::SaidByCode {
            by,
            given_at,
            given_as,
            ..
        }) = &entry.event
            && entry.at == said.at
        {
            return Some(in_words(shown, by, (*given_at, *given_as)));
        }
        None
    })
}

/// The same as a sentence, with what to do about it.
pub(super) fn in_words(shown: &Shown<'_>, by: &UserId, (at, given_as): (Timestamp, Channel)) -> String {
    let who = shown.known.actor(&ActorId::User(by.clone()));
    let how = if given_as == Channel::Phone {
        "read out".to_owned()
    } else {
        format!("gave out by {}", vocabulary::channel(given_as).to_lowercase())
    };
    format!(
        "Said with a code that {who} {how} on {}. They know the code, too. If the person says that it was not them, find out first.",
        format::date_time(at)
    )
}
