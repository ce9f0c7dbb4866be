//! Letters as they went: kept, printed once, found when they are altered.

use jiff::SignedDuration;
use redress_casework::act::NewPerson;
use redress_casework::kept::NewLetter;
use redress_domain::case::Event;
use redress_domain::customer::address::NewMove;
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::vocabulary::{ReplyBy, SupportNeed};
use redress_pdf::{Layout, Letter};
use redress_store::message::MessageState;
use redress_store::verify::Fault;
use redress_worker::{Job, Rounds, Unsent};

use crate::on_both_engines;
use crate::world::{World, setup};

/// One round of a worker that mails nothing.
async fn round(world: &World) {
    let mut rounds = Rounds::of(&[Job::ReleaseMessages], None);
    assert_eq!(rounds.go(&world.casework).await, 1, "the round went well");
}

async fn kept(world: &World, case: &redress_casework::act::Logged) -> Vec<u8> {
    let view = world.view(case).await;
    let message = &view.messages[0].message_id;
    let file = world.casework.kept_letter(&view, message).await.unwrap();
    let bytes = world
        .casework
        .letter_bytes(&world.council, &file.id)
        .await
        .unwrap();
    assert_eq!(file.size, bytes.len() as u64);
    bytes
}

/// Somebody finds out where the customer of a case lives.
async fn live(world: &World, case: &redress_casework::act::Logged) {
    let (fresh, view) = (world.casework.fresh(), world.view(case).await);
    let new = NewMove {
        from: world.casework.today(),
        address: fresh.words("9 New Street"),
        postcode: Some(fresh.words("WS1 9ZZ")),
        reason: fresh.words("She phoned"),
    };
    let person = view.case.customer.clone().unwrap();
    let of = (&case.id, &person);
    world
        .casework
        .record_move(&world.council, &setup(), of, &new)
        .await
        .unwrap()
        .unwrap();
}

on_both_engines! {
    /// What a storm brings does not keep another council's letters, nor the end of the program, until all of it is set.
    async fn letters_are_set_a_turn_at_a_time_and_at_once_again_while_more_wait(world: World) {
        for number in 0..21 {
            world.posted(&format!("Asha Patel {number}"), Vec::new()).await;
        }
        let mut rounds = Rounds::of(Job::LETTERS, None).in_turns_of(1);
        assert_eq!(rounds.go(&world.casework).await, 1, "the turn went well");
        let waits = world.casework.due_messages(&world.council, &[]).await.unwrap();
        assert_eq!(waits.len(), 1, "a page of twenty went");
        assert!(rounds.is_behind());
        // No time passes: a job that rests would not be due.
        assert_eq!(rounds.go(&world.casework).await, 1);
        let waits = world.casework.due_messages(&world.council, &[]).await.unwrap();
        assert!(waits.is_empty());
        assert!(rounds.is_behind(), "a full turn does not know that it was the last");
        assert_eq!(rounds.go(&world.casework).await, 1);
        assert!(!rounds.is_behind());
        assert_eq!(rounds.go(&world.casework).await, 0, "it rests");
    }

    async fn a_letter_is_kept_as_it_went_and_never_made_again(world: World) {
        let case = world.posted("Asha Patel", Vec::new()).await;
        round(&world).await;
        let went = kept(&world, &case).await;
        assert!(went.starts_with(b"%PDF-"), "it is a PDF");

        // The paper changes, and whoever tries to keep it again finds it kept.
        world.casework.set_logo(&world.council, &setup(), (Some(vec![1, 2, 3]), "A new logo")).await.unwrap();
        world.wait(SignedDuration::from_mins(10));
        round(&world).await;
        let message = world.message(&case).await;
        assert!(world.casework.to_keep(&world.council, &message).await.unwrap().is_none());
        let another = NewLetter {
            pdf: b"%PDF-another".to_vec(),
            pages: 9,
            layout: "standard",
            source: "{}".to_owned(),
            by_post: false,
        };
        world.casework.keep_letter(&world.council, &message, another).await.unwrap();
        assert_eq!(kept(&world, &case).await, went, "byte for byte");
        world.casework.seal(&world.council).await.unwrap();
        let report = world.casework.store().verify(&world.council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!(report.files, 1, "verify compares the letter with what its event says");
    }

    async fn a_letter_that_was_altered_is_named(world: World) {
        let case = world.posted("Asha Patel", Vec::new()).await;
        round(&world).await;
        let view = world.view(&case).await;
        let file = world.casework.kept_letter(&view, &view.messages[0].message_id).await.unwrap();
        world.casework.store().put_part(&world.council, (&file.id, 1), b"one line more".to_vec()).await.unwrap();
        let faults = world.casework.store().verify(&world.council, |_| {}).await.unwrap().faults;
        assert!(faults.iter().any(|fault| matches!(fault, Fault::FileAltered { .. })), "{faults:?}");
    }

    // A letter that was sent is kept as it went: that it went as another file, or not at all, is found.
    async fn a_letter_that_is_said_to_have_gone_as_another_file_is_named(world: World) {
        let mut cases = Vec::new();
        for name in ["Asha Patel", "Sam O'Neill"] {
            cases.push(world.posted(name, Vec::new()).await);
        }
        round(&world).await;
        world.casework.seal(&world.council).await.unwrap();
        let verified = async || world.casework.store().verify(&world.council, |_| {}).await.unwrap().faults;
        assert_eq!(verified().await, []);
        world.tamper("UPDATE kept_letter SET file_id = (SELECT MIN(file_id) FROM kept_letter)").await;
        let faults = verified().await;
        let what = "letter as it went";
        assert!(matches!(&faults[..], [Fault::NotAsRecorded { what: found, .. }] if *found == what), "{faults:?}");
        world.tamper("DELETE FROM kept_letter").await;
        let faults = verified().await;
        let missing = |fault: &Fault| matches!(fault, Fault::BesideMissing { what: found, .. } if *found == what);
        assert!(faults.len() == 2 && faults.iter().all(missing), "{faults:?}");
    }

    async fn a_letter_is_laid_out_as_its_customer_needs_it(world: World) {
        for (need, layout) in [
            (SupportNeed::LargePrint, Layout::LargePrint),
            (SupportNeed::EasyRead, Layout::EasyRead),
            (SupportNeed::MoreTime, Layout::Standard),
        ] {
            let case = world.posted("Asha Patel", vec![need]).await;
            round(&world).await;
            world.wait(SignedDuration::from_mins(1));
            let view = world.view(&case).await;
            let letters = world.casework.kept_letters(&view).await.unwrap();
            assert_eq!(letters.len(), 1);
            assert_eq!(letters[0].layout, layout.as_str());
            assert!(letters[0].pages >= 1 && letters[0].by_post);
        }
    }

    async fn what_was_agreed_with_a_person_lays_out_their_letters_from_then_on(world: World) {
        let case = world.posted("Asha Patel", Vec::new()).await;
        let person = world.view(&case).await.case.customer.unwrap();
        let new = NewAdjustment {
            id: world.casework.fresh().adjustment(),
            kind: AdjustmentKind::LargePrint,
            words: None,
            from: world.casework.today(),
            review_on: None,
        };
        let whose = (&case.id, &person);
        world.casework.agree_adjustment(&world.council, &setup(), whose, &new).await.unwrap();
        round(&world).await;
        let view = world.view(&case).await;
        let letters = world.casework.kept_letters(&view).await.unwrap();
        assert_eq!(letters[0].layout, Layout::LargePrint.as_str());
    }

    async fn a_letter_goes_where_its_reader_lives_on_its_day_and_one_that_went_stays(world: World) {
        let (went, waits) = (world.posted("Asha Patel", Vec::new()).await, world.posted("Asha Patel", Vec::new()).await);
        let moves = async |case: &redress_casework::act::Logged, from: jiff::civil::Date| {
            let person = world.view(case).await.case.customer.unwrap();
            let fresh = world.casework.fresh();
            let new = NewMove {
                from,
                address: fresh.words("9 New Street"),
                postcode: Some(fresh.words("WS1 9ZZ")),
                reason: fresh.words("She phoned"),
            };
            let of = (&case.id, &person);
            world.casework.record_move(&world.council, &setup(), of, &new).await.unwrap().unwrap();
        };
        let source = async |case: &redress_casework::act::Logged| {
            let message = world.view(case).await.messages[0].message_id.clone();
            world.casework.kept_source(&world.council, &message).await.unwrap().unwrap()
        };
        let today = world.casework.today();
        moves(&waits, today).await;
        moves(&went, today.tomorrow().unwrap()).await;
        round(&world).await;
        // The letter that waited when its reader moved goes to the new address.
        assert!(source(&waits).await.contains("9 New Street"));
        let before = kept(&world, &went).await;
        assert!(!source(&went).await.contains("9 New Street"));
        world.wait(SignedDuration::from_hours(48));
        round(&world).await;
        assert_eq!(kept(&world, &went).await, before, "byte for byte");
        assert!(!source(&went).await.contains("9 New Street"));
    }

    async fn each_letter_goes_into_one_print_run_and_a_later_one_into_the_next(world: World) {
        let (council, casework) = (&world.council, &world.casework);
        assert!(casework.make_print_run(council, &setup()).await.unwrap().is_none(), "nothing waits");
        world.posted("Asha Patel", Vec::new()).await;
        world.posted("Tom Reed", Vec::new()).await;
        world.logged("Siân Ŵyn", "sian@example.org").await;
        round(&world).await;
        let first = casework.make_print_run(council, &setup()).await.unwrap().unwrap();
        assert_eq!((first.number, first.letters), (1, 2), "what goes by e-mail is in none");
        assert!(casework.make_print_run(council, &setup()).await.unwrap().is_none(), "none goes twice");

        world.posted("Priya Shah", Vec::new()).await;
        world.wait(SignedDuration::from_mins(1));
        round(&world).await;
        let second = casework.make_print_run(council, &setup()).await.unwrap().unwrap();
        assert_eq!((second.number, second.letters), (2, 1));

        let (run, letters) = casework.print_run(council, &setup(), (first.run_on, 1)).await.unwrap();
        assert_eq!((run, letters.len()), (first, 2));
        let names: Vec<String> = letters
            .iter()
            .map(|letter| serde_json::from_str::<Letter>(letter.source.as_ref().unwrap()).unwrap().to[0].clone())
            .collect();
        assert_eq!(names.len(), 2);
        assert!(names.contains(&"Asha Patel".to_owned()) && names.contains(&"Tom Reed".to_owned()));
        casework.seal(council).await.unwrap();
        let report = casework.store().verify(council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }

    // Issue: the chosen channel is kept to; where it cannot be, somebody is told.
    async fn what_goes_by_a_way_by_which_nothing_is_sent_is_named_and_never_called_sent(world: World) {
        let (council, casework) = (&world.council, &world.casework);
        let by_email = world.logged("Asha Patel", "asha@example.org").await;
        let tess = NewPerson {
            name: "Tess Reed".to_owned(),
            phone: Some("07700 900456".to_owned()),
            reply_by: Some(ReplyBy::Text),
            ..NewPerson::default()
        };
        let by_text = world.logged_by(tess, (ReplyBy::Text, Vec::new())).await;
        let posted = world.posted("Tom Reed", Vec::new()).await;
        round(&world).await;
        for (case, why) in [(&by_email, "nothing is emailed from here"), (&by_text, "no text messages are sent from here")] {
            let message = world.message(case).await;
            assert_eq!(message.state, MessageState::GivenUp);
            assert!(message.last_error.as_ref().unwrap().starts_with(why), "{message:?}");
            assert!(kept(&world, case).await.starts_with(b"%PDF"), "it can be printed as it would have gone");
            let view = world.view(case).await;
            let not_reached = |event: &Event| matches!(event, Event::NotReached { .. });
            assert_eq!(view.entries.iter().filter(|entry| not_reached(&entry.event)).count(), 1);
        }
        assert_eq!(world.message(&posted).await.state, MessageState::Sent);
        let named = casework.outbox(council, &setup(), MessageState::GivenUp, None).await.unwrap();
        assert_eq!(named.len(), 2, "staff find them among what did not arrive");
        let run = casework.make_print_run(council, &setup()).await.unwrap().unwrap();
        assert_eq!(run.letters, 1, "what was asked for by letter");
        let view = world.view(&posted).await;
        let printed = casework.printed_on(council, view.messages.iter()).await.unwrap();
        assert_eq!(printed.into_values().collect::<Vec<_>>(), [run.run_on], "nobody posts it twice");
        // A demo sends nothing, and shows it as it would have gone.
        let shown = world.logged("Bao Nguyen", "bao@example.org").await;
        let mut rounds = Rounds::of(&[Job::ReleaseMessages], None).unsent(Unsent::Shown);
        rounds.go(casework).await;
        assert_eq!(world.message(&shown).await.state, MessageState::Sent);
    }

    // Ux S16: a letter to nowhere is not printed; somebody is told, and it goes once there is an address.
    async fn a_letter_without_an_address_is_not_printed_but_named_and_goes_once_there_is_one(world: World) {
        let (council, casework) = (&world.council, &world.casework);
        let nowhere = NewPerson {
            name: "Asha Patel".to_owned(),
            postcode: Some("WS1 4AB".to_owned()),
            reply_by: Some(ReplyBy::Letter),
            ..NewPerson::default()
        };
        let case = world.logged_by(nowhere, (ReplyBy::Letter, Vec::new())).await;
        let addressed = world.posted("Tom Reed", Vec::new()).await;
        round(&world).await;
        let message = world.message(&case).await;
        assert_eq!(message.state, MessageState::GivenUp);
        assert_eq!(message.last_error.as_deref(), Some("there is no postal address on file"));
        assert_eq!(world.message(&addressed).await.state, MessageState::Sent, "no other waits for it");
        let named = casework.outbox(council, &setup(), MessageState::GivenUp, None).await.unwrap();
        assert_eq!(named.len(), 1, "staff find it among what did not arrive");
        let run = casework.make_print_run(council, &setup()).await.unwrap().unwrap();
        assert_eq!(run.letters, 1, "the one with an address");
        // Tried again without one, it is named again.
        let view = world.view(&case).await;
        assert!(casework.try_again(&view, &setup(), &message.message_id).await.unwrap());
        world.wait(SignedDuration::from_mins(10));
        round(&world).await;
        assert_eq!(world.message(&case).await.state, MessageState::GivenUp);

        live(&world, &case).await;
        let view = world.view(&case).await;
        assert!(casework.try_again(&view, &setup(), &message.message_id).await.unwrap());
        world.wait(SignedDuration::from_mins(10));
        round(&world).await;
        let source = casework.kept_source(council, &message.message_id).await.unwrap().unwrap();
        assert!(source.contains("9 New Street"), "{source}");
        let run = casework.make_print_run(council, &setup()).await.unwrap().unwrap();
        assert_eq!((run.number, run.letters), (2, 1));
    }

    async fn what_waits_for_the_printer_without_an_address_is_put_aside_and_set_again_with_one(world: World) {
        let (council, casework) = (&world.council, &world.casework);
        let nowhere = NewPerson {
            name: "Asha Patel".to_owned(),
            postcode: Some("WS1 4AB".to_owned()),
            reply_by: Some(ReplyBy::Letter),
            ..NewPerson::default()
        };
        let case = world.logged_by(nowhere, (ReplyBy::Letter, Vec::new())).await;
        let message = world.message(&case).await;
        // Given it was kept to be printed by a version that asked for no address.
        let old = NewLetter {
            pdf: b"%PDF-old".to_vec(),
            pages: 1,
            layout: "standard",
            source: r#"{"to":["Asha Patel","WS1 4AB"]}"#.to_owned(),
            by_post: true,
        };
        casework.keep_letter(council, &message, old).await.unwrap();
        let due = casework.due_messages(council, &[]).await.unwrap();
        casework.release_these(council, &due).await.unwrap();
        assert_eq!(casework.print_runs(council, &setup()).await.unwrap().waiting, 1);
        // When the day's letters are printed, it is not among them and is named.
        assert!(casework.make_print_run(council, &setup()).await.unwrap().is_none());
        assert_eq!(casework.print_runs(council, &setup()).await.unwrap().waiting, 0);
        assert_eq!(world.message(&case).await.state, MessageState::GivenUp);
        // Then it is set again for the address that somebody found, and goes.
        live(&world, &case).await;
        let view = world.view(&case).await;
        assert!(casework.try_again(&view, &setup(), &message.message_id).await.unwrap());
        world.wait(SignedDuration::from_mins(10));
        round(&world).await;
        let source = casework.kept_source(council, &message.message_id).await.unwrap().unwrap();
        assert!(source.contains("9 New Street"), "{source}");
        assert!(kept(&world, &case).await.len() > 1_000, "it is a letter");
        let run = casework.make_print_run(council, &setup()).await.unwrap().unwrap();
        assert_eq!(run.letters, 1);
        casework.seal(council).await.unwrap();
        let report = casework.store().verify(council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }
}
