//! Whom a conduct file reaches and whom not, as people press it: who can be reported, who reads who looked, what a form
//! that was changed by hand comes to, who is compared, how long it is kept, and what a councillor is told.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_casework::act::{NewCase, NewPerson};
use redress_domain::case::{Command, ContactPurpose, Direction, LoggedCase, NewContact};
use redress_domain::id::PersonId;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Priority, Role};

use super::conduct::{File, LETTER, PROPOSAL, agreed, panel, reported};
use super::signed_in;
use crate::app::{Browser, POLICY, TestApp};

/// Between two words of a page.
fn between<'p>(page: &'p str, (before, after): (&str, &str)) -> &'p str {
    let (_, rest) = page
        .split_once(before)
        .unwrap_or_else(|| panic!("{before} is not there"));
    rest.split_once(after).unwrap().0
}

/// The arrangement of a file as far as its notice: nobody commented in the time for it.
async fn in_force(danger: &str) -> File {
    let mut file = reported(danger).await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    file.app.wait(SignedDuration::from_hours(24 * 21)).await;
    file.keeper = signed_in(
        &file.app,
        "Kit Keeper",
        &[Role::Staff, Role::ComplaintsManager],
        &[],
    )
    .await;
    let (mut chair, votes) = panel(&file.app).await;
    let decision = agreed(&votes);
    file.sends(&mut chair, "decision", &decision)
        .await
        .to(&file.at.clone());
    let notice = [("letter", LETTER), ("going", "by-hand"), ("channel", "letter")];
    file.does("notice", &notice).await;
    file
}

async fn person_of(file: &File) -> PersonId {
    let view = file
        .app
        .casework
        .open_case(&file.app.council, &TestApp::setup(), &file.reference)
        .await;
    view.unwrap().case.customer.unwrap()
}

/// A request of somebody, logged by whoever acts.
async fn logged(
    app: &TestApp,
    by: &redress_domain::permission::Actor,
    (known, details): (Option<PersonId>, Option<NewPerson>),
) -> Reference {
    let fresh = app.casework.fresh();
    let new = details.map(|details| (fresh.person(), details));
    let named = new.as_ref().map(|(person, _)| person.clone());
    let contact = LoggedCase {
        reference: fresh.reference("WS"),
        kind: Kind::ServiceRequest,
        channel: Channel::Phone,
        received_at: app.now(),
        raised_by: if by.roles.contains(&Role::Councillor) {
            Role::Councillor
        } else {
            Role::Customer
        },
        customer: known.or(named),
        representative: None,
        service: Some(redress_domain::id::ServiceId::parse("waste").unwrap()),
        what_happened: fresh.words("The light is out."),
        wanted: None,
        wishes: Vec::new(),
        place: None,
        ward: None,
        effect: None,
        also: None,
        happened_on: None,
        points: Vec::new(),
        reply_by: None,
        support: Vec::new(),
        support_words: None,
        priority: Priority::Standard,
        about: Vec::new(),
        sharing: None,
    };
    let new = NewCase {
        customer: new,
        ..NewCase::of(contact)
    };
    app.casework.log(&app.council, by, new).await.unwrap().reference
}

// UK GDPR, article 5(1)(f).
#[tokio::test]
async fn whoever_checks_reads_who_opened_what_and_an_adviser_finds_no_page_of_a_file() {
    let mut file = reported("no").await;
    file.keeper.get(&file.at).await.is(StatusCode::OK);
    let mut auditor = signed_in(&file.app, "Aude Auditor", &[Role::Staff, Role::Auditor], &[]).await;
    auditor.get(&file.at).await.is(StatusCode::NOT_FOUND);
    auditor
        .get("/staff/fairness")
        .await
        .says("/staff/arrangements/readings");
    let page = auditor
        .get("/staff/arrangements/readings")
        .await
        .is(StatusCode::OK)
        .says("Kim Keeper")
        .says("Considered")
        .does_not_say("Asha Patel")
        .does_not_say("Pat Planner");
    let of_file = format!("{}/readings", file.at);
    assert!(page.body.contains(&of_file));
    auditor
        .get(&of_file)
        .await
        .is(StatusCode::OK)
        .says("Kim Keeper")
        .says("Aude Auditor")
        .does_not_say("Asha Patel");
    let mut adviser = signed_in(&file.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    for page in [
        "",
        "/readings",
        "/contacts",
        "/checks",
        "/compare",
        "/hold",
        "/close",
    ] {
        let path = format!("{}{page}", file.at);
        adviser.get(&path).await.is(StatusCode::NOT_FOUND);
        adviser.post(&path, &[("seen", "1")]).await;
    }
    adviser
        .get("/staff/arrangements/readings")
        .await
        .is(StatusCode::FORBIDDEN);
    // Who opened the queue is written down too.
    adviser
        .get("/staff/arrangements/contacts")
        .await
        .is(StatusCode::OK)
        .says("That you opened this list is written down");
    auditor
        .get("/staff/arrangements/readings")
        .await
        .says("Ada Adviser");
}

// Domain 5.12.
#[tokio::test]
async fn somebody_else_on_the_case_is_reported_by_their_name() {
    let mut file = reported("no").await;
    let mut planner = signed_in(&file.app, "Percy Planner", &[Role::Staff], &[]).await;
    let form = |who: &'static str, name: &'static str| {
        vec![
            ("reference", file.reference.as_str().to_owned()),
            ("who", who.to_owned()),
            ("name", name.to_owned()),
            ("facts", "They shouted at the counter.".to_owned()),
            ("on", "2/11/2026".to_owned()),
            ("channel", "in-person".to_owned()),
            ("categories", "abuse".to_owned()),
            ("danger", "no".to_owned()),
        ]
    };
    let mut sends = async |who: &'static str, name: &'static str| {
        let form = form(who, name);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        planner.post("/staff/incidents/new", &form).await
    };
    sends("other", "")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter their name or email address");
    sends("other", "Rita Reid")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("No case with this reference has one such person on it")
        .says("They shouted at the counter.")
        .says("value=\"Rita Reid\"");
    sends("speaker", "").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    sends("other", "asha patel").await.to("/staff");
    file.keeper.get(&file.at).await.says("Percy Planner");
}

// Domain 5.12: a household and a shared phone are not swept in.
#[tokio::test]
async fn while_a_contact_is_logged_what_is_agreed_is_said_of_whoever_was_chosen_alone() {
    let file = in_force("no").await;
    let mut adviser = signed_in(&file.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    let told = "reply by letter only";
    let described = [
        ("channel", "phone"),
        ("name", "Ravi Patel"),
        ("phone", "01632 960 123"),
        ("do", "match"),
    ];
    let page = adviser
        .post("/staff/cases/new", &described)
        .await
        .is(StatusCode::OK)
        .says("Is it one of these people?")
        .says("Asha Patel");
    assert!(!page.body.contains(told), "nobody was chosen");
    let asha = person_of(&file).await.to_string();
    for (chosen, is_told) in [("new", false), (asha.as_str(), true)] {
        let mut form = described.to_vec();
        form.push(("person", chosen));
        let page = adviser.post("/staff/cases/new", &form).await.is(StatusCode::OK);
        assert_eq!(page.body.contains(told), is_told, "{chosen}");
        assert_eq!(page.value_of("name").as_deref(), Some("Ravi Patel"));
    }
}

/// What a form that was changed by hand comes to, and that nothing came of it.
struct Forged<'f> {
    file: &'f File,
    who: Browser,
}

impl Forged<'_> {
    async fn version(&mut self) -> String {
        let page = self.who.get(&format!("{}/milder", self.file.at)).await;
        page.value_of("seen").unwrap()
    }

    async fn is_refused(&mut self, step: &str, fields: &[(&str, &str)]) {
        let before = self.version().await;
        let path = format!("{}/{step}", self.file.at);
        let mut form = vec![("seen", before.as_str())];
        form.extend_from_slice(fields);
        let answer = self.who.post(&path, &form).await;
        let refused = [StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY];
        assert!(
            refused.contains(&answer.status),
            "{step} {fields:?}: {}",
            answer.status
        );
        assert_eq!(
            self.version().await,
            before,
            "{step} {fields:?}: nothing came of it"
        );
    }
}

fn changed<'f>(name: &'f str, value: &'f str) -> Vec<(&'f str, &'f str)> {
    let rest = PROPOSAL.iter().filter(|(known, _)| *known != name);
    rest.copied().chain([(name, value)]).collect()
}

/// Another person's file, in force: an incident on it, and a contact that waits to be read.
async fn of_another() -> (File, String, String) {
    let mut theirs = in_force("no").await;
    let main = theirs.keeper.get(&format!("{}/files", theirs.at)).await.body;
    let incident = between(&main, ("name=\"with\"", ">"));
    let incident = between(incident, ("value=\"", "\"")).to_owned();
    let app = &theirs.app;
    let setup = TestApp::setup();
    let view = app.casework.open_case(&app.council, &setup, &theirs.reference);
    let case = view.await.unwrap().id;
    let came = Command::RecordContact(NewContact {
        id: app.casework.fresh().contact(),
        direction: Direction::In,
        channel: Channel::Letter,
        at: app.now(),
        purpose: ContactPurpose::Information,
        words: app.casework.fresh().words("And another thing."),
    });
    let done = app.casework.act_on_latest(&app.council, &setup, &case, came);
    done.await.unwrap();
    let main = theirs.keeper.get(&format!("{}/contacts", theirs.at)).await.body;
    let contact = between(&main, ("name=\"sort-", "\"")).to_owned();
    (theirs, incident, contact)
}

/// A new file at the same council, which its keeper has warned; what kinds of incident the form was given by hand are
/// refused first.
async fn beside(theirs: File) -> File {
    let other = super::case(&theirs.app, Kind::Complaint, Some("waste")).await;
    let mut planner = signed_in(&theirs.app, "Perry Planner", &[Role::Staff], &[]).await;
    let form = [
        ("reference", other.as_str()),
        ("who", "customer"),
        ("facts", "They shouted."),
        ("on", "2/11/2026"),
        ("channel", "in-person"),
        ("danger", "yes"),
    ];
    for kinds in [
        vec!["being-a-nuisance"],
        vec!["abuse", "being-a-nuisance"],
        vec!["abuse"],
    ] {
        let is_real = kinds == ["abuse"];
        let mut form = form.to_vec();
        form.extend(kinds.into_iter().map(|kind| ("categories", kind)));
        let answer = planner.post("/staff/incidents/new", &form).await;
        if is_real {
            answer.to("/staff");
        } else {
            answer.is(StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    let File {
        app, mut keeper, at, ..
    } = theirs;
    let list = keeper.get("/staff/arrangements").await.body;
    let id = list
        .split("href=\"/staff/arrangements/")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0.to_owned())
        .find(|id| id.len() > 30 && !at.ends_with(id.as_str()))
        .unwrap();
    let mut file = File {
        app,
        reference: other,
        keeper,
        taker: None,
        at: format!("/staff/arrangements/{id}"),
    };
    file.checked_and_warned().await;
    // After the warning, which was of that day.
    let again = [
        ("facts", "They shouted once more."),
        ("on", "23/11/2026"),
        ("at", "10am"),
        ("channel", "in-person"),
        ("categories", "abuse"),
        ("danger", "no"),
    ];
    file.does("incident", &again).await;
    file
}

/// What a proposal says that it may not, one thing after another.
async fn a_proposal_is_refused(forged: &mut Forged<'_>) {
    for (name, value) in [
        ("service", "a-service-that-is-not-there"),
        ("service", "WASTE; DROP"),
        ("service", ""),
        ("measures", "banishment"),
        ("reach", "the-world"),
        ("purpose", "for-ever"),
        ("open_channel", "telepathy"),
        ("ends_on", "1/1/2099"),
    ] {
        forged.is_refused("proposal", &changed(name, value)).await;
    }
    // One that is real does not carry one that is not.
    let mut both = PROPOSAL.to_vec();
    both.push(("measures", "banishment"));
    forged.is_refused("proposal", &both).await;
}

/// Whoever decides sends votes of nobody, and measures that are none.
async fn the_chair_is_refused(file: &File, stranger: &str) {
    let roles = [Role::Staff, Role::Executive, Role::AuthorisingOfficer];
    let mut chair = signed_in(&file.app, "Charlie Chief", &roles, &[]).await;
    let path = format!("{}/decision", file.at);
    let seen = chair.get(&path).await.value_of("seen").unwrap();
    let vote = format!("vote-{stranger}");
    let decision = [
        ("seen", seen.as_str()),
        ("outcome", "agreed"),
        ("reasons", "We read everything."),
        ("has_read", "yes"),
        (vote.as_str(), "for"),
    ];
    chair
        .post(&path, &decision)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("A vote is by nobody who works here");
    let interim = [
        ("seen", seen.as_str()),
        ("reason", "They have a knife."),
        ("measures", "one-channel"),
        ("measures", "banishment"),
        ("open_channel", "phone"),
        ("ends_on", "30/11/2026"),
        ("letter", LETTER),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    chair
        .post(&format!("{}/interim", file.at), &interim)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_that_was_changed_by_hand_reaches_nothing_of_another_file_or_beyond_the_policy() {
    let (theirs, incident, contact) = of_another().await;
    let of_theirs = theirs.at.clone();
    let mut file = beside(theirs).await;
    let who = std::mem::replace(&mut file.keeper, file.app.browser());
    let mut forged = Forged { file: &file, who };
    a_proposal_is_refused(&mut forged).await;
    let (sort, case) = (format!("sort-{contact}"), format!("case-{contact}"));
    let stranger = file.app.casework.fresh().person().to_string();
    let new_matter = [
        (sort.as_str(), "new-matter"),
        (case.as_str(), file.reference.as_str()),
    ];
    let steps: [(&str, &[(&str, &str)]); 9] = [
        ("contacts", &[(&sort, "nothing-new")]),
        ("contacts", &new_matter),
        (
            "compare",
            &[
                ("person", &stranger),
                ("likeness", "same"),
                ("reason", "Because of the hand."),
            ],
        ),
        (
            "compare",
            &[
                ("person", "nobody"),
                ("likeness", "same"),
                ("reason", "Because of the hand."),
            ],
        ),
        (
            "checks",
            &[("answer-being-nice", "clear"), ("reason-being-nice", "Yes.")],
        ),
        (
            "checks",
            &[
                ("answer-another-route", "maybe"),
                ("reason-another-route", "Yes."),
            ],
        ),
        (
            "lift",
            &[("reason", "Kind."), ("letter", LETTER), ("going", "by-pigeon")],
        ),
        (
            "appeal",
            &[("words", "No."), ("on", "2/11/2026"), ("channel", "telepathy")],
        ),
        ("hold", &[("reason", " ")]),
    ];
    for (step, fields) in steps {
        forged.is_refused(step, fields).await;
    }
    for page in ["letters", "files"] {
        let path = format!("{}/{page}/01932c07-a12b-7f3e-8c58-000000000001", file.at);
        forged.who.get(&path).await.is(StatusCode::NOT_FOUND);
    }
    // A file for an incident of somebody else's.
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let at = format!("{}/files", file.at);
    let fields = [("with", incident.as_str())];
    forged
        .who
        .post_file(&at, &fields, ("counter.png", png))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    // With a report that they have.
    file.keeper = forged.who;
    file.proposed_and_shared().await;
    let who = std::mem::replace(&mut file.keeper, file.app.browser());
    let mut forged = Forged { file: &file, who };
    for comment in [
        format!("answer-{}", file.app.casework.fresh().comment()),
        "answer-x".to_owned(),
    ] {
        forged
            .is_refused("comments", &[(&comment, "You are right.")])
            .await;
    }
    the_chair_is_refused(&file, &stranger).await;
    // The file of whom it is not is as it was: the contact still waits.
    let mut adviser = signed_in(&file.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    let waits = adviser.get(&format!("{of_theirs}/contacts")).await;
    waits.says(&contact);
}

// Domain 5.9: a suggestion to a person to compare, with the evidence, never a match.
#[tokio::test]
async fn somebody_under_a_new_name_is_compared_and_a_file_is_held() {
    let mut file = in_force("no").await;
    file.app.wait(SignedDuration::from_hours(1)).await;
    let alias = NewPerson {
        name: "Nisha Kapoor".to_owned(),
        phone: Some("01632 960123".to_owned()),
        ..NewPerson::default()
    };
    let reference = logged(&file.app, &TestApp::setup(), (None, Some(alias))).await;
    let at = format!("{}/compare", file.at);
    file.keeper
        .get(&file.at)
        .await
        .says("Somebody under a new name or address?");
    let page = file
        .keeper
        .get(&at)
        .await
        .is(StatusCode::OK)
        .says("Nisha Kapoor")
        .says("The same phone number")
        .says(reference.as_str())
        .says("families share an address");
    let person = between(&page.body, ("name=\"person\"", ">")).to_owned();
    let person = between(&person, ("value=\"", "\"")).to_owned();
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    file.sends(
        &mut keeper,
        "compare",
        &[("person", &person), ("reason", "I think so.")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Select your answer")
    .says("I think so.");
    let answer = [
        ("person", person.as_str()),
        ("likeness", "somebody-else"),
        ("reason", "Her sister: they came together."),
    ];
    file.sends(&mut keeper, "compare", &answer)
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("Compared with somebody: somebody else")
        .says("Her sister: they came together.");
    keeper.get(&at).await.says("There is nobody to compare");
    // How long it is kept, and what keeps it longer.
    file.app.wait(SignedDuration::from_hours(24 * 120)).await;
    let mut keeper = signed_in(
        &file.app,
        "Kay Keeper",
        &[Role::Staff, Role::ComplaintsManager],
        &[],
    )
    .await;
    keeper
        .get("/staff/arrangements/kept")
        .await
        .says("Asha Patel")
        .says("1 Mar 2033")
        .does_not_say("Held");
    file.sends(&mut keeper, "hold", &[("reason", "A claim was announced.")])
        .await
        .to(&file.at.clone());
    keeper.get("/staff/arrangements/kept").await.says("Held");
    keeper
        .get(&file.at)
        .await
        .says("A claim was announced.")
        .says("End the hold");
    file.sends(&mut keeper, "hold", &[("reason", "It is settled.")])
        .await
        .to(&file.at.clone());
    keeper.get("/staff/arrangements/kept").await.does_not_say("Held");
    // Lapsed by itself, and their own page says so.
    let mut asha = file.asha().await;
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("It has ended by itself: its last day was")
        .says("1 March 2027");
}

// Domain 5.9: the councillor is told only what it says, and nothing if it says nothing.
#[tokio::test]
async fn a_councillor_is_told_of_their_residents_arrangement_only_as_the_policy_says() {
    let file = in_force("no").await;
    let person = person_of(&file).await;
    let mary = file.app.create_user("Mary Hobbs", &[Role::Councillor], &[]).await;
    let actor = file.app.actor(&mary).await;
    let reference = logged(&file.app, &actor, (Some(person), None)).await;
    let mut mary = file.app.browser();
    let form = [
        ("email", super::email("Mary Hobbs")),
        ("password", super::PASSWORD.to_owned()),
    ];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    mary.post("/staff/sign-in", &form).await;
    let place = format!("/councillor/q/{reference}");
    for (word, says, not) in [
        ("nothing", "The light is out.", "Staying in touch"),
        (
            "open-channel",
            "We are in touch with this resident by letter",
            "reply by letter only",
        ),
        ("what-to-do", "reply by letter only", "They shouted"),
    ] {
        let policy = POLICY.replacen(
            "councillors_told = \"nothing\"",
            &format!("councillors_told = \"{word}\""),
            1,
        );
        let policy = Policy::parse(&policy).unwrap();
        file.app
            .casework
            .adopt_policy(&TestApp::setup(), policy)
            .await
            .unwrap();
        mary.get(&place)
            .await
            .is(StatusCode::OK)
            .says(says)
            .does_not_say(not);
    }
}

// Ux 3.6.12: whoever takes a call reads what to do, and has one button for what is new.
#[tokio::test]
async fn whoever_records_a_contact_reads_the_arrangement_and_can_log_a_new_problem_ux_3_6_12() {
    let file = reported("no").await;
    let page = format!("/staff/cases/{}/contact", file.reference);
    let takes_calls = &[Role::Staff, Role::Adviser];
    let mut adviser = signed_in(&file.app, "Ada Adviser", takes_calls, &["waste-crews"]).await;
    adviser
        .get(&page)
        .await
        .is(StatusCode::OK)
        .does_not_say("Contact arrangement:")
        .does_not_say("New problem");
    drop(file);
    let file = in_force("no").await;
    let page = format!("/staff/cases/{}/contact", file.reference);
    let mut adviser = signed_in(&file.app, "Ada Adviser", takes_calls, &["waste-crews"]).await;
    adviser
        .get(&page)
        .await
        .is(StatusCode::OK)
        .says("Contact arrangement: reply by letter only")
        .says("New problem")
        .does_not_say("They shouted");
}
