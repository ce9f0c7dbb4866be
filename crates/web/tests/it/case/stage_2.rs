//! From the reply of stage 1 over the review to the Ombudsman's last word, as people press the buttons.

use axum::http::StatusCode;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;

use super::bundle::{document, made};
use super::{AFTER_UNDO, Desk, sign_in};
use crate::app::{Answer, Browser, POLICY, TestApp};

/// The people of stage 2 beside those of the desk.
struct Second {
    desk: Desk,
    /// Reviews complaints.
    rhian: Browser,
    rhian_id: String,
    /// Another reviewer.
    emrys_id: String,
}

impl Second {
    /// A complaint that was answered at stage 1 and closed.
    async fn answered() -> Self {
        let mut desk = Desk::new().await;
        let rhian_id = desk.app.create_user("Rhian Hughes", &[Role::Reviewer], &[]).await;
        let emrys_id = desk.app.create_user("Emrys Lloyd", &[Role::Reviewer], &[]).await;
        let rhian = sign_in(&desk.app, "rhian.hughes").await;
        desk.acknowledge().await;
        let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
        let point = desk.first_link(&mut jo, "points", "points").await;
        let finding = [
            ("finding", "not-upheld"),
            ("reason", "The crew says that it came."),
        ];
        desk.done(&mut jo, &point, &finding).await;
        desk.done(&mut jo, "reply", REPLY).await;
        desk.done(&mut sam, "approve", &[("decision", "approve-and-send")])
            .await;
        desk.app.wait(AFTER_UNDO).await;
        let lesson = [
            ("outcome", "done"),
            ("sentence", "We looked into it."),
            ("has_lesson", "no"),
            ("lesson", "Nothing went wrong."),
        ];
        desk.done(&mut jo, "close", &lesson).await;
        Self {
            desk,
            rhian,
            rhian_id: rhian_id.to_string(),
            emrys_id: emrys_id.to_string(),
        }
    }

    async fn asked() -> Self {
        let second = Self::answered().await;
        let mut ruth = second.desk.ruth.clone();
        let asked = [
            ("channel", "phone"),
            ("reasons", "You did not ask the neighbour."),
        ];
        second
            .desk
            .done(&mut ruth, "stage-2/ask", &asked)
            .await
            .says("Request for stage 2 recorded");
        second
    }

    async fn accepted() -> Self {
        let second = Self::asked().await;
        let mut ruth = second.desk.ruth.clone();
        let accept = [
            ("decision", "accept"),
            ("reviewer", second.rhian_id.as_str()),
            ("no_part", "no-part"),
        ];
        second.desk.done(&mut ruth, "stage-2", &accept).await;
        second
    }

    async fn acknowledged() -> Self {
        let second = Self::accepted().await;
        let mut rhian = second.rhian.clone();
        second
            .desk
            .done(&mut rhian, "acknowledge", &[("intent", "send")])
            .await
            .says("Review what stage 1 found, point by point.");
        second
    }

    async fn point(&self) -> String {
        let mut rhian = self.rhian.clone();
        self.desk
            .first_link(&mut rhian, "stage-2/review", "stage-2/points")
            .await
    }

    async fn done(&self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let mut rhian = self.rhian.clone();
        self.desk.done(&mut rhian, rest, fields).await
    }
}

const REPLY: &[(&str, &str)] = &[
    ("section-remedy", "There is nothing to put right."),
    ("section-actions", "Nothing is still to be done."),
    ("intent", "ask"),
];

#[tokio::test]
async fn a_request_for_stage_2_is_in_the_queue_and_its_page_says_what_is_known() {
    let second = Second::asked().await;
    let mut ruth = second.desk.ruth.clone();
    ruth.get("/staff/stage-2")
        .await
        .says("Review asked for")
        .says(&second.desk.at("stage-2"));
    let page = ruth.get(&second.desk.at("stage-2")).await;
    let page = page
        .says("Accept a request for review")
        .says("You did not ask the neighbour.")
        .says("Read the stage 1 reply")
        .says("Jo Martin, Sam Green")
        .says("Rhian Hughes");
    let reviewers = page.body.split("name=\"reviewer\"").nth(1).unwrap();
    let reviewers = reviewers.split("</select>").next().unwrap();
    assert!(
        !reviewers.contains("Jo Martin"),
        "who had a part in stage 1 is no choice"
    );
}

#[tokio::test]
async fn the_decision_the_reviewer_and_the_tick_are_asked_for_and_nothing_typed_is_lost() {
    let second = Second::asked().await;
    let mut ruth = second.desk.ruth.clone();
    second
        .desk
        .sent(&mut ruth, "stage-2", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a decision");
    let fields = [("decision", "accept"), ("evidence", "Kept in the form")];
    second
        .desk
        .sent(&mut ruth, "stage-2", &fields)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a reviewer")
        .says("Confirm that the reviewer had no part in stage 1")
        .says("Kept in the form");
}

#[tokio::test]
async fn whoever_had_a_part_in_stage_1_is_refused_even_when_the_form_names_them() {
    let second = Second::asked().await;
    let mut ruth = second.desk.ruth.clone();
    let jo = second
        .desk
        .app
        .casework
        .users(&second.desk.app.council)
        .await
        .unwrap();
    let jo = jo
        .iter()
        .find(|user| user.name == "Jo Martin")
        .unwrap()
        .id
        .to_string();
    let fields = [
        ("decision", "accept"),
        ("reviewer", jo.as_str()),
        ("no_part", "no-part"),
    ];
    second
        .desk
        .sent(&mut ruth, "stage-2", &fields)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select somebody who had no part in stage 1. This person had");
}

#[tokio::test]
async fn a_request_is_turned_away_with_a_letter_and_by_a_second_person() {
    let second = Second::asked().await;
    let mut ruth = second.desk.ruth.clone();
    let refuse = [
        ("decision", "refuse"),
        ("code", "already-considered"),
        ("evidence", "Both letters are on the file."),
    ];
    let written = second
        .desk
        .sent(&mut ruth, "stage-2", &refuse)
        .await
        .is(StatusCode::OK);
    written.says("We will not review it").says("Ombudsman");
    let letter = "We will not review it. You can ask the Local Government and Social Care Ombudsman.";
    let with_letter = [refuse.as_slice(), &[("letter", letter)]].concat();
    second.desk.done(&mut ruth, "stage-2", &with_letter).await;
    // Sam approved the reply of stage 1 (Complaint Handling Code 6).
    let (mut sam, agree) = (second.desk.sam.clone(), [("decision", "agree")]);
    second
        .desk
        .sent(&mut sam, "refuse/decide", &agree)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You had a part in stage 1, so somebody else must do this");
    let managers = &[Role::ComplaintsManager];
    second.desk.app.create_user("Kim Shaw", managers, &[]).await;
    let mut kim = sign_in(&second.desk.app, "kim.shaw").await;
    second.desk.done(&mut kim, "refuse/decide", &agree).await;
    let mut ruth = second.desk.ruth.clone();
    ruth.get(&second.desk.path).await.says("Closed");
    ruth.get(&second.desk.at("timeline"))
        .await
        .says("Request for stage 2 not accepted");
    ruth.get("/staff/stage-2")
        .await
        .says("No complaint is at stage 2.");
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in its order")]
async fn a_review_goes_back_once_and_comes_to_a_reply_of_stage_2() {
    let second = Second::acknowledged().await;
    let auditor = second
        .desk
        .app
        .create_user("Simon Fry", &[Role::Auditor], &[])
        .await;
    second
        .desk
        .app
        .create_user("Priya Nair", &[Role::Adviser], &["customer-services"])
        .await;
    let point = second.point().await;
    let mut rhian = second.rhian.clone();
    let overall = second
        .desk
        .sent(&mut rhian, "stage-2/review", &[("overall", "uphold")])
        .await;
    overall
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Review point 1 first");
    let not_looked_at = [
        ("view", "not-looked-at-fully"),
        ("reason", "Nobody asked the neighbour."),
    ];
    second
        .done(&point, &not_looked_at)
        .await
        .says("Stage 1 did not look at it fully");

    rhian
        .get(&second.desk.at("stage-2/return"))
        .await
        .says("Send the message to the customer first")
        .says(&second.desk.at("stage-2/tell"));
    second
        .done("stage-2/tell", &[("channel", "email")])
        .await
        .says("How you told the customer")
        .says("My bin was missed three times in a row.");
    let due = second.desk.app.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let due = due
        .saturating_add(jiff::Span::new().days(3))
        .strftime("%-d/%-m/%Y")
        .to_string();
    let page = rhian.get(&second.desk.at("stage-2/return")).await;
    let officer = page
        .body
        .split("selected")
        .next()
        .unwrap()
        .rsplit("value=\"")
        .next()
        .unwrap()
        .to_owned();
    let officer = officer.split('"').next().unwrap();
    let back = [
        ("tasks", "Ask the neighbour."),
        ("due", due.as_str()),
        ("officer", officer),
    ];
    // It goes to nobody who could not do it, whatever the form says.
    for other in ["Simon Fry", "Priya Nair", "Rhian Hughes"] {
        assert!(!page.body.contains(&format!(">{other}</option>")), "{other}");
    }
    let to_the_auditor = [back[0], back[1], ("officer", auditor.as_str())];
    second
        .desk
        .sent(&mut rhian, "stage-2/return", &to_the_auditor)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select somebody who may open this case and write replies");
    second
        .done("stage-2/return", &back)
        .await
        .says("sent back for more work")
        .says("Ask the neighbour.");
    let mut jo = second.desk.jo.clone();
    // Domain 4.9, ux 3.5.9: the customer has an additional reply of stage 1 first, and can accept it.
    jo.get(&second.desk.at("stage-2/done"))
        .await
        .says("Write the customer an additional stage 1 reply first");
    second.desk.done(&mut jo, "reply", REPLY).await;
    let mut sam = second.desk.sam.clone();
    second
        .desk
        .done(&mut sam, "approve", &[("decision", "approve-and-send")])
        .await;
    second.desk.app.wait(AFTER_UNDO).await;
    jo.get(&second.desk.path)
        .await
        .says("Give it back to the reviewer.");
    let mut asha = second.desk.app.browser();
    let proof = [("reference", second.desk.reference.as_str()), ("proof", "Patel")];
    asha.post_and_follow("/track", &proof)
        .await
        .says("I accept this reply");
    second
        .desk
        .done(
            &mut jo,
            "stage-2/done",
            &[("words", "The neighbour saw no lorry.")],
        )
        .await
        .says("Given back to the reviewer");

    // Once more is not the reviewer's to decide, and the customer is told nothing that does not happen.
    let agrees = "It has been sent back before. The service manager must agree to another time.";
    for page in ["stage-2/tell", "stage-2/return"] {
        rhian.get(&second.desk.at(page)).await.says(agrees);
    }
    rhian
        .get(&second.desk.path)
        .await
        .does_not_say("Send back to stage 1");
    rhian
        .get(&second.desk.at("stage-2/review"))
        .await
        .does_not_say("Send back to stage 1 for more work");
    let untrue = [("channel", "email"), ("words", "I am asking the service again.")];
    // The page has no form for it any more, and one that was made by hand is not whole.
    second
        .desk
        .sent(&mut rhian, "stage-2/tell", &untrue)
        .await
        .is(StatusCode::BAD_REQUEST);
    rhian
        .get(&second.desk.at("messages"))
        .await
        .does_not_say("I am asking the service again.");

    let changed = [
        ("view", "change"),
        ("finding", "upheld"),
        ("reason", "The neighbour saw no lorry."),
    ];
    second.done(&point, &changed).await;
    let uphold = second
        .desk
        .sent(&mut rhian, "stage-2/review", &[("overall", "uphold")])
        .await;
    uphold.says("You changed the finding on point 1");
    second
        .done("stage-2/review", &[("overall", "change")])
        .await
        .says("Write stage 2 reply")
        .says("At stage 1 we found: Not upheld")
        .says("Local Government and Social Care Ombudsman");
    second.done("reply", REPLY).await.says("Approval asked for");
    // Sam approved the reply of stage 1, and so not this one.
    let (mut sam, mut ruth) = (second.desk.sam.clone(), second.desk.ruth.clone());
    let approve = [("decision", "approve-and-send")];
    second
        .desk
        .sent(&mut sam, "approve", &approve)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You had a part in stage 1, so somebody else must do this");
    second
        .desk
        .done(&mut ruth, "approve", &approve)
        .await
        .says("Reply approved and sent");
    let view = &mut second.rhian.clone();
    view.get(&second.desk.at("replies"))
        .await
        .says("Stage 2 reply")
        .says("Stage 1 reply");
}

// Complaint Handling Code 6: whoever reviews is apart from those who considered it before, and the customer can see that they are.
#[tokio::test]
async fn a_reply_of_stage_2_is_signed_by_its_reviewer_as_the_policy_names_its_people() {
    for (names, signed, unsaid) in [
        (
            "full-name",
            "Rhian Hughes Customer Services Westshire Council",
            "Jo",
        ),
        (
            "first-name-and-team",
            "Rhian Customer Services Westshire Council",
            "Hughes",
        ),
        ("team-only", "Customer Services Westshire Council", "Rhian"),
    ] {
        let second = Second::acknowledged().await;
        let named = format!("staff_names = \"{names}\"");
        let policy = POLICY.replacen("staff_names = \"full-name\"", &named, 1);
        let policy = Policy::parse(&policy).unwrap();
        let setup = TestApp::setup();
        let adopted = second.desk.app.casework.adopt_policy(&setup, policy).await;
        adopted.unwrap();
        let point = second.point().await;
        let agrees = [("view", "agree"), ("reason", "Stage 1 asked everybody.")];
        second.done(&point, &agrees).await;
        second.done("stage-2/review", &[("overall", "uphold")]).await;
        second.done("reply", REPLY).await;
        let mut ruth = second.desk.ruth.clone();
        let approve = [("decision", "approve-and-send")];
        second.desk.done(&mut ruth, "approve", &approve).await;
        second.desk.app.wait(AFTER_UNDO).await;
        let letter = second.desk.first_link(&mut ruth, "messages", "letters").await;
        let page = ruth.get(&second.desk.at(&letter)).await.is(StatusCode::OK);
        let letter = page.main();
        assert!(letter.contains("This is our stage 2 reply"), "{letter}");
        assert!(letter.trim_end().ends_with(signed), "{names}: {letter}");
        let words = letter.split(|sign: char| !sign.is_alphanumeric());
        assert_eq!(
            words.filter(|word| *word == unsaid).count(),
            0,
            "{names}: {letter}"
        );
        assert!(
            !letter.contains("Waste and recycling Westshire"),
            "{names}: {letter}"
        );
    }
}

// What an Ombudsman reads first: what stage 1 found of each point, and below it what stage 2 made of that.
#[tokio::test]
async fn the_points_of_a_bundle_have_what_stage_2_found_below_what_stage_1_found() {
    let second = Second::acknowledged().await;
    let point = second.point().await;
    let changed = [
        ("view", "change"),
        ("finding", "upheld"),
        ("reason", "Mrs Jones saw no lorry."),
    ];
    second.done(&point, &changed).await;
    let folder = made(&second.desk, &[("black_out", "Mrs Jones")]).await;
    let text = document(&folder.path().join(second.desk.reference.to_string()));
    let rows = "No. Point Finding Reason \
                1 My bin was missed three times in a row. Not upheld – we did not get it wrong The crew says that it came. \
                At stage 2 Change the finding: Upheld – we got something wrong [blacked out] saw no lorry.";
    assert!(text.contains(rows), "{text}");
    assert!(!text.contains("Jones"), "{text}");
}

#[tokio::test]
async fn a_conflict_that_is_declared_brings_another_reviewer() {
    let second = Second::acknowledged().await;
    second
        .done("stage-2/conflict", &[("reason", "The foreman is my brother.")])
        .await
        .says("Conflict declared");
    let mut ruth = second.desk.ruth.clone();
    ruth.get(&second.desk.path)
        .await
        .says("Name a reviewer who had no part in stage 1.");
    let emrys = [("reviewer", second.emrys_id.as_str()), ("no_part", "no-part")];
    second
        .desk
        .done(&mut ruth, "stage-2/reviewer", &emrys)
        .await
        .says("Reviewer named");
    let again = [
        ("reviewer", second.rhian_id.as_str()),
        ("no_part", "no-part"),
        ("reason", "She is back."),
    ];
    second
        .desk
        .sent(&mut ruth, "stage-2/reviewer", &again)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_ombudsman_asks_about_a_closed_case_and_it_stays_closed() {
    let second = Second::answered().await;
    let mut ruth = second.desk.ruth.clone();
    ruth.get("/staff/ombudsman").await.says("No ombudsman cases.");
    let wrong = second
        .desk
        .sent(&mut ruth, "ombudsman/enquiry", &[("due", "soon")])
        .await;
    wrong
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select which ombudsman")
        .says("Enter the ombudsman’s reference")
        .says("Date must be a real date");
    let enquiry = [
        ("ombudsman", "lgsco"),
        ("their_reference", "26 000 123"),
        ("step", "enquiry"),
        ("questions", "Why was the bin missed?"),
        ("due", "17/5/2031"),
    ];
    second
        .desk
        .done(&mut ruth, "ombudsman/enquiry", &enquiry)
        .await
        .says("26 000 123")
        .says("Why was the bin missed?")
        .says("Record the final decision");
    ruth.get("/staff/ombudsman").await.says("17 May 2031");
    for (rest, fields) in [
        ("ombudsman/documents", vec![("words", "The whole file.")]),
        ("ombudsman/draft", vec![("words", "They mean to find fault.")]),
        ("ombudsman/decision", vec![("words", "Fault and injustice.")]),
        (
            "ombudsman/recommend",
            vec![("kind", "financial"), ("words", "Pay £100."), ("due", "1/6/2031")],
        ),
    ] {
        second.desk.done(&mut ruth, rest, &fields).await;
    }
    let point = second
        .desk
        .first_link(&mut ruth, "ombudsman", "ombudsman/points")
        .await;
    second
        .desk
        .sent(&mut ruth, &point, &[("determination", "maladministration")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what was decided");
    second
        .desk
        .done(&mut ruth, &point, &[("determination", "upheld")])
        .await;
    ruth.get(&second.desk.at("ombudsman"))
        .await
        .says("Fault and injustice.")
        .says("Pay £100: due 1 June 2031")
        .says("upheld");
    ruth.get(&second.desk.path).await.says("Closed");
    ruth.get("/staff/ombudsman").await.says("No ombudsman cases.");
}

#[tokio::test]
async fn what_an_ombudsman_gives_back_after_stage_1_asks_for_stage_2() {
    let second = Second::answered().await;
    let mut ruth = second.desk.ruth.clone();
    let back = [
        ("ombudsman", "lgsco"),
        ("their_reference", "26 000 124"),
        ("words", "The council has a stage 2."),
    ];
    second.desk.done(&mut ruth, "ombudsman/back", &back).await;
    ruth.get("/staff/stage-2").await.says("Review asked for");
}
