//! Who changed what, when and why.

use axum::http::StatusCode;
use redress_casework::token::NewToken;
use redress_domain::id::ReasonCode;
use redress_domain::vocabulary::Role;

use super::{administrator, adopt, rename_bins};
use crate::app::TestApp;
use crate::staff::signed_in;

#[tokio::test]
async fn the_log_says_who_changed_what_and_why_and_can_be_filtered() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    rename_bins(&mut ada, "Bins").await.to("/admin/services");
    adopt(&mut ada, "2/11/2026").await.to("/admin/policy");
    let page = ada.get("/admin/audit").await.is(StatusCode::OK);
    page.says("Version adopted")
        .says("Ada Admin")
        .says("Why: It is better so.")
        .says("Service Bins and recycling, name: “Bins and recycling” → “Bins”.")
        .says("Version came into force");
    let only = ada.get("/admin/audit?what=policy-drafted").await;
    let told = only.main();
    assert_eq!(told.matches("Why: It is better so.").count(), 1, "{told}");
    ada.get("/admin/audit?from=3%2F11%2F2026")
        .await
        .says("No changes.");
    let wrong = ada
        .get("/admin/audit?from=soon")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("From must be a date, like 17/5/2027");
}

#[tokio::test]
async fn an_auditor_reads_the_log_and_changes_nothing() {
    let app = TestApp::new().await;
    let mut ida = signed_in(&app, "Ida Auditor", &[Role::Auditor], &[]).await;
    ida.get("/admin").await.is(StatusCode::OK);
    ida.get("/admin/audit")
        .await
        .is(StatusCode::OK)
        .does_not_say("href=\"/admin/users\"");
    ida.get("/admin/policy").await.is(StatusCode::FORBIDDEN);
    ida.get("/admin/users").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_auditor_takes_the_anchor_of_each_day_away() {
    let app = TestApp::new().await;
    let mut ida = signed_in(&app, "Ida Auditor", &[Role::Auditor], &[]).await;
    ida.get("/admin/audit/anchors").await.says("No anchors yet");
    let mut made = Vec::new();
    for day in 3..=30 {
        app.go_to(&format!("2026-11-{day:02}T06:00:00Z"));
        let anchor = app.casework.anchor(&app.council).await.unwrap().unwrap();
        // The same day again makes no other.
        assert_eq!(app.casework.anchor(&app.council).await.unwrap().unwrap(), anchor);
        made.push(anchor);
    }
    for day in 1..=10 {
        app.go_to(&format!("2026-12-{day:02}T06:00:00Z"));
        made.push(app.casework.anchor(&app.council).await.unwrap().unwrap());
    }
    let mut ida = signed_in(&app, "Ira Auditor", &[Role::Auditor], &[]).await;
    let first = ida.get("/admin/audit/anchors").await;
    let next = first.body.split("/admin/audit/anchors?before=").nth(1).unwrap();
    let next = next.split('"').next().unwrap().to_owned();
    let second = ida.get(&format!("/admin/audit/anchors?before={next}")).await;
    let both = format!("{}{}", first.body, second.body);
    for anchor in &made {
        assert_eq!(both.matches(&anchor.printed(&app.council).to_string()).count(), 1);
    }
    // A clock that went back anchors nothing twice.
    app.go_to("2026-12-09T06:00:00Z");
    assert_eq!(
        app.casework.anchor(&app.council).await.unwrap().as_ref(),
        made.last()
    );
    let report = app.casework.store().verify(&app.council, |_| {}).await.unwrap();
    assert!(report.is_sound() && report.anchors == 38, "{report:?}");
}

#[tokio::test]
async fn an_auditor_sees_what_is_about_to_be_erased_and_what_is_held() {
    let app = TestApp::new().await;
    let mut ida = signed_in(&app, "Ida Auditor", &[Role::Auditor], &[]).await;
    let page = ida.get("/admin/audit/retention").await.is(StatusCode::OK);
    page.says("still within its time").says("Nothing is held.");
}

#[tokio::test]
async fn pages_follow_one_another_without_a_gap() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    for number in 1..=30 {
        app.wait(jiff::SignedDuration::from_secs(1)).await;
        rename_bins(&mut ada, &format!("Bins {number}"))
            .await
            .to("/admin/services");
    }
    let first = ada.get("/admin/audit?what=policy-drafted").await;
    let (_, rest) = first.body.split_once("before=").unwrap();
    let next = rest.split('"').next().unwrap();
    let second = ada
        .get(&format!("/admin/audit?what=policy-drafted&before={next}"))
        .await;
    let count = |page: &str| page.matches("Why: It is better so.").count();
    assert_eq!((count(&first.main()), count(&second.main())), (25, 5));
    assert!(second.main().contains("→ “Bins 1”") && !second.main().contains("→ “Bins 30”"));
}

#[tokio::test]
async fn tokens_and_webhooks_stand_in_the_log_with_who_and_why_and_no_secret() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let setup = TestApp::setup();
    let new = NewToken {
        name: ReasonCode::parse("website").unwrap(),
        roles: vec![Role::Adviser],
        services: Vec::new(),
        per_minute: 60,
        expires_at: None,
        because: Some("The website logs contacts.".to_owned()),
    };
    let token = app
        .casework
        .create_token(&app.council, &setup, new)
        .await
        .unwrap();
    let revoked = ("website", Some("It was left on a train."));
    let done = app.casework.revoke_token(&app.council, &setup, revoked).await;
    done.unwrap();
    let url = "https://example.org/in/a-secret-part";
    let wanted = (url, vec!["closed".to_owned()], Some("The phone system asks."));
    let hook = app
        .casework
        .add_webhook(&app.council, &setup, wanted)
        .await
        .unwrap();
    let gone = (hook.webhook_id.as_str(), Some("It moved."));
    let done = app.casework.remove_webhook(&app.council, &setup, gone).await;
    done.unwrap();
    let before = ada.get("/admin/audit").await.main();
    for told in [
        "Token made for a program: website",
        "The command line",
        "Why: The website logs contacts.",
        "Roles: adviser, staff.",
        "Services: every service that its roles reach.",
        "Token revoked: website",
        "Why: It was left on a train.",
        "Webhook added",
        "Host: example.org.",
        "Told of: closed.",
        "Why: The phone system asks.",
        "Webhook taken away",
        "Why: It moved.",
    ] {
        assert!(before.contains(told), "{told}: {before}");
    }
    assert!(!before.contains(&token) && !before.contains("a-secret-part") && !before.contains(&hook.secret));
    ada.get("/admin/audit?what=token-revoked")
        .await
        .says("It was left on a train.")
        .does_not_say("It moved.");
    // The log is made again from the events, and the events hold none of the words.
    app.casework.rebuild(&app.council, |_| {}).await.unwrap();
    assert_eq!(ada.get("/admin/audit").await.main(), before);
    let words = |(_, body): &(String, String)| body.contains("train") || body.contains("example.org");
    assert!(!app.record().await.iter().any(words));
}
