//! Closing one file into another of the same person is no way around the days in sum, or around who took a part.

use super::harness::*;
use crate::conduct::{Command, Likeness, Outcome, Refusal, Tend};
use crate::id::ConductId;

/// Another file of theirs is closed into this one.
fn takes_in(other: &Given) -> Command {
    let id = ConductId::parse(crate::case::tests::people::uuid(8_701)).unwrap();
    Command::Tend(Tend::TakeIn(other.file.to_take_in(id).unwrap()))
}

// Domain 5.7: whoever took a part there took it here.
#[test]
fn whoever_took_a_part_on_a_file_that_was_closed_into_another_does_not_decide_there_domain_5_7() {
    let other = given("worcester", [("2026-01-06", decider(1), incident(5, false))]);
    let given = shared("worcester").and([
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-19", keeper(), answer(1)),
    ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    let order = || ("2026-01-28", decider(1), agreed.clone());
    given.clone().and([order()]);
    let taken = given.and([("2026-01-20", keeper(), takes_in(&other))]);
    assert_eq!(taken.refuses(order()), Refusal::TookPart);
    // Unless it was somebody else's: whoever keeps the file says so.
    let mut theirs = other.file.clone();
    theirs.person = Some(crate::case::tests::people::person(101));
    let elsewhere = Given {
        file: theirs,
        ..other
    };
    let apart = taken.clone().and([
        ("2026-01-20", keeper(), takes_in(&elsewhere)),
        ("2026-01-20", keeper(), compared(101, Likeness::SomebodyElse)),
    ]);
    apart.and([order()]);
}

// Domain 5.10: the days in sum are those of one person, whatever file they stand on.
#[test]
fn the_days_for_which_something_bound_on_a_file_that_was_closed_into_another_count_in_sum_domain_5_10() {
    let other = in_force("worcester").and([(
        "2026-02-10",
        keeper(),
        Command::Lift {
            reason: words("It went well."),
            letter: words("It has ended."),
        },
    )]);
    let file = warned("worcester");
    let from = date("2026-03-02");
    assert_eq!(file.file.since(from), from);
    let file = file.and([("2026-02-11", keeper(), takes_in(&other))]);
    assert_eq!(file.file.since(from), date("2026-02-02"));
    assert_eq!(
        file.file.since(date("2026-06-01")),
        date("2026-06-01"),
        "more than three months apart"
    );
    // And with it where it goes on once more.
    let third = given("worcester", [("2026-01-06", planner(), incident(6, false))]);
    let third = third.and([("2026-02-12", keeper(), takes_in(&file))]);
    assert_eq!(third.file.since(from), date("2026-02-02"));
}
