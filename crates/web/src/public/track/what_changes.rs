//! A customer asks to hear what changes because of what they told us (ux 3.10.7).

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use redress_casework::lesson::NotDone;
use redress_pages::form::FormState;
use redress_pages::public::status;

use super::{Mine, done, form_page, let_in_to};
use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::path::Path;
use crate::public::limits;
use crate::public::visitor::Visitor;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/track/{reference}/what-changes", get(page).post(ask))
}

/// Whether there is something of theirs to hear of: a lesson that was drawn, of which they have not asked to hear.
pub(super) async fn may_ask(app: &App, here: &Here, mine: &Mine) -> Result<bool, PageError> {
    if mine.is_anonymous() || mine.awaits_consent() || !mine.view.case.is_closed() {
        return Ok(false);
    }
    Ok(app.casework.may_ask_to_hear(here.id(), &mine.view.id).await?)
}

async fn asking(
    app: &App,
    here: &Here,
    (visitor, typed): (&mut Visitor, &str),
) -> Result<Result<Mine, Response>, PageError> {
    let mine = let_in_to(app, here, visitor, typed).await?;
    // Also a second press of the same button.
    if !may_ask(app, here, &mine).await? {
        return Ok(Err(visitor.see_other(&mine.path())));
    }
    Ok(Ok(mine))
}

async fn page(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    let mine = match asking(&app, &here, (&mut visitor, &typed)).await? {
        Ok(mine) => mine,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let form = (StatusCode::OK, &FormState::new());
    form_page(status::what_changes, (&here, &visitor, &mine), form)
}

async fn ask(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    let mine = match asking(&app, &here, (&mut visitor, &typed)).await? {
        Ok(mine) => mine,
        Err(elsewhere) => return Ok(elsewhere),
    };
    limits::count_case(&app, &here).await?;
    match app
        .casework
        .ask_to_hear(here.id(), &mine.actor(), &mine.view.id)
        .await
    {
        Ok(_) => {}
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
        Err(NotDone::Refused(_) | NotDone::Moved) => return Ok(visitor.see_other(&mine.path())),
    }
    let said = "We will tell you what we changed because of this, or why we could not.";
    done(&app, &here, visitor, (&mine, said)).await
}
