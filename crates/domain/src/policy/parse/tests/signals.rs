//! What a policy may say of signals.

use super::*;
use crate::policy::{SignalKind, defaults};

#[test]
fn a_signal_is_never_harsher_than_the_floor_and_goes_to_a_manager_alone() {
    let incidents = "{ when = \"incidents\", more_than = 2, in = \"3 months\", tell = \"complaints-manager\"";
    for (new, at, what, mend) in [
        // One contact never makes a signal.
        (
            "{ when = \"incidents\", more_than = 0, in = \"3 months\", tell = \"complaints-manager\"",
            "0, in = \"3",
            "This is not a number that is allowed here.",
            "Write a whole number from 1 to 1000, without quotation marks.",
        ),
        // Domain 5.2: it is never shown to the front line.
        (
            "{ when = \"incidents\", more_than = 2, in = \"3 months\", tell = \"adviser\"",
            "\"adviser\", expires",
            "A signal goes to a manager who keeps conduct files, and adviser does not.",
            "Name one of: service-manager, complaints-manager.",
        ),
        (
            "{ when = \"contacts\", more_than = 2, in = \"3 months\", tell = \"complaints-manager\"",
            "{ when = \"contacts\", more_than = 25",
            "\"contacts\" is counted twice.",
            "Keep one of the two: one rule for each thing that is counted.",
        ),
    ] {
        let source = demo_with(incidents, new);
        let mistake = only_mistake(&source);
        assert_eq!((mistake.what.as_str(), mistake.mend.as_str()), (what, mend));
        assert_eq!((mistake.line, mistake.column), place_of(&source, at), "{new}");
    }
    let few = demo_with(
        "{ when = \"routes used\", more_than = 4",
        "{ when = \"routes used\", more_than = 1",
    );
    let mistake = only_mistake(&few);
    assert_eq!(mistake.mend, "Write 2 or more.");
    assert_eq!(
        (mistake.line, mistake.column),
        place_of(
            &few,
            "1, in = \"20 working days\", tell = \"complaints-manager\", expires = \"20 working days\" },\n  { when = \"hours"
        )
    );
    let long = demo_with(
        "tell = \"complaints-manager\", expires = \"20 working days\"",
        "tell = \"complaints-manager\", expires = \"61 working days\"",
    );
    assert!(only_mistake(&long).what.contains("61 working days"));
}

#[test]
fn every_council_of_the_papers_counts_each_thing_and_a_signal_that_says_no_end_has_one() {
    for name in [
        "worcester",
        "east-cambridgeshire",
        "bromsgrove",
        "hart",
        "lancaster",
        "demo",
    ] {
        let conduct = shipped(name).conduct.unwrap();
        assert_eq!(conduct.signals.len(), SignalKind::ALL.len(), "{name}");
    }
    let source = demo_with(
        "tell = \"complaints-manager\", expires = \"20 working days\"",
        "tell = \"complaints-manager\"",
    );
    let conduct = Policy::parse(&source).unwrap().conduct.unwrap();
    assert_eq!(conduct.signals[0].expires, defaults::working_days(20));
}
