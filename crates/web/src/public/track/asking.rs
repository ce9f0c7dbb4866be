//! A customer says whether we may ask how we did, after a case of theirs.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use redress_domain::id::PersonId;
use redress_pages::form::FormState;
use redress_pages::public::status;

use super::{Mine, done, form_page, let_in_to};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::public::visitor::Visitor;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/track/{reference}/survey", get(page).post(answer))
}

/// Whether there is somebody to ask, and the council asks at all.
pub(super) fn may_say(here: &Here, mine: &Mine) -> Result<bool, PageError> {
    Ok(here.policy()?.survey.is_some() && !mine.awaits_consent() && mine.person().is_some())
}

async fn asking(
    app: &App,
    here: &Here,
    (visitor, typed): (&mut Visitor, &str),
) -> Result<Result<(Mine, PersonId), Response>, PageError> {
    let mine = let_in_to(app, here, visitor, typed).await?;
    match mine.person().filter(|_| may_say(here, &mine).unwrap_or(false)) {
        Some(person) => Ok(Ok((mine, person))),
        None => Ok(Err(visitor.see_other(&mine.path()))),
    }
}

async fn page(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    let (mine, person) = match asking(&app, &here, (&mut visitor, &typed)).await? {
        Ok(both) => both,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let known = app.casework.may_be_asked(here.id(), &person).await?;
    let chosen = known.map_or("", |may| if may { "yes" } else { "no" });
    let form = FormState::new().with("may_ask", chosen);
    form_page(status::may_ask, (&here, &visitor, &mine), (StatusCode::OK, &form))
}

async fn answer(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    Form(form): Form,
) -> Answer {
    let (mine, person) = match asking(&app, &here, (&mut visitor, &typed)).await? {
        Ok(both) => both,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let may = match form.value("may_ask") {
        "yes" => true,
        "no" => false,
        _ => {
            let form = form.with_error("may_ask", "Select yes or no");
            let shown = (StatusCode::UNPROCESSABLE_ENTITY, &form);
            return form_page(status::may_ask, (&here, &visitor, &mine), shown);
        }
    };
    app.casework
        .say_about_surveys(here.id(), &mine.actor(), (&mine.view.id, &person, may))
        .await?;
    let said = if may {
        "We may ask you how we did, when this is over."
    } else {
        "We will not ask you how we did."
    };
    done(&app, &here, visitor, (&mine, said)).await
}
