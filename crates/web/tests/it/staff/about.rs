//! Cases about a member of staff: named by whoever hears of it, and unseen by them (Complaint Handling Code 5: conflict of
//! interest).

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::{email, signed_in};
use crate::app::{Browser, PASSWORD, TestApp};

const NEW: &str = "/staff/cases/new";

/// A complaint about Dan, as somebody types it.
const CALL: &[(&str, &str)] = &[
    ("channel", "phone"),
    ("received_on", "2/11/2026"),
    ("received_time", "9:30am"),
    ("name", "Ben Ortiz"),
    ("phone", "01632 960 777"),
    ("what_happened", "Dan Whitlock swore at me."),
    ("wanted", "Say sorry."),
    ("service", "waste"),
    ("unhappy", "yes"),
    ("do", "log"),
];

/// Everything that Dan can look at says nothing of the case.
async fn sees_nothing(dan: &mut Browser, reference: &str) {
    for list in [
        "/staff",
        "/staff/cases",
        "/staff/cases?q=swore",
        "/staff/cases?q=Ortiz",
        "/staff/cases?service=waste",
        "/staff/cases?closed=open",
        "/staff/my-cases",
        "/staff/my-cases/logged",
        "/staff/notifications",
        "/staff/unread",
        "/staff/waiting",
        "/staff/my-cases/covering",
        // What is counted is shown too, but not which it was.
        "/staff/reports/cases",
        "/staff/reports/cases?measure=open-now",
        "/staff/reports/cases?measure=likely-late",
        "/staff/problems",
        "/staff/causes",
    ] {
        let page = dan.get(list).await;
        let page = page.does_not_say(reference);
        page.does_not_say("swore at me");
    }
    for place in ["cases", "followed", "logged"] {
        let place = format!("/staff/{place}/{reference}");
        dan.get(&place).await.is(StatusCode::NOT_FOUND);
    }
    for act in ["timeline", "acknowledge", "reply", "note", "subject"] {
        let place = format!("/staff/cases/{reference}/{act}");
        dan.get(&place).await.is(StatusCode::NOT_FOUND);
    }
}

async fn sign_in(app: &TestApp, name: &str) -> Browser {
    let mut browser = app.browser();
    let form = [("email", email(name)), ("password", PASSWORD.to_owned())];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post("/staff/sign-in", &form).await.to("/staff");
    browser
}

#[tokio::test]
async fn a_complaint_about_the_handler_is_named_when_it_is_logged_and_they_see_nothing_of_it() {
    let app = TestApp::new().await;
    let team = &["waste-crews"];
    let dan_id = app.create_user("Dan Whitlock", &[Role::Officer], team).await;
    let sam_id = app.create_user("Sam Okoro", &[Role::Officer], team).await;
    let (mut dan, mut sam) = (
        sign_in(&app, "Dan Whitlock").await,
        sign_in(&app, "Sam Okoro").await,
    );
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya
        .get(NEW)
        .await
        .says("It is about somebody who works for us")
        .says("Dan Whitlock");
    let about = ("about", dan_id.as_str());
    let no = ("settled", "no");
    let nobody = [CALL, &[no, ("about", "nobody")]].concat();
    priya
        .post(NEW, &nobody)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select from the answers that this page offers");
    let page = priya.post_and_follow(NEW, &[CALL, &[no, about]].concat()).await;
    let reference = page.is(StatusCode::OK).reference().unwrap();
    sees_nothing(&mut dan, &reference).await;
    sam.get("/staff/cases").await.says(&reference);
    sam.get("/staff/reports/cases").await.says(&reference);

    // Triage has them ticked, and gives it to somebody else.
    let place = format!("/staff/triage/{reference}");
    let page = priya.get(&place).await.is(StatusCode::OK);
    let ticked = page.body.split("name=\"about\"").nth(1).unwrap();
    let ticked = ticked.split('>').next().unwrap();
    assert!(
        ticked.contains("checked") && ticked.contains(dan_id.as_str()),
        "{ticked}"
    );
    let version = page.value_of("version").unwrap();
    let triage = |owner| {
        [
            ("version", version.as_str()),
            ("kind", "complaint"),
            ("service", "waste"),
            ("priority", "standard"),
            ("owner", owner),
            about,
        ]
    };
    priya
        .post(&place, &triage(dan_id.as_str()))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select somebody else: the complaint is about this person");
    priya
        .post(&place, &triage(sam_id.as_str()))
        .await
        .to("/staff/triage");
    sees_nothing(&mut dan, &reference).await;
    let case = format!("/staff/cases/{reference}");
    sam.get(&case).await.says("Who it is about").says("Dan Whitlock");
    sam.get(&format!("{case}/timeline"))
        .await
        .says("About: Dan Whitlock.");
}

#[tokio::test]
async fn whoever_logs_what_is_about_themselves_only_logs_it() {
    let app = TestApp::new().await;
    let dan_id = app
        .create_user("Dan Whitlock", &[Role::Adviser], &["customer-services"])
        .await;
    let mut dan = sign_in(&app, "Dan Whitlock").await;
    let about = ("about", dan_id.as_str());
    let saved = [CALL, &[("settled", "no"), ("avoidable", "repeat"), about]].concat();
    dan.post(NEW, &saved)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("It is about you, so only log it");
    let answer = dan.post(NEW, &[CALL, &[("settled", "no"), about]].concat()).await;
    let page = dan.follow(answer.to("/staff")).await;
    page.says("It is about you, so others deal with it");
    assert_eq!(app.count_cases().await, 1);
    dan.get("/staff/triage").await.does_not_say("swore at me");
    dan.get("/staff/my-cases/logged")
        .await
        .does_not_say("swore at me");
}
