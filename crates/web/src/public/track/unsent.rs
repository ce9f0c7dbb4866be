//! What a customer sent on a page of their case when it was not open to them any more: kept for them, and sent once they proved
//! again who they are. A time limit that nobody told of takes neither words nor a right (stage 2: Complaint Handling Code 6.10).

use axum::Router;
use axum::extract::{FromRequestParts as _, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::get;
use redress_domain::reference::Reference;
use redress_pages::components::NotificationBanner;
use redress_pages::form::FormState;
use redress_pages::public::unsent::Unsent as UnsentPage;
use redress_pages::{Page as _, Shell};
use serde::{Deserialize, Serialize};

use super::{Mine, let_in_to};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::public::faults::Sent;
use crate::public::visitor::Visitor;

/// The page that shows it, below the case.
const HERE: &str = "/send-again";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/track/{reference}/send-again", get(show).post(drop_it))
}

/// A form that was sent and not taken.
#[derive(Debug, Serialize, Deserialize)]
struct Unsent {
    /// Where it was sent.
    path: String,
    /// What was typed: names and values.
    pairs: Vec<(String, String)>,
}

fn draft_name(reference: &Reference) -> String {
    format!("unsent:{reference}")
}

/// Leads to where somebody proves who they are, `to`; what they sent is kept for seven days by their browser, under the case.
pub(crate) async fn prove_first(
    app: &App,
    mut parts: Parts,
    (to, sent): (&str, Sent),
) -> Result<Response, PageError> {
    let plain = Ok(Redirect::to(to).into_response());
    let path = parts.uri.path().to_owned();
    let reference = path
        .strip_prefix("/track/")
        .and_then(|rest| rest.split('/').next());
    let Some(reference) = reference.and_then(|typed| Reference::parse(typed).ok()) else {
        return plain;
    };
    // A code is typed again, and what was sent before waits still.
    if path.ends_with("/code") || path.ends_with(HERE) {
        return plain;
    }
    let Sent::Form(form) = sent else { return plain };
    if form.pairs().next().is_none() {
        return plain;
    }
    let here = Here::from_request_parts(&mut parts, app).await?;
    let Ok(mut visitor) = Visitor::from_request_parts(&mut parts, app).await;
    let pairs = form.pairs();
    let unsent = Unsent {
        path,
        pairs: pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    };
    let name = draft_name(&reference);
    visitor.keep(app, &here, (&name, &unsent)).await?;
    Ok(visitor.see_other(&format!("{to}?kept={reference}")))
}

/// Where somebody goes who has just proved who they are: to what they sent when they had not, if anything; else to the case.
pub(super) async fn or_status(
    app: &App,
    here: &Here,
    (visitor, reference): (&Visitor, &Reference),
) -> Result<String, PageError> {
    let unsent: Option<Unsent> = visitor.recall(app, here, &draft_name(reference)).await?;
    let page = if unsent.is_some() { HERE } else { "" };
    Ok(format!("/track/{reference}{page}"))
}

/// Says above a page where somebody proves who they are that what they sent waits for that (ux, 1.4).
pub(super) fn told(shell: Shell) -> Shell {
    shell.banner(NotificationBanner::important(
        "Your page was open too long. What you typed is saved, and not sent yet. Tell us again who you are, and you can send it.",
    ))
}

/// Forgets it: it was sent, or something else was.
pub(super) async fn forget(
    app: &App,
    here: &Here,
    (visitor, mine): (&Visitor, &Mine),
) -> Result<(), PageError> {
    visitor.forget(app, here, &draft_name(&mine.reference)).await
}

async fn show(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    let unsent: Option<Unsent> = visitor.recall(&app, &here, &draft_name(&mine.reference)).await?;
    let Some(unsent) = unsent else {
        return Ok(visitor.see_other(&mine.path()));
    };
    let form = FormState::from_pairs(unsent.pairs);
    let page = UnsentPage::new(mine.shell(&here), (&unsent.path, form), &mine.path());
    Ok(visitor.answer((StatusCode::OK, Html(page.html())).into_response()))
}

async fn drop_it(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    Form(_form): Form,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    forget(&app, &here, (&visitor, &mine)).await?;
    Ok(visitor.see_other(&mine.path()))
}
