//! Faults as pages, in the council's frame.

use axum::extract::FromRequestParts as _;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use redress_domain::case::{Entry, Refusal};
use redress_domain::policy::ContactDetails;
use redress_domain::vocabulary::Role;
use redress_pages::errors::{ErrorPage, Problem};
use redress_pages::form::FormState;
use redress_pages::public::faults::{Conflict, Fault, NotSaved, Refused};
use redress_pages::{Page as _, Shell, Side};

use super::track::unsent::prove_first;
use crate::App;
use crate::error::PageError;
use crate::here::Here;

/// After how many seconds it is worth to ask again when the database did not answer.
const RETRY_AFTER: u16 = 5;

/// The page for an error, for the request that met it and what it brought.
pub async fn page(app: &App, parts: Parts, (error, sent): (PageError, Sent)) -> Response {
    let mut parts = parts;
    let here = Here::from_request_parts(&mut parts, app).await.ok();
    let mut frame = Frame::new(here.as_ref(), &parts);
    let answers = !matches!(error, PageError::Unavailable);
    if frame.shell.side == Side::Staff
        && answers
        && let Ok(Some((signed_in, here))) = crate::session::signed_in(app, &mut parts).await
    {
        // Whoever answers for a partner has no pages of the council's people, and so no way to them.
        frame.shell = if signed_in.user.roles.contains(&Role::Partner) {
            here.public().back_to("Your requests", crate::routes::REQUESTS)
        } else {
            signed_in.bare_shell(&here)
        };
    }
    let status = error.status();
    match error {
        PageError::SignInFirst => crate::session::to_sign_in("/staff"),
        PageError::ProveFirst(to) => {
            let kept = Box::pin(prove_first(app, parts, (&to, sent))).await;
            kept.unwrap_or_else(IntoResponse::into_response)
        }
        PageError::NotFound | PageError::WrongMethod => frame.ordinary(status, Problem::NotFound),
        PageError::NotPermitted => frame.ordinary(status, Problem::NotAllowed),
        PageError::Gone => frame.ordinary(status, Problem::LinkExpired),
        PageError::TooManyTries => frame.ordinary(status, Problem::TooManyTries),
        PageError::TooMuchSent => frame.ordinary(status, Problem::TooMuchSent),
        PageError::FromElsewhere => {
            let on = frame.path.clone();
            frame.ordinary(status, Problem::FromElsewhere { on })
        }
        PageError::Unavailable => frame.unavailable(sent, parts.uri.path_and_query()),
        PageError::TooLarge => frame.ordinary(status, Problem::TooLarge { limit: None }),
        PageError::BadRequest(why) => frame.refused(status, why),
        PageError::Refused(refusal) => frame.refused(status, &sentence(&refusal)),
        PageError::Conflict(since) => frame.conflict(status, &since),
        PageError::Broken(why) => {
            let reference: String = app.casework.fresh().secret().chars().take(8).collect();
            tracing::error!(reference, why, path = frame.path, "a page is broken");
            let page = Fault::new(frame.shell, &reference, frame.contact);
            (status, Html(page.html())).into_response()
        }
    }
}

/// What a request brought.
#[derive(Debug, Clone)]
pub enum Sent {
    /// It asked for a page.
    Nothing,
    /// A form, as it was typed.
    Form(FormState),
    /// Something that is not put on a page: a file, a password, more than a form holds.
    NotKept,
}

/// What an error's page stands in.
struct Frame {
    shell: Shell,
    contact: ContactDetails,
    path: String,
}

impl Frame {
    fn new(here: Option<&Here>, parts: &Parts) -> Self {
        let path = parts.uri.path().to_owned();
        let mut shell = here.map_or_else(|| Shell::public(""), Here::public);
        if path == "/staff" || path.starts_with("/staff/") {
            shell.side = Side::Staff;
        }
        let contact = here
            .and_then(|here| here.policy().ok())
            .map(|policy| policy.council.contact.clone());
        Self {
            shell,
            contact: contact.unwrap_or_default(),
            path,
        }
    }

    fn ordinary(self, status: StatusCode, problem: Problem) -> Response {
        let page = ErrorPage::new(self.shell, problem, self.contact);
        (status, Html(page.html())).into_response()
    }

    /// The database does not answer or takes nothing in: what was typed is on the page.
    fn unavailable(self, sent: Sent, to: Option<&PathAndQuery>) -> Response {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let to = to.map_or("/", PathAndQuery::as_str);
        let not_saved = |form| NotSaved::new(self.shell.clone(), (to, form), self.contact.clone()).html();
        let mut response = match sent {
            Sent::Form(form) => (status, Html(not_saved(Some(form)))).into_response(),
            Sent::NotKept => (status, Html(not_saved(None))).into_response(),
            Sent::Nothing => self.ordinary(status, Problem::Unavailable { back: None }),
        };
        let again = HeaderValue::from(RETRY_AFTER);
        response.headers_mut().insert(header::RETRY_AFTER, again);
        response
    }

    fn refused(self, status: StatusCode, why: &str) -> Response {
        let on = self.above();
        let page = Refused::new(self.shell, why, &on);
        (status, Html(page.html())).into_response()
    }

    fn conflict(self, status: StatusCode, since: &[Entry]) -> Response {
        let since = since
            .iter()
            .map(|entry| (event_in_words(entry.event.name()), entry.at))
            .collect();
        let on = self.above();
        let page = Conflict::new(self.shell, since, &on);
        (status, Html(page.html())).into_response()
    }

    /// The page above this one: of a case's forms, the case.
    fn above(&self) -> String {
        match self.path.rsplit_once('/') {
            Some((above, _)) if !above.is_empty() => above.to_owned(),
            _ => "/".to_owned(),
        }
    }
}

/// "reply-sent" as "Reply sent".
fn event_in_words(name: &str) -> String {
    capitalised(&name.replace('-', " "))
}

/// Why a rule said no, as a sentence.
fn sentence(refusal: &Refusal) -> String {
    format!("{}.", capitalised(&refusal.to_string()))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
