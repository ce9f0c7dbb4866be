//! Grouping cases: by hand, or from those that somebody ticked in a list.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::cause::{NotDone, OFFERED};
use redress_domain::cause::NewCause;
use redress_domain::id::ServiceId;
use redress_domain::reference::Reference;
use redress_pages::Page as _;
use redress_pages::cause::{Choices, forms};
use redress_pages::form::FormState;

use super::CAUSES;
use super::refusals::words_for;
use crate::App;
use crate::error::Answer;
use crate::form::{Form, read};
use crate::here::Here;
use crate::session::{SignedIn, see_other};
use crate::staff::case::doing::require_date;
use crate::staff::named;
use crate::staff::references::{cases_in, ticked};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/causes/new", get(show).post(take))
}

/// `?case=…` names a case that was ticked in a list, or the one that somebody came from: its service is the first
/// guess.
async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let cases = ticked(&query);
    let mut form = FormState::new().with("cases", cases.join("\n"));
    if let Some(reference) = cases.first().and_then(|first| Reference::parse(first).ok()) {
        let found = app
            .casework
            .find_case_by_reference(here.id(), &signed_in.actor, &reference);
        if let Some(line) = found.await? {
            let service = line.case.service.as_ref().map_or("", ServiceId::as_str);
            form = form.with("service", service);
        }
    }
    page((&app, &here, &signed_in), (StatusCode::OK, &form)).await
}

async fn page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let choices = Choices {
        services: named::services(here.policy()?),
        ..Choices::default()
    };
    let shell = signed_in.shell(app, here).await?;
    Ok((status, Html(forms::new(shell, form, &choices).html())).into_response())
}

async fn take(State(app): State<App>, here: Here, signed_in: SignedIn, Form(form): Form) -> Answer {
    let mut form = form;
    let name = form.require("name", "Enter what happened");
    let service = form
        .filled("service")
        .and_then(|service| ServiceId::parse(service).ok());
    if service.is_none() {
        form.error("service", "Select a service");
    }
    let from = require_date(&mut form, "from", "Enter from which day");
    let until = require_date(&mut form, "until", "Enter until which day");
    let cases = cases_in((&app, &here, &signed_in), &mut form, ("cases", OFFERED)).await?;
    let whole = form.errors().is_empty();
    if let (Some(name), Some(service), Some(from), Some(until), true) = (name, service, from, until, whole) {
        let fresh = app.casework.fresh();
        let new = NewCause {
            name: fresh.words(&name),
            place: fresh.some_words(form.value("place")),
            service,
            from,
            until,
            cases,
        };
        let begun = app.casework.begin_cause(here.id(), &signed_in.actor, new);
        match Box::pin(begun).await {
            Ok(id) => {
                signed_in.say("The cases are grouped");
                return Ok(see_other(&format!("{CAUSES}/{id}")));
            }
            Err(NotDone::Refused(refusal)) => {
                let (field, text) = words_for(&refusal);
                form.error(field, text);
            }
            Err(NotDone::Moved) => form.error("form", "Press the button again"),
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        }
    }
    page(
        (&app, &here, &signed_in),
        (StatusCode::UNPROCESSABLE_ENTITY, &form),
    )
    .await
}
