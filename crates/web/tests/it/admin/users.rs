//! People who can sign in: invited, changed, ended.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::administrator;
use crate::app::{Answer, PASSWORD, TestApp};
use crate::staff::{email, signed_in};

const CY: [(&str, &str); 5] = [
    ("name", "Cy Jones"),
    ("email", "cy.jones@westshire.example.org"),
    ("roles", "officer"),
    ("teams", "waste-crews"),
    ("because", "New in the team."),
];

/// Where the link on the page leads.
fn link_in(answer: &Answer) -> String {
    let text = answer.text();
    let (_, rest) = text.split_once("/staff/set-password/").unwrap();
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("/staff/set-password/{token}")
}

#[tokio::test]
async fn whoever_is_invited_chooses_a_password_with_a_link_that_works_once() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let page = ada.post("/admin/users/invite", &CY).await.is(StatusCode::OK);
    let link = link_in(&page);
    ada.get("/admin/users")
        .await
        .says("Cy Jones")
        .says("Invited")
        .does_not_say("$argon2");
    let mut cy = app.browser();
    let short = cy.post(&link, &[("password", "short"), ("again", "short")]).await;
    let short = short.is(StatusCode::UNPROCESSABLE_ENTITY);
    short
        .says("The password must have at least 12 characters")
        .does_not_say("value=\"short\"");
    let twice = cy
        .post(&link, &[("password", PASSWORD), ("again", "another one")])
        .await;
    twice
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the same password twice");
    cy.post(&link, &[("password", PASSWORD), ("again", PASSWORD)])
        .await
        .to("/staff/sign-in");
    cy.get(&link).await.is(StatusCode::GONE);
    let sent = [
        ("email", "cy.jones@westshire.example.org"),
        ("password", PASSWORD),
    ];
    cy.post("/staff/sign-in", &sent).await.to("/staff");
    ada.get("/admin/users")
        .await
        .says("2 November 2026")
        .does_not_say("$argon2");
    let record = app.record().await;
    let events: Vec<&str> = record.iter().map(|(_, body)| body.as_str()).collect();
    assert!(
        !events.join("\n").contains("jones"),
        "a name or an address is in the record"
    );
}

#[tokio::test]
async fn a_link_ends_after_three_days() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let link = link_in(&ada.post("/admin/users/invite", &CY).await);
    app.wait(SignedDuration::from_hours(73)).await;
    app.browser().get(&link).await.is(StatusCode::GONE);
    app.browser()
        .get("/staff/set-password/0000")
        .await
        .is(StatusCode::GONE);
}

#[tokio::test]
async fn a_form_that_is_wrong_says_what_to_enter_and_keeps_the_rest() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let page = ada
        .post(
            "/admin/users/invite",
            &[("name", "Cy Jones"), ("email", "cy at home")],
        )
        .await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = page
        .says("Enter an email address in the correct format, like name@example.com")
        .says("Select at least one role")
        .says("Enter why you are changing this");
    assert_eq!(page.value_of("name").as_deref(), Some("Cy Jones"));
    let taken = [CY[0], ("email", "ADA.ADMIN@westshire.example.org"), CY[2], CY[4]];
    let page = ada
        .post("/admin/users/invite", &taken)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Somebody signs in with this email address already");
}

#[tokio::test]
async fn an_administrator_cannot_remove_their_own_role_or_end_themselves() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let users = app.casework.users(&app.council).await.unwrap();
    let own = format!("/admin/users/{}", users[0].id);
    let plain = [
        ("name", "Ada Admin"),
        ("email", "ada.admin@westshire.example.org"),
        ("roles", "officer"),
        ("because", "Enough."),
    ];
    let page = ada.post(&own, &plain).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("You cannot remove your own administrator role");
    let end = [("on", "1/12/2026"), ("because-end", "Enough.")];
    let page = ada
        .post(&format!("{own}/end"), &end)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("You cannot remove your own administrator role");
}

#[tokio::test]
async fn somebody_is_signed_out_everywhere_and_ends_with_their_last_day() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let mut jo = signed_in(&app, "Jo Officer", &[Role::Officer], &["waste-crews"]).await;
    let users = app.casework.users(&app.council).await.unwrap();
    let id = users
        .iter()
        .find(|user| user.name == "Jo Officer")
        .unwrap()
        .id
        .clone();
    let page = format!("/admin/users/{id}");
    let silent = ada.post(&format!("{page}/sessions"), &[]).await;
    silent
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you are changing this");
    ada.post(
        &format!("{page}/sessions"),
        &[("because-sessions", "A lost telephone.")],
    )
    .await
    .to("/admin/users");
    jo.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    let end = [("on", "2/11/2026"), ("because-end", "Leaves.")];
    ada.post(&format!("{page}/end"), &end).await.to("/admin/users");
    let sent = [("email", email("Jo Officer")), ("password", PASSWORD.to_owned())];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    jo.post("/staff/sign-in", &sent).await.to("/staff");
    app.wait(SignedDuration::from_hours(24)).await;
    jo.post("/staff/sign-in", &sent)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let mut ada = app.browser();
    let sent = [("email", email("Ada Admin")), ("password", PASSWORD.to_owned())];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ada.post("/staff/sign-in", &sent).await.to("/staff");
    ada.get("/admin/users").await.says("Ended");
}
