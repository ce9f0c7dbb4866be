//! Whether the service and its database answer, for whatever watches over them.

use std::sync::atomic::Ordering;
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

/// How far a clock may be put right without a word: time servers do so all the time.
const PUT_RIGHT: i64 = 60_000_000;

/// Since when the clock stands behind what it said before: how many minutes it went back.
fn went_back(app: &App) -> Option<i64> {
    let now = app.casework.outside().now().as_microsecond();
    let back = app.latest.fetch_max(now, Ordering::Relaxed).saturating_sub(now);
    (back > PUT_RIGHT).then_some(back / 60_000_000)
}

/// Also when a mailbox cannot be read: what watches over the service must not start it again for that.
async fn well(app: &App) -> Response {
    // The order of the record is that of its seals, whatever the clock says: it goes on, and somebody is told.
    if let Some(minutes) = went_back(app) {
        return format!("ok, and the clock of this machine went back by {minutes} minutes").into_response();
    }
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
        Ok(Err(Unwell::IsDamaged)) => {
            "the database is damaged and nothing is written any more: restore the last backup"
        }
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
