//! The end of a case.

use axum::extract::State;
use axum::response::Response;
use redress_domain::case::{Command, LessonAnswer, Outcome};
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

/// The end of a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "done", "sentence": "We emptied your bin on 9 November."}))]
pub(crate) struct ClosureAsked {
    /// How it ended.
    #[schema(value_type = words::OutcomeOfClosing)]
    outcome: String,
    /// The sentence that the customer sees.
    #[schema(value_type = words::Text)]
    sentence: String,
    /// What was learned; a complaint needs this or why there is nothing.
    #[schema(value_type = Option<words::Text>)]
    lesson: Option<String>,
    /// Why there is nothing to learn.
    #[schema(value_type = Option<words::Text>)]
    no_lesson_because: Option<String>,
    /// Whether it keeps to what was agreed with whoever gets it: needed where something was agreed that bears on letters
    /// (`inside.adjustments` of the case).
    adjustments: Option<AdjustmentsSaid>,
}

impl Act for ClosureAsked {
    fn adjustments(&self) -> Option<&AdjustmentsSaid> {
        self.adjustments.as_ref()
    }

    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let outcome = checks.word("outcome", &self.outcome, (Outcome::parse, Outcome::OF_CLOSING));
        let sentence = checks.text("sentence", &self.sentence);
        let lesson = checks.some_text("lesson", self.lesson.as_deref());
        let none = checks.some_text("no_lesson_because", self.no_lesson_because.as_deref());
        if lesson.is_some() && none.is_some() {
            checks.refuse(
                "no_lesson_because",
                "There is a lesson, or a reason for none, and not both",
            );
        }
        let lesson = match (lesson, none) {
            (Some(lesson), _) => Some(LessonAnswer::Lesson(on.fresh.words(&lesson))),
            (None, Some(why)) => Some(LessonAnswer::NoneBecause(on.fresh.words(&why))),
            (None, None) => None,
        };
        Ok(outcome.map(|outcome| {
            vec![Command::Close {
                outcome,
                sentence: on.fresh.words(&sentence),
                lesson,
            }]
        }))
    }
}

/// Close a case.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/closures",
    tag = "acts",
    operation_id = "close_case",
    params(("reference" = String, Path, description = "The case")),
    request_body = ClosureAsked,
    responses((status = 201, description = "It is closed", body = Standing))
)]
pub(super) async fn close(
    State(app): State<App>,
    which: Which,
    asked: Asked<ClosureAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
