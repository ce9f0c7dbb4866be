//! A letter of a conduct file: what became of it, the letter as it went, and what whoever keeps the file does about it.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::conduct::{LetterLine, NotDone};
use redress_casework::sending::State as Stands;
use redress_domain::id::MessageId;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::conduct::letters::{AGAIN, BACK, CARRIED, HOW, Sent, WHAT, page};
use redress_pages::form::FormState;

use super::OpenFile;
use super::refusals::words_for;
use super::steps::brought_by;
use crate::App;
use crate::download::attachment;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::path::Path;
use crate::session::see_other;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/arrangements/{id}/letters/{message}", get(show).post(take))
        .route("/staff/arrangements/{id}/letters/{message}/pdf", get(save))
}

type Named = Path<BTreeMap<String, String>>;

fn message_of(named: &BTreeMap<String, String>) -> Result<MessageId, PageError> {
    let id = named.get("message").and_then(|id| MessageId::parse(id).ok());
    id.ok_or(PageError::NotFound)
}

async fn line(app: &App, file: &OpenFile, id: &MessageId) -> Result<LetterLine, PageError> {
    let lines = app.casework.conduct_letters(file.here.id(), &file.view).await?;
    let line = lines.into_iter().find(|line| line.message.message_id == *id);
    line.ok_or(PageError::NotFound)
}

async fn shown(
    app: &App,
    file: &OpenFile,
    id: &MessageId,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let line = line(app, file, id).await?;
    let letter = file.view.file.letter(id).ok_or(PageError::NotFound)?;
    let sent = Sent {
        why: line.message.last_error.as_deref(),
        can_be_tried: line.message.state == Stands::GivenUp,
        is_kept: line.kept.is_some(),
    };
    let shell = file.reader.shell(app, &file.here).await?;
    let page = page(shell, &file.shown()?, form, (letter, sent));
    Ok((status, Html(page.html())).into_response())
}

async fn show(State(app): State<App>, file: OpenFile, Path(named): Named) -> Answer {
    let id = message_of(&named)?;
    shown(&app, &file, &id, (StatusCode::OK, &FormState::new())).await
}

/// The letter as it went; that it was read is written down.
async fn save(State(app): State<App>, file: OpenFile, Path(named): Named) -> Answer {
    let id = message_of(&named)?;
    let of = (&file.view.id, &id);
    let opened = app
        .casework
        .open_conduct_letter(file.here.id(), &file.reader.actor, of)
        .await?;
    Ok(attachment(&app, file.here.id(), opened))
}

async fn take(State(app): State<App>, file: OpenFile, Path(named): Named, Form(form): Form) -> Answer {
    let (id, mut form) = (message_of(&named)?, form);
    if !file.shown()?.known.may(Act::ManageConduct) {
        return Err(PageError::NotPermitted);
    }
    line(&app, &file, &id).await?;
    let (council, actor, of) = (file.here.id(), &file.reader.actor, (&file.view.id, &id));
    let done = match form.value(WHAT) {
        CARRIED => {
            let Some(channel) = brought_by(&mut form) else {
                return shown(&app, &file, &id, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
            };
            let carried = app.casework.carried_conduct_letter(council, actor, of, channel);
            carried.await
        }
        BACK => app.casework.conduct_letter_came_back(council, actor, of).await,
        AGAIN => {
            let again = app.casework.try_conduct_letter_again(council, actor, of);
            again.await.map_err(NotDone::Failed)
        }
        _ => {
            form.error(WHAT, "Select what you have done");
            return shown(&app, &file, &id, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
        }
    };
    let done = match done {
        Ok(done) => done,
        Err(NotDone::Refused(refusal)) => {
            let (field, text) = words_for(&refusal);
            form.error(if field == HOW { HOW } else { WHAT }, text);
            return shown(&app, &file, &id, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
        }
        Err(NotDone::Moved) => false,
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
    };
    file.reader.say(if done {
        "Saved"
    } else {
        "Nothing was changed: look at what became of the letter"
    });
    Ok(see_other(file.path()))
}
