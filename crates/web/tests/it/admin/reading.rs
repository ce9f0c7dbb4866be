//! Who opened which case, on the page of whoever checks.

use axum::http::StatusCode;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, Role};

use super::administrator;
use crate::app::TestApp;
use crate::staff::{case, signed_in};

const READS: &str = "/admin/audit/reads";

#[tokio::test]
async fn an_auditor_reads_who_opened_a_case_and_what_somebody_opened() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    sam.get(&format!("/staff/cases/{reference}"))
        .await
        .is(StatusCode::OK);
    let mut ida = signed_in(&app, "Ida Auditor", &[Role::Auditor], &[]).await;
    ida.get("/admin/audit").await.says(&format!("href=\"{READS}\""));
    let asks = ida.get(READS).await.is(StatusCode::OK);
    assert!(!asks.main().contains(reference.as_str()));
    let of_case = ida.get(&format!("{READS}?case={reference}&by=&from=&to=")).await;
    of_case
        .is(StatusCode::OK)
        .says("2 November 2026 at")
        .says("Sam Reed")
        .says("The case")
        .says("By their role alone")
        .says(&format!("href=\"{READS}?case={reference}\""));
    let again = ida.get(&format!("{READS}?case={reference}")).await;
    again.says("Who opened it").says("Ida Auditor");
    // The option of the list of people who sign in says which identifier is theirs.
    let (before, _) = asks.body.split_once(">Sam Reed</option>").unwrap();
    let id = before
        .rsplit_once("value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap();
    ida.get(&format!("{READS}?by={id}&from=1%2F11%2F2026"))
        .await
        .is(StatusCode::OK)
        .says(reference.as_str());
    ida.get(&format!("{READS}?by={id}&from=3%2F11%2F2026"))
        .await
        .says("Nothing was opened in that time.");
}

// UK GDPR, article 5(1)(f): there is no way to what a customer said that leaves no trace.
#[tokio::test]
async fn a_case_is_followed_by_whoever_logged_it_and_each_reading_is_written_down() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let followed = format!("/staff/followed/{reference}");
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    // Sam did not log it: the page that says so is not for Sam.
    let place = sam.get(&followed).await.is(StatusCode::SEE_OTHER).location();
    assert_eq!(place, Some(format!("/staff/cases/{reference}")));
    let mut mary = signed_in(&app, "Mary Hobbs", &[Role::Councillor], &[]).await;
    let form = [
        ("channel", "councillor"),
        ("received_on", "2/11/2026"),
        ("received_time", "9am"),
        ("name", "Tom Hale"),
        ("what_happened", "The lamp in Mill Lane is out."),
        ("wanted_not_said", "yes"),
        ("unhappy", "no"),
        ("do", "log"),
    ];
    let own = mary.post_and_follow("/staff/cases/new", &form).await;
    let own = own.reference().unwrap();
    mary.get(&format!("/staff/followed/{own}"))
        .await
        .is(StatusCode::OK)
        .says("The lamp in Mill Lane is out.");
    let mut ida = signed_in(&app, "Ida Auditor", &[Role::Auditor], &[]).await;
    ida.get(&format!("{READS}?case={own}"))
        .await
        .says("Mary Hobbs")
        .says("The case, as whoever logged it follows it")
        .says("They logged it");
}

#[tokio::test]
async fn what_is_asked_wrongly_is_said_beside_the_field() {
    let app = TestApp::new().await;
    let mut ida = signed_in(&app, "Ida Auditor", &[Role::Auditor], &[]).await;
    let unknown = Reference::new("WS", 7);
    for (asked, told) in [
        ("case=bins".to_owned(), "Enter a reference, like WS-7K3M-9QXA"),
        (format!("case={unknown}"), "There is no case with this reference"),
        (
            format!("case={unknown}&from=soon"),
            "From must be a date, like 17/5/2027",
        ),
    ] {
        ida.get(&format!("{READS}?{asked}"))
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(told);
    }
}

#[tokio::test]
async fn who_read_what_is_for_whoever_checks_and_not_for_the_administrator() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    ada.get("/admin/audit")
        .await
        .is(StatusCode::OK)
        .does_not_say(READS);
    ada.get(READS).await.is(StatusCode::FORBIDDEN);
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    sam.get(READS).await.is(StatusCode::FORBIDDEN);
}
