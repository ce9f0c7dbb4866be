//! Whose a case is: the team, and perhaps the officer.

use axum::extract::State;
use axum::response::Response;
use redress_domain::case::Command;
use redress_domain::id::TeamId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::act::{Act, On, take};
use super::show::Standing;
use crate::App;
use crate::api::body::Asked;
use crate::api::checks::Checks;
use crate::api::{Problem, words};

/// Whose a case is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"team": "waste-crews"}))]
pub(crate) struct AssignmentAsked {
    /// The team.
    #[schema(value_type = words::Name)]
    team: String,
    /// The officer, if one is named.
    #[schema(value_type = Option<words::Id>)]
    owner: Option<String>,
    /// Why; needed when an officer had it before.
    #[schema(value_type = Option<words::Text>)]
    reason: Option<String>,
}

impl Act for AssignmentAsked {
    fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }

    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let team = checks.id::<TeamId>("team", &self.team);
        let reason = checks.some_text("reason", self.reason.as_deref());
        Ok(team.map(|team| {
            vec![Command::Assign {
                team,
                owner: on.owner.clone(),
                reason: reason.map(|text| on.fresh.words(&text)),
            }]
        }))
    }
}

/// Give a case to a team and perhaps an officer.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/assignments",
    tag = "acts",
    operation_id = "assign_case",
    params(("reference" = String, Path, description = "The case")),
    request_body = AssignmentAsked,
    responses((status = 201, description = "It is given", body = Standing))
)]
pub(super) async fn assign(
    State(app): State<App>,
    which: Which,
    asked: Asked<AssignmentAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
