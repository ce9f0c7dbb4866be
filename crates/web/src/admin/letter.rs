//! The paragraphs of letters in the council's own words.

use axum::Router;
use axum::routing::get;
use redress_correspondence::letters::preview;
use redress_domain::policy::edit::{Group, Value};
use redress_domain::policy::letters::LetterPart;
use redress_pages::Shell;
use redress_pages::admin::letter::{self as pages, WORDS};
use redress_pages::admin::{AdminPage, BECAUSE};
use redress_pages::form::FormState;

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::path::Path;
use crate::staff::case::reply::remarks;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/letters", get(list))
        .route("/admin/letters/{id}", get(show).post(change))
}

async fn list(editing: Editing) -> Answer {
    Editing::page(&pages::list(editing.shell().await?, editing.policy()))
}

fn part(id: &str) -> Result<LetterPart, PageError> {
    LetterPart::parse(id).ok_or(PageError::NotFound)
}

async fn show(editing: Editing, Path(id): Path<String>) -> Answer {
    let part = part(&id)?;
    let words = editing.policy().letters.words(part).to_owned();
    let form = editing.seen(FormState::new().with(WORDS, words));
    let page = page(&editing, editing.shell().await?, (part, &form));
    Editing::page(&page)
}

/// The page, with what was typed as a letter of a made-up case would have it.
fn page(editing: &Editing, shell: Shell, (part, form): (LetterPart, &FormState)) -> AdminPage {
    let mut policy = editing.policy().clone();
    match form.filled(WORDS) {
        Some(words) => policy.letters.wordings.insert(part, words.to_owned()),
        None => policy.letters.wordings.remove(&part),
    };
    let shown = preview(&policy, part);
    let remarks = remarks(&shown);
    pages::edit(shell, (part, form), (&shown, &remarks))
}

async fn change(editing: Editing, Path(id): Path<String>, Form(mut form): Form) -> Answer {
    let part = part(&id)?;
    let words = form.filled(WORDS).unwrap_or_default().to_owned();
    for fault in part.faults(&words).into_iter().filter(|_| !words.is_empty()) {
        form.error(WORDS, fault.to_string());
    }
    let make = |shell: Shell, form: &FormState| page(&editing, shell, (part, form));
    if form.value("do") == "preview" && form.errors().is_empty() {
        return Editing::page(&make(editing.shell().await?, &form));
    }
    // The ordinary words are what holds when nothing is said.
    let words = if words == part.ordinary() {
        ""
    } else {
        words.as_str()
    };
    let edit = Edit {
        changes: vec![Group::table(&["letters"]).set(part.as_str(), Value::words(words))],
        fields: &[WORDS, BECAUSE],
        done: format!("{} is changed in the draft.", pages::called(part)),
        to: "/admin/letters",
    };
    editing.save(form, edit, make).await
}
