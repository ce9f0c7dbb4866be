//! Finding a case, and what lists keep from whom.

use axum::http::StatusCode;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::{TestApp, mistyped};

#[tokio::test]
async fn a_reference_opens_its_case_in_any_spelling() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let place = format!("/staff/cases/{reference}");
    let bare = reference.as_str().replace('-', "");
    for typed in [
        reference.to_string(),
        reference.as_str().to_lowercase(),
        format!("%20{bare}%20"),
        bare.to_lowercase(),
    ] {
        priya.get(&format!("/staff/cases?q={typed}")).await.to(&place);
    }
    let unknown = redress_domain::reference::Reference::new("WS", 7).to_string();
    let slip = mistyped(reference.as_str());
    for (typed, says) in [
        (unknown.as_str(), "No cases match."),
        // Words may have the shape of a reference by chance.
        ("street+bins", "No cases match."),
        (
            slip.as_str(),
            "Check the reference: one letter or number is wrong.",
        ),
    ] {
        priya
            .get(&format!("/staff/cases?q={typed}"))
            .await
            .is(StatusCode::OK)
            .says(says);
    }
}

#[tokio::test]
async fn a_case_is_found_by_what_is_known_of_its_customer() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    for typed in ["patel", "ws14ab", "WS1+4AB", "asha@example.org", "01632960123"] {
        priya
            .get(&format!("/staff/cases?q={typed}"))
            .await
            .says("1 case")
            .says(reference.as_str());
    }
}

#[tokio::test]
async fn filters_narrow_the_list_and_each_can_be_taken_away() {
    let app = TestApp::new().await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    let request = case(&app, Kind::ServiceRequest, Some("repairs")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya
        .get("/staff/cases?kind=complaint&service=waste&received-from=2/11/2026")
        .await
        .says(complaint.as_str())
        .does_not_say(request.as_str())
        .says("href=\"/staff/cases?service=waste&#38;received-from=2%2F11%2F2026\"");
    priya
        .get("/staff/cases?due-before=soon")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Due before must be a date");
    priya.get("/staff/cases?owner=nobody").await.says("2 cases");
}

#[tokio::test]
async fn an_officer_sees_no_case_of_another_service_in_any_list() {
    let app = TestApp::new().await;
    let own = case(&app, Kind::Complaint, Some("waste")).await;
    let other = case(&app, Kind::Complaint, Some("repairs")).await;
    let unknown = case(&app, Kind::Complaint, None).await;
    let mut sam = signed_in(&app, "Sam Okoro", &[Role::Officer], &["waste-crews"]).await;
    for list in [
        "/staff",
        "/staff/my-cases",
        "/staff/my-cases/closed",
        "/staff/my-cases/logged",
        "/staff/cases",
        "/staff/cases?q=patel",
        "/staff/cases?owner=nobody",
        "/staff/cases?service=repairs",
        "/staff/cases?kind=complaint&closed=no",
        "/staff/cases?due-before=1/1/2030",
    ] {
        let page = sam.get(list).await.is(StatusCode::OK);
        page.does_not_say(other.as_str()).does_not_say(unknown.as_str());
    }
    sam.get("/staff/cases").await.says(own.as_str());
    sam.get(&format!("/staff/cases?q={other}"))
        .await
        .says("No cases match.");
    sam.get("/staff/triage").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_councillor_sees_only_what_they_logged() {
    let app = TestApp::new().await;
    let other = case(&app, Kind::Complaint, Some("waste")).await;
    let mut councillor = signed_in(&app, "Gwen Price", &[Role::Councillor], &[]).await;
    councillor
        .get("/staff")
        .await
        .does_not_say("Triage")
        .does_not_say("Find a case");
    councillor.get("/staff/cases").await.is(StatusCode::FORBIDDEN);
    for page in ["cases", "followed", "logged"] {
        let answer = councillor.get(&format!("/staff/{page}/{other}")).await;
        assert!(
            [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status),
            "{page}: {}",
            answer.status
        );
    }
    let form = [
        ("channel", "councillor"),
        ("received_on", "2/11/2026"),
        ("received_time", "9am"),
        ("name", "Tom Hale"),
        ("what_happened", "The lamp in Mill Lane is out."),
        ("wanted_not_said", "yes"),
        ("unhappy", "no"),
        ("do", "log"),
    ];
    let page = councillor.post_and_follow("/staff/cases/new", &form).await;
    let own = page.reference().unwrap();
    councillor
        .get("/staff/my-cases/logged")
        .await
        .says(&own)
        .does_not_say(other.as_str());
    councillor
        .get(&format!("/staff/followed/{own}"))
        .await
        .is(StatusCode::OK)
        .says("The lamp in Mill Lane is out.")
        .says("Received");
}

#[tokio::test]
async fn a_case_is_found_by_words_that_the_customer_used() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let found = priya.get("/staff/cases?q=missed+bin+patel").await;
    found
        .says("1 case")
        .says(reference.as_str())
        .says("the best match first");
    priya.get("/staff/cases?q=hedgehog").await.says("No cases match.");
    let mut olive = signed_in(&app, "Olive Reed", &[Role::Officer], &["planning"]).await;
    olive
        .get("/staff/cases?q=bin")
        .await
        .does_not_say(reference.as_str());
}

#[tokio::test]
async fn the_overview_counts_open_cases_and_leads_to_them() {
    let app = TestApp::new().await;
    case(&app, Kind::Complaint, Some("waste")).await;
    case(&app, Kind::ServiceRequest, None).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya.get("/staff").await.says("href=\"/staff/overview\"");
    let list = "/staff/cases?service=waste&closed=no";
    priya
        .get("/staff/overview")
        .await
        .says("Open cases by service")
        .says("Bins and recycling")
        .says("Not sure")
        .says("All services")
        .says(&format!("href=\"{}\">1<", list.replace('&', "&amp;")));
    priya.get(list).await.says("1 case");
    let mut olive = signed_in(&app, "Olive Reed", &[Role::Officer], &["planning"]).await;
    olive.get("/staff/overview").await.says("No cases are open.");
}
