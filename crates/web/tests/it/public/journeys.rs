//! From the first question to the confirmation.

use axum::http::StatusCode;

use super::{COMPLAINT, answer, complaint, send};
use crate::app::TestApp;

#[tokio::test]
async fn a_complaint_gets_its_reference_its_dates_and_its_case() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    answer(&mut asha, "/complaint", COMPLAINT).await;
    asha.get("/complaint/check")
        .await
        .says("The bin was missed.<br><br>Twice.")
        .says("26 October 2026")
        .says("Fix it<br>Explain")
        .says("Bins and recycling");
    let sent = send(&mut asha, "/complaint").await;
    let sent = sent
        .says("We have your complaint")
        .says("Monday 9 November 2026")
        .says("Monday 23 November 2026 at the latest")
        .says("Why these dates")
        .says("We reply by Monday 23 November 2026: Received on Monday 2 November 2026.")
        .says("Customer Services reads it first.")
        .says("Waste and recycling");
    assert!(sent.reference().unwrap().starts_with("WS-"));
    assert_eq!(app.count_cases().await, 1);
}

#[tokio::test]
async fn a_form_posted_twice_is_one_case_and_one_confirmation() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    answer(&mut asha, "/complaint", COMPLAINT).await;
    let check = asha.get("/complaint/check").await;
    let once = check.value_of("once").unwrap();
    let mut second_tab = asha.clone();
    let form = [("once", once.as_str())];
    let (first, second) = tokio::join!(
        asha.post("/complaint/check", &form),
        second_tab.post("/complaint/check", &form),
    );
    let first = asha.follow(first.to("/complaint/sent")).await.reference();
    let second = second_tab.follow(second.to("/complaint/sent")).await.reference();
    assert_eq!(first, second);
    let third = asha.post_and_follow("/complaint/check", &[("once", &once)]).await;
    assert_eq!(third.reference(), first);
    assert_eq!(app.count_cases().await, 1);
}

#[tokio::test]
async fn another_complaint_from_the_same_browser_is_another_case() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let first = complaint(&mut asha).await;
    let second = complaint(&mut asha).await;
    assert_ne!(first, second);
    assert_eq!(app.count_cases().await, 2);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let date = [
        ("happened-day", "31"),
        ("happened-month", "2"),
        ("happened-year", "2026"),
    ];
    let page = asha
        .post("/complaint/when", &date)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("There is a problem")
        .says("Date it happened must be a real date")
        .says("value=\"31\"");
    assert!(
        page.title().starts_with("Error: When did it happen?"),
        "{}",
        page.title()
    );
    // Also on another day, in the same browser.
    asha.get("/complaint/when").await.says("value=\"31\"");
    asha.post("/complaint/what-happened", &[("what_happened", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us what happened");
    let too_long = "x".repeat(10_001);
    asha.post("/complaint/what-happened", &[("what_happened", &too_long)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("What went wrong must be 10,000 characters or less")
        .says(&too_long);
}

#[tokio::test]
async fn dates_are_refused_in_the_words_of_the_guide() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let cases = [
        (["", "", ""], "Enter the date it happened"),
        (["1", "2", ""], "Date it happened must include a year"),
        (
            ["", "", "2026"],
            "Date it happened must include a day and a month",
        ),
        (
            ["3", "11", "2026"],
            "Date it happened must be today or in the past",
        ),
        (["3", "1", "26"], "Year must include 4 numbers"),
    ];
    for ([day, month, year], message) in cases {
        let form = [
            ("happened-day", day),
            ("happened-month", month),
            ("happened-year", year),
        ];
        asha.post("/complaint/when", &form)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(message);
    }
    asha.post("/complaint/when", &[("happened_otherwise", "ongoing")])
        .await
        .to("/complaint/effect");
}

#[tokio::test]
async fn what_is_older_than_a_year_is_asked_why_and_still_taken() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let form = [
        ("happened-day", "1"),
        ("happened-month", "November"),
        ("happened-year", "2025"),
    ];
    asha.post("/complaint/when", &form).await.to("/complaint/why-now");
    asha.get("/complaint/why-now").await.says("the last 12 months");
    asha.post("/complaint/why-now", &[("why_now", "")])
        .await
        .to("/complaint/effect");
}

#[tokio::test]
async fn a_changed_answer_leads_back_to_the_check_page() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    answer(&mut asha, "/complaint", COMPLAINT).await;
    asha.get("/complaint/check")
        .await
        .says("href=\"/complaint/effect?change\"");
    asha.get("/complaint/effect?change")
        .await
        .says("href=\"/complaint/check\" class=\"govuk-back-link\"")
        .says("It smells.");
    asha.post("/complaint/effect?change", &[("effect", "It is gone.")])
        .await
        .to("/complaint/check");
    // An answer that raises another question asks it first.
    asha.post("/complaint/contact?change", &[("reply_by", "letter")])
        .await
        .to("/complaint/address?change");
    asha.post(
        "/complaint/address?change",
        &[("address", "1 Mill Lane"), ("postcode", "WS1 4AB")],
    )
    .await
    .to("/complaint/name?change");
    asha.post("/complaint/name?change", &[("name", "Asha Patel")])
        .await
        .to("/complaint/check");
    asha.get("/complaint/check")
        .await
        .says("It is gone.")
        .says("1 Mill Lane")
        .does_not_say("asha@example.org");
}

#[tokio::test]
async fn nobody_sends_with_a_question_open() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    asha.get("/complaint/check").await.to("/complaint/route");
    asha.post("/complaint/route", &[("route", "staff")])
        .await
        .to("/complaint/who");
    asha.post("/complaint/check", &[]).await.to("/complaint/who");
    assert_eq!(app.count_cases().await, 0);
}

#[tokio::test]
async fn each_point_has_its_box() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let form = [("points", "1"), ("point-1", "One"), ("turn", "add")];
    asha.post("/complaint/points", &form)
        .await
        .to("/complaint/points");
    asha.get("/complaint/points").await.says("Point 2").says("One");
    let form = [("points", "2"), ("point-1", "One"), ("point-2", "")];
    asha.post("/complaint/points", &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the point, or remove it");
    let form = [
        ("points", "2"),
        ("point-1", "One"),
        ("point-2", "Two"),
        ("turn", "remove-1"),
    ];
    asha.post("/complaint/points", &form)
        .await
        .to("/complaint/points");
    asha.get("/complaint/points")
        .await
        .says(">Two</textarea>")
        .does_not_say("Point 2");
}

#[tokio::test]
async fn a_problem_is_reported_and_danger_is_told_where_to_call() {
    let app = TestApp::new().await;
    let mut sam = app.browser();
    let questions: &[(&str, &[(&str, &str)])] = &[
        ("", &[("service", "streets")]),
        ("already", &[("already", "first")]),
        ("where", &[("place", "12 Mill Lane")]),
        ("what", &[("what_happened", "A tree is down.")]),
        ("when", &[("noticed", "today")]),
        ("danger", &[("danger", "yes")]),
        ("emergency", &[]),
        ("want", &[("wanted", "")]),
        ("photos", &[]),
        ("contact", &[("reply_by", "no-contact")]),
        ("your-name", &[("name", ""), ("postcode", "")]),
    ];
    answer(&mut sam, "/report", questions).await;
    sam.get("/report/emergency").await.says("01632 960999");
    let sent = send(&mut sam, "/report").await;
    let sent = sent
        .says("We have your report")
        .says("marked urgent")
        .says("We cannot contact you")
        .says("Thursday 5 November 2026");
    // Nobody is on file: the reference alone shows how it is going, and nothing of what was said.
    let reference = sent.reference().unwrap();
    let mut other = app.browser();
    other
        .post_and_follow("/track", &[("reference", &reference), ("proof", "")])
        .await
        .says("Your report")
        .does_not_say("A tree is down");
}

#[tokio::test]
async fn who_was_told_and_is_unhappy_goes_on_to_a_complaint() {
    let app = TestApp::new().await;
    let mut sam = app.browser();
    sam.post("/report", &[("service", "waste")])
        .await
        .to("/report/already");
    sam.post("/report/already", &[("already", "unhappy")])
        .await
        .to("/complaint/who");
    // The service is not asked twice: it is chosen already.
    sam.get("/complaint/service")
        .await
        .says("value=\"waste\" checked");
}

#[tokio::test]
async fn a_comment_and_thanks_are_taken() {
    let app = TestApp::new().await;
    let mut sam = app.browser();
    let comment: &[(&str, &[(&str, &str)])] = &[
        ("", &[("what_happened", "More bins in the park.")]),
        ("service", &[("service", "parks")]),
        ("reply", &[("reply_wanted", "no")]),
    ];
    answer(&mut sam, "/comment", comment).await;
    send(&mut sam, "/comment").await.says("We have your comment");
    let thanks: &[(&str, &[(&str, &str)])] = &[
        (
            "",
            &[("what_happened", "So kind."), ("thanked", "Jo at the desk")],
        ),
        ("service", &[("service", "not-sure")]),
        ("share", &[("sharing", "with-name")]),
        ("your-name", &[("name", "Sam Reed"), ("postcode", "")]),
    ];
    answer(&mut sam, "/compliment", thanks).await;
    let thanked = send(&mut sam, "/compliment").await.says("Thank you");
    let track = format!("/track/{}", thanked.reference().unwrap());
    sam.get(&track)
        .await
        .says("Add information")
        .does_not_say("Withdraw");
    assert_eq!(app.count_cases().await, 2);
}

#[tokio::test]
async fn the_copy_is_for_the_browser_that_sent_it() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    complaint(&mut asha).await;
    asha.get("/complaint/copy")
        .await
        .says("The bin was missed.")
        .says("asha@example.org")
        .says("Large print");
    let mut other = app.browser();
    other.get("/complaint/copy").await.to("/track");
    other.get("/complaint/sent").await.to("/track");
}

// UK GDPR, article 5(1)(f): on a library's or a household's computer, who sits down next is somebody else.
#[tokio::test]
async fn what_was_sent_is_shown_until_the_browser_is_closed_and_half_an_hour_at_most() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    complaint(&mut asha).await;
    let visit = asha.cookie("redress_visit").unwrap().to_owned();
    app.wait(jiff::SignedDuration::from_mins(20)).await;
    asha.get("/complaint/sent").await.says("We have your complaint");
    app.wait(jiff::SignedDuration::from_mins(20)).await;
    asha.get("/complaint/copy").await.says("The bin was missed.");

    // Closed and opened again, a browser has the cookie by which it finds what was typed, and no other.
    let mut next = app.browser();
    next.plant("redress_visit", &visit);
    for place in ["/complaint/copy", "/complaint/sent"] {
        next.get(place).await.to("/track");
    }
    next.post("/complaint/sent", &[]).await.to("/track");
    next.post(
        "/complaint/check",
        &[("once", "01932c07-a12b-7f3e-8c58-0000000000ff")],
    )
    .await
    .does_not_say("The bin was missed.");
    next.get("/complaint/copy").await.to("/track");

    app.wait(jiff::SignedDuration::from_mins(31)).await;
    for place in ["/complaint/copy", "/complaint/sent"] {
        asha.get(place).await.to("/track");
    }
}

#[tokio::test]
async fn a_quoted_reference_is_linked_only_to_ones_own_case() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let own = complaint(&mut asha).await;
    let linked = async || {
        let record = app.record().await;
        record.iter().filter(|(kind, _)| kind == "linked").count()
    };
    let questions: Vec<_> = COMPLAINT.to_vec();
    let with_reference = |name: &'static str, reference: &str| {
        let reference: &'static str = Box::leak(reference.to_owned().into_boxed_str());
        let mut questions: Vec<(&str, Vec<(&str, &str)>)> = questions
            .iter()
            .map(|(slug, form)| (*slug, form.to_vec()))
            .collect();
        for (slug, form) in &mut questions {
            match *slug {
                "reference" => *form = vec![("reference", reference)],
                "your-name" => *form = vec![("name", name), ("postcode", "")],
                _ => {}
            }
        }
        questions
    };
    for (name, expected) in [("Sam Reed", 0), ("Asha O'Neill", 2)] {
        let questions = with_reference(name, &own);
        let questions: Vec<(&str, &[(&str, &str)])> = questions
            .iter()
            .map(|(slug, form)| (*slug, form.as_slice()))
            .collect();
        let mut browser = app.browser();
        answer(&mut browser, "/complaint", &questions).await;
        send(&mut browser, "/complaint").await;
        assert_eq!(linked().await, expected, "{name}");
    }
}

#[tokio::test]
async fn one_place_cannot_drown_the_others_and_loses_nothing() {
    let app = TestApp::new().await;
    let mut busy = app.browser();
    let thanks: &[(&str, &[(&str, &str)])] = &[
        ("", &[("what_happened", "So kind."), ("thanked", "")]),
        ("service", &[("service", "not-sure")]),
        ("share", &[("sharing", "no")]),
    ];
    for _ in 0..20 {
        answer(&mut busy, "/compliment", thanks).await;
        send(&mut busy, "/compliment").await;
    }
    answer(&mut busy, "/compliment", thanks).await;
    busy.post("/compliment/check", &[])
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
    busy.get("/compliment/check").await.says("So kind.");
    let mut other = app.browser();
    answer(&mut other, "/compliment", thanks).await;
    send(&mut other, "/compliment").await;
    app.wait(jiff::SignedDuration::from_mins(61)).await;
    send(&mut busy, "/compliment").await;
}

#[tokio::test]
async fn nothing_that_anybody_typed_stands_in_an_event() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let canary = "Quetzalcoatlus";
    let questions: &[(&str, &[(&str, &str)])] = &[
        ("route", &[("route", "decision")]),
        ("who", &[("who", "someone-else")]),
        (
            "on-behalf",
            &[
                ("consent", "given"),
                ("their_name", canary),
                ("relationship", canary),
            ],
        ),
        ("reference", &[("reference", "")]),
        ("service", &[("service", "waste")]),
        ("what-happened", &[("what_happened", canary)]),
        (
            "points",
            &[("points", "2"), ("point-1", canary), ("point-2", canary)],
        ),
        (
            "when",
            &[
                ("happened-day", "1"),
                ("happened-month", "2"),
                ("happened-year", "2024"),
            ],
        ),
        ("why-now", &[("why_now", canary)]),
        ("effect", &[("effect", canary)]),
        ("outcome", &[("wishes", "explain"), ("wanted", canary)]),
        ("evidence", &[]),
        ("contact", &[("reply_by", "letter")]),
        ("address", &[("address", canary), ("postcode", "WS1 4AB")]),
        ("name", &[("name", canary)]),
        ("support", &[("support", "language")]),
        ("support-details", &[("support_words", canary)]),
    ];
    answer(&mut asha, "/complaint", questions).await;
    let reference = send(&mut asha, "/complaint").await.reference().unwrap();
    let at = |end: &str| format!("/track/{reference}/{end}");
    asha.post(&at("add"), &[("told", canary)])
        .await
        .is(StatusCode::SEE_OTHER);
    asha.post(&at("question"), &[("told", canary)])
        .await
        .is(StatusCode::SEE_OTHER);
    asha.post(&at("withdraw"), &[("reason", canary)])
        .await
        .is(StatusCode::SEE_OTHER);
    let report: &[(&str, &[(&str, &str)])] = &[
        ("", &[("service", "not-sure")]),
        ("already", &[("already", "first")]),
        ("where", &[("place", canary)]),
        ("what", &[("what_happened", canary)]),
        ("when", &[("noticed", "week")]),
        ("danger", &[("danger", "no")]),
        ("want", &[("wanted", canary)]),
        ("photos", &[]),
        ("contact", &[("reply_by", "email")]),
        ("email", &[("email", "Quetzalcoatlus@example.org")]),
        ("your-name", &[("name", canary), ("postcode", "")]),
    ];
    answer(&mut asha, "/report", report).await;
    send(&mut asha, "/report").await;
    let record = app.record().await;
    assert!(record.len() > 10);
    for (kind, body) in record {
        assert!(!body.to_lowercase().contains("quetzal"), "{kind}: {body}");
    }
}

#[test]
fn a_letter_says_what_was_ticked_in_the_words_in_which_it_was_asked() {
    use redress_casework::outgoing::in_words;
    use redress_domain::case::Wish;
    use redress_domain::vocabulary::{ReplyBy, SupportNeed};
    use redress_pages::public::answers::{self, words_of};
    for wish in Wish::ALL {
        assert_eq!(
            words_of(answers::WISHES, wish.as_str()),
            Some(in_words::wish(*wish))
        );
    }
    for need in SupportNeed::ALL {
        assert_eq!(
            words_of(answers::SUPPORT, need.as_str()),
            Some(in_words::support(*need))
        );
    }
    for by in ReplyBy::ALL {
        assert_eq!(
            words_of(answers::REPLY_BY, by.as_str()),
            Some(in_words::reply_by(*by))
        );
    }
}

#[tokio::test]
async fn the_copy_that_is_sent_has_everything_that_was_sent() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    let reference = complaint(&mut browser).await;
    let reference = redress_domain::reference::Reference::parse(&reference).unwrap();
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &reference)
        .await
        .unwrap();
    let receipt = view.outgoing(&view.messages[0], None);
    let told: Vec<&str> = receipt.told.iter().map(|(_, text)| text.as_str()).collect();
    for part in [
        "Fix it, Explain",
        "Collect it.",
        "Monday 26 October 2026",
        "Bins and recycling",
        "Large print",
        "Email",
        "asha@example.org",
        "Asha O’Néill",
        "WS1 4AB",
        "It smells.",
        "Why was it missed?",
    ] {
        assert!(told.contains(&part), "{part} is not in {told:?}");
    }
}

#[tokio::test]
async fn what_nobody_can_see_is_no_answer_and_a_year_long_gone_is_asked_about() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    answer(&mut browser, "/complaint", COMPLAINT).await;
    browser
        .post(
            "/complaint/what-happened",
            &[("what_happened", "\u{200b}\u{200b}")],
        )
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let long_ago = [
        ("happened-day", "1"),
        ("happened-month", "1"),
        ("happened-year", "1800"),
    ];
    browser
        .post("/complaint/when", &long_ago)
        .await
        .says("Check the year")
        .does_not_say("must be a real date");
}
