//! What customers see.
//!
//! Each journey is a list of steps ([`journey`]): one question a page, kept on the server until it
//! is sent. [`track`] shows a case to whoever proves that it is theirs.

use axum::Router;

use crate::App;

pub(crate) use visitor::kept_until;

mod annual;
mod comment;
mod complaint;
mod compliment;
pub mod faults;
pub(crate) mod files;
mod health;
mod home;
mod information;
mod journey;
mod learning;
pub(crate) mod limits;
mod partner;
pub(crate) mod performance;
mod report;
mod returning;
mod send;
mod steps;
mod survey;
pub(crate) mod track;
mod visitor;

/// The routes of the public pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(home::routes())
        .merge(journey::routes(&report::REPORT))
        .merge(journey::routes(&complaint::COMPLAINT))
        .merge(journey::routes(&comment::COMMENT))
        .merge(journey::routes(&compliment::COMPLIMENT))
        .merge(track::routes())
        .merge(partner::routes())
        .merge(returning::routes())
        .merge(information::routes())
        .merge(learning::routes())
        .merge(survey::routes())
        .merge(performance::routes())
        .merge(annual::routes())
        .merge(health::routes())
}

/// Every journey.
pub(crate) static JOURNEYS: [&journey::Journey; 4] = [
    &report::REPORT,
    &complaint::COMPLAINT,
    &comment::COMMENT,
    &compliment::COMPLIMENT,
];

/// The routes of the public pages that take files.
pub fn routes_with_files() -> Router<App> {
    let journeys = JOURNEYS.iter().map(|journey| journey::routes_with_files(journey));
    let others = track::routes_with_files().merge(partner::routes_with_files());
    journeys.fold(others, Router::merge)
}
