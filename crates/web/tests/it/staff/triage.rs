//! Triage, each working day.

use axum::http::StatusCode;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::TestApp;

#[tokio::test]
async fn saving_one_item_opens_the_next_until_none_is_left() {
    let app = TestApp::new().await;
    let first = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let second = case(&app, Kind::ServiceRequest, None).await;
    let sam = app
        .create_user("Sam Okoro", &[Role::Officer], &["waste-crews"])
        .await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    priya
        .get("/staff/triage")
        .await
        .says("Unassigned items (2)")
        .says(first.as_str())
        .says("Asha Patel");
    let place = format!("/staff/triage/{first}");
    let page = priya.get(&place).await.is(StatusCode::OK);
    let version = page.value_of("version").unwrap();
    page.says("The bin was missed in Mill Lane.")
        .says("Dates that will bind us")
        .says("Why these dates? ")
        .says(": Received on Monday 2 November 2026.")
        .says("Reply by");
    let form = [
        ("version", version.as_str()),
        ("kind", "service-request"),
        ("service", "waste"),
        ("owner", sam.as_str()),
        ("priority", "standard"),
        ("note", "Third time."),
    ];
    let next = format!("/staff/triage/{second}");
    priya.post(&place, &form).await.to(&next);
    let page = priya.get(&next).await;
    let version = page.value_of("version").unwrap();
    page.says(&format!("{first} is with Waste and recycling"));
    // The second one turns out to be a complaint about the first: that has a reason.
    let mut form = vec![
        ("version", version.as_str()),
        ("kind", "complaint"),
        ("service", "waste"),
        ("priority", "urgent"),
        ("link", first.as_str()),
        ("relation", "complaint-about"),
        ("note", "Keep what I typed."),
    ];
    priya
        .post(&next, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Explain why you changed what it is")
        .says("Keep what I typed.");
    form.push(("kind_reason", "She says we ignored her."));
    priya.post(&next, &form).await.to("/staff/triage");
    priya.get("/staff/triage").await.says("No unassigned items.");
}

#[tokio::test]
async fn an_owner_works_for_the_service() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let lee = app.create_user("Lee Hart", &[Role::Officer], &["housing"]).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let form = [
        ("kind", "service-request"),
        ("service", "waste"),
        ("owner", lee.as_str()),
        ("priority", "standard"),
    ];
    priya
        .post(&format!("/staff/triage/{reference}"), &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select somebody who works for this service");
}

#[tokio::test]
async fn what_is_not_for_us_is_refused_or_closed_with_its_reason_never_dropped() {
    let app = TestApp::new().await;
    let complaint = case(&app, Kind::Complaint, None).await;
    let request = case(&app, Kind::ServiceRequest, None).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    for (reference, page) in [(complaint, "refuse"), (request, "close")] {
        priya
            .post(&format!("/staff/triage/{reference}"), &[("kind", "not-for-us")])
            .await
            .to(&format!("/staff/cases/{reference}/{page}"));
    }
}

#[tokio::test]
async fn the_daily_check_says_why_items_are_left() {
    let app = TestApp::new().await;
    case(&app, Kind::ServiceRequest, None).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya.get("/staff").await.says("Nobody recorded a check");
    priya
        .post("/staff/triage", &[("because", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us why the remaining items are left");
    priya
        .post_and_follow("/staff/triage", &[("because", "Waiting for Housing.")])
        .await
        .says("You recorded that you checked the unassigned items")
        .says("by Priya Nair");
    // Said once.
    priya
        .get("/staff/triage")
        .await
        .does_not_say("You recorded that you checked");
    app.go_to("2026-11-03T09:00:00Z");
    let mut priya = signed_in(&app, "Omar Diaz", &[Role::Adviser], &[]).await;
    priya.get("/staff").await.does_not_say("Nobody recorded a check");
}
