//! Forms that came when nobody was signed in any more: kept for whoever typed them, and shown to nobody else.

use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use jiff::SignedDuration;
use redress_casework::draft::Draft;
use redress_domain::id::UserId;
use redress_pages::Page as _;
use redress_pages::form::FormState;
use redress_pages::staff::sign_in::SendAgain;
use serde::{Deserialize, Serialize};

use super::{cookie, digest, json, later, set_cookie, to_sign_in, whose_browser};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{LARGEST, is_secret, read};
use crate::here::Here;

/// How long a form is kept that was sent when nobody was signed in any more.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(2);
/// How many forms of one person are kept in that time.
const MOST_KEPT: i64 = 50;
/// The cookie that leads back to a form that was sent when nobody was signed in any more.
pub(crate) const KEPT: &str = "kept-form";
/// How the journeys begin under which such forms are kept, each in one of its own.
const SEND_AGAIN: &str = "send-again-";
/// What names a kept form in the address to which it is sent: once it was taken there, it is kept no longer.
const SENT: &str = "kept";

/// A form that came when nobody was signed in any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KeptForm {
    /// Which of those of this browser.
    #[serde(skip)]
    pub name: String,
    /// Who typed it: nobody else is shown it, whoever signs in next.
    whose: UserId,
    /// Where it was sent.
    pub path: String,
    /// What was typed: names and values.
    pub pairs: Vec<(String, String)>,
}

/// Sends whoever is not signed in to sign in, and from there back to where they were. A form that
/// they sent is kept until then: nobody types it again. Where it cannot be kept, the answer still holds it.
pub(crate) async fn sign_in_first(app: &App, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    if parts.method != Method::POST {
        let wanted = parts.uri.path_and_query().map_or("/staff", |path| path.as_str());
        return to_sign_in(wanted);
    }
    let path = parts.uri.path().to_owned();
    let content_type = parts.headers.get(axum::http::header::CONTENT_TYPE);
    let brings_file = content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    let headers = parts.headers.clone();
    let kept = async {
        let here = Here::from_request_parts(&mut parts, app).await?;
        // A file is not kept for later: what was typed beside it is.
        let form = if brings_file {
            let rules = here.policy()?.files.clone();
            let request = Request::from_parts(parts, body);
            crate::upload::typed_beside_a_file(app, request, &rules).await?
        } else {
            let bytes = axum::body::to_bytes(body, LARGEST)
                .await
                .map_err(|_too_large| PageError::TooLarge)?;
            read(&bytes)
        };
        // What proves who somebody is is typed again: it is kept nowhere.
        let pairs = form
            .pairs()
            .filter(|(name, _)| !is_secret(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        kept_or_shown(app, &here, &headers, (path, pairs)).await
    };
    kept.await.unwrap_or_else(IntoResponse::into_response)
}

/// Keeps a form for whoever signed in with this browser last, and leads them to sign in. Of nobody known, and of
/// somebody who has many, nothing is kept: they get a page with what they typed, from which it can be sent.
async fn kept_or_shown(
    app: &App,
    here: &Here,
    headers: &HeaderMap,
    (path, pairs): (String, Vec<(String, String)>),
) -> Answer {
    if pairs.is_empty() {
        return Ok(to_sign_in("/staff"));
    }
    let typed = FormState::from_pairs(pairs.iter().cloned());
    if let Some((whose, _)) = whose_browser(app, here, headers).await? {
        let form = KeptForm {
            name: String::new(),
            whose,
            path: path.clone(),
            pairs,
        };
        if let Some(cookie) = keep_form(app, here, (headers, form)).await? {
            let mut response = to_sign_in("/staff/send-again");
            response.headers_mut().append(SET_COOKIE, cookie);
            return Ok(response);
        }
    }
    let page = SendAgain::unsaved(crate::staff::sign_in::frame(here), &path, &typed);
    Ok((StatusCode::FORBIDDEN, Html(page.html())).into_response())
}

/// Keeps a form beside those that this browser keeps already; `None` when too many of theirs came. Counted by the person and not by
/// the network, which a whole council shares: whoever never signed in here has nothing kept.
async fn keep_form(
    app: &App,
    here: &Here,
    (headers, form): (&HeaderMap, KeptForm),
) -> Result<Option<HeaderValue>, PageError> {
    let key = format!("send-again {}", form.whose);
    let tries = app.casework.count_try(here.id(), &key, KEPT_FOR).await?;
    if tries > MOST_KEPT {
        return Ok(None);
    }
    // Whoever planted a cookie is shown nothing by it: who typed a form is asked before it is shown.
    let token = token(app, headers).unwrap_or_else(|| app.casework.fresh().secret());
    let now = app.casework.outside().now();
    let draft = Draft {
        token_hash: digest(&token),
        // In the order in which they came, and none in the place of another.
        journey: format!(
            "{SEND_AGAIN}{:020}-{}",
            now.as_microsecond(),
            app.casework.fresh().secret()
        ),
        body: json(&form)?,
        expires_at: later(now, KEPT_FOR),
        code_hash: None,
    };
    app.casework.keep_draft(here.id(), &draft).await?;
    set_cookie(app, (KEPT, &token), Some(KEPT_FOR.as_secs())).map(Some)
}

/// The token of this browser's forms; what we did not make is not taken.
fn token(app: &App, headers: &HeaderMap) -> Option<String> {
    let ours = |token: &String| token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    cookie(app, headers, KEPT).filter(ours)
}

/// The forms that are kept in this browser for `reader`, the first that they sent first. What somebody else typed waits for them.
pub(crate) async fn kept_forms(
    app: &App,
    here: &Here,
    (headers, reader): (&HeaderMap, &UserId),
) -> Result<Vec<KeptForm>, PageError> {
    let Some(token) = token(app, headers) else {
        return Ok(Vec::new());
    };
    let drafts = app
        .casework
        .drafts_of(here.id(), (&digest(&token), SEND_AGAIN))
        .await?;
    let form = |draft: Draft| {
        let form = serde_json::from_str::<KeptForm>(&draft.body).ok()?;
        let name = draft.journey.strip_prefix(SEND_AGAIN)?.to_owned();
        Some(KeptForm { name, ..form })
    };
    let forms = drafts.into_iter().filter_map(form);
    Ok(forms.filter(|form| form.whose == *reader).collect())
}

/// Forgets one of the forms that are kept in this browser.
pub(crate) async fn forget_kept_form(
    app: &App,
    here: &Here,
    (headers, name): (&HeaderMap, &str),
) -> Result<(), PageError> {
    if let Some(token) = token(app, headers) {
        let journey = format!("{SEND_AGAIN}{name}");
        app.casework
            .forget_draft(here.id(), &digest(&token), &journey)
            .await?;
    }
    Ok(())
}

/// Forgets a kept form once it was sent from the page that shows it, and taken: it is not sent twice.
pub(crate) async fn forget_what_is_sent(State(app): State<App>, request: Request, next: Next) -> Response {
    let sent = request.uri().query().and_then(|query| {
        let query = read(query.as_bytes());
        query.filled(SENT).map(str::to_owned)
    });
    let Some(name) = sent.filter(|_| request.method() == Method::POST) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let headers = parts.headers.clone();
    let here = Here::from_request_parts(&mut parts, &app).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    if let Ok(here) = here
        && response.status().is_redirection()
        && let Err(error) = forget_kept_form(&app, &here, (&headers, &name)).await
    {
        tracing::warn!(?error, "a form that was sent is kept still");
    }
    response
}

impl KeptForm {
    /// Where it is sent, so that it is kept no longer once it was taken.
    pub(crate) fn action(&self) -> String {
        format!("{}?{SENT}={}", self.path, self.name)
    }

    /// The form, as it was typed.
    pub(crate) fn state(&self) -> FormState {
        FormState::from_pairs(self.pairs.iter().cloned())
    }
}
