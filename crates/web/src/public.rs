//! What customers see.
//!
//! Each journey is a list of steps ([`journey`]): one question a page, kept on the server until it
//! is sent. [`track`] shows a case to whoever proves that it is theirs.

use axum::Router;

use crate::App;

mod comment;
mod complaint;
mod compliment;
pub mod faults;
mod health;
mod home;
mod information;
mod journey;
pub(crate) mod limits;
mod report;
mod send;
mod steps;
mod track;
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
        .merge(information::routes())
        .merge(health::routes())
}
