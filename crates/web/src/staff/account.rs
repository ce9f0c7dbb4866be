//! The reader's own account: when they are away, and who covers.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::failure::Failure;
use redress_domain::case::Refusal;
use redress_domain::id::UserId;
use redress_pages::form::FormState;
use redress_pages::format::{long_date, picker_date};
use redress_pages::staff::account::{Account, Known};
use redress_pages::{Page as _, words};

use super::typed;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/account";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/account", get(show).post(save))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let mut form = FormState::new();
    let away = app.casework.absence(here.id(), &signed_in.user.id).await?;
    if let Some(away) = away.filter(|away| away.away_to >= here.today) {
        form.set("from", picker_date(away.away_from));
        form.set("to", picker_date(away.away_to));
        form.set("covered_by", away.covered_by.as_str());
    }
    respond(&app, &here, (&signed_in, &form), StatusCode::OK).await
}

async fn respond(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
    status: StatusCode,
) -> Answer {
    let known = known(app, here, signed_in).await?;
    let shell = signed_in.shell(app, here).await?;
    let page = Account::new(shell, form, known);
    Ok((status, Html(page.html())).into_response())
}

async fn known(app: &App, here: &Here, signed_in: &SignedIn) -> Result<Known, PageError> {
    let user = &signed_in.user;
    let policy = here.policy()?;
    let roles: Vec<_> = user.roles.iter().map(|role| words::role(*role)).collect();
    let teams = user.teams.iter().filter_map(|id| policy.team(id));
    let teams: Vec<_> = teams.map(|team| team.name.as_str()).collect();
    let mut facts = vec![
        ("Name".to_owned(), user.name.clone()),
        ("Email address".to_owned(), user.email.clone()),
        ("Part".to_owned(), roles.join(", ")),
    ];
    if !teams.is_empty() {
        facts.push(("Team".to_owned(), teams.join(", ")));
    }
    let covers = app.casework.possible_covers(here.id(), &user.id).await?;
    let away = app.casework.absence(here.id(), &user.id).await?;
    let away = away.filter(|away| away.away_to >= here.today).map(|away| {
        let cover = covers.iter().find(|cover| cover.id == away.covered_by);
        let name = cover.map_or("Nobody who still may", |cover| cover.name.as_str());
        let (from, to) = (long_date(away.away_from), long_date(away.away_to));
        format!("You are away from {from} to {to}. {name} covers.")
    });
    let covers = covers.into_iter().map(|cover| (cover.id.to_string(), cover.name));
    Ok(Known {
        facts,
        covers: covers.collect(),
        away,
    })
}

async fn save(State(app): State<App>, here: Here, signed_in: SignedIn, Form(mut form): Form) -> Answer {
    if form.value("do") == "back" {
        app.casework.come_back(here.id(), &signed_in.actor).await?;
        signed_in.say("You are not away");
        return Ok(see_other(HERE));
    }
    let Some((from, to, cover)) = read(&here, &mut form) else {
        return respond(&app, &here, (&signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let away = app
        .casework
        .go_away(here.id(), &signed_in.actor, (from, to), &cover)
        .await;
    match away {
        Ok(()) => {
            signed_in.say("Saved when you are away");
            Ok(see_other(HERE))
        }
        Err(Failure::Refused(Refusal::NotInPolicy(_))) => {
            form.error("covered_by", "Select somebody who may do what you do");
            respond(&app, &here, (&signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

fn read(here: &Here, form: &mut FormState) -> Option<(Date, Date, UserId)> {
    let mut day = |name: &str, label: &str| {
        let day = typed::date(form.value(name));
        if day.is_none() {
            form.error(name, format!("{label} must be a date, like 17/5/2027"));
        }
        day
    };
    let (from, to) = (day("from", "First day away"), day("to", "Last day away"));
    let cover = UserId::parse(form.value("covered_by")).ok();
    if cover.is_none() {
        form.error("covered_by", "Select who covers for you");
    }
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        form.error("to", "Last day away must be the first day or after it");
    } else if to.is_some_and(|to| to < here.today) {
        form.error("to", "Last day away must be today or after today");
    }
    let ((from, to), cover) = from.zip(to).zip(cover).filter(|_| form.errors().is_empty())?;
    Some((from, to, cover))
}
