//! The searches that the reader keeps under a name of their own.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use redress_casework::failure::Failure;
use redress_casework::saved_filter::MOST;
use redress_pages::form::FormState;

use super::find;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::session::{SignedIn, see_other};

/// The longest name.
const LONGEST: usize = 60;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/cases/filters", post(save))
        .route("/staff/cases/filters/remove", post(remove))
}

/// The part of a query that a search is made of: known fields with something in them.
pub(super) fn kept(form: &FormState) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for name in find::FIELDS {
        if let Some(value) = form.filled(name) {
            pairs.append_pair(name, value);
        }
    }
    pairs.finish()
}

async fn save(State(app): State<App>, here: Here, signed_in: SignedIn, Form(mut form): Form) -> Answer {
    let query = kept(&read(form.value("query").as_bytes()));
    let name = form.require("name", "Enter a name for this filter");
    let mut search = read(query.as_bytes());
    let Some(name) = name else {
        search.error("name", "Enter a name for this filter");
        return find::respond(
            &app,
            &here,
            (&signed_in, search),
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    search.set("name", name.as_str());
    if name.chars().count() > LONGEST {
        search.error("name", "Name of this filter must be 60 characters or less");
        return find::respond(
            &app,
            &here,
            (&signed_in, search),
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    let saved = app
        .casework
        .save_filter(here.id(), &signed_in.actor, (&name, &query))
        .await;
    match saved {
        Ok(()) => {
            signed_in.say(&format!("Saved the filter “{name}”"));
            Ok(see_other(&format!("/staff/cases?{query}")))
        }
        Err(Failure::Taken) => {
            let message = format!("You keep {MOST} filters. Remove one before you save another");
            search.error("name", message);
            find::respond(
                &app,
                &here,
                (&signed_in, search),
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(other) => Err(other.into()),
    }
}

async fn remove(State(app): State<App>, here: Here, signed_in: SignedIn, Form(form): Form) -> Answer {
    let name = form.value("name").to_owned();
    match app
        .casework
        .remove_filter(here.id(), &signed_in.actor, &name)
        .await
    {
        Ok(()) => {
            signed_in.say(&format!("Removed the filter “{name}”"));
            Ok(see_other("/staff/cases"))
        }
        // Removed in another window before: it is gone, as was asked.
        Err(Failure::NotFound) => Ok(see_other("/staff/cases")),
        Err(other) => Err(PageError::from(other)),
    }
}
