//! Services: added, changed, ended from a day, taken out while they have no open case.

use axum::Router;
use axum::routing::{get, post};
use redress_domain::id::ServiceId;
use redress_domain::policy::Service;
use redress_domain::policy::edit::{Change, Group, Value, take_out};
use redress_pages::admin::BECAUSE;
use redress_pages::admin::service::{self as pages, FIELDS};
use redress_pages::form::{FormState, SEEN};

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::path::Path;
use crate::staff::typed;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/services", get(list))
        .route("/admin/services/new", get(new).post(add))
        .route("/admin/services/{id}", get(show).post(change))
        .route("/admin/services/{id}/take-out", post(remove))
}

async fn list(editing: Editing) -> Answer {
    Editing::page(&pages::list(editing.shell().await?, editing.policy()))
}

async fn new(editing: Editing) -> Answer {
    let form = editing.seen(FormState::new().with("complaints", "complaint-corporate"));
    Editing::page(&pages::edit(
        editing.shell().await?,
        editing.policy(),
        (None, &form),
    ))
}

fn service(editing: &Editing, id: &str) -> Result<Service, PageError> {
    let services = &editing.policy().services;
    let known = services.iter().find(|service| service.id.as_str() == id);
    known.cloned().ok_or(PageError::NotFound)
}

async fn show(editing: Editing, Path(id): Path<String>) -> Answer {
    let service = service(&editing, &id)?;
    let form = editing.seen(pages::first(&service));
    Editing::page(&pages::edit(
        editing.shell().await?,
        editing.policy(),
        (Some(&service), &form),
    ))
}

async fn add(editing: Editing, Form(mut form): Form) -> Answer {
    let id = form.require("id", "Enter a short name").unwrap_or_default();
    if !id.is_empty() && (ServiceId::parse(id.as_str()).is_err() || id == "new") {
        form.error(
            "id",
            "The short name must have small letters, digits and hyphens only",
        );
    } else if service(&editing, &id).is_ok() {
        form.error("id", "Another service has this short name");
    }
    let changes = read(&mut form, &id);
    let done = format!("{} is in the draft.", form.value("name"));
    save(&editing, form, (None, changes, done)).await
}

async fn change(editing: Editing, Path(id): Path<String>, Form(mut form): Form) -> Answer {
    let service = service(&editing, &id)?;
    let changes = read(&mut form, &id);
    let done = format!("{} is changed in the draft.", form.value("name"));
    save(&editing, form, (Some(service), changes, done)).await
}

/// Reads the form of a service.
fn read(form: &mut FormState, id: &str) -> Vec<Change> {
    form.require("name", "Enter a service name");
    form.require("team", "Select a team");
    form.require("answerable", "Select the post that answers for it");
    let ends_on = form.filled("ends_on").map(typed::date);
    let ends_on = match ends_on {
        None => Value::Nothing,
        Some(Some(day)) => Value::Day(day),
        Some(None) => {
            form.error("ends_on", "Last day must be a date, like 31/3/2027");
            Value::Nothing
        }
    };
    let group = Group::listed("service", id);
    let words = |name: &'static str| group.set(name, Value::words(form.value(name)));
    let mut changes: Vec<Change> = ["name", "about", "team", "answerable", "target"]
        .map(words)
        .into();
    // The ordinary procedure is what holds when nothing is said.
    let complaints = form.value("complaints");
    let complaints = if complaints == "complaint-corporate" {
        ""
    } else {
        complaints
    };
    changes.push(group.set("complaints", Value::words(complaints)));
    changes.push(group.set("ends_on", ends_on));
    changes
}

async fn save(
    editing: &Editing,
    form: FormState,
    (known, changes, done): (Option<Service>, Vec<Change>, String),
) -> Answer {
    let edit = Edit {
        changes,
        fields: &FIELDS,
        done,
        to: "/admin/services",
    };
    let page = |shell, form: &FormState| pages::edit(shell, editing.policy(), (known.as_ref(), form));
    editing.save(form, edit, page).await
}

async fn remove(editing: Editing, Path(id): Path<String>, Form(form): Form) -> Answer {
    let service = service(&editing, &id)?;
    // The page's other form comes back as it stood; only the reason was typed into this one.
    let mut kept = pages::first(&service)
        .with("because-out", form.value("because-out"))
        .with(SEEN, form.value(SEEN));
    let page = |shell, form: &FormState| pages::edit(shell, editing.policy(), (Some(&service), form));
    let because = kept.require("because-out", "Enter why you are taking it out");
    let Some(because) = because else {
        return editing.again(kept, &FIELDS, page).await;
    };
    let text = take_out(&editing.draft.text, "service", &id).ok_or(PageError::NotFound)?;
    let edit = Edit {
        changes: Vec::new(),
        fields: &[],
        done: format!("{} is taken out of the draft.", service.name),
        to: "/admin/services",
    };
    kept.set(BECAUSE, because);
    editing.save_text(kept, (text, edit), page).await
}
