//! A note that the customer never sees.

use axum::extract::State;
use axum::response::Response;
use redress_domain::case::{Command, Privilege};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::act::{Act, On, take};
use super::show::Standing;
use crate::App;
use crate::api::body::Asked;
use crate::api::checks::Checks;
use crate::api::{Problem, words};

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"words": "The crew's log has been asked for."}))]
pub(crate) struct NoteAsked {
    /// The note.
    #[schema(value_type = words::Text)]
    words: String,
    /// Whether it is legal advice, which few may read.
    #[serde(default)]
    privileged: bool,
}

impl Act for NoteAsked {
    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let words = checks.text("words", &self.words);
        Ok(Some(vec![Command::AddNote {
            words: on.fresh.words(&words),
            privileged: if self.privileged {
                Privilege::Privileged
            } else {
                Privilege::Ordinary
            },
        }]))
    }
}

/// Add a note that the customer never sees.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/notes",
    tag = "acts",
    operation_id = "add_note",
    params(("reference" = String, Path, description = "The case")),
    request_body = NoteAsked,
    responses((status = 201, description = "It is added", body = Standing))
)]
pub(super) async fn add(
    State(app): State<App>,
    which: Which,
    asked: Asked<NoteAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
