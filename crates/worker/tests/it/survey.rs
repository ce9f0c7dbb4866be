//! The survey as it really goes: over a mail server, and as a form for the post.

use jiff::SignedDuration;
use redress_casework::act::Logged;
use redress_domain::case::Command as Order;
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{ActorId, QuestionId};
use redress_domain::permission::Actor;
use redress_domain::survey::{Answer, Command};
use redress_pdf::Letter;
use redress_worker::mail::Mail;
use redress_worker::{Job, Rounds};

use crate::mail_server::{MailServer, Mode};
use crate::on_both_engines;
use crate::world::{World, setup};

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

/// The case is over, and the days after which its customer is asked.
async fn over(world: &World, case: &Logged) {
    let view = world.view(case).await;
    let withdraw = Order::Withdraw { reason: None };
    let (council, setup) = (&world.council, setup());
    let done = world
        .casework
        .act_on_latest(council, &setup, &view.id, withdraw)
        .await;
    done.unwrap();
    world.wait(days(3));
}

async fn round(world: &World, mail: Option<&Mail>) {
    let jobs = &[Job::AskSurveys, Job::ReleaseMessages];
    let mut rounds = Rounds::of(jobs, mail.cloned());
    assert_eq!(
        rounds.go(&world.casework).await,
        jobs.len(),
        "the round went well"
    );
    if let Some(mail) = mail {
        world.mail(mail).await;
    }
}

/// The code in the links of a text.
fn code_in(text: &str) -> DraftCode {
    let (_, after) = text.split_once("https://complaints.example.org/survey/").unwrap();
    let code: String = after.chars().take(24).collect();
    DraftCode::parse(&code).unwrap()
}

on_both_engines! {
    async fn a_survey_is_mailed_once_reminded_once_and_each_link_opens_it(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged("Asha Patel", "asha@example.org").await;
        world.mail(&mail).await;
        over(&world, &case).await;
        round(&world, Some(&mail)).await;
        round(&world, Some(&mail)).await;
        let surveys: Vec<_> = server.taken().into_iter().filter(|taken| taken.subject.starts_with("How did we do?")).collect();
        assert_eq!(surveys.len(), 1, "mailed once");
        let it = &surveys[0];
        assert_eq!(it.to, ["asha@example.org"]);
        assert_eq!(it.subject, format!("How did we do? – {}", case.reference));
        for part in [
            "Overall, how satisfied are you with how we handled it?",
            "?answer=very-satisfied",
            "?answer=very-dissatisfied",
            "Do not ask me again",
            "If you are unhappy with this",
            "You can answer until Thursday 3 December 2026.",
        ] {
            assert!(it.text.contains(part), "{part} is not in:\n{}", it.text);
        }
        assert!(it.html.contains("?answer=satisfied\">Satisfied</a>"), "{}", it.html);
        let first = code_in(&it.text);
        let opened = world.casework.survey_of_code(&world.council, &first).await.unwrap().unwrap();
        assert!(opened.is_open && opened.answers.is_empty(), "that a mail went records no answer");

        world.wait(days(7));
        round(&world, Some(&mail)).await;
        world.wait(days(7));
        round(&world, Some(&mail)).await;
        let reminders: Vec<_> = server.taken().into_iter().filter(|taken| taken.subject.starts_with("A reminder")).collect();
        assert_eq!(reminders.len(), 1, "reminded once");
        let second = code_in(&reminders[0].text);
        assert_ne!(first, second);
        for code in [&first, &second] {
            assert!(world.casework.survey_of_code(&world.council, code).await.unwrap().is_some());
        }
        let report = world.casework.store().verify(&world.council, |_| {}).await.unwrap();
        assert_eq!(report.faults, []);
    }

    async fn whoever_answered_gets_no_reminder(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged("Asha Patel", "asha@example.org").await;
        over(&world, &case).await;
        round(&world, Some(&mail)).await;
        let nobody = Actor { id: ActorId::Anonymous, roles: Vec::new(), services: Vec::new() };
        let question = QuestionId::parse("handling").unwrap();
        let answer = vec![Command::Answer { question, answer: Answer::Satisfied }];
        let id = world.view(&case).await.id;
        world.casework.act_on_survey(&world.council, &nobody, &id, answer).await.unwrap();
        world.wait(days(7));
        round(&world, Some(&mail)).await;
        assert!(!server.taken().iter().any(|taken| taken.subject.starts_with("A reminder")));
    }

    async fn a_survey_that_does_not_arrive_is_given_up_and_the_closed_case_is_left_alone(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged("Asha Patel", "gone@example.org").await;
        world.mail(&mail).await;
        over(&world, &case).await;
        // That it was withdrawn is told at once, and does not arrive either: that one was owed.
        world.mail(&mail).await;
        let events = world.view(&case).await.entries.len();
        round(&world, Some(&mail)).await;
        assert_eq!(world.view(&case).await.entries.len(), events, "nobody was owed it");
    }

    async fn a_survey_by_post_is_a_form_with_a_code_that_can_be_keyed_in(world: World) {
        let case = world.posted("Asha Patel", Vec::new()).await;
        over(&world, &case).await;
        round(&world, None).await;
        round(&world, None).await;
        let view = world.view(&case).await;
        let surveys: Vec<_> = view.messages.iter().filter(|message| message.purpose.is_of_the_survey()).collect();
        assert_eq!(surveys.len(), 1);
        let source = world.casework.kept_source(&world.council, &surveys[0].message_id).await.unwrap().unwrap();
        let letter: Letter = serde_json::from_str(&source).unwrap();
        let text = format!("{:?}", letter.blocks);
        for part in ["Its code: ", "Did you feel listened to?", "[   ]  Very dissatisfied", "What could we do better?", "unhappy"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        let (_, after) = text.split_once("Its code: ").unwrap();
        let code = DraftCode::parse(&after.chars().take(24).collect::<String>()).unwrap();
        let opened = world.casework.survey_of_code(&world.council, &code).await.unwrap().unwrap();
        assert_eq!(opened.case, view.id);
        let letters = world.casework.kept_letters(&view).await.unwrap();
        assert!(letters.iter().all(|letter| letter.by_post), "it waits for a print run");
    }
}
