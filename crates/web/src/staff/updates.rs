//! Customers who asked how it is going and wait for a word: for the officer, and for who hears of it
//! when they ask again.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::{CaseLine, PAGE};
use redress_casework::updates::{AfterUpdate, UpdateLine};
use redress_domain::id::CaseId;
use redress_domain::vocabulary::ClockKind;
use redress_pages::Page as _;
use redress_pages::components::SubNavigation;
use redress_pages::form::FormState;
use redress_pages::staff::cases::{CaseList, Column};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

/// Those of the reader.
pub(super) const OWN: &str = "/staff/updates";
/// Those of the services that the reader manages.
pub(super) const OF_SERVICES: &str = "/staff/updates/services";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(OWN, get(own))
        .route(OF_SERVICES, get(of_services))
}

async fn own(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = after(&query);
    let waiting = app
        .casework
        .updates_of_mine(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    list((&app, &here, &signed_in), &query, waiting).await
}

async fn of_services(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = after(&query);
    let waiting = app
        .casework
        .updates_of_services(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    list((&app, &here, &signed_in), &query, waiting).await
}

async fn list(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    query: &FormState,
    waiting: Vec<UpdateLine>,
) -> Answer {
    let is_full = i64::try_from(waiting.len()).is_ok_and(|count| count >= PAGE);
    let last = waiting.last().filter(|_| is_full);
    let next = last.map(|last| {
        let key = format!("{}.{}", last.due_on, last.line.case.case_id);
        lines::with(&here.path, query, ("after", &key))
    });
    let cases: Vec<CaseLine> = waiting.iter().map(|waiting| waiting.line.clone()).collect();
    let mut items = lines::items(here, &cases, "/staff/cases")?;
    for (item, waiting) in items.iter_mut().zip(&waiting) {
        item.due = Some((ClockKind::Update, waiting.due_on));
        if waiting.times > 1 {
            item.summary = format!("Asked {} times. {}", waiting.times, item.summary);
        }
    }
    let shell = signed_in.shell(app, here).await?;
    let none = "No customer is waiting for an update here.";
    let list = CaseList::new(shell, "Updates asked for", items, none);
    let page = among_tabs(here, list)
        .intro("These customers asked how it is going. Any word to them takes the case off this list.")
        .columns(&[Column::Customer, Column::Service, Column::Due, Column::Status])
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}

/// The lists of those who wait: words and address.
const TABS: [(&str, &str); 2] = [
    ("Your cases", OWN),
    ("Asked again, or without an officer", OF_SERVICES),
];

/// The list, among its neighbours.
fn among_tabs(here: &Here, list: CaseList) -> CaseList {
    let tabs = TABS
        .iter()
        .fold(SubNavigation::new("Updates asked for"), |tabs, (text, href)| {
            tabs.item(*text, href, here.path == *href)
        });
    let tab = TABS.iter().find(|(_, href)| here.path == *href);
    list.tabs(tabs, tab.map_or("", |(text, _)| text))
}

fn after(query: &FormState) -> Option<AfterUpdate> {
    let (day, id) = query.value("after").split_once('.')?;
    Some((day.parse().ok()?, CaseId::parse(id).ok()?))
}
