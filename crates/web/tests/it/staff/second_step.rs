//! The second step at sign-in: set up, asked for, recovered, required, reset; and what ends sessions everywhere.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_casework::second_step::Secret;
use redress_domain::id::UserId;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;

use super::{email, signed_in};
use crate::admin::administrator;
use crate::app::{Answer, Browser, PASSWORD, POLICY, TestApp};

const SIGN_IN: &str = "/staff/sign-in";
const CODE: &str = "/staff/sign-in/code";
const OWN: &str = "/staff/account/second-step";
const SET_UP: &str = "/staff/account/second-step/set-up";
const WRONG: &str = "The code is not right";

/// The secret on a page that sets a second step up.
fn secret_on(page: &Answer) -> Secret {
    Secret::parse(&page.value_of("secret").unwrap()).unwrap()
}

fn code_now(app: &TestApp, secret: &Secret) -> String {
    secret.code_at(app.now()).unwrap()
}

/// The recovery codes on a page.
fn codes_on(page: &Answer) -> Vec<String> {
    let parts = page.body.split("<code class=\"app-code\">").skip(1);
    parts
        .map(|part| part.split_once('<').unwrap().0.to_owned())
        .collect()
}

/// Gives the password of somebody who has a second step.
async fn password(browser: &mut Browser, name: &str, next: &str) -> Answer {
    let email = email(name);
    let form = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
    browser.post(SIGN_IN, &form).await
}

/// Sets a second step up in a browser that is signed in; answers the secret and the recovery codes.
async fn set_up(app: &TestApp, browser: &mut Browser) -> (Secret, Vec<String>) {
    let page = browser.get(SET_UP).await.is(StatusCode::OK);
    let secret = secret_on(&page);
    let (text, code) = (secret.to_text(), code_now(app, &secret));
    let form = [("secret", text.as_str()), ("code", &code), ("password", PASSWORD)];
    let page = browser.post(SET_UP, &form).await.is(StatusCode::OK);
    let codes = codes_on(&page);
    assert_eq!(codes.len(), 10, "{codes:?}");
    // The same code signs nobody in: half a minute goes by.
    app.wait(SignedDuration::from_secs(60)).await;
    (secret, codes)
}

/// Puts a policy in force that says this of the second step.
async fn adopt(app: &TestApp, says: &str) {
    let text = POLICY.replacen("second_step = \"offered\"", says, 1).replacen(
        "starts_on = 2026-04-01",
        "starts_on = 2026-11-02",
        1,
    );
    let policy = Policy::parse(&text).unwrap();
    app.casework
        .adopt_policy(&TestApp::setup(), policy)
        .await
        .unwrap();
}

async fn id_of(app: &TestApp, name: &str) -> UserId {
    let user = app.casework.user_by_email(&app.council, &email(name)).await;
    user.unwrap().unwrap().id
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/staff").await.status == StatusCode::OK
}

#[tokio::test]
async fn whoever_set_one_up_signs_in_with_a_code_and_goes_where_they_wanted_to() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya.get("/staff/account").await.says("Set up a second step");
    let (secret, _) = set_up(&app, &mut priya).await;
    priya.get(OWN).await.is(StatusCode::OK).says("10 codes");
    priya.post("/staff/sign-out", &[]).await;
    password(&mut priya, "Priya Nair", "/staff/triage")
        .await
        .to("/staff/sign-in/code?next=%2Fstaff%2Ftriage");
    // Half of it opens nothing, and no page that could be opened without it tells anything.
    for page in ["/staff", "/staff/account", OWN, "/staff/send-again"] {
        let location = priya.get(page).await.location().unwrap();
        assert!(location.starts_with("/staff/sign-in?next="), "{page}: {location}");
    }
    priya
        .get("/staff/sign-in/code?next=%2Fstaff%2Ftriage")
        .await
        .is(StatusCode::OK)
        .says("Enter your code");
    let code = code_now(&app, &secret);
    let page = priya
        .post(CODE, &[("code", "000000"), ("next", "/staff/triage")])
        .await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY).says(WRONG);
    assert_eq!(page.value_of("next").as_deref(), Some("/staff/triage"));
    priya
        .post(CODE, &[("code", &code), ("next", "/staff/triage")])
        .await
        .to("/staff/triage");
    priya.get("/staff/triage").await.is(StatusCode::OK);
    // Nothing is left of the half.
    assert_eq!(priya.cookie("half-session"), None);
    let record = app.record().await;
    assert!(record.iter().any(|(kind, _)| kind == "second-step-set"));
    let text = secret.to_text();
    assert!(record.iter().all(|(_, body)| !body.contains(&text)));
}

#[tokio::test]
async fn a_code_is_taken_once_and_neither_one_before_it_nor_one_of_another() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let mut omar = signed_in(&app, "Omar Diaz", &[Role::Adviser], &[]).await;
    let (secret, _) = set_up(&app, &mut priya).await;
    let (of_omar, _) = set_up(&app, &mut omar).await;
    let before = code_now(&app, &secret);
    app.wait(SignedDuration::from_secs(30)).await;
    let now = code_now(&app, &secret);
    let mut other = app.browser();
    for (code, is_taken) in [
        (code_now(&app, &of_omar), false),
        (now.clone(), true),
        (now, false),
        (before, false),
    ] {
        password(&mut other, "Priya Nair", "/staff").await;
        let answer = other.post(CODE, &[("code", &code)]).await;
        if is_taken {
            answer.to("/staff");
        } else {
            answer.is(StatusCode::UNPROCESSABLE_ENTITY).says(WRONG);
        }
    }
}

#[tokio::test]
async fn a_recovery_code_signs_in_once_and_new_ones_take_the_place_of_all() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let (_, codes) = set_up(&app, &mut priya).await;
    let mut other = app.browser();
    password(&mut other, "Priya Nair", "/staff").await;
    let typed = codes[0].to_lowercase().replace('-', " ");
    other.post(CODE, &[("code", &typed)]).await.to("/staff");
    other.get("/staff").await.says("You have 9 recovery codes left");
    password(&mut other, "Priya Nair", "/staff").await;
    other
        .post(CODE, &[("code", &codes[0])])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says(WRONG);
    let page = priya
        .post(OWN, &[("do", "codes"), ("password", "wrong")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("The password is not right").does_not_say("app-code");
    let page = priya.post(OWN, &[("do", "codes"), ("password", PASSWORD)]).await;
    let new = codes_on(&page);
    for (code, is_right) in [(&codes[1], false), (&new[0], true)] {
        password(&mut other, "Priya Nair", "/staff").await;
        let answer = other.post(CODE, &[("code", code)]).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, is_right, "{code}");
    }
    let record = app.record().await;
    let count = |name: &str| record.iter().filter(|(kind, _)| kind == name).count();
    assert_eq!(
        (count("recovery-code-used"), count("recovery-codes-made")),
        (2, 1)
    );
}

#[tokio::test]
async fn setting_it_up_wants_the_password_and_a_first_code_and_keeps_the_secret_that_was_scanned() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let page = priya.get(SET_UP).await.says("<svg class=\"app-qr\"");
    let secret = secret_on(&page);
    let (text, code) = (secret.to_text(), code_now(&app, &secret));
    for (code, password, says) in [
        ("", PASSWORD, "Enter the code that the app shows"),
        ("000000", PASSWORD, WRONG),
        (code.as_str(), "", "Enter your password"),
        (code.as_str(), "guess", "The password is not right"),
    ] {
        let form = [("secret", text.as_str()), ("code", code), ("password", password)];
        let page = priya.post(SET_UP, &form).await;
        let page = page.is(StatusCode::UNPROCESSABLE_ENTITY).says(says);
        assert_eq!(page.value_of("secret"), Some(text.clone()));
    }
    let id = id_of(&app, "Priya Nair").await;
    assert!(!app.casework.has_second_step(&app.council, &id).await.unwrap());
    priya.get(OWN).await.to("/staff/account");
    // Five wrong passwords, and nobody guesses on in a browser that was left open.
    for _ in 0..5 {
        priya.post(OWN, &[("password", "guess")]).await;
    }
    let form = [("secret", text.as_str()), ("code", &code), ("password", PASSWORD)];
    priya.post(SET_UP, &form).await.is(StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn wrong_codes_are_counted_for_the_account_from_wherever_they_come() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let (secret, codes) = set_up(&app, &mut priya).await;
    priya.post("/staff/sign-out", &[]).await;
    for _ in 0..5 {
        // Each from a place of its own.
        let mut guesser = app.browser();
        password(&mut guesser, "Priya Nair", "/staff").await;
        guesser
            .post(CODE, &[("code", "000000")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut guesser = app.browser();
    password(&mut guesser, "Priya Nair", "/staff").await;
    for code in [&code_now(&app, &secret), &codes[0]] {
        guesser
            .post(CODE, &[("code", code)])
            .await
            .is(StatusCode::TOO_MANY_REQUESTS)
            .says("15 minutes");
    }
    let mut ada = administrator(&app).await;
    let log = ada.get("/admin/audit?what=sign-in-locked").await;
    log.says("Sign-in locked after wrong tries: Priya Nair")
        .says("after 5 wrong codes of the second step");
    // Her own browser is known, and nobody's tries close it.
    password(&mut priya, "Priya Nair", "/staff").await;
    let code = code_now(&app, &secret);
    priya.post(CODE, &[("code", &code)]).await.to("/staff");
    // A guesser who waits each time is stopped for the day.
    for _ in 0..20 {
        app.wait(SignedDuration::from_mins(16)).await;
        let mut guesser = app.browser();
        password(&mut guesser, "Priya Nair", "/staff").await;
        guesser.post(CODE, &[("code", "000000")]).await;
    }
    app.wait(SignedDuration::from_mins(16)).await;
    let mut guesser = app.browser();
    password(&mut guesser, "Priya Nair", "/staff").await;
    let code = code_now(&app, &secret);
    guesser
        .post(CODE, &[("code", &code)])
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
    app.wait(SignedDuration::from_hours(25)).await;
    password(&mut guesser, "Priya Nair", "/staff").await;
    let code = code_now(&app, &secret);
    guesser.post(CODE, &[("code", &code)]).await.to("/staff");
}

#[tokio::test]
async fn the_half_ends_after_ten_minutes_with_a_new_password_and_when_it_is_cancelled() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let (secret, _) = set_up(&app, &mut priya).await;
    let mut waiting = app.browser();
    password(&mut waiting, "Priya Nair", "/staff/my-cases").await;
    app.wait(SignedDuration::from_mins(11)).await;
    let code = code_now(&app, &secret);
    waiting
        .post(CODE, &[("code", &code), ("next", "/staff/my-cases")])
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Fmy-cases");
    let mut cancelled = app.browser();
    password(&mut cancelled, "Priya Nair", "/staff").await;
    let before = cancelled.clone();
    cancelled.post(CODE, &[("do", "cancel")]).await.to(SIGN_IN);
    for mut browser in [cancelled, before] {
        browser
            .post(CODE, &[("code", &code)])
            .await
            .to("/staff/sign-in?next=%2Fstaff");
    }
    let mut old = app.browser();
    password(&mut old, "Priya Nair", "/staff").await;
    let id = id_of(&app, "Priya Nair").await;
    let link = app
        .casework
        .make_password_link(&app.council, &TestApp::setup(), (&id, "Forgot it."))
        .await
        .unwrap();
    let new = [
        ("password", "another long enough password"),
        ("again", "another long enough password"),
    ];
    let set = format!("/staff/set-password/{}", link.token);
    app.browser().post(&set, &new).await.to(SIGN_IN);
    old.post(CODE, &[("code", &code)])
        .await
        .to("/staff/sign-in?next=%2Fstaff");
    // Nobody who was never here gets further than to sign in.
    app.browser().get(CODE).await.to("/staff/sign-in?next=%2Fstaff");
    let mut nobody = app.browser();
    nobody
        .post(CODE, &[("code", &code)])
        .await
        .to("/staff/sign-in?next=%2Fstaff");
}

#[tokio::test]
async fn whoever_has_to_have_one_sets_it_up_before_anything_else() {
    let app = TestApp::new().await;
    let mut ada = signed_in(&app, "Ada Admin", &[Role::Administrator], &[]).await;
    let mut jo = signed_in(&app, "Jo Officer", &[Role::Officer], &[]).await;
    adopt(&app, "second_step = \"required\"").await;
    // From the first day on, in the browsers that are signed in too; what was typed is kept.
    ada.post("/admin/users/invite", &[("name", "Cy Jones")])
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
    assert!(is_signed_in(&mut jo).await);
    password(&mut ada, "Ada Admin", "/staff/send-again")
        .await
        .to("/staff/sign-in/set-up?next=%2Fstaff%2Fsend-again");
    for page in ["/staff", "/admin", "/admin/users", OWN] {
        let location = ada.get(page).await.location().unwrap();
        assert!(location.starts_with("/staff/sign-in?next="), "{page}: {location}");
    }
    let page = ada.get("/staff/sign-in/set-up?next=%2Fstaff%2Fsend-again").await;
    let page = page
        .is(StatusCode::OK)
        .says("The council requires a second step of you");
    let secret = secret_on(&page);
    let (text, code) = (secret.to_text(), code_now(&app, &secret));
    let wrong = [
        ("secret", text.as_str()),
        ("code", "000000"),
        ("next", "/staff/send-again"),
    ];
    let page = ada.post("/staff/sign-in/set-up", &wrong).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY).says(WRONG);
    assert_eq!(page.value_of("secret"), Some(text.clone()));
    let right = [
        ("secret", text.as_str()),
        ("code", &code),
        ("next", "/staff/send-again"),
    ];
    let page = ada.post("/staff/sign-in/set-up", &right).await.is(StatusCode::OK);
    assert_eq!(codes_on(&page).len(), 10);
    page.says("href=\"/staff/send-again\"");
    let page = ada.get("/staff/send-again").await.is(StatusCode::OK);
    assert_eq!(page.value_of("name").as_deref(), Some("Cy Jones"));
    // They can set up another, and not go without.
    ada.get(OWN)
        .await
        .says("Set up another app")
        .does_not_say("Take the second step away");
    ada.post(OWN, &[("do", "end"), ("password", PASSWORD)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The council requires a second step of you");
    // A password that somebody learnt sets nothing up over it.
    app.wait(SignedDuration::from_secs(60)).await;
    let mut thief = app.browser();
    password(&mut thief, "Ada Admin", "/staff")
        .await
        .to("/staff/sign-in/code?next=%2Fstaff");
    thief
        .get("/staff/sign-in/set-up")
        .await
        .to("/staff/sign-in?next=%2Fstaff");
    let own = [("secret", text.as_str()), ("code", &code)];
    thief
        .post("/staff/sign-in/set-up", &own)
        .await
        .to("/staff/sign-in?next=%2Fstaff");
}

#[tokio::test]
async fn where_the_policy_has_it_off_nobody_is_asked_and_nobody_sets_one_up() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    set_up(&app, &mut priya).await;
    adopt(&app, "second_step = \"off\"").await;
    let mut other = app.browser();
    password(&mut other, "Priya Nair", "/staff").await.to("/staff");
    other.get("/staff/account").await.does_not_say("second step");
    other.get(SET_UP).await.is(StatusCode::NOT_FOUND);
    other.post(SET_UP, &[]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_administrator_resets_anothers_with_a_reason_and_never_their_own() {
    let app = TestApp::new().await;
    let mut ada = signed_in(&app, "Ada Admin", &[Role::Administrator], &[]).await;
    let mut jo = signed_in(&app, "Jo Officer", &[Role::Officer], &[]).await;
    set_up(&app, &mut jo).await;
    let of = |id: &UserId| format!("/admin/users/{id}");
    let (jos, adas) = (id_of(&app, "Jo Officer").await, id_of(&app, "Ada Admin").await);
    ada.get(&of(&jos)).await.says("Reset their second step");
    let reset = format!("{}/second-step", of(&jos));
    ada.post(&reset, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you are changing this");
    assert!(is_signed_in(&mut jo).await);
    let because = [("because-second-step", "Lost the telephone; I know the voice.")];
    ada.post(&reset, &because).await.to("/admin/users");
    assert!(!is_signed_in(&mut jo).await);
    password(&mut jo, "Jo Officer", "/staff").await.to("/staff");
    ada.get("/admin/audit")
        .await
        .says("Second step reset")
        .says("I know the voice.");
    set_up(&app, &mut ada).await;
    ada.get(&of(&adas)).await.does_not_say("Reset their second step");
    ada.post(&format!("{}/second-step", of(&adas)), &because)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You cannot reset your own second step");
}

#[tokio::test]
async fn a_change_of_who_may_what_and_of_how_they_sign_in_ends_every_other_session() {
    let app = TestApp::new().await;
    let mut ada = signed_in(&app, "Ada Admin", &[Role::Administrator], &[]).await;
    let mut here = signed_in(&app, "Jo Officer", &[Role::Officer], &["waste-crews"]).await;
    let mut there = app.browser();
    password(&mut there, "Jo Officer", "/staff").await.to("/staff");
    assert!(is_signed_in(&mut here).await && is_signed_in(&mut there).await);
    let id = id_of(&app, "Jo Officer").await;
    let page = format!("/admin/users/{id}");
    let email_of_jo = email("Jo Officer");
    let seen = ada.get(&page).await.value_of("seen").unwrap();
    let form = [
        ("seen", seen.as_str()),
        ("name", "Jo Officer"),
        ("email", email_of_jo.as_str()),
        ("roles", "service-manager"),
        ("teams", "waste-crews"),
        ("because", "Another part."),
    ];
    ada.post(&page, &form).await.to("/admin/users");
    for browser in [&mut here, &mut there] {
        assert!(!is_signed_in(browser).await);
        password(browser, "Jo Officer", "/staff").await.to("/staff");
    }
    // Setting a second step up ends the others, and this browser goes on.
    let (secret, _) = set_up(&app, &mut here).await;
    assert!(is_signed_in(&mut here).await && !is_signed_in(&mut there).await);
    password(&mut there, "Jo Officer", "/staff").await;
    let code = code_now(&app, &secret);
    there.post(CODE, &[("code", &code)]).await.to("/staff");
    let end = [("do", "end"), ("password", PASSWORD)];
    here.post(OWN, &end).await.to("/staff/account");
    assert!(is_signed_in(&mut here).await && !is_signed_in(&mut there).await);
    // Ended at once.
    app.casework
        .end_user_now(&app.council, &TestApp::setup(), (&id, "Left."))
        .await
        .unwrap();
    assert!(!is_signed_in(&mut here).await);
}
