//! Databases to test on, each made for one test.

use std::sync::atomic::{AtomicU32, Ordering};

use redress_store::Store;
use sqlx::{AssertSqlSafe, Connection as _};

/// An empty database of one engine.
pub(crate) struct Database {
    /// Where it is.
    pub(crate) address: String,
    /// The store that is open on it.
    pub(crate) store: Store,
    _folder: Option<tempfile::TempDir>,
}

/// A SQLite file in a folder of its own.
pub(crate) async fn sqlite() -> Database {
    let folder = tempfile::tempdir().unwrap();
    let address = folder.path().join("redress.sqlite").to_str().unwrap().to_owned();
    let store = Store::open(&address).await.unwrap();
    Database {
        address,
        store,
        _folder: Some(folder),
    }
}

/// A PostgreSQL database of its own; `None`, said aloud, where there is no server to make one on.
pub(crate) async fn postgres() -> Option<Database> {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        let required = ["CI", "REDRESS_REQUIRE_POSTGRES"]
            .iter()
            .any(|name| std::env::var_os(name).is_some());
        assert!(
            !required,
            "TEST_POSTGRES_URL must be set here: see scripts/postgres-for-tests"
        );
        eprintln!("SKIPPED ON POSTGRESQL: TEST_POSTGRES_URL is not set; see scripts/postgres-for-tests");
        return None;
    };
    let name = format!(
        "test_{}_{}",
        std::process::id(),
        MADE.fetch_add(1, Ordering::Relaxed)
    );
    let mut connection = sqlx::PgConnection::connect(&server).await.unwrap();
    for text in [
        format!("DROP DATABASE IF EXISTS {name}"),
        format!("CREATE DATABASE {name}"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(text))
            .execute(&mut connection)
            .await
            .unwrap();
    }
    connection.close().await.unwrap();
    let (before, _) = server.rsplit_once('/').unwrap();
    let address = format!("{before}/{name}");
    let store = Store::open_with(&address, 6).await.unwrap();
    Some(Database {
        address,
        store,
        _folder: None,
    })
}

/// Runs each test on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($( $(#[$meta:meta])* async fn $name:ident($database:ident: Database) $body:block )+) => {$(
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn test($database: $crate::engines::Database) $body

            #[tokio::test]
            async fn on_sqlite() {
                test($crate::engines::sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                if let Some(database) = $crate::engines::postgres().await {
                    test(database).await;
                }
            }
        }
    )+};
}

impl Database {
    /// The address of another database of the same engine, with nothing in it at all.
    pub(crate) async fn beside(&self) -> String {
        if !self.address.starts_with("postgres") {
            return format!("{}-beside", self.address);
        }
        let address = format!("{}_beside", self.address);
        let (_, name) = address.rsplit_once('/').unwrap();
        self.tamper(&format!("DROP DATABASE IF EXISTS {name}")).await;
        self.tamper(&format!("CREATE DATABASE {name}")).await;
        address
    }

    /// Changes rows behind the program's back.
    pub(crate) async fn tamper(&self, text: &str) {
        let text = AssertSqlSafe(text.to_owned());
        if self.address.starts_with("postgres") {
            let mut connection = sqlx::PgConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
        }
    }
}
