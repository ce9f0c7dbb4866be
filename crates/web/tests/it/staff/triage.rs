//! Triage, each working day.

use axum::http::StatusCode;
use redress_casework::case::CaseView;
use redress_domain::case::{Outcome, Relation};
use redress_domain::reference::Reference;
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
        .says("Could we have saved them this contact?")
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
        ("avoidable", "repeat"),
    ];
    let next = format!("/staff/triage/{second}");
    priya.post(&place, &form).await.to(&next);
    let page = priya.get(&next).await;
    let version = page.value_of("version").unwrap();
    page.says(&format!("{first} is with Waste and recycling"));
    let record = app.record().await;
    let said = record.iter().filter(|(kind, _)| kind == "avoidable-said");
    assert_eq!(said.count(), 1);
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
    // A second press says what the first one did, and does nothing more.
    let before = app.record().await.len();
    priya.post(&next, &form).await.to("/staff/triage");
    assert_eq!(app.record().await.len(), before);
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
    // It began today: nobody missed a check of the day before.
    priya.get("/staff").await.does_not_say("Nobody recorded a check");
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
    app.go_to("2026-11-05T09:00:00Z");
    let mut priya = signed_in(&app, "Priya Bell", &[Role::Adviser], &[]).await;
    priya
        .get("/staff")
        .await
        .says("Nobody recorded a check of the unassigned items on Wednesday 4 November 2026.");
}

#[tokio::test]
async fn the_queue_is_filtered_by_how_it_came_what_it_is_for_which_service_and_since_when() {
    let app = TestApp::new().await;
    let bins = case(&app, Kind::Complaint, Some("waste")).await;
    app.go_to("2026-11-05T10:00:00Z");
    let unknown = case(&app, Kind::ServiceRequest, None).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    for (query, shows, hides) in [
        ("kind=complaint", &bins, &unknown),
        ("service=waste", &bins, &unknown),
        ("service=not-known", &unknown, &bins),
        ("age=2", &bins, &unknown),
    ] {
        priya
            .get(&format!("/staff/triage?{query}"))
            .await
            .says("Unassigned items (2)")
            .says(shows.as_str())
            .does_not_say(hides.as_str())
            .says("Selected filters");
    }
    priya
        .get("/staff/triage?channel=email")
        .await
        .says("No unassigned items match. Remove a filter.")
        .says("Clear filters");
    // What makes no sense filters nothing.
    priya
        .get("/staff/triage?kind=grievance&age=x")
        .await
        .says(bins.as_str())
        .says(unknown.as_str())
        .says("Received");
}

#[tokio::test]
async fn several_are_marked_as_duplicates_of_one_that_is_kept_and_each_customer_is_told() {
    let app = TestApp::new().await;
    let kept = case(&app, Kind::Complaint, Some("waste")).await;
    let first = case(&app, Kind::Complaint, Some("waste")).await;
    let second = case(&app, Kind::Complaint, None).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya
        .get("/staff/triage")
        .await
        .says("Mark selected as duplicates");
    let place = "/staff/cases/duplicates";
    let page = priya
        .get(&format!("{place}?case={first}.1&case={second}.1"))
        .await;
    page.says("Mark 2 cases as duplicates").says(first.as_str());
    let view = |reference| {
        let (casework, council) = (app.casework.clone(), app.council.clone());
        async move {
            let setup = TestApp::setup();
            casework.open_case(&council, &setup, reference).await.unwrap()
        }
    };
    let (one, stale) = (
        format!("{first}.{}", view(&first).await.version),
        format!("{second}.0"),
    );
    let form = |original: &str| {
        vec![
            ("case", one.clone()),
            ("case", stale.clone()),
            ("original", original.to_owned()),
            ("sentence", "We deal with it in another case.".to_owned()),
        ]
    };
    for (original, why) in [
        ("", "Enter the reference of the case that is kept"),
        ("nonsense", "Enter a reference, like WS-4K7P-29QX"),
        (
            first.as_str(),
            "The case that is kept must not be one of those above",
        ),
    ] {
        let form = form(original);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        priya
            .post(place, &form)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(why)
            .says("We deal with it in another case.");
    }
    let form = form(kept.as_str());
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = priya.post(place, &form).await.is(StatusCode::OK);
    page.says("1 case was closed as a duplicate")
        .says(&format!("goes on in {kept} and closed"))
        .says("1 case is as it was")
        .says("somebody else changed it meanwhile");
    let closed = view(&first).await;
    assert_eq!(closed.case.outcome, Some(Outcome::Duplicate));
    let sentence = closed.case.sentence.as_ref().unwrap();
    assert_eq!(closed.text(sentence), "We deal with it in another case.");
    // The one that is kept knows of it; the one that was not closed was not linked either.
    let links = |view: &CaseView| {
        view.case
            .links
            .iter()
            .map(|(_, relation)| *relation)
            .collect::<Vec<_>>()
    };
    assert_eq!(links(&view(&kept).await), [Relation::HasDuplicate]);
    assert_eq!(links(&view(&second).await), []);
}

// Complaint Handling Code 2: nobody ends a complaint by calling it the duplicate of something else.
#[tokio::test]
async fn a_complaint_goes_on_in_no_request_and_a_request_is_linked_and_closed() {
    let app = TestApp::new().await;
    let kept = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    let request = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let mut versions = Vec::new();
    for reference in [&complaint, &request] {
        let view = app
            .casework
            .open_case(&app.council, &TestApp::setup(), reference)
            .await;
        versions.push(format!("{reference}.{}", view.unwrap().version));
    }
    let form = [
        ("case", versions[0].as_str()),
        ("case", versions[1].as_str()),
        ("original", kept.as_str()),
        ("sentence", "We deal with it in another case."),
    ];
    priya
        .post("/staff/cases/duplicates", &form)
        .await
        .is(StatusCode::OK)
        .says("1 case was closed as a duplicate")
        .says(&format!("linked to {kept} and closed"))
        .says("it is a complaint, and goes on only in another complaint");
    let is_closed = async |reference: &Reference| {
        let view = app
            .casework
            .open_case(&app.council, &TestApp::setup(), reference)
            .await;
        view.unwrap().case.is_closed()
    };
    assert!(!is_closed(&complaint).await);

    // Complaint Handling Code 1: work on a request goes on, whatever is complained of.
    let request = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &request)
        .await;
    let chosen = format!("{request}.{}", view.unwrap().version);
    let form = [
        ("case", chosen.as_str()),
        ("original", complaint.as_str()),
        ("sentence", "We deal with it in your complaint."),
    ];
    priya
        .post("/staff/cases/duplicates", &form)
        .await
        .is(StatusCode::OK)
        .says("it is no complaint, and what was promised of it goes on beside one");
    assert!(!is_closed(&request).await);
}
