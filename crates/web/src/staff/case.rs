//! One case: its sections, the letters that were sent, and the acts on it.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::permission::Act;
use redress_pages::case::between::{Learned, LessonsHere, page as between_page};
use redress_pages::case::timeline::{self, Wanted};
use redress_pages::case::{CasePage, Shown, lists, summary};
use redress_pages::{Page as _, Shell};
use serde::Deserialize;

use crate::App;
use crate::error::{Answer, PageError};
use crate::path::Query;

mod acts;
mod between;
mod bundle;
mod code;
mod correction;
mod council;
pub(super) mod doing;
mod early;
mod ending;
pub(crate) mod fate;
mod files;
pub(super) mod help;
pub(super) mod letters;
mod messages;
mod ombudsman;
pub(super) mod opened;
mod partner;
mod payment;
mod people;
pub(crate) mod reply;
mod stage_2;
mod subject;

use opened::Opened;

/// The routes of this file and the files below.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/cases/{reference}", get(show_summary))
        .route("/staff/cases/{reference}/timeline", get(show_timeline))
        .route("/staff/cases/{reference}/messages", get(show_messages))
        .route("/staff/cases/{reference}/points", get(show_points))
        .route("/staff/cases/{reference}/replies", get(show_replies))
        .route("/staff/cases/{reference}/actions", get(show_actions))
        .route("/staff/cases/{reference}/people", get(show_people))
        .route("/staff/cases/{reference}/links", get(show_links))
        .merge(letters::routes())
        .merge(messages::routes())
        .merge(code::routes())
        .merge(files::routes())
        .merge(acts::routes())
        .merge(help::routes())
        .merge(stage_2::routes())
        .merge(ombudsman::routes())
        .merge(people::routes())
        .merge(correction::routes())
        .merge(between::routes())
        .merge(council::routes())
        .merge(subject::routes())
        .merge(early::routes())
        .merge(partner::routes())
        .merge(payment::routes())
        .merge(bundle::routes())
        .merge(reply::routes())
}

/// The routes of the files below that take files.
pub(super) fn routes_with_files() -> Router<App> {
    files::routes_with_files()
}

/// How a section of the case page is made.
type MakeSection = fn(Shell, &Shown<'_>) -> CasePage;

async fn section(app: &App, opened: &Opened, make: MakeSection) -> Answer {
    let shell = opened.shell(app).await?;
    Ok(Html(make(shell, &opened.shown()).html()).into_response())
}

async fn show_summary(State(app): State<App>, opened: Opened) -> Answer {
    section(&app, &opened, summary::page).await
}

async fn show_points(State(app): State<App>, opened: Opened) -> Answer {
    section(&app, &opened, lists::points).await
}

async fn show_replies(State(app): State<App>, opened: Opened) -> Answer {
    section(&app, &opened, lists::replies).await
}

async fn show_actions(State(app): State<App>, opened: Opened) -> Answer {
    section(&app, &opened, lists::actions).await
}

async fn show_people(State(app): State<App>, opened: Opened) -> Answer {
    section(&app, &opened, redress_pages::case::people::page).await
}

async fn show_links(State(app): State<App>, opened: Opened) -> Answer {
    let shell = opened.shell(&app).await?;
    let lessons = lessons_here(&app, &opened).await?;
    Ok(Html(between_page(shell, &opened.shown(), &lessons).html()).into_response())
}

/// What was learned from the case, as far as the reader may know of it.
async fn lessons_here(app: &App, opened: &Opened) -> Result<LessonsHere, PageError> {
    let (here, reader) = (&opened.here, &opened.reader);
    let drawn = app
        .casework
        .lessons_of_case(here.id(), &reader.actor, &opened.view.id)
        .await?;
    let drawn = drawn.into_iter().map(|line| Learned {
        href: format!("/staff/lessons/{}", line.row.lesson_id),
        stage: line.row.stage,
        learned: line.learned.unwrap_or_else(|| "[removed]".to_owned()),
    });
    let record = reader
        .may(here, Act::RecordLesson)
        .then(|| format!("/staff/lessons/new?case={}", opened.view.case.reference));
    Ok(LessonsHere {
        drawn: drawn.collect(),
        record,
    })
}

/// Which part of the timeline is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Part {
    show: String,
    before: Option<usize>,
}

async fn show_timeline(State(app): State<App>, opened: Opened, Query(part): Query<Part>) -> Answer {
    let opened = opened.with_fates(&app).await?;
    let shell = opened.shell(&app).await?;
    let wanted = Wanted::parse(&part.show);
    let page = timeline::page(shell, &opened.shown(), wanted, part.before);
    Ok(Html(page.html()).into_response())
}

async fn show_messages(State(app): State<App>, opened: Opened) -> Answer {
    let opened = opened.with_fates(&app).await?;
    let shell = opened.shell(&app).await?;
    let page = lists::messages(shell, &opened.shown(), &opened.sent(app.sending(&opened.here)));
    Ok(Html(page.html()).into_response())
}
