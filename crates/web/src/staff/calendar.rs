//! An officer's due dates as a calendar for other programs, at a secret address that they make and close.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use redress_casework::calendar_link::{Due, DueWhat};
use redress_correspondence::icalendar::{DueDay, calendar};
use redress_domain::lesson::DueKind;
use redress_pages::case::vocabulary;
use redress_pages::words;

use super::{account, briefings};
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
    let of_case = |reference: &str| format!("/staff/cases/{reference}");
    let (id, what, page) = match &due.what {
        DueWhat::Clock(reference, kind) => (
            format!("{reference}-{kind}"),
            format!("{}: {reference}", words::clock(*kind)),
            of_case(reference),
        ),
        DueWhat::Remedy(reference, kind, remedy) => (
            format!("{reference}-{remedy}"),
            format!("{}: {reference}", vocabulary::remedy(*kind)),
            of_case(reference),
        ),
        DueWhat::Lesson(kind, lesson) => (
            format!("lesson-{lesson}"),
            of_a_lesson(*kind).to_owned(),
            format!("/staff/lessons/{lesson}"),
        ),
        DueWhat::Meeting(report, item) => {
            let page = briefings::path_of(report);
            let id = page.trim_start_matches('/').replace('/', "-");
            (format!("{id}-{item}"), "Action of a meeting".to_owned(), page)
        }
    };
    DueDay {
        id: format!("{id}@{}", here.id()),
        on: due.on,
        what,
        page: Some(format!("{at}{page}")),
    }
}

/// What is due of a lesson, and no word of it.
const fn of_a_lesson(kind: DueKind) -> &'static str {
    match kind {
        DueKind::Action => "Action of a lesson",
        DueKind::DidItWork => "Say whether the action of a lesson worked",
        DueKind::LookAgain => "Look again at a lesson whose action did not work",
    }
}
