//! What is between this case and others: links taken away, merged and un-merged, and split.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use redress_casework::between::NewSplit;
use redress_casework::failure::Failure;
use redress_domain::case::{BetweenOrder, Command, NewMerge, Refusal, Relation};
use redress_domain::id::PointId;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::case::act::changed_since;
use redress_pages::case::acts::Lists;
use redress_pages::case::between as pages;
use redress_pages::form::{FormState, SEEN};
use redress_pages::format::picker_date;

use super::acts::{moment, nothing};
use super::doing::{Doing, doing, refused, require_date, shown_as};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let at = |rest: &str| format!("/staff/cases/{{reference}}/{rest}");
    Router::new()
        .route(&at("merge"), doing(&MERGE))
        .route(&at("unmerge"), doing(&UNMERGE))
        .route(&at("unlink"), doing(&UNLINK))
        .route(&at("split"), get(show_split).post(take_split))
}

static MERGE: Doing = Doing {
    act: Act::Link,
    page: pages::merge,
    first: nothing,
    read: |opened, form, fresh| {
        if form
            .require("other", "Enter the reference of the case that is kept")
            .is_some()
            && opened.other.is_none()
        {
            form.error(
                "other",
                "We could not find that reference. Check it and try again",
            );
        }
        let reason = form.require("reason", "Enter why they are the same");
        let sentence = form.require("sentence", "Enter what the customer is told");
        let (Some(into), Some(reason), Some(sentence)) = (opened.other.clone(), reason, sentence) else {
            return Ok(None);
        };
        Ok(Some(Command::Between(BetweenOrder::Merge(NewMerge {
            from: opened.view.id.clone(),
            into,
            reason: fresh.words(&reason),
            sentence: fresh.words(&sentence),
        }))))
    },
    fields: &["other", "reason", "sentence"],
    done: "It goes on in the other case. The customer was told",
    to: "links",
};

static UNMERGE: Doing = Doing {
    act: Act::Link,
    page: pages::unmerge,
    first: nothing,
    read: |_, form, fresh| {
        let reason = form.require("reason", "Enter why they are not the same");
        let sentence = form.require("sentence", "Enter what the customer is told");
        Ok(reason.zip(sentence).map(|(reason, sentence)| {
            Command::Between(BetweenOrder::Unmerge {
                reason: fresh.words(&reason),
                sentence: fresh.words(&sentence),
            })
        }))
    },
    fields: &["reason", "sentence"],
    done: "This case goes on by itself, with the dates that were promised. The customer was told",
    to: "links",
};

static UNLINK: Doing = Doing {
    act: Act::Link,
    page: pages::unlink,
    first: nothing,
    read: |opened, form, fresh| {
        let chosen = form.value("link").split_once(':');
        let chosen = chosen.and_then(|(relation, reference)| {
            let relation = Relation::parse(relation)?;
            let mut links = opened.view.case.links.iter();
            let link = links.find(|(case, is)| {
                let known = opened.view.references.get(case);
                *is == relation && known.is_some_and(|known| known.as_str() == reference)
            });
            link.cloned()
        });
        if chosen.is_none() {
            form.error("link", "Select which link");
        }
        let reason = form.require("reason", "Enter the reason");
        Ok(chosen.zip(reason).map(|((case, relation), reason)| {
            Command::Between(BetweenOrder::Unlink {
                case,
                relation,
                reason: fresh.words(&reason),
            })
        }))
    },
    fields: &["link", "reason"],
    done: "Link taken away",
    to: "links",
};

const SPLIT: &[&str] = &["points", "on", "reason"];

async fn show_split(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::Link)?;
    let form = FormState::new().with("on", picker_date(opened.view.case.received_on));
    page(&app, &opened, (StatusCode::OK, &form)).await
}

async fn page(app: &App, opened: &Opened, (status, form): (StatusCode, &FormState)) -> Answer {
    let shell = opened.shell(app).await?;
    let page = pages::split(shell, &opened.shown(), form, &Lists::default());
    Ok(shown_as(status, page.html()))
}

async fn take_split(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::Link)?;
    let mut form = form;
    let points: Vec<PointId> = form
        .values("points")
        .into_iter()
        .filter_map(|id| PointId::parse(id).ok())
        .collect();
    if points.is_empty() {
        form.error("points", "Select at least one point");
    }
    let on = require_date(&mut form, "on", "Enter or select a date");
    let received_on = opened.view.case.received_on;
    if on.is_some_and(|on| on < received_on || on > opened.view.today) {
        form.error(
            "on",
            "The date must be from the day this case was received to today",
        );
    }
    let reason = form.require("reason", "Enter the reason");
    let (Some(on), Some(reason), true) = (on, reason, form.errors().is_empty()) else {
        form.errors_mut().sort_by_fields(SPLIT);
        return page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    // What was received with the case was received when the case was.
    let received_at = if on == received_on {
        opened.view.case.received_at
    } else {
        moment(&opened, on)
    };
    let split = NewSplit {
        points,
        reason: app.casework.fresh().words(&reason),
        received_at,
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let at = (&opened.view.id, seen(&form)?);
    match app.casework.split_case(council, actor, at, &split).await {
        Ok(reference) => {
            opened
                .reader
                .say(&format!("Case {reference} made. It waits for triage"));
            Ok(see_other(&opened.shown().at("links")))
        }
        Err(Failure::Refused(Refusal::NotPermitted(_))) => Err(PageError::NotPermitted),
        Err(Failure::Refused(Refusal::NoPoints)) => {
            form.error("points", "Leave at least one point on this case");
            page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Err(Failure::Refused(refusal)) => {
            refused(&mut form, &opened, (&refusal, SPLIT));
            page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Err(Failure::Conflict { version, since }) => {
            let opened = opened.again(&app).await?;
            form.set(SEEN, version.to_string());
            let shell = opened.shell(&app).await?.alert(changed_since(&since, &opened));
            let page = pages::split(shell, &opened.shown(), &form, &Lists::default());
            Ok(shown_as(StatusCode::CONFLICT, page.html()))
        }
        Err(other) => Err(other.into()),
    }
}
