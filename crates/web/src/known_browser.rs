//! A browser that somebody has signed in with before: its tries are counted apart, so that whoever
//! shares the office's network with them cannot lock them out.
//!
//! The cookie holds a random token and opens nothing by itself: it only says which count a try
//! belongs to. The database holds its digest, with the person whose browser it is.

use axum::http::{HeaderMap, HeaderValue};
use jiff::SignedDuration;
use redress_casework::door::Draft;
use redress_domain::id::UserId;

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::session::{cookie, digest, later, set_cookie};

/// The name of the cookie.
pub(crate) const COOKIE: &str = "known-browser";
/// The journey under which a browser is remembered.
const JOURNEY: &str = "known-browser";
/// How long a browser is remembered after somebody signed in with it.
const LASTS: SignedDuration = SignedDuration::from_hours(180 * 24);

/// What tells this browser from others, when `user` has signed in with it before.
pub(crate) async fn digest_of(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &UserId),
) -> Result<Option<String>, PageError> {
    let Some(token) = cookie(app, headers, COOKIE) else {
        return Ok(None);
    };
    let digest = digest(&token);
    let known = app.casework.draft(here.id(), &digest, JOURNEY).await?;
    let theirs = known.is_some_and(|known| known.body == user.as_str());
    Ok(theirs.then_some(digest))
}

/// Remembers that `user` signed in with this browser, under a new token: the one before it ends.
pub(crate) async fn remember(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &UserId),
) -> Result<HeaderValue, PageError> {
    if let Some(before) = cookie(app, headers, COOKIE) {
        app.casework
            .forget_draft(here.id(), &digest(&before), JOURNEY)
            .await?;
    }
    let token = app.casework.fresh().secret();
    let known = Draft {
        token_hash: digest(&token),
        journey: JOURNEY.to_owned(),
        body: user.as_str().to_owned(),
        expires_at: later(app.casework.outside().now(), LASTS),
    };
    app.casework.keep_draft(here.id(), &known).await?;
    set_cookie(app, (COOKIE, &token), Some(LASTS.as_secs()))
}
