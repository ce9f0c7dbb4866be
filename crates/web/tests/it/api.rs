//! The programming interface as other programs meet it.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use redress_casework::token::NewToken;
use redress_domain::id::{ReasonCode, ServiceId};
use redress_domain::vocabulary::Role;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::app::{HOST, TestApp};

mod acts;
mod document;
mod documents;
mod door;
mod log;
mod notify;
mod once;
mod others;
mod permissions;
mod reading;
mod refused;

/// The roles of a program that does whatever a desk does.
pub(crate) const EVERY: &[Role] = &[
    Role::Adviser,
    Role::Officer,
    Role::ServiceManager,
    Role::ComplaintsManager,
];

/// A program with a token.
#[derive(Clone)]
pub(crate) struct Program {
    router: axum::Router,
    /// Its token; empty sends none.
    pub(crate) token: String,
    /// The host that it asks, and so the council.
    pub(crate) host: &'static str,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Told {
    /// Holds it to a status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// The document.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The fields that are named as wrong.
    pub(crate) fn fields(&self) -> Vec<String> {
        let errors = self
            .json()
            .get("errors")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        errors
            .iter()
            .map(|error| error["field"].as_str().unwrap().to_owned())
            .collect()
    }

    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The reference in the document.
    pub(crate) fn reference(&self) -> String {
        self.json()
            .get("reference")
            .and_then(Value::as_str)
            .unwrap()
            .to_owned()
    }
}

impl Program {
    /// The same program, whose requests come to another process.
    pub(crate) fn at_node(&self, router: &axum::Router) -> Self {
        Self {
            router: router.clone(),
            ..self.clone()
        }
    }

    /// Asks for something.
    pub(crate) async fn get(&self, path: &str) -> Told {
        self.send(Method::GET, path, &[], String::new()).await
    }

    /// Has something done, under a key.
    pub(crate) async fn post(&self, path: &str, key: &str, document: &Value) -> Told {
        let headers = [("idempotency-key", key), ("content-type", "application/json")];
        self.send(Method::POST, path, &headers, document.to_string())
            .await
    }

    /// The same on the version of a case that it saw.
    pub(crate) async fn post_on(&self, path: &str, (key, version): (&str, i64), document: &Value) -> Told {
        let tag = format!("\"{version}\"");
        let headers = [
            ("idempotency-key", key),
            ("if-match", &tag),
            ("content-type", "application/json"),
        ];
        self.send(Method::POST, path, &headers, document.to_string())
            .await
    }

    /// Sends anything.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Told {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.host);
        if !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Told {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }
}

/// A program with these roles, kept to these services.
pub(crate) async fn program(app: &TestApp, name: &str, roles: &[Role], services: &[&str]) -> Program {
    let new = NewToken {
        name: ReasonCode::parse(name).unwrap(),
        roles: roles.to_vec(),
        services: services.iter().map(|id| ServiceId::parse(*id).unwrap()).collect(),
        per_minute: 1_000,
        expires_at: None,
        because: None,
    };
    let token = app
        .casework
        .create_token(&app.council, &TestApp::setup(), new)
        .await;
    Program {
        router: app.router(),
        token: token.unwrap(),
        host: HOST,
    }
}

/// Somebody without a token.
pub(crate) fn nobody(app: &TestApp) -> Program {
    Program {
        router: app.router(),
        token: String::new(),
        host: HOST,
    }
}

/// A complaint about bins from Asha.
pub(crate) fn complaint() -> Value {
    serde_json::json!({
        "kind": "complaint",
        "service": "waste",
        "what_happened": "The bin was not emptied on three Mondays.",
        "desired_outcome": "Empty it this week.",
        "customer": {"name": "Asha Patel", "email": "asha@example.org", "postcode": "WS1 4AB"},
        "points": ["Missed on 5 October", "Nobody answered the phone"]
    })
}
