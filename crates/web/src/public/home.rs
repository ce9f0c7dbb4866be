//! The two doors: home, and what to know before making a complaint.

use axum::Router;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::policy::{CountedFrom, Policy};
use redress_pages::Page as _;
use redress_pages::public::Facts;
use redress_pages::public::home::{Home, Start};

use crate::App;
use crate::error::Answer;
use crate::here::Here;

/// The routes of this file.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home))
        .route("/complaint", get(start))
}

async fn home(here: Here) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    Ok(Html(Home::new(here.public(), facts).html()).into_response())
}

async fn start(here: Here) -> Answer {
    let policy = here.policy()?;
    let facts = Facts::of(policy, here.today);
    Ok(Html(Start::new(here.public(), facts, promises(policy)).html()).into_response())
}

/// What happens after sending, with the times of the policy.
fn promises(policy: &Policy) -> Vec<String> {
    let Some(procedure) = policy.corporate_complaints() else {
        return Vec::new();
    };
    let mut promises = vec!["You get a reference at once.".to_owned()];
    promises.extend(
        procedure
            .acknowledge
            .map(|limit| format!("We acknowledge your complaint within {limit}.")),
    );
    for stage in &procedure.stages {
        let from = match stage.reply_of {
            CountedFrom::Received => "getting it",
            CountedFrom::Acknowledged => "acknowledging it",
        };
        promises.push(match stage.number {
            1 => format!(
                "Someone looks into it and replies within {} of {from}.",
                stage.reply
            ),
            _ => format!(
                "If you are still unhappy, someone else reviews it and replies within {} of {from}.",
                stage.reply
            ),
        });
    }
    if procedure.ombudsman.is_some() {
        promises.push("After that, you can ask the Ombudsman, which is free.".to_owned());
    }
    promises
}
