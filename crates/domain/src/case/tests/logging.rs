//! From the door to the desk: logging, triage, kind, assignment, transfer.

use super::council::{policy, procedure, service, team};
use super::harness::{Given, date, given, moment, on};
use super::orders::*;
use super::people::*;
use crate::case::{Command, Direction, Event, LoggedCase, Refusal, Status, TriageAnswers};
use crate::clock::Start;
use crate::permission::{Act, Actor};
use crate::vocabulary::{ClockKind, Kind, Priority};

#[test]
fn everybody_may_log_a_contact_paper_002_paper_004_1_2() {
    for actor in everybody() {
        for kind in Kind::ALL {
            Given::under(policy())
                .when(on("2026-01-05", actor.clone(), a(*kind, "2026-01-05")))
                .then_allowed();
        }
    }
}

#[test]
fn an_actor_with_no_part_in_the_council_logs_nothing() {
    let nobody = Actor {
        roles: Vec::new(),
        ..planner()
    };
    Given::under(policy())
        .when(on("2026-01-05", nobody, a(Kind::Complaint, "2026-01-05")))
        .then_refused(Refusal::NotPermitted(Act::Log));
}

#[test]
fn a_request_gets_its_reference_its_first_answer_and_its_target_at_once() {
    let given = given(logged(Kind::ServiceRequest));
    assert_eq!(
        given.case().reference,
        a(Kind::ServiceRequest, "2026-01-05").reference
    );
    assert_eq!(given.due(ClockKind::FirstAnswer), date("2026-01-08"));
    assert_eq!(given.due(ClockKind::Target), date("2026-01-14"));
    assert_eq!(given.running(), [ClockKind::FirstAnswer, ClockKind::Target]);
    assert_eq!(given.case().status(), Status::Received);
}

#[test]
fn promises_count_from_receipt_not_from_when_somebody_typed_it_in() {
    let given = given([on("2026-01-09", adviser(), a(Kind::Complaint, "2026-01-05"))]);
    assert_eq!(given.due(ClockKind::Acknowledge), date("2026-01-12"));
}

#[test]
fn what_comes_at_half_past_eleven_on_a_summer_night_was_received_that_day_in_london() {
    let given = given([on(
        "2026-06-16",
        customer(),
        a(Kind::Complaint, "2026-06-15T23:30"),
    )]);
    assert_eq!(given.case().received_on, date("2026-06-15"));
}

#[test]
fn nothing_is_received_in_the_future() {
    Given::under(policy())
        .when(on("2026-01-05", adviser(), a(Kind::Complaint, "2026-01-06")))
        .then_refused(Refusal::ReceivedInTheFuture);
}

#[test]
fn a_case_says_what_happened() {
    let empty = LoggedCase {
        what_happened: words("  \n"),
        ..a(Kind::Complaint, "2026-01-05")
    };
    Given::under(policy())
        .when(on("2026-01-05", customer(), empty))
        .then_refused(Refusal::TextMissing("what happened"));
}

#[test]
fn a_service_that_the_policy_does_not_know_is_refused_and_none_is_fine() {
    let about = |service| LoggedCase {
        service,
        ..a(Kind::Complaint, "2026-01-05")
    };
    let door = Given::under(policy());
    door.when(on("2026-01-05", customer(), about(Some(service("moon")))))
        .then_refused(Refusal::NotInPolicy("service"));
    door.when(on("2026-01-05", customer(), about(None)))
        .then_allowed();
}

#[test]
fn a_kind_without_a_procedure_in_the_policy_is_refused() {
    let mut without = policy();
    without.procedures.remove(&procedure("enquiry"));
    Given::under(without)
        .when(on("2026-01-05", customer(), a(Kind::Enquiry, "2026-01-05")))
        .then_refused(Refusal::NoSuchProcedure);
}

#[test]
fn a_complaint_about_housing_follows_the_housing_ombudsmans_code_from_the_door() {
    let about_housing = LoggedCase {
        service: Some(service("housing")),
        ..a(Kind::Complaint, "2026-01-05")
    };
    let given = given([on("2026-01-05", customer(), about_housing)]);
    assert_eq!(given.case().procedure, procedure("complaint-housing"));
}

#[test]
fn the_same_point_sent_twice_is_one_point() {
    let twice = LoggedCase {
        points: vec![point(1), point(1), point(2)],
        ..a(Kind::Complaint, "2026-01-05")
    };
    let given = given([on("2026-01-05", customer(), twice)]);
    assert_eq!(given.case().points.len(), 2);
}

#[test]
fn triage_says_what_it_is_and_gives_it_to_the_services_team() {
    given(logged(Kind::ServiceRequest))
        .when(on(
            "2026-01-05",
            adviser(),
            Command::Triage(triage_as(Kind::ServiceRequest, "service-request")),
        ))
        .then([
            Event::Triaged {
                service: service("waste"),
                priority: Priority::Standard,
                ward: None,
                about: Vec::new(),
            },
            Event::Assigned {
                team: team("waste-crews"),
                owner: Some(user(1)),
                reason: None,
            },
        ]);
}

#[test]
fn a_kind_never_changes_silently_domain_2() {
    let as_complaint = triage_as(Kind::Complaint, "complaint-corporate");
    let request = given(logged(Kind::ServiceRequest));
    request
        .when(on("2026-01-05", adviser(), Command::Triage(as_complaint.clone())))
        .then_refused(Refusal::TextMissing("the reason for the change"));
    let with_reason = TriageAnswers {
        kind_reason: Some(words("They wrote that they complain.")),
        ..as_complaint
    };
    let after = request
        .when(on("2026-01-05", adviser(), Command::Triage(with_reason)))
        .then_names(&[
            "kind-changed",
            "triaged",
            "clock-dropped",
            "clock-dropped",
            "clock-started",
            "clock-started",
            "assigned",
        ]);
    assert_eq!(after.running(), [ClockKind::Acknowledge, ClockKind::Reply]);
    assert_eq!(after.case().stage, 1);
}

#[test]
fn triage_cannot_choose_a_procedure_of_another_kind() {
    let mixed = triage_as(Kind::Complaint, "service-request");
    given(logged(Kind::Complaint))
        .when(on("2026-01-05", adviser(), Command::Triage(mixed)))
        .then_refused(Refusal::NoSuchProcedure);
}

#[test]
fn triage_cannot_choose_a_team_that_the_policy_does_not_know() {
    let unknown = TriageAnswers {
        team: Some(team("moon-crews")),
        ..triage_as(Kind::Complaint, "complaint-corporate")
    };
    given(logged(Kind::Complaint))
        .when(on("2026-01-05", adviser(), Command::Triage(unknown)))
        .then_refused(Refusal::NotInPolicy("team"));
}

#[test]
fn triage_by_somebody_who_only_works_for_the_service_is_refused() {
    let answers = triage_as(Kind::Complaint, "complaint-corporate");
    given(logged(Kind::Complaint))
        .when(on("2026-01-05", asha(), Command::Triage(answers)))
        .then_refused(Refusal::NotPermitted(Act::Triage));
}

#[test]
fn triage_said_again_takes_nothing_from_an_officer_without_a_reason_domain_4_3() {
    let to_bryn = TriageAnswers {
        owner: Some(user(2)),
        ..triage_as(Kind::Complaint, "complaint-corporate")
    };
    let in_hand = given(complaint_in_hand());
    in_hand
        .when(on("2026-01-06", adviser(), Command::Triage(to_bryn.clone())))
        .then_refused(Refusal::TextMissing("the reason for giving it to somebody else"));
    let with_note = TriageAnswers {
        note: Some(words("Asha is on leave.")),
        ..to_bryn
    };
    let after = in_hand
        .when(on("2026-01-06", adviser(), Command::Triage(with_note)))
        .then_names(&["triaged", "assigned", "note-added"]);
    assert_eq!(after.case().owner, Some(user(2)));
}

#[test]
fn triage_said_again_leaves_the_promises_as_they_were_given() {
    let acknowledged =
        given(complaint_acknowledged()).and([on("2026-01-20", asha(), extend_to("2026-01-30"))]);
    let urgent = TriageAnswers {
        priority: Priority::Urgent,
        service: service("roads"),
        team: Some(team("waste-crews")),
        ..triage_as(Kind::Complaint, "complaint-corporate")
    };
    let after = acknowledged
        .when(on("2026-01-21", adviser(), Command::Triage(urgent)))
        .then_names(&["triaged"]);
    assert_eq!(
        after.clock(ClockKind::Reply),
        acknowledged.clock(ClockKind::Reply)
    );
}

#[test]
fn a_request_that_goes_to_another_service_in_triage_gets_that_services_target() {
    let for_parks = TriageAnswers {
        service: service("parks"),
        owner: None,
        ..triage_as(Kind::ServiceRequest, "service-request")
    };
    let given = given(logged(Kind::ServiceRequest));
    let after = given
        .when(on("2026-01-05", adviser(), Command::Triage(for_parks.clone())))
        .then_names(&["triaged", "clock-moved", "assigned"]);
    assert_eq!(after.due(ClockKind::Target), date("2026-02-02"));
    let for_roads = TriageAnswers {
        service: service("roads"),
        ..for_parks
    };
    given
        .when(on("2026-01-05", adviser(), Command::Triage(for_roads)))
        .then_names(&["triaged", "clock-dropped", "assigned"]);
}

#[test]
fn a_case_that_becomes_a_complaint_counts_from_the_contact_that_expressed_the_dissatisfaction_domain_4_6() {
    let request = given(request_in_hand()).and([on("2026-01-14", adviser(), word_came("2026-01-13"))]);
    let becomes = change_kind(Kind::Complaint, "complaint-corporate", "2026-01-13");
    let after = request.when(on("2026-01-14", adviser(), becomes)).then_allowed();
    assert_eq!(after.case().counts_from, date("2026-01-13"));
    assert_eq!(after.due(ClockKind::Acknowledge), date("2026-01-20"));
    assert_eq!(after.due(ClockKind::Reply), date("2026-02-03"));
}

#[test]
fn nothing_counts_from_before_it_was_received_or_from_tomorrow() {
    let request = given(request_in_hand());
    let early = change_kind(Kind::Complaint, "complaint-corporate", "2025-12-01");
    let after = request.when(on("2026-01-14", adviser(), early)).then_allowed();
    assert_eq!(after.case().counts_from, date("2026-01-05"));
    let late = change_kind(Kind::Complaint, "complaint-corporate", "2026-01-15");
    request
        .when(on("2026-01-14", adviser(), late))
        .then_refused(Refusal::ReceivedInTheFuture);
}

#[test]
fn triage_after_a_change_of_kind_keeps_the_day_that_was_decided() {
    let request = given(logged(Kind::ServiceRequest)).and([on(
        "2026-01-14",
        adviser(),
        change_kind(Kind::Complaint, "complaint-corporate", "2026-01-13"),
    )]);
    let housing = TriageAnswers {
        service: service("housing"),
        owner: None,
        ..triage_as(Kind::Complaint, "complaint-housing")
    };
    let after = request
        .when(on("2026-01-14", adviser(), Command::Triage(housing)))
        .then_allowed();
    assert_eq!(after.due(ClockKind::Acknowledge), date("2026-01-20"));
    assert_eq!(after.case().counts_from, date("2026-01-13"));
}

#[test]
fn a_change_that_changes_nothing_is_refused() {
    given(complaint_in_hand())
        .when(on(
            "2026-01-06",
            adviser(),
            change_kind(Kind::Complaint, "complaint-corporate", "2026-01-05"),
        ))
        .then_refused(Refusal::NothingToChange);
}

#[test]
fn a_complaint_that_was_answered_keeps_its_kind() {
    given(reply_sent())
        .when(on(
            "2026-01-20",
            adviser(),
            change_kind(Kind::Enquiry, "enquiry", "2026-01-05"),
        ))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
}

#[test]
fn a_complaint_that_may_be_turned_away_keeps_its_kind_until_that_is_decided() {
    given(complaint_in_hand())
        .and([on("2026-01-06", asha(), propose_refusal())])
        .when(on(
            "2026-01-06",
            adviser(),
            change_kind(Kind::Enquiry, "enquiry", "2026-01-05"),
        ))
        .then_refused(Refusal::RefusalAlreadyProposed);
}

#[test]
fn an_acknowledgement_stands_when_a_complaint_moves_to_another_ombudsmans_procedure() {
    let acknowledged = given(complaint_acknowledged());
    let housing = change_kind(Kind::Complaint, "complaint-housing", "2026-01-05");
    let after = acknowledged
        .when(on("2026-01-08", adviser(), housing))
        .then_allowed();
    assert_eq!(after.due(ClockKind::Reply), date("2026-01-21"));
    assert_eq!(
        after.clock(ClockKind::Reply).start,
        Start::Acknowledged {
            on: date("2026-01-07")
        }
    );
    after
        .when(on("2026-01-08", asha(), acknowledge()))
        .then_refused(Refusal::AlreadyAcknowledged);
}

#[test]
fn what_was_acknowledged_as_a_complaint_stays_one_complaint_handling_code_2() {
    let acknowledged = given(complaint_acknowledged());
    for (kind, name) in [
        (Kind::Compliment, "compliment"),
        (Kind::ServiceRequest, "service-request"),
        (Kind::Enquiry, "enquiry"),
        (Kind::Comment, "comment"),
    ] {
        acknowledged
            .when(on("2026-01-08", adviser(), change_kind(kind, name, "2026-01-05")))
            .then_refused(Refusal::StaysAComplaint);
        let answers = TriageAnswers {
            kind_reason: Some(words("They meant it kindly.")),
            ..triage_as(kind, name)
        };
        acknowledged
            .when(on("2026-01-08", adviser(), Command::Triage(answers)))
            .then_refused(Refusal::StaysAComplaint);
    }
    // Before anybody said that it is one, it is what it turns out to be.
    given(complaint_in_hand())
        .when(on(
            "2026-01-06",
            adviser(),
            change_kind(Kind::Compliment, "compliment", "2026-01-05"),
        ))
        .then_allowed();
}

/// A complaint that was acknowledged and then made a request, as could be done once.
fn made_a_request() -> Given {
    let request = Event::KindChanged {
        from: Kind::Complaint,
        to: Kind::ServiceRequest,
        procedure: procedure("service-request"),
        counts_from: date("2026-01-05"),
        reason: Some(words("It is another thing than it seemed.").reference()),
    };
    let dropped = Event::ClockDropped {
        kind: ClockKind::Reply,
    };
    given(complaint_acknowledged()).with_events("2026-01-08", &adviser(), vec![request, dropped])
}

#[test]
fn a_later_dissatisfaction_is_acknowledged_anew() {
    let given = made_a_request().and([on(
        "2026-02-03",
        adviser(),
        change_kind(Kind::Complaint, "complaint-corporate", "2026-02-02"),
    )]);
    assert_eq!(given.case().acknowledged_on, None);
    assert_eq!(given.due(ClockKind::Acknowledge), date("2026-02-09"));
    assert_eq!(given.due(ClockKind::Reply), date("2026-02-23"));
    assert_eq!(given.running(), [ClockKind::Acknowledge, ClockKind::Reply]);
}

#[test]
fn who_was_answered_once_is_told_when_the_next_word_is_due_whatever_the_case_becomes_paper_002() {
    let given = given(logged(Kind::Enquiry)).and([on("2026-01-07", adviser(), word_sent("2026-01-07"))]);
    assert_eq!(given.running(), []);
    let after = given
        .when(on(
            "2026-01-08",
            adviser(),
            change_kind(Kind::ServiceRequest, "service-request", "2026-01-05"),
        ))
        .then_allowed();
    assert_eq!(after.due(ClockKind::Update), date("2026-01-21"));
}

#[test]
fn what_was_written_for_a_complaint_is_no_reply_to_a_request() {
    let request = Event::KindChanged {
        from: Kind::Complaint,
        to: Kind::ServiceRequest,
        procedure: procedure("service-request"),
        counts_from: date("2026-01-05"),
        reason: Some(words("It is another thing than it seemed.").reference()),
    };
    let after = given(reply_waits()).with_events("2026-01-16", &adviser(), vec![request]);
    assert_eq!(after.case().reply, None);
}

#[test]
fn nothing_is_assigned_before_triage() {
    given(logged(Kind::Complaint))
        .when(on("2026-01-05", adviser(), assign("waste-crews", Some(1), None)))
        .then_refused(Refusal::NotTriaged);
}

#[test]
fn a_case_is_reassigned_with_a_reason_domain_4_3() {
    let in_hand = given(complaint_in_hand());
    in_hand
        .when(on("2026-01-06", manager(), assign("waste-crews", Some(2), None)))
        .then_refused(Refusal::TextMissing("the reason for giving it to somebody else"));
    in_hand
        .when(on(
            "2026-01-06",
            manager(),
            assign("waste-crews", Some(2), Some("Asha is on leave.")),
        ))
        .then([Event::Assigned {
            team: team("waste-crews"),
            owner: Some(user(2)),
            reason: Some(words("Asha is on leave.").reference()),
        }]);
}

#[test]
fn an_assignment_needs_a_team_of_the_policy_and_something_that_changes() {
    let in_hand = given(complaint_in_hand());
    in_hand
        .when(on("2026-01-06", manager(), assign("moon-crews", None, None)))
        .then_refused(Refusal::NotInPolicy("team"));
    in_hand
        .when(on("2026-01-06", manager(), assign("waste-crews", Some(1), None)))
        .then_refused(Refusal::NothingToChange);
}

#[test]
fn a_transfer_keeps_the_clock_that_the_customer_was_promised_domain_4() {
    let in_hand = given(request_in_hand());
    let transfer = |to: &str, why: &str| Command::Transfer {
        service: service(to),
        reason: words(why),
    };
    let after = in_hand
        .when(on(
            "2026-01-06",
            manager(),
            transfer("parks", "It is a park bin."),
        ))
        .then_names(&["transferred", "assigned"]);
    assert_eq!(after.case().clocks, in_hand.case().clocks);
    assert_eq!(
        (&after.case().team, &after.case().owner),
        (&Some(team("streets")), &None)
    );
    in_hand
        .when(on("2026-01-06", manager(), transfer("waste", "No reason.")))
        .then_refused(Refusal::NothingToChange);
    in_hand
        .when(on("2026-01-06", manager(), transfer("parks", " ")))
        .then_refused(Refusal::TextMissing("the reason for the transfer"));
}

#[test]
fn nobody_handles_a_complaint_about_themselves() {
    let about_asha = LoggedCase {
        about: vec![user(1)],
        ..a(Kind::Complaint, "2026-01-05")
    };
    let given = given([on("2026-01-05", customer(), about_asha)]);
    let answers = |owner| TriageAnswers {
        owner: Some(user(owner)),
        about: vec![user(1)],
        ..triage_as(Kind::Complaint, "complaint-corporate")
    };
    given
        .when(on("2026-01-05", adviser(), Command::Triage(answers(1))))
        .then_refused(Refusal::AboutTheOwner);
    let with_bryn = given.and([on("2026-01-05", adviser(), Command::Triage(answers(2)))]);
    with_bryn
        .when(on(
            "2026-01-06",
            manager(),
            assign("waste-crews", Some(1), Some("Back.")),
        ))
        .then_refused(Refusal::AboutTheOwner);
    for order in [acknowledge(), word_came("2026-01-06"), draft(), withdraw()] {
        with_bryn
            .when(on("2026-01-06", asha(), order))
            .then_refused(Refusal::ConflictOfInterest);
    }
}

#[test]
fn an_officer_who_turns_out_to_be_concerned_no_longer_has_it() {
    let about_asha = TriageAnswers {
        owner: None,
        about: vec![user(1)],
        ..triage_as(Kind::Complaint, "complaint-corporate")
    };
    let after = given(complaint_in_hand())
        .when(on("2026-01-06", adviser(), Command::Triage(about_asha)))
        .then_allowed();
    assert_eq!(after.case().owner, None);
}

#[test]
fn a_member_of_the_council_never_steers_a_complaint() {
    let raised_by_councillor = [on("2026-01-05", councillor(), a(Kind::Complaint, "2026-01-05"))];
    let orders = [
        Command::Triage(triage_as(Kind::Complaint, "complaint-corporate")),
        assign("waste-crews", Some(1), None),
        acknowledge(),
        extend_to("2026-01-30"),
        draft(),
        approve(),
        send(),
        propose_refusal(),
        withdraw(),
        close(crate::case::Outcome::Done),
        word_sent("2026-01-05"),
    ];
    for case in [given(raised_by_councillor), given(complaint_acknowledged())] {
        for order in &orders {
            let act = crate::case::act_of(order);
            case.when(on("2026-01-08", councillor(), order.clone()))
                .then_refused(Refusal::NotPermitted(act));
        }
    }
}

#[test]
fn a_councillor_follows_up_what_they_logged_and_nothing_else_paper_002() {
    let raised_by_councillor = [on(
        "2026-01-05",
        councillor(),
        a(Kind::ServiceRequest, "2026-01-05"),
    )];
    given(raised_by_councillor)
        .when(on("2026-01-08", councillor(), word_came("2026-01-08")))
        .then_allowed();
    given(request_in_hand())
        .when(on("2026-01-08", councillor(), word_came("2026-01-08")))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
}

#[test]
fn whoever_takes_contacts_takes_one_on_any_case_paper_002() {
    given(complaint_in_hand())
        .when(on("2026-01-08", dilys(), word_came("2026-01-08")))
        .then_allowed();
    given(complaint_in_hand())
        .when(on("2026-01-08", dilys(), word_sent("2026-01-08")))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
}

#[test]
fn a_customer_adds_to_their_own_matter_and_to_nobody_elses() {
    let in_hand = given(complaint_in_hand());
    in_hand
        .when(on("2026-01-08", customer(), word_came_online("2026-01-08")))
        .then_allowed();
    in_hand
        .when(on("2026-01-08", neighbour(), word_came_online("2026-01-08")))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
    in_hand
        .when(on("2026-01-08", neighbour(), withdraw()))
        .then_refused(Refusal::NotPermitted(Act::Withdraw));
    let forged = Command::RecordContact(crate::case::NewContact {
        channel: crate::vocabulary::Channel::Online,
        ..contact(Direction::Out, crate::case::ContactPurpose::Answer, "2026-01-08")
    });
    in_hand
        .when(on("2026-01-08", customer(), forged))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
}

#[test]
fn a_representative_adds_to_a_matter_but_ends_it_only_with_consent() {
    let spoken_for = |consent| LoggedCase {
        representative: Some((person(101), consent)),
        ..a(Kind::Complaint, "2026-01-05")
    };
    let without = given([on(
        "2026-01-05",
        neighbour(),
        spoken_for(crate::case::Consent::NotYet),
    )]);
    without
        .when(on("2026-01-08", neighbour(), word_came_online("2026-01-08")))
        .then_allowed();
    without
        .when(on("2026-01-08", neighbour(), withdraw()))
        .then_refused(Refusal::NotPermitted(Act::Withdraw));
    given([on(
        "2026-01-05",
        neighbour(),
        spoken_for(crate::case::Consent::Given),
    )])
    .when(on("2026-01-08", neighbour(), withdraw()))
    .then_allowed();
}

#[test]
fn consent_is_recorded_later_and_from_then_on_the_representative_has_the_letters() {
    use crate::case::Consent;
    let record = |consent| Command::RecordConsent { consent };
    let spoken_for = LoggedCase {
        representative: Some((person(101), Consent::NotYet)),
        ..a(Kind::Complaint, "2026-01-05")
    };
    let without = given([on("2026-01-05", neighbour(), spoken_for)]);
    assert!(without.case().lacks_consent(&person(101)));
    assert_eq!(without.case().correspondent(), Some(&person(100)));
    without
        .when(on("2026-01-06", neighbour(), record(Consent::Given)))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
    without
        .when(on("2026-01-06", adviser(), record(Consent::NotYet)))
        .then_refused(Refusal::NothingToChange);
    let with = without
        .when(on("2026-01-06", adviser(), record(Consent::Given)))
        .then_names(&["consent-recorded"]);
    assert!(!with.case().lacks_consent(&person(101)));
    assert_eq!(with.case().correspondent(), Some(&person(101)));
    given(logged(Kind::Complaint))
        .when(on("2026-01-06", adviser(), record(Consent::Given)))
        .then_refused(Refusal::NoRepresentative);
}

#[test]
fn the_moment_of_a_step_is_london_time() {
    assert_eq!(moment("2026-01-05").to_string(), "2026-01-05T12:00:00Z");
    assert_eq!(moment("2026-06-15T23:30").to_string(), "2026-06-15T22:30:00Z");
}
