//! The reader's own second step at sign-in: set up, seen, taken away, and new recovery codes. Each asks for the password
//! again, so that a browser that somebody left open changes nothing of how its owner signs in.

use axum::Router;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use redress_casework::failure::Failure;
use redress_casework::second_step::Secret;
use redress_casework::user::User;
use redress_domain::draft_code::DraftCode;
use redress_domain::settings::Refusal;
use redress_pages::form::FormState;
use redress_pages::staff::second_step::{self as pages, Ends, Has, SetUp, Shown};
use redress_pages::staff::sign_in::Paused;
use redress_pages::{Page as _, Question};

use super::sign_in::{MINUTES, TRIES, WINDOW, check};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::noticed::Door;
use crate::session::{self, SignedIn, see_other};

const ACCOUNT: &str = "/staff/account";
const HERE: &str = "/staff/account/second-step";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(show).post(change))
        .route("/staff/account/second-step/set-up", get(show_set_up).post(set_up))
}

/// What an authenticator app has to know of somebody.
pub(super) fn shown(here: &Here, user: &User, secret: &Secret) -> Result<Shown, PageError> {
    Ok(Shown {
        secret: secret.to_text(),
        council: here.policy()?.council.name.clone(),
        account: user.email.clone(),
    })
}

/// Recovery codes as they are told.
pub(super) fn told(codes: &[DraftCode]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    own(&app, &here, &signed_in, (&FormState::new(), StatusCode::OK)).await
}

async fn own(
    app: &App,
    here: &Here,
    signed_in: &SignedIn,
    (form, status): (&FormState, StatusCode),
) -> Answer {
    let user = &signed_in.user;
    let Some(step) = app.casework.second_step(here.id(), &user.id).await? else {
        return Ok(see_other(ACCOUNT));
    };
    let has = Has {
        set_at: step.set_at,
        codes_left: u64::try_from(step.codes_left).unwrap_or_default(),
    };
    let ends = if user.is_emergency || here.policy()?.sign_in.requires_second_step(&user.roles) {
        Ends::Never
    } else {
        Ends::Freely
    };
    let page = pages::own(signed_in.shell(app, here).await?, form, (has, ends));
    Ok((status, Html(page.html())).into_response())
}

async fn change(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    headers: HeaderMap,
    Form(mut form): Form,
) -> Answer {
    if let Some(answer) = password_again(&app, &here, &signed_in, &mut form).await? {
        return answer;
    }
    if !form.errors().is_empty() {
        return own(&app, &here, &signed_in, (&form, StatusCode::UNPROCESSABLE_ENTITY)).await;
    }
    if form.value("do") == "codes" {
        let codes = app
            .casework
            .make_recovery_codes(here.id(), &signed_in.actor)
            .await;
        return match codes {
            Ok(codes) => {
                let shell = signed_in.shell(&app, &here).await?;
                let page = pages::codes(shell, &told(&codes), (HERE, "Done"));
                Ok(Html(page.html()).into_response())
            }
            Err(Failure::Settings(Refusal::NoSecondStep)) => Ok(see_other(ACCOUNT)),
            Err(other) => Err(other.into()),
        };
    }
    match app.casework.end_second_step(here.id(), &signed_in.actor).await {
        Ok(()) => {
            signed_in.say("You sign in without a second step. You are signed out everywhere else");
            stay(&app, &here, (&headers, &signed_in), see_other(ACCOUNT)).await
        }
        Err(Failure::Settings(Refusal::SecondStepRequired | Refusal::EmergencyStays)) => {
            form.error("password", "The council requires a second step of you");
            own(&app, &here, &signed_in, (&form, StatusCode::UNPROCESSABLE_ENTITY)).await
        }
        Err(Failure::Settings(Refusal::NoSecondStep)) => Ok(see_other(ACCOUNT)),
        Err(other) => Err(other.into()),
    }
}

async fn show_set_up(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let user = &signed_in.user;
    if user.is_emergency || !here.policy()?.sign_in.offers_second_step(&user.roles) {
        return Err(PageError::NotFound);
    }
    let secret = app.casework.fresh_secret();
    let page = set_up_page(&app, &here, &signed_in, (&FormState::new(), &secret)).await?;
    Ok(Html(page.html()).into_response())
}

async fn set_up_page(
    app: &App,
    here: &Here,
    signed_in: &SignedIn,
    (form, secret): (&FormState, &Secret),
) -> Result<Question, PageError> {
    let shown = shown(here, &signed_in.user, secret)?;
    let shell = signed_in.shell(app, here).await?;
    Ok(pages::set_up(shell, (form, &shown), SetUp::Chosen))
}

async fn set_up(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    headers: HeaderMap,
    Form(mut form): Form,
) -> Answer {
    let user = &signed_in.user;
    if user.is_emergency || !here.policy()?.sign_in.offers_second_step(&user.roles) {
        return Err(PageError::NotFound);
    }
    // The page shows the secret that was scanned again, not another one.
    let secret = Secret::parse(form.value("secret")).unwrap_or_else(|| app.casework.fresh_secret());
    let code = form.require("code", "Enter the code that the app shows");
    if let Some(answer) = password_again(&app, &here, &signed_in, &mut form).await? {
        return answer;
    }
    if let Some(code) = code.filter(|_| form.errors().is_empty()) {
        let step = (&secret, code.as_str());
        let made = app
            .casework
            .set_second_step(here.id(), &signed_in.actor, step)
            .await?;
        if let Some(codes) = made {
            let shell = signed_in.shell(&app, &here).await?;
            let page = pages::codes(shell, &told(&codes), (ACCOUNT, "Done"));
            let response = Html(page.html()).into_response();
            return stay(&app, &here, (&headers, &signed_in), response).await;
        }
        form.error(
            "code",
            "The code is not right. Enter the one that the app shows now",
        );
    }
    let page = set_up_page(&app, &here, &signed_in, (&form, &secret)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
}

/// They were signed out everywhere; this browser goes on, as one in which everything was proved.
async fn stay(
    app: &App,
    here: &Here,
    (headers, signed_in): (&HeaderMap, &SignedIn),
    mut response: Response,
) -> Answer {
    let cookie = session::begin(app, here, (headers, &signed_in.user)).await?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

/// Asks for the reader's own password: says on the form what is wrong with it, or answers the page of too many tries.
async fn password_again(
    app: &App,
    here: &Here,
    signed_in: &SignedIn,
    form: &mut FormState,
) -> Result<Option<Answer>, PageError> {
    let typed = form.value("password").to_owned();
    if typed.is_empty() {
        form.error("password", "Enter your password");
        return Ok(None);
    }
    let key = format!("password-again {}", signed_in.user.id);
    let count = app.casework.count_try(here.id(), &key, WINDOW).await?;
    app.notice(here, Door::PasswordAgain, (count, TRIES + 1));
    if count > TRIES {
        let contact = here.policy()?.council.contact.clone();
        let page = Paused::new(signed_in.shell(app, here).await?, MINUTES, contact);
        let answer = (StatusCode::TOO_MANY_REQUESTS, Html(page.html())).into_response();
        return Ok(Some(Ok(answer)));
    }
    if check(app, typed, signed_in.user.password_hash.clone()).await? {
        app.casework.forget_tries(here.id(), &key).await?;
    } else {
        form.error("password", "The password is not right");
    }
    Ok(None)
}
