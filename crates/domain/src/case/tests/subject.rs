//! Complaints with a rule of their own: late ones, those about a councillor, a partner or whoever handles
//! them, those of nobody, and what is raised when the reply is out.

use super::council::{policy, reason_code};
use super::harness::{Given, date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{Command, GoesAlong, LoggedCase, Outcome, Refusal, RefusalProposal, Subject, SubjectOrder};
use crate::id::PartnerId;
use crate::permission::Act;
use crate::policy::Policy;
use crate::vocabulary::{ClockKind, Kind};

fn say(subject: Subject) -> Command {
    let partner = (subject == Subject::Partner).then(|| PartnerId::parse("severn-water").unwrap());
    Command::Subject(SubjectOrder::Say {
        subject,
        partner,
        about: None,
        reason: words("So the customer says."),
    })
}

/// "It is about these members of staff".
pub(super) fn say_about(staff: &[u64]) -> Command {
    Command::Subject(SubjectOrder::Say {
        subject: Subject::Council,
        partner: None,
        about: Some(staff.iter().copied().map(user).collect()),
        reason: words("She names him in her letter."),
    })
}

fn take_late() -> Command {
    Command::Subject(SubjectOrder::TakeLate {
        reason: words("She was in hospital for a year."),
    })
}

fn refuse_as(code: &str, letter: &str) -> Command {
    Command::ProposeRefusal(RefusalProposal {
        code: reason_code(code),
        evidence: words("Her own letter gives the day."),
        letter: words(letter),
    })
}

const LETTER: &str =
    "We cannot look into this. You can go to the Local Government and Social Care Ombudsman.";

/// A complaint of 5 January 2026 about something that happened on that day.
fn about_something_of(happened: &str) -> Given {
    let new = LoggedCase {
        happened_on: Some(date(happened)),
        ..a(Kind::Complaint, "2026-01-05")
    };
    given([
        on("2026-01-05", adviser(), new),
        on(
            "2026-01-05",
            adviser(),
            Command::Triage(triage_as(Kind::Complaint, "complaint-corporate")),
        ),
    ])
}

#[test]
fn a_complaint_within_the_policys_time_is_not_refused_as_late_code_2() {
    // The last day is the same day twelve months later.
    for happened in ["2025-01-05", "2025-06-01", "2026-01-04"] {
        let case = about_something_of(happened);
        let until = date(happened).checked_add(jiff::ToSpan::months(12)).unwrap();
        case.when(on("2026-01-06", asha(), refuse_as("out-of-time", LETTER)))
            .then_refused(Refusal::NotLate { until });
        case.when(on("2026-01-06", asha(), take_late()))
            .then_refused(Refusal::NotLate { until });
    }
    about_something_of("2025-01-04")
        .when(on("2026-01-06", asha(), refuse_as("out-of-time", LETTER)))
        .then_names(&["refusal-proposed"]);
}

#[test]
fn a_late_complaint_is_taken_with_discretion_and_a_reason_and_then_not_refused_as_late_code_2() {
    let case = about_something_of("2024-11-01");
    let silent = Command::Subject(SubjectOrder::TakeLate { reason: words("") });
    case.when(on("2026-01-06", asha(), silent))
        .then_refused(Refusal::TextMissing("the reason"));
    let taken = case
        .when(on("2026-01-06", asha(), take_late()))
        .then_names(&["taken-late"]);
    assert!(taken.case().taken_late);
    taken
        .when(on("2026-01-06", asha(), take_late()))
        .then_refused(Refusal::NothingToChange);
    taken
        .when(on("2026-01-06", asha(), refuse_as("out-of-time", LETTER)))
        .then_refused(Refusal::TakenLate);
    // Another ground stays open, and the promises are those of every complaint.
    taken
        .when(on("2026-01-06", asha(), refuse_as("another-body", LETTER)))
        .then_names(&["refusal-proposed"]);
    assert_eq!(taken.running(), case.running());
}

#[test]
fn a_council_that_gives_less_time_than_the_code_counts_its_own_months() {
    let mut short: Policy = policy();
    for procedure in short.procedures.values_mut() {
        procedure.accept_within = Some(crate::policy::Limit {
            count: 6,
            unit: crate::policy::Unit::Months,
        });
    }
    let reason = short.refusal_reason(&reason_code("out-of-time")).unwrap();
    let built_in = crate::policy::defaults::refusal_reasons();
    let built_in = built_in.iter().find(|known| known.code == reason.code).unwrap();
    let procedure = short.procedures.values().next();
    assert!(
        built_in
            .told(&short, procedure)
            .contains("more than 6 months before")
    );
    assert!(!built_in.told(&short, procedure).contains("(("));
}

#[test]
fn how_a_councillor_behaves_goes_to_the_monitoring_officer_and_is_no_stage_1() {
    let case = about_something_of("2026-01-04").and([on("2026-01-06", asha(), say(Subject::Councillor))]);
    for stage_1 in [acknowledge(), draft()] {
        case.when(on("2026-01-06", asha(), stage_1))
            .then_refused(Refusal::GoesElsewhere("Monitoring Officer".to_owned()));
    }
    // The customer is told who and why, and a second person agrees.
    case.when(on("2026-01-06", asha(), refuse_as("councillor-conduct", LETTER)))
        .then_refused(Refusal::PostNotNamed("Monitoring Officer".to_owned()));
    let told = format!("How a councillor behaves is for the Monitoring Officer. {LETTER}");
    let agree = Command::AgreeRefusal { request: None };
    let after = case
        .and([on("2026-01-06", asha(), refuse_as("councillor-conduct", &told))])
        .when(on("2026-01-07", complaints_manager(), agree))
        .then_names(&["not-accepted", "closed"]);
    assert_eq!(after.case().outcome, Some(Outcome::NotAccepted));
    // Said wrongly, it is said again, and stage 1 begins.
    case.and([on("2026-01-06", asha(), say(Subject::Council))])
        .when(on("2026-01-06", asha(), acknowledge()))
        .then_names(&["point-added", "acknowledged", "clock-moved"]);
}

#[test]
fn a_policy_that_names_nobody_for_councillors_sends_nobody_away() {
    let mut without = policy();
    without.refusal_reasons.retain(|reason| reason.goes_to.is_none());
    Given::under(without)
        .and(complaint_in_hand())
        .and([on("2026-01-06", asha(), say(Subject::Councillor))])
        .when(on("2026-01-06", asha(), acknowledge()))
        .then_names(&["point-added", "acknowledged", "clock-moved"]);
}

#[test]
fn the_council_stays_responsible_for_a_partner_that_does_its_work_code_1() {
    let about_partner = [on("2026-01-06", asha(), say(Subject::Partner))];
    let mut contracted = policy();
    contracted
        .partners
        .iter_mut()
        .for_each(|partner| partner.acts_for_us = true);
    let case = Given::under(contracted)
        .and(complaint_in_hand())
        .and(about_partner.clone());
    case.when(on("2026-01-06", asha(), refuse_as("another-body", LETTER)))
        .then_refused(Refusal::CouncilAnswers);
    // It goes its ordinary way: the council acknowledges and answers.
    case.when(on("2026-01-06", asha(), acknowledge())).then_names(&[
        "point-added",
        "acknowledged",
        "clock-moved",
    ]);
    // A partner that works for itself answers for itself.
    given(complaint_in_hand())
        .and(about_partner)
        .when(on("2026-01-06", asha(), refuse_as("another-body", LETTER)))
        .then_names(&["refusal-proposed"]);
}

#[test]
fn whom_it_is_about_is_said_with_a_reason_of_a_complaint_whose_reply_is_not_out() {
    let nobody = Command::Subject(SubjectOrder::Say {
        subject: Subject::Partner,
        partner: PartnerId::parse("nobody").ok(),
        about: None,
        reason: words("So they say."),
    });
    let case = given(complaint_in_hand());
    case.when(on("2026-01-06", asha(), nobody))
        .then_refused(Refusal::NotInPolicy("partner"));
    case.when(on("2026-01-06", asha(), say(Subject::Council)))
        .then_refused(Refusal::NothingToChange);
    case.when(on("2026-01-06", councillor(), say(Subject::Councillor)))
        .then_refused(Refusal::NotPermitted(Act::Refuse));
    given(request_in_hand())
        .when(on("2026-01-06", manager(), say(Subject::Councillor)))
        .then_refused(Refusal::WrongKind(Kind::ServiceRequest));
    let sent = given(reply_sent());
    let status = sent.case().status();
    sent.when(on("2026-02-10", manager(), say(Subject::Councillor)))
        .then_refused(Refusal::NotInThisState(status));
}

// Complaint Handling Code 5: actual or perceived conflict of interest.
#[test]
fn a_member_of_staff_whom_it_turns_out_to_be_about_has_it_no_longer_and_does_nothing_to_it() {
    let case = given(complaint_in_hand());
    let named = case
        .when(on("2026-01-06", manager(), say_about(&[1])))
        .then_names(&["subject-said", "assigned"]);
    assert_eq!(named.case().about, [user(1)]);
    assert_eq!(named.case().owner, None);
    for order in [acknowledge(), say_about(&[]), withdraw()] {
        named
            .when(on("2026-01-06", asha(), order))
            .then_refused(Refusal::ConflictOfInterest);
    }
    named
        .when(on(
            "2026-01-06",
            manager(),
            assign("waste-crews", Some(1), Some("Back.")),
        ))
        .then_refused(Refusal::AboutTheOwner);
    named
        .when(on("2026-01-06", manager(), say_about(&[1])))
        .then_refused(Refusal::NothingToChange);
    // What is said of a partner leaves them named; said wrongly, it is taken back with a reason.
    let partner = named.and([on("2026-01-06", manager(), say(Subject::Partner))]);
    assert_eq!(partner.case().about, [user(1)]);
    let back = named
        .when(on("2026-01-07", manager(), say_about(&[])))
        .then_names(&["subject-said"]);
    assert_eq!(back.case().about, []);
}

// Complaint Handling Code 5, and domain, section 4: nobody investigates a complaint about themselves.
#[test]
fn what_whoever_it_is_about_found_wrote_or_approved_does_not_go_out_code_5() {
    let of_asha = || on("2026-01-16T14:00", manager(), say_about(&[1]));
    for written in [reply_waits(), reply_approved()] {
        let named = given(written).and([of_asha()]);
        assert_eq!(named.case().reply, None);
        assert_eq!(named.case().open_points().count(), 1);
        named
            .when(on("2026-01-16T15:00", ffion(), approve()))
            .then_refused(Refusal::ReplyNotReady);
        // Whoever has it next finds and writes for themselves.
        let next = named.and([
            on(
                "2026-01-17",
                manager(),
                assign("waste-crews", Some(2), Some("Asha is named.")),
            ),
            on("2026-01-17", bryn(), find(1, crate::vocabulary::Finding::Upheld)),
            on("2026-01-17", bryn(), draft()),
            on("2026-01-17", bryn(), ask_for_approval()),
            on("2026-01-17T15:00", ffion(), approve()),
        ]);
        let authors = &next.case().reply.as_ref().unwrap().authors;
        assert_eq!(authors, &[bryn().id]);
    }
    // An approval by whoever it is about was none.
    let of_approver = on("2026-01-16T14:00", complaints_manager(), say_about(&[4]));
    let named = given(reply_approved()).and([of_approver]);
    assert_eq!(named.case().open_points().count(), 0);
    named
        .when(on("2026-01-16T15:00", asha(), send()))
        .then_refused(Refusal::ApprovalNeeded(crate::vocabulary::Role::ServiceManager));
}

#[test]
fn nobody_is_turned_away_as_whoever_it_is_about_proposed_code_5() {
    let proposed =
        given(complaint_in_hand()).and([on("2026-01-06", asha(), refuse_as("another-body", LETTER))]);
    let agree = || Command::AgreeRefusal { request: None };
    proposed
        .when(on("2026-01-07", complaints_manager(), agree()))
        .then_names(&["not-accepted", "closed"]);
    proposed
        .and([on("2026-01-07", manager(), say_about(&[1]))])
        .when(on("2026-01-07", complaints_manager(), agree()))
        .then_refused(Refusal::NoRefusalProposed);
}

#[test]
fn a_reviewer_whom_it_turns_out_to_be_about_reviews_it_no_longer_code_5() {
    let named = given(stage_2_acknowledged())
        .when(on("2026-01-26", complaints_manager(), say_about(&[10])))
        .then_names(&["subject-said", "conflict-declared"]);
    assert_eq!((named.case().reviewer(), &named.case().owner), (None, &None));
    named
        .when(on("2026-01-26", complaints_manager(), name_reviewer(10, None)))
        .then_refused(Refusal::HadPartInStage1);
    named
        .when(on("2026-01-26", complaints_manager(), name_reviewer(11, None)))
        .then_allowed();
}

#[test]
fn a_complaint_of_nobody_goes_the_whole_way_and_its_reply_is_kept() {
    let anonymous = LoggedCase {
        customer: None,
        ..a(Kind::Complaint, "2026-01-05")
    };
    let mut steps = reply_sent();
    steps[0] = on("2026-01-05", crate::permission::Actor::customer(None), anonymous);
    let case = given(steps);
    // Nothing is left out of its way, and what nobody can be sent stands in the record.
    assert_eq!(case.running(), given(reply_sent()).running());
    assert!(case.case().reply_sent_at().is_some());
    assert_eq!(case.case().correspondent(), None);
}

#[test]
fn what_is_raised_before_the_reply_joins_and_after_it_is_a_linked_case_code_6() {
    use crate::case::Relation;
    let more = || Command::AddPoint(point(2));
    given(reply_approved())
        .when(on("2026-01-16T15:00", asha(), more()))
        .then_names(&["point-added"]);
    let sent = given(reply_sent());
    let status = sent.case().status();
    sent.when(on("2026-01-20", asha(), more()))
        .then_refused(Refusal::NotInThisState(status));
    sent.when(on("2026-01-20", asha(), link(Relation::FollowedBy)))
        .then_names(&["linked"]);
}

#[test]
fn a_data_protection_complaint_is_not_held_back_by_a_wider_one_data_protection_act_164a() {
    use crate::case::take_in;
    let wider = given(complaint_acknowledged());
    let as_data = Command::Triage(triage_as(Kind::Complaint, "complaint-data-protection"));
    let about_data = given([
        on("2026-01-05", customer(), a(Kind::Complaint, "2026-01-05")),
        on("2026-01-05T14:00", adviser(), as_data),
    ]);
    let due = about_data.due(ClockKind::Acknowledge);
    assert_eq!(due, date("2026-02-04"));
    // It never goes on in the wider one, whose clocks are others, nor the wider one in it.
    let from = case_id(77);
    assert_eq!(
        take_in(wider.case(), (&from, about_data.case()), &GoesAlong::default()),
        Err(Refusal::OtherProcedure)
    );
    assert_eq!(
        take_in(about_data.case(), (&from, wider.case()), &GoesAlong::default()),
        Err(Refusal::OtherProcedure)
    );
    // Beside it, linked, it keeps its own thirty calendar days.
    let linked = about_data.and([on("2026-01-06", asha(), link(crate::case::Relation::RelatedTo))]);
    assert_eq!(linked.due(ClockKind::Acknowledge), due);
}

/// A procedure that a council invents: from its file to a reply, by the same engine.
#[test]
fn a_procedure_that_a_council_invents_is_run_from_its_file_to_the_reply() {
    let invented = "[procedure.allotment-dispute]\nkind = \"complaint\"\nname = \"Allotment dispute\"\n\
                    acknowledge = \"2 working days\"\n\n[procedure.allotment-dispute.stage.1]\n\
                    reply = \"7 working days\"\nof = \"acknowledged\"\nextend_by = \"3 working days\"\n\
                    reply_approved_by = \"service-manager\"\n\n";
    let demo = include_str!("../../../../../policies/demo.toml");
    let source = demo.replacen("[mail]", &format!("{invented}[mail]"), 1);
    let mut council = policy();
    let read = Policy::parse(&source).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let id = super::council::procedure("allotment-dispute");
    let procedure = read.procedures.get(&id).expect("it is read").clone();
    council.procedures.insert(id, procedure);
    let triaged = Command::Triage(triage_as(Kind::Complaint, "allotment-dispute"));
    let case = Given::under(council).and([
        on("2026-01-05", customer(), a(Kind::Complaint, "2026-01-05")),
        on("2026-01-05T14:00", adviser(), triaged),
    ]);
    // Its own promises, not those of the Code.
    assert_eq!(case.due(ClockKind::Acknowledge), date("2026-01-07"));
    let case = case.and([on("2026-01-06", asha(), acknowledge())]);
    assert_eq!(case.due(ClockKind::Reply), date("2026-01-15"));
    case.when(on("2026-01-07", asha(), extend_to("2026-01-21")))
        .then_refused(Refusal::GoodReasonNeeded {
            until: date("2026-01-20"),
            agreed_by: crate::vocabulary::Role::ServiceManager,
        });
    let mut steps = vec![on(
        "2026-01-08",
        asha(),
        find(1, crate::vocabulary::Finding::Upheld),
    )];
    steps.push(on("2026-01-08", asha(), draft()));
    steps.push(on("2026-01-09", asha(), ask_for_approval()));
    let waits = case.and(steps);
    waits
        .when(on("2026-01-12", asha(), send()))
        .then_refused(Refusal::ApprovalNeeded(crate::vocabulary::Role::ServiceManager));
    let sent = waits.and([
        on("2026-01-12", manager(), approve()),
        on("2026-01-13", asha(), send()),
    ]);
    assert!(sent.case().reply_sent_at().is_some());
    assert!(waits.running().contains(&ClockKind::Reply));
    assert!(!sent.running().contains(&ClockKind::Reply));
}
