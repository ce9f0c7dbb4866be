//! What is said with a code that a member of staff gave out is marked, and whoever had the code decides nothing.

use super::harness::*;
use crate::conduct::{Event, Outcome, Refusal, Tended};

fn told(events: &[Event]) -> Vec<bool> {
    let of = |event: &Event| {
        if let Event::Tended(Tended::SaidByCode { told, channel, .. }) = event {
            assert_eq!(told.is_some(), channel.is_some());
            return Some(told.is_some());
        }
        None
    };
    events.iter().filter_map(of).collect()
}

// Domain 5.7: whoever could have said it themselves decides nothing on it, and hears no appeal.
#[test]
fn whoever_gave_out_the_code_with_which_something_was_said_does_not_decide_domain_5_7() {
    let given = shared("worcester").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-13", them(), by_code_of(&decider(1), 30)),
        ("2026-01-13", keeper(), answer(1)),
    ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-01-14", decider(1), agreed.clone())),
        Refusal::TookPart
    );
    given.and([("2026-01-14", decider(2), agreed)]);
    let heard = in_force("worcester").and([
        ("2026-02-03", them(), appeal("2026-02-03")),
        ("2026-02-03", them(), by_code_of(&hears(1), 30)),
    ]);
    assert_eq!(
        heard.refuses(("2026-02-04", hears(1), appeal_upheld())),
        Refusal::TookPart
    );
    heard.and([("2026-02-04", hears(2), appeal_upheld())]);
}

// They hear of each code once, at their own address; each act with it is marked.
#[test]
fn they_are_told_once_of_each_code_and_every_act_with_it_is_marked() {
    let mut given = shared("worcester");
    let on = date("2026-01-13");
    let mut says = |by, number| {
        let events = given.attempt(on, &them(), by_code_of(&by, number)).unwrap();
        told(&events)
    };
    assert_eq!(says(adviser(), 30), [true]);
    assert_eq!(says(adviser(), 31), [false], "the same code");
    assert_eq!(says(planner(), 32), [true], "another one");
    // Nobody else says it of them.
    for somebody in [adviser(), keeper(), outbox()] {
        let refused = given.refuses(("2026-01-13", somebody, by_code_of(&planner(), 33)));
        assert!(matches!(refused, Refusal::NotPermitted(_)));
    }
}
