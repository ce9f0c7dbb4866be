//! The emergency account, where nobody else of the council has a password.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_casework::emergency::NewEmergency;
use redress_casework::second_step::Secret;
use redress_domain::id::UserId;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;
use redress_web::password::{self, Cost};

use super::{email, signed_in};
use crate::app::{Answer, Browser, PASSWORD, POLICY, TestApp};

const SIGN_IN: &str = "/staff/sign-in";
const CODE: &str = "/staff/sign-in/code";
const EMAIL: &str = "emergency@westshire.example.org";
const LONG: &str = "kettle harbour violin meadow seven";

/// A council that signs in by its provider alone, with an emergency account and two administrators.
async fn given(second_step: &str) -> (TestApp, Secret, UserId, Vec<Browser>) {
    let app = TestApp::new().await;
    let mut browsers = Vec::new();
    for name in ["Ada Admin", "Bea Admin"] {
        browsers.push(signed_in(&app, name, &[Role::Administrator, Role::Auditor], &[]).await);
    }
    let text = POLICY
        .replacen("passwords = \"unbound\"", "passwords = \"partners\"", 1)
        .replacen("second_step = \"offered\"", second_step, 1)
        .replacen("emergency_minutes = 60 ", "emergency_minutes = 30 ", 1)
        .replacen("starts_on = 2026-04-01", "starts_on = 2026-11-02", 1);
    let policy = Policy::parse(&text).unwrap();
    app.casework
        .adopt_policy(&TestApp::setup(), policy)
        .await
        .unwrap();
    let secret = app.casework.fresh_secret();
    let new = NewEmergency {
        email: EMAIL.to_owned(),
        name: "Emergency account".to_owned(),
        password_hash: password::hash(LONG, Cost::Slight).unwrap(),
        code: secret.code_at(app.now()).unwrap(),
        secret: secret.clone(),
        because: "The provider was away for a day.".to_owned(),
    };
    let made = app
        .casework
        .make_emergency_account(&app.council, &TestApp::setup(), new)
        .await;
    assert!(made.unwrap().is_some());
    let account = app
        .casework
        .user_by_email(&app.council, EMAIL)
        .await
        .unwrap()
        .unwrap();
    app.wait(SignedDuration::from_secs(60)).await;
    (app, secret, account.id, browsers)
}

async fn password_of(browser: &mut Browser, email: &str, password: &str) -> Answer {
    let form = [("email", email), ("password", password), ("next", "/admin/users")];
    browser.post(SIGN_IN, &form).await
}

async fn enter(app: &TestApp, secret: &Secret) -> Browser {
    let mut browser = app.browser();
    password_of(&mut browser, EMAIL, LONG)
        .await
        .to("/staff/sign-in/code?next=%2Fadmin%2Fusers");
    // The password alone opens nothing, and sets no other second step up.
    browser.get("/admin/users").await.is(StatusCode::SEE_OTHER);
    browser
        .get("/staff/sign-in/set-up")
        .await
        .to("/staff/sign-in?next=%2Fstaff");
    let code = secret.code_at(app.now()).unwrap();
    browser
        .post(CODE, &[("code", &code), ("next", "/admin/users")])
        .await
        .to("/admin/users");
    browser
}

#[tokio::test]
async fn on_the_day_on_which_the_provider_is_away_it_opens_the_settings_for_a_bounded_time_and_everybody_hears()
 {
    let (app, secret, id, mut browsers) = given("second_step = \"offered\"").await;
    let (mut ada, mut bea) = (browsers.remove(0), browsers.remove(0));
    // Nobody else of the council gets in by a password.
    let mut other = app.browser();
    password_of(&mut other, &email("Ada Admin"), PASSWORD)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let mut used = enter(&app, &secret).await;
    used.get("/admin/users")
        .await
        .is(StatusCode::OK)
        .says("Emergency account");
    for administrator in [&mut ada, &mut bea] {
        administrator
            .get("/staff/notifications")
            .await
            .says("Somebody signed in with the emergency account")
            .says(&format!("/admin/users/{id}"));
    }
    ada.get("/admin/audit")
        .await
        .says("Emergency account used: Emergency account");
    // Thirty minutes after signing in it is over, whatever is done in it.
    for _ in 0..5 {
        app.wait(SignedDuration::from_mins(5)).await;
        used.get("/admin/users").await.is(StatusCode::OK);
    }
    app.wait(SignedDuration::from_mins(5)).await;
    let typed = [("name", "Cy Jones")];
    used.post("/admin/users/invite", &typed)
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
    // Everybody else goes on.
    ada.get("/admin/users").await.is(StatusCode::OK);
}

#[tokio::test]
async fn whatever_the_policy_says_of_second_steps_it_has_one() {
    for says in [
        "second_step = \"off\"",
        "second_step = \"required\"\nsecond_step_of = [\"administrator\"]",
    ] {
        let (app, secret, ..) = given(says).await;
        let mut used = enter(&app, &secret).await;
        used.get("/admin/users").await.is(StatusCode::OK);
        used.get("/staff/account/second-step/set-up")
            .await
            .is(StatusCode::NOT_FOUND);
        used.post("/staff/account/second-step/set-up", &[])
            .await
            .is(StatusCode::NOT_FOUND);
        let end = [("do", "end"), ("password", LONG)];
        used.post("/staff/account/second-step", &end)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_use_is_reviewed_by_somebody_else_with_what_they_found() {
    let (app, secret, id, mut browsers) = given("second_step = \"offered\"").await;
    let mut ada = browsers.remove(0);
    let (page, review) = (format!("/admin/users/{id}"), format!("/admin/users/{id}/review"));
    ada.get(&page)
        .await
        .is(StatusCode::OK)
        .says("Nobody has signed in with it.");
    ada.post(&review, &[("found", "Nothing.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("It was not used since somebody last looked at that");
    let mut used = enter(&app, &secret).await;
    used.post(&review, &[("found", "I did what had to be done.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Somebody else looks at how it was used")
        .says("I did what had to be done.");
    ada.get(&page).await.says("Waits for review");
    ada.post(&review, &[("found", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what you found");
    ada.post(&review, &[("found", "A link was made for Jo.")])
        .await
        .to("/admin/users");
    ada.get(&page)
        .await
        .says("A link was made for Jo.")
        .says("Ada Admin")
        .does_not_say("Waits for review");
    ada.get("/admin/audit")
        .await
        .says("Use of the emergency account reviewed")
        .says("A link was made for Jo.");
    // What it may do and is opened with is changed by nobody here; it is ended at once.
    for (act, because) in [("link", "because-link"), ("second-step", "because-second-step")] {
        ada.post(&format!("{page}/{act}"), &[(because, "It would be handy.")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("made anew by whoever runs the service");
    }
    let other = app
        .casework
        .user_by_email(&app.council, &email("Bea Admin"))
        .await;
    let other = other.unwrap().unwrap().id;
    ada.post(&format!("/admin/users/{other}/review"), &[("found", "x")])
        .await
        .is(StatusCode::NOT_FOUND);
}
