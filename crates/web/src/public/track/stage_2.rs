//! A customer asks for stage 2 on the track page: in its private part, for it is theirs alone to ask.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use redress_domain::case::{AskForStage2, Command, Context, decide};
use redress_domain::vocabulary::Channel;
use redress_pages::form::FormState;
use redress_pages::format::long_date;
use redress_pages::public::status;

use super::{Mine, done, form_page, let_in_to, record};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::public::steps;
use crate::public::visitor::Visitor;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/track/{reference}/stage-2", get(page).post(ask))
}

fn order(mine: &Mine, reasons: Option<redress_domain::words::Words>) -> Command {
    Command::AskForStage2(AskForStage2 {
        channel: Channel::Online,
        on: mine.view.today,
        reasons,
    })
}

/// Whether the rules let this customer ask now.
pub(super) fn may_ask(mine: &Mine) -> Result<bool, PageError> {
    if mine.is_anonymous() || mine.awaits_consent() {
        return Ok(false);
    }
    let actor = mine.actor();
    let context = Context {
        at: mine.view.now,
        actor: &actor,
        rules: mine.view.rules()?,
    };
    Ok(decide(&mine.view.case, order(mine, None), &context).is_ok())
}

/// The case, where this browser may ask for stage 2 now; otherwise where to go first.
async fn asking(
    app: &App,
    here: &Here,
    (visitor, typed): (&mut Visitor, &str),
) -> Result<Result<Mine, axum::response::Response>, PageError> {
    let mine = let_in_to(app, here, visitor, typed).await?;
    // Also a second press of the same button.
    if !may_ask(&mine)? {
        return Ok(Err(visitor.see_other(&mine.path())));
    }
    if !mine.is_proved() {
        return Err(mine.needs_a_code());
    }
    Ok(Ok(mine))
}

async fn page(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    let mine = match asking(&app, &here, (&mut visitor, &typed)).await? {
        Ok(mine) => mine,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let form = (StatusCode::OK, &FormState::new());
    form_page(status::stage_2, (&here, &visitor, &mine), form)
}

async fn ask(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let mine = match asking(&app, &here, (&mut visitor, &typed)).await? {
        Ok(mine) => mine,
        Err(elsewhere) => return Ok(elsewhere),
    };
    steps::optional_text(&mut form, "reasons", "What you are not happy with");
    if !form.errors().is_empty() {
        let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
        return form_page(status::stage_2, (&here, &visitor, &mine), again);
    }
    let reasons = app.casework.fresh().some_words(form.value("reasons"));
    record((&app, &here, &mine), (&[order(&mine, reasons)], None)).await?;
    let view = app
        .casework
        .track_case(here.id(), &mine.reference, &mine.pass.proof)
        .await?;
    let said = match view.case.next_due() {
        Some(clock) => format!(
            "You have asked for stage 2. You will hear from us by {}.",
            long_date(clock.due_on)
        ),
        None => format!("You have asked for stage 2 of {}.", mine.reference),
    };
    done(&app, &here, visitor, (&mine, &said)).await
}
