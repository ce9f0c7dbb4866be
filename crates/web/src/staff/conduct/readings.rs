//! Who opened conduct files and their lists, page by page: for whoever keeps them, and for whoever checks, who sees
//! nothing else of a file and learns nobody's name but those of the readers.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::conduct::{LISTS, Reading, may_open};
use redress_casework::lists::PAGE;
use redress_domain::id::{ActorId, ConductId, UserId};
use redress_pages::Page as _;
use redress_pages::conduct::readings::{self, Line};

use super::super::lines;
use super::REGISTER;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::path::Path;
use crate::session::SignedIn;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/arrangements/readings", get(all))
        .route("/staff/arrangements/{id}/readings", get(of_file))
}

/// The place in the list at which a page begins, as its address says it.
fn after(query: &str) -> Option<Reading> {
    let parts: Vec<&str> = query.split('~').collect();
    let [read_at, file, actor, page] = parts.as_slice() else {
        return None;
    };
    Some(Reading {
        file_id: (*file).to_owned(),
        read_at: read_at.parse().ok()?,
        actor: ActorId::try_from((*actor).to_owned()).ok()?,
        page: (*page).to_owned(),
        why: None,
    })
}

fn key(last: &Reading) -> String {
    format!("{}~{}~{}~{}", last.read_at, last.file_id, last.actor, last.page)
}

fn next(here: &Here, query: &redress_pages::form::FormState, found: &[Reading]) -> Option<String> {
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full)?;
    Some(lines::with(&here.path, query, ("after", &key(last))))
}

async fn names(app: &App, here: &Here) -> Result<BTreeMap<UserId, String>, PageError> {
    let users = app.casework.users(here.id()).await?;
    Ok(users.into_iter().map(|user| (user.id, user.name)).collect())
}

fn who(names: &BTreeMap<UserId, String>, actor: &ActorId) -> String {
    match actor {
        ActorId::User(user) => names.get(user).cloned(),
        ActorId::Customer(_)
        | ActorId::Anonymous
        | ActorId::Job(_)
        | ActorId::Import(_)
        | ActorId::Program(_)
        | ActorId::Partner(_) => None,
    }
    .unwrap_or_else(|| "somebody".to_owned())
}

fn line(names: &BTreeMap<UserId, String>, reading: &Reading) -> Line {
    let is_list = reading.file_id == LISTS;
    Line {
        who: who(names, &reading.actor),
        of: (!is_list).then(|| format!("{REGISTER}/{}/readings", reading.file_id)),
        page: reading.page.clone(),
        why: reading.why,
        at: reading.read_at,
    }
}

async fn of_file(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let id = ConductId::parse(id).map_err(|_no_file| PageError::NotFound)?;
    let query = read(query.unwrap_or_default().as_bytes());
    let from = after(query.value("after"));
    let found = app
        .casework
        .conduct_readings(here.id(), &signed_in.actor, (&id, from.as_ref()))
        .await?;
    let names = names(&app, &here).await?;
    let shown: Vec<Line> = found.iter().map(|reading| line(&names, reading)).collect();
    let shell = signed_in.shell(&app, &here).await?;
    // Whoever checks does not open the file.
    let back = if may_open(here.policy()?, &signed_in.actor) {
        ("Back to the file", format!("{REGISTER}/{id}"))
    } else {
        ("Back to who opened what", format!("{REGISTER}/readings"))
    };
    let next = next(&here, &query, &found);
    let page = readings::of_file(shell.back_to(back.0, &back.1), &shown, next.as_deref());
    Ok(Html(page.html()).into_response())
}

async fn all(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let from = after(query.value("after"));
    let found = app
        .casework
        .all_conduct_readings(here.id(), &signed_in.actor, from.as_ref())
        .await?;
    let names = names(&app, &here).await?;
    let shown: Vec<Line> = found.iter().map(|reading| line(&names, reading)).collect();
    let shell = signed_in.shell(&app, &here).await?;
    let next = next(&here, &query, &found);
    let page = readings::of_all(shell, &shown, next.as_deref());
    Ok(Html(page.html()).into_response())
}
