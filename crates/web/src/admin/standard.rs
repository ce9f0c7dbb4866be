//! The customer standards.

use axum::Router;
use axum::routing::get;
use redress_domain::id::StandardId;
use redress_domain::policy::Standard;
use redress_domain::policy::edit::{Group, Value};
use redress_pages::admin::standard::{self as pages, FIELDS};
use redress_pages::form::FormState;

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::path::Path;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/standards", get(list))
        .route("/admin/standards/new", get(new).post(add))
        .route("/admin/standards/{id}", get(show).post(change))
}

async fn list(editing: Editing) -> Answer {
    Editing::page(&pages::list(editing.shell().await?, editing.policy()))
}

async fn new(editing: Editing) -> Answer {
    let form = editing.seen(FormState::new().with("public", "yes"));
    Editing::page(&pages::edit(editing.shell().await?, (None, &form)))
}

fn standard(editing: &Editing, id: &str) -> Result<Standard, PageError> {
    let standards = &editing.policy().standards;
    let known = standards.iter().find(|standard| standard.id.as_str() == id);
    known.cloned().ok_or(PageError::NotFound)
}

async fn show(editing: Editing, Path(id): Path<String>) -> Answer {
    let standard = standard(&editing, &id)?;
    let form = editing.seen(pages::first(&standard));
    Editing::page(&pages::edit(editing.shell().await?, (Some(&standard), &form)))
}

async fn add(editing: Editing, Form(mut form): Form) -> Answer {
    let id = form.require("id", "Enter a short name").unwrap_or_default();
    if !id.is_empty() && (StandardId::parse(id.as_str()).is_err() || id == "new") {
        form.error(
            "id",
            "The short name must have small letters, digits and hyphens only",
        );
    } else if standard(&editing, &id).is_ok() {
        form.error("id", "This short name is in use");
    }
    save(&editing, form, (None, &id)).await
}

async fn change(editing: Editing, Path(id): Path<String>, Form(form): Form) -> Answer {
    let standard = standard(&editing, &id)?;
    save(&editing, form, (Some(standard), &id)).await
}

async fn save(editing: &Editing, mut form: FormState, (known, id): (Option<Standard>, &str)) -> Answer {
    form.require("promise", "Enter the promise");
    form.require(
        "measure",
        "This standard cannot be measured. Choose a measure, or do not publish it",
    );
    let target = form
        .filled("target")
        .map(|typed| typed.trim_end_matches('%').trim().to_owned());
    let target = match target {
        None => Value::Nothing,
        Some(typed) if typed.parse::<u8>().is_ok_and(|share| share <= 100) => {
            Value::Text(format!("{typed} %"))
        }
        Some(_) => {
            form.error("target", "The target must be a number from 0 to 100");
            Value::Nothing
        }
    };
    let group = Group::listed("standard", id);
    let is_public = form.value("public") != "no";
    // What is not said is public: the line is there only where it says otherwise.
    let public = if is_public {
        Value::Nothing
    } else {
        Value::Yes(false)
    };
    let edit = Edit {
        changes: vec![
            group.set("promise", Value::words(form.value("promise"))),
            group.set("measure", Value::words(form.value("measure"))),
            group.set("target", target),
            group.set("public", public),
        ],
        fields: &FIELDS,
        done: "The standard is in the draft.".to_owned(),
        to: "/admin/standards",
    };
    let page = |shell, form: &FormState| pages::edit(shell, (known.as_ref(), form));
    editing.save(form, edit, page).await
}
