//! Whoever sends something is told first how it goes, and when it cannot go as its reader asked.

use axum::http::StatusCode;

use super::Desk;

#[tokio::test]
async fn who_asked_for_a_letter_and_left_no_address_is_named_before_it_is_sent() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    // Given Asha Patel asked for a letter, and of her address only the postcode is known.
    let page = jo.get(&desk.at("acknowledge")).await.is(StatusCode::OK);
    page.says(
        "Asha Patel asked for a letter, and there is no postal address on file. It would not reach them.",
    );
    // A form that sends nothing says nothing of it.
    jo.get(&desk.at("note"))
        .await
        .does_not_say("no postal address on file");
}
