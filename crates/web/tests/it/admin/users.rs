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

#[tokio::test]
async fn an_account_is_closed_at_once_with_a_reason() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let mut jo = signed_in(&app, "Jo Officer", &[Role::Officer], &[]).await;
    let users = app.casework.users(&app.council).await.unwrap();
    let id = users
        .iter()
        .find(|user| user.name == "Jo Officer")
        .unwrap()
        .id
        .clone();
    let (page, end) = (format!("/admin/users/{id}"), format!("/admin/users/{id}/end"));
    let link = [("because-link", "Another knows the password.")];
    let link = link_in(&ada.post(&format!("{page}/link"), &link).await.is(StatusCode::OK));
    // The link is the only way in from then on.
    jo.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    let sent = [("email", email("Jo Officer")), ("password", PASSWORD.to_owned())];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    jo.post("/staff/sign-in", &sent)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let chosen = [("password", PASSWORD), ("again", PASSWORD)];
    jo.post(&link, &chosen).await.to("/staff/sign-in");
    jo.post("/staff/sign-in", &sent).await.to("/staff");
    let link = [("because-link", "Lost it.")];
    let link = link_in(&ada.post(&format!("{page}/link"), &link).await.is(StatusCode::OK));
    ada.post(&end, &[("now", "yes")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you are changing this");
    ada.get(&page).await.says("Close the account now");
    ada.post(&end, &[("now", "yes"), ("because-now", "Dismissed.")])
        .await
        .to("/admin/users");
    ada.get("/admin/users")
        .await
        .says("The account of Jo Officer is closed.")
        .says("Ended");
    jo.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    jo.post("/staff/sign-in", &sent)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    jo.get(&link).await.is(StatusCode::GONE);
    ada.get("/admin/audit").await.says("Dismissed.");
}

#[tokio::test]
async fn a_form_of_somebody_from_before_another_saved_is_a_conflict_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    signed_in(&app, "Lewis Carter", &[Role::Officer], &[]).await;
    let users = app.casework.users(&app.council).await.unwrap();
    let id = users
        .iter()
        .find(|user| user.name == "Lewis Carter")
        .unwrap()
        .id
        .clone();
    let page = format!("/admin/users/{id}");
    let seen = ada.get(&page).await.value_of("seen").unwrap();
    let address = email("Lewis Carter");
    let taken = [
        ("seen", seen.as_str()),
        ("name", "Lewis Carter"),
        ("email", address.as_str()),
        ("roles", "adviser"),
        ("because", "An officer no longer."),
    ];
    ada.post(&page, &taken).await.to("/admin/users");
    let name = [
        ("seen", seen.as_str()),
        ("name", "Lewis Carter-Hill"),
        ("email", address.as_str()),
        ("roles", "officer"),
        ("because", "Married."),
    ];
    let again = ada.post(&page, &name).await.is(StatusCode::CONFLICT);
    let again = again.says("Somebody else changed this while you were working");
    assert_eq!(again.value_of("name").as_deref(), Some("Lewis Carter-Hill"));
    assert_ne!(again.value_of("seen").as_deref(), Some(seen.as_str()));
    let roles = async || {
        let user = app.casework.user(&app.council, &id).await.unwrap().unwrap();
        user.roles
    };
    assert_eq!(roles().await, [Role::Staff, Role::Adviser]);
    // The page says what holds now; whoever sends it again has seen it.
    let seen = again.value_of("seen").unwrap();
    let decided = [
        ("seen", seen.as_str()),
        name[1],
        name[2],
        ("roles", "adviser"),
        name[4],
    ];
    ada.post(&page, &decided).await.to("/admin/users");
}

// What no page offers is neither dropped in silence nor taken for something else.
#[tokio::test]
async fn a_role_or_team_that_there_is_not_is_refused_in_words() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    for wrong in [
        ("roles", "emperor"),
        ("teams", "nobody"),
        ("services", "nothing"),
        ("wards", "nowhere"),
    ] {
        let mut form = CY.to_vec();
        form.push(wrong);
        ada.post("/admin/users/invite", &form)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("Select from the answers that this page offers")
            .says("Cy Jones");
    }
    ada.get("/admin/users").await.does_not_say("Cy Jones");
}
