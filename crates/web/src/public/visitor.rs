//! Somebody's browser on the public pages: a random token, by which what they typed is found again, and for each thing that they
//! proved another one, which is new each time: whoever planted a cookie before opens nothing with it.

use std::collections::BTreeMap;

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use jiff::SignedDuration;
use redress_casework::draft::Draft;
use redress_domain::draft_code::DraftCode;
use redress_domain::words::Digest;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::session;

/// The cookie that holds the token.
pub(crate) const COOKIE: &str = "redress_visit";

/// How the cookies begin that say what a browser was let in to: one for each case or request.
pub(crate) const PASS: &str = "redress_pass_";

/// How long what was typed is kept (ux, section 2).
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A browser, by its token; a new token is sent with the answer that first needs one.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    token: Option<String>,
    /// The tokens of what it was let in to, by their cookies.
    passes: BTreeMap<String, String>,
    /// The cookies that are sent with the answer, whole.
    to_send: Vec<HeaderValue>,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // What we did not make is not taken.
        let ours = |token: &str| token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        let passes = session::cookies(app, &parts.headers, PASS);
        Ok(Self {
            token: session::cookie(app, &parts.headers, COOKIE).filter(|token| ours(token)),
            passes: passes.filter(|(_, token)| ours(token)).collect(),
            to_send: Vec::new(),
        })
    }
}

/// The cookie of what a browser was let in to under a name.
fn pass_of(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '-'
        }
    };
    format!("{PASS}{}", name.chars().map(plain).collect::<String>())
}

impl Visitor {
    /// What was kept under a name, unless it is to be forgotten.
    pub(crate) async fn recall<T: DeserializeOwned>(
        &self,
        app: &App,
        here: &Here,
        name: &str,
    ) -> Result<Option<T>, PageError> {
        let kept = self.draft(app, here, name).await?;
        // A form that a former version kept and this one cannot read begins again.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept.body).ok()))
    }

    /// What is kept under a name, as it is kept.
    pub(crate) async fn draft(&self, app: &App, here: &Here, name: &str) -> Result<Option<Draft>, PageError> {
        match &self.token {
            Some(token) => Ok(app.casework.draft(here.id(), &hash(token), name).await?),
            None => Ok(None),
        }
    }

    /// Keeps something under a name for seven days.
    pub(crate) async fn keep<T: Serialize>(
        &mut self,
        app: &App,
        here: &Here,
        (name, what): (&str, &T),
    ) -> Result<(), PageError> {
        self.keep_for(app, here, (name, what), KEPT_FOR).await
    }

    /// Keeps something under a name for some time.
    pub(crate) async fn keep_for<T: Serialize>(
        &mut self,
        app: &App,
        here: &Here,
        (name, what): (&str, &T),
        time: SignedDuration,
    ) -> Result<(), PageError> {
        let body = serde_json::to_string(what).map_err(|error| PageError::Broken(error.to_string()))?;
        let now = app.casework.outside().now();
        let token = self.token(app)?;
        let draft = Draft {
            token_hash: hash(token),
            journey: name.to_owned(),
            body,
            expires_at: now.saturating_add(time).unwrap_or(now),
            code_hash: Some(code_of(token, name).hash()),
        };
        Ok(app.casework.keep_draft(here.id(), &draft).await?)
    }

    /// The token by which what is typed is found again; a new one goes with the answer.
    fn token(&mut self, app: &App) -> Result<&str, PageError> {
        let token = if let Some(token) = self.token.take() {
            token
        } else {
            let token = app.casework.fresh().secret();
            let age = Some(KEPT_FOR.as_secs());
            self.to_send
                .push(session::set_cookie(app, (COOKIE, &token), age)?);
            token
        };
        Ok(self.token.insert(token))
    }

    /// Lets the browser in to something that was proved just now, for some time: by a token of its own that is new each time.
    pub(crate) async fn let_in<T: Serialize>(
        &mut self,
        app: &App,
        here: &Here,
        (name, what): (&str, &T),
        time: SignedDuration,
    ) -> Result<(), PageError> {
        let cookie = pass_of(name);
        if let Some(before) = self.passes.remove(&cookie) {
            app.casework.forget_draft(here.id(), &hash(&before), name).await?;
        }
        let token = app.casework.fresh().secret();
        // Without an age: it ends with the browser, and what it opens ends sooner.
        self.to_send
            .push(session::set_cookie(app, (&cookie, &token), None)?);
        self.passes.insert(cookie, token);
        self.keep_in(app, here, (name, what), time).await
    }

    /// Keeps the browser let in to something that it has open, for some time more; one that was not let in stays outside.
    pub(crate) async fn keep_in<T: Serialize>(
        &self,
        app: &App,
        here: &Here,
        (name, what): (&str, &T),
        time: SignedDuration,
    ) -> Result<(), PageError> {
        let Some(token) = self.passes.get(&pass_of(name)) else {
            return Ok(());
        };
        let body = serde_json::to_string(what).map_err(|error| PageError::Broken(error.to_string()))?;
        let now = app.casework.outside().now();
        let draft = Draft {
            token_hash: hash(token),
            journey: name.to_owned(),
            body,
            expires_at: now.saturating_add(time).unwrap_or(now),
            // No code brings it to another browser.
            code_hash: None,
        };
        Ok(app.casework.keep_draft(here.id(), &draft).await?)
    }

    /// What the browser was let in to under a name, if it was.
    pub(crate) async fn is_let_in<T: DeserializeOwned>(
        &self,
        app: &App,
        here: &Here,
        name: &str,
    ) -> Result<Option<T>, PageError> {
        let Some(token) = self.passes.get(&pass_of(name)) else {
            return Ok(None);
        };
        let kept = app.casework.draft(here.id(), &hash(token), name).await?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept.body).ok()))
    }

    /// The code by which what is kept under a name is found again from another browser, and until when.
    pub(crate) fn code(&self, app: &App, name: &str) -> Option<(DraftCode, jiff::Timestamp)> {
        let token = self.token.as_ref()?;
        Some((code_of(token, name), kept_until(app)))
    }

    /// Takes over what somebody kept in another browser.
    pub(crate) async fn take_over(&mut self, app: &App, here: &Here, draft: &Draft) -> Result<(), PageError> {
        let token = self.token(app)?;
        Ok(app.casework.move_draft(here.id(), draft, &hash(token)).await?)
    }

    /// Whether this is the browser that keeps a draft.
    pub(crate) fn keeps(&self, draft: &Draft) -> bool {
        self.token
            .as_ref()
            .is_some_and(|token| hash(token) == draft.token_hash)
    }

    /// Forgets what was kept under a name.
    pub(crate) async fn forget(&self, app: &App, here: &Here, name: &str) -> Result<(), PageError> {
        if let Some(token) = &self.token {
            app.casework.forget_draft(here.id(), &hash(token), name).await?;
        }
        Ok(())
    }

    /// The answer, with the tokens that are new.
    pub(crate) fn answer(&self, response: impl axum::response::IntoResponse) -> Response {
        let mut response = response.into_response();
        for cookie in &self.to_send {
            response.headers_mut().append(header::SET_COOKIE, cookie.clone());
        }
        response
    }

    /// The answer that leads elsewhere, with the tokens that are new.
    pub(crate) fn see_other(&self, place: &str) -> Response {
        self.answer(axum::response::Redirect::to(place).into_response())
    }
}

/// Until when what is kept now is kept.
pub(crate) fn kept_until(app: &App) -> jiff::Timestamp {
    let now = app.casework.outside().now();
    now.saturating_add(KEPT_FOR).unwrap_or(now)
}

/// The code goes with the token that only the browser has, so that it can be shown again there and
/// nowhere else; the database knows its hash.
fn code_of(token: &str, name: &str) -> DraftCode {
    DraftCode::of(&format!("{token}:{name}"))
}

/// What the database knows of a token: not enough to take its place.
fn hash(token: &str) -> String {
    Digest::of(&[0; 16], token.as_bytes()).as_str().to_owned()
}
