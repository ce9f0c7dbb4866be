//! Comparing somebody who may be the person of a file under a new name or address; and how long files are kept.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::conduct::{Alike, EndRow, NotDone, Resembling};
use redress_casework::lists::PAGE;
use redress_domain::conduct::Likeness;
use redress_domain::conduct::keep::last_day;
use redress_domain::id::PersonId;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::conduct::keep::{self, Ended, PERSON, Suggestion};
use redress_pages::form::{FormState, SEEN};

use super::super::lines;
use super::refusals::words_for;
use super::{OpenFile, REGISTER};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read, seen};
use crate::here::Here;
use crate::session::{SignedIn, see_other};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/arrangements/kept", get(kept))
        .route("/staff/arrangements/{id}/compare", get(show).post(take))
}

const fn alike(alike: Alike) -> &'static str {
    match alike {
        Alike::Email => "The same email address",
        Alike::Phone => "The same phone number",
        Alike::Address => "The same address",
        Alike::PostcodeAndName => "The same postcode, and a part of the name",
        Alike::Merged => "Somebody said that they are one person in our records",
    }
}

fn suggestion(one: &Resembling) -> Suggestion {
    let cases = one.cases.iter().take(5);
    Suggestion {
        id: one.person.person_id.to_string(),
        name: if one.person.name.is_empty() {
            "No name given".to_owned()
        } else {
            one.person.name.clone()
        },
        alike: one.alike.iter().map(|one| alike(*one)).collect(),
        cases: cases
            .map(|line| (line.case.reference.clone(), line.case.received_on))
            .collect(),
        is_confirmed: one.is_confirmed,
    }
}

async fn show(State(app): State<App>, file: OpenFile) -> Answer {
    page(&app, &file, (StatusCode::OK, &FormState::new())).await
}

async fn page(app: &App, file: &OpenFile, (status, form): (StatusCode, &FormState)) -> Answer {
    require(file)?;
    let found = app
        .casework
        .resembling(file.here.id(), &file.reader.actor, &file.view)
        .await?;
    let suggested: Vec<Suggestion> = found.iter().map(suggestion).collect();
    let shell = file.reader.shell(app, &file.here).await?;
    let page = keep::compare(shell, &file.shown()?, form, &suggested);
    Ok((status, Html(page.html())).into_response())
}

fn require(file: &OpenFile) -> Result<(), PageError> {
    let may = file.shown()?.known.may(Act::ManageConduct);
    may.then_some(()).ok_or(PageError::NotPermitted)
}

async fn take(State(app): State<App>, file: OpenFile, Form(mut form): Form) -> Answer {
    require(&file)?;
    let seen = seen(&form)?;
    let person = form
        .require(PERSON, "Select who")
        .map(|id| PersonId::parse(id).map_err(|_nobody| PageError::NotFound))
        .transpose()?;
    let likeness = Likeness::parse(form.value("likeness"));
    if likeness.is_none() {
        form.error("likeness", "Select your answer");
    }
    let reason = form.require("reason", "Enter what you compared, and what it shows");
    let (Some(person), Some(likeness), Some(reason)) = (person, likeness, reason) else {
        return page(&app, &file, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    let whom = ((file.id(), seen), &person);
    let done = app
        .casework
        .compare_with(file.here.id(), &file.reader.actor, whom, (likeness, &reason));
    match done.await {
        Ok(()) => {
            file.reader.say("Your answer is saved");
            Ok(see_other(file.path()))
        }
        Err(NotDone::Refused(refusal)) => {
            let (field, text) = words_for(&refusal);
            form.error(field, text);
            page(&app, &file, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Err(NotDone::Moved) => {
            form.set(SEEN, file.view.version.to_string());
            form.error(
                "form",
                "Somebody else acted on this file. Look at it, and press the button again",
            );
            page(&app, &file, (StatusCode::CONFLICT, &form)).await
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

async fn kept(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let months = here
        .policy()?
        .conduct
        .as_ref()
        .ok_or(PageError::NotFound)?
        .kept_months;
    let after = query.value("after").split_once('~').and_then(|(day, stream)| {
        Some(EndRow {
            stream: stream.to_owned().try_into().ok()?,
            file_id: None,
            ended_on: day.parse().ok()?,
            is_held: false,
        })
    });
    let found = app
        .casework
        .conduct_kept(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let next = found.last().filter(|_| is_full).map(|line| {
        let key = format!("{}~{}", line.row.ended_on, line.row.stream);
        lines::with(&here.path, &query, ("after", &key))
    });
    let ended: Vec<Ended> = found
        .into_iter()
        .filter_map(|line| {
            Some(Ended {
                href: format!("{REGISTER}/{}", line.row.file_id?),
                name: line.name.unwrap_or_else(|| "[removed]".to_owned()),
                ended_on: line.row.ended_on,
                until: last_day(line.row.ended_on, months),
                is_held: line.row.is_held,
            })
        })
        .collect();
    let shell = signed_in.shell(&app, &here).await?;
    let page = keep::kept(shell, &ended, (here.today, next.as_deref()));
    Ok(Html(page.html()).into_response())
}
