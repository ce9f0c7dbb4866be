//! What is between cases, as staff press the buttons and the customers see it.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::{Desk, complaint};

#[tokio::test]
async fn a_duplicate_goes_on_in_the_other_case_and_back_with_the_dates_that_were_promised() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let owner = desk
        .app
        .create_user("Bo Lind", &[Role::Officer], &["waste-crews"])
        .await;
    let kept = complaint(&desk.app, &owner).await;
    desk.sent(&mut jo, "merge", &[("other", "WS-0000-0000")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("We could not find that reference. Check it and try again")
        .says("Enter why they are the same")
        .says("Enter what the customer is told");
    let before = jo.get(&desk.path).await.main();
    let due = before
        .split("Acknowledge by")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .take(3);
    let due = due.collect::<Vec<_>>().join(" ");
    let merge = [
        ("other", kept.as_str()),
        ("reason", "The same bin"),
        (
            "sentence",
            "We deal with this together with your other complaint.",
        ),
    ];
    desk.done(&mut jo, "merge", &merge)
        .await
        .says("It goes on in the other case. The customer was told")
        .says(&format!("This case goes on in {kept}."));
    jo.get(&desk.at("timeline"))
        .await
        .says(&format!("It goes on in {kept}"));
    // Before anything goes it is said to everybody whom it reaches, and how.
    let page = jo.get(&format!("/staff/cases/{kept}/acknowledge")).await;
    let page = page.says("Send to Asha Patel and 1 other");
    let lacks = "Asha Patel asked for a letter, and there is no postal address on file";
    assert_eq!(page.main().matches(lacks).count(), 2, "of each of the two");
    jo.get(&format!("/staff/cases/{kept}/links"))
        .await
        .says("That case is the same matter, and this one is kept");
    // What was said before is evidence, too: whoever makes a bundle is led to the other one.
    let mut ruth = desk.ruth.clone();
    ruth.get(&format!("/staff/cases/{kept}/ombudsman/bundle"))
        .await
        .says(&format!("Make the bundle of {}", desk.reference));
    let own = desk.sent(&mut ruth, "ombudsman/bundle", &[]).await;
    own.is(StatusCode::OK);
    let mut asha = desk.app.browser();
    let proof = [("reference", desk.reference.as_str()), ("proof", "Patel")];
    asha.post_and_follow("/track", &proof)
        .await
        .says("It goes on together with another case")
        .says(&format!("/track/{kept}"));
    // What is added there is heard where it is decided.
    let told = [("told", "The crew hit my fence, too.")];
    asha.post_and_follow(&format!("/track/{}/add", desk.reference), &told)
        .await
        .says(&format!("We have added this to {kept}"));
    jo.get(&format!("/staff/cases/{kept}/timeline"))
        .await
        .says("The crew hit my fence, too.");
    jo.get(&desk.at("timeline"))
        .await
        .does_not_say("The crew hit my fence, too.");
    desk.sent(&mut jo, "unmerge", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why they are not the same");
    let sentence = "We look at your complaint by itself again.";
    let unmerge = [("reason", "Another bin"), ("sentence", sentence)];
    desk.done(&mut jo, "unmerge", &unmerge)
        .await
        .says("This case goes on by itself, with the dates that were promised")
        .says("This case is linked to no other.");
    jo.get(&desk.path).await.says(&due);
}

#[tokio::test]
async fn a_point_becomes_a_case_of_its_own_that_waits_for_triage() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    jo.get(&desk.at("links"))
        .await
        .does_not_say("Make a case of its own");
    desk.done(&mut jo, "points/add", &[("words", "The crew shouted at me.")])
        .await;
    desk.sent(&mut jo, "split", &[("on", "1/1/2020")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select at least one point")
        .says("The date must be from the day this case was received to today")
        .says("Enter the reason");
    let page = jo.get(&desk.at("split")).await;
    let boxes: Vec<&str> = page.body.split("name=\"points\"").skip(1).collect();
    let value = |at: usize| {
        boxes[at]
            .split("value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
    };
    let both = [
        ("points", value(0)),
        ("points", value(1)),
        ("reason", "Another matter"),
    ];
    desk.sent(&mut jo, "split", &both)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Leave at least one point on this case");
    let one = [("points", value(1)), ("reason", "Another matter")];
    let page = desk.done(&mut jo, "split", &one).await;
    page.says("made. It waits for triage")
        .says("That was part of this case");
    jo.get(&desk.at("points"))
        .await
        .does_not_say("The crew shouted at me.");
}

#[tokio::test]
async fn a_link_is_taken_away_with_a_reason() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let owner = desk
        .app
        .create_user("Bo Lind", &[Role::Officer], &["waste-crews"])
        .await;
    let other = complaint(&desk.app, &owner).await;
    desk.done(
        &mut jo,
        "link",
        &[("other", other.as_str()), ("relation", "related-to")],
    )
    .await;
    desk.sent(&mut jo, "unlink", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select which link")
        .says("Enter the reason");
    let link = format!("related-to:{other}");
    desk.done(
        &mut jo,
        "unlink",
        &[("link", &link), ("reason", "Another matter")],
    )
    .await
    .says("Link taken away")
    .says("This case is linked to no other.");
    jo.get(&desk.at("timeline"))
        .await
        .says(&format!("No longer linked to {other}"));
}
