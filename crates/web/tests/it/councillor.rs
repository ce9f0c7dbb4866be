//! A councillor's queries for residents (paper 002: log, track and follow up).

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Role};

use crate::app::{Browser, PASSWORD, TestApp};
use crate::public::files::PNG;
use crate::staff::{case, email, signed_in};

mod follow_up;

async fn mary(app: &TestApp) -> Browser {
    app.create_user("Mary Hobbs", &[Role::Councillor], &[]).await;
    let mut browser = app.browser();
    let form = [("email", email("Mary Hobbs")), ("password", PASSWORD.to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = browser.post_and_follow("/staff/sign-in", &form).await;
    page.is(StatusCode::OK).says("Your residents’ queries");
    browser
}

pub(crate) const LIGHT: &[(&str, &str)] = &[
    ("what_happened", "The street light at the school is out."),
    ("ward", "mill-hill"),
    ("place", "School Lane"),
    ("name", "Ingrid Lund"),
    ("reach", "ingrid@example.org"),
    ("agrees", "yes"),
    ("do", "save"),
];

async fn logged(browser: &mut Browser) -> Reference {
    let page = browser.post_and_follow("/councillor/log", LIGHT).await;
    let reference = page.is(StatusCode::OK).says("Reply by").reference().unwrap();
    Reference::parse(&reference).unwrap()
}

// Given a query with the reply that was promised, when a program triages it to a service, then it is a query still.
#[tokio::test]
async fn a_program_that_triages_a_query_keeps_the_reply_that_was_promised() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let reference = logged(&mut mary).await;
    let desk = crate::api::program(&app, "desk", crate::api::EVERY, &[]).await;
    let place = format!("/api/v1/cases/{reference}");
    let clocks = |shown: &serde_json::Value| {
        let clocks = shown["clocks"].as_array().unwrap().iter();
        clocks
            .map(|clock| clock["what"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = clocks(&desk.get(&place).await.is(200).json());
    assert!(before.contains(&"reply".to_owned()), "{before:?}");
    let triage = serde_json::json!({"service": "waste"});
    desk.post(&format!("{place}/triage"), "t", &triage).await.is(201);
    let shown = desk.get(&place).await.is(200).json();
    assert_eq!(clocks(&shown), before);
    mary.get(&format!("/councillor/q/{reference}"))
        .await
        .says("They will reply by");
}

/// The council answers.
async fn answer(app: &TestApp, reference: &Reference) {
    let fresh = app.casework.fresh();
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, reference)
        .await
        .unwrap();
    let contact = NewContact {
        id: fresh.contact(),
        direction: Direction::Out,
        channel: Channel::Email,
        at: app.now(),
        purpose: ContactPurpose::Answer,
        words: fresh.words("It is mended on Thursday."),
    };
    let command = Command::RecordContact(contact);
    let done = app
        .casework
        .act_on_latest(&app.council, &setup, &view.id, command);
    done.await.unwrap();
}

#[tokio::test]
async fn a_query_is_logged_answered_followed_up_and_sorted() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    mary.get("/councillor").await.says("You have no open queries.");
    let reference = logged(&mut mary).await;
    let place = format!("/councillor/q/{reference}");
    mary.get("/councillor")
        .await
        .says("Open (1)")
        .says("The street light at the school is out.");
    mary.get(&place)
        .await
        .says("Mill Hill")
        .says("They will reply by Monday 16 November 2026.");

    answer(&app, &reference).await;
    mary.get("/councillor").await.says("New replies (1)");
    mary.get(&place)
        .await
        .says("The council answered")
        .says("It is mended on Thursday.")
        .says("Until Monday 9 November 2026, then it closes");

    mary.post(&place, &[("do", "follow-up"), ("question", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what you want to ask");
    let once = mary.get(&place).await.value_of("once").unwrap();
    let asked = [
        ("once", once.as_str()),
        ("do", "follow-up"),
        ("question", "Which Thursday?"),
    ];
    mary.post_and_follow(&place, &asked)
        .await
        .says("Your follow-up was sent")
        .says("Which Thursday?");
    // The same form, sent twice, is recorded once.
    let before = app.record().await.len();
    mary.post(&place, &asked).await.to(&place);
    assert_eq!(app.record().await.len(), before);
    mary.get("/councillor").await.says("Open (1)");

    let once = mary.get(&place).await.value_of("once").unwrap();
    let sorted = [
        ("once", once.as_str()),
        ("do", "sorted"),
        ("note", "She is happy."),
    ];
    mary.post_and_follow(&place, &sorted)
        .await
        .says("You said that this is sorted")
        .says("This query is closed.")
        .says("<strong>You sent it</strong>, ");
    // A second press says what the first did, and not that it cannot be done.
    let before = app.record().await.len();
    mary.post(&place, &sorted).await.to(&place);
    assert_eq!(app.record().await.len(), before);
    // A follow-up from a page that was still open is not said to be sent; what was typed is there.
    mary.post(&place, &[("do", "follow-up"), ("question", "And the other one?")])
        .await
        .is(StatusCode::CONFLICT)
        .says("This query was closed before you sent this.")
        .says("And the other one?");
    mary.get(&place).await.does_not_say("And the other one?");
    mary.get("/councillor").await.says("You have no open queries.");
    mary.get("/councillor/queries").await.says(reference.as_str());
}

#[tokio::test]
async fn what_nobody_follows_up_closes_with_a_notice() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let reference = logged(&mut mary).await;
    answer(&app, &reference).await;
    app.wait(SignedDuration::from_hours(24 * 7)).await;
    assert_eq!(app.casework.close_unfollowed(&app.council).await.unwrap(), 0);
    app.wait(SignedDuration::from_hours(24)).await;
    assert_eq!(app.casework.close_unfollowed(&app.council).await.unwrap(), 1);
    mary.forget_cookies();
    let form = [("email", email("Mary Hobbs")), ("password", PASSWORD.to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    mary.post_and_follow("/staff/sign-in", &form)
        .await
        .says("Closed since you last looked (1)");
    mary.get(&format!("/councillor/q/{reference}"))
        .await
        .says("nobody came back to us within 5 working days");
    mary.post_and_follow("/councillor", &[])
        .await
        .does_not_say("Closed since you last looked");
}

#[tokio::test]
async fn a_round_keeps_the_place_and_shows_what_was_sent() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let once = mary.get("/councillor/log").await.value_of("once").unwrap();
    let mut form: Vec<(&str, &str)> = LIGHT.iter().filter(|(name, _)| *name != "do").copied().collect();
    form.extend([("do", "another"), ("once", &once)]);
    let page = mary.post("/councillor/log", &form).await.is(StatusCode::OK);
    let page = page
        .says("Sent on this round")
        .says("The street light at the school is out.");
    assert_eq!(page.value_of("place").as_deref(), Some("School Lane"));
    assert_eq!(page.value_of("name"), None);
    assert_ne!(page.value_of("once").as_deref(), Some(once.as_str()));
    // The browser sends the same form again.
    mary.post("/councillor/log", &form)
        .await
        .is(StatusCode::OK)
        .says("Sent on this round");
    assert_eq!(app.count_cases().await, 1);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let form = [
        ("what_happened", " "),
        ("place", "School Lane <east>"),
        ("reach", "next door"),
        ("do", "save"),
    ];
    let page = mary.post("/councillor/log", &form).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what the resident asked")
        .says("Select if the resident agrees")
        .says("Enter an email address, like name@example.com, or a phone number")
        .says("value=\"School Lane &lt;east&gt;\"");
    let mut named: Vec<(&str, &str)> = LIGHT.to_vec();
    named.retain(|(name, _)| *name != "agrees");
    named.push(("agrees", "no"));
    mary.post("/councillor/log", &named)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Take out the resident’s name and how to reach them, or select Yes");
    assert_eq!(app.count_cases().await, 0);
}

#[tokio::test]
async fn a_councillor_sees_and_steers_nothing_that_they_did_not_raise() {
    let app = TestApp::new().await;
    let other = case(&app, Kind::Complaint, Some("waste")).await;
    let mut mary = mary(&app).await;
    let place = format!("/councillor/q/{other}");
    mary.get(&place).await.is(StatusCode::NOT_FOUND);
    let asked = [("do", "follow-up"), ("question", "What is this?")];
    mary.post(&place, &asked).await.is(StatusCode::NOT_FOUND);
    mary.post(&place, &[("do", "sorted")])
        .await
        .is(StatusCode::NOT_FOUND);
    mary.get(&format!("/staff/cases/{other}"))
        .await
        .is(StatusCode::FORBIDDEN);
    mary.get("/councillor/queries").await.does_not_say(other.as_str());
    // An adviser may read every case, and has no business on a councillor's pages.
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya.get("/councillor").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_note_of_staff_and_what_the_resident_says_are_not_for_the_councillor() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let reference = logged(&mut mary).await;
    let fresh = app.casework.fresh();
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &reference)
        .await
        .unwrap();
    let note = Command::AddNote {
        words: fresh.words("Ask the contractor first."),
        privileged: redress_domain::case::Privilege::Ordinary,
    };
    let word = Command::RecordContact(NewContact {
        id: fresh.contact(),
        direction: Direction::In,
        channel: Channel::Phone,
        at: app.now(),
        purpose: ContactPurpose::Information,
        words: fresh.words("Please keep my illness to yourselves."),
    });
    for command in [note, word] {
        let done = app
            .casework
            .act_on_latest(&app.council, &setup, &view.id, command);
        done.await.unwrap();
    }
    mary.get(&format!("/councillor/q/{reference}"))
        .await
        .says("The council heard about it again")
        .does_not_say("Ask the contractor first.")
        .does_not_say("my illness");
}

#[tokio::test]
async fn triage_keeps_the_ward_and_the_time_of_a_query() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let reference = logged(&mut mary).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let place = format!("/staff/triage/{reference}");
    let page = priya.get(&place).await.says("Mill Hill");
    let version = page.value_of("version").unwrap();
    let form = [
        ("version", version.as_str()),
        ("kind", "enquiry"),
        ("service", "streets"),
        ("priority", "standard"),
        ("ward", "castle"),
    ];
    priya.post(&place, &form).await.is(StatusCode::SEE_OTHER);
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &reference)
        .await
        .unwrap();
    assert_eq!(view.case.procedure.as_str(), "councillor-query");
    assert_eq!(view.case.ward.unwrap().as_str(), "castle");
}

const LOG: &str = "/councillor/log";

/// The light with other orders than to save it.
fn light_with(order: &'static str) -> Vec<(&'static str, &'static str)> {
    let others = LIGHT.iter().filter(|(name, _)| *name != "do").copied();
    others.chain([("do", order)]).collect()
}

/// What staff see of the files of a case.
async fn files_of(app: &TestApp, reference: &str) -> crate::app::Answer {
    let mut priya = signed_in(app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya.get(&format!("/staff/cases/{reference}/files")).await
}

#[tokio::test]
async fn a_photo_goes_with_a_query_and_those_who_deal_with_it_see_it() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let page = mary
        .get(LOG)
        .await
        .says("Photos can say where and when they were taken.");
    let once = page.value_of("once").unwrap();
    let mut form = LIGHT.to_vec();
    form.push(("once", &once));
    let done = mary
        .post_file(LOG, &form, ("D:\\Pictures\\The light.jpeg", PNG))
        .await;
    let page = mary.follow(done).await;
    let reference = page.is(StatusCode::OK).says("Reply by").reference().unwrap();
    mary.get(&format!("/councillor/q/{reference}"))
        .await
        .says("You added a photo or file")
        .says("The light.png");
    // The same form, sent twice, is one query with one photo.
    let twice = mary.post_file(LOG, &form, ("The light.jpeg", PNG)).await;
    twice.to(&format!("/councillor/sent/{reference}"));
    let files = files_of(&app, &reference)
        .await
        .says("The light.png")
        .says("67 bytes");
    assert_eq!(files.body.matches("The light.png").count(), 1);
    // Whoever else is on it: the resident gets it from nobody but staff.
    let view = app
        .casework
        .open_case(
            &app.council,
            &TestApp::setup(),
            &Reference::parse(&reference).unwrap(),
        )
        .await
        .unwrap();
    let seen: Vec<_> = view.case.files.iter().map(|file| file.seen_by).collect();
    assert_eq!(seen, [redress_domain::vocabulary::SeenBy::Staff]);
}

#[tokio::test]
async fn a_form_that_is_refused_keeps_its_photo_and_an_unticked_one_stays_behind() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let once = mary.get(LOG).await.value_of("once").unwrap();
    let wrong = [
        ("what_happened", " "),
        ("place", "School Lane"),
        ("once", &once),
        ("do", "save"),
    ];
    let page = mary.post_file(LOG, &wrong, ("The light.png", PNG)).await;
    let page = page
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what the resident asked")
        .says("The light.png (PNG, 67 bytes)")
        .says("value=\"School Lane\"");
    let first = page.value_of("file").unwrap();
    // One more, which is no mistake of what is not filled in yet.
    let more = [("once", once.as_str()), ("file", &first), ("do", "photo")];
    let page = mary.post_file(LOG, &more, ("The pole.png", PNG)).await;
    let page = page.is(StatusCode::OK).says("The light.png").says("The pole.png");
    page.does_not_say("Enter what the resident asked");
    // The pole is unticked.
    let mut form = LIGHT.to_vec();
    form.extend([("once", once.as_str()), ("file", &first)]);
    let page = mary.post_and_follow(LOG, &form).await.is(StatusCode::OK);
    let reference = page.reference().unwrap();
    files_of(&app, &reference)
        .await
        .says("The light.png")
        .does_not_say("The pole.png");
}

#[tokio::test]
async fn a_photo_that_is_not_welcome_is_said_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    for (name, content, message) in [
        ("light.jpg", &b""[..], "The selected file is empty"),
        (
            "light.jpg",
            b"<html><script>alert(1)</script>",
            "The selected file must be a JPG, PNG, HEIC, PDF, DOCX, MP4 or MP3",
        ),
    ] {
        mary.post_file(LOG, LIGHT, (name, content))
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(message)
            .says("The street light at the school is out.")
            .says("ingrid@example.org");
    }
    mary.post(LOG, &light_with("photo"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a file");
    assert_eq!(app.count_cases().await, 0);
}

#[tokio::test]
async fn another_councillors_photo_cannot_be_sent_by_its_name() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let once = mary.get(LOG).await.value_of("once").unwrap();
    let mut wrong = light_with("photo");
    wrong.push(("once", &once));
    let page = mary.post_file(LOG, &wrong, ("The light.png", PNG)).await;
    let theirs = page.is(StatusCode::OK).value_of("file").unwrap();
    let mut form = LIGHT.to_vec();
    form.extend([("once", "another"), ("file", theirs.as_str())]);
    let page = mary.post_and_follow(LOG, &form).await.is(StatusCode::OK);
    files_of(&app, &page.reference().unwrap())
        .await
        .does_not_say("The light.png");
}

#[tokio::test]
async fn a_photo_is_added_to_a_query_that_was_sent_until_it_is_closed() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let reference = logged(&mut mary).await;
    let place = format!("/councillor/q/{reference}");
    let at = format!("{place}/photo");
    mary.get(&place)
        .await
        .says(&format!("href=\"{at}\""))
        .says("Add a photo");
    mary.get(&at).await.is(StatusCode::OK).says("smaller than 20MB");
    mary.post(&at, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a file");
    mary.post_file(&at, &[], ("pole.png", b"MZ\x90\0"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The selected file must be a JPG");
    let done = mary.post_file(&at, &[], ("The pole.png", PNG)).await;
    mary.follow(done)
        .await
        .says("Photo added")
        .says("You added a photo or file")
        .says("The pole.png");
    files_of(&app, reference.as_str()).await.says("The pole.png");
    // Nobody else's query, and none that is closed.
    let other = case(&app, Kind::Complaint, Some("waste")).await;
    let others = format!("/councillor/q/{other}/photo");
    mary.get(&others).await.is(StatusCode::NOT_FOUND);
    mary.post_file(&others, &[], ("The pole.png", PNG))
        .await
        .is(StatusCode::NOT_FOUND);
    answer(&app, &reference).await;
    mary.post(&place, &[("do", "sorted")]).await.to(&place);
    mary.get(&at).await.to(&place);
    mary.post_file(&at, &[], ("The pole.png", PNG))
        .await
        .is(StatusCode::CONFLICT)
        .says("This query was closed before you sent this.");
}

#[tokio::test]
async fn a_photo_that_is_sent_twice_is_added_once() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let place = format!("/councillor/q/{}", logged(&mut mary).await);
    let at = format!("{place}/photo");
    let once = mary.get(&at).await.value_of("once").unwrap();
    let form = [("once", once.as_str())];
    // What is wrong comes back with the same name, so that what follows counts as the same form.
    let wrong = mary.post_file(&at, &form, ("pole.png", b"MZ\x90\0")).await;
    assert_eq!(wrong.value_of("once").as_deref(), Some(once.as_str()));
    for _ in 0..2 {
        mary.post_file(&at, &form, ("The pole.png", PNG)).await.to(&place);
    }
    let record = app.record().await;
    let added = record.iter().filter(|(kind, _)| kind == "file-added").count();
    assert_eq!(added, 1);
}

#[tokio::test]
async fn only_the_page_that_logs_a_query_may_ask_where_a_device_is() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let page = mary.get(LOG).await.says("data-app-locate=\"place\" hidden");
    assert_eq!(
        page.headers["permissions-policy"],
        "geolocation=(self), camera=(), microphone=()"
    );
    let page = mary.get("/councillor").await;
    assert_eq!(
        page.headers["permissions-policy"],
        "geolocation=(), camera=(), microphone=()"
    );
}

#[tokio::test]
async fn what_was_typed_beside_a_photo_when_the_session_ended_is_sent_after_signing_in() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    app.wait(SignedDuration::from_hours(3)).await;
    // More than the program reads of a form without a file.
    let mut large = PNG.to_vec();
    large.resize(3_000_000, 0);
    mary.post_file(LOG, LIGHT, ("The light.png", &large))
        .await
        .to("/staff/sign-in?next=%2Fstaff%2Fsend-again");
    let email = email("Mary Hobbs");
    let form = [
        ("email", email.as_str()),
        ("password", PASSWORD),
        ("next", "/staff/send-again"),
    ];
    mary.post("/staff/sign-in", &form).await.to("/staff/send-again");
    let page = mary.get("/staff/send-again").await.is(StatusCode::OK);
    page.says("The street light at the school is out.")
        .says("The file “The light.png” could not be saved.")
        .says("action=\"/councillor/log?kept=");
    let page = mary.post_and_follow(LOG, LIGHT).await;
    page.is(StatusCode::OK).says("Reply by");
}

/// A query with everything that can be said of it (ux, C3).
const WHOLE: &[(&str, &str)] = &[
    ("what_happened", "The street light at the school is out."),
    ("ward", "mill-hill"),
    ("place", "School Lane"),
    ("name", "Ingrid Lund"),
    ("reach", "07700 900001"),
    ("agrees", "yes"),
    ("wanted", "Mend it before it is dark at four."),
    ("effect", "Her children walk there."),
    ("support", "large-print"),
    ("support", "call-times"),
    ("support_words", "Not before ten."),
    ("copy", "yes"),
    ("urgent", "yes"),
    ("do", "save"),
];

async fn view_of(app: &TestApp, reference: &str) -> redress_casework::case::CaseView {
    let (reference, setup) = (Reference::parse(reference).unwrap(), TestApp::setup());
    let opened = app.casework.open_case(&app.council, &setup, &reference);
    opened.await.unwrap()
}

#[tokio::test]
async fn a_query_says_what_the_resident_needs_copies_them_in_and_is_shown_whole() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    mary.get(LOG)
        .await
        .says("Does the resident need any help from us?")
        .says("Shall we copy the resident in?");
    let page = mary.post_and_follow(LOG, WHOLE).await.is(StatusCode::OK);
    let reference = page.reference().unwrap();
    let view = view_of(&app, &reference).await;
    assert_eq!(view.case.support.len(), 2);
    assert_eq!(
        view.case.reply_by(),
        Some(redress_domain::vocabulary::ReplyBy::Text)
    );
    assert_eq!(view.messages.len(), 1, "the resident has a copy");
    let shown = mary.get(&format!("/councillor/q/{reference}")).await;
    let shown = shown.says("<h1").says("Being looked at").says("Received");
    let said = WHOLE.iter().filter(|(name, _)| {
        [
            "what_happened",
            "place",
            "name",
            "wanted",
            "effect",
            "support_words",
        ]
        .contains(name)
    });
    let shown = said.fold(shown, |shown, (_, words)| shown.says(words));
    // How to reach them is between them and the council.
    shown
        .says("Large print")
        .says("Why that date")
        .says("Received on")
        .does_not_say("07700 900001");
}

#[tokio::test]
async fn a_resident_who_is_not_to_be_copied_in_is_not_written_to_and_one_without_a_way_is_asked_for() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let mut form = LIGHT.to_vec();
    form.push(("copy", "no"));
    let page = mary.post_and_follow(LOG, &form).await.is(StatusCode::OK);
    assert_eq!(view_of(&app, &page.reference().unwrap()).await.messages.len(), 0);
    for reach in ["01632 960001", ""] {
        let mut form: Vec<_> = LIGHT
            .iter()
            .filter(|(name, _)| *name != "reach")
            .copied()
            .collect();
        form.extend([("reach", reach), ("copy", "yes")]);
        mary.post(LOG, &form)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("Enter the resident’s email address or mobile number, so that we can copy them in")
            .says("The street light at the school is out.");
    }
}

#[tokio::test]
async fn an_answer_that_the_page_does_not_offer_is_refused_and_nothing_is_lost() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    for wrong in [
        ("ward", "atlantis"),
        ("support", "a-butler"),
        ("copy", "perhaps"),
        ("urgent", "very"),
    ] {
        let mut form: Vec<_> = LIGHT
            .iter()
            .filter(|(name, _)| *name != wrong.0)
            .copied()
            .collect();
        form.push(wrong);
        mary.post(LOG, &form)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("Select from the answers that this page offers")
            .says("The street light at the school is out.");
    }
    assert_eq!(app.count_cases().await, 0);
}

// Domain, section 8: what is promised already moves visibly, and the councillor reads why as the customer does.
#[tokio::test]
async fn a_date_that_a_closure_moved_says_why() {
    let app = TestApp::new().await;
    let mut mary = mary(&app).await;
    let reference = logged(&mut mary).await;
    let mut ada = crate::admin::administrator(&app).await;
    let closed = [("day", "10/11/2026")];
    crate::admin::save(&mut ada, "/admin/closures", &closed)
        .await
        .to("/admin/closures");
    crate::admin::adopt(&mut ada, "2/11/2026")
        .await
        .to("/admin/policy");
    mary.get(&format!("/councillor/q/{reference}"))
        .await
        .says("moved to Tuesday 17 November 2026, because the days that count have changed")
        .says("Tuesday 10 November 2026");
}
