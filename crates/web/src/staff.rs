//! What people who work for the council see.

use axum::Router;

use crate::App;

pub(crate) mod approve;
pub(crate) mod case;
mod find;
mod lines;
mod log;
mod my_cases;
mod set_password;
pub mod sign_in;
pub mod today;
mod triage;
pub(crate) mod typed;

/// The routes of the staff pages. Who may ask for each is said in [`crate::routes::ROUTES`].
pub fn routes() -> Router<App> {
    Router::new()
        .merge(sign_in::routes())
        .merge(set_password::routes())
        .merge(today::routes())
        .merge(triage::routes())
        .merge(my_cases::routes())
        .merge(find::routes())
        .merge(log::routes())
        .merge(case::routes())
        .merge(approve::routes())
}
