//! More time to comment, and what they send with a comment (paper 004, 7.1; domain 5.6).

use super::harness::*;
use crate::conduct::state::{Beside, With};
use crate::conduct::{Command, FileWith, LetterKind, Outcome, Refusal, Tend};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::FileId;
use crate::vocabulary::{Channel, FileType};
use crate::words::{Digest, FileRef};

fn until(given: &Given) -> Option<jiff::civil::Date> {
    let shared = given.file.report.as_ref()?.shared.as_ref();
    shared.map(|shared| shared.comments_until)
}

// Paper 004, 7.1; Equality Act 2010, section 20: nobody decides before the day that they were given.
#[test]
fn more_time_to_comment_moves_the_last_day_and_nobody_decides_before_it_paper_004_7_1() {
    for (name, _) in COUNCILS {
        let given = shared(name);
        let decided = decision(&given.policy, Outcome::Agreed);
        assert_eq!(until(&given), Some(date("2026-01-26")), "{name}");
        let longer = given.and([
            ("2026-01-14", them(), more_to_say(1, "2026-01-14")),
            ("2026-01-19", keeper(), answer(1)),
            ("2026-01-20", keeper(), send(4, more_time("2026-02-16"))),
        ]);
        assert_eq!(until(&longer), Some(date("2026-02-16")), "{name}");
        assert_eq!(
            longer.file.letter(&message(4)).unwrap().kind,
            LetterKind::MoreTime
        );
        for day in ["2026-01-27", "2026-02-16"] {
            assert_eq!(
                longer.refuses((day, decider(1), decided.clone())),
                Refusal::TimeForComments(date("2026-02-16")),
                "{name}"
            );
        }
        assert!(
            longer
                .clone()
                .attempt(date("2026-02-17"), &decider(1), decided)
                .is_ok(),
            "{name}"
        );
    }
}

// Domain 5.6: a late comment reopens the question while nothing is decided, and so does a late request for time.
#[test]
fn more_time_is_given_after_the_last_day_while_nothing_is_decided_and_not_once_it_is() {
    let given = shared("worcester");
    let late = given
        .clone()
        .and([("2026-02-02", keeper(), more_time("2026-02-20"))]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        late.refuses(("2026-02-03", decider(1), agreed)),
        Refusal::TimeForComments(date("2026-02-20"))
    );
    let decided = decided("worcester");
    assert_eq!(
        decided.refuses(("2026-01-29", keeper(), more_time("2026-02-20"))),
        Refusal::NoProposal
    );
    assert_eq!(
        warned("worcester").refuses(("2026-01-12", keeper(), more_time("2026-02-20"))),
        Refusal::NoProposal
    );
}

// Paper 004, 7.1: their time is made longer and never shorter, with a reason in words and a letter, by whoever keeps the file.
#[test]
fn more_time_is_later_than_what_they_have_has_a_reason_and_a_letter_and_is_the_keepers() {
    let given = shared("worcester");
    assert_eq!(
        given.refuses(("2026-01-20", keeper(), more_time("2026-01-26"))),
        Refusal::NoMoreTime(date("2026-01-26"))
    );
    assert_eq!(
        given.refuses(("2026-02-05", keeper(), more_time("2026-02-05"))),
        Refusal::NoMoreTime(date("2026-02-05"))
    );
    for actor in [planner(), adviser(), them(), decider(1)] {
        let refused = given.refuses(("2026-01-20", actor, more_time("2026-02-20")));
        assert!(matches!(refused, Refusal::NotPermitted(_)), "{refused:?}");
    }
    let tick = Command::Tend(Tend::GiveMoreTime {
        until: date("2026-02-20"),
        reason: words("."),
        letter: words("Dear you"),
    });
    assert_eq!(
        given.refuses(("2026-01-20", keeper(), tick)),
        Refusal::TooFewWords("why they have more time")
    );
    let bare = given
        .clone()
        .attempt_as_it_is(date("2026-01-20"), &keeper(), more_time("2026-02-20"));
    assert!(
        matches!(bare, Err(Refusal::PartsMissing(_))),
        "the letter names the day: {bare:?}"
    );
    // A format that was agreed holds for this letter as for every other.
    let mut easy = given;
    easy.adjustments = vec![AdjustmentKind::EasyRead];
    assert_eq!(
        easy.refuses(("2026-01-20", keeper(), more_time("2026-02-20"))),
        Refusal::FormatUnmet(vec![AdjustmentKind::EasyRead])
    );
}

// Domain 5.6: whoever said that it was all, and then asks for time, has more to say.
#[test]
fn whoever_had_said_all_and_is_given_time_has_all_of_it() {
    let given = shared("worcester").and([
        ("2026-01-14", them(), comment(1, "2026-01-14")),
        ("2026-01-15", keeper(), answer(1)),
        (
            "2026-01-15",
            keeper(),
            carry(11, more_time("2026-02-16"), Channel::Phone),
        ),
    ]);
    let decided = decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-01-27", decider(1), decided.clone())),
        Refusal::TimeForComments(date("2026-02-16"))
    );
    let all = given.and([
        ("2026-01-28", them(), comment(2, "2026-01-28")),
        ("2026-01-29", keeper(), answer(2)),
    ]);
    assert!(
        all.clone()
            .attempt(date("2026-01-30"), &decider(1), decided)
            .is_ok()
    );
}

fn with_comment(number: u64, of: u64) -> Command {
    file_with(number, With::Comment(comment_id(of)))
}

fn file_with(number: u64, with: With) -> Command {
    Command::AddFile(FileWith {
        with,
        file: FileRef {
            id: FileId::parse(crate::case::tests::people::uuid(8_600 + number)).unwrap(),
            digest: Digest::of(&[7; 16], b"note"),
        },
        name: words("note.pdf"),
        kind: FileType::Pdf,
        size: 1,
    })
}

// Domain 5.6: comments are kept as they came, with what came with them.
#[test]
fn a_file_stands_with_the_comment_that_it_came_with_once_and_as_many_as_the_policy_takes() {
    let given = shared("worcester").and([
        ("2026-01-14", them(), more_to_say(1, "2026-01-14")),
        ("2026-01-14", them(), with_comment(1, 1)),
        ("2026-01-14", them(), with_comment(1, 1)),
    ]);
    let with: Vec<_> = given.file.files.iter().map(|file| &file.with).collect();
    assert_eq!(with, [&With::Comment(comment_id(1))]);
    assert!(
        given
            .file
            .took_part
            .iter()
            .all(|user| them().user() != Some(user))
    );
    assert_eq!(
        given.refuses(("2026-01-15", them(), with_comment(2, 9))),
        Refusal::NoSuch("comment")
    );
    let somebody = crate::permission::Actor::customer(Some(crate::case::tests::people::person(101)));
    assert!(matches!(
        given.refuses(("2026-01-15", somebody, with_comment(2, 1))),
        Refusal::NotPermitted(_)
    ));
    let most = u64::from(given.policy.files.most);
    let full = given.and((2..=most).map(|number| ("2026-01-15", keeper(), with_comment(number, 1))));
    assert_eq!(
        full.refuses(("2026-01-15", them(), with_comment(most + 1, 1))),
        Refusal::TooManyFiles(full.policy.files.most)
    );
    assert_eq!(
        decided("worcester").refuses(("2026-01-29", them(), with_comment(1, 1))),
        Refusal::NoSuch("comment")
    );
}

// Domain 5.10: whoever hears an appeal or reviews has what came with what they said, until it has its answer.
#[test]
fn a_file_stands_with_an_appeal_or_what_is_said_before_a_review_while_that_waits_for_its_answer() {
    let (appealed, said) = (With::Said(Beside::Appeal), With::Said(Beside::Review));
    let given = in_force("demo");
    for (with, what) in [(&appealed, "appeal"), (&said, "word before the review")] {
        let early = given.refuses(("2026-02-03", them(), file_with(1, with.clone())));
        assert_eq!(early, Refusal::NoSuch(what));
    }
    let speak = Command::Tend(Tend::SayForReview {
        contact: contact_id(77),
        on: date("2026-02-03"),
        channel: Channel::Online,
        words: words("I write once a month."),
    });
    let given = given.and([
        ("2026-02-03", them(), speak),
        ("2026-02-03", them(), file_with(1, said.clone())),
        ("2026-02-03", them(), appeal("2026-02-03")),
        ("2026-02-03", them(), file_with(2, appealed.clone())),
        ("2026-02-04", keeper(), file_with(3, appealed.clone())),
    ]);
    let with: Vec<_> = given.file.files.iter().map(|file| file.with.clone()).collect();
    assert_eq!(with, [said, appealed.clone(), appealed.clone()]);
    let somebody = crate::permission::Actor::customer(Some(crate::case::tests::people::person(101)));
    assert!(matches!(
        given.refuses(("2026-02-04", somebody, file_with(4, appealed.clone()))),
        Refusal::NotPermitted(_)
    ));
    let over = given.and([("2026-02-09", hears(1), appeal_upheld())]);
    assert_eq!(
        over.refuses(("2026-02-10", them(), file_with(4, appealed))),
        Refusal::NoSuch("appeal")
    );
}
