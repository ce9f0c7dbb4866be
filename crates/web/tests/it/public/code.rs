//! What is private of a case, and the code that opens it.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_casework::case::CaseView;
use redress_domain::message::MessagePurpose;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Role};
use redress_web::password::Cost;
use redress_web::{Sending, Settings};

use super::complaint;
use crate::api::program;
use crate::app::{Browser, TestApp};
use crate::staff::signed_in;

async fn app(sending: Sending) -> TestApp {
    TestApp::with(Settings {
        secure_cookies: false,
        password_cost: Cost::Slight,
        sending,
        ..Settings::default()
    })
    .await
}

async fn view(app: &TestApp, reference: &str) -> CaseView {
    let reference = Reference::parse(reference).unwrap();
    let setup = TestApp::setup();
    let opened = app.casework.open_case(&app.council, &setup, &reference);
    opened.await.unwrap()
}

/// A browser that was let in by the last name alone.
async fn with_the_name(app: &TestApp, reference: &str) -> Browser {
    let mut browser = app.browser();
    let proof = [("reference", reference), ("proof", "O'Neill")];
    browser.post_and_follow("/track", &proof).await.is(StatusCode::OK);
    browser
}

/// A code as a member of staff would read it out.
async fn code(app: &TestApp, reference: &str) -> String {
    let view = view(app, reference).await;
    let person = view.case.customer.clone().unwrap();
    let setup = TestApp::setup();
    let given = app.casework.give_code(&view, &setup, (&person, Channel::Phone));
    given.await.unwrap().digits
}

#[tokio::test]
async fn a_name_opens_the_status_and_the_code_opens_the_letters_and_the_words() {
    let app = app(Sending::Mailed).await;
    let reference = complaint(&mut app.browser()).await;
    let mut asha = with_the_name(&app, &reference).await;
    let at = |end: &str| format!("/track/{reference}{end}");
    let told = [("told", "It smells again.")];
    asha.post(&at("/add"), &told).await.to(&at(""));
    let private = ["Collect it.", "It smells again.", "asha@example.org", "WS1 4AB"];
    let mut page = asha.get(&at("")).await.says("We received it");
    for words in private {
        page = page.does_not_say(words);
    }
    asha.get(&at("/code"))
        .await
        .says("We send a 6-digit code to a…@e….org");
    asha.post(&at("/code"), &[("turn", "send")])
        .await
        .to(&at("/code"));
    asha.get(&at("/code"))
        .await
        .says("Check your email")
        .says("We sent it to a…@e….org")
        .says("autocomplete=\"one-time-code\"");
    let messages = view(&app, &reference).await.messages;
    let codes = messages
        .iter()
        .filter(|message| message.purpose == MessagePurpose::Code);
    assert_eq!(codes.count(), 1);

    let wrong = [
        ("", "Enter the 6-digit code"),
        ("12345", "Enter the 6-digit code"),
        ("000000", "The code is not right"),
    ];
    for (typed, said) in wrong {
        let page = asha.post(&at("/code"), &[("code", typed)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).says(said);
    }
    let digits = code(&app, &reference).await;
    let spaced = format!("{} {}", &digits[..3], &digits[3..]);
    asha.post(&at("/code"), &[("code", &spaced)]).await.to(&at(""));
    let mut page = asha
        .get(&at(""))
        .await
        .says("You can now see your letters and details");
    for words in private {
        page = page.says(words);
    }
    // Looking it up again does not ask again; another browser has nothing of it.
    let proof = [("reference", reference.as_str()), ("proof", "ws14ab")];
    asha.post_and_follow("/track", &proof).await.says("Collect it.");
    let mut sam = with_the_name(&app, &reference).await;
    sam.get(&at("")).await.does_not_say("Collect it.");
}

#[tokio::test]
async fn a_code_ends_and_stands_a_few_tries() {
    let app = app(Sending::Mailed).await;
    let reference = complaint(&mut app.browser()).await;
    let path = format!("/track/{reference}/code");
    let right = code(&app, &reference).await;
    let wrong = if right == "111111" { "222222" } else { "111111" };
    let mut sam = with_the_name(&app, &reference).await;
    for _ in 0..5 {
        let page = sam.post(&path, &[("code", wrong)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let watcher = program(&app, "watcher", &[Role::Administrator], &[]).await;
    let text = watcher.get("/metrics").await.is(200).text;
    let stopped = "redress_try_limits_reached_total{council=\"westshire\",door=\"case-code\"} 1\n";
    assert!(text.contains(stopped), "{text}");
    let shut = sam.post(&path, &[("code", &right)]).await;
    shut.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The code is not right");
    let right = code(&app, &reference).await;
    app.wait(SignedDuration::from_mins(29)).await;
    sam.get(&path).await.is(StatusCode::OK);
    app.wait(SignedDuration::from_mins(1)).await;
    let ended = sam.post(&path, &[("code", &right)]).await;
    ended.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn codes_cannot_be_asked_for_without_end_nor_by_who_was_not_let_in() {
    let app = app(Sending::Mailed).await;
    let reference = complaint(&mut app.browser()).await;
    let path = format!("/track/{reference}/code");
    app.browser().get(&path).await.to("/track");
    app.browser().post(&path, &[("turn", "send")]).await.to("/track");
    let mut sam = with_the_name(&app, &reference).await;
    for _ in 0..5 {
        sam.post(&path, &[("turn", "send")]).await.to(&path);
    }
    sam.post(&path, &[("turn", "send")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You asked for too many codes");
}

#[tokio::test]
async fn where_nothing_is_mailed_nobody_is_promised_a_code_by_email() {
    let app = app(Sending::ByHand).await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let sent = asha.get("/complaint/sent").await;
    sent.does_not_say("Email me a copy")
        .does_not_say("We are emailing");
    let mut asha = with_the_name(&app, &reference).await;
    let path = format!("/track/{reference}/code");
    let page = asha.get(&path).await;
    page.says("We cannot send you a code").says("01632 960100");
    asha.post(&path, &[("turn", "send")]).await.is(StatusCode::OK);
    let messages = view(&app, &reference).await.messages;
    assert!(
        messages
            .iter()
            .all(|message| message.purpose != MessagePurpose::Code)
    );
}

#[tokio::test]
async fn the_confirmation_says_that_a_copy_is_emailed_to_the_address_that_was_given() {
    let app = app(Sending::Mailed).await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    asha.get("/complaint/sent")
        .await
        .says("We are emailing everything you sent to a…@e….org")
        .does_not_say("Email me a copy");
    // It goes by itself already: the button of another day sends no second one.
    asha.post("/complaint/sent", &[]).await.to("/complaint/sent");
    assert_eq!(view(&app, &reference).await.messages.len(), 1);
    let nobody = app.browser().post("/complaint/sent", &[]).await;
    nobody.to("/track");
}

#[tokio::test]
async fn staff_give_a_code_after_two_answers_that_fit_and_see_neither() {
    let app = app(Sending::ByHand).await;
    let reference = complaint(&mut app.browser()).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let path = format!("/staff/cases/{reference}/code");
    priya.get(&path).await.is(StatusCode::OK).does_not_say("WS1 4AB");
    let mut say = async |way: &str, name: &str, more: &str| {
        let said = [("way", way), ("said_name", name), ("said_more", more)];
        priya.post(&path, &said).await
    };
    for (way, name, more, said) in [
        ("", "O'Neill", "WS1 4AB", "Select how you give the code"),
        ("letter", "O'Neill", "WS1 4AB", "Select how you give the code"),
        ("phone", "", "", "Enter the last name that they say"),
        ("phone", "Patel", "WS1 4AB", "These do not both match"),
        ("phone", "O'Neill", "WS1 4AC", "These do not both match"),
    ] {
        let page = say(way, name, more).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).says(said);
    }
    let page = say("phone", "o'neill", "asha@example.org").await;
    let page = page.is(StatusCode::OK).says("Read the code out now");
    let article = page.body.split("<article").nth(1).unwrap();
    let heading = article.split("<h2").nth(1).unwrap();
    let heading = heading.split(['>', '<']).nth(1).unwrap();
    let digits: String = heading.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 6, "{heading}");
    let mut asha = with_the_name(&app, &reference).await;
    let typed = asha
        .post(&format!("/track/{reference}/code"), &[("code", &digits)])
        .await;
    typed.to(&format!("/track/{reference}"));
    // Domain 5.9: a code alone is no contact; what was said with it is one, and is not lost.
    let contacts = async || {
        let told = view(&app, &reference).await.entries;
        let told = told.iter().filter_map(|entry| {
            if let redress_domain::case::Event::ContactRecorded { channel, .. } = &entry.event {
                return Some(*channel);
            }
            None
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(contacts().await, []);
    let seen = priya.get(&path).await.value_of("seen").unwrap();
    let mut with_words = async |by: &str| {
        let said = [
            ("seen", seen.as_str()),
            ("way", "phone"),
            ("said_name", "O'Neill"),
            ("said_more", "WS1 4AB"),
            ("said_words", "The lamp is broken again."),
            ("said_by", by),
        ];
        priya.post(&path, &said).await
    };
    with_words("")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select how they said it")
        .says("The lamp is broken again.");
    assert_eq!(contacts().await, []);
    with_words("in-person")
        .await
        .is(StatusCode::OK)
        .says("Read the code out now");
    assert_eq!(contacts().await, [Channel::InPerson]);
    // The page is loaded again: another code, and what they said once.
    with_words("in-person").await.is(StatusCode::OK);
    assert_eq!(contacts().await, [Channel::InPerson]);
    // Nobody can guess a postcode by asking staff.
    let mut say = async |way: &str, name: &str, more: &str| {
        let said = [("way", way), ("said_name", name), ("said_more", more)];
        priya.post(&path, &said).await
    };
    for _ in 0..3 {
        let page = say("phone", "O'Neill", "WS9 9ZZ").await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = say("phone", "O'Neill", "WS1 4AB").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("There were too many wrong answers");
}

/// The first message that a page leads to.
fn letter_in(body: &str) -> String {
    let mut links = body
        .split("href=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next());
    links.find(|href| href.contains("/letters/")).unwrap().to_owned()
}

#[tokio::test]
async fn a_demo_shows_each_message_in_the_outbox_as_it_would_have_gone() {
    let app = app(Sending::Shown).await;
    let reference = complaint(&mut app.browser()).await;
    app.wait(SignedDuration::from_secs(1)).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let page = priya
        .get("/staff/outbox")
        .await
        .says("Nothing is sent from a demo");
    let page = page.says("Receipt").says("by email");
    priya
        .get(&letter_in(&page.body))
        .await
        .says("This is what would have gone by email")
        .says("Dear Asha O’Néill")
        .says("We have your complaint, and this is a copy of it.")
        .says("The bin was missed.");
    let mut asha = with_the_name(&app, &reference).await;
    let path = format!("/track/{reference}/code");
    asha.post(&path, &[("turn", "send")]).await.to(&path);
    asha.get(&path).await.says("Nothing is sent from a demo");
    let waiting = priya.get("/staff/outbox?state=waiting").await;
    waiting.says("Code for the track page");
    // An officer sees the messages of their cases, and no outbox.
    let mut dan = signed_in(&app, "Dan Whitlock", &[Role::Officer], &["waste-crews"]).await;
    dan.get("/staff/outbox").await.is(StatusCode::FORBIDDEN);
}

async fn give_up(app: &TestApp) {
    let leased = app.casework.lease_mail(&app.council, "test", 9).await.unwrap();
    let [leased] = leased.as_slice() else {
        panic!("one message waits, not {}", leased.len());
    };
    let why = ("550 no such mailbox", redress_casework::sending::Hope::None);
    let failed = app.casework.mail_failed(&app.council, (leased, "test"), why);
    failed.await.unwrap();
}

#[tokio::test]
async fn a_message_that_was_given_up_is_on_today_and_can_be_tried_again_or_given_by_hand() {
    let app = app(Sending::Mailed).await;
    let reference = complaint(&mut app.browser()).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    give_up(&app).await;
    priya.get("/staff").await.says("Did not reach the customer: 1");
    let page = priya.get("/staff/outbox").await.says("550 no such mailbox");
    let href = letter_in(&page.body);
    let timeline = priya.get(&format!("/staff/cases/{reference}/timeline")).await;
    timeline.says("The customer was not reached by email");
    priya.get(&href).await.says("Try again");
    let messages = format!("/staff/cases/{reference}/messages");
    let nonsense = priya.post(&href, &[("turn", "nonsense")]).await;
    nonsense.is(StatusCode::BAD_REQUEST);
    priya.post(&href, &[("turn", "again")]).await.to(&messages);
    priya.get(&messages).await.says("Waiting to be emailed");
    give_up(&app).await;
    let by_hand = priya.post_and_follow(&href, &[("turn", "by-hand")]).await;
    by_hand.says("Written down: the customer has it");
    priya
        .get("/staff")
        .await
        .does_not_say("Did not reach the customer");
    let again = priya.post_and_follow(&href, &[("turn", "again")]).await;
    again.says("Somebody else saw to this message already");
    // The customer learns nothing of our mail from the status.
    let mut asha = with_the_name(&app, &reference).await;
    asha.get(&format!("/track/{reference}"))
        .await
        .does_not_say("not reached");
}

/// The messages about a withdrawal.
async fn withdrawals(app: &TestApp, reference: &str) -> usize {
    let messages = view(app, reference).await.messages;
    let told = messages
        .iter()
        .filter(|message| message.purpose == MessagePurpose::Withdrawal);
    told.count()
}

// A reference and a name are on every letter: whoever reads one could end somebody's complaint unseen.
#[tokio::test]
async fn a_withdrawal_asks_for_the_code_keeps_what_was_typed_and_is_confirmed() {
    let app = app(Sending::Mailed).await;
    let reference = complaint(&mut app.browser()).await;
    let mut sam = with_the_name(&app, &reference).await;
    let at = |end: &str| format!("/track/{reference}{end}");
    sam.get(&at("/withdraw")).await.to(&at("/code"));
    let typed = [("reason", "It was collected.")];
    sam.post(&at("/withdraw"), &typed).await.to(&at("/code"));
    assert!(!view(&app, &reference).await.case.is_closed());
    assert_eq!(withdrawals(&app, &reference).await, 0);

    let digits = code(&app, &reference).await;
    sam.post(&at("/code"), &[("code", &digits)]).await.to(&at(""));
    sam.get(&at("/withdraw"))
        .await
        .is(StatusCode::OK)
        .says("It was collected.")
        .says("We confirm it to you");
    sam.post_and_follow(&at("/withdraw"), &typed)
        .await
        .says("Your wish to withdraw was added to")
        .says("We confirm it to you");
    assert_eq!(withdrawals(&app, &reference).await, 1);
    // A second press.
    sam.post(&at("/withdraw"), &typed).await.to(&at(""));
    assert_eq!(withdrawals(&app, &reference).await, 1);
}

/// A case of somebody who is answered in a way.
async fn answered_by(priya: &mut Browser, (name, reply_by): (&str, &str)) -> String {
    let call = [
        ("channel", "phone"),
        ("received_on", "2/11/2026"),
        ("received_time", "9:30am"),
        ("name", name),
        ("phone", "07700 900982"),
        ("address", "3 Mill Lane\nWestham"),
        ("postcode", "WS1 4AB"),
        ("reply_by", reply_by),
        ("what_happened", "The lamp is out."),
        ("wanted", "Mend it."),
        ("service", "waste"),
        ("unhappy", "no"),
        ("settled", "no"),
        ("person", "new"),
        ("do", "log"),
    ];
    let page = priya.post_and_follow("/staff/cases/new", &call).await;
    page.is(StatusCode::OK).reference().unwrap()
}

/// Their browser, which asks for a code.
async fn asks_for_a_code(app: &TestApp, (reference, name): (&str, &str)) -> Browser {
    let mut browser = app.browser();
    let proof = [("reference", reference), ("proof", name)];
    browser.post_and_follow("/track", &proof).await.is(StatusCode::OK);
    let path = format!("/track/{reference}/code");
    browser.post(&path, &[("turn", "send")]).await.to(&path);
    browser
}

// Complaint Handling Code 3: for people without email the code comes by text, by post or over the phone, and those who give it are
// told that somebody waits.
#[tokio::test]
async fn a_code_that_no_machine_sends_is_a_thing_to_do_for_those_who_give_it() {
    let app = app(Sending::Mailed).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    let mut colin = signed_in(&app, "Colin Baxter", &[Role::ServiceManager], &["waste-crews"]).await;
    let emailed = complaint(&mut app.browser()).await;
    let mut asha = with_the_name(&app, &emailed).await;
    let path = format!("/track/{emailed}/code");
    asha.post(&path, &[("turn", "send")]).await.to(&path);
    // What a mail server takes asks nothing of anybody.
    priya.get("/staff").await.does_not_say("Codes to give");

    let texted = answered_by(&mut priya, ("Ivy Doherty", "text")).await;
    let mut ivy = asks_for_a_code(&app, (&texted, "Doherty")).await;
    ivy.get(&format!("/track/{texted}/code"))
        .await
        .says("Somebody here sends it to the number that ends 982, when we are open");
    let posted = answered_by(&mut priya, ("Sam Lund", "letter")).await;
    asks_for_a_code(&app, (&posted, "Lund")).await;

    let list = "/staff/outbox?state=codes";
    priya.get("/staff").await.says("Codes to give: 2").says(list);
    colin.get("/staff").await.does_not_say("Codes to give");
    priya
        .get(list)
        .await
        .says(&texted)
        .says(&posted)
        .does_not_say(&emailed)
        .says("Waiting for somebody to give it by text message");
    priya
        .get(&format!("/staff/cases/{texted}"))
        .await
        .says("Ivy Doherty asked for a code by text message and waits for it.")
        .says(&format!("/staff/cases/{texted}/code"));
    priya
        .get(&format!("/staff/cases/{emailed}"))
        .await
        .does_not_say("asked for a code");
    // A code is kept nowhere, so no print run has one; the page that makes runs says so.
    priya.post_and_follow("/staff/print-runs", &[]).await.says(
        "1 letter with a code waits to be posted, in no print run: a code is made as it is given, and is kept nowhere.",
    );

    for (reference, way) in [(&texted, "text"), (&posted, "letter")] {
        let place = format!("/staff/cases/{reference}/code");
        priya.post(&place, &[("way", way)]).await.is(StatusCode::OK);
        priya
            .get(&format!("/staff/cases/{reference}"))
            .await
            .does_not_say("asked for a code");
    }
    priya.get("/staff").await.does_not_say("Codes to give");
    priya.get(list).await.does_not_say(&texted);
    priya.get("/staff/print-runs").await.does_not_say("with a code");
}
