//! Due dates as a calendar at a secret address, and figures by e-mail: made, shown and ended on the account.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, email, signed_in};
use crate::app::{Answer, Browser, PASSWORD, TestApp};

const ACCOUNT: &str = "/staff/account";

/// The path of the address that a page shows.
fn address(page: &Answer) -> String {
    let (_, after) = page.body.split_once("app-link-to-hand-over\">").unwrap();
    let (address, _) = after.split_once('<').unwrap();
    let (_, place) = address.split_once("://").unwrap();
    let (_, path) = place.split_once('/').unwrap();
    format!("/{path}")
}

/// What a program that others wrote reads in a calendar: a line for each event, its day and what it says.
pub(super) fn read_by_others(calendar: &str) -> Vec<String> {
    const READ: &str = r"
        import ICAL from 'ical.js';
        import { readFileSync } from 'node:fs';
        const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
        for (const component of calendar.getAllSubcomponents('vevent')) {
            const event = new ICAL.Event(component);
            const days = event.endDate.subtractDate(event.startDate).toSeconds() / 86400;
            console.log(`${event.startDate.isDate ? 'day' : 'time'} ${event.startDate} ${days} ${event.uid.length > 9} ${event.summary}`);
        }";
    let mut node = Command::new("node")
        .args(["--input-type=module", "--eval", READ])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(calendar.as_bytes()).unwrap();
    let said = node.wait_with_output().unwrap();
    assert!(said.status.success(), "it cannot be read:\n{calendar}");
    let said = String::from_utf8(said.stdout).unwrap();
    said.lines().map(str::to_owned).collect()
}

pub(super) async fn make(browser: &mut Browser) -> String {
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
    let read = read_by_others(&feed.body);
    // Every date of the case, and not the earliest alone.
    assert_eq!(read.len(), 2, "{read:?}");
    for (due, what) in read.iter().zip(["First answer", "Work done"]) {
        let is_day = due.starts_with("day 2026-1") && due.contains(" 1 true ");
        assert!(
            is_day && due.ends_with(&format!("{what}: {reference}")),
            "{read:?}"
        );
    }
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
