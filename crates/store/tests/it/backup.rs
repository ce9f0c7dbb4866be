//! Backups: whole or refused, and the same from either engine into either.

use redress_store::Store;
use redress_store::changes::Erase;
use redress_store::error::StoreError;
use redress_store::rebuild::Side;
use redress_store::stream::StreamId;

use crate::engines::Database;
use crate::given::{act, at, case_id, council, nothing, person_id, registered, words_id};
use crate::on_both_engines;

async fn recorded(store: &Store) {
    for changes in [
        registered(1),
        act(1, 1, &["acknowledged", "noted"]),
        registered(2),
    ] {
        store.commit(changes).await.unwrap();
    }
    store.seal_pending(&council(), 2).await.unwrap();
}

/// All lines but the first, which says when.
fn body(path: &std::path::Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().skip(1).filter(|line| !line.contains("sha256"));
    lines.map(str::to_owned).collect()
}

async fn backed_up(database: &Database) -> (tempfile::TempDir, std::path::PathBuf) {
    recorded(&database.store).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("redress.backup");
    assert!(database.store.backup(&path, at(0)).await.unwrap() > 10);
    (folder, path)
}

on_both_engines! {
    async fn a_restored_database_is_the_same_on_either_engine(database: Database) {
        let (folder, path) = backed_up(&database).await;
        let mut targets = vec![crate::engines::sqlite().await];
        targets.extend(crate::engines::postgres().await);
        for target in &targets {
            target.store.restore(&path).await.unwrap();
            let again = folder.path().join("again.backup");
            target.store.backup(&again, at(9)).await.unwrap();
            assert_eq!(body(&again), body(&path), "into {}", target.store.engine());
            let report = target.store.verify(&council(), |_| {}).await.unwrap();
            assert!(report.is_sound(), "{:?}", report.faults);
            // What comes next goes on from what was restored.
            target.store.commit(act(1, 3, &["noted"])).await.unwrap();
        }
    }

    async fn a_damaged_or_cut_off_backup_is_refused_whole(database: Database) {
        let (folder, path) = backed_up(&database).await;
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let cut_off = lines[..lines.len() - 3].join("\n");
        let altered = text.replace("acknowledged", "acknowledgeD");
        for bad in [cut_off, altered, String::new(), "{}".to_owned()] {
            let file = folder.path().join("bad.backup");
            std::fs::write(&file, bad).unwrap();
            let target = crate::engines::sqlite().await;
            let refused = target.store.restore(&file).await.unwrap_err();
            assert!(matches!(refused, StoreError::BadBackup { .. }), "{refused:?}");
            assert!(target.store.councils().await.unwrap().is_empty());
        }
    }

    async fn a_backup_is_not_restored_over_anything(database: Database) {
        let (_folder, path) = backed_up(&database).await;
        let refused = database.store.restore(&path).await.unwrap_err();
        assert!(matches!(refused, StoreError::NotEmpty("event")), "{refused:?}");
    }

    async fn a_backup_can_be_taken_while_others_write(database: Database) {
        let store = database.store.clone();
        let writer = tokio::spawn(async move {
            for number in 10..60 {
                store.commit(registered(number)).await.unwrap();
            }
        });
        let (_folder, path) = backed_up(&database).await;
        writer.await.unwrap();
        let target = crate::engines::sqlite().await;
        target.store.restore(&path).await.unwrap();
        let report = target.store.verify(&council(), |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }

    async fn what_was_erased_after_a_backup_is_erased_again_after_a_restore(database: Database) {
        let (_folder, path) = backed_up(&database).await;
        let mut changes = nothing(500);
        changes.erase = vec![Erase::Words(words_id(1)), Erase::Person(person_id(1))];
        database.store.commit(changes).await.unwrap();
        let ledger = database.store.erased_since(&council(), at(400)).await.unwrap();
        assert_eq!(ledger.len(), 2);

        let target = crate::engines::sqlite().await;
        target.store.restore(&path).await.unwrap();
        assert!(target.store.person(&council(), &person_id(1)).await.unwrap().is_some());
        let mut changes = nothing(600);
        changes.erase = ledger.into_iter().map(|(_, erase)| erase).collect();
        target.store.commit(changes).await.unwrap();
        assert!(target.store.person(&council(), &person_id(1)).await.unwrap().is_none());
        assert!(target.store.words(&council(), [&words_id(1)]).await.unwrap().is_empty());
        assert!(target.store.verify(&council(), |_| {}).await.unwrap().is_sound());
    }

    async fn a_case_that_moved_on_during_a_rebuild_is_named(database: Database) {
        let store = &database.store;
        store.commit(registered(1)).await.unwrap();
        store.commit(registered(2)).await.unwrap();
        assert!(store.stale_cases(&council(), 9).await.unwrap().is_empty());
        store.begin_rebuild(&council()).await.unwrap();
        store.write_shadow(&council(), &registered(1).rows).await.unwrap();
        store.commit(act(1, 1, &["noted"])).await.unwrap();
        store.swap_rebuilt(&council()).await.unwrap();
        let stale = store.stale_cases(&council(), 9).await.unwrap();
        assert_eq!(stale, [StreamId::case(&case_id(1)), StreamId::case(&case_id(2))]);
        store.put_again(&council(), &registered(2).rows).await.unwrap();
        assert_eq!(store.stale_cases(&council(), 9).await.unwrap().len(), 1);
    }

    async fn rebuilt_read_models_take_the_place_of_the_live_ones(database: Database) {
        let store = &database.store;
        recorded(store).await;
        let live = store.dump_read_models(&council(), Side::Live).await.unwrap();
        assert_eq!(live.len(), 3);
        store.begin_rebuild(&council()).await.unwrap();
        let rows: Vec<_> = [registered(1), registered(2)].into_iter().flat_map(|changes| changes.rows).collect();
        store.write_shadow(&council(), &rows).await.unwrap();
        assert_eq!(store.dump_read_models(&council(), Side::Shadow).await.unwrap(), live);
        database.tamper("UPDATE cases SET status = 'spoilt' WHERE council = 'lancaster'").await;
        assert_ne!(store.dump_read_models(&council(), Side::Live).await.unwrap(), live);
        store.swap_rebuilt(&council()).await.unwrap();
        assert_eq!(store.dump_read_models(&council(), Side::Live).await.unwrap(), live);
        assert!(store.dump_read_models(&council(), Side::Shadow).await.unwrap().is_empty());
    }
}

/// With whatever the machine gives to new files: what holds names and texts in the clear is for its owner alone.
#[cfg(unix)]
#[tokio::test]
async fn a_database_its_log_and_a_backup_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let store = Store::open(at("a.sqlite").to_str().unwrap()).await.unwrap();
    recorded(&store).await;
    // One that was left behind, half finished, by a version that did not see to it.
    std::fs::write(at("a.backup.unfinished"), "").unwrap();
    std::fs::set_permissions(at("a.backup.unfinished"), std::fs::Permissions::from_mode(0o644)).unwrap();
    store.backup(&at("a.backup"), crate::given::at(0)).await.unwrap();
    let restored = Store::open(at("b.sqlite").to_str().unwrap()).await.unwrap();
    restored.restore(&at("a.backup")).await.unwrap();
    for name in [
        "a.sqlite",
        "a.sqlite-wal",
        "a.sqlite-shm",
        "a.backup",
        "b.sqlite",
        "b.sqlite-wal",
    ] {
        assert_eq!(mode(&at(name)), 0o600, "{name}");
    }
    // Whoever runs it may have given the database to a group: that stays.
    store.close().await;
    std::fs::set_permissions(at("a.sqlite"), std::fs::Permissions::from_mode(0o640)).unwrap();
    Store::open(at("a.sqlite").to_str().unwrap())
        .await
        .unwrap()
        .close()
        .await;
    assert_eq!(mode(&at("a.sqlite")), 0o640);
}
