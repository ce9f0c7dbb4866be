//! The survey as people press it: the link of the e-mail, the questions, the way out, and what managers see (P11, S23).

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::case::Command;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Role};

use super::{case, signed_in};
use crate::app::{Browser, PASSWORD, TestApp};

/// A closed case whose customer was asked, and the code that was mailed to them.
async fn asked(app: &TestApp) -> (Reference, String) {
    let reference = case(app, Kind::Complaint, Some("waste")).await;
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &reference)
        .await
        .unwrap();
    let withdraw = Command::Withdraw { reason: None };
    let done = app
        .casework
        .act_on_latest(&app.council, &setup, &view.id, withdraw)
        .await;
    done.unwrap();
    app.wait(SignedDuration::from_hours(24 * 3)).await;
    app.casework
        .ask_surveys(&app.council, &[Channel::Email])
        .await
        .unwrap();
    let view = app
        .casework
        .open_case(&app.council, &setup, &reference)
        .await
        .unwrap();
    let message = view
        .messages
        .iter()
        .find(|message| message.purpose.is_of_the_survey());
    let survey = app
        .casework
        .for_survey(&app.council, message.unwrap())
        .await
        .unwrap();
    (reference, survey.unwrap().code.to_string())
}

async fn manager(app: &TestApp) -> Browser {
    let roles = [Role::Staff, Role::ServiceManager];
    signed_in(app, "Kim Manager", &roles, &["waste-crews"]).await
}

async fn answered(app: &TestApp) -> usize {
    app.record()
        .await
        .iter()
        .filter(|(kind, _)| kind == "answered")
        .count()
}

#[tokio::test]
async fn opening_the_links_of_an_e_mail_records_nothing_and_one_button_does() {
    let app = TestApp::new().await;
    let (reference, code) = asked(&app).await;
    let mut scanner = app.browser();
    let at = format!("/survey/{code}");
    for answer in [
        "very-satisfied",
        "satisfied",
        "neither",
        "dissatisfied",
        "very-dissatisfied",
    ] {
        scanner
            .get(&format!("{at}?answer={answer}"))
            .await
            .is(StatusCode::OK);
    }
    assert_eq!(answered(&app).await, 0);
    let mut asha = app.browser();
    asha.get(&format!("{at}?answer=dissatisfied"))
        .await
        .says("Overall, how satisfied are you with how we handled it?")
        .says("value=\"dissatisfied\" checked")
        .says("If you are unhappy with us")
        .says(&format!("/track/{reference}"))
        .says("Do not ask me again");
    let sent = [("question", "handling"), ("answer", "dissatisfied")];
    asha.post(&at, &sent).await.to(&format!("{at}?question=result"));
    assert_eq!(answered(&app).await, 1);
    // A question is skipped, one is sent without an answer, and another form's answer is not taken.
    asha.post(&at, &[("question", "result"), ("turn", "skip")])
        .await
        .to(&format!("{at}?question=easy"));
    for wrong in [
        [("question", "easy"), ("answer", "")],
        [("question", "easy"), ("answer", "yes")],
    ] {
        asha.post(&at, &wrong)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("Select an answer, or skip the question");
    }
    // Who comes back goes on with what is open, and is shown no answer that was given.
    asha.get(&at)
        .await
        .says("How satisfied are you with the result?")
        .does_not_say("checked");
    asha.get(&format!("{at}?question=handling"))
        .await
        .does_not_say("checked");
    let long = "a".repeat(4_001);
    asha.post(&at, &[("question", "words"), ("words", &long)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("4000 characters or fewer")
        .says(&long);
    let words = [
        ("question", "words"),
        ("words", "I called three times."),
        ("may_contact", "no"),
    ];
    asha.post(&at, &words).await.to(&format!("{at}?question=done"));
    asha.get(&format!("{at}?question=done"))
        .await
        .says("We read every answer.")
        .says("/complaint");
}

#[tokio::test]
async fn a_wrong_code_opens_nothing_and_one_that_ended_says_where_else_to_go() {
    let app = TestApp::new().await;
    let (_, code) = asked(&app).await;
    let mut asha = app.browser();
    asha.get("/survey/K7P4-29QX-M3TV-8HRA-5WDE")
        .await
        .is(StatusCode::NOT_FOUND);
    asha.get("/survey/nonsense").await.is(StatusCode::NOT_FOUND);
    asha.post("/survey", &[("code", "K7P4")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Check the code")
        .says("K7P4");
    let typed = code.to_lowercase().replace('-', " ");
    asha.post("/survey", &[("code", &typed)])
        .await
        .to(&format!("/survey/{code}"));
    app.wait(SignedDuration::from_hours(24 * 29)).await;
    asha.get(&format!("/survey/{code}"))
        .await
        .is(StatusCode::GONE)
        .says("This survey has closed")
        .says("/comment")
        .says("If you are unhappy with us");
    asha.post(
        &format!("/survey/{code}"),
        &[("question", "handling"), ("answer", "satisfied")],
    )
    .await
    .is(StatusCode::GONE);
    assert_eq!(answered(&app).await, 0);
}

#[tokio::test]
async fn do_not_ask_me_again_is_kept_and_so_is_what_is_said_on_the_page_of_the_case() {
    let app = TestApp::new().await;
    let (reference, code) = asked(&app).await;
    let mut asha = app.browser();
    asha.post(&format!("/survey/{code}/stop"), &[])
        .await
        .says("We will not ask you again");
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &reference)
        .await
        .unwrap();
    let person = view.case.customer.clone().unwrap();
    let known = app.casework.may_be_asked(&app.council, &person).await.unwrap();
    assert_eq!(known, Some(false));
    let track = format!("/track/{reference}");
    asha.post("/track", &[("reference", reference.as_str()), ("proof", "Patel")])
        .await;
    asha.get(&track).await.says("May we ask you how we did?");
    asha.get(&format!("{track}/survey"))
        .await
        .says("value=\"no\" checked");
    asha.post(&format!("{track}/survey"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select yes or no");
    asha.post(&format!("{track}/survey"), &[("may_ask", "yes")])
        .await
        .to(&track);
    let known = app.casework.may_be_asked(&app.council, &person).await.unwrap();
    assert_eq!(known, Some(true));
    // Somebody says it on the telephone.
    let roles = [Role::Staff, Role::Adviser];
    let mut ada = signed_in(&app, "Ada Adviser", &roles, &["customer-services"]).await;
    let people = format!("/staff/cases/{reference}/people");
    let form = format!("{people}/{person}/survey");
    ada.get(&people)
        .await
        .says("Record whether we may ask Asha Patel how we did");
    ada.get(&form)
        .await
        .says("May we ask Asha Patel how we did?")
        .says("value=\"yes\" checked");
    ada.post(&form, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select yes or no");
    ada.post(&form, &[("may_ask", "no")]).await.to(&people);
    ada.post(&form, &[("may_ask", "yes")]).await.to(&people);
    // Who proved nothing says nothing for anybody.
    let mut stranger = app.browser();
    let refused = stranger
        .post(&format!("{track}/survey"), &[("may_ask", "no")])
        .await;
    assert_ne!(refused.location(), Some(track));
    let known = app.casework.may_be_asked(&app.council, &person).await.unwrap();
    assert_eq!(known, Some(true));
}

#[tokio::test]
async fn a_low_score_comes_to_the_manager_who_sorts_it_learns_from_it_and_says_what_was_done() {
    let app = TestApp::new().await;
    let (reference, code) = asked(&app).await;
    let mut kim = manager(&app).await;
    let at = format!("/survey/{code}");
    let mut asha = app.browser();
    asha.post(&at, &[("question", "handling"), ("answer", "very-dissatisfied")])
        .await;
    asha.post(&at, &[("question", "words"), ("words", "Nobody rang back.")])
        .await;
    kim.get("/staff")
        .await
        .says("A customer was dissatisfied")
        .says("Low scores: 1");
    kim.get("/staff/surveys/waiting")
        .await
        .says("Nobody rang back.")
        .says("Very dissatisfied")
        .says("draw a lesson")
        .does_not_say(reference.as_str());
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &reference)
        .await
        .unwrap();
    // Neither the case nor when it was logged stands in the address of its answers: the page of a case says that minute.
    let address = redress_casework::survey::address_of(&view.id);
    let one = format!("/staff/surveys/{address}");
    kim.get("/staff/surveys/waiting")
        .await
        .says(&one)
        .does_not_say(view.id.as_str())
        .does_not_say(&view.id.as_str()[..13]);
    kim.get(&format!("/staff/surveys/{}", view.id))
        .await
        .is(StatusCode::NOT_FOUND);
    // They said that a manager may contact them: now it is known whose it is.
    asha.post(&at, &[("question", "words"), ("may_contact", "yes")])
        .await;
    kim.get(&one)
        .await
        .says(reference.as_str())
        .says("Hearing nothing");
    kim.post(&one, &[("turn", "themes"), ("themes", "word")])
        .await
        .to(&one);
    kim.post(&one, &[("turn", "themes"), ("themes", "word")])
        .await
        .to(&one);
    let lesson = format!("/staff/lessons/new?survey={address}");
    kim.get(&lesson)
        .await
        .is(StatusCode::OK)
        .does_not_say(reference.as_str());
    let learned = [
        ("learned", "Nobody says when something is passed on."),
        ("went", "wrong"),
        ("services", "waste"),
    ];
    let to = kim
        .post(&lesson, &learned)
        .await
        .is(StatusCode::SEE_OTHER)
        .location()
        .unwrap();
    kim.get(&to)
        .await
        .says("What customers said in the survey")
        .does_not_say(reference.as_str());
    // Whoever changed their mind still said it: the manager reads both.
    let changed = "They said first that they were dissatisfied, and have changed it since.";
    kim.get("/staff/surveys/waiting").await.does_not_say(changed);
    asha.post(&at, &[("question", "handling"), ("answer", "satisfied")])
        .await;
    kim.get("/staff/surveys/waiting").await.says(changed);
    asha.post(&at, &[("question", "handling"), ("answer", "very-dissatisfied")])
        .await;
    kim.post(&one, &[("turn", "follow-up"), ("what", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what you did about it");
    kim.post(&one, &[("turn", "follow-up"), ("what", "Rang them.")])
        .await
        .to("/staff/surveys/waiting");
    kim.get("/staff/surveys/waiting")
        .await
        .says("No low score waits.");
    kim.get("/staff/surveys/words")
        .await
        .says("Nobody rang back.")
        .says("A lesson was drawn from it");
    kim.get("/staff/surveys")
        .await
        .says("1 person was asked, and has answered.")
        .says("satisfied: 0 of 1 with how we handled it")
        .does_not_say("100%")
        .does_not_say("All services")
        .says("Who is missing");
    let file = "/staff/surveys/results?period=quarter";
    kim.get("/staff/surveys")
        .await
        .says("/staff/surveys/results?period=");
    let data = kim.get(file).await.is(StatusCode::OK).body;
    assert!(data.starts_with("Period,About,Of,What,How many"), "{data}");
    kim.get(&format!("{file}&format=ods")).await.is(StatusCode::OK);
    kim.get("/staff/reports").await.says("Satisfaction");
    // Whoever had the case reads no answer in a figure of one, told apart or held against a target.
    let roles = [Role::Staff, Role::Officer];
    let mut owen = signed_in(&app, "Owen Officer", &roles, &["waste-crews"]).await;
    for how in ["by=detail", "by=month", "by=kind", "by=detail&service=waste"] {
        owen.get(&format!(
            "/staff/reports/figures?measure=satisfaction-with-handling&{how}"
        ))
        .await
        .is(StatusCode::FORBIDDEN);
    }
    owen.get("/staff/reports/targets")
        .await
        .says("Shown for a whole quarter")
        .does_not_say("0 of 1");
    // The figures lead to nobody.
    kim.get("/staff/reports/cases?measure=satisfaction-with-handling")
        .await
        .does_not_say(reference.as_str());
}

#[tokio::test]
async fn who_opens_no_cases_is_told_who_reads_the_words_and_not_that_there_are_none() {
    let app = TestApp::new().await;
    let (_, code) = asked(&app).await;
    let at = format!("/survey/{code}");
    let mut asha = app.browser();
    asha.post(&at, &[("question", "handling"), ("answer", "very-dissatisfied")])
        .await;
    asha.post(&at, &[("question", "words"), ("words", "Nobody rang me.")])
        .await;
    let mut manager = manager(&app).await;
    let (words, waiting) = ("/staff/surveys/words", "/staff/surveys/waiting");
    manager.get(words).await.says("Nobody rang me.");
    manager.get(waiting).await.says("Nobody rang me.");
    let mut joanna = signed_in(&app, "Joanna Reeve", &[Role::Executive], &[]).await;
    joanna
        .get("/staff/surveys")
        .await
        .is(StatusCode::OK)
        .says("is read by the managers of the services alone")
        .does_not_say(words)
        .does_not_say(waiting);
    for list in [words, waiting] {
        joanna
            .get(list)
            .await
            .is(StatusCode::OK)
            .says("is read by the managers of the services alone")
            .does_not_say("Nobody has written anything here yet.")
            .does_not_say("No low score waits.")
            .does_not_say("Nobody rang me.");
    }
}

#[tokio::test]
async fn a_form_that_came_by_post_is_keyed_in_by_its_code() {
    let app = TestApp::new().await;
    app.create_user(
        "Ada Adviser",
        &[Role::Staff, Role::Adviser],
        &["customer-services"],
    )
    .await;
    let (_, code) = asked(&app).await;
    let mut ada = app.browser();
    let form = [
        ("email", "ada.adviser@westshire.example.org"),
        ("password", PASSWORD),
    ];
    ada.post("/staff/sign-in", &form).await;
    let at = "/staff/surveys/paper";
    let filled = [("answer-handling", "satisfied"), ("words", "Thank you all.")];
    let mut wrong = vec![("code", "K7P4-29QX-M3TV-8HRA-5WDE")];
    wrong.extend(filled);
    ada.post(at, &wrong)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("there is no form with it")
        .says("Thank you all.");
    ada.post(at, &[("code", &code)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Key in at least one answer");
    let mut right = vec![("code", code.as_str()), ("stop", "yes")];
    right.extend(filled);
    ada.post(at, &right).await.to(at);
    assert_eq!(answered(&app).await, 1);
    // Who keys in reads no answers.
    ada.get("/staff/surveys").await.is(StatusCode::FORBIDDEN);
    let mut kim = manager(&app).await;
    kim.get("/staff/surveys/words").await.says("Thank you all.");
}

/// Paper 004, 6.4: nobody is asked who said no. The letter says "You can answer until" a day.
#[tokio::test]
async fn a_form_that_comes_late_is_heard_and_counts_if_it_was_posted_in_time() {
    let app = TestApp::new().await;
    let of_case = [Role::Staff, Role::Adviser];
    let mut ada = signed_in(&app, "Ada Adviser", &of_case, &["customer-services"]).await;
    let (reference, code) = asked(&app).await;
    let closes_on = {
        let code = redress_domain::draft_code::DraftCode::parse(&code).unwrap();
        let survey = app.casework.survey_of_code(&app.council, &code).await.unwrap();
        survey.unwrap().closes_on
    };
    let may_be_asked = async || {
        let view = app
            .casework
            .open_case(&app.council, &TestApp::setup(), &reference)
            .await
            .unwrap();
        let person = view.case.customer.clone().unwrap();
        app.casework.may_be_asked(&app.council, &person).await.unwrap()
    };
    app.wait(SignedDuration::from_hours(24 * 40)).await;
    let form = [
        ("email", "ada.adviser@westshire.example.org"),
        ("password", PASSWORD),
    ];
    ada.post("/staff/sign-in", &form).await;
    let at = "/staff/surveys/paper";
    let late = [("code", code.as_str()), ("answer-handling", "satisfied")];
    ada.post(at, &late)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("answers count if they were posted by the last day");
    assert_eq!(may_be_asked().await, None);
    ada.post(at, &[("code", &code), ("stop", "yes")]).await.to(at);
    assert_eq!(may_be_asked().await, Some(false));
    let day = |on: jiff::civil::Date| on.strftime("%-d/%-m/%Y").to_string();
    let (in_time, too_late) = (day(closes_on), day(closes_on.tomorrow().unwrap()));
    let posted = |on| [late[0], late[1], ("posted_on", on)];
    ada.post(at, &posted("yesterday"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("When it was posted must be a date");
    ada.post(at, &posted(&too_late))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("answers count if they were posted by the last day");
    assert_eq!(answered(&app).await, 0);
    ada.post(at, &posted(&in_time)).await.to(at);
    assert_eq!(answered(&app).await, 1);
}
