//! Power cuts: what was acknowledged stays, and nothing is half there.

use std::path::Path;

use redress_domain::words::Digest;
use redress_store::Store;
use redress_store::changes::{Append, NewEvent, ReadModel};
use redress_store::stream::StreamId;

use crate::given::{act, case_id, case_row, council, nothing, registered};
use crate::on_both_engines;

/// Copies the file and so much of its write-ahead log as a power cut left.
fn copy_cut_off(from: &Path, to: &Path, length: usize) {
    std::fs::copy(from, to).unwrap();
    let wal = std::fs::read(from.with_extension("sqlite-wal")).unwrap();
    std::fs::write(to.with_extension("sqlite-wal"), &wal[..length.min(wal.len())]).unwrap();
}

#[tokio::test]
async fn a_log_that_is_cut_off_anywhere_leaves_whole_acts_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("redress.sqlite");
    let store = Store::open(path.to_str().unwrap()).await.unwrap();
    for number in 1..=30 {
        store.commit(registered(number)).await.unwrap();
    }
    let whole = std::fs::metadata(path.with_extension("sqlite-wal"))
        .unwrap()
        .len();
    let whole = usize::try_from(whole).unwrap();
    // A salt and a multiplier that spread the cuts over the whole log, odd bytes included.
    let cuts = (0..40_usize)
        .map(|cut| (cut * 104_729 + 31) % whole)
        .chain([whole]);
    let mut most = 0;
    for cut in cuts {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("redress.sqlite");
        copy_cut_off(&path, &copy, cut);
        let copy = Store::open(copy.to_str().unwrap()).await.unwrap();
        let report = copy.verify(&council(), |_| {}).await.unwrap();
        assert!(report.is_sound(), "cut at {cut}: {:?}", report.faults);
        // Each act has two events, one text and one person: all of them or none, and none is skipped.
        let acts = report.words;
        assert_eq!((report.events, report.persons), (2 * acts, acts), "cut at {cut}");
        for number in 1..=30 {
            let version = copy
                .version_of(&council(), &StreamId::case(&case_id(number)))
                .await
                .unwrap();
            assert_eq!(
                version,
                i64::from(u64::from(number) <= acts),
                "cut at {cut}, case {number}"
            );
        }
        most = most.max(acts);
    }
    assert_eq!(most, 30, "the whole log holds everything that was acknowledged");
}

#[tokio::test]
async fn the_engine_says_that_it_syncs_every_commit() {
    let database = crate::engines::sqlite().await;
    let settings = database.store.settings().await.unwrap();
    let settings: Vec<(&str, &str)> = settings
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    // 2 is FULL.
    let wanted = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
    ];
    assert_eq!(settings, wanted);
}

on_both_engines! {
    async fn an_act_is_done_even_when_whoever_asked_is_gone(database: Database) {
        let store = &database.store;
        for version in 0..20 {
            // The request is dropped at its first pause, which is after it was handed over.
            let mut changes = act(1, version, &["noted"]);
            changes.rows.push(ReadModel::Case(Box::new(case_row(1))));
            let commit = store.commit(changes);
            let _ = tokio::time::timeout(std::time::Duration::ZERO, commit).await;
            // Whoever asks next waits for the work that came before.
            while store.version_of(&council(), &StreamId::case(&case_id(1))).await.unwrap() == version {
                tokio::task::yield_now().await;
            }
        }
        assert!(store.verify(&council(), |_| {}).await.unwrap().is_sound());
    }

    async fn an_event_says_what_was_given_byte_for_byte(database: Database) {
        let store = &database.store;
        let body = "{\"text\":\"\u{0} Zoë \u{1f600} \\u0000 'quoted' -- $1 ; DROP TABLE event\"}".replace('\u{0}', "");
        let mut changes = nothing(0);
        let stream = StreamId::case(&case_id(1));
        let events = vec![NewEvent { kind: "opened", body: body.clone(), salt: [255; 16] }];
        changes.appends.push(Append { stream: stream.clone(), expected: 0, events });
        store.commit(changes).await.unwrap();
        let event = store.chain_of(&council(), &stream).await.unwrap().pop().unwrap();
        assert_eq!(event.body.as_deref(), Some(body.as_str()));
        assert_eq!(event.digest, Digest::of(&[255; 16], body.as_bytes()));
    }
}
