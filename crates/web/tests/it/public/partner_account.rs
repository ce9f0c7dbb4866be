//! Accounts of partners (Q1, Q2, Q4, A11): what somebody who is signed in for an organisation sees, and what not.

use axum::http::StatusCode;
use redress_domain::case::{Command, NewReferral, ReferralOrder, ReferralState, SharedPart, SharingConsent};
use redress_domain::id::PartnerId;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Role;
use redress_web::password::{self, Cost};

use super::complaint;
use crate::app::{Answer, Browser, PASSWORD, TestApp};
use crate::staff::signed_in;

/// Somebody who is signed in for an organisation.
pub(crate) async fn signed_in_for(app: &TestApp, partner: &str, name: &str) -> Browser {
    let id = PartnerId::parse(partner).unwrap();
    let email = format!("{}@{partner}.example.org", name.to_lowercase().replace(' ', "."));
    let setup = TestApp::setup();
    let link = app
        .casework
        .invite_partner(
            &app.council,
            &setup,
            (&id, &email, name),
            "They get many requests.",
        )
        .await
        .unwrap();
    let hash = password::hash(PASSWORD, Cost::Slight).unwrap();
    app.casework
        .choose_password(&app.council, &link.token, hash)
        .await
        .unwrap();
    let mut browser = app.browser();
    let typed = [
        ("email", email.as_str()),
        ("password", PASSWORD),
        ("next", "/staff/cases"),
    ];
    browser
        .post("/staff/sign-in", &typed)
        .await
        .to("/partner/requests");
    browser
}

/// A complaint about which an organisation is asked: its reference, and where the question is.
async fn asked(app: &TestApp, partner: &str, ask: &str) -> (String, String) {
    let reference = complaint(&mut app.browser()).await;
    let setup = TestApp::setup();
    let parsed = Reference::parse(&reference).unwrap();
    let case = app
        .casework
        .open_case(&app.council, &setup, &parsed)
        .await
        .unwrap();
    let fresh = app.casework.fresh();
    let id = fresh.referral();
    let order = Command::Referral(ReferralOrder::Refer(NewReferral {
        id: id.clone(),
        partner: PartnerId::parse(partner).unwrap(),
        ask: fresh.words(ask),
        shared: fresh.words("What happened: water runs down the road."),
        parts: vec![SharedPart::WhatHappened],
        files: Vec::new(),
        consent: SharingConsent::Yes,
        because: None,
        due_on: case.today.saturating_add(jiff::Span::new().days(14)),
    }));
    app.casework
        .act_on_latest(&app.council, &setup, &case.id, order)
        .await
        .unwrap();
    (reference, format!("/partner/r/{id}"))
}

/// Where the account's page is, as the page of its organisation links to it.
fn account_in(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("href=\"/admin/partners/accounts/").unwrap();
    format!("/admin/partners/accounts/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn an_organisation_sees_its_own_requests_and_answers_them_on_the_same_pages() {
    let app = TestApp::new().await;
    let (reference, path) = asked(&app, "severn-water", "Was the main mended?").await;
    let (others, other_path) = asked(&app, "westshire-homes", "Was the roof mended?").await;
    let mut mo = signed_in_for(&app, "severn-water", "Mo Farrow").await;
    mo.get("/partner/requests")
        .await
        .is(StatusCode::OK)
        .says("Requests from Westshire Council")
        .says("Signed in as Mo Farrow of Severn Water.")
        .says(&format!("{reference}/P1"))
        .says("New")
        .says("Requests, of the last 500: 1")
        .does_not_say(&others);
    mo.get("/partner/requests/over")
        .await
        .says("Nothing has been answered yet.");
    mo.get(&path)
        .await
        .is(StatusCode::OK)
        .says("Was the main mended?")
        .says("Back to all requests")
        .does_not_say("asha@example.org");
    let at = |rest: &str| format!("{path}/{rest}");
    mo.post_and_follow(&at("accept"), &[("their_reference", "SW 77")])
        .await
        .says("You accepted this request");
    mo.get(&path)
        .await
        .does_not_say("You accepted this request. The council knows.");
    mo.get("/partner/requests").await.says("In progress");
    let answer = [("found", "The main was cracked."), ("sharing", "yes")];
    mo.post_and_follow(&at("answer"), &answer)
        .await
        .says("We will tell the customer");
    mo.get("/partner/requests").await.says("No requests waiting.");
    mo.get("/partner/requests/over")
        .await
        .says(&format!("{reference}/P1"))
        .says("Answered: 1, of them by the day we asked for: 1");
    let setup = TestApp::setup();
    let parsed = Reference::parse(&reference).unwrap();
    let case = app
        .casework
        .open_case(&app.council, &setup, &parsed)
        .await
        .unwrap()
        .case;
    assert_eq!(case.referrals[0].state, ReferralState::Answered);
    assert!(case.referrals[0].answer.is_some());
    // What another organisation was asked is as if it were not there, whatever is asked of it.
    for rest in ["", "/accept", "/answer", "/ask", "/not-for-us", "/file"] {
        mo.get(&format!("{other_path}{rest}")).await.to("/partner");
    }
    for (rest, typed) in [
        ("accept", ("by", "")),
        ("not-for-us", ("why", "x")),
        ("answer", ("found", "x")),
    ] {
        mo.post(&format!("{other_path}/{rest}"), &[typed])
            .await
            .to("/partner");
    }
    // And nobody without an account has what the account opened.
    app.browser().get(&path).await.to("/partner");
}

#[tokio::test]
async fn nothing_else_of_the_council_opens_for_an_account_of_a_partner() {
    let app = TestApp::new().await;
    let (reference, _) = asked(&app, "severn-water", "Was the main mended?").await;
    let mut mo = signed_in_for(&app, "severn-water", "Mo Farrow").await;
    mo.get("/staff").await.to("/partner/requests");
    for path in [
        "/staff/cases",
        "/staff/my-cases",
        "/staff/messages",
        "/staff/notifications",
        "/staff/account",
        "/staff/partners",
        "/staff/guidance",
        "/admin",
        "/admin/users",
        "/councillor",
        &format!("/staff/cases/{reference}"),
        &format!("/staff/followed/{reference}"),
        &format!("/staff/logged/{reference}"),
    ] {
        mo.get(path)
            .await
            .is(StatusCode::FORBIDDEN)
            .does_not_say("Mo Farrow")
            .does_not_say("Asha");
    }
    // Nobody else has the list, whatever they may do.
    let mut ada = signed_in(
        &app,
        "Ada Osei",
        &[Role::Administrator, Role::ComplaintsManager],
        &[],
    )
    .await;
    ada.get("/partner/requests").await.is(StatusCode::FORBIDDEN);
    app.browser()
        .get("/partner/requests")
        .await
        .to("/staff/sign-in?next=%2Fpartner%2Frequests");
}

#[tokio::test]
async fn an_administrator_makes_and_ends_an_account_and_its_sessions_end_with_it() {
    let app = TestApp::new().await;
    let (_, path) = asked(&app, "severn-water", "Was the main mended?").await;
    let mut ada = signed_in(&app, "Ada Osei", &[Role::Administrator], &[]).await;
    ada.get("/admin/partners")
        .await
        .is(StatusCode::OK)
        .says("Severn Water")
        .says("2 March 2026");
    ada.get("/admin/partners/nobody").await.is(StatusCode::NOT_FOUND);
    let page = ada
        .post(
            "/admin/partners/severn-water",
            &[("name", "Mo Farrow"), ("email", "mo")],
        )
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter an email address in the correct format")
        .says("Enter why you are changing this");
    assert_eq!(page.value_of("name").as_deref(), Some("Mo Farrow"));
    let made = [
        ("name", "Mo Farrow"),
        ("email", "mo.farrow@severn-water.example.org"),
        ("because", "They get many requests."),
    ];
    let page = ada
        .post("/admin/partners/severn-water", &made)
        .await
        .is(StatusCode::OK);
    let text = page.text();
    let (_, rest) = text.split_once("/staff/set-password/").unwrap();
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let mut mo = app.browser();
    let link = format!("/staff/set-password/{token}");
    // The same rules for a password as for everybody.
    mo.post(&link, &[("password", "short"), ("again", "short")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The password must have at least 12 characters");
    mo.post(&link, &[("password", PASSWORD), ("again", PASSWORD)])
        .await
        .to("/staff/sign-in");
    let typed = [
        ("email", "mo.farrow@severn-water.example.org"),
        ("password", PASSWORD),
    ];
    mo.post("/staff/sign-in", &typed).await.to("/partner/requests");
    mo.get(&path).await.is(StatusCode::OK);
    // The account is on its own page, and not among the users.
    ada.get("/admin/users").await.does_not_say("Mo Farrow");
    let account = account_in(&ada.get("/admin/partners/severn-water").await.says("Mo Farrow"));
    let user = account.rsplit('/').next().unwrap().to_owned();
    ada.get(&format!("/admin/users/{user}"))
        .await
        .is(StatusCode::NOT_FOUND);
    ada.get(&account)
        .await
        .says("mo.farrow@severn-water.example.org")
        .says("Active");
    ada.post(&format!("{account}/end"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you are changing this");
    ada.post_and_follow(&format!("{account}/end"), &[("because-end", "They left.")])
        .await
        .says("The account of Mo Farrow has ended.");
    // From that moment on: what was open is shut, and no password opens it again.
    mo.get("/partner/requests")
        .await
        .to("/staff/sign-in?next=%2Fpartner%2Frequests");
    mo.get(&path).await.to("/partner");
    let found = [("found", "Nothing."), ("sharing", "yes")];
    mo.post(&format!("{path}/answer"), &found).await.to("/partner");
    mo.post("/staff/sign-in", &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    ada.get(&account).await.says("The account has ended.");
    // The page of an account shows nobody but those of partners.
    let users = app.casework.users(&app.council).await.unwrap();
    let ada_herself = users.iter().find(|user| user.name == "Ada Osei").unwrap();
    ada.get(&format!("/admin/partners/accounts/{}", ada_herself.id))
        .await
        .is(StatusCode::NOT_FOUND);
    ada.post(
        &format!("/admin/partners/accounts/{}/end", ada_herself.id),
        &[("because-end", "x")],
    )
    .await
    .is(StatusCode::NOT_FOUND);
    let mut lee = signed_in(&app, "Lee Sato", &[Role::ComplaintsManager], &[]).await;
    lee.get("/admin/partners").await.is(StatusCode::FORBIDDEN);
}
