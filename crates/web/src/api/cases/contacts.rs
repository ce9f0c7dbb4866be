//! A contact on a case: one message or conversation, in or out.

use axum::extract::State;
use axum::response::Response;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::vocabulary::Channel;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::act::{Act, On, take};
use super::adjustments::AdjustmentsSaid;
use super::show::Standing;
use crate::App;
use crate::api::body::Asked;
use crate::api::checks::Checks;
use crate::api::words::CHANNELS;
use crate::api::{Problem, words};

/// A contact on a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"direction": "in", "channel": "email", "purpose": "asked-for-update", "words": "When will it be done?"}))]
pub(crate) struct ContactAsked {
    /// Which way it went.
    #[schema(value_type = words::Direction)]
    direction: String,
    /// How.
    #[schema(value_type = words::ChannelNamed)]
    channel: String,
    /// What it was for.
    #[schema(value_type = words::Purpose)]
    purpose: String,
    /// What was said.
    #[schema(value_type = words::Text)]
    words: String,
    /// When, with its zone; now if left out.
    #[schema(value_type = Option<words::Moment>)]
    at: Option<String>,
    /// Whether the customer could have been saved it, for one that came in; a cause that the council's policy asks for.
    #[schema(value_type = Option<words::Avoidable>)]
    avoidable: Option<String>,
    /// Whether it keeps to what was agreed with whoever gets it: needed where something was agreed that bears on letters
    /// (`inside.adjustments` of the case).
    adjustments: Option<AdjustmentsSaid>,
}

impl Act for ContactAsked {
    fn adjustments(&self) -> Option<&AdjustmentsSaid> {
        self.adjustments.as_ref()
    }

    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let direction = checks.word("direction", &self.direction, (Direction::parse, Direction::ALL));
        let channel = checks.word("channel", &self.channel, (Channel::parse, CHANNELS));
        let purposes = (ContactPurpose::parse as fn(&str) -> _, ContactPurpose::ALL);
        let purpose = checks.word("purpose", &self.purpose, purposes);
        let words = checks.text("words", &self.words);
        let asked = &on.view.policy()?.reports.avoidable;
        let said = checks.avoidable(self.avoidable.as_deref(), asked);
        if said.is_some() && direction == Some(Direction::Out) {
            checks.refuse("avoidable", "Only a contact from the customer could be saved");
        }
        let now = on.view.now;
        let at = self.at.as_deref();
        let at = at.map_or(Some(now), |text| checks.moment("at", (text, now)));
        let (Some(direction), Some(channel), Some(purpose), Some(at)) = (direction, channel, purpose, at)
        else {
            return Ok(None);
        };
        let id = on.fresh.contact();
        let said = said.map(|said| Command::SayAvoidable {
            contact: Some(id.clone()),
            said,
        });
        let contact = Command::RecordContact(NewContact {
            id,
            direction,
            channel,
            at,
            purpose,
            words: on.fresh.words(&words),
        });
        Ok(Some(std::iter::once(contact).chain(said).collect()))
    }
}

/// Record a contact on a case.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/contacts",
    tag = "acts",
    operation_id = "record_contact",
    params(("reference" = String, Path, description = "The case")),
    request_body = ContactAsked,
    responses((status = 201, description = "It is recorded", body = Standing))
)]
pub(super) async fn record(
    State(app): State<App>,
    which: Which,
    asked: Asked<ContactAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
