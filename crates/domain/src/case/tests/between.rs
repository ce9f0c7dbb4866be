//! What is between cases: merged and un-merged, split, and links taken away.

use super::council::policy;
use super::harness::{Given, Step, date, given, on};
use super::orders::*;
use super::people::{adviser, asha, complaints_manager, customer, manager, person, user};
use crate::calendar::Calendar;
use crate::case::{
    BetweenOrder, Command, Consent, Event, GoesAlong, LoggedCase, NewMerge, Outcome, PointAlong, Refusal,
    Relation, give_back, take_in,
};
use crate::vocabulary::{Channel, ClockKind, Finding, Kind, ReplyBy, SupportNeed};

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
        sentence: words("We look at yours by itself again."),
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
    let events = take_in(kept.case(), (&case_id(503), other.case()), &GoesAlong::default()).unwrap();
    let names: Vec<_> = events.iter().map(Event::name).collect();
    assert_eq!(names, ["linked", "took-in"]);
    let both = kept.with_events(DAY, &asha(), events);
    assert!(both.case().is_customer(&person(101)));
    assert_eq!(both.case().correspondent(), Some(&person(100)));
    let calendar = Calendar::for_policy(&policy().calendar);
    let events = give_back(both.case(), (&case_id(503), other.case()), &calendar).unwrap();
    let apart = both.with_events(DAY, &asha(), events);
    assert!(!apart.case().knows(&person(101)));
    assert!(apart.case().links.is_empty());
    assert_eq!(
        give_back(apart.case(), (&case_id(503), other.case()), &calendar),
        Ok(Vec::new())
    );
}

fn of_ada(received_on: &str) -> Step {
    on(
        received_on,
        adviser(),
        LoggedCase {
            customer: Some(person(101)),
            representative: Some((person(102), Consent::Given)),
            reply_by: Some(ReplyBy::Letter),
            support: vec![SupportNeed::EasyRead],
            ..a(Kind::Complaint, received_on)
        },
    )
}

fn along(number: u64) -> GoesAlong {
    GoesAlong {
        points: vec![PointAlong {
            point: point(number),
            found: None,
        }],
        support_words: Some(words("In short sentences, please.")),
    }
}

// Complaint Handling Code 6.7: the reply addresses all points raised; domain, section 2: clocks are never reset silently.
#[test]
fn merging_two_complaints_loses_no_point_no_help_and_no_earlier_date() {
    let kept = given(complaint_acknowledged());
    let other = given([of_ada("2026-01-02")]);
    let merged = other.and([
        on(
            "2026-01-02",
            adviser(),
            Command::Triage(triage_as(Kind::Complaint, "complaint-corporate")),
        ),
        on(DAY, asha(), merge(501)),
    ]);
    let earlier = other.case().clock(ClockKind::Reply).unwrap().due_on;
    let own = kept.case().clock(ClockKind::Reply).unwrap().clone();
    assert!(
        earlier > own.due_on,
        "an acknowledged case is due before one at the latest"
    );
    let events = take_in(kept.case(), (&case_id(503), merged.case()), &along(7)).unwrap();
    let names: Vec<_> = events.iter().map(Event::name).collect();
    assert_eq!(names, ["linked", "took-in", "point-added"]);
    let both = kept.with_events(DAY, &asha(), events);
    let came = both.case().points.last().unwrap();
    assert_eq!((&came.id, &came.from), (&point_id(7), &Some(case_id(503))));
    // Somebody else speaks for Ada, and speaks for nobody but her.
    assert_eq!(both.case().correspondent(), Some(&person(100)));
    let readers = both.case().readers();
    let readers: Vec<_> = readers
        .iter()
        .map(|reader| (reader.person, reader.reply_by))
        .collect();
    assert_eq!(readers.last(), Some(&(&person(102), Some(ReplyBy::Letter))));
    assert_eq!(readers.len(), 2);
    assert_eq!(
        both.case().support_of(Some(&person(102))),
        [SupportNeed::EasyRead]
    );
    assert!(
        !both
            .case()
            .support_of(Some(&person(100)))
            .contains(&SupportNeed::EasyRead)
    );
    // No reply goes that leaves hers out.
    both.and([
        on(DAY, asha(), find(1, Finding::Upheld)),
        on(DAY, asha(), draft()),
    ])
    .when(on(DAY, asha(), ask_for_approval()))
    .then_refused(Refusal::PointNotAnswered(point_id(7)));
}

#[test]
fn the_earlier_of_two_promises_holds_for_both_and_goes_with_the_case_that_brought_it() {
    let other = given(complaint_acknowledged());
    let merged = other.and([on(DAY, asha(), merge(501))]);
    let promised = other.case().clock(ClockKind::Reply).unwrap().clone();
    let kept = given([
        on("2026-01-07", adviser(), a(Kind::Complaint, "2026-01-07")),
        on(
            "2026-01-07",
            adviser(),
            Command::Triage(triage_as(Kind::Complaint, "complaint-corporate")),
        ),
    ]);
    let own = kept.case().clock(ClockKind::Reply).unwrap().clone();
    assert!(promised.due_on < own.due_on);
    let events = take_in(kept.case(), (&case_id(503), merged.case()), &GoesAlong::default()).unwrap();
    let both = kept.with_events(DAY, &asha(), events);
    assert_eq!(both.case().clock(ClockKind::Reply), Some(&promised));
    // Its own acknowledgement puts nothing off; what it names are its own points.
    let later = both
        .when(on("2026-01-13", asha(), acknowledge_points(vec![point(3)])))
        .after();
    assert_eq!(
        later.case().clock(ClockKind::Reply).unwrap().due_on,
        promised.due_on
    );
    let calendar = Calendar::for_policy(&policy().calendar);
    let back = give_back(both.case(), (&case_id(503), other.case()), &calendar).unwrap();
    let apart = both.with_events(DAY, &asha(), back);
    assert_eq!(apart.case().clock(ClockKind::Reply), Some(&own));
    let back = give_back(later.case(), (&case_id(503), other.case()), &calendar).unwrap();
    let apart = later.with_events("2026-01-14", &asha(), back);
    let counted = apart.case().clock(ClockKind::Reply).unwrap();
    assert_eq!(
        counted.started_on,
        date("2026-01-13"),
        "Complaint Handling Code 6.3"
    );
}

fn received(on_day: &str, customer: u64) -> [Step; 2] {
    let logged = LoggedCase {
        customer: Some(person(customer)),
        ..a(Kind::Complaint, on_day)
    };
    let triage = triage_as(Kind::Complaint, "complaint-corporate");
    [
        on(on_day, adviser(), logged),
        on(on_day, adviser(), Command::Triage(triage)),
    ]
}

// Domain, section 2: clocks are never reset silently; Complaint Handling Code 6.7: the reply is of all that goes on here.
#[test]
fn what_one_of_several_takes_with_it_is_what_no_other_brought() {
    let kept = given(received("2026-01-08", 100));
    let own = kept.case().clock(ClockKind::Reply).unwrap().clone();
    let cases =
        [(503, "2026-01-05"), (504, "2026-01-06")].map(|(id, day)| (case_id(id), given(received(day, 101))));
    let [early, late] = cases
        .each_ref()
        .map(|(_, case)| case.case().clock(ClockKind::Reply).unwrap().clone());
    assert!(early.due_on < late.due_on && late.due_on < own.due_on);
    let calendar = Calendar::for_policy(&policy().calendar);
    for order in [[0, 1], [1, 0]] {
        let mut all = kept.clone();
        for at in order {
            let (id, case) = &cases[at];
            let merged = case.and([on(DAY, asha(), merge(501))]);
            let events = take_in(all.case(), (id, merged.case()), &along(7 + at as u64)).unwrap();
            all = all.with_events(DAY, &asha(), events);
        }
        assert_eq!(all.case().clock(ClockKind::Reply), Some(&early));
        let leaves = |from: &Given, at: usize| {
            let (id, case) = &cases[at];
            let events = give_back(from.case(), (id, case.case()), &calendar).unwrap();
            from.with_events(DAY, &asha(), events)
        };
        let reads = |one: &Given| {
            one.case()
                .readers()
                .iter()
                .any(|reader| *reader.person == person(101))
        };
        let one_left = leaves(&all, 0);
        assert_eq!(one_left.case().clock(ClockKind::Reply), Some(&late), "{order:?}");
        assert!(
            one_left.case().is_customer(&person(101)) && reads(&one_left),
            "{order:?}"
        );
        assert_eq!(one_left.case().points.len(), 1, "the point of the other stays");
        let none_left = leaves(&one_left, 1);
        assert_eq!(none_left.case().clock(ClockKind::Reply), Some(&own), "{order:?}");
        assert!(
            !none_left.case().knows(&person(101)) && !reads(&none_left),
            "{order:?}"
        );
        // The other way round nothing is put off before the one that brought it leaves.
        let early_left = leaves(&all, 1);
        assert_eq!(
            early_left.case().clock(ClockKind::Reply),
            Some(&early),
            "{order:?}"
        );
        assert_eq!(
            leaves(&early_left, 0).case().clock(ClockKind::Reply),
            Some(&own),
            "{order:?}"
        );
    }
}

// Complaint Handling Code 5: whoever deals with a complaint has no conflict of interest; 6: the reviewer had no part.
#[test]
fn whom_a_complaint_is_about_and_who_dealt_with_it_are_the_same_where_it_goes_on() {
    let about_bryn = LoggedCase {
        customer: Some(person(101)),
        about: vec![user(2)],
        ..a(Kind::Complaint, "2026-01-06")
    };
    let other = given([on("2026-01-06", adviser(), about_bryn)]);
    let take = |kept: &Given, id: u64, case: &Given| {
        let events = take_in(kept.case(), (&case_id(id), case.case()), &GoesAlong::default());
        events.map(|events| kept.with_events(DAY, &asha(), events))
    };
    let his = given(complaint_in_hand()).and([on(
        DAY,
        manager(),
        assign("waste-crews", Some(2), Some("He knows the round.")),
    )]);
    assert_eq!(his.case().owner, Some(user(2)));
    assert_eq!(take(&his, 503, &other).unwrap_err(), Refusal::AboutItsOwner);
    let kept = given(complaint_in_hand());
    let both = take(&kept, 503, &other).unwrap();
    let both = take(&both, 504, &other).unwrap();
    assert_eq!(both.case().about, [user(2)]);
    both.when(on(
        DAY,
        manager(),
        assign("waste-crews", Some(2), Some("He knows the round.")),
    ))
    .then_refused(Refusal::AboutTheOwner);
    let calendar = Calendar::for_policy(&policy().calendar);
    let leaves = |from: &Given, id: u64| {
        let events = give_back(from.case(), (&case_id(id), other.case()), &calendar).unwrap();
        from.with_events(DAY, &asha(), events)
    };
    let one_left = leaves(&both, 503);
    assert_eq!(one_left.case().about, [user(2)], "the other is about him still");
    assert!(leaves(&one_left, 504).case().about.is_empty());

    let found = given(complaint_acknowledged()).and([on(DAY, asha(), find(1, Finding::Upheld))]);
    let [found_by] = found.case().had_part.as_slice() else {
        panic!("{:?}", found.case().had_part)
    };
    let taken = take(&given(received("2026-01-06", 100)), 503, &found).unwrap();
    assert!(taken.case().had_part_in_stage_1(found_by));
}

// Complaint Handling Code 6.10: whoever is not content with a reply asks for a review of it.
#[test]
fn what_one_reply_answered_goes_on_together() {
    let other = given(complaint_acknowledged());
    let merged = other.and([on(DAY, asha(), merge(501))]);
    let kept = given(complaint_acknowledged());
    let events = take_in(kept.case(), (&case_id(503), merged.case()), &along(7)).unwrap();
    let answered = kept.with_events(DAY, &asha(), events).and([
        on(DAY, asha(), find(1, Finding::Upheld)),
        on(DAY, asha(), find(7, Finding::Upheld)),
        on(DAY, asha(), draft()),
        on(DAY, asha(), ask_for_approval()),
        on(DAY, manager(), approve()),
        on(DAY, asha(), send()),
    ]);
    let calendar = Calendar::for_policy(&policy().calendar);
    let back = |kept: &Given| give_back(kept.case(), (&case_id(503), other.case()), &calendar);
    assert_eq!(
        back(&answered),
        Err(Refusal::AnsweredTogether),
        "not while it can be undone"
    );
    let at_stage_2 = answered.and([on(
        "2026-01-20",
        customer(),
        ask_for_stage_2(Channel::Online, "2026-01-20"),
    )]);
    assert_eq!(back(&at_stage_2), Err(Refusal::AnsweredTogether));
}

// Complaint Handling Code 2: each complaint is considered on its own merits.
#[test]
fn nothing_goes_on_in_a_case_that_somebody_proposed_to_refuse_nor_does_that_one_in_another() {
    let proposed = given(complaint_in_hand()).and([on(DAY, asha(), propose_refusal())]);
    let other = given(complaint_acknowledged());
    assert_eq!(
        take_in(proposed.case(), (&case_id(503), other.case()), &along(7)),
        Err(Refusal::RefusalAlreadyProposed)
    );
    proposed
        .when(on(DAY, asha(), merge(501)))
        .then_refused(Refusal::RefusalAlreadyProposed);
}

// Complaint Handling Code 6.2: the acknowledgement says how this complaint is understood.
#[test]
fn what_came_with_another_case_is_not_what_an_acknowledgement_is_of() {
    let kept = given(complaint_in_hand());
    let other = given([of_ada("2026-01-06")]);
    let events = take_in(kept.case(), (&case_id(503), other.case()), &along(7)).unwrap();
    let both = kept.with_events(DAY, &asha(), events);
    both.when(on(DAY, asha(), acknowledge_points(Vec::new())))
        .then_refused(Refusal::NoPoints);
    let calendar = Calendar::for_policy(&policy().calendar);
    let back = give_back(both.case(), (&case_id(503), other.case()), &calendar).unwrap();
    let apart = both.with_events(DAY, &asha(), back);
    assert!(apart.case().points.is_empty(), "its points leave with it");
    assert_eq!(apart.case().readers().len(), 1);
}

// Complaint Handling Code 1.2: a complaint has rights that a request has not, and work on a request goes on.
#[test]
fn a_complaint_goes_on_in_no_request_and_a_request_in_no_complaint() {
    let request = given(request_in_hand());
    let complaint = given(complaint_in_hand());
    assert_eq!(
        take_in(
            request.case(),
            (&case_id(503), complaint.case()),
            &GoesAlong::default()
        ),
        Err(Refusal::WrongKind(Kind::ServiceRequest))
    );
    // Nor a request in a complaint: nobody would answer it, and what was promised of it would be owed no more.
    assert_eq!(
        take_in(
            complaint.case(),
            (&case_id(503), request.case()),
            &GoesAlong::default()
        ),
        Err(Refusal::OtherProcedure)
    );
    let closed = given(complaint_closed());
    assert_eq!(
        take_in(
            closed.case(),
            (&case_id(503), complaint.case()),
            &GoesAlong::default()
        ),
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
