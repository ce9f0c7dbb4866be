//! Whether the service and its database answer, for whatever watches over them.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse as _;
use axum::routing::get;

use crate::App;
use crate::error::{Answer, PageError};

/// The routes of this file.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/health", get(health))
}

async fn health(State(app): State<App>) -> Answer {
    app.casework.store().ping().await.map_err(|error| {
        tracing::error!(%error, "the database does not answer");
        PageError::Unavailable
    })?;
    Ok("ok".into_response())
}
