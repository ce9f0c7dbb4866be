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
