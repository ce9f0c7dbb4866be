//! A case that goes to another council of the installation, as the staff of both and the customer see it.

use axum::http::StatusCode;
use redress_casework::user::NewUser;
use redress_domain::vocabulary::Role;
use redress_web::password::{self, Cost};

use super::Desk;
use crate::app::{HOST_BESIDE, PASSWORD, TestApp};

#[tokio::test]
async fn what_goes_is_shown_first_and_the_customer_follows_it_at_either_council() {
    let desk = Desk::new().await;
    let east = desk.app.council_beside().await;
    desk.app.create_user("Ada Moss", &[Role::Adviser], &[]).await;
    let mut ada = super::sign_in(&desk.app, "ada.moss").await;
    let mut jo = desk.jo.clone();
    let note = [("words", "Only for us"), ("privileged", "privileged")];
    desk.done(&mut jo, "note", &note).await;
    ada.get(&desk.at("other-council"))
        .await
        .says("What goes with it")
        .says("Asha Patel")
        .says("What stays with us")
        .says("1 note under legal privilege")
        .does_not_say("Only for us");
    desk.sent(&mut ada, "other-council", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select which council")
        .says("Select whether the customer agrees")
        .says("Enter why it is theirs");
    let refused = [
        ("council", "eastshire"),
        ("consent", "no"),
        ("reason", "Their road"),
    ];
    desk.sent(&mut ada, "other-council", &refused)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Their road");
    let sent = [
        ("council", "eastshire"),
        ("consent", "yes"),
        ("reason", "Their road"),
    ];
    desk.done(&mut ada, "other-council", &sent)
        .await
        .says("Sent to Eastshire Council on");
    desk.app.casework.hand_over(&desk.app.council).await.unwrap();
    // At the other council it waits for triage, and says where it came from.
    let new = NewUser {
        email: "eve.lamb@eastshire.example.org".to_owned(),
        name: "Eve Lamb".to_owned(),
        roles: vec![Role::Adviser],
        teams: Vec::new(),
        services: Vec::new(),
        wards: Vec::new(),
        password_hash: password::hash(PASSWORD, Cost::Slight),
        because: None,
    };
    desk.app
        .casework
        .create_user(&east, &TestApp::setup(), new)
        .await
        .unwrap();
    let mut eve = desk.app.browser();
    eve.host = HOST_BESIDE;
    let form = [
        ("email", "eve.lamb@eastshire.example.org"),
        ("password", PASSWORD),
    ];
    eve.post_and_follow("/staff/sign-in", &form).await;
    eve.get(&desk.path)
        .await
        .says("Westshire Council sent this to us on")
        .does_not_say("Only for us");
    desk.done(&mut eve, "not-for-us", &[("reason", "A private road")])
        .await
        .says("The council that sent it goes on with it");
    desk.app.casework.hand_over(&desk.app.council).await.unwrap();
    ada.get(&desk.at("timeline"))
        .await
        .says("It is not for Eastshire Council")
        .says("A private road");
    let mut asha = desk.app.browser();
    let proof = [("reference", desk.reference.as_str()), ("proof", "Patel")];
    asha.post_and_follow("/track", &proof)
        .await
        .says("It is not for Eastshire Council. It is with us, with the same dates");
}
