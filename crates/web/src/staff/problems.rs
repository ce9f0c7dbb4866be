//! Recurring problems: groups of cases offered with why; a person makes a cause or a lesson of one, or dismisses it.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::failure::Failure;
use redress_casework::problem::{DAYS, MOST, Problem};
use redress_domain::case::AvoidableCause;
use redress_domain::id::ServiceId;
use redress_domain::lesson::RootCause;
use redress_domain::policy::Policy;
use redress_domain::problem::{NoProblem, ProblemSign};
use redress_pages::Page as _;
use redress_pages::avoidable::cause as words_of_cause;
use redress_pages::form::FormState;
use redress_pages::format::{count, london_date, long_date};
use redress_pages::lesson::say;
use redress_pages::staff::problems::{Offered, ProblemsPage, because_field, no_problem};

use super::named;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/problems";

/// How many cases a form of a cause or a lesson takes over.
const TAKEN_OVER: usize = 50;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route(HERE, get(show).post(dismiss))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let form = FormState::new().with("service", query.value("service"));
    page((&app, &here, &signed_in), (StatusCode::OK, form)).await
}

fn service_in(here: &Here, form: &FormState) -> Result<Option<ServiceId>, PageError> {
    let policy = here.policy()?;
    let chosen = ServiceId::parse(form.value("service")).ok();
    Ok(chosen.filter(|id| policy.service(id).is_some()))
}

async fn page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (status, form): (StatusCode, FormState),
) -> Answer {
    let service = service_in(here, &form)?;
    let found = app
        .casework
        .problems(here.id(), &signed_in.actor, service.as_ref())
        .await?;
    let mut looked = format!(
        "{} that you may open, received since {} ({DAYS} days), {} looked at.",
        count(
            u64::try_from(found.looked_at).unwrap_or_default(),
            "case",
            "cases"
        ),
        long_date(found.since),
        if found.looked_at == 1 { "was" } else { "were" },
    );
    if found.is_cut {
        looked.push_str(&format!(
            " There are more: only the newest {MOST} or so are. Choose a service to see further back."
        ));
    }
    if found.groups.is_empty() {
        looked.push_str(
            " No three of them share a place, a cause, or words that most of the others do not have.",
        );
    }
    if found.dismissed > 0 {
        let groups = u64::try_from(found.dismissed).unwrap_or_default();
        looked.push_str(&format!(
            " {} dismissed, and not shown until there are twice as many cases.",
            count(groups, "group was", "groups were")
        ));
    }
    let policy = here.policy()?;
    let groups = found.groups.iter().map(|group| offered(policy, group)).collect();
    let shell = signed_in.shell(app, here).await?;
    let page = ProblemsPage::new(shell, (named::services(here.policy()?), form), &looked, groups);
    Ok((status, Html(page.html())).into_response())
}

/// "lesson:handover:waste" in words: the cause, and whose it is.
fn in_words(policy: &Policy, what: &str) -> String {
    let mut parts = what.split(':');
    let (sort, cause) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let of_contact = AvoidableCause::parse(cause).filter(|_| sort == "contact");
    let of_lesson = RootCause::parse(cause).filter(|_| sort == "lesson");
    let cause = of_contact
        .map(words_of_cause)
        .or(of_lesson.map(say::cause))
        .unwrap_or(cause);
    let service = parts.next().and_then(|service| ServiceId::parse(service).ok());
    let service = service.map_or_else(String::new, |service| named::service(Some(policy), &service));
    format!("{cause} ({service})")
}

fn offered(policy: &Policy, problem: &Problem) -> Offered {
    let new = |path: &str, open_only: bool| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let cases = problem
            .cases
            .iter()
            .filter(|line| !open_only || !line.case.closed);
        let mut taken = cases.take(TAKEN_OVER).peekable();
        // Of closed cases there is nothing to answer together.
        taken.peek()?;
        for line in taken {
            query.append_pair("case", &line.case.reference);
        }
        Some(format!("{path}?{}", query.finish()))
    };
    let before = problem.before.as_ref().map(|before| {
        format!(
            "It was dismissed on {}, when it had {} cases: {}.",
            long_date(london_date(before.dismissed_at)),
            before.cases,
            no_problem(before.because).to_lowercase()
        )
    });
    Offered {
        sign: problem.sign,
        what: match problem.sign {
            ProblemSign::Cause => in_words(policy, &problem.what),
            ProblemSign::Place | ProblemSign::Words => problem.what.clone(),
        },
        digest: problem.digest.clone(),
        cases: problem
            .cases
            .iter()
            .map(|line| {
                let reference = line.case.reference.clone();
                let href = format!("/staff/cases/{reference}");
                (reference, line.summary.clone().unwrap_or_default(), href)
            })
            .collect(),
        before: before.unwrap_or_default(),
        confirm: (new("/staff/causes/new", true), new("/staff/lessons/new", false)),
    }
}

async fn dismiss(State(app): State<App>, here: Here, signed_in: SignedIn, Form(form): Form) -> Answer {
    let mut form = form;
    let field = because_field(form.value("digest"));
    let Some(because) = NoProblem::parse(form.value(&field)) else {
        form.error(&field, "Select why it is no problem of its own");
        let who = (&app, &here, &signed_in);
        return page(who, (StatusCode::UNPROCESSABLE_ENTITY, form)).await;
    };
    let service = service_in(&here, &form)?;
    let group = (service.as_ref(), form.value("digest"));
    match app
        .casework
        .dismiss_problem(here.id(), &signed_in.actor, group, because)
        .await
    {
        Ok(()) => signed_in.say("The group is dismissed"),
        // Somebody else was quicker, or its cases changed.
        Err(Failure::NotFound) => signed_in.say("This group is not offered any more"),
        Err(other) => return Err(other.into()),
    }
    let service = service
        .map(|service| format!("?service={service}"))
        .unwrap_or_default();
    Ok(see_other(&format!("{HERE}{service}")))
}
