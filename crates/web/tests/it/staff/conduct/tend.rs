//! What is done beside the way, as people press it: a contact that becomes a case, what is urgent, a review, a proposal that
//! is withdrawn, an incident that is struck out, colleagues' names, and a vote of somebody who is not there.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::{AGAIN, File, LETTER, PROPOSAL, agreed, panel, reported, signed_in};
use crate::app::{Browser, TestApp, unescape};

impl File {
    /// The only contact that nobody has read.
    pub(super) async fn contact(&mut self) -> String {
        let main = self.keeper.get(&format!("{}/contacts", self.at)).await.body;
        let (_, after) = main.split_once("name=\"sort-").unwrap();
        after.split_once('"').unwrap().0.to_owned()
    }

    pub(super) async fn adviser(&self) -> Browser {
        signed_in(&self.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await
    }
}

fn filled(body: &crate::app::Answer, names: &[&str]) -> Vec<(String, String)> {
    let value = |name: &&str| ((*name).to_owned(), body.value_of(name).unwrap_or_default());
    names.iter().map(value).collect()
}

// Paper 004, 7.4; domain 5.9: the link opens the form that is filled in from the contact, and sorts it with the case.
#[tokio::test]
async fn a_contact_becomes_a_case_of_its_own_and_nothing_is_typed_again() {
    let mut file = reported("no").await;
    file.in_force().await;
    file.tells("My lamp is broken since Monday.").await;
    let contact = file.contact().await;
    let mut adviser = file.adviser().await;
    let page = adviser.get(&format!("{}/contacts", file.at)).await;
    let id = file.at.rsplit('/').next().unwrap().to_owned();
    let log = format!("/staff/cases/new?under={id}.{contact}");
    page.says(&log);
    let form = adviser
        .get(&log)
        .await
        .is(StatusCode::OK)
        .says("My lamp is broken since Monday.")
        .says("Asha Patel")
        .says("the contact is sorted as a new matter");
    let mut typed = filled(
        &form,
        &[
            "once",
            "under",
            "procedure",
            "received_on",
            "received_time",
            "name",
            "postcode",
            "email",
        ],
    );
    assert_eq!(typed[5].1, "Asha Patel");
    let person = person_of(&file).await;
    for (name, value) in [
        ("person", person.as_str()),
        ("channel", "letter"),
        ("what_happened", "My lamp is broken since Monday."),
        ("wanted_not_said", "yes"),
        ("unhappy", "no"),
        ("settled", "no"),
        ("service", "waste"),
        ("do", "log"),
    ] {
        typed.push((name.to_owned(), value.to_owned()));
    }
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    adviser
        .post("/staff/cases/new", &typed)
        .await
        .to(&format!("{}/contacts", file.at));
    adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("Every contact has been read")
        .says("Logged as WS-");
}

async fn person_of(file: &File) -> String {
    let view = file
        .app
        .casework
        .open_case(&file.app.council, &TestApp::setup(), &file.reference)
        .await
        .unwrap();
    view.case.customer.clone().unwrap().to_string()
}

// Freedom of Information Act 2000, section 10: it follows the procedure that the policy names, with its date.
#[tokio::test]
async fn a_request_under_a_statute_becomes_a_case_of_its_procedure_with_its_clock() {
    let mut file = reported("no").await;
    file.in_force().await;
    file.tells("Send me every email about my case.").await;
    let contact = file.contact().await;
    let mut adviser = file.adviser().await;
    // A case that follows another procedure is none.
    let sort = format!("sort-{contact}");
    let of_case = format!("case-{contact}");
    let typed = [(sort.as_str(), "statutory-request")];
    file.sends(&mut adviser, "contacts", &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the reference of the case that was made of it");
    let other = super::case(
        &file.app,
        redress_domain::vocabulary::Kind::Complaint,
        Some("waste"),
    )
    .await;
    let typed = [
        (sort.as_str(), "statutory-request"),
        (of_case.as_str(), other.as_str()),
    ];
    file.sends(&mut adviser, "contacts", &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("follows no procedure of a request under a statute");
    let id = file.at.rsplit('/').next().unwrap().to_owned();
    let log = format!("/staff/cases/new?under={id}.{contact}&procedure=subject-access");
    adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("Log it under a statute: Request for one’s own data");
    let form = adviser
        .get(&log)
        .await
        .is(StatusCode::OK)
        .says("Request for one’s own data");
    let mut typed = filled(
        &form,
        &[
            "once",
            "under",
            "procedure",
            "received_on",
            "received_time",
            "name",
            "postcode",
            "email",
        ],
    );
    let person = person_of(&file).await;
    for (name, value) in [
        ("person", person.as_str()),
        ("channel", "letter"),
        ("what_happened", "Send me every email about my case."),
        ("wanted_not_said", "yes"),
        ("unhappy", "no"),
        ("settled", "no"),
        ("do", "log"),
    ] {
        typed.push((name.to_owned(), value.to_owned()));
    }
    let pairs = |typed: &[(String, String)]| -> Vec<(String, String)> { typed.to_vec() };
    let without = pairs(&typed);
    let without: Vec<(&str, &str)> = without
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    adviser
        .post("/staff/cases/new", &without)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select the service that answers it")
        .says("Send me every email about my case.");
    typed.push(("service".to_owned(), "waste".to_owned()));
    let with: Vec<(&str, &str)> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    adviser
        .post("/staff/cases/new", &with)
        .await
        .to(&format!("{}/contacts", file.at));
    let main = adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("and the contact is sorted")
        .body;
    let (_, after) = main.split_once("Logged as ").unwrap();
    let reference = after.split_once(',').unwrap().0.to_owned();
    // 28 days from 2 November 2026.
    file.keeper
        .get(&format!("/staff/cases/{reference}"))
        .await
        .says("30 November 2026");
    // The time for one's own data is the law's.
    let view = file.keeper.get(&file.at).await;
    view.says("A request under a law").says(&reference);
}

// Domain 5.9: at once, to whom the record says, and shown until somebody takes it up.
#[tokio::test]
async fn what_is_about_safety_is_passed_on_at_once_and_shown_until_it_is_taken_up() {
    let mut file = reported("no").await;
    file.in_force().await;
    file.tells("I cannot go on living like this.").await;
    let contact = file.contact().await;
    let mut adviser = file.adviser().await;
    let (sort, words) = (format!("sort-{contact}"), format!("words-{contact}"));
    let typed = [
        (sort.as_str(), "safeguarding"),
        (words.as_str(), "They may harm themselves."),
    ];
    file.sends(&mut adviser, "contacts", &typed)
        .await
        .to("/staff/arrangements/contacts");
    let urgent = format!("{}/urgent", file.at);
    file.keeper
        .get("/staff/notifications")
        .await
        .says("Somebody may be at risk")
        .says(&urgent);
    file.keeper
        .get(&file.at)
        .await
        .says("Passed on, and not taken up")
        .says("Told: Kim Keeper")
        .says("Take up what is urgent");
    file.keeper
        .get(&urgent)
        .await
        .says("I cannot go on living like this.")
        .says("They may harm themselves.")
        .says("Ada Adviser passed it on");
    // Whoever was not told finds no such page.
    adviser.get(&urgent).await.is(StatusCode::NOT_FOUND);
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    file.sends(&mut keeper, "urgent", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter something to save");
    let taken = format!("taken-{contact}");
    file.sends(
        &mut keeper,
        "urgent",
        &[(&taken, "I rang the crisis team at 10.")],
    )
    .await
    .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .does_not_say("Passed on, and not taken up")
        .says("I rang the crisis team at 10.");
}

// Paper 004, 7.1: designation and review; domain 5.10: a review's report is shared, and what they said before it answered.
#[tokio::test]
async fn that_an_arrangement_goes_on_at_its_review_takes_a_report() {
    let mut file = reported("no").await;
    let (mut chair, _) = file.in_force().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    keeper
        .get(&format!("{}/review", file.at))
        .await
        .says("0 contacts came since")
        .says("Then the Executive Team decides")
        .does_not_say("It goes on until its end");
    let alone = [("outcome", "goes-on"), ("reason", "It protects still.")];
    file.sends(&mut keeper, "review", &alone)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what comes of it")
        .says("It protects still.");
    let page = format!("{}/goes-on", file.at);
    keeper.get(&page).await.is(StatusCode::FORBIDDEN);
    chair.get(&file.at).await.says("Review: whether it goes on");
    chair.get(&page).await.says("There is no report yet");
    // A page of before decides nothing.
    file.sends(&mut chair, "goes-on", &[("reason", "It went well.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("takes a report that they have");
}

/// What is proposed, as what lets it go on until its end.
fn going_on(review_on: &'static str) -> Vec<(&'static str, &'static str)> {
    let of = |(name, value): &(&'static str, &'static str)| match *name {
        "purpose" => ("purpose", "renewal"),
        "review_on" => ("review_on", review_on),
        _ => (*name, *value),
    };
    PROPOSAL.iter().map(of).collect()
}

#[tokio::test]
async fn a_review_is_decided_on_a_report_and_the_other_outcomes_take_none() {
    let mut file = reported("no").await;
    let (mut chair, votes) = file.in_force().await;
    let keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let page = format!("{}/goes-on", file.at);
    let mut asha = file.asha().await;
    let own = format!("/track/{}/staying-in-touch", file.reference);
    asha.post(&own, &[("says", "review"), ("said", "I write once a month.")])
        .await
        .is(StatusCode::SEE_OTHER);
    let mut adviser = file.adviser().await;
    let file_keeper = std::mem::replace(&mut file.keeper, keeper);
    let sort = format!("sort-{}", file.contact().await);
    adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("What stands on the file as they said it, and nothing else");
    file.sends(&mut adviser, "contacts", &[(&sort, "comment")])
        .await
        .to("/staff/arrangements/contacts");
    let mut keeper = std::mem::replace(&mut file.keeper, file_keeper);
    file.sends(&mut keeper, "proposal", &going_on("1/2/2027"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Review date must be after 1 February 2027");
    file.sends(&mut keeper, "proposal", &going_on("19/2/2027"))
        .await
        .to(&file.at.clone());
    keeper
        .get(&format!("{}/share", file.at))
        .await
        .says("We are thinking of letting what we arranged go on, until Monday 1 March 2027 at the latest");
    let share = [("report", LETTER), ("going", "by-hand"), ("channel", "in-person")];
    file.sends(&mut keeper, "share", &share)
        .await
        .to(&file.at.clone());
    chair.get(&page).await.says("Decide on the report");
    let comment = [
        ("says", "comment"),
        ("said", "I learned to use a hearing aid."),
        ("all", "yes"),
    ];
    asha.post(&own, &comment).await.is(StatusCode::SEE_OTHER);
    let main = adviser.get(&format!("{}/contacts", file.at)).await.body;
    let (_, after) = main.split_once("name=\"sort-").unwrap();
    let sort = format!("sort-{}", after.split_once('"').unwrap().0);
    file.sends(&mut adviser, "contacts", &[(&sort, "comment")])
        .await
        .to("/staff/arrangements/contacts");
    let decision = agreed(&votes);
    file.sends(&mut chair, "decision", &decision)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("2 comments have no answer");
    let main = keeper
        .get(&format!("{}/comments", file.at))
        .await
        .says("What they said before the review")
        .says("I write once a month.")
        .body;
    let answers: Vec<String> = main
        .split("name=\"answer-")
        .skip(1)
        .map(|after| format!("answer-{}", after.split_once('"').unwrap().0))
        .collect();
    let answers: Vec<(&str, &str)> = answers
        .iter()
        .map(|field| (field.as_str(), "You do, and they threaten still."))
        .collect();
    assert_eq!(answers.len(), 2);
    file.sends(&mut keeper, "comments", &answers)
        .await
        .to(&file.at.clone());
    let mut two = decision.clone();
    two.pop();
    file.sends(&mut chair, "decision", &two)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("A panel is of three at least");
    chair
        .get(&format!("{}/decision", file.at))
        .await
        .says("If you do not agree that the arrangement goes on, it ends")
        .says("I write once a month.");
    file.sends(&mut chair, "decision", &decision)
        .await
        .to(&file.at.clone());
    let notice = [("letter", LETTER), ("going", "by-hand"), ("channel", "letter")];
    file.sends(&mut keeper, "notice", &notice)
        .await
        .to(&file.at.clone());
    keeper.get(&file.at).await.says("19 February 2027");
    asha.get(&own)
        .await
        .says("What we arranged goes on until its end.")
        .says("You said: I write once a month.")
        .says("Our answer: You do, and they threaten still.")
        .says("19 February 2027");
    file.sends(
        &mut keeper,
        "review",
        &[("outcome", "ended"), ("reason", "It is not needed any longer.")],
    )
    .await
    .to(&format!("{}/lift", file.at));
    // The letter that it ends says all that it must.
    let lift = [
        ("reason", "It went well."),
        ("letter", "Dear Asha Patel"),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    file.sends(&mut keeper, "lift", &lift).await.to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("The arrangement ends today")
        .says("You can reach us in every way")
        .says("The Ombudsman");
}

// Domain 5.6: a proposal is withdrawn, and whoever had the report is told; an incident of somebody else is struck out.
#[tokio::test]
async fn a_proposal_is_withdrawn_with_a_letter_and_an_incident_is_struck_out() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    keeper.get(&file.at).await.says("Withdraw the proposal");
    let mut withdraw = vec![("reason", "You were right."), ("letter", "Dear Asha Patel")];
    file.sends(&mut keeper, "withdraw", &withdraw)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select how it goes");
    withdraw.extend([("going", "by-hand"), ("channel", "letter")]);
    file.sends(&mut keeper, "withdraw", &withdraw)
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("Proposal withdrawn")
        .does_not_say("Withdraw the proposal");
    // The one that came first, and the one after the warning.
    for facts in ["They shouted at the counter.", "They shouted again."] {
        let incident = file.incident_of(&mut keeper, facts).await;
        let strike = [
            ("incident", incident.as_str()),
            ("moved", "no"),
            ("reason", "It was their neighbour."),
        ];
        file.sends(&mut keeper, "strike", &strike)
            .await
            .to(&file.at.clone());
    }
    keeper
        .get(&file.at)
        .await
        .says("Incident struck out")
        .says("It was their neighbour.");
    file.sends(&mut keeper, "proposal", PROPOSAL)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Report an incident first");
}

// Domain 5.8: whoever writes is asked once, in whichever form the name stands.
#[tokio::test]
async fn a_letter_that_names_a_colleague_is_asked_about_once() {
    let mut file = reported("no").await;
    file.checked().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let mut warning = vec![
        ("must_change", "No shouting at Ms Planner."),
        ("letter", LETTER),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    file.sends(&mut keeper, "warning", &warning)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("This names Pat Planner")
        .says("The name is meant")
        .says("No shouting at Ms Planner.");
    warning.push(("names_meant", "yes"));
    file.sends(&mut keeper, "warning", &warning)
        .await
        .to(&file.at.clone());
}

// Domain 5.8: what the report quotes from the file is asked about too; whoever shares it says whether the first name goes out.
#[tokio::test]
async fn a_first_name_in_what_the_report_quotes_is_asked_about_and_goes_out() {
    let mut file = reported("no").await;
    file.checked().await;
    file.warned().await;
    let mut again = AGAIN.to_vec();
    again[0] = ("facts", "They shouted at Pat, twice.");
    file.does("incident", &again).await;
    file.does("proposal", PROPOSAL).await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let mut share = vec![("report", LETTER), ("going", "by-hand"), ("channel", "in-person")];
    file.sends(&mut keeper, "share", &share)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("names Pat Planner by the first name")
        .says("Take it out of the letter")
        .says("The name is meant");
    share.push(("names_out", "yes"));
    file.sends(&mut keeper, "share", &share)
        .await
        .to(&file.at.clone());
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("They shouted at an officer, twice.")
        .does_not_say("at Pat,");
    // The file has it as it was reported.
    keeper.get(&file.at).await.says("They shouted at Pat, twice.");
}

// Equality Act 2010, section 20: what the program cannot lay out stops the sending until somebody says how it is met.
#[tokio::test]
async fn a_letter_waits_until_somebody_says_how_it_keeps_to_the_agreed_format() {
    let mut file = reported("no").await;
    let person = person_of(&file).await;
    let whose = redress_domain::id::PersonId::parse(&person).unwrap();
    let fresh = file.app.casework.fresh();
    let new = redress_domain::customer::adjustment::NewAdjustment {
        id: fresh.adjustment(),
        kind: redress_domain::customer::adjustment::AdjustmentKind::EasyRead,
        words: Some(fresh.words("With pictures.")),
        from: "2026-11-02".parse().unwrap(),
        review_on: None,
    };
    let setup = TestApp::setup();
    let case = file
        .app
        .casework
        .open_case(&file.app.council, &setup, &file.reference);
    let case = case.await.unwrap().id;
    let agreed = file
        .app
        .casework
        .agree_adjustment(&file.app.council, &setup, (&case, &whose), &new);
    agreed.await.unwrap();
    file.keeper
        .get(&format!("{}/checks", file.at))
        .await
        .says("Letters in Easy Read: With pictures.");
    file.checked().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let mut warning = vec![
        ("must_change", "No shouting."),
        ("letter", LETTER),
        ("going", "outbox"),
    ];
    file.sends(&mut keeper, "warning", &warning)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Say how this letter keeps to what was agreed with them")
        .says("No shouting.");
    warning.push((
        "format_met",
        "The Easy Read edition of the disability team is enclosed.",
    ));
    file.sends(&mut keeper, "warning", &warning)
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("How the letter keeps to what was agreed")
        .says("The Easy Read edition of the disability team is enclosed.");
}

// A member of the panel who is not there gives no vote, and stops nobody.
#[tokio::test]
async fn a_member_of_the_panel_may_be_said_not_to_be_there() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    // On the first day nobody has commented, and nothing is done yet.
    let main = unescape(&file.keeper.get(&file.at).await.main());
    assert!(main.contains("None yet. They have time"), "{main}");
    file.commented_and_answered().await;
    let (mut chair, votes) = panel(&file.app).await;
    let roles = [Role::Staff, Role::Executive, Role::AuthorisingOfficer];
    let away = file.app.create_user("Alex Away", &roles, &[]).await;
    let away = format!("vote-{away}");
    chair
        .get(&format!("{}/decision", file.at))
        .await
        .says("Not there")
        .says("I was not told.")
        .says("You are right.");
    let mut decision = agreed(&votes);
    decision.push((away.as_str(), "absent"));
    file.sends(&mut chair, "decision", &decision)
        .await
        .to(&file.at.clone());
}

// Domain 5.3: what was checked before a file began again says nothing of what happens now, and the same answer is one.
#[tokio::test]
async fn checks_of_before_a_file_began_again_are_asked_anew_and_saved_as_they_are() {
    let mut file = reported("no").await;
    file.checked().await;
    file.does("close", &[("reason", "It went well and is over.")])
        .await;
    file.does("incident", AGAIN).await;
    let page = file.keeper.get(&format!("{}/checks", file.at)).await;
    page.does_not_say("We looked at it.");
    file.checked().await;
    file.keeper.get(&file.at).await.says("7 of 7 answered");
}

// Domain 5.9: a named person, set times and a length are spelled out, and what was typed stays.
#[tokio::test]
async fn the_front_line_reads_who_answers_and_when_and_not_why() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let mut proposal: Vec<(&str, &str)> = PROPOSAL.to_vec();
    proposal.retain(|(name, _)| *name != "measures");
    proposal.extend([("measures", "set-times"), ("measures", "premises")]);
    file.sends(&mut keeper, "proposal", &proposal)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter who answers, when, or for how long")
        .says("We answer each letter.");
    proposal.push(("in_practice", "On Tuesdays from 10am to 11am"));
    file.sends(&mut keeper, "proposal", &proposal)
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("On Tuesdays from 10am to 11am")
        .says("Please write to us.");
}

// Domain 5.9; paper 004, 7.4: whoever reads may err, and says why it is something else.
#[tokio::test]
async fn a_contact_that_was_filed_by_mistake_is_sorted_again_and_reopens_the_question() {
    let mut file = reported("no").await;
    file.in_force().await;
    file.tells("On page two: my doctor says that I cannot use the phone.")
        .await;
    let contact = file.contact().await;
    let mut adviser = file.adviser().await;
    let again = format!("{}/sort-again", file.at);
    adviser.get(&again).await.says("No contact has been read yet");
    let sort = format!("sort-{contact}");
    file.sends(&mut adviser, "contacts", &[(sort.as_str(), "nothing-new")])
        .await
        .to("/staff/arrangements/contacts");
    adviser.get(&again).await.says("Taken for:");
    let mut typed = vec![
        ("contact", contact.as_str()),
        ("sort", "new-information"),
        ("words", "They cannot use the phone."),
    ];
    file.sends(&mut adviser, "sort-again", &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why it is not what it was taken for, or not that alone")
        .says("Select whether it is what it was taken for, too")
        .says("They cannot use the phone.");
    typed.extend([("reason", "There was a second page."), ("as_well", "no")]);
    file.sends(&mut adviser, "sort-again", &typed)
        .await
        .to("/staff/arrangements/contacts");
    file.keeper
        .get(&file.at)
        .await
        .says("Contact sorted again")
        .says("Before, it was taken for:")
        .says("There was a second page.")
        .says("Decide whether it changes anything");
    file.keeper
        .get(&format!("{}/question", file.at))
        .await
        .says("They cannot use the phone.");
    // The same letter says that somebody is in danger.
    let as_well = [
        ("contact", contact.as_str()),
        ("sort", "safeguarding"),
        ("as_well", "yes"),
        ("words", "They have no heating, and a baby."),
        ("reason", "It says so at the end."),
    ];
    file.sends(&mut adviser, "sort-again", &as_well)
        .await
        .to("/staff/arrangements/contacts");
    adviser.get(&again).await.says("; and as well:");
    file.keeper
        .get(&file.at)
        .await
        .says("It is this as well:")
        .says("Decide whether it changes anything");
}
