//! What a page asks for again by itself while it is looked at: who calls for help, and whether somebody answered.
//!
//! It moves no session on, and shows nothing that is said once: nobody need be there who reads it.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::id::HelpId;
use redress_domain::vocabulary::NotificationKind;
use redress_pages::staff::log::help_said;

use super::case::help::names;
use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, calls};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/asked/calls", get(who_calls))
        .route("/staff/asked/help/{id}", get(who_answered))
}

async fn who_calls(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let open = app.casework.calls(here.id(), &signed_in.actor).await?;
    let open = open.unwrap_or_default();
    Ok(Html(calls(&open).html()).into_response())
}

async fn who_answered(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Answer {
    let help = HelpId::parse(id).map_err(|_not_an_id| PageError::NotFound)?;
    let said = said_of_call(&app, &here, (&signed_in, &help)).await?;
    Ok(Html(help_said(&said).to_string()).into_response())
}

/// How a call for help stands, in sentences, for whoever made it or was called.
pub(super) async fn said_of_call(
    app: &App,
    here: &Here,
    (signed_in, help): (&SignedIn, &HelpId),
) -> Result<Vec<String>, PageError> {
    let told = app.casework.help(here.id(), &signed_in.actor, help).await?;
    let called = told
        .iter()
        .filter(|told| told.row.kind == NotificationKind::HelpAsked);
    let called: Vec<_> = called.map(|told| told.row.user_id.clone()).collect();
    if called.is_empty() {
        return Err(PageError::NotFound);
    }
    let called = app.casework.names_of(here.id(), called).await?;
    let called: Vec<_> = called.into_values().collect();
    let mut said = vec![format!("You called {}.", names(&called))];
    let answers = told
        .iter()
        .filter(|told| told.row.kind == NotificationKind::HelpAnswered);
    said.extend(answers.map(|told| {
        let by = told.by.as_deref().unwrap_or("Somebody");
        told.said
            .as_ref()
            .map_or_else(|| format!("{by} is on it."), |said| format!("{by} says: {said}"))
    }));
    if said.len() == 1 {
        said.push("Nobody has answered yet. Keep the customer on the line.".to_owned());
    }
    Ok(said)
}
