//! A stream of the record as casework reads it and adds to it: in one form, whatever it is the history of.

use redress_domain::entry::Entry;
use redress_domain::words::Words;
use redress_store::changes::{Append, Changes, NewEvent, NewWords};
use redress_store::stream::{Recorded, StreamId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::outside::Fresh;

/// Texts on their way into the record, each with what it is for.
pub(crate) type Texts = Vec<(&'static str, Words)>;

/// What an event is called in the record.
type NameOf<E> = fn(&E) -> &'static str;

/// Reads the bodies of recorded events; what retention removed is left out.
pub(crate) fn entries_of<E: DeserializeOwned>(
    recorded: impl IntoIterator<Item = Recorded>,
) -> Result<Vec<Entry<E>>, Failure> {
    let read = |event: Recorded| {
        let body = event.body?;
        Some(Entry::from_body(event.actor, &body).map_err(|error| {
            Failure::Unreadable(format!("{} version {}: {error}", event.stream, event.version))
        }))
    };
    recorded.into_iter().filter_map(read).collect()
}

/// Adds entries to the end of a stream, with the texts that they speak of: one of which no event speaks is not
/// kept.
///
/// Appends stay in the order of their streams: two acts wait for one another in turn and never in a ring.
pub(crate) fn append<E: Serialize>(
    fresh: &Fresh<'_>,
    changes: &mut Changes,
    (stream, expected): (StreamId, i64),
    (entries, name): (&[Entry<E>], NameOf<E>),
    texts: Texts,
) -> Result<(), Failure> {
    let mut events = Vec::with_capacity(entries.len());
    for entry in entries {
        let body = entry
            .to_body()
            .map_err(|error| Failure::Unreadable(error.to_string()))?;
        events.push(NewEvent {
            kind: name(&entry.event),
            body,
            salt: fresh.salt(),
        });
    }
    let is_spoken_of = |words: &Words| events.iter().any(|event| event.body.contains(words.id.as_str()));
    let kept = texts.into_iter().filter(|(_, words)| is_spoken_of(words));
    changes.words.extend(kept.map(|(purpose, words)| NewWords {
        stream: stream.clone(),
        purpose,
        words,
    }));
    changes.appends.push(Append {
        stream,
        expected,
        events,
    });
    changes.appends.sort_by(|one, next| one.stream.cmp(&next.stream));
    Ok(())
}
