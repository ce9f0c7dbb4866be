//! Addresses that make no sense.

use redress_web::routes::{ROUTES, Verb};

use super::Inside;
use crate::app::TestApp;

/// An address whose parts make no sense names nothing, and one that is too long is said to be: in our
/// words and frame, never in those of the library underneath.
#[tokio::test]
async fn an_address_that_makes_no_sense_is_answered_by_our_own_page() {
    let app = TestApp::new().await;
    let mut inside = Inside::of(&app).await;
    let public = [
        "/track/WS-9BF5-8SW3/letters/abc",
        "/complaint/%ff",
        "/track/%ff",
        "/assets/%ff",
    ];
    let listed = ROUTES
        .iter()
        .filter(|route| route.verb == Verb::Get && route.path.contains('{'));
    let broken = listed.map(|route| {
        let parts = route.path.split('/');
        let parts = parts.map(|part| if part.starts_with('{') { "%ff" } else { part });
        parts.collect::<Vec<_>>().join("/")
    });
    for address in public.into_iter().map(str::to_owned).chain(broken) {
        let answer = inside.whoever_opens(&address).get(&address).await;
        assert_eq!(answer.status, axum::http::StatusCode::NOT_FOUND, "{address}");
        assert!(answer.body.contains("<h1"), "{address}: {}", answer.body);
    }
    let long = "a".repeat(2_000_000);
    let answer = inside
        .staff
        .post("/staff/cases/new", &[("what_happened", &long)])
        .await;
    assert_eq!(answer.status, axum::http::StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer.body.contains("<h1") && answer.body.contains("too long"),
        "{}",
        answer.body
    );
}
