//! Databases on the PostgreSQL server that tests are given: empty ones, and copies of one that has the tables.

use std::sync::atomic::{AtomicU32, Ordering};

use redress_store::{Store, migrate};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tokio::sync::OnceCell;

use crate::Database;

#[cfg(test)]
mod tests;

/// Whoever holds this lock of the server's makes the tables that are copied; any number that nothing else takes.
const MAKES_TABLES: i64 = 0x7ab1_e500;

/// The address of the server. Without one the tests on it are passed over, loudly; where one is required they fail.
pub fn server() -> Option<String> {
    let address = std::env::var("TEST_POSTGRES_URL").ok();
    if address.is_none() {
        let required = ["CI", "REDRESS_REQUIRE_POSTGRES"]
            .iter()
            .any(|name| std::env::var_os(name).is_some());
        assert!(
            !required,
            "TEST_POSTGRES_URL must be set here: see scripts/postgres-for-tests"
        );
        eprintln!("SKIPPED ON POSTGRESQL: TEST_POSTGRES_URL is not set; see scripts/postgres-for-tests");
    }
    address
}

pub(crate) async fn empty(server: &str) -> Database {
    made(server, "").await
}

pub(crate) async fn copy(server: &str) -> Database {
    static TABLES: OnceCell<String> = OnceCell::const_new();
    let name = || format!("tables_{}", &migrate::digest()[..32]);
    let tables = TABLES.get_or_init(|| with_tables(server, name())).await;
    // By the log: 60 ms each, where copying the files, with the checkpoints that this asks for, takes 140 ms.
    made(server, &format!("TEMPLATE {tables} STRATEGY wal_log")).await
}

async fn made(server: &str, from: &str) -> Database {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{number}", std::process::id());
    let mut connection = PgConnection::connect(server).await.unwrap();
    run(&mut connection, &format!("DROP DATABASE IF EXISTS {name}")).await;
    run(&mut connection, &format!("CREATE DATABASE {name} {from}")).await;
    connection.close().await.unwrap();
    Database {
        address: address(server, &name),
        _folder: None,
    }
}

/// Makes a database of that name with the tables of this version, where it is not there; answers its name. Several
/// processes may ask at once: one makes it, and it has its name only once it is whole.
async fn with_tables(server: &str, name: String) -> String {
    let mut connection = PgConnection::connect(server).await.unwrap();
    run(
        &mut connection,
        &format!("SELECT pg_advisory_lock({MAKES_TABLES})"),
    )
    .await;
    let known = "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)";
    let known = sqlx::query_scalar::<_, bool>(known).bind(&name);
    if !known.fetch_one(&mut connection).await.unwrap() {
        let unfinished = format!("{name}_unfinished");
        run(&mut connection, &format!("DROP DATABASE IF EXISTS {unfinished}")).await;
        run(&mut connection, &format!("CREATE DATABASE {unfinished}")).await;
        let store = Store::open_with(&address(server, &unfinished), 1).await.unwrap();
        store.close().await;
        // What somebody is connected to cannot be copied: from now on nobody can be.
        for change in ["ALLOW_CONNECTIONS false".to_owned(), format!("RENAME TO {name}")] {
            run(&mut connection, &format!("ALTER DATABASE {unfinished} {change}")).await;
        }
    }
    // The lock goes with the connection.
    connection.close().await.unwrap();
    name
}

fn address(server: &str, database: &str) -> String {
    let (before, _) = server.rsplit_once('/').unwrap();
    format!("{before}/{database}")
}

async fn run(on: &mut PgConnection, text: &str) {
    sqlx::raw_sql(AssertSqlSafe(text)).execute(on).await.unwrap();
}
