//! A question to a partner, by e-mail: asked, opened by a link and a code, reminded and answered.

use jiff::SignedDuration;
use redress_casework::act::Logged;
use redress_casework::partner::PartnerCode;
use redress_domain::case::{
    AnswerSharing, Command, NewAnswer, NewReferral, ReferralOrder, SharedPart, SharingConsent,
};
use redress_domain::id::ReferralId;
use redress_worker::{Job, Rounds};

use crate::mail_server::{MailServer, Mode};
use crate::on_both_engines;
use crate::world::{World, setup};

const NAME: &str = "Siân Ŵyn O’Neill";

/// A case whose partner is asked for an answer by Monday 16 November 2026.
async fn asked(world: &World) -> (Logged, ReferralId) {
    let case = world.logged(NAME, "asha@example.org").await;
    let view = world.view(&case).await;
    let fresh = world.casework.fresh();
    let partner = &view.policy().unwrap().partners[0];
    let referral = fresh.referral();
    let order = Command::Referral(ReferralOrder::Refer(NewReferral {
        id: referral.clone(),
        partner: partner.id.clone(),
        ask: fresh.words("Was the main mended?"),
        shared: fresh.words("What happened: water runs down Ffordd yr Ŵyl."),
        parts: vec![SharedPart::WhatHappened],
        files: Vec::new(),
        consent: SharingConsent::Yes,
        because: None,
        due_on: "2026-11-16".parse().unwrap(),
    }));
    world
        .casework
        .act_on_latest(&world.council, &setup(), &view.id, order)
        .await
        .unwrap();
    (case, referral)
}

fn token_in(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("/partner/l/")?;
    Some(rest.chars().take_while(char::is_ascii_hexdigit).collect())
}

fn code_in(text: &str) -> String {
    let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
    text.lines()
        .map(str::trim)
        .find(|line| is_code(line))
        .unwrap()
        .to_owned()
}

/// One round of a worker that reminds.
async fn remind(world: &World) {
    let mut rounds = Rounds::of(&[Job::RemindPartners], None);
    assert_eq!(rounds.go(&world.casework).await, 1);
}

on_both_engines! {
    async fn a_partner_gets_a_link_that_opens_once_with_a_code_and_its_mail_says_nothing_of_anybody(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let (case, referral) = asked(&world).await;
        world.mail(&mail).await;
        let view = world.view(&case).await;
        let to = view.policy().unwrap().partners[0].email.clone();
        let taken = server.taken();
        let request = taken.iter().find(|taken| taken.to == [to.as_str()]).unwrap();
        assert_eq!(request.subject, format!("We need your help – {}/P1", case.reference));
        for private in [NAME, "Ffordd yr Ŵyl", "main mended", "asha@example.org"] {
            assert!(!request.raw.contains(private) && !request.text.contains(private), "{}", request.text);
        }
        let token = token_in(&request.text).unwrap();
        let (council, casework) = (&world.council, &world.casework);
        let opens = casework.partner_link(council, &token).await.unwrap().unwrap();
        assert_eq!(opens, (view.id.clone(), referral.clone()));
        // No code was asked for, and a guess opens nothing.
        assert_eq!(casework.open_for_partner(council, &token, "000000").await.unwrap(), None);
        let sent = casework.ask_for_partner_code(council, (&view.id, &referral)).await.unwrap();
        assert_eq!(sent, PartnerCode::Sent);
        world.mail(&mail).await;
        let code = server.taken().iter().find(|taken| taken.subject.starts_with("Your code")).map(|taken| code_in(&taken.text)).unwrap();
        let wrong = if code == "123456" { "654321" } else { "123456" };
        assert_eq!(casework.open_for_partner(council, &token, wrong).await.unwrap(), None);
        let opened = casework.open_for_partner(council, &token, &code).await.unwrap();
        assert_eq!(opened, Some((view.id.clone(), referral.clone())));
        // Both open once.
        assert_eq!(casework.open_for_partner(council, &token, &code).await.unwrap(), None);
        assert_eq!(casework.partner_link(council, &token).await.unwrap(), None);
    }

    async fn a_partner_sees_what_was_shared_answers_it_and_sees_its_own_times(world: World) {
        let (case, referral) = asked(&world).await;
        let id = world.view(&case).await.id;
        let (council, casework) = (&world.council, &world.casework);
        let seen = casework.partner_view(council, (&id, &referral)).await.unwrap();
        assert_eq!(seen.shared, "What happened: water runs down Ffordd yr Ŵyl.");
        assert_eq!((seen.counts.asked, seen.counts.answered), (1, 0));
        let fresh = casework.fresh();
        world.wait(SignedDuration::from_hours(48));
        let answer = ReferralOrder::Answer(NewAnswer {
            referral: referral.clone(),
            found: fresh.words("The main was cracked."),
            done: None,
            by: None,
            sharing: AnswerSharing::Yes,
            because: None,
            their_reference: None,
        });
        casework.act_for_partner(council, &seen, answer).await.unwrap();
        let seen = casework.partner_view(council, (&id, &referral)).await.unwrap();
        assert_eq!(seen.answered.as_deref(), Some("The main was cracked."));
        assert_eq!((seen.counts.answered, seen.counts.in_time, seen.counts.median_days), (1, 1, Some(2)));
        let waits = casework.open_referrals(council, (&setup(), None), None).await.unwrap();
        assert_eq!(waits.len(), 1, "the customer has still to be told");
    }

    async fn a_partner_is_reminded_before_the_day_and_once_after_it(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let (_, _) = asked(&world).await;
        world.mail(&mail).await;
        let reminders = || server.taken().iter().filter(|taken| taken.subject.starts_with("We wait")).count();
        remind(&world).await;
        world.mail(&mail).await;
        assert_eq!(reminders(), 0);
        // Thursday 12 November: two working days before Monday 16 November.
        world.wait(SignedDuration::from_hours(24 * 10));
        for _ in 0..2 {
            remind(&world).await;
            world.mail(&mail).await;
        }
        assert_eq!(reminders(), 1);
        world.wait(SignedDuration::from_hours(24 * 5));
        for _ in 0..2 {
            remind(&world).await;
            world.mail(&mail).await;
        }
        assert_eq!(reminders(), 2);
    }

    async fn whoever_asks_for_a_new_link_learns_nothing_and_it_goes_to_the_address_of_the_policy(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let (case, _) = asked(&world).await;
        world.mail(&mail).await;
        let before = server.taken().len();
        let (council, casework) = (&world.council, &world.casework);
        for nothing in ["", "WS", "WS-4K7P-29QX/P1", &format!("{}/P2", case.reference), &format!("{}/P0", case.reference)] {
            casework.ask_for_partner_link(council, nothing).await.unwrap();
        }
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), before);
        casework.ask_for_partner_link(council, &format!("{}/p1", case.reference)).await.unwrap();
        world.mail(&mail).await;
        let taken = server.taken();
        assert_eq!(taken.len(), before + 1);
        assert!(taken.last().is_some_and(|taken| token_in(&taken.text).is_some()));
    }
}
