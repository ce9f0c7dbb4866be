//! What other organisations were asked and have not settled: for the officer, and for who manages.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::{CaseLine, PAGE};
use redress_casework::partner::{AfterReferral, ReferralLine};
use redress_domain::id::{PartnerId, ReferralId, UserId};
use redress_pages::Page as _;
use redress_pages::case::partner::state;
use redress_pages::form::FormState;
use redress_pages::format;
use redress_pages::staff::cases::{CaseList, Column};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

/// Those of the reader's own cases.
const OWN: &str = "/staff/partners";
/// Those of every case that the reader may see.
const ALL: &str = "/staff/partners/all";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route(OWN, get(own)).route(ALL, get(all))
}

async fn own(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let owner = signed_in.actor.user().cloned();
    list((&app, &here, &signed_in), query, owner.as_ref()).await
}

async fn all(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    list((&app, &here, &signed_in), query, None).await
}

async fn list(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    query: Option<String>,
    owner: Option<&UserId>,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = after(&query);
    let found = app
        .casework
        .open_referrals(here.id(), (&signed_in.actor, owner), after.as_ref())
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full).map(ReferralLine::place);
    let next = last.map(|(due, referral)| {
        let key = format!("{due}.{referral}");
        lines::with(&here.path, &query, ("after", &key))
    });
    let cases: Vec<CaseLine> = found.iter().map(|line| line.line.clone()).collect();
    let mut items = lines::items(here, &cases, "/staff/cases")?;
    let name = |id: &PartnerId| {
        let known = here.policy().ok().and_then(|policy| policy.partner(id));
        known.map_or_else(|| id.to_string(), |partner| partner.name.clone())
    };
    for (item, line) in items.iter_mut().zip(&found) {
        item.href = format!("{}/partners", item.href);
        item.summary = format!(
            "{}: {}. Needed by {}. {}",
            name(&line.partner),
            state(line.state).1.to_lowercase(),
            format::date_only(line.due_on),
            item.summary
        );
    }
    let shell = signed_in.shell(app, here).await?;
    let none = "No other organisation has been asked and waits for us, or we for it.";
    let (tabs, tab) = lines::own_and_all("Other organisations", [OWN, ALL], (here, signed_in));
    let page = CaseList::new(shell, "Other organisations", items, none)
        .tabs(tabs, tab)
        .intro("What is needed soonest is first.")
        .columns(&[Column::Customer, Column::Service, Column::Status])
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}

fn after(query: &FormState) -> Option<AfterReferral> {
    let (day, id) = query.value("after").split_once('.')?;
    Some((day.parse().ok()?, ReferralId::parse(id).ok()?))
}
