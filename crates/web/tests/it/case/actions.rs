//! What was promised: money that somebody else approves, and the list of what is still to be delivered.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

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

/// A complaint whose reply promised money, and is out.
async fn reply_that_promised_money() -> Desk {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    let owner = desk
        .app
        .create_user("Pat Reed", &[Role::Officer], &["waste-crews"])
        .await;
    let owner = owner.to_string();
    let money: Vec<_> = MONEY.iter().copied().chain([("owner", owner.as_str())]).collect();
    desk.done(&mut jo, "actions/add", &money).await;
    let point = desk.first_link(&mut jo, "points", "points").await;
    let found = [("finding", "upheld"), ("reason", "The crew did not come.")];
    desk.done(&mut jo, &point, &found).await;
    let reply = [
        ("section-remedy", "We pay you 120 pounds for the trouble."),
        ("section-actions", "We pay by 30 November 2026."),
        ("section-sorry", "I am sorry that we missed your bin."),
        ("intent", "ask"),
    ];
    desk.done(&mut jo, "reply", &reply).await;
    desk.done(&mut sam, "approve", &[("decision", "approve-and-send")])
        .await;
    desk
}

// Complaint Handling Code 7: what a reply promised is done, or the customer is told why it cannot be.
#[tokio::test]
async fn what_a_reply_promised_is_given_to_somebody_else_and_not_written_anew() {
    let desk = reply_that_promised_money().await;
    let mut jo = desk.jo.clone();
    jo.get(&desk.at("actions"))
        .await
        .says("Give action 1 to somebody else")
        .does_not_say("Change action 1");
    let change = of_the_action(&desk, &mut jo, "").await;
    let change = change.trim_end_matches('/');
    let page = jo.get(&desk.at(change)).await;
    page.says("The customer was told of this action")
        .does_not_say("What kind of action is it?");
    // Fields that the page does not have change nothing.
    let sorry = [("kind", "apology"), ("words", "We say sorry."), ("owner", "")];
    desk.sent(&mut jo, change, &sorry)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select who sees to it");
    let other = desk
        .app
        .create_user("Kit Vale", &[Role::Officer], &["waste-crews"])
        .await;
    let other = other.to_string();
    let given = [sorry[0], sorry[1], ("owner", other.as_str())];
    desk.done(&mut jo, change, &given).await;
    jo.get(&desk.at("actions"))
        .await
        .says("Kit Vale")
        .says("We pay you 120 pounds for the trouble.")
        .does_not_say("We say sorry.");
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

/// Whoever may open only their own cases is not led to a list that turns them away.
#[tokio::test]
async fn nobody_is_led_to_a_list_of_all_cases_that_is_not_for_them() {
    let desk = Desk::new().await;
    let mut auditor = crate::staff::signed_in(&desk.app, "sim", &[Role::Auditor], &[]).await;
    let mut jo = desk.jo.clone();
    for list in ["/staff/actions", "/staff/waiting", "/staff/partners"] {
        let all = format!("href=\"{list}/all\"");
        jo.get(list).await.is(StatusCode::OK).says(&all);
        auditor.get(list).await.is(StatusCode::OK).does_not_say(&all);
    }
}
