//! What asks for an arrangement to be looked at again, which matter it is about, and who is left to decide.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::vocabulary::Role;

use super::{File, LETTER, PROPOSAL, agreed, panel, reported, signed_in};
use crate::app::Browser;

impl File {
    /// In force, with a comment that was answered; with the browser of the chair and what a decision needs.
    pub(super) async fn in_force(&mut self) -> (Browser, Vec<String>) {
        self.checked_and_warned().await;
        self.proposed_and_shared().await;
        self.commented_and_answered().await;
        let (mut chair, votes) = panel(&self.app).await;
        self.decided(&mut chair, &votes).await;
        self.does(
            "notice",
            &[("letter", LETTER), ("going", "by-hand"), ("channel", "letter")],
        )
        .await;
        (chair, votes)
    }

    pub(super) async fn commented_and_answered(&mut self) {
        let comment = [
            ("comment", "I was not told."),
            ("on", "2/11/2026"),
            ("channel", "phone"),
            ("all", "yes"),
        ];
        // Whoever made the case for it does not take down that this is all.
        let mut keeper = std::mem::replace(&mut self.keeper, self.app.browser());
        self.sends(&mut keeper, "comments", &comment)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("You took a part in this.")
            .says("I was not told.");
        self.keeper = keeper;
        let mut taker = if let Some(taker) = self.taker.take() {
            taker
        } else {
            let roles = &[Role::Staff, Role::ComplaintsManager];
            signed_in(&self.app, "Lee Taker", roles, &[]).await
        };
        self.sends(&mut taker, "comments", &comment)
            .await
            .to(&self.at.clone());
        self.taker = Some(taker);
        self.keeper
            .get(&self.at)
            .await
            .says("Lee Taker wrote down that they said it is all");
        let main = self.keeper.get(&format!("{}/comments", self.at)).await.body;
        let (_, after) = main.split_once("name=\"answer-").unwrap();
        let answer = format!("answer-{}", after.split_once('"').unwrap().0);
        self.does("comments", &[(&answer, "You are right.")]).await;
    }

    async fn decided(&self, chair: &mut Browser, votes: &[String]) {
        let decision = agreed(votes);
        self.sends(chair, "decision", &decision)
            .await
            .to(&self.at.clone());
    }

    /// They say something on the page of their case.
    pub(super) async fn tells(&self, words: &str) {
        let mut asha = self.asha().await;
        asha.post(&format!("/track/{}/add", self.reference), &[("told", words)])
            .await
            .is(StatusCode::SEE_OTHER);
    }
}

// The Ombudsman's guide, part 3: a chance to change first.
#[tokio::test]
async fn an_incident_of_the_warnings_day_needs_its_time() {
    let mut file = reported("no").await;
    file.checked().await;
    // The warning leaves at ten; it is reported five minutes later.
    file.warned().await;
    file.app.wait(SignedDuration::from_mins(5)).await;
    let again = |at: &'static str| {
        let fields = [
            ("facts", "They shouted again."),
            ("on", "2/11/2026"),
            ("at", at),
            ("channel", "in-person"),
            ("categories", "abuse"),
            ("danger", "no"),
        ];
        fields.to_vec()
    };
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    for at in ["", "9:59am"] {
        file.sends(&mut keeper, "incident", &again(at))
            .await
            .to(&file.at.clone());
        file.sends(&mut keeper, "proposal", PROPOSAL)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("after the warning of 2 November 2026 first, with its time if it was on that day");
    }
    // What is no time, or is still to come, is refused, and nothing typed is lost.
    for (at, why) in [
        ("half past", "Enter a time, like 9:30am, or leave it empty"),
        ("11am", "a time no later than now"),
    ] {
        file.sends(&mut keeper, "incident", &again(at))
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(why)
            .says(&format!("value=\"{at}\""))
            .says("They shouted again.");
    }
    file.sends(&mut keeper, "incident", &again("10:01am"))
        .await
        .to(&file.at.clone());
    keeper.get(&file.at).await.says("2 November 2026 at 10:01am");
    file.sends(&mut keeper, "proposal", PROPOSAL)
        .await
        .to(&file.at.clone());
    keeper
        .get(&format!("{}/share", file.at))
        .await
        .says("Monday 2 November 2026, 10:01am, in person: They shouted again.");
}

// UK GDPR, article 5(1)(d); paper 004, 7.1: what was decided on something that is not so is not done.
#[tokio::test]
async fn what_was_decided_is_withdrawn_before_its_notice_and_binds_nobody() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    file.commented_and_answered().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    keeper
        .get(&file.at)
        .await
        .says("Withdraw the proposal")
        .does_not_say("Withdraw what was decided");
    let (mut chair, votes) = panel(&file.app).await;
    file.decided(&mut chair, &votes).await;
    keeper
        .get(&file.at)
        .await
        .says("Withdraw what was decided")
        .does_not_say("Withdraw the proposal");
    // It is for whoever keeps the file, and not for whoever decided.
    chair
        .get(&file.at)
        .await
        .does_not_say("Withdraw what was decided");
    let at = format!("{}/withdraw", file.at);
    keeper
        .get(&at)
        .await
        .says("It is decided, and its notice waits: nothing binds yet");
    let withdraw = |reason: &'static str| {
        [
            ("reason", reason),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "letter"),
        ]
    };
    file.sends(&mut keeper, "withdraw", &withdraw(""))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("This is our letter, with nothing left open.");
    // Whoever had the report is told, and somebody says how.
    file.sends(
        &mut keeper,
        "withdraw",
        &[("reason", "It was their neighbour."), ("letter", LETTER)],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Select how it goes");
    // It is withdrawn at once, and the letter that says so goes by the outbox.
    let by_outbox = [
        ("reason", "It was their neighbour."),
        ("letter", LETTER),
        ("going", "outbox"),
    ];
    file.sends(&mut keeper, "withdraw", &by_outbox)
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("Letter that nothing is proposed any longer, by email: on its way")
        .says("Proposal withdrawn")
        .does_not_say("Withdraw what was decided");
    keeper.get(&at).await.says("Nothing is proposed.");
    keeper
        .get(&format!("/staff/cases/{}", file.reference))
        .await
        .does_not_say("reply by letter only");
    // If it still holds it is proposed anew.
    file.sends(&mut keeper, "proposal", PROPOSAL)
        .await
        .to(&file.at.clone());
}

// The Ombudsman's guide, part 3; UK GDPR, article 5(1)(d): what rests on nothing does not stand.
#[tokio::test]
async fn an_arrangement_stands_without_a_struck_incident_only_on_another_after_the_warning() {
    let mut file = reported("no").await;
    let (mut chair, _) = file.in_force().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let at = format!("{}/question", file.at);
    keeper.get(&at).await.says("Nothing waits for an answer.");
    let incident = file.incident_of(&mut keeper, "They shouted again.").await;
    let strike = [
        ("incident", incident.as_str()),
        ("moved", "no"),
        ("reason", "It was their neighbour."),
    ];
    file.sends(&mut keeper, "strike", &strike)
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("Decide whether it changes anything");
    keeper
        .get(&at)
        .await
        .says("An incident was struck out")
        .says("The arrangement can stand on what is left")
        .says("Lift the arrangement");
    let stays = [
        ("question", "grounds"),
        ("reason", "There is more than that one."),
    ];
    file.sends(&mut chair, "question", &stays)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("All that the arrangement rested on was struck out, or came after no warning that reached them: lift it")
        .says("There is more than that one.");
    file.sends(&mut keeper, "incident", super::AGAIN)
        .await
        .to(&file.at.clone());
    file.sends(&mut chair, "question", &stays)
        .await
        .to(&file.at.clone());
    keeper.get(&at).await.says("Nothing waits for an answer.");
    keeper.get(&file.at).await.says("There is more than that one.");
}

// Domain 5.9: it reopens the question, and is answered before anything goes on.
#[tokio::test]
async fn new_information_is_answered_before_the_file_goes_on() {
    let mut file = reported("no").await;
    let (mut chair, _) = file.in_force().await;
    file.tells("My letter of May was never read.").await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let main = keeper.get(&format!("{}/contacts", file.at)).await.body;
    let (_, after) = main.split_once("name=\"sort-").unwrap();
    let contact = after.split_once('"').unwrap().0.to_owned();
    let (sort, words) = (format!("sort-{contact}"), format!("words-{contact}"));
    let mut adviser = signed_in(&file.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    let new = [
        (sort.as_str(), "new-information"),
        (words.as_str(), "A letter of May was not read."),
    ];
    file.sends(&mut adviser, "contacts", &new)
        .await
        .to("/staff/arrangements/contacts");
    keeper
        .get(&file.at)
        .await
        .says("Decide whether it changes anything")
        .says("Answer new information");
    let mut renewal = PROPOSAL.to_vec();
    renewal.retain(|(name, _)| *name != "purpose");
    renewal.push(("purpose", "renewal"));
    file.sends(&mut keeper, "proposal", &renewal)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("New information waits");
    keeper
        .get(&format!("{}/question", file.at))
        .await
        .says("A letter of May was not read.")
        .says("Make the arrangement kinder");
    // Domain 5.7: that it changes nothing is not for whoever proposed it.
    let nothing = [
        ("question", "information"),
        ("reason", "It changes nothing here."),
    ];
    file.sends(&mut keeper, "question", &nothing)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("It changes nothing here.");
    file.sends(
        &mut chair,
        "question",
        &[("question", "information"), ("reason", "")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Enter why it stays as it is");
    // Made kinder, by what nobody can use to ask for more.
    let kinder = |ends_on: &'static str| {
        [
            ("measures", "one-channel"),
            ("ends_on", ends_on),
            ("review_on", "4/1/2027"),
            ("open_channel", "letter"),
            ("reason", "They were right."),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "letter"),
        ]
    };
    file.sends(&mut keeper, "ease", &kinder("1/4/2027"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("This is not kinder")
        .says("They were right.");
    file.sends(&mut keeper, "ease", &kinder("1/2/2027"))
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("Arrangement made kinder")
        .does_not_say("Answer new information");
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("we ask less of you")
        .says("1 February 2027");
    file.sends(&mut keeper, "proposal", &renewal)
        .await
        .to(&file.at.clone());
}

// Domain 5.10: the time to appeal goes on while a renewal is with them.
#[tokio::test]
async fn an_appeal_stays_open_while_a_renewal_is_shared() {
    let mut file = reported("no").await;
    file.in_force().await;
    let mut renewal = PROPOSAL.to_vec();
    renewal.retain(|(name, _)| !["purpose", "review_on"].contains(name));
    renewal.extend([("purpose", "renewal"), ("review_on", "19/2/2027")]);
    file.does("proposal", &renewal).await;
    file.does(
        "share",
        &[("report", LETTER), ("going", "by-hand"), ("channel", "letter")],
    )
    .await;
    let mut asha = file.asha().await;
    let own = format!("/track/{}/staying-in-touch", file.reference);
    asha.get(&own)
        .await
        .says("A comment on the report")
        .says("An appeal against the decision");
    asha.post(&own, &[("said", "It is too much.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what it is")
        .says("It is too much.");
    asha.post(&own, &[("says", "appeal"), ("said", "It is too much.")])
        .await
        .is(StatusCode::SEE_OTHER);
    asha.get(&own)
        .await
        .says("Your appeal")
        .says("Send your comments")
        .does_not_say("An appeal against the decision");
}

// Domain 5.7 and 5.10: said before the file gets there, with what to do.
#[tokio::test]
async fn a_file_says_when_nobody_is_left_to_decide_or_to_hear_an_appeal() {
    let mut file = reported("no").await;
    file.keeper
        .get(&file.at)
        .await
        .says("Nobody is left who could decide")
        .says("“Executive Team”")
        .says("have an administrator give");
    panel(&file.app).await;
    file.keeper
        .get(&file.at)
        .await
        .does_not_say("Nobody is left who could decide")
        .says("Nobody is left to hear an appeal")
        .says("“Monitoring Officer”");
    // On the page of the decision, before it is taken.
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    let mut chair = signed_in(
        &file.app,
        "Chloe Chair",
        &[Role::Staff, Role::Executive, Role::AuthorisingOfficer],
        &[],
    )
    .await;
    let decision = format!("{}/decision", file.at);
    chair
        .get(&decision)
        .await
        .says("Nobody is left to hear an appeal");
    let monitoring = [
        Role::Staff,
        Role::AuthorisingOfficer,
        Role::Auditor,
        Role::Reviewer,
    ];
    file.app.create_user("Mo Monitor", &monitoring, &[]).await;
    chair
        .get(&decision)
        .await
        .does_not_say("Nobody is left")
        .says("Chris Chair")
        .does_not_say("Mo Monitor");
    file.keeper.get(&file.at).await.does_not_say("Nobody is left");
}

// The Ombudsman's guide, part 6: this matter, and no other of theirs.
#[tokio::test]
async fn an_arrangement_about_a_matter_names_its_case_to_them_and_to_staff() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    let mut matter: Vec<(&str, &str)> = PROPOSAL.to_vec();
    matter.retain(|(name, _)| !["reach", "service"].contains(name));
    matter.push(("reach", "this-matter"));
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    file.sends(&mut keeper, "proposal", &matter)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select the cases of the matter")
        .says("It went on after the warning.");
    let main = keeper
        .get(&format!("{}/proposal", file.at))
        .await
        .says(file.reference.as_str())
        .body;
    let (_, after) = main.split_once("name=\"cases\"").unwrap();
    let (_, after) = after.split_once("value=\"").unwrap();
    let case_id = after.split_once('"').unwrap().0.to_owned();
    let mut named = matter.clone();
    named.push(("cases", &case_id));
    file.sends(&mut keeper, "proposal", &named)
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("What is proposed is about")
        .says("These cases alone: ")
        .says(file.reference.as_str());
    file.keeper = keeper;
    file.does(
        "share",
        &[("report", LETTER), ("going", "by-hand"), ("channel", "letter")],
    )
    .await;
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says(&format!("this matter alone: {}", file.reference));
}
