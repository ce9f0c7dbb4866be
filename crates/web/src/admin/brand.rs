//! The council's colours.

use axum::Router;
use axum::routing::get;
use redress_domain::policy::edit::{Group, Value};
use redress_pages::admin::brand::{self as pages, FIELDS, contrast};
use redress_pages::form::FormState;

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::Answer;
use crate::form::Form;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/brand", get(show).post(change))
}

async fn show(editing: Editing) -> Answer {
    let brand = &editing.policy().council.brand;
    let form = FormState::new()
        .with("colour", brand.colour.as_str())
        .with("link", brand.link.as_str());
    let form = editing.seen(form);
    Editing::page(&pages::brand(editing.shell().await?, &form))
}

async fn change(editing: Editing, Form(mut form): Form) -> Answer {
    for field in ["colour", "link"] {
        let colour = form.value(field).trim().to_lowercase();
        if let Err(wrong) = contrast(&colour) {
            form.error(field, wrong);
        }
        form.set(field, colour);
    }
    if form.value("do") == "preview" && form.errors().is_empty() {
        return Editing::page(&pages::brand(editing.shell().await?, &form));
    }
    let group = Group::table(&["council", "brand"]);
    let edit = Edit {
        changes: vec![
            group.set("colour", Value::words(form.value("colour"))),
            group.set("link", Value::words(form.value("link"))),
        ],
        fields: &FIELDS,
        done: "The colours are changed in the draft.".to_owned(),
        to: "/admin/brand",
    };
    editing.save(form, edit, pages::brand).await
}
