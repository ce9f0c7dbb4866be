//! What comes by the one way that a notice leaves open is sorted as what it is; and danger upon danger is met.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::{LETTER, reported, signed_in};

// Domain 5.9 and 5.10: whoever reads what comes in says that it is an appeal; whoever hears it finds it word for word.
#[tokio::test]
async fn an_appeal_that_comes_with_everything_else_is_sorted_as_one_and_can_be_decided() {
    let mut file = reported("no").await;
    file.in_force().await;
    file.tells("I appeal against your decision of Monday.").await;
    let contact = file.contact().await;
    let mut adviser = file.adviser().await;
    adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("An appeal against our decision")
        .says("Something that they want whoever reviews to read")
        .says("leave it empty, and it is taken word for word")
        .does_not_say("A comment on the report");
    let sort = format!("sort-{contact}");
    file.sends(&mut adviser, "contacts", &[(sort.as_str(), "appeal")])
        .await
        .to("/staff/arrangements/contacts");
    file.keeper
        .get(&file.at)
        .await
        .says("Decide the appeal")
        .says("I appeal against your decision of Monday.");
    let roles = [
        Role::Staff,
        Role::AuthorisingOfficer,
        Role::Auditor,
        Role::Reviewer,
    ];
    let mut hears = signed_in(&file.app, "Hale Hears", &roles, &[]).await;
    hears
        .get(&format!("{}/appeal-decision", file.at))
        .await
        .says("I appeal against your decision of Monday.");
    // A second letter of it is none: it is offered no more.
    file.tells("I said that I appeal.").await;
    adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("I said that I appeal.")
        .does_not_say("An appeal against our decision");
}

// Domain 5.4: somebody comes back the same afternoon, with something worse.
#[tokio::test]
async fn a_worse_danger_is_met_while_an_interim_measure_is_in_force() {
    let file = reported("yes").await;
    let roles = [
        Role::Staff,
        Role::Executive,
        Role::AuthorisingOfficer,
        Role::Reviewer,
    ];
    let mut chief = signed_in(&file.app, "Charlie Chief", &roles, &[]).await;
    let order = |measures: &'static str| {
        [
            ("reason", "They threatened to come with a knife."),
            ("measures", measures),
            ("open_channel", "phone"),
            ("ends_on", "13/11/2026"),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "letter"),
        ]
    };
    file.sends(&mut chief, "interim", &order("one-channel"))
        .await
        .to(&file.at.clone());
    file.sends(&mut chief, "interim", &order("premises"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let mut planner = signed_in(&file.app, "Penny Planner", &[Role::Staff], &[]).await;
    let incident = [
        ("reference", file.reference.as_str()),
        ("who", "customer"),
        ("facts", "They came back with a knife."),
        ("on", "2/11/2026"),
        ("channel", "in-person"),
        ("categories", "threats"),
        ("danger", "yes"),
    ];
    planner.post("/staff/incidents/new", &incident).await.to("/staff");
    chief
        .get(&file.at)
        .await
        .says("Another danger was reported. One for it takes the place of this one");
    chief
        .get(&format!("{}/interim", file.at))
        .await
        .says("One is in force until Friday 13 November 2026");
    file.sends(&mut chief, "interim", &order("premises"))
        .await
        .to(&file.at.clone());
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("It takes the place of the interim safety measure that began on Monday 2 November 2026.");
}

// Domain 5.3; ux S17: what is reported after the end is being considered, with checks and a warning of its own.
#[tokio::test]
async fn an_incident_after_the_end_shows_the_steps_of_a_new_way_and_is_being_considered() {
    let mut file = reported("no").await;
    file.in_force().await;
    file.app.wait(SignedDuration::from_hours(24 * 150)).await;
    let mut planner = signed_in(&file.app, "Penny Planner", &[Role::Staff], &[]).await;
    let incident = [
        ("reference", file.reference.as_str()),
        ("who", "customer"),
        ("facts", "They spat at a colleague."),
        ("on", "1/4/2027"),
        ("channel", "in-person"),
        ("categories", "abuse"),
        ("danger", "no"),
    ];
    planner.post("/staff/incidents/new", &incident).await.to("/staff");
    let roles = [Role::Staff, Role::ComplaintsManager];
    let mut keeper = signed_in(&file.app, "Kit Keeper", &roles, &[]).await;
    keeper
        .get(&file.at)
        .await
        .says("Being considered")
        .says("0 of 7 answered")
        .does_not_say("Warned on");
    keeper
        .get("/staff/arrangements?list=considered")
        .await
        .says("Asha Patel");
    keeper
        .get("/staff/arrangements?list=ended")
        .await
        .does_not_say("Asha Patel");
}
