//! Signing in and out.
//!
//! A wrong address and a wrong password get the same answer after the same time. Wrong tries are
//! counted for an address of e-mail *from one place*, so that nobody can lock somebody else out from
//! elsewhere, and for the network alone. Many people share one place: a library's guests and a whole
//! council come from one address. A browser in which somebody has signed in before is therefore
//! counted by itself, and nobody else's tries close it.

use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _};
use axum::routing::{get, post};
use jiff::SignedDuration;
use redress_casework::tries::{Locked, WrongTries};
use redress_casework::user::User;
use redress_domain::vocabulary::Role;
use redress_pages::form::FormState;
use redress_pages::staff::sign_in::{DemoPerson, Passwords, Paused, SendAgain, SignIn, Typed, WHICH};
use redress_pages::{Page as _, Shell, Side, words};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::noticed::Door;
use crate::password;
use crate::public::limits;
use crate::session::{self, Proof, SignedIn, SignedInBy, local, see_other};
use crate::staff::by_provider;

mod code;

/// How many wrong tries one address of e-mail has from one place, or from one known browser.
pub(super) const TRIES: i64 = 5;
/// How many wrong tries a network has: enough for a council behind one address, and few for who
/// tries one password on everybody.
const TRIES_OF_NETWORK: i64 = 300;
/// For how many minutes wrong tries count.
pub(super) const MINUTES: u16 = 15;
/// The same, as a stretch of time.
pub(super) const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// How long somebody waits for others' passwords to be checked.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long it takes to refuse who tried too often, whether or not there is such an account and whatever is written down of it.
const REFUSED_TAKES: Duration = Duration::from_millis(150);

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/sign-in", get(show).post(sign_in))
        .route("/staff/sign-out", post(sign_out))
        .route("/staff/send-again", get(send_again).post(do_not_send))
        .merge(code::routes())
}

async fn show(app: axum::extract::State<App>, here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let next = local(query.value("next"));
    let mut page = page(&app, &here, (&FormState::new(), next)).await?;
    if let Some((button, passwords)) = by_provider::button(&app, &here, next)? {
        let wanted = query.value("with") == "password";
        page = page.provider(button, if wanted { Passwords::Here } else { passwords });
    }
    if query.value("signed-out") == "yes" {
        page = page.note("You have signed out.");
    } else if query.value("signed-out") == "provider" {
        page = page.note("You have signed out.").also_sign_out();
    } else if next == "/staff/send-again" {
        page = page.note("Your page was open too long. What you typed is saved: sign in to send it.");
    }
    Ok(Html(page.html()).into_response())
}

async fn page(app: &App, here: &Here, (form, next): (&FormState, &str)) -> Result<SignIn, PageError> {
    let page = SignIn::new(frame(here), form, next);
    if !app.settings.is_demo {
        return Ok(page);
    }
    let users = app.casework.users(here.id()).await?;
    let mut users: Vec<_> = users.iter().filter(|user| user.active).collect();
    users.sort_by_key(|user| place(user));
    let people = users.into_iter().map(|user| demo_person(here, user)).collect();
    Ok(page.people(people))
}

/// Where somebody stands among the people of a demo: by what part they play, those who deal with
/// cases first.
fn place(user: &User) -> usize {
    let roles = Role::ALL.iter().skip_while(|role| **role != Role::Adviser);
    let order = roles.chain([&Role::Staff, &Role::Councillor, &Role::Partner]);
    let plain = user.roles.len() == 1;
    let mut counts = order
        .enumerate()
        .filter(|(_, role)| plain || **role != Role::Staff);
    counts
        .find(|(_, role)| user.roles.contains(role))
        .map_or(usize::MAX, |(at, _)| at)
}

/// The frame of a staff page for somebody who is not signed in.
pub(crate) fn frame(here: &Here) -> Shell {
    Shell {
        side: Side::Staff,
        ..here.public()
    }
}

fn demo_person(here: &Here, user: &User) -> DemoPerson {
    let roles: Vec<_> = user
        .roles
        .iter()
        .filter(|role| **role != Role::Staff || user.roles.len() == 1)
        .map(|role| words::role(*role))
        .collect();
    let name = |id| {
        here.policy()
            .ok()
            .and_then(|policy| policy.service(id))
            .map(|service| service.name.clone())
    };
    let services: Vec<_> = user.services.iter().filter_map(name).collect();
    DemoPerson {
        id: user.id.to_string(),
        name: user.name.clone(),
        role: roles.join(" and "),
        services: services.join(", "),
    }
}

async fn sign_in(
    app: axum::extract::State<App>,
    here: Here,
    headers: HeaderMap,
    Form(mut form): Form,
) -> Answer {
    let began = tokio::time::Instant::now();
    if let Some(user) = demo_choice(&app, &here, &form).await? {
        return enter(
            &app,
            &here,
            (&headers, form.value("next")),
            (&user, Proof::Enough),
        )
        .await;
    }
    let email = form.require("email", "Enter your email address");
    let password = form.value("password").to_owned();
    if password.is_empty() {
        form.error("password", "Enter your password");
    }
    let Some(email) = email.filter(|_| !password.is_empty()) else {
        return again(&app, &here, form).await;
    };
    let known = app.casework.user_by_email(here.id(), &email).await?;
    let known = known.filter(|user| user.active);
    let browser = match &known {
        Some(user) => session::known_browser(&app, &here, (&headers, &user.id)).await?,
        None => None,
    };
    let tries = Tries::of(here.address, &email, browser.as_deref());
    if tries.are_too_many(&app, (&here, known.as_ref())).await? {
        tokio::time::sleep_until(began + REFUSED_TAKES).await;
        let contact = here.policy()?.council.contact.clone();
        let page = Paused::new(frame(&here), MINUTES, contact);
        return Ok((StatusCode::TOO_MANY_REQUESTS, Html(page.html())).into_response());
    }
    let may = match &known {
        Some(user) => app.casework.may_use_password(here.id(), user).await?,
        None => false,
    };
    let known = known.filter(|_| may);
    let hash = known.as_ref().and_then(|user| user.password_hash.clone());
    let is_right = check(&app, password, hash).await?;
    if let Some(user) = known.filter(|_| is_right) {
        app.casework.forget_tries(here.id(), &tries.of_person).await?;
        return code::after_password(&app, &here, (&headers, form.value("next")), &user).await;
    }
    if let Some(network) = &tries.of_network {
        let count = app.casework.count_try(here.id(), network, WINDOW).await?;
        app.notice(&here, Door::SignIn, (count, TRIES_OF_NETWORK));
    }
    form.error("email", "Email address or password is not right");
    again(&app, &here, form).await
}

/// Under which names tries are counted.
struct Tries {
    of_person: String,
    /// Nothing for a known browser: it is no guesser that goes from account to account.
    of_network: Option<String>,
}

impl Tries {
    fn of(address: IpAddr, email: &str, browser: Option<&str>) -> Self {
        let email = email.to_lowercase();
        match browser {
            Some(browser) => Self {
                of_person: format!("sign-in {email} browser {browser}"),
                of_network: None,
            },
            None => Self {
                of_person: format!("sign-in {email} {}", limits::place(address)),
                of_network: Some(format!("sign-in {}", network(address))),
            },
        }
    }

    /// Counted before the password is checked: tries at the same moment are all counted.
    /// That the account is locked is noticed once, and stands in the audit log where there is an account.
    async fn are_too_many(
        &self,
        app: &App,
        (here, known): (&Here, Option<&User>),
    ) -> Result<bool, PageError> {
        let by_person = app.casework.count_try(here.id(), &self.of_person, WINDOW).await?;
        app.notice(here, Door::SignIn, (by_person, TRIES + 1));
        if let Some(user) = known.filter(|_| by_person == TRIES + 1) {
            let locked = Locked {
                after: WrongTries::Passwords,
                tries: TRIES,
                within: WINDOW,
            };
            app.casework.sign_in_locked(here.id(), &user.id, locked).await?;
        }
        let by_network = match &self.of_network {
            Some(network) => app.casework.tries(here.id(), network, WINDOW).await?,
            None => 0,
        };
        Ok(by_person > TRIES || by_network >= TRIES_OF_NETWORK)
    }
}

async fn again(app: &App, here: &Here, form: FormState) -> Answer {
    let next = local(form.value("next")).to_owned();
    let mut page = page(app, here, (&form, &next)).await?;
    if let Some((button, _)) = by_provider::button(app, here, &next)? {
        page = page.provider(button, Passwords::Here);
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
}

/// Whom a visitor of a demo chose to be.
async fn demo_choice(app: &App, here: &Here, form: &FormState) -> Result<Option<User>, PageError> {
    let chosen = form.filled("as").filter(|_| app.settings.is_demo);
    let Some(id) = chosen.and_then(|id| redress_domain::id::UserId::parse(id).ok()) else {
        return Ok(None);
    };
    let user = app.casework.user(here.id(), &id).await?;
    Ok(user.filter(|user| user.active))
}

async fn enter(
    app: &App,
    here: &Here,
    (headers, next): (&HeaderMap, &str),
    (user, proof): (&User, Proof),
) -> Answer {
    // Before they are in: where it cannot be written down and told, nobody is.
    if user.is_emergency {
        app.casework.use_emergency_account(here.id(), user).await?;
    }
    let cookie = session::begin_after(app, here, (headers, user), proof).await?;
    let known = session::remember_browser(app, here, (headers, &user.id)).await?;
    app.casework.signed_in_now(here.id(), &user.id).await?;
    // Whoever answers for a partner has nothing to go back to but its list.
    let next = if user.partner.is_some() {
        crate::routes::REQUESTS
    } else {
        local(next)
    };
    let mut response = see_other(next);
    response.headers_mut().append(SET_COOKIE, cookie);
    response.headers_mut().append(SET_COOKIE, known);
    Ok(response)
}

/// Whether the password is right. Whoever is unknown, or has no password yet, is checked against a
/// hash that fits nothing: the answer takes as long.
pub(super) async fn check(app: &App, password: String, hash: Option<String>) -> Result<bool, PageError> {
    static FITS_NOTHING: OnceLock<String> = OnceLock::new();
    let permit = tokio::time::timeout(PATIENCE, app.hashing.clone().acquire_owned()).await;
    let Ok(Ok(permit)) = permit else {
        return Err(PageError::Unavailable);
    };
    let cost = app.settings.password_cost;
    let checking = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let is_known = hash.is_some();
        let dummy = || FITS_NOTHING.get_or_init(|| password::hash("fits nothing", cost).unwrap_or_default());
        let hash = hash.unwrap_or_else(|| dummy().clone());
        password::verify(&password, &hash) && is_known
    });
    checking
        .await
        .map_err(|error| PageError::Broken(error.to_string()))
}

/// The network that an address is in: what one household or office shares.
pub(crate) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

async fn sign_out(app: axum::extract::State<App>, here: Here, headers: HeaderMap) -> Answer {
    let by = session::signed_in_by(&app, &here, &headers).await?;
    let cookie = session::end(&app, &here, &headers).await?;
    let has_page = match by {
        Some(SignedInBy::Provider) => by_provider::sign_out_page(&app, &here, &headers).await.is_some(),
        Some(SignedInBy::Password) | None => false,
    };
    let mut response = see_other(if has_page {
        "/staff/sign-in?signed-out=provider"
    } else {
        "/staff/sign-in?signed-out=yes"
    });
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

/// What they typed before they had to sign in again, form by form, each with a button that sends it and one that does not, and nothing
/// of what somebody else typed at this browser. Each is kept until then, and two hours at most.
async fn send_again(
    app: axum::extract::State<App>,
    here: Here,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Answer {
    let reader = (&headers, &signed_in.user.id);
    let kept = session::kept::kept_forms(&app, &here, reader).await?;
    if kept.is_empty() {
        return Ok(see_other("/staff"));
    }
    let shell = signed_in.shell(&app, &here).await?;
    let typed = |kept: session::kept::KeptForm| Typed::new(&kept.action(), &kept.state()).kept_as(&kept.name);
    let page = SendAgain::new(shell, kept.into_iter().map(typed).collect());
    Ok(Html(page.html()).into_response())
}

/// Forgets one of them, which they do not send.
async fn do_not_send(
    app: axum::extract::State<App>,
    here: Here,
    signed_in: SignedIn,
    headers: HeaderMap,
    Form(form): Form,
) -> Answer {
    let reader = (&headers, &signed_in.user.id);
    let kept = session::kept::kept_forms(&app, &here, reader).await?;
    if let Some(kept) = kept.iter().find(|kept| kept.name == form.value(WHICH)) {
        session::kept::forget_kept_form(&app, &here, (&headers, &kept.name)).await?;
    }
    Ok(see_other("/staff/send-again"))
}
