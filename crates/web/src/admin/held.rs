//! Who held which role on any day, and what one person could do over time.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::held::{AfterUser, Given, Holder};
use redress_domain::id::{ServiceId, TeamId, UserId};
use redress_pages::Page as _;
use redress_pages::admin::held as pages;
use redress_pages::format::picker_date;

use super::audit::actor_in_words;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::path::Path;
use crate::session::SignedIn;
use crate::staff::typed;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/users/held", get(on_day))
        .route("/admin/users/{id}/history", get(history))
}

fn given(given: Given) -> pages::Given {
    pages::Given {
        at: given.at,
        by: actor_in_words(given.by_name, &given.by),
        because: given.because,
    }
}

async fn on_day(State(app): State<App>, here: Here, reader: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let mut form = read(query.unwrap_or_default().as_bytes());
    if form.filled("on").is_none() {
        form.set("on", picker_date(here.today));
    }
    let Some(day) = typed::date(form.value("on")) else {
        form.error("on", "The day must be a date, like 17/5/2026");
        let page = pages::on_day(reader.shell(&app, &here).await?, &form, None);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response());
    };
    let after = form.filled("after").and_then(after_of);
    let found = app
        .casework
        .held_on(here.id(), &reader.actor, (day, after.as_ref()))
        .await?;
    let holders: Result<Vec<_>, PageError> = found
        .holders
        .into_iter()
        .map(|holder| shown(&here, holder))
        .collect();
    let holders = holders?;
    let next = found.next.map(|after| next(day, &after));
    let service = |id: &ServiceId| {
        let policy = here.policy().ok();
        let known = policy.and_then(|policy| policy.service(id));
        known.map_or_else(|| id.to_string(), |service| service.name.clone())
    };
    let programs = found.programs.into_iter().map(|program| pages::Program {
        services: program.services.iter().map(service).collect(),
        name: program.name,
        roles: program.roles,
        given: given(program.given),
    });
    let programs: Vec<_> = programs.collect();
    let shell = reader.shell(&app, &here).await?;
    let held = pages::HeldOn {
        day,
        holders: &holders,
        programs: &programs,
        next: next.as_deref(),
    };
    let page = pages::on_day(shell, &form, Some(&held));
    Ok(Html(page.html()).into_response())
}

fn shown(here: &Here, holder: Holder) -> Result<pages::Holder, PageError> {
    let policy = here.policy()?;
    let team = |id: &TeamId| {
        let known = policy.team(id);
        known.map_or_else(|| id.to_string(), |team| team.name.clone())
    };
    Ok(pages::Holder {
        id: holder.id.to_string(),
        name: holder.name,
        roles: holder
            .roles
            .into_iter()
            .map(|(role, how)| (role, given(how)))
            .collect(),
        teams: holder.teams.iter().map(team).collect(),
        posts: holder.posts,
    })
}

async fn history(State(app): State<App>, here: Here, reader: SignedIn, Path(id): Path<String>) -> Answer {
    let id = UserId::parse(id).map_err(|_no_id| PageError::NotFound)?;
    let user = app
        .casework
        .user(here.id(), &id)
        .await?
        .ok_or(PageError::NotFound)?;
    let turns = app
        .casework
        .history_of_user(here.id(), &reader.actor, &id)
        .await?;
    let turn = |turn: redress_casework::held::Turn| pages::Turn {
        kind: turn.kind.to_owned(),
        given: given(turn.given),
        gained: turn.gained,
        lost: turn.lost,
        ends_on: turn.ends_on,
    };
    let turns: Vec<_> = turns.into_iter().map(turn).collect();
    let shell = reader.shell(&app, &here).await?;
    Ok(Html(pages::history(shell, (&user.name, &turns)).html()).into_response())
}

/// Where a page begins, as it stands in an address: the identifier, and the name after it.
fn after_of(text: &str) -> Option<AfterUser> {
    let (id, name) = text.split_once('.')?;
    Some((name.to_owned(), id.to_owned()))
}

fn next(day: Date, (name, id): &AfterUser) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("on", &picker_date(day));
    query.append_pair("after", &format!("{id}.{name}"));
    format!("/admin/users/held?{}", query.finish())
}
