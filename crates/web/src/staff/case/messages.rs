//! Recording that what came in on a case was read.

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use redress_domain::case::Command;
use redress_domain::permission::Act;

use super::doing::{Acted, act};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::session::see_other;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases/{reference}/messages/read", post(read))
}

async fn read(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::RecordContact)?;
    match act(&app, &opened, &form, Command::ReadMessages).await? {
        Acted::Done(_) => {
            opened.reader.say("Recorded that it was read");
            Ok(see_other(&opened.shown().path()))
        }
        Acted::Refused(refusal) => Err(PageError::Refused(Box::new(refusal))),
        // Something else came in meanwhile: whoever pressed has not read that.
        Acted::Conflict { since, .. } => Err(PageError::Conflict(since)),
    }
}
