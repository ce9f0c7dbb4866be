//! What customers see.

use axum::http::StatusCode;

use crate::app::{Answer, Browser, TestApp};

mod code;
pub(crate) mod files;
mod journeys;
mod nodes;
mod pages;
mod partner;
pub(crate) mod partner_account;
mod performance;
mod returning;
mod speaking_for;
mod stage_2;
mod track;

/// A complaint from its first question to the page that checks it.
const COMPLAINT: &[(&str, &[(&str, &str)])] = &[
    ("route", &[("route", "told-before")]),
    ("who", &[("who", "myself")]),
    ("reference", &[("reference", "")]),
    ("service", &[("service", "waste")]),
    (
        "what-happened",
        &[("what_happened", "The bin was missed.\n\nTwice.")],
    ),
    ("points", &[("points", "1"), ("point-1", "Why was it missed?")]),
    (
        "when",
        &[
            ("happened-day", "26"),
            ("happened-month", "10"),
            ("happened-year", "2026"),
        ],
    ),
    ("effect", &[("effect", "It smells.")]),
    (
        "outcome",
        &[
            ("wishes", "fix-it"),
            ("wishes", "explain"),
            ("wanted", "Collect it."),
        ],
    ),
    ("evidence", &[]),
    ("contact", &[("reply_by", "email")]),
    ("email", &[("email", "asha@example.org")]),
    ("your-name", &[("name", "Asha O’Néill"), ("postcode", "WS1 4AB")]),
    ("support", &[("support", "large-print")]),
];

/// Answers questions one after the other, and holds each to leading to the next.
async fn answer(browser: &mut Browser, path: &str, questions: &[(&str, &[(&str, &str)])]) {
    let mut next = questions.iter().skip(1).map(|(slug, _)| *slug).chain(["check"]);
    for (slug, form) in questions {
        let at = if slug.is_empty() {
            path.to_owned()
        } else {
            format!("{path}/{slug}")
        };
        browser.get(&at).await.is(StatusCode::OK);
        let next = next.next().unwrap();
        browser.post(&at, form).await.to(&format!("{path}/{next}"));
    }
}

/// Presses the button on the check page, and goes to the confirmation.
async fn send(browser: &mut Browser, path: &str) -> Answer {
    let check = browser.get(&format!("{path}/check")).await.is(StatusCode::OK);
    let once = check.value_of("once").unwrap();
    browser
        .post_and_follow(&format!("{path}/check"), &[("once", &once)])
        .await
        .is(StatusCode::OK)
}

/// A complaint that was sent by Asha O’Néill of WS1 4AB: its reference.
pub(crate) async fn complaint(browser: &mut Browser) -> String {
    answer(browser, "/complaint", COMPLAINT).await;
    send(browser, "/complaint").await.reference().unwrap()
}

#[tokio::test]
async fn another_sites_form_is_refused() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    browser.comes_from = "cross-site";
    browser
        .post("/complaint/who", &[("who", "myself")])
        .await
        .is(StatusCode::FORBIDDEN)
        .says("nothing was saved or changed");
}
