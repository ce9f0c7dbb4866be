//! What is decided is what was shared, its words too.

use super::harness::*;
use crate::conduct::{Check, CheckAnswer, Command, Outcome, Proposal, Reach, Refusal};
use crate::id::ServiceId;
use crate::policy::ContactOption;

/// Whether a report that was shared counts as shared when it was changed so.
#[track_caller]
fn still_counts(given: &Given, change: impl Fn(&mut Proposal), before: &Proposal) -> bool {
    let mut proposal = before.clone();
    change(&mut proposal);
    let after = given.clone().and([("2026-01-13", keeper(), propose(proposal))]);
    after.file.report.unwrap().shared.is_some()
}

fn commented_and_answered() -> Given {
    shared("worcester").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-13", keeper(), answer(1)),
    ])
}

// Paper 004, 7.1; domain 5.6.
#[test]
fn a_proposal_that_only_eases_word_for_word_is_not_shared_again() {
    let (given, before) = (shared("lancaster"), a_proposal());
    assert!(still_counts(&given, |_| {}, &before), "it is the same");
    let fewer = |one: &mut Proposal| one.measures = vec![ContactOption::NamedContact];
    assert!(still_counts(&given, fewer, &before));
    let shorter = |one: &mut Proposal| {
        one.ends_on = date("2026-04-30");
        one.review_on = date("2026-04-01");
    };
    assert!(still_counts(&given, shorter, &before));
    let more = |one: &mut Proposal| one.measures.push(ContactOption::FileWithoutReply);
    assert!(!still_counts(&given, more, &before), "they have not seen that");
    assert!(!still_counts(
        &given,
        |one| one.ends_on = date("2026-07-01"),
        &before
    ));
    assert!(
        !still_counts(&given, |one| one.review_on = one.ends_on, &before),
        "it would be looked at later"
    );
}

// Paper 004, 7.1: whatever text it is, and however small the change.
#[test]
fn a_word_that_changes_is_shared_again_with_time_for_comments_paper_004_7_1() {
    let given = commented_and_answered();
    let changes: [fn(&mut Proposal); 7] = [
        |one| one.reasons = words("They also stole a laptop."),
        |one| one.expects = words("Anything longer than a page is destroyed unread."),
        |one| one.why_usable = words("They can learn to write."),
        |one| one.equality = words("Nothing was found by us."),
        |one| one.human_rights = words("Article 10 was considered."),
        |one| one.why_nothing_milder = Some(words("Nothing else was tried.")),
        |one| one.why_nothing_milder = None,
    ];
    for change in changes {
        assert!(!still_counts(&given, change, &a_proposal()));
        let mut proposal = a_proposal();
        change(&mut proposal);
        let agreed = decision(&given.policy, Outcome::Agreed);
        let changed = given.clone().and([("2026-01-13", keeper(), propose(proposal))]);
        let at_once = ("2026-01-14", decider(1), agreed.clone());
        assert_eq!(changed.refuses(at_once), Refusal::NotShared);
        let again = changed.and([("2026-01-14", keeper(), share())]);
        let early = ("2026-01-15", decider(1), agreed.clone());
        assert!(matches!(again.refuses(early), Refusal::TimeForComments(_)));
        again.and([("2026-01-29", decider(1), agreed)]);
    }
    let whole = Proposal {
        reach: Reach::WholeCouncil,
        service: None,
        why_whole_council: Some(words("Staff of several services were threatened.")),
        ..a_proposal()
    };
    let given = warned("worcester").and([
        ("2026-01-12", keeper(), propose(whole.clone())),
        ("2026-01-12", keeper(), share()),
    ]);
    let other =
        |one: &mut Proposal| one.why_whole_council = Some(words("They came to the town hall as well."));
    assert!(!still_counts(&given, other, &whole));
}

// The Ombudsman's guide, part 6: nobody knows here whether a matter is of the service that they read of.
#[test]
fn another_reach_is_shared_again_unless_it_is_part_of_what_they_read_guide_part_6() {
    let given = shared("worcester");
    let matter = |one: &mut Proposal| *one = about(&[1]);
    assert!(!still_counts(&given, matter, &a_proposal()));
    let service = |one: &mut Proposal| one.service = Some(ServiceId::parse("planning").unwrap());
    assert!(!still_counts(&given, service, &a_proposal()));
    let whole = Proposal {
        reach: Reach::WholeCouncil,
        service: None,
        why_whole_council: Some(words("Staff of several services were threatened.")),
        ..a_proposal()
    };
    let given = warned("worcester").and([
        ("2026-01-12", keeper(), propose(whole.clone())),
        ("2026-01-12", keeper(), share()),
    ]);
    let one_service = |one: &mut Proposal| *one = a_proposal();
    assert!(still_counts(&given, one_service, &whole));
    assert!(still_counts(&given, matter, &whole));
}

// Paper 004, 7.1: the report quotes the checks, and what was milder.
#[test]
fn a_check_that_is_answered_anew_after_the_report_was_shared_is_shared_again() {
    let milder = Command::TryMilder {
        words: words("We offered a meeting."),
    };
    let anew = check(Check::NewInformation, CheckAnswer::Clear);
    for order in [milder, anew] {
        let given = commented_and_answered();
        let agreed = decision(&given.policy, Outcome::Agreed);
        given.clone().and([("2026-01-14", decider(1), agreed.clone())]);
        let changed = given.and([("2026-01-14", keeper(), order)]);
        assert_eq!(
            changed.refuses(("2026-01-14", decider(1), agreed.clone())),
            Refusal::NotShared
        );
        let again = changed.and([("2026-01-14", keeper(), share())]);
        let early = again.refuses(("2026-01-15", decider(1), agreed));
        assert!(matches!(early, Refusal::TimeForComments(_)), "{early:?}");
    }
}
