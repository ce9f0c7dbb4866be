//! What was found on one point of a complaint, and why.

use axum::extract::State;
use axum::response::Response;
use redress_domain::case::Command;
use redress_domain::id::PointId;
use redress_domain::vocabulary::Finding;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::act::{Act, On, take};
use super::show::Standing;
use crate::App;
use crate::api::body::Asked;
use crate::api::checks::Checks;
use crate::api::{Problem, words};

/// What was found on one point.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindingAsked {
    /// Which point.
    #[schema(value_type = words::Id)]
    point: String,
    /// What was found.
    #[schema(value_type = words::Finding)]
    finding: String,
    /// Why.
    #[schema(value_type = words::Text)]
    reason: String,
}

impl Act for FindingAsked {
    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let point = checks.id::<PointId>("point", &self.point);
        let finding = checks.word("finding", &self.finding, (Finding::parse, Finding::ALL));
        let reason = checks.text("reason", &self.reason);
        Ok(point.zip(finding).map(|(point, finding)| {
            vec![Command::RecordFinding {
                point,
                finding,
                reason: on.fresh.words(&reason),
            }]
        }))
    }
}

/// Record what was found on a point.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/findings",
    tag = "acts",
    operation_id = "record_finding",
    params(("reference" = String, Path, description = "The case")),
    request_body = FindingAsked,
    responses((status = 201, description = "It is recorded", body = Standing))
)]
pub(super) async fn record(
    State(app): State<App>,
    which: Which,
    asked: Asked<FindingAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
