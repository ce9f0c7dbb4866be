//! Due dates as a calendar at a secret address, and figures by e-mail: made, shown and ended on the account.

use axum::http::StatusCode;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, email, signed_in};
use crate::app::{Answer, Browser, PASSWORD, TestApp};

const ACCOUNT: &str = "/staff/account";

/// The path of the address that a page shows.
fn address(page: &Answer) -> String {
    let (_, after) = page.body.split_once("app-link-to-hand-over\">https://").unwrap();
    let (address, _) = after.split_once('<').unwrap();
    let (_, path) = address.split_once('/').unwrap();
    format!("/{path}")
}

async fn make(browser: &mut Browser) -> String {
    let page = browser
        .post(&format!("{ACCOUNT}/calendar"), &[("do", "make")])
        .await;
    address(&page.is(StatusCode::OK).says("It is not shown again."))
}

#[tokio::test]
async fn an_officers_due_dates_are_read_at_a_secret_address_without_a_name_until_it_is_closed() {
    let app = TestApp::new().await;
    let id = app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let mut dan = app.browser();
    let sign_in = [("email", &*email("Dan Whitlock")), ("password", PASSWORD)];
    dan.post("/staff/sign-in", &sign_in).await.to("/staff");
    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let place = format!("/staff/triage/{reference}");
    let version = priya.get(&place).await.value_of("version").unwrap();
    let triage = [
        ("version", version.as_str()),
        ("kind", "service-request"),
        ("service", "waste"),
        ("owner", id.as_str()),
        ("priority", "standard"),
    ];
    priya.post(&place, &triage).await.is(StatusCode::SEE_OTHER);

    let first = make(&mut dan).await;
    let mut program = app.browser();
    let feed = program.get(&first).await.is(StatusCode::OK);
    assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(feed.body.starts_with("BEGIN:VCALENDAR\r\n"), "{}", feed.body);
    let summary = format!("SUMMARY:First answer: {reference}\r\n");
    assert!(feed.body.contains(&summary), "{}", feed.body);
    for private in ["Asha", "Dan", "Whitlock", "bin"] {
        assert!(!feed.body.contains(private), "{private} in {}", feed.body);
    }
    dan.get(ACCOUNT)
        .await
        .says("Your calendar has an address since")
        .does_not_say(&first);
    let second = make(&mut dan).await;
    program.get(&first).await.is(StatusCode::NOT_FOUND);
    program.get(&second).await.is(StatusCode::OK);
    program
        .get(&second.replace(".ics", ""))
        .await
        .is(StatusCode::NOT_FOUND);
    program
        .get("/calendar/guessed.ics")
        .await
        .is(StatusCode::NOT_FOUND);
    dan.post_and_follow(&format!("{ACCOUNT}/calendar"), &[("do", "end")])
        .await
        .says("The address of your calendar is closed");
    program.get(&second).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn figures_are_asked_for_on_their_page_and_stop_with_one_press_on_the_account() {
    let app = TestApp::new().await;
    let mut colin = signed_in(&app, "Colin Baxter", &[Role::ServiceManager], &["waste-crews"]).await;
    colin
        .get("/staff/reports?view=time&service=waste")
        .await
        .says("Mail these figures to me");
    let ask = [("view", "time"), ("service", "waste"), ("every", "week")];
    colin
        .post_and_follow("/staff/reports/by-email", &ask)
        .await
        .says("The first is mailed to you on Monday 9 November 2026")
        .says("Time, Bins and recycling: every week, next on Monday 9 November 2026.");
    // Asked for again, it is the same one with another rhythm.
    let ask = [("view", "time"), ("service", "waste"), ("every", "month")];
    colin
        .post_and_follow("/staff/reports/by-email", &ask)
        .await
        .says("Time, Bins and recycling: every month, next on Tuesday 1 December 2026.")
        .does_not_say("every week");
    for wrong in [("every", "hour"), ("view", "nothing"), ("service", "No service")] {
        let mut ask = ask.to_vec();
        ask.retain(|(name, _)| *name != wrong.0);
        ask.push(wrong);
        colin
            .post("/staff/reports/by-email", &ask)
            .await
            .is(StatusCode::BAD_REQUEST);
    }
    let stop = [("view", "time"), ("service", "waste")];
    colin
        .post_and_follow("/staff/account/figures", &stop)
        .await
        .says("They are not mailed to you any more")
        .does_not_say("every month");
}
