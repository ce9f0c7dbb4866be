//! The services of the council, by the names that cases are logged and found with.

use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::api::{Caller, Problem, words};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/api/v1/services", get(list))
}

/// The services of the council.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Services {
    services: Vec<Service>,
}

/// A service of the council.
#[derive(Debug, Serialize, ToSchema)]
struct Service {
    /// Its short name: what a case names.
    #[schema(value_type = words::Name)]
    id: String,
    /// Its name in the public's words.
    name: String,
    /// What it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// The team that does its work.
    #[schema(value_type = words::Name)]
    team: String,
}

/// List the services of the council.
#[utoipa::path(
    get,
    path = "/api/v1/services",
    tag = "council",
    operation_id = "list_services",
    responses((status = 200, description = "The services", body = Services))
)]
async fn list(caller: Caller) -> Result<Json<Services>, Problem> {
    let services = caller.here.policy()?.services.iter().map(|service| Service {
        id: service.id.to_string(),
        name: service.name.clone(),
        about: service.about.clone(),
        team: service.team.to_string(),
    });
    Ok(Json(Services {
        services: services.collect(),
    }))
}
