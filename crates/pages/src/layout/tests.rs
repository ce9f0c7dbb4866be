//! The frame of every page.

use super::*;
use crate::form::FormState;

#[test]
fn a_title_says_error_first_and_the_council_last() {
    let shell = Shell::sample().journey("Make a complaint");
    let form = FormState::new().with_error("what", "Tell us what happened");
    assert_eq!(
        shell.full_title("What happened?", Some(form.errors())),
        "Error: What happened? – Make a complaint – Westshire Council"
    );
    assert_eq!(
        shell.full_title("What happened?", None),
        "What happened? – Make a complaint – Westshire Council"
    );
}

#[test]
fn a_journey_that_begins_with_its_own_name_says_it_once() {
    let title = "Make a comment or suggestion";
    assert_eq!(
        Shell::sample().journey(title).full_title(title, None),
        "Make a comment or suggestion – Westshire Council"
    );
}

#[test]
fn the_navigation_shows_the_nearest_place() {
    let navigation = Shell::staff_sample().at("/staff/my-cases").navigation();
    let marked: Vec<_> = navigation
        .navigation
        .iter()
        .filter(|item| item.current || item.active)
        .collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].href, "/staff/my-cases");
    let navigation = Shell::staff_sample().at("/staff/cases/WS-4K7P-29QX").navigation();
    let marked: Vec<_> = navigation.navigation.iter().filter(|item| item.active).collect();
    assert_eq!(marked[0].href, "/staff/cases");
}

#[test]
fn a_navigation_leads_to_six_pages_and_today_to_the_others() {
    let mut shell = Shell::staff_sample();
    assert_eq!(shell.navigation().navigation.len(), 6);
    assert_eq!(
        shell.more_pages(),
        [
            ("Stage 2", "/staff/stage-2"),
            ("Ombudsman", "/staff/ombudsman"),
            ("Settings", "/admin"),
            ("Contact arrangements", "/staff/arrangements"),
            ("Outbox", "/staff/outbox"),
            ("Email that came in", "/staff/mail"),
            ("Report an incident", "/staff/incidents/new"),
            ("Lessons", "/staff/lessons"),
            ("Performance", "/staff/reports"),
            ("Cases with one cause", "/staff/causes"),
            ("Survey results", "/staff/surveys"),
            ("Briefings", "/staff/briefings"),
            ("Annual report", "/staff/reports/annual"),
        ]
    );
    // Whoever may open fewer has them all in the navigation.
    shell.closed_to_reader = vec![
        "/staff/triage",
        "/staff/approvals",
        "/admin",
        "/staff/arrangements",
        "/staff/outbox",
        "/staff/mail",
        "/staff/incidents/new",
        "/staff/lessons",
        "/staff/reports",
        "/staff/causes",
        "/staff/surveys",
        "/staff/briefings",
        "/staff/reports/annual",
    ];
    assert_eq!(shell.navigation().navigation.len(), 6);
    assert_eq!(shell.more_pages(), []);
}
