//! Grouping cases: by hand, or from those that somebody ticked in a list.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::cause::{NotDone, OFFERED};
use redress_domain::cause::NewCause;
use redress_domain::id::{CaseId, ServiceId};
use redress_domain::reference::Reference;
use redress_pages::Page as _;
use redress_pages::cause::{Choices, forms};
use redress_pages::form::FormState;

use super::refusals::words_for;
use super::{CAUSES, services};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::session::{SignedIn, see_other};
use crate::staff::case::doing::require_date;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/causes/new", get(show).post(take))
}

/// `?case=…` names a case that was ticked in a list, or the one that somebody came from: its service is the first
/// guess.
async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let ticked = query.values("case").into_iter();
    let cases: Vec<&str> = ticked
        .map(|case| case.split_once('.').map_or(case, |(reference, _)| reference))
        .collect();
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
        services: services(here.policy()?),
        ..Choices::default()
    };
    let shell = signed_in.shell(app, here).await?;
    Ok((status, Html(forms::new(shell, form, &choices).html())).into_response())
}

/// The cases whose references a form names; one that is not known is an error of the form.
pub(super) async fn cases_in(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (form, field): (&mut FormState, &'static str),
) -> Result<BTreeSet<CaseId>, PageError> {
    let mut cases = BTreeSet::new();
    let typed = form.value(field).to_owned();
    let named: Vec<&str> = typed
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty())
        .collect();
    if named.len() > OFFERED {
        form.error(field, format!("Enter {OFFERED} references or fewer at once"));
        return Ok(cases);
    }
    for word in named {
        let found = match Reference::parse(word) {
            Ok(reference) => {
                app.casework
                    .find_case_by_reference(here.id(), &signed_in.actor, &reference)
                    .await?
            }
            Err(_) => None,
        };
        match found {
            Some(line) => {
                cases.insert(line.case.case_id);
            }
            None => {
                form.error(field, format!("There is no case {word} that you may open"));
            }
        }
    }
    Ok(cases)
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
    let cases = cases_in((&app, &here, &signed_in), (&mut form, "cases")).await?;
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
