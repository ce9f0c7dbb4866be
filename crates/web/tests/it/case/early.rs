//! Settling a complaint early, as staff press the buttons (ux 3.5.3; paper 004, 8.1).

use axum::http::StatusCode;

use super::Desk;
use crate::app::{Answer, Browser};

/// What a list sends for the line with that text.
fn option_of(page: &str, text: &str) -> String {
    let before = page.split(&format!(">{text}")).next().unwrap();
    let value = before.rsplit("value=\"").next().unwrap();
    value.split('"').next().unwrap().to_owned()
}

/// The case as its customer sees it, with their last name.
async fn tracked(desk: &Desk, customer: &mut Browser) -> Answer {
    let typed = [("reference", desk.reference.as_str()), ("proof", "Patel")];
    customer
        .post_and_follow("/track", &typed)
        .await
        .is(StatusCode::OK)
}

#[tokio::test]
async fn an_officer_asks_a_senior_who_is_told_and_answers_and_no_customer_sees_it() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    jo.get(&desk.path).await.says("Ask for senior advice");
    desk.sent(&mut jo, "advice", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select who you ask")
        .says("Enter what you need to know");
    let page = jo.get(&desk.at("advice")).await.is(StatusCode::OK);
    let main = page.body.clone();
    let sam_id = option_of(&main, "Sam Green");
    assert!(!main.contains("Jo Martin</option>"), "nobody asks themselves");
    let question = [
        ("adviser", sam_id.as_str()),
        ("question", "May we waive the charge for a second bin?"),
    ];
    desk.done(&mut jo, "advice", &question).await.says("Asked.");
    sam.get("/staff/notifications")
        .await
        .says("Jo Martin asks for your advice on case");
    desk.sent(&mut sam, "advice/give", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what you advise")
        .says("May we waive the charge for a second bin?");
    desk.done(&mut sam, "advice/give", &[("words", "Yes, it was our mistake.")])
        .await
        .says("Advice sent");
    jo.get("/staff/notifications")
        .await
        .says("Sam Green advised you on case");
    jo.get(&desk.at("timeline"))
        .await
        .says("Sam Green was asked for advice")
        .says("Yes, it was our mistake.");
    let mut nobody = desk.app.browser();
    let story = tracked(&desk, &mut nobody).await;
    assert!(!story.body.contains("dvice"), "{}", story.main());
}

#[tokio::test]
async fn a_meeting_is_offered_accepted_and_held_and_what_was_agreed_begins_the_reply() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    desk.sent(&mut jo, "talk", &[("on", "2/11/2020"), ("way", "meeting")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select how you offer it")
        .says("Enter what you tell the customer");
    let offer = [
        ("way", "meeting"),
        ("on", "2/11/2020"),
        ("channel", "phone"),
        ("words", "Shall we meet at the depot?"),
    ];
    desk.sent(&mut jo, "talk", &offer)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Date must be today or in the future");
    let offer = [offer[0], ("on", ""), offer[2], offer[3]];
    desk.done(&mut jo, "talk", &offer).await.says("Offer recorded");
    let mut customer = desk.app.browser();
    tracked(&desk, &mut customer)
        .await
        .says("We offered you a meeting");
    desk.done(&mut jo, "talk/answer", &[("answer", "accepted")])
        .await
        .says("Answer saved");
    let held = [
        ("outcome", "agreed"),
        ("words", "A second bin by Friday, free of charge."),
    ];
    desk.done(&mut jo, "talk/held", &held)
        .await
        .says("Every point still needs its finding");
    tracked(&desk, &mut customer)
        .await
        .says("We talked, and agreed how to put it right");
    // It is the beginning of what we will do, and stands in the way of nothing that a reply must have.
    jo.get(&desk.at("reply"))
        .await
        .says("A second bin by Friday, free of charge.")
        .says("Answer point 1");
}
