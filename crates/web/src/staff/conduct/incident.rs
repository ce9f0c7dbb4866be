//! Reporting an incident: any member of staff, about somebody on a case, without opening any file.

use axum::Router;
use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::conduct::{NotDone, Who};
use redress_casework::failure::Failure;
use redress_casework::outside::Fresh;
use redress_domain::conduct::NewIncident;
use redress_domain::id::PersonId;
use redress_domain::permission::Act;
use redress_domain::policy::ConductCategory;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Channel;
use redress_pages::Page as _;
use redress_pages::conduct::forms::new_incident;
use redress_pages::form::FormState;
use redress_pages::public::files::UPLOAD;

use super::refusals::words_for;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::session::{SignedIn, see_other};
use crate::staff::case::doing::require_date;
use crate::staff::typed;
use crate::upload::{self, Received};

/// The routes of this file, which take a file.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route("/staff/incidents/new", get(show).post(take))
}

/// What an incident's form says, in the order of its fields.
pub(in crate::staff) const FIELDS: &[&str] = &[
    "reference",
    "who",
    "name",
    "facts",
    "on",
    "at",
    "channel",
    "categories",
    "danger",
    "exact_words",
    "witnesses",
    UPLOAD,
];

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let form = FormState::new().with("reference", query.value("case"));
    page((&app, &here, &signed_in), (StatusCode::OK, &form)).await
}

async fn page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let conduct = here.policy()?.conduct.as_ref().ok_or(PageError::NotFound)?;
    if !signed_in.may(here, Act::ReportIncident) {
        return Err(PageError::NotPermitted);
    }
    let shell = signed_in.shell(app, here).await?;
    let rules = &here.policy()?.files;
    let page = new_incident(shell, (&conduct.categories, rules), form);
    Ok((status, Html(page.html())).into_response())
}

/// Reads what happened; whose it is, whoever asks knows.
pub(in crate::staff) fn read_incident(
    form: &mut FormState,
    (fresh, today): (&Fresh<'_>, jiff::civil::Date),
) -> Option<impl FnOnce(PersonId) -> NewIncident + use<>> {
    let facts = form.require("facts", "Tell us what happened");
    let on = require_date(form, "on", "Enter the day");
    let oldest = today.saturating_sub(jiff::Span::new().years(3));
    if on.is_some_and(|on| on < oldest) {
        form.error("on", "Check the year: this is more than 3 years ago");
    }
    let at = form.filled("at").map(typed::time);
    if at == Some(None) {
        form.error("at", "Enter a time, like 9:30am, or leave it empty");
    }
    let channel = Channel::parse(form.value("channel"));
    if channel.is_none() {
        form.error("channel", "Select how they were in touch");
    }
    let chosen = form.values("categories");
    let known = chosen.iter().copied();
    let categories: Vec<ConductCategory> = known.filter_map(ConductCategory::parse).collect();
    if categories.is_empty() || categories.len() != chosen.len() {
        form.error("categories", "Select at least one type");
    }
    let danger = form.value("danger").to_owned();
    if !["yes", "no"].contains(&danger.as_str()) {
        form.error("danger", "Select yes if anyone was in danger");
    }
    let some = |field: &str| form.filled(field).map(|words| fresh.words(words));
    let (exact_words, witnesses) = (some("exact_words"), some("witnesses"));
    let (Some(facts), Some(on), Some(channel)) = (facts, on, channel) else {
        return None;
    };
    if !form.errors().is_empty() {
        return None;
    }
    let (id, facts) = (fresh.incident(), fresh.words(&facts));
    Some(move |person| NewIncident {
        id,
        person,
        on,
        at: at.flatten(),
        channel,
        categories,
        was_danger: danger == "yes",
        facts,
        exact_words,
        witnesses,
    })
}

/// Whom it is about: one person.
fn read_who(form: &mut FormState) -> Option<Who> {
    match form.value("who") {
        "customer" => Some(Who::Customer),
        "speaker" => Some(Who::Speaker),
        "other" => form
            .require("name", "Enter their name or email address, as it is on the case")
            .map(Who::Named),
        _ => {
            form.error("who", "Select who acted so");
            None
        }
    }
}

async fn take(State(app): State<App>, here: Here, signed_in: SignedIn, request: Request) -> Answer {
    if !signed_in.may(&here, Act::ReportIncident) {
        return Err(PageError::NotPermitted);
    }
    let rules = here.policy()?.files.clone();
    let Received { mut form, file } = upload::receive(&app, request, &rules).await?;
    let at = (&app, &here, &signed_in);
    let reference = Reference::parse(form.value("reference"));
    if reference.is_err() {
        form.error("reference", "Enter a reference, like WS-4K7P-29QX");
    }
    let who = read_who(&mut form);
    let fresh = app.casework.fresh();
    let made = read_incident(&mut form, (&fresh, here.today));
    let files = match file {
        Some(file) if form.errors().is_empty() => super::files::taken(&app, &here, &mut form, file).await?,
        Some(_) | None => Vec::new(),
    };
    if let (Ok(reference), Some(who), Some(make), true) = (reference, who, made, form.errors().is_empty()) {
        let about = (&reference, &who);
        match app
            .casework
            .report_incident_on(here.id(), &signed_in.actor, about, (make, files))
            .await
        {
            Ok(_) => {
                signed_in.say("The incident is reported. A manager looks at it");
                return Ok(see_other("/staff"));
            }
            Err(NotDone::Failed(Failure::NotFound)) => {
                let field = if form.value("who") == "other" {
                    "name"
                } else {
                    "reference"
                };
                form.error(field, "No case with this reference has one such person on it");
            }
            Err(NotDone::Refused(redress_domain::conduct::Refusal::NotPermitted(_))) => {
                return Err(PageError::NotPermitted);
            }
            Err(NotDone::Refused(refusal)) => {
                let (field, text) = words_for(&refusal);
                form.error(field, text);
            }
            Err(NotDone::Moved) => form.error("form", "Somebody else acted on the file. Try again"),
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        }
    }
    form.errors_mut().sort_by_fields(FIELDS);
    page(at, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
}
