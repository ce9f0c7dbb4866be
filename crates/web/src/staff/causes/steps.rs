//! The steps of a common cause, each a form: shown, read, done, or shown again with what is wrong.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::{MethodRouter, get};
use redress_casework::cause::{NotDone, OFFERED};
use redress_casework::outside::Fresh;
use redress_domain::cause::{CauseAnswer, Command, Differs, NewFinding, Refusal, TakeOut};
use redress_domain::id::{CaseId, PointId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::Finding;
use redress_domain::words::Words;
use redress_pages::Page as _;
use redress_pages::cause::forms::{self, MakePage, NAMES_CHECKED};
use redress_pages::cause::{Choices, Known as _};
use redress_pages::form::{FormState, SEEN};

use super::OpenCause;
use super::refusals::words_for;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;
use crate::staff::lessons::looks_like;
use crate::staff::lines;
use crate::staff::references::cases_in;

/// What a form comes to.
enum Wanted {
    /// This order.
    Do(Command),
    /// Cases are added, which the form names.
    Cases,
    /// A case that the form names is taken out.
    TakeOut(Differs, Words),
    /// The finding is used on points that the form names.
    Points,
}

/// What a step needs before it can be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    Offered,
    Points,
    /// What in the reply looks like somebody's name.
    Names,
}

type ReadForm = fn(&OpenCause, &Fresh<'_>, &mut FormState) -> Option<Wanted>;

/// One step.
struct Step {
    slug: &'static str,
    act: Act,
    page: MakePage,
    needs: Needs,
    first: fn(&OpenCause) -> FormState,
    read: ReadForm,
    done: &'static str,
}

const fn step((slug, act): (&'static str, Act), page: MakePage, read: ReadForm, done: &'static str) -> Step {
    Step {
        slug,
        act,
        page,
        needs: Needs::Nothing,
        first: nothing,
        read,
        done,
    }
}

static STEPS: [Step; 9] = [
    Step {
        needs: Needs::Offered,
        ..step(
            ("cases", Act::Link),
            forms::cases,
            |_, _, _| Some(Wanted::Cases),
            "The cases are added",
        )
    },
    Step {
        first: named_case,
        ..step(
            ("take-out", Act::Link),
            forms::take_out,
            read_take_out,
            "The case is taken out, and goes on by itself",
        )
    },
    Step {
        first: finding_so_far,
        ..step(
            ("finding", Act::RecordFinding),
            forms::finding,
            read_finding,
            "Saved. Now choose on which points it is used",
        )
    },
    Step {
        needs: Needs::Points,
        ..step(
            ("points", Act::RecordFinding),
            forms::points,
            |_, _, _| Some(Wanted::Points),
            "The finding is recorded on them",
        )
    },
    Step {
        first: reply_so_far,
        ..step(
            ("reply", Act::WriteReply),
            forms::reply,
            read_reply,
            "Saved. Now ask somebody else to approve it",
        )
    },
    Step {
        needs: Needs::Names,
        ..step(
            ("ask", Act::WriteReply),
            forms::ask,
            |_, _, _| Some(Wanted::Do(Command::AskForApproval)),
            "Somebody else can approve it now",
        )
    },
    Step {
        needs: Needs::Names,
        ..step(
            ("approval", Act::ApproveReply),
            forms::approval,
            read_approval,
            "Saved",
        )
    },
    step(
        ("send", Act::SendReply),
        forms::send,
        |_, _, _| Some(Wanted::Do(Command::Send)),
        "The reply goes. Look again in a minute for cases that need a person",
    ),
    step(
        ("finish", Act::Link),
        forms::finish,
        |_, _, _| Some(Wanted::Do(Command::Finish)),
        "It is finished",
    ),
];

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    STEPS.iter().fold(Router::new(), |router, step| {
        router.route(&format!("/staff/causes/{{id}}/{}", step.slug), methods(step))
    })
}

fn methods(step: &'static Step) -> MethodRouter<App> {
    get(move |State(app): State<App>, cause: OpenCause| show(step, app, cause))
        .post(move |State(app): State<App>, cause: OpenCause, Form(form): Form| take(step, app, cause, form))
}

async fn show(step: &Step, app: App, cause: OpenCause) -> Answer {
    let form = (step.first)(&cause);
    page(step, &app, &cause, (StatusCode::OK, &form)).await
}

async fn page(step: &Step, app: &App, cause: &OpenCause, (status, form): (StatusCode, &FormState)) -> Answer {
    require(step, cause)?;
    let choices = choices(step.needs, app, cause).await?;
    let shell = cause.reader.shell(app, &cause.here).await?;
    let page = (step.page)(shell, &cause.shown(), form, &choices);
    Ok((status, Html(page.html())).into_response())
}

fn require(step: &Step, cause: &OpenCause) -> Result<(), PageError> {
    if cause.may(step.act) {
        Ok(())
    } else {
        Err(PageError::NotPermitted)
    }
}

async fn choices(needs: Needs, app: &App, cause: &OpenCause) -> Result<Choices, PageError> {
    let (council, actor) = (cause.here.id(), &cause.reader.actor);
    let mut choices = Choices::default();
    match needs {
        Needs::Nothing => {}
        Needs::Offered => {
            let offered = app.casework.offered_for_cause(council, actor, &cause.view.id);
            choices.offered = offered
                .await?
                .iter()
                .map(|line| {
                    let summary = lines::first_words(line.summary.as_deref().unwrap_or("[removed]"));
                    let kind = redress_pages::words::kind(line.case.kind);
                    let words = format!("{} ({kind}): {summary}", line.case.reference);
                    (line.case.case_id.to_string(), words)
                })
                .collect();
        }
        Needs::Names => {
            let names = app.casework.names_in_reply(council, actor, &cause.view.id);
            choices.names = names
                .await?
                .into_iter()
                .map(|found| (found.what, looks_like(found.looks_like).to_owned()))
                .collect();
        }
        Needs::Points => {
            let points = app
                .casework
                .open_points(council, actor, &cause.view.members)
                .await?;
            choices.points = points
                .into_iter()
                .map(|point| {
                    let value = format!("{}.{}", point.case, point.point);
                    (value, format!("{}: {}", point.reference, point.text))
                })
                .collect();
        }
    }
    Ok(choices)
}

async fn take(step: &'static Step, app: App, cause: OpenCause, form: FormState) -> Answer {
    require(step, &cause)?;
    let mut form = form;
    let seen = seen(&form)?;
    let wanted = (step.read)(&cause, &app.casework.fresh(), &mut form);
    let command = match wanted.filter(|_| form.errors().is_empty()) {
        Some(Wanted::Do(command)) => Some(command),
        Some(Wanted::Cases) => cases_to_add(&app, &cause, &mut form).await?,
        Some(Wanted::TakeOut(differs, reason)) => {
            let reader = (&app, &cause.here, &cause.reader);
            let named = cases_in(reader, &mut form, ("case", 1)).await?;
            named.into_iter().next().map(|case| {
                Command::TakeOut(TakeOut {
                    case,
                    differs,
                    reason,
                })
            })
        }
        Some(Wanted::Points) => return use_finding(step, &app, cause, form).await,
        None => None,
    };
    // Who lets it go to many has looked at what may be somebody's name.
    if matches!(command, Some(Command::Approve)) && form.value(NAMES_CHECKED) != "yes" {
        let choices = choices(step.needs, &app, &cause).await?;
        if !choices.names.is_empty() {
            form.error(
                NAMES_CHECKED,
                "Check the words that look like somebody’s name, and say that you did",
            );
        }
    }
    let Some(command) = command.filter(|_| form.errors().is_empty()) else {
        return page(step, &app, &cause, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    let (council, actor) = (cause.here.id(), &cause.reader.actor);
    let at = (&cause.view.id, seen);
    let done = app.casework.act_on_cause(council, actor, at, vec![command]);
    match Box::pin(done).await {
        Ok(()) => {
            cause.reader.say(step.done);
            Ok(see_other(cause.path()))
        }
        Err(NotDone::Refused(Refusal::NotPermitted(_))) => Err(PageError::NotPermitted),
        Err(NotDone::Refused(refusal)) => {
            let (field, text) = words_for(&refusal);
            form.error(field, text);
            page(step, &app, &cause, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Err(NotDone::Moved) => {
            form.error(
                "form",
                "Somebody changed this while you were typing. Read it again, and press the button again",
            );
            let form = form.with(SEEN, cause.view.version.to_string());
            page(step, &app, &cause, (StatusCode::CONFLICT, &form)).await
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

/// The cases that were ticked and those that were typed.
async fn cases_to_add(
    app: &App,
    cause: &OpenCause,
    form: &mut FormState,
) -> Result<Option<Command>, PageError> {
    let mut cases = cases_in((app, &cause.here, &cause.reader), form, ("cases", OFFERED)).await?;
    let ticked: BTreeSet<CaseId> = form
        .values("offered")
        .into_iter()
        .filter_map(|case| CaseId::parse(case).ok())
        .collect();
    cases.extend(ticked);
    if cases.is_empty() && form.errors().is_empty() {
        form.error("cases", "Select at least one case, or enter a reference");
    }
    if cases.len() > OFFERED * 2 {
        form.error("cases", format!("Add {} cases or fewer at once", OFFERED * 2));
    }
    Ok(Some(Command::Add { cases }))
}

async fn use_finding(step: &'static Step, app: &App, cause: OpenCause, form: FormState) -> Answer {
    let mut form = form;
    let chosen: Vec<(CaseId, PointId)> = form
        .values("points")
        .into_iter()
        .filter_map(|value| {
            let (case, point) = value.split_once('.')?;
            Some((CaseId::parse(case).ok()?, PointId::parse(point).ok()?))
        })
        .take(OFFERED)
        .collect();
    if chosen.is_empty() {
        form.error("points", "Select at least one point");
        return page(step, app, &cause, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    }
    let (council, actor) = (cause.here.id(), &cause.reader.actor);
    let used = app.casework.use_finding(council, actor, &cause.view.id, chosen);
    let each = Box::pin(used).await?;
    let failed = each.iter().filter(|(_, done)| done.is_err()).count();
    if failed > 0 {
        form.error(
            "points",
            format!(
                "It could not be recorded on {failed} of them: somebody changed them, or their reply is out"
            ),
        );
        return page(step, app, &cause, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    }
    cause.reader.say(step.done);
    Ok(see_other(cause.path()))
}

fn nothing(_: &OpenCause) -> FormState {
    FormState::new()
}

fn named_case(cause: &OpenCause) -> FormState {
    FormState::new().with("case", cause.query.value("case"))
}

fn finding_so_far(cause: &OpenCause) -> FormState {
    match &cause.view.cause.finding {
        Some((finding, reason)) => FormState::new()
            .with("finding", finding.as_str())
            .with("reason", cause.text(reason)),
        None => FormState::new(),
    }
}

fn reply_so_far(cause: &OpenCause) -> FormState {
    match cause.view.cause.open_reply() {
        Some(reply) => FormState::new()
            .with("answer", reply.answer.as_str())
            .with("text", cause.text(&reply.text)),
        None => FormState::new(),
    }
}

fn require_words(fresh: &Fresh<'_>, form: &mut FormState, (field, why): (&str, &str)) -> Option<Words> {
    form.require(field, why).map(|text| fresh.words(&text))
}

fn read_take_out(_: &OpenCause, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    form.require("case", "Enter the reference of the case");
    let differs = Differs::parse(form.value("differs"));
    if differs.is_none() {
        form.error("differs", "Select what is different about it");
    }
    let reason = require_words(fresh, form, ("reason", "Enter the reason"));
    Some(Wanted::TakeOut(differs?, reason?))
}

fn read_finding(_: &OpenCause, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let finding = Finding::parse(form.value("finding"));
    if finding.is_none() {
        form.error("finding", "Select what you found");
    }
    let reason = require_words(fresh, form, ("reason", "Enter why"));
    Some(Wanted::Do(Command::Find(NewFinding {
        finding: finding?,
        reason: reason?,
    })))
}

fn read_reply(_: &OpenCause, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let answer = CauseAnswer::parse(form.value("answer"));
    if answer.is_none() {
        form.error("answer", "Select what the reply does");
    }
    let text = require_words(fresh, form, ("text", "Enter what you want to say"));
    Some(Wanted::Do(Command::Draft {
        reply: fresh.reply(),
        answer: answer?,
        text: text?,
    }))
}

fn read_approval(_: &OpenCause, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    match form.value("decision") {
        "approve" => Some(Wanted::Do(Command::Approve)),
        "send-back" => {
            let what = require_words(fresh, form, ("what", "Enter what has to change"))?;
            Some(Wanted::Do(Command::SendBack { what }))
        }
        _ => {
            form.error("decision", "Select whether it is right for every one of them");
            None
        }
    }
}
