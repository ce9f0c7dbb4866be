//! Customers who still wait for a word: a first answer, or the next update (paper 002).

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::id::UserId;
use redress_pages::Page as _;
use redress_pages::staff::cases::{CaseList, Column};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

/// Those of the reader's own cases.
const OWN: &str = "/staff/waiting";
/// Those of every case that the reader may see.
const ALL: &str = "/staff/waiting/all";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route(OWN, get(own)).route(ALL, get(all))
}

async fn own(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let owner = signed_in.actor.user().cloned();
    list((&app, &here, &signed_in), query, owner.as_ref()).await
}

async fn all(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    list((&app, &here, &signed_in), query, None).await
}

async fn list(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    query: Option<String>,
    owner: Option<&UserId>,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = lines::after_due(&query);
    let cases = app
        .casework
        .waiting_for_word(here.id(), (&signed_in.actor, owner), after.as_ref())
        .await?;
    let items = lines::items(here, &cases, "/staff/cases")?;
    let next = lines::next_by_due(&here.path, &query, &cases);
    let shell = signed_in.shell(app, here).await?;
    let (tabs, tab) = lines::own_and_all("Waiting for a word", [OWN, ALL], (here, signed_in));
    let page = CaseList::new(shell, "Waiting for a word", items, "Nobody waits for a word.")
        .tabs(tabs, tab)
        .intro("The customer hears soonest who is first: a first answer, or how it is going.")
        .columns(&[Column::Customer, Column::Service, Column::Due, Column::Status])
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}
