//! The policy: its versions, the draft's text, dropping it, adopting it.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::{get, post};
use jiff::civil::Date;
use redress_casework::failure::Failure;
use redress_casework::policy::{Adopting, Version};
use redress_domain::permission::Act;
use redress_domain::policy::Policy;
use redress_domain::policy::difference::difference;
use redress_domain::policy::parse::Report;
use redress_domain::settings::policy::unexplained;
use redress_pages::admin::AdminPage;
use redress_pages::admin::BECAUSE;
use redress_pages::admin::policy::{self as pages, Adopts, Drafted, ReadsAudit, Standing};
use redress_pages::form::{FormState, SEEN};
use redress_pages::format::{long_date, picker_date};
use redress_pages::{Page as _, Shell};

use super::audit;
use super::editing::{Edit, Editing, form_after};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};
use crate::staff::typed;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin", get(home))
        .route("/admin/policy", get(show))
        .route("/admin/policy/drop", post(drop_draft))
        .route("/admin/policy/text", get(text).post(change_text))
        .route("/admin/policy/adopt", get(adopt_form).post(adopt))
        .route("/admin/policy/versions/{number}", get(version))
        .route("/admin/policy/versions/{number}/withdraw", post(withdraw))
}

/// What the draft differs in from the version that it follows.
fn drafted(editing: &Editing) -> Drafted {
    let last = editing.here.council.versions.in_force_on(Date::MAX);
    let differs = |(_, last): (u32, &Policy)| difference(last, editing.policy());
    Drafted {
        is_begun: editing.draft.is_begun,
        difference: last.map(differs).unwrap_or_default(),
        unexplained: if editing.draft.is_begun {
            unexplained(editing.policy())
        } else {
            Vec::new()
        },
    }
}

/// Whoever may open one of the settings sees the first page; what they may not change is not on it.
async fn home(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    let drafted = if reader.may(&here, Act::DraftPolicy) {
        let draft = app.casework.policy_draft(here.id(), &reader.actor).await?;
        let editing = Editing {
            app: app.clone(),
            here: here.clone(),
            reader: reader.clone(),
            draft,
        };
        drafted(&editing)
    } else {
        Drafted::default()
    };
    let (last, reads) = if reader.may(&here, Act::ReadAudit) {
        (audit::last(&app, &here, &reader, 10).await?, ReadsAudit::Yes)
    } else {
        (redress_pages::markup::Markup::default(), ReadsAudit::No)
    };
    let shell = reader.shell(&app, &here).await?;
    Ok(Html(pages::home(shell, &drafted, (last, reads)).html()).into_response())
}

async fn show(editing: Editing) -> Answer {
    let form = editing.seen(FormState::new());
    let versions = versions(&editing).await?;
    let page = overview(&editing, editing.shell().await?, (&versions, &form));
    Editing::page(&page)
}

async fn versions(editing: &Editing) -> Result<Vec<Version>, PageError> {
    let actor = &editing.reader.actor;
    Ok(editing
        .app
        .casework
        .policy_versions(editing.here.id(), actor)
        .await?)
}

fn overview(editing: &Editing, shell: Shell, (versions, form): (&[Version], &FormState)) -> AdminPage {
    let known = &editing.here.council.versions;
    let body = |number| {
        let policy = known.version(number);
        policy
            .and_then(|policy| policy.adoption.as_ref())
            .map_or("Nobody yet", |adoption| adoption.body.as_str())
    };
    let lines: Vec<pages::Version<'_>> = versions
        .iter()
        .map(|version| pages::Version {
            number: version.number,
            starts_on: version.starts_on,
            body: body(version.number),
            adopted_at: version.adopted_at,
            standing: standing(editing, version.number),
        })
        .collect();
    pages::overview(shell, (&lines, &drafted(editing)), (form, adopts(editing)))
}

fn adopts(editing: &Editing) -> Adopts {
    if editing.reader.may(&editing.here, Act::AdoptPolicy) {
        Adopts::Yes
    } else {
        Adopts::No
    }
}

fn standing(editing: &Editing, number: u32) -> Standing {
    let (versions, today) = (&editing.here.council.versions, editing.here.today);
    let on = |day: Date| versions.in_force_on(day).map(|(number, _)| number);
    if versions.is_withdrawn(number) {
        Standing::Withdrawn
    } else if on(today) == Some(number) {
        Standing::InForce
    } else if on(Date::MAX) == Some(number) {
        Standing::ToCome
    } else {
        Standing::Kept
    }
}

async fn drop_draft(editing: Editing, Form(mut form): Form) -> Answer {
    let versions = versions(&editing).await?;
    let page = |shell, form: &FormState| overview(&editing, shell, (&versions, form));
    let seen = form.value(SEEN).parse().unwrap_or_default();
    let because = form.value(BECAUSE).to_owned();
    let (council, actor) = (editing.here.id(), &editing.reader.actor);
    let dropped = editing
        .app
        .casework
        .drop_draft(council, actor, (seen, &because))
        .await;
    if let Err(failure) = dropped {
        // Without a draft there is no form on the page that an error could stand beside.
        if !editing.draft.is_begun {
            return Ok(see_other("/admin/policy"));
        }
        let conflict = form_after(&mut form, failure, &[BECAUSE])?;
        return editing.failed(conflict, form, (&[BECAUSE], page)).await;
    }
    editing.reader.say("The draft is dropped.");
    Ok(see_other("/admin/policy"))
}

const TEXT_FIELDS: [&str; 2] = ["text", BECAUSE];

async fn text(editing: Editing) -> Answer {
    let form = editing.seen(FormState::new().with("text", editing.draft.text.as_str()));
    let report = Report {
        mistakes: Vec::new(),
        ..Policy::check(&editing.draft.text)
    };
    Editing::page(&pages::text(editing.shell().await?, &form, &report))
}

async fn change_text(editing: Editing, Form(mut form): Form) -> Answer {
    let typed = form.value("text").to_owned();
    let report = Policy::check(&typed);
    let page = |shell, form: &FormState| pages::text(shell, form, &report);
    if !report.mistakes.is_empty() {
        let count = u64::try_from(report.mistakes.len()).unwrap_or_default();
        let counted = redress_pages::format::count(count, "mistake", "mistakes");
        form.error(
            "text",
            format!("Mend {counted} in the text. Each is said below with its line"),
        );
        return editing.again(form, &TEXT_FIELDS, page).await;
    }
    if form.value("do") == "check" {
        let shell = editing.shell().await?;
        let banner =
            redress_pages::components::NotificationBanner::important("No mistakes. Nothing is saved yet.");
        return Editing::page(&page(shell.banner(banner), &form));
    }
    form.require(BECAUSE, "Enter why you are changing this");
    if !form.errors().is_empty() {
        return editing.again(form, &TEXT_FIELDS, page).await;
    }
    let edit = Edit {
        changes: Vec::new(),
        fields: &TEXT_FIELDS,
        done: "The draft is saved.".to_owned(),
        to: "/admin/policy",
    };
    editing.save_text(form, (typed, edit), page).await
}

const ADOPT_FIELDS: [&str; 5] = ["starts_on", "body", "decided_on", "minute", BECAUSE];

async fn adopt_form(editing: Editing) -> Answer {
    if !editing.draft.is_begun {
        return Ok(see_other("/admin/policy"));
    }
    let tomorrow = editing.here.today.tomorrow().unwrap_or(Date::MAX);
    let adoption = editing.policy().adoption.as_ref();
    let form = FormState::new()
        .with("starts_on", picker_date(tomorrow))
        .with("body", adoption.map_or("", |adoption| adoption.body.as_str()));
    let form = editing.seen(form);
    Editing::page(&pages::adopt(editing.shell().await?, &form, &drafted(&editing)))
}

async fn adopt(editing: Editing, Form(mut form): Form) -> Answer {
    let told = drafted(&editing);
    let page = |shell, form: &FormState| pages::adopt(shell, form, &told);
    let adopting = read_adoption(&mut form, editing.here.today);
    let Some(adopting) = adopting.filter(|_| form.errors().is_empty()) else {
        return editing.again(form, &ADOPT_FIELDS, page).await;
    };
    let starts_on = adopting.starts_on;
    let seen = form.value(SEEN).parse().unwrap_or_default();
    let (council, actor) = (editing.here.id(), &editing.reader.actor);
    match editing
        .app
        .casework
        .adopt_draft(council, actor, (seen, adopting))
        .await
    {
        Ok(number) => {
            // "Policy version 4 starts on 1 April 2027."
            let told = format!("Policy version {number} starts on {}.", long_date(starts_on));
            editing.reader.say(&told);
            Ok(see_other("/admin/policy"))
        }
        // The same form, sent twice.
        Err(Failure::AlreadyDone(number)) => {
            let told = format!(
                "Policy version {number} was adopted already, once. It starts on {}.",
                long_date(starts_on)
            );
            editing.reader.say(&told);
            Ok(see_other("/admin/policy"))
        }
        Err(failure) => {
            let conflict = form_after(&mut form, failure, &ADOPT_FIELDS)?;
            editing.failed(conflict, form, (&ADOPT_FIELDS, page)).await
        }
    }
}

fn read_adoption(form: &mut FormState, today: Date) -> Option<Adopting> {
    let mut day = |name: &str, missing: &str, wrong: &str| {
        let typed = form.require(name, missing)?;
        let day = typed::date(&typed);
        if day.is_none() {
            form.error(name, wrong);
        }
        day
    };
    let starts_on = day(
        "starts_on",
        "Enter the first day",
        "The first day must be a date, like 1/4/2027",
    );
    let decided_on = day(
        "decided_on",
        "Enter the day of the decision",
        "The day of the decision must be a date, like 17/2/2027",
    );
    if let (Some(starts_on), Some(decided_on)) = (starts_on, decided_on)
        && decided_on > starts_on
    {
        form.error("decided_on", "The decision must be on or before the first day");
    }
    // Domain, section 2: who adopted it, and when, is public.
    if decided_on.is_some_and(|decided_on| decided_on > today) {
        form.error(
            "decided_on",
            "The day of the decision must be today or in the past",
        );
    }
    let body = form.require("body", "Enter which body decided");
    let because = form.require(BECAUSE, "Enter why you are changing this");
    Some(Adopting {
        starts_on: starts_on?,
        body: body?,
        decided_on: decided_on?,
        minute: form.value("minute").trim().to_owned(),
        because: because?,
    })
}

async fn version(editing: Editing, Path(number): Path<u32>) -> Answer {
    let form = editing.seen(FormState::new());
    let shell = editing.shell().await?;
    Editing::page(&version_page(&editing, shell, (number, &form))?)
}

fn version_page(
    editing: &Editing,
    shell: Shell,
    (number, form): (u32, &FormState),
) -> Result<AdminPage, PageError> {
    let versions = &editing.here.council.versions;
    let policy = versions.version(number).ok_or(PageError::NotFound)?;
    // It was made from the last one before it that was not withdrawn.
    let before = versions.all().filter(|(before, _)| *before < number).last();
    let changed = before
        .map(|(_, before)| difference(before, policy))
        .unwrap_or_default();
    let of = ((number, policy), standing(editing, number));
    Ok(pages::version(shell, of, &changed, (form, adopts(editing))))
}

async fn withdraw(editing: Editing, Path(number): Path<u32>, Form(mut form): Form) -> Answer {
    let seen = form.value(SEEN).parse().unwrap_or_default();
    let because = form.value(BECAUSE).to_owned();
    let (council, actor) = (editing.here.id(), &editing.reader.actor);
    // Whether there is such a version is said before anything is done.
    version_page(&editing, editing.shell().await?, (number, &form))?;
    // A second press of the same button.
    if standing(&editing, number) == Standing::Withdrawn {
        editing
            .reader
            .say(&format!("Policy version {number} is withdrawn already."));
        return Ok(see_other("/admin/policy"));
    }
    let withdrawn = editing
        .app
        .casework
        .withdraw_policy(council, actor, (seen, number, &because))
        .await;
    let Err(failure) = withdrawn else {
        editing
            .reader
            .say(&format!("Policy version {number} is withdrawn. It never holds."));
        return Ok(see_other("/admin/policy"));
    };
    let conflict = form_after(&mut form, failure, &[BECAUSE])?;
    let status = match conflict {
        Some(version) => {
            form.set(SEEN, version.to_string());
            StatusCode::CONFLICT
        }
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = version_page(&editing, editing.shell().await?, (number, &form))?;
    Ok((status, Html(page.html())).into_response())
}
