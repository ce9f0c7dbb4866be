//! A lesson from the first word to what the public reads, as people press it (S19, P10).

use axum::http::StatusCode;
use redress_domain::case::Command;
use redress_domain::id::ServiceId;
use redress_domain::lesson::{Command as Step, DrawnFrom, NewLesson, ReadForNames, Went};
use redress_domain::vocabulary::{Kind, Role};

use super::calendar::{make, read_by_others};
use super::{case, signed_in};
use crate::app::{Answer, Browser, PASSWORD, TestApp};

/// Fills in a step's form as it stands, with these fields.
async fn sends(who: &mut Browser, (at, step): (&str, &str), fields: &[(&str, &str)]) -> Answer {
    let path = format!("{at}/{step}");
    let seen = who.get(&path).await.is(StatusCode::OK).value_of("seen").unwrap();
    let mut form = vec![("seen", seen.as_str())];
    form.extend_from_slice(fields);
    who.post(&path, &form).await
}

#[tokio::test]
async fn a_case_leads_to_what_was_learned_from_it() {
    let app = TestApp::new().await;
    let roles = [Role::Staff, Role::ServiceManager];
    let mut manager = signed_in(&app, "Kim Manager", &roles, &["waste-crews"]).await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let links = format!("/staff/cases/{reference}/links");
    manager
        .get(&links)
        .await
        .says("No lesson was drawn from this case.");
    let new = [
        ("learned", "Rounds that cannot be finished are not reported."),
        ("went", "wrong"),
        ("services", "waste"),
        ("cases", reference.as_str()),
    ];
    let to = manager.post("/staff/lessons/new", &new).await;
    let at = to.is(StatusCode::SEE_OTHER).location().unwrap();
    manager
        .get(&links)
        .await
        .says("Rounds that cannot be finished")
        .says(&at)
        .says("To analyse");
}

async fn recorded(app: &TestApp, manager: &mut Browser) -> String {
    let reference = case(app, Kind::Complaint, Some("waste")).await;
    let new = [
        ("learned", "Rounds that cannot be finished are not reported."),
        ("went", "wrong"),
        ("services", "waste"),
        ("cases", reference.as_str()),
    ];
    let to = manager.post("/staff/lessons/new", &new).await;
    to.is(StatusCode::SEE_OTHER).location().unwrap()
}

#[tokio::test]
async fn a_lesson_goes_from_a_case_to_what_the_public_reads() {
    let app = TestApp::new().await;
    let mut manager = signed_in(
        &app,
        "Kim Manager",
        &[Role::Staff, Role::ServiceManager],
        &["waste-crews"],
    )
    .await;
    let mut checker = signed_in(
        &app,
        "Chris Checker",
        &[Role::Staff, Role::ComplaintsManager],
        &[],
    )
    .await;
    let at = recorded(&app, &mut manager).await;
    manager
        .get(&at)
        .await
        .says("Find out why it happened")
        .says("A group of cases");
    let analysis = [("cause", "handover"), ("why", "The crew told nobody.")];
    sends(&mut manager, (&at, "analysis"), &analysis).await.to(&at);
    sends(&mut manager, (&at, "action"), &[("action", "Crews report.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select an owner")
        .says("Enter by when")
        .says("Crews report.");
    let could_not = [("because", "could-not"), ("reason", "There is one lorry.")];
    sends(&mut manager, (&at, "no-action"), &could_not).await.to(&at);
    let named = [
        ("you_said", "Asha’s bin was missed."),
        ("we_did", "There is one lorry."),
    ];
    sends(&mut manager, (&at, "texts"), &named).await.to(&at);
    sends(&mut manager, (&at, "publish"), &[("checked", "yes")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Somebody else than who wrote it");
    checker
        .get(&format!("{at}/publish"))
        .await
        .says("Remove names before you publish")
        .says("“Asha”");
    sends(&mut checker, (&at, "publish"), &[("checked", "yes")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Remove names before you publish");
    let clean = [
        ("you_said", "Bins were missed."),
        ("we_did", "There is one lorry."),
    ];
    sends(&mut manager, (&at, "texts"), &clean).await.to(&at);
    sends(&mut checker, (&at, "publish"), &[("checked", "yes")])
        .await
        .to(&at);

    let mut anybody = app.browser();
    anybody
        .get("/you-said-we-did?service=waste")
        .await
        .says("<link rel=\"alternate\" type=\"application/atom+xml\"")
        .says("Bins were missed.")
        .says("We could not, because");
    anybody
        .get("/you-said-we-did?service=planning")
        .await
        .says("We have not published any changes for this service yet.");
    anybody
        .get("/you-said-we-did?year=1999")
        .await
        .says("We have not published any changes");
    let id = at.rsplit('/').next().unwrap();
    anybody
        .get(&format!("/you-said-we-did/{id}"))
        .await
        .says("There is one lorry.");
    anybody
        .get("/you-said-we-did/feed")
        .await
        .says("<feed xmlns=\"http://www.w3.org/2005/Atom\"")
        .says("We could not, because: There is one lorry.");
    sends(
        &mut manager,
        (&at, "take-down"),
        &[("reason", "It said too much.")],
    )
    .await
    .to(&at);
    anybody
        .get(&format!("/you-said-we-did/{id}"))
        .await
        .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whether_it_worked_is_asked_beside_the_measure_and_a_no_has_a_day() {
    let app = TestApp::new().await;
    let roles = [Role::Staff, Role::ServiceManager];
    let mut manager = signed_in(&app, "Kim Manager", &roles, &["waste-crews"]).await;
    let owner = app
        .create_user("Owen Owner", &[Role::Staff, Role::Officer], &["waste-crews"])
        .await;
    let at = recorded(&app, &mut manager).await;
    let analysis = [("cause", "handover"), ("why", "The crew told nobody.")];
    sends(&mut manager, (&at, "analysis"), &analysis).await.to(&at);
    let action = [
        ("action", "Crews report."),
        ("owner", owner.as_str()),
        ("due_on", "1/2/2027"),
        ("measure", "complaints-received"),
    ];
    sends(&mut manager, (&at, "action"), &action).await.to(&at);
    sends(&mut manager, (&at, "done"), &[("evidence", "They do.")])
        .await
        .to(&at);
    // On the day on which it was done nobody knows, and the public would read it.
    let soon = [("worked", "yes"), ("evidence", "It must have.")];
    sends(&mut manager, (&at, "worked"), &soon)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You can say whether it worked from");
    manager.get(&at).await.does_not_say("Say whether it worked");
    // The complaint of the lesson is of the day since, and is held against as many days before.
    manager
        .get(&format!("{at}/worked"))
        .await
        .says("Complaints received, Bins and recycling, 1 November 2026 0")
        .says("Complaints received, Bins and recycling, 2 November 2026 1");
    app.go_to("2027-02-10T09:00:00Z");
    let sign_in = [
        ("email", "kim.manager@westshire.example.org"),
        ("password", PASSWORD),
    ];
    manager.post("/staff/sign-in", &sign_in).await.to("/staff");
    let no = [("worked", "no"), ("evidence", "It still happens.")];
    sends(&mut manager, (&at, "worked"), &no).await.to(&at);
    manager.get("/staff/lessons").await.says("Look at it again");
    // Whoever looks again reads the last months too, and not only what the first answer was given by.
    app.go_to("2027-06-10T09:00:00Z");
    manager.post("/staff/sign-in", &sign_in).await.to("/staff");
    manager
        .get(&format!("{at}/worked"))
        .await
        .says("1 February 2027 1")
        .says("10 June 2027 0");
}

// Whoever has something to do by a day sees it where they look, and no word of what it is about.
#[tokio::test]
async fn what_somebody_has_to_do_about_a_lesson_stands_in_their_calendar() {
    let app = TestApp::new().await;
    let roles = [Role::Staff, Role::ServiceManager];
    let mut manager = signed_in(&app, "Kim Manager", &roles, &["waste-crews"]).await;
    let owner = app
        .create_user("Owen Owner", &[Role::Staff, Role::Officer], &["waste-crews"])
        .await;
    let mut owen = app.browser();
    let sign_in = [
        ("email", "owen.owner@westshire.example.org"),
        ("password", PASSWORD),
    ];
    owen.post("/staff/sign-in", &sign_in).await.to("/staff");
    let address = make(&mut owen).await;
    let at = recorded(&app, &mut manager).await;
    let analysis = [("cause", "handover"), ("why", "The crew told nobody.")];
    sends(&mut manager, (&at, "analysis"), &analysis).await.to(&at);
    let action = [
        ("action", "Crews report."),
        ("owner", owner.as_str()),
        ("due_on", "1/2/2027"),
        ("how_we_know", "Nobody writes twice."),
    ];
    sends(&mut manager, (&at, "action"), &action).await.to(&at);
    let mut program = app.browser();
    let feed = program.get(&address).await.is(StatusCode::OK);
    assert_eq!(
        read_by_others(&feed.body),
        ["day 2027-02-01 1 true Action of a lesson"]
    );
    assert!(feed.body.replace("\r\n ", "").contains(&at), "{}", feed.body);
    assert!(!feed.body.contains("Crews"), "{}", feed.body);
    // Done, it is said when it is asked whether it worked.
    sends(&mut manager, (&at, "done"), &[("evidence", "They do.")])
        .await
        .to(&at);
    let feed = program.get(&address).await;
    let read = read_by_others(&feed.body);
    assert!(
        read.len() == 1 && read[0].ends_with("Say whether the action of a lesson worked"),
        "{read:?}"
    );
    // Nobody else has it.
    let theirs = make(&mut manager).await;
    let feed = program.get(&theirs).await;
    assert_eq!(read_by_others(&feed.body), [""; 0]);
}

#[tokio::test]
async fn the_public_reads_that_it_did_not_work_and_that_more_is_done_about_it() {
    let app = TestApp::new().await;
    let roles = [Role::Staff, Role::ServiceManager];
    let mut manager = signed_in(&app, "Kim Manager", &roles, &["waste-crews"]).await;
    let mut second = signed_in(&app, "Sam Second", &roles, &["waste-crews"]).await;
    let owner = app
        .create_user("Owen Owner", &[Role::Staff, Role::Officer], &["waste-crews"])
        .await;
    let at = recorded(&app, &mut manager).await;
    let analysis = [("cause", "handover"), ("why", "The crew told nobody.")];
    sends(&mut manager, (&at, "analysis"), &analysis).await.to(&at);
    let action = |due_on| {
        [
            ("action", "Crews report."),
            ("owner", owner.as_str()),
            ("due_on", due_on),
            ("how_we_know", "Nobody writes twice."),
        ]
    };
    let done = [("evidence", "They do.")];
    sends(&mut manager, (&at, "action"), &action("1/2/2027"))
        .await
        .to(&at);
    sends(&mut manager, (&at, "done"), &done).await.to(&at);
    let texts = [
        ("you_said", "Nobody knew."),
        ("we_did", "Crews report on the day."),
    ];
    sends(&mut manager, (&at, "texts"), &texts).await.to(&at);
    sends(&mut second, (&at, "publish"), &[("checked", "yes")])
        .await
        .to(&at);
    app.go_to("2027-02-10T09:00:00Z");
    let sign_in = [
        ("email", "kim.manager@westshire.example.org"),
        ("password", PASSWORD),
    ];
    manager.post("/staff/sign-in", &sign_in).await.to("/staff");
    let public = at.replace("/staff/lessons", "/you-said-we-did");
    let partly = [("worked", "partly"), ("evidence", "It still happens.")];
    sends(&mut manager, (&at, "worked"), &partly).await.to(&at);
    app.browser()
        .get(&public)
        .await
        .says("Did it work? In part. We look at it again");
    sends(&mut manager, (&at, "action"), &action("1/4/2027"))
        .await
        .to(&at);
    app.browser()
        .get(&public)
        .await
        .says("Did it work? In part. We are doing more about it");
    sends(&mut manager, (&at, "done"), &done).await.to(&at);
    app.browser()
        .get(&public)
        .await
        .says("Did it work? In part. We have done more about it since");
}

#[tokio::test]
async fn what_was_typed_stays_when_a_lesson_cannot_be_recorded() {
    let app = TestApp::new().await;
    let mut officer = signed_in(
        &app,
        "Olu Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    let form = [("learned", "We learned this."), ("cases", "WS-0000-0000")];
    officer
        .post("/staff/lessons/new", &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("We learned this.")
        .says("Select what sort of lesson it is")
        .says("Select at least one service")
        .says("There is no case WS-0000-0000 that you may open");
    officer
        .get("/staff/lessons")
        .await
        .says("No lessons recorded. Add one when you close a case.");
}

#[tokio::test]
async fn of_two_who_save_at_once_the_second_is_told_and_keeps_what_they_typed() {
    let app = TestApp::new().await;
    let mut manager = signed_in(
        &app,
        "Kim Manager",
        &[Role::Staff, Role::ServiceManager],
        &["waste-crews"],
    )
    .await;
    let at = recorded(&app, &mut manager).await;
    let form = [("seen", "1"), ("cause", "delay"), ("why", "It took long.")];
    let path = format!("{at}/analysis");
    manager.post(&path, &form).await.to(&at);
    manager
        .post(&path, &form)
        .await
        .is(StatusCode::CONFLICT)
        .says("It took long.")
        .says("Somebody else acted on this lesson");
}

#[tokio::test]
async fn a_lesson_is_drawn_from_the_cases_that_were_ticked_in_a_search() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let mut adviser = signed_in(&app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    adviser
        .get("/staff/cases?kind=complaint")
        .await
        .says("formaction=\"/staff/lessons/new\"");
    adviser
        .get(&format!("/staff/lessons/new?case={reference}.3"))
        .await
        .says(&format!("{reference}</textarea>"));
}

#[tokio::test]
async fn a_customer_asks_to_hear_what_changes_and_is_asked_no_second_time() {
    let app = TestApp::new().await;
    let reference = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let fresh = app.casework.fresh();
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &reference)
        .await
        .unwrap();
    let settle = Command::Withdraw {
        reason: Some(fresh.words("It came after all.")),
    };
    app.casework
        .act_on_latest(&app.council, &setup, &view.id, settle)
        .await
        .unwrap();
    let mut asha = app.browser();
    let find = [("reference", reference.as_str()), ("proof", "Patel")];
    let place = format!("/track/{reference}");
    asha.post("/track", &find).await.to(&place);
    let button = "Tell me what changes because of this";
    asha.get(&place).await.does_not_say(button);
    let new = NewLesson {
        from: DrawnFrom::Group,
        went: Went::Wrong,
        services: [ServiceId::parse("waste").unwrap()].into(),
        cases: [view.id.clone()].into(),
        learned: fresh.words("Rounds that cannot be finished are not reported."),
    };
    let id = app
        .casework
        .record_lesson(&app.council, &setup, (new, None))
        .await
        .unwrap();
    asha.get(&place).await.says(button);
    let ask = format!("{place}/what-changes");
    asha.get(&ask).await.says("It can take some months.");
    asha.post(&ask, &[]).await.to(&place);
    asha.get(&place)
        .await
        .says("We will tell you what we changed because of this")
        .does_not_say(button);
    let opened = app.casework.open_lesson(&app.council, &setup, &id).await.unwrap();
    assert_eq!(opened.lesson.asked, [view.id].into());
}

#[tokio::test]
async fn a_sentence_that_names_somebody_is_shown_to_whoever_writes_it_and_can_be_said_in_other_words() {
    let app = TestApp::new().await;
    let roles = [Role::Staff, Role::ServiceManager];
    let mut manager = signed_in(&app, "Kim Manager", &roles, &["waste-crews"]).await;
    let mut officer = signed_in(
        &app,
        "Ola Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let new = [
        ("learned", "Asha Patel waited for three weeks."),
        ("went", "wrong"),
        ("services", "waste"),
        ("cases", reference.as_str()),
    ];
    officer
        .post("/staff/lessons/new", &new)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Remove what looks like a name, or say why it may stay")
        .says("“Patel”: the name of a customer")
        .says("Asha Patel waited for three weeks.");
    let because = [&new[..], &[("may_stay", "They asked to be named.")]].concat();
    let at = officer.post("/staff/lessons/new", &because).await;
    let at = at.is(StatusCode::SEE_OTHER).location().unwrap();
    officer
        .get(&at)
        .await
        .says("They asked to be named.")
        .does_not_say("looks like a name");
    // A lesson of which nobody asked says so to everybody who opens it, and a manager has the way to mend it.
    let id = redress_domain::id::LessonId::parse(at.rsplit('/').next().unwrap()).unwrap();
    let named = Step::Reword {
        learned: app.casework.fresh().words("Asha Patel waited for a month."),
        read: ReadForNames::default(),
    };
    app.casework
        .act_on_latest_lesson(&app.council, &TestApp::setup(), &id, named)
        .await
        .unwrap();
    let reword = format!("{at}/reword");
    officer
        .get(&at)
        .await
        .says("“Patel” (the name of a customer, or a part of it)")
        .says("Ask a manager to say it in other words.")
        .does_not_say(&reword);
    officer.get(&reword).await.is(StatusCode::FORBIDDEN);
    manager.get(&at).await.says(&reword);
    manager
        .get(&reword)
        .await
        .says("Asha Patel waited for a month.")
        .says("This looks like a name, an address or a number");
    sends(&mut manager, (&at, "reword"), &[("learned", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what we learned");
    sends(&mut manager, (&at, "reword"), &[("learned", "Patel waited.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Remove what looks like a name, or say why it may stay");
    let clean = [("learned", "Somebody waited for a month.")];
    sends(&mut manager, (&at, "reword"), &clean).await.to(&at);
    officer
        .get(&at)
        .await
        .says("Somebody waited for a month.")
        .says("Said in other words")
        .does_not_say("Asha")
        .does_not_say("looks like a name");
}

#[tokio::test]
async fn a_lesson_that_is_there_already_is_offered_while_the_next_one_is_written() {
    let app = TestApp::new().await;
    let roles = [Role::Staff, Role::ServiceManager];
    let mut manager = signed_in(&app, "Kim Manager", &roles, &["waste-crews"]).await;
    let first = recorded(&app, &mut manager).await;
    let again = [
        ("learned", "Nobody reports rounds that cannot be finished."),
        ("went", "wrong"),
        ("services", "waste"),
    ];
    let offered = manager.post("/staff/lessons/new", &again).await;
    offered
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Lessons that may be the same")
        .says("Rounds that cannot be finished are not reported.")
        .says(&first)
        .says("Nobody reports rounds that cannot be finished.");
    // A person decides: it is recorded all the same.
    let mut another = again.to_vec();
    another.push(("none_alike", "yes"));
    manager
        .post("/staff/lessons/new", &another)
        .await
        .is(StatusCode::SEE_OTHER);
    // Before anybody said why it happened, they can be made one (flow 3.10, 3).
    manager
        .get(&first)
        .await
        .says("Lessons that may be the same")
        .says("Merge it into another lesson");
    // Another service, and another matter, are not alike.
    for other in [
        [again[0], again[1], ("services", "planning")],
        [
            ("learned", "Letters say what happens next, and by which day."),
            again[1],
            again[2],
        ],
    ] {
        manager
            .post("/staff/lessons/new", &other)
            .await
            .is(StatusCode::SEE_OTHER);
    }
}
