//! What is not kept, for whoever audits the record: a preview of what the next round erases.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_pages::Page as _;
use redress_pages::admin::retention as pages;

use crate::App;
use crate::error::Answer;
use crate::here::Here;
use crate::session::SignedIn;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/audit/retention", get(show))
}

async fn show(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    let (council, actor) = (here.id(), &reader.actor);
    let (due, held) = app.casework.preview_retention(council, actor).await?;
    let due: Vec<_> = due
        .into_iter()
        .map(|due| pages::Due {
            reference: due.reference,
            kind: redress_pages::words::kind(due.kind).to_owned(),
            closed_on: due.closed_on,
            until: due.until,
        })
        .collect();
    let held: Vec<_> = held
        .into_iter()
        .map(|held| pages::Held {
            reference: held.reference,
            since: held.since_on,
            reason: held.reason.unwrap_or_default(),
        })
        .collect();
    let shell = reader.shell(&app, &here).await?;
    Ok(Html(pages::preview(shell, (&due, None), &held).html()).into_response())
}
