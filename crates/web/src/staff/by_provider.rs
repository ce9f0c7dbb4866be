//! Signing in by the council's own identity provider: there, back, and out of it as well.
//!
//! What only this browser and we know waits under the digest of a token that the browser has in a cookie, in the
//! database, so that it does not matter which node somebody comes back to; it is taken once.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use jiff::SignedDuration;
use redress_casework::draft::Draft;
use redress_casework::identity::Entered;
use redress_domain::policy::identity::{IdentityProvider, PasswordsFor, ProviderKind};
use redress_identity::provider::{Back, Chance, Provider, Trouble};
use redress_pages::Page as _;
use redress_pages::staff::not_signed_in::{NotIn, Why};
use redress_pages::staff::sign_in::{Passwords, ProviderButton};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::session::{self, later, local, see_other};
use crate::staff::sign_in::{frame, network};

/// Where somebody comes back to: this address is registered with the provider.
const BACK: &str = "/staff/sign-in/provider/back";
/// The cookie of a sign-in under way, and the journey under which it waits.
const UNDER_WAY: &str = "sign-in-provider";
/// How long somebody may take at the provider.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// How many sign-ins a network may begin in that time: a council behind one address, and no flood.
const BEGUN_OF_NETWORK: i64 = 1_000;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/sign-in/provider", get(begin))
        .route(BACK, get(back))
        .route("/staff/sign-out/provider", get(sign_out))
}

/// A sign-in under way.
#[derive(Debug, Serialize, Deserialize)]
struct UnderWay {
    state: String,
    nonce: String,
    verifier: String,
    /// Where they wanted to go.
    next: String,
    /// The link that they were invited with.
    invitation: Option<String>,
}

/// What the sign-in page shows of the provider; `None` where nobody signs in by one.
pub(super) fn button(
    app: &App,
    here: &Here,
    next: &str,
) -> Result<Option<(ProviderButton, Passwords)>, PageError> {
    let Some((policy, _)) = provider(app, here)? else {
        return Ok(None);
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("next", next);
    let button = ProviderButton {
        words: policy.button.clone(),
        href: format!("/staff/sign-in/provider?{}", query.finish()),
    };
    let passwords = match policy.passwords {
        PasswordsFor::Unbound => Passwords::Here,
        PasswordsFor::Partners => Passwords::BehindLink,
    };
    Ok(Some((button, passwords)))
}

fn provider<'h>(
    app: &App,
    here: &'h Here,
) -> Result<Option<(&'h IdentityProvider, std::sync::Arc<Provider>)>, PageError> {
    let policy = here.policy()?.identity_provider.as_ref();
    let (Some(policy), Some(providers)) = (policy, &app.settings.providers) else {
        return Ok(None);
    };
    let known = providers.of(here.id().as_str(), &policy.issuer, &policy.client_id);
    Ok(Some((policy, known)))
}

async fn begin(State(app): State<App>, here: Here, headers: HeaderMap, RawQuery(query): RawQuery) -> Answer {
    let (_, provider) = provider(&app, &here)?.ok_or(PageError::NotFound)?;
    let key = format!("provider {}", network(here.address));
    if app.casework.count_try(here.id(), &key, PATIENCE).await? > BEGUN_OF_NETWORK {
        return Err(PageError::TooManyTries);
    }
    let query = read(query.unwrap_or_default().as_bytes());
    let secret = || app.casework.fresh().secret();
    let chance = Chance {
        state: secret(),
        nonce: secret(),
        verifier: secret(),
    };
    let now = app.casework.outside().now();
    let address = format!("{}{BACK}", app.reached_at(&headers));
    let there = match provider.begin(&address, &chance, now).await {
        Ok(there) => there,
        Err(trouble) => return troubled(&here, &trouble),
    };
    let under_way = UnderWay {
        state: chance.state,
        nonce: chance.nonce,
        verifier: chance.verifier,
        next: local(query.value("next")).to_owned(),
        invitation: query.filled("invitation").map(str::to_owned),
    };
    let token = secret();
    let body = serde_json::to_string(&under_way).map_err(|error| PageError::Broken(error.to_string()))?;
    let draft = Draft {
        token_hash: session::digest(&token),
        journey: UNDER_WAY.to_owned(),
        body,
        expires_at: later(now, PATIENCE),
        code_hash: None,
    };
    app.casework.keep_draft(here.id(), &draft).await?;
    let cookie = session::set_cookie(&app, (UNDER_WAY, &token), Some(PATIENCE.as_secs()))?;
    let mut response = see_other(&there);
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

async fn back(State(app): State<App>, here: Here, headers: HeaderMap, RawQuery(query): RawQuery) -> Answer {
    let (policy, provider) = provider(&app, &here)?.ok_or(PageError::NotFound)?;
    let Some(under_way) = taken(&app, &here, &headers).await? else {
        return not_in(&here, StatusCode::BAD_REQUEST, (Why::NotTrusted, None));
    };
    let query = read(query.unwrap_or_default().as_bytes());
    let said = |name: &str| query.filled(name).map(str::to_owned);
    let brought = Back {
        code: said("code"),
        state: said("state"),
        iss: said("iss"),
        error: said("error"),
    };
    let chance = Chance {
        state: under_way.state,
        nonce: under_way.nonce,
        verifier: under_way.verifier,
    };
    let address = format!("{}{BACK}", app.reached_at(&headers));
    let now = app.casework.outside().now();
    let outer = policy.claim.split('.').next().unwrap_or_default();
    // Entra says everything in the token; others may say the rest in their UserInfo alone.
    let wanted: &[&str] = match policy.kind {
        ProviderKind::Entra => &[],
        ProviderKind::Openid => &["email", "name", outer],
    };
    let claims = match provider
        .finish((&address, &chance), &brought, (wanted, now))
        .await
    {
        Ok(claims) => claims,
        Err(trouble) => return troubled(&here, &trouble),
    };
    let invitation = under_way.invitation.as_deref();
    let entered = app
        .casework
        .sign_in_by_provider(here.id(), &claims, invitation)
        .await?;
    let user = match entered {
        Entered::In(user) => user,
        Entered::Not { why, identifier } => {
            return not_in(&here, StatusCode::FORBIDDEN, (Why::Refused(why), identifier));
        }
    };
    let cookie = session::begin_by_provider(&app, &here, (&headers, &user)).await?;
    let known = session::remember_browser(&app, &here, (&headers, &user.id)).await?;
    app.casework.signed_in_now(here.id(), &user.id).await?;
    let mut response = see_other(local(&under_way.next));
    response.headers_mut().append(SET_COOKIE, cookie);
    response.headers_mut().append(SET_COOKIE, known);
    let over = session::set_cookie(&app, (UNDER_WAY, ""), Some(0))?;
    response.headers_mut().append(SET_COOKIE, over);
    Ok(response)
}

/// The sign-in that this browser began; a second page that asks gets nothing.
async fn taken(app: &App, here: &Here, headers: &HeaderMap) -> Result<Option<UnderWay>, PageError> {
    let Some(token) = session::cookie(app, headers, UNDER_WAY) else {
        return Ok(None);
    };
    let hash = session::digest(&token);
    let draft = app.casework.take_draft(here.id(), &hash, UNDER_WAY).await?;
    Ok(draft.and_then(|draft| serde_json::from_str(&draft.body).ok()))
}

/// Where somebody signs out of the provider as well, if it has such a page and answers.
pub(super) async fn sign_out_page(app: &App, here: &Here, headers: &HeaderMap) -> Option<String> {
    let (_, provider) = provider(app, here).ok()??;
    let back = format!("{}/staff/sign-in", app.reached_at(headers));
    let page = provider.sign_out(&back, app.casework.outside().now()).await;
    page.ok().flatten()
}

async fn sign_out(State(app): State<App>, here: Here, headers: HeaderMap) -> Answer {
    let page = sign_out_page(&app, &here, &headers).await;
    Ok(see_other(page.as_deref().unwrap_or("/staff/sign-in")))
}

fn troubled(here: &Here, trouble: &Trouble) -> Answer {
    tracing::warn!(council = %here.id(), %trouble, "nobody could be signed in by the identity provider");
    let (status, why) = match trouble {
        Trouble::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, Why::ProviderDown),
        Trouble::SaysNo(_) => (StatusCode::FORBIDDEN, Why::ProviderSaysNo),
        Trouble::NotTrusted(_) => (StatusCode::BAD_REQUEST, Why::NotTrusted),
    };
    not_in(here, status, (why, None))
}

fn not_in(here: &Here, status: StatusCode, (why, identifier): (Why, Option<String>)) -> Answer {
    let contact = here.policy()?.council.contact.clone();
    let page = NotIn::new(frame(here), why, identifier, contact);
    let response: Response = (status, Html(page.html())).into_response();
    Ok(response)
}
