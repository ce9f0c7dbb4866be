//! Agreed with changes (ux S18): whoever decides may agree to less than was proposed and shared, and to nothing else.

use super::harness::*;
use crate::conduct::{AgreedLess, Command, Decision, Outcome, Refusal};
use crate::policy::ContactOption;

fn to(less: AgreedLess, given: &Given) -> Command {
    let Command::Decide(decision) = decision(&given.policy, Outcome::Agreed) else {
        unreachable!()
    };
    Command::Decide(Decision {
        agreed_less: Some(less),
        ..decision
    })
}

fn less(measures: &[ContactOption], ends_on: &str, review_on: &str) -> AgreedLess {
    AgreedLess {
        measures: measures.to_vec(),
        ends_on: date(ends_on),
        review_on: date(review_on),
    }
}

// Paper 004, 7.1: what binds is what they read, or less; of every council.
#[test]
fn whoever_decides_may_leave_out_a_measure_or_days_and_add_nothing_paper_004_7_1() {
    use ContactOption::{NamedContact, OneChannel, Premises};
    for (name, _) in COUNCILS {
        let given = shared(name).and([
            ("2026-01-15", them(), comment(1, "2026-01-15")),
            ("2026-01-19", keeper(), answer(1)),
        ]);
        let decides = |one: AgreedLess| ("2026-01-28", decider(1), to(one, &given));
        for (harsher, refusal) in [
            (less(&[], "2026-06-30", "2026-05-29"), Refusal::NotAnOption),
            (
                less(&[NamedContact, Premises], "2026-06-30", "2026-05-29"),
                Refusal::NotKinder,
            ),
            (
                less(&[NamedContact], "2026-07-31", "2026-05-29"),
                Refusal::NotKinder,
            ),
            (
                less(&[NamedContact], "2026-06-30", "2026-06-01"),
                Refusal::NotKinder,
            ),
            (
                less(&[NamedContact], "2026-05-01", "2026-05-29"),
                Refusal::DaysOutOfOrder,
            ),
            (
                less(&[NamedContact], "2026-06-30", "2026-05-30"),
                Refusal::NoWorkingDay(date("2026-05-30")),
            ),
            // All of it is no change.
            (
                less(&[NamedContact, OneChannel], "2026-06-30", "2026-05-29"),
                Refusal::NotKinder,
            ),
        ] {
            assert_eq!(given.refuses(decides(harsher)), refusal, "{name}");
        }
        let agreed = given
            .clone()
            .and([decides(less(&[NamedContact], "2026-04-30", "2026-03-31"))]);
        let waits = agreed.file.to_notify.as_ref().unwrap();
        assert_eq!(waits.terms.measures, [NamedContact], "{name}");
        assert!(waits.terms.in_practice.is_some(), "who answers is still said");
        // The notice says it, and it binds so.
        let bound = agreed.and([("2026-02-02", keeper(), notice())]);
        let arrangement = bound.file.in_force(date("2026-04-30")).unwrap();
        assert_eq!(arrangement.terms.review_on, date("2026-03-31"), "{name}");
        assert_eq!(bound.file.binding(date("2026-05-01")), None, "{name}");
        // Without what needs it, nothing is spelled out.
        let one_way = given
            .clone()
            .and([decides(less(&[OneChannel], "2026-06-30", "2026-05-29"))]);
        assert_eq!(one_way.file.to_notify.unwrap().terms.in_practice, None, "{name}");
    }
}

// One text spells out who, when and for how long: a part of it is not cut out by whoever decides (domain 5.9).
#[test]
fn of_measures_that_one_text_spells_out_all_stay_or_none_domain_5_9() {
    use ContactOption::{NamedContact, OneChannel, SetTimes};
    let two = crate::conduct::Proposal {
        measures: vec![NamedContact, SetTimes, OneChannel],
        in_practice: Some(words("Sam Reid answers, on Tuesdays.")),
        ..a_proposal()
    };
    let given = warned("demo").and([
        ("2026-01-12", keeper(), propose(two)),
        ("2026-01-12", keeper(), share()),
    ]);
    let part = less(&[NamedContact, OneChannel], "2026-06-30", "2026-05-29");
    let said = given.refuses(("2026-01-28", decider(1), to(part, &given)));
    assert_eq!(said, Refusal::NotSpelledOut);
    let none = less(&[OneChannel], "2026-06-30", "2026-05-29");
    let decided = ("2026-01-28", decider(1), to(none, &given));
    given.and([decided]);
}
