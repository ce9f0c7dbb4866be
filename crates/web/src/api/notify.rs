//! What GOV.UK Notify says by itself: that a message arrived or did not, that a letter came back, and what a
//! text said that came in.
//!
//! It shows the token that was typed beside the address at Notify ("Callbacks" in its documentation). What
//! it says of messages that are not ours is taken and changes nothing: a service may serve other programs.

use std::collections::BTreeMap;
use std::fmt;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use jiff::Timestamp;
use redress_casework::govuk_notify::RETURNED;
use redress_casework::incoming::IncomingText;
use redress_domain::calendar::london::civil_date;
use redress_domain::calendar::long_ago::is_long_ago;
use redress_domain::id::{CouncilId, MessageId};
use redress_domain::vocabulary::Channel;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use crate::App;
use crate::api::Problem;
use crate::api::caller::bearer;
use crate::path::Path;

/// What goes by GOV.UK Notify, for each council that has it.
pub type ByNotify = BTreeMap<CouncilId, Service>;

/// What the pages know of a council's service at GOV.UK Notify.
#[derive(Clone)]
pub struct Service {
    /// The channels that go through it.
    pub channels: Vec<Channel>,
    /// Whether it sets letters itself, by a template: what is kept here is a copy of the words.
    pub sets_letters: bool,
    /// What Notify shows when it says something by itself; `None` takes nothing in.
    pub callback_token: Option<String>,
}

impl fmt::Debug for Service {
    /// Without the token.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Service");
        shown.field("channels", &self.channels).finish_non_exhaustive()
    }
}

/// A delivery receipt, that a letter was returned, or a text message that was received ("Callbacks" in
/// Notify's documentation); what else they hold is not read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Receipt {
        id: String,
        reference: Option<String>,
        status: String,
    },
    Returned {
        notification_id: String,
        reference: Option<String>,
    },
    Text {
        id: String,
        source_number: String,
        message: String,
        date_received: Option<Timestamp>,
    },
}

/// The route of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/notify/callback/{council}", post(take))
}

/// Whether a text can have come at this moment.
fn is_likely(at: Timestamp, now: Timestamp) -> bool {
    at <= now && !is_long_ago(civil_date(at), civil_date(now))
}

async fn take(
    State(app): State<App>,
    Path(council): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    // A council that has no service and a wrong token get the same answer.
    let council = CouncilId::parse(council).map_err(|_no_name| Problem::unauthorised())?;
    let service = app.settings.notify.get(&council);
    let right = service.and_then(|service| service.callback_token.as_deref());
    let right = right.ok_or_else(Problem::unauthorised)?;
    let shown = bearer(&headers).ok_or_else(Problem::unauthorised)?;
    if !bool::from(shown.as_bytes().ct_eq(right.as_bytes())) {
        return Err(Problem::unauthorised());
    }
    let said: Said = serde_json::from_slice(&body).map_err(|_other| Problem::misfit(Vec::new()))?;
    let (id, reference, status) = match said {
        Said::Receipt {
            id,
            reference,
            status,
        } => (id, reference, status),
        Said::Returned {
            notification_id,
            reference,
        } => (notification_id, reference, RETURNED.to_owned()),
        Said::Text {
            id,
            source_number,
            message,
            date_received,
        } => {
            let now = app.casework.outside().now();
            let text = IncomingText {
                id,
                from: source_number,
                words: message,
                // Nothing comes from the future or was under way for years, whatever its sender's clock says.
                at: date_received.filter(|at| is_likely(*at, now)).unwrap_or(now),
            };
            app.casework.take_text(&council, &text).await?;
            return Ok(StatusCode::NO_CONTENT);
        }
    };
    // A code has a reference for each try: the message stands before the full stop.
    let reference = reference.unwrap_or_default();
    let message = reference.split('.').next().unwrap_or_default();
    if let Ok(message) = MessageId::parse(message.to_owned()) {
        let which = (&message, id.as_str());
        app.casework.notify_said(&council, which, &status).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
