//! A stream of the record as casework reads it and adds to it: in one form, whatever it is the history of.

use std::collections::BTreeMap;

use redress_domain::case;
use redress_domain::entry::Entry;
use redress_domain::words::Words;
use redress_store::changes::{Append, Changes, NewEvent, NewWords};
use redress_store::stream::{Recorded, StreamId, StreamSort};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::outside::Fresh;

/// Texts on their way into the record, each with what it is for.
pub(crate) type Texts = Vec<(&'static str, Words)>;

/// What an event is called in the record.
type NameOf<E> = fn(&E) -> &'static str;

/// Reads the bodies of recorded events, and what stays of those of a case that was erased; what retention removed whole is
/// left out.
pub(crate) fn entries_of<E: DeserializeOwned>(
    recorded: impl IntoIterator<Item = Recorded>,
) -> Result<Vec<Entry<E>>, Failure> {
    let read = |event: Recorded| Some(read(&event, event.body.as_deref()?));
    let recorded = with_what_stays(recorded.into_iter().collect())?;
    recorded.into_iter().filter_map(read).collect()
}

fn read<E: DeserializeOwned>(event: &Recorded, body: &str) -> Result<Entry<E>, Failure> {
    Entry::from_body(event.actor.clone(), body)
        .map_err(|error| Failure::Unreadable(format!("{} version {}: {error}", event.stream, event.version)))
}

/// Whether an event of a case says what stays of those whose bodies were erased.
pub(crate) fn says_what_stays(event: &Recorded) -> bool {
    let erased = case::Event::Erased { stays: Vec::new() };
    event.stream.sort() == StreamSort::Case && event.kind == erased.name()
}

/// Events, those of a case whose bodies were erased with what stays of each in its place (docs/decisions/0093). A body that is
/// there is what happened, whatever is said of it later.
pub(crate) fn with_what_stays(mut recorded: Vec<Recorded>) -> Result<Vec<Recorded>, Failure> {
    if recorded.iter().all(|event| event.body.is_some()) {
        return Ok(recorded);
    }
    let mut stays = BTreeMap::new();
    for event in recorded.iter().filter(|event| says_what_stays(event)) {
        let Some(body) = &event.body else { continue };
        if let case::Event::Erased { stays: said } = read(event, body)?.event {
            stays.extend(said.into_iter().map(|one| (one.version, one)));
        }
    }
    for event in recorded.iter_mut().filter(|event| event.body.is_none()) {
        let Some(stays) = stays.remove(&event.version) else {
            continue;
        };
        let entry = Entry {
            at: stays.at,
            actor: event.actor.clone(),
            event: stays.told(),
        };
        let body = entry.to_body();
        event.body = Some(body.map_err(|error| Failure::Unreadable(error.to_string()))?);
    }
    Ok(recorded)
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
