//! The programming interface: what other programs ask for below `/api`, with a token.
//!
//! Handlers translate and do not think: a JSON document becomes a command, an answer becomes JSON.
//! Cookies mean nothing here, and a token means nothing on the pages. [`ROUTES`] says who may ask;
//! the document at `/api/openapi.json` is made from the handlers themselves.

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use redress_domain::permission::{self, Act};

use crate::App;
use crate::error::PageError;
use crate::routes::{Route, Verb, Who};

mod body;
mod caller;
mod cases;
mod checks;
pub mod document;
pub mod documents;
mod metrics;
mod misfit;
mod notify;
mod pace;
pub(crate) mod problem;
mod refused;
mod services;
mod words;

pub(crate) use caller::Caller;
pub(crate) use metrics::{Measured, measure};
pub use notify::{ByNotify, Service};
pub(crate) use pace::Pace;
pub(crate) use problem::{Problem, as_problem};

/// Whoever may look at some case, or follow one.
const READ: &[Act] = &[Act::ReadCase, Act::ReadAnyCase, Act::FollowOwn];

const fn of(verb: Verb, path: &'static str, who: Who) -> Route {
    Route { verb, path, who }
}

/// Every route for programs. `SignedIn` is whoever shows a token that is in force.
pub const ROUTES: &[Route] = &[
    of(Verb::Get, "/api/openapi.json", Who::Anybody),
    of(Verb::Get, "/api/v1/services", Who::SignedIn),
    of(
        Verb::Get,
        "/api/v1/cases",
        Who::May(&[Act::ReadCase, Act::ReadAnyCase]),
    ),
    of(Verb::Post, "/api/v1/cases", Who::May(&[Act::Log])),
    of(Verb::Get, "/api/v1/cases/{reference}", Who::May(READ)),
    of(Verb::Get, "/api/v1/cases/{reference}/events", Who::May(READ)),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/contacts",
        Who::May(&[Act::RecordContact, Act::FollowOwn]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/notes",
        Who::May(&[Act::AddNote]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/triage",
        Who::May(&[Act::Triage]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/assignments",
        Who::May(&[Act::Assign]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/acknowledgements",
        Who::May(&[Act::Acknowledge]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/findings",
        Who::May(&[Act::RecordFinding]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/extensions",
        Who::May(&[Act::Extend]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/replies",
        Who::May(&[Act::WriteReply, Act::SendReply]),
    ),
    of(
        Verb::Post,
        "/api/v1/cases/{reference}/closures",
        Who::May(&[Act::Close]),
    ),
    // Numbers about the program itself are for whoever keeps its settings.
    of(Verb::Get, "/metrics", Who::May(&[Act::ManageUsers])),
    // Its handler asks for a token of another sort.
    of(Verb::Post, "/notify/callback/{council}", Who::Anybody),
];

/// The routes of this file and the files below.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/openapi.json", get(document::show))
        .route("/metrics", get(metrics::show))
        .merge(notify::routes())
        .merge(services::routes())
        .merge(cases::routes())
}

/// Whether an address is one of programs, where cookies mean nothing and faults are JSON.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path == "/metrics" || path == "/api" || path.starts_with("/api/") || path.starts_with("/notify/")
}

/// Lets in whom [`ROUTES`] names: by the token that the request shows, and by nothing else.
pub(crate) async fn gate(app: &App, request: Request, next: Next) -> Response {
    let Some(path) = request.extensions().get::<MatchedPath>().cloned() else {
        return next.run(request).await;
    };
    let here: Vec<&Route> = ROUTES
        .iter()
        .filter(|route| route.path == path.as_str())
        .collect();
    if here.is_empty() {
        tracing::error!(path = path.as_str(), "a route for programs is not in ROUTES");
        return PageError::NotFound.into_response();
    }
    let verb = match *request.method() {
        Method::GET | Method::HEAD => Some(Verb::Get),
        Method::POST => Some(Verb::Post),
        _ => None,
    };
    let Some(route) = here.iter().find(|route| Some(route.verb) == verb) else {
        return not_allowed(&here);
    };
    if route.who == Who::Anybody {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let caller = match caller::caller(app, &mut parts).await {
        Ok(caller) => caller,
        Err(problem) => return problem.into_response(),
    };
    let may = |act: &Act| {
        caller
            .here
            .policy()
            .is_ok_and(|policy| permission::may(policy, &caller.actor, *act))
    };
    let is_permitted = match route.who {
        Who::Anybody | Who::SignedIn => true,
        Who::May(acts) => acts.iter().any(may),
        Who::Plays(role) => caller.actor.roles.contains(&role),
    };
    if !is_permitted {
        return PageError::NotPermitted.into_response();
    }
    parts.extensions.insert(caller);
    next.run(Request::from_parts(parts, body)).await
}

fn not_allowed(here: &[&Route]) -> Response {
    let verbs: Vec<&str> = here
        .iter()
        .map(|route| match route.verb {
            Verb::Get => "GET, HEAD",
            Verb::Post => "POST",
        })
        .collect();
    let mut response = Problem::method_not_allowed(&verbs.join(", ")).into_response();
    if let Ok(allow) = HeaderValue::from_str(&verbs.join(", ")) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}
