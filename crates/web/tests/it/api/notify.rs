//! What GOV.UK Notify says by itself.

use axum::body::Body;
use axum::http::Request;
use redress_casework::govuk_notify::Taken;
use redress_domain::case::Event;
use redress_domain::id::MessageId;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Role};
use redress_store::message::{MessageRow, MessageState};
use redress_web::Settings;
use redress_web::api::Service;
use redress_web::password::Cost;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::app::{HOST, TestApp};
use crate::public::complaint;
use crate::staff::signed_in;

const TOKEN: &str = "a-token-of-thirty-two-characters";

async fn app() -> TestApp {
    let service = Service {
        sets_letters: false,
        channels: vec![Channel::Email],
        callback_token: Some(TOKEN.to_owned()),
    };
    let council = redress_domain::id::CouncilId::parse("westshire").unwrap();
    TestApp::with(Settings {
        secure_cookies: false,
        password_cost: Cost::Slight,
        notify: [(council, service)].into(),
        ..Settings::default()
    })
    .await
}

async fn says(app: &TestApp, (council, token): (&str, &str), said: &str) -> u16 {
    let request = Request::post(format!("/notify/callback/{council}"))
        .header("host", HOST)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(Body::from(said.to_owned()))
        .unwrap();
    app.router().oneshot(request).await.unwrap().status().as_u16()
}

/// The receipt of a complaint, as Notify took it.
async fn taken(app: &TestApp) -> (Reference, MessageId) {
    let reference = Reference::parse(&complaint(&mut app.browser()).await).unwrap();
    let (setup, store) = (TestApp::setup(), app.casework.store());
    let view = app
        .casework
        .open_case(&app.council, &setup, &reference)
        .await
        .unwrap();
    let message = view.messages.first().unwrap().clone();
    let id = message.message_id.clone();
    let mailed = MessageRow {
        state: MessageState::Mailed,
        sent_at: Some(app.now()),
        ..message
    };
    store.put_message(&app.council, &mailed).await.unwrap();
    let row = Taken {
        message_id: id.clone(),
        notification_id: "n-1".to_owned(),
        status: "created".to_owned(),
        said_at: app.now(),
        ask_at: Some(app.now()),
    };
    store.put_notify(&app.council, &row).await.unwrap();
    (reference, id)
}

async fn not_reached(app: &TestApp, reference: &Reference) -> usize {
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, reference)
        .await
        .unwrap();
    let events = view.entries.iter().map(|entry| &entry.event);
    events
        .filter(|event| matches!(event, Event::NotReached { .. }))
        .count()
}

/// A delivery receipt as Notify's documentation shows one.
fn receipt(reference: &str, status: &str) -> Value {
    json!({
        "id": "n-1", "reference": reference, "to": "asha@example.org", "status": status,
        "created_at": "2026-11-02T10:00:00.000000Z", "completed_at": "2026-11-02T10:00:05.000000Z",
        "sent_at": "2026-11-02T10:00:01.000000Z", "notification_type": "email",
        "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a", "template_version": 1
    })
}

#[tokio::test]
async fn a_receipt_and_a_returned_letter_are_facts_of_the_case_once() {
    let app = app().await;
    let (reference, id) = taken(&app).await;
    let right = ("westshire", TOKEN);
    let said = receipt(id.as_str(), "delivered").to_string();
    assert_eq!(says(&app, right, &said).await, 204);
    assert_eq!(not_reached(&app, &reference).await, 0);
    let returned = json!({ "notification_id": "n-1", "reference": id.as_str(), "date_sent": "2026-11-02T10:00:00.000000Z" });
    for _ in 0..2 {
        assert_eq!(says(&app, right, &returned.to_string()).await, 204);
    }
    assert_eq!(not_reached(&app, &reference).await, 1);
    let known = app
        .casework
        .notify_message(&app.council, &id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((known.status.as_str(), known.ask_at), ("returned", None));
}

#[tokio::test]
async fn nobody_else_says_anything_and_what_is_not_ours_changes_nothing() {
    let app = app().await;
    let (reference, id) = taken(&app).await;
    let failed = receipt(id.as_str(), "permanent-failure").to_string();
    for wrong in [
        ("westshire", ""),
        ("westshire", "another"),
        ("eastshire", TOKEN),
        ("%20", TOKEN),
    ] {
        assert_eq!(says(&app, wrong, &failed).await, 401, "{wrong:?}");
    }
    let right = ("westshire", TOKEN);
    assert_eq!(says(&app, right, "{").await, 400);
    for (notification, about) in [("n-1", "of-another-program"), ("n-0", id.as_str())] {
        let mut said = receipt(about, "permanent-failure");
        said["id"] = json!(notification);
        assert_eq!(says(&app, right, &said.to_string()).await, 204);
    }
    let mut nameless = receipt("", "permanent-failure");
    nameless["reference"] = Value::Null;
    assert_eq!(says(&app, right, &nameless.to_string()).await, 204);
    assert_eq!(not_reached(&app, &reference).await, 0);
    assert_eq!(says(&app, right, &failed).await, 204);
    assert_eq!(not_reached(&app, &reference).await, 1);
}

/// A text that was received, as Notify's documentation shows one.
fn received(id: &str, message: &str) -> String {
    let said = json!({
        "id": id, "source_number": "447700900111", "destination_number": "07700900999", "message": message,
        "date_received": "2026-11-02T09:15:30.000000Z"
    });
    said.to_string()
}

#[tokio::test]
async fn a_text_that_was_received_waits_in_triage_once_and_a_wrong_token_brings_none() {
    let app = app().await;
    app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
    let mut priya = crate::case::sign_in(&app, "priya.nair").await;
    let words = "There is glass on the path by the weir";
    assert_eq!(
        says(&app, ("westshire", "wrong"), &received("t-1", words)).await,
        401
    );
    priya.get("/staff/triage").await.does_not_say(words);
    for _ in 0..2 {
        assert_eq!(
            says(&app, ("westshire", TOKEN), &received("t-1", words)).await,
            204
        );
    }
    let page = priya.get("/staff/triage").await.says(words);
    assert_eq!(page.body.matches(words).count(), 1, "{}", page.main());
    // A clock that stands does not make it the oldest of all: it came when it was told.
    let long_ago = received("t-2", "The swing is broken")
        .replace("447700900111", "447700900112")
        .replace("2026-11-02T09", "1999-01-01T09");
    assert_eq!(says(&app, ("westshire", TOKEN), &long_ago).await, 204);
    priya
        .get("/staff/triage")
        .await
        .says("The swing is broken")
        .does_not_say("1999");
}

#[tokio::test]
async fn what_became_of_a_message_stands_on_the_case_and_in_the_outbox_in_plain_words_with_when() {
    let app = app().await;
    let (reference, id) = taken(&app).await;
    let mut ruth = signed_in(&app, "Ruth Bell", &[Role::ComplaintsManager], &[]).await;
    let case = |page: &str| format!("/staff/cases/{reference}/{page}");
    let pages = [
        case("timeline"),
        case("messages"),
        "/staff/outbox?state=mailed".to_owned(),
    ];
    for page in &pages {
        ruth.get(page)
            .await
            .says("On its way, as GOV.UK Notify said on 2 November 2026");
    }
    app.wait(jiff::SignedDuration::from_hours(24)).await;
    let right = ("westshire", TOKEN);
    let said = receipt(id.as_str(), "delivered").to_string();
    assert_eq!(says(&app, right, &said).await, 204);
    let mut ruth = signed_in(&app, "Ruth Ball", &[Role::ComplaintsManager], &[]).await;
    for page in &pages {
        ruth.get(page)
            .await
            .says("Delivered to their mailbox, as GOV.UK Notify said on 3 November 2026");
    }
    // One that failed says so, and no more that it arrived.
    let (reference, id) = taken(&app).await;
    let failed = receipt(id.as_str(), "permanent-failure").to_string();
    assert_eq!(says(&app, right, &failed).await, 204);
    for page in [
        format!("/staff/cases/{reference}/timeline"),
        "/staff/outbox?state=given-up".to_owned(),
    ] {
        ruth.get(&page)
            .await
            .says("Not delivered: there is no such email address, as GOV.UK Notify said on 3 November 2026");
    }
    // And a letter that came back.
    let (reference, id) = taken(&app).await;
    let returned = json!({ "notification_id": "n-1", "reference": id.as_str(), "date_sent": "2026-11-02T10:00:00.000000Z" });
    assert_eq!(says(&app, right, &returned.to_string()).await, 204);
    ruth.get(&format!("/staff/cases/{reference}/timeline"))
        .await
        .says("The letter came back: it was returned to the sender");
}
