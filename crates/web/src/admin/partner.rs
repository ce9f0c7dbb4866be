//! Partner organisations, and the accounts with which somebody answers for one: made, given a link, ended at once.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _};
use axum::routing::{get, post};
use redress_casework::user::User;
use redress_domain::email::is_email;
use redress_domain::id::{PartnerId, UserId};
use redress_domain::policy::Partner;
use redress_pages::Page as _;
use redress_pages::admin::BECAUSE;
use redress_pages::admin::partner::{self as pages, FIELDS};
use redress_pages::admin::user::AtProvider;
use redress_pages::form::FormState;

use super::editing::form_after;
use super::user::{person, told_once};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/partners", get(list))
        .route("/admin/partners/{id}", get(show).post(invite))
        .route("/admin/partners/accounts/{id}", get(show_account))
        .route("/admin/partners/accounts/{id}/end", post(end))
        .route("/admin/partners/accounts/{id}/link", post(link))
}

const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn list(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    let accounts = app.casework.partner_accounts(here.id(), &reader.actor).await?;
    let count = |partner: &str| {
        let of_it =
            |user: &&User| user.active && user.partner.as_ref().is_some_and(|id| id.as_str() == partner);
        accounts.iter().filter(of_it).count()
    };
    let shell = reader.shell(&app, &here).await?;
    let page = pages::list(shell, here.policy()?, count);
    Ok(Html(page.html()).into_response())
}

fn partner(here: &Here, id: &str) -> Result<Partner, PageError> {
    let id = PartnerId::parse(id).map_err(|_not_a_name| PageError::NotFound)?;
    here.policy()?.partner(&id).cloned().ok_or(PageError::NotFound)
}

async fn page(
    (app, here, reader): (&App, &Here, &SignedIn),
    partner: &Partner,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let accounts = app.casework.partner_accounts(here.id(), &reader.actor).await?;
    let of_it = accounts
        .iter()
        .filter(|user| user.partner.as_ref() == Some(&partner.id));
    let people: Result<Vec<_>, PageError> = of_it.map(|user| person(here, user, AtProvider::None)).collect();
    let shell = reader.shell(app, here).await?;
    let named = (partner.id.as_str(), partner.name.as_str());
    let page = pages::partner(shell, named, (&people?, form));
    Ok((status, Html(page.html())).into_response())
}

async fn show(State(app): State<App>, here: Here, reader: SignedIn, Path(id): Path<String>) -> Answer {
    let partner = partner(&here, &id)?;
    page(
        (&app, &here, &reader),
        &partner,
        (StatusCode::OK, &FormState::new()),
    )
    .await
}

async fn invite(
    State(app): State<App>,
    here: Here,
    reader: SignedIn,
    (headers, Path(id)): (HeaderMap, Path<String>),
    Form(mut form): Form,
) -> Answer {
    let partner = partner(&here, &id)?;
    let name = form.require("name", "Enter a name");
    let email = form.require("email", "Enter an email address");
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        form.error(
            "email",
            "Enter an email address in the correct format, like name@example.com",
        );
    }
    let because = form.require(BECAUSE, "Enter why you are changing this");
    if let (Some(name), Some(email), Some(because), true) = (name, email, because, form.errors().is_empty()) {
        let who = (&partner.id, email.as_str(), name.as_str());
        match app
            .casework
            .invite_partner(here.id(), &reader.actor, who, &because)
            .await
        {
            Ok(link) => return told_once((&app, &here, &reader), &headers, (&name, &link)).await,
            Err(failure) => {
                form_after(&mut form, failure, &FIELDS)?;
            }
        }
    }
    form.errors_mut().sort_by_fields(&FIELDS);
    page((&app, &here, &reader), &partner, (AGAIN, &form)).await
}

/// The account that the address names: one of a partner, and no other.
async fn account(app: &App, here: &Here, id: &str) -> Result<User, PageError> {
    let id = UserId::parse(id).map_err(|_not_a_name| PageError::NotFound)?;
    let user = app.casework.user(here.id(), &id).await?;
    user.filter(|user| user.partner.is_some())
        .ok_or(PageError::NotFound)
}

async fn account_page(
    (app, here, reader): (&App, &Here, &SignedIn),
    user: &User,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let known = user
        .partner
        .as_ref()
        .and_then(|id| here.policy().ok()?.partner(id));
    let organisation = known.map_or("Partners", |partner| partner.name.as_str());
    let shell = reader.shell(app, here).await?;
    let page = pages::account(
        shell,
        organisation,
        (&person(here, user, AtProvider::None)?, form),
    );
    Ok((status, Html(page.html())).into_response())
}

async fn show_account(
    State(app): State<App>,
    here: Here,
    reader: SignedIn,
    Path(id): Path<String>,
) -> Answer {
    let user = account(&app, &here, &id).await?;
    account_page((&app, &here, &reader), &user, (StatusCode::OK, &FormState::new())).await
}

async fn end(
    State(app): State<App>,
    here: Here,
    reader: SignedIn,
    Path(id): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let user = account(&app, &here, &id).await?;
    if let Some(because) = form.require("because-end", "Enter why you are changing this") {
        match app
            .casework
            .end_user_now(here.id(), &reader.actor, (&user.id, &because))
            .await
        {
            Ok(()) => {
                reader.say(&format!("The account of {} has ended.", user.name));
                return Ok(see_other("/admin/partners"));
            }
            Err(failure) => {
                form_after(&mut form, failure, &["because-end"])?;
            }
        }
    }
    account_page((&app, &here, &reader), &user, (AGAIN, &form)).await
}

async fn link(
    State(app): State<App>,
    here: Here,
    reader: SignedIn,
    (headers, Path(id)): (HeaderMap, Path<String>),
    Form(mut form): Form,
) -> Answer {
    let user = account(&app, &here, &id).await?;
    if let Some(because) = form.require("because-link", "Enter why you are changing this") {
        match app
            .casework
            .make_password_link(here.id(), &reader.actor, (&user.id, &because))
            .await
        {
            Ok(link) => return told_once((&app, &here, &reader), &headers, (&user.name, &link)).await,
            Err(failure) => {
                form_after(&mut form, failure, &["because-link"])?;
            }
        }
    }
    account_page((&app, &here, &reader), &user, (AGAIN, &form)).await
}
