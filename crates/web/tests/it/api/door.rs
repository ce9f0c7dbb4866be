//! Who is let in, and how whoever is not is told.

use axum::http::Method;
use jiff::SignedDuration;
use redress_casework::token::NewToken;
use redress_domain::id::ReasonCode;
use redress_domain::vocabulary::Role;
use serde_json::json;

use super::{complaint, nobody, program};
use crate::app::TestApp;
use crate::staff::signed_in;

#[tokio::test]
async fn without_a_token_in_force_nothing_is_said_but_how_to_show_one() {
    let app = TestApp::new().await;
    let mut stranger = nobody(&app);
    for token in ["", "redress_0000", "nonsense", "redress_"] {
        stranger.token = token.to_owned();
        let told = stranger.get("/api/v1/cases").await.is(401);
        assert_eq!(told.header("www-authenticate"), Some("Bearer realm=\"redress\""));
        assert_eq!(told.header("content-type"), Some("application/problem+json"));
        assert_eq!(told.json()["type"], "urn:redress:problem:unauthorised");
    }
}

#[tokio::test]
async fn a_token_that_was_revoked_or_has_ended_opens_nothing() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    desk.get("/api/v1/cases").await.is(200);
    let setup = TestApp::setup();
    let revoke = app.casework.revoke_token(&app.council, &setup, ("desk", None));
    revoke.await.unwrap();
    desk.get("/api/v1/cases").await.is(401);

    let mut short = desk.clone();
    let new = NewToken {
        name: ReasonCode::parse("short").unwrap(),
        roles: vec![Role::Adviser],
        services: Vec::new(),
        per_minute: 100,
        expires_at: app.now().checked_add(SignedDuration::from_hours(1)).ok(),
        because: None,
    };
    let made = app
        .casework
        .create_token(&app.council, &TestApp::setup(), new)
        .await;
    short.token = made.unwrap();
    short.get("/api/v1/cases").await.is(200);
    app.wait(SignedDuration::from_hours(1)).await;
    short.get("/api/v1/cases").await.is(401);
}

#[tokio::test]
async fn a_token_is_kept_as_a_digest_and_the_day_of_its_last_use_is_noted() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let store = app.casework.store();
    let row = store.token(&app.council, "desk").await.unwrap().unwrap();
    assert!(!format!("{row:?}").contains(&desk.token));
    assert_eq!(row.last_used_on, None);
    desk.get("/api/v1/services").await.is(200);
    let row = store.token(&app.council, "desk").await.unwrap().unwrap();
    assert_eq!(row.last_used_on.unwrap().to_string(), "2026-11-02");
    let kinds: Vec<String> = app.record().await.into_iter().map(|(kind, _)| kind).collect();
    assert!(kinds.contains(&"token-created".to_owned()), "{kinds:?}");
    assert!(!format!("{:?}", app.record().await).contains(&desk.token));
}

#[tokio::test]
async fn a_name_that_had_a_token_is_never_another_programs() {
    let app = TestApp::new().await;
    program(&app, "desk", &[Role::Adviser], &[]).await;
    let again = NewToken {
        name: ReasonCode::parse("desk").unwrap(),
        roles: vec![Role::Staff],
        services: Vec::new(),
        per_minute: 1,
        expires_at: None,
        because: None,
    };
    let made = app
        .casework
        .create_token(&app.council, &TestApp::setup(), again)
        .await;
    assert!(
        matches!(made, Err(redress_casework::failure::Failure::Taken)),
        "{made:?}"
    );
}

#[tokio::test]
async fn cookies_open_nothing_for_programs_and_tokens_open_no_page() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    let answer = priya.get("/api/v1/cases").await;
    assert_eq!(answer.status.as_u16(), 401, "{}", answer.body);
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let told = desk.get("/staff/cases").await.is(303);
    assert!(told.header("location").unwrap().starts_with("/staff/sign-in"));
    // A page of another site can send neither: a form without a token, and no form of ours with one.
    priya.comes_from = "cross-site";
    let answer = priya.post("/api/v1/cases", &[("kind", "complaint")]).await;
    assert_eq!(answer.status.as_u16(), 401, "{}", answer.body);
    let answer = priya.post("/staff/cases/new", &[]).await;
    assert_eq!(answer.status.as_u16(), 403, "{}", answer.body);
    let headers = [
        ("sec-fetch-site", "cross-site"),
        ("idempotency-key", "k"),
        ("content-type", "application/json"),
    ];
    let body = complaint().to_string();
    desk.send(Method::POST, "/api/v1/cases", &headers, body)
        .await
        .is(201);
}

#[tokio::test]
async fn a_program_that_asks_too_fast_is_told_when_to_ask_again() {
    let app = TestApp::new().await;
    let mut slow = nobody(&app);
    let new = NewToken {
        name: ReasonCode::parse("slow").unwrap(),
        roles: vec![Role::Adviser],
        services: Vec::new(),
        per_minute: 2,
        expires_at: None,
        because: None,
    };
    let made = app
        .casework
        .create_token(&app.council, &TestApp::setup(), new)
        .await;
    slow.token = made.unwrap();
    slow.get("/api/v1/services").await.is(200);
    slow.get("/api/v1/services").await.is(200);
    let told = slow.get("/api/v1/services").await.is(429);
    assert_eq!(told.header("retry-after"), Some("60"));
    app.wait(SignedDuration::from_secs(60)).await;
    slow.get("/api/v1/services").await.is(200);
}

/// Two processes over one record deal out one minute's requests between them: as many as the token has, and no more.
#[tokio::test]
async fn a_program_is_as_fast_at_two_processes_as_at_one() {
    let app = TestApp::new().await;
    let mut one = nobody(&app);
    let new = NewToken {
        name: ReasonCode::parse("busy").unwrap(),
        roles: vec![Role::Adviser],
        services: Vec::new(),
        per_minute: 60,
        expires_at: None,
        because: None,
    };
    let setup = TestApp::setup();
    let made = app.casework.create_token(&app.council, &setup, new);
    one.token = made.await.unwrap();
    let other = one.at_node(&app.another_node());
    for minute in 0..2 {
        let mut let_in = 0;
        for request in 0..100 {
            let program = if request % 2 == 0 { &one } else { &other };
            let told = program.get("/api/v1/services").await;
            match told.status.as_u16() {
                200 => let_in += 1,
                _ => assert_eq!(told.is(429).header("retry-after"), Some("60")),
            }
        }
        assert_eq!(let_in, 60, "in minute {minute}");
        app.wait(SignedDuration::from_secs(60)).await;
    }
}

#[tokio::test]
async fn whatever_is_wrong_is_told_as_a_problem() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let key = ("idempotency-key", "k");
    let json_type = ("content-type", "application/json");
    let post = |headers: Vec<(&'static str, &'static str)>, body: String| {
        let desk = desk.clone();
        async move { desk.send(Method::POST, "/api/v1/cases", &headers, body).await }
    };
    let told = desk.get("/api/v1/nothing").await.is(404);
    assert_eq!(told.json()["type"], "urn:redress:problem:not-found");
    desk.get("/api/v1/cases/WS-0000-0000").await.is(404);
    desk.get("/api/v1/cases/nonsense").await.is(404);
    let told = desk
        .send(Method::PUT, "/api/v1/cases", &[], String::new())
        .await
        .is(405);
    assert_eq!(told.header("allow"), Some("GET, HEAD, POST"));
    let told = post(vec![json_type], "{}".to_owned()).await.is(400);
    assert_eq!(told.fields(), ["Idempotency-Key"]);
    post(vec![key], "{}".to_owned()).await.is(415);
    // What a compressed document comes to could be any size: it is not read.
    let told = post(
        vec![key, json_type, ("content-encoding", "gzip")],
        "{}".to_owned(),
    )
    .await
    .is(415);
    assert_eq!(
        told.json()["detail"],
        "Send the document as it is, without Content-Encoding"
    );
    post(vec![key, json_type], format!("\"{}\"", "x".repeat(1_100_000)))
        .await
        .is(413);
    let told = post(vec![key, json_type], "{\"kind\":".to_owned()).await.is(400);
    assert_eq!(told.json()["type"], "urn:redress:problem:misfit");
    let staff = program(&app, "staff", &[Role::Staff], &[]).await;
    let told = staff.get("/api/v1/cases").await.is(403);
    assert_eq!(told.json()["type"], "urn:redress:problem:not-permitted");
    for told in [told, desk.get("/api/v1/cases?limit=0").await] {
        assert_eq!(told.header("content-type"), Some("application/problem+json"));
        assert_eq!(told.json()["status"], json!(told.status.as_u16()));
    }
}

#[tokio::test]
async fn numbers_about_the_program_are_for_who_keeps_its_settings() {
    let app = TestApp::new().await;
    nobody(&app).get("/metrics").await.is(401);
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    desk.get("/metrics").await.is(403);
    desk.post("/api/v1/cases", "k", &complaint()).await.is(201);
    let watcher = program(&app, "watcher", &[Role::Administrator], &[]).await;
    let text = watcher.get("/metrics").await.is(200).text;
    for line in [
        "redress_unsealed_events{council=\"westshire\"} ",
        "redress_http_request_duration_seconds_count{method=\"POST\",route=\"/api/v1/cases\",status=\"201\"} 1",
        "redress_http_request_duration_seconds_count{method=\"GET\",route=\"/metrics\",status=\"401\"} 1",
        "redress_messages{council=\"westshire\",state=\"given-up\"} 0",
        "redress_database_connections{state=\"open\"}",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
    // Addresses that nobody has listed are counted as one.
    for place in ["/a", "/b", "/c"] {
        nobody(&app).get(place).await;
    }
    let text = watcher.get("/metrics").await.is(200).text;
    assert!(text.contains("route=\"none\",status=\"404\"} 3"), "{text}");
    assert!(!text.contains("\"/a\""), "{text}");
}
