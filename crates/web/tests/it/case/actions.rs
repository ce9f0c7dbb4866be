//! What was promised: money that somebody else approves, and the list of what is still to be delivered.

use axum::http::StatusCode;

use super::Desk;
use crate::app::Browser;

const MONEY: &[(&str, &str)] = &[
    ("kind", "financial"),
    ("words", "We pay you 120 pounds for the trouble."),
    ("due", "30/11/2026"),
];

/// The address of a page about the one action.
async fn of_the_action(desk: &Desk, jo: &mut Browser, rest: &str) -> String {
    let action = desk.first_link(jo, "actions", "actions").await;
    let action = action.split("actions/").nth(1).unwrap();
    let id = action.split('/').next().unwrap();
    format!("actions/{id}/{rest}")
}

#[tokio::test]
async fn money_is_asked_for_approved_by_the_manager_and_paid() {
    let desk = Desk::new().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    desk.done(&mut jo, "actions/add", MONEY).await;
    let payment = of_the_action(&desk, &mut jo, "payment").await;
    // It is not called delivered before it is paid, whoever knows the address.
    let delivered = of_the_action(&desk, &mut jo, "delivered").await;
    desk.sent(&mut jo, &delivered, &[("evidence", "They said so")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Have the payment approved")
        .says("They said so");
    desk.sent(
        &mut jo,
        &payment,
        &[("pounds", "twelve"), ("payee", "creditor 1042")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Amount must be in pounds")
    .says("creditor 1042");
    desk.sent(
        &mut jo,
        &payment,
        &[("pounds", "120"), ("payee", "20-00-00 55779911")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Do not enter bank details");
    desk.done(
        &mut jo,
        &payment,
        &[("pounds", "120.50"), ("payee", "creditor 1042")],
    )
    .await;
    jo.get(&desk.at("actions"))
        .await
        .says("£120.50")
        .says("Waiting for approval");
    // An officer approves nothing.
    let decide = of_the_action(&desk, &mut ruth, "payment/decide").await;
    jo.get(&desk.at(&decide)).await.is(StatusCode::FORBIDDEN);
    ruth.get("/staff").await.says("waits for your approval");
    desk.sent(&mut ruth, &decide, &[("decision", "turn-down")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why you do not approve it");
    desk.done(&mut ruth, &decide, &[("decision", "approve")]).await;
    jo.get("/staff").await.says("The payment that you asked for");
    let paid = of_the_action(&desk, &mut jo, "payment/paid").await;
    desk.done(
        &mut jo,
        &paid,
        &[("on", "2/11/2026"), ("evidence", "Payment run 7")],
    )
    .await;
    jo.get(&desk.at("actions"))
        .await
        .says("Paid on")
        .says("Delivered on");
    jo.get(&desk.at("timeline"))
        .await
        .says("A payment of £120.50 was asked for")
        .says("The payment was approved");
}

#[tokio::test]
async fn what_is_promised_is_in_the_list_until_it_is_delivered() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    jo.get("/staff/actions/all")
        .await
        .is(StatusCode::OK)
        .says("No promised action waits to be delivered.");
    desk.done(&mut jo, "actions/add", MONEY).await;
    for path in ["/staff/actions/all", "/staff/actions/all?service=waste"] {
        jo.get(path)
            .await
            .is(StatusCode::OK)
            .says("We pay you 120 pounds for the trouble.")
            .says("Nobody yet");
    }
    // Nobody sees to it yet, it is not overdue, and it is not for parks.
    for path in [
        "/staff/actions",
        "/staff/actions/all?due=overdue",
        "/staff/actions/all?service=parks",
    ] {
        jo.get(path)
            .await
            .says("No promised action waits to be delivered.");
    }
}
