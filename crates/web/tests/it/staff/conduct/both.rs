//! An interim safety measure beside an arrangement, and a proposal beside what binds: each is shown with its own words, reach and days.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::{File, LETTER, PROPOSAL, reported, signed_in};

impl File {
    /// What the person reads of their own file.
    async fn own_page(&self) -> String {
        let mut asha = self.asha().await;
        let own = format!("/track/{}/staying-in-touch", self.reference);
        asha.get(&own).await.is(StatusCode::OK).text()
    }
}

/// Each in a text, after the one before.
fn in_this_order(text: &str, wanted: &[&str]) {
    let mut rest = text;
    for next in wanted {
        let (_, after) = rest
            .split_once(next)
            .unwrap_or_else(|| panic!("no {next} in {rest}"));
        rest = after;
    }
}

// Domain 5.4 and 5.5: the one is over in days and reaches all; nobody reads that it lasts for months, or is about one service alone.
#[tokio::test]
async fn an_interim_measure_and_an_arrangement_stand_apart_each_with_its_own_reach_and_last_day() {
    let mut file = reported("no").await;
    file.in_force().await;
    let alone = [
        "What is agreed now",
        "By letter",
        "One service alone: Bins and recycling",
        "1 February 2027",
        "1 March 2027",
    ];
    let theirs = file.own_page().await;
    in_this_order(&theirs, &alone);
    // Domain 5.6: whoever was written down as having said all reads so, and on whose word.
    assert!(theirs.contains("Somebody who works for us wrote down that you told them that this is all"));
    assert!(theirs.contains("(On Monday 2 November 2026 we wrote down that you told us this is all"));
    let danger = [
        ("facts", "They said that they would come with a knife."),
        ("on", "2/11/2026"),
        ("channel", "phone"),
        ("categories", "abuse"),
        ("danger", "yes"),
    ];
    file.does("incident", &danger).await;
    let roles = [
        Role::Staff,
        Role::Executive,
        Role::AuthorisingOfficer,
        Role::Reviewer,
    ];
    let mut chief = signed_in(&file.app, "Charlie Chief", &roles, &[]).await;
    let interim = [
        ("reason", "They threatened to come with a knife."),
        ("measures", "one-channel"),
        ("open_channel", "phone"),
        ("ends_on", "9/11/2026"),
        ("letter", LETTER),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    file.sends(&mut chief, "interim", &interim)
        .await
        .to(&file.at.clone());
    let theirs = file.own_page().await;
    in_this_order(
        &theirs,
        &[
            "For now: an interim safety measure",
            "What holds for now",
            "By telephone",
            "Everything that you contact us about",
            "9 November 2026",
            "The arrangement",
            "What is agreed now",
            "By telephone until Monday 9 November 2026. After that by letter",
            "One service alone: Bins and recycling",
            "1 March 2027",
        ],
    );
    in_this_order(
        &file.keeper.get(&file.at).await.text(),
        &[
            "Interim safety measure",
            "Interim measure: the way that stays open",
            "telephone",
            "Interim measure: what it is about",
            "The whole council",
            "Interim safety measure ends by itself after",
            "9 November 2026",
            "The way that stays open",
            "telephone until Monday 9 November 2026, after that letter",
            "One service alone: Bins and recycling",
            "Ends by itself after",
            "1 March 2027",
        ],
    );
    // What is written goes by no telephone, and whoever writes it reads why it is a letter.
    let mut officer = signed_in(
        &file.app,
        "Olive Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    officer
        .get(&format!("/staff/cases/{}/acknowledge", file.reference))
        .await
        .says("Nothing written goes by telephone, so it takes a letter, and there is no postal address on file.")
        // It names no way that is closed to them.
        .says("Please use it whenever you get in touch with us.")
        .does_not_say("call, write or visit");
    file.app.wait(SignedDuration::from_hours(24 * 8)).await;
    let after = file.own_page().await;
    in_this_order(&after, &alone);
    assert!(!after.contains("For now") && !after.contains("telephone until"));
}

// Domain 5.5: what is only proposed reaches nobody yet, and does not narrow what binds.
#[tokio::test]
async fn the_reach_of_a_proposal_is_not_taken_for_that_of_what_binds() {
    let mut file = reported("no").await;
    file.in_force().await;
    let form = file
        .keeper
        .get(&format!("{}/proposal", file.at))
        .await
        .is(StatusCode::OK)
        .body;
    let (_, after) = form.split_once("name=\"cases\"").unwrap();
    let (_, after) = after.split_once("value=\"").unwrap();
    let case = after.split_once('"').unwrap().0.to_owned();
    let mut narrower: Vec<(&str, &str)> = PROPOSAL.to_vec();
    narrower.retain(|(name, _)| !["purpose", "reach", "service", "ends_on", "review_on"].contains(name));
    narrower.extend([
        ("purpose", "renewal"),
        ("reach", "this-matter"),
        ("cases", case.as_str()),
        ("ends_on", "1/4/2027"),
        ("review_on", "1/3/2027"),
    ]);
    file.does("proposal", &narrower).await;
    let proposed = format!("These cases alone: {}", file.reference);
    in_this_order(
        &file.keeper.get(&file.at).await.text(),
        &[
            "What is agreed",
            "One service alone: Bins and recycling",
            "What is proposed is about",
            &proposed,
        ],
    );
}

// Domain 5.10; ux 3.6.13: what lapsed is renewed by nobody, and each page says so, theirs too.
#[tokio::test]
async fn the_pages_say_that_a_renewal_of_what_has_lapsed_can_be_agreed_no_more() {
    let mut file = reported("no").await;
    file.in_force().await;
    // Thursday 18 February 2027.
    file.app.wait(SignedDuration::from_hours(24 * 108)).await;
    let keeps = [Role::Staff, Role::ComplaintsManager];
    file.keeper = signed_in(&file.app, "Kit Keeper", &keeps, &[]).await;
    let mut renewal: Vec<(&str, &str)> = PROPOSAL.to_vec();
    renewal.retain(|(name, _)| !["purpose", "ends_on", "review_on"].contains(name));
    renewal.extend([
        ("purpose", "renewal"),
        ("ends_on", "1/6/2027"),
        ("review_on", "20/5/2027"),
    ]);
    file.does("proposal", &renewal).await;
    // Their time to comment would end after the arrangement does.
    file.keeper
        .get(&format!("{}/share", file.at))
        .await
        .says("The arrangement ends by itself after Monday 1 March 2027, and nobody can agree after that day that it goes on.");
    let share = [("report", LETTER), ("going", "by-hand"), ("channel", "in-person")];
    file.does("share", &share).await;
    let lapsed = "The arrangement ended by itself after Monday 1 March 2027, before it was decided whether it goes on.";
    let no_more =
        "What we proposed, that it goes on, can no longer be agreed: nobody had decided it by then.";
    file.keeper.get(&file.at).await.does_not_say(lapsed);
    assert!(!file.own_page().await.contains(no_more));
    // Friday 5 March 2027.
    file.app.wait(SignedDuration::from_hours(24 * 15)).await;
    file.keeper = signed_in(&file.app, "Kay Keeper", &keeps, &[]).await;
    file.keeper
        .get(&file.at)
        .await
        .says("It has lapsed")
        .says(lapsed)
        .says("Withdraw the proposal, or decide not to agree.");
    let decides = [Role::Staff, Role::Executive, Role::AuthorisingOfficer];
    let mut chair = signed_in(&file.app, "Cleo Chair", &decides, &[]).await;
    chair
        .get(&format!("{}/decision", file.at))
        .await
        .is(StatusCode::OK)
        .says(lapsed);
    let theirs = file.own_page().await;
    in_this_order(
        &theirs,
        &[
            "It has ended by itself: its last day was Monday 1 March 2027.",
            no_more,
            "You can be in touch with us like anybody else.",
        ],
    );
    assert!(!theirs.contains("What is agreed now"));
}
