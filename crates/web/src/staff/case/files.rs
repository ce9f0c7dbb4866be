//! The files of a case: listed, saved, and added by staff.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::file::Taken;
use redress_domain::case::{AddedFile, Command};
use redress_domain::id::FileId;
use redress_domain::permission::Act;
use redress_domain::vocabulary::SeenBy;
use redress_pages::Page as _;
use redress_pages::case::files;
use redress_pages::form::{FormState, SEEN};
use redress_pages::public::files::UPLOAD;

use super::opened::Opened;
use crate::App;
use crate::download::attachment;
use crate::error::{Answer, PageError};
use crate::once::{act_once, once_with_a_file};
use crate::path::Path;
use crate::session::see_other;
use crate::upload::{self, NotTaken, Received};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/cases/{reference}/files", get(show))
        .route("/staff/cases/{reference}/files/{id}", get(save))
}

/// The routes of this file that take files.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route("/staff/cases/{reference}/files/add", get(show_add).post(add))
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    let shell = opened.shell(&app).await?;
    let rows = &opened.view.files;
    let scan_of = |added: &AddedFile| {
        let row = rows.iter().find(|row| row.file_id == added.file.id);
        row.map(|row| row.scan)
    };
    let page = files::page(shell, &opened.shown(), &scan_of);
    Ok(Html(page.html()).into_response())
}

async fn save(State(app): State<App>, opened: Opened, Path((_, id)): Path<(String, String)>) -> Answer {
    let id = FileId::parse(id).map_err(|_not_an_id| PageError::NotFound)?;
    let reference = &opened.view.case.reference;
    let actor = &opened.reader.actor;
    let file = app
        .casework
        .open_file(opened.here.id(), actor, (reference, &id))
        .await?;
    Ok(attachment(&app, opened.here.id(), file))
}

async fn show_add(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::RecordContact)?;
    form(&app, &opened, (StatusCode::OK, &FormState::new())).await
}

async fn form(app: &App, opened: &Opened, (status, form): (StatusCode, &FormState)) -> Answer {
    let shell = opened.shell(app).await?;
    let rules = &opened.here.policy()?.files;
    let page = files::add(shell, &opened.shown(), (form, rules));
    Ok((status, Html(page.html())).into_response())
}

async fn add(State(app): State<App>, opened: Opened, request: Request) -> Answer {
    opened.require(Act::RecordContact)?;
    let rules = opened.here.policy()?.files.clone();
    let Received {
        form: mut typed,
        file,
    } = upload::receive(&app, request, &rules).await?;
    let seen_by = SeenBy::parse(typed.value("seen_by"));
    if file.is_none() {
        typed.error(UPLOAD, "Select a file");
    }
    if seen_by.is_none() {
        typed.error("seen_by", "Select who can see it");
    }
    if let (Some(file), Some(seen_by)) = (file, seen_by) {
        // One form, one draft: nobody else can take the file out of it.
        let draft = app.casework.fresh().secret();
        let until = crate::public::kept_until(&app);
        let taken = match file.content {
            Ok(arrived) => {
                app.casework
                    .take_file(opened.here.id(), (&draft, until), arrived)
                    .await?
            }
            Err(why) => {
                typed.error(UPLOAD, why.in_words(&rules));
                return form(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &typed)).await;
            }
        };
        match taken {
            Taken::Kept(kept) => {
                // What its reader saw tells one form from the next one with the same file.
                let seen = typed
                    .filled(SEEN)
                    .map(|seen| format!("file {seen} {}", seen_by.as_str()));
                let sent = once_with_a_file(seen.as_deref(), (kept.size, &file.name));
                let named = [(kept.id, file.name)];
                return join(&app, &opened, (&draft, &named, seen_by), sent).await;
            }
            Taken::Unwelcome(why) => typed.error(UPLOAD, NotTaken::Unwelcome(why).in_words(&rules)),
        }
    }
    form(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &typed)).await
}

/// A file is in nobody's way: it joins the case whatever anybody did since the page was opened, once for each form that was
/// `sent`.
async fn join(
    app: &App,
    opened: &Opened,
    (draft, named, seen_by): (&str, &[(FileId, String)], SeenBy),
    sent: Option<String>,
) -> Answer {
    let council = opened.here.id();
    let files = app
        .casework
        .files_to_add(council, draft, (named, seen_by))
        .await?;
    let commands: Vec<Command> = files.into_iter().map(Command::AddFile).collect();
    let at = (council, &opened.reader.actor, &opened.view.id);
    act_once(app, at, (&commands, sent)).await?;
    opened.reader.say("File added");
    Ok(see_other(&opened.shown().at("files")))
}
