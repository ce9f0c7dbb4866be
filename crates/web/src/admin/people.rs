//! Teams and posts of the draft.

use axum::Router;
use axum::routing::get;
use redress_domain::id::{PostId, TeamId};
use redress_domain::policy::edit::{Group, Value};
use redress_domain::policy::{Post, Team};
use redress_pages::admin::people::{self as pages, FIELDS};
use redress_pages::form::FormState;

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::path::Path;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/teams", get(teams))
        .route("/admin/teams/new", get(new_team).post(add_team))
        .route("/admin/teams/{id}", get(show_team).post(change_team))
        .route("/admin/posts", get(posts))
        .route("/admin/posts/new", get(new_post).post(add_post))
        .route("/admin/posts/{id}", get(show_post).post(change_post))
}

async fn teams(editing: Editing) -> Answer {
    Editing::page(&pages::teams(editing.shell().await?, editing.policy()))
}

async fn posts(editing: Editing) -> Answer {
    Editing::page(&pages::posts(editing.shell().await?, editing.policy()))
}

async fn new_team(editing: Editing) -> Answer {
    let form = editing.seen(FormState::new());
    Editing::page(&pages::team(editing.shell().await?, (None, &form)))
}

async fn new_post(editing: Editing) -> Answer {
    let form = editing.seen(FormState::new());
    Editing::page(&pages::post(editing.shell().await?, (None, &form)))
}

fn team(editing: &Editing, id: &str) -> Result<Team, PageError> {
    let known = editing.policy().teams.iter().find(|team| team.id.as_str() == id);
    known.cloned().ok_or(PageError::NotFound)
}

fn post(editing: &Editing, id: &str) -> Result<Post, PageError> {
    let known = editing.policy().posts.iter().find(|post| post.id.as_str() == id);
    known.cloned().ok_or(PageError::NotFound)
}

async fn show_team(editing: Editing, Path(id): Path<String>) -> Answer {
    let team = team(&editing, &id)?;
    let form = editing.seen(FormState::new().with("name", team.name.as_str()));
    Editing::page(&pages::team(editing.shell().await?, (Some(&team), &form)))
}

async fn show_post(editing: Editing, Path(id): Path<String>) -> Answer {
    let post = post(&editing, &id)?;
    let mut form = FormState::new().with("name", post.name.as_str());
    for role in &post.roles {
        form = form.with("roles", role.as_str());
    }
    let form = editing.seen(form);
    Editing::page(&pages::post(editing.shell().await?, (Some(&post), &form)))
}

async fn add_team(editing: Editing, Form(mut form): Form) -> Answer {
    let id = short_name(
        &mut form,
        |id| TeamId::parse(id).is_ok(),
        |id| team(&editing, id).is_ok(),
    );
    save_team(&editing, form, (None, &id)).await
}

async fn add_post(editing: Editing, Form(mut form): Form) -> Answer {
    let id = short_name(
        &mut form,
        |id| PostId::parse(id).is_ok(),
        |id| post(&editing, id).is_ok(),
    );
    save_post(&editing, form, (None, &id)).await
}

/// The short name of something new.
fn short_name(
    form: &mut FormState,
    is_one: impl Fn(&str) -> bool,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let id = form.require("id", "Enter a short name").unwrap_or_default();
    if !id.is_empty() && (!is_one(&id) || id == "new") {
        form.error(
            "id",
            "The short name must have small letters, digits and hyphens only",
        );
    } else if is_taken(&id) {
        form.error("id", "This short name is in use");
    }
    id
}

async fn change_team(editing: Editing, Path(id): Path<String>, Form(form): Form) -> Answer {
    let team = team(&editing, &id)?;
    save_team(&editing, form, (Some(team), &id)).await
}

async fn change_post(editing: Editing, Path(id): Path<String>, Form(form): Form) -> Answer {
    let post = post(&editing, &id)?;
    save_post(&editing, form, (Some(post), &id)).await
}

async fn save_team(editing: &Editing, mut form: FormState, (known, id): (Option<Team>, &str)) -> Answer {
    let name = form.require("name", "Enter a team name").unwrap_or_default();
    let group = Group::listed("team", id);
    let edit = Edit {
        changes: vec![group.set("name", Value::words(&name))],
        fields: &FIELDS,
        done: format!("{name} is in the draft."),
        to: "/admin/teams",
    };
    let page = |shell, form: &FormState| pages::team(shell, (known.as_ref(), form));
    editing.save(form, edit, page).await
}

async fn save_post(editing: &Editing, mut form: FormState, (known, id): (Option<Post>, &str)) -> Answer {
    let name = form.require("name", "Enter a post name").unwrap_or_default();
    let roles: Vec<String> = form.values("roles").into_iter().map(str::to_owned).collect();
    let group = Group::listed("post", id);
    let edit = Edit {
        changes: vec![
            group.set("name", Value::words(&name)),
            group.set("roles", Value::Texts(roles)),
        ],
        fields: &FIELDS,
        done: format!("{name} is in the draft."),
        to: "/admin/posts",
    };
    let page = |shell, form: &FormState| pages::post(shell, (known.as_ref(), form));
    editing.save(form, edit, page).await
}
