//! The desk's Monday: calls for help, cover, workload, several cases at once, kept searches.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, email, signed_in};
use crate::app::{Browser, PASSWORD, TestApp};

const NEW: &str = "/staff/cases/new";

async fn again(app: &TestApp, name: &str) -> Browser {
    let mut browser = app.browser();
    let email = email(name);
    browser
        .post("/staff/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await
        .to("/staff");
    browser
}

fn call_about_heating<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let call = [
        ("channel", "phone"),
        ("received_on", "2/11/2026"),
        ("received_time", "9:30am"),
        ("what_happened", "There is no heating."),
        ("wanted", "Send somebody."),
        ("service", "repairs"),
        ("unhappy", "no"),
        ("settled", "no"),
    ];
    call.iter().chain(more).copied().collect()
}

#[tokio::test]
async fn the_team_lead_is_called_from_the_form_and_answers_on_it() {
    let app = TestApp::new().await;
    let mut nadia = signed_in(
        &app,
        "Nadia Hussain",
        &[Role::ComplaintsManager],
        &["customer-services"],
    )
    .await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    let page = priya.post(NEW, &call_about_heating(&[("do", "help")])).await;
    let page = page
        .is(StatusCode::OK)
        .says("You called Nadia Hussain.")
        .says("Nobody has answered yet.")
        .says("There is no heating.");
    let help = page.value_of("help").unwrap();

    let today = nadia
        .get("/staff")
        .await
        .says("Priya Nair asks for help while a customer waits");
    today
        .says("There is no heating.")
        .says(&format!("/staff/help/{help}"));
    let place = format!("/staff/help/{help}");
    nadia
        .post(&place, &[("answer", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what you will do");
    nadia
        .post(&place, &[("answer", "advice"), ("said", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what to do");
    let advice = [("answer", "advice"), ("said", "Book the engineer for today.")];
    nadia
        .post_and_follow(&place, &advice)
        .await
        .says("Your answer was sent");
    nadia
        .get("/staff")
        .await
        .does_not_say("asks for help while a customer waits");

    let look = [("do", "helped"), ("help", help.as_str())];
    priya
        .post(NEW, &call_about_heating(&look))
        .await
        .says("Nadia Hussain says: Book the engineer for today.");
    let log = [("do", "log"), ("help", help.as_str())];
    let logged = priya.post_and_follow(NEW, &call_about_heating(&log)).await;
    let reference = logged.says("Contact logged").reference().unwrap();
    priya
        .get(&format!("/staff/cases/{reference}/timeline"))
        .await
        .says("Help was asked for")
        .says("The team lead answered")
        .says("Book the engineer for today.");
    // Somebody who was not called finds no call.
    let mut alan = signed_in(&app, "Alan Firth", &[Role::ComplaintsManager], &[]).await;
    alan.get(&place).await.is(StatusCode::NOT_FOUND);
}

// Paper 004, 3.3a: support at the point of delivery. A lead hears of a call on whichever page they are.
#[tokio::test]
async fn a_call_for_help_stands_on_every_page_of_the_lead_until_it_is_answered() {
    let app = TestApp::new().await;
    let roles = [Role::ComplaintsManager];
    let mut nadia = signed_in(&app, "Nadia Hussain", &roles, &["customer-services"]).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    let asks = "data-app-ask=\"/staff/asked/calls\"";
    nadia
        .get("/staff/cases")
        .await
        .says(asks)
        .does_not_say("Help asked: ");
    assert_eq!(
        nadia
            .get("/staff/asked/calls")
            .await
            .is(StatusCode::OK)
            .body
            .trim(),
        ""
    );

    let page = priya.post(NEW, &call_about_heating(&[("do", "help")])).await;
    let help = page.value_of("help").unwrap();
    let again = format!("/staff/asked/help/{help}");
    page.says(&format!("aria-live=\"polite\" data-app-ask=\"{again}\""));
    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let place = format!("/staff/help/{help}");
    let of_a_case = format!("/staff/cases/{reference}");
    for path in [
        "/staff",
        "/staff/cases",
        "/staff/outbox",
        "/admin",
        of_a_case.as_str(),
    ] {
        nadia
            .get(path)
            .await
            .is(StatusCode::OK)
            .says("Help asked: 1")
            .says(&format!("href=\"{place}\""));
    }
    let mark = nadia.get("/staff/asked/calls").await.is(StatusCode::OK);
    mark.says("Help asked: 1").does_not_say("<html");
    // Who answers no calls is told of none, and asks for none.
    priya
        .get("/staff")
        .await
        .does_not_say("Help asked")
        .does_not_say(asks);
    priya.get("/staff/asked/calls").await.is(StatusCode::FORBIDDEN);
    priya.get(&again).await.says("Nobody has answered yet.");

    let advice = [("answer", "advice"), ("said", "Book the <engineer>.")];
    nadia
        .post_and_follow(&place, &advice)
        .await
        .does_not_say("Help asked: ");
    assert_eq!(nadia.get("/staff/asked/calls").await.body.trim(), "");
    priya
        .get(&again)
        .await
        .says("Nadia Hussain says: Book the &lt;engineer&gt;.")
        .does_not_say("Nobody has answered yet.");
    let mut alan = signed_in(&app, "Alan Firth", &roles, &[]).await;
    alan.get(&again).await.is(StatusCode::NOT_FOUND);
}

// A page that asks by itself is nobody: who left their desk is signed out all the same.
#[tokio::test]
async fn a_page_that_asks_by_itself_keeps_nobody_signed_in() {
    let app = TestApp::new().await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    for _ in 0..11 {
        app.wait(SignedDuration::from_mins(10)).await;
        nadia.get("/staff/asked/calls").await.is(StatusCode::OK);
    }
    app.wait(SignedDuration::from_mins(10)).await;
    nadia.get("/staff/asked/calls").await.is(StatusCode::SEE_OTHER);
    nadia.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
}

#[tokio::test]
async fn help_on_a_case_is_asked_for_and_shown_to_the_lead() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut colin = signed_in(&app, "Colin Baxter", &[Role::ServiceManager], &["waste-crews"]).await;
    let mut dan = signed_in(&app, "Dan Whitlock", &[Role::Officer], &["waste-crews"]).await;
    let place = format!("/staff/cases/{reference}");
    dan.get(&place).await.says("Get help now");
    let help = format!("{place}/help");
    let once = dan.get(&help).await.value_of("once").unwrap();
    let asked = [("said", "She is at the counter."), ("once", &once)];
    // The button is pressed twice: the lead is called once.
    for _ in 0..2 {
        dan.post_and_follow(&help, &asked)
            .await
            .says("You called Colin Baxter");
    }
    colin.get("/staff").await.says("She is at the counter.");
    let told = colin
        .get("/staff/notifications")
        .await
        .says("Answer Dan Whitlock");
    assert_eq!(
        told.body.matches("Answer Dan Whitlock").count(),
        1,
        "{}",
        told.body
    );
}

#[tokio::test]
async fn a_match_is_shown_with_its_open_cases() {
    let app = TestApp::new().await;
    let known = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let look = [("do", "match"), ("phone", "01632 960123")];
    priya
        .post(NEW, &call_about_heating(&look))
        .await
        .is(StatusCode::OK)
        .says("Is it one of these people?")
        .says(known.as_str())
        .says("No, a new person");
}

#[tokio::test]
async fn while_somebody_is_away_their_cover_sees_their_work_and_triage_warns() {
    let app = TestApp::new().await;
    let dan = app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let mut dan_here = again(&app, "Dan Whitlock").await;
    let aisha = app
        .create_user("Aisha Rahman", &[Role::Officer], &["waste-crews"])
        .await;
    let mut aisha_here = again(&app, "Aisha Rahman").await;
    let wrong = [
        ("from", "soon"),
        ("to", "1/11/2026"),
        ("covered_by", ""),
        ("do", "away"),
    ];
    dan_here
        .post("/staff/account", &wrong)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("First day away must be a date")
        .says("Select who covers for you")
        .says("Last day away must be today or after today");
    let away = [
        ("from", "2/11/2026"),
        ("to", "6/11/2026"),
        ("covered_by", aisha.as_str()),
        ("do", "away"),
    ];
    dan_here
        .post_and_follow("/staff/account", &away)
        .await
        .says("Aisha Rahman covers.");
    let both = [
        ("from", "6/11/2026"),
        ("to", "9/11/2026"),
        ("covered_by", dan.as_str()),
        ("do", "away"),
    ];
    aisha_here
        .post("/staff/account", &both)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("They are away from Monday 2 November 2026 to Friday 6 November 2026. Select somebody who is here");

    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let place = format!("/staff/triage/{reference}");
    let page = priya
        .get(&place)
        .await
        .says("Dan Whitlock (away until Friday 6 November 2026)");
    let version = page.value_of("version").unwrap();
    let mut form = vec![
        ("version", version.as_str()),
        ("kind", "service-request"),
        ("service", "waste"),
        ("owner", dan.as_str()),
        ("priority", "standard"),
    ];
    let page = priya
        .post(&place, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = page.says("and Aisha Rahman covers. Select somebody else, or save again if you mean it");
    let meant = page.value_of("away_ok").unwrap();
    form.push(("away_ok", &meant));
    priya.post(&place, &form).await.is(StatusCode::SEE_OTHER);

    // Whoever reassigns it learns it, too.
    let mut ruth = signed_in(&app, "Ruth Bell", &[Role::ComplaintsManager], &[]).await;
    let place = format!("/staff/cases/{reference}/reassign");
    let page = ruth.get(&place).await.is(StatusCode::OK);
    let page = page.says("Dan Whitlock (away until Friday 6 November 2026)");
    let seen = page.value_of("seen").unwrap();
    let mut form = vec![
        ("seen", seen.as_str()),
        ("team", "customer-services"),
        ("owner", dan.as_str()),
        ("reason", "He knows the street."),
    ];
    let page = ruth
        .post(&place, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = page.says("and Aisha Rahman covers. Select somebody else, or save again if you mean it");
    let meant = page.value_of("away_ok").unwrap();
    form.push(("away_ok", &meant));
    ruth.post_and_follow(&place, &form).await.says("Case reassigned");

    aisha_here
        .get("/staff/my-cases/covering")
        .await
        .says("Covering for Dan Whitlock until Friday 6 November 2026")
        .says(reference.as_str());
    aisha_here
        .get(&format!("/staff/cases/{reference}"))
        .await
        .is(StatusCode::OK);
    dan_here
        .post_and_follow("/staff/account", &[("do", "back")])
        .await
        .says("You are not away");
    aisha_here
        .get("/staff/my-cases/covering")
        .await
        .says("You are not covering for anybody today.");
}

#[tokio::test]
async fn a_manager_sees_workload_and_what_lies_still_and_each_number_opens_its_list() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    signed_in(&app, "Dan Whitlock", &[Role::Officer], &["waste-crews"]).await;
    let mut colin = signed_in(&app, "Colin Baxter", &[Role::ServiceManager], &["waste-crews"]).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let tick = format!("{reference}.{}", version(&mut priya, reference.as_str()).await);
    let assign = [("case", tick.as_str()), ("reason", "It is theirs.")];
    priya
        .post("/staff/cases/assign", &assign)
        .await
        .says("1 case was assigned");
    let page = colin.get("/staff/workload").await.is(StatusCode::OK);
    let page = page.says("Waste and recycling").says("Dan Whitlock");
    page.says("/staff/cases?team=waste-crews&amp;closed=no");
    colin
        .get("/staff/cases?team=waste-crews&closed=no")
        .await
        .says(reference.as_str());
    colin
        .get("/staff/idle")
        .await
        .says("No case of your services is idle.");
    app.wait(SignedDuration::from_hours(24 * 8)).await;
    let mut colin = again(&app, "Colin Baxter").await;
    colin.get("/staff").await.says("Idle: 1");
    let idle = colin.get("/staff/idle").await.says(reference.as_str());
    idle.says("Nobody here has done anything on these since")
        .says("what customers send is not counted");
    let mut dan = again(&app, "Dan Whitlock").await;
    dan.get("/staff/workload").await.is(StatusCode::FORBIDDEN);
}

async fn version(browser: &mut Browser, reference: &str) -> String {
    let page = browser.get(&format!("/staff/triage/{reference}")).await;
    page.value_of("version").unwrap()
}

#[tokio::test]
async fn several_cases_are_assigned_at_once_and_each_has_its_own_answer() {
    let app = TestApp::new().await;
    let dan = app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let mut ticks = Vec::new();
    for service in [Some("waste"), None, Some("waste"), Some("repairs")] {
        let reference = case(&app, Kind::ServiceRequest, service).await;
        let version = version(&mut priya, reference.as_str()).await;
        ticks.push((reference, version));
    }
    // Somebody else was quicker with the third.
    ticks[2].1 = "1".to_owned();
    let values: Vec<_> = ticks
        .iter()
        .map(|(reference, version)| format!("{reference}.{version}"))
        .collect();
    let mut form: Vec<(&str, &str)> = values.iter().map(|value| ("case", value.as_str())).collect();
    let query: Vec<_> = values.iter().map(|value| format!("case={value}")).collect();
    priya
        .get(&format!("/staff/cases/assign?{}", query.join("&")))
        .await
        .says("Assign 4 cases")
        .says("Service for those that have none");
    form.push(("owner", dan.as_str()));
    priya
        .post("/staff/cases/assign", &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter a reason")
        .says(&values[0]);
    form.extend([("reason", "The round of Mill Lane."), ("service", "waste")]);
    let page = priya.post("/staff/cases/assign", &form).await.is(StatusCode::OK);
    page.says("2 cases were not assigned")
        .says("somebody else changed it meanwhile")
        .says("Dan Whitlock does not work for Repairs to council homes")
        .says("2 cases were assigned")
        .says("with Dan Whitlock");
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &ticks[1].0)
        .await
        .unwrap();
    assert_eq!(
        (
            view.case.owner.as_ref(),
            view.case.service.as_ref().unwrap().as_str()
        ),
        (Some(&dan), "waste")
    );
    // A second press says what the first one did, and does nothing more.
    let before = app.record().await.len();
    let page = priya.post("/staff/cases/assign", &form).await.is(StatusCode::OK);
    page.says("2 cases were not assigned")
        .says("2 cases were assigned");
    assert_eq!(app.record().await.len(), before);
}

#[tokio::test]
async fn a_search_is_kept_opened_and_removed() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let place = "/staff/cases?kind=complaint&closed=no";
    let page = priya.get(place).await.says("Save this filter");
    let query = page.value_of("query").unwrap();
    priya
        .post("/staff/cases/filters", &[("query", &query), ("name", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter a name for this filter");
    let save = [("query", query.as_str()), ("name", "Open complaints")];
    let page = priya.post_and_follow("/staff/cases/filters", &save).await;
    page.says("Saved the filter “Open complaints”")
        .says("/staff/cases?kind=complaint&amp;closed=no");
    let mut tom = signed_in(&app, "Tom Ashworth", &[Role::Adviser], &[]).await;
    tom.get("/staff/cases").await.does_not_say("Open complaints");
    priya
        .post_and_follow("/staff/cases/filters/remove", &[("name", "Open complaints")])
        .await
        .says("Removed the filter “Open complaints”");
}

#[tokio::test]
async fn an_alert_stands_on_the_first_page_until_it_is_seen() {
    let app = TestApp::new().await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let first = redress_casework::daily_check::Alert::First;
    app.casework.raise_check_alert(&app.council, first).await.unwrap();
    let said = "Nobody has checked the unassigned items on Monday 2 November 2026";
    nadia.get("/staff").await.says(said);
    nadia
        .post_and_follow("/staff/notifications", &[])
        .await
        .says(said);
    nadia.get("/staff").await.does_not_say(said);
}

#[tokio::test]
async fn who_works_when_is_seen_by_whoever_assigns_and_calls_for_help_go_to_those_who_are_there() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut colin = signed_in(&app, "Colin Baxter", &[Role::ServiceManager], &["waste-crews"]).await;
    signed_in(&app, "Mary Odell", &[Role::ServiceManager], &["waste-crews"]).await;
    let mut dan = signed_in(&app, "Dan Whitlock", &[Role::Officer], &["waste-crews"]).await;
    let place = "/staff/account";
    for (form, why) in [
        (
            vec![("begins", "9am"), ("ends", "5pm")],
            "Select the days you work",
        ),
        (
            vec![("days", "2"), ("begins", "soon"), ("ends", "5pm")],
            "From must be a time, like 9am or 5:30pm",
        ),
        (
            vec![("days", "2"), ("begins", "5pm"), ("ends", "9am")],
            "To must be after From",
        ),
    ] {
        let form: Vec<_> = form.into_iter().chain([("do", "hours")]).collect();
        colin
            .post(place, &form)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(why);
    }
    // It is Monday.
    let tuesdays = [
        ("do", "hours"),
        ("days", "2"),
        ("begins", "9am"),
        ("ends", "12pm"),
    ];
    colin.post(place, &tuesdays).await.to(place);
    let page = colin.get(place).await.says("You work Tuesday, 9am to midday.");
    assert_eq!(page.value_of("ends").as_deref(), Some("12:00"));
    let asked = [("said", "She is at the counter.")];
    let help = format!("/staff/cases/{reference}/help");
    dan.post_and_follow(&help, &asked)
        .await
        .says("You called Mary Odell")
        .does_not_say("Colin Baxter");
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya
        .get(&format!("/staff/triage/{reference}"))
        .await
        .says("Colin Baxter (works Tuesday, 9am to midday)");
    colin
        .post_and_follow(place, &[("do", "no-hours")])
        .await
        .says("Saved when you work")
        .does_not_say("You work Tuesday");
    dan.post_and_follow(&help, &asked).await.says("Colin Baxter");
}
