//! A move of address, as staff press the buttons.

use axum::http::StatusCode;

use super::Desk;

#[tokio::test]
async fn a_move_is_recorded_with_its_day_and_both_addresses_stand_on_the_page() {
    let desk = Desk::new().await;
    let mut ruth = desk.ruth.clone();
    let page = desk.first_link(&mut ruth, "people", "people").await;
    let person = page.trim_end_matches("/adjustment").to_owned();
    let at = format!("{person}/address");
    desk.sent(&mut ruth, &at, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the new address")
        .says("Enter how we know");
    let mut typed = [
        ("address", "9 New Street\nWestbridge"),
        ("postcode", "WS1 9ZZ"),
        ("from", "1/1/2035"),
        ("reason", "She phoned, and named her old postcode."),
    ];
    desk.sent(&mut ruth, &at, &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Date must be within a year from today")
        .says("9 New Street");
    typed[2] = ("from", "1/12/2026");
    desk.done(&mut ruth, &at, &typed)
        .await
        .says("Move recorded")
        .says("Address from Tuesday 1 December 2026")
        .says("9 New Street");
    desk.app.wait(jiff::SignedDuration::from_hours(24 * 60)).await;
    let mut ruth = super::sign_in(&desk.app, "ruth.bell").await;
    ruth.get(&desk.at("people"))
        .await
        .says("Address until Monday 30 November 2026")
        .says("9 New Street");
    // The old postcode is somebody else's now.
    let mut customer = desk.app.browser();
    let typed = |proof| [("reference", desk.reference.as_str()), ("proof", proof)];
    customer
        .post_and_follow("/track", &typed("WS1 9ZZ"))
        .await
        .is(StatusCode::OK)
        .says("Your complaint");
}
