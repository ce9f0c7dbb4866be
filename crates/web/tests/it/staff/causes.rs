//! Cases with one cause, grouped, answered and finished as people press it.

use axum::http::StatusCode;
use redress_domain::case::{Command, PointDraft};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::{Answer, Browser, TestApp};

const TEXT: &str = "The lorry broke down. We collect on Tuesday.";

/// Fills in a step's form as it stands, with these fields.
async fn sends(who: &mut Browser, (at, step): (&str, &str), fields: &[(&str, &str)]) -> Answer {
    let path = format!("{at}/{step}");
    let seen = who.get(&path).await.is(StatusCode::OK).value_of("seen").unwrap();
    let mut form = vec![("seen", seen.as_str())];
    form.extend_from_slice(fields);
    who.post(&path, &form).await
}

async fn officer(app: &TestApp) -> Browser {
    let roles = [Role::Staff, Role::Officer];
    signed_in(app, "Dan Officer", &roles, &["waste-crews"]).await
}

async fn manager(app: &TestApp) -> Browser {
    let roles = [Role::Staff, Role::ServiceManager];
    signed_in(app, "Kim Manager", &roles, &["waste-crews"]).await
}

async fn grouped(app: &TestApp, who: &mut Browser, cases: &[&Reference]) -> String {
    let references: Vec<&str> = cases.iter().map(|case| case.as_str()).collect();
    let references = references.join("\n");
    let day = app.casework.today().to_string();
    let (year, rest) = day.split_once('-').unwrap();
    let (month, date) = rest.split_once('-').unwrap();
    let day = format!("{date}/{month}/{year}");
    let new = [
        ("name", "Missed round, Harbour Street"),
        ("service", "waste"),
        ("from", day.as_str()),
        ("until", day.as_str()),
        ("cases", references.as_str()),
    ];
    let to = who.post("/staff/causes/new", &new).await;
    to.is(StatusCode::SEE_OTHER).location().unwrap()
}

#[tokio::test]
async fn cases_are_grouped_answered_by_one_reply_and_finished() {
    let app = TestApp::new().await;
    let (mut officer, mut manager) = (officer(&app).await, manager(&app).await);
    let one = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let other = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    officer
        .get(&format!("/staff/causes/new?case={one}.1"))
        .await
        .is(StatusCode::OK)
        .says(one.as_str());
    let at = grouped(&app, &mut officer, &[&one]).await;
    officer
        .get("/staff/causes")
        .await
        .says("Missed round, Harbour Street")
        .says("No reply yet");

    // The others are offered, and a person says that they belong to it.
    let page = officer.get(&format!("{at}/cases")).await;
    let page = page.says(other.as_str()).says(complaint.as_str());
    assert!(!page.text().contains(&format!("{one} (")), "it is in it already");
    sends(&mut officer, (&at, "cases"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select at least one case");
    let both = format!("{other}\n{complaint}");
    sends(&mut officer, (&at, "cases"), &[("cases", &both)])
        .await
        .to(&at);
    officer
        .get(&format!("/staff/cases/{other}"))
        .await
        .says("One of 3 about")
        .says("Missed round, Harbour Street");

    // What goes to many names nobody's case, and is approved by somebody else.
    let named = [
        ("answer", "done"),
        ("text", &format!("As we said on {one}: Tuesday.")),
    ];
    sends(&mut officer, (&at, "reply"), &named)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Take the reference of a case out")
        .says("As we said on");
    let draft = [("answer", "done"), ("text", TEXT)];
    sends(&mut officer, (&at, "reply"), &draft).await.to(&at);
    sends(&mut officer, (&at, "ask"), &[]).await.to(&at);
    officer
        .get(&at)
        .await
        .says("somebody else than who wrote the reply approves it");
    officer
        .get(&format!("{at}/approval"))
        .await
        .is(StatusCode::FORBIDDEN);
    sends(&mut manager, (&at, "approval"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select whether it is right for every one of them");
    sends(&mut manager, (&at, "approval"), &[("decision", "approve")])
        .await
        .to(&at);
    officer
        .get(&format!("{at}/send"))
        .await
        .says("It goes to 3 customers");
    sends(&mut officer, (&at, "send"), &[]).await.to(&at);
    officer
        .get(&at)
        .await
        .says("The reply is being sent. 0 answered, 3 to go.");
    while app.casework.answer_causes(&app.council).await.unwrap() > 0 {}
    officer
        .get(&at)
        .await
        .says("The reply was sent on 2 cases. 1 case needs a person")
        .says("A complaint gets a reply of its own");
    for case in [&one, &other] {
        let (council, setup) = (&app.council, TestApp::setup());
        let view = app.casework.open_case(council, &setup, case).await.unwrap();
        assert!(view.case.is_closed());
        assert_eq!(view.words.values().filter(|text| *text == TEXT).count(), 1);
    }
    sends(&mut officer, (&at, "finish"), &[]).await.to(&at);
    officer
        .get("/staff/causes?over=yes")
        .await
        .says("3: 2 answered, 1 need a person")
        .says("Finished");
}

#[tokio::test]
async fn a_case_that_differs_is_taken_out_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let mut officer = officer(&app).await;
    let one = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let other = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let at = grouped(&app, &mut officer, &[&one, &other]).await;
    officer
        .get(&format!("{at}/take-out?case={other}"))
        .await
        .says(other.as_str());
    sends(
        &mut officer,
        (&at, "take-out"),
        &[("reason", "She asks for her money back.")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Select what is different about it")
    .says("She asks for her money back.");
    let out = [
        ("case", other.as_str()),
        ("differs", "other-wishes"),
        ("reason", "She asks for her money back."),
    ];
    sends(&mut officer, (&at, "take-out"), &out).await.to(&at);
    officer
        .get(&at)
        .await
        .says("Taken out")
        .says("The customer would like something else")
        .says("She asks for her money back.");
    let page = officer.get(&format!("/staff/cases/{other}")).await;
    assert!(!page.text().contains("One of"), "it goes on by itself");
    // Whoever saw an older page is told.
    let path = format!("{at}/finish");
    officer
        .post(&path, &[("seen", "1")])
        .await
        .is(StatusCode::CONFLICT)
        .says("Somebody changed this");
}

#[tokio::test]
async fn a_form_that_is_wrong_comes_back_with_what_was_typed() {
    let app = TestApp::new().await;
    let mut officer = officer(&app).await;
    let new = [
        ("place", "Harbour Street"),
        ("service", "waste"),
        ("from", "1/13/2026"),
        ("cases", "WS-0000-0000"),
    ];
    officer
        .post("/staff/causes/new", &new)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what happened")
        .says("There is no case WS-0000-0000 that you may open")
        .says("Harbour Street");
}

#[tokio::test]
async fn a_finding_is_written_once_and_used_on_the_points_that_are_chosen() {
    let app = TestApp::new().await;
    let mut officer = officer(&app).await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    let at = grouped(&app, &mut officer, &[&complaint]).await;
    officer
        .get(&format!("{at}/points"))
        .await
        .says("No complaint here has an open point that you may decide.");
    let fresh = app.casework.fresh();
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &complaint)
        .await
        .unwrap();
    let add = Command::AddPoint(PointDraft {
        id: fresh.point(),
        words: fresh.words("Why was it missed?"),
    });
    let done = app.casework.act_on_latest(&app.council, &setup, &view.id, add);
    done.await.unwrap();
    let found = [("finding", "upheld"), ("reason", "The round was not finished.")];
    sends(&mut officer, (&at, "finding"), &found).await.to(&at);
    let page = officer.get(&format!("{at}/points")).await;
    let page = page
        .says("Why was it missed?")
        .says("The round was not finished.");
    let value = page.value_of("points").unwrap();
    sends(&mut officer, (&at, "points"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select at least one point");
    sends(&mut officer, (&at, "points"), &[("points", &value)])
        .await
        .to(&at);
    officer
        .get(&format!("/staff/cases/{complaint}/points"))
        .await
        .says("The round was not finished.");
}

#[tokio::test]
async fn who_works_for_another_service_sees_none_of_it() {
    let app = TestApp::new().await;
    let mut officer = officer(&app).await;
    let one = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let at = grouped(&app, &mut officer, &[&one]).await;
    let roles = [Role::Staff, Role::Officer];
    let mut planner = signed_in(&app, "Pat Planner", &roles, &["planning"]).await;
    planner.get(&at).await.is(StatusCode::NOT_FOUND);
    planner
        .get("/staff/causes")
        .await
        .says("No cases are grouped now.");
}

#[tokio::test]
async fn a_reply_to_many_waits_in_the_queue_of_approvals_with_its_names_and_one_letter_to_read() {
    let app = TestApp::new().await;
    let (mut officer, mut manager) = (officer(&app).await, manager(&app).await);
    let one = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let other = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let at = grouped(&app, &mut officer, &[&one, &other]).await;
    officer
        .get(&format!("{at}/letter"))
        .await
        .says("No case waits for a reply that is written.");
    let customer = {
        let view = app
            .casework
            .open_case(&app.council, &TestApp::setup(), &one)
            .await
            .unwrap();
        view.customer.unwrap().name
    };
    let last_name = customer.split(' ').next_back().unwrap().to_owned();
    let named = format!("{last_name}, we collect on Tuesday.");
    let draft = [("answer", "update"), ("text", named.as_str())];
    sends(&mut officer, (&at, "reply"), &draft).await.to(&at);
    manager
        .get("/staff/approvals")
        .await
        .does_not_say("Missed round, Harbour Street");
    officer
        .get(&format!("{at}/ask"))
        .await
        .says("Some words look like somebody’s name")
        .says(&format!("“{last_name}”: the name of a customer, or a part of it"));
    sends(&mut officer, (&at, "ask"), &[]).await.to(&at);
    // In the queue, counted, and not for whoever wrote it.
    manager
        .get("/staff/approvals")
        .await
        .says("Replies to many cases")
        .says("Missed round, Harbour Street (2 cases)")
        .says(&format!("href=\"{at}/approval\""));
    manager.get("/staff").await.says("1");
    let council = &app.council;
    let users = app.casework.users(council).await.unwrap();
    let actor = |name: &str| users.iter().find(|user| user.name == name).unwrap().actor();
    let waiting = app
        .casework
        .waiting_for(council, &actor("Kim Manager"))
        .await
        .unwrap();
    assert_eq!(waiting.approvals, 1);
    let own = app
        .casework
        .causes_to_approve(council, &actor("Dan Officer"))
        .await
        .unwrap();
    assert_eq!(own, []);
    // The letter of one customer, as it goes.
    manager
        .get(&format!("{at}/letter"))
        .await
        .says(&format!("Dear {customer}"))
        .says("we collect on Tuesday.")
        .says("What you told us")
        .says("If you are unhappy with this");
    // Nobody lets it go before they looked at the names.
    let approve = [("decision", "approve")];
    sends(&mut manager, (&at, "approval"), &approve)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Check the words that look like somebody’s name, and say that you did");
    let checked = [("decision", "approve"), ("names_checked", "yes")];
    sends(&mut manager, (&at, "approval"), &checked).await.to(&at);
    manager
        .get("/staff/approvals")
        .await
        .does_not_say("Missed round, Harbour Street")
        .says("Nothing is waiting for your approval.");
    // Somebody of another service has none of it.
    let roles = [Role::Staff, Role::ServiceManager];
    let mut planner = signed_in(&app, "Pat Planner", &roles, &["planners"]).await;
    planner
        .get(&format!("{at}/letter"))
        .await
        .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_writes_the_reply_to_a_complaint_can_put_in_what_all_are_told() {
    let app = TestApp::new().await;
    let mut officer = officer(&app).await;
    let one = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    let stranger = case(&app, Kind::Complaint, Some("waste")).await;
    let at = grouped(&app, &mut officer, &[&one, &complaint]).await;
    let draft = [("answer", "update"), ("text", TEXT)];
    sends(&mut officer, (&at, "reply"), &draft).await.to(&at);
    let id = at.rsplit('/').next().unwrap();
    let editor = format!("/staff/cases/{complaint}/reply");
    let page = officer.get(&editor).await.is(StatusCode::OK);
    let page = page.says("What all are told: Missed round, Harbour Street");
    let seen = page.value_of("seen").unwrap();
    let value = format!("cause:{id}");
    let insert = [
        ("seen", seen.as_str()),
        ("intent", "insert"),
        ("paragraph", value.as_str()),
        ("into", "decision"),
    ];
    officer.post(&editor, &insert).await.is(StatusCode::OK).says(TEXT);
    // A complaint that has nothing to do with it is offered nothing, and takes nothing.
    let other = format!("/staff/cases/{stranger}/reply");
    let page = officer.get(&other).await.does_not_say("What all are told");
    let seen = page.value_of("seen").unwrap();
    let insert = [
        ("seen", seen.as_str()),
        ("intent", "insert"),
        ("paragraph", value.as_str()),
        ("into", "decision"),
    ];
    officer
        .post(&other, &insert)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a paragraph")
        .does_not_say(TEXT);
}
