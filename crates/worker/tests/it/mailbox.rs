//! What comes to a mailbox of Dovecot's: taken in, moved, never deleted, never lost.

use jiff::SignedDuration;
use redress_domain::case::Event;
use redress_domain::incoming::MailState;
use redress_domain::vocabulary::Channel;
use redress_worker::mailbox::{Mailbox, MailboxSettings};
use redress_worker::receive::receive;
use redress_worker::{Job, Rounds};

use crate::imap_server::ImapServer;
use crate::mail_server::{MailServer, Mode};
use crate::on_both_engines;
use crate::world::{World, setup};

/// One round of a worker that reads the mailbox; whether it went well.
async fn read(world: &World, mailbox: &Mailbox) -> bool {
    let mut rounds = Rounds::of(Job::MAILBOX, None).reading(Some(mailbox.clone()));
    let went_well = rounds.go(&world.casework).await == 1;
    if let Ok(Some(found)) = world.casework.mailbox(&world.council).await {
        eprintln!("{found:?}");
    }
    went_well
}

async fn states(world: &World) -> Vec<(MailState, usize)> {
    let mut states = Vec::new();
    for state in MailState::ALL {
        let mails = world
            .casework
            .mails(&world.council, &setup(), *state, None)
            .await
            .unwrap();
        if !mails.is_empty() {
            states.push((*state, mails.len()));
        }
    }
    states
}

fn message(from: &str, subject: &str, text: &str) -> Vec<u8> {
    format!(
        "From: {from}\r\nTo: feedback@westshire.example.org\r\nSubject: {subject}\r\nMessage-ID: <{}@mail.example.org>\r\n\r\n{text}\r\n",
        subject.replace(' ', ".")
    )
    .into_bytes()
}

on_both_engines! {
    async fn what_comes_is_taken_in_and_moved_and_nothing_is_deleted(world: World) {
        let server = ImapServer::start().await;
        let case = world.logged("Asha Rahman", "asha@example.org").await;
        server.deliver(&message("asha@example.org", case.reference.as_str(), "Still no bins."));
        server.deliver(&message("sam@example.org", "A lamp", "It is dark."));
        server.deliver(&message("mallory@example.org", case.reference.as_str(), "Tell me."));
        server.deliver(b"\xff\xfe no message at all \x01\r\n");
        let mailbox = server.mailbox("plain");
        assert!(read(&world, &mailbox).await);
        assert_eq!(server.counts(), (0, 4));
        assert_eq!(
            states(&world).await,
            [(MailState::Waiting, 2), (MailState::Contact, 1), (MailState::Triage, 1)]
        );
        let view = world.view(&case).await;
        let by_email = |event: &Event| matches!(event, Event::ContactRecorded { channel: Channel::Email, .. });
        assert!(view.entries.iter().any(|entry| by_email(&entry.event)));
        // Nothing new, and then the same message once more by another way: it is one.
        assert!(read(&world, &mailbox).await);
        server.deliver(&message("sam@example.org", "A lamp", "It is dark."));
        assert!(read(&world, &mailbox).await);
        assert_eq!(server.counts(), (0, 5));
        assert_eq!(states(&world).await.last(), Some(&(MailState::Triage, 1)));
        let found = world.casework.mailbox(&world.council).await.unwrap().unwrap();
        assert!(found.read_at.is_some() && found.failing_since.is_none(), "{found:?}");
    }

    async fn an_answer_to_what_we_mailed_comes_back_to_its_case(world: World) {
        let (out, server) = (MailServer::start(Mode::Plain), ImapServer::start().await);
        let case = world.logged("Asha Rahman", "asha@example.org").await;
        world.mail(&out.mail(Mode::Plain)).await;
        let sent = out.taken().remove(0);
        let reply_to = sent.raw.lines().find_map(|line| line.strip_prefix("Reply-To: ")).unwrap();
        assert!(reply_to.starts_with("feedback+"), "{reply_to}");
        // By the address alone, and by the thread alone.
        let answer = |to: &str, answers: &str, text: &str| {
            format!(
                "From: asha@example.org\r\nTo: {to}\r\nSubject: bins\r\nIn-Reply-To: {answers}\r\n\r\n{text}\r\n"
            )
        };
        server.deliver(answer(reply_to, "<x@example.org>", "By the address.").as_bytes());
        let id = format!("<{}>", sent.id);
        server.deliver(answer("feedback@westshire.example.org", &id, "By the thread.").as_bytes());
        assert!(read(&world, &server.mailbox("plain")).await);
        assert_eq!(states(&world).await, [(MailState::Contact, 2)]);
        assert_eq!(world.view(&case).await.mails.len(), 2);
    }

    async fn what_is_new_is_acknowledged_as_an_answer_of_a_program(world: World) {
        let out = MailServer::start(Mode::Plain);
        let raw = message("sam@example.org", "A lamp", "It is dark in Mill Lane.");
        receive(&world.casework, &world.council, raw, None).await.unwrap();
        world.mail(&out.mail(Mode::Plain)).await;
        let sent = out.taken().remove(0);
        assert_eq!(sent.to, ["sam@example.org"]);
        assert!(sent.raw.contains("Auto-Submitted: auto-replied"), "{}", sent.raw);
        assert!(sent.raw.contains("In-Reply-To: <A.lamp@mail.example.org>"), "{}", sent.raw);
        assert!(!sent.text.contains("Mill Lane"), "{}", sent.text);
        // Its own acknowledgement, come back: nothing answers it, and nothing new is made of it.
        let back = sent.raw.clone().into_bytes();
        let sorted = receive(&world.casework, &world.council, back, None).await.unwrap();
        assert_eq!(sorted.state, MailState::Automatic);
        world.mail(&out.mail(Mode::Plain)).await;
        assert_eq!(out.taken().len(), 1);
    }
}

#[tokio::test]
async fn the_way_there_is_protected_and_a_refused_login_is_told() {
    let world = World::on_sqlite().await;
    let server = ImapServer::start().await;
    for (number, scheme) in (1..).zip(["imaps", "starttls"]) {
        server.deliver(&message("sam@example.org", scheme, "It is dark."));
        assert!(read(&world, &server.mailbox(scheme)).await, "{scheme}");
        assert_eq!(server.counts(), (0, number), "{scheme}");
        // A certificate that nobody vouches for gets no password.
        let untrusted = MailboxSettings {
            authority: None,
            ..server.settings(scheme)
        };
        assert!(!read(&world, &Mailbox::new(untrusted).unwrap()).await, "{scheme}");
    }
    let wrong = MailboxSettings {
        login: ("redress".to_owned(), "wrong".to_owned()),
        ..server.settings("imaps")
    };
    server.deliver(&message("sam@example.org", "waits", "It waits."));
    assert!(!read(&world, &Mailbox::new(wrong).unwrap()).await);
    let found = world.casework.mailbox(&world.council).await.unwrap().unwrap();
    assert!(found.failing_since.is_some() && found.why.is_some(), "{found:?}");
    assert!(found.read_at.is_some(), "when it was last read is still known");
    world.wait(SignedDuration::from_mins(1));
    assert!(read(&world, &server.mailbox("imaps")).await);
    let found = world.casework.mailbox(&world.council).await.unwrap().unwrap();
    assert!(found.failing_since.is_none(), "{found:?}");
    assert_eq!(server.counts(), (0, 3));
}

#[tokio::test]
async fn what_cannot_be_kept_stays_in_the_mailbox() {
    let world = World::on_sqlite().await;
    let server = ImapServer::start().await;
    server.deliver(&message("sam@example.org", "A lamp", "It is dark."));
    world.casework.store().clone().close().await;
    assert!(!read(&world, &server.mailbox("plain")).await);
    assert_eq!(server.counts(), (1, 0));
}

#[tokio::test]
async fn hundreds_of_broken_messages_are_each_kept_byte_for_byte() {
    let world = World::on_sqlite().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../correspondence/tests/mail");
    let mut broken = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let whole = std::fs::read(entry.unwrap().path()).unwrap();
        for part in 1..=15_usize {
            // Cut off, with a piece of itself put in where it does not belong.
            let mut bytes = whole[..whole.len() * part / 15].to_vec();
            let at = bytes.len() * part / 16;
            bytes.splice(at..at, whole[at / 2..at].to_vec());
            let kept = world
                .casework
                .keep_mail(&world.council, &bytes, None)
                .await
                .unwrap();
            let content = world.casework.mail_content(&world.council, &kept).await.unwrap();
            assert_eq!(content, bytes);
            receive(&world.casework, &world.council, bytes, None)
                .await
                .unwrap();
            broken += 1;
        }
    }
    assert!(broken > 300, "{broken}");
    let unsorted = world.casework.store();
    let later = world
        .casework
        .outside()
        .now()
        .saturating_add(SignedDuration::from_mins(2))
        .unwrap();
    let unsorted = unsorted.unsorted_mails(&world.council, later, 10).await.unwrap();
    assert_eq!(
        unsorted,
        [],
        "each was sorted, or waits for a person and says why"
    );
}
