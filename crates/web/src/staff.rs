//! What people who work for the council see.

use axum::Router;

use crate::App;

pub mod sign_in;
pub mod today;

/// The routes of the staff pages. Who may ask for each is said in [`crate::routes::ROUTES`].
pub fn routes() -> Router<App> {
    Router::new().merge(sign_in::routes()).merge(today::routes())
}
