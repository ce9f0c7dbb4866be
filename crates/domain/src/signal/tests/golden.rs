//! The form in which events of signals stand in the record, kept for ever. A text here is never changed.

use serde_json::Value;

use crate::case::tests::people::user;
use crate::id::ActorId;
use crate::signal::{Entry, Event};

const RAISED: &str = r#"{"at":"2026-01-20T12:00:00Z","event":"raised","id":"01932c07-a12b-7f3e-8c58-000000000050",
"person":"01932c07-a12b-7f3e-8c58-000000000064",
"rule":{"when":"contacts-on-one-matter","more_than":10,"within":{"count":20,"unit":"working-days"}},
"evidence":{"count":1,"from":"2026-01-01","to":"2026-01-20","cases":[{"case":"01932c07-a12b-7f3e-8c58-000000009001",
"reference":"WS-4K7P-29Q3","counted":[{"on":"2026-01-07","channel":"phone","taken_by":"01932c07-a12b-7f3e-8c58-000000000001"}],
"apart":[["2026-01-08","council-late"]],"late":[{"owed":"reply","due_on":"2026-01-06","done_on":"2026-01-09"}],"minutes":90}],
"incidents":[["01932c07-a12b-7f3e-8c58-000000000051","2026-01-09"]]},
"expires_on":"2026-02-03","to":"01932c07-a12b-7f3e-8c58-000000000001"}"#;
const BARE: &str = r#"{"at":"2026-01-20T12:00:00Z","event":"raised","id":"01932c07-a12b-7f3e-8c58-000000000050",
"person":"01932c07-a12b-7f3e-8c58-000000000064",
"rule":{"when":"incidents","more_than":2,"within":{"count":3,"unit":"months"}},
"evidence":{"count":3,"from":"2026-01-01","to":"2026-01-20"},"expires_on":"2026-02-03"}"#;
const GIVEN: &str = r#"{"at":"2026-01-20T12:00:00Z","event":"given","id":"01932c07-a12b-7f3e-8c58-000000000050",
"to":"01932c07-a12b-7f3e-8c58-000000000001"}"#;
const DISMISSED: &str = r#"{"at":"2026-01-20T12:00:00Z","event":"dismissed","id":"01932c07-a12b-7f3e-8c58-000000000050",
"reason":{"id":"01932c07-a12b-7f3e-8c58-000000000701","digest":"0101010101010101010101010101010101010101010101010101010101010101"}}"#;
const TAKEN_UP: &str = r#"{"at":"2026-01-20T12:00:00Z","event":"taken-up","id":"01932c07-a12b-7f3e-8c58-000000000050",
"file":"01932c07-a12b-7f3e-8c58-000000000070"}"#;
const ERASED: &str = r#"{"at":"2033-01-20T12:00:00Z","event":"erased"}"#;

#[test]
fn what_was_recorded_once_is_read_for_ever_and_written_the_same() {
    for text in [RAISED, BARE, GIVEN, DISMISSED, TAKEN_UP, ERASED] {
        let entry = Entry::from_body(ActorId::User(user(1)), text).unwrap();
        let said: Value = serde_json::from_str(text).unwrap();
        let written: Value = serde_json::from_str(&entry.to_body().unwrap()).unwrap();
        assert_eq!(written, said);
        let name = match entry.event {
            Event::Raised { .. } => "signal-raised",
            Event::Given { .. } => "signal-given",
            Event::Dismissed { .. } => "signal-dismissed",
            Event::TakenUp { .. } => "signal-taken-up",
            Event::Erased => "signals-erased",
        };
        assert_eq!(entry.event.name(), name);
    }
}
