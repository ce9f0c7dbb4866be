//! Stage 2: who may ask and how, who reviews it, by when, and what the reviewer says of each point.

use super::council::{policy, procedure, reason_code};
use super::harness::{Given, date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{
    AskForStage2, Command, NewReviewer, NoPart, Outcome, PointState, Refusal, RefusalProposal, RefusalState,
    ReviewState, ReviewView, Status, Timeliness,
};
use crate::permission::Act;
use crate::policy::{Policy, RefusedBy};
use crate::vocabulary::{Channel, ClockKind, Finding, Kind, Role};

fn with(change: impl Fn(&mut crate::policy::Procedure)) -> Policy {
    let mut policy = policy();
    change(
        policy
            .procedures
            .get_mut(&procedure("complaint-corporate"))
            .unwrap(),
    );
    policy
}

/// Stage 2 can be asked for within ten working days of the reply: until 2 February.
fn within_ten_days() -> Policy {
    with(|procedure| procedure.ask_for_stage_2_within = Some(super::council::working_days(10)))
}

#[test]
fn a_customer_asks_for_stage_2_without_a_reason_housing_6_12() {
    let asked = given(complaint_closed())
        .when(on(
            "2026-01-21",
            customer(),
            ask_for_stage_2(Channel::Online, "2026-01-21"),
        ))
        .then_names(&["stage2-asked", "clock-started", "clock-started"]);
    assert_eq!(asked.case().status(), Status::ReviewAsked);
    assert_eq!(asked.case().stage, 2);
    assert!(!asked.case().is_closed());
}

#[test]
fn stage_2_is_asked_for_by_any_channel_of_any_member_of_staff_who_takes_contacts_code_3() {
    for channel in [
        Channel::Phone,
        Channel::Letter,
        Channel::Email,
        Channel::WebChat,
        Channel::InPerson,
    ] {
        for actor in [adviser(), dilys(), rhian()] {
            given(complaint_closed())
                .when(on("2026-01-22", actor, ask_for_stage_2(channel, "2026-01-21")))
                .then_allowed();
        }
    }
}

#[test]
fn nobody_asks_for_stage_2_in_another_customers_name() {
    given(complaint_closed())
        .when(on(
            "2026-01-21",
            neighbour(),
            ask_for_stage_2(Channel::Online, "2026-01-21"),
        ))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
    given(complaint_closed())
        .when(on(
            "2026-01-21",
            customer(),
            ask_for_stage_2(Channel::Phone, "2026-01-21"),
        ))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
}

#[test]
fn stage_2_waits_for_the_reply_of_stage_1_and_for_the_minutes_in_which_it_can_be_undone() {
    given(reply_approved())
        .when(on(
            "2026-01-19",
            adviser(),
            ask_for_stage_2(Channel::Phone, "2026-01-19"),
        ))
        .then_refused(Refusal::NoReplyToReview);
    let sent = given(reply_sent());
    sent.when(on(
        "2026-01-19T12:03",
        adviser(),
        ask_for_stage_2(Channel::Phone, "2026-01-19"),
    ))
    .then_refused(Refusal::NoReplyToReview);
    sent.when(on(
        "2026-01-19T12:05",
        adviser(),
        ask_for_stage_2(Channel::Phone, "2026-01-19"),
    ))
    .then_allowed();
    given(request_in_hand())
        .when(on(
            "2026-01-19",
            adviser(),
            ask_for_stage_2(Channel::Phone, "2026-01-19"),
        ))
        .then_refused(Refusal::WrongKind(Kind::ServiceRequest));
}

#[test]
fn it_is_asked_for_once_of_one_reply() {
    given(stage_2_asked())
        .when(on(
            "2026-01-22",
            adviser(),
            ask_for_stage_2(Channel::Phone, "2026-01-22"),
        ))
        .then_refused(Refusal::Stage2AskedBefore);
}

#[test]
fn it_is_acknowledged_in_5_days_and_answered_20_after_that_at_the_latest_code_6() {
    let asked = given(stage_2_asked());
    assert_eq!(asked.due(ClockKind::Acknowledge), date("2026-01-28"));
    assert_eq!(asked.due(ClockKind::Reply), date("2026-02-25"));
    assert!(asked.clock(ClockKind::Reply).is_at_the_latest(date("2026-01-22")));
    let acknowledged = given(stage_2_acknowledged());
    assert_eq!(acknowledged.due(ClockKind::Reply), date("2026-02-20"));
    assert_eq!(acknowledged.case().status(), Status::BeingReviewed);
}

#[test]
fn a_request_that_came_by_letter_counts_from_the_day_on_which_it_came() {
    let asked = given(complaint_closed()).and([on(
        "2026-01-23",
        adviser(),
        ask_for_stage_2(Channel::Letter, "2026-01-21"),
    )]);
    assert_eq!(asked.due(ClockKind::Acknowledge), date("2026-01-28"));
    given(complaint_closed())
        .when(on(
            "2026-01-23",
            adviser(),
            ask_for_stage_2(Channel::Letter, "2026-01-24"),
        ))
        .then_refused(Refusal::ReceivedInTheFuture);
}

#[test]
fn more_time_at_stage_2_is_20_days_at_most_with_the_ombudsman_in_the_letter_code_6() {
    let acknowledged = given(stage_2_acknowledged());
    let extended = acknowledged
        .when(on("2026-02-18", rhian(), extend_to("2026-03-20")))
        .then_allowed();
    assert_eq!(extended.case().status(), Status::NeedsMoreTime);
    acknowledged
        .when(on("2026-02-18", rhian(), extend_to("2026-03-23")))
        .then_refused(Refusal::GoodReasonNeeded {
            until: date("2026-03-20"),
            agreed_by: Role::ServiceManager,
        });
}

#[test]
fn how_stage_1_stood_is_kept_beside_stage_2() {
    let case = given(stage_2_replied());
    let case = case.case();
    let before = &case.review.as_ref().unwrap().stage_1;
    assert_eq!(before.replied_on, Some(date("2026-01-19")));
    assert_eq!(before.owner, Some(user(1)));
    assert_eq!(before.ended.as_ref().unwrap().outcome, Some(Outcome::Done));
    assert_eq!(case.replied_on, Some(date("2026-02-09")));
    assert_eq!(case.reply.as_ref().unwrap().stage, 2);
    assert!(!case.is_closed());
}

#[test]
fn whoever_had_a_part_in_stage_1_does_not_review_it_code_6() {
    // Asha had it, wrote the reply and found on the point; the manager approved it.
    for number in [1, 4] {
        given(stage_2_asked())
            .when(on("2026-01-22", complaints_manager(), accept_stage_2(number)))
            .then_refused(Refusal::HadPartInStage1);
    }
    given(stage_2_asked())
        .when(on("2026-01-22", complaints_manager(), accept_stage_2(10)))
        .then_names(&["stage2-accepted", "reviewer-named"]);
}

#[test]
fn whoever_gave_more_time_agreed_to_it_or_sent_the_reply_back_had_a_part_in_stage_1() {
    let mut steps = Vec::from(complaint_acknowledged());
    steps.push(on("2026-01-08", manager(), agree_to("2026-02-27")));
    steps.push(on("2026-01-09", bryn(), extend_to("2026-02-26")));
    let case = given(steps);
    assert_eq!(case.case().had_part, [user(1), user(4), user(2)]);
    let sent_back = given(reply_waits()).and([on("2026-01-16", complaints_manager(), send_back())]);
    assert!(sent_back.case().had_part_in_stage_1(&user(6)));
}

#[test]
fn whoever_the_complaint_is_about_does_not_review_it_code_5() {
    let about = crate::case::TriageAnswers {
        about: vec![user(10)],
        ..triage_as(Kind::Complaint, "complaint-corporate")
    };
    let mut steps = stage_2_asked();
    steps[1] = on("2026-01-05T14:00", adviser(), Command::Triage(about));
    given(steps)
        .when(on("2026-01-22", complaints_manager(), accept_stage_2(10)))
        .then_refused(Refusal::HadPartInStage1);
}

#[test]
fn whoever_is_named_to_review_has_a_role_that_may_complaint_handling_code_6() {
    let asked = given(stage_2_asked());
    for roles in [vec![], vec![Role::Staff, Role::Adviser], vec![Role::Councillor]] {
        let named = Command::AcceptStage2 {
            reviewer: NewReviewer {
                roles,
                ..reviewer(10)
            },
            discretion: None,
        };
        asked
            .when(on("2026-01-22", complaints_manager(), named))
            .then_refused(Refusal::NotAReviewer);
    }
    asked
        .when(on("2026-01-22", complaints_manager(), accept_stage_2(10)))
        .then_allowed();
}

#[test]
fn of_the_reviewer_it_is_said_that_they_had_no_part_in_stage_1() {
    let undeclared = Command::AcceptStage2 {
        reviewer: NewReviewer {
            no_part: NoPart::NotDeclared,
            ..reviewer(10)
        },
        discretion: None,
    };
    given(stage_2_asked())
        .when(on("2026-01-22", complaints_manager(), undeclared))
        .then_refused(Refusal::NoPartNotDeclared);
}

#[test]
fn a_conflict_that_shows_later_brings_another_reviewer_code_5() {
    let declared = given(stage_2_acknowledged())
        .when(on("2026-01-26", rhian(), declare_conflict()))
        .then_names(&["conflict-declared"]);
    assert_eq!(declared.case().reviewer(), None);
    assert_eq!(declared.case().owner, None);
    declared
        .when(on("2026-01-26", complaints_manager(), name_reviewer(10, None)))
        .then_refused(Refusal::HadPartInStage1);
    let named = declared
        .when(on("2026-01-26", complaints_manager(), name_reviewer(11, None)))
        .then_allowed();
    assert_eq!(named.case().owner, Some(user(11)));
    named
        .when(on("2026-01-27", rhian(), review(1, ReviewView::Agree)))
        .then_refused(Refusal::NotTheReviewer);
}

#[test]
fn another_reviewer_is_named_with_a_reason_while_there_is_one() {
    let accepted = given(stage_2_accepted());
    accepted
        .when(on("2026-01-23", complaints_manager(), name_reviewer(11, None)))
        .then_refused(Refusal::TextMissing("the reason for another reviewer"));
    accepted
        .when(on(
            "2026-01-23",
            complaints_manager(),
            name_reviewer(11, Some("Rhian is ill.")),
        ))
        .then_allowed();
}

#[test]
fn a_late_request_is_accepted_with_discretion_and_a_reason_code_5_7() {
    let asked = Given::under(within_ten_days()).and(complaint_closed()).and([on(
        "2026-02-03",
        customer(),
        ask_for_stage_2(Channel::Online, "2026-02-03"),
    )]);
    assert_eq!(asked.case().review.as_ref().unwrap().timeliness, Timeliness::Late);
    asked
        .when(on("2026-02-04", complaints_manager(), accept_stage_2(10)))
        .then_refused(Refusal::DiscretionNeeded);
    let with_reason = Command::AcceptStage2 {
        reviewer: reviewer(10),
        discretion: Some(words("The customer was in hospital.")),
    };
    asked
        .when(on("2026-02-04", complaints_manager(), with_reason))
        .then_allowed();
    let in_time = Given::under(within_ten_days()).and(complaint_closed()).and([on(
        "2026-02-02",
        customer(),
        ask_for_stage_2(Channel::Online, "2026-02-02"),
    )]);
    assert_eq!(
        in_time.case().review.as_ref().unwrap().timeliness,
        Timeliness::InTime
    );
}

#[test]
fn only_whoever_asked_late_is_told_that_they_asked_too_late_code_6() {
    let late = |policy, day| {
        let asked = Given::under(policy).and(complaint_closed()).and([on(
            day,
            customer(),
            ask_for_stage_2(Channel::Online, day),
        )]);
        let late = RefusalProposal {
            code: reason_code("late-for-stage-2"),
            ..proposal()
        };
        asked.when(on("2026-02-04", ffion(), Command::ProposeRefusal(late)))
    };
    late(within_ten_days(), "2026-02-02").then_refused(Refusal::NotLateForStage2);
    late(within_ten_days(), "2026-02-03").then_names(&["refusal-proposed"]);
    // Where the policy gives no limit, nobody is late.
    late(with(|_| {}), "2026-02-03").then_refused(Refusal::NotLateForStage2);
}

#[test]
fn a_request_is_turned_away_with_a_code_the_ombudsman_and_a_second_person_code_2() {
    let proposed = given(stage_2_asked())
        .when(on("2026-01-22", ffion(), propose_refusal()))
        .then_names(&["refusal-proposed"]);
    proposed
        .when(on("2026-01-22", ffion(), Command::AgreeRefusal { request: None }))
        .then_refused(Refusal::SecondPersonNeeded);
    let refused = proposed
        .when(on(
            "2026-01-23",
            complaints_manager(),
            Command::AgreeRefusal { request: None },
        ))
        .then_names(&["stage2-not-accepted"]);
    let case = refused.case();
    assert_eq!(case.stage, 1);
    assert!(case.is_closed(), "it is as stage 1 left it");
    assert_eq!(case.outcome, Some(Outcome::Done));
    assert_eq!(case.replied_on, Some(date("2026-01-19")));
    assert_eq!(refused.running(), []);
    assert_eq!(case.refusal, RefusalState::None);
    let state = &case.review.as_ref().unwrap().state;
    assert!(matches!(state, ReviewState::NotAccepted { .. }));
    refused
        .when(on(
            "2026-01-26",
            adviser(),
            ask_for_stage_2(Channel::Phone, "2026-01-26"),
        ))
        .then_refused(Refusal::Stage2AskedBefore);
}

// Domain 4.8 and 4.11: whoever takes a request back takes back no more than that; stage 1 was answered and had its lesson.
#[test]
fn a_request_that_is_taken_back_leaves_stage_1_as_it_was_and_can_be_made_again() {
    let closed = given(complaint_closed());
    for steps in [stage_2_asked(), stage_2_accepted(), stage_2_acknowledged()] {
        let taken_back = given(steps)
            .when(on("2026-01-26", customer(), withdraw()))
            .then_names(&["stage2-withdrawn"]);
        let (case, before) = (taken_back.case(), closed.case());
        assert_eq!((case.stage, case.status()), (1, Status::Closed));
        assert_eq!(case.outcome, Some(Outcome::Done));
        assert_eq!((&case.sentence, &case.lesson), (&before.sentence, &before.lesson));
        assert_eq!((&case.reply, case.replied_on), (&before.reply, before.replied_on));
        assert_eq!((&case.clocks, &case.points), (&before.clocks, &before.points));
        assert!(!case.was_turned_away());
        let again = taken_back
            .when(on(
                "2026-01-27",
                customer(),
                ask_for_stage_2(Channel::Online, "2026-01-27"),
            ))
            .then_allowed();
        assert_eq!(again.case().review.as_ref().unwrap().state, ReviewState::Asked);
        // An Ombudsman who asks before that asks early: we would still look at it.
        let early = taken_back.and([on(
            "2026-01-27",
            complaints_manager(),
            record_enquiry("2026-01-27"),
        )]);
        assert_eq!(early.case().enquiries[0].referral, crate::case::Referral::Early);
    }
    given(stage_2_replied())
        .when(on("2026-02-10", customer(), withdraw()))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
}

#[test]
fn a_request_that_is_taken_back_before_the_case_was_closed_leaves_it_open_to_be_closed() {
    let asked = given(reply_sent()).and([on(
        "2026-01-21",
        customer(),
        ask_for_stage_2(Channel::Online, "2026-01-21"),
    )]);
    let taken_back = asked.and([on("2026-01-22", customer(), withdraw())]);
    assert_eq!(taken_back.case().status(), Status::ReplySent);
    taken_back
        .when(on("2026-01-23", asha(), close(Outcome::Done)))
        .then_allowed();
}

#[test]
fn a_council_may_let_one_person_turn_a_request_away() {
    Given::under(with(|procedure| {
        procedure.stage_2_refused_by = RefusedBy::OnePerson;
    }))
    .and(stage_2_asked())
    .when(on("2026-01-22", ffion(), propose_refusal()))
    .then_names(&["refusal-proposed", "stage2-not-accepted"]);
}

#[test]
fn a_request_that_a_second_person_would_not_turn_away_goes_on() {
    let declined = given(stage_2_asked()).and([
        on("2026-01-22", ffion(), propose_refusal()),
        on(
            "2026-01-23",
            complaints_manager(),
            Command::DeclineRefusal {
                reason: words("It is not late."),
            },
        ),
    ]);
    declined
        .when(on("2026-01-23", complaints_manager(), accept_stage_2(10)))
        .then_allowed();
}

#[test]
fn an_accepted_request_is_not_turned_away_any_more() {
    given(stage_2_accepted())
        .when(on("2026-01-23", ffion(), propose_refusal()))
        .then_refused(Refusal::NotInThisState(Status::BeingReviewed));
}

#[test]
fn the_finding_of_stage_2_stands_beside_the_one_of_stage_1() {
    let reviewed = given(stage_2_acknowledged())
        .when(on("2026-02-05", rhian(), review(1, ReviewView::Change)))
        .then_names(&["point-reviewed"]);
    let point = &reviewed.case().points[0];
    assert!(matches!(
        point.state,
        PointState::Found {
            finding: Finding::Upheld,
            ..
        }
    ));
    assert_eq!(
        point.review.as_ref().unwrap().finding,
        Some(Finding::PartlyUpheld)
    );
    reviewed
        .when(on("2026-02-05", rhian(), find(1, Finding::NotUpheld)))
        .then_refused(Refusal::NotPermitted(Act::RecordFinding));
    reviewed
        .when(on("2026-02-05", asha(), find(1, Finding::NotUpheld)))
        .then_refused(Refusal::NotInThisState(Status::BeingReviewed));
}

#[test]
fn a_changed_finding_says_what_is_found_and_every_view_says_why_code_6_7() {
    let Command::ReviewPoint { point, view, .. } = review(1, ReviewView::Change) else {
        unreachable!()
    };
    given(stage_2_acknowledged())
        .when(on(
            "2026-02-05",
            rhian(),
            Command::ReviewPoint {
                point: point.clone(),
                view,
                finding: None,
                reason: words("why"),
            },
        ))
        .then_refused(Refusal::FindingMissing);
    // What stage 1 found is no change, and is counted as none.
    given(stage_2_acknowledged())
        .when(on(
            "2026-02-05",
            rhian(),
            Command::ReviewPoint {
                point: point.clone(),
                view,
                finding: Some(Finding::Upheld),
                reason: words("why"),
            },
        ))
        .then_refused(Refusal::FindingMissing);
    given(stage_2_acknowledged())
        .when(on(
            "2026-02-05",
            rhian(),
            Command::ReviewPoint {
                point,
                view: ReviewView::Agree,
                finding: None,
                reason: words(" "),
            },
        ))
        .then_refused(Refusal::TextMissing("the reason"));
}

#[test]
fn the_reply_of_stage_2_answers_every_point_and_is_approved_like_stage_1_code_6_7() {
    let drafted = given(stage_2_acknowledged()).and([on("2026-02-05", rhian(), draft_of_stage_2())]);
    let ask = || Command::AskForApproval {
        reply: reply_id_of_stage_2(),
    };
    drafted
        .when(on("2026-02-05", rhian(), ask()))
        .then_refused(Refusal::PointNotAnswered(point_id(1)));
    let not_looked_at = drafted.and([on("2026-02-05", rhian(), review(1, ReviewView::NotLookedAtFully))]);
    not_looked_at
        .when(on("2026-02-05", rhian(), ask()))
        .then_refused(Refusal::PointNotAnswered(point_id(1)));
    let agreed = not_looked_at.and([on("2026-02-06", rhian(), review(1, ReviewView::Agree))]);
    agreed.when(on("2026-02-06", rhian(), ask())).then_allowed();
}

#[test]
fn whoever_had_a_part_in_stage_1_writes_no_reply_of_stage_2_code_6() {
    given(stage_2_acknowledged())
        .when(on("2026-02-05", asha(), draft_of_stage_2()))
        .then_refused(Refusal::OwnPartInStage1);
    given(stage_2_asked())
        .when(on("2026-01-21T13:00", rhian(), draft_of_stage_2()))
        .then_refused(Refusal::NoReview);
}

#[test]
fn whoever_had_a_part_in_stage_1_decides_on_no_reply_of_stage_2_code_6() {
    let reply = reply_id_of_stage_2;
    let waits = given(stage_2_acknowledged()).and([
        on("2026-02-05", rhian(), review(1, ReviewView::Agree)),
        on("2026-02-05", rhian(), draft_of_stage_2()),
        on("2026-02-05", rhian(), Command::AskForApproval { reply: reply() }),
    ]);
    let approve = || Command::ApproveReply { reply: reply() };
    let send_back = || Command::SendBackReply {
        reply: reply(),
        what_to_change: words("Say less."),
    };
    // The manager approved the reply of stage 1.
    for decides in [approve(), send_back()] {
        waits
            .when(on("2026-02-06", manager(), decides.clone()))
            .then_refused(Refusal::OwnPartInStage1);
        waits
            .when(on("2026-02-06", complaints_manager(), decides))
            .then_allowed();
    }
}

#[test]
fn whoever_had_a_part_in_stage_1_turns_no_request_for_stage_2_away_code_6() {
    given(stage_2_asked())
        .when(on("2026-01-22", manager(), propose_refusal()))
        .then_refused(Refusal::OwnPartInStage1);
    let proposed = given(stage_2_asked()).and([on("2026-01-22", complaints_manager(), propose_refusal())]);
    let agree = || Command::AgreeRefusal { request: None };
    proposed
        .when(on("2026-01-23", manager(), agree()))
        .then_refused(Refusal::OwnPartInStage1);
    proposed
        .when(on("2026-01-23", ffion(), agree()))
        .then_names(&["stage2-not-accepted"]);
}

#[test]
fn a_view_that_changes_after_approval_takes_the_approval_back() {
    let reply = reply_id_of_stage_2;
    let changed = given(stage_2_acknowledged()).and([
        on("2026-02-05", rhian(), review(1, ReviewView::Agree)),
        on("2026-02-05", rhian(), draft_of_stage_2()),
        on("2026-02-05", rhian(), Command::AskForApproval { reply: reply() }),
        on(
            "2026-02-05",
            complaints_manager(),
            Command::ApproveReply { reply: reply() },
        ),
        on("2026-02-06", rhian(), review(1, ReviewView::Change)),
    ]);
    changed
        .when(on(
            "2026-02-06",
            rhian(),
            Command::SendReply {
                reply: reply(),
                letter: words("letter"),
            },
        ))
        .then_refused(Refusal::ApprovalNeeded(Role::ComplaintsManager));
}

#[test]
fn what_a_complaint_is_and_whose_is_settled_at_stage_2() {
    let accepted = given(stage_2_accepted());
    let refused = || Refusal::NotInThisState(Status::BeingReviewed);
    let moved = Command::Transfer {
        service: super::council::service("parks"),
        reason: words("why"),
    };
    for command in [
        Command::Triage(triage_as(Kind::Complaint, "complaint-housing")),
        change_kind(Kind::ServiceRequest, "service-request", "2026-01-05"),
        assign("waste-crews", Some(2), Some("why")),
        moved,
        close(Outcome::Duplicate),
    ] {
        accepted
            .when(on("2026-01-23", complaints_manager(), command))
            .then_refused(refused());
    }
    accepted
        .when(on("2026-01-23", rhian(), close(Outcome::Done)))
        .then_refused(Refusal::ComplaintNeedsReply);
}

#[test]
fn a_new_issue_after_the_reply_of_stage_1_is_a_new_complaint_code_6() {
    given(stage_2_accepted())
        .when(on("2026-01-23", rhian(), acknowledge_points(vec![point(2)])))
        .then_refused(Refusal::NotInThisState(Status::BeingReviewed));
}

#[test]
fn a_complaint_is_closed_and_reopened_at_the_stage_it_was_at() {
    let closed = given(stage_2_replied()).and([on("2026-02-10", rhian(), close(Outcome::Done))]);
    let reopened = closed
        .when(on("2026-02-12", complaints_manager(), reopen()))
        .then_names(&["reopened", "clock-started"]);
    assert_eq!(reopened.case().stage, 2);
    assert_eq!(reopened.due(ClockKind::Reply), date("2026-03-12"));
    assert_eq!(reopened.case().reviewer(), Some(&user(10)));
}

#[test]
fn reasons_are_kept_where_they_are_given() {
    let asked = Command::AskForStage2(AskForStage2 {
        channel: Channel::Online,
        on: date("2026-01-21"),
        reasons: Some(words("You did not ask the crew.")),
    });
    let asked = given(complaint_closed()).and([on("2026-01-21", customer(), asked)]);
    assert_eq!(
        asked.case().review.as_ref().unwrap().reasons,
        Some(words("You did not ask the crew.").reference())
    );
}

#[test]
fn where_there_is_one_stage_the_next_step_is_the_commissioner_data_protection_act_164a() {
    let personal_data = crate::case::TriageAnswers {
        ..triage_as(Kind::Complaint, "complaint-data-protection")
    };
    let mut steps = complaint_closed();
    steps[1] = on("2026-01-05T14:00", adviser(), Command::Triage(personal_data));
    // The test council has nobody approve such a reply.
    steps.retain(|step| {
        !matches!(&step.what, super::harness::What::Do(command)
            if matches!(**command, Command::AskForApproval { .. } | Command::ApproveReply { .. }))
    });
    given(steps)
        .when(on(
            "2026-01-22",
            adviser(),
            ask_for_stage_2(Channel::Phone, "2026-01-22"),
        ))
        .then_refused(Refusal::NoStage2);
}
