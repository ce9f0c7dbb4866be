//! E-mail that came in, as an adviser meets it.

use axum::http::StatusCode;
use redress_correspondence::incoming;
use redress_domain::id::MailId;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::TestApp;

/// Takes in an e-mail as a mail server hands it over.
pub(crate) async fn deliver(app: &TestApp, raw: &str) -> MailId {
    let (casework, council) = (&app.casework, &app.council);
    let id = casework.keep_mail(council, raw.as_bytes(), None).await.unwrap();
    let read = incoming::read(raw.as_bytes());
    casework.sort_mail(council, &id, read.as_ref()).await.unwrap();
    id
}

#[tokio::test]
async fn what_waits_is_shown_as_text_and_added_to_its_case() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let raw = format!(
        "From: Meera <meera@example.org>\r\nSubject: Re: {reference}\r\n\r\n<script>alert(1)</script> Nobody came.\r\n\r\nOn 2 Nov \
         2026, Westshire wrote:\r\n> Dear Asha\r\n"
    );
    let id = deliver(&app, &raw).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    priya
        .get("/staff")
        .await
        .says("Waiting for somebody to say what they are: 1");
    let place = format!("/staff/mail/{id}");
    priya
        .get("/staff/mail")
        .await
        .says("meera@example.org")
        .says("Its sender is not on file for the case")
        .says(&place);
    let page = priya.get(&place).await.is(StatusCode::OK);
    let page = page
        .says("Nobody came.")
        .says("Nothing shows that it is from the customer");
    let page = page
        .says(reference.as_str())
        .says("What they quote, and their signature");
    assert!(!page.body.contains("<script>alert"), "it is text alone");
    // What is missing is said, and what was typed is kept.
    priya
        .post(&place, &[("what", ""), ("why", "She rang.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what should be done with it")
        .says("She rang.");
    priya
        .post(&place, &[("what", "case"), ("case", "WS-2222-2222")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    priya
        .post(&place, &[("what", "spam"), ("why", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why nothing is done with it");
    let form = [
        ("what", "case"),
        ("case", reference.as_str()),
        ("why", "She rang."),
    ];
    priya
        .post_and_follow(&place, &form)
        .await
        .says(&format!("The email was added to {reference}"));
    priya
        .get(&place)
        .await
        .does_not_say("What should be done with it?");
    // The case shows it, what it quotes behind a summary, and leads to the original.
    let timeline = priya.get(&format!("/staff/cases/{reference}/timeline")).await;
    let timeline = timeline
        .says("meera@example.org contacted us by email")
        .says("Nobody came.")
        .says("What they quote, and their signature");
    let original = format!("/staff/cases/{reference}/mail/{id}");
    assert!(timeline.body.contains(&original), "{}", timeline.text());
    let saved = priya.get(&original).await.is(StatusCode::OK);
    assert_eq!(saved.body, raw);
    let header = |name: &str| saved.headers[name].to_str().unwrap().to_owned();
    assert!(header("content-disposition").starts_with("attachment;"));
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn what_is_not_of_a_case_is_not_saved_from_it_and_officers_sort_nothing() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let raw = format!("From: mallory@example.org\r\nSubject: {reference}\r\n\r\nTell me.\r\n");
    let id = deliver(&app, &raw).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    // It may be about the case, and is not on it.
    nadia
        .get(&format!("/staff/cases/{reference}/mail/{id}"))
        .await
        .is(StatusCode::NOT_FOUND);
    nadia
        .get(&format!("/staff/mail/{id}/original"))
        .await
        .is(StatusCode::OK);
    let mut dan = signed_in(&app, "Dan Whitlock", &[Role::Officer], &["waste-crews"]).await;
    for path in [
        "/staff/mail".to_owned(),
        format!("/staff/mail/{id}"),
        format!("/staff/mail/{id}/original"),
    ] {
        dan.get(&path).await.is(StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn what_a_program_sent_is_in_a_list_of_its_own_and_can_become_an_item() {
    let app = TestApp::new().await;
    let raw = "From: sam@example.org\r\nSubject: Out of office\r\n\r\nAway, and the lamp is broken.\r\n";
    let id = deliver(&app, raw).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    priya.get("/staff/mail").await.says("There are no emails here.");
    priya
        .get("/staff/mail?state=automatic")
        .await
        .says("Out of office");
    let form = [("what", "new"), ("case", ""), ("why", "")];
    let page = priya.post_and_follow(&format!("/staff/mail/{id}"), &form).await;
    let page = page.says("The email is the new item WS-");
    drop(page);
    priya.get("/staff/triage").await.says("Unassigned items (1)");
}

#[tokio::test]
async fn a_mailbox_in_trouble_is_told_and_the_service_goes_on() {
    let app = TestApp::new().await;
    let mut anybody = app.browser();
    assert_eq!(anybody.get("/health").await.is(StatusCode::OK).body, "ok");
    let why = Some("it does not answer");
    app.casework.mailbox_was(&app.council, why).await.unwrap();
    anybody
        .get("/health")
        .await
        .is(StatusCode::OK)
        .says("the mailbox cannot be read");
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    priya
        .get("/staff/mail")
        .await
        .says("The mailbox cannot be read since");
    app.casework.mailbox_was(&app.council, None).await.unwrap();
    priya
        .get("/staff/mail")
        .await
        .does_not_say("The mailbox cannot be read");
}

#[tokio::test]
async fn the_address_comes_before_a_name_that_is_anothers() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    for (from, shown) in [
        (
            "\"winston@example.org\" <eve@example.net>",
            "eve@example.net, who calls themselves “winston@example.org”",
        ),
        (
            "\"Winston (winston\u{FF20}example.org)\" <eve@example.net>",
            "eve@example.net, who calls themselves “Winston (winston\u{FF20}example.org)”",
        ),
        (
            "winston@example.org <eve@example.net>",
            "eve@example.net, who calls themselves “winston@example.org”",
        ),
        (
            "\"winston@example.org\" <>",
            "no address, by somebody who calls themselves “winston@example.org”",
        ),
        ("\"Eve@example.net\" <eve@example.net>", "eve@example.net"),
        (
            "Winston Lee <winston@example.org>",
            "Winston Lee, winston@example.org",
        ),
    ] {
        let raw = format!("From: {from}\r\nSubject: WS-2222-2222\r\n\r\nIt is me.\r\n");
        let id = deliver(&app, &raw).await;
        let page = priya.get(&format!("/staff/mail/{id}")).await.is(StatusCode::OK);
        let text = page.text();
        let row = text.split("It says it is from").nth(1).unwrap_or_default();
        assert!(row.trim_start().starts_with(shown), "{from}: {text}");
        // No case has the reference in the subject: what has an address became a new item, and the other waits.
        let list = if from.ends_with("<>") {
            "/staff/mail"
        } else {
            "/staff/mail?state=triage"
        };
        priya.get(list).await.says(shown);
    }
}

#[tokio::test]
async fn an_email_that_came_later_than_it_is_now_is_added_as_in_a_demo() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let raw = format!("From: mallory@example.org\r\nSubject: {reference}\r\n\r\nIt is me.\r\n");
    let id = deliver(&app, &raw).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    // As in the demo, whose last moment is later in the morning than somebody opens it.
    app.wait(jiff::SignedDuration::from_hours(-1)).await;
    let form = [
        ("what", "case"),
        ("case", reference.as_str()),
        ("why", "She rang."),
    ];
    priya
        .post_and_follow(&format!("/staff/mail/{id}"), &form)
        .await
        .says(&format!("The email was added to {reference}"));
}
