//! Recurring problems: groups offered with why, confirmed or dismissed by a person.

use axum::http::StatusCode;
use redress_domain::case::{Command, Outcome};
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

#[tokio::test]
async fn of_a_group_of_which_no_case_is_open_nothing_is_answered_together() {
    let app = TestApp::new().await;
    for _ in 0..3 {
        let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
        let close = Command::Close {
            outcome: Outcome::Done,
            sentence: app.casework.fresh().words("The bin was collected."),
            lesson: None,
        };
        let setup = TestApp::setup();
        let view = app
            .casework
            .open_case(&app.council, &setup, &reference)
            .await
            .unwrap();
        let done = app
            .casework
            .act_on_latest(&app.council, &setup, &view.id, close)
            .await;
        done.unwrap();
    }
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let page = nadia
        .get("/staff/problems?service=waste")
        .await
        .is(StatusCode::OK);
    page.says("3 cases with “")
        .says("/staff/lessons/new?case=")
        .does_not_say("/staff/causes/new")
        .does_not_say("answer the open cases together");
}
