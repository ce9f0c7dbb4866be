//! "Get help now" on a case: the team lead is told at once.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::failure::Failure;
use redress_casework::help::Called;
use redress_domain::case::Refusal;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::staff::notifications::AskHelp;

use super::opened::Opened;
use crate::App;
use crate::error::Answer;
use crate::form::Form;
use crate::once::{fresh_form, once_with_its_words};
use crate::session::see_other;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases/{reference}/help", get(show).post(ask))
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::Log)?;
    let shell = opened.shell(&app).await?;
    let page = AskHelp::new(shell, &fresh_form(&app), opened.view.case.reference.as_str());
    Ok(Html(page.html()).into_response())
}

async fn ask(State(app): State<App>, opened: Opened, Form(mut form): Form) -> Answer {
    opened.require(Act::Log)?;
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let said = form.value("said").to_owned();
    let sent = once_with_its_words(&form);
    let called = app
        .casework
        .ask_for_help(council, actor, Some((&opened.view.id, sent.as_deref())), &said)
        .await;
    match called {
        Ok(called) => {
            opened.reader.say(&in_words(&called));
            Ok(see_other(&opened.shown().path()))
        }
        Err(Failure::Refused(Refusal::NotInPolicy(_))) => {
            form.error("said", "There is nobody who can be called: no team lead is known");
            let shell = opened.shell(&app).await?;
            let page = AskHelp::new(shell, &form, opened.view.case.reference.as_str());
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// "You called Nadia Hussain and Alan Firth."
pub(crate) fn in_words(called: &Called) -> String {
    format!("You called {}", names(&called.names))
}

/// "Nadia Hussain, Alan Firth and Colin Baxter".
pub(crate) fn names(names: &[String]) -> String {
    match names.split_last() {
        None => "nobody".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
