//! The steps of a report, each a form: shown, read, done, or shown again with what is wrong.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::{MethodRouter, get};
use redress_casework::report::NotDone;
use redress_domain::id::UserId;
use redress_domain::permission::{self, Act};
use redress_domain::report::provision::{Provision, that_bind};
use redress_domain::report::{
    ActionState, Command, Complies, MinuteKind, NewMinute, Refusal, ReportPart, ReportSort,
};
use redress_domain::vocabulary::Role;
use redress_domain::words::Words;
use redress_pages::Page as _;
use redress_pages::form::{FormState, SEEN};
use redress_pages::format::MONTHS;
use redress_pages::markup::Markup;
use redress_pages::report::forms::{self, On};
use redress_pages::report::{Document, Section};

use super::OpenReport;
use super::refusals::words_for;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::report::{Reader, annual};
use crate::session::see_other;
use crate::staff::case::doing::require_date;
use crate::staff::case::reply::remarks;
use crate::staff::lessons::looks_like;
use crate::staff::references::{MOST, cases_in};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Part,
    Paragraph,
    Approve,
    Response,
    Publish,
    Minutes,
    Action,
}

/// What a form comes to.
enum Wanted {
    /// This order.
    Do(Command),
    /// It goes out; why what looks like a name may stay.
    Approve(Option<Words>),
}

/// The routes of the steps of a report whose own address is `base`.
pub(super) fn routes(base: &str) -> Router<App> {
    let is_annual = base == super::ONE_YEAR;
    let steps: &[(&str, Step)] = if is_annual {
        &[
            ("parts/{part}", Step::Part),
            ("paragraphs/{paragraph}", Step::Paragraph),
            ("approve", Step::Approve),
            ("response", Step::Response),
            ("publish", Step::Publish),
        ]
    } else {
        &[
            ("parts/{part}", Step::Part),
            ("approve", Step::Approve),
            ("minutes", Step::Minutes),
            ("actions/{item}", Step::Action),
        ]
    };
    steps.iter().fold(Router::new(), |router, (slug, step)| {
        router.route(&format!("{base}/{slug}"), methods(*step))
    })
}

fn methods(step: Step) -> MethodRouter<App> {
    get(move |State(app): State<App>, opened: OpenReport| show(step, app, opened)).post(
        move |State(app): State<App>, opened: OpenReport, Form(form): Form| take(step, app, opened, form),
    )
}

fn part_of(opened: &OpenReport) -> Result<ReportPart, PageError> {
    let part = opened.named.get("part").and_then(|part| ReportPart::parse(part));
    part.filter(|part| part.sort() == opened.view.key.sort())
        .ok_or(PageError::NotFound)
}

fn paragraph_of(opened: &OpenReport) -> Result<&'static Provision, PageError> {
    let id = opened.named.get("paragraph").map_or("", String::as_str);
    that_bind(opened.policy()?)
        .find(|provision| provision.id == id)
        .ok_or(PageError::NotFound)
}

fn item_of(opened: &OpenReport) -> Result<&redress_domain::report::Minute, PageError> {
    let item = opened.named.get("item").and_then(|item| item.parse().ok());
    item.and_then(|item| opened.view.report.minute(item))
        .filter(|minute| minute.kind == MinuteKind::Action)
        .ok_or(PageError::NotFound)
}

/// Whether the reader may do this here; and whether there is such a step.
fn require(step: Step, opened: &OpenReport) -> Result<(), PageError> {
    let is_owner = match step {
        Step::Action => item_of(opened)?.owner.as_ref() == opened.reader.actor.user(),
        Step::Part => part_of(opened).map(|_| false)?,
        Step::Paragraph => paragraph_of(opened).map(|_| false)?,
        Step::Approve | Step::Response | Step::Publish | Step::Minutes => false,
    };
    let may = match step {
        Step::Approve | Step::Publish => opened.approves(),
        Step::Part | Step::Paragraph | Step::Response | Step::Minutes | Step::Action => opened.writes(),
    };
    if may || is_owner {
        Ok(())
    } else {
        Err(PageError::NotPermitted)
    }
}

/// What is typed so far.
fn so_far(step: Step, opened: &OpenReport) -> Result<FormState, PageError> {
    let report = &opened.view.report;
    let form = FormState::new();
    Ok(match step {
        Step::Part => match report.parts.get(&part_of(opened)?) {
            Some(written) => match &written.words {
                Some(words) => form.with("words", opened.view.words(words).unwrap_or_default()),
                None => form.with("nothing", "yes"),
            },
            None => form,
        },
        Step::Paragraph => match report.answers.get(paragraph_of(opened)?.id) {
            Some(answer) => {
                let because = answer.because.as_ref();
                let because = because.and_then(|words| opened.view.words(words));
                form.with("complies", answer.complies.as_str())
                    .with("because", because.unwrap_or_default())
            }
            None => form,
        },
        Step::Approve | Step::Response | Step::Publish | Step::Minutes | Step::Action => form,
    })
}

/// What Redress lists in a part by itself, so that whoever writes it sees it.
fn shown_in(opened: &OpenReport, part: ReportPart) -> Result<Markup, PageError> {
    let document = opened.document()?;
    let is_it = |section: &&Section| {
        let heading = section.heading.as_str();
        match part {
            ReportPart::Figures => heading.ends_with(", frozen") || heading.ends_with(", so far"),
            ReportPart::WhatChanged
            | ReportPart::CasesOfNote
            | ReportPart::SelfAssessment
            | ReportPart::OtherReports => false,
            ReportPart::Lessons => heading == "Lessons",
            ReportPart::OverdueActions => heading == "Actions",
            ReportPart::Arrangements => heading == "Contact arrangements",
            ReportPart::Survey => heading == "Survey",
            ReportPart::Ombudsmen => heading == "Ombudsmen",
            ReportPart::Targets => heading == "Targets of senior managers",
            ReportPart::Analysis => heading.starts_with("2."),
            ReportPart::NonCompliance => heading.starts_with("3."),
            ReportPart::Improvements => heading.starts_with("4."),
            ReportPart::AnnualLetter => heading.starts_with("5."),
        }
    };
    let sections = document.sections.iter().filter(is_it).cloned().collect();
    Ok(Document {
        sections,
        ..Document::default()
    }
    .markup())
}

async fn show(step: Step, app: App, opened: OpenReport) -> Answer {
    let form = so_far(step, &opened)?;
    page(step, &app, &opened, (StatusCode::OK, &form)).await
}

/// What readers of the report may stumble over (ux.md 3.9: sentence length), and small numbers in what was written, of which
/// somebody may be recognised.
fn remarks_on(opened: &OpenReport) -> Vec<String> {
    let texts = opened.view.report.texts();
    let texts: Vec<&str> = texts
        .iter()
        .filter_map(|words| opened.view.words(words))
        .collect();
    let small = texts.iter().filter_map(|text| {
        let number = small_number(text)?;
        Some(format!(
            "“{number}” is a small number: could somebody be recognised?"
        ))
    });
    small.chain(texts.iter().flat_map(|text| remarks(text))).collect()
}

/// A number from 1 to 4 with the word after it, where that is no month.
fn small_number(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut pairs = words
        .windows(2)
        .filter_map(|pair| <[&str; 2]>::try_from(pair).ok());
    let (number, word) = pairs.find_map(|[number, word]| {
        let is_month = MONTHS.iter().any(|month| word.starts_with(month));
        (["1", "2", "3", "4"].contains(&number) && !is_month).then_some((number, word))
    })?;
    Some(format!("{number} {word}"))
}

async fn page(
    step: Step,
    app: &App,
    opened: &OpenReport,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    require(step, opened)?;
    let shell = opened.reader.shell(app, &opened.here).await?;
    let on = On {
        path: &opened.path,
        name: &opened.name,
        version: opened.view.version,
    };
    let page = match step {
        Step::Part => {
            let part = part_of(opened)?;
            forms::part(shell, &on, (part, shown_in(opened, part)?), form)
        }
        Step::Paragraph => {
            let provision = paragraph_of(opened)?;
            let shown = annual::shows(opened.policy()?, &opened.view, (provision, Reader::Staff));
            forms::provision(shell, &on, (provision, &shown), form)
        }
        Step::Approve => {
            let found = opened.view.found.iter();
            let found: Vec<(String, String)> = found
                .map(|found| (found.what.clone(), looks_like(found.looks_like).to_owned()))
                .collect();
            let warning = match opened.view.key.sort() {
                ReportSort::Briefing => {
                    "The Executive sees it from now on, members see its figures in tens, and it changes no more."
                }
                ReportSort::Annual => "It changes no more. The governing body can respond to it now.",
            };
            forms::approve(shell, &on, (warning, &found, &remarks_on(opened)), form)
        }
        Step::Response => forms::response(shell, &on, form),
        Step::Publish => forms::publish(shell, &on, form),
        Step::Minutes => {
            let owners = owners(app, opened).await?;
            forms::minute(shell, &on, &owners, form)
        }
        Step::Action => {
            let words = opened.view.words(&item_of(opened)?.words);
            forms::action(shell, &on, words.unwrap_or("[removed]"), form)
        }
    };
    let found = names_typed(step, app, (opened, form)).await?;
    let page = if found.is_empty() {
        page
    } else {
        forms::with_names(page, &found, form)
    };
    Ok((status, Html(page.html())).into_response())
}

/// Who can be asked to do something, by value and name.
async fn owners(app: &App, opened: &OpenReport) -> Result<Vec<(String, String)>, PageError> {
    let policy = opened.policy()?;
    let users = app.casework.users(opened.here.id()).await?.into_iter();
    let works = |user: &redress_casework::user::User| {
        let is_member = user.roles.contains(&Role::Councillor);
        user.active && !is_member && permission::may(policy, &user.actor(), Act::FollowOwn)
    };
    let works = users.filter(works);
    Ok(works.map(|user| (user.id.to_string(), user.name)).collect())
}

/// What looks like a name in a text that is written down as soon as it is sent, with what it looks like.
async fn names_typed(
    step: Step,
    app: &App,
    (opened, form): (&OpenReport, &FormState),
) -> Result<Vec<(String, String)>, PageError> {
    let is_said = matches!(step, Step::Response | Step::Minutes | Step::Action);
    let Some(text) = form.filled("words").filter(|_| is_said) else {
        return Ok(Vec::new());
    };
    let report = &opened.view.report;
    let found = app.casework.names_in_said(opened.here.id(), report, text).await?;
    let found = found.into_iter();
    Ok(found
        .map(|found| (found.what, looks_like(found.looks_like).to_owned()))
        .collect())
}

/// What a form asks for; nothing where it is not right, with what is wrong beside its fields.
async fn wanted(
    step: Step,
    app: &App,
    (opened, form): (&OpenReport, &mut FormState),
) -> Result<Option<Wanted>, PageError> {
    let fresh = app.casework.fresh();
    let words = |form: &mut FormState, field: &str, message: &str| {
        form.require(field, message).map(|text| fresh.words(&text))
    };
    let command = match step {
        Step::Part => {
            let cases = if part_of(opened)? == ReportPart::CasesOfNote {
                cases_in((app, &opened.here, &opened.reader), form, ("cases", MOST)).await?
            } else {
                BTreeSet::new()
            };
            let has_nothing = form.value("nothing") == "yes";
            let is_blank = form.value("words").trim().is_empty();
            if has_nothing && !is_blank {
                form.error(
                    "nothing",
                    "Write something, or say that there is nothing to add, and not both",
                );
            }
            let message = "Enter what this part says, or say that there is nothing to add";
            let words = if has_nothing {
                None
            } else {
                words(form, "words", message)
            };
            Some(Command::Write {
                part: part_of(opened)?,
                words,
                cases,
            })
        }
        Step::Paragraph => {
            let complies = Complies::parse(form.value("complies"));
            if complies.is_none() {
                form.error("complies", "Select whether we comply");
            }
            let because = form.filled("because").map(|text| fresh.words(text));
            complies.map(|complies| Command::Answer {
                provision: opened.named.get("paragraph").cloned().unwrap_or_default(),
                complies,
                because,
            })
        }
        Step::Approve => {
            let why = form.filled("may_stay").map(|text| fresh.words(text));
            return Ok(Some(Wanted::Approve(why)));
        }
        Step::Response => {
            let on = require_date(form, "on", "Enter the day");
            let words = words(form, "words", "Enter what the governing body said");
            on.zip(words).map(|(on, words)| Command::Respond { on, words })
        }
        Step::Publish => Some(Command::Publish),
        Step::Minutes => {
            let kind = MinuteKind::parse(form.value("kind"));
            if kind.is_none() {
                form.error("kind", "Select what the meeting did");
            }
            let words = words(form, "words", "Enter what was noted, decided or asked for");
            let due_on = if form.filled("due_on").is_some() {
                require_date(form, "due_on", "Enter by when")
            } else {
                None
            };
            let owner = form.filled("owner").and_then(|owner| UserId::parse(owner).ok());
            if let Some(owner) = &owner {
                let known = owners(app, opened).await?;
                if known.iter().all(|(id, _)| id != owner.as_str()) {
                    form.error("owner", "Select somebody who works for the council");
                }
            }
            kind.zip(words).map(|(kind, words)| {
                Command::Minute(NewMinute {
                    kind,
                    words,
                    owner,
                    due_on,
                })
            })
        }
        Step::Action => {
            let state = ActionState::parse(form.value("state"));
            if state.is_none() {
                form.error("state", "Select how it stands");
            }
            let words = words(form, "words", "Enter what was done, or why not");
            let item = item_of(opened)?.item;
            state
                .zip(words)
                .map(|(state, words)| Command::FollowUp { item, state, words })
        }
    };
    Ok(command.filter(|_| form.errors().is_empty()).map(Wanted::Do))
}

/// What is said when it is done, and where one goes on.
fn done(step: Step, opened: &OpenReport) -> Result<(&'static str, String), PageError> {
    let said = match step {
        Step::Part | Step::Action => "Saved",
        Step::Approve => "It is approved. Whoever it is for sees it now",
        Step::Response => "The response is recorded. The report can be published",
        Step::Publish => "It is published",
        Step::Minutes => "It stands in the minutes. Whoever has an action is told",
        Step::Paragraph => {
            let here = paragraph_of(opened)?.id;
            let all: Vec<_> = that_bind(opened.policy()?).collect();
            let is_open = |provision: &&&Provision| {
                provision.id != here && !opened.view.report.answers.contains_key(provision.id)
            };
            let after = all.iter().skip_while(|provision| provision.id != here);
            let next = after
                .into_iter()
                .find(is_open)
                .or_else(|| all.iter().find(is_open));
            return Ok(match next {
                Some(next) => ("Saved", format!("{}/paragraphs/{}", opened.path, next.id)),
                None => ("Every paragraph is answered", opened.path.clone()),
            });
        }
    };
    Ok((said, opened.path.clone()))
}

async fn take(step: Step, app: App, opened: OpenReport, form: FormState) -> Answer {
    require(step, &opened)?;
    let mut form = form;
    let seen = seen(&form)?;
    let Some(wanted) = wanted(step, &app, (&opened, &mut form)).await? else {
        return page(step, &app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let at = (&opened.view.key, seen);
    let acted = match wanted {
        Wanted::Do(command) => {
            let why = form.filled("may_stay").map(|text| Command::CheckNames {
                flagged: 0,
                why_it_may_stay: app.casework.fresh().words(text),
            });
            let why = why.filter(|_| command.said().is_some());
            let commands = why.into_iter().chain([command]).collect();
            app.casework.act_on_report(council, actor, at, commands).await
        }
        Wanted::Approve(why) => app.casework.approve_report(council, actor, at, why).await,
    };
    match acted {
        Ok(()) => {
            let (said, next) = done(step, &opened)?;
            opened.reader.say(said);
            Ok(see_other(&next))
        }
        Err(NotDone::Refused(Refusal::NotPermitted(_))) => Err(PageError::NotPermitted),
        Err(NotDone::Refused(refusal)) => {
            let (field, text) = words_for(&refusal);
            form.error(field, text);
            page(step, &app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Err(NotDone::Moved) => {
            // What was typed stays, and a second press goes through.
            form.set(SEEN, opened.view.version.to_string());
            form.error(
                "form",
                "Somebody else acted on this report. Look at it, and press the button again",
            );
            page(step, &app, &opened, (StatusCode::CONFLICT, &form)).await
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}
