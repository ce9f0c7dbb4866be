//! Signing in and out, and what cannot be done by trying often.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Kind, Role};
use redress_web::Settings;
use redress_web::password::Cost;

use super::{case, email, signed_in};
use crate::admin::administrator;
use crate::api::program;
use crate::app::{Answer, PASSWORD, POLICY, TestApp};

const SIGN_IN: &str = "/staff/sign-in";
const WRONG: &str = "Email address or password is not right";

#[tokio::test]
async fn signing_in_leads_to_the_page_that_was_asked_for_and_signing_out_ends_it() {
    let app = TestApp::new().await;
    app.create_user("Priya Nair", &[Role::Adviser], &["customer-services"])
        .await;
    let mut priya = app.browser();
    priya
        .get("/staff/triage")
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Ftriage");
    let form = [
        ("email", " PRIYA.NAIR@westshire.example.org"),
        ("password", PASSWORD),
        ("next", "/staff/triage"),
    ];
    let answer = priya.post(SIGN_IN, &form).await.to("/staff/triage");
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let page = priya.get("/staff").await.is(StatusCode::OK);
    page.says("Priya Nair")
        .says("Nothing is due today.")
        .says("Triage");
    let stolen = priya.clone();
    priya
        .post("/staff/sign-out", &[])
        .await
        .to("/staff/sign-in?signed-out=yes");
    for mut browser in [priya, stolen] {
        browser.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    }
}

#[tokio::test]
async fn signing_in_never_leads_to_another_site() {
    let app = TestApp::new().await;
    app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
    for elsewhere in ["//example.org/staff", "https://example.org", "/\\example.org"] {
        let mut priya = app.browser();
        let email = email("Priya Nair");
        let form = [
            ("email", email.as_str()),
            ("password", PASSWORD),
            ("next", elsewhere),
        ];
        priya.post(SIGN_IN, &form).await.to("/staff");
    }
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    let app = TestApp::new().await;
    app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
    let mut pages = Vec::new();
    for (who, password) in [("priya.nair", "wrong"), ("nobody.here", PASSWORD)] {
        let email = format!("{who}@westshire.example.org");
        let form = [("email", email.as_str()), ("password", password)];
        let answer = app.browser().post(SIGN_IN, &form).await;
        let answer = answer
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(WRONG)
            .says(&email);
        pages.push(answer.does_not_say(password).body.replace(&email, ""));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn nobody_can_lock_somebody_else_out_by_guessing_their_password() {
    let app = TestApp::new().await;
    app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
    let email = email("Priya Nair");
    let guess = [("email", email.as_str()), ("password", "guess")];
    let mut guesser = app.browser();
    for _ in 0..5 {
        guesser.post(SIGN_IN, &guess).await.says(WRONG);
    }
    let right = [("email", email.as_str()), ("password", PASSWORD)];
    guesser
        .post(SIGN_IN, &right)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS)
        .says("15 minutes")
        .says("01632 960");
    // Priya is in another network, and signs in.
    let mut priya = app.browser();
    priya.address.set_ip([203, 0, 113, 7].into());
    priya.post(SIGN_IN, &right).await.to("/staff");
    app.wait(SignedDuration::from_mins(16)).await;
    guesser.post(SIGN_IN, &right).await.to("/staff");
}

#[tokio::test]
async fn a_browser_that_somebody_has_used_before_is_closed_by_nobody_elses_tries() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    app.create_user("Omar Diaz", &[Role::Adviser], &[]).await;
    priya.post("/staff/sign-out", &[]).await;
    // The guests of the library come from the council's own address.
    let mut guest = app.browser();
    guest.address = priya.address;
    let email = email("Priya Nair");
    let guess = [("email", email.as_str()), ("password", "guess")];
    let right = [("email", email.as_str()), ("password", PASSWORD)];
    for _ in 0..5 {
        guest.post(SIGN_IN, &guess).await.says(WRONG);
    }
    guest
        .post(SIGN_IN, &right)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
    let mut guesser = priya.clone();
    priya.post(SIGN_IN, &right).await.to("/staff");
    // A neighbour in the same network is another place.
    let mut neighbour = app.browser();
    neighbour.address.set_ip([198, 51, 0, 200].into());
    neighbour.post(SIGN_IN, &right).await.to("/staff");
    // The known browser has its own five tries, and vouches for nobody else.
    for _ in 0..5 {
        guesser.post(SIGN_IN, &guess).await.says(WRONG);
    }
    guesser
        .post(SIGN_IN, &right)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
    let omar = "omar.diaz@westshire.example.org";
    let guess = [("email", omar), ("password", "guess")];
    for _ in 0..5 {
        guesser.post(SIGN_IN, &guess).await.says(WRONG);
    }
    guesser
        .post(SIGN_IN, &[("email", omar), ("password", PASSWORD)])
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_network_that_tries_many_addresses_is_paused() {
    let app = TestApp::new().await;
    let mut guesser = app.browser();
    for number in 0..300 {
        let email = format!("person{number}@westshire.example.org");
        let guess = [("email", email.as_str()), ("password", "guess")];
        guesser.post(SIGN_IN, &guess).await.says(WRONG);
    }
    let guess = [("email", "one.more@westshire.example.org"), ("password", "guess")];
    guesser
        .post(SIGN_IN, &guess)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_session_ends_after_two_idle_hours_and_after_twelve_in_any_case() {
    let app = TestApp::new().await;
    let mut idle = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let mut busy = signed_in(&app, "Omar Diaz", &[Role::Adviser], &[]).await;
    let mut lived = 0;
    while busy.get("/staff").await.status == StatusCode::OK {
        app.wait(SignedDuration::from_mins(60)).await;
        lived += 1;
        assert!(lived <= 12, "it should have ended");
    }
    assert_eq!(lived, 12);
    idle.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
}

/// Puts a policy in force that says this of how long a session lasts.
async fn lasts(app: &TestApp, idle: &str, longest: &str) {
    let text = POLICY
        .replacen("idle_minutes = 120 ", &format!("idle_minutes = {idle} "), 1)
        .replacen("longest_hours = 12 ", &format!("longest_hours = {longest} "), 1)
        .replacen("starts_on = 2026-04-01", "starts_on = 2026-11-02", 1);
    let policy = Policy::parse(&text).unwrap();
    app.casework
        .adopt_policy(&TestApp::setup(), policy)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_council_says_how_long_a_session_lasts_and_nothing_that_was_typed_is_lost() {
    let app = TestApp::new().await;
    case(&app, Kind::ServiceRequest, None).await;
    let mut before = signed_in(&app, "Omar Diaz", &[Role::Adviser], &[]).await;
    app.wait(SignedDuration::from_mins(20)).await;
    lasts(&app, "15", "1").await;
    // From its first day, in the browsers that are signed in too.
    before.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    let mut busy = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    for _ in 0..5 {
        app.wait(SignedDuration::from_mins(11)).await;
        busy.get("/staff").await.is(StatusCode::OK);
    }
    app.wait(SignedDuration::from_mins(5)).await;
    busy.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    let mut idle = signed_in(&app, "Una Novak", &[Role::Adviser], &[]).await;
    app.wait(SignedDuration::from_mins(15)).await;
    let reason = "Asked Housing & \"Repairs\" <today>.";
    idle.post("/staff/triage", &[("because", reason)])
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
    // The form waits for longer than a session may be idle.
    app.wait(SignedDuration::from_mins(90)).await;
    let email = email("Una Novak");
    let form = [
        ("email", email.as_str()),
        ("password", PASSWORD),
        ("next", "/staff/send-again"),
    ];
    idle.post(SIGN_IN, &form).await.to("/staff/send-again");
    let page = idle.get("/staff/send-again").await.is(StatusCode::OK);
    assert_eq!(page.value_of("because").as_deref(), Some(reason));
    // And the page on cookies says the time that holds.
    app.browser()
        .get("/cookies")
        .await
        .says("After 15 minutes without use");
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_sent_after_signing_in() {
    let app = TestApp::new().await;
    case(&app, Kind::ServiceRequest, None).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    app.wait(SignedDuration::from_hours(3)).await;
    let reason = "Asked Housing & \"Repairs\" <today>.";
    priya
        .post("/staff/triage", &[("because", reason)])
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
    let email = email("Priya Nair");
    let form = [
        ("email", email.as_str()),
        ("password", PASSWORD),
        ("next", "/staff/send-again"),
    ];
    priya.post(SIGN_IN, &form).await.to("/staff/send-again");
    let page = priya.get("/staff/send-again").await.is(StatusCode::OK);
    let page = page.says(reason).says("action=\"/staff/triage?kept=");
    assert_eq!(page.value_of("because").as_deref(), Some(reason));
    // A page that is loaded again loses nothing; what is sent is kept no longer.
    priya.get("/staff/send-again").await.says(reason);
    priya
        .post(&action(&page), &[("because", reason)])
        .await
        .to("/staff/triage");
    priya.get("/staff/send-again").await.to("/staff");
}

/// Where the first form of a page goes that was kept.
fn action(page: &Answer) -> String {
    let from = page.body.find("action=\"/staff/triage?kept=").unwrap() + "action=\"".len();
    let length = page.body[from..].find('"').unwrap();
    page.body[from..from + length].to_owned()
}

#[tokio::test]
async fn of_two_forms_that_were_sent_when_the_session_had_ended_none_is_lost() {
    let app = TestApp::new().await;
    case(&app, Kind::ServiceRequest, None).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    app.wait(SignedDuration::from_hours(3)).await;
    for reason in ["Asked Housing.", "Asked Highways."] {
        priya
            .post("/staff/triage", &[("because", reason)])
            .await
            .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
        // They stand in the order in which they were typed.
        app.wait(SignedDuration::from_mins(1)).await;
    }
    let email = email("Priya Nair");
    let form = [
        ("email", email.as_str()),
        ("password", PASSWORD),
        ("next", "/staff/send-again"),
    ];
    priya.post(SIGN_IN, &form).await.to("/staff/send-again");
    let page = priya.get("/staff/send-again").await;
    let page = page
        .says("Asked Housing.")
        .says("Asked Highways.")
        .says("Send again (1 of 2)")
        .says("Do not send it (2 of 2)");
    priya
        .post(&action(&page), &[("because", "Asked Housing.")])
        .await
        .to("/staff/triage");
    let page = priya.get("/staff/send-again").await;
    let page = page.says("Asked Highways.").does_not_say("Asked Housing.");
    let which = page.value_of("which").unwrap();
    // Nobody else's browser has it, and whoever has it says that it is not sent.
    let mut other = signed_in(&app, "Grace Obi", &[Role::Adviser], &[]).await;
    other.post("/staff/send-again", &[("which", &which)]).await;
    priya.get("/staff/send-again").await.says("Asked Highways.");
    priya
        .post("/staff/send-again", &[("which", &which)])
        .await
        .to("/staff/send-again");
    priya.get("/staff/send-again").await.to("/staff");
}

#[tokio::test]
async fn what_one_person_typed_is_shown_to_nobody_else_who_signs_in_at_that_browser() {
    let app = TestApp::new().await;
    let mut browser = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    signed_in(&app, "Grace Obi", &[Role::Adviser], &[]).await;
    browser
        .post("/staff/sign-out", &[])
        .await
        .to("/staff/sign-in?signed-out=yes");
    let reason = "The EGRET file is for us alone.";
    browser
        .post("/staff/triage", &[("because", reason)])
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
    let form = |email| {
        [
            ("email", email),
            ("password", PASSWORD),
            ("next", "/staff/send-again"),
        ]
    };
    let (priya, grace) = (email("Priya Nair"), email("Grace Obi"));
    browser.post(SIGN_IN, &form(&grace)).await.to("/staff/send-again");
    browser.get("/staff/send-again").await.to("/staff");
    browser
        .get("/staff")
        .await
        .is(StatusCode::OK)
        .does_not_say("EGRET");
    // It waits for whoever typed it.
    browser
        .post("/staff/sign-out", &[])
        .await
        .to("/staff/sign-in?signed-out=yes");
    browser.post(SIGN_IN, &form(&priya)).await.to("/staff/send-again");
    let page = browser.get("/staff/send-again").await.is(StatusCode::OK);
    assert_eq!(page.value_of("because").as_deref(), Some(reason));
}

#[tokio::test]
async fn sessions_of_a_whole_council_end_at_one_address_and_no_word_is_lost() {
    let app = TestApp::new().await;
    let reason = "Asked Housing & \"Repairs\" <today>.";
    let mut browsers = Vec::new();
    for count in 0..52 {
        browsers.push(signed_in(&app, &format!("Person {count}"), &[Role::Adviser], &[]).await);
    }
    app.wait(SignedDuration::from_hours(3)).await;
    for browser in &mut browsers {
        browser
            .post("/staff/triage", &[("because", reason)])
            .await
            .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
    }
    // Of nobody known, and of one person beyond any day's work, nothing is kept: the page itself has the words.
    let mut last = browsers.pop().unwrap();
    for _ in 1..50 {
        last.post("/staff/triage", &[("because", reason)]).await;
    }
    for mut browser in [app.browser(), last] {
        let page = browser.post("/staff/triage", &[("because", reason)]).await;
        let page = page
            .is(StatusCode::FORBIDDEN)
            .says("Sign in (opens in new tab)")
            .says("action=\"/staff/triage\"");
        assert_eq!(page.value_of("because").as_deref(), Some(reason));
    }
}

#[tokio::test]
async fn only_a_demo_lets_anybody_be_anybody() {
    let settings = |is_demo| Settings {
        secure_cookies: false,
        password_cost: Cost::Slight,
        is_demo,
        ..Settings::default()
    };
    for is_demo in [false, true] {
        let app = TestApp::with(settings(is_demo)).await;
        let id = app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
        let mut visitor = app.browser();
        let page = visitor.get(SIGN_IN).await.is(StatusCode::OK);
        let answer = visitor.post(SIGN_IN, &[("as", id.as_str())]).await;
        if is_demo {
            page.says("Sign in as Priya Nair, adviser");
            answer.to("/staff");
        } else {
            page.does_not_say("Priya");
            answer.is(StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
}

#[tokio::test]
async fn a_form_from_another_site_does_nothing() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya.comes_from = "cross-site";
    priya.post("/staff/sign-out", &[]).await.is(StatusCode::FORBIDDEN);
    priya.get("/staff").await.is(StatusCode::OK);
}

#[tokio::test]
async fn an_account_that_guessing_locked_is_a_line_of_the_audit_log_and_a_number_once_for_each_lock() {
    let app = TestApp::new().await;
    app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
    let mut ada = administrator(&app).await;
    let mut ida = signed_in(&app, "Ida Auditor", &[Role::Auditor], &[]).await;
    let watcher = program(&app, "watcher", &[Role::Administrator], &[]).await;
    let locks = "redress_try_limits_reached_total{council=\"westshire\",door=\"sign-in\"}";
    let known = email("Priya Nair");
    let mut pages = Vec::new();
    for email in [known.as_str(), "nobody.here@westshire.example.org"] {
        let guess = [("email", email), ("password", "guess")];
        let mut guesser = app.browser();
        for _ in 0..5 {
            guesser.post(SIGN_IN, &guess).await.says(WRONG);
        }
        for _ in 0..3 {
            let answer = guesser.post(SIGN_IN, &guess).await;
            pages.push(answer.is(StatusCode::TOO_MANY_REQUESTS).body);
        }
    }
    // Whoever guesses does not learn which of them is an account.
    pages.dedup();
    assert_eq!(pages.len(), 1);
    let text = watcher.get("/metrics").await.is(200).text;
    assert!(text.contains(&format!("{locks} 2\n")), "{text}");
    // From another place within the same time: another lock, and no other line.
    let mut elsewhere = app.browser();
    elsewhere.address.set_ip([203, 0, 113, 7].into());
    for _ in 0..6 {
        elsewhere
            .post(SIGN_IN, &[("email", known.as_str()), ("password", "guess")])
            .await;
    }
    for reader in [&mut ada, &mut ida] {
        let log = reader.get("/admin/audit?what=sign-in-locked").await.main();
        assert_eq!(
            log.matches("Sign-in locked after wrong tries: Priya Nair")
                .count(),
            1,
            "{log}"
        );
        assert!(
            log.contains("after 5 wrong passwords") && log.contains("The program"),
            "{log}"
        );
    }
    let text = watcher.get("/metrics").await.is(200).text;
    assert!(text.contains(&format!("{locks} 3\n")), "{text}");
    app.wait(SignedDuration::from_mins(16)).await;
    for _ in 0..6 {
        elsewhere
            .post(SIGN_IN, &[("email", known.as_str()), ("password", "guess")])
            .await;
    }
    let log = ada.get("/admin/audit?what=sign-in-locked").await.main();
    assert_eq!(
        log.matches("Sign-in locked").count(),
        3,
        "two lines and the choice: {log}"
    );
    let sound = app.casework.store().verify(&app.council, |_| {}).await.unwrap();
    assert!(sound.is_sound(), "{sound:?}");
}
