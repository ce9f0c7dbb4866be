//! What came in on cases and waits to be read, for whoever hears of it.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::{CaseLine, PAGE};
use redress_casework::unread::AfterUnread;
use redress_domain::id::CaseId;
use redress_pages::Page as _;
use redress_pages::format::date_time;
use redress_pages::staff::cases::{CaseList, Column};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

/// The list.
pub(super) const HERE: &str = "/staff/messages";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route(HERE, get(show))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = after(query.value("after"));
    let waiting = app
        .casework
        .unread_for(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let is_full = i64::try_from(waiting.len()).is_ok_and(|count| count >= PAGE);
    let next = waiting.last().filter(|_| is_full).map(|last| {
        let key = format!("{}.{}", last.since.as_microsecond(), last.line.case.case_id);
        lines::with(HERE, &query, ("after", &key))
    });
    let cases: Vec<CaseLine> = waiting.iter().map(|waiting| waiting.line.clone()).collect();
    let mut items = lines::items(&here, &cases, "/staff/cases")?;
    for (item, waiting) in items.iter_mut().zip(&waiting) {
        let since = date_time(waiting.since);
        let said = match waiting.count {
            1 => format!("A message of {since}."),
            count => format!("{count} messages, the first of {since}."),
        };
        item.summary = format!("{said} {}", item.summary);
    }
    let shell = signed_in.shell(&app, &here).await?;
    let list = CaseList::new(shell, "New messages", items, "Nothing waits to be read.");
    let page = list
        .intro("Something came in on these cases. Answering it, or recording that it was read, takes a case off this list.")
        .columns(&[Column::Customer, Column::Service, Column::Due, Column::Status])
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}

fn after(key: &str) -> Option<AfterUnread> {
    let (since, id) = key.split_once('.')?;
    let since = jiff::Timestamp::from_microsecond(since.parse().ok()?).ok()?;
    Some((since, CaseId::parse(id).ok()?))
}
