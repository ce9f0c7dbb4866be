//! Whether the service and its database answer, for whatever watches over them.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use redress_casework::health::Unwell;
use redress_domain::id::CouncilId;

use crate::App;

/// The routes of this file.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/health", get(health))
}

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(4);

/// Also when a mailbox cannot be read: what watches over the service must not start it again for that.
async fn well(app: &App) -> Response {
    let troubled = tokio::time::timeout(PATIENCE, app.casework.mailboxes_in_trouble()).await;
    match troubled {
        Ok(Ok(councils)) if !councils.is_empty() => {
            let names: Vec<&str> = councils.iter().map(CouncilId::as_str).collect();
            format!("ok, and the mailbox cannot be read: {}", names.join(", ")).into_response()
        }
        Ok(Ok(_) | Err(_)) | Err(_) => "ok".into_response(),
    }
}

async fn health(State(app): State<App>) -> Response {
    let asked = tokio::time::timeout(PATIENCE, app.casework.is_well()).await;
    let trouble = match asked {
        Ok(Ok(())) => return well(&app).await,
        Ok(Err(Unwell::NothingIsRead(error))) => {
            tracing::error!(%error, "the database does not answer");
            "the database does not answer"
        }
        Ok(Err(Unwell::NothingIsWritten(error))) => {
            tracing::error!(%error, "the database takes nothing in");
            "the database answers and takes nothing in: is its disk full?"
        }
        Err(_too_long) => {
            tracing::error!("the database does not answer in time");
            "the database does not answer"
        }
    };
    (StatusCode::SERVICE_UNAVAILABLE, trouble).into_response()
}
