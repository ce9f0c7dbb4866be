//! What they say of a report is taken whenever they have one, and the letters that give them time reach them and give enough.

use super::harness::*;
use crate::conduct::{Check, CheckAnswer, Command, Outcome, Proposal, Reach, Refusal};
use crate::customer::adjustment::AdjustmentKind;
use crate::vocabulary::Channel;

fn shared_by(channel: Channel) -> Command {
    Command::ShareReport {
        report: words("What we propose, and why."),
        channel,
    }
}

fn notice_by(channel: Channel) -> Command {
    Command::SendNotice {
        letter: words("Why, what we do, what we ask, how long, how to appeal."),
        channel,
    }
}

// Paper 004, 7.1; domain 5.6: they hold a letter that says until when they may comment.
#[test]
fn what_they_say_while_a_changed_report_is_not_shared_again_is_taken_and_answered_domain_5_6() {
    let anew = check(Check::NewInformation, CheckAnswer::Clear);
    let given = shared("worcester").and([
        ("2026-01-13", keeper(), anew),
        ("2026-01-14", them(), comment(1, "2026-01-14")),
        ("2026-01-15", keeper(), share()),
    ]);
    let report = given.file.report.as_ref().unwrap();
    assert!(report.comments[0].is_of_before, "of the report that they had");
    let agreed = decision(&given.policy, Outcome::Agreed);
    let over = ("2026-01-30", decider(1), agreed.clone());
    assert_eq!(given.refuses(over), Refusal::CommentsUnanswered(1));
    // It begins the time for what they have now, and does not end it.
    let given = given.and([("2026-01-16", keeper(), answer(1))]);
    let early = given.refuses(("2026-01-19", decider(1), agreed.clone()));
    assert!(matches!(early, Refusal::TimeForComments(_)), "{early:?}");
    given.and([("2026-01-30", decider(1), agreed)]);
}

// Paper 004, 7.1: nobody comments on what they never had.
#[test]
fn nobody_comments_on_a_report_that_was_never_shared_or_came_back() {
    let proposed = warned("worcester").and([("2026-01-12", keeper(), propose(a_proposal()))]);
    let say = || ("2026-01-14", them(), comment(1, "2026-01-14"));
    assert_eq!(proposed.refuses(say()), Refusal::NotShared);
    let sent = proposed.and([
        ("2026-01-12", keeper(), send(9, share())),
        ("2026-01-13", outbox(), left(9)),
    ]);
    sent.clone().and([say()]);
    let back = sent.and([("2026-01-14", keeper(), not_reached(9))]);
    assert_eq!(back.refuses(say()), Refusal::NotShared);
}

// Equality Act 2010, section 20: a letter counts only by a way that brings it to them.
#[test]
fn a_letter_by_a_way_that_they_cannot_use_or_that_carries_none_counts_for_nothing() {
    let deaf = AdjustmentKind::CannotUsePhone;
    let mut proposed = warned("worcester").and([("2026-01-12", keeper(), propose(a_proposal()))]);
    let mut decided = decided("worcester");
    for given in [&mut proposed, &mut decided] {
        given.adjustments = vec![deaf];
    }
    for (channel, refusal) in [
        (Channel::Phone, Refusal::DoesNotReachThem(deaf)),
        (Channel::SocialMedia, Refusal::CarriesNoLetter),
        (Channel::WebChat, Refusal::CarriesNoLetter),
        (Channel::Text, Refusal::CarriesNoLetter),
    ] {
        let said = proposed.refuses(("2026-01-12", keeper(), shared_by(channel)));
        assert_eq!(said, refusal, "{channel}");
        let said = decided.refuses(("2026-01-29", keeper(), notice_by(channel)));
        assert_eq!(said, refusal, "{channel}");
    }
    proposed.and([("2026-01-12", keeper(), shared_by(Channel::InPerson))]);
    let given = decided.and([("2026-01-29", keeper(), notice_by(Channel::InPerson))]);
    assert!(given.file.binding(date("2026-01-29")).is_some());
}

// Equality Act 2010, section 20: what was agreed with them holds for their times as well.
#[test]
fn more_time_to_answer_that_was_agreed_is_twice_the_time_to_comment_and_to_appeal() {
    let (proposed, decided) = (
        warned("worcester").and([("2026-01-12", keeper(), propose(a_proposal()))]),
        decided("worcester"),
    );
    let until = |given: &Given| {
        let shared = given
            .file
            .report
            .as_ref()
            .and_then(|report| report.shared.as_ref());
        shared.unwrap().comments_until
    };
    let appeal_until = |given: &Given| given.file.arrangement.as_ref().unwrap().appeal_until;
    for (agreed, comments, appeal) in [
        (Vec::new(), "2026-01-26", "2026-03-02"),
        (vec![AdjustmentKind::MoreTime], "2026-02-09", "2026-03-30"),
    ] {
        let (mut proposed, mut decided) = (proposed.clone(), decided.clone());
        proposed.adjustments.clone_from(&agreed);
        decided.adjustments = agreed;
        for steps in [
            vec![("2026-01-12", keeper(), share())],
            vec![
                ("2026-01-12", keeper(), send(9, share())),
                ("2026-01-12", outbox(), left(9)),
            ],
        ] {
            assert_eq!(until(&proposed.clone().and(steps)), date(comments));
        }
        for steps in [
            vec![("2026-02-02", keeper(), notice())],
            vec![
                ("2026-02-02", keeper(), send(9, notice())),
                ("2026-02-02", outbox(), left(9)),
            ],
        ] {
            assert_eq!(appeal_until(&decided.clone().and(steps)), date(appeal));
        }
    }
}

/// Something harsher than what they commented on: it is shared anew.
fn harsher() -> Command {
    propose(Proposal {
        reach: Reach::WholeCouncil,
        service: None,
        why_whole_council: Some(words("It reached every service.")),
        ..a_proposal()
    })
}

// Paper 004, 7.1; domain 5.6: what they said of the report before shows nothing of whether the one that is decided reached them.
#[test]
fn who_commented_on_an_earlier_report_is_not_bound_on_one_that_came_back_paper_004_7_1() {
    let given = shared("worcester").and([
        ("2026-01-14", them(), comment(1, "2026-01-14")),
        ("2026-01-15", keeper(), answer(1)),
        ("2026-01-16", keeper(), harsher()),
        ("2026-01-16", keeper(), carry(14, share(), Channel::Letter)),
    ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    // Before the decision: it is shared again.
    let back = given.clone().and([("2026-01-21", keeper(), not_reached(14))]);
    assert_eq!(
        back.refuses(("2026-02-10", decider(1), agreed.clone())),
        Refusal::NotShared
    );
    let again = back.and([("2026-01-21", keeper(), carry(15, share(), Channel::Letter))]);
    again.and([("2026-02-10", decider(1), agreed.clone())]);
    // After it: no notice goes.
    let decided = given.and([("2026-02-10", decider(1), agreed)]);
    let waits = decided.file.to_notify.as_ref().unwrap();
    assert!(waits.was_commented && !waits.was_heard);
    let back = decided.clone().and([("2026-02-11", keeper(), not_reached(14))]);
    let told = carry(17, notice(), Channel::InPerson);
    assert_eq!(
        back.refuses(("2026-02-12", keeper(), told.clone())),
        Refusal::ReadsOtherwise
    );
    // After the notice: whether it can stand is asked, and silence ends it.
    let bound = decided.and([
        ("2026-02-11", keeper(), told),
        ("2026-02-12", keeper(), not_reached(14)),
    ]);
    let by = bound.file.silent_end().unwrap();
    assert_eq!(bound.file.binding(by.tomorrow().unwrap()), None);
}

// Paper 004, 7.1: a report that reads otherwise by now is shared again, and may not arrive.
#[test]
fn a_report_that_was_shared_again_after_a_check_and_came_back_is_not_decided_paper_004_7_1() {
    let anew = check(Check::NewInformation, CheckAnswer::Clear);
    let back = shared("worcester").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-13", keeper(), answer(1)),
        ("2026-01-14", keeper(), anew),
        ("2026-01-15", keeper(), carry(14, share(), Channel::Letter)),
        ("2026-01-20", keeper(), not_reached(14)),
    ]);
    let agreed = decision(&back.policy, Outcome::Agreed);
    assert_eq!(
        back.refuses(("2026-02-10", decider(1), agreed.clone())),
        Refusal::NotShared
    );
    // What they say of the one that they have shows that they have it.
    let said = back.and([
        ("2026-01-20", keeper(), carry(15, share(), Channel::Letter)),
        ("2026-01-26", them(), comment(2, "2026-01-26")),
        ("2026-01-26", keeper(), answer(2)),
        ("2026-01-27", keeper(), not_reached(15)),
    ]);
    assert!(said.file.report.as_ref().unwrap().shared.is_some());
    said.and([("2026-02-10", decider(1), agreed)]);
}
