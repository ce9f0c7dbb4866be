//! Every senior manager has a target, and the file is told of who has none (paper 004, 6.2).

use super::{DEMO, demo_with, place_of};
use crate::policy::Policy;

/// The senior managers without a target, each as its place and what is said.
fn without_target(source: &str) -> Vec<(usize, usize, String)> {
    let report = Policy::check(source);
    assert_eq!(
        report.mistakes,
        [],
        "it is a warning: what was adopted so goes on"
    );
    let warnings = report.warnings.into_iter();
    let told = warnings.filter(|warning| warning.what.contains("no target"));
    told.map(|warning| (warning.line, warning.column, warning.what))
        .collect()
}

#[test]
fn who_answers_for_a_service_without_a_target_is_named_with_line_and_column_paper_004_6_2() {
    let source = demo_with("for = \"head-of-planning\"", "for = \"head-of-revenues\"");
    let (line, column) = place_of(&source, "\"head-of-planning\"\nname");
    let what = "\"head-of-planning\" is a senior manager and has no target.".to_owned();
    assert_eq!(without_target(&source), [(line, column, what)]);
}

#[test]
fn who_leads_the_council_needs_a_target_and_the_body_that_is_briefed_needs_none() {
    assert_eq!(without_target(DEMO), []);
    let source = DEMO.replace("for = \"chief-executive\"", "for = \"director-places\"");
    let (line, column) = place_of(&source, "\"chief-executive\"\nname");
    let found = without_target(&source);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0, found[0].1), (line, column));
    // Without a meeting it is no body that is briefed.
    let source = DEMO.replace(
        "executive-team = [2026-10-27",
        "executive-team = [] # [2026-10-27",
    );
    let found = without_target(&source);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].2.contains("\"executive-team\""), "{found:?}");
}
