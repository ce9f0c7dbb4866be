//! From an incident to the end of an arrangement, as people press it (S17, S18, P15; domain, section 5).

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Role};

use super::{case, signed_in};
use crate::app::{Answer, Browser, TestApp};

mod any_way;
mod both;
mod by_code;
mod by_hand;
mod comments;
mod questions;
mod tend;
pub(crate) mod worded;

const CHECKS: [&str; 7] = [
    "handled-properly",
    "communicated-well",
    "new-information",
    "needs-and-adjustments",
    "another-route",
    "other-services",
    "equality-and-human-rights",
];

pub(super) const LETTER: &str = "Dear Asha Patel\n\nThis is our letter, with nothing left open.";

/// What happens to a file, and who is there.
pub(super) struct File {
    pub(super) app: TestApp,
    pub(super) reference: Reference,
    pub(super) keeper: Browser,
    /// Somebody who took no part, and takes down what they say.
    pub(super) taker: Option<Browser>,
    pub(super) at: String,
}

pub(super) async fn reported(danger: &str) -> File {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let mut planner = signed_in(&app, "Pat Planner", &[Role::Staff], &[]).await;
    planner
        .get(&format!("/staff/incidents/new?case={reference}"))
        .await
        .says(&format!("value=\"{reference}\""))
        .says("Reporting judges nobody");
    let form = [
        ("reference", reference.as_str()),
        ("who", "customer"),
        ("facts", "They shouted at the counter."),
        ("on", "2/11/2026"),
        ("channel", "in-person"),
        ("categories", "abuse"),
        ("danger", danger),
        ("exact_words", "Words that nobody should hear."),
    ];
    planner.post("/staff/incidents/new", &form).await.to("/staff");
    planner.get("/staff").await.says("The incident is reported");
    planner.get("/staff/arrangements").await.is(StatusCode::FORBIDDEN);
    let mut keeper = signed_in(&app, "Kim Keeper", &[Role::Staff, Role::ComplaintsManager], &[]).await;
    let list = keeper
        .get("/staff/arrangements")
        .await
        .says("Asha Patel")
        .says("Being considered");
    let main = list.body;
    let (_, after) = main.split_once("href=\"/staff/arrangements/").unwrap();
    let at = format!("/staff/arrangements/{}", after.split_once('"').unwrap().0);
    File {
        app,
        reference,
        keeper,
        taker: None,
        at,
    }
}

impl File {
    /// Fills in a step's form as it stands, with these fields.
    pub(super) async fn sends(&self, who: &mut Browser, step: &str, fields: &[(&str, &str)]) -> Answer {
        let path = format!("{}/{step}", self.at);
        let seen = who.get(&path).await.is(StatusCode::OK).value_of("seen").unwrap();
        let mut form = vec![("seen", seen.as_str())];
        form.extend_from_slice(fields);
        who.post(&path, &form).await
    }

    pub(super) async fn does(&mut self, step: &str, fields: &[(&str, &str)]) {
        let mut keeper = std::mem::replace(&mut self.keeper, self.app.browser());
        self.sends(&mut keeper, step, fields).await.to(&self.at.clone());
        self.keeper = keeper;
    }

    /// Every check before a warning is answered.
    pub(super) async fn checked(&mut self) {
        let fields: Vec<(String, String)> = CHECKS
            .iter()
            .flat_map(|check| {
                [
                    (format!("answer-{check}"), "clear".to_owned()),
                    (format!("reason-{check}"), "We looked at it.".to_owned()),
                ]
            })
            .collect();
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.does("checks", &fields).await;
    }

    pub(super) async fn checked_and_warned(&mut self) {
        self.checked().await;
        self.warned().await;
        // It went on after the warning.
        self.does("incident", AGAIN).await;
    }

    pub(super) async fn warned(&mut self) {
        self.does(
            "warning",
            &[
                ("must_change", "No shouting."),
                ("letter", LETTER),
                ("going", "by-hand"),
                ("channel", "in-person"),
            ],
        )
        .await;
    }

    pub(super) async fn proposed_and_shared(&mut self) {
        self.does("proposal", PROPOSAL).await;
        self.does(
            "share",
            &[("report", LETTER), ("going", "by-hand"), ("channel", "in-person")],
        )
        .await;
    }

    /// The incident that says this, as the form of what is struck out names it.
    pub(super) async fn incident_of(&self, keeper: &mut Browser, facts: &str) -> String {
        let body = keeper.get(&format!("{}/strike", self.at)).await.says(facts).body;
        let (before, _) = body.split_once(facts).unwrap();
        let (_, value) = before.rsplit_once("value=\"").unwrap();
        value.split_once('"').unwrap().0.to_owned()
    }

    /// The person's own browser, let in by the code of their case.
    pub(super) async fn asha(&self) -> Browser {
        let mut asha = self.app.browser();
        let proof = [("reference", self.reference.as_str()), ("proof", "WS1 4AB")];
        asha.post_and_follow("/track", &proof).await.is(StatusCode::OK);
        let setup = TestApp::setup();
        let view = self
            .app
            .casework
            .open_case(&self.app.council, &setup, &self.reference)
            .await
            .unwrap();
        let person = view.case.customer.clone().unwrap();
        let code = self
            .app
            .casework
            .give_code(&view, &setup, (&person, Channel::Phone))
            .await
            .unwrap();
        let at = format!("/track/{}/code", self.reference);
        asha.post(&at, &[("code", &code.digits)])
            .await
            .to(&format!("/track/{}", self.reference));
        asha
    }
}

pub(super) const AGAIN: &[(&str, &str)] = &[
    ("facts", "They shouted again."),
    ("on", "2/11/2026"),
    // The warning left at this time or before it.
    ("at", "10am"),
    ("channel", "in-person"),
    ("categories", "abuse"),
    ("danger", "no"),
];

pub(super) const PROPOSAL: &[(&str, &str)] = &[
    ("purpose", "first"),
    ("measures", "one-channel"),
    ("expects", "We answer each letter."),
    ("asks", "Please write to us."),
    ("reasons", "It went on after the warning."),
    ("reach", "this-service"),
    ("service", "waste"),
    ("ends_on", "1/3/2027"),
    ("review_on", "1/2/2027"),
    ("open_channel", "letter"),
    ("why_usable", "They write to us now."),
    ("equality", "We considered it, because."),
    ("human_rights", "Article 8: the least that protects."),
    ("why_nothing_milder", "A meeting was tried."),
];

/// Three who may decide: the chair's browser, and the fields of their votes.
pub(super) async fn panel(app: &TestApp) -> (Browser, Vec<String>) {
    let chair = signed_in(
        app,
        "Chris Chair",
        &[Role::Staff, Role::Executive, Role::AuthorisingOfficer],
        &[],
    )
    .await;
    let mut votes = Vec::new();
    for name in ["Ola One", "Toni Two"] {
        votes.push(
            app.create_user(
                name,
                &[Role::Staff, Role::Executive, Role::AuthorisingOfficer],
                &[],
            )
            .await
            .to_string(),
        );
    }
    let users = app.casework.users(&app.council).await.unwrap();
    votes.push(
        users
            .iter()
            .find(|user| user.name == "Chris Chair")
            .unwrap()
            .id
            .to_string(),
    );
    let votes: Vec<String> = votes.iter().map(|user| format!("vote-{user}")).collect();
    (chair, votes)
}

/// The form of a decision for which all of these vote.
pub(super) fn agreed(votes: &[String]) -> Vec<(&str, &str)> {
    let mut decision = vec![
        ("outcome", "agreed"),
        ("reasons", "We read everything."),
        ("has_read", "yes"),
    ];
    decision.extend(votes.iter().map(|vote| (vote.as_str(), "for")));
    decision
}

/// Every page of a file answers as if there were none.
async fn is_not_there_for(officer: &mut Browser, at: &str) {
    for page in [
        "",
        "/readings",
        "/checks",
        "/warning",
        "/decision",
        "/appeal",
        "/contacts",
        "/close",
        "/letters/x",
    ] {
        officer
            .get(&format!("{at}{page}"))
            .await
            .is(StatusCode::NOT_FOUND);
    }
}

#[expect(clippy::too_many_lines, reason = "one story, told in its order")]
#[tokio::test]
async fn an_arrangement_goes_the_whole_way_and_every_contact_is_read() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    // They read the report and comment, behind the code of their case.
    let mut asha = file.asha().await;
    let own = format!("/track/{}/staying-in-touch", file.reference);
    asha.get(&format!("/track/{}", file.reference))
        .await
        .says("How we stay in touch with you");
    asha.get(&own)
        .await
        .says("Our report, before anybody decides")
        .says("We looked at it.")
        .says("They write to us now.")
        .says("Article 8: the least that protects.")
        .says("the Executive Team decides")
        .does_not_say("Kim Keeper")
        // What it rests on, and not the words that nobody should hear.
        .says("2 November 2026, in person: They shouted at the counter.")
        .says("Did we deal with your complaint properly?")
        .does_not_say("Nothing stands in the way")
        .does_not_say("Words that nobody should hear");
    let comment = [
        ("says", "comment"),
        ("said", "I was not told of the meeting."),
        ("all", "yes"),
        ("situation", "I am deaf."),
        ("helper", "My sister speaks for me."),
    ];
    asha.post(&own, &comment).await.is(StatusCode::SEE_OTHER);
    // Ux P15: who reads it, and until when they can add to it.
    let waits = "The Executive Team will read them, and our answer to each, before anything is decided";
    asha.get(&format!("/track/{}", file.reference)).await.says(waits);
    asha.get(&own)
        .await
        .says(waits)
        .says("You can add to them until")
        .says("You said that this is all")
        .says("It is decided by Monday 14 December 2026, and we write to you by Monday 21 December 2026.");
    // Nobody decides before each comment has an answer.
    let (mut chair, votes) = panel(&file.app).await;
    let decision = agreed(&votes);
    file.sends(&mut chair, "decision", &decision)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("1 comment has no answer")
        .says("We read everything.");
    let main = file
        .keeper
        .get(&format!("{}/comments", file.at))
        .await
        .says("I was not told of the meeting.")
        .says("About my health or situation: I am deaf.")
        .says("Who helps or speaks for me: My sister speaks for me.")
        .body;
    let (_, after) = main.split_once("name=\"answer-").unwrap();
    let answer = format!("answer-{}", after.split_once('"').unwrap().0);
    file.does("comments", &[(&answer, "You are right: here are the minutes.")])
        .await;
    file.sends(&mut chair, "decision", &decision)
        .await
        .to(&file.at.clone());
    // Decided, and nothing binds before the notice.
    let case_page = format!("/staff/cases/{}", file.reference);
    let mut officer = signed_in(
        &file.app,
        "Olive Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    officer.get(&case_page).await.does_not_say("Contact arrangement");
    file.does(
        "notice",
        &[("letter", LETTER), ("going", "by-hand"), ("channel", "letter")],
    )
    .await;
    // The front line is told what to do, and not why.
    officer
        .get(&case_page)
        .await
        .says("reply by letter only, through Customer Services")
        .does_not_say("shouted");
    // Ux 3.6.12: on every page on which somebody writes, too; and what they write goes so (domain 5.9).
    for act in ["acknowledge", "contact", "note"] {
        officer
            .get(&format!("{case_page}/{act}"))
            .await
            .says("reply by letter only, through Customer Services");
    }
    officer
        .get(&format!("{case_page}/acknowledge"))
        .await
        .says("The contact arrangement leaves a letter, and there is no postal address on file.")
        .does_not_say("Telephone:");
    // S17: by which post it was decided.
    file.keeper
        .get("/staff/arrangements?list=in-force")
        .await
        .says("Decided by")
        .says("Executive Team");
    // That there is a file is told to nobody who may not open it: all its pages give the same answer.
    is_not_there_for(&mut officer, &file.at).await;
    asha.get(&own)
        .await
        .says("Our decision")
        .says("The Executive Team decided this")
        .says("they read what you said")
        // Paper 004, 7.1: whoever has no page has each answer in the letter.
        .says("You said: I was not told of the meeting.")
        .says("Our answer: You are right: here are the minutes.")
        .says("You can appeal within 20 working days")
        // Whoever brings it, it bears its days.
        .says("You can appeal until Wednesday 2 December 2026")
        .says("1 March 2027")
        .says("We keep to every adjustment")
        .says("Our answer to your comment")
        .says("An appeal against the decision");
    // A comment from a page that was open all the while is no appeal, and is not lost.
    asha.post(&own, &[("says", "comment"), ("said", "One more thing.")])
        .await
        .is(StatusCode::CONFLICT)
        .says("What you wrote was not sent")
        .says("One more thing.")
        .says("An appeal against the decision");
    // Domain 5.10: before the review they are heard, on the page of their case.
    asha.post(&own, &[("says", "review"), ("said", "I write once a month.")])
        .await
        .is(StatusCode::SEE_OTHER);
    asha.get(&own)
        .await
        .says("What you said before our review")
        .says("I write once a month.");
    file.keeper
        .get(&format!("{}/review", file.at))
        .await
        .says("It has an answer before anybody decides")
        .says("I write once a month.");
    // Domain 5.9: it is read within a day as well, like all that comes in.
    let mut adviser = signed_in(&file.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    let contacts = format!("{}/contacts", file.at);
    let main = adviser.get(&contacts).await.says("I write once a month.").body;
    let (_, after) = main.split_once("name=\"sort-").unwrap();
    let sort = format!("sort-{}", after.split_once('"').unwrap().0);
    file.sends(&mut adviser, "contacts", &[(&sort, "nothing-new")])
        .await
        .to("/staff/arrangements/contacts");
    // What they tell by another way is taken, and waits to be read.
    asha.post(
        &format!("/track/{}/add", file.reference),
        &[("told", "Another thing.")],
    )
    .await
    .is(StatusCode::SEE_OTHER);
    adviser.get("/staff").await.says("Contacts to read");
    adviser
        .get("/staff/arrangements/contacts")
        .await
        .says(file.reference.as_str());
    // Whoever sorts reads what was said, how and when.
    let main = adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("Another thing.")
        .says("2 November 2026 at")
        .says("by the online form")
        .body;
    let (_, after) = main.split_once("name=\"sort-").unwrap();
    let contact = after.split_once('"').unwrap().0.to_owned();
    let sort = format!("sort-{contact}");
    file.sends(&mut adviser, "contacts", &[(&sort, "new-matter")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the reference of the case that was made of it");
    // A case of somebody else is no new matter of theirs.
    let other = case(&file.app, Kind::Complaint, Some("waste")).await;
    let of_case = sort.replace("sort-", "case-");
    file.sends(
        &mut adviser,
        "contacts",
        &[(&sort, "new-matter"), (&of_case, other.as_str())],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("A case is of somebody else")
    .says(other.as_str());
    file.sends(&mut adviser, "contacts", &[(&sort, "nothing-new")])
        .await
        .to("/staff/arrangements/contacts");
    adviser
        .get("/staff/arrangements/contacts")
        .await
        .does_not_say(file.reference.as_str())
        // Domain 5.9: what came since with their e-mail address is read, whoever it is from.
        .says(other.as_str());
    // It lapses by itself.
    file.app.wait(SignedDuration::from_hours(24 * 150)).await;
    let mut officer = signed_in(
        &file.app,
        "Omar Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    officer
        .get(&case_page)
        .await
        .is(StatusCode::OK)
        .does_not_say("Contact arrangement");
}

#[tokio::test]
async fn what_is_unfair_is_refused_in_words_and_nothing_typed_is_lost() {
    let mut file = reported("no").await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    // Domain 5.3: no warning before every check is answered.
    file.sends(
        &mut keeper,
        "warning",
        &[
            ("must_change", "No shouting."),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "letter"),
        ],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Complete all checks")
    .says("No shouting.");
    // Domain 5.4: no proposal before a warning.
    file.sends(&mut keeper, "proposal", PROPOSAL)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Warn them first");
    file.sends(
        &mut keeper,
        "warning",
        &[
            ("must_change", "No shouting."),
            ("letter", "((What happened))"),
            ("going", "by-hand"),
            ("channel", "letter"),
        ],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Replace what stands between");
    // Domain 5.4: the interim measure is for danger alone.
    let mut chief = signed_in(
        &file.app,
        "Charlie Chief",
        &[
            Role::Staff,
            Role::Executive,
            Role::AuthorisingOfficer,
            Role::Reviewer,
        ],
        &[],
    )
    .await;
    let interim = [
        ("reason", "They said so."),
        ("measures", "one-channel"),
        ("open_channel", "phone"),
        ("ends_on", "9/11/2026"),
        ("letter", LETTER),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    file.sends(&mut chief, "interim", &interim)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("No new incident of these days says that anyone was in danger");
    // A case without their code shows nothing of it, and before a warning there is nothing to show.
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .is(StatusCode::NOT_FOUND);
    asha.get(&format!("/track/{}", file.reference))
        .await
        .does_not_say("How we stay in touch");
    let mut stranger = file.app.browser();
    stranger
        .get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .does_not_say("Our letter");
    // Somebody else acted meanwhile: the form comes back with everything in it.
    let path = format!("{}/milder", file.at);
    keeper
        .post(&path, &[("seen", "0"), ("words", "A meeting was offered.")])
        .await
        .is(StatusCode::CONFLICT)
        .says("A meeting was offered.")
        .says("Somebody else acted on this file");
    keeper
        .get(&format!("{}/readings", file.at))
        .await
        .says("Kim Keeper")
        .says("Warning");
}

#[tokio::test]
async fn danger_is_met_by_an_interim_measure_that_ends_by_itself() {
    let file = reported("yes").await;
    let mut chief = signed_in(
        &file.app,
        "Charlie Chief",
        &[
            Role::Staff,
            Role::Executive,
            Role::AuthorisingOfficer,
            Role::Reviewer,
        ],
        &[],
    )
    .await;
    let interim = |ends_on: &'static str| {
        [
            ("reason", "They threatened to come with a knife."),
            ("measures", "one-channel"),
            ("open_channel", "phone"),
            ("ends_on", ends_on),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "letter"),
        ]
    };
    file.sends(&mut chief, "interim", &interim("30/11/2026"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Last day must be on or before 16 November 2026");
    file.sends(&mut chief, "interim", &interim("16/11/2026"))
        .await
        .to(&file.at.clone());
    chief
        .get("/staff/arrangements?list=in-force")
        .await
        .says("Asha Patel")
        .says("Interim safety measure");
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("It ends by itself after");
    // UK GDPR, article 5(1)(d): it was somebody else; it ends at once, and they are told.
    let mut file = file;
    let page = format!("{}/strike", file.at);
    let main = file.keeper.get(&page).await.says("told by this letter").body;
    let (_, after) = main.split_once("name=\"incident\"").unwrap();
    let (_, after) = after.split_once("value=\"").unwrap();
    let incident = after.split_once('"').unwrap().0.to_owned();
    let mut strike = vec![
        ("incident", incident.as_str()),
        ("moved", "no"),
        ("reason", "It was their neighbour."),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    let mut keeper = file.keeper.clone();
    file.sends(&mut keeper, "strike", &strike)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("It was their neighbour.");
    strike.push(("letter", LETTER));
    file.sends(&mut keeper, "strike", &strike)
        .await
        .to(&file.at.clone());
    keeper
        .get("/staff/arrangements?list=in-force")
        .await
        .does_not_say("Asha Patel");
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("The interim safety measure ends today")
        .says("You can reach us in every way");
}

// Domain 5.8: the letter waits for the printer, and nothing binds before.
#[tokio::test]
async fn a_warning_by_the_outbox_is_on_its_way_until_somebody_brings_or_prints_it() {
    let mut file = reported("no").await;
    file.checked().await;
    let warning = [
        ("must_change", "No shouting."),
        ("letter", LETTER),
        ("going", "outbox"),
    ];
    let main = file.keeper.get(&format!("{}/warning", file.at)).await.body;
    assert!(
        main.contains("value=\"outbox\""),
        "there is an address on file: {main}"
    );
    file.does("warning", &warning).await;
    let main = file
        .keeper
        .get(&file.at)
        .await
        .says("The letter is on its way")
        .body;
    let (_, after) = main.split_once(&format!("href=\"{}/letters/", file.at)).unwrap();
    let letter = format!("{}/letters/{}", file.at, after.split_once('"').unwrap().0);
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    file.sends(&mut keeper, "proposal", PROPOSAL)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Warn them first");
    keeper.get(&letter).await.says("What have you done?");
    keeper
        .post(&letter, &[("what", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what you have done");
    keeper
        .post(&letter, &[("what", "carried"), ("channel", "in-person")])
        .await
        .to(&file.at.clone());
    keeper.get(&file.at).await.says("Warned on");
    keeper
        .get("/staff/print-runs")
        .await
        .says("No letter of a conduct file waits to be printed");
}
