//! A customer asks for stage 2 on the track page.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::Channel;

use crate::app::{Browser, TestApp};
use crate::case::{AFTER_UNDO, Desk};

/// A complaint that was answered at stage 1, and a browser that was let in to it by the postcode.
async fn answered() -> (Desk, Browser) {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    let point = desk.first_link(&mut jo, "points", "points").await;
    let finding = [
        ("finding", "not-upheld"),
        ("reason", "The crew says that it came."),
    ];
    desk.done(&mut jo, &point, &finding).await;
    let reply = [
        ("section-remedy", "There is nothing to put right."),
        ("section-actions", "Nothing is still to be done."),
        ("intent", "ask"),
    ];
    desk.done(&mut jo, "reply", &reply).await;
    desk.done(&mut sam, "approve", &[("decision", "approve-and-send")])
        .await;
    let mut asha = desk.app.browser();
    let proof = [("reference", desk.reference.as_str()), ("proof", "WS1 2AB")];
    asha.post_and_follow("/track", &proof)
        .await
        .is(StatusCode::OK)
        .does_not_say("Ask for stage 2");
    desk.app.wait(AFTER_UNDO).await;
    (desk, asha)
}

/// Types the code that a member of staff would read out.
async fn prove(app: &TestApp, desk: &Desk, asha: &mut Browser) {
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &desk.reference)
        .await
        .unwrap();
    let person = view.case.customer.clone().unwrap();
    let code = app
        .casework
        .give_code(&view, &setup, (&person, Channel::Phone))
        .await
        .unwrap();
    let at = format!("/track/{}/code", desk.reference);
    asha.get(&at).await;
    let typed = [("turn", "enter"), ("code", code.digits.as_str())];
    asha.post_and_follow(&at, &typed).await;
}

#[tokio::test]
async fn stage_2_is_asked_for_in_the_private_part_without_a_reason() {
    let (desk, mut asha) = answered().await;
    let at = |end: &str| format!("/track/{}{end}", desk.reference);
    asha.get(&at(""))
        .await
        .says("Ask for stage 2")
        .says("You do not have to give reasons");
    asha.get(&at("/stage-2")).await.to(&at("/code"));
    asha.post(&at("/stage-2"), &[]).await.to(&at("/code"));
    prove(&desk.app, &desk, &mut asha).await;
    asha.get(&at("/stage-2"))
        .await
        .is(StatusCode::OK)
        .says("Ask us to review our reply (stage 2)")
        .says("(optional)");
    let long = "x".repeat(20_000);
    asha.post(&at("/stage-2"), &[("reasons", long.as_str())])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    asha.post_and_follow(&at("/stage-2"), &[("reasons", "")])
        .await
        .says("You have asked for stage 2. You will hear from us by")
        .says("Review asked for")
        .says("Stage 1 reply sent")
        .says("You asked us to review our reply (stage 2)")
        .does_not_say("Ask for stage 2");
    // A second press of the same button.
    asha.post(&at("/stage-2"), &[]).await.to(&at(""));
    // Taken back, it is the request alone that is taken back, and it can be made again.
    asha.get(&at("/withdraw"))
        .await
        .says("The reply that we gave you stays.");
    asha.post_and_follow(&at("/withdraw"), &[("reason", "")])
        .await
        .says("You no longer ask us to review our reply")
        .says("Reply sent")
        .says("Ask for stage 2")
        .does_not_say("You withdrew")
        .does_not_say("Being reviewed");
    let setup = TestApp::setup();
    let casework = &desk.app.casework;
    let view = casework
        .open_case(&desk.app.council, &setup, &desk.reference)
        .await;
    let last = view.unwrap().messages.last().map(|message| message.purpose);
    assert_eq!(last, Some(MessagePurpose::ReviewWithdrawal));
    let record = desk.app.record().await;
    assert_eq!(
        record.iter().filter(|(kind, _)| kind == "stage2-asked").count(),
        1
    );
}

// Complaint Handling Code 6.10: stage 2 on request. A page that was open too long takes neither the words nor the request (ux, 1.4).
#[tokio::test]
async fn what_was_sent_from_a_page_that_was_open_too_long_waits_and_is_sent_once_they_proved_who_they_are() {
    let (desk, mut asha) = answered().await;
    let at = |end: &str| format!("/track/{}{end}", desk.reference);
    prove(&desk.app, &desk, &mut asha).await;
    asha.get(&at("/stage-2")).await.is(StatusCode::OK);
    desk.app.wait(SignedDuration::from_mins(31)).await;
    let reasons = [("reasons", "You did not look at the second bin.")];
    let kept = format!("/track?kept={}", desk.reference);
    asha.post(&at("/stage-2"), &reasons).await.to(&kept);
    asha.get(&kept)
        .await
        .says("What you typed is saved, and not sent yet")
        .says(&format!("value=\"{}\"", desk.reference));
    // Nobody else is shown it: not in another browser, nor on another case.
    let proof = [("reference", desk.reference.as_str()), ("proof", "WS1 2AB")];
    let mut other = desk.app.browser();
    other.post("/track", &proof).await.to(&at(""));
    asha.post("/track", &proof).await.to(&at("/send-again"));
    asha.get(&at("/send-again"))
        .await
        .is(StatusCode::OK)
        .says("You did not look at the second bin.")
        .says(&format!("action=\"{}\"", at("/stage-2")));
    // The postcode is not enough for stage 2, and what was typed waits on.
    let code = format!("{}?kept={}", at("/code"), desk.reference);
    asha.post(&at("/stage-2"), &reasons).await.to(&code);
    asha.get(&code)
        .await
        .says("What you typed is saved, and not sent yet");
    prove(&desk.app, &desk, &mut asha).await;
    asha.get(&at("/send-again"))
        .await
        .says("You did not look at the second bin.");
    asha.post_and_follow(&at("/stage-2"), &reasons)
        .await
        .says("You have asked for stage 2. You will hear from us by");
    // It was sent: it waits no longer.
    asha.get(&at("/send-again")).await.to(&at(""));
    desk.app.wait(SignedDuration::from_mins(31)).await;
    asha.post(&at("/question"), &[("question", "When?"), ("once", "1")])
        .await
        .to(&kept);
    asha.post("/track", &proof).await.to(&at("/send-again"));
    asha.post(&at("/send-again"), &[]).await.to(&at(""));
    asha.get(&at("/send-again")).await.to(&at(""));
}
