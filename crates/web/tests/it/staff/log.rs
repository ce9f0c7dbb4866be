//! Logging a contact.

use axum::http::StatusCode;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::TestApp;

const NEW: &str = "/staff/cases/new";

/// A call about a blue bag.
const CALL: &[(&str, &str)] = &[
    ("channel", "phone"),
    ("received_on", "2/11/2026"),
    ("received_time", "9:30am"),
    ("name", "Ben Ortiz"),
    ("phone", "01632 960 777"),
    ("what_happened", "No blue bag came."),
    ("wanted", "Send one."),
    ("service", "waste"),
    ("unhappy", "no"),
];

fn with<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let given = |name: &str| more.iter().any(|(known, _)| *known == name);
    let rest = CALL.iter().filter(|(name, _)| !given(name));
    rest.chain(more).copied().collect()
}

#[tokio::test]
async fn a_call_is_logged_and_its_reference_is_read_aloud() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let once = priya.get(NEW).await.value_of("once").unwrap();
    let form = with(&[("settled", "no"), ("once", &once), ("do", "log")]);
    let page = priya.post_and_follow(NEW, &form).await.is(StatusCode::OK);
    let reference = page.reference().unwrap();
    let spoken = redress_pages::format::read_aloud(&reference);
    page.says(&format!("Read this to the customer: {spoken}"))
        .says("First answer by");
    // The same form again makes no second case.
    priya
        .post(NEW, &form)
        .await
        .to(&format!("/staff/logged/{reference}"));
    assert_eq!(app.count_cases().await, 1);
}

// An answer is lost on the way, the form stands there still, and something is added to it.
#[tokio::test]
async fn words_that_are_added_to_a_form_that_was_sent_are_not_taken_for_sent() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let once = priya.get(NEW).await.value_of("once").unwrap();
    let of = |words| {
        with(&[
            ("settled", "no"),
            ("once", once.as_str()),
            ("do", "log"),
            ("what_happened", words),
        ])
    };
    let first = priya
        .post_and_follow(NEW, &of("The lamp is out."))
        .await
        .reference()
        .unwrap();
    // Its customer is known by now: the form comes back with all that was typed, beside what was sent.
    priya
        .post(NEW, &of("The lamp is out. A child fell there."))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The lamp is out. A child fell there.")
        .says("Select if it is one of these people")
        .says(&first);
    // What was sent is known all the same.
    priya
        .post(NEW, &of("The lamp is out."))
        .await
        .to(&format!("/staff/logged/{first}"));
    assert_eq!(app.count_cases().await, 1);
}

#[tokio::test]
async fn what_is_sorted_out_at_once_says_how_and_whether_the_customer_agreed() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let form = with(&[("settled", "yes"), ("do", "log")]);
    let page = priya.post(NEW, &form).await.is(StatusCode::OK);
    let page = page.says("What did you do to sort it out?");
    assert_eq!(
        page.value_of("what_happened").as_deref(),
        Some("No blue bag came.")
    );
    let form = with(&[("settled", "yes"), ("do", "settle"), ("what_was_done", " ")]);
    priya
        .post(NEW, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us what you did")
        .says("Select if the customer agreed it is sorted out");
    assert_eq!(app.count_cases().await, 0);
    let form = with(&[
        ("settled", "yes"),
        ("do", "settle"),
        ("what_was_done", "Ordered a bag."),
        ("agreed", "yes"),
        ("told_how", "told"),
    ]);
    let page = priya.post_and_follow(NEW, &form).await;
    let reference = page.says("Sorted out at first contact").reference().unwrap();
    priya
        .get(&format!("/staff/followed/{reference}"))
        .await
        .says("Closed")
        .says("Ordered a bag.");
    priya.get("/staff/triage").await.says("No unassigned items.");
}

#[tokio::test]
async fn a_complaint_is_never_settled_without_its_reply() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let form = with(&[
        ("unhappy", "yes"),
        ("settled", "yes"),
        ("do", "settle"),
        ("what_was_done", "Said sorry."),
        ("agreed", "yes"),
    ]);
    priya
        .post(NEW, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("A complaint needs a written reply");
    assert_eq!(app.count_cases().await, 0);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_is_kept() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let form = with(&[
        ("channel", ""),
        ("received_on", "3/11/2026"),
        ("email", "ben at example"),
        ("postcode", "WS1"),
        ("wanted", ""),
        ("support_words", "Calls after 6pm <only>"),
        ("do", "log"),
    ]);
    let page = priya.post(NEW, &form).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = page
        .says("Select how they contacted us")
        .says("When it reached us must be now or in the past")
        .says("Enter an email address in the correct format")
        .says("Enter a full UK postcode")
        .says("Tell us what the customer would like")
        .says("Select if you sorted it out")
        .says("Calls after 6pm <only>")
        .says("No blue bag came.");
    assert!(page.title().starts_with("Error: "), "{}", page.title());
}

#[tokio::test]
async fn a_quoted_reference_is_looked_up_and_a_known_person_is_not_made_twice() {
    let app = TestApp::new().await;
    let known = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let quoted = known.as_str().to_lowercase();
    priya
        .post(NEW, &with(&[("reference", &quoted), ("do", "look-up")]))
        .await
        .is(StatusCode::OK)
        .says("Add to this case")
        .says(&format!("/staff/cases/{known}/contact"))
        .says("No blue bag came.");
    let asha = [
        ("name", "Asha Patel"),
        ("phone", ""),
        ("email", "asha@example.org"),
        ("settled", "no"),
        ("do", "log"),
    ];
    let page = priya.post(NEW, &with(&asha)).await;
    let page = page
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select if it is one of these people");
    let id = page
        .body
        .split("name=\"person\"")
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let mut form = with(&asha);
    form.push(("person", &id));
    let logged = priya.post_and_follow(NEW, &form).await.says("Contact logged");
    let registered = app.record().await;
    let people = registered.iter().filter(|(kind, _)| kind == "registered").count();
    assert_eq!(people, 1);
    // Paper 002: a reference that can be quoted. A known customer has it in writing, as somebody new does, by what is on file.
    let reference = logged.reference().unwrap();
    let reference = redress_domain::reference::Reference::parse(&reference).unwrap();
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &reference)
        .await
        .unwrap();
    let purposes: Vec<_> = view.messages.iter().map(|message| message.purpose).collect();
    assert_eq!(purposes, [redress_domain::message::MessagePurpose::Receipt]);
}

#[tokio::test]
async fn a_complaint_that_was_sorted_out_is_refused_before_anything_more_is_typed_and_nothing_typed_is_lost()
{
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Shah", &[Role::Adviser], &["customer-services"]).await;
    let form = call(&[
        ("unhappy", "yes"),
        ("settled", "yes"),
        ("what_was_done", "I sent a crew."),
        ("do", "log"),
    ]);
    let answer = priya.post("/staff/cases/new", &form).await;
    let answer = answer
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("A complaint needs a written reply");
    assert_eq!(
        answer.value_of("what_was_done").as_deref(),
        Some("I sent a crew.")
    );
    let no_complaint = call(&[
        ("unhappy", "no"),
        ("settled", "yes"),
        ("what_was_done", "I sent a crew."),
        ("do", "log"),
    ]);
    priya
        .post("/staff/cases/new", &no_complaint)
        .await
        .is(StatusCode::OK)
        .says("I sent a crew.");
}

#[tokio::test]
async fn enter_in_the_quoted_reference_looks_it_up() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Shah", &[Role::Adviser], &["customer-services"]).await;
    let reference = case(&app, Kind::Complaint, Some("waste")).await;
    let form = [("do", "log"), ("reference", reference.as_str())];
    priya
        .post("/staff/cases/new", &form)
        .await
        .is(StatusCode::OK)
        .says("Add to this case")
        .does_not_say("Enter what the problem is");
}

#[tokio::test]
async fn a_year_long_gone_is_asked_about() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Shah", &[Role::Adviser], &["customer-services"]).await;
    let form = call(&[("received_on", "1/1/1850"), ("do", "log")]);
    priya
        .post("/staff/cases/new", &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Check the year");
}

/// A contact by phone, with these answers in place of or beside the usual ones.
fn call<'a>(with: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("channel", "phone"),
        ("received_on", "2/11/2026"),
        ("received_time", "9:30am"),
        ("what_happened", "The bin was missed."),
        ("wanted", "Collect it."),
        ("service", "waste"),
        ("unhappy", "no"),
        ("settled", "no"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| with.iter().all(|(other, _)| other != name));
    kept.chain(with.iter().copied()).collect()
}
