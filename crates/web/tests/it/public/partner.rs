//! What a partner does on its own page (Q1, Q3), by the link and the code that were mailed to it.

use axum::http::StatusCode;
use redress_casework::case::CaseView;
use redress_domain::case::{Command, NewReferral, ReferralOrder, ReferralState, SharedPart, SharingConsent};
use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::reference::Reference;

use super::complaint;
use crate::app::{Browser, TestApp};

async fn view(app: &TestApp, reference: &str) -> CaseView {
    let reference = Reference::parse(reference).unwrap();
    let setup = TestApp::setup();
    let opened = app.casework.open_case(&app.council, &setup, &reference);
    opened.await.unwrap()
}

/// What the last message of that purpose says when it is mailed.
async fn mailed(app: &TestApp, reference: &str, purpose: MessagePurpose) -> Outgoing {
    let mut messages = view(app, reference).await.messages.into_iter();
    let last = messages.rfind(|message| message.purpose == purpose).unwrap();
    app.casework.to_mail(&app.council, last).await.unwrap().says
}

/// A complaint about which Severn Water is asked; the address of the question, and of its link.
async fn asked(app: &TestApp) -> (String, String, String) {
    let reference = complaint(&mut app.browser()).await;
    let case = view(app, &reference).await;
    let fresh = app.casework.fresh();
    let id = fresh.referral();
    let order = Command::Referral(ReferralOrder::Refer(NewReferral {
        id: id.clone(),
        partner: case.policy().unwrap().partners.first().unwrap().id.clone(),
        ask: fresh.words("Was the main mended?"),
        shared: fresh.words("What happened: water runs down the road."),
        parts: vec![SharedPart::WhatHappened],
        files: Vec::new(),
        consent: SharingConsent::Yes,
        because: None,
        due_on: case.today.saturating_add(jiff::Span::new().days(14)),
    }));
    let setup = TestApp::setup();
    let done = app
        .casework
        .act_on_latest(&app.council, &setup, &case.id, order)
        .await;
    done.unwrap();
    let says = mailed(app, &reference, MessagePurpose::PartnerRequest).await;
    let token = says.partner.unwrap().token.unwrap();
    (
        reference,
        format!("/partner/r/{id}"),
        format!("/partner/l/{token}"),
    )
}

/// A browser that opened the question.
async fn let_in(app: &TestApp, (reference, path, link): (&str, &str, &str)) -> Browser {
    let mut browser = app.browser();
    browser
        .get(link)
        .await
        .is(StatusCode::OK)
        .says("Email me a code")
        .does_not_say("water runs");
    browser
        .post(link, &[("turn", "send")])
        .await
        .is(StatusCode::OK)
        .says("Check your email");
    let code = mailed(app, reference, MessagePurpose::PartnerCode)
        .await
        .code
        .unwrap();
    let wrong = if code.digits == "000000" {
        "111111"
    } else {
        "000000"
    };
    for (typed, said) in [("12", "Enter the 6-digit code"), (wrong, "The code is not right")] {
        browser
            .post(link, &[("code", typed)])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(said);
    }
    browser.post(link, &[("code", &code.digits)]).await.to(path);
    browser
}

#[tokio::test]
async fn a_partner_opens_a_question_accepts_asks_and_answers_it() {
    let app = TestApp::new().await;
    let (reference, path, link) = asked(&app).await;
    let mut partner = let_in(&app, (&reference, &path, &link)).await;
    partner
        .get(&path)
        .await
        .says("Was the main mended?")
        .says("water runs down the road")
        .says("This is not for us")
        .does_not_say("Collect it.")
        .does_not_say("asha@example.org");
    let at = |rest: &str| format!("{path}/{rest}");
    partner
        .post(&at("accept"), &[("by", "soon")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Date must be a real date")
        .says("soon");
    let accepted = [("their_reference", "SW 77")];
    partner
        .post_and_follow(&at("accept"), &accepted)
        .await
        .says("You accepted this request");
    let question = [("question", "Which side of the road?")];
    partner
        .post_and_follow(&at("ask"), &question)
        .await
        .says("Which side of the road?");
    partner
        .post(&at("answer"), &[("done", "We mended it.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us what you found")
        .says("Select if we can share it")
        .says("We mended it.");
    let guarded = [("found", "The main was cracked."), ("sharing", "with-changes")];
    partner
        .post(&at("answer"), &guarded)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us what we should change");
    let answer = [("found", "The main was cracked."), ("sharing", "yes")];
    partner
        .post_and_follow(&at("answer"), &answer)
        .await
        .says("We will tell the customer")
        .says("Answered");
    // It is over: nothing more is taken, and nothing that was typed is lost.
    partner
        .post(&at("answer"), &answer)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("This request is answered or no longer needed")
        .says("The main was cracked.");
    let state = view(&app, &reference).await.case.referrals[0].state;
    assert_eq!(state, ReferralState::Answered);
}

#[tokio::test]
async fn a_link_that_was_used_and_a_browser_that_was_not_let_in_lead_to_a_new_link() {
    let app = TestApp::new().await;
    let (reference, path, link) = asked(&app).await;
    let mut stranger = app.browser();
    for closed in [&path, &format!("{path}/answer"), "/partner/l/0123456789abcdef"] {
        stranger.get(closed).await.to("/partner");
    }
    let found = [("found", "Nothing."), ("sharing", "yes")];
    stranger
        .post(&format!("{path}/answer"), &found)
        .await
        .to("/partner");
    let _partner = let_in(&app, (&reference, &path, &link)).await;
    stranger.get(&link).await.to("/partner");
    for request in ["WS-4K7P-29QX/P1", &format!("{reference}/P1")] {
        stranger
            .post("/partner", &[("request", request)])
            .await
            .is(StatusCode::OK)
            .says("If there is such a request");
    }
    let says = mailed(&app, &reference, MessagePurpose::PartnerNews).await;
    let link = format!("/partner/l/{}", says.partner.unwrap().token.unwrap());
    stranger.get(&link).await.says("Email me a code");
}

#[tokio::test]
async fn a_partner_says_who_else_should_be_asked_and_the_customer_sees_only_that_it_was_asked() {
    let app = TestApp::new().await;
    let (reference, path, link) = asked(&app).await;
    let mut partner = let_in(&app, (&reference, &path, &link)).await;
    let away = [
        ("why", "The pipe is private."),
        ("instead", "Whoever owns the house."),
    ];
    partner
        .post_and_follow(&format!("{path}/not-for-us"), &away)
        .await
        .says("Not for you");
    let case = view(&app, &reference).await.case;
    assert_eq!(case.referrals[0].state, ReferralState::TurnedAway);
    // The customer sees that a partner was asked, and not what it says.
    let mut asha = app.browser();
    let proof = [("reference", reference.as_str()), ("proof", "O'Neill")];
    asha.post_and_follow("/track", &proof)
        .await
        .says("We asked Severn Water about it")
        .does_not_say("The pipe is private.");
}
