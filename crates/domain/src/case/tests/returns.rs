//! Back to stage 1 for more work (paper 004, 3.3e and 8.2; domain 4.9).

use super::council::{policy, procedure};
use super::harness::{Given, Step, date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{Command, Refusal, ReplyText, ReviewView, Status};
use crate::permission::{Act, Actor};
use crate::vocabulary::{ClockKind, Finding, Role};

/// Stage 2 acknowledged, one point not looked at fully, and the customer told why it goes back.
pub(super) fn told() -> Vec<Step> {
    let mut steps = stage_2_acknowledged();
    steps.push(on("2026-01-27", rhian(), review(1, ReviewView::NotLookedAtFully)));
    steps.push(on("2026-01-28", rhian(), tell_why("2026-01-28")));
    steps
}

/// The same, told why, and back at stage 1 for more work by 6 February.
pub(super) fn returned() -> Vec<Step> {
    let mut steps = told();
    steps.push(on("2026-01-28", rhian(), send_to_stage_1(1, "2026-02-06")));
    steps
}

/// The same, and an additional reply of stage 1 by Asha, approved by the manager and sent on 3 February.
pub(super) fn answered_again() -> Vec<Step> {
    let mut steps = returned();
    steps.extend(additional_reply(&asha()));
    steps
}

fn additional_reply(by: &Actor) -> Vec<Step> {
    let reply = additional_reply_id;
    let text = ReplyText {
        id: reply(),
        ..whole_reply()
    };
    let letter = words("We looked at it again.");
    vec![
        on("2026-02-02", by.clone(), Command::DraftReply(text)),
        on(
            "2026-02-02",
            by.clone(),
            Command::AskForApproval { reply: reply() },
        ),
        on("2026-02-02", ffion(), Command::ApproveReply { reply: reply() }),
        on(
            "2026-02-03",
            by.clone(),
            Command::SendReply {
                reply: reply(),
                letter,
            },
        ),
    ]
}

fn done() -> Vec<Step> {
    let mut steps = answered_again();
    steps.push(on("2026-02-04", asha(), finish_return()));
    steps
}

// Paper 004, 8.2, and domain 4.9: what stage 1 does once more is answered in writing, approved as a reply of stage 1 is,
// and leaves the promise of stage 2 as it is.
#[test]
fn what_stage_1_does_once_more_is_answered_to_the_customer_before_it_is_reviewed() {
    let back = given(returned());
    back.when(on("2026-02-04", asha(), finish_return()))
        .then_refused(Refusal::AdditionalReplyMissing);
    back.and(additional_reply(&asha()).into_iter().take(1))
        .when(on(
            "2026-02-03",
            asha(),
            Command::SendReply {
                reply: additional_reply_id(),
                letter: words("Too soon."),
            },
        ))
        .then_refused(Refusal::ApprovalNeeded(Role::ServiceManager));
    let answered = given(answered_again());
    // Nobody takes away the minutes in which it can be undone (domain, section 4).
    let until = super::harness::moment("2026-02-03T12:05");
    answered
        .when(on("2026-02-03T12:04", asha(), finish_return()))
        .then_refused(Refusal::StillToBeTakenBack { until });
    assert_eq!(answered.case().status(), Status::BackAtStage1);
    assert!(answered.running().contains(&ClockKind::Reply));
    assert_eq!(answered.case().replied_on, None);
    assert_eq!(answered.case().reply.as_ref().unwrap().stage, 1);
    // Who decided on it had a part in stage 1.
    assert!(answered.case().had_part_in_stage_1(&user(12)));
    let finished = given(done());
    assert_eq!(
        finished.case().reply,
        None,
        "the reviewer's reply is one of its own"
    );
    finished
        .when(on("2026-02-05", rhian(), draft_of_stage_2()))
        .then_allowed();
}

#[test]
fn an_additional_reply_can_be_taken_back_for_its_minutes_and_stage_2_runs_on() {
    let undo = Command::UndoSend {
        reply: additional_reply_id(),
    };
    let undone = given(answered_again())
        .when(on("2026-02-03T12:02", asha(), undo))
        .then_allowed();
    assert!(undone.running().contains(&ClockKind::Reply));
    undone
        .when(on("2026-02-04", asha(), finish_return()))
        .then_refused(Refusal::AdditionalReplyMissing);
}

// ux 3.5.9: the customer can accept it, which closes, or has the review finished with no new request.
#[test]
fn the_customer_accepts_the_additional_reply_or_has_the_review_finished_without_asking() {
    for steps in [answered_again(), done()] {
        let accepted = given(steps)
            .when(on("2026-02-05", customer(), withdraw()))
            .then_names(&["stage2-withdrawn"]);
        let case = accepted.case();
        assert!(case.is_closed());
        assert_eq!(
            case.reply.as_ref().map(|reply| &reply.id),
            Some(&additional_reply_id())
        );
        assert_eq!(case.replied_on, Some(date("2026-02-03")));
        assert!(accepted.running().is_empty());
    }
    // Without an additional reply, the first one stands.
    let first = given(returned())
        .when(on("2026-01-29", customer(), withdraw()))
        .then_allowed();
    assert_eq!(
        first.case().reply.as_ref().map(|reply| &reply.id),
        Some(&reply_id())
    );
    // Whoever says nothing has the review finished by the same reviewer.
    let finished = given(done());
    assert_eq!(finished.case().status(), Status::BeingReviewed);
    assert_eq!(finished.due(ClockKind::Reply), date("2026-02-20"));
}

#[test]
fn it_goes_back_only_after_the_customer_was_told_why_paper_004_8_2() {
    given(stage_2_acknowledged())
        .when(on("2026-01-28", rhian(), send_to_stage_1(1, "2026-02-06")))
        .then_refused(Refusal::CustomerNotTold);
    given(told())
        .when(on("2026-01-28", rhian(), send_to_stage_1(1, "2026-02-06")))
        .then_names(&["returned-to-stage1"]);
}

#[test]
fn an_ordinary_word_to_the_customer_does_not_tell_them_why() {
    given(stage_2_acknowledged())
        .and([on("2026-01-27", rhian(), word_sent("2026-01-27"))])
        .when(on("2026-01-28", rhian(), send_to_stage_1(1, "2026-02-06")))
        .then_refused(Refusal::CustomerNotTold);
}

#[test]
fn the_clock_of_stage_2_keeps_running_while_it_is_back_domain_4_9() {
    let back = given(returned());
    assert_eq!(back.case().status(), Status::BackAtStage1);
    assert_eq!(back.due(ClockKind::Reply), date("2026-02-20"));
    assert_eq!(back.case().owner, Some(user(1)));
    assert_eq!(
        back.case().reviewer(),
        Some(&user(10)),
        "the reviewer stays named"
    );
}

#[test]
fn the_work_is_due_before_the_reply_of_stage_2_is() {
    // A Saturday too: nobody is at work then (domain, section 8).
    for day in ["2026-02-20", "2026-02-23", "2026-01-27", "2026-01-31"] {
        given(told())
            .when(on("2026-01-28", rhian(), send_to_stage_1(1, day)))
            .then_refused(Refusal::NotBeforeReply {
                reply_due: date("2026-02-20"),
            });
    }
    given(told())
        .when(on("2026-01-28", rhian(), send_to_stage_1(1, "2026-02-19")))
        .then_allowed();
}

#[test]
fn the_work_is_not_the_reviewers_own() {
    given(told())
        .when(on("2026-01-28", rhian(), send_to_stage_1(10, "2026-02-06")))
        .then_refused(Refusal::ConflictOfInterest);
    let back = given(returned());
    back.when(on("2026-01-29", rhian(), review(1, ReviewView::Agree)))
        .then_refused(Refusal::BackAtStage1);
    back.when(on("2026-01-29", rhian(), draft_of_stage_2()))
        .then_refused(Refusal::BackAtStage1);
    back.when(on("2026-01-29", rhian(), finish_return()))
        .then_refused(Refusal::BackAtStage1);
    back.when(on(
        "2026-01-29",
        manager(),
        assign("waste-crews", Some(10), Some("why")),
    ))
    .then_refused(Refusal::HadPartInStage1);
}

#[test]
fn stage_1_may_find_again_while_it_has_it_back() {
    given(returned())
        .when(on("2026-02-01", asha(), find(1, Finding::PartlyUpheld)))
        .then_allowed();
    given(answered_again())
        .when(on("2026-02-04", asha(), finish_return()))
        .then_names(&["return-finished"]);
    given(done())
        .when(on("2026-02-05", asha(), find(1, Finding::Upheld)))
        .then_refused(Refusal::NotInThisState(Status::BeingReviewed));
}

#[test]
fn when_the_work_is_done_the_same_reviewer_has_it_again() {
    let finished = given(done());
    assert_eq!(finished.case().owner, Some(user(10)));
    assert_eq!(finished.case().status(), Status::BeingReviewed);
    finished
        .when(on("2026-02-05", rhian(), review(1, ReviewView::Agree)))
        .then_allowed();
    finished
        .when(on("2026-02-05", asha(), finish_return()))
        .then_refused(Refusal::NothingSentBack);
}

#[test]
fn whoever_does_the_work_had_a_part_in_stage_1() {
    let mut steps = told();
    steps.push(on("2026-01-28", rhian(), send_to_stage_1(2, "2026-02-06")));
    steps.extend(additional_reply(&bryn()));
    steps.push(on("2026-02-04", bryn(), finish_return()));
    given(steps)
        .when(on(
            "2026-02-05",
            complaints_manager(),
            name_reviewer(2, Some("why")),
        ))
        .then_refused(Refusal::HadPartInStage1);
}

#[test]
fn a_second_return_needs_a_head_of_service_and_a_second_word_to_the_customer_domain_4_9() {
    let finished = given(done());
    let again = || send_to_stage_1(1, "2026-02-13");
    // Nor is the customer told that it goes back, before it may.
    for order in [again(), tell_why("2026-02-06")] {
        finished
            .when(on("2026-02-06", rhian(), order))
            .then_refused(Refusal::ReturnNotAgreed(Role::ServiceManager));
    }
    let agreed = finished.and([on("2026-02-06", manager(), agree_return())]);
    agreed
        .when(on("2026-02-06", rhian(), again()))
        .then_refused(Refusal::CustomerNotTold);
    agreed
        .and([on("2026-02-06", rhian(), tell_why("2026-02-06"))])
        .when(on("2026-02-06", rhian(), again()))
        .then_allowed();
}

#[test]
fn nobody_agrees_to_a_return_before_it_is_needed_and_only_a_senior_role_does() {
    given(told())
        .when(on("2026-01-28", manager(), agree_return()))
        .then_refused(Refusal::NothingToChange);
    given(done())
        .when(on("2026-02-06", rhian(), agree_return()))
        .then_refused(Refusal::NotPermitted(Act::AgreeReturn));
}

#[test]
fn a_council_that_knows_no_return_has_none() {
    let mut policy = policy();
    let name = procedure("complaint-corporate");
    policy.procedures.get_mut(&name).unwrap().return_to_stage_1 = None;
    let reviewed = Given::under(policy).and(stage_2_acknowledged());
    // The customer is told no untruth: what is never done is not announced (paper 004, 8.2).
    for order in [tell_why("2026-01-28"), send_to_stage_1(1, "2026-02-06")] {
        reviewed
            .when(on("2026-01-28", rhian(), order))
            .then_refused(Refusal::NoReturn);
    }
}

#[test]
fn the_customer_is_told_that_it_goes_back_only_while_it_is_reviewed() {
    given(stage_2_asked())
        .when(on("2026-01-22", rhian(), tell_why("2026-01-22")))
        .then_refused(Refusal::NoReview);
    given(returned())
        .when(on("2026-01-29", rhian(), tell_why("2026-01-29")))
        .then_refused(Refusal::BackAtStage1);
}

#[test]
fn the_work_goes_to_somebody_who_may_read_the_case_and_write_replies() {
    let to = |roles: &[Role]| {
        let Command::ReturnToStage1(order) = send_to_stage_1(2, "2026-02-06") else {
            unreachable!()
        };
        Command::ReturnToStage1(crate::case::ReturnOrder {
            roles: roles.to_vec(),
            services: Vec::new(),
            ..order
        })
    };
    // An auditor reads every case and an adviser takes contacts; neither looks into a complaint. Nobody is known without roles.
    for roles in [
        &[][..],
        &[Role::Auditor],
        &[Role::Staff, Role::Adviser],
        &[Role::Administrator],
    ] {
        given(told())
            .when(on("2026-01-28", rhian(), to(roles)))
            .then_refused(Refusal::MayNotDoTheWork);
    }
    given(told())
        .when(on("2026-01-28", rhian(), to(&[Role::Officer])))
        .then_names(&["returned-to-stage1"]);
}

#[test]
fn only_the_reviewer_sends_it_back() {
    given(told())
        .when(on("2026-01-28", emrys(), send_to_stage_1(1, "2026-02-06")))
        .then_refused(Refusal::NotTheReviewer);
    let unaccepted: Command = send_to_stage_1(1, "2026-02-06");
    given(stage_2_asked())
        .when(on("2026-01-22", rhian(), unaccepted))
        .then_refused(Refusal::NoReview);
}
