//! SQLite files: copies of one that this process made first.

use std::path::{Path, PathBuf};

use redress_store::Store;
use sqlx::{Connection as _, Row as _};
use tokio::sync::OnceCell;

use crate::Database;

pub(crate) async fn copy() -> Database {
    static TABLES: OnceCell<Vec<u8>> = OnceCell::const_new();
    let tables = TABLES.get_or_init(with_tables).await;
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(folder.path());
    std::fs::write(&path, tables).unwrap();
    Database {
        address: path.to_str().unwrap().to_owned(),
        _folder: Some(folder),
    }
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("redress.sqlite")
}

/// The content of a file whose tables are those of this version.
async fn with_tables() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(folder.path());
    let address = path.to_str().unwrap();
    let store = Store::open(address).await.unwrap();
    // What is still in the write-ahead log is not in the file.
    let mut connection = sqlx::SqliteConnection::connect(address).await.unwrap();
    let carried_over = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(carried_over.get::<i64, _>("busy"), 0, "somebody reads it");
    connection.close().await.unwrap();
    let tables = std::fs::read(&path).unwrap();
    store.close().await;
    tables
}
