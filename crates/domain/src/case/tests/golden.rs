//! The form in which events stand in the record, kept for ever: one file for each, and more where
//! it takes more than one form.
//!
//! A file here is never changed. A new field gets a default, and a new file of its own
//! (`closed.with-survey.json`) beside the one that has to be read without it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::case::{EVENTS, Entry, Event};
use crate::id::ActorId;

/// What is before the first full stop is the event's name; what follows, the form.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/case/tests/golden");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<(String, String)> = files
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn event_of(file: &str) -> &str {
    file.split('.').next().unwrap()
}

/// The names of all events, from where they are spelled.
fn names() -> BTreeSet<String> {
    let source = include_str!("../event/about.rs");
    let body = source.split_once("pub const fn name(&self)").unwrap().1;
    let body = body.split_once("is_for_the_customer").unwrap().0;
    body.split('"')
        .skip(1)
        .step_by(2)
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn every_event_has_a_golden_file_and_every_golden_file_an_event() {
    let found: BTreeSet<String> = files()
        .iter()
        .map(|(file, _)| event_of(file).to_owned())
        .collect();
    assert_eq!(found, names());
    let listed: BTreeSet<String> = EVENTS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(listed, names());
    assert!(names().len() >= 35);
}

#[test]
fn what_was_recorded_once_is_read_for_ever_and_written_the_same() {
    for (file, text) in files() {
        let event: Event = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(event.name(), event_of(&file), "{file}");
        let recorded: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), recorded, "{file}");
    }
}

#[test]
fn an_entry_of_each_event_survives_the_record() {
    for (file, text) in files() {
        let entry = Entry {
            at: "2026-01-20T12:00:00Z".parse().unwrap(),
            actor: ActorId::Anonymous,
            event: serde_json::from_str(&text).unwrap(),
        };
        let body = entry.to_body().unwrap();
        let read = Entry::from_body(ActorId::Anonymous, &body).unwrap();
        assert_eq!(read, entry, "{file}");
    }
}

#[test]
fn a_record_of_any_event_can_come_in_any_order_without_harm() {
    let events: Vec<Event> = files()
        .iter()
        .map(|(_, text)| serde_json::from_str(text).unwrap())
        .collect();
    let logged = events.iter().filter(|event| event.name() == "logged");
    for first in logged {
        let entries: Vec<Entry> = std::iter::once(first)
            .chain(&events)
            .chain(events.iter().rev())
            .map(|event| Entry {
                at: "2026-01-20T12:00:00Z".parse().unwrap(),
                actor: ActorId::Anonymous,
                event: event.clone(),
            })
            .collect();
        assert!(crate::case::fold(&entries).is_some());
    }
    assert_eq!(crate::case::fold(&[]), None);
}

// UK GDPR, article 9: what an event says of somebody's health or need is gone once its case is erased, whichever form it took.
#[test]
fn of_an_erased_case_no_event_says_anything_of_somebodys_health_or_need() {
    const TELLING: [&str; 6] = [
        "\"support\"",
        "\"support_words\"",
        "\"basis\"",
        "\"concern\"",
        "\"adjustments\"",
        "\"for-",
    ];
    let tells = |event: &Event| {
        let text = serde_json::to_string(event).unwrap();
        TELLING.iter().any(|word| text.contains(word))
    };
    let mut gone = 0;
    for (file, text) in files() {
        let entry = Entry {
            at: "2026-01-20T12:00:00Z".parse().unwrap(),
            actor: ActorId::Anonymous,
            event: serde_json::from_str(&text).unwrap(),
        };
        let stays = crate::case::Stays::of(1, &entry);
        assert_eq!(stays.is_some(), tells(&entry.event), "{file}");
        let Some(stays) = stays else { continue };
        gone += 1;
        let told = stays.told();
        assert!(!tells(&told), "{file}: {told:?}");
        // What was said of it once is all that is ever said: nothing more goes from that.
        let again = Entry { event: told, ..entry };
        assert_eq!(crate::case::Stays::of(1, &again), None, "{file}");
    }
    assert!(gone >= 8, "{gone}");
}
