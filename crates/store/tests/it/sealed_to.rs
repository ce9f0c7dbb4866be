//! A log that lost acknowledged acts behind a seal is no sound record of an earlier moment: it is found at the start, writing
//! stops, and verifying names it. A program that was killed is never taken for that.

use std::path::Path;

use redress_store::Store;
use redress_store::error::StoreError;

use crate::given::{at, council, registered};

async fn opened(path: &Path) -> Store {
    Store::open(path.to_str().unwrap()).await.unwrap()
}

async fn seal(store: &Store) {
    while store.seal_pending(&council(), 7).await.unwrap() > 0 {
        store.keep_how_far_it_is_sealed(&council()).await.unwrap();
    }
}

/// Lets go of the file: whoever copies it then has all of it, though others hold the same record still.
async fn closed(store: Store, path: &Path) {
    let held_by_another = store.clone();
    store.close().await;
    assert!(!beside(path, "-wal").exists(), "its log is carried over");
    let late = held_by_another.commit(registered(99)).await;
    assert!(
        matches!(late, Err(StoreError::Closed | StoreError::Damaged)),
        "{late:?}"
    );
}

fn beside(path: &Path, end: &str) -> std::path::PathBuf {
    path.with_extension(format!("sqlite{end}"))
}

/// Copies the database with what stands beside it, its log as `change` leaves it.
fn copied(from: &Path, change: impl FnOnce(&mut Vec<u8>)) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("redress.sqlite");
    for end in ["", "-sealed"] {
        std::fs::copy(beside(from, end), beside(&to, end)).unwrap();
    }
    let mut log = std::fs::read(beside(from, "-wal")).unwrap();
    change(&mut log);
    std::fs::write(beside(&to, "-wal"), log).unwrap();
    (folder, to)
}

#[tokio::test]
async fn a_log_cut_or_flipped_anywhere_before_the_last_seal_is_found_and_nothing_is_written_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("redress.sqlite");
    let store = opened(&path).await;
    for number in 1..=30 {
        store.commit(registered(number)).await.unwrap();
    }
    seal(&store).await;
    let length = || usize::try_from(std::fs::metadata(beside(&path, "-wal")).unwrap().len()).unwrap();
    let sealed = length();
    for number in 31..=40 {
        store.commit(registered(number)).await.unwrap();
    }
    let whole = length();
    // Odd places all over the log, and both sides of the last seal.
    let places = (0..30_usize).map(|place| (place * 104_729 + 31) % whole);
    for place in places.chain([sealed - 1, sealed, whole - 1]) {
        let is_lost = place < sealed;
        let cut = copied(&path, |log| log.truncate(place));
        let flipped = copied(&path, |log| log[place] ^= 0x10);
        for (how, (_folder, copy)) in [("cut", cut), ("flipped", flipped)] {
            let copy_store = opened(&copy).await;
            assert_eq!(
                copy_store.is_damaged(),
                is_lost,
                "{how} at {place} of {sealed} and {whole}"
            );
            let written = copy_store.commit(registered(99)).await;
            let is_refused = matches!(written, Err(StoreError::Damaged));
            assert_eq!(is_refused, is_lost, "{how} at {place}: {written:?}");
            let lost = copy_store.lost_behind_seals().await.unwrap();
            assert_eq!(lost.len(), usize::from(is_lost));
            // What is left agrees with itself: nothing but that file shows the loss.
            let report = copy_store.verify(&council(), |_| {}).await.unwrap();
            assert!(report.is_sound(), "{how} at {place}: {:?}", report.faults);
            if let Some((_, fault)) = lost.first() {
                let said = fault.to_string();
                assert!(
                    said.contains("redress.sqlite-sealed") && said.contains("Restore"),
                    "{said}"
                );
            }
            copy_store.close().await;
        }
    }
}

#[tokio::test]
async fn a_program_killed_between_a_seal_and_the_note_of_it_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("redress.sqlite");
    let store = opened(&path).await;
    for number in 1..=5 {
        store.commit(registered(number)).await.unwrap();
        seal(&store).await;
        // Killed before the note, while it is written, and after it.
        store.commit(registered(100 + number)).await.unwrap();
        while store.seal_pending(&council(), 100).await.unwrap() > 0 {}
        std::fs::write(beside(&path, "-sealed.unfinished"), "westsh").unwrap();
        let (_folder, copy) = copied(&path, |_| {});
        let again = opened(&copy).await;
        assert!(!again.is_damaged());
        again.commit(registered(200)).await.unwrap();
        seal(&again).await;
        again.close().await;
        assert!(!opened(&copy).await.is_damaged());
    }
}

#[tokio::test]
async fn another_record_begins_another_file_and_one_put_back_on_purpose_is_taken_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("redress.sqlite");
    let store = opened(&path).await;
    store.commit(registered(1)).await.unwrap();
    seal(&store).await;
    let backup = folder.path().join("redress.backup");
    store.backup(&backup, at(0)).await.unwrap();
    closed(store, &path).await;
    let earlier = std::fs::read(&path).unwrap();
    let store = opened(&path).await;
    store.commit(registered(2)).await.unwrap();
    seal(&store).await;
    closed(store, &path).await;

    std::fs::write(&path, earlier).unwrap();
    let store = opened(&path).await;
    assert!(store.is_damaged(), "an earlier file was put back");
    closed(store, &path).await;
    std::fs::remove_file(beside(&path, "-sealed")).unwrap();
    let store = opened(&path).await;
    assert!(!store.is_damaged());
    store.commit(registered(3)).await.unwrap();
    seal(&store).await;
    closed(store, &path).await;

    // The database is taken away, and a backup restored in its place.
    std::fs::remove_file(&path).unwrap();
    let store = opened(&path).await;
    store.restore(&backup).await.unwrap();
    store.commit(registered(4)).await.unwrap();
    seal(&store).await;
    closed(store, &path).await;
    let store = opened(&path).await;
    assert!(!store.is_damaged() && beside(&path, "-sealed").exists());
    // What is none of ours in the file is as if it were not there.
    std::fs::write(beside(&path, "-sealed"), "\u{0}\nwestshire x y\n").unwrap();
    assert!(store.lost_behind_seals().await.unwrap().is_empty());
}
