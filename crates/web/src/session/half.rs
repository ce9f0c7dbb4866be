//! Whose password was right and whose second step is still asked for: it opens the pages that ask, and nothing else.
//!
//! It is no session: it has a cookie and a row of its own, which no other page reads. It holds a digest of what the password
//! was checked against, so that it ends with a new password.

use axum::http::{HeaderMap, HeaderValue};
use jiff::SignedDuration;
use redress_casework::draft::Draft;
use redress_casework::user::User;
use redress_domain::id::UserId;
use serde::{Deserialize, Serialize};

use super::{cookie, digest, later, set_cookie};
use crate::App;
use crate::error::PageError;
use crate::here::Here;

/// The cookie, and the journey under which it is kept.
const HALF: &str = "half-session";
/// How long somebody has to look for their telephone.
const LASTS: SignedDuration = SignedDuration::from_mins(10);

#[derive(Debug, Serialize, Deserialize)]
struct Body {
    user: UserId,
    password: String,
}

/// Begins one for somebody whose password was right a moment ago.
pub(crate) async fn begin(app: &App, here: &Here, user: &User) -> Result<HeaderValue, PageError> {
    let token = app.casework.fresh().secret();
    let body = Body {
        user: user.id.clone(),
        password: password_of(user),
    };
    let draft = Draft {
        token_hash: digest(&token),
        journey: HALF.to_owned(),
        body: super::json(&body)?,
        code_hash: None,
        expires_at: later(app.casework.outside().now(), LASTS),
    };
    app.casework.keep_draft(here.id(), &draft).await?;
    set_cookie(app, (HALF, &token), Some(LASTS.as_secs()))
}

/// Whose it is: nobody's once it ended, they may not sign in, or their password is another.
pub(crate) async fn whose(app: &App, here: &Here, headers: &HeaderMap) -> Result<Option<User>, PageError> {
    let Some(token) = cookie(app, headers, HALF) else {
        return Ok(None);
    };
    let draft = app.casework.draft(here.id(), &digest(&token), HALF).await?;
    let body = draft.and_then(|draft| serde_json::from_str::<Body>(&draft.body).ok());
    let Some(body) = body else { return Ok(None) };
    let user = app.casework.user(here.id(), &body.user).await?;
    Ok(user.filter(|user| user.active && password_of(user) == body.password))
}

/// Ends the one that a browser has, and has it forget the cookie.
pub(crate) async fn end(app: &App, here: &Here, headers: &HeaderMap) -> Result<HeaderValue, PageError> {
    if let Some(token) = cookie(app, headers, HALF) {
        app.casework
            .forget_draft(here.id(), &digest(&token), HALF)
            .await?;
    }
    set_cookie(app, (HALF, ""), Some(0))
}

fn password_of(user: &User) -> String {
    digest(user.password_hash.as_deref().unwrap_or_default())
}
