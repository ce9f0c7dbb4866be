//! Triage: what a new case is, whose and how soon.

use axum::extract::State;
use axum::response::Response;
use redress_domain::case::{Command, TriageAnswers};
use redress_domain::id::{ProcedureId, ServiceId, TeamId};
use redress_domain::vocabulary::{Kind, Priority};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::act::{Act, On, take};
use super::show::Standing;
use crate::App;
use crate::api::body::Asked;
use crate::api::checks::Checks;
use crate::api::{Problem, words};

/// What a new case is, whose and how soon.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"service": "waste"}))]
pub(crate) struct TriageAsked {
    /// The service that it is about.
    #[schema(value_type = words::Name)]
    service: String,
    /// What it is; as it was logged if left out.
    #[schema(value_type = Option<words::Kind>)]
    kind: Option<String>,
    /// Why, if that is something else.
    #[schema(value_type = Option<words::Text>)]
    kind_reason: Option<String>,
    /// The procedure that it follows; if left out, the one that it was given, or the council's own for that kind and service.
    #[schema(value_type = Option<words::Name>)]
    procedure: Option<String>,
    /// The team; the service's own if left out.
    #[schema(value_type = Option<words::Name>)]
    team: Option<String>,
    /// The officer, if one is known.
    #[schema(value_type = Option<words::Id>)]
    owner: Option<String>,
    /// How soon; as it was logged if left out.
    #[schema(value_type = Option<words::Priority>)]
    priority: Option<String>,
    /// The members of staff whom it is about, who then see nothing of it; as it was logged if left out.
    #[schema(value_type = Option<Vec<words::Id>>, max_items = 50)]
    about: Option<Vec<String>>,
    /// A note for the owner.
    #[schema(value_type = Option<words::Text>)]
    note: Option<String>,
}

impl Act for TriageAsked {
    fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }

    fn about(&self) -> Option<&[String]> {
        self.about.as_deref()
    }

    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let case = &on.view.case;
        let service = checks.id::<ServiceId>("service", &self.service);
        let kind = self.kind.as_deref().unwrap_or(case.kind.as_str());
        let kind = checks.word("kind", kind, (Kind::parse, Kind::ALL));
        let priority = self.priority.as_deref().unwrap_or(case.priority.as_str());
        let priority = checks.word("priority", priority, (Priority::parse, Priority::ALL));
        let team = self.team.as_deref();
        let team = team.and_then(|text| checks.id::<TeamId>("team", text));
        let procedure = self.procedure.as_deref();
        let procedure = procedure.and_then(|text| checks.id::<ProcedureId>("procedure", text));
        let kind_reason = checks.some_text("kind_reason", self.kind_reason.as_deref());
        let note = checks.some_text("note", self.note.as_deref());
        let (Some(service), Some(kind), Some(priority)) = (service, kind, priority) else {
            return Ok(None);
        };
        let pinned = on.view.rules()?.pinned;
        let usual = |service| {
            let usual = pinned.procedure_for_raised((kind, case.raised_by), service);
            usual.map(|usual| usual.id.clone())
        };
        // What it was given beside what is usual, it keeps while it is what it was: with the dates that were promised.
        let was_given = kind == case.kind && usual(case.service.as_ref()).as_ref() != Some(&case.procedure);
        let kept = was_given.then(|| case.procedure.clone());
        let Some(procedure) = procedure.or(kept).or_else(|| usual(Some(&service))) else {
            checks.refuse("kind", "The council has no procedure for it");
            return Ok(None);
        };
        Ok(Some(vec![Command::Triage(TriageAnswers {
            kind,
            kind_reason: kind_reason.map(|text| on.fresh.words(&text)),
            procedure,
            service,
            team,
            owner: on.owner.clone(),
            priority,
            about: on.about.clone().unwrap_or_else(|| case.about.clone()),
            note: note.map(|text| on.fresh.words(&text)),
            ward: case.ward.clone(),
        })]))
    }
}

/// Say what a new case is, whose and how soon.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/triage",
    tag = "acts",
    operation_id = "triage_case",
    params(("reference" = String, Path, description = "The case")),
    request_body = TriageAsked,
    responses((status = 201, description = "It is triaged", body = Standing))
)]
pub(super) async fn triage(
    State(app): State<App>,
    which: Which,
    asked: Asked<TriageAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}
