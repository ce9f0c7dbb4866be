//! The time that a councillor is promised to follow an answer up.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::{answer, logged, mary};
use crate::app::{Answer, Browser, PASSWORD, TestApp};
use crate::staff::{email, signed_in};

/// Closes the case as it stands, and what comes of it.
async fn by_hand(officer: &mut Browser, close: &str) -> Answer {
    let seen = officer.get(close).await.value_of("seen").unwrap();
    let form = [
        ("outcome", "done"),
        ("sentence", "It is mended."),
        ("seen", &seen),
    ];
    officer.post(close, &form).await
}

// Paper 002 and ux C5: what was promised for a follow-up holds for staff and for programs, and they are told what to do instead.
#[tokio::test]
async fn nobody_closes_a_query_in_the_time_that_its_councillor_was_promised_for_a_follow_up() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let reference = logged(&mut mary).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let desk = crate::api::program(&app, "desk", crate::api::EVERY, &[]).await;
    let close = format!("/staff/cases/{reference}/close");
    let closures = format!("/api/v1/cases/{reference}/closures");
    let closure = serde_json::json!({"outcome": "done", "sentence": "It is mended."});
    let place = format!("/councillor/q/{reference}");

    answer(&app, &reference).await;
    nadia
        .get(&close)
        .await
        .says("Wait until the councillor’s time for a follow-up is over, after Monday 9 November 2026");
    by_hand(&mut nadia, &close)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The councillor was told that they can follow this up until 9 November 2026.");
    let refused = desk.post(&closures, "early", &closure).await.json();
    assert!(refused.to_string().contains("follow-up-promised"), "{refused}");

    let asked = [("do", "follow-up"), ("question", "But when exactly?")];
    mary.post(&place, &asked).await.to(&place);
    by_hand(&mut nadia, &close)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The councillor followed this up and has no answer yet.");
    let refused = desk.post(&closures, "unanswered", &closure).await.json();
    assert!(
        refused.to_string().contains("follow-up-not-answered"),
        "{refused}"
    );
    mary.get(&place).await.does_not_say("This query is closed.");

    answer(&app, &reference).await;
    app.wait(SignedDuration::from_hours(24 * 8)).await;
    let mut nadia = app.browser();
    let form = [
        ("email", email("Nadia Hussain")),
        ("password", PASSWORD.to_owned()),
    ];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    nadia.post("/staff/sign-in", &form).await.to("/staff");
    by_hand(&mut nadia, &close)
        .await
        .to(&format!("/staff/cases/{reference}"));
}
