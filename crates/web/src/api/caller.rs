//! The program that asks: known by the token in `Authorization`, and by nothing else.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use redress_casework::token::Token;
use redress_domain::permission::Actor;

use crate::App;
use crate::api::Problem;
use crate::api::pace::TooFast;
use crate::here::Here;

/// A program whose token is in force: the extractor of every handler for programs.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// Where the request arrived.
    pub(crate) here: Here,
    /// Its token.
    pub(crate) token: Token,
    /// The same, as somebody who acts.
    pub(crate) actor: Actor,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Problem> {
        // The gate put it there; without it nobody was let in.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(Problem::unauthorised)
    }
}

/// Who asks, by the token that the request shows.
pub(super) async fn caller(app: &App, parts: &mut Parts) -> Result<Caller, Problem> {
    let here = Here::from_request_parts(parts, app).await?;
    let shown = bearer(&parts.headers).ok_or_else(Problem::unauthorised)?;
    let token = app.casework.token_shown(here.id(), shown).await?;
    let token = token.ok_or_else(Problem::unauthorised)?;
    let counted = app.pace.count(&app.casework, (here.id(), &token)).await;
    counted.map_err(|too_fast| match too_fast {
        TooFast::Wait(seconds) => Problem::too_many(seconds),
        TooFast::Failed(failure) => failure.into(),
    })?;
    let actor = token.actor();
    Ok(Caller { here, token, actor })
}

/// The one token that the request shows. RFC 6750, 2.1: the scheme is read in any case of letters.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut shown = headers.get_all(AUTHORIZATION).iter();
    let only = shown.next().filter(|_| shown.next().is_none())?;
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
