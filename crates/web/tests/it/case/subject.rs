//! Who a complaint is about, and one that came late, as staff press the buttons.

use axum::http::StatusCode;

use super::Desk;

#[tokio::test]
async fn about_a_councillor_it_goes_to_the_monitoring_officer_and_the_letter_says_so() {
    let desk = Desk::new().await;
    let mut ruth = desk.ruth.clone();
    desk.sent(&mut ruth, "subject", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select who it is about")
        .says("Enter how you know");
    let typed = [
        ("subject", "councillor"),
        ("reason", "She names the councillor in her letter."),
    ];
    desk.done(&mut ruth, "subject", &typed)
        .await
        .says("Saved who it is about");
    ruth.get(&desk.at("timeline"))
        .await
        .says("It is about how a councillor behaves");
    let proposal = [
        ("code", "councillor-conduct"),
        ("evidence", "Her letter of 2 November."),
    ];
    desk.sent(&mut ruth, "refuse", &proposal)
        .await
        .is(StatusCode::OK)
        .says("How a councillor behaves is a matter for the Monitoring Officer");
    let silent = [
        proposal[0],
        proposal[1],
        ("letter", "No. You can go to the Ombudsman."),
        ("intent", "send"),
    ];
    desk.sent(&mut ruth, "refuse", &silent)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The letter must say that the Monitoring Officer deals with it");
}

#[tokio::test]
async fn a_late_complaint_is_taken_with_a_reason_and_then_not_refused_for_it() {
    let desk = Desk::new().await;
    let mut ruth = desk.ruth.clone();
    desk.sent(&mut ruth, "take-late", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why we look into it");
    let proposal = [("code", "out-of-time"), ("evidence", "She knew in May 2024.")];
    desk.sent(&mut ruth, "refuse", &proposal)
        .await
        .is(StatusCode::OK)
        .says("You knew about this more than 12 months before you told us.");
    let because = [("reason", "She was in hospital for a year.")];
    desk.done(&mut ruth, "take-late", &because)
        .await
        .says("Saved that we look into it although it came late");
    ruth.get(&desk.at("timeline"))
        .await
        .says("It came late, and we look into it all the same")
        .says("She was in hospital for a year.");
    let with_letter = [
        proposal[0],
        proposal[1],
        ("letter", "It is too late. You can go to the Ombudsman."),
        ("intent", "send"),
    ];
    desk.sent(&mut ruth, "refuse", &with_letter)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("We said that we look into it although it came late. Select another reason");
}
