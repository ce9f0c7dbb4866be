//! On whose word something was said: with a code which a member of staff gave out, or to somebody who took it down.

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

/// All that a reader has to know of how something was said.
pub(super) fn on_whose_word(shown: &Shown<'_>, said: &Entry) -> impl Iterator<Item = String> {
    let of_code = marked(shown, said);
    of_code.into_iter().chain(said_all(shown, said))
}

/// On whose word a comment is all that they had to say, where it did not come from them: it ended their time.
pub(super) fn said_all(shown: &Shown<'_>, said: &Entry) -> Option<String> {
    let took_it_down = matches!(
        (&said.event, &said.actor),
        (Event::Commented { is_all: true, .. }, ActorId::User(_))
    );
    took_it_down.then(|| {
        let who = shown.known.actor(&said.actor);
        format!("{who} wrote down that they said it is all, so that nobody waits for their last day.")
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
