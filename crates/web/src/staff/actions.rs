//! Actions that were promised and are still to be delivered: for who sees to them, and for who manages.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::{CaseLine, PAGE};
use redress_casework::remedy::{AfterRemedy, Promises, RemedyLine};
use redress_domain::id::{CaseId, RemedyId, ServiceId};
use redress_pages::Page as _;
use redress_pages::form::FormState;
use redress_pages::staff::actions::{ActionItem, Actions, Filter};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

/// Those that the reader sees to.
pub(super) const OWN: &str = "/staff/actions";
/// Those of every case that the reader may see.
const ALL: &str = "/staff/actions/all";
/// Of those, what is overdue.
pub(super) const ALL_OVERDUE: &str = "/staff/actions/all?due=overdue";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route(OWN, get(own)).route(ALL, get(all))
}

async fn own(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let wanted = Promises {
        owner: signed_in.actor.user().cloned(),
        ..Promises::default()
    };
    list((&app, &here, &signed_in), query, wanted).await
}

async fn all(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    list((&app, &here, &signed_in), query, Promises::default()).await
}

async fn list(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    query: Option<String>,
    wanted: Promises,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let is_own = wanted.owner.is_some();
    let service = query.filled("service").filter(|_| !is_own);
    let wanted = Promises {
        service: service.and_then(|id| ServiceId::parse(id).ok()),
        overdue: query.value("due") == "overdue",
        ..wanted
    };
    let after = after(&query);
    let found = app
        .casework
        .promises(here.id(), &signed_in.actor, &wanted, after.as_ref())
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full).map(RemedyLine::place);
    let next = last.map(|(key, case, remedy)| {
        let key = format!("{key}.{case}.{remedy}");
        lines::with(&here.path, &query, ("after", &key))
    });
    let owners = found.iter().filter_map(|line| line.owner.clone()).collect();
    let names = app.casework.names_of(here.id(), owners).await?;
    let cases: Vec<CaseLine> = found.iter().map(|line| line.line.clone()).collect();
    let items = lines::items(here, &cases, "/staff/cases")?;
    let items = items.into_iter().zip(&found).map(|(case, line)| ActionItem {
        owner: line.owner.as_ref().and_then(|owner| names.get(owner).cloned()),
        kind: line.kind,
        due_on: line.due_on,
        case,
    });
    let services = here.policy()?.services.iter();
    let services = services.map(|service| (service.id.to_string(), service.name.clone()));
    let filter = Filter {
        is_own,
        sees_all: signed_in.reads_cases(here),
        overdue: wanted.overdue,
        service: wanted.service.map(|service| service.to_string()),
        services: if is_own { Vec::new() } else { services.collect() },
    };
    let shell = signed_in.shell(app, here).await?;
    let page = Actions::new(shell, items.collect(), filter).on(here.today, next);
    Ok(Html(page.html()).into_response())
}

fn after(query: &FormState) -> Option<AfterRemedy> {
    let mut parts = query.value("after").split('.');
    let (key, case, remedy) = (parts.next()?, parts.next()?, parts.next()?);
    Some((
        key.to_owned(),
        CaseId::parse(case).ok()?,
        RemedyId::parse(remedy).ok()?,
    ))
}
