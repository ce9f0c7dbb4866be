//! Giving several cases to somebody at once: each is an act of its own, and each has its own answer.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_casework::user::User;
use redress_domain::case::{Command, Refusal, TriageAnswers};
use redress_domain::id::{ServiceId, UserId};
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_pages::Page as _;
use redress_pages::case::refusals::words_for;
use redress_pages::form::FormState;
use redress_pages::staff::assign::{AssignSelected, Assigned, Options, Ticked};

use super::{lines, triage};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::session::SignedIn;

/// How many cases are given away at once.
const MOST: usize = 50;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases/assign", get(show).post(assign))
}

/// A case that was ticked, at the version that the list showed.
pub(super) struct Chosen {
    pub(super) reference: Reference,
    pub(super) seen: i64,
}

pub(super) fn chosen(form: &FormState) -> Vec<Chosen> {
    let mut chosen: Vec<Chosen> = Vec::new();
    for value in form.values("case") {
        let Some((reference, seen)) = value.rsplit_once('.') else {
            continue;
        };
        let (Ok(reference), Ok(seen)) = (Reference::parse(reference), seen.parse()) else {
            continue;
        };
        if chosen.len() < MOST && chosen.iter().all(|other| other.reference != reference) {
            chosen.push(Chosen { reference, seen });
        }
    }
    chosen
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let form = read(query.unwrap_or_default().as_bytes());
    respond(&app, &here, (&signed_in, &form), StatusCode::OK).await
}

async fn respond(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
    status: StatusCode,
) -> Answer {
    let ticked = ticked(app, here, (signed_in, form)).await?;
    let policy = here.policy()?;
    let services = policy.services.iter();
    let services = services.map(|service| (service.id.to_string(), service.name.clone()));
    let options = Options {
        services: services.collect(),
        owners: triage::owners(app, here, &[]).await?,
    };
    let shell = signed_in.shell(app, here).await?;
    let page = AssignSelected::new(shell, form, (ticked, options));
    Ok((status, Html(page.html())).into_response())
}

/// The cases that were ticked, as a page shows them; those that the reader may find.
pub(super) async fn ticked(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
) -> Result<Vec<Ticked>, PageError> {
    let mut ticked = Vec::new();
    for chosen in chosen(form) {
        let line = app
            .casework
            .find_case_by_reference(here.id(), &signed_in.actor, &chosen.reference)
            .await?;
        let item = lines::items(here, line.as_slice(), "/staff/cases")?.pop();
        ticked.extend(item.map(|item| Ticked {
            value: format!("{}.{}", chosen.reference, chosen.seen),
            reference: item.reference,
            summary: item.summary,
            service: item.service,
        }));
    }
    Ok(ticked)
}

/// What the form says.
struct Answers {
    service: Option<ServiceId>,
    owner: Option<User>,
    reason: String,
    /// All that was sent: a second press of the button says what the first one did.
    sent: String,
}

async fn assign(State(app): State<App>, here: Here, signed_in: SignedIn, Form(mut form): Form) -> Answer {
    let reason = form.require("reason", "Enter a reason");
    let owner = owner(&app, &here, &mut form).await?;
    let policy = here.policy()?;
    let service = form.choice("service", |id| {
        let id = ServiceId::parse(id).ok()?;
        policy.service(&id).is_some().then_some(id)
    });
    let chosen = chosen(&form);
    let Some(reason) = reason.filter(|_| form.errors().is_empty() && !chosen.is_empty()) else {
        return respond(&app, &here, (&signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let answers = Answers {
        service,
        owner,
        reason,
        sent: form.as_sent(),
    };
    let (mut done, mut not_done) = (Vec::new(), Vec::new());
    for chosen in chosen {
        let reference = chosen.reference.to_string();
        match Box::pin(one(&app, &here, (&signed_in, &chosen), &answers)).await? {
            Ok(whose) => done.push((reference, whose)),
            Err(why) => not_done.push((reference, why)),
        }
    }
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(Assigned::new(shell, done, not_done).html()).into_response())
}

async fn owner(app: &App, here: &Here, form: &mut FormState) -> Result<Option<User>, PageError> {
    let Some(id) = form.filled("owner").map(str::to_owned) else {
        return Ok(None);
    };
    let user = match UserId::parse(id) {
        Ok(id) => app.casework.user(here.id(), &id).await?,
        Err(_) => None,
    };
    let policy = here.policy()?;
    let user = user.filter(|user| triage::may_own(policy, user));
    if user.is_none() {
        form.error("owner", "Select somebody who works for a service");
    }
    if let Some(user) = &user {
        triage::warn_of_absence(app, here, (user, form)).await?;
    }
    Ok(user)
}

/// Assigns one case; answers whose it is, or why not. The others go on.
async fn one(
    app: &App,
    here: &Here,
    (signed_in, chosen): (&SignedIn, &Chosen),
    answers: &Answers,
) -> Result<Result<String, String>, PageError> {
    let opened = app
        .casework
        .open_case(here.id(), &signed_in.actor, &chosen.reference)
        .await;
    let view = match opened {
        Ok(view) => view,
        Err(Failure::NotFound) => return Ok(Err("you may not open it".to_owned())),
        Err(other) => return Err(other.into()),
    };
    let policy = here.policy()?;
    let (command, whose) = match command(app, policy, (&view, answers)) {
        Ok(found) => found,
        Err(why) => return Ok(Err(why)),
    };
    let at = (&view.id, Some(chosen.seen));
    let form = (&[command][..], answers.sent.as_str());
    let acted = app.casework.act_of_form(here.id(), &signed_in.actor, at, form);
    match acted.await {
        Ok(_) => Ok(Ok(whose)),
        Err(Failure::Conflict { .. }) => Ok(Err(
            "somebody else changed it meanwhile. Open it to see what it says now".to_owned(),
        )),
        Err(Failure::NotPermitted | Failure::Refused(Refusal::NotPermitted(_))) => {
            Ok(Err("you may not assign it".to_owned()))
        }
        Err(Failure::Refused(Refusal::NothingToChange)) => Ok(Err("it is theirs already".to_owned())),
        Err(Failure::Refused(refusal)) => Ok(Err(words_for(&refusal, Some(&view.case)).text.clone())),
        Err(other) => Err(other.into()),
    }
}

/// What is to be done to one case, and whose it is then. One that nobody has triaged is triaged as
/// what it seems to be.
fn command(
    app: &App,
    policy: &Policy,
    (view, answers): (&CaseView, &Answers),
) -> Result<(Command, String), String> {
    let case = &view.case;
    let id = case.service.as_ref().or(answers.service.as_ref());
    let service = id
        .and_then(|id| policy.service(id))
        .ok_or("select the service that it is for")?;
    if let Some(owner) = &answers.owner
        && !owner.services.contains(&service.id)
    {
        return Err(format!("{} does not work for {}", owner.name, service.name));
    }
    let owner = answers.owner.as_ref().map(|owner| owner.id.clone());
    let team = policy
        .team(&service.team)
        .map_or("the team", |team| team.name.as_str());
    let whose = answers.owner.as_ref().map_or(team, |owner| owner.name.as_str());
    let whose = format!("with {whose}");
    let words = app.casework.fresh().words(&answers.reason);
    if case.triaged_at.is_some() {
        let (team, reason) = (service.team.clone(), Some(words));
        return Ok((Command::Assign { team, owner, reason }, whose));
    }
    let rules = view
        .rules()
        .map_err(|_no_such_version| "its policy is not known".to_owned())?;
    let usual = rules
        .pinned
        .procedure_for_raised((case.kind, case.raised_by), Some(&service.id));
    let answers = TriageAnswers {
        kind: case.kind,
        kind_reason: None,
        procedure: usual.map_or_else(|| case.procedure.clone(), |procedure| procedure.id.clone()),
        service: service.id.clone(),
        team: None,
        owner,
        ward: None,
        priority: case.priority,
        about: case.about.clone(),
        note: Some(words),
    };
    Ok((Command::Triage(answers), whose))
}
