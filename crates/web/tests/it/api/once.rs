//! The same request twice does one thing, and gets one answer.

use redress_domain::vocabulary::Role;
use serde_json::json;

use super::{complaint, program};
use crate::app::TestApp;

#[tokio::test]
async fn the_same_request_again_does_nothing_and_answers_the_same() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let first = desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
    let again = desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
    assert_eq!(first.text, again.text);
    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!(
        (
            first.header("idempotency-replayed"),
            again.header("idempotency-replayed")
        ),
        (None, Some("true"))
    );
    assert_eq!(app.count_cases().await, 1);

    let mut other = complaint();
    other["what_happened"] = json!("Something else.");
    let told = desk.post("/api/v1/cases", "one", &other).await.is(422);
    assert_eq!(told.json()["type"], "urn:redress:problem:key-used");
    let told = desk
        .post(
            &format!("/api/v1/cases/{}/notes", first.reference()),
            "one",
            &complaint(),
        )
        .await;
    assert_ne!(told.status.as_u16(), 201, "another address is another request");
    // Another program's keys are its own.
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    site.post("/api/v1/cases", "one", &other).await.is(201);
    assert_eq!(app.count_cases().await, 2);
}

#[tokio::test]
async fn of_many_that_come_at_once_one_is_done_and_all_get_its_answer() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let mut tasks = Vec::new();
    for _ in 0..12 {
        let desk = desk.clone();
        tasks.push(tokio::spawn(async move {
            desk.post("/api/v1/cases", "one", &complaint()).await.is(201).text
        }));
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(app.count_cases().await, 1);

    let logged: serde_json::Value = serde_json::from_str(&answers[0]).unwrap();
    let (reference, version) = (logged["reference"].clone(), logged["version"].as_i64().unwrap());
    let place = format!("/api/v1/cases/{}/notes", reference.as_str().unwrap());
    let mut tasks = Vec::new();
    for _ in 0..12 {
        let (desk, place) = (desk.clone(), place.clone());
        tasks.push(tokio::spawn(async move {
            let note = json!({"words": "Once."});
            desk.post_on(&place, ("note", version), &note).await.is(201).text
        }));
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    let notes = app.record().await;
    assert_eq!(notes.iter().filter(|(kind, _)| kind == "note-added").count(), 1);
}

#[tokio::test]
async fn a_request_that_did_nothing_may_be_mended_under_its_key() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let mut wrong = complaint();
    wrong["service"] = json!("moon");
    desk.post("/api/v1/cases", "one", &wrong).await.is(422);
    desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
}

#[tokio::test]
async fn answers_are_kept_for_a_week() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let first = desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
    app.wait(jiff::SignedDuration::from_hours(6 * 24)).await;
    app.casework.sweep(&app.council).await.unwrap();
    let again = desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
    assert_eq!(first.text, again.text);
    app.wait(jiff::SignedDuration::from_hours(2 * 24)).await;
    app.casework.sweep(&app.council).await.unwrap();
    let anew = desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
    assert_ne!(first.text, anew.text);
}
