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
    let at = "/staff/reports?view=demand&from=2026-02&to=2026-11";
    let page = nadia.get(at).await.is(StatusCode::OK);
    let page = page
        .says("Demand by month: too little history to say what is usual")
        .says("Not known: no earlier year")
        .says("Storm of February, Saturday 7 February 2026 to Monday 9 February 2026")
        .says("Calendar of demand: the busiest day was Monday 2 November 2026 (1)")
        .says("class=\"app-storm\"")
        .says("class=\"app-frame\"");
    page.says("/staff/reports/figures?chart=season");
    let data = nadia
        .get("/staff/reports/figures?chart=season&from=2026-10&to=2026-11")
        .await;
    data.is(StatusCode::OK)
        .says("Month,Received,Usual from,Usual to,Usual in the middle,Years it is usual of,Usual in words,Against that,Storms")
        .says("November 2026,1,,,,0,Not known: no earlier year,So far,\"Flood of November, Sunday 8 November 2026 to Wednesday 11 November 2026\"");
    let ods = "/staff/reports/figures?chart=season&format=ods&from=2026-10&to=2026-11";
    nadia.get(ods).await.is(StatusCode::OK);
    let days = "/staff/reports/figures?measure=received&by=day&from=2026-11&to=2026-11";
    nadia
        .get(days)
        .await
        .says("received,2026-11-01,2026-11-30,day,2026-11-02,1");
}

// Bad input gets a clear answer: no address asks for months without end.
#[tokio::test]
async fn a_period_without_end_and_one_of_thousands_of_years_are_not_walked_through() {
    let app = TestApp::new().await;
    case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    for (period, said) in [
        (
            "from=2026-11&to=9999-12",
            "The last month must be this month or earlier",
        ),
        (
            "from=2026-11&to=2026-12",
            "The last month must be this month or earlier",
        ),
        ("from=0001-01", "Choose five years or less at once"),
        ("from=2021-11&to=2026-11", "Choose five years or less at once"),
        (
            "from=2026-11&to=2026-10",
            "The first month must be before the last",
        ),
    ] {
        let page = nadia.get(&format!("/staff/reports?view=demand&{period}")).await;
        page.is(StatusCode::OK).says(said).says("December 2025");
    }
    nadia
        .get("/staff/reports?view=demand&from=2021-12&to=2026-11")
        .await
        .does_not_say("Choose five years")
        // What is asked for can be chosen again, however long ago it is.
        .says("<option value=\"2021-12\" selected>December 2021</option>");
    nadia
        .get("/staff/reports?view=demand&from=2026-11&to=2026-11")
        .await
        .says("no month of this period is over");
    nadia
        .get("/staff/reports/figures?chart=season&from=2026-11&to=9999-12")
        .await
        .is(StatusCode::NOT_FOUND);
    // What the whole council alone has is no service's.
    nadia
        .get("/staff/reports?view=others")
        .await
        .says("Contact arrangements in force");
    nadia
        .get("/staff/reports?view=others&service=waste")
        .await
        .does_not_say("Contact arrangements in force");
}

#[tokio::test]
async fn earlier_winters_stand_beside_a_winter_and_are_called_usual_when_there_are_enough() {
    let app = TestApp::new().await;
    let storm = "\n[[storm]]\nname = \"Storm of 2031\"\nfrom = 2031-01-14\nto = 2031-01-16\n";
    let policy = Policy::parse(&format!("{POLICY}{storm}")).unwrap();
    app.casework
        .adopt_policy(&TestApp::setup(), policy)
        .await
        .unwrap();
    case(&app, Kind::ServiceRequest, Some("waste")).await;
    let received = |year: i16, count: usize| {
        let app = &app;
        async move {
            app.go_to(&format!("{year}-01-15T10:00:00Z"));
            for _ in 0..count {
                case(app, Kind::ServiceRequest, Some("waste")).await;
            }
            app.go_to(&format!("{year}-02-02T10:00:00Z"));
        }
    };
    let of = |year: i16| format!("/staff/reports?view=demand&from={year}-01&to={year}-01");
    received(2027, 2).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let page = nadia.get(&of(2027)).await;
    page.says(
        "The record begins in November 2026. So the first month that can be held against the year before is December 2027",
    )
    .says("the first of which we can say what is usual is December 2029")
    .does_not_say("Demand by ward and time of year");
    received(2028, 3).await;
    let mut nadia = signed_in(&app, "Nadia Second", &[Role::ComplaintsManager], &[]).await;
    let page = nadia.get(&of(2028)).await;
    page.says("more than a year before in 1 of 1; too few years to say what is usual")
        .says("Too few years to say: 2 in 2027")
        .says("1 more than in 2027")
        .says("By service, beside the same months of earlier years")
        .says("Demand by ward and time of year");
    received(2029, 4).await;
    received(2030, 3).await;
    received(2031, 9).await;
    let mut nadia = signed_in(&app, "Nadia Third", &[Role::ComplaintsManager], &[]).await;
    let page = nadia.get(&of(2031)).await;
    page.says("2 to 4, 3 in the middle (4 years)")
        .says("More than usual")
        .says("class=\"app-storm\"")
        .says("By service: 1 of 1 outside what is usual for the time of year; by chance alone it would be about 0");
    received(2032, 4).await;
    let mut nadia = signed_in(&app, "Nadia Fourth", &[Role::ComplaintsManager], &[]).await;
    let page = nadia.get(&of(2032)).await;
    page.says("2 to 4, 3 in the middle (4 years); not counted: 9 in 2031 with a storm")
        .says("As usual")
        .says("A year in which a storm fell in that month is not called usual. The storms: Storm of 2031");
    let data = "/staff/reports/figures?chart=season-ward&from=2032-01&to=2032-01";
    let data = nadia.get(data).await;
    data.is(StatusCode::OK).says("Not said,4,");
    // A cell of a file has one number at most, and the words stand in a column of their own.
    let data = "/staff/reports/figures?chart=season&from=2032-01&to=2032-01";
    let data = nadia.get(data).await;
    data.is(StatusCode::OK)
        .says("January 2032,4,2,4,3,4,\"2 to 4, 3 in the middle (4 years); not counted: 9 in 2031 with a storm\",As usual,None");
    let data = "/staff/reports/figures?chart=how-far&from=2032-01&to=2032-01";
    let data = nadia.get(data).await;
    data.is(StatusCode::OK)
        .says("Step,Came as far,Per cent,Furthest so far");
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
    data.says("Received,1,,1").says("Acknowledged,0,,0");
}

#[tokio::test]
async fn two_councils_stand_side_by_side_where_both_agree_and_only_then() {
    let app = TestApp::new().await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let at = "/staff/reports/compare?from=2026-11&to=2026-11";
    let page = nadia.get(at).await.is(StatusCode::OK);
    page.says("no council of this installation has that name");
    // And nothing leads there.
    nadia
        .get("/staff/reports")
        .await
        .does_not_say("Councils side by side");
    let other = app.council_beside().await;
    nadia.get("/staff/reports").await.says("Councils side by side");
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
