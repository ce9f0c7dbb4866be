//! Following a case: who is let in, what they see, what they can do.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::complaint;
use crate::app::TestApp;

/// A reference that nobody has.
fn unknown() -> String {
    redress_domain::reference::Reference::new("WS", 7).to_string()
}

#[tokio::test]
async fn the_postcode_or_the_last_name_opens_the_case() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    for proof in ["ws14ab", "O'Neill"] {
        let mut asha = app.browser();
        asha.get(&format!("/track/{reference}")).await.to("/track");
        let typed = reference.to_lowercase().replace('-', " ");
        asha.post_and_follow("/track", &[("reference", &typed), ("proof", proof)])
            .await
            .is(StatusCode::OK)
            .says("Your complaint: Bins and recycling")
            .says("We will acknowledge it by")
            .says("Collect it.")
            .says("We received it");
    }
}

#[tokio::test]
async fn a_wrong_reference_and_a_wrong_name_get_the_same_answer() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    let unknown = unknown();
    let mut pages = Vec::new();
    for (reference, proof) in [
        (&reference, "Nobody"),
        (&unknown, "Nobody"),
        (&unknown, "O'Neill"),
    ] {
        let mut sam = app.browser();
        let page = sam
            .post("/track", &[("reference", reference), ("proof", proof)])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
        pages.push(page.main().replace(reference.as_str(), "").replace(proof, ""));
        let nothing = sam
            .post("/track", &[("reference", reference), ("proof", "")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
        nothing.says("Enter the postcode or last name you gave us");
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[1], pages[2]);
}

#[tokio::test]
async fn after_five_wrong_tries_nothing_is_shown_for_a_while_and_nobody_else_is_locked_out() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    let mut sam = app.browser();
    for _ in 0..5 {
        sam.post("/track", &[("reference", &reference), ("proof", "Guess")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = [("reference", reference.as_str()), ("proof", "O'Neill")];
    sam.post("/track", &right)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS)
        .says("We cannot show this now")
        .says("01632 960100");
    // Elsewhere, the customer is let in.
    app.browser()
        .post("/track", &right)
        .await
        .is(StatusCode::SEE_OTHER);
    app.wait(SignedDuration::from_mins(16)).await;
    sam.post("/track", &right).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn half_an_hour_after_the_last_page_the_case_is_closed_to_the_browser() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let path = format!("/track/{reference}");
    app.wait(SignedDuration::from_mins(29)).await;
    asha.get(&path).await.is(StatusCode::OK);
    app.wait(SignedDuration::from_mins(29)).await;
    asha.get(&path).await.is(StatusCode::OK);
    app.wait(SignedDuration::from_mins(31)).await;
    asha.get(&path).await.to("/track");
}

#[tokio::test]
async fn more_can_be_said_and_asked_and_then_it_can_be_withdrawn() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let at = |end: &str| format!("/track/{reference}{end}");
    asha.get(&at("/add")).await.is(StatusCode::OK);
    asha.post(&at("/add"), &[("told", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us what you want to add");
    asha.post_and_follow(&at("/add"), &[("told", "Today again.")])
        .await
        .says("We have added this to")
        .says("You added information")
        .says("Today again.");
    asha.get(&at("")).await.does_not_say("We have added this to");
    asha.get(&at("/question")).await.is(StatusCode::OK);
    asha.post_and_follow(&at("/question"), &[("told", "")])
        .await
        .says("You asked how it is going");
    asha.get(&at("/withdraw"))
        .await
        .says("Do you want to withdraw this?");
    let closed = asha
        .post_and_follow(&at("/withdraw"), &[("reason", "It was collected.")])
        .await;
    closed
        .says("Why we closed this")
        .says("You withdrew it.")
        .says("If you do not agree")
        .does_not_say("It was collected.");
    // A second press changes nothing.
    asha.post(&at("/withdraw"), &[("reason", "")]).await.to(&at(""));
}
