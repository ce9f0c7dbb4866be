//! What is promised of an open case when the council adopts another policy.

use super::council::{policy, service};
use super::harness::{Given, date, given, on};
use super::orders::*;
use super::people::adviser;
use crate::case::{Command, TriageAnswers};
use crate::vocabulary::{ClockKind, Kind};

/// The same council with more time for every service, and a service that it did not have before.
fn with_more_time() -> crate::policy::Policy {
    let mut later = policy();
    for known in &mut later.services {
        known.target = Some(super::council::working_days(15));
    }
    let trees = crate::policy::Service {
        id: service("trees"),
        ..later.services[0].clone()
    };
    later.services.push(trees);
    later
}

// Domain, section 2: the procedure in force when the case was received binds, with its targets.
#[test]
fn a_target_that_is_changed_later_moves_the_promise_of_no_open_case() {
    let request = given(logged(Kind::ServiceRequest)).adopts(with_more_time());
    let same = Command::Triage(triage_as(Kind::ServiceRequest, "service-request"));
    let after = request
        .when(on("2026-01-05", adviser(), same))
        .then_names(&["triaged", "assigned"]);
    assert_eq!(after.due(ClockKind::Target), date("2026-01-14"));
    // For the parks it gets the target that they had then.
    let for_parks = TriageAnswers {
        service: service("parks"),
        ..triage_as(Kind::ServiceRequest, "service-request")
    };
    let parks = request
        .when(on("2026-01-05", adviser(), Command::Triage(for_parks)))
        .then_allowed();
    assert_eq!(parks.due(ClockKind::Target), date("2026-02-02"));
    let for_trees = TriageAnswers {
        service: service("trees"),
        ..triage_as(Kind::ServiceRequest, "service-request")
    };
    let trees = request
        .when(on("2026-01-05", adviser(), Command::Triage(for_trees)))
        .then_allowed();
    assert_eq!(
        trees.due(ClockKind::Target),
        date("2026-01-26"),
        "the service is a later one, and so is its target"
    );
}

#[test]
fn what_becomes_a_request_has_the_target_of_the_day_on_which_it_was_received() {
    let after = given(logged(Kind::Enquiry))
        .adopts(with_more_time())
        .when(on(
            "2026-01-06",
            adviser(),
            change_kind(Kind::ServiceRequest, "service-request", "2026-01-05"),
        ))
        .then_allowed();
    assert_eq!(after.due(ClockKind::Target), date("2026-01-14"));
}

#[test]
fn what_is_logged_late_has_the_target_of_the_day_on_which_it_was_received() {
    let late = Given::under(policy()).adopts(with_more_time()).and([on(
        "2026-01-20",
        adviser(),
        a(Kind::ServiceRequest, "2026-01-05"),
    )]);
    assert_eq!(late.due(ClockKind::Target), date("2026-01-14"));
}
