//! The approval of a reply by somebody who did not write it (S10).

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use redress_domain::case::Command;
use redress_domain::permission::Act;
use redress_pages::case::act::changed_since;
use redress_pages::case::reply::{Approval, Sending, approve};
use redress_pages::form::{FormState, SEEN};
use redress_pages::{Page as _, Shell};

use super::case::doing::{
    Acted, act_at, refused, require_way, shown_as, was_done, way_chosen, with_adjustments,
};
use super::case::opened::Opened;
use super::case::reply::{letter_text, remarks, send_command, since_sent_back};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;

const FIELDS: &[&str] = &["decision", "what_to_change"];

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases/{reference}/approve", get(show).post(take))
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::ApproveReply)?;
    let shell = opened.shell(&app).await?;
    page(&opened, shell, (StatusCode::OK, &FormState::new()))
}

fn page(opened: &Opened, shell: Shell, (status, form): (StatusCode, &FormState)) -> Answer {
    let letter = letter_text(opened)?;
    let sending = if opened.require(Act::SendReply).is_ok() {
        Sending::Permitted
    } else {
        Sending::LeftToOwner
    };
    let approval = Approval {
        remarks: remarks(&letter),
        letter: crate::letter::blocks(&letter),
        since: since_sent_back(opened),
        sending,
    };
    Ok(shown_as(
        status,
        approve(shell, &opened.shown(), form, &approval).html(),
    ))
}

/// What the approver decided.
enum Decision {
    Approve,
    ApproveAndSend,
    SendBack(String),
}

fn read(form: &mut FormState) -> Option<Decision> {
    match form.value("decision") {
        "approve" => Some(Decision::Approve),
        "approve-and-send" => {
            require_way(form);
            form.errors().is_empty().then_some(Decision::ApproveAndSend)
        }
        "send-back" => form
            .require("what_to_change", "Tell the author what needs to change")
            .map(Decision::SendBack),
        _ => {
            form.error("decision", "Select a decision");
            None
        }
    }
}

async fn take(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::ApproveReply)?;
    let (sent, mut form) = (form.as_sent(), form);
    if was_done(&app, &opened, &sent).await?
        && let Some(decision) = read(&mut form)
    {
        return Ok(said(&opened, &decision));
    }
    let reply = opened.view.case.reply.as_ref().map(|reply| reply.id.clone());
    let reply = reply.ok_or(PageError::NotFound)?;
    let Some(decision) = read(&mut form) else {
        let shell = opened.shell(&app).await?;
        return page(&opened, shell, (StatusCode::UNPROCESSABLE_ENTITY, &form));
    };
    if matches!(decision, Decision::ApproveAndSend) {
        opened.require(Act::SendReply)?;
    }
    let command = match &decision {
        Decision::Approve | Decision::ApproveAndSend => Command::ApproveReply { reply: reply.clone() },
        Decision::SendBack(what) => Command::SendBackReply {
            reply: reply.clone(),
            what_to_change: app.casework.fresh().words(what),
        },
    };
    let commands = match &decision {
        // Approved and sent together or not at all.
        Decision::ApproveAndSend => {
            let send = send_command(&app, &opened, reply)?;
            let mut commands = with_adjustments((&app, &opened), &form, send);
            commands.insert(0, command);
            commands
        }
        Decision::Approve | Decision::SendBack(_) => vec![command],
    };
    let acted = act_at(&app, &opened, (seen(&form)?, &sent, way_chosen(&form)), commands).await?;
    finish(&app, opened, (form, acted, &decision)).await
}

/// Back to the case, which says what was decided.
fn said(opened: &Opened, decision: &Decision) -> Response {
    opened.reader.say(match decision {
        Decision::Approve => "Reply approved. The case owner can send it",
        Decision::ApproveAndSend => "Reply approved and sent. It can be undone for a few minutes",
        Decision::SendBack(_) => "Reply sent back to its author",
    });
    see_other(&opened.shown().path())
}

async fn finish(app: &App, opened: Opened, (form, acted, decision): (FormState, Acted, &Decision)) -> Answer {
    let mut form = form;
    match acted {
        Acted::Done(_) => Ok(said(&opened, decision)),
        Acted::Refused(refusal) => {
            refused(&mut form, &opened, (&refusal, FIELDS));
            let shell = opened.shell(app).await?;
            page(&opened, shell, (StatusCode::UNPROCESSABLE_ENTITY, &form))
        }
        Acted::Conflict { version, since } => {
            let opened = opened.again(app).await?;
            form.set(SEEN, version.to_string());
            let shell = opened.shell(app).await?.alert(changed_since(&since, &opened));
            page(&opened, shell, (StatusCode::CONFLICT, &form))
        }
    }
}
