//! What people who work for the council see.

use axum::Router;

use crate::App;

/// The routes of the staff pages.
pub fn routes() -> Router<App> {
    Router::new()
}
