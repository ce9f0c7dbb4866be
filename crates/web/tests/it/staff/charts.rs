//! Charts chosen for their question, and two councils side by side.

use axum::http::StatusCode;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, case_of, signed_in};
use crate::app::{POLICY, TestApp};

#[tokio::test]
async fn demand_stands_beside_the_time_of_year_with_its_storms_and_can_be_taken_away() {
    let app = TestApp::new().await;
    case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let at = "/staff/reports?view=demand&from=2026-10&to=2026-11";
    let page = nadia.get(at).await.is(StatusCode::OK);
    let page = page
        .says("Demand by month: too little history to say what is usual")
        .says("Not known: no earlier year")
        .says("Storm of October, Monday 19 October 2026 to Thursday 22 October 2026")
        .says("Calendar of demand: the busiest day was Monday 2 November 2026 (1)")
        .says("class=\"app-storm\"")
        .says("class=\"app-frame\"");
    page.says("/staff/reports/figures?chart=season");
    let data = nadia
        .get("/staff/reports/figures?chart=season&from=2026-10&to=2026-11")
        .await;
    data.is(StatusCode::OK)
        .says("November 2026,1,Not known: no earlier year,So far,None");
    let ods = "/staff/reports/figures?chart=season&format=ods&from=2026-10&to=2026-11";
    nadia.get(ods).await.is(StatusCode::OK);
    let days = "/staff/reports/figures?measure=received&by=day&from=2026-11&to=2026-11";
    nadia
        .get(days)
        .await
        .says("received,2026-11-01,2026-11-30,day,2026-11-02,1");
}

#[tokio::test]
async fn days_taken_have_limits_only_of_enough_months_and_a_funnel_counts_the_same_complaints_at_every_step()
{
    let app = TestApp::new().await;
    case(&app, Kind::Complaint, Some("waste")).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let page = nadia
        .get("/staff/reports?view=time&from=2026-10&to=2026-11")
        .await;
    page.is(StatusCode::OK)
        .says("Days to the stage 1 reply: too few months for limits")
        .says("They are drawn of 8 months or more");
    let page = nadia
        .get("/staff/reports?view=stages&from=2026-10&to=2026-11")
        .await;
    page.says("How far complaints go: 0 of 1 came to stage 2")
        .says("An Ombudsman asked after that");
    let data = nadia
        .get("/staff/reports/figures?chart=how-far&from=2026-11&to=2026-11")
        .await;
    data.says("Received,1,1").says("Acknowledged,0,0");
}

#[tokio::test]
async fn two_councils_stand_side_by_side_where_both_agree_and_only_then() {
    let app = TestApp::new().await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let at = "/staff/reports/compare?from=2026-11&to=2026-11";
    let page = nadia.get(at).await.is(StatusCode::OK);
    page.says("no council of this installation has that name");
    let other = app.council_beside().await;
    case_of(&app, &other, (Kind::Complaint, Some("waste"))).await;
    // A quarter is shown when it is over, and no other days: out of two periods one could work out a month.
    app.go_to("2027-01-04T09:00:00Z");
    let mut nadia = signed_in(&app, "Nina Other", &[Role::ComplaintsManager], &[]).await;
    for days in ["from=2026-11&to=2026-11", "from=2026-10&to=2026-11"] {
        let page = nadia.get(&format!("/staff/reports/compare?{days}")).await;
        page.says("Westshire Council and Eastshire Council, October to December 2026");
    }
    let page = nadia.get(at).await.is(StatusCode::OK);
    page.says("Westshire Council and Eastshire Council side by side")
        .says("More complaints are not worse")
        // One complaint is too few to be shown.
        .says("Not shown")
        .does_not_say("Where they count something else");
    let different = POLICY
        .replacen("id = \"westshire\"", "id = \"eastshire\"", 1)
        .replacen("name = \"Westshire Council\"", "name = \"Eastshire Council\"", 1)
        .replacen("prefix = \"WS\"", "prefix = \"ES\"", 1)
        .replacen("hosts = []", "hosts = [\"eastshire.example\"]", 1)
        .replace("with = [\"eastshire\"]", "with = [\"northshire\"]");
    let policy = Policy::parse(&different).unwrap();
    app.casework
        .adopt_policy(&TestApp::setup(), policy)
        .await
        .unwrap();
    let page = nadia.get(at).await.is(StatusCode::OK);
    page.says("Eastshire Council has not agreed to be set beside this council")
        .does_not_say("side by side where");
}
