//! More time, refusals, and that no form puts a text into the record's events.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::{Desk, sign_in};

/// Until when more time is asked for, and why.
const MORE_TIME: [(&str, &str); 3] = [
    ("reason", "complex"),
    ("because", "We wait for the vehicle records."),
    ("to", "20/11/2026"),
];

#[tokio::test]
async fn more_time_is_taken_with_a_reason_a_date_and_a_letter_that_names_the_ombudsman() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    let page = desk.sent(&mut jo, "more-time", &MORE_TIME).await;
    let page = page.is(StatusCode::OK).says("Ombudsman").says("20 November 2026");
    let with = [MORE_TIME[0], MORE_TIME[1], MORE_TIME[2], ("intent", "send")];
    let answer = desk.sent_from(&page, &mut jo, ("more-time", &with)).await;
    let case = jo.follow(answer).await;
    case.says("Stage 1: needs more time")
        .says("Friday 20 November 2026")
        .says("(10 working days at first, then extended)");
}

// Domain 4.6: the letter gives the date that is promised.
#[tokio::test]
async fn a_letter_of_more_time_with_another_date_than_the_one_promised_does_not_go() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    let page = desk
        .sent(&mut jo, "more-time", &MORE_TIME)
        .await
        .is(StatusCode::OK);
    let with = [
        MORE_TIME[0],
        MORE_TIME[1],
        ("to", "23/11/2026"),
        ("intent", "send"),
    ];
    desk.sent_from(&page, &mut jo, ("more-time", &with))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The letter must give the new reply date, Monday 23 November 2026");
}

// Domain 4.13: the clock moves along as promised; whose procedure and Ombudsman it is somebody has to say.
#[tokio::test]
async fn a_complaint_that_went_to_a_service_with_another_procedure_says_so_until_somebody_says_what_it_is() {
    let desk = Desk::new().await;
    let mut ruth = desk.ruth.clone();
    let waits = "Complaints about it follow";
    let to = |service| [("service", service), ("reason", "It is theirs.")];
    desk.done(&mut ruth, "transfer", &to("streets"))
        .await
        .does_not_say(waits);
    desk.done(&mut ruth, "transfer", &to("repairs"))
        .await
        .says(waits)
        .says("Repairs to council homes")
        .says(&format!("href=\"{}\"", desk.at("change-kind")));
    let change = [
        ("procedure", "complaint-housing"),
        ("reason", "It is about her home."),
    ];
    desk.done(&mut ruth, "change-kind", &change)
        .await
        .does_not_say(waits);
}

#[tokio::test]
async fn more_time_beyond_the_limit_needs_a_senior_role_first() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    let typed = [
        ("reason", "complex"),
        ("because", "We wait for the vehicle records."),
        ("to", "20/1/2027"),
    ];
    let answer = desk.sent(&mut jo, "more-time", &typed).await;
    answer
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("New reply date must be on or before")
        .says("We wait for the vehicle records.");
    let agreed = [
        ("to", "29/1/2027"),
        ("because", "The records are with the court."),
    ];
    desk.done(&mut ruth, "more-time/agree", &agreed).await;
    let page = desk.sent(&mut jo, "more-time", &typed).await.is(StatusCode::OK);
    let with = [typed[0], typed[1], typed[2], ("intent", "send")];
    let answer = desk.sent_from(&page, &mut jo, ("more-time", &with)).await;
    jo.follow(answer).await.says("Stage 1: needs more time");
}

#[tokio::test]
async fn two_people_decide_not_to_accept_a_complaint() {
    let desk = Desk::new().await;
    desk.app
        .create_user("Kim Shaw", &[Role::ComplaintsManager], &[])
        .await;
    let (mut ruth, mut kim) = (desk.ruth.clone(), sign_in(&desk.app, "kim.shaw").await);
    let page = ruth.get(&desk.at("refuse")).await;
    let (_, rest) = page.body.split_once("<option value=\"\"").unwrap();
    let (_, rest) = rest.split_once("<option value=\"").unwrap();
    let code = rest.split('"').next().unwrap().to_owned();
    let typed = [("code", code.as_str()), ("evidence", "A letter of 3 May 2024.")];
    let page = desk.sent(&mut ruth, "refuse", &typed).await;
    let page = page.is(StatusCode::OK).says("Ombudsman");
    let with = [typed[0], typed[1], ("intent", "send")];
    let answer = desk.sent_from(&page, &mut ruth, ("refuse", &with)).await;
    ruth.follow(answer).await.says("A second person must decide");

    ruth.get(&desk.at("refuse/decide"))
        .await
        .says("You proposed this, so a second person must decide");
    let agreed = desk
        .done(&mut kim, "refuse/decide", &[("decision", "agree")])
        .await;
    agreed.says("Closed");
    kim.get(&desk.at("messages")).await.says("Complaint not accepted");
}

#[tokio::test]
async fn a_contact_of_a_year_long_gone_is_asked_about() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let contact = [
        ("direction", "in"),
        ("channel", "letter"),
        ("purpose", "information"),
        ("on", "1/11/2016"),
        ("words", "They wrote."),
    ];
    desk.sent(&mut jo, "contact", &contact)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Check the year")
        .says("They wrote.");
}

#[tokio::test]
async fn what_is_typed_into_a_form_never_stands_in_an_event() {
    const CANARY: &str = "canary-7f3e";
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    let point = desk.first_link(&mut jo, "points", "points").await;
    let contact = [
        ("direction", "out"),
        ("channel", "email"),
        ("purpose", "update-given"),
        ("words", CANARY),
    ];
    let action = [
        ("kind", "action"),
        ("words", CANARY),
        ("owner", ""),
        ("due", "20/11/2026"),
    ];
    let transfer = [("service", "streets"), ("reason", CANARY)];
    let back = [("service", "waste"), ("reason", CANARY)];
    let agree = [("to", "29/1/2027"), ("because", CANARY)];
    let reassign = [("team", "customer-services"), ("reason", CANARY)];
    desk.done(&mut jo, "contact", &contact).await.says(CANARY);
    desk.done(&mut jo, "note", &[("words", CANARY)]).await;
    desk.done(&mut jo, "points/add", &[("words", CANARY)]).await;
    desk.done(&mut jo, &point, &[("finding", "upheld"), ("reason", CANARY)])
        .await;
    desk.done(&mut jo, "actions/add", &action).await;
    desk.done(&mut ruth, "transfer", &transfer).await;
    desk.done(&mut ruth, "transfer", &back).await;
    desk.done(&mut ruth, "reassign", &reassign).await;
    desk.done(&mut ruth, "more-time/agree", &agree).await;
    let delivered = desk.first_link(&mut jo, "actions", "actions").await;
    let delivered = delivered.trim_end_matches("/delivered").to_owned();
    desk.done(
        &mut jo,
        &format!("{delivered}/delivered"),
        &[("evidence", CANARY)],
    )
    .await;
    desk.done(&mut jo, "reply", &[("section-sorry", CANARY), ("intent", "save")])
        .await;
    desk.done(&mut jo, "withdraw", &[("reason", CANARY)]).await;
    desk.done(&mut ruth, "reopen", &[("reason", CANARY)]).await;
    for (kind, body) in desk.app.record().await {
        assert!(!body.contains(CANARY), "{kind} holds what was typed: {body}");
    }
}

#[tokio::test]
async fn no_letter_is_written_for_a_day_that_cannot_be_promised_code_6_4() {
    let desk = Desk::new().await;
    let mut sam = desk.sam.clone();
    for (day, why) in [
        ("30/10/2026", "New reply date must be after"),
        ("28/11/2026", "New reply date must be a working day"),
        ("2/7/2040", "no reply is promised for later, whoever agrees"),
        (
            "29/1/2027",
            "unless somebody else than you agrees or takes the time",
        ),
    ] {
        let typed = [
            ("reason", "complex"),
            ("because", "We wait for the contractor."),
            ("to", day),
            ("intent", "redraft"),
        ];
        desk.sent(&mut sam, "more-time", &typed)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(why)
            .says("We wait for the contractor.")
            .does_not_say("We need more time to answer your complaint");
    }
}

// Complaint Handling Code 2: what was acknowledged as a complaint is answered, not accepted by two people, or withdrawn.
#[tokio::test]
async fn an_acknowledged_complaint_is_made_nothing_else_and_the_page_says_what_to_do() {
    let mut desk = Desk::new().await;
    let mut ruth = desk.ruth.clone();
    ruth.get(&desk.at("change-kind")).await.says("Compliment");
    desk.acknowledge().await;
    ruth.get(&desk.at("change-kind"))
        .await
        .says("It was acknowledged as a complaint, so it stays one")
        .does_not_say("Compliment");
    let thanks = [("procedure", "compliment"), ("reason", "It reads like thanks.")];
    desk.sent(&mut ruth, "change-kind", &thanks)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Propose not to accept it, record that it was withdrawn, or make a case of its own")
        .says("It reads like thanks.");
}

// Complaint Handling Code 2 and Data Protection Act 2018, section 164A.
#[tokio::test]
async fn a_complaint_is_not_closed_as_a_duplicate_and_the_page_says_what_to_do() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    jo.get(&desk.at("close"))
        .await
        .does_not_say("The same matter is another case");
    let duplicate = [("outcome", "duplicate"), ("sentence", "We deal with it there.")];
    desk.sent(&mut jo, "close", &duplicate)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Merge it into that case instead")
        .says("We deal with it there.");
}
