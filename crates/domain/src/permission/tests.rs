//! The permission table, walked whole.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::case::tests::council::{policy, service};
use crate::case::tests::people::user;

#[test]
fn the_least_is_never_more_than_the_most() {
    for act in Act::ALL {
        let Limits { least, most } = limits(*act);
        for role in least {
            assert!(
                most.contains(role),
                "{act}: {role} must be allowed but may not be"
            );
        }
    }
}

#[test]
fn customers_representatives_and_partners_hold_no_act_of_staff() {
    for act in Act::ALL {
        for role in [Role::Customer, Role::Representative, Role::Partner] {
            assert!(!limits(*act).most.contains(&role), "{role} could be given {act}");
        }
    }
}

#[test]
fn a_councillor_logs_and_follows_and_can_be_given_nothing_that_steers_a_complaint() {
    let reachable: Vec<&str> = Act::ALL
        .iter()
        .filter(|act| limits(**act).most.contains(&Role::Councillor))
        .map(|act| act.as_str())
        .collect();
    assert_eq!(reachable, ["log", "follow-own", "report-incident"]);
}

#[test]
fn an_administrator_reads_no_case_by_being_administrator() {
    for act in [
        Act::ReadCase,
        Act::ReadAnyCase,
        Act::ReadPrivilegedNote,
        Act::ReadAccessLog,
        Act::ReadBriefing,
    ] {
        assert!(!limits(act).most.contains(&Role::Administrator), "{act}");
    }
}

// UK GDPR, article 5(1)(f): the auditor sees why somebody could look.
#[test]
fn the_closest_right_to_a_case_is_the_ground_of_a_reading() {
    let me = Actor {
        id: ActorId::User(user(1)),
        roles: vec![Role::Officer],
        services: vec![service("waste")],
    };
    let far = Scope {
        service: Some(service("parks")),
        owner: Some(user(2)),
        logged_by: ActorId::Anonymous,
        customer: None,
        about: Vec::new(),
    };
    assert_eq!(ground(&me, &far, false), Ground::Role);
    let near = Scope {
        service: Some(service("waste")),
        ..far.clone()
    };
    assert_eq!(ground(&me, &near, false), Ground::Service);
    assert_eq!(ground(&me, &near, true), Ground::Part);
    let logged = Scope {
        logged_by: me.id.clone(),
        ..near.clone()
    };
    assert_eq!(ground(&me, &logged, true), Ground::Logged);
    let own = Scope {
        owner: Some(user(1)),
        ..logged
    };
    assert_eq!(ground(&me, &own, true), Ground::Owner);
    for given in [
        Actor::customer(None),
        Actor::partner(PartnerId::parse("housing").unwrap()),
    ] {
        assert_eq!(ground(&given, &near, false), Ground::Given);
    }
}

#[test]
fn every_member_of_staff_may_log_a_contact_paper_002_paper_004_1_2() {
    for role in STAFF {
        assert!(limits(Act::Log).least.contains(role), "{role}");
    }
}

/// The whole table, so that a change to it is seen in review.
#[test]
fn the_whole_table() {
    let mut table = String::new();
    for act in Act::ALL {
        let Limits { least, most } = limits(*act);
        let cell = |role: &Role| match (least.contains(role), most.contains(role)) {
            (true, _) => "always",
            (false, true) => "may",
            (false, false) => "never",
        };
        table.push_str(act.as_str());
        table.push(':');
        for word in ["always", "may"] {
            let roles: Vec<&str> = Role::ALL
                .iter()
                .filter(|role| cell(role) == word)
                .map(|role| role.as_str())
                .collect();
            write!(table, " {word} [{}]", roles.join(" ")).unwrap();
        }
        table.push('\n');
    }
    insta::assert_snapshot!("permissions", table);
}

/// A policy that grants those acts to that role, and nothing else.
fn granting(role: Role, acts: &[Act]) -> Policy {
    Policy {
        permissions: BTreeMap::from([(role, acts.to_vec())]),
        ..policy()
    }
}

fn somebody(role: Role, services: &[&str]) -> Actor {
    Actor {
        id: ActorId::User(user(20)),
        roles: vec![role],
        services: services.iter().map(|name| service(name)).collect(),
    }
}

fn about_waste() -> Scope {
    Scope {
        service: Some(service("waste")),
        owner: None,
        logged_by: ActorId::Anonymous,
        customer: None,
        about: Vec::new(),
    }
}

#[test]
fn a_policy_gives_what_lies_between_the_least_and_the_most_and_no_more() {
    for role in Role::ALL {
        let generous = granting(*role, Act::ALL);
        let silent = granting(*role, &[]);
        for act in Act::ALL {
            let Limits { least, most } = limits(*act);
            assert_eq!(
                allows(&generous, *role, *act),
                most.contains(role),
                "{role} {act}"
            );
            assert_eq!(allows(&silent, *role, *act), least.contains(role), "{role} {act}");
        }
    }
}

#[test]
fn what_one_role_is_given_no_other_role_has() {
    for role in Role::ALL {
        let generous = granting(*role, Act::ALL);
        for other in Role::ALL.iter().filter(|other| *other != role) {
            for act in Act::ALL {
                let least = limits(*act).least.contains(other);
                assert_eq!(allows(&generous, *other, *act), least, "{other} {act}");
            }
        }
    }
}

#[test]
fn a_role_reaches_its_own_service_its_own_cases_or_where_it_may_read_any_all() {
    let policy = policy();
    let owned = Scope {
        owner: Some(user(20)),
        ..about_waste()
    };
    let of_nobody = Scope {
        service: None,
        ..about_waste()
    };
    for role in Role::ALL {
        for act in Act::ALL.iter().filter(|act| **act != Act::FollowOwn) {
            let is_allowed = allows(&policy, *role, *act);
            let reads_all = allows(&policy, *role, Act::ReadAnyCase);
            let near = somebody(*role, &["waste"]);
            let far = somebody(*role, &["roads"]);
            let answer = |actor: &Actor, scope: &Scope| may_with(&policy, actor, *act, scope);
            assert_eq!(answer(&near, &about_waste()), is_allowed, "{role} {act}");
            assert_eq!(
                answer(&far, &about_waste()),
                is_allowed && reads_all,
                "{role} {act}"
            );
            assert_eq!(answer(&far, &owned), is_allowed, "{role} {act}");
            assert_eq!(answer(&near, &of_nobody), is_allowed && reads_all, "{role} {act}");
        }
    }
}

#[test]
fn one_follows_what_one_logged_and_nothing_else() {
    let policy = policy();
    let own = Scope {
        logged_by: ActorId::User(user(20)),
        ..about_waste()
    };
    for role in Role::ALL {
        let actor = somebody(*role, &["waste"]);
        let follows = limits(Act::FollowOwn).least.contains(role);
        assert_eq!(may_with(&policy, &actor, Act::FollowOwn, &own), follows, "{role}");
        assert!(
            !may_with(&policy, &actor, Act::FollowOwn, &about_waste()),
            "{role}"
        );
    }
}

#[test]
fn whoever_a_case_is_about_may_do_nothing_to_it_whatever_their_roles() {
    let about_them = Scope {
        owner: Some(user(20)),
        logged_by: ActorId::User(user(20)),
        about: vec![user(20)],
        ..about_waste()
    };
    for role in Role::ALL {
        let generous = granting(*role, Act::ALL);
        let actor = somebody(*role, &["waste"]);
        for act in Act::ALL {
            assert!(!may_with(&generous, &actor, *act, &about_them), "{role} {act}");
        }
        assert!(!may_read(&generous, &actor, &about_them), "{role}");
    }
}

#[test]
fn no_file_lets_a_councillor_an_administrator_or_a_customer_read_a_case() {
    for role in [
        Role::Councillor,
        Role::Administrator,
        Role::Customer,
        Role::Representative,
        Role::Partner,
    ] {
        let generous = granting(role, Act::ALL);
        let owned = Scope {
            owner: Some(user(20)),
            ..about_waste()
        };
        assert!(
            !may_read(&generous, &somebody(role, &["waste"]), &owned),
            "{role}"
        );
    }
}

#[test]
fn customer_services_know_everything_paper_004_1_4() {
    let actor = somebody(Role::Adviser, &[]);
    assert!(may_read(&granting(Role::Adviser, &[]), &actor, &about_waste()));
}

proptest! {
    #[test]
    fn another_role_never_takes_anything_away(
        first in prop::sample::select(Role::ALL),
        second in prop::sample::select(Role::ALL),
        act in prop::sample::select(Act::ALL),
        granted in prop::sample::subsequence(Act::ALL, 0..=Act::ALL.len()),
        is_owner in any::<bool>(),
    ) {
        let policy = granting(first, &granted);
        let scope = Scope {
            owner: is_owner.then(|| user(20)),
            ..about_waste()
        };
        let alone = somebody(first, &["waste"]);
        let both = Actor { roles: vec![first, second], ..alone.clone() };
        prop_assert!(!may_with(&policy, &alone, act, &scope) || may_with(&policy, &both, act, &scope));
        prop_assert!(!may(&policy, &alone, act) || may(&policy, &both, act));
        // What may be done to one case may be done at all.
        prop_assert!(!may_with(&policy, &both, act, &scope) || may(&policy, &both, act));
    }
}
