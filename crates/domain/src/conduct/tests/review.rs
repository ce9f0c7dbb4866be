//! A review that lets an arrangement go on takes a report; and what they say of it, or in an appeal, is a contact too.

use super::fair::last;
use super::harness::*;
use crate::case::tests::people::uuid;
use crate::conduct::{
    Command, DueKind, Easing, Entry, Event, Outcome, Proposal, Purpose, Refusal, Sort, Sorting, Tend,
};
use crate::id::{CommentId, ContactId};
use crate::policy::Policy;
use crate::vocabulary::Channel;

/// What was in force since February goes on until its end, and is looked at again later.
pub(super) fn to_go_on(review_on: &str) -> Command {
    propose(Proposal {
        purpose: Purpose::Review,
        review_on: date(review_on),
        ..a_proposal()
    })
}

/// The contact that a comment of theirs was: read, and nothing else.
pub(super) fn read(number: u64) -> Command {
    let Command::SortContact(sorting) = sorted(number, Sort::Comment) else {
        unreachable!()
    };
    Command::SortContact(Sorting {
        contact: ContactId::parse(uuid(8_100 + number)).unwrap(),
        words: None,
        ..sorting
    })
}

/// A decision as `decision`, by the post of reviews.
pub(super) fn review_decision(policy: &Policy, outcome: Outcome) -> Command {
    if policy.conduct.as_ref().unwrap().is_reviewed_by_panel {
        decision(policy, outcome)
    } else {
        alone(outcome)
    }
}

/// What they say before a review, as the contact of a number.
fn say(number: u64, on: &str) -> Command {
    Command::Tend(Tend::SayForReview {
        contact: contact_id(number),
        on: date(on),
        channel: Channel::Online,
        words: words("I write once a month. Please end it."),
    })
}

/// The same as the comment that it is.
fn said(number: u64) -> CommentId {
    CommentId::parse(contact_id(number).as_str()).unwrap()
}

fn answer_to(comment: CommentId) -> Command {
    Command::AnswerComment {
        comment,
        words: words("You do, and the letters still threaten."),
    }
}

/// Read, and nothing else than what stands on the file.
fn nothing_else(number: u64) -> Command {
    Command::SortContact(Sorting {
        contact: contact_id(number),
        sort: Sort::Comment,
        case: None,
        words: None,
    })
}

fn agreed(given: &Given) -> Command {
    review_decision(&given.policy, Outcome::Agreed)
}

// Paper 004, 7.1: designation and review; domain 5.10: the review's report is shared, ten working days, each comment answered.
#[test]
fn a_review_that_lets_it_go_on_is_decided_on_a_report_with_what_they_said_before_it_answered_paper_004_7_1() {
    let given = in_force("worcester").and([
        ("2026-05-01", them(), say(77, "2026-05-01")),
        ("2026-05-01", adviser(), nothing_else(77)),
    ]);
    assert_eq!(
        given.refuses(("2026-05-05", decider(1), agreed(&given))),
        Refusal::NoProposal
    );
    let given = given.and([("2026-05-05", keeper(), to_go_on("2026-06-15"))]);
    assert_eq!(given.file.report.as_ref().unwrap().purpose, Purpose::Review);
    assert_eq!(
        given.refuses(("2026-05-05", decider(1), agreed(&given))),
        Refusal::NotShared
    );
    let given = given.and([("2026-05-05", keeper(), share())]);
    // Ten working days after it.
    assert_eq!(
        given.refuses(("2026-05-19", decider(1), agreed(&given))),
        Refusal::TimeForComments(date("2026-05-19"))
    );
    let given = given.and([
        ("2026-05-12", them(), comment(2, "2026-05-12")),
        ("2026-05-13", keeper(), answer(2)),
    ]);
    assert_eq!(
        given.refuses(("2026-05-20", decider(1), agreed(&given))),
        Refusal::ContactsUnread(1),
        "what they say of the report may say more"
    );
    let given = given.and([("2026-05-13", adviser(), read(2))]);
    assert_eq!(
        given.refuses(("2026-05-20", decider(1), agreed(&given))),
        Refusal::CommentsUnanswered(1),
        "what they said before the report"
    );
    let given = given.and([("2026-05-14", keeper(), answer_to(said(77)))]);
    let decided = given.clone().and([("2026-05-20", decider(1), agreed(&given))]);
    let told = decided.file.to_notify.as_ref().unwrap();
    assert_eq!(told.comments, [said(77), comment_id(2)], "each in the notice");
    let goes_on = decided.and([("2026-05-21", keeper(), notice())]);
    let arrangement = goes_on.file.in_force(date("2026-05-21")).unwrap();
    let (terms, before) = (&arrangement.terms, a_proposal());
    assert_eq!(
        (terms.ends_on, terms.review_on, arrangement.since),
        (before.ends_on, date("2026-06-15"), date("2026-02-02"))
    );
    assert!(goes_on.file.said_for_review.is_empty());
    let due = goes_on.file.due();
    assert!(
        due.iter()
            .any(|due| due.kind == DueKind::Review && due.on == date("2026-06-15"))
    );
    // Each notice has an appeal of its own.
    goes_on.and([("2026-05-22", them(), appeal("2026-05-22"))]);
}

// Domain 5.10: it is looked at again later than it would be; beyond its end it is a renewal, whatever it is called.
#[test]
fn a_review_goes_on_until_the_end_that_stands_and_is_looked_at_again_later_domain_5_10() {
    let given = in_force("worcester");
    assert_eq!(
        given.refuses(("2026-05-05", keeper(), to_go_on("2026-05-29"))),
        Refusal::ReviewedLater(date("2026-05-29"))
    );
    let beyond = Proposal {
        purpose: Purpose::Review,
        ends_on: date("2026-07-31"),
        review_on: date("2026-07-15"),
        ..a_proposal()
    };
    let renewed = given.clone().and([("2026-05-05", keeper(), propose(beyond))]);
    assert_eq!(renewed.file.report.unwrap().purpose, Purpose::Renewal);
    let called_so = Proposal {
        purpose: Purpose::Renewal,
        review_on: date("2026-06-15"),
        ..a_proposal()
    };
    let reviewed = given.clone().and([("2026-05-05", keeper(), propose(called_so))]);
    assert_eq!(reviewed.file.report.unwrap().purpose, Purpose::Review);
    // What was made kinder since is made no harsher by it.
    let eased = given.and([
        ("2026-05-05", keeper(), to_go_on("2026-06-15")),
        ("2026-05-05", keeper(), share()),
        (
            "2026-05-06",
            keeper(),
            Command::Ease(Easing {
                measures: a_proposal().measures,
                ends_on: date("2026-06-26"),
                review_on: date("2026-05-29"),
                in_practice: None,
                ..easing()
            }),
        ),
    ]);
    assert_eq!(
        eased.refuses(("2026-05-20", decider(1), agreed(&eased))),
        Refusal::BeyondItsEnd(date("2026-06-26"))
    );
}

// Paper 004, 7.1: what the post that reviews does not let go on ends, and they are told so.
#[test]
fn what_is_not_agreed_at_its_review_ends_with_the_notice_paper_004_7_1() {
    let given = in_force("worcester").and([
        ("2026-05-05", keeper(), to_go_on("2026-06-15")),
        ("2026-05-05", keeper(), share()),
    ]);
    let no = review_decision(&given.policy, Outcome::NotAgreed);
    let given = given.and([("2026-05-20", decider(1), no)]);
    assert!(
        given.file.in_force(date("2026-05-20")).is_some(),
        "until they are told"
    );
    let over = given.and([("2026-05-21", keeper(), notice())]);
    assert!(over.file.in_force(date("2026-05-21")).is_none());
    assert!(over.file.binding(date("2026-05-21")).is_none());
}

// Domain 5.10: what they said before a review has its answer also where the first report of it was withdrawn.
#[test]
fn what_they_said_before_a_review_waits_for_its_answer_until_that_is_told() {
    let given = in_force("worcester").and([
        ("2026-05-01", them(), say(77, "2026-05-01")),
        ("2026-05-01", adviser(), nothing_else(77)),
        ("2026-05-05", keeper(), to_go_on("2026-06-15")),
        ("2026-05-05", keeper(), withdraw()),
        ("2026-05-06", keeper(), to_go_on("2026-06-16")),
    ]);
    let comments = &given.file.report.as_ref().unwrap().comments;
    assert_eq!(
        comments.iter().map(|one| &one.id).collect::<Vec<_>>(),
        [&said(77)]
    );
    // Proposed once more, it is one comment still.
    let given = given.and([("2026-05-07", keeper(), to_go_on("2026-06-17"))]);
    assert_eq!(given.file.report.unwrap().comments.len(), 1);
}

// Domain 5.9: every contact, on every channel, is read and sorted within its day: an appeal, and what they say of a renewal's report.
#[test]
fn an_appeal_and_a_comment_while_something_binds_are_read_within_their_day_domain_5_9() {
    let read_by = |given: &Given| {
        given
            .file
            .unread()
            .map(|contact| contact.read_by)
            .collect::<Vec<_>>()
    };
    let appealed = in_force("worcester").and([("2026-02-03", them(), appeal("2026-02-03"))]);
    assert_eq!(read_by(&appealed), [date("2026-02-04")]);
    // Taken down by staff it is the same; one press says that it says nothing else.
    let taken = in_force("worcester").and([("2026-02-03", keeper(), appeal("2026-02-03"))]);
    assert_eq!(read_by(&taken), [date("2026-02-04")]);
    let sorted_once = taken.and([("2026-02-03", adviser(), nothing_else(95))]);
    assert_eq!(read_by(&sorted_once), []);
    assert_eq!(sorted_once.file.late_comments, [], "an appeal is no comment");
    let commented = in_force("worcester").and([
        ("2026-05-05", keeper(), to_go_on("2026-06-15")),
        ("2026-05-05", keeper(), share()),
        ("2026-05-06", them(), comment(2, "2026-05-06")),
    ]);
    assert_eq!(read_by(&commented), [date("2026-05-07")]);
    let commented = commented.and([("2026-05-06", adviser(), read(2))]);
    assert_eq!(
        commented.file.report.unwrap().comments.len(),
        1,
        "and no second comment"
    );
    // Where nothing binds, a comment is one alone.
    let first = shared("worcester").and([("2026-01-13", them(), comment(1, "2026-01-13"))]);
    assert_eq!(read_by(&first), []);
}

/// The decision that gave an arrangement its end: that of a review lets it go on until then, and makes nothing longer.
pub(super) fn settled_the_end(entries: &[Entry], decided: usize) -> usize {
    let is_agreed = |event: &Event| {
        matches!(
            event,
            Event::Decided {
                outcome: Outcome::Agreed,
                ..
            }
        )
    };
    let proposed = last(entries, decided, |event| matches!(event, Event::Proposed { .. }));
    let review = proposed.filter(|at| {
        matches!(
            entries[*at].event,
            Event::Proposed {
                purpose: Purpose::Review,
                ..
            }
        )
    });
    match review.and_then(|at| last(entries, at, is_agreed)) {
        Some(before) => settled_the_end(entries, before),
        None => decided,
    }
}

// Domain 5.10: to propose that it goes on, or to ask them, is no review; somebody decides.
#[test]
fn a_review_stays_due_until_somebody_decided_and_what_nobody_saw_has_its_day_domain_5_10() {
    let given = in_force("bromsgrove");
    let on = |given: &Given, kind: DueKind| {
        let due = given.file.due_on(date("2026-06-15"));
        due.iter().find(|due| due.kind == kind).map(|due| due.on)
    };
    let review_on = given.file.arrangement.as_ref().unwrap().terms.review_on;
    let saved = given.and([("2026-05-05", keeper(), to_go_on("2026-06-15"))]);
    assert_eq!(on(&saved, DueKind::Review), Some(review_on), "it was only saved");
    assert_eq!(on(&saved, DueKind::ShareReport), Some(review_on), "by the review");
    let again = saved
        .clone()
        .and([("2026-05-19", keeper(), to_go_on("2026-06-16"))]);
    assert_eq!(
        on(&again, DueKind::ShareReport),
        Some(review_on),
        "no more time for it"
    );
    let shared = saved.and([("2026-05-05", keeper(), share())]);
    assert_eq!(on(&shared, DueKind::Review), Some(review_on), "they are asked");
    assert_eq!(on(&shared, DueKind::ShareReport), None);
    let agreed = review_decision(&shared.policy, Outcome::Agreed);
    let decided = shared.and([("2026-05-20", decider(1), agreed)]);
    assert_eq!(on(&decided, DueKind::Review), None, "it is decided");
    let withdrawn = decided.and([("2026-05-20", keeper(), withdraw())]);
    assert_eq!(
        on(&withdrawn, DueKind::Review),
        Some(review_on),
        "and it is not done"
    );
    // A first one, too: it is not left for good, unseen.
    let first = warned("bromsgrove").and([
        ("2026-01-12", planner(), it_goes_on("2026-01-12")),
        ("2026-01-12", keeper(), propose(a_proposal())),
    ]);
    assert_eq!(on(&first, DueKind::ShareReport), Some(date("2026-02-09")));
    // What they had reads otherwise: they are to have it anew.
    let otherwise = first.and([
        ("2026-01-20", keeper(), share()),
        ("2026-01-26", keeper(), milder()),
    ]);
    assert_eq!(on(&otherwise, DueKind::ShareReport), Some(date("2026-02-23")));
}

// Ux P15: they are told by when it is decided; so it has a day, and whoever decides is asked by then.
#[test]
fn what_they_have_a_report_of_is_decided_by_a_day_and_what_goes_on_before_its_end_ux_p15() {
    let by = |given: &Given| {
        let due = given.file.due();
        due.iter()
            .find(|due| due.kind == DueKind::Decide)
            .map(|due| due.on)
    };
    let saved = warned("bromsgrove").and([
        ("2026-01-12", planner(), it_goes_on("2026-01-12")),
        ("2026-01-12", keeper(), propose(a_proposal())),
    ]);
    assert_eq!(by(&saved), None, "they have not seen it");
    let first = saved.and([("2026-01-20", keeper(), share())]);
    assert_eq!(
        by(&first),
        Some(date("2026-03-03")),
        "four weeks after 3 February"
    );
    let agreed = decision(&first.policy, Outcome::Agreed);
    let decided = first.and([("2026-02-04", decider(1), agreed)]);
    assert_eq!(by(&decided), None);
    let goes_on = in_force("bromsgrove").and([
        ("2026-06-08", keeper(), to_go_on("2026-06-15")),
        ("2026-06-08", keeper(), share()),
    ]);
    assert_eq!(by(&goes_on), Some(date("2026-06-30")), "its last day");
}

// Domain 5.10: it lapses on its day. What was proposed then can be agreed no more, and nobody is asked for comments on it.
#[test]
fn a_renewal_of_what_has_lapsed_is_not_shared_any_more_and_gives_no_time_domain_5_10() {
    let given = in_force("bromsgrove");
    let last = given.file.arrangement.as_ref().unwrap().terms.ends_on;
    let after = "2026-07-01";
    assert_eq!(last, date("2026-06-30"));
    let renewal = propose(Proposal {
        purpose: Purpose::Renewal,
        ends_on: date("2026-09-30"),
        review_on: date("2026-09-15"),
        ..a_proposal()
    });
    let proposed = given.and([("2026-06-16", keeper(), renewal)]);
    let over = |given: &Given, on: &str| given.file.lapsed_before_it_was_renewed(date(on));
    assert_eq!(over(&proposed, "2026-06-30"), None, "on its last day");
    assert_eq!(over(&proposed, after), Some(last));
    assert_eq!(proposed.refuses((after, keeper(), share())), Refusal::NotInForce);
    let shared = proposed.and([("2026-06-17", keeper(), share())]);
    assert_eq!(over(&shared, after), Some(last));
    let more = shared.refuses((after, keeper(), more_time("2026-07-31")));
    assert_eq!(more, Refusal::NotInForce);
    // Not to agree, or to withdraw, ends it; and what they say of it is taken.
    let said = shared.and([(after, them(), comment(4, after))]);
    let withdrawn = said.and([(after, keeper(), withdraw())]);
    assert_eq!(over(&withdrawn, after), None);
    // A first proposal has nothing before it.
    assert_eq!(over(&super::harness::shared("bromsgrove"), after), None);
}
