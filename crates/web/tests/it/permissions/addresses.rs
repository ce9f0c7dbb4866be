//! Addresses that make no sense, and those that are asked for in another way than they are there for.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use redress_web::routes::{ROUTES, Verb, who_may};
use tower::ServiceExt as _;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use super::Inside;
use crate::app::{HOST, TestApp};

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
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.body.contains("<h1"), "{address}: {}", answer.body);
    }
    let long = "a".repeat(2_000_000);
    let answer = inside
        .staff
        .post("/staff/cases/new", &[("what_happened", &long)])
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer.body.contains("<h1") && answer.body.contains("too long"),
        "{}",
        answer.body
    );
}

/// Counts what is written into the log as a fault.
#[derive(Clone, Default)]
struct Faults(Arc<AtomicUsize>);

impl Faults {
    fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Subscriber for Faults {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::ERROR
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

// docs/operating.md has operators watch the level `error`: nobody from outside writes there. RFC 9110, 15.5.6: the answer says
// which methods are allowed.
#[tokio::test]
async fn who_asks_in_another_way_is_told_the_ways_there_are_and_it_is_no_fault_of_the_program() {
    let app = TestApp::new().await;
    let faults = Faults::default();
    let _heard = tracing::subscriber::set_default(faults.clone());
    tracing::error!("a fault is heard");
    assert_eq!(faults.count(), 1);
    let mut tried = 0;
    for route in ROUTES {
        let parts = route.path.split('/');
        let parts = parts.map(|part| if part.starts_with('{') { "a" } else { part });
        let address = parts.collect::<Vec<_>>().join("/");
        let takes = |verb| who_may(verb, route.path).is_some();
        let ways = match (takes(Verb::Get), takes(Verb::Post)) {
            (true, true) => "GET, HEAD, POST",
            (true, false) => "GET, HEAD",
            (false, _) => "POST",
        };
        let methods = [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::OPTIONS,
        ];
        for method in methods {
            if ways.split(", ").any(|way| way == method.as_str()) {
                continue;
            }
            let request = Request::builder()
                .method(method.clone())
                .uri(&address)
                .header(header::HOST, HOST)
                .header("sec-fetch-site", "same-origin")
                .extension(ConnectInfo(SocketAddr::from(([203, 0, 113, 9], 40_000))));
            let answer = app.router().oneshot(request.body(Body::empty()).unwrap());
            let answer = answer.await.unwrap();
            let told = answer
                .headers()
                .get(header::ALLOW)
                .map(|ways| ways.to_str().unwrap());
            assert_eq!(
                (answer.status(), told),
                (StatusCode::METHOD_NOT_ALLOWED, Some(ways)),
                "{method} {address}"
            );
            tried += 1;
        }
    }
    assert!(tried > 1_000, "only {tried} were tried");
    assert_eq!(faults.count(), 1, "somebody outside wrote into the log of faults");
}
