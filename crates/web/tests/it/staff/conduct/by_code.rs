//! What is said with a code that a member of staff gave out; what goes by post; and what whoever takes a call reads.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::{LETTER, agreed, panel, reported, signed_in};

// Domain 5.6 and 5.7: whoever reads a code out knows it as well as they do.
#[tokio::test]
async fn what_is_said_with_a_code_that_was_read_out_is_marked_for_whoever_answers_and_decides() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    let mut adviser = signed_in(&file.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    let asked = [("way", "phone"), ("said_name", "Patel"), ("said_more", "WS1 4AB")];
    let code = format!("/staff/cases/{}/code", file.reference);
    let page = adviser.post(&code, &asked).await.is(StatusCode::OK).body;
    // "4 8 2 9 1 3": digit by digit, as it is read out.
    let is_spaced = |part: &&[u8]| {
        let fits = |(at, byte): (usize, &u8)| {
            if at % 2 == 0 {
                byte.is_ascii_digit()
            } else {
                *byte == b' '
            }
        };
        part.iter().enumerate().all(fits)
    };
    let spaced = page.as_bytes().windows(11).find(is_spaced).unwrap();
    let digits = String::from_utf8(spaced.to_vec()).unwrap().replace(' ', "");
    let mut asha = file.app.browser();
    let proof = [("reference", file.reference.as_str()), ("proof", "WS1 4AB")];
    asha.post_and_follow("/track", &proof).await.is(StatusCode::OK);
    let typed = format!("/track/{}/code", file.reference);
    asha.post(&typed, &[("code", &digits)])
        .await
        .is(StatusCode::SEE_OTHER);
    let own = format!("/track/{}/staying-in-touch", file.reference);
    let says = [
        ("says", "comment"),
        ("said", "I was not told of the meeting."),
        ("all", "yes"),
    ];
    asha.post(&own, &says).await.is(StatusCode::SEE_OTHER);
    let comments = format!("{}/comments", file.at);
    file.keeper
        .get(&comments)
        .await
        .says("Said with a code that Ada Adviser read out on 2 November 2026");
    file.keeper
        .get(&file.at)
        .await
        .says("Said with a code that we gave out")
        .says("We wrote to them that it was used, at their own address.");
}

// Civil Procedure Rules, rule 6.26: nobody is taken to be warned by what is in the post.
#[tokio::test]
async fn after_a_warning_by_post_the_page_says_from_when_it_counts_cpr_6_26() {
    let mut file = reported("no").await;
    file.checked().await;
    let warning = [
        ("must_change", "No shouting."),
        ("letter", LETTER),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    file.does("warning", &warning).await;
    file.keeper
        .get(&file.at)
        .await
        .says("By post: it counts from the end of 4 November 2026, the second working day after it.");
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    file.sends(&mut keeper, "proposal", super::PROPOSAL)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The warning went by post, and counts from the end of 4 November 2026")
        .says("We answer each letter.");
}

// Paper 004, 7.1: the last day is set with the way by which it is brought.
#[tokio::test]
async fn a_report_that_is_posted_names_a_last_day_that_counts_from_when_the_post_has_come() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.does("proposal", super::PROPOSAL).await;
    let posted = [("report", LETTER), ("going", "by-hand"), ("channel", "letter")];
    file.does("share", &posted).await;
    file.keeper
        .get(&file.at)
        .await
        .says("They can comment until 18 November 2026");
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("You can comment until Wednesday 18 November 2026");
}

// Domain 5.7; paper 004, 7.1: a no is told with an answer to what came in time; and what was withdrawn asks for nothing more.
#[tokio::test]
async fn a_late_comment_is_answered_before_a_no_is_told_and_asks_nothing_once_all_is_withdrawn() {
    for outcome in ["not-agreed", "agreed"] {
        let mut file = reported("no").await;
        file.checked_and_warned().await;
        file.proposed_and_shared().await;
        file.app.wait(SignedDuration::from_hours(24 * 21)).await;
        let mut keeper = signed_in(
            &file.app,
            "Kay Keeper",
            &[Role::Staff, Role::ComplaintsManager],
            &[],
        )
        .await;
        let (mut chair, votes) = panel(&file.app).await;
        let mut decision = agreed(&votes);
        decision[0] = ("outcome", outcome);
        if outcome == "not-agreed" {
            for vote in decision.iter_mut().filter(|(name, _)| name.starts_with("vote-")) {
                vote.1 = "against";
            }
        }
        file.sends(&mut chair, "decision", &decision)
            .await
            .to(&file.at.clone());
        let late = [
            ("comment", "I had said so on the phone."),
            ("on", "16/11/2026"),
            ("channel", "phone"),
        ];
        file.sends(&mut keeper, "comments", &late)
            .await
            .to(&file.at.clone());
        let page = keeper
            .get(&format!("{}/comments", file.at))
            .await
            .says("I had said so on the phone.");
        let notice = [("letter", LETTER), ("going", "by-hand"), ("channel", "in-person")];
        if outcome == "not-agreed" {
            file.sends(&mut keeper, "notice", &notice)
                .await
                .is(StatusCode::UNPROCESSABLE_ENTITY)
                .says("1 comment has no answer");
            keeper.get(&file.at).await.says("answer it first");
            let page = page
                .says("Our response to each point")
                .does_not_say("withdraw what was decided")
                .body;
            let (_, after) = page.split_once("name=\"answer-").unwrap();
            let answer = format!("answer-{}", after.split_once('"').unwrap().0);
            file.sends(&mut keeper, "comments", &[(&answer, "You are right about that.")])
                .await
                .to(&file.at.clone());
            file.sends(&mut keeper, "notice", &notice)
                .await
                .to(&file.at.clone());
            continue;
        }
        page.says("withdraw what was decided");
        let withdraw = [
            ("reason", "They are right about that."),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "in-person"),
        ];
        file.sends(&mut keeper, "withdraw", &withdraw)
            .await
            .to(&file.at.clone());
        keeper
            .get(&format!("{}/comments", file.at))
            .await
            .says("What was decided was withdrawn. If it is proposed anew, answer this first.")
            .does_not_say("withdraw what was decided");
    }
}

// Domain 5.6: lifting what is for danger drops no report.
#[tokio::test]
async fn the_page_that_lifts_an_interim_measure_says_that_what_is_proposed_goes_on() {
    let mut file = reported("yes").await;
    let roles = [
        Role::Staff,
        Role::Executive,
        Role::AuthorisingOfficer,
        Role::Reviewer,
    ];
    let mut senior = signed_in(&file.app, "Charlie Chief", &roles, &[]).await;
    let interim = [
        ("measures", "one-channel"),
        ("open_channel", "letter"),
        ("ends_on", "10/11/2026"),
        ("reason", "They threatened to come with a knife."),
        ("letter", LETTER),
        ("going", "by-hand"),
        ("channel", "in-person"),
    ];
    file.sends(&mut senior, "interim", &interim)
        .await
        .to(&file.at.clone());
    file.keeper
        .get(&file.at)
        .await
        .says("For what happened on 2 November 2026");
    file.keeper
        .get(&format!("{}/lift", file.at))
        .await
        .does_not_say("What is proposed goes on");
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    file.keeper
        .get(&format!("{}/lift", file.at))
        .await
        .says("What is proposed goes on. To drop it as well, withdraw it");
    let lift = [
        ("reason", "The danger is over now."),
        ("letter", LETTER),
        ("going", "by-hand"),
        ("channel", "in-person"),
    ];
    file.does("lift", &lift).await;
    file.keeper.get(&file.at).await.says("They can comment until");
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    file.sends(&mut keeper, "lift", &lift)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
}
