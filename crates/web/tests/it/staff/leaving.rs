//! What customers ask while their officer is away, and after the officer's last day: it reaches somebody.

use axum::http::StatusCode;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, email, signed_in};
use crate::app::{Browser, PASSWORD, TestApp};
use crate::public::complaint;

async fn account(app: &TestApp, name: &str, role: Role) -> (String, Browser) {
    let id = app.create_user(name, &[role], &["waste-crews"]).await;
    let mut browser = app.browser();
    let email = email(name);
    browser
        .post("/staff/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await
        .to("/staff");
    (id.to_string(), browser)
}

/// An adviser gives a case to somebody.
async fn give(priya: &mut Browser, reference: &str, owner: &str) {
    let place = format!("/staff/triage/{reference}");
    let version = priya.get(&place).await.value_of("version").unwrap();
    let form = [
        ("version", version.as_str()),
        ("kind", "complaint"),
        ("service", "waste"),
        ("owner", owner),
        ("priority", "standard"),
    ];
    priya.post(&place, &form).await.is(StatusCode::SEE_OTHER);
}

async fn away(browser: &mut Browser, cover: &str) {
    let days = [
        ("from", "2/11/2026"),
        ("to", "6/11/2026"),
        ("covered_by", cover),
        ("do", "away"),
    ];
    browser
        .post_and_follow("/staff/account", &days)
        .await
        .says(" covers.");
}

// Paper 002: a customer's question reaches somebody, whoever is away or has left.
#[tokio::test]
async fn what_a_customer_asks_reaches_who_covers_and_after_the_officers_last_day_who_gives_cases_out() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let (dan, mut dan_here) = account(&app, "Dan Whitlock", Role::Officer).await;
    let (aisha, mut aisha_here) = account(&app, "Aisha Rahman", Role::Officer).await;
    let (_, mut colin) = account(&app, "Colin Baxter", Role::ServiceManager).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    give(&mut priya, &reference, &dan).await;
    away(&mut dan_here, &aisha).await;
    let question = format!("/track/{reference}/question");
    asha.post_and_follow(&question, &[("told", "Still nothing?")])
        .await
        .says("We will reply by");
    let add = format!("/track/{reference}/add");
    asha.post_and_follow(&add, &[("told", "A child was nearly hit.")])
        .await
        .says("We have added this to");
    aisha_here.get("/staff/updates").await.says(&reference);
    aisha_here.get("/staff/messages").await.says(&reference);
    aisha_here.get("/staff").await.says("New messages: 1");
    // The first time of asking is for the officer, and who covers: no manager hears of it yet.
    colin
        .get("/staff/updates/services")
        .await
        .does_not_say(&reference);

    let mut ada = signed_in(&app, "Ada Bennett", &[Role::Administrator], &[]).await;
    ada.get(&format!("/admin/users/{dan}"))
        .await
        .says("Dan Whitlock has 1 open case.");
    let end = [("now", "yes"), ("because-now", "He left.")];
    ada.post(&format!("/admin/users/{dan}/end"), &end)
        .await
        .to("/admin/users");
    colin.get("/staff/updates/services").await.says(&reference);
    colin.get("/staff/messages").await.says(&reference);
    colin.get("/staff/workload").await.says("cannot sign in any more");
    colin
        .get("/staff/notifications")
        .await
        .says("they still have open cases")
        .says("/staff/workload");
    // Whoever has no open case leaves nothing, and nobody is told.
    ada.get(&format!("/admin/users/{aisha}"))
        .await
        .does_not_say("open case");
}

#[tokio::test]
async fn several_cases_go_to_somebody_away_only_when_it_is_meant_and_a_closed_account_covers_nobody() {
    let app = TestApp::new().await;
    let (dan, mut dan_here) = account(&app, "Dan Whitlock", Role::Officer).await;
    let (aisha, _) = account(&app, "Aisha Rahman", Role::Officer).await;
    away(&mut dan_here, &aisha).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let reference: Reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let page = priya.get(&format!("/staff/triage/{reference}")).await;
    let tick = format!("{reference}.{}", page.value_of("version").unwrap());
    let mut form = vec![
        ("case", tick.as_str()),
        ("owner", dan.as_str()),
        ("reason", "It is his round."),
    ];
    let page = priya.post("/staff/cases/assign", &form).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY).says(
        "Dan Whitlock is away until Friday 6 November 2026, and Aisha Rahman covers. Select somebody else, or save again if you mean it",
    );
    let meant = page.value_of("away_ok").unwrap();

    let mut ada = signed_in(&app, "Ada Bennett", &[Role::Administrator], &[]).await;
    let end = [("now", "yes"), ("because-now", "She left.")];
    ada.post(&format!("/admin/users/{aisha}/end"), &end)
        .await
        .to("/admin/users");
    priya
        .post("/staff/cases/assign", &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("and nobody covers");
    form.push(("away_ok", &meant));
    priya
        .post("/staff/cases/assign", &form)
        .await
        .is(StatusCode::OK)
        .says("1 case was assigned");
}
