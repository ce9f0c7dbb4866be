//! What somebody decided who turns out to have an interest in it, and what becomes of that (Complaint Handling Code 5).

use super::harness::{Given, given, on};
use super::orders::*;
use super::people::*;
use super::returns::answered_again;
use crate::case::{Case, Command, PointState, Refusal, ReviewView};
use crate::vocabulary::Finding;

/// Stage 2, with the first point looked at, and the reply written and waiting for approval: all of it by Rhian.
fn review_decided() -> Given {
    given(stage_2_acknowledged()).and([
        on("2026-01-26", rhian(), review(1, ReviewView::Agree)),
        on("2026-01-26", rhian(), draft_of_stage_2()),
        on("2026-01-27", rhian(), ask_of_stage_2()),
    ])
}

fn ask_of_stage_2() -> Command {
    Command::AskForApproval {
        reply: reply_id_of_stage_2(),
    }
}

fn approve_of_stage_2() -> Command {
    Command::ApproveReply {
        reply: reply_id_of_stage_2(),
    }
}

fn nothing_is_reviewed(case: &Case) -> bool {
    case.points.iter().all(|point| point.review.is_none())
}

#[test]
fn what_a_reviewer_with_a_conflict_found_and_wrote_goes_out_under_nobodys_name() {
    let declared = review_decided()
        .when(on("2026-01-28", rhian(), declare_conflict()))
        .then_names(&["conflict-declared"]);
    assert_eq!(declared.case().reply, None);
    assert!(nothing_is_reviewed(declared.case()));
    // What stage 1 found is what the next reviewer looks at.
    assert_ne!(declared.case().points[0].state, PointState::Open);
    let named = declared.and([on("2026-01-28", complaints_manager(), name_reviewer(11, None))]);
    named
        .when(on("2026-01-28", complaints_manager(), approve_of_stage_2()))
        .then_refused(Refusal::ReplyNotReady);
    // The next reviewer decides it, and theirs goes.
    named.and([
        on("2026-01-29", emrys(), review(1, ReviewView::Change)),
        on("2026-01-29", emrys(), draft_of_stage_2()),
        on("2026-01-29", emrys(), ask_of_stage_2()),
        on("2026-01-30", complaints_manager(), approve_of_stage_2()),
    ]);
}

#[test]
fn what_another_reviewer_found_stands_where_the_next_one_has_a_conflict() {
    let next = given(stage_2_acknowledged()).and([
        on("2026-01-26", rhian(), review(1, ReviewView::Agree)),
        on(
            "2026-01-27",
            complaints_manager(),
            name_reviewer(11, Some("Rhian is ill.")),
        ),
        on("2026-01-28", emrys(), declare_conflict()),
    ]);
    assert!(!nothing_is_reviewed(next.case()));
}

#[test]
fn a_reviewer_declares_a_conflict_while_it_is_back_at_stage_1_and_their_reply_comes_back_to_nobody() {
    let drafted = given(stage_2_acknowledged()).and([
        on("2026-01-27", rhian(), draft_of_stage_2()),
        on("2026-01-28", rhian(), tell_why("2026-01-28")),
        on("2026-01-28", rhian(), send_to_stage_1(1, "2026-02-06")),
    ]);
    let set_aside = |given: &Given| {
        let review = given.case().open_review().unwrap();
        review.returns[0].set_aside.is_some()
    };
    assert!(set_aside(&drafted));
    let declared = drafted
        .when(on("2026-01-29", rhian(), declare_conflict()))
        .then_names(&["conflict-declared"]);
    assert!(!set_aside(&declared));
    // Whoever does the work at stage 1 has it still.
    assert_eq!(declared.case().owner, Some(user(1)));
    // After the additional reply too, which ends no review; and somebody else is named once the work is done.
    let after = given(answered_again())
        .when(on("2026-02-04", rhian(), declare_conflict()))
        .then_names(&["conflict-declared"]);
    after
        .and([on("2026-02-04", asha(), finish_return())])
        .when(on("2026-02-05", complaints_manager(), name_reviewer(11, None)))
        .then_names(&["reviewer-named"]);
}

#[test]
fn a_finding_is_made_anew_only_where_whoever_made_it_has_an_interest() {
    let found = given(complaint_acknowledged()).and([on("2026-01-14", asha(), find(1, Finding::Upheld))]);
    let point = |given: &Given| given.case().points[0].state.clone();
    let of_another = found.and([on("2026-01-15", manager(), super::subject::say_about(&[2]))]);
    assert_eq!(point(&of_another), point(&found));
    let of_asha = found.and([on("2026-01-15", manager(), super::subject::say_about(&[1]))]);
    assert_eq!(point(&of_asha), PointState::Open);
}
