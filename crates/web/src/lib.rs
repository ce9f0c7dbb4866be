//! The way in by browser: routes, sign-in, sessions, errors as pages.
//!
//! Handlers translate; they do not think: a form becomes a command, an answer becomes a page.
//! [`routes::ROUTES`] lists every route; folders and files below mirror the addresses.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use redress_casework::Casework;
use redress_domain::vocabulary::Channel;
use redress_identity::providers::Providers;

pub mod admin;
pub mod api;
pub mod assets;
mod councillor;
pub(crate) mod download;
pub mod error;
mod figures;
pub mod form;
pub mod here;
mod letter;
mod noticed;
mod once;
pub mod password;
mod path;
pub mod print;
pub mod public;
mod report;
pub mod routes;
pub mod security;
pub mod serve;
pub mod session;
pub mod staff;
pub(crate) mod upload;
mod why;

/// What every handler can reach. Cheap to clone: each layer of each request has one.
#[derive(Clone)]
pub struct App(Arc<Reach>);

/// What an [`App`] leads to.
pub struct Reach {
    /// The acts and the lists.
    pub casework: Casework,
    /// How this installation runs.
    pub settings: Settings,
    /// At most two passwords are hashed at a time, so that signing in cannot starve everything else.
    pub(crate) hashing: Arc<tokio::sync::Semaphore>,
    /// How fast each program asks.
    pub(crate) pace: api::Pace,
    /// How many requests there were, and how long they took.
    pub(crate) measured: api::Measured,
    /// How often somebody used up their tries.
    pub(crate) noticed: noticed::Noticed,
    /// The latest moment that this process knows, in microseconds: whether its clock went back.
    pub(crate) latest: std::sync::atomic::AtomicI64,
}

impl std::ops::Deref for App {
    type Target = Reach;

    fn deref(&self) -> &Reach {
        &self.0
    }
}

/// What happens to what goes by e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// A mail server takes it, for the councils that send e-mail.
    Mailed,
    /// Nothing is mailed: it is shown online and printed, and no page claims otherwise.
    ByHand,
    /// A demo: nothing is sent, and the outbox shows it as it would have gone.
    Shown,
}

/// How this installation runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Cookies are for HTTPS alone. Off only on the loopback address.
    pub secure_cookies: bool,
    /// A demo: anybody signs in as anybody, and the pages say so.
    pub is_demo: bool,
    /// What happens to what goes by e-mail.
    pub sending: Sending,
    /// What goes by GOV.UK Notify, for each council that has it.
    pub notify: api::ByNotify,
    /// The proxies whose `X-Forwarded-For` says where a request came from.
    pub trusted_proxies: Vec<IpAddr>,
    /// How hard a password is to guess from its hash.
    pub password_cost: password::Cost,
    /// The councils' identity providers; `None` asks none, whatever a policy says.
    pub providers: Option<Providers>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            secure_cookies: true,
            is_demo: false,
            sending: Sending::ByHand,
            notify: api::ByNotify::new(),
            trusted_proxies: Vec::new(),
            password_cost: password::Cost::Full,
            providers: None,
        }
    }
}

impl App {
    /// The application over `casework`.
    pub fn new(casework: Casework, settings: Settings) -> Self {
        Self(Arc::new(Reach {
            casework,
            settings,
            hashing: Arc::new(tokio::sync::Semaphore::new(2)),
            pace: api::Pace::default(),
            latest: std::sync::atomic::AtomicI64::default(),
            measured: api::Measured::default(),
            noticed: noticed::Noticed::default(),
        }))
    }

    /// Whether what this council sends by a channel goes by GOV.UK Notify.
    pub(crate) fn goes_by_notify(&self, here: &here::Here, channel: Channel) -> bool {
        let service = self.settings.notify.get(here.id());
        service.is_some_and(|service| service.channels.contains(&channel))
    }

    /// Whether GOV.UK Notify sets this council's letters by a template of its own.
    pub(crate) fn letters_are_set_by_notify(&self, here: &here::Here) -> bool {
        let service = self.settings.notify.get(here.id());
        service.is_some_and(|service| service.sets_letters)
    }

    /// Whether what this council sends by a channel leaves by itself. A demo shows it as it would go.
    pub(crate) fn leaves_by_itself(&self, here: &here::Here, channel: Channel) -> bool {
        let is_shown = self.settings.sending == Sending::Shown;
        match channel {
            Channel::Email => self.sending(here) != Sending::ByHand,
            Channel::Text => is_shown || self.goes_by_notify(here, channel),
            Channel::Letter => self.goes_by_notify(here, channel),
            Channel::Online
            | Channel::Phone
            | Channel::InPerson
            | Channel::WebChat
            | Channel::SocialMedia
            | Channel::Councillor
            | Channel::Api
            | Channel::Import => false,
        }
    }

    /// By which channels a code is given by a person: nothing takes it there by itself. A demo sends nothing.
    pub(crate) fn codes_by_hand(&self, here: &here::Here) -> Vec<Channel> {
        let is_shown = self.settings.sending == Sending::Shown;
        let ways = [Channel::Email, Channel::Text, Channel::Phone, Channel::Letter].into_iter();
        ways.filter(|way| is_shown || !self.leaves_by_itself(here, *way))
            .collect()
    }

    /// What happens to what this council sends by e-mail.
    pub(crate) fn sending(&self, here: &here::Here) -> Sending {
        let council_mails = here.policy().is_ok_and(|policy| policy.mail.is_some());
        let by_notify = self.goes_by_notify(here, Channel::Email);
        match self.settings.sending {
            Sending::Mailed | Sending::ByHand if by_notify => Sending::Mailed,
            Sending::Mailed if !council_mails => Sending::ByHand,
            sending @ (Sending::Mailed | Sending::ByHand | Sending::Shown) => sending,
        }
    }

    /// Where this service is, as whoever asks reached it: for addresses that are handed over.
    pub(crate) fn reached_at(&self, headers: &axum::http::HeaderMap) -> String {
        let host = headers.get("host").and_then(|host| host.to_str().ok());
        let scheme = if self.settings.secure_cookies {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", host.unwrap_or_default())
    }

    /// The service: every route, inside the layers that every answer passes.
    pub fn router(self) -> Router {
        let routes = Router::new()
            .merge(public::routes())
            .merge(staff::routes())
            .merge(api::routes())
            .merge(councillor::routes())
            .merge(admin::routes())
            .merge(assets::routes());
        let with_files = Router::new()
            .merge(public::routes_with_files())
            .merge(staff::routes_with_files())
            .merge(councillor::routes_with_files())
            .merge(admin::routes_with_files());
        let routes = routes.fallback(error::nothing_here);
        security::layers((routes, with_files), &self).with_state(self)
    }
}
