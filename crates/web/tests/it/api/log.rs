//! Logging a case: what is taken, and how every mistake is named.

use redress_domain::vocabulary::Role;
use serde_json::{Value, json};

use super::{complaint, nobody, program};
use crate::app::TestApp;

#[tokio::test]
async fn a_program_logs_a_complaint_and_is_told_its_reference_and_promises() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    let told = site.post("/api/v1/cases", "one", &complaint()).await.is(201);
    let reference = told.reference();
    assert_eq!(
        told.header("location"),
        Some(&*format!("/api/v1/cases/{reference}"))
    );
    let clocks = told.json()["clocks"].clone();
    assert_eq!(clocks[0]["what"], "acknowledge");
    assert_eq!(clocks[0]["counts_from"], "2026-11-02");
    assert_eq!(
        told.header("etag"),
        Some(&*format!("\"{}\"", told.json()["version"]))
    );

    // The record says who logged it, and holds no word of it.
    let record = app.record().await;
    let logged = record.iter().find(|(kind, _)| kind == "logged").unwrap();
    for word in ["Asha", "asha@example.org", "Mondays", "WS1"] {
        assert!(!logged.1.contains(word), "{word} is in the record");
    }
    // It may follow what it logged, and read no more of it than the customer.
    let case = site
        .get(&format!("/api/v1/cases/{reference}"))
        .await
        .is(200)
        .json();
    assert_eq!(
        (&case["access"], &case["kind"]),
        (&json!("follows"), &json!("complaint"))
    );
    assert_eq!(case["inside"], Value::Null);
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let case = desk
        .get(&format!("/api/v1/cases/{reference}"))
        .await
        .is(200)
        .json();
    assert_eq!(case["inside"]["customer"]["name"], "Asha Patel");
    assert_eq!(case["inside"]["points"][1]["words"], "Nobody answered the phone");
    assert_eq!(case["desired_outcome"], "Empty it this week.");
    let events = desk
        .get(&format!("/api/v1/cases/{reference}/events"))
        .await
        .is(200)
        .json();
    assert_eq!(
        events["events"][0]["by"],
        json!({"sort": "program", "name": "the program “website”"})
    );
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_at_once() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    for (field, value, status) in [
        ("kind", json!("grievance"), 400),
        ("channel", json!("import"), 400),
        ("service", json!("moon"), 422),
        ("service", json!("Not A Name"), 400),
        ("what_happened", json!("  "), 422),
        ("what_happened", json!("x".repeat(10_001)), 400),
        ("what_happened", json!(7), 400),
        ("received_at", json!("2026-11-02T09:00:00"), 400),
        ("received_at", json!("2026-11-03T09:00:00Z"), 422),
        ("received_at", json!("yesterday"), 400),
        // A slip of the year, as the form for staff has it: more than 10 years ago.
        ("received_at", json!("0001-01-01T00:00:00Z"), 422),
        ("received_at", json!("2016-11-01T23:59:59Z"), 422),
        ("customer.email", json!("asha"), 422),
        // Nobody can be written to at the number of a machine.
        ("customer.email", json!("a@[127.0.0.1]"), 422),
        ("customer.phone", json!("ring me"), 422),
        ("customer.postcode", json!("WS1"), 422),
        ("customer.colour", json!("red"), 400),
        ("colour", json!("red"), 400),
        ("priority", json!("soon"), 400),
        ("points[1]", json!(["one", " "]), 422),
    ] {
        let mut document = complaint();
        match field.split_once('.') {
            Some((outer, inner)) => document[outer][inner] = value,
            None => document[field.trim_end_matches("[1]")] = value,
        }
        let told = site.post("/api/v1/cases", "k", &document).await.is(status);
        assert_eq!(told.fields(), [field], "{document}");
    }
    // A wish alone is not dropped.
    for (way, field) in [
        ("letter", "customer.address"),
        ("email", "customer.email"),
        ("phone", "customer.phone"),
    ] {
        let mut document = complaint();
        document["customer"] = json!({"reply_by": way});
        let told = site.post("/api/v1/cases", "k", &document).await.is(422);
        assert_eq!(told.fields(), [field], "{document}");
    }
    let mut document = complaint();
    document["kind"] = json!("x");
    document["received_at"] = json!("x");
    document["customer"]["email"] = json!("x");
    let told = site.post("/api/v1/cases", "k", &document).await.is(400);
    assert_eq!(told.fields(), ["kind", "customer.email", "received_at"]);
    assert_eq!(app.count_cases().await, 0);
}

#[tokio::test]
async fn a_document_of_the_wrong_shape_names_every_field_at_once() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    let document = json!({"kind": "nope", "channel": "zz", "what_happened": 5, "received_at": "x",
        "service": "No service", "customer": {"email": 1}, "foo": 1});
    let told = site.post("/api/v1/cases", "k", &document).await.is(400);
    let named = [
        "channel",
        "customer.email",
        "foo",
        "kind",
        "received_at",
        "service",
        "what_happened",
    ];
    assert_eq!(told.fields(), named);
    assert!(
        !told.text.contains("expected"),
        "in the library's words: {}",
        told.text
    );
    let told = site.post("/api/v1/cases", "k", &json!({})).await.is(400);
    assert_eq!(told.fields(), ["kind", "what_happened"]);
    for document in [json!([]), json!("x"), json!(null)] {
        let told = site.post("/api/v1/cases", "k", &document).await.is(400);
        assert_eq!(told.fields(), [""], "{document}");
        assert!(
            told.text.contains("It must be an object with fields of these: "),
            "{}",
            told.text
        );
    }
}

#[tokio::test]
async fn a_field_that_is_there_twice_is_refused() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    let headers = [("idempotency-key", "k"), ("content-type", "application/json")];
    let body = r#"{"kind":"complaint","what_happened":"One","what_happened":"Two"}"#.to_owned();
    let told = site
        .send(axum::http::Method::POST, "/api/v1/cases", &headers, body)
        .await;
    assert_eq!(told.is(400).fields(), ["what_happened"]);
}

#[tokio::test]
async fn a_contact_that_came_before_counts_from_its_own_day() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    let mut document = complaint();
    // Just before midnight in London in summer time is still that day there.
    document["received_at"] = json!("2026-10-19T23:30:00+01:00");
    let told = site.post("/api/v1/cases", "k", &document).await.is(201);
    assert_eq!(told.json()["clocks"][0]["counts_from"], "2026-10-19");
    document["received_at"] = json!("2016-11-02T00:00:00Z");
    let told = site.post("/api/v1/cases", "long-ago", &document).await.is(201);
    assert_eq!(told.json()["clocks"][0]["counts_from"], "2016-11-02");
}

#[tokio::test]
async fn a_contact_without_a_name_is_logged_as_well() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    let document = json!({"kind": "service-request", "what_happened": "A lamp is out."});
    site.post("/api/v1/cases", "k", &document).await.is(201);
    nobody(&app).post("/api/v1/cases", "k", &document).await.is(401);
}

#[tokio::test]
async fn a_token_kept_to_a_service_logs_and_sees_nothing_of_another() {
    let app = TestApp::new().await;
    let kept = program(&app, "crews", &[Role::Adviser], &["repairs"]).await;
    let told = kept.post("/api/v1/cases", "k", &complaint()).await.is(422);
    assert_eq!(told.fields(), ["service"]);
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let other = desk
        .post("/api/v1/cases", "k", &complaint())
        .await
        .is(201)
        .reference();
    kept.get(&format!("/api/v1/cases/{other}")).await.is(404);
    let found = kept.get("/api/v1/cases").await.is(200).json();
    assert_eq!(found["cases"], json!([]));
    let found = kept.get(&format!("/api/v1/cases?q={other}")).await.is(200).json();
    assert_eq!(found["cases"], json!([]));
    let note = json!({"words": "What is this?"});
    let place = format!("/api/v1/cases/{other}/notes");
    kept.post(&place, "n", &note).await.is(404);
}

#[tokio::test]
async fn a_program_says_of_what_it_logs_whether_the_customer_could_have_been_saved_it() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    let mut document = complaint();
    document["avoidable"] = json!("closed-too-soon");
    site.post("/api/v1/cases", "one", &document).await.is(201);
    let record = app.record().await;
    let said = record.iter().find(|(kind, _)| kind == "avoidable-said");
    assert!(said.is_some_and(|(_, data)| data.contains("closed-too-soon")));
}
