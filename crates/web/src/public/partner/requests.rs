//! The questions that were put to an organisation, for whoever is signed in for it (Q2), and how it did (Q4).

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::PAGE;
use redress_casework::partner_account::Request;
use redress_domain::id::ReferralId;
use redress_pages::Page as _;
use redress_pages::public::partner::{List, Listed, list};

use super::{in_sentences, name};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::routes::REQUESTS;
use crate::session::SignedIn;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(REQUESTS, get(waiting))
        .route("/partner/requests/over", get(over))
}

async fn waiting(app: State<App>, here: Here, signed_in: SignedIn, query: RawQuery) -> Answer {
    page(app, here, signed_in, (query, true)).await
}

async fn over(app: State<App>, here: Here, signed_in: SignedIn, query: RawQuery) -> Answer {
    page(app, here, signed_in, (query, false)).await
}

async fn page(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    (RawQuery(query), waits): (RawQuery, bool),
) -> Answer {
    // An organisation that the policy has no more is asked nothing, and sees nothing more.
    let partner = app.casework.answers_for(here.id(), &signed_in.user)?;
    let partner = partner.ok_or(PageError::NotPermitted)?;
    let query = read(query.unwrap_or_default().as_bytes());
    let after = query.value("after").split_once('.').and_then(|(due, id)| {
        let due = due.parse().ok()?;
        Some((due, ReferralId::parse(id).ok()?))
    });
    let found = app
        .casework
        .requests_of(here.id(), (&partner, waits), after.as_ref())
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let next = found.last().filter(|_| is_full).map(|last| {
        let (due, id) = last.place();
        format!("{}?after={due}.{id}", here.path)
    });
    let counts = app.casework.counts_of_partner(here.id(), &partner).await?;
    let organisation = here.policy()?.partner(&partner).map(|known| known.name.clone());
    let facts = List {
        council: name(&here).to_owned(),
        organisation: organisation.unwrap_or_default(),
        who: signed_in.user.name.clone(),
        waits,
        requests: found.into_iter().map(listed).collect(),
        next,
        counts: in_sentences(counts),
        today: here.today,
    };
    let page = list(super::shell(&here), &facts);
    Ok(Html(page.html()).into_response())
}

fn listed(request: Request) -> Listed {
    Listed {
        href: format!("/partner/r/{}", request.id),
        name: request.name,
        state: request.state,
        asked_on: request.asked_on,
        due_on: request.due_on,
    }
}
