//! The reply: drafted, checked, approved by somebody else, sent, and for a few minutes undone.

use super::council::{policy, procedure};
use super::harness::{Given, date, given, moment, on};
use super::orders::*;
use super::people::*;
use crate::case::{
    Command, Event, LoggedCase, Refusal, Remedy, ReplySection, ReplyState, ReplyText, Status, TriageAnswers,
    blocks,
};
use crate::id::ReplyId;
use crate::permission::Act;
use crate::vocabulary::{ClockKind, Finding, Kind, Role};

#[test]
fn a_reply_goes_from_draft_over_approval_to_the_customer() {
    let approved = given(reply_approved());
    approved
        .when(on("2026-01-19", asha(), send()))
        .then([Event::ReplySent {
            reply: reply_id(),
            stage: 1,
            on: date("2026-01-19"),
            letter: words("Dear customer, this is our reply.").reference(),
            undo_until: moment("2026-01-19T12:05"),
        }]);
    let sent = given(reply_sent());
    assert_eq!(sent.case().status(), Status::ReplySent);
    assert_eq!(sent.case().replied_on, Some(date("2026-01-19")));
    assert_eq!(sent.running(), []);
    assert!(!sent.clock(ClockKind::Reply).is_late(date("2026-02-01")));
}

#[test]
fn a_reply_cannot_be_approved_while_a_point_has_no_finding_code_6_7() {
    given(complaint_acknowledged())
        .and([on("2026-01-14", asha(), draft())])
        .when(on("2026-01-15", asha(), ask_for_approval()))
        .then_refused(Refusal::PointNotAnswered(point_id(1)));
}

#[test]
fn a_point_that_comes_after_approval_takes_it_back_code_6_7() {
    let joined = given(reply_approved()).and([on("2026-01-16T13:00", asha(), Command::AddPoint(point(2)))]);
    joined
        .when(on("2026-01-19", asha(), send()))
        .then_refused(Refusal::ApprovalNeeded(Role::ServiceManager));
    joined
        .when(on("2026-01-19", asha(), ask_for_approval()))
        .then_refused(Refusal::PointNotAnswered(point_id(2)));
}

#[test]
fn what_is_approved_is_what_was_read_so_another_finding_or_promise_takes_approval_back() {
    for change in [
        find(1, Finding::NotUpheld),
        Command::PromiseRemedy(remedy()),
        draft(),
    ] {
        for steps in [reply_waits(), reply_approved()] {
            let changed = given(steps).and([on("2026-01-16T13:00", asha(), change.clone())]);
            assert!(matches!(
                changed.case().reply.as_ref().unwrap().state,
                ReplyState::Draft { .. }
            ));
            changed
                .when(on("2026-01-19", asha(), send()))
                .then_refused(Refusal::ApprovalNeeded(Role::ServiceManager));
        }
    }
}

#[test]
fn a_promised_action_has_an_owner_and_a_date_before_the_reply_goes_code_7() {
    let gaps = [
        Remedy {
            owner: None,
            ..remedy()
        },
        Remedy {
            due_on: None,
            ..remedy()
        },
    ];
    for gap in gaps {
        given(complaint_acknowledged())
            .and([
                on("2026-01-14", asha(), Command::PromiseRemedy(gap)),
                on("2026-01-14", asha(), find(1, Finding::Upheld)),
                on("2026-01-14", asha(), draft()),
            ])
            .when(on("2026-01-15", asha(), ask_for_approval()))
            .then_refused(Refusal::RemedyWithoutOwnerOrDate(remedy_id(1)));
    }
}

#[test]
fn a_reply_carries_all_elements_code_6_8() {
    for left_out in ReplySection::ALL.iter().filter(|section| section.is_required()) {
        let mut text = whole_reply();
        text.sections.retain(|(section, _)| section != left_out);
        let given = given(complaint_acknowledged()).and([
            on("2026-01-14", asha(), find(1, Finding::Upheld)),
            on("2026-01-14", asha(), Command::DraftReply(text)),
        ]);
        assert_eq!(blocks(given.case()), [Refusal::ElementMissing(*left_out)]);
        given
            .when(on("2026-01-15", asha(), ask_for_approval()))
            .then_refused(Refusal::ElementMissing(*left_out));
    }
}

#[test]
fn a_blank_part_is_a_missing_part() {
    let mut text = whole_reply();
    text.sections[0].1 = words("   ");
    let missing = text.sections[0].0;
    given(complaint_acknowledged())
        .and([
            on("2026-01-14", asha(), find(1, Finding::Upheld)),
            on("2026-01-14", asha(), Command::DraftReply(text)),
        ])
        .when(on("2026-01-15", asha(), ask_for_approval()))
        .then_refused(Refusal::ElementMissing(missing));
}

#[test]
fn what_blocks_a_reply_is_said_at_once() {
    let given = given(complaint_in_hand());
    let expected: Vec<Refusal> = std::iter::once(Refusal::NoPoints)
        .chain(
            ReplySection::ALL
                .iter()
                .filter(|section| section.is_required())
                .map(|section| Refusal::ElementMissing(*section)),
        )
        .collect();
    assert_eq!(blocks(given.case()), expected);
}

#[test]
fn a_complaint_is_acknowledged_before_it_is_answered_code_6_2() {
    let with_points = LoggedCase {
        points: vec![point(1)],
        ..a(Kind::Complaint, "2026-01-05")
    };
    given([
        on("2026-01-05", customer(), with_points),
        on("2026-01-06", asha(), find(1, Finding::Upheld)),
        on("2026-01-06", asha(), draft()),
    ])
    .when(on("2026-01-06", asha(), ask_for_approval()))
    .then_refused(Refusal::NotAcknowledged);
}

#[test]
fn nobody_approves_what_they_wrote() {
    let by_the_manager = given(complaint_acknowledged()).and([
        on("2026-01-14", asha(), find(1, Finding::Upheld)),
        on("2026-01-14", manager(), draft()),
        // The last hand is another one's; the manager's words may still be in it.
        on("2026-01-14T13:00", asha(), draft()),
        on("2026-01-15", asha(), ask_for_approval()),
    ]);
    by_the_manager
        .when(on("2026-01-16", manager(), approve()))
        .then_refused(Refusal::AuthorCannotApprove);
}

#[test]
fn the_role_that_the_policy_names_approves_the_reply() {
    given(reply_waits())
        .when(on("2026-01-16", complaints_manager(), approve()))
        .then_refused(Refusal::ApprovalNeeded(Role::ServiceManager));
    given(reply_waits())
        .when(on("2026-01-16", bryn(), approve()))
        .then_refused(Refusal::NotPermitted(Act::ApproveReply));
}

#[test]
fn a_reply_is_not_sent_before_it_is_approved() {
    given(reply_waits())
        .when(on("2026-01-16", asha(), send()))
        .then_refused(Refusal::ApprovalNeeded(Role::ServiceManager));
}

#[test]
fn where_the_policy_asks_for_no_approval_a_whole_reply_goes() {
    let mut trusting = policy();
    let corporate = procedure("complaint-corporate");
    for stage in &mut trusting.procedures.get_mut(&corporate).unwrap().stages {
        stage.reply_approved_by = None;
    }
    let drafted =
        Given::under(trusting)
            .and(complaint_acknowledged())
            .and([on("2026-01-14", asha(), draft())]);
    drafted
        .when(on("2026-01-15", asha(), send()))
        .then_refused(Refusal::PointNotAnswered(point_id(1)));
    drafted
        .and([on("2026-01-15", asha(), find(1, Finding::Upheld))])
        .when(on("2026-01-15", asha(), send()))
        .then_names(&["reply-sent"]);
}

#[test]
fn a_reply_that_is_sent_back_says_what_to_change_and_is_a_draft_again() {
    let back = given(reply_waits()).and([on("2026-01-16", manager(), send_back())]);
    assert_eq!(
        back.case().reply.as_ref().unwrap().state,
        ReplyState::Draft {
            what_to_change: Some(words("Say sorry first.").reference())
        }
    );
    let silent = Command::SendBackReply {
        reply: reply_id(),
        what_to_change: words(""),
    };
    given(reply_waits())
        .when(on("2026-01-16", manager(), silent))
        .then_refused(Refusal::TextMissing("what needs to change"));
}

#[test]
fn a_reply_moves_only_from_where_it_is() {
    let drafted = given(complaint_acknowledged()).and([on("2026-01-14", asha(), draft())]);
    let wrong = vec![
        (given(complaint_acknowledged()), asha(), ask_for_approval()),
        (given(complaint_acknowledged()), asha(), send()),
        (given(reply_waits()), asha(), ask_for_approval()),
        (drafted.clone(), manager(), approve()),
        (drafted.clone(), manager(), send_back()),
        (drafted, asha(), undo()),
        (given(reply_sent()), asha(), send()),
        (given(reply_sent()), asha(), draft()),
    ];
    for (case, actor, order) in wrong {
        case.when(on("2026-01-19T13:00", actor, order))
            .then_refused(Refusal::ReplyNotReady);
    }
}

#[test]
fn there_is_one_reply_at_a_time_and_it_has_words() {
    let another = Command::DraftReply(ReplyText {
        id: ReplyId::parse(uuid(401)).unwrap(),
        ..whole_reply()
    });
    given(reply_waits())
        .when(on("2026-01-16", asha(), another))
        .then_refused(Refusal::ReplyNotReady);
    let empty = Command::DraftReply(ReplyText {
        id: reply_id(),
        sections: Vec::new(),
    });
    given(complaint_acknowledged())
        .when(on("2026-01-14", asha(), empty))
        .then_refused(Refusal::TextMissing("the reply"));
    let no_letter = Command::SendReply {
        reply: reply_id(),
        letter: words(""),
    };
    given(reply_approved())
        .when(on("2026-01-19", asha(), no_letter))
        .then_refused(Refusal::TextMissing("the letter"));
}

#[test]
fn a_send_is_undone_within_five_minutes_and_the_promise_runs_on_domain_4() {
    let sent = given(reply_sent());
    let after = sent
        .when(on("2026-01-19T12:04", asha(), undo()))
        .then_names(&["reply-send-undone"]);
    assert_eq!(after.running(), [ClockKind::Reply]);
    assert_eq!(after.due(ClockKind::Reply), date("2026-01-21"));
    assert_eq!(after.case().replied_on, None);
    assert_eq!(after.case().last_word_on, Some(date("2026-01-07")));
    after
        .when(on("2026-01-19T12:10", asha(), send()))
        .then_names(&["reply-sent"]);
    sent.when(on("2026-01-19T12:05", asha(), undo()))
        .then_refused(Refusal::TooLateToUndo);
}

#[test]
fn no_reply_goes_while_a_refusal_waits_for_a_second_person() {
    given(reply_approved())
        .and([on("2026-01-16T13:00", asha(), propose_refusal())])
        .when(on("2026-01-19", asha(), send()))
        .then_refused(Refusal::RefusalAlreadyProposed);
}

#[test]
fn whoever_it_is_about_neither_writes_nor_approves() {
    let about_the_manager = TriageAnswers {
        about: vec![user(4)],
        ..triage_as(Kind::Complaint, "complaint-corporate")
    };
    given(reply_waits())
        .and([on(
            "2026-01-15T13:00",
            adviser(),
            Command::Triage(about_the_manager),
        )])
        .when(on("2026-01-16", manager(), approve()))
        .then_refused(Refusal::ConflictOfInterest);
}
