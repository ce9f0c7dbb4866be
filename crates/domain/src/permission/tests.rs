//! The permission table, walked whole.

use std::fmt::Write as _;

use super::*;

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
