//! What members of the council see: the queries that they raised for residents, and nothing else.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::case::Status;
use redress_domain::vocabulary::NotificationKind;
use redress_pages::councillor::{AllQueries, Home, Queries, QuerySent};
use redress_pages::format::long_date;
use redress_pages::{Page as _, Shell, guidance};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};
use crate::staff::triage::promise;
use crate::staff::{lines, typed};

mod briefings;
mod log;
mod photo;
mod query;

const HOME: &str = "/councillor";
/// Where a query is logged: the one page that may ask a device where it is.
pub(crate) const LOG: &str = "/councillor/log";
const ALL: &str = "/councillor/queries";
const ONE: &str = "/councillor/q";

/// The routes of this file and the files below.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/councillor", get(home).post(seen))
        .route("/councillor/queries", get(all))
        .route("/councillor/sent/{reference}", get(sent))
        .merge(query::routes())
        .merge(briefings::routes())
}

/// The routes below that take files.
pub(crate) fn routes_with_files() -> Router<App> {
    log::routes_with_files().merge(photo::routes_with_files())
}

/// The frame of a councillor's page.
fn shell(here: &Here, signed_in: &SignedIn) -> Shell {
    signed_in.with_outcome(here.councillor(&signed_in.user.name))
}

async fn home(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let actor = &signed_in.actor;
    let open = app.casework.open_queries(here.id(), actor, None).await?;
    let more = lines::next_by_due(ALL, &redress_pages::form::FormState::new(), &open);
    let items = lines::items(&here, &open, ONE)?;
    let mut queries = Queries::default();
    for item in items {
        let is_late = item.due.is_some_and(|(_, on)| on < here.today);
        let list = match item.status {
            Some(Status::ReplySent) => &mut queries.answered,
            _ if is_late => &mut queries.late,
            _ => &mut queries.open,
        };
        list.push(item);
    }
    let told = app.casework.new_notifications(here.id(), actor).await?;
    // A case that was closed, opened again and closed stands here once.
    let mut known = BTreeSet::new();
    let closed: Vec<_> = told
        .into_iter()
        .filter(|told| told.row.kind == NotificationKind::QueryClosed)
        .filter_map(|told| told.case)
        .filter(|line| line.case.closed && known.insert(line.case.case_id.clone()))
        .collect();
    queries.closed = lines::items(&here, &closed, ONE)?;
    let shell = shell(&here, &signed_in);
    let due = app.casework.guidance_due(here.id(), actor).await?;
    let to_read = due.into_iter().map(|(guide, by)| {
        let words = format!("{}, by {}", guidance::title(guide), long_date(by));
        (words, format!("{}/{guide}", guidance::HERE))
    });
    let page = Home::new((shell, here.today), queries, more.is_some()).to_read(to_read.collect());
    Ok(Html(page.html()).into_response())
}

async fn seen(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    app.casework
        .see_notifications(here.id(), &signed_in.actor)
        .await?;
    Ok(see_other(HOME))
}

async fn all(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = lines::after_receipt(query.value("after"));
    let cases = app
        .casework
        .cases_i_logged(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let next = lines::next_by_receipt(ALL, &query, &cases);
    let items = lines::items(&here, &cases, ONE)?;
    let shell = shell(&here, &signed_in);
    let page = AllQueries::new((shell, here.today), items, next);
    Ok(Html(page.html()).into_response())
}

/// The reference of what was just sent, large.
async fn sent(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
) -> Answer {
    let reference = typed::reference(&reference).ok_or(PageError::NotFound)?;
    let view = app
        .casework
        .case_unread(here.id(), &signed_in.actor, &reference)
        .await?;
    let running = view.case.clocks.values().filter(|clock| clock.is_running());
    let first = running.min_by_key(|clock| clock.due_on);
    let promised = first.map(|clock| promise(clock, here.today));
    let shell = shell(&here, &signed_in);
    let page = QuerySent::new(shell, reference.as_str(), promised);
    Ok((StatusCode::OK, Html(page.html())).into_response())
}
