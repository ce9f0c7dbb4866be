//! Guidance as people read it: the list, a page, "I have read this", and who has read what (S24).

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::signed_in;
use crate::app::TestApp;

#[tokio::test]
async fn a_new_officer_is_reminded_reads_a_page_and_their_manager_sees_it() {
    let app = TestApp::new().await;
    let mut dan = signed_in(
        &app,
        "Dan Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    app.create_user(
        "Kim Manager",
        &[Role::Staff, Role::ServiceManager],
        &["waste-crews"],
    )
    .await;
    app.casework.note_work_of_guidance(&app.council).await.unwrap();
    dan.get("/staff/guidance")
        .await
        .is(StatusCode::OK)
        .says("Writing a reply")
        .says("To read");
    dan.get("/staff").await.does_not_say("Guidance to read");
    app.wait(SignedDuration::from_hours(24 * 25)).await;
    let mut dan = again(&app, "dan.officer@westshire.example.org").await;
    dan.get("/staff").await.says("Guidance to read");
    dan.get("/staff/guidance/stage-1")
        .await
        .says("Stage 1 is where a complaint should end")
        .says("Where this is from")
        .says("I have read this");
    dan.post("/staff/guidance/stage-1", &[])
        .await
        .to("/staff/guidance");
    dan.get("/staff/guidance/stage-1")
        .await
        .says("You read this version on")
        .does_not_say("I have read this");
    dan.get("/staff/guidance/read").await.is(StatusCode::FORBIDDEN);
    dan.get("/staff/guidance/nothing").await.is(StatusCode::NOT_FOUND);
    let mut kim = again(&app, "kim.manager@westshire.example.org").await;
    kim.get("/staff/guidance/read")
        .await
        .says("Dan Officer")
        .says("nothing about how well anybody works");
}

#[tokio::test]
async fn a_new_councillor_is_reminded_on_their_own_page() {
    let app = TestApp::new().await;
    app.create_user("Cleo Councillor", &[Role::Councillor], &[]).await;
    app.casework.note_work_of_guidance(&app.council).await.unwrap();
    app.wait(SignedDuration::from_hours(24 * 25)).await;
    let mut cleo = again(&app, "cleo.councillor@westshire.example.org").await;
    cleo.get("/councillor")
        .await
        .says("Guidance to read")
        .says("For councillors, by");
    cleo.get("/staff/guidance/councillors")
        .await
        .says("Where your part ends");
    cleo.post("/staff/guidance/councillors", &[])
        .await
        .to("/staff/guidance");
    cleo.get("/councillor").await.does_not_say("For councillors, by");
}

/// Signs in once more, after the days.
async fn again(app: &TestApp, email: &str) -> crate::app::Browser {
    let mut browser = app.browser();
    let form = [("email", email), ("password", crate::app::PASSWORD)];
    browser.post("/staff/sign-in", &form).await;
    browser
}
