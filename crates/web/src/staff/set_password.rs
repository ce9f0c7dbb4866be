//! Choosing a password with a link that an administrator handed over.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::SignedDuration;
use redress_casework::user::User;
use redress_domain::policy::identity::PasswordsFor;
use redress_pages::admin::user::{bind_yourself, choose_password};
use redress_pages::form::FormState;
use redress_pages::{Page as _, Side};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::password;
use crate::path::Path;
use crate::session::see_other;
use crate::staff::sign_in::network;

/// How many tries a network has in an hour: a token cannot be guessed, so this only stops floods.
const TRIES: i64 = 200;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/set-password/{token}", get(show).post(choose))
}

/// The page; where the council signs in by its own provider and keeps no passwords for its people, it leads there.
fn page(app: &App, here: &Here, (user, token): (&User, &str), form: &FormState) -> Result<String, PageError> {
    let mut shell = here.public();
    shell.side = Side::Staff;
    let provider = here.policy()?.identity_provider.as_ref();
    let provider = provider.filter(|_| app.settings.providers.is_some() && user.partner.is_none());
    let Some(provider) = provider else {
        return Ok(choose_password(shell, form, None).html());
    };
    let href = format!("/staff/sign-in/provider?invitation={token}");
    let button = (provider.button.as_str(), href.as_str());
    Ok(match provider.passwords {
        PasswordsFor::Partners => bind_yourself(shell, button).html(),
        PasswordsFor::Unbound => choose_password(shell, form, Some(button)).html(),
    })
}

/// A link that has ended, was used or never was gets the same answer.
async fn known(app: &App, here: &Here, token: &str) -> Result<User, PageError> {
    let key = format!("set-password {}", network(here.address));
    let tries = app
        .casework
        .count_try(here.id(), &key, SignedDuration::from_hours(1))
        .await?;
    if tries > TRIES {
        return Err(PageError::TooManyTries);
    }
    let whose = app.casework.whose_link(here.id(), token).await?;
    whose.ok_or(PageError::Gone)
}

async fn show(State(app): State<App>, here: Here, Path(token): Path<String>) -> Answer {
    let user = known(&app, &here, &token).await?;
    Ok(Html(page(&app, &here, (&user, &token), &FormState::new())?).into_response())
}

async fn choose(
    State(app): State<App>,
    here: Here,
    Path(token): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let user = known(&app, &here, &token).await?;
    if !app.casework.may_use_password(here.id(), &user).await? {
        return Err(PageError::NotPermitted);
    }
    let password = form.value("password").to_owned();
    let about = [here.policy()?.council.name.as_str(), &user.name, &user.email];
    if let Err(weak) = password::judge(&password, &about) {
        form.error("password", weak.words());
    } else if form.value("again") != password {
        form.error("again", "Enter the same password twice");
    }
    if !form.errors().is_empty() {
        return Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            Html(page(&app, &here, (&user, &token), &form)?),
        )
            .into_response());
    }
    let cost = app.settings.password_cost;
    let permit = app.hashing.clone().acquire_owned().await;
    let permit = permit.map_err(|_closed| PageError::Unavailable)?;
    let hashing = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        password::hash(&password, cost)
    });
    let hash = hashing
        .await
        .map_err(|error| PageError::Broken(error.to_string()))?;
    let hash = hash.ok_or_else(|| PageError::Broken("the password cannot be hashed".to_owned()))?;
    match app.casework.choose_password(here.id(), &token, hash).await {
        Ok(()) => Ok(see_other("/staff/sign-in")),
        // Somebody used the link in the meantime.
        Err(
            redress_casework::failure::Failure::NotFound
            | redress_casework::failure::Failure::Conflict { .. },
        ) => Err(PageError::Gone),
        Err(other) => Err(other.into()),
    }
}
