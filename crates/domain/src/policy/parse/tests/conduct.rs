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

// Domain 5.10: a different senior role, not only a different name.
#[test]
fn posts_that_decide_and_hear_appeals_by_the_same_roles_are_a_warning_with_its_place() {
    let same = demo_with(
        "roles = [\"authorising-officer\", \"executive\", \"reviewer\"]",
        "roles = [\"executive\", \"authorising-officer\"]",
    );
    let report = Policy::check(&same);
    assert_eq!(
        (report.mistakes.len(), report.warnings.len()),
        (0, 1),
        "{report:?}"
    );
    let warned = &report.warnings[0];
    assert!(
        warned.what.contains("\"executive-team\" and \"chief-executive\""),
        "{warned:?}"
    );
    assert!(
        warned.mend.contains("a role that the other does not hold"),
        "{warned:?}"
    );
    let line = same.lines().nth(warned.line - 1).unwrap();
    assert!(line.starts_with("appeal = "), "{line}");
    assert_eq!(line.find("\"chief-executive\"").unwrap() + 1, warned.column);
}
