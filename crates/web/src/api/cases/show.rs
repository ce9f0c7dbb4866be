//! One case, as far as a program may see it.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use redress_casework::case::CaseView;
use redress_casework::lists::Person;
use redress_domain::case::{Case, Point, PointState, PromisedRemedy, ReplyState};
use redress_domain::clock::Clock;
use serde::Serialize;
use utoipa::ToSchema;

use super::adjustments::{self, AdjustmentShown};
use super::{Sight, Which, open};
use crate::App;
use crate::api::{Caller, Problem, body, words};

/// A case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseShown {
    #[serde(flatten)]
    standing: Standing,
    /// How much of it this token sees: `reads` all of it, or `follows` what the customer would be told.
    #[schema(example = "reads")]
    access: &'static str,
    /// Where it stands.
    #[schema(value_type = words::CaseStatus)]
    status: &'static str,
    /// What it is.
    #[schema(value_type = words::Kind)]
    kind: &'static str,
    /// How it came.
    #[schema(value_type = words::Channel)]
    channel: &'static str,
    /// How soon it needs somebody.
    #[schema(value_type = words::Priority)]
    priority: &'static str,
    /// The service that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Name>)]
    service: Option<String>,
    /// When it reached the council.
    #[schema(value_type = words::Moment)]
    received_at: String,
    /// What happened, or what is asked.
    what_happened: String,
    /// What the customer would like.
    #[serde(skip_serializing_if = "Option::is_none")]
    desired_outcome: Option<String>,
    /// When the reply went.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Day>)]
    replied_on: Option<String>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Day>)]
    closed_on: Option<String>,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Outcome>)]
    outcome: Option<&'static str>,
    /// What the customer was told at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
    /// What only who may read the case sees.
    #[serde(skip_serializing_if = "Option::is_none")]
    inside: Option<Inside>,
}

/// Where a case stands: the answer to everything that is done to it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Standing {
    /// Its reference, for life.
    #[schema(example = "WS-4K7P-29QX")]
    reference: String,
    /// The version that it is at: what `If-Match` asks for.
    version: i64,
    /// What was promised, and by when.
    clocks: Vec<ClockShown>,
}

/// A promise.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ClockShown {
    /// What was promised.
    #[schema(value_type = words::ClockKind)]
    what: &'static str,
    /// The day that it counts from.
    #[schema(value_type = words::Day)]
    counts_from: String,
    /// The last day on which it is kept.
    #[schema(value_type = words::Day)]
    due_on: String,
    /// The day on which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Day>)]
    done_on: Option<String>,
    /// The day from which it was no longer due, without having been done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Day>)]
    ended_on: Option<String>,
}

/// What only who may read the case sees.
#[derive(Debug, Serialize, ToSchema)]
struct Inside {
    /// The procedure that it follows.
    #[schema(value_type = words::Name)]
    procedure: String,
    /// The stage of a complaint; 0 for what is none.
    stage: u8,
    /// The team that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Name>)]
    team: Option<String>,
    /// The officer who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<Officer>,
    /// Whose matter it is; left out when nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<PersonShown>,
    /// Who speaks for the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    representative: Option<PersonShown>,
    /// What was agreed with whoever gets letters about it.
    adjustments: Vec<AdjustmentShown>,
    /// The points of a complaint.
    points: Vec<PointShown>,
    /// What was promised to put things right.
    remedies: Vec<RemedyShown>,
    /// The reply in hand, or the last one sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<ReplyShown>,
    /// The cases that it belongs with.
    links: Vec<LinkShown>,
}

/// An officer.
#[derive(Debug, Serialize, ToSchema)]
struct Officer {
    /// The identifier.
    #[schema(value_type = words::Id)]
    id: String,
    /// The name.
    name: String,
}

/// Somebody's details.
#[derive(Debug, Serialize, ToSchema)]
struct PersonShown {
    /// The name, as given; may be empty.
    name: String,
    /// An e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// A telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// A postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// A postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
}

/// A point of a complaint.
#[derive(Debug, Serialize, ToSchema)]
struct PointShown {
    /// Its identifier: what a finding names.
    #[schema(value_type = words::Id)]
    id: String,
    /// What is complained of.
    words: String,
    /// What was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Finding>)]
    finding: Option<&'static str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// A promise to put something right.
#[derive(Debug, Serialize, ToSchema)]
struct RemedyShown {
    /// Its identifier.
    #[schema(value_type = words::Id)]
    id: String,
    /// What sort.
    kind: &'static str,
    /// What will happen.
    words: String,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Day>)]
    due_on: Option<String>,
    /// When it was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Day>)]
    delivered_on: Option<String>,
}

/// A reply.
#[derive(Debug, Serialize, ToSchema)]
struct ReplyShown {
    /// Its identifier.
    #[schema(value_type = words::Id)]
    id: String,
    /// How far it is: `draft`, `waiting-for-approval`, `approved` or `sent`.
    state: &'static str,
}

/// A case that another belongs with.
#[derive(Debug, Serialize, ToSchema)]
struct LinkShown {
    /// What the other is to this one.
    #[schema(value_type = words::Relation)]
    relation: &'static str,
    /// Its reference.
    reference: String,
}

/// Show a case.
///
/// The answer has an `ETag`. Send it as `If-Match` with what is done because of what was read.
#[utoipa::path(
    get,
    path = "/api/v1/cases/{reference}",
    tag = "cases",
    operation_id = "show_case",
    params(("reference" = String, Path, description = "The case", example = "WS-4K7P-29QX")),
    responses((status = 200, description = "The case", body = CaseShown,
        headers(("ETag" = String, description = "The version that it is at"))))
)]
pub(super) async fn show(State(app): State<App>, caller: Caller, which: Which) -> Result<Response, Problem> {
    let (view, sight) = open(&app, &caller, &which.0).await?;
    let mut response = Json(shown(&view, sight)).into_response();
    if let Ok(tag) = HeaderValue::from_str(&body::tag(view.version)) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// A moment, in UTC, to the microsecond: as far as every part of the record keeps it, so that two answers about
/// one case say the same.
pub(super) fn moment(at: Timestamp) -> String {
    Timestamp::from_microsecond(at.as_microsecond())
        .unwrap_or(at)
        .to_string()
}

/// Where a case stands.
pub(crate) fn standing(case: &Case, version: i64) -> Standing {
    Standing {
        reference: case.reference.to_string(),
        version,
        clocks: case.clocks.values().map(clock).collect(),
    }
}

fn clock(clock: &Clock) -> ClockShown {
    ClockShown {
        what: clock.kind.as_str(),
        counts_from: clock.started_on.to_string(),
        due_on: clock.due_on.to_string(),
        done_on: clock.stopped_on.map(|day| day.to_string()),
        ended_on: clock
            .ended_on
            .filter(|_| clock.stopped_on.is_none())
            .map(|day| day.to_string()),
    }
}

fn shown(view: &CaseView, sight: Sight) -> CaseShown {
    let case = &view.case;
    let text = |words: &redress_domain::words::WordsRef| view.text(words).to_owned();
    CaseShown {
        standing: standing(case, view.version),
        access: match sight {
            Sight::Reads => "reads",
            Sight::Follows => "follows",
        },
        status: case.status().as_str(),
        kind: case.kind.as_str(),
        channel: case.channel.as_str(),
        priority: case.priority.as_str(),
        service: case.service.as_ref().map(ToString::to_string),
        received_at: moment(case.received_at),
        what_happened: text(&case.what_happened),
        desired_outcome: case.wanted.as_ref().map(text),
        replied_on: case.replied_on.map(|day| day.to_string()),
        closed_on: case.closed_on.map(|day| day.to_string()),
        outcome: case.outcome.map(redress_domain::case::Outcome::as_str),
        sentence: case.sentence.as_ref().map(text),
        inside: (sight == Sight::Reads).then(|| inside(view)),
    }
}

fn inside(view: &CaseView) -> Inside {
    let case = &view.case;
    Inside {
        procedure: case.procedure.to_string(),
        stage: case.stage,
        team: case.team.as_ref().map(ToString::to_string),
        owner: case.owner.as_ref().map(|owner| Officer {
            id: owner.to_string(),
            name: view.name_of_user(owner).to_owned(),
        }),
        customer: view.customer.as_ref().map(person),
        representative: view.representative.as_ref().map(person),
        adjustments: adjustments::shown(view),
        points: case.points.iter().map(|one| point(view, one)).collect(),
        remedies: case.remedies.iter().map(|one| remedy(view, one)).collect(),
        reply: case.reply.as_ref().map(|reply| ReplyShown {
            id: reply.id.to_string(),
            state: match &reply.state {
                ReplyState::Draft { .. } => "draft",
                ReplyState::WaitingForApproval => "waiting-for-approval",
                ReplyState::Approved { .. } => "approved",
                ReplyState::Sent { .. } => "sent",
            },
        }),
        links: view
            .links
            .iter()
            .map(|(relation, reference)| LinkShown {
                relation: relation.as_str(),
                reference: reference.to_string(),
            })
            .collect(),
    }
}

fn person(row: &Person) -> PersonShown {
    PersonShown {
        name: row.name.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        address: row.address.clone(),
        postcode: row.postcode.clone(),
    }
}

fn point(view: &CaseView, point: &Point) -> PointShown {
    let (finding, reason) = match &point.state {
        PointState::Open => (None, None),
        PointState::Found { finding, reason } => (Some(finding.as_str()), Some(view.text(reason).to_owned())),
    };
    PointShown {
        id: point.id.to_string(),
        words: view.text(&point.words).to_owned(),
        finding,
        reason,
    }
}

fn remedy(view: &CaseView, remedy: &PromisedRemedy) -> RemedyShown {
    RemedyShown {
        id: remedy.id.to_string(),
        kind: remedy.kind.as_str(),
        words: view.text(&remedy.words).to_owned(),
        due_on: remedy.due_on.map(|day| day.to_string()),
        delivered_on: remedy.delivered_on.map(|day| day.to_string()),
    }
}
