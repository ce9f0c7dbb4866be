//! Faults as pages.

use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};

use crate::App;
use crate::error::PageError;

/// The page for a fault.
pub async fn page(_app: &App, _parts: Parts, error: PageError) -> Response {
    (error.status(), format!("{error:?}")).into_response()
}
