//! The acknowledgement of a complaint, with the letter.

use axum::extract::State;
use axum::response::Response;
use redress_domain::case::{Acknowledgement, Command, PointDraft};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::act::{Act, On, take};
use super::adjustments::AdjustmentsSaid;
use super::show::Standing;
use crate::App;
use crate::api::body::Asked;
use crate::api::checks::Checks;
use crate::api::{Problem, words};
use crate::letter;

/// The acknowledgement of a complaint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub(crate) struct AcknowledgementAsked {
    /// Points as understood, beyond those that are there.
    #[serde(default)]
    #[schema(value_type = Vec<words::Text>, max_items = 50)]
    points: Vec<String>,
    /// What the customer would like, where it was understood better.
    #[schema(value_type = Option<words::Text>)]
    desired_outcome: Option<String>,
    /// The letter, word for word; the council's own if left out. It must name every new point.
    #[schema(value_type = Option<words::Text>)]
    letter: Option<String>,
    /// Whether it keeps to what was agreed with whoever gets it: needed where something was agreed that bears on letters
    /// (`inside.adjustments` of the case).
    adjustments: Option<AdjustmentsSaid>,
}

impl Act for AcknowledgementAsked {
    fn adjustments(&self) -> Option<&AdjustmentsSaid> {
        self.adjustments.as_ref()
    }

    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        if self.points.len() > 50 {
            checks.misfit("points", "There may be at most 50");
            return Ok(None);
        }
        let mut points = Vec::new();
        for (at, text) in self.points.iter().enumerate() {
            points.push(checks.text(&format!("points[{at}]"), text));
        }
        let wanted = checks.some_text("desired_outcome", self.desired_outcome.as_deref());
        let letter = match checks.some_text("letter", self.letter.as_deref()) {
            Some(letter) => letter,
            None => letter::acknowledgement(on.view, &on.writer(), (&points, wanted.as_deref()))?,
        };
        // Complaint Handling Code 6.2: the acknowledgement says how the complaint is understood.
        if points.iter().any(|point| !letter.contains(point.as_str())) {
            checks.refuse("letter", "The letter must name every new point");
        }
        let draft = |text: &String| PointDraft {
            id: on.fresh.point(),
            words: on.fresh.words(text),
        };
        Ok(Some(vec![Command::Acknowledge(Acknowledgement {
            new_points: points.iter().map(draft).collect(),
            wanted: wanted.map(|text| on.fresh.words(&text)),
            letter: on.fresh.words(&letter),
        })]))
    }
}

/// Acknowledge a complaint.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/acknowledgements",
    tag = "acts",
    operation_id = "acknowledge_case",
    params(("reference" = String, Path, description = "The case")),
    request_body = AcknowledgementAsked,
    responses((status = 201, description = "It is acknowledged, and the reply's clock runs", body = Standing))
)]
pub(super) async fn acknowledge(
    State(app): State<App>,
    which: Which,
    asked: Asked<AcknowledgementAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
