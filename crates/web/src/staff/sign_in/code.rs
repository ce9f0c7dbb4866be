//! The second step after the password: a code, or setting it up where the policy requires one.
//!
//! Wrong codes are counted for the account, wherever they come from: whoever comes here knows the password, and a guesser
//! who goes from place to place has as few tries as one who stays. A browser in which its owner has signed in before is
//! counted by itself, so that nobody who learnt the password locks them out.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use jiff::SignedDuration;
use redress_casework::second_step::{ProvedBy, Secret};
use redress_casework::tries::{Locked, WrongTries};
use redress_casework::user::User;
use redress_pages::form::FormState;
use redress_pages::format;
use redress_pages::staff::second_step::{self as pages, SetUp};
use redress_pages::staff::sign_in::Paused;
use redress_pages::{Page as _, Question};

use super::{MINUTES, TRIES, WINDOW, enter, frame};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::noticed::Door;
use crate::session::{self, Proof, Said, half, local, see_other};
use crate::staff::second_step::{shown, told};

/// How many wrong codes an account has in a day from browsers that are not known: of a million codes three hold at a time.
const TRIES_OF_DAY: i64 = 20;
/// For how long those count.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/sign-in/code", get(show).post(give))
        .route("/staff/sign-in/set-up", get(show_set_up).post(set_up))
}

/// Where somebody goes whose password was right: in, or to their second step first.
pub(super) async fn after_password(
    app: &App,
    here: &Here,
    (headers, next): (&HeaderMap, &str),
    user: &User,
) -> Answer {
    let rules = &here.policy()?.sign_in;
    // Whatever the policy says: a password alone never opens the emergency account, nor sets a second step up for it.
    let page = if user.is_emergency {
        Some("code")
    } else if !rules.offers_second_step(&user.roles) {
        None
    } else if app.casework.has_second_step(here.id(), &user.id).await? {
        Some("code")
    } else {
        rules.requires_second_step(&user.roles).then_some("set-up")
    };
    let Some(page) = page else {
        return enter(app, here, (headers, next), (user, Proof::Password)).await;
    };
    let cookie = half::begin(app, here, user).await?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", local(next))
        .finish();
    let mut response = see_other(&format!("/staff/sign-in/{page}?{query}"));
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

async fn show(State(app): State<App>, here: Here, headers: HeaderMap, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let next = local(query.value("next"));
    if half::whose(&app, &here, &headers).await?.is_none() {
        return Ok(session::to_sign_in(next));
    }
    Ok(Html(pages::enter(frame(&here), &FormState::new(), next).html()).into_response())
}

async fn give(State(app): State<App>, here: Here, headers: HeaderMap, Form(mut form): Form) -> Answer {
    let next = local(form.value("next")).to_owned();
    if form.value("do") == "cancel" {
        return back(&app, &here, &headers).await;
    }
    let Some(user) = half::whose(&app, &here, &headers).await? else {
        return Ok(session::to_sign_in(&next));
    };
    let Some(typed) = form.require("code", "Enter your code") else {
        return Ok(again(&pages::enter(frame(&here), &form, &next)));
    };
    let browser = session::known_browser(&app, &here, (&headers, &user.id)).await?;
    let tries = Tries::of(&user, browser.as_deref());
    if tries.are_too_many(&app, (&here, &user)).await? {
        return paused(&here);
    }
    let Some(by) = app
        .casework
        .prove_second_step(here.id(), &user.actor(), &typed)
        .await?
    else {
        form.error(
            "code",
            "The code is not right. Enter the one that the app shows now",
        );
        return Ok(again(&pages::enter(frame(&here), &form, &next)));
    };
    tries.forget(&app, &here).await?;
    let mut response = enter(&app, &here, (&headers, &next), (&user, Proof::Enough)).await?;
    if let ProvedBy::RecoveryCode(left) = by {
        let left = u64::try_from(left).unwrap_or_default();
        let left = format::count(left, "recovery code", "recovery codes");
        let said = format!("You used a recovery code, which signs nobody in again. You have {left} left");
        if let Some(cookie) = Said::of_next(&app, &said) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    with_half_ended(&app, &here, &headers, response).await
}

/// Whether codes have to be set up first, and by whom.
async fn who_sets_up(app: &App, here: &Here, headers: &HeaderMap) -> Result<Option<User>, PageError> {
    let Some(user) = half::whose(app, here, headers).await? else {
        return Ok(None);
    };
    // Whoever has one proves it: a password alone does not put another in its place.
    let has = app.casework.has_second_step(here.id(), &user.id).await?;
    let requires = here.policy()?.sign_in.requires_second_step(&user.roles) && !user.is_emergency;
    Ok(Some(user).filter(|_| requires && !has))
}

async fn show_set_up(
    State(app): State<App>,
    here: Here,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let next = local(query.value("next"));
    let Some(user) = who_sets_up(&app, &here, &headers).await? else {
        return Ok(session::to_sign_in(next));
    };
    let shown = shown(&here, &user, &app.casework.fresh_secret())?;
    let page = pages::set_up(frame(&here), (&FormState::new(), &shown), SetUp::Required(next));
    Ok(Html(page.html()).into_response())
}

async fn set_up(State(app): State<App>, here: Here, headers: HeaderMap, Form(mut form): Form) -> Answer {
    let next = local(form.value("next")).to_owned();
    if form.value("do") == "cancel" {
        return back(&app, &here, &headers).await;
    }
    let Some(user) = who_sets_up(&app, &here, &headers).await? else {
        return Ok(session::to_sign_in(&next));
    };
    let secret = Secret::parse(form.value("secret")).unwrap_or_else(|| app.casework.fresh_secret());
    let made = match form.require("code", "Enter the code that the app shows") {
        Some(code) => {
            let made = app
                .casework
                .set_second_step(here.id(), &user.actor(), (&secret, &code))
                .await?;
            if made.is_none() {
                form.error(
                    "code",
                    "The code is not right. Enter the one that the app shows now",
                );
            }
            made
        }
        None => None,
    };
    let Some(codes) = made else {
        let shown = shown(&here, &user, &secret)?;
        let page = pages::set_up(frame(&here), (&form, &shown), SetUp::Required(&next));
        return Ok(again(&page));
    };
    // The page with the codes answers the form itself, since they are kept nowhere; it takes the session along.
    let entered = enter(&app, &here, (&headers, &next), (&user, Proof::Enough)).await?;
    let page = pages::codes(frame(&here), &told(&codes), (&next, "Continue"));
    let mut response = Html(page.html()).into_response();
    for cookie in entered.headers().get_all(SET_COOKIE) {
        response.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    with_half_ended(&app, &here, &headers, response).await
}

async fn back(app: &App, here: &Here, headers: &HeaderMap) -> Answer {
    with_half_ended(app, here, headers, see_other("/staff/sign-in")).await
}

async fn with_half_ended(app: &App, here: &Here, headers: &HeaderMap, mut response: Response) -> Answer {
    let cookie = half::end(app, here, headers).await?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

fn again(page: &Question) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response()
}

fn paused(here: &Here) -> Answer {
    let contact = here.policy()?.council.contact.clone();
    let page = Paused::new(frame(here), MINUTES, contact);
    Ok((StatusCode::TOO_MANY_REQUESTS, Html(page.html())).into_response())
}

/// Under which names wrong codes are counted, in the database, for every process.
struct Tries {
    of_quarter: String,
    /// Nothing for a known browser.
    of_day: Option<String>,
}

impl Tries {
    fn of(user: &User, browser: Option<&str>) -> Self {
        let id = &user.id;
        match browser {
            Some(browser) => Self {
                of_quarter: format!("second-step {id} browser {browser}"),
                of_day: None,
            },
            None => Self {
                of_quarter: format!("second-step {id}"),
                of_day: Some(format!("second-step {id} day")),
            },
        }
    }

    /// Counted before the code is checked: tries at the same moment are all counted.
    /// That the account is locked is noticed once, and stands in the audit log.
    async fn are_too_many(&self, app: &App, (here, user): (&Here, &User)) -> Result<bool, PageError> {
        let of_quarter = app
            .casework
            .count_try(here.id(), &self.of_quarter, WINDOW)
            .await?;
        let of_day = match &self.of_day {
            Some(key) => app.casework.count_try(here.id(), key, DAY).await?,
            None => 0,
        };
        for (count, tries, within) in [(of_quarter, TRIES, WINDOW), (of_day, TRIES_OF_DAY, DAY)] {
            app.notice(here, Door::SecondStep, (count, tries + 1));
            if count == tries + 1 {
                let locked = Locked {
                    after: WrongTries::Codes,
                    tries,
                    within,
                };
                app.casework.sign_in_locked(here.id(), &user.id, locked).await?;
            }
        }
        Ok(of_quarter > TRIES || of_day > TRIES_OF_DAY)
    }

    async fn forget(&self, app: &App, here: &Here) -> Result<(), PageError> {
        for key in [Some(&self.of_quarter), self.of_day.as_ref()]
            .into_iter()
            .flatten()
        {
            app.casework.forget_tries(here.id(), key).await?;
        }
        Ok(())
    }
}
