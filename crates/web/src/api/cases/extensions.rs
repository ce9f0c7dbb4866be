//! More time for the reply, told to the customer before the date.

use axum::extract::State;
use axum::response::Response;
use redress_correspondence::letters;
use redress_domain::case::{Command, Extension, ExtensionReason};
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

/// More time for the reply.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "2027-01-29", "reason": "complex", "because": "The survey comes on 20 January."}))]
pub(crate) struct ExtensionAsked {
    /// The new day.
    #[schema(value_type = words::Day)]
    to: String,
    /// Why, from the list.
    #[schema(value_type = words::ExtensionReason)]
    reason: String,
    /// Why, in words for the customer.
    #[schema(value_type = words::Text)]
    because: String,
    /// The letter, word for word; the council's own if left out. It names the Ombudsman.
    #[schema(value_type = Option<words::Text>)]
    letter: Option<String>,
    /// Whether it keeps to what was agreed with whoever gets it: needed where something was agreed that bears on letters
    /// (`inside.adjustments` of the case).
    adjustments: Option<AdjustmentsSaid>,
}

impl Act for ExtensionAsked {
    fn adjustments(&self) -> Option<&AdjustmentsSaid> {
        self.adjustments.as_ref()
    }

    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let to = checks.day("to", &self.to);
        let reasons = (ExtensionReason::parse as fn(&str) -> _, ExtensionReason::ALL);
        let reason = checks.word("reason", &self.reason, reasons);
        let because = checks.text("because", &self.because);
        let letter = checks.some_text("letter", self.letter.as_deref());
        let Some((to, reason)) = to.zip(reason) else {
            return Ok(None);
        };
        let letter = match letter {
            Some(letter) => letter,
            None => letter::written(on.view, &on.writer(), |about| {
                letters::extension(about, &because, Some(to))
            })?,
        };
        Ok(Some(vec![Command::Extend(Extension {
            to,
            reason,
            because: on.fresh.words(&because),
            letter: on.fresh.words(&letter),
        })]))
    }
}

/// Tell the customer that more time is needed.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/extensions",
    tag = "acts",
    operation_id = "extend_case",
    params(("reference" = String, Path, description = "The case")),
    request_body = ExtensionAsked,
    responses((status = 201, description = "The reply has a new day", body = Standing))
)]
pub(super) async fn extend(
    State(app): State<App>,
    which: Which,
    asked: Asked<ExtensionAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
