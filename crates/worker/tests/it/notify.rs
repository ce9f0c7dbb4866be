//! What goes through GOV.UK Notify: by which way, once, and what is said when it does not arrive.

use jiff::SignedDuration;
use redress_casework::act::{Logged, NewPerson};
use redress_casework::sending::{Hope, Next};
use redress_domain::case::{Command as Order, Event};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::ActorId;
use redress_domain::vocabulary::{Channel, ReplyBy, SupportNeed};
use redress_store::message::MessageState;
use redress_store::stream::StreamId;
use redress_worker::notify::{Letters, Notify};
use redress_worker::{Job, Rounds};
use serde_json::json;

use crate::notify_double::{Double, LETTER, with};
use crate::on_both_engines;
use crate::world::{World, setup};

const NAME: &str = "Siân Ŵyn O’Neill";

/// One round of a worker that has Notify: what waits inside, letters, and what waits outside.
async fn round(world: &World, notify: &Notify) {
    for jobs in [Job::INSIDE, Job::LETTERS, Job::OUTSIDE] {
        let mut rounds = Rounds::of(jobs, None).notifying(Some(notify.clone()));
        assert_eq!(
            rounds.go(&world.casework).await,
            jobs.len(),
            "the round went well"
        );
    }
}

async fn by_text(world: &World, phone: &str) -> Logged {
    let person = NewPerson {
        name: NAME.to_owned(),
        phone: Some(phone.to_owned()),
        postcode: Some("WS1 4AB".to_owned()),
        reply_by: Some(ReplyBy::Text),
        ..NewPerson::default()
    };
    world.logged_by(person, (ReplyBy::Text, Vec::new())).await
}

/// How often the record says that the customer was not reached.
async fn not_reached(world: &World, case: &Logged) -> usize {
    let view = world.view(case).await;
    let events = view.entries.iter().map(|entry| &entry.event);
    events
        .filter(|event| matches!(event, Event::NotReached { .. }))
        .count()
}

fn later(world: &World, double: &Double, minutes: i64) {
    world.wait(SignedDuration::from_mins(minutes));
    double.follow(world);
}

on_both_engines! {
    async fn an_email_goes_once_with_its_words_and_its_message_as_reference(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        let case = world.logged(NAME, "asha@example.org").await;
        round(&world, &notify).await;
        round(&world, &notify).await;
        let taken = double.taken();
        assert_eq!(taken.len(), 1, "sent once");
        let (it, message) = (&taken[0], world.message(&case).await);
        assert_eq!(it["type"], "email");
        assert_eq!(it["to"], "asha@example.org");
        assert_eq!(it["reference"], message.message_id.as_str());
        let words = &it["said"]["personalisation"];
        assert_eq!(words["subject"], format!("We have your complaint – {}", case.reference));
        let body = words["body"].as_str().unwrap();
        for part in ["^ The bin in Ffordd yr Ŵyl – café – was missed.\n^\n^ It cost me £20.", "## ", &format!("https://complaints.example.org/track/{}", case.reference)] {
            assert!(body.contains(part), "{part} is not in:\n{body}");
        }
        assert_eq!((message.state, message.tries), (MessageState::Mailed, 1));
    }

    async fn a_text_is_short_and_has_nothing_of_the_customer(world: World) {
        let double = Double::start(&world);
        let case = by_text(&world, "07700 900123").await;
        round(&world, &double.notify(&world, None)).await;
        let taken = double.taken();
        assert_eq!((&taken[0]["type"], &taken[0]["to"]), (&json!("sms"), &json!("07700 900123")));
        let text = taken[0]["said"]["personalisation"]["body"].as_str().unwrap();
        assert!(text.contains(&case.reference.to_string()) && text.chars().count() <= 160, "{text}");
        assert!(!text.contains("Siân") && !text.contains("bin"), "{text}");
        assert_eq!(world.message(&case).await.state, MessageState::Mailed);
    }

    async fn whoever_is_answered_by_text_is_asked_by_text_how_we_did_unless_they_said_no(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        let (council, setup) = (&world.council, setup());
        let asked = by_text(&world, "07700 900123").await;
        let refuses = by_text(&world, "07700 900456").await;
        for case in [&asked, &refuses] {
            let withdraw = Order::Withdraw { reason: None };
            let id = world.view(case).await.id;
            world.casework.act_on_latest(council, &setup, &id, withdraw).await.unwrap();
        }
        let person = world.view(&refuses).await.case.customer.clone().unwrap();
        let id = world.view(&refuses).await.id;
        world.casework.say_about_surveys(council, &setup, (&id, &person, false)).await.unwrap();
        round(&world, &notify).await;
        let surveys = |taken: Vec<serde_json::Value>| -> Vec<(String, String)> {
            let text = |it: &serde_json::Value| (it["to"].as_str().unwrap().to_owned(), it["said"]["personalisation"]["body"].as_str().unwrap().to_owned());
            taken.iter().map(text).filter(|(_, body)| body.contains("/survey/")).collect()
        };
        later(&world, &double, 60 * 24 * 3);
        round(&world, &notify).await;
        round(&world, &notify).await;
        let sent = surveys(double.taken());
        assert_eq!(sent.len(), 1, "{sent:?}");
        let (to, body) = &sent[0];
        assert_eq!(to, "07700 900123");
        assert!(body.contains(&asked.reference.to_string()) && body.chars().count() <= 160, "{body}");
        assert!(!body.contains("Siân") && !body.contains("bin"), "{body}");
        let (_, code) = body.split_once("/survey/").unwrap();
        let code = DraftCode::parse(code.trim()).unwrap();
        let opened = world.casework.survey_of_code(council, &code).await.unwrap().unwrap();
        assert!(opened.is_open && opened.answers.is_empty(), "that a text went records no answer");
        later(&world, &double, 60 * 24 * 7);
        round(&world, &notify).await;
        later(&world, &double, 60 * 24 * 7);
        round(&world, &notify).await;
        let sent = surveys(double.taken());
        assert_eq!(sent.len(), 2, "reminded once");
        assert!(sent[1].1.contains("A reminder: "), "{sent:?}");
    }

    async fn a_letter_goes_as_its_pdf_and_is_not_printed_as_well(world: World) {
        let double = Double::start(&world);
        let case = world.posted(NAME, Vec::new()).await;
        round(&world, &double.notify(&world, Some(Letters::Precompiled))).await;
        let taken = double.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0]["type"], "letter");
        assert!(taken[0]["said"]["content"].as_str().unwrap().len() > 1_000);
        assert_eq!(world.message(&case).await.state, MessageState::Mailed);
        assert_eq!(world.casework.print_runs(&world.council, &setup()).await.unwrap().waiting, 0);
        assert_eq!(world.casework.kept_letters(&world.view(&case).await).await.unwrap().len(), 1, "it is kept");
    }

    async fn a_letter_goes_by_a_template_with_the_lines_of_its_address(world: World) {
        let double = Double::start(&world);
        world.posted(NAME, Vec::new()).await;
        round(&world, &double.notify(&world, Some(Letters::Template(LETTER.to_owned())))).await;
        let taken = double.taken();
        assert_eq!(taken[0]["to"], format!("{NAME}\n4 Weir Lane\nRiverton\nWS1 4AB"));
    }

    // Equality Act 2010, section 20: a template has one layout for everybody.
    async fn large_print_and_easy_read_go_as_their_pdf_where_letters_go_by_a_template(world: World) {
        let double = Double::start(&world);
        for need in [SupportNeed::LargePrint, SupportNeed::EasyRead] {
            world.posted(NAME, vec![need]).await;
        }
        world.posted(NAME, Vec::new()).await;
        round(&world, &double.notify(&world, Some(Letters::Template(LETTER.to_owned())))).await;
        let taken = double.taken();
        let is_set_here = |it: &&serde_json::Value| it["said"]["content"].is_string();
        assert_eq!((taken.len(), taken.iter().filter(is_set_here).count()), (3, 2), "{taken:?}");
    }

    async fn letters_without_notify_wait_for_a_print_run(world: World) {
        let double = Double::start(&world);
        world.posted(NAME, Vec::new()).await;
        round(&world, &double.notify(&world, None)).await;
        assert!(double.taken().is_empty());
        assert_eq!(world.casework.print_runs(&world.council, &setup()).await.unwrap().waiting, 1);
    }

    async fn a_clock_that_is_wrong_is_put_right_by_theirs_with_one_more_request(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        let theirs = world.casework.outside().now().as_millisecond() + 90_000;
        double.control(&json!({ "now": theirs }));
        world.logged(NAME, "asha@example.org").await;
        round(&world, &notify).await;
        let (taken, asked) = double.control(&json!({}));
        assert_eq!((taken.len(), asked), (1, 2));
        // What was learned is used from then on.
        world.logged(NAME, "ben@example.org").await;
        round(&world, &notify).await;
        let (taken, asked) = double.control(&json!({}));
        assert_eq!((taken.len(), asked), (2, 3));
    }

    async fn where_it_is_too_much_the_rest_waits_untried(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        double.control(&json!({ "limit": 2 }));
        let mut cases = Vec::new();
        for number in 0..4 {
            cases.push(world.logged(NAME, &format!("customer-{number}@example.org")).await);
        }
        round(&world, &notify).await;
        assert_eq!(double.taken().len(), 2);
        let mut tries = Vec::new();
        for case in &cases {
            tries.push(world.message(case).await.tries);
        }
        tries.sort_unstable();
        assert_eq!(tries, [0, 1, 1, 1], "one was told so, and the fourth was not tried");
        later(&world, &double, 2);
        round(&world, &notify).await;
        later(&world, &double, 2);
        round(&world, &notify).await;
        let mut to: Vec<String> = double.taken().iter().map(|it| it["to"].to_string()).collect();
        to.sort();
        to.dedup();
        assert_eq!((to.len(), double.taken().len()), (4, 4));
    }

    async fn what_fails_over_there_is_tried_again(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        double.control(&json!({ "next": [500] }));
        let case = world.logged(NAME, "asha@example.org").await;
        round(&world, &notify).await;
        let message = world.message(&case).await;
        assert_eq!(message.state, MessageState::Waiting);
        assert!(message.last_error.unwrap().contains("500: Exception: Internal server error"));
        later(&world, &double, 1);
        round(&world, &notify).await;
        assert_eq!((double.taken().len(), world.message(&case).await.state), (1, MessageState::Mailed));
    }

    async fn what_was_taken_and_whose_answer_was_lost_is_not_sent_twice(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        double.control(&json!({ "next": ["taken-and-500"] }));
        let case = world.logged(NAME, "asha@example.org").await;
        round(&world, &notify).await;
        assert_eq!(world.message(&case).await.state, MessageState::Waiting);
        later(&world, &double, 1);
        round(&world, &notify).await;
        let message = world.message(&case).await;
        let taken = double.taken();
        assert_eq!((taken.len(), message.state), (1, MessageState::Mailed));
        let known = world.casework.notify_message(&world.council, &message.message_id).await.unwrap().unwrap();
        assert_eq!(known.notification_id, taken[0]["id"]);
    }

    async fn what_is_refused_is_given_up_in_their_words_and_the_record_says_so(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        let case = by_text(&world, "123").await;
        round(&world, &notify).await;
        let message = world.message(&case).await;
        assert_eq!(message.state, MessageState::GivenUp);
        assert_eq!(message.last_error.as_deref(), Some("GOV.UK Notify answered 400: ValidationError: phone_number Not enough digits"));
        assert_eq!(not_reached(&world, &case).await, 1);
    }

    async fn a_wrong_key_loses_nothing(world: World) {
        let double = Double::start(&world);
        let mut wrong = double.settings(None);
        wrong.key = wrong.key.replace("122b0", "122b1");
        let case = world.logged(NAME, "asha@example.org").await;
        round(&world, &with(&world, wrong)).await;
        let message = world.message(&case).await;
        assert_eq!(message.state, MessageState::Waiting);
        assert!(message.last_error.unwrap().contains("403: AuthError: Invalid token: API key not found"));
        later(&world, &double, 1);
        round(&world, &double.notify(&world, None)).await;
        assert_eq!(double.taken().len(), 1);
    }

    async fn what_did_not_arrive_is_a_fact_of_its_case_once(world: World) {
        let double = Double::start(&world);
        let notify = double.notify(&world, None);
        let (lost, there) = (world.logged(NAME, "gone@example.org").await, world.logged(NAME, "asha@example.org").await);
        round(&world, &notify).await;
        let lost_message = world.message(&lost).await.message_id;
        double.control(&json!({ "reference": lost_message.as_str(), "status": "permanent-failure" }));
        double.control(&json!({ "reference": world.message(&there).await.message_id.as_str(), "status": "delivered" }));
        round(&world, &notify).await;
        assert_eq!(not_reached(&world, &lost).await, 0, "it is not asked before some minutes are over");
        later(&world, &double, 5);
        round(&world, &notify).await;
        later(&world, &double, 60);
        round(&world, &notify).await;
        let message = world.message(&lost).await;
        assert_eq!(message.state, MessageState::GivenUp);
        assert_eq!(message.last_error.as_deref(), Some("GOV.UK Notify says permanent-failure: the e-mail address does not exist"));
        assert_eq!((not_reached(&world, &lost).await, not_reached(&world, &there).await), (1, 0));
        let (_, asked) = double.control(&json!({}));
        assert_eq!(asked, 4, "what ended is asked about no more");
        let stream = StreamId::case(&world.view(&lost).await.id);
        let recorded = world.casework.store().stream(&world.council, &stream).await.unwrap();
        assert_eq!(recorded.last().unwrap().actor, ActorId::Job("govuk-notify"));
        // Tried again by somebody, it is another notification; what is said of the first changes nothing.
        let first = world.casework.notify_message(&world.council, &lost_message).await.unwrap().unwrap();
        assert!(world.casework.try_again(&world.view(&lost).await, &setup(), &lost_message).await.unwrap());
        round(&world, &notify).await;
        assert_eq!(double.taken().len(), 3);
        let old = (&lost_message, first.notification_id.as_str());
        assert!(!world.casework.notify_said(&world.council, old, "permanent-failure").await.unwrap());
        assert_eq!(world.message(&lost).await.state, MessageState::Mailed);
    }

    async fn a_letter_that_came_back_after_it_was_sent_is_a_fact_of_its_case(world: World) {
        let double = Double::start(&world);
        let case = world.posted(NAME, Vec::new()).await;
        round(&world, &double.notify(&world, Some(Letters::Precompiled))).await;
        let id = world.message(&case).await.message_id;
        let known = world.casework.notify_message(&world.council, &id).await.unwrap().unwrap();
        let which = (&id, known.notification_id.as_str());
        for status in ["received", "returned", "returned", "received"] {
            assert!(world.casework.notify_said(&world.council, which, status).await.unwrap());
        }
        assert_eq!(not_reached(&world, &case).await, 1);
        let message = world.message(&case).await;
        assert!(message.last_error.unwrap().contains("returned to sender"));
    }

    async fn a_message_that_waits_for_its_moment_is_leased_by_one_worker(world: World) {
        by_text(&world, "07700 900123").await;
        let lease = |worker| world.casework.lease(&world.council, (worker, Channel::Text), 5);
        let (one, other) = (lease("a").await.unwrap(), lease("b").await.unwrap());
        assert_eq!((one.len(), other.len()), (1, 0));
        let failed = world.casework.mail_failed(&world.council, (&one[0], "b"), ("no", Hope::Later)).await.unwrap();
        assert_eq!(failed, Next::Lost);
    }
}
