//! The anchors, for whoever audits the record.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::anchor::PAGE;
use redress_pages::Page as _;
use redress_pages::admin::anchor as pages;

use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/audit/anchors", get(show))
}

async fn show(State(app): State<App>, here: Here, reader: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let form = read(query.unwrap_or_default().as_bytes());
    let before = form.filled("before").and_then(|day| day.parse().ok());
    let found = app.casework.anchors(here.id(), &reader.actor, before).await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE);
    let next = found.last().filter(|_| is_full);
    let next = next.map(|last| format!("/admin/audit/anchors?before={}", last.day));
    let lines = found
        .iter()
        .map(|anchor| (anchor.day, anchor.printed(here.id()).to_string()));
    let lines: Vec<_> = lines.collect();
    let shell = reader.shell(&app, &here).await?;
    Ok(Html(pages::anchors(shell, &lines, next.as_deref()).html()).into_response())
}
