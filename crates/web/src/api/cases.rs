//! Cases as programs see them, and what they may do to one.

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::routing::{get, post};
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_domain::permission;
use redress_domain::reference::{BadReference, Reference};

use crate::App;
use crate::api::{Caller, Problem};

pub(super) mod acknowledgements;
pub(super) mod act;
pub(super) mod adjustments;
pub(super) mod assignments;
pub(super) mod closures;
pub(super) mod contacts;
pub(super) mod events;
pub(super) mod extensions;
pub(super) mod findings;
pub(super) mod list;
pub(super) mod log;
pub(super) mod notes;
pub(super) mod replies;
pub(super) mod show;
pub(super) mod triage;

/// The routes of the files below.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/cases", get(list::list).post(log::log))
        .route("/api/v1/cases/{reference}", get(show::show))
        .route("/api/v1/cases/{reference}/events", get(events::list))
        .route("/api/v1/cases/{reference}/contacts", post(contacts::record))
        .route("/api/v1/cases/{reference}/notes", post(notes::add))
        .route("/api/v1/cases/{reference}/triage", post(triage::triage))
        .route("/api/v1/cases/{reference}/assignments", post(assignments::assign))
        .route(
            "/api/v1/cases/{reference}/acknowledgements",
            post(acknowledgements::acknowledge),
        )
        .route("/api/v1/cases/{reference}/findings", post(findings::record))
        .route("/api/v1/cases/{reference}/extensions", post(extensions::extend))
        .route("/api/v1/cases/{reference}/replies", post(replies::write))
        .route("/api/v1/cases/{reference}/closures", post(closures::close))
}

/// The reference in an address.
pub(crate) struct Which(pub(crate) Reference);

impl FromRequestParts<App> for Which {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let path = axum::extract::Path::<String>::from_request_parts(parts, app).await;
        let typed = path.map_err(|_not_text| Problem::not_found())?;
        Reference::parse(&typed).map(Self).map_err(|why| match why {
            BadReference::Check => Problem::mistyped(),
            BadReference::Shape => Problem::not_found(),
        })
    }
}

/// How much of a case a program may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// All of it.
    Reads,
    /// What the customer would be told: it logged the case, and may not read it.
    Follows,
}

/// A case as far as a program may see it; otherwise as if there were none.
pub(crate) async fn open(
    app: &App,
    caller: &Caller,
    reference: &Reference,
) -> Result<(CaseView, Sight), Problem> {
    let (council, actor) = (caller.here.id(), &caller.actor);
    match app.casework.open_case(council, actor, reference).await {
        Ok(view) => Ok((view, Sight::Reads)),
        Err(Failure::NotFound) => {
            let view = app.casework.follow_case(council, actor, reference).await?;
            Ok((view, Sight::Follows))
        }
        Err(other) => Err(other.into()),
    }
}

/// The same after an act: looking at what one did is not another reading.
pub(crate) async fn again(
    app: &App,
    caller: &Caller,
    reference: &Reference,
) -> Result<(CaseView, Sight), Problem> {
    let view = app
        .casework
        .case_unread(caller.here.id(), &caller.actor, reference)
        .await?;
    let reads = permission::may_read(view.policy()?, &caller.actor, &view.case.scope());
    Ok((view, if reads { Sight::Reads } else { Sight::Follows }))
}

/// Where a case is.
pub(crate) fn place(reference: &Reference) -> String {
    format!("/api/v1/cases/{reference}")
}
