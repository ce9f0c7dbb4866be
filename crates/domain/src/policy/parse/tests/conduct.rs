//! The behaviour policy's floor, and what had better not be.

use super::*;

// Domain 5.8: the notice goes out within five working days of the decision.
#[test]
fn a_notice_later_than_five_working_days_is_refused_with_its_place() {
    for (within, is_taken) in [
        ("5 working days", true),
        ("7 calendar days", true),
        ("6 working days", false),
        ("8 calendar days", false),
    ] {
        let written = format!("notice_within = \"{within}\"");
        let report = Policy::check(&demo_with("notice_within = \"5 working days\"", &written));
        let mut found = report.mistakes.iter();
        let found = found.find(|mistake| mistake.key.contains("notice_within"));
        assert_eq!(found.is_none(), is_taken, "{within}: {:?}", report.mistakes);
        if let Some(found) = found {
            assert!(found.mend.contains("5 working days"), "{found:?}");
            assert!(found.line > 1 && found.column > 1, "{found:?}");
        }
    }
}

/// The one mistake that a change of the demo's file makes, and the line that it is on.
#[track_caller]
fn the_mistake(changes: &[(&str, &str)]) -> (String, String) {
    let mut source = include_str!("../../../../../../policies/demo.toml").to_owned();
    for (from, to) in changes {
        assert!(source.contains(from), "{from}");
        source = source.replacen(from, to, 1);
    }
    let report = Policy::check(&source);
    assert_eq!(report.mistakes.len(), 1, "{report:?}");
    let found = &report.mistakes[0];
    let line = source.lines().nth(found.line - 1).unwrap();
    assert!(found.column > 1, "{found:?}");
    (found.what.clone(), line.to_owned())
}

const MONITORING_OFFICER: &str = "roles = [\"authorising-officer\", \"auditor\", \"reviewer\"]";
const EXECUTIVE_TEAM: &str = "roles = [\"authorising-officer\", \"executive\"]";
const CHIEF_EXECUTIVE: &str = "roles = [\"authorising-officer\", \"executive\", \"reviewer\"]";

// Domain 5.10: a different senior role, and not only a different name; and never one that decided or ordered on the file.
#[test]
fn a_post_that_decides_or_orders_hears_no_appeal_and_neither_does_whoever_holds_it_domain_5_10() {
    let to = "to = \"monitoring-officer\"";
    for (other, said) in [
        (
            "to = \"executive-team\"",
            "would hear appeals on a file on which it decided itself",
        ),
        (
            "to = \"chief-executive\"",
            "would hear appeals on a file on which it decided itself",
        ),
    ] {
        let (what, line) = the_mistake(&[(to, other)]);
        assert!(what.contains(said), "{what}");
        assert!(line.starts_with("appeal = "), "{line}");
    }
    // The program knows a post by its roles: the same ones by another name, or fewer.
    for roles in [CHIEF_EXECUTIVE, "roles = [\"authorising-officer\", \"reviewer\"]"] {
        let (what, line) = the_mistake(&[(MONITORING_OFFICER, roles)]);
        assert!(
            what.contains(
                "Whoever holds \"chief-executive\", which decides, holds \"monitoring-officer\" too"
            ),
            "{what}"
        );
        assert!(line.starts_with("appeal = "), "{line}");
    }
    // A hierarchy upside down: what decides on what is longer holds less than the one below it.
    let (what, line) = the_mistake(&[
        (CHIEF_EXECUTIVE, "roles = [\"authorising-officer\"]"),
        ("longer_by = \"chief-executive\"", ""),
    ]);
    assert!(what.contains("it is no senior post"), "{what}");
    assert!(line.starts_with("interim_safety_measure"), "{line}");
}

// Domain 5.4: the senior post is none that decides, or that whoever decides holds by that alone.
#[test]
fn the_senior_post_is_above_the_one_that_decides_domain_5_4() {
    let by = "{ by = \"chief-executive\"";
    let (what, line) = the_mistake(&[(by, "{ by = \"executive-team\"")]);
    assert!(what.contains("it is no senior post"), "{what}");
    assert!(line.starts_with("interim_safety_measure"), "{line}");
    let longer = "longer_by = \"chief-executive\"";
    let (what, line) = the_mistake(&[(longer, "longer_by = \"executive-team\"")]);
    assert!(what.contains("it is no senior post"), "{what}");
    assert!(line.starts_with("longer_by"), "{line}");
    // Left out, it is the post of interim measures.
    let source = demo_with(longer, "");
    let policy = Policy::parse(&source).unwrap();
    let conduct = policy.conduct.unwrap();
    assert_eq!(conduct.longer_by, conduct.interim_by);
    assert!(source.contains(EXECUTIVE_TEAM));
}

// Paper 003, 4.5.4: a letter says which post decided, and a post is known by its roles.
#[test]
fn a_post_that_decides_and_another_with_the_same_roles_is_told_with_its_place_paper_003_4_5_4() {
    let of = "name = \"Director of Places\"\nroles = [\"executive\"]";
    let same = "name = \"Director of Places\"\nroles = [\"executive\", \"authorising-officer\"]";
    let told = |source: &str| {
        let told = Policy::check(source).warnings.into_iter();
        let told = told.filter(|told| told.what.contains("nobody can tell them apart"));
        told.map(|told| told.key).collect::<Vec<_>>()
    };
    assert_eq!(told(&demo_with(of, of)), [""; 0]);
    let told = told(&demo_with(of, same));
    assert_eq!(told.len(), 2, "where it decides and where it reviews: {told:?}");
    assert!(told[0].ends_with("decided_by"), "{told:?}");
}

// Paper 004, 7.1; domain 5.6 and 5.10: calendar days run over Christmas and Easter, when a council works on few of them.
#[test]
fn calendar_days_are_as_many_working_days_at_any_time_of_the_year_or_are_refused_with_their_place() {
    let cases = [
        (
            "comments_within = \"10 working days\"",
            "comments_within = \"14 calendar days\"",
            false,
        ),
        (
            "comments_within = \"10 working days\"",
            "comments_within = \"27 calendar days\"",
            false,
        ),
        (
            "comments_within = \"10 working days\"",
            "comments_within = \"28 calendar days\"",
            true,
        ),
        (
            "comments_within = \"10 working days\"",
            "comments_within = \"9 working days\"",
            false,
        ),
        (
            "ask_within = \"20 working days\"",
            "ask_within = \"19 working days\"",
            false,
        ),
        (
            "ask_within = \"20 working days\"",
            "ask_within = \"28 calendar days\"",
            false,
        ),
        (
            "ask_within = \"20 working days\"",
            "ask_within = \"56 calendar days\"",
            true,
        ),
        (
            "decided_within = \"20 working days\"",
            "decided_within = \"21 working days\"",
            false,
        ),
        (
            "decided_within = \"20 working days\"",
            "decided_within = \"28 calendar days\"",
            true,
        ),
        (
            "decided_within = \"20 working days\"",
            "decided_within = \"10 working days\"",
            true,
        ),
    ];
    for (from, to, is_taken) in cases {
        let report = Policy::check(&demo_with(from, to));
        assert_eq!(
            report.mistakes.is_empty(),
            is_taken,
            "{to}: {:?}",
            report.mistakes
        );
        for found in &report.mistakes {
            assert!(found.line > 1 && found.column > 1, "{found:?}");
            assert!(found.mend.contains("working days"), "{found:?}");
        }
    }
    // Four weeks are always ten working days, whenever they begin and wherever: also where a council is closed from
    // Christmas to New Year.
    let day = |text: &str| -> jiff::civil::Date { text.parse().unwrap() };
    for division in crate::vocabulary::Division::ALL {
        let between: Vec<_> = (2024..2036)
            .flat_map(|year| (24..32).map(move |day| jiff::civil::date(year, 12, day)))
            .collect();
        let calendar = crate::calendar::Calendar::new(*division).with_closures(&between);
        let due = |start, count, unit| {
            let limit = crate::policy::Limit { count, unit };
            calendar.due(start, limit, crate::vocabulary::DayOne::NextWorkingDay)
        };
        for start in day("2024-01-01").series(jiff::ToSpan::day(1)).take(365 * 11) {
            let least = due(start, 10, Unit::WorkingDays);
            assert!(
                due(start, 28, Unit::CalendarDays) >= least,
                "{division:?} {start}"
            );
            let least = due(start, 20, Unit::WorkingDays);
            assert!(
                due(start, 56, Unit::CalendarDays) >= least,
                "{division:?} {start}"
            );
        }
    }
}

// Paper 004, 7.1: designation and review; whoever decides reviews, unless the policy names another post, which hears no appeal.
#[test]
fn a_review_is_decided_by_the_post_that_the_policy_names_or_by_whom_decides_paper_004_7_1() {
    let named = "reviewed_by = { post = \"executive-team\", as = \"panel\" }";
    let reviewed = |written: &str| {
        let conduct = Policy::parse(&demo_with(named, written))
            .unwrap()
            .conduct
            .unwrap();
        (conduct.reviewed_by.to_string(), conduct.is_reviewed_by_panel)
    };
    let panel = ("executive-team".to_owned(), true);
    assert_eq!(reviewed(named), panel);
    assert_eq!(reviewed(""), panel, "whoever decides");
    let alone = ("chief-executive".to_owned(), false);
    assert_eq!(reviewed("reviewed_by = \"chief-executive\""), alone);
    let (what, line) = the_mistake(&[(named, "reviewed_by = \"monitoring-officer\"")]);
    assert!(
        what.contains("would hear appeals on a file on which it decided itself"),
        "{what}"
    );
    assert!(line.starts_with("appeal = "), "{line}");
}
