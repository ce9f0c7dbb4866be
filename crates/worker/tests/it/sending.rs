//! Messages that really go: by which way, to whom, how often, and what is said when they do not.

use jiff::SignedDuration;
use redress_casework::code::Typed;
use redress_domain::case::Event;
use redress_domain::id::ActorId;
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::Channel;
use redress_store::message::MessageState;
use redress_store::stream::StreamId;
use redress_worker::mail::{InTheClear, Mail, MailSettings};

use crate::mail_server::{LOGIN, MailServer, Mode};
use crate::on_both_engines;
use crate::world::{World, setup};

const NAME: &str = "Siân Ŵyn O’Neill";

fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

/// Whether the record says that the customer was not reached.
async fn was_not_reached(world: &World, case: &redress_casework::act::Logged) -> bool {
    let view = world.view(case).await;
    let mut events = view.entries.iter().map(|entry| &entry.event);
    events.any(|event| matches!(event, Event::NotReached { .. }))
}

on_both_engines! {
    async fn a_receipt_is_mailed_once_with_everything_that_was_sent(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged(NAME, "asha@example.org").await;
        world.mail(&mail).await;
        world.mail(&mail).await;
        let taken = server.taken();
        assert_eq!(taken.len(), 1, "mailed once");
        let it = &taken[0];
        assert_eq!(it.to, ["asha@example.org"]);
        assert_eq!(it.name, NAME);
        assert_eq!(it.from, ("Westshire Council".to_owned(), "complaints@westshire.example.org".to_owned()));
        assert_eq!(it.subject, format!("We have your complaint – {}", case.reference));
        assert!(it.raw.contains("Reply-To: feedback+"), "{}", it.raw);
        assert!(it.raw.contains("Auto-Submitted: auto-generated"), "{}", it.raw);
        for part in [
            "Dear Siân Ŵyn O’Neill",
            "> The bin in Ffordd yr Ŵyl – café – was missed.\n>\n> It cost me £20.",
            "> Collect it.",
            "We will reply by",
            &format!("https://complaints.example.org/track/{}", case.reference),
        ] {
            assert!(it.text.contains(part), "{part} is not in:\n{}", it.text);
        }
        assert!(it.html.contains("It cost me £20.") && it.html.contains("Ŵyl – café"), "{}", it.html);
        let message = world.message(&case).await;
        assert_eq!((message.purpose, message.state, message.tries), (MessagePurpose::Receipt, MessageState::Mailed, 1));
        assert!(message.sent_at.is_some());
    }

    async fn an_address_that_is_on_file_no_more_is_told_so_and_of_nobody(world: World) {
        use redress_casework::people::correct::correctable;
        use redress_domain::customer::correction::{AskedBy, Checked, Detail, NewCorrection};
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged(NAME, "gone@example.org").await;
        let person = world.view(&case).await.customer.unwrap();
        let id = person.person_id.clone();
        let mut becomes = correctable(&person);
        becomes.put(Detail::Email, Some("new@example.org"));
        let new = NewCorrection {
            becomes,
            seen: world.casework.details_seen(&world.council, &id).await.unwrap(),
            asked: AskedBy::Person,
            checked: Checked::Details,
            reason: world.casework.fresh().words("She phoned."),
        };
        let of = (&case.id, &id);
        let manager = redress_domain::permission::Actor {
            id: ActorId::User(redress_domain::id::UserId::parse("01932c07-a12b-7f3e-8c58-000000000004").unwrap()),
            roles: vec![redress_domain::vocabulary::Role::ComplaintsManager],
            services: Vec::new(),
        };
        world.casework.correct_details(&world.council, &manager, of, &new).await.unwrap().unwrap();
        world.mail(&mail).await;
        // What waited in the outbox goes to the new address; the old one does not live, which matters to nobody.
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].to, ["new@example.org"]);
        assert!(!was_not_reached(&world, &case).await, "the case is not opened over it");
        // An old address that lives has the message, with nothing about anybody in it.
        let case = world.logged(NAME, "old@example.org").await;
        let person = world.view(&case).await.customer.unwrap();
        let id = person.person_id.clone();
        world.mail(&mail).await;
        let seen = world.casework.details_seen(&world.council, &id).await.unwrap();
        let new = NewCorrection { seen, reason: world.casework.fresh().words("She phoned."), ..new };
        world.casework.correct_details(&world.council, &manager, (&case.id, &id), &new).await.unwrap().unwrap();
        world.mail(&mail).await;
        let taken = server.taken();
        let told = taken.last().unwrap();
        assert_eq!(told.to, ["old@example.org"]);
        assert_eq!(told.subject, "We do not use this email address any more");
        let reference = case.reference.to_string();
        for private in ["Siân", "O’Neill", "new@example.org", "café", "track/", &reference] {
            assert!(!told.text.contains(private) && !told.html.contains(private), "{private} is in:\n{}", told.text);
        }
        assert!(!told.raw.contains("feedback+"), "no answer leads to the case: {}", told.raw);
    }

    async fn of_many_workers_one_sends_each_message(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        for number in 0..12 {
            world.logged(NAME, &format!("customer-{number}@example.org")).await;
        }
        tokio::join!(world.mail(&mail), world.mail(&mail), world.mail(&mail));
        let mut to: Vec<String> = server.taken().into_iter().flat_map(|taken| taken.to).collect();
        assert_eq!(to.len(), 12);
        to.sort();
        to.dedup();
        assert_eq!(to.len(), 12, "nobody got it twice");
    }

    async fn what_is_not_taken_for_the_moment_is_tried_again_after_longer_and_longer(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged(NAME, "busy-2@example.org").await;
        for (wait, tries) in [(0, 1), (0, 1), (1, 2), (4, 2), (1, 3)] {
            assert_eq!(server.taken().len(), 0);
            world.wait(minutes(wait));
            world.mail(&mail).await;
            assert_eq!(world.message(&case).await.tries, tries);
        }
        assert_eq!(server.taken().len(), 1);
        let message = world.message(&case).await;
        assert_eq!(message.state, MessageState::Mailed);
        assert!(!was_not_reached(&world, &case).await);
    }

    async fn what_is_refused_for_good_is_given_up_at_once_and_the_record_says_so(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged(NAME, "gone@example.org").await;
        world.mail(&mail).await;
        world.mail(&mail).await;
        let message = world.message(&case).await;
        assert_eq!((message.state, message.tries), (MessageState::GivenUp, 1));
        let why = message.last_error.unwrap();
        assert!(why.contains("550") && why.contains("does not live here"), "{why}");
        assert!(!why.contains("gone@example.org"), "the address stands in the person's row alone: {why}");
        assert!(was_not_reached(&world, &case).await);
        // The job is read back as the author that it was, and the chain holds.
        let store = world.casework.store();
        let stream = StreamId::case(&world.view(&case).await.id);
        let recorded = store.stream(&world.council, &stream).await.unwrap();
        assert_eq!(recorded.last().unwrap().actor, ActorId::Job("send-messages"));
        let report = store.verify(&world.council, |_| {}).await.unwrap();
        assert_eq!(report.faults, []);
        let view = world.view(&case).await;
        assert_eq!(world.casework.given_up(&world.council, &setup()).await.unwrap(), 1);
        assert!(world.casework.try_again(&view, &setup(), &message.message_id).await.unwrap());
        assert_eq!(world.state(&message.message_id).await, MessageState::Waiting);
    }

    async fn what_nobody_takes_for_days_is_given_up(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged(NAME, "busy-99@example.org").await;
        for _ in 0..9 {
            world.mail(&mail).await;
            assert_eq!(world.message(&case).await.state, MessageState::Waiting);
            world.wait(minutes(1_440));
        }
        world.mail(&mail).await;
        let message = world.message(&case).await;
        assert_eq!((message.state, message.tries), (MessageState::GivenUp, 10));
        assert!(was_not_reached(&world, &case).await);
    }

    async fn a_message_for_which_there_is_no_address_is_given_up(world: World) {
        let server = MailServer::start(Mode::Plain);
        let case = world.logged(NAME, "no address").await;
        world.mail(&server.mail(Mode::Plain)).await;
        assert_eq!(world.message(&case).await.state, MessageState::GivenUp);
        assert_eq!(server.taken().len(), 0);
    }

    async fn a_server_that_is_down_loses_nothing(world: World) {
        let mut server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        server.down();
        let case = world.logged(NAME, "asha@example.org").await;
        world.mail(&mail).await;
        assert_eq!(world.message(&case).await.state, MessageState::Waiting);
        server.up();
        world.wait(minutes(1));
        world.mail(&mail).await;
        assert_eq!(world.message(&case).await.state, MessageState::Mailed);
        assert_eq!(server.taken().len(), 1);
    }

    async fn a_worker_that_died_before_it_wrote_down_the_yes_sends_again_under_the_same_message_id(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged(NAME, "asha@example.org").await;
        world.mail(&mail).await;
        let id = world.message(&case).await.message_id;
        // As the table was before the note of it: leased, and nothing said.
        let again = world.casework.store().message(&world.council, &id).await.unwrap().unwrap();
        let before = redress_store::message::MessageRow { state: MessageState::Waiting, sent_at: None, ..again };
        world.casework.store().put_message(&world.council, &before).await.unwrap();
        let lease = world.casework.lease_mail(&world.council, "died", 5).await.unwrap();
        assert_eq!(lease.len(), 1);
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), 1, "the lease holds");
        world.wait(minutes(10));
        world.mail(&mail).await;
        let taken = server.taken();
        assert_eq!(taken.len(), 2);
        assert_eq!(taken[0].id, taken[1].id);
        assert_eq!(world.state(&id).await, MessageState::Mailed);
    }

    async fn a_code_is_made_as_it_is_mailed_and_stands_nowhere_else(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let case = world.logged(NAME, "busy-1@example.org").await;
        let view = world.view(&case).await;
        let person = view.case.customer.clone().unwrap();
        world.casework.ask_for_code(&view, &person).await.unwrap();
        assert_eq!(world.casework.release_messages(&world.council).await.unwrap(), 1, "the receipt, and no code");
        world.mail(&mail).await;
        world.wait(minutes(1));
        world.mail(&mail).await;
        let taken = server.taken();
        let it = &taken[0];
        assert_eq!(it.subject, format!("Your code – {}", case.reference));
        let digits = it.text.lines().find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit())).unwrap();
        assert!(!it.text.contains("bin"), "nothing private goes with it");
        let right = |typed: String| {
            let (view, person, casework) = (&view, &person, &world.casework);
            async move { casework.try_code(view, person, &typed).await.unwrap() != Typed::Wrong }
        };
        assert!(!right("000000".to_owned()).await);
        assert!(right(format!(" {} {} ", &digits[..3], &digits[3..])).await);
        assert!(!right(digits.to_owned()).await, "it opens once");
    }

    async fn a_code_ends_after_its_minutes_and_after_five_tries(world: World) {
        let case = world.logged(NAME, "asha@example.org").await;
        let view = world.view(&case).await;
        let person = view.case.customer.clone().unwrap();
        let actor = setup();
        let give = || world.casework.give_code(&view, &actor, (&person, Channel::Phone));
        let right = |typed: String| {
            let (view, person, casework) = (&view, &person, &world.casework);
            async move { casework.try_code(view, person, &typed).await.unwrap() != Typed::Wrong }
        };
        let code = give().await.unwrap();
        world.wait(minutes(30));
        assert!(!right(code.digits).await, "half an hour is over");
        let code = give().await.unwrap();
        let wrong = if code.digits == "111111" { "222222" } else { "111111" };
        for _ in 0..5 {
            assert!(!right(wrong.to_owned()).await);
        }
        assert!(!right(code.digits).await, "five tries were made");
        let code = give().await.unwrap();
        assert!(right(code.digits).await);
    }
}

/// One try over this way; what became of the message.
async fn tried_over(server: &MailServer, settings: &MailSettings) -> (MessageState, Option<String>, usize) {
    let world = World::on_sqlite().await;
    let case = world.logged(NAME, "asha@example.org").await;
    world.mail(&Mail::new(settings).unwrap()).await;
    let message = world.message(&case).await;
    (message.state, message.last_error, server.taken().len())
}

#[tokio::test]
async fn tls_is_used_where_it_is_asked_for() {
    for mode in [Mode::StartTls, Mode::Smtps] {
        let server = MailServer::start(mode);
        let (state, why, _) = tried_over(&server, &server.settings(mode)).await;
        assert_eq!(state, MessageState::Mailed, "{mode:?}: {why:?}");
        assert!(server.taken()[0].is_secure);
    }
}

#[tokio::test]
async fn a_server_without_tls_gets_nothing_where_tls_is_asked_for() {
    let server = MailServer::start(Mode::Plain);
    for mode in [Mode::StartTls, Mode::Smtps] {
        let (state, why, taken) = tried_over(&server, &server.settings(mode)).await;
        assert_eq!((state, taken), (MessageState::Waiting, 0), "{mode:?}: {why:?}");
    }
}

#[tokio::test]
async fn a_server_whose_certificate_nobody_trusts_or_that_bears_another_name_gets_nothing() {
    for mode in [Mode::StartTls, Mode::Smtps] {
        let server = MailServer::start_untrusted(mode);
        let (state, why, taken) = tried_over(&server, &server.settings(mode)).await;
        assert_eq!((state, taken), (MessageState::Waiting, 0), "{mode:?}: {why:?}");
        let server = MailServer::start(mode);
        let settings = server.settings(mode);
        let unknown = MailSettings {
            authority: None,
            ..settings.clone()
        };
        let (state, why, taken) = tried_over(&server, &unknown).await;
        assert_eq!((state, taken), (MessageState::Waiting, 0), "{mode:?}: {why:?}");
        let other_name = MailSettings {
            address: settings.address.replace("localhost", "127.0.0.1"),
            ..settings
        };
        let (state, why, taken) = tried_over(&server, &other_name).await;
        assert_eq!((state, taken), (MessageState::Waiting, 0), "{mode:?}: {why:?}");
    }
}

#[tokio::test]
async fn a_password_that_is_wrong_keeps_every_letter_for_later() {
    let server = MailServer::start_asking();
    let login = |password: &str| Some((LOGIN.0.to_owned(), password.to_owned()));
    let settings = server.settings(Mode::Plain);
    let wrong = MailSettings {
        login: login("a guess"),
        ..settings.clone()
    };
    let (state, why, taken) = tried_over(&server, &wrong).await;
    assert_eq!((state, taken), (MessageState::Waiting, 0), "{why:?}");
    let right = MailSettings {
        login: login(LOGIN.1),
        ..settings
    };
    let (state, why, taken) = tried_over(&server, &right).await;
    assert_eq!((state, taken), (MessageState::Mailed, 1), "{why:?}");
}

#[tokio::test]
async fn no_name_that_anybody_gives_adds_a_recipient_or_a_header() {
    let server = MailServer::start(Mode::Plain);
    let mail = server.mail(Mode::Plain);
    let world = World::on_sqlite().await;
    let evil = "Asha\r\nBcc: sam@example.org\r\nX-Evil: 1\r\n\r\nBody";
    world.logged(evil, "asha@example.org").await;
    world.mail(&mail).await;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, ["asha@example.org"]);
    let (head, _) = taken[0].raw.split_once("\r\n\r\n").unwrap();
    let begins = |line: &str| line.to_lowercase().starts_with("bcc") || line.starts_with("X-Evil");
    assert!(!head.lines().any(begins), "{head}");
}

#[tokio::test]
async fn letters_go_over_a_network_in_the_clear_only_where_somebody_said_so() {
    let server = MailServer::start(Mode::Plain);
    let away = MailSettings {
        address: "plain://mail.example.org".to_owned(),
        ..server.settings(Mode::Plain)
    };
    assert!(Mail::new(&away).is_err());
    assert!(
        Mail::new(&MailSettings {
            in_the_clear: InTheClear::Permitted,
            ..away
        })
        .is_ok()
    );
}
