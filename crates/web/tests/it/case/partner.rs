//! Another organisation is asked on the customer's behalf (S15), as officers press the buttons.

use axum::http::StatusCode;

use super::Desk;
use crate::app::{Answer, Browser};

const QUESTION: &[(&str, &str)] = &[
    ("partner", "severn-water"),
    ("ask", "Was the main mended?"),
    ("parts", "what-happened"),
    ("consent", "yes"),
];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let is_new = |(name, _): &&(&str, &str)| more.iter().all(|(known, _)| known != name);
    QUESTION.iter().filter(is_new).chain(more).copied().collect()
}

/// Reads what they will see, and asks.
async fn ask(desk: &Desk, jo: &mut Browser) -> Answer {
    let fields = with(&[("intent", "preview")]);
    let read = desk.sent(jo, "partners/ask", &fields).await.is(StatusCode::OK);
    let send = with(&[("intent", "send")]);
    let sent = desk.sent_from(&read, jo, ("partners/ask", &send)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.main());
    jo.follow(sent).await
}

/// The address of a page about the one question.
async fn of_the_question(desk: &Desk, jo: &mut Browser, rest: &str) -> String {
    let answer = desk.first_link(jo, "partners", "partners").await;
    let (question, _) = answer.rsplit_once('/').unwrap();
    format!("{question}/{rest}")
}

#[tokio::test]
async fn what_a_partner_will_see_is_read_before_it_goes_and_says_nobody_s_name() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let fields = with(&[("intent", "preview")]);
    let page = desk.sent(&mut jo, "partners/ask", &fields).await;
    let page = page
        .is(StatusCode::OK)
        .says("This is all that they will see")
        .says("Was the main mended?");
    let seen = page.body.split("This is all that they will see").nth(1).unwrap();
    let seen = seen.split("</form>").next().unwrap();
    assert!(seen.contains("My bin was missed three times in a row."), "{seen}");
    assert!(!seen.contains("Asha") && !seen.contains("WS1 2AB"), "{seen}");
    jo.get(&desk.at("partners"))
        .await
        .says("No other organisation has been asked about this case.");

    // Something else is ticked after it was read: it is shown again, and does not go.
    let more = with(&[("intent", "send"), ("parts", "name")]);
    desk.sent_from(&page, &mut jo, ("partners/ask", &more))
        .await
        .is(StatusCode::OK)
        .says("The customer’s name:");
    jo.get(&desk.at("partners"))
        .await
        .says("No other organisation has been asked about this case.");
    // Nor can the button be pressed before anything was read.
    desk.sent(&mut jo, "partners/ask", &with(&[("intent", "send")]))
        .await
        .is(StatusCode::OK);
    jo.get(&desk.at("partners"))
        .await
        .says("No other organisation has been asked about this case.");
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_nothing_typed_is_lost() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    desk.sent(
        &mut jo,
        "partners/ask",
        &[("ask", "Was it you?"), ("due", "soon"), ("intent", "preview")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Select who to ask")
    .says("Select what to share")
    .says("Select whether the customer agrees")
    .says("Date must be a real date")
    .says("Was it you?");
    // UK GDPR, article 6: no basis, no sharing.
    for (consent, missing) in [
        ("no", "The customer does not agree"),
        ("not-needed", "Enter why we need not ask the customer"),
    ] {
        let read = desk
            .sent(
                &mut jo,
                "partners/ask",
                &with(&[("consent", consent), ("intent", "preview")]),
            )
            .await
            .is(StatusCode::OK);
        let send = with(&[("consent", consent), ("intent", "send")]);
        desk.sent_from(&read, &mut jo, ("partners/ask", &send))
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(missing)
            .says("Was the main mended?");
    }
}

#[tokio::test]
async fn what_a_partner_says_is_taken_down_and_the_customer_is_told_in_plain_words() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    ask(&desk, &mut jo)
        .await
        .says("The request to the partner is recorded")
        .says("Severn Water")
        .says("With partner");
    for (path, who) in [("/staff/partners", &desk.jo), ("/staff/partners/all", &desk.ruth)] {
        who.clone()
            .get(path)
            .await
            .says(desk.reference.as_str())
            .says("Severn Water: with partner.");
    }
    desk.ruth
        .clone()
        .get("/staff/partners")
        .await
        .says("No other organisation has been asked and waits");

    let accepted = of_the_question(&desk, &mut jo, "accepted").await;
    desk.done(&mut jo, &accepted, &[("their_reference", "SW 77")])
        .await
        .says("SW 77");
    let question = of_the_question(&desk, &mut jo, "question").await;
    desk.done(&mut jo, &question, &[("question", "Which side of the road?")])
        .await
        .says("They asked");
    let tell = of_the_question(&desk, &mut jo, "tell").await;
    desk.done(&mut jo, &tell, &[("words", "The north side.")])
        .await
        .says("We told them");
    let answer = of_the_question(&desk, &mut jo, "answer").await;
    desk.sent(&mut jo, &answer, &[("done", "Mended on Monday.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what they found")
        .says("Select if we can share it")
        .says("Mended on Monday.");
    let found = [("found", "The main was cracked."), ("sharing", "no")];
    desk.sent(&mut jo, &answer, &found)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us why the customer may not see it");
    let found = [("found", "The main was cracked."), ("sharing", "yes")];
    desk.done(&mut jo, &answer, &found)
        .await
        .says("Their answer is recorded. Now tell the customer");

    let customer = of_the_question(&desk, &mut jo, "customer").await;
    let told = [
        ("channel", "email"),
        ("words", "Severn Water mended the pipe on Monday."),
    ];
    desk.done(&mut jo, &customer, &told).await.says("Ended");
    jo.get(&desk.at("timeline"))
        .await
        .says("Severn Water was asked")
        .says("The partner answered")
        .says("The customer was told what the partner said")
        .says("Read and print: what was said");
    jo.get("/staff/partners")
        .await
        .says("No other organisation has been asked and waits");
}

#[tokio::test]
async fn a_partner_that_is_not_the_right_one_is_ended_with_a_reason() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    ask(&desk, &mut jo).await;
    let away = of_the_question(&desk, &mut jo, "not-theirs").await;
    let said = [
        ("why", "The pipe is private."),
        ("instead", "Whoever owns the house."),
    ];
    desk.done(&mut jo, &away, &said)
        .await
        .says("Not for them")
        .says("Whoever owns the house.");
    let end = of_the_question(&desk, &mut jo, "end").await;
    desk.sent(&mut jo, &end, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why it is ended");
    desk.done(&mut jo, &end, &[("reason", "We ask the owner.")])
        .await
        .says("The request to the partner is ended");
}

// What left for a partner is no letter to the customer: whoever opens it reads to whom it went, and what it said.
#[tokio::test]
async fn a_message_to_a_partner_opens_as_what_went_to_the_partner() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    ask(&desk, &mut jo).await;
    let message = desk.first_link(&mut jo, "messages", "letters").await;
    jo.get(&desk.at(&message))
        .await
        .is(StatusCode::OK)
        .says("Request to a partner")
        .says("requests@severn-water.example.org")
        .says("Dear Severn Water")
        .says(&format!("It is request {}/P1.", desk.reference))
        .says("tell the partner yourself")
        .says("The link that opens the question is made as the email leaves")
        .does_not_say("Asha")
        .does_not_say("The customer sees it");
    jo.get(&desk.at("messages"))
        .await
        .says("tell the partner yourself");
}
