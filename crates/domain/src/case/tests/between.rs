//! What is between cases: merged and un-merged, split, and links taken away.

use super::harness::{date, given, on};
use super::orders::*;
use super::people::{adviser, asha, complaints_manager, customer, person};
use crate::case::{
    BetweenOrder, Command, Event, LoggedCase, NewMerge, Outcome, Refusal, Relation, give_back, take_in,
};
use crate::vocabulary::{ClockKind, Finding, Kind};

pub(super) fn merge(into: u64) -> Command {
    Command::Between(BetweenOrder::Merge(NewMerge {
        from: case_id(500),
        into: case_id(into),
        reason: words("The same missed bin."),
        sentence: words("We deal with this together with your other case."),
    }))
}

pub(super) fn unmerge() -> Command {
    Command::Between(BetweenOrder::Unmerge {
        reason: words("It was another bin."),
    })
}

pub(super) fn split(points: &[u64]) -> Command {
    Command::Between(BetweenOrder::Split {
        points: points.iter().map(|number| point_id(*number)).collect(),
        case: case_id(502),
        reason: words("The noise is another service's."),
    })
}

pub(super) fn unlink(relation: Relation) -> Command {
    Command::Between(BetweenOrder::Unlink {
        case: case_id(501),
        relation,
        reason: words("They have nothing to do with one another."),
    })
}

const DAY: &str = "2026-01-08";

// Domain, section 4: linked, split, merged and un-merged.
#[test]
fn a_duplicate_goes_on_in_another_case_and_owes_nothing_itself() {
    let merged = given(complaint_acknowledged())
        .when(on(DAY, asha(), merge(501)))
        .then_names(&["linked", "merged-into", "closed"]);
    let case = merged.case();
    assert_eq!(case.outcome, Some(Outcome::Duplicate));
    assert!(merged.running().is_empty());
    let reply = case.clock(ClockKind::Reply).unwrap();
    assert_eq!((reply.stopped_on, reply.ended_on), (None, Some(date(DAY))));
    merged
        .when(on(DAY, complaints_manager(), reopen()))
        .then_refused(Refusal::MergedAlready);
}

#[test]
fn what_is_taken_back_goes_on_with_every_date_as_it_was_promised() {
    let before = given(complaint_acknowledged());
    let after = before
        .and([on(DAY, asha(), merge(501))])
        .when(on("2026-01-14", asha(), unmerge()))
        .then_names(&["unmerged"]);
    assert_eq!(after.case().clocks, before.case().clocks);
    assert_eq!(after.case().status(), before.case().status());
    assert!(after.case().links.is_empty());
    assert_eq!(after.case().outcome, None);
    before
        .when(on(DAY, asha(), unmerge()))
        .then_refused(Refusal::NotMerged);
}

#[test]
fn nothing_that_was_answered_is_merged() {
    given(reply_sent())
        .when(on("2026-01-19", asha(), merge(501)))
        .then_refused(Refusal::NotInThisState(crate::case::Status::ReplySent));
    given(complaint_in_hand())
        .when(on(DAY, asha(), merge(500)))
        .then_refused(Refusal::LinkedToItself);
}

#[test]
fn the_customer_of_each_is_on_the_case_that_is_kept_and_off_it_when_it_is_taken_back() {
    let kept = given(complaint_acknowledged());
    let other = given([on(
        "2026-01-06",
        adviser(),
        LoggedCase {
            customer: Some(person(101)),
            ..a(Kind::Complaint, "2026-01-06")
        },
    )]);
    let events = take_in(kept.case(), (&case_id(503), other.case())).unwrap();
    let names: Vec<_> = events.iter().map(Event::name).collect();
    assert_eq!(names, ["linked", "took-in"]);
    let both = kept.with_events(DAY, &asha(), events);
    assert!(both.case().is_customer(&person(101)));
    assert_eq!(both.case().correspondent(), Some(&person(100)));
    let events = give_back(both.case(), &case_id(503));
    let apart = both.with_events(DAY, &asha(), events);
    assert!(!apart.case().knows(&person(101)));
    assert!(apart.case().links.is_empty());
    assert!(give_back(apart.case(), &case_id(503)).is_empty());
}

// Complaint Handling Code 1.2: a complaint has rights that a request has not.
#[test]
fn a_complaint_goes_on_in_no_request() {
    let request = given(request_in_hand());
    let complaint = given(complaint_in_hand());
    assert_eq!(
        take_in(request.case(), (&case_id(503), complaint.case())),
        Err(Refusal::WrongKind(Kind::ServiceRequest))
    );
    assert!(take_in(complaint.case(), (&case_id(503), request.case())).is_ok());
    let closed = given(complaint_closed());
    assert_eq!(
        take_in(closed.case(), (&case_id(503), complaint.case())),
        Err(Refusal::AlreadyClosed)
    );
}

#[test]
fn points_become_a_case_of_their_own_while_one_stays_and_none_of_them_is_answered() {
    let two = given(complaint_acknowledged()).and([on(DAY, asha(), Command::AddPoint(point(2)))]);
    two.when(on(DAY, asha(), split(&[])))
        .then_refused(Refusal::NoPoints);
    two.when(on(DAY, asha(), split(&[1, 2])))
        .then_refused(Refusal::NoPoints);
    two.when(on(DAY, asha(), split(&[3])))
        .then_refused(Refusal::NoSuchPoint(point_id(3)));
    two.and([on(DAY, asha(), find(2, Finding::Upheld))])
        .when(on(DAY, asha(), split(&[2])))
        .then_refused(Refusal::PointAnswered(point_id(2)));
    let apart = two
        .when(on(DAY, asha(), split(&[2])))
        .then_names(&["points-split", "linked"]);
    assert_eq!(apart.case().points.len(), 1);
    assert_eq!(apart.case().links, [(case_id(502), Relation::SplitInto)]);
    assert_eq!(apart.case().clocks, two.case().clocks);
}

#[test]
fn a_link_is_taken_away_with_a_reason_unless_a_case_goes_on_by_it() {
    let linked = given(complaint_in_hand()).and([on(DAY, asha(), link(Relation::RelatedTo))]);
    linked
        .when(on(DAY, asha(), unlink(Relation::FollowsFrom)))
        .then_refused(Refusal::NotLinked);
    let unlinked = linked
        .when(on(DAY, asha(), unlink(Relation::RelatedTo)))
        .then_names(&["unlinked"]);
    assert!(unlinked.case().links.is_empty());
    given(complaint_in_hand())
        .and([on(DAY, asha(), merge(501))])
        .when(on(DAY, asha(), unlink(Relation::DuplicateOf)))
        .then_refused(Refusal::MergedAlready);
    linked
        .when(on(DAY, customer(), unlink(Relation::RelatedTo)))
        .then_refused(Refusal::NotPermitted(crate::permission::Act::Link));
}
