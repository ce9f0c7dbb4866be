//! Links by which somebody comes back to what they saved, really sent.

use jiff::SignedDuration;
use redress_casework::draft::Draft;
use redress_casework::draft_link::AskedForLink;
use redress_domain::draft_code::DraftCode;

use crate::mail_server::{MailServer, Mode, Taken};
use crate::on_both_engines;
use crate::world::World;

const TOKEN: &str = "the token of a browser";

async fn begun(world: &World) -> Draft {
    let now = world.casework.outside().now();
    let draft = Draft {
        token_hash: TOKEN.to_owned(),
        journey: "complaint".to_owned(),
        body: "{\"answers\":\"Half a sen\"}".to_owned(),
        expires_at: now + SignedDuration::from_hours(7 * 24),
        code_hash: None,
    };
    world.casework.keep_draft(&world.council, &draft).await.unwrap();
    draft
}

async fn ask(world: &World, draft: &Draft, to: &str) -> AskedForLink {
    let asked = world
        .casework
        .ask_for_draft_link(&world.council, draft, (to, "192.0.2.7"));
    asked.await.unwrap()
}

/// The code in the link of an e-mail.
fn code_in(taken: &Taken) -> DraftCode {
    let (_, after) = taken.text.split_once("/continue?code=").unwrap();
    DraftCode::parse(after.split_whitespace().next().unwrap()).unwrap()
}

async fn opens(world: &World, code: &DraftCode) -> bool {
    let found = world.casework.draft_of_code(&world.council, code).await.unwrap();
    found.is_some_and(|draft| draft.body.contains("Half a sen"))
}

/// Everything that the database holds.
async fn everything(world: &World) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all");
    let now = world.casework.outside().now();
    world.casework.store().backup(&path, now).await.unwrap();
    std::fs::read_to_string(path).unwrap()
}

on_both_engines! {
    async fn a_link_is_mailed_once_and_opens_what_was_saved_and_its_address_is_forgotten(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let draft = begun(&world).await;
        assert_eq!(ask(&world, &draft, "asha@example.org").await, AskedForLink::OnItsWay);
        assert!(everything(&world).await.contains("asha@example.org"));
        tokio::join!(world.mail(&mail), world.mail(&mail));
        world.mail(&mail).await;
        let taken = server.taken();
        assert_eq!(taken.len(), 1, "mailed once");
        let it = &taken[0];
        assert_eq!(it.to, ["asha@example.org"]);
        assert_eq!(it.subject, "Go on with what you saved");
        assert!(it.text.contains("https://complaints.example.org/continue?code="), "{}", it.text);
        assert!(it.text.contains("You can do so until 10:00am on Monday 9 November 2026"), "{}", it.text);
        assert!(!it.raw.contains("Half a sen"), "what was typed goes to no address that may be somebody else's");
        assert!(opens(&world, &code_in(it)).await);
        let all = everything(&world).await;
        assert!(!all.contains("asha@example.org") && !all.contains(&code_in(it).to_string()));
    }

    async fn a_link_that_is_not_taken_is_tried_again_with_another_code(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let draft = begun(&world).await;
        ask(&world, &draft, "busy-1@example.org").await;
        world.mail(&mail).await;
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), 0, "not before its minute");
        world.wait(SignedDuration::from_mins(1));
        world.mail(&mail).await;
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        assert!(opens(&world, &code_in(&taken[0])).await);
    }

    async fn a_link_that_is_refused_for_good_is_given_up_and_what_was_saved_stays(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let draft = begun(&world).await;
        ask(&world, &draft, "gone@example.org").await;
        world.mail(&mail).await;
        world.wait(SignedDuration::from_hours(24));
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), 0);
        assert!(!everything(&world).await.contains("gone@example.org"));
        let kept = world.casework.draft(&world.council, TOKEN, "complaint").await.unwrap();
        assert!(kept.is_some());
    }

    async fn a_link_that_nobody_takes_is_given_up_within_a_day(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let draft = begun(&world).await;
        ask(&world, &draft, "busy-99@example.org").await;
        for _ in 0..6 {
            world.mail(&mail).await;
            world.wait(SignedDuration::from_hours(12));
        }
        assert!(!everything(&world).await.contains("busy-99@example.org"));
    }

    async fn what_was_sent_or_handed_over_meanwhile_gets_no_link(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let draft = begun(&world).await;
        ask(&world, &draft, "asha@example.org").await;
        world.casework.move_draft(&world.council, &draft, "another browser").await.unwrap();
        world.mail(&mail).await;
        let draft = begun(&world).await;
        ask(&world, &draft, "asha@example.org").await;
        world.casework.forget_draft(&world.council, TOKEN, "complaint").await.unwrap();
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), 0);
    }

    async fn nobody_is_written_to_again_and_again(world: World) {
        let draft = begun(&world).await;
        for _ in 0..3 {
            assert_eq!(ask(&world, &draft, "asha@example.org").await, AskedForLink::OnItsWay);
        }
        assert_eq!(ask(&world, &draft, "ASHA@example.org").await, AskedForLink::TooMany);
        assert_eq!(ask(&world, &draft, "ben@example.org").await, AskedForLink::OnItsWay);
        world.wait(SignedDuration::from_hours(25));
        assert_eq!(ask(&world, &draft, "asha@example.org").await, AskedForLink::OnItsWay);
    }
}
