//! A comment is one by whichever way it comes: while they have a report, what they send is read before anybody decides.

use jiff::civil::Date;

use super::harness::*;
use crate::conduct::{Command, DueKind, Event, Outcome, Refusal, Sort, Sorting, Standing, Tend};
use crate::id::ContactId;
use crate::vocabulary::Channel;

fn read_as(number: u64, sort: Sort, said: Option<&str>) -> Command {
    Command::SortContact(Sorting {
        contact: contact_id(number),
        sort,
        case: None,
        words: said.map(words),
    })
}

// Paper 004, 7.1; domain 5.6: no decision before comments are answered, by whichever way they came.
#[test]
fn what_comes_by_any_way_while_a_report_is_shared_is_read_before_anybody_decides_paper_004_7_1() {
    let given = shared("worcester").and([("2026-01-14", adviser(), contact(1, "2026-01-14"))]);
    assert!(given.file.binding(date("2026-01-14")).is_none(), "nothing binds");
    let due = given.file.due();
    assert!(
        due.iter()
            .any(|due| due.kind == DueKind::ReadContact && due.on == date("2026-01-15"))
    );
    let agreed = decision(&given.policy, Outcome::Agreed);
    for outcome in Outcome::ALL {
        let decides = decision(&given.policy, *outcome);
        let early = given.refuses(("2026-01-30", decider(1), decides));
        assert_eq!(early, Refusal::ContactsUnread(1), "{outcome}");
    }
    // Read as what it is: a comment of that day, by that way, which waits for its answer.
    assert_eq!(
        given.refuses(("2026-01-15", adviser(), read_as(1, Sort::Comment, None))),
        Refusal::TextMissing("the comment")
    );
    let said = read_as(1, Sort::Comment, Some("I was in hospital that day."));
    let given = given.and([("2026-01-15", adviser(), said)]);
    let commented = given.entries.iter().find_map(|entry| {
        let Event::Commented {
            id,
            on,
            channel,
            is_all,
            ..
        } = &entry.event
        else {
            return None;
        };
        Some((id.as_str(), *on, *channel, *is_all))
    });
    let id = contact_id(1);
    assert_eq!(
        commented,
        Some((id.as_str(), date("2026-01-14"), Channel::Email, false))
    );
    assert!(
        !given.file.has_part(&user_of(&adviser())),
        "who takes it down has no part in it"
    );
    let open = ("2026-01-30", decider(1), agreed.clone());
    assert_eq!(given.refuses(open), Refusal::CommentsUnanswered(1));
    let comment = given.file.report.as_ref().unwrap().comments[0].id.clone();
    let answered = Command::AnswerComment {
        comment,
        words: words("You are right: we took that day out."),
    };
    given.and([
        ("2026-01-16", keeper(), answered),
        ("2026-01-30", decider(1), agreed),
    ]);
}

// Domain 5.9: what is something else is sorted as it is.
#[test]
fn what_is_no_comment_on_the_report_is_sorted_as_what_it_is() {
    let given = shared("worcester").and([
        ("2026-01-14", adviser(), contact(1, "2026-01-14")),
        ("2026-01-15", adviser(), read_as(1, Sort::NothingNew, None)),
    ]);
    assert!(given.file.report.as_ref().unwrap().comments.is_empty());
    let agreed = decision(&given.policy, Outcome::Agreed);
    given.and([("2026-01-30", decider(1), agreed)]);
    // And where there is no report, nothing is a comment on one.
    let bound = in_force("worcester").and([("2026-02-10", adviser(), contact(1, "2026-02-10"))]);
    let comment = read_as(1, Sort::Comment, Some("I was in hospital that day."));
    assert_eq!(
        bound.refuses(("2026-02-10", adviser(), comment)),
        Refusal::NoProposal
    );
}

// Domain 5.6: a late comment reopens the question while nothing is decided; and on the day of the decision no notice goes before
// it was read.
#[test]
fn what_comes_late_or_on_the_day_of_the_decision_is_read_before_the_notice_goes_domain_5_6() {
    let late = shared("worcester").and([("2026-02-02", adviser(), contact(1, "2026-02-02"))]);
    let agreed = decision(&late.policy, Outcome::Agreed);
    let waits = ("2026-02-02", decider(1), agreed);
    assert_eq!(late.refuses(waits), Refusal::ContactsUnread(1));
    let decided = decided("worcester");
    let (on, next) = ("2026-01-28", "2026-01-29");
    assert_eq!(decided.file.standing(), Standing::ToNotify);
    let nothing = decided.refuses((next, adviser(), contact(1, next)));
    assert_eq!(
        nothing,
        Refusal::NoArrangementThen,
        "nothing waits any more to be commented on"
    );
    let given = decided.and([(on, adviser(), contact(1, on))]);
    assert_eq!(
        given.refuses((on, keeper(), notice())),
        Refusal::ContactsUnread(1)
    );
    given.and([
        (on, adviser(), read_as(1, Sort::NothingNew, None)),
        (on, keeper(), notice()),
    ]);
}

// Domain 5.9: nobody is told that they used a closed way where none is closed.
#[test]
fn nobody_is_told_of_an_open_way_while_nothing_binds() {
    let given = shared("worcester").and([("2026-01-14", adviser(), contact(1, "2026-01-14"))]);
    assert_eq!(given.file.outside_answered_on, None);
}

/// When and how what is read as an appeal came, of which contact it is, and by when it is decided.
fn appealed(given: &Given) -> Option<(Date, Option<Channel>, Option<ContactId>, Date)> {
    given.entries.iter().find_map(|entry| {
        let Event::Appealed {
            on,
            channel,
            contact,
            due_on,
            ..
        } = &entry.event
        else {
            return None;
        };
        Some((*on, *channel, contact.clone(), *due_on))
    })
}

// Domain 5.9 and 5.10: an appeal by the one way that the notice leaves open is read as what it is, and its days are those of the
// day on which it came.
#[test]
fn an_appeal_that_comes_by_any_way_is_read_as_one_and_has_its_days_from_when_it_came_domain_5_10() {
    let given = in_force("worcester").and([("2026-02-10", adviser(), contact(1, "2026-02-10"))]);
    assert_eq!(
        given.refuses(("2026-02-12", adviser(), read_as(1, Sort::Appeal, None))),
        Refusal::TextMissing("the appeal")
    );
    let said = || read_as(1, Sort::Appeal, Some("I appeal against your decision."));
    let read = given.clone().and([("2026-02-12", adviser(), said())]);
    // Twenty working days from the tenth.
    let ten = (
        date("2026-02-10"),
        Some(Channel::Email),
        Some(contact_id(1)),
        date("2026-03-10"),
    );
    assert_eq!(appealed(&read), Some(ten.clone()));
    let due = read.file.due();
    assert!(
        due.iter()
            .any(|due| due.kind == DueKind::DecideAppeal && due.on == date("2026-03-10")),
        "the time to decide runs"
    );
    assert!(
        !read.file.has_part(&user_of(&adviser())),
        "who sorts it has no part in it"
    );
    let decided = read.clone().and([("2026-02-20", hears(1), appeal_upheld())]);
    assert_eq!(decided.file.binding(date("2026-02-20")), None);
    // One for each notice: a second letter of it is no second appeal.
    let again = read.and([("2026-02-12", adviser(), contact(2, "2026-02-12"))]);
    let second = read_as(2, Sort::Appeal, Some("I appeal once more."));
    assert_eq!(
        again.refuses(("2026-02-12", adviser(), second)),
        Refusal::NoAppealNow
    );
    // Whoever took it for nothing new takes nothing from it: its days are the same.
    let filed = given.and([
        ("2026-02-11", adviser(), read_as(1, Sort::NothingNew, None)),
        (
            "2026-02-26",
            adviser(),
            Command::Tend(Tend::SortAgain {
                sorting: Sorting {
                    contact: contact_id(1),
                    sort: Sort::Appeal,
                    case: None,
                    words: Some(words("I appeal against your decision.")),
                },
                as_well: false,
                reason: words("They say that they appeal."),
            }),
        ),
    ]);
    assert_eq!(appealed(&filed), Some(ten));
    // What comes after the last day is none.
    let late = in_force("worcester");
    let until = late.file.arrangement.as_ref().unwrap().appeal_until;
    let after = until.tomorrow().unwrap();
    assert!(late.file.may_be_appealed(until) && !late.file.may_be_appealed(after));
}

// Domain 5.10: so is what they want whoever reviews to read; it has an answer before the review is decided.
#[test]
fn what_comes_for_the_review_by_any_way_is_read_as_that_and_has_an_answer_domain_5_10() {
    let given = in_force("worcester").and([
        ("2026-05-01", adviser(), contact(1, "2026-05-01")),
        (
            "2026-05-01",
            adviser(),
            read_as(1, Sort::BeforeReview, Some("I write once a month now.")),
        ),
        ("2026-05-05", keeper(), super::review::to_go_on("2026-06-15")),
        ("2026-05-05", keeper(), share()),
    ]);
    let report = given.file.report.as_ref().unwrap();
    let id = contact_id(1);
    let waits = report
        .comments
        .iter()
        .any(|comment| comment.id.as_str() == id.as_str());
    assert!(waits, "it waits for its answer");
    let agreed = super::review::review_decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-06-02", decider(1), agreed)),
        Refusal::CommentsUnanswered(1)
    );
    // Where nothing binds, nothing is reviewed.
    let shared = shared("worcester").and([("2026-01-14", adviser(), contact(1, "2026-01-14"))]);
    let word = read_as(1, Sort::BeforeReview, Some("I write once a month now."));
    assert_eq!(
        shared.refuses(("2026-01-15", adviser(), word)),
        Refusal::NotInForce
    );
}
