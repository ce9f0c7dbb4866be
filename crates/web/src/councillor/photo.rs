//! A photo of a query that was sent already: one file at a time.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::case::CaseView;
use redress_domain::case::Command;
use redress_domain::id::FileId;
use redress_domain::vocabulary::SeenBy;
use redress_pages::Page as _;
use redress_pages::councillor::AddPhoto;
use redress_pages::councillor::query::CLOSED_MEANWHILE;
use redress_pages::form::{FormState, ONCE};
use redress_pages::public::files::{KeptFile, UPLOAD};

use super::query::open;
use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::once::{act_once, fresh_form, once_with_a_file};
use crate::path::Path;
use crate::public::files;
use crate::session::{SignedIn, see_other};
use crate::upload::{self, Chosen, Received};

/// The routes of this file.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route("/councillor/q/{reference}/photo", get(show).post(add))
}

async fn show(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
) -> Answer {
    let view = open(&app, &here, (&signed_in, &reference)).await?;
    if view.case.is_closed() {
        return Ok(see_other(&place(&view)));
    }
    respond(&here, (&signed_in, &view), (&fresh_form(&app), StatusCode::OK))
}

fn place(view: &CaseView) -> String {
    format!("{}/{}", super::ONE, view.case.reference)
}

fn respond(
    here: &Here,
    (signed_in, view): (&SignedIn, &CaseView),
    (form, status): (&FormState, StatusCode),
) -> Answer {
    let shell = super::shell(here, signed_in);
    let of = (view.case.reference.as_str(), &here.policy()?.files);
    Ok((status, Html(AddPhoto::new(shell, form, of).html())).into_response())
}

async fn add(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
    request: Request,
) -> Answer {
    let view = open(&app, &here, (&signed_in, &reference)).await?;
    let Received { mut form, file } = upload::receive(&app, request, &here.policy()?.files).await?;
    if view.case.is_closed() {
        form.error(UPLOAD, CLOSED_MEANWHILE);
        return respond(&here, (&signed_in, &view), (&form, StatusCode::CONFLICT));
    }
    match taken(&app, &here, file).await? {
        Ok((once, kept)) => {
            let sent = once_with_a_file(form.filled(ONCE), (kept.size, &kept.name));
            join((&app, &here), (&signed_in, &view), (&once, &kept), sent).await?;
            signed_in.say("Photo added");
            Ok(see_other(&place(&view)))
        }
        Err(wrong) => {
            form.error(UPLOAD, wrong);
            let wrong = (&form, StatusCode::UNPROCESSABLE_ENTITY);
            respond(&here, (&signed_in, &view), wrong)
        }
    }
}

/// The file, under a key of its own; or what to say of it.
async fn taken(
    app: &App,
    here: &Here,
    file: Option<Chosen>,
) -> Result<Result<(String, KeptFile), String>, PageError> {
    let Some(file) = file else {
        return Ok(Err("Select a file".to_owned()));
    };
    // One form, one draft: nobody else can take the file out of it.
    let once = app.casework.fresh().secret();
    let kept = files::take_in((app, here), (&once, 0), file).await?;
    Ok(kept.map(|kept| (once, kept)))
}

/// It joins the query whatever anybody did since the page was opened, once for each form that was `sent`.
async fn join(
    (app, here): (&App, &Here),
    (signed_in, view): (&SignedIn, &CaseView),
    (once, kept): (&str, &KeptFile),
    sent: Option<String>,
) -> Result<(), PageError> {
    let id = FileId::parse(&kept.id).map_err(|_not_an_id| PageError::NotFound)?;
    let commands = to_add(app, here, (once, &[(id, kept.name.clone())])).await?;
    let at = (here.id(), &signed_in.actor, &view.id);
    Ok(act_once(app, at, (&commands, sent)).await?)
}

/// What was kept under `once`, as it joins a query. Other people may be on a councillor's photo: who deals with the
/// query sees it, and the resident does not by itself.
pub(super) async fn to_add(
    app: &App,
    here: &Here,
    (once, named): (&str, &[(FileId, String)]),
) -> Result<Vec<Command>, PageError> {
    let files = app
        .casework
        .files_to_add(here.id(), &files::key_of(once), (named, SeenBy::Staff))
        .await?;
    Ok(files.into_iter().map(Command::AddFile).collect())
}
