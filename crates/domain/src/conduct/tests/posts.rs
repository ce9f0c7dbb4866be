//! Which post decides, which orders, and which hears: each deciding actor here holds exactly the roles of one post.

use super::harness::*;
use super::review::read;
use crate::conduct::{Command, Outcome, Purpose, Refusal, holds_post, uninvolved};
use crate::permission::Actor;

fn answered(name: &str) -> Given {
    shared(name).and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
    ])
}

// Paper 003, 4.5.4: of every council, whoever may decide about contact by a role of another post decides nothing.
#[test]
fn somebody_of_another_post_decides_nothing_paper_003_4_5_4() {
    for (name, _) in COUNCILS {
        let given = answered(name);
        let agreed = decision(&given.policy, Outcome::Agreed);
        let mut other = decider(9);
        // A role that may decide, and not all of the post: or one of them and another.
        other.roles = vec![crate::vocabulary::Role::Executive];
        let said = given.refuses(("2026-01-15", other, agreed.clone()));
        let is_no_decider = matches!(said, Refusal::NotTheDecider | Refusal::NotPermitted(_));
        assert!(is_no_decider, "{name}: {said:?}");
        given.and([("2026-01-15", decider(1), agreed)]);
    }
    // Hart's post holds two roles: one of them alone is not the post.
    let hart = answered("hart");
    let mut officer = decider(9);
    officer.roles = vec![crate::vocabulary::Role::AuthorisingOfficer];
    let agreed = decision(&hart.policy, Outcome::Agreed);
    assert_eq!(
        hart.refuses(("2026-01-15", officer, agreed)),
        Refusal::NotTheDecider
    );
}

// Paper 003, 4.5.4; domain 5.8: the notice says which post decided. Where one person decides alone, whoever is the post above it as
// well is that one; of a panel, they are one.
#[test]
fn whoever_stands_above_decides_in_the_name_of_no_post_that_decides_alone_paper_003_4_5_4() {
    for (name, _) in COUNCILS {
        let given = answered(name);
        let conduct = given.policy.conduct.clone().unwrap();
        let mut above = decider(9);
        above.roles = given.with_roles(&senior(9)).roles;
        let agreed = decision(&given.policy, Outcome::Agreed);
        if conduct.is_decided_by_panel {
            let Command::Decide(mut by_panel) = agreed else {
                unreachable!()
            };
            by_panel.votes[2].by = above.clone();
            given.and([("2026-01-15", above, Command::Decide(by_panel))]);
            continue;
        }
        let said = given.refuses(("2026-01-15", above.clone(), agreed.clone()));
        assert_eq!(said, Refusal::NotTheDecider, "{name}");
        let is_superset = holds_post(&given.policy, &above, &conduct.decided_by);
        assert_eq!(is_superset, name != "hart", "{name}: by its roles alone");
        // Nor do they say at a review that it stands, or count as somebody who is left.
        let people = [above];
        let left = uninvolved(
            &given.file,
            (&given.policy, &conduct),
            &people,
            date("2026-01-15"),
        );
        assert!(!left.can_decide, "{name}");
        let decided = given.and([("2026-01-15", decider(1), agreed)]);
        let waits = decided.file.to_notify.as_ref().unwrap();
        assert_eq!(waits.post, Some(conduct.decided_by.clone()), "{name}");
    }
}

// Domain 5.10: of every council, whoever holds the post that hears appeals neither decides nor orders.
#[test]
fn whoever_hears_appeals_decides_nothing_and_orders_nothing_domain_5_10() {
    for (name, _) in COUNCILS {
        let given = answered(name);
        let agreed = decision(&given.policy, Outcome::Agreed);
        // They hold the post that decides as well.
        let both = |one: Actor, given: &Given| {
            let mut one = given.with_roles(&one);
            one.roles.extend(given.with_roles(&hears(1)).roles);
            one
        };
        let step = ("2026-01-15", both(decider(1), &given), agreed);
        assert_eq!(given.refuses(step), Refusal::HearsAppeals, "{name}");
        let danger = super::harness::given(name, [("2026-01-06", planner(), incident(1, true))]);
        let step = ("2026-01-06", both(senior(1), &danger), interim("2026-01-12"));
        assert_eq!(danger.refuses(step), Refusal::HearsAppeals, "{name}");
    }
}

// Domain 5.4: of every council.
#[test]
fn the_senior_post_alone_orders_an_interim_measure_domain_5_4() {
    for (name, _) in COUNCILS {
        let danger = given(name, [("2026-01-06", planner(), incident(1, true))]);
        let step = ("2026-01-06", decider(1), interim("2026-01-12"));
        assert_eq!(danger.refuses(step), Refusal::NotTheDecider, "{name}");
        let step = ("2026-01-06", hears(1), interim("2026-01-12"));
        assert_eq!(danger.refuses(step), Refusal::NotTheDecider, "{name}");
        danger.and([("2026-01-06", senior(1), interim("2026-01-12"))]);
    }
}

// Domain 5.10: also what the senior post decided, and on a file on which it ordered an interim measure.
#[test]
fn an_appeal_can_always_be_heard_by_a_post_that_neither_decided_nor_ordered_domain_5_10() {
    for (name, _) in COUNCILS {
        let given = in_force(name);
        let conduct = given.policy.conduct.as_ref().unwrap();
        let renewal = crate::conduct::Proposal {
            purpose: Purpose::Renewal,
            ends_on: date("2026-10-30"),
            review_on: date("2026-09-30"),
            ..a_proposal()
        };
        let months = conduct.longest_months;
        let agreed = decision(&given.policy, Outcome::Agreed);
        let given = given.and([
            ("2026-05-29", keeper(), propose(renewal)),
            ("2026-05-29", keeper(), share()),
            ("2026-06-01", them(), comment(2, "2026-06-01")),
            ("2026-06-01", adviser(), read(2)),
            ("2026-06-02", keeper(), answer(2)),
            ("2026-06-03", planner(), danger(3, "2026-06-03")),
            ("2026-06-03", senior(2), interim("2026-06-05")),
        ]);
        let given = if months < 9 {
            // Beyond the longest: the senior post decides, and the panel does not.
            let said = given.refuses(("2026-06-04", decider(2), agreed.clone()));
            assert_eq!(said, Refusal::LongerThanMayBeRenewed, "{name}");
            given.and([("2026-06-04", senior(1), alone(Outcome::Agreed))])
        } else {
            given.and([("2026-06-04", decider(2), agreed)])
        };
        given.and([
            ("2026-06-05", keeper(), notice()),
            ("2026-06-10", them(), appeal("2026-06-10")),
            ("2026-06-12", hears(1), appeal_upheld()),
        ]);
    }
}

// Domain 5.7: a complaint about how a case was dealt with may be about whoever dealt with it.
#[test]
fn nobody_who_dealt_with_their_case_decides_orders_or_hears_domain_5_7() {
    let dealt = |given: &Given, one: Actor| {
        let mut given = given.clone();
        given.dealt_with_them = one.user().cloned().into_iter().collect();
        given
    };
    for (name, _) in COUNCILS {
        let given = answered(name);
        let agreed = decision(&given.policy, Outcome::Agreed);
        let said = dealt(&given, decider(1)).refuses(("2026-01-15", decider(1), agreed.clone()));
        assert_eq!(said, Refusal::DealtWithTheirCase, "{name}");
        // One of a panel as well.
        if given.policy.conduct.as_ref().unwrap().is_decided_by_panel {
            let said = dealt(&given, decider(3)).refuses(("2026-01-15", decider(1), agreed));
            assert_eq!(said, Refusal::DealtWithTheirCase, "{name}");
        }
        let danger = super::harness::given(name, [("2026-01-06", planner(), incident(1, true))]);
        let step = ("2026-01-06", senior(1), interim("2026-01-12"));
        assert_eq!(
            dealt(&danger, senior(1)).refuses(step),
            Refusal::DealtWithTheirCase,
            "{name}"
        );
        let appealed = in_force(name).and([("2026-02-10", them(), appeal("2026-02-10"))]);
        let step = ("2026-02-12", hears(1), appeal_upheld());
        assert_eq!(
            dealt(&appealed, hears(1)).refuses(step),
            Refusal::DealtWithTheirCase,
            "{name}"
        );
    }
}
