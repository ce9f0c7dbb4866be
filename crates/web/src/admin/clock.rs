//! The days for each step, and the reasons for differing from an Ombudsman's Code.

use axum::Router;
use axum::routing::get;
use redress_domain::policy::edit::{Change, Group, Value, edit};
use redress_domain::policy::{Policy, Procedure};
use redress_pages::admin::BECAUSE;
use redress_pages::admin::clock::{self as pages, clocks, reason_field};
use redress_pages::form::FormState;

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::path::Path;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/clocks", get(list))
        .route("/admin/clocks/{id}", get(show).post(change))
}

async fn list(editing: Editing) -> Answer {
    Editing::page(&pages::list(editing.shell().await?, editing.policy()))
}

fn procedure(policy: &Policy, id: &str) -> Result<Procedure, PageError> {
    let known = policy
        .procedures
        .values()
        .find(|procedure| procedure.id.as_str() == id);
    known.cloned().ok_or(PageError::NotFound)
}

async fn show(editing: Editing, Path(id): Path<String>) -> Answer {
    let procedure = procedure(editing.policy(), &id)?;
    let form = editing.seen(pages::first(&procedure));
    Editing::page(&pages::edit(
        editing.shell().await?,
        (&procedure, &procedure),
        &form,
    ))
}

async fn change(editing: Editing, Path(id): Path<String>, Form(mut form): Form) -> Answer {
    let known = procedure(editing.policy(), &id)?;
    let changes = read(&form, (&id, &known));
    // What the days that were typed come to, before anything is saved: where they depart from the
    // Code, the form asks why.
    let after = edit(&editing.draft.text, &changes).and_then(|text| Policy::parse(&text).ok());
    let differs = after
        .and_then(|policy| procedure(&policy, &id).ok())
        .unwrap_or_else(|| known.clone());
    let mut reasons = Vec::new();
    for departure in &differs.departures {
        let field = reason_field(&departure.paragraph);
        let missing = format!(
            "Say why you differ from paragraph {} of the Code",
            departure.paragraph
        );
        reasons.extend(
            form.require(&field, &missing)
                .map(|why| (departure.paragraph.clone(), why)),
        );
    }
    let group = Group::table(&["procedure", &id]);
    let mut changes = changes;
    changes.push(group.set("departs", Value::Departures(reasons)));
    let names: Vec<String> = clocks(&known).into_iter().map(|(name, ..)| name).collect();
    let fields: Vec<&str> = names.iter().map(String::as_str).chain([BECAUSE]).collect();
    let edited = Edit {
        changes,
        fields: &fields,
        done: format!("{} is changed in the draft.", known.name),
        to: "/admin/clocks",
    };
    let page = |shell, form: &FormState| pages::edit(shell, (&known, &differs), form);
    editing.save(form, edited, page).await
}

/// The clocks that were typed, where they differ from what holds.
fn read(form: &FormState, (id, known): (&str, &Procedure)) -> Vec<Change> {
    let own = Group::table(&["procedure", id]);
    let mut changes = Vec::new();
    for (name, _, limit) in clocks(known) {
        let typed = form.value(&name).trim();
        if limit.map(|limit| limit.to_string()).unwrap_or_default() == typed {
            continue;
        }
        let (group, setting) = match name.strip_prefix("stage-").and_then(|rest| rest.split_once('-')) {
            Some((stage, setting)) => (Group::table(&["procedure", id, "stage", stage]), setting),
            None => (own.clone(), name.as_str()),
        };
        let known_settings = [
            "first_answer",
            "update_every",
            "acknowledge",
            "reply",
            "extend_by",
        ];
        let Some(setting) = known_settings.into_iter().find(|known| *known == setting) else {
            continue;
        };
        // An empty field is a limit that is left out: the checker says where one is needed.
        let value = if typed.is_empty() { "none" } else { typed };
        changes.push(group.set(setting, Value::words(value)));
    }
    changes
}
