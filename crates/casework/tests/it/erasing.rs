//! What a case's own events say of somebody's health or need goes with what people told, and the case stays what it was
//! (UK GDPR, articles 9 and 17; docs/decisions/0093); and an older backup brings none of it back.

use jiff::civil::date;
use redress_casework::failure::Failure;
use redress_casework::kept::NewLetter;
use redress_casework::measure::Ask;
use redress_casework::outside::Outside as _;
use redress_casework::subject_access::Bundle;
use redress_domain::calendar::london::day_ends_at;
use redress_domain::case::{Basis, Case, Command, ConcernKind, ConcernTold, NewInvolved, Part, PeopleOrder};
use redress_domain::id::{CaseId, PersonId};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{Measure, Range};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, Role, SupportNeed};
use redress_store::changes::Erase;
use redress_store::message::MessageState;
use redress_store::stream::StreamId;

use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, setup};

/// What the events of the case say that is of somebody's health or need.
const TELLING: [&str; 6] = [
    "large-print",
    "for-someone-who-cannot-consent",
    "lasting-power-of-attorney",
    "vulnerability",
    "adult-social-care",
    "support_words",
];

/// A complaint of somebody who needs large print and cannot consent, for whom somebody was concerned, and who was written to.
async fn telling(world: &World) -> (Reference, CaseId) {
    let fresh = world.casework.fresh();
    let mut new = world.contact(Kind::Complaint);
    new.contact.support = vec![SupportNeed::LargePrint];
    new.contact.support_words = Some(fresh.words("She sees little."));
    let case = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    let speaks = NewInvolved {
        person: fresh.person(),
        part: Part::ForSomeoneWhoCannotConsent,
        consent: None,
        basis: Some(Basis::LastingPower),
        reason: None,
        reply_by: None,
    };
    let version = world
        .store()
        .version_of(&world.council, &StreamId::case(&case.id))
        .await
        .unwrap();
    let details = redress_casework::act::NewPerson {
        name: "Sam Okafor".to_owned(),
        ..redress_casework::act::NewPerson::default()
    };
    let joins = (speaks, Some(details));
    world
        .casework
        .add_person(&world.council, &adviser(), (&case.id, version), joins)
        .await
        .unwrap();
    let concern = fresh.concern();
    let raise = PeopleOrder::RaiseConcern {
        concern: concern.clone(),
        kind: ConcernKind::Vulnerability,
        words: fresh.words("She forgets to eat."),
    };
    world.done(&adviser(), &case.id, Command::People(raise)).await;
    let tell = PeopleOrder::TellOfConcern {
        concern,
        who: ConcernTold::AdultSocialCare,
        on: world.casework.today(),
        words: fresh.words("Ms Ward took it."),
    };
    world
        .done(&complaints_manager(), &case.id, Command::People(tell))
        .await;
    (case.reference, case.id)
}

/// A letter in large print, as it goes.
fn a_letter() -> NewLetter {
    NewLetter {
        pdf: b"%PDF-1".to_vec(),
        pages: 2,
        layout: "large-print",
        source: r#"{"to":["Asha Patel","12 Mill Lane"]}"#.to_owned(),
        by_post: true,
    }
}

/// Keeps the letters of a case, as they go, in large print.
async fn letters_kept(world: &World, reference: &Reference) -> usize {
    let view = world
        .casework
        .open_case(&world.council, &setup(), reference)
        .await
        .unwrap();
    for message in &view.messages {
        world
            .casework
            .keep_letter(&world.council, message, a_letter())
            .await
            .unwrap();
    }
    let id = view.id;
    world
        .store()
        .letters_of_case(&world.council, &id)
        .await
        .unwrap()
        .len()
}

async fn opened(world: &World, reference: &Reference) -> (Case, usize, i64) {
    let view = world
        .casework
        .open_case(&world.council, &setup(), reference)
        .await
        .unwrap();
    (view.case, view.entries.len(), view.version)
}

async fn asked(world: &World, reference: &Reference) -> (PersonId, usize) {
    let customer = world
        .casework
        .customer_of(&world.council, reference)
        .await
        .unwrap()
        .unwrap();
    let why = (&customer, "She asked for it.");
    let erased = world
        .casework
        .forget_person(&world.council, &setup(), why)
        .await
        .unwrap();
    (customer.clone(), erased.unwrap())
}

async fn said(world: &World) -> Vec<&'static str> {
    let events = world.events_as_text().await;
    TELLING.into_iter().filter(|word| events.contains(word)).collect()
}

async fn found(world: &World, typed: &str) -> usize {
    let found = world
        .casework
        .search(&world.council, &setup(), typed, (None, 50))
        .await;
    found.unwrap().lines.len()
}

on_both_engines! {
    async fn what_a_case_says_of_somebodys_health_goes_and_the_case_stays_what_it_was(world: World) {
        world.is_day(date(2026, 12, 1));
        let (reference, id) = telling(&world).await;
        assert!(letters_kept(&world, &reference).await > 0);
        assert_eq!(said(&world).await, TELLING, "the record has it");
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("redress.backup");
        world.is_day(date(2026, 12, 2));
        world.done(&complaints_manager(), &id, Command::Withdraw { reason: None }).await;
        world.store().backup(&backup, world.outside.now()).await.unwrap();
        let then = world.outside.now();
        let before = opened(&world, &reference).await.0;
        world.is_day(date(2026, 12, 9));
        let (_, erased) = asked(&world, &reference).await;
        assert_eq!(erased, 1);

        assert_eq!(said(&world).await, Vec::<&str>::new());
        let (after, entries, version) = opened(&world, &reference).await;
        assert_eq!(i64::try_from(entries).unwrap(), version, "each event has its place in the history");
        assert!(after.support.is_empty() && after.support_words.is_none() && after.concerns.is_empty());
        let speaks = |case: &Case| case.people.iter().map(|one| (one.person.clone(), one.may_speak())).collect::<Vec<_>>();
        assert_eq!(speaks(&after), speaks(&before), "that somebody spoke for her stays, and not why");
        // All the rest is as it was, also when somebody last did anything to it.
        let rest = Case {
            support: before.support.clone(),
            support_words: before.support_words.clone(),
            concerns: before.concerns.clone(),
            people: before.people.clone(),
            ..after
        };
        assert_eq!(rest, before);
        world.assert_sound().await;
        world.assert_rebuilt_is_live().await;
        let received = Ask::new(Measure::ComplaintsReceived, Range { from: date(2026, 12, 1), to: date(2026, 12, 31) });
        let as_at = world.casework.figures_as_at(&world.council, &received, day_ends_at(date(2026, 12, 2))).await;
        assert_eq!(as_at.unwrap().unwrap().whole, Figure::Count(1), "a figure of a past day stays");
        assert_eq!(asked(&world, &reference).await.1, 0, "nothing is left to go");

        // An older backup brings none of it back.
        let ledger = world.casework.ledger_of_erasures(&world.council, then).await.unwrap();
        let things: Vec<Erase> = ledger.iter().map(|line| line.erase().unwrap()).collect();
        let restored = World::restored(&backup, &world).await;
        assert_eq!(said(&restored).await, TELLING, "the backup has it still");
        let again = (things.as_slice(), "The disk failed.");
        let done = restored.casework.erase_again(&restored.council, &setup(), again).await.unwrap();
        assert_eq!((done.cases, said(&restored).await), (1, Vec::new()));
        assert_eq!(opened(&restored, &reference).await.0.received_on, date(2026, 12, 1));
        restored.assert_sound().await;
        restored.assert_rebuilt_is_live().await;
    }

    // A letter that goes after the backup was restored is named by no ledger: what is left of it would be of no letter.
    async fn letters_that_go_after_a_backup_was_restored_go_with_their_case(world: World) {
        world.is_day(date(2026, 12, 1));
        let (reference, id) = telling(&world).await;
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("redress.backup");
        world.store().backup(&backup, world.outside.now()).await.unwrap();
        let then = world.outside.now();
        world.done(&complaints_manager(), &id, Command::Withdraw { reason: None }).await;
        assert_eq!(asked(&world, &reference).await.1, 1);
        let ledger = world.casework.ledger_of_erasures(&world.council, then).await.unwrap();
        let things: Vec<Erase> = ledger.iter().map(|line| line.erase().unwrap()).collect();

        let restored = World::restored(&backup, &world).await;
        let again = (things.as_slice(), "The disk failed.");
        assert!(found(&restored, "Patel").await == 1 && found(&restored, "WS1 4AB").await == 1);
        let done = restored.casework.erase_again(&restored.council, &setup(), again).await.unwrap();
        assert_eq!(done.not_closed, [reference.to_string()]);
        // It is open here, and found by nothing that was erased.
        for typed in ["Patel", "WS1 4AB", "missed three times"] {
            assert_eq!(found(&restored, typed).await, 0, "{typed}");
        }
        restored.assert_rebuilt_is_live().await;
        assert!(!said(&restored).await.is_empty(), "a case that is open keeps what its events say until it is closed");
        restored.done(&complaints_manager(), &id, Command::Withdraw { reason: None }).await;
        assert!(letters_kept(&restored, &reference).await > 0);
        let done = restored.casework.erase_again(&restored.council, &setup(), again).await.unwrap();
        assert_eq!((done.cases, done.not_closed), (1, Vec::new()));
        assert_eq!(said(&restored).await, Vec::<&str>::new());
        restored.assert_sound().await;
        restored.assert_rebuilt_is_live().await;
    }

    // UK GDPR, article 17: what a worker has in its hands when a case is erased does not come back onto it.
    async fn a_letter_that_was_being_set_as_its_case_was_erased_is_not_kept_and_what_waits_goes_no_more(world: World) {
        world.is_day(date(2026, 12, 1));
        let (reference, id) = telling(&world).await;
        world.done(&complaints_manager(), &id, Command::Withdraw { reason: None }).await;
        let (council, store) = (&world.council, world.store());
        let messages = store.messages_of_case(council, &id).await.unwrap();
        assert!(!messages.is_empty() && messages.iter().all(|message| message.state == MessageState::Waiting));
        let view = world.casework.open_case(council, &setup(), &reference).await.unwrap();
        assert_eq!(asked(&world, &reference).await.1, 1);

        for message in &view.messages {
            world.casework.keep_letter(council, message, a_letter()).await.unwrap();
            let stream = StreamId::letter(&message.message_id);
            assert!(store.words_of_stream(council, &stream).await.unwrap().is_empty());
            assert!(store.files_of_stream(council, &stream).await.unwrap().is_empty());
        }
        assert!(store.letters_of_case(council, &id).await.unwrap().is_empty());
        let messages = store.messages_of_case(council, &id).await.unwrap();
        assert!(messages.iter().all(|message| message.state == MessageState::TakenBack), "{messages:?}");
        world.wait_days(1);
        assert!(world.casework.due_messages(council, &[]).await.unwrap().is_empty());
        assert_eq!(asked(&world, &reference).await.1, 0, "nothing came onto it");
        world.assert_sound().await;
        world.assert_rebuilt_is_live().await;
    }

    // The same where the two are one moment: whichever is first, nothing of the letter is left.
    async fn a_letter_that_is_kept_in_the_moment_in_which_its_case_is_erased_is_not_left(world: World) {
        for _ in 0..8 {
            let (reference, id) = telling(&world).await;
            world.done(&complaints_manager(), &id, Command::Withdraw { reason: None }).await;
            let view = world.casework.open_case(&world.council, &setup(), &reference).await.unwrap();
            let customer = asks_customer(&world, &reference).await;
            let (actor, message) = (setup(), view.messages.first().unwrap());
            let (erased, kept) = tokio::join!(
                world.casework.forget_person(&world.council, &actor, (&customer, "She asked for it.")),
                world.casework.keep_letter(&world.council, message, a_letter()),
            );
            kept.unwrap();
            let is_erased = match erased {
                Ok(erased) => erased.unwrap() == 1,
                // Asked again, it goes.
                Err(Failure::Conflict { .. }) => asked(&world, &reference).await.1 == 1,
                Err(other) => panic!("{other:?}"),
            };
            assert!(is_erased);
            let stream = StreamId::letter(&message.message_id);
            assert!(world.store().words_of_stream(&world.council, &stream).await.unwrap().is_empty());
            assert!(world.store().files_of_stream(&world.council, &stream).await.unwrap().is_empty());
        }
        world.assert_sound().await;
    }

    // UK GDPR, article 17: a search that somebody keeps holds whom it is for.
    async fn a_search_for_somebody_that_staff_keep_goes_with_their_details(world: World) {
        world.is_day(date(2026, 12, 1));
        let case = world.logged(Kind::Complaint).await;
        let kept = [
            ("Mine", "q=Asha+Patel&kind=complaint"),
            ("Patel", "kind=complaint"),
            ("By name", "q=patel"),
            ("By e-mail", "q=Asha%40example.org"),
            ("By phone", "q=01632960001"),
            ("By postcode", "q=bins+ws14ab"),
            ("Bins", "q=missed+bins&service=waste"),
        ];
        for search in kept {
            world.casework.save_filter(&world.council, &adviser(), search).await.unwrap();
        }
        world.done(&complaints_manager(), &case.id, Command::Withdraw { reason: None }).await;
        let of_adviser = async || {
            let kept = world.casework.saved_filters(&world.council, &adviser()).await.unwrap();
            kept.into_iter().map(|search| search.name).collect::<Vec<_>>()
        };
        assert_eq!(of_adviser().await.len(), kept.len());
        assert_eq!(asked(&world, &case.reference).await.1, 1);
        assert_eq!(of_adviser().await, ["Bins"]);
        world.assert_sound().await;
    }

    // Complaint Handling Code 5: whoever puts together what is kept of somebody does not learn of a complaint about themselves.
    async fn what_is_kept_of_somebody_names_no_case_about_whoever_puts_it_together(world: World) {
        let ida = world.hires("Ida", &[Role::Auditor], &[]).await;
        let asks = world.logged(Kind::Complaint).await;
        let mut others = Vec::new();
        for whom in [Vec::new(), vec![ida.user().unwrap().clone()]] {
            // The same e-mail address, and nobody said that it is one person.
            let mut new = world.contact(Kind::Complaint);
            new.contact.about = whom;
            others.push(world.casework.log(&world.council, &setup(), new).await.unwrap().reference);
        }
        let person = asks_customer(&world, &asks.reference).await;
        let read_first = async |actor: &Actor| {
            let mut found = String::new();
            let mut take = |part: redress_casework::subject_access::Part| {
                if part.name == "READ-FIRST.txt" {
                    found = String::from_utf8(part.content).unwrap();
                }
                Ok(())
            };
            let why = (&person, "She asked for it.");
            let mut bundle = Bundle::new(&mut take);
            world.casework.subject_access(&world.council, actor, why, &mut bundle).await.unwrap();
            found
        };
        let (hers, all) = (read_first(&ida).await, read_first(&setup()).await);
        for (number, reference) in others.iter().enumerate() {
            assert!(all.contains(reference.as_str()), "{all}");
            assert_eq!(hers.contains(reference.as_str()), number == 0, "{hers}");
        }
    }
}

async fn asks_customer(world: &World, reference: &Reference) -> PersonId {
    let customer = world.casework.customer_of(&world.council, reference).await;
    customer.unwrap().unwrap()
}
