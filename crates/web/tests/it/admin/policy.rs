//! The draft, its text, what differs, and adopting it.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::{administrator, adopt, rename_bins, save, text_of};
use crate::app::TestApp;
use crate::staff::signed_in;

#[tokio::test]
async fn an_edit_begins_a_draft_that_is_read_in_words_and_adopted_from_a_day() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    rename_bins(&mut ada, "Bins").await.to("/admin/services");
    let page = ada.get("/admin/policy").await.is(StatusCode::OK);
    page.says("Service Bins and recycling, name: “Bins and recycling” → “Bins”.")
        .says("It holds for nobody until it is adopted");
    let mut public = app.browser();
    public.get("/complaint/service").await.does_not_say(">Bins<");
    let answer = adopt(&mut ada, "3/11/2026").await;
    ada.follow(answer)
        .await
        .says("Policy version 2 starts on Tuesday 3 November 2026.");
    ada.get("/admin/policy/versions/2")
        .await
        .says("In force from: 1 April 2026 → 3 November 2026.");
    app.wait(SignedDuration::from_hours(24)).await;
    app.casework.follow_policy(&app.council).await.unwrap();
    let in_force = app.casework.councils().get(&app.council).unwrap();
    let policy = in_force.policy(app.casework.today()).unwrap();
    assert_eq!(policy.services[0].name, "Bins");
    assert!(policy.source.contains("# Who is who."), "the comments are kept");
}

#[tokio::test]
async fn a_mistake_in_the_text_is_said_with_its_line_and_everything_typed_is_kept() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let page = ada.get("/admin/policy/text").await;
    let text = text_of(&page);
    assert!(text.starts_with("# The policy of Westshire"), "{text}");
    let broken = text.replace("team = \"waste-crews\"", "team = \"waste-crew\"");
    let line = 1 + broken
        .lines()
        .position(|line| line.contains("waste-crew\""))
        .unwrap();
    let answer = save(&mut ada, "/admin/policy/text", &[("text", &broken)]).await;
    let answer = answer.is(StatusCode::UNPROCESSABLE_ENTITY);
    let answer = answer.says(&format!("Line {line}, column 8:")).says("waste-crew");
    assert_eq!(text_of(&answer), broken);
    ada.get("/admin/policy").await.says("There is no draft.");
}

#[tokio::test]
async fn a_text_is_checked_without_being_saved_and_saved_with_a_reason() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let text = text_of(&ada.get("/admin/policy/text").await).replace("Bins and recycling", "Bins");
    let answer = save(
        &mut ada,
        "/admin/policy/text",
        &[("text", &text), ("do", "check")],
    )
    .await;
    answer
        .is(StatusCode::OK)
        .says("No mistakes. Nothing is saved yet.");
    ada.get("/admin/policy").await.says("There is no draft.");
    let seen = ada.get("/admin/policy/text").await.value_of("seen").unwrap();
    let answer = ada
        .post("/admin/policy/text", &[("seen", &seen), ("text", &text)])
        .await;
    answer
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you are changing this");
    save(&mut ada, "/admin/policy/text", &[("text", &text)])
        .await
        .to("/admin/policy");
    ada.get("/admin/policy")
        .await
        .says("“Bins and recycling” → “Bins”");
}

#[tokio::test]
async fn a_day_that_has_passed_and_a_missing_body_are_refused_with_what_was_typed() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    rename_bins(&mut ada, "Bins").await.to("/admin/services");
    let page = adopt(&mut ada, "1/11/2026")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = page.says("The first day must be today or in the future");
    assert_eq!(
        page.value_of("minute").as_deref(),
        Some("https://westshire.example.org/minutes/9")
    );
    let page = save(
        &mut ada,
        "/admin/policy/adopt",
        &[("starts_on", "soon"), ("decided_on", "")],
    )
    .await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The first day must be a date, like 1/4/2027")
        .says("Enter the day of the decision")
        .says("Enter which body decided");
}

#[tokio::test]
async fn who_saves_on_an_older_draft_is_told_and_a_second_press_keeps_both_changes() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let mut bea = signed_in(&app, "Bea Admin", &[Role::Administrator], &[]).await;
    let seen = bea.get("/admin/brand").await.value_of("seen").unwrap();
    rename_bins(&mut ada, "Bins").await.to("/admin/services");
    let form = |seen: &str| {
        [
            ("seen", seen),
            ("because", "New brand."),
            ("colour", "#123456"),
            ("link", "#1d5f8a"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let first = form(&seen);
    let first: Vec<(&str, &str)> = first
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = bea.post("/admin/brand", &first).await.is(StatusCode::CONFLICT);
    let page = page.says("Somebody else changed this while you were working.");
    assert_eq!(page.value_of("colour").as_deref(), Some("#123456"));
    let second = form(&page.value_of("seen").unwrap());
    let second: Vec<(&str, &str)> = second
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    bea.post("/admin/brand", &second).await.to("/admin/brand");
    bea.get("/admin/policy")
        .await
        .says("→ “Bins”")
        .says("#1d4f5c → #123456");
}

#[tokio::test]
async fn a_draft_is_dropped_with_a_reason() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    rename_bins(&mut ada, "Bins").await.to("/admin/services");
    let seen = ada.get("/admin/policy").await.value_of("seen").unwrap();
    let page = ada.post("/admin/policy/drop", &[("seen", &seen)]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you are changing this");
    ada.post("/admin/policy/drop", &[("seen", &seen), ("because", "Not now.")])
        .await
        .to("/admin/policy");
    ada.get("/admin/policy").await.says("There is no draft.");
}

#[tokio::test]
async fn an_administrator_reads_no_case_and_others_do_not_see_the_settings() {
    let app = TestApp::new().await;
    let reference =
        crate::staff::case(&app, redress_domain::vocabulary::Kind::Complaint, Some("waste")).await;
    let mut ada = administrator(&app).await;
    ada.get(&format!("/staff/cases/{reference}"))
        .await
        .is(StatusCode::FORBIDDEN);
    ada.get("/staff").await.says("href=\"/admin\"");
    let mut jo = signed_in(&app, "Jo Officer", &[Role::Officer], &["waste-crews"]).await;
    jo.get("/staff").await.does_not_say("href=\"/admin\"");
    jo.get("/admin").await.is(StatusCode::FORBIDDEN);
    let page = jo
        .post(
            "/admin/policy/text",
            &[("text", "x"), ("seen", "1"), ("because", "x")],
        )
        .await;
    page.is(StatusCode::FORBIDDEN);
}
