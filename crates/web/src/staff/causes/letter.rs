//! One letter of a reply to many, as its customer will get it.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_correspondence::message;
use redress_domain::cause::CauseMember;
use redress_domain::id::CaseId;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::cause::{Known as _, forms};

use super::OpenCause;
use crate::App;
use crate::error::{Answer, PageError};

/// How many other cases' letters are offered.
const OTHERS: usize = 5;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/causes/{id}/letter", get(show))
}

/// `?case=…` names the case; without it, it is the first that waits.
async fn show(State(app): State<App>, cause: OpenCause) -> Answer {
    let deals_with_it = [Act::WriteReply, Act::ApproveReply, Act::SendReply];
    if !deals_with_it.into_iter().any(|act| cause.may(act)) {
        return Err(PageError::NotPermitted);
    }
    let case = CaseId::parse(cause.query.value("case")).ok();
    let at = (&cause.view.id, case.as_ref());
    let letter = app.casework.one_letter(cause.here.id(), &cause.reader.actor, at);
    let letter = Box::pin(letter).await?;
    let shell = cause.reader.shell(&app, &cause.here).await?;
    let Some(letter) = letter else {
        return Ok(Html(forms::no_letter(shell, &cause.shown()).html()).into_response());
    };
    let text = message::letter(letter.policy()?, &letter.says);
    let reference = letter.reference.to_string();
    let others = cause
        .view
        .members
        .iter()
        .filter(|member| member.standing == CauseMember::In && member.line.case.reference != reference);
    let others: Vec<(String, String)> = others
        .take(OTHERS)
        .map(|member| {
            let href = format!("{}/letter?case={}", cause.path(), member.line.case.case_id);
            (href, member.line.case.reference.clone())
        })
        .collect();
    let shown = (reference.as_str(), crate::letter::blocks(&text));
    let page = forms::letter(shell, &cause.shown(), shown, &others);
    Ok(Html(page.html()).into_response())
}
