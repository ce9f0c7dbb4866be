//! Recurring problems: groups offered with why, confirmed or dismissed by a person.

use axum::http::StatusCode;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::TestApp;

#[tokio::test]
async fn cases_with_the_same_words_are_offered_and_a_person_makes_a_cause_or_a_lesson_of_them_or_dismisses_them()
 {
    let app = TestApp::new().await;
    let mut references = Vec::new();
    for _ in 0..3 {
        references.push(case(&app, Kind::Complaint, Some("waste")).await);
    }
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let page = nadia
        .get("/staff/problems?service=waste")
        .await
        .is(StatusCode::OK);
    let page = page.says("3 cases with “");
    for reference in &references {
        page.clone().says(reference.as_str());
    }
    let digest = page.value_of("digest").unwrap();
    let page = page
        .says("/staff/causes/new?case=")
        .says("/staff/lessons/new?case=");
    page.says("Nothing follows by itself");
    let form = [("service", "waste"), ("digest", digest.as_str())];
    nadia
        .post("/staff/problems", &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select why it is no problem of its own");
    let field = format!("because-{digest}");
    let form = [form[0], form[1], (field.as_str(), "separate")];
    nadia
        .post("/staff/problems", &form)
        .await
        .to("/staff/problems?service=waste");
    let page = nadia.get("/staff/problems?service=waste").await;
    page.does_not_say(&digest)
        .says("dismissed, and not shown until there are twice as many cases");
    // With twice as many it is offered again, with what was said before.
    for _ in 0..3 {
        case(&app, Kind::Complaint, Some("waste")).await;
    }
    let page = nadia.get("/staff/problems?service=waste").await;
    page.says(&digest)
        .says("when it had 3 cases: they are separate matters");
}

#[tokio::test]
async fn nobody_is_offered_a_group_of_cases_that_they_may_not_open() {
    let app = TestApp::new().await;
    for _ in 0..3 {
        case(&app, Kind::Complaint, Some("waste")).await;
    }
    let mut olive = signed_in(&app, "Olive Reed", &[Role::Officer], &["planning"]).await;
    olive
        .get("/staff/problems")
        .await
        .is(StatusCode::OK)
        .says("0 cases that you may open");
    let mut sam = signed_in(&app, "Sam Field", &[Role::Staff], &[]).await;
    sam.get("/staff/problems").await.is(StatusCode::FORBIDDEN);
}
