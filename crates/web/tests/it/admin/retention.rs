//! Whoever answers for personal data keeps cases beyond their time, lets them go, and puts together what is kept of one customer.

use std::io::{Cursor, Read as _};

use axum::http::StatusCode;
use redress_domain::case::{Command, TriageAnswers};
use redress_domain::vocabulary::{Kind, Role};

use crate::app::{HOST_BESIDE, TestApp};
use crate::staff::{case, case_of, signed_in};

const PAGE: &str = "/admin/audit/retention";
const HOLD: &str = "/admin/audit/retention/hold";
const RELEASE: &str = "/admin/audit/retention/release";
const EXPORT: &str = "/admin/audit/export";

#[tokio::test]
async fn a_case_is_kept_beyond_its_time_and_let_go_with_a_reason_and_administrators_read_that() {
    let app = TestApp::new().await;
    let mut una = signed_in(&app, "Una Auditor", &[Role::Auditor], &[]).await;
    let mut ada = signed_in(&app, "Ada Admin", &[Role::Administrator], &[]).await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    una.get(PAGE).await.is(StatusCode::OK).says("Nothing is held.");
    let typed = [("to-hold", reference.as_str()), ("because-hold", " ")];
    let page = una.post(HOLD, &typed).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.value_of("to-hold").as_deref(),
        Some(reference.as_str()),
        "what was typed stays"
    );
    page.says("Enter why it is kept");
    let typed = [("to-hold", "not one"), ("because-hold", "A claim was brought.")];
    una.post(HOLD, &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter a reference in the correct format")
        .says("A claim was brought.");
    let typed = [
        ("to-hold", reference.as_str()),
        ("because-hold", "A claim was brought."),
    ];
    una.post(HOLD, &typed).await.to(PAGE);
    una.get(PAGE)
        .await
        .says("is kept beyond its time")
        .says("A claim was brought.");
    una.post(HOLD, &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("This case is kept already");
    let typed = [
        ("to-release", reference.as_str()),
        ("because-release", "The claim is settled."),
    ];
    una.post(RELEASE, &typed).await.to(PAGE);
    una.post(RELEASE, &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("No case with this reference is kept beyond its time");
    // Nobody does it unseen: administrators, who may not, read it.
    ada.get(PAGE)
        .await
        .is(StatusCode::OK)
        .does_not_say("Keep it beyond its time");
    for post in [HOLD, RELEASE, EXPORT] {
        ada.post(post, &typed).await.is(StatusCode::FORBIDDEN);
    }
    ada.get("/admin/audit")
        .await
        .says(&format!("Case held beyond its time: {reference}"))
        .says("A claim was brought.")
        .says(&format!("Case held no longer: {reference}"))
        .says("The claim is settled.")
        .says("Una Auditor");
    // It is the same after the lists are made again.
    app.casework.rebuild(&app.council, |_| {}).await.unwrap();
    ada.get("/admin/audit?what=held")
        .await
        .says("A claim was brought.");
}

#[tokio::test]
async fn everything_of_a_customer_comes_as_a_zip_and_is_an_event_with_of_whom_by_whom_and_why() {
    let app = TestApp::new().await;
    let mut una = signed_in(&app, "Una Auditor", &[Role::Auditor], &[]).await;
    let mut ada = signed_in(&app, "Ada Admin", &[Role::Administrator], &[]).await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    una.get(PAGE).await.says(EXPORT);
    ada.get(PAGE).await.does_not_say(EXPORT);
    una.get(EXPORT).await.is(StatusCode::OK);
    let typed = [("reference", reference.as_str()), ("because", "")];
    let page = una
        .post(EXPORT, &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.value_of("reference").as_deref(), Some(reference.as_str()));
    // Somebody who is on the case, and only they.
    let nobody = [
        ("reference", reference.as_str()),
        ("name", "Nobody Known"),
        ("because", "Asked."),
    ];
    let page = una
        .post(EXPORT, &nobody)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Nobody on this case is called that");
    assert_eq!(page.value_of("name").as_deref(), Some("Nobody Known"));
    let by_name = [
        ("reference", reference.as_str()),
        ("name", "ASHA PATEL"),
        ("because", "Asked."),
    ];
    una.post(EXPORT, &by_name).await.is(StatusCode::OK);
    let before = app.record().await;
    let because = "Asked on 3 November, by letter; the signature was compared.";
    let typed = [("reference", reference.as_str()), ("because", because)];
    let answer = una.post(EXPORT, &typed).await.is(StatusCode::OK);
    let saved = answer.headers["content-disposition"].to_str().unwrap().to_owned();
    assert_eq!(
        saved,
        format!("attachment; filename=\"everything-{reference}.zip\"")
    );
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.contains(&"READ-FIRST.txt".to_owned()), "{names:?}");
    assert!(
        names.contains(&format!("cases/{reference}/record.txt")),
        "{names:?}"
    );
    let mut details = String::new();
    zip.by_name("details.txt")
        .unwrap()
        .read_to_string(&mut details)
        .unwrap();
    assert!(details.contains("Asha Patel"), "{details}");
    let record = app.record().await;
    let new = record.iter().filter(|event| !before.contains(event));
    let new: Vec<_> = new.map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(new, ["exported"]);
    assert!(
        record.iter().all(|(_, body)| !body.contains("signature")),
        "a reason is words"
    );
    ada.get("/admin/audit")
        .await
        .says("Everything of a customer put together: Asha Patel")
        .says(because)
        .says("Una Auditor");
}

#[tokio::test]
async fn of_another_council_and_of_a_complaint_about_oneself_nothing_is_put_together() {
    let app = TestApp::new().await;
    let mut una = signed_in(&app, "Una Auditor", &[Role::Auditor], &[]).await;
    let beside = app.council_beside().await;
    let elsewhere = case_of(&app, &beside, (Kind::Complaint, Some("waste"))).await;
    assert_eq!(una.host, crate::app::HOST);
    assert_ne!(una.host, HOST_BESIDE);
    let about = case(&app, Kind::Complaint, Some("waste")).await;
    let una_id = app
        .casework
        .user_by_email(&app.council, &crate::staff::email("Una Auditor"))
        .await
        .unwrap()
        .unwrap()
        .id;
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &about)
        .await
        .unwrap();
    let triage = Command::Triage(TriageAnswers {
        kind: Kind::Complaint,
        kind_reason: None,
        procedure: view.case.procedure.clone(),
        service: view.case.service.clone().unwrap(),
        team: None,
        owner: None,
        ward: None,
        priority: view.case.priority,
        about: vec![una_id],
        note: None,
    });
    app.casework
        .act_on_latest(&app.council, &TestApp::setup(), &view.id, triage)
        .await
        .unwrap();
    let before = app.record().await.len();
    for reference in [&elsewhere, &about] {
        let hold = [("to-hold", reference.as_str()), ("because-hold", "Because.")];
        una.post(HOLD, &hold)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("There is no case with this reference");
        let typed = [("reference", reference.as_str()), ("because", "Because.")];
        una.post(EXPORT, &typed)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("There is no case with this reference");
    }
    assert_eq!(app.record().await.len(), before);
}
