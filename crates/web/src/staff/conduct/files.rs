//! Files of incidents and of what somebody says: added, and saved by whoever opens the conduct file.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::conduct::NotDone;
use redress_casework::file::Taken;
use redress_domain::case::NewFile;
use redress_domain::conduct::state::{Beside, With};
use redress_domain::id::{CommentId, FileId, IncidentId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::SeenBy;
use redress_pages::Page as _;
use redress_pages::conduct::forms::{COMMENT, add_file};
use redress_pages::form::FormState;
use redress_pages::public::files::UPLOAD;

use super::OpenFile;
use super::refusals::words_for;
use crate::App;
use crate::download::attachment;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::path::Path;
use crate::session::see_other;
use crate::upload::{self, Chosen, NotTaken, Received};

/// The routes of this file that take files.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route("/staff/arrangements/{id}/files", get(show).post(add))
}

async fn show(State(app): State<App>, file: OpenFile) -> Answer {
    page(&app, &file, (StatusCode::OK, &FormState::new())).await
}

async fn page(app: &App, file: &OpenFile, (status, form): (StatusCode, &FormState)) -> Answer {
    if !file.shown()?.known.may(Act::ManageConduct) {
        return Err(PageError::NotPermitted);
    }
    let shell = file.reader.shell(app, &file.here).await?;
    let page = add_file(shell, &file.shown()?, form, &file.policy()?.files);
    Ok((status, Html(page.html())).into_response())
}

/// Takes what was uploaded: looked at, scanned, and on its way to a file; or says why not.
pub(super) async fn taken(
    app: &App,
    here: &Here,
    form: &mut FormState,
    file: Chosen,
) -> Result<Vec<NewFile>, PageError> {
    let rules = here.policy()?.files.clone();
    let arrived = match file.content {
        Ok(arrived) => arrived,
        Err(why) => {
            form.error(UPLOAD, why.in_words(&rules));
            return Ok(Vec::new());
        }
    };
    // One form, one draft: nobody else can take the file out of it.
    let draft = app.casework.fresh().secret();
    let until = crate::public::kept_until(app);
    match app
        .casework
        .take_file(here.id(), (&draft, until), arrived)
        .await?
    {
        Taken::Kept(kept) => {
            let named = [(kept.id, file.name)];
            let files = app
                .casework
                .files_to_add(here.id(), &draft, (&named, SeenBy::Staff));
            Ok(files.await?)
        }
        Taken::Unwelcome(why) => {
            form.error(UPLOAD, NotTaken::Unwelcome(why).in_words(&rules));
            Ok(Vec::new())
        }
    }
}

/// What the form names, where it is something of this file; whether a file can go with it now the rule says.
fn with(file: &OpenFile, typed: &str) -> Option<With> {
    let known = &file.view.file;
    if let Some(beside) = Beside::parse(typed) {
        return Some(With::Said(beside));
    }
    if let Some(comment) = typed.strip_prefix(COMMENT) {
        let comment = CommentId::parse(comment).ok()?;
        let mut comments = known.report.iter().flat_map(|report| &report.comments);
        return comments
            .any(|one| one.id == comment)
            .then_some(With::Comment(comment));
    }
    let incident = IncidentId::parse(typed).ok()?;
    let is_known = known.incidents.iter().any(|one| one.id == incident);
    is_known.then_some(With::Incident(incident))
}

async fn add(State(app): State<App>, file: OpenFile, request: Request) -> Answer {
    if !file.shown()?.known.may(Act::ManageConduct) {
        return Err(PageError::NotPermitted);
    }
    let rules = file.policy()?.files.clone();
    let Received { mut form, file: came } = upload::receive(&app, request, &rules).await?;
    let with = with(&file, form.value("with"));
    if with.is_none() {
        form.error("with", "Select what it goes with");
    }
    if came.is_none() {
        form.error(UPLOAD, "Select a file");
    }
    if let (Some(with), Some(came)) = (with, came) {
        let files = taken(&app, &file.here, &mut form, came).await?;
        if form.errors().is_empty() {
            let at = (file.id(), &with);
            let added = app
                .casework
                .add_conduct_files(file.here.id(), &file.reader.actor, at, files);
            match Box::pin(added).await {
                Ok(()) => {
                    file.reader.say("The file is added");
                    return Ok(see_other(file.path()));
                }
                Err(NotDone::Refused(refusal)) => {
                    let (_, text) = words_for(&refusal);
                    form.error("form", text);
                }
                Err(NotDone::Moved) => form.error("form", "Somebody else acted on the file. Try again"),
                Err(NotDone::Failed(failure)) => return Err(failure.into()),
            }
        }
    }
    page(&app, &file, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
}

/// A file of an incident or a comment; that it was opened is written down.
pub(super) async fn save(
    State(app): State<App>,
    file: OpenFile,
    Path(named): Path<BTreeMap<String, String>>,
) -> Answer {
    let id = named.get("file").and_then(|id| FileId::parse(id).ok());
    let id = id.ok_or(PageError::NotFound)?;
    let of = (file.id(), &id);
    let opened = app
        .casework
        .open_conduct_file(file.here.id(), &file.reader.actor, of)
        .await?;
    Ok(attachment(&app, file.here.id(), opened))
}
