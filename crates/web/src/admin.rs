//! The settings: what an administrator sees and changes. Addresses are below `/admin`.

use axum::Router;

use crate::App;

mod anchor;
mod audit;
mod brand;
mod clock;
mod closure;
mod editing;
mod held;
mod letter;
mod logo;
mod partner;
mod people;
mod policy;
mod reading;
mod retention;
mod service;
mod standard;
mod user;
mod wording;

/// The routes of the settings. Who may ask for each is said in [`crate::routes::ROUTES`].
pub fn routes() -> Router<App> {
    Router::new()
        .merge(policy::routes())
        .merge(service::routes())
        .merge(people::routes())
        .merge(clock::routes())
        .merge(closure::routes())
        .merge(standard::routes())
        .merge(letter::routes())
        .merge(wording::routes())
        .merge(brand::routes())
        .merge(user::routes())
        .merge(held::routes())
        .merge(partner::routes())
        .merge(audit::routes())
        .merge(anchor::routes())
        .merge(reading::routes())
        .merge(retention::routes())
}

/// The routes of the settings that take files.
pub fn routes_with_files() -> Router<App> {
    logo::routes()
}
