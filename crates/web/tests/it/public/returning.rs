//! Saving what was begun, and coming back to it with the code.

use axum::http::StatusCode;
use jiff::SignedDuration;

use redress_web::password::Cost;
use redress_web::{Sending, Settings};

use super::{COMPLAINT, answer, send};
use crate::app::{Browser, TestApp};

/// Answers the first questions of a complaint.
async fn begin(browser: &mut Browser) {
    for (slug, form) in COMPLAINT.iter().take(7) {
        browser
            .post(&format!("/complaint/{slug}"), form)
            .await
            .is(StatusCode::SEE_OTHER);
    }
}

/// Saves what was begun and answers the code that is shown.
async fn saved(browser: &mut Browser) -> String {
    let page = browser
        .post_and_follow("/complaint/effect", &[("effect", "Half a sen"), ("turn", "save")])
        .await
        .says("Your answers are saved")
        .says("until 9 November 2026 at 10am");
    let text = page.text();
    let mut words = text.split_whitespace();
    words
        .find(|word| word.len() == 24 && word.matches('-').count() == 4)
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn what_was_begun_goes_on_on_another_device_with_everything_typed_and_every_file() {
    let app = TestApp::new().await;
    let mut laptop = app.browser();
    begin(&mut laptop).await;
    laptop
        .post_file(
            "/complaint/evidence",
            &[("turn", "add")],
            ("bin.png", super::files::PNG),
        )
        .await
        .to("/complaint/evidence");
    let code = saved(&mut laptop).await;
    let mut phone = app.browser();
    let typed = code.to_lowercase().replace('-', " ");
    // What was not finished is asked again, with what was typed.
    phone
        .post("/continue", &[("code", &typed)])
        .await
        .to("/complaint/effect");
    phone.get("/complaint/effect").await.says("Half a sen");
    phone
        .get("/complaint/what-happened")
        .await
        .says("The bin was missed.");
    phone.get("/complaint/evidence").await.says("bin.png (PNG, ");
    answer(&mut phone, "/complaint", &COMPLAINT[7..]).await;
    let sent = send(&mut phone, "/complaint").await;
    assert!(sent.reference().is_some());
    let record = app.record().await;
    assert_eq!(record.iter().filter(|(kind, _)| kind == "file-added").count(), 1);
    // It was handed over: the first device has it no more, and the code is spent.
    laptop.get("/complaint/check").await.to("/complaint/route");
    app.browser()
        .post("/continue", &[("code", &code)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("We could not find anything with that code");
}

#[tokio::test]
async fn a_code_that_is_wrong_or_has_ended_gets_the_same_answer_and_guessing_is_slowed_down() {
    let app = TestApp::new().await;
    let mut laptop = app.browser();
    begin(&mut laptop).await;
    let code = saved(&mut laptop).await;
    app.wait(SignedDuration::from_hours(7 * 24)).await;
    let mut phone = app.browser();
    let ended = phone.post("/continue", &[("code", &code)]).await;
    let ended = ended.is(StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = redress_domain::draft_code::DraftCode::of("somebody else's").to_string();
    let wrong = phone.post("/continue", &[("code", &unknown)]).await;
    assert_eq!(
        ended.main().replace(&code, ""),
        wrong.main().replace(&unknown, "")
    );
    phone
        .post("/continue", &[("code", "K7P4")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter your code, like K7P4-29QX-M3TV-8HRA-5WDE")
        .says("value=\"K7P4\"");
    let mistyped = crate::app::mistyped(&code);
    phone
        .post("/continue", &[("code", &mistyped)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Check the code: one letter or number is wrong")
        .says(&format!("value=\"{mistyped}\""));
    for _ in 0..8 {
        phone.post("/continue", &[("code", &unknown)]).await;
    }
    phone
        .post("/continue", &[("code", &unknown)])
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn what_is_begun_on_this_device_goes_only_when_that_is_said() {
    let app = TestApp::new().await;
    let mut laptop = app.browser();
    begin(&mut laptop).await;
    let code = saved(&mut laptop).await;
    let mut phone = app.browser();
    phone
        .post(
            "/complaint/what-happened",
            &[("what_happened", "Another matter.")],
        )
        .await;
    phone
        .post("/continue", &[("code", &code)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You have begun the same form on this device");
    phone
        .get("/complaint/what-happened")
        .await
        .says("Another matter.");
    phone
        .post("/continue", &[("code", &code), ("replace", "yes")])
        .await
        .to("/complaint/effect");
    phone
        .get("/complaint/what-happened")
        .await
        .says("The bin was missed.");
}

#[tokio::test]
async fn the_code_itself_is_nowhere_in_the_database() {
    let app = TestApp::new().await;
    let mut laptop = app.browser();
    begin(&mut laptop).await;
    let code = saved(&mut laptop).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all");
    app.casework.store().backup(&path, app.now()).await.unwrap();
    let everything = std::fs::read_to_string(path).unwrap();
    assert!(everything.contains("Half a sen"));
    assert!(!everything.contains(&code) && !everything.contains(&code.replace('-', "")));
}

/// A service from which e-mail leaves.
async fn mailing() -> TestApp {
    TestApp::with(Settings {
        secure_cookies: false,
        password_cost: Cost::Slight,
        sending: Sending::Mailed,
        ..Settings::default()
    })
    .await
}

#[tokio::test]
async fn a_link_by_email_brings_back_what_was_saved_once_a_button_is_pressed() {
    let app = mailing().await;
    let mut laptop = app.browser();
    begin(&mut laptop).await;
    let code = saved(&mut laptop).await;
    laptop
        .get("/complaint/save")
        .await
        .says("Send me a link by email")
        .says("forget it when the link is sent");
    let link_to = [("link_to", " asha@example.org ")];
    laptop
        .post("/complaint/save", &link_to)
        .await
        .to("/complaint/save?asked");
    laptop
        .get("/complaint/save?asked")
        .await
        .says("We are sending you the link")
        .says(&code);
    let links = app.casework.take_draft_links(&app.council, 5).await.unwrap();
    let [link] = links.as_slice() else {
        panic!("one link: {links:?}")
    };
    assert_eq!(link.to(), "asha@example.org");
    // What looks at links in a mailbox takes nothing over.
    let mut phone = app.browser();
    let path = format!("/continue?code={}", link.code);
    phone
        .get(&path)
        .await
        .is(StatusCode::OK)
        .says(&format!("value=\"{}\"", link.code));
    laptop.get("/complaint/effect").await.says("Half a sen");
    let link_code = link.code.to_string();
    phone
        .post("/continue", &[("code", &link_code)])
        .await
        .to("/complaint/effect");
    phone.get("/complaint/effect").await.says("Half a sen");
    // It was handed over: neither code opens it any more.
    for spent in [code, link_code] {
        app.browser()
            .post("/continue", &[("code", &spent)])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_kept_as_it_was_typed_and_too_many_links_are_refused() {
    let app = mailing().await;
    let mut laptop = app.browser();
    begin(&mut laptop).await;
    let code = saved(&mut laptop).await;
    laptop
        .post("/complaint/save", &[("link_to", "asha at example")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter an email address in the correct format")
        .says("value=\"asha at example\"")
        .says(&code);
    let link_to = [("link_to", "asha@example.org")];
    for _ in 0..3 {
        laptop
            .post("/complaint/save", &link_to)
            .await
            .to("/complaint/save?asked");
    }
    laptop
        .post("/complaint/save", &link_to)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS)
        .says("We cannot send another link to this address for now")
        .says(&code);
}

#[tokio::test]
async fn where_no_email_leaves_no_link_is_offered() {
    let app = TestApp::new().await;
    let mut laptop = app.browser();
    begin(&mut laptop).await;
    saved(&mut laptop).await;
    let page = laptop.get("/complaint/save").await;
    assert!(!page.main().contains("by email"));
    laptop
        .post("/complaint/save", &[("link_to", "asha@example.org")])
        .await
        .is(StatusCode::NOT_FOUND);
    app.browser()
        .post("/complaint/save", &[("link_to", "asha@example.org")])
        .await
        .to("/complaint/route");
}
