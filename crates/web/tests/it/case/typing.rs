//! What is typed in the reply editor is kept before anybody saves it, for its writer alone.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::Desk;

const TYPED: &str = "We are sorry that the crew did not come twice.";

#[tokio::test]
async fn what_was_typed_and_not_saved_is_there_again_for_its_writer_alone() {
    let mut desk = Desk::new().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    desk.acknowledge().await;

    // Given Jo types in the editor, and what is typed is sent while she goes on.
    let fields = [("section-sorry", TYPED), ("intent", "keep")];
    let kept = desk.sent(&mut jo, "reply", &fields).await.is(StatusCode::OK);
    assert!(
        kept.body.ends_with("am") || kept.body.ends_with("pm"),
        "{}",
        kept.body
    );

    // Then it is in her boxes, and in nobody else's, nor in the record.
    jo.get(&desk.at("reply"))
        .await
        .says(TYPED)
        .says("It is not saved: nobody else sees it")
        .does_not_say("is writing in this reply too");
    sam.get(&desk.at("reply"))
        .await
        .does_not_say(TYPED)
        .says("Jo Martin is writing in this reply too")
        .does_not_say("Discard what is not saved");
    jo.get(&desk.at("timeline")).await.does_not_say("Draft");

    // When she saves it, it is the draft, and nothing is left unsaved.
    desk.done(&mut jo, "reply", &[("intent", "save")])
        .await
        .says(TYPED)
        .does_not_say("It is not saved");
    sam.get(&desk.at("reply"))
        .await
        .says(TYPED)
        .does_not_say("is writing in this reply too");

    // What was kept on its way while she saved is the same, and no news.
    desk.sent(&mut jo, "reply", &[("intent", "keep")])
        .await
        .is(StatusCode::OK);
    jo.get(&desk.at("reply")).await.does_not_say("It is not saved");
}

#[tokio::test]
async fn what_others_saved_meanwhile_is_told_when_it_is_saved() {
    let mut desk = Desk::new().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    desk.acknowledge().await;
    let fields = [("section-sorry", TYPED), ("intent", "keep")];
    desk.sent(&mut jo, "reply", &fields).await.is(StatusCode::OK);
    desk.done(
        &mut sam,
        "reply",
        &[("section-sorry", "Sam's words."), ("intent", "save")],
    )
    .await;

    let open = jo.get(&desk.at("reply")).await.says(TYPED);
    let again = desk
        .sent_from(&open, &mut jo, ("reply", &[("intent", "save")]))
        .await;
    let again = again
        .is(StatusCode::CONFLICT)
        .says(TYPED)
        .says("Sam Green: Stage 1 reply saved");
    let answer = desk
        .sent_from(&again, &mut jo, ("reply", &[("intent", "save")]))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.main());
}

#[tokio::test]
async fn what_nobody_wants_is_discarded_and_forgotten_after_a_week() {
    let mut desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    desk.acknowledge().await;
    let fields = [("section-sorry", TYPED), ("intent", "keep")];
    desk.sent(&mut jo, "reply", &fields).await.is(StatusCode::OK);
    desk.done(&mut jo, "reply", &[("intent", "discard")])
        .await
        .says("What you had not saved was discarded")
        .does_not_say(TYPED);

    desk.sent(&mut jo, "reply", &fields).await.is(StatusCode::OK);
    desk.app.wait(SignedDuration::from_hours(24 * 8)).await;
    desk.app.casework.sweep(&desk.app.council).await.unwrap();
    let mut jo = super::sign_in(&desk.app, "jo.martin").await;
    jo.get(&desk.at("reply")).await.does_not_say(TYPED);
}
