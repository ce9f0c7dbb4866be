//! Performance: figures by service and period, each with the cases behind it by permission.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::case::{Command, TriageAnswers};
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::{PASSWORD, TestApp};

#[tokio::test]
async fn each_figure_opens_into_its_cases_and_the_address_holds_all_that_was_chosen() {
    let app = TestApp::new().await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    case(&app, Kind::ServiceRequest, Some("planning")).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let page = nadia
        .get("/staff/reports?from=2026-11&to=2026-11")
        .await
        .is(StatusCode::OK);
    let page = page
        .says("Performance: all services, November 2026")
        .says("Received: 2");
    let cases = "/staff/reports/cases?measure=complaints-received";
    let page = page.says(&format!(
        "href=\"{cases}&amp;by=service&amp;line=waste&amp;from=2026-11&amp;to=2026-11\""
    ));
    page.says("Complaints received: 1");
    let of_waste = format!("{cases}&from=2026-11&to=2026-11&by=service&line=waste");
    nadia
        .get(&of_waste)
        .await
        .says(complaint.as_str())
        .says("Bins and recycling");
    let page = nadia
        .get("/staff/reports?service=waste&from=2026-11&to=2026-11")
        .await;
    page.says("Performance: Bins and recycling, November 2026")
        .says("Received: 1");
    // What is wrong with a period is said, and what can be shown is.
    let page = nadia
        .get("/staff/reports?from=2026-12&to=2026-10")
        .await
        .is(StatusCode::OK);
    page.says("The first month must be before the last.");
    nadia
        .get("/staff/reports/cases?measure=telephone-rings")
        .await
        .is(StatusCode::NOT_FOUND);
    // Data and lists are of what the address says, or of nothing.
    for wrong in ["service=nope", "by=nope", "by=stage", "from=2026-12&to=2026-10"] {
        let figures = format!("/staff/reports/figures?measure=complaints-received&{wrong}");
        nadia.get(&figures).await.is(StatusCode::NOT_FOUND);
    }
    nadia
        .get("/staff/reports?service=nope")
        .await
        .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_share_opens_into_what_was_late_and_what_was_not_and_a_list_says_how_it_agrees_with_its_figure() {
    let app = TestApp::new().await;
    let early = case(&app, Kind::Complaint, Some("waste")).await;
    let mut olive = signed_in(&app, "Olive Reed", &[Role::Officer], &["planning"]).await;
    let late = case(&app, Kind::Complaint, Some("waste")).await;
    app.wait(SignedDuration::from_hours(24 * 60)).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let page = nadia.get("/staff/reports?view=time").await.is(StatusCode::OK);
    let side = |side: &str| format!("/staff/reports/cases?measure=acknowledged-in-time&side={side}");
    // Nobody acknowledged either of them.
    let page = page.says("In time: 0").says("Late: 2");
    let of_month = |side: &str| {
        let line = "by=month&amp;line=2026-11&amp;side=";
        format!("/staff/reports/cases?measure=acknowledged-in-time&amp;{line}{side}&amp;")
    };
    let page = page.says(&of_month("not-so"));
    page.does_not_say(&of_month("so"));
    nadia
        .get(&side("not-so"))
        .await
        .says("Late. The figure counts 2, listed here in 2 cases.")
        .says("Counted on ")
        .says(early.as_str())
        .says(late.as_str());
    nadia
        .get(&side("so"))
        .await
        .says("In time. The figure counts 0")
        .does_not_say(early.as_str());
    // Who may open none of them sees that there are some, and none of them.
    let mut olive_now = signed_in(&app, "Olive Reid", &[Role::Officer], &["planning"]).await;
    olive_now
        .get(&side("not-so"))
        .await
        .says("Late. The figure counts 2. No case that you may open is behind this figure.")
        .does_not_say(late.as_str());
    olive.get(&side("not-so")).await.does_not_say(late.as_str());
}

// Complaint Handling Code 5: a complaint is counted for everybody and shown to nobody whom it is about. The list says that it has
// not all, and not which.
#[tokio::test]
async fn a_list_says_that_it_has_not_all_to_whom_a_case_is_about() {
    let app = TestApp::new().await;
    let of_bins = case(&app, Kind::Complaint, Some("waste")).await;
    let of_nadia = case(&app, Kind::Complaint, Some("waste")).await;
    let nadia_id = app
        .create_user("Nadia Hussain", &[Role::ComplaintsManager], &[])
        .await;
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &of_nadia)
        .await
        .unwrap();
    let triage = Command::Triage(TriageAnswers {
        kind: Kind::Complaint,
        kind_reason: None,
        procedure: view.case.procedure.clone(),
        service: view.case.service.clone().unwrap(),
        team: None,
        owner: None,
        ward: None,
        priority: view.case.priority,
        about: vec![nadia_id],
        note: None,
    });
    let triaged = app.casework.act_on_latest(&app.council, &setup, &view.id, triage);
    triaged.await.unwrap();
    let mut nadia = app.browser();
    let form = [
        ("email", "nadia.hussain@westshire.example.org"),
        ("password", PASSWORD),
    ];
    nadia.post("/staff/sign-in", &form).await.to("/staff");
    let cases = "/staff/reports/cases?measure=complaints-received&from=2026-11&to=2026-11";
    nadia
        .get(cases)
        .await
        .says("The figure counts 2. 1 of them is listed, in 1 case: the other is of a case that you may not open.")
        .says(of_bins.as_str())
        .does_not_say(of_nadia.as_str());
    nadia
        .get("/staff/overview")
        .await
        .says("A case that is about you is counted, and is in no list of yours.");
    let mut ruth = signed_in(&app, "Ruth Bell", &[Role::ComplaintsManager], &[]).await;
    ruth.get(cases)
        .await
        .says("The figure counts 2, listed here in 2 cases.")
        .says(of_nadia.as_str());
}

#[tokio::test]
async fn a_month_in_which_nothing_came_in_is_drawn_as_nothing() {
    let app = TestApp::new().await;
    case(&app, Kind::Complaint, Some("waste")).await;
    app.wait(SignedDuration::from_hours(24 * 75)).await;
    case(&app, Kind::Complaint, Some("waste")).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let page = nadia.get("/staff/reports?view=demand").await.is(StatusCode::OK);
    page.says("Complaints received: 2, by month from 0")
        .says("December 2026");
    let data = nadia
        .get("/staff/reports/figures?measure=complaints-received&by=month")
        .await;
    assert!(data.body.contains(",month,2026-12,0,,,,"), "{}", data.body);
    assert!(
        !data.body.contains("2026-10,"),
        "the record had not begun: {}",
        data.body
    );
}

#[tokio::test]
async fn nobody_gets_at_a_case_through_a_figure_that_they_may_not_open() {
    let app = TestApp::new().await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    let mut olive = signed_in(&app, "Olive Reed", &[Role::Officer], &["planning"]).await;
    let page = olive.get("/staff/reports?from=2026-11&to=2026-11").await;
    page.says("Complaints received: 1");
    let cases = "/staff/reports/cases?measure=complaints-received&from=2026-11&to=2026-11";
    let page = olive.get(cases).await.does_not_say(complaint.as_str());
    page.says("No case that you may open is behind this figure.");
    let mut grace = signed_in(&app, "Grace Okafor", &[Role::Executive], &[]).await;
    grace.get("/staff/reports").await.is(StatusCode::OK);
    grace.get(cases).await.does_not_say(complaint.as_str());
    let mut sam = signed_in(&app, "Sam Field", &[Role::Staff], &[]).await;
    sam.get("/staff/reports").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn overdue_is_right_at_midnight_and_the_data_can_be_taken_away() {
    let app = TestApp::new().await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    nadia.get("/staff/reports").await.does_not_say("Overdue now: 1");
    app.wait(SignedDuration::from_hours(24 * 60)).await;
    let mut nadia = signed_in(&app, "Nadia Ahmed", &[Role::ComplaintsManager], &[]).await;
    nadia.get("/staff/reports").await.says("Overdue now: 1");
    nadia
        .get("/staff/reports/cases?measure=overdue-now")
        .await
        .says(complaint.as_str());
    let data = nadia
        .get("/staff/reports/figures?measure=overdue-now&by=service")
        .await
        .is(StatusCode::OK);
    let lines = data.body;
    assert!(
        lines.starts_with("measure,from,to,by,line,of,part,percent,median,ninetieth"),
        "{lines}"
    );
    assert!(lines.contains(",service,waste,1,,,,"), "{lines}");
    // It is of today, whichever months the page was of.
    let months = "/staff/reports/figures?measure=overdue-now&by=service&from=2025-01&to=2025-03";
    assert_eq!(nadia.get(months).await.is(StatusCode::OK).body, lines);
}
