//! Seals and verification: what is altered, removed, cut off or moved is found and named.

use redress_store::changes::Erase;
use redress_store::stream::StreamId;
use redress_store::verify::{Fault, VerifyReport};

use crate::engines::Database;
use crate::given::{act, case_id, council, nothing, opened, person_id, words_id};
use crate::on_both_engines;

fn stream() -> StreamId {
    StreamId::case(&case_id(1))
}

/// Three cases with five events, sealed or not.
async fn recorded(database: &Database, sealed: bool) {
    let store = &database.store;
    for changes in [
        opened(1),
        act(1, 1, &["acknowledged", "noted"]),
        opened(2),
        opened(3),
    ] {
        store.commit(changes).await.unwrap();
    }
    if sealed {
        while store.seal_pending(&council(), 2).await.unwrap() > 0 {}
    }
}

async fn verified(database: &Database) -> VerifyReport {
    database.store.verify(&council(), |_| {}).await.unwrap()
}

async fn found(database: &Database, tampering: &str) -> Vec<Fault> {
    database.tamper(tampering).await;
    verified(database).await.faults
}

on_both_engines! {
    async fn a_record_that_nobody_touched_is_sound(database: Database) {
        recorded(&database, true).await;
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!((report.events, report.streams, report.seals, report.unsealed), (5, 3, 5, 0));
        assert_eq!((report.words, report.persons), (3, 3));
        assert_eq!(report.last_seal.unwrap().0, 5);
    }

    async fn what_waits_for_its_seal_is_counted(database: Database) {
        recorded(&database, false).await;
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!((report.seals, report.unsealed), (0, 5));
    }

    async fn an_altered_event_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE event SET actor = 'anonymous' WHERE kind = 'acknowledged'").await;
        assert_eq!(faults, [Fault::Altered { stream: stream(), version: 2 }]);
    }

    async fn an_altered_body_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE event SET body = '{}' WHERE kind = 'acknowledged'").await;
        assert_eq!(faults, [Fault::BodyAltered { stream: stream(), version: 2 }]);
    }

    async fn a_removed_event_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM event WHERE kind = 'acknowledged'").await;
        assert!(faults.contains(&Fault::Missing { stream: stream(), first: 2, last: 2 }), "{faults:?}");
        let sealed = |fault: &Fault| matches!(fault, Fault::SealedOtherwise { version: 2, .. });
        assert!(faults.iter().any(sealed), "{faults:?}");
    }

    async fn events_that_changed_places_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE event SET version = 9 WHERE kind = 'noted';
            UPDATE event SET version = 3 WHERE kind = 'acknowledged';
            UPDATE event SET version = 2 WHERE kind = 'noted'").await;
        assert!(faults.contains(&Fault::Altered { stream: stream(), version: 2 }), "{faults:?}");
        assert!(faults.contains(&Fault::Altered { stream: stream(), version: 3 }), "{faults:?}");
        assert!(faults.contains(&Fault::Unchained { stream: stream(), version: 2 }), "{faults:?}");
    }

    async fn a_sealed_tail_that_was_cut_off_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM event WHERE kind = 'noted'").await;
        let [Fault::SealedOtherwise { stream: cut, version: 3, .. }] = &faults[..] else { panic!("{faults:?}") };
        assert_eq!(*cut, stream());
    }

    async fn a_tail_that_was_cut_off_before_its_seal_leaves_its_place_in_the_queue(database: Database) {
        recorded(&database, false).await;
        let faults = found(&database, "DELETE FROM event WHERE kind = 'noted'").await;
        assert_eq!(faults, [Fault::Missing { stream: stream(), first: 3, last: 3 }]);
    }

    async fn seals_that_were_cut_off_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM seal WHERE position > 3").await;
        assert!(faults.contains(&Fault::SealsMissing { first: 4, last: 5 }), "{faults:?}");
        assert!(faults.iter().any(|fault| matches!(fault, Fault::NeverSealed { .. })), "{faults:?}");
    }

    async fn an_altered_or_removed_seal_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM seal WHERE position = 2;
            UPDATE seal SET event_hash = 'x' WHERE position = 4").await;
        assert!(faults.contains(&Fault::SealsMissing { first: 2, last: 2 }), "{faults:?}");
        assert!(faults.contains(&Fault::SealAltered { position: 4 }), "{faults:?}");
    }

    async fn an_event_that_was_slipped_in_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "INSERT INTO event SELECT council, stream, 4, kind, body, salt, digest,
            hash, hash, recorded_at, actor FROM event WHERE kind = 'noted'").await;
        assert!(faults.contains(&Fault::Altered { stream: stream(), version: 4 }), "{faults:?}");
        assert!(faults.contains(&Fault::NeverSealed { stream: stream(), count: 1 }), "{faults:?}");
    }

    async fn altered_words_and_details_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE word SET body = 'All is well.' WHERE body LIKE '%number 1 %';
            UPDATE person SET name = 'Somebody Else' WHERE name = 'Alex Example2'").await;
        let words = Fault::WordsAltered { stream: stream(), version: 1, words: words_id(1) };
        assert_eq!(faults, [words, Fault::PersonAltered(person_id(2))]);
    }

    async fn words_that_went_without_a_word_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM word WHERE body LIKE '%number 1 %'").await;
        let missing = |id: String| Fault::WordsMissing { stream: stream(), version: 1, id };
        assert_eq!(faults, [missing(words_id(1).to_string())]);
        let faults = found(&database, "DELETE FROM person_token; DELETE FROM person").await;
        assert_eq!(faults.len(), 4, "{faults:?}");
        assert!(faults.contains(&missing(person_id(1).to_string())), "{faults:?}");
    }

    async fn what_was_erased_as_it_should_be_is_no_fault(database: Database) {
        recorded(&database, true).await;
        let mut changes = nothing(900);
        changes.erase = vec![
            Erase::Words(words_id(1)),
            Erase::Person(person_id(1)),
            Erase::Bodies(StreamId::case(&case_id(2))),
        ];
        database.store.commit(changes).await.unwrap();
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!(report.erased, 3);
        assert!(database.store.person(&council(), &person_id(1)).await.unwrap().is_none());
        let events = database.store.stream(&council(), &StreamId::case(&case_id(2))).await.unwrap();
        assert!(events[0].body.is_none());
    }

    async fn seals_have_no_gaps_while_many_write_and_seal(database: Database) {
        let store = &database.store;
        let writers = (0..6_u32).map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for version in 0..10 {
                    store.commit(act(writer, version, &["noted"])).await.unwrap();
                    store.seal_pending(&council(), 3).await.unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        while store.seal_pending(&council(), 100).await.unwrap() > 0 {}
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!((report.events, report.seals, report.unsealed), (60, 60, 0));
        let seals = store.seals_after(&council(), 0, 100).await.unwrap();
        let of_one: Vec<i64> = seals.iter().filter(|seal| seal.stream == stream()).map(|seal| seal.version).collect();
        assert_eq!(of_one, (1..=10).collect::<Vec<_>>());
    }
}
