//! An officer's due dates as a calendar for other programs, at a secret address that they make and close.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use redress_casework::calendar_link::{Due, DueWhat};
use redress_correspondence::icalendar::{DueDay, calendar};
use redress_pages::case::vocabulary;
use redress_pages::words;

use super::account;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/account/calendar", post(change))
        .route("/calendar/{file}", get(read))
}

/// The page with the address answers the form itself, since the secret is kept nowhere.
async fn change(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    headers: HeaderMap,
    Form(form): Form,
) -> Answer {
    if form.value("do") == "make" {
        let secret = app
            .casework
            .make_calendar_link(here.id(), &signed_in.actor)
            .await?;
        let address = format!("{}/calendar/{secret}.ics", app.reached_at(&headers));
        return account::with_address(&app, &here, &signed_in, &address).await;
    }
    app.casework
        .end_calendar_link(here.id(), &signed_in.actor)
        .await?;
    signed_in.say("The address of your calendar is closed");
    Ok(see_other("/staff/account"))
}

async fn read(State(app): State<App>, here: Here, headers: HeaderMap, Path(file): Path<String>) -> Answer {
    let secret = file.strip_suffix(".ics").ok_or(PageError::NotFound)?;
    let due = app.casework.calendar_of(here.id(), secret).await?;
    let due = due.ok_or(PageError::NotFound)?;
    let at = app.reached_at(&headers);
    let days: Vec<DueDay> = due.iter().map(|due| day(&here, &at, due)).collect();
    let name = format!("Due dates, {}", here.policy()?.council.name);
    let text = calendar(&name, app.casework.outside().now(), &days);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, text).into_response())
}

/// The same thing keeps its identifier when its day moves, so that a calendar program moves it too.
fn day(here: &Here, at: &str, due: &Due) -> DueDay {
    let reference = &due.reference;
    let (what, id) = match &due.what {
        DueWhat::Clock(kind) => (words::clock(*kind), kind.as_str().to_owned()),
        DueWhat::Remedy(kind, remedy) => (vocabulary::remedy(*kind), remedy.to_string()),
    };
    DueDay {
        id: format!("{reference}-{id}@{}", here.id()),
        on: due.on,
        what: format!("{what}: {reference}"),
        page: Some(format!("{at}/staff/cases/{reference}")),
    }
}
