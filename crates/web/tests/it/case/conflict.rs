//! Two people acting on one case.

use axum::http::StatusCode;

use super::Desk;

#[tokio::test]
async fn what_was_typed_is_kept_when_somebody_else_acted_and_a_second_press_goes_through() {
    let desk = Desk::new().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    let open = jo.get(&desk.at("note")).await;
    desk.done(&mut sam, "note", &[("words", "I rang the crew.")])
        .await;

    let mine = [("words", "I looked at the tracker.")];
    let again = desk.sent_from(&open, &mut jo, ("note", &mine)).await;
    let again = again
        .is(StatusCode::CONFLICT)
        .says("Somebody else changed this case")
        .says("Sam Green: Note added")
        .says("I looked at the tracker.");

    let answer = desk.sent_from(&again, &mut jo, ("note", &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.main());
    jo.get(&desk.at("timeline"))
        .await
        .says("I looked at the tracker.")
        .says("I rang the crew.");
}

#[tokio::test]
async fn a_form_sent_twice_is_done_once_and_says_so() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let open = jo.get(&desk.at("note")).await;
    let mine = [("words", "I looked at the tracker.")];
    let first = desk.sent_from(&open, &mut jo, ("note", &mine)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.main());
    let before = desk.app.record().await.len();
    let second = desk.sent_from(&open, &mut jo, ("note", &mine)).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.main());
    assert_eq!(desk.app.record().await.len(), before);
    // Other words from the same page are another act: they are kept, and what was done is shown.
    let other = desk
        .sent_from(&open, &mut jo, ("note", &[("words", "And at the map.")]))
        .await;
    other.is(StatusCode::CONFLICT).says("And at the map.");
}

#[tokio::test]
async fn a_form_that_was_wrong_does_not_hide_what_others_did_meanwhile() {
    let desk = Desk::new().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    let open = jo.get(&desk.at("note")).await;
    desk.done(&mut sam, "note", &[("words", "I rang the crew.")])
        .await;
    let wrong = desk.sent_from(&open, &mut jo, ("note", &[("words", " ")])).await;
    let wrong = wrong.is(StatusCode::UNPROCESSABLE_ENTITY).says("Enter the note");
    let again = desk
        .sent_from(&wrong, &mut jo, ("note", &[("words", "Mine")]))
        .await;
    again.is(StatusCode::CONFLICT);
}
