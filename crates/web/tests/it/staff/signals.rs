//! Signals as their one reader presses them, and the yearly report on fairness.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, Kind, Role};

use super::{case, signed_in};
use crate::app::{Browser, TestApp};

/// Asha wrote eleven times about her bins within the hour, and a manager is there to hear of it.
async fn signalled() -> (TestApp, Browser, String) {
    let app = TestApp::new().await;
    let mut manager = signed_in(&app, "Kim Keeper", &[Role::Staff, Role::ComplaintsManager], &[]).await;
    manager.get("/staff/signals").await.says("No signals are here");
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &reference)
        .await
        .unwrap();
    let person = view.case.customer.clone().unwrap();
    let them = Actor::customer(Some(person.clone()));
    for _ in 0..11 {
        app.wait(SignedDuration::from_mins(1)).await;
        let fresh = app.casework.fresh();
        let contact = NewContact {
            id: fresh.contact(),
            direction: Direction::In,
            channel: Channel::Online,
            at: app.now(),
            purpose: ContactPurpose::Information,
            words: fresh.words("When will you come?"),
        };
        let command = Command::RecordContact(contact);
        let done = app.casework.act_on_latest(&app.council, &them, &view.id, command);
        done.await.unwrap();
    }
    let raised = app.casework.raise_signals_about(&app.council, &person).await;
    assert_eq!(raised.unwrap(), 1);
    manager.get("/staff").await.says("Signals to look at");
    let list = manager
        .get("/staff/signals")
        .await
        .says("Asha Patel")
        .says("Contacts about one matter")
        .says("nobody is scored or ranked");
    let (_, after) = list.body.split_once("href=\"/staff/signals/").unwrap();
    let at = format!("/staff/signals/{}", after.split_once('"').unwrap().0);
    (app, manager, at)
}

#[tokio::test]
async fn its_reader_sees_the_evidence_and_our_part_and_dismisses_it_with_a_reason() {
    let (app, mut manager, at) = signalled().await;
    let page = manager.get(&at).await.is(StatusCode::OK);
    for said in [
        "11 contacts",
        "Up to 10 contacts in 20 working days is nothing to remark on",
        "it raised a new matter, which anybody may",
        "Nothing was late on this case in these days",
        "Dismiss it, with a reason",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    // For everybody else there is no such thing: a manager beside, whoever decides, the front line.
    for (name, role) in [
        ("Mo Manager", Role::ComplaintsManager),
        ("Dee Decider", Role::Executive),
        ("Ada Adviser", Role::Adviser),
        ("Ola Officer", Role::Officer),
    ] {
        let mut other = signed_in(&app, name, &[Role::Staff, role], &[]).await;
        for path in [at.clone(), format!("{at}/dismiss"), format!("{at}/take-up")] {
            other.get(&path).await.is(StatusCode::NOT_FOUND);
        }
        other
            .post(&format!("{at}/dismiss"), &[("reason", "No.")])
            .await
            .is(StatusCode::NOT_FOUND);
    }
    let dismiss = format!("{at}/dismiss");
    manager
        .post(&dismiss, &[("reason", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you leave it");
    let reason = [("reason", "We never told her when we would come.")];
    manager.post(&dismiss, &reason).await.to("/staff/signals");
    manager.get("/staff/signals").await.says("No signals are here");
    manager.get("/staff/signals?list=over").await.says("Dismissed");
    manager
        .get(&at)
        .await
        .says("We never told her when we would come.");
    // A second press loses nothing that was typed.
    manager
        .post(&dismiss, &[("reason", "Once more.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You have seen to it already")
        .says("Once more.");
}

#[tokio::test]
async fn taking_it_up_is_reporting_an_incident_whose_checks_are_all_still_to_answer() {
    let (_, mut manager, at) = signalled().await;
    let take_up = format!("{at}/take-up");
    manager
        .get(&take_up)
        .await
        .says("Nobody is warned before every check is answered");
    let wrong = [("facts", "Eleven times in an hour."), ("on", "2/11/2026")];
    manager
        .post(&take_up, &wrong)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Eleven times in an hour.")
        .says("Select at least one type");
    let right = [
        ("facts", "Eleven times in an hour."),
        ("on", "2/11/2026"),
        ("channel", "online"),
        ("categories", "excessive-contact"),
        ("danger", "no"),
    ];
    let file = manager.post_and_follow(&take_up, &right).await;
    assert!(file.path.starts_with("/staff/arrangements/"), "{}", file.path);
    let file = file.says("Answer the checks before anything else");
    file.says("Eleven times in an hour.");
    manager.get("/staff/signals?list=over").await.says("Taken up");
}

#[tokio::test]
async fn the_evidence_of_one_that_nobody_looked_at_is_gone_with_it() {
    let (app, mut manager, at) = signalled().await;
    app.wait(SignedDuration::from_hours(24 * 60)).await;
    let mut again = signed_in(&app, "Mo Manager", &[Role::Staff, Role::ComplaintsManager], &[]).await;
    again.get(&at).await.is(StatusCode::NOT_FOUND);
    manager
        .post(
            "/staff/sign-in",
            &[
                ("email", &super::email("Kim Keeper")),
                ("password", crate::app::PASSWORD),
            ],
        )
        .await;
    let page = manager.get(&at).await.is(StatusCode::OK).says("gone by itself");
    page.does_not_say("Nothing was late on this case")
        .does_not_say("Dismiss it, with a reason");
    manager
        .post(&format!("{at}/dismiss"), &[("reason", "Too late.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("its last day has passed");
}

#[tokio::test]
async fn the_report_is_counts_without_names_on_its_page_and_as_csv() {
    let (app, mut manager, _) = signalled().await;
    // While the year goes on, and until what it began has had its time, there is none of it.
    manager
        .get("/staff/fairness?year=2026")
        .await
        .is(StatusCode::NOT_FOUND);
    manager
        .get("/staff/fairness")
        .await
        .is(StatusCode::OK)
        .says("How fair it was")
        .says("1 April 2025 to 31 March 2026");
    app.wait(SignedDuration::from_hours(24 * 250)).await;
    manager
        .post(
            "/staff/sign-in",
            &[
                ("email", &super::email("Kim Keeper")),
                ("password", crate::app::PASSWORD),
            ],
        )
        .await;
    let page = manager
        .get("/staff/fairness")
        .await
        .is(StatusCode::OK)
        .says("How fair it was")
        .says("not shown");
    let page = page.does_not_say("Asha");
    assert!(
        page.text().contains("1 April 2026 to 31 March 2027"),
        "{}",
        page.text()
    );
    let csv = manager
        .get("/staff/fairness/csv?year=2026")
        .await
        .is(StatusCode::OK);
    assert!(csv.body.starts_with("year,about,what,count\r\n"));
    assert!(
        csv.body
            .contains("\"Signals, by what is known of the person\",\"All\",\r\n"),
        "{}",
        csv.body
    );
    assert!(!csv.body.contains("Asha"));
    for year in ["1999", "2027", "soon"] {
        let at = format!("/staff/fairness?year={year}");
        manager.get(&at).await.is(StatusCode::NOT_FOUND);
    }
    let mut adviser = signed_in(&app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    adviser.get("/staff/fairness").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn time_is_recorded_on_a_case_in_hours_and_minutes() {
    let app = TestApp::new().await;
    let mut adviser = signed_in(&app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let at = format!("/staff/cases/{reference}/time");
    let version = adviser.get(&at).await.is(StatusCode::OK).value_of("seen");
    let version = version.unwrap();
    for (hours, minutes, said) in [
        ("", "", "Enter more than no time"),
        ("two", "", "Hours must be a whole number"),
        ("25", "", "no more than a day has"),
    ] {
        let form = [
            ("seen", version.as_str()),
            ("on", "2/11/2026"),
            ("hours", hours),
            ("minutes", minutes),
        ];
        adviser
            .post(&at, &form)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(said);
    }
    let form = [
        ("seen", version.as_str()),
        ("on", "2/11/2026"),
        ("hours", "1"),
        ("minutes", "30"),
    ];
    let told = adviser.post_and_follow(&at, &form).await;
    told.says("Time recorded").says("90 minutes on");
}
