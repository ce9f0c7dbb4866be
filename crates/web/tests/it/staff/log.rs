//! Logging a contact.

use axum::http::StatusCode;
use redress_domain::case::Relation;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::{Browser, TestApp};

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
        .says(&format!("formaction=\"/staff/cases/{known}/contact\""))
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
    let reference = Reference::parse(&reference).unwrap();
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &reference)
        .await
        .unwrap();
    let purposes: Vec<_> = view.messages.iter().map(|message| message.purpose).collect();
    assert_eq!(purposes, [redress_domain::message::MessagePurpose::Receipt]);
}

/// What a case says beside what happened, and which others it belongs with.
async fn also_and_links(app: &TestApp, reference: &Reference) -> (String, Vec<(Reference, Relation)>) {
    let setup = TestApp::setup();
    let view = app.casework.open_case(&app.council, &setup, reference);
    let view = view.await.unwrap();
    let also = view.case.also.as_ref().map(|words| view.text(words).to_owned());
    let links = view.links.iter();
    let links = links.map(|(relation, other)| (other.clone(), *relation));
    (also.unwrap_or_default(), links.collect())
}

// Domain 2: every contact belongs to the case that it is about; paper 002: a reference that can be quoted in any later contact.
#[tokio::test]
async fn a_reference_that_was_quoted_and_not_looked_up_is_not_dropped_unsaid() {
    let app = TestApp::new().await;
    let known = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let (rest, last) = known.as_str().split_at(known.as_str().len() - 1);
    let mistyped = format!("{rest}{}", if last == "2" { "3" } else { "2" });
    for (typed, wrong) in [
        (
            mistyped.as_str(),
            "Check the reference: one letter or number is wrong",
        ),
        (
            "PCN 12345",
            "Enter a reference, like WS-4K7P-29QX. Write any other number under",
        ),
    ] {
        let form = with(&[("reference", typed), ("settled", "no"), ("do", "log")]);
        let page = priya.post(NEW, &form).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(wrong)
            .says("No blue bag came.")
            .says(&format!("value=\"{typed}\""));
    }
    // It is there: somebody says whether the contact is about it.
    let quoted = known.as_str().to_lowercase();
    let form = with(&[
        ("reference", quoted.as_str()),
        ("settled", "no"),
        ("unhappy", "yes"),
        ("do", "log"),
    ]);
    priya
        .post(NEW, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select “Add to this case”, or tick that it is not a contact about")
        .says(&format!("formaction=\"/staff/cases/{known}/contact\""))
        .says("No blue bag came.");
    assert_eq!(app.count_cases().await, 1);
    let mut own = form.clone();
    own.push(("of_its_own", "yes"));
    let logged = priya.post_and_follow(NEW, &own).await.says("Contact logged");
    let logged = Reference::parse(&logged.reference().unwrap()).unwrap();
    // Complaint Handling Code 1.2: told from the request that it is about, and each leads to the other.
    let (also, links) = also_and_links(&app, &logged).await;
    assert_eq!(also, format!("Reference given: {known}"));
    assert_eq!(links, [(known.clone(), Relation::ComplaintAbout)]);
    let (_, back) = also_and_links(&app, &known).await;
    assert_eq!(back, [(logged, Relation::RequestComplainedOf)]);
}

#[tokio::test]
async fn a_quoted_reference_that_its_reader_does_not_see_is_kept_with_the_contact_and_tells_nothing() {
    let app = TestApp::new().await;
    let known = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let unknown = Reference::new("WS", 7);
    let mut wes = signed_in(&app, "Wes Tran", &[Role::Staff], &[]).await;
    let mut told = Vec::new();
    for (quoted, words) in [(&known, "It is there."), (&unknown, "It is not.")] {
        let form = with(&[
            ("reference", quoted.as_str()),
            ("what_happened", words),
            ("settled", "no"),
            ("do", "log"),
        ]);
        let place = wes.post(NEW, &form).await.location().unwrap();
        let logged = Reference::parse(place.strip_prefix("/staff/logged/").unwrap()).unwrap();
        let page = wes.get(&place).await.says("nothing is linked");
        let page = page.main().replace(quoted.as_str(), "");
        let aloud = redress_pages::format::read_aloud(logged.as_str());
        told.push(page.replace(logged.as_str(), "").replace(&aloud, ""));
        let (also, links) = also_and_links(&app, &logged).await;
        assert_eq!((also, links), (format!("Reference given: {quoted}"), Vec::new()));
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn what_was_typed_before_a_quoted_case_was_looked_up_goes_along_to_it() {
    let app = TestApp::new().await;
    let known = case(&app, Kind::ServiceRequest, Some("waste")).await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let mut form = with(&[
        ("reference", known.as_str()),
        ("support", "large-print"),
        ("support_words", "Only after 6pm."),
        ("received_on", "1/11/2026"),
        ("do", "look-up"),
    ]);
    let at = format!("/staff/cases/{known}/contact");
    let page = priya.post(NEW, &form).await.is(StatusCode::OK);
    page.says(&format!("value=\"add-to\" name=\"do\" formaction=\"{at}\""))
        .says("No blue bag came.");
    form.retain(|(name, _)| *name != "do");
    form.push(("do", "add-to"));
    let page = priya.post(&at, &form).await.is(StatusCode::OK);
    let page = page
        .says("<option value=\"phone\" selected>")
        .says("No blue bag came.")
        .says("They would like: Send one.")
        .says("They need: Large print")
        .says("More about what they need: Only after 6pm.")
        .says("You typed who it was: Ben Ortiz, 01632 960 777.");
    assert_eq!(page.value_of("on").as_deref(), Some("1/11/2026"));
    assert!(!page.body.contains("There is a problem"), "{}", page.main());
    // What is still to be said is asked, and it is a contact of that case and no case of its own.
    let seen = page.value_of("seen").unwrap();
    let mut rest = vec![
        ("seen", seen.as_str()),
        ("direction", "in"),
        ("channel", "phone"),
        ("on", "1/11/2026"),
        ("words", "No blue bag came."),
    ];
    priya
        .post(&at, &rest)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what it was for");
    rest.push(("purpose", "asked-for-update"));
    priya
        .post_and_follow(&at, &rest)
        .await
        .says("Contact recorded")
        .says("No blue bag came.");
    assert_eq!(app.count_cases().await, 1);
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

/// Somebody of a name who is known by a case already, with what is said of them; answers what chooses them.
async fn known_person(priya: &mut Browser, name: &str, said: &[(&str, &str)]) -> String {
    let one = |more: &[(&'static str, &'static str)]| {
        let mut all = vec![("name", name), ("settled", "no")];
        all.extend(said);
        all.extend(more);
        with(&all)
    };
    priya
        .post(NEW, &one(&[("do", "log")]))
        .await
        .is(StatusCode::SEE_OTHER);
    let page = priya.post(NEW, &one(&[("do", "match")])).await.is(StatusCode::OK);
    let (_, rest) = page.body.split_once("name=\"person\"").unwrap();
    let (_, rest) = rest.split_once("value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

// Complaint Handling Code 4, and paper 004: people are answered by the way that they ask for. Nothing that they said is dropped
// unsaid, and nobody's letters go elsewhere because somebody says their name.
#[tokio::test]
async fn details_that_somebody_known_gives_go_on_file_once_it_is_checked_that_it_is_them() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let id = known_person(
        &mut priya,
        "Zebedee Quill",
        &[("phone", "07700 900982"), ("postcode", "WS1 4AB")],
    )
    .await;
    // Somebody else has the number that he gives now: he can be chosen all the same.
    known_person(&mut priya, "Kwame Kapoor", &[("phone", "01632 960777")]).await;
    let asked = [
        ("name", "Zebedee Quill"),
        ("person", id.as_str()),
        ("phone", "01632 960777"),
        ("email", "zeb@example.org"),
        ("reply_by", "email"),
        ("settled", "no"),
        ("do", "log"),
    ];
    let page = priya.post(NEW, &with(&asked)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("They gave details that we do not have on file")
        .says("email address (we have none), phone number (ours ends in 982)")
        .says("Select how you checked that it is them, or leave what we have on file as it is")
        .says("01632 960777")
        .says(&format!("value=\"{id}\" checked"));
    // Left as it is, there is no address to answer by.
    let mut left = with(&asked);
    left.push(("given", "leave"));
    let page = priya.post(NEW, &left).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("We have no email address for them. Enter it above, or select another way to answer");
    let mut taken = with(&asked);
    taken.push(("given", "details-on-file"));
    let logged = priya.post_and_follow(NEW, &taken).await;
    let reference = logged.reference().unwrap();
    let mut officer = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let people = officer.get(&format!("/staff/cases/{reference}/people")).await;
    people
        .says("zeb@example.org")
        .says("01632 960777")
        .does_not_say("07700 900982");
    officer
        .get(&format!("/staff/cases/{reference}/people/{id}/corrections"))
        .await
        .says("07700 900982")
        .says("They said so when they got in touch.")
        .says("They named two things that we had on file");
    // The receipt goes by what is on file by then.
    let view = app
        .casework
        .open_case(
            &app.council,
            &TestApp::setup(),
            &Reference::parse(&reference).unwrap(),
        )
        .await
        .unwrap();
    let receipts: Vec<_> = view
        .messages
        .iter()
        .map(|message| (message.purpose, message.channel))
        .collect();
    let by_email = redress_domain::vocabulary::Channel::Email;
    assert_eq!(
        receipts,
        [(redress_domain::message::MessagePurpose::Receipt, by_email)]
    );
    // The same number written otherwise is no other number, and nothing is asked.
    let again = [
        ("name", "Zebedee Quill"),
        ("person", id.as_str()),
        ("phone", "+44 1632 960 777"),
        ("what_happened", "It was missed again."),
        ("settled", "no"),
        ("do", "log"),
    ];
    priya.post(NEW, &with(&again)).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_address_that_somebody_known_gives_is_a_move_and_a_postcode_alone_is_asked_about() {
    let app = TestApp::new().await;
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &[]).await;
    let id = known_person(&mut priya, "Zebedee Quill", &[("phone", "07700 900982")]).await;
    let alone = [
        ("name", "Zebedee Quill"),
        ("person", id.as_str()),
        ("phone", "07700 900982"),
        ("postcode", "WS1 9ZZ"),
        ("reply_by", "letter"),
        ("given", "in-person"),
        ("settled", "no"),
        ("do", "log"),
    ];
    let page = priya.post(NEW, &with(&alone)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the address that goes with this postcode");
    let mut whole = with(&alone);
    whole.push(("address", "9 New Street"));
    let logged = priya.post_and_follow(NEW, &whole).await;
    let reference = logged.reference().unwrap();
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    nadia
        .get(&format!("/staff/cases/{reference}/people"))
        .await
        .says("9 New Street")
        .says("WS1 9ZZ");
}
