//! What customers see.

use axum::Router;

use crate::App;

pub mod faults;

/// The routes of the public pages.
pub fn routes() -> Router<App> {
    Router::new()
}
