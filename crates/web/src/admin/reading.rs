//! Who opened which case, for whoever checks.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::Timestamp;
use redress_casework::failure::Failure;
use redress_casework::reading::{After, Asked, Reading, Readings, Wanted};
use redress_domain::id::{ActorId, CaseId, UserId};
use redress_pages::Page as _;
use redress_pages::admin::reading::{self as pages, BY, CASE, Line, READS};
use redress_pages::form::FormState;

use super::audit::{actor_in_words, stretch};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;
use crate::staff::{lines, typed};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route(READS, get(show))
}

/// Of what or whose readings are asked for; `None` before anything was asked, and when it was asked wrongly.
fn asked(form: &mut FormState) -> Option<Asked> {
    let by = form.filled(BY).and_then(|id| UserId::parse(id).ok());
    let by = by.map(ActorId::User);
    let Some(typed) = form.filled(CASE).map(str::to_owned) else {
        return by.map(Asked::By);
    };
    let reference = typed::reference(&typed);
    if reference.is_none() {
        form.error(
            CASE,
            typed::no_reference(&typed, "Enter a reference, like WS-7K3M-9QXA"),
        );
    }
    Some(Asked::OfCase(reference?, by))
}

async fn found(
    app: &App,
    (here, reader): (&Here, &SignedIn),
    form: &mut FormState,
) -> Result<Option<Readings>, PageError> {
    let (from, until) = stretch(form);
    let asked = asked(form);
    let Some(asked) = asked.filter(|_| form.errors().is_empty()) else {
        return Ok(None);
    };
    let wanted = Wanted {
        asked,
        from,
        until,
        after: form.filled("after").and_then(after),
    };
    match app.casework.readings(here.id(), &reader.actor, &wanted).await {
        Ok(found) => Ok(Some(found)),
        Err(Failure::NotFound) => {
            form.error(CASE, "There is no case with this reference");
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(State(app): State<App>, here: Here, reader: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let mut form = read(query.unwrap_or_default().as_bytes());
    let found = found(&app, (&here, &reader), &mut form).await?;
    let next = found.as_ref().and_then(|found| found.next.as_ref());
    let next = next.map(|last| lines::with(READS, &form, ("after", &key(last))));
    let shown: Option<Vec<Line>> = found.map(|found| found.readings.into_iter().map(line).collect());
    let people = app.casework.users(here.id()).await?;
    let people: Vec<_> = people
        .into_iter()
        .map(|user| (user.id.to_string(), user.name))
        .collect();
    let shell = reader.shell(&app, &here).await?;
    let shown = shown.as_ref().map(|lines| (lines.as_slice(), next.as_deref()));
    let page = pages::reads(shell, (&form, &people), shown);
    let status = if form.errors().is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Html(page.html())).into_response())
}

fn line(reading: Reading) -> Line {
    Line {
        who: actor_in_words(reading.by, &reading.actor),
        reference: reading.reference,
        page: reading.page,
        why: reading.why,
        at: reading.at,
    }
}

/// Where a page begins, as it stands in an address.
fn after(text: &str) -> Option<After> {
    let parts: Vec<&str> = text.split('~').collect();
    let [micros, case, actor, page] = parts.as_slice() else {
        return None;
    };
    Some(After {
        case_id: CaseId::parse(*case).ok()?,
        read_at: Timestamp::from_microsecond(micros.parse().ok()?).ok()?,
        actor: ActorId::try_from((*actor).to_owned()).ok()?,
        page: (*page).to_owned(),
        why: None,
    })
}

fn key(last: &After) -> String {
    let micros = last.read_at.as_microsecond();
    format!("{micros}~{}~{}~{}", last.case_id, last.actor, last.page)
}
