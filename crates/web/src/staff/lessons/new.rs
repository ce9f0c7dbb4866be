//! Recording a lesson: by hand, or from a group of cases that somebody found.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lesson::{Found, LessonLine, NotDone};
use redress_casework::survey::{NotDone as SurveyNotDone, SurveyRow};
use redress_domain::id::ServiceId;
use redress_domain::lesson::{DrawnFrom, NewLesson, Went};
use redress_domain::report::ReportKey;
use redress_domain::survey::Command as SurveyCommand;
use redress_pages::Page as _;
use redress_pages::form::FormState;
use redress_pages::lesson::{Choices, forms};

use super::refusals::words_for_sentence;
use super::{LESSONS, learned, with_names};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::session::{SignedIn, see_other};
use crate::staff::named;
use crate::staff::references::{MOST, cases_in, ticked};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/lessons/new", get(show).post(take))
}

/// `?case=…` names a case that was ticked in a list or a search, `?service=…` a service.
async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let mut form = FormState::new()
        .with("cases", ticked(&query).join("\n"))
        .with("services", query.value("service"));
    if let Some(answers) = answers_in((&app, &here, &signed_in), &query).await? {
        form.set("services", answers.service);
    }
    page((&app, &here, &signed_in), (StatusCode::OK, &form), (&[], &[])).await
}

async fn page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (status, form): (StatusCode, &FormState),
    (alike, found): (&[LessonLine], &[Found]),
) -> Answer {
    let choices = Choices {
        services: named::services(here.policy()?),
        alike: alike
            .iter()
            .map(|line| (line.row.lesson_id.to_string(), learned(line)))
            .collect(),
        ..Choices::default()
    };
    let shell = signed_in.shell(app, here).await?;
    let page = with_names(forms::new(shell, form, &choices), found, form);
    Ok((status, Html(page.html())).into_response())
}

/// The answers to a survey that a lesson is drawn from, by their address, for whoever may read them. No case of them is named:
/// nobody is told whose they are.
async fn answers_in(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    query: &FormState,
) -> Result<Option<SurveyRow>, PageError> {
    let Some(address) = query.filled("survey") else {
        return Ok(None);
    };
    let line = app
        .casework
        .survey_line(here.id(), &signed_in.actor, address)
        .await?;
    Ok(Some(line.row))
}

/// The report that a lesson is drawn from, for whoever may read it.
async fn report_of(
    app: &App,
    (here, signed_in): (&Here, &SignedIn),
    query: &FormState,
) -> Result<Option<ReportKey>, PageError> {
    let Some(key) = query.filled("report") else {
        return Ok(None);
    };
    let key = ReportKey::parse(key).ok_or(PageError::NotFound)?;
    app.casework
        .open_report(here.id(), &signed_in.actor, &key)
        .await?;
    Ok(Some(key))
}

/// The services that a form names.
pub(super) fn services_in(form: &FormState) -> BTreeSet<ServiceId> {
    let named = form.values("services");
    named
        .into_iter()
        .filter_map(|id| ServiceId::parse(id).ok())
        .collect()
}

async fn take(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
    Form(form): Form,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let survey = answers_in((&app, &here, &signed_in), &query).await?;
    let report = report_of(&app, (&here, &signed_in), &query).await?;
    let mut form = form;
    let learned = form.require("learned", "Enter what we learned");
    let went = Went::parse(form.value("went"));
    if went.is_none() {
        form.error("went", "Select what sort of lesson it is");
    }
    let services = services_in(&form);
    if services.is_empty() {
        form.error("services", "Select at least one service");
    }
    let cases = cases_in((&app, &here, &signed_in), &mut form, ("cases", MOST)).await?;
    let found = match &learned {
        Some(learned) => {
            let texts = [learned.as_str()];
            app.casework.names_in_texts(here.id(), &cases, &texts).await?
        }
        None => Vec::new(),
    };
    let mut alike = Vec::new();
    if let (Some(learned), true, "") = (&learned, form.errors().is_empty(), form.value("none_alike")) {
        let of = (&services, learned.as_str());
        alike = app.casework.lessons_like(here.id(), &signed_in.actor, of).await?;
        if !alike.is_empty() {
            form.error(
                "none_alike",
                "Look at the lessons that may be the same, or say that none of them is",
            );
        }
    }
    if let (Some(learned), Some(went), true) = (learned, went, form.errors().is_empty()) {
        let new = NewLesson {
            from: if survey.is_some() {
                DrawnFrom::Survey
            } else if report.is_some() {
                DrawnFrom::Report
            } else if cases.is_empty() {
                DrawnFrom::Hand
            } else {
                DrawnFrom::Group
            },
            went,
            services,
            cases,
            learned: app.casework.fresh().words(&learned),
        };
        let why = app.casework.fresh().some_words(form.value("may_stay"));
        let recorded = app
            .casework
            .record_lesson(here.id(), &signed_in.actor, (new, why));
        match recorded.await {
            Ok(id) => {
                if let Some(survey) = &survey {
                    let lesson = id.clone();
                    let note = vec![SurveyCommand::NoteLesson { lesson }];
                    let noted =
                        app.casework
                            .act_on_survey(here.id(), &signed_in.actor, &survey.case_id, note);
                    if let Err(SurveyNotDone::Failed(failure)) = noted.await {
                        return Err(failure.into());
                    }
                }
                signed_in.say("The lesson is recorded");
                return Ok(see_other(&format!("{LESSONS}/{id}")));
            }
            Err(NotDone::Refused(refusal)) => {
                let (field, text) = words_for_sentence(&refusal);
                form.error(field, text);
            }
            Err(NotDone::Moved) => form.error("form", "Press the button again"),
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        }
    }
    page(
        (&app, &here, &signed_in),
        (StatusCode::UNPROCESSABLE_ENTITY, &form),
        (&alike, &found),
    )
    .await
}
