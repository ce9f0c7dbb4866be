//! A comment is one by whichever way it comes: while they have a report, what they send is read before anybody decides.

use super::harness::*;
use crate::conduct::{Command, DueKind, Event, Outcome, Refusal, Sort, Sorting, Standing};
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
