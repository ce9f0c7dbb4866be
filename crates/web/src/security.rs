//! What every answer passes: where forms may come from, what browsers may load, and faults as pages.

use axum::Router;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use redress_pages::public::files::UPLOAD;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::App;
use crate::error::PageError;
use crate::form::{LARGEST, is_secret};
use crate::public::faults::Sent;

/// Wraps the routes in the layers that every answer passes. Routes that take files hold what they
/// read to the limits of the policy themselves ([`crate::upload`]).
pub(crate) fn layers((routes, with_files): (Router<App>, Router<App>), app: &App) -> Router<App> {
    routes
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .merge(with_files.layer(DefaultBodyLimit::disable()))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            crate::session::kept::forget_what_is_sent,
        ))
        .layer(middleware::from_fn_with_state(app.clone(), crate::routes::gate))
        .layer(middleware::from_fn(only_from_our_own_pages))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            PageError::Broken("a handler panicked".to_owned()).into_response()
        }))
        .layer(middleware::from_fn_with_state(app.clone(), faults_as_pages))
        .layer(middleware::from_fn_with_state(app.clone(), crate::api::measure))
        .layer(middleware::from_fn(headers))
        .layer(CompressionLayer::new().gzip(true))
}

/// A request that changes something must come from one of our own pages: browsers say so in
/// `Sec-Fetch-Site` and, older ones, in `Origin`. The session cookie is `SameSite=Lax` besides.
///
/// What is for programs is asked for with a token, which no browser sends by itself; a cookie opens
/// nothing there.
async fn only_from_our_own_pages(request: Request, next: Next) -> Response {
    if crate::api::is_for_programs(request.uri().path()) {
        return next.run(request).await;
    }
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_from_our_own_pages(request.headers()) {
        next.run(request).await
    } else {
        PageError::FromElsewhere.into_response()
    }
}

fn is_from_our_own_pages(headers: &axum::http::HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin" || site == "none";
    }
    match text(&header::ORIGIN) {
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(&header::HOST)
        }
        // Neither header: no browser of the last years. A program has no cookie to abuse.
        None => text(&header::COOKIE).is_none(),
    }
}

async fn headers(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_asset = path.starts_with("/static/");
    let features = if path == crate::councillor::LOG {
        "geolocation=(self), camera=(), microphone=()"
    } else {
        "geolocation=(), camera=(), microphone=()"
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // A file that is saved has a stricter one of its own.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let policy = HeaderValue::from_static(redress_pages::CONTENT_SECURITY_POLICY);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", features),
    ];
    for (name, value) in fixed {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !is_asset {
        // A page may hold personal data: no cache keeps it.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Turns a [`PageError`] into its page, in the council's frame; for a program, into a problem.
async fn faults_as_pages(State(app): State<App>, request: Request, next: Next) -> Response {
    if crate::api::is_for_programs(request.uri().path()) {
        return crate::api::as_problem(request, next).await;
    }
    let (parts, body) = request.into_parts();
    let known = parts.clone();
    let (body, sent) = match keep(&parts, body).await {
        Ok(kept) => kept,
        Err(error) => return crate::public::faults::page(&app, known, (error, Sent::Nothing)).await,
    };
    let response = next.run(Request::from_parts(parts, body)).await;
    let error = response.extensions().get::<PageError>().cloned();
    match error.or_else(|| bare_error(response.status())) {
        Some(PageError::SignInFirst) => crate::session::to_sign_in("/staff"),
        Some(error) => {
            let allowed = response.headers().get(header::ALLOW).cloned();
            let mut page = crate::public::faults::page(&app, known, (error, sent.read().await)).await;
            if let Some(allowed) = allowed {
                page.headers_mut().insert(header::ALLOW, allowed);
            }
            page
        }
        None => response,
    }
}

/// The body of a request that somebody may have to send again.
enum Kept {
    Nothing,
    Form(Bytes),
    /// The beginning of a form that brings a file, and its type.
    BesideFile(Bytes, HeaderValue),
    Other,
}

/// Keeps the body of a form beside what is handed on, so that a fault's page can show what was typed.
async fn keep(parts: &Parts, body: Body) -> Result<(Body, Kept), PageError> {
    if parts.method != Method::POST {
        return Ok((body, Kept::Nothing));
    }
    let kind = parts.headers.get(header::CONTENT_TYPE);
    if let Some(kind) = kind.filter(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
        let (body, beginning) = crate::upload::with_its_beginning(body).await;
        return Ok((body, Kept::BesideFile(beginning, kind.clone())));
    }
    let is_form = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    let is_small = body
        .size_hint()
        .exact()
        .is_some_and(|size| size <= LARGEST as u64);
    if !is_form || !is_small {
        return Ok((body, Kept::Other));
    }
    let bytes = axum::body::to_bytes(body, LARGEST)
        .await
        .map_err(|_broken_off| PageError::BadRequest("The form was too large or broke off."))?;
    Ok((Body::from(bytes.clone()), Kept::Form(bytes)))
}

impl Kept {
    /// What was typed. A password is on no page.
    async fn read(self) -> Sent {
        let form = match self {
            Self::Nothing => return Sent::Nothing,
            Self::Other => return Sent::NotKept,
            Self::Form(bytes) => crate::form::read(&bytes),
            Self::BesideFile(beginning, kind) => {
                let form = crate::upload::texts_at(beginning, &kind).await;
                if form.pairs().all(|(name, _)| name == UPLOAD) {
                    return Sent::NotKept;
                }
                form
            }
        };
        if form.pairs().any(|(name, _)| is_secret(name)) {
            Sent::NotKept
        } else {
            Sent::Form(form)
        }
    }
}

/// What the layers below say by a status alone.
fn bare_error(status: StatusCode) -> Option<PageError> {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Some(PageError::TooLarge),
        StatusCode::METHOD_NOT_ALLOWED => Some(PageError::WrongMethod),
        _ => None,
    }
}
