//! The way in by browser: routes, sign-in, sessions, errors as pages.
//!
//! Handlers translate; they do not think: a form becomes a command, an answer becomes a page.
//! [`routes::ROUTES`] lists every route; folders and files below mirror the addresses.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use redress_casework::Casework;

pub mod admin;
pub mod assets;
pub mod error;
pub mod form;
pub mod here;
pub mod password;
pub mod public;
pub mod routes;
pub mod security;
pub mod serve;
pub mod session;
pub mod staff;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The acts and the lists.
    pub casework: Casework,
    /// How this installation runs.
    pub settings: Arc<Settings>,
    /// At most two passwords are hashed at a time, so that signing in cannot starve everything else.
    pub(crate) hashing: Arc<tokio::sync::Semaphore>,
}

/// How this installation runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Cookies are for HTTPS alone. Off only on the loopback address.
    pub secure_cookies: bool,
    /// A demo: anybody signs in as anybody, and the pages say so.
    pub is_demo: bool,
    /// The proxies whose `X-Forwarded-For` says where a request came from.
    pub trusted_proxies: Vec<IpAddr>,
    /// How hard a password is to guess from its hash.
    pub password_cost: password::Cost,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            secure_cookies: true,
            is_demo: false,
            trusted_proxies: Vec::new(),
            password_cost: password::Cost::Full,
        }
    }
}

impl App {
    /// The application over `casework`.
    pub fn new(casework: Casework, settings: Settings) -> Self {
        Self {
            casework,
            settings: Arc::new(settings),
            hashing: Arc::new(tokio::sync::Semaphore::new(2)),
        }
    }

    /// The service: every route, inside the layers that every answer passes.
    pub fn router(self) -> Router {
        let routes = Router::new()
            .merge(public::routes())
            .merge(staff::routes())
            .merge(admin::routes())
            .merge(assets::routes());
        security::layers(routes.fallback(error::nothing_here), &self).with_state(self)
    }
}
