//! Somebody's details are corrected, and what was corrected before.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use redress_casework::people::correct::correctable;
use redress_domain::customer::correction::{AskedBy, Checked, Correctable, NewCorrection, NotCorrected};
use redress_domain::email::is_email;
use redress_domain::id::PersonId;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::case::act::WHOLE_FORM;
use redress_pages::case::correction::{self as pages, Correction};
use redress_pages::form::{FormState, SEEN};

use super::doing::shown_as;
use super::opened::Opened;
use super::people::{page, person, wrong};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let at = |rest: &str| format!("/staff/cases/{{reference}}/people/{{id}}/{rest}");
    Router::new()
        .route(&at("details"), get(show).post(take))
        .route(&at("corrections"), get(history))
}

const FIELDS: &[&str] = &["name", "called", "email", "phone", "asked", "checked", "reason"];

/// What stands in the form at first, and the version of the person that it was read at.
async fn as_it_stands(
    app: &App,
    opened: &Opened,
    person: &PersonId,
) -> Result<(Correctable, String), PageError> {
    let seen = app.casework.details_seen(opened.here.id(), person).await?;
    let row = opened.view.person(person).ok_or(PageError::NotFound)?;
    Ok((correctable(row), seen.to_string()))
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::CorrectDetails)?;
    let person = person(&opened)?;
    let (known, seen) = as_it_stands(&app, &opened, &person).await?;
    let form = FormState::new()
        .with(SEEN, seen)
        .with("name", known.name)
        .with("called", known.called.unwrap_or_default())
        .with("email", known.email.unwrap_or_default())
        .with("phone", known.phone.unwrap_or_default());
    page(&app, &opened, pages::form, (StatusCode::OK, &form, Vec::new())).await
}

/// What holds from now on, as it was typed.
fn becomes(form: &FormState) -> Correctable {
    let some = |field: &str| form.filled(field).map(|typed| typed.trim().to_owned());
    Correctable {
        name: some("name").unwrap_or_default(),
        called: some("called"),
        email: some("email"),
        phone: some("phone"),
    }
}

async fn take(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::CorrectDetails)?;
    let person = person(&opened)?;
    let mut form = form;
    if form.filled("email").is_some_and(|email| !is_email(email.trim())) {
        let message = "Enter an email address in the correct format, like name@example.com";
        form.error("email", message);
    }
    if form
        .filled("phone")
        .is_some_and(|phone| phone.chars().filter(char::is_ascii_digit).count() < 6)
    {
        form.error("phone", "Enter a telephone number, like 01632 960001");
    }
    let asked = AskedBy::parse(form.value("asked"));
    if asked.is_none() {
        form.error("asked", "Select who asked for this");
    }
    let checked = Checked::parse(form.value("checked"));
    if checked.is_none() {
        form.error("checked", "Select how you checked it");
    }
    let reason = form.require("reason", "Enter why, and what was said");
    let (Some(asked), Some(checked), Some(reason), true) = (asked, checked, reason, form.errors().is_empty())
    else {
        return wrong(&app, &opened, pages::form, (form, FIELDS)).await;
    };
    let new = NewCorrection {
        becomes: becomes(&form),
        seen: seen(&form)?,
        asked,
        checked,
        reason: app.casework.fresh().words(&reason),
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let of = (&opened.view.id, &person);
    match app.casework.correct_details(council, actor, of, &new).await? {
        Ok(()) => {
            opened.reader.say("Details corrected");
            Ok(see_other(&opened.shown().at("people")))
        }
        Err(why) => {
            if why == NotCorrected::Overtaken {
                let (known, seen) = as_it_stands(&app, &opened, &person).await?;
                form.set(SEEN, seen);
                form.error(WHOLE_FORM, overtaken(&known));
            } else {
                let (field, text) = said(why);
                form.error(field, text);
            }
            wrong(&app, &opened, pages::form, (form, FIELDS)).await
        }
    }
}

/// What is wrong, and with which field.
const fn said(why: NotCorrected) -> (&'static str, &'static str) {
    match why {
        NotCorrected::NothingChanged => ("name", "Change something: this is what we have on file already"),
        NotCorrected::NoName => ("name", "Enter their name"),
        NotCorrected::NoReason => ("reason", "Enter why, and what was said"),
        NotCorrected::NotOurSlip => (
            "checked",
            "“Our slip” goes with “somebody here saw that it is wrong”, and with nothing else. What somebody asks \
             for is checked with them",
        ),
        NotCorrected::Restricted => (
            WHOLE_FORM,
            "A contact arrangement binds this person. Ask the complaints manager to correct their details",
        ),
        NotCorrected::Overtaken => (WHOLE_FORM, "Somebody changed these details while you wrote"),
    }
}

/// What is on file by now, where somebody was quicker.
fn overtaken(known: &Correctable) -> String {
    let details = [
        Some(known.name.as_str()),
        known.called.as_deref(),
        known.email.as_deref(),
        known.phone.as_deref(),
    ];
    let details: Vec<&str> = details.into_iter().flatten().collect();
    format!(
        "Somebody changed their record while you wrote. On file now: {}. Check what you typed, and send it again",
        details.join("; ")
    )
}

async fn history(State(app): State<App>, opened: Opened) -> Answer {
    let person = person(&opened)?;
    let corrections = app.casework.corrections_of(opened.here.id(), &person).await?;
    let users = corrections.iter().filter_map(|one| one.by.user().cloned());
    let names = app.casework.names_of(opened.here.id(), users.collect()).await?;
    let shell = opened.shell(&app).await?;
    let shown = opened.shown();
    let corrections: Vec<Correction> = corrections
        .into_iter()
        .map(|one| Correction {
            at: one.at,
            by: crate::staff::named::actor(&names, &one.by, "the customer"),
            changed: one.changed,
            asked: one.asked,
            checked: one.checked,
            reason: one.reason,
        })
        .collect();
    let name = shown.known.person_name(&person);
    let page = pages::history(shell, &shown, (&name, &corrections));
    Ok(shown_as(StatusCode::OK, page.html()))
}
