//! Who is signed in, by a secret that only their browser has.
//!
//! The cookie holds a random token; the database holds its digest, so that a copy of the database
//! opens nothing. How long a session lasts without a request, and at all, is in the policy, and a policy that says less holds
//! from its first day in the browsers that are signed in too.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use jiff::{SignedDuration, Timestamp};
use redress_casework::draft::Draft;
use redress_casework::lists::Waiting;
use redress_casework::session::Session;
use redress_casework::user::User;
use redress_domain::id::{HelpId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::words::Digest;
use redress_pages::components::NotificationBanner;
use redress_pages::{Calls, Shell};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::PageError;
use crate::here::Here;

pub(crate) mod half;
pub(crate) mod kept;
mod lasts;

use lasts::Lasts;

/// The cookie of a session.
pub(crate) const SESSION: &str = "session";
/// The cookie that has the next page say what was done.
pub(crate) const SAID: &str = "said";
/// Where pages ask by themselves, while nobody need be there.
const BY_ITSELF: &str = "/staff/asked/";
/// How much of that is kept.
const LONGEST_SAID: usize = 500;
/// The cookie of a browser in which somebody has signed in before.
pub(crate) const KNOWN: &str = "known-browser";
/// How long such a browser stays known.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(180 * 24);
/// Somebody who is signed in: the extractor of every staff page.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who it is.
    pub user: User,
    /// The same, as somebody who acts.
    pub actor: Actor,
    said: Said,
}

/// What a session holds besides the person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Held {
    /// When they signed in, in microseconds.
    since: i64,
    /// When the last request came, as far as it was written down, in microseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<i64>,
    /// By what.
    #[serde(default)]
    by: SignedInBy,
    /// How they proved who they are.
    #[serde(default, skip_serializing_if = "Proof::is_enough")]
    proof: Proof,
}

/// By what somebody signed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SignedInBy {
    /// By what the council gave them here.
    #[default]
    Password,
    /// By the council's identity provider.
    Provider,
}

/// How somebody proved who they are when they signed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Proof {
    /// With all that is ever asked: with two steps, by another program that answers for it, or as a person of a demo.
    #[default]
    Enough,
    /// With a password alone: enough where the policy wants no second step of them.
    Password,
}

impl Proof {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for what it skips by reference"
    )]
    fn is_enough(&self) -> bool {
        *self == Self::Enough
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let known = signed_in(app, parts).await?;
        known
            .map(|(signed_in, _)| signed_in)
            .ok_or(PageError::SignInFirst)
    }
}

impl SignedIn {
    /// Whether they may do `act` to some case: before there is one, or for a whole list.
    pub fn may(&self, here: &Here, act: Act) -> bool {
        here.policy()
            .is_ok_and(|policy| permission::may(policy, &self.actor, act))
    }

    /// Whether this person opens cases that are not their own.
    pub(crate) fn reads_cases(&self, here: &Here) -> bool {
        self.may(here, Act::ReadCase) || self.may(here, Act::ReadAnyCase)
    }

    /// What their next page says, for whoever sends the answer.
    pub(crate) fn said(&self) -> Said {
        self.said.clone()
    }

    /// Has the next page say what was done: "3 items assigned to Waste team".
    pub fn say(&self, outcome: &str) {
        self.said.say(outcome);
    }

    /// The frame of a staff page for them: their name, the pages they may open, what waits for them,
    /// and the outcome of the last thing they did.
    pub async fn shell(&self, app: &App, here: &Here) -> Result<Shell, PageError> {
        Ok(self.with_outcome(self.counted_shell(app, here).await?))
    }

    /// The frame with what waits, and without what was done.
    pub(crate) async fn counted_shell(&self, app: &App, here: &Here) -> Result<Shell, PageError> {
        let waiting = app.casework.waiting_for(here.id(), &self.actor).await?;
        Ok(self.shell_with(here, &waiting))
    }

    /// The same with what waits, as it was counted.
    pub(crate) fn shell_with(&self, here: &Here, waiting: &Waiting) -> Shell {
        let mut shell = self.bare_shell(here);
        let number = |count: i64| u32::try_from(count).unwrap_or_default();
        if let Some(to_triage) = waiting.to_triage {
            let count = number(to_triage);
            shell.counts.push(("/staff/triage".to_owned(), count));
        }
        let approvals = number(waiting.approvals);
        shell.counts.push(("/staff/approvals".to_owned(), approvals));
        shell.calls = waiting.calls.as_deref().map(calls);
        shell
    }

    /// The frame with the outcome of the last thing they did, said once.
    pub(crate) fn with_outcome(&self, shell: Shell) -> Shell {
        match self.said.show() {
            Some(outcome) => shell.banner(NotificationBanner::success(&outcome)),
            None => shell,
        }
    }

    /// The same without what waits and what was done: for a page that must not fail.
    pub(crate) fn bare_shell(&self, here: &Here) -> Shell {
        // One width for all, so that the navigation stays where it is from page to page.
        let mut shell = here.staff(&self.user.name).wide();
        shell.closed_to_reader = self.closed_pages(here);
        shell
    }

    fn closed_pages(&self, here: &Here) -> Vec<&'static str> {
        let pages: [(&str, &[Act]); 31] = [
            (
                "/staff/reports",
                &[
                    Act::ReadCase,
                    Act::ReadAnyCase,
                    Act::SeeWorkload,
                    Act::ReadBriefing,
                ],
            ),
            (
                "/staff/briefings",
                &[Act::ReadBriefing, Act::WriteReport, Act::ApproveReport],
            ),
            (
                "/staff/reports/annual",
                &[Act::ReadBriefing, Act::WriteReport, Act::ApproveReport],
            ),
            ("/staff/triage", &[Act::Triage]),
            ("/staff/cases", &[Act::ReadCase, Act::ReadAnyCase]),
            ("/staff/cases/new", &[Act::Log]),
            ("/staff/approvals", &[Act::ApproveReply]),
            ("/staff/outbox", &[Act::ReadAnyCase]),
            ("/staff/mail", &[Act::Triage]),
            ("/staff/stage-2", &[Act::ReadCase, Act::ReadAnyCase]),
            ("/staff/ombudsman", &[Act::ReadCase, Act::ReadAnyCase]),
            ("/admin", &[Act::DraftPolicy, Act::ManageUsers, Act::ReadAudit]),
            (
                "/staff/arrangements",
                &[Act::ManageConduct, Act::DecideRestriction],
            ),
            ("/staff/incidents/new", &[Act::ReportIncident]),
            (
                "/staff/lessons",
                &[Act::RecordLesson, Act::ManageLesson, Act::PublishLesson],
            ),
            ("/staff/causes", &[Act::ReadCase, Act::ReadAnyCase]),
            ("/staff/surveys", &[Act::ReadSurveys]),
            ("/admin/policy", &[Act::DraftPolicy]),
            ("/admin/services", &[Act::DraftPolicy]),
            ("/admin/teams", &[Act::DraftPolicy]),
            ("/admin/posts", &[Act::DraftPolicy]),
            ("/admin/clocks", &[Act::DraftPolicy]),
            ("/admin/closures", &[Act::DraftPolicy]),
            ("/admin/standards", &[Act::DraftPolicy]),
            ("/admin/letters", &[Act::DraftPolicy]),
            ("/admin/brand", &[Act::DraftPolicy]),
            ("/admin/users", &[Act::ManageUsers]),
            ("/admin/partners", &[Act::ManageUsers]),
            ("/admin/audit", &[Act::ReadAudit]),
            ("/admin/audit/export", &[Act::ExportPerson]),
            ("/admin/audit/reads", &[Act::ReadAccessLog]),
        ];
        let closed = |(_, acts): &(&str, &[Act])| {
            let may = |act: &Act| self.may(here, *act) && here.follows_up(*act);
            !acts.iter().any(may)
        };
        pages.into_iter().filter(closed).map(|(page, _)| page).collect()
    }
}

/// Calls for help as every page says them, with the oldest to be answered first.
pub(crate) fn calls(open: &[HelpId]) -> Calls {
    let first = open.first().map(|help| format!("/staff/help/{help}"));
    Calls {
        count: open.len(),
        href: first.unwrap_or_default(),
    }
}

/// What was done, on its way from the request that did it to the page that says so: in a cookie, so
/// that an act is one commit and not two.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    state: Arc<Mutex<Saying>>,
}

#[derive(Debug, Default)]
struct Saying {
    /// What came with the request.
    waits: Option<String>,
    /// Whether a page has said it.
    is_shown: bool,
    /// What goes with the answer.
    new: Option<String>,
}

impl Said {
    fn of(app: &App, headers: &HeaderMap) -> Self {
        let written = cookie(app, headers, SAID);
        let said = Self::default();
        said.state().waits = written.and_then(|written| {
            let mut pairs = form_urlencoded::parse(written.as_bytes());
            pairs.next().map(|(text, _)| text.into_owned())
        });
        said
    }

    fn state(&self) -> MutexGuard<'_, Saying> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cookie that has the next page say something, for whoever is not signed in yet.
    pub(crate) fn of_next(app: &App, outcome: &str) -> Option<HeaderValue> {
        let said = Self::default();
        said.say(outcome);
        said.cookie(app)
    }

    fn say(&self, outcome: &str) {
        self.state().new = Some(outcome.chars().take(LONGEST_SAID).collect());
    }

    fn show(&self) -> Option<String> {
        let mut state = self.state();
        let waits = state.waits.take();
        state.is_shown |= waits.is_some();
        waits
    }

    /// The cookie that the answer takes along, if any.
    pub(crate) fn cookie(&self, app: &App) -> Option<HeaderValue> {
        let state = self.state();
        let (value, age) = match &state.new {
            Some(new) => (form_urlencoded::byte_serialize(new.as_bytes()).collect(), 60),
            None if state.is_shown => (String::new(), 0),
            None => return None,
        };
        set_cookie(app, (SAID, &value), Some(age)).ok()
    }
}

/// Who is signed in, and where; moves the end of the session on.
pub(crate) async fn signed_in(app: &App, parts: &mut Parts) -> Result<Option<(SignedIn, Here)>, PageError> {
    let here = Here::from_request_parts(parts, app).await?;
    let Some(token) = cookie(app, &parts.headers, SESSION) else {
        return Ok(None);
    };
    let both = app.casework.session_with_user(here.id(), &digest(&token)).await?;
    let Some((mut session, user)) = both.filter(|(_, user)| user.active) else {
        return Ok(None);
    };
    let Ok(held) = serde_json::from_str::<Held>(&session.body) else {
        return Ok(None);
    };
    // A policy that requires a second step holds from its first day, in the browsers that are signed in too.
    let policy = here.policy()?;
    if held.proof == Proof::Password && policy.sign_in.requires_second_step(&user.roles) {
        return Ok(None);
    }
    let now = app.casework.outside().now();
    let lasts = Lasts::of(&policy.sign_in, &user);
    // What is kept is the end by the policy of that request; today's may say less.
    if held
        .seen
        .is_some_and(|seen| lasts.has_ended(seen, held.since, now))
    {
        return Ok(None);
    }
    let ends = lasts.end(now, held.since);
    // A page that asks by itself is no sign that anybody is there: a session ends when nobody is.
    let is_by_itself = parts.uri.path().starts_with(BY_ITSELF);
    if !is_by_itself && ends.duration_since(session.expires_at) > lasts.slide {
        session.expires_at = ends;
        session.body = json(&Held {
            seen: Some(now.as_microsecond()),
            ..held
        })?;
        app.casework.keep_session(here.id(), &session).await?;
    }
    let actor = user.actor();
    let signed_in = SignedIn {
        user,
        actor,
        said: Said::of(app, &parts.headers),
    };
    Ok(Some((signed_in, here)))
}

/// Begins a session for somebody who proved who they are, and ends the one their browser had:
/// nobody can plant a token that is signed in later.
pub(crate) async fn begin(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &User),
) -> Result<HeaderValue, PageError> {
    begin_after(app, here, (headers, user), Proof::Enough).await
}

/// The same for somebody whom the council's identity provider knows: what it asks of them is its own matter.
pub(crate) async fn begin_by_provider(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &User),
) -> Result<HeaderValue, PageError> {
    start(app, here, (headers, user), (SignedInBy::Provider, Proof::Enough)).await
}

/// The same with what the council gave them here, saying how they proved it.
pub(crate) async fn begin_after(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &User),
    proof: Proof,
) -> Result<HeaderValue, PageError> {
    start(app, here, (headers, user), (SignedInBy::Password, proof)).await
}

async fn start(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &User),
    (by, proof): (SignedInBy, Proof),
) -> Result<HeaderValue, PageError> {
    end(app, here, headers).await?;
    let now = app.casework.outside().now();
    let held = Held {
        since: now.as_microsecond(),
        seen: Some(now.as_microsecond()),
        by,
        proof,
    };
    let token = app.casework.fresh().secret();
    let session = Session {
        token_hash: digest(&token),
        user_id: Some(user.id.clone()),
        body: json(&held)?,
        expires_at: Lasts::of(&here.policy()?.sign_in, user).end(now, held.since),
    };
    app.casework.keep_session(here.id(), &session).await?;
    set_cookie(app, (SESSION, &token), None)
}

/// The browser's own token, as its digest, where this person has signed in with it before: its wrong
/// tries count apart, so that nobody else's lock them out.
pub(crate) async fn known_browser(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &UserId),
) -> Result<Option<String>, PageError> {
    let whose = whose_browser(app, here, headers).await?;
    Ok(whose.filter(|(whose, _)| whose == user).map(|(_, token)| token))
}

/// Who signed in with this browser last, and the browser's own token as its digest.
async fn whose_browser(
    app: &App,
    here: &Here,
    headers: &HeaderMap,
) -> Result<Option<(UserId, String)>, PageError> {
    let Some(token) = cookie(app, headers, KNOWN) else {
        return Ok(None);
    };
    let hash = digest(&token);
    let draft = app.casework.draft(here.id(), &hash, KNOWN).await?;
    let whose = draft.and_then(|draft| UserId::parse(&draft.body).ok());
    Ok(whose.map(|whose| (whose, hash)))
}

/// Remembers that this person signed in with this browser. The database holds the token's digest, and
/// no more than whose it is.
pub(crate) async fn remember_browser(
    app: &App,
    here: &Here,
    (headers, user): (&HeaderMap, &UserId),
) -> Result<HeaderValue, PageError> {
    let known = known_browser(app, here, (headers, user)).await?;
    let token = match (known, cookie(app, headers, KNOWN)) {
        (Some(_), Some(token)) => token,
        _ => app.casework.fresh().secret(),
    };
    let draft = Draft {
        token_hash: digest(&token),
        journey: KNOWN.to_owned(),
        body: user.to_string(),
        code_hash: None,
        expires_at: later(app.casework.outside().now(), KNOWN_FOR),
    };
    app.casework.keep_draft(here.id(), &draft).await?;
    set_cookie(app, (KNOWN, &token), Some(KNOWN_FOR.as_secs()))
}

/// By what whoever has this browser signed in; `None` when nobody is signed in.
pub(crate) async fn signed_in_by(
    app: &App,
    here: &Here,
    headers: &HeaderMap,
) -> Result<Option<SignedInBy>, PageError> {
    let Some(token) = cookie(app, headers, SESSION) else {
        return Ok(None);
    };
    let both = app.casework.session_with_user(here.id(), &digest(&token)).await?;
    let held = both.and_then(|(session, _)| serde_json::from_str::<Held>(&session.body).ok());
    Ok(held.map(|held| held.by))
}

/// Ends the session that a browser has, and has it forget the cookie.
pub(crate) async fn end(app: &App, here: &Here, headers: &HeaderMap) -> Result<HeaderValue, PageError> {
    if let Some(token) = cookie(app, headers, SESSION) {
        app.casework.end_session(here.id(), &digest(&token)).await?;
    }
    set_cookie(app, (SESSION, ""), Some(0))
}

/// To the sign-in page, and from there to `wanted`.
pub(crate) fn to_sign_in(wanted: &str) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("next", wanted);
    see_other(&format!("/staff/sign-in?{}", query.finish()))
}

/// An answer that leads to another address of ours.
pub fn see_other(to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

/// The address to go to after signing in: one of our own below `/staff`, `/councillor`, `/admin` or the list of a
/// partner, or the first page.
pub(crate) fn local(wanted: &str) -> &str {
    let plain = wanted
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'"');
    let below = |root: &str| {
        let rest = wanted.strip_prefix(root);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    };
    let ours = ["/staff", "/councillor", "/admin", "/partner/requests"]
        .into_iter()
        .any(below);
    let short = wanted.len() <= 1000;
    if plain && ours && short { wanted } else { "/staff" }
}

pub(crate) fn later(from: Timestamp, by: SignedDuration) -> Timestamp {
    from.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The token is 256 bits by chance, so a salt of zeros hides it as well as any other.
pub(crate) fn digest(token: &str) -> String {
    Digest::of(&[0; 16], token.as_bytes()).as_str().to_owned()
}

fn json(value: &impl Serialize) -> Result<String, PageError> {
    serde_json::to_string(value).map_err(|error| PageError::Broken(error.to_string()))
}

/// `__Host-` has browsers take the cookie from this very host over HTTPS alone.
fn cookie_name(app: &App, name: &str) -> String {
    if app.settings.secure_cookies {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

pub(crate) fn cookie(app: &App, headers: &HeaderMap, name: &str) -> Option<String> {
    let name = cookie_name(app, name);
    let all = headers.get_all(COOKIE).into_iter();
    all.filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, value)| *known == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// The cookies whose names begin like this, by their names without what browsers are told by it.
pub(crate) fn cookies<'h>(
    app: &App,
    headers: &'h HeaderMap,
    beginning: &str,
) -> impl Iterator<Item = (String, String)> + 'h {
    let (beginning, ours) = (cookie_name(app, beginning), beginning.to_owned());
    let all = headers.get_all(COOKIE).into_iter();
    all.filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(move |(name, value)| {
            let rest = name.strip_prefix(&beginning)?;
            Some((format!("{ours}{rest}"), value.to_owned()))
        })
}

pub(crate) fn set_cookie(
    app: &App,
    (name, value): (&str, &str),
    age: Option<i64>,
) -> Result<HeaderValue, PageError> {
    let secure = if app.settings.secure_cookies {
        "; Secure"
    } else {
        ""
    };
    let age = age.map(|age| format!("; Max-Age={age}")).unwrap_or_default();
    let name = cookie_name(app, name);
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    HeaderValue::from_str(&text).map_err(|error| PageError::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    //! Where signing in leads.

    use super::*;

    #[test]
    fn signing_in_leads_to_our_own_staff_pages_alone() {
        for ours in [
            "/staff",
            "/staff/triage?after=1",
            "/staff/cases/LCC-4K7P-29QX",
            "/councillor",
            "/councillor/log",
            "/admin/audit?by=1",
            "/partner/requests/over",
        ] {
            assert_eq!(local(ours), ours);
        }
        for other in [
            "",
            "//example.org",
            "https://example.org",
            "/\\example.org",
            "/staffroom",
            "/councillors",
            "/partner/requested",
            "/administrator",
            "/staff/\r\nX: y",
            "/staff/a b",
        ] {
            assert_eq!(local(other), "/staff", "{other}");
        }
    }
}
