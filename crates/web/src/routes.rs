//! Every route of the service, as data: who may ask for it is said here and nowhere else.
//!
//! [`gate`] stands before every handler and lets in whom [`ROUTES`] names; a route that is not in the
//! list answers as if it were not there, so none can be forgotten. Handlers still ask the acts, which
//! look at the case in hand. The permission tests walk the same list.

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ALLOW, SET_COOKIE};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use redress_domain::permission::{self, Act};
use redress_domain::vocabulary::Role;

use crate::App;
use crate::error::PageError;
use crate::session::{self, SignedIn};

mod acts;
mod conduct;
mod people;
mod reports;
mod table;

/// Where whoever answers for a partner begins.
pub(crate) const REQUESTS: &str = "/partner/requests";

use Who::{Anybody, May, Plays, SignedIn as AnyoneSignedIn};

/// Every route of the pages.
pub const ROUTES: &[Route] = &joined::<
    { table::ROUTES.len() + conduct::ROUTES.len() + reports::ROUTES.len() + people::ROUTES.len() },
>();

/// How a route is asked for. Every `GET` answers `HEAD` as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Shows something.
    Get,
    /// Changes something.
    Post,
}

/// Who may ask for a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever is signed in and may do one of these acts to some case.
    May(&'static [Act]),
    /// Whoever is signed in and plays this part.
    Plays(Role),
}

/// One route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// How it is asked for.
    pub verb: Verb,
    /// Its address, with the names of its parts: `/staff/cases/{reference}`.
    pub path: &'static str,
    /// Who may ask for it.
    pub who: Who,
}

const fn get(path: &'static str, who: Who) -> Route {
    let verb = Verb::Get;
    Route { verb, path, who }
}

const fn post(path: &'static str, who: Who) -> Route {
    let verb = Verb::Post;
    Route { verb, path, who }
}

/// The lists of routes as one.
const fn joined<const N: usize>() -> [Route; N] {
    let mut all = [get("/", Anybody); N];
    let (pages, others) = all.split_at_mut(table::ROUTES.len());
    let (files, others) = others.split_at_mut(conduct::ROUTES.len());
    let (frozen, corrected) = others.split_at_mut(reports::ROUTES.len());
    pages.copy_from_slice(table::ROUTES);
    files.copy_from_slice(conduct::ROUTES);
    frozen.copy_from_slice(reports::ROUTES);
    corrected.copy_from_slice(people::ROUTES);
    all
}

/// Who may ask for a route; `None` when it is not in the list.
pub fn who_may(verb: Verb, path: &str) -> Option<Who> {
    ROUTES
        .iter()
        .find(|route| route.verb == verb && route.path == path)
        .map(|route| route.who)
}

impl Verb {
    /// What a request asks for; nothing for one that no page answers.
    fn of(method: &Method) -> Option<Self> {
        match *method {
            Method::GET | Method::HEAD => Some(Self::Get),
            Method::POST => Some(Self::Post),
            _ => None,
        }
    }
}

/// The answer to who asks for a page in a way in which it is not to be asked for. It is no fault of the program: whoever likes can
/// ask so, and no line of the log says it.
fn in_another_way(path: &str) -> Response {
    let takes = |verb| who_may(verb, path).is_some();
    let ways = match (takes(Verb::Get), takes(Verb::Post)) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        (false, true) => "POST",
        (false, false) => {
            tracing::error!(path, "a route is not in ROUTES");
            return PageError::NotFound.into_response();
        }
    };
    let mut response = PageError::WrongMethod.into_response();
    // RFC 9110, 15.5.6: who is told that a method is not allowed is told which are.
    response
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static(ways));
    response
}

/// Lets in whom [`ROUTES`] names. Whoever is not signed in is sent to sign in; a form that was sent
/// is kept for them meanwhile.
pub(crate) async fn gate(State(app): State<App>, request: Request, next: Next) -> Response {
    if crate::api::is_for_programs(request.uri().path()) {
        return crate::api::gate(&app, request, next).await;
    }
    let Some(matched) = request.extensions().get::<MatchedPath>().cloned() else {
        return next.run(request).await;
    };
    let who = Verb::of(request.method()).and_then(|verb| who_may(verb, matched.as_str()));
    let Some(who) = who else {
        return in_another_way(matched.as_str());
    };
    if who == Anybody {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match session::signed_in(&app, &mut parts).await {
        Ok(Some((signed_in, here))) => {
            let may = |act: &Act| {
                here.policy()
                    .is_ok_and(|policy| permission::may(policy, &signed_in.actor, *act))
            };
            // Whoever answers for a partner has the pages of partners, and nothing else of the council.
            let is_partner = signed_in.actor.roles.contains(&Role::Partner);
            if is_partner && matched.as_str() == "/staff" {
                return session::see_other(REQUESTS);
            }
            let permitted = match who {
                May(_) | AnyoneSignedIn if is_partner => false,
                Anybody | AnyoneSignedIn => true,
                May(acts) => acts.iter().any(may),
                Plays(role) => signed_in.actor.roles.contains(&role),
            };
            if !permitted {
                return PageError::NotPermitted.into_response();
            }
            let said = signed_in.said();
            parts.extensions.insert::<SignedIn>(signed_in);
            let mut response = next.run(Request::from_parts(parts, body)).await;
            if let Some(cookie) = said.cookie(&app) {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            response
        }
        Ok(None) => session::kept::sign_in_first(&app, Request::from_parts(parts, body)).await,
        Err(error) => error.into_response(),
    }
}
