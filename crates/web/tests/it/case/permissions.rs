//! What is not permitted is not offered, and is refused when sent all the same.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::{Desk, sign_in};

#[tokio::test]
async fn an_officer_sees_no_button_for_what_only_others_may_do() {
    let desk = Desk::new().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    jo.get(&desk.path)
        .await
        .says("Add note")
        .does_not_say("Reassign")
        .does_not_say("Agree to a longer time");
    ruth.get(&desk.path)
        .await
        .says("Reassign")
        .says("Agree to a longer time");
    for act in [
        "refuse/decide",
        "more-time/agree",
        "approve",
        "change-kind",
        "reopen",
    ] {
        jo.get(&desk.at(act)).await.is(StatusCode::FORBIDDEN);
        jo.post(&desk.at(act), &[("seen", "1")])
            .await
            .is(StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn an_officer_of_another_service_is_told_there_is_no_such_case() {
    let desk = Desk::new().await;
    desk.app
        .create_user("Lee Hart", &[Role::Officer], &["housing"])
        .await;
    let mut lee = sign_in(&desk.app, "lee.hart").await;
    lee.get(&desk.path).await.is(StatusCode::NOT_FOUND);
    lee.get(&desk.at("timeline")).await.is(StatusCode::NOT_FOUND);
    lee.post(&desk.at("note"), &[("seen", "1"), ("words", "Hello")])
        .await
        .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_privileged_note_is_read_by_those_alone_who_may() {
    let desk = Desk::new().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    let note = [("words", "Counsel says so."), ("privileged", "privileged")];
    desk.done(&mut ruth, "note", &note).await.says("Counsel says so.");
    jo.get(&desk.at("timeline"))
        .await
        .says("Legally privileged note added")
        .does_not_say("Counsel says so.");
}
