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
    let page = save(
        &mut ada,
        "/admin/policy/adopt",
        &[("starts_on", "1/1/2027"), ("decided_on", "20/12/2026")],
    )
    .await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The day of the decision must be today or in the past");
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

#[tokio::test]
async fn a_far_day_is_refused_with_what_was_typed_and_a_version_to_come_is_withdrawn() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    rename_bins(&mut ada, "Bins").await.to("/admin/services");
    let page = adopt(&mut ada, "2/11/3026")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = page.says("Check the year: the first day must be Thursday 2 November 2028 or earlier");
    assert_eq!(page.value_of("starts_on").as_deref(), Some("2/11/3026"));
    assert_eq!(page.value_of("body").as_deref(), Some("Cabinet"));
    adopt(&mut ada, "2/11/2028").await.to("/admin/policy");

    // Another that should hold before it is told of it, and what to do.
    rename_bins(&mut ada, "Waste").await.to("/admin/services");
    adopt(&mut ada, "1/12/2026")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("withdraw it first");
    let place = "/admin/policy/versions/2";
    let shown = ada.get(place).await.says("Withdraw this version");
    let seen = shown.value_of("seen").unwrap();
    let order = format!("{place}/withdraw");
    ada.post(&order, &[("seen", &seen), ("because", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you are changing this");
    let stale = [("seen", "1"), ("because", "The wrong year.")];
    let page = ada.post(&order, &stale).await.is(StatusCode::CONFLICT);
    assert_eq!(page.value_of("because").as_deref(), Some("The wrong year."));
    let right = [("seen", seen.as_str()), ("because", "The wrong year.")];
    let done = ada.post(&order, &right).await;
    ada.follow(done)
        .await
        .says("Policy version 2 is withdrawn. It never holds.")
        .says("Version 2 (withdrawn)");
    ada.get(place)
        .await
        .says("Its adoption was withdrawn before its first day")
        .does_not_say("Withdraw this version");
    // A second press.
    let again = ada.post(&order, &right).await;
    ada.follow(again)
        .await
        .says("Policy version 2 is withdrawn already.");
    ada.get("/admin/audit")
        .await
        .says("Adoption withdrawn")
        .says("The wrong year.");
    adopt(&mut ada, "1/12/2026").await.to("/admin/policy");
    // What is in force is not withdrawn.
    let seen = ada.get("/admin/policy").await.value_of("seen");
    let seen = seen.unwrap_or_default();
    let answer = ada
        .post(
            "/admin/policy/versions/1/withdraw",
            &[("seen", &seen), ("because", "No.")],
        )
        .await;
    assert!([StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT].contains(&answer.status));
    ada.post(
        "/admin/policy/versions/99/withdraw",
        &[("seen", &seen), ("because", "No.")],
    )
    .await
    .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_that_is_adopted_by_two_presses_is_one_version_and_both_say_so() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    rename_bins(&mut ada, "Bins").await.to("/admin/services");
    let seen = ada.get("/admin/policy/adopt").await.value_of("seen").unwrap();
    let form = [
        ("seen", seen.as_str()),
        ("because", "It is better so."),
        ("starts_on", "3/11/2026"),
        ("body", "Cabinet"),
        ("decided_on", "27/10/2026"),
        ("minute", ""),
    ];
    ada.post("/admin/policy/adopt", &form).await.to("/admin/policy");
    let again = ada.post("/admin/policy/adopt", &form).await;
    ada.follow(again)
        .await
        .says("Policy version 2 was adopted already, once. It starts on Tuesday 3 November 2026.")
        .does_not_say("Version 3");
}

// A role of a post is taken away that another setting counts on.
#[tokio::test]
async fn a_mistake_at_a_setting_that_the_page_does_not_edit_is_said_at_the_top_with_what_to_do() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let fields = [("name", "Executive Team"), ("roles", "auditor")];
    let page = save(&mut ada, "/admin/posts/executive-team", &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("There is a problem")
        .says("This does not go with another setting, conduct.")
        .says("Change that setting first, on its own page or in the text of the policy")
        .says("value=\"Executive Team\"")
        .does_not_say("Line ");
}
