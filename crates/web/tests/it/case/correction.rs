//! Somebody's details are corrected, as staff press the buttons; and as a customer asks for it.

use axum::http::StatusCode;
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::{Channel, Role};

use super::{Desk, sign_in};
use crate::app::{Browser, TestApp};

/// Where the customer's own pages are.
async fn customer(desk: &Desk, who: &mut Browser) -> String {
    let page = desk.first_link(who, "people", "people").await;
    page.trim_end_matches("/adjustment").to_owned()
}

const TYPED: &[(&str, &str)] = &[
    ("name", "Asha Greenwood"),
    ("called", "Dr Greenwood"),
    ("email", "asha@example.org"),
    ("phone", ""),
    ("asked", "person"),
    ("checked", "details-on-file"),
    ("reason", "She phoned: she married."),
];

#[tokio::test]
async fn a_correction_says_who_asked_and_how_it_was_checked_and_stands_in_the_history() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let at = format!("{}/details", customer(&desk, &mut jo).await);
    let page = desk
        .sent(&mut jo, &at, &[("name", ""), ("email", "asha"), ("phone", "12")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter an email address in the correct format")
        .says("Enter a telephone number, like 01632 960001")
        .says("Select who asked for this")
        .says("Select how you checked it")
        .says("Enter why, and what was said");
    assert_eq!(page.value_of("email").as_deref(), Some("asha"));
    let mut slip = TYPED.to_vec();
    slip[5] = ("checked", "own-slip");
    desk.sent(&mut jo, &at, &slip)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("What somebody asks for is checked with them");
    desk.done(&mut jo, &at, TYPED)
        .await
        .says("Details corrected")
        .says("Name Asha Greenwood")
        .says("Addressed as Dr Greenwood")
        .says("Letters go to Asha Greenwood.");
    jo.get(&desk.at("acknowledge"))
        .await
        .is(StatusCode::OK)
        .says("Dear Dr Greenwood");
    jo.get(&desk.at(&at.replace("/details", "/corrections")))
        .await
        .is(StatusCode::OK)
        .says("Name before Asha Patel")
        .says("Email before Nothing, or what was erased")
        .says("Corrected by Jo Martin")
        .says("They named two things that we had on file")
        .says("She phoned: she married.");
    // The customer is let in by what holds now.
    let mut asha = desk.app.browser();
    let typed = |proof| [("reference", desk.reference.as_str()), ("proof", proof)];
    asha.post("/track", &typed("Patel"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    asha.post_and_follow("/track", &typed("Greenwood"))
        .await
        .is(StatusCode::OK)
        .says("Your complaint");
}

#[tokio::test]
async fn of_two_who_correct_at_once_the_second_sees_what_holds_and_loses_nothing() {
    let desk = Desk::new().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    let at = format!("{}/details", customer(&desk, &mut jo).await);
    let opened = ruth.get(&desk.at(&at)).await.is(StatusCode::OK);
    desk.done(&mut jo, &at, TYPED).await;
    let mut other = TYPED.to_vec();
    other[0] = ("name", "Asha Greenwood-Patel");
    let page = desk
        .sent_from(&opened, &mut ruth, (&at, &other))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("On file now: Asha Greenwood; Dr Greenwood; asha@example.org")
        .says("She phoned: she married.");
    let again = desk.sent_from(&page, &mut ruth, (&at, &other)).await;
    ruth.follow(again).await.says("Name Asha Greenwood-Patel");
}

#[tokio::test]
async fn whoever_has_no_business_with_the_case_corrects_and_reads_nothing() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let person = customer(&desk, &mut jo).await;
    desk.app
        .create_user("Una Hale", &[Role::Officer], &["planners"])
        .await;
    desk.app.create_user("Abe Auden", &[Role::Auditor], &[]).await;
    let mut una = sign_in(&desk.app, "una.hale").await;
    for page in ["details", "corrections"] {
        let answer = una.get(&desk.at(&format!("{person}/{page}"))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
    }
    // An auditor opens no case.
    let mut abe = sign_in(&desk.app, "abe.auden").await;
    for page in ["details", "corrections"] {
        let answer = abe.get(&desk.at(&format!("{person}/{page}"))).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{page}");
    }
    let history = jo.get(&desk.at(&format!("{person}/corrections"))).await;
    history.is(StatusCode::OK).says("Nothing has been corrected.");
    let unknown = "people/01932c07-a12b-7f3e-8c58-000000000999";
    for page in ["details", "corrections"] {
        jo.get(&desk.at(&format!("{unknown}/{page}")))
            .await
            .is(StatusCode::NOT_FOUND);
    }
}

/// A code as a member of staff would read it out.
async fn code(app: &TestApp, desk: &Desk) -> String {
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &desk.reference)
        .await
        .unwrap();
    let person = view.case.customer.clone().unwrap();
    let given = app.casework.give_code(&view, &setup, (&person, Channel::Phone));
    given.await.unwrap().digits
}

#[tokio::test]
async fn a_customer_asks_nothing_changes_by_itself_and_what_was_open_closes_with_the_correction() {
    let desk = Desk::new().await;
    let (app, mut jo) = (&desk.app, desk.jo.clone());
    let person = customer(&desk, &mut jo).await;
    let at = |end: &str| format!("/track/{}{end}", desk.reference);
    let mut asha = app.browser();
    let proof = [("reference", desk.reference.as_str()), ("proof", "WS1 2AB")];
    asha.post_and_follow("/track", &proof)
        .await
        .says("Correct your details");
    let digits = code(app, &desk).await;
    asha.post(&at("/code"), &[("code", &digits)]).await.to(&at(""));
    asha.get(&at(""))
        .await
        .says("Asha Patel")
        .does_not_say("See your letters");
    asha.post(&at("/details"), &[("told", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us what is wrong, and what it should be");
    let told = [("told", "I am Dr Greenwood now. Write to asha@example.org.")];
    asha.post_and_follow(&at("/details"), &told)
        .await
        .says("Somebody checks it before anything changes")
        .says("Asha Patel");
    jo.get(&desk.at("messages"))
        .await
        .says("Please correct my details: I am Dr Greenwood now.")
        .says("after typing a code");
    jo.get(&desk.at("people")).await.says("Name Asha Patel");
    let page = format!("{person}/details");
    let mut typed = TYPED.to_vec();
    typed[0] = ("name", "Asha Patel");
    desk.done(&mut jo, &page, &typed).await;
    // Nothing was mailed to no address; and the code is asked for again, to the new one.
    let messages = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &desk.reference)
        .await
        .unwrap()
        .messages;
    assert!(
        messages
            .iter()
            .all(|message| message.purpose != MessagePurpose::EmailChanged)
    );
    asha.get(&at(""))
        .await
        .says("See your letters and details")
        .does_not_say("asha@example.org");
    // A code that is right opens it again, until the next correction.
    let digits = code(app, &desk).await;
    asha.post(&at("/code"), &[("code", &digits)]).await.to(&at(""));
    asha.get(&at("")).await.says("asha@example.org");
    typed[2] = ("email", "asha.greenwood@example.org");
    desk.done(&mut jo, &page, &typed).await;
    asha.get(&at("")).await.does_not_say("asha.greenwood@example.org");
    jo.get(&desk.at("messages"))
        .await
        .says("To the email address that is not on file any more");
}
