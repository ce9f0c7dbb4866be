//! A decision that there is no arrangement is one; reasons are words; and a no waits for its answers, too.

use super::harness::*;
use crate::conduct::{Command, Keep, NewComment, Outcome, Proposal, Reach, Refusal, ReviewOutcome, Tend};
use crate::policy::ContactOption;

/// Not agreed on 28 January, and told.
fn not_agreed() -> Given {
    let given = shared("worcester");
    let no = decision(&given.policy, Outcome::NotAgreed);
    given.and([("2026-01-28", decider(1), no), ("2026-01-29", keeper(), notice())])
}

// Domain 5.7: nobody asks until somebody says yes.
#[test]
fn what_was_not_agreed_is_proposed_again_or_more_only_for_something_that_they_did_since_domain_5_7() {
    let given = not_agreed();
    let no = Refusal::NothingNewSince(date("2026-01-28"));
    let harsher = Proposal {
        measures: vec![
            ContactOption::NamedContact,
            ContactOption::OneChannel,
            ContactOption::Premises,
        ],
        ..a_proposal()
    };
    let wider = Proposal {
        reach: Reach::WholeCouncil,
        why_whole_council: Some(words("Staff of several services were threatened.")),
        measures: vec![ContactOption::OneChannel],
        ..a_proposal()
    };
    let longer = Proposal {
        ends_on: date("2026-07-01"),
        ..a_proposal()
    };
    for proposal in [a_proposal(), harsher.clone(), wider, longer] {
        let said = given.refuses(("2026-01-30", keeper(), propose(proposal)));
        assert_eq!(said, no);
    }
    // What was reported late and happened before it is nothing new.
    let late = given
        .clone()
        .and([("2026-01-30", planner(), it_goes_on("2026-01-27"))]);
    let said = late.refuses(("2026-01-30", keeper(), propose(harsher.clone())));
    assert_eq!(said, no);
    // Less can be proposed at once; and anything once something happened.
    let less = Proposal {
        measures: vec![ContactOption::NamedContact],
        ..a_proposal()
    };
    given.clone().and([("2026-01-30", keeper(), propose(less))]);
    given.and([
        ("2026-01-30", planner(), it_goes_on("2026-01-30")),
        ("2026-01-30", keeper(), propose(harsher)),
    ]);
}

// Paper 004, 7.1: what they said in time has its answer before they are told, also where it is a no.
#[test]
fn a_no_is_told_once_a_comment_that_came_in_time_has_its_answer_paper_004_7_1() {
    let given = shared("worcester");
    let no = decision(&given.policy, Outcome::NotAgreed);
    let Command::Comment(said) = comment(1, "2026-01-26") else {
        unreachable!()
    };
    let late = Command::Comment(NewComment {
        is_all: false,
        ..said
    });
    let given = given.and([
        ("2026-01-28", decider(1), no),
        ("2026-01-28", keeper(), send(9, notice())),
        ("2026-01-29", keeper(), late),
    ]);
    // The letter that was on its way brings nothing about.
    let gone = given.clone().and([("2026-01-29", outbox(), left(9))]);
    assert!(gone.file.to_notify.is_some());
    assert_eq!(
        given.refuses(("2026-01-29", keeper(), notice())),
        Refusal::CommentsUnanswered(1)
    );
    let told = given.and([
        ("2026-01-29", keeper(), answer(1)),
        ("2026-01-29", keeper(), notice()),
    ]);
    assert!(told.file.to_notify.is_none() && told.file.late_comments.is_empty());
}

// Domain 5.3 and 5.5: a reason is words by which somebody else sees why.
#[test]
fn no_reason_on_a_file_is_a_full_stop_domain_5_3() {
    let dot = || words(".");
    let bound = in_force("worcester");
    let on = date("2026-02-10");
    let refused = |given: &Given, command: Command| {
        let said = given.clone().attempt(on, &keeper(), command.clone());
        assert!(
            matches!(said, Err(Refusal::TooFewWords(_))),
            "{command:?}: {said:?}"
        );
    };
    refused(
        &bound,
        Command::Lift {
            reason: dot(),
            letter: words("It has ended."),
        },
    );
    refused(
        &bound,
        Command::Ease(crate::conduct::Easing {
            reason: dot(),
            ..easing()
        }),
    );
    refused(
        &bound,
        Command::Tend(Tend::Review {
            outcome: ReviewOutcome::Ended,
            reason: dot(),
        }),
    );
    let Command::Tend(Tend::Strike {
        incident,
        is_moved,
        letter,
        ..
    }) = strike(1)
    else {
        unreachable!()
    };
    refused(
        &bound,
        Command::Tend(Tend::Strike {
            incident,
            is_moved,
            letter,
            reason: dot(),
        }),
    );
    refused(
        &bound,
        Command::Tend(Tend::Meet {
            kinds: vec![crate::customer::adjustment::AdjustmentKind::EasyRead],
            words: dot(),
        }),
    );
    let held = bound.clone().and([(
        "2026-02-09",
        keeper(),
        Command::Keep(Keep::Hold {
            reason: words("A claim was announced."),
        }),
    )]);
    refused(&held, Command::Keep(Keep::EndHold { reason: dot() }));
    let proposed = shared("worcester");
    refused(
        &proposed,
        Command::Tend(Tend::Withdraw {
            reason: dot(),
            letter: Some(words("We were wrong.")),
        }),
    );
    let reported = given("worcester", [("2026-01-06", planner(), it_goes_on("2026-01-06"))]);
    refused(&reported, Command::Close { reason: dot() });
    let Command::Warn { letter, .. } = warning() else {
        unreachable!()
    };
    let warn = Command::Warn {
        letter,
        must_change: dot(),
    };
    assert_eq!(
        reported.and(checked("2026-01-07")).attempt(on, &keeper(), warn),
        Err(Refusal::TextMissing("what must change"))
    );
}
