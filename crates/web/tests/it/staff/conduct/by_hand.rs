//! Letters that somebody brings to a person: each has its line, its way and its day, and can be said not to have reached them.

use axum::http::StatusCode;

use super::{LETTER, reported};

// Domain 5.8: a warning that did not reach them is none, whoever brought it.
#[tokio::test]
async fn a_warning_that_was_handed_over_has_its_line_and_can_be_said_not_to_have_reached_them() {
    let mut file = reported("no").await;
    file.checked().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let mut warning = vec![
        ("must_change", "No shouting."),
        ("letter", LETTER),
        ("going", "by-hand"),
    ];
    // What was typed stays, and it says which way.
    file.sends(&mut keeper, "warning", &warning)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select how you brought it")
        .says("No shouting.");
    warning.push(("channel", "in-person"));
    file.sends(&mut keeper, "warning", &warning)
        .await
        .to(&file.at.clone());
    let page = keeper
        .get(&file.at)
        .await
        .says("Warning, brought to them in person: sent on")
        .body;
    let (_, after) = page.split_once("/letters/").unwrap();
    let letter = format!("{}/letters/{}", file.at, after.split_once('"').unwrap().0);
    keeper
        .get(&letter)
        .await
        .says("brought to them in person")
        .says("The day")
        .says("It came back, or did not arrive");
    keeper
        .post(&letter, &[("what", "back")])
        .await
        .to(&file.at.clone());
    keeper.get(&file.at).await.says("and did not arrive");
    // Nothing was warned of: the warning has still to reach them.
    file.sends(&mut keeper, "proposal", super::PROPOSAL)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Warn them first");
    // Brought again, by which way is asked.
    keeper
        .post(&letter, &[("what", "carried")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select how you brought it");
    let brought = [("what", "carried"), ("channel", "letter")];
    keeper.post(&letter, &brought).await.to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("Warning, posted by whoever wrote it: sent on");
}
