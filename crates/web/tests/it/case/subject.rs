//! Who a complaint is about, and one that came late, as staff press the buttons.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

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

// Complaint Handling Code 5: whoever prints the post each day is not handed the complaint about themselves.
#[tokio::test]
async fn an_adviser_whom_it_is_about_finds_nothing_of_it_in_the_outbox_or_a_print_run() {
    let desk = Desk::new().await;
    let priya_id = desk.app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
    let mut priya = super::sign_in(&desk.app, "priya.nair").await;
    let mut ruth = desk.ruth.clone();
    desk.keep().await;
    ruth.post_and_follow("/staff/print-runs", &[])
        .await
        .says("Print run made");
    let at = format!(
        "/staff/print-runs/{}-1",
        redress_domain::calendar::london::civil_date(desk.app.now())
    );
    priya.get(&format!("{at}/letters.csv")).await.says("Asha Patel");
    priya
        .get("/staff/outbox?state=waiting")
        .await
        .says(desk.reference.as_str());
    let about_priya = [
        ("subject", "council"),
        ("about", priya_id.as_str()),
        ("reason", "She names her in her letter."),
    ];
    desk.done(&mut ruth, "subject", &about_priya).await;
    for file in ["letters.pdf", "letters.csv", "notify.zip"] {
        priya.get(&format!("{at}/{file}")).await.is(StatusCode::NOT_FOUND);
        ruth.get(&format!("{at}/{file}")).await.is(StatusCode::OK);
    }
    priya.get("/staff/print-runs").await.does_not_say(&at);
    ruth.get("/staff/print-runs").await.says(&at);
    priya
        .get("/staff/outbox?state=waiting")
        .await
        .does_not_say(desk.reference.as_str());
}

#[tokio::test]
async fn an_officer_whom_it_turns_out_to_be_about_sees_nothing_of_it_any_more() {
    let desk = Desk::new().await;
    let councillor = desk.app.create_user("Ada Moss", &[Role::Councillor], &[]).await;
    let users = desk.app.casework.users(&desk.app.council).await.unwrap();
    let id_of = |name: &str| {
        let user = users.iter().find(|user| user.name == name);
        user.unwrap().id.to_string()
    };
    let (jo_id, ruth_id) = (id_of("Jo Martin"), id_of("Ruth Bell"));
    let (mut jo, mut sam, mut ruth) = (desk.jo.clone(), desk.sam.clone(), desk.ruth.clone());
    // Something came in on Jo's case, of which Jo heard.
    let came = [
        ("direction", "in"),
        ("channel", "phone"),
        ("purpose", "information"),
        ("words", "It was Jo who shouted."),
    ];
    desk.done(&mut ruth, "contact", &came).await;
    jo.get("/staff/notifications").await.says(desk.reference.as_str());
    let why = ("reason", "She names her in her letter.");
    ruth.get(&desk.at("subject"))
        .await
        .says("It is about somebody who works for us")
        .does_not_say("Ada Moss");
    let not_staff = [("subject", "council"), ("about", councillor.as_str()), why];
    desk.sent(&mut ruth, "subject", &not_staff)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select somebody who works for the council");
    let about_jo = [("subject", "council"), ("about", jo_id.as_str()), why];
    desk.done(&mut ruth, "subject", &about_jo)
        .await
        .says("Saved who it is about")
        .says("Who it is about")
        .says("Jo Martin");
    for place in [desk.path.clone(), desk.at("timeline"), desk.at("acknowledge")] {
        jo.get(&place).await.is(StatusCode::NOT_FOUND);
    }
    for list in [
        "/staff/my-cases",
        "/staff/cases",
        "/staff/notifications",
        "/staff/unread",
    ] {
        jo.get(list).await.does_not_say(desk.reference.as_str());
    }
    sam.get("/staff/cases").await.says(desk.reference.as_str());
    let timeline = ruth.get(&desk.at("timeline")).await;
    timeline
        .says("About: Jo Martin.")
        .says("She names her in her letter.");
    // Said wrongly, it is taken back; and whoever names themselves is led away from it.
    let nobody = [("subject", "council"), why];
    desk.done(&mut ruth, "subject", &nobody).await;
    jo.get(&desk.path).await.is(StatusCode::OK);
    let about_ruth = [("subject", "council"), ("about", ruth_id.as_str()), why];
    let answer = desk.sent(&mut ruth, "subject", &about_ruth).await;
    answer.to("/staff/my-cases");
    ruth.get(&desk.path).await.is(StatusCode::NOT_FOUND);
}
