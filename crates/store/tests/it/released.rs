//! A rolling upgrade: what the last release does works on the tables as they are now, and a process goes on while
//! another one brings the tables to a newer version.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::date;
use redress_store::Store;
use redress_store::error::StoreError;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _, SqlSafeStr as _};

use crate::given::{at, case_id, council, opened};
use crate::on_both_engines;
use crate::statements::tables;

/// The statements of the last release, by name.
fn released() -> BTreeMap<String, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("released.sql");
    let text = std::fs::read_to_string(file).unwrap();
    let parts = text.split("-- == ").skip(1);
    let named = parts.map(|part| {
        let (name, text) = part.split_once('\n').unwrap();
        (name.to_owned(), text.trim().to_owned())
    });
    named.collect()
}

/// The columns of each table that every insert must fill: they may not be empty, and nothing stands in them by itself.
async fn to_be_filled(address: &str) -> Vec<(String, String)> {
    if address.starts_with("postgres") {
        let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
        let text = "SELECT table_name::text AS of, column_name::text AS named FROM information_schema.columns
            WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL";
        let rows = sqlx::query(text).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| (row.get("of"), row.get("named"))).collect()
    } else {
        let mut connection = sqlx::SqliteConnection::connect(address).await.unwrap();
        let text = r#"SELECT m.name AS "of", i.name AS named FROM sqlite_schema m, pragma_table_info(m.name) i
            WHERE m.type = 'table' AND i."notnull" = 1 AND i.dflt_value IS NULL"#;
        let rows = sqlx::query(text).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| (row.get("of"), row.get("named"))).collect()
    }
}

/// The table that a statement puts rows into, and the columns that it fills.
fn fills(text: &str) -> Option<(&str, Vec<&str>)> {
    let (_, rest) = text.split_once("INSERT INTO ")?;
    let (table, rest) = rest.split_once('(')?;
    let (columns, _) = rest.split_once(')')?;
    Some((table.trim(), columns.split(',').map(str::trim).collect()))
}

/// What a request reads and an act writes.
async fn is_used(store: &Store, number: u32) -> Result<(), StoreError> {
    store.commit(opened(number)).await?;
    let case = store.case_by_id(&council(), &case_id(number)).await?;
    assert!(case.is_some());
    assert_eq!(
        store
            .cases_of(&council(), &[case_id(number), case_id(number)])
            .await?
            .len(),
        2
    );
    store
        .steps_due_from(&council(), (date(2026, 1, 2), &None), 10)
        .await?;
    store.users(&council()).await?;
    store
        .count_attempt(&council(), "somebody", (at(0), at(0)))
        .await?;
    store.seal_pending(&council(), 500).await?;
    store.take_into_index(&council(), 500).await?;
    Ok(())
}

on_both_engines! {
    async fn every_statement_of_the_last_release_is_understood(database: Database) {
        let released = released();
        assert!(released.len() > 500, "{}", released.len());
        let mut wrong = Vec::new();
        for (name, text) in released {
            let text = AssertSqlSafe(text).into_sql_str();
            let failed = if database.address.starts_with("postgres") {
                let mut connection = sqlx::PgConnection::connect(&database.address).await.unwrap();
                connection.prepare(text).await.err()
            } else {
                let mut connection = sqlx::SqliteConnection::connect(&database.address).await.unwrap();
                connection.prepare(text).await.err()
            };
            wrong.extend(failed.map(|why| format!("{name}: {why}")));
        }
        assert!(wrong.is_empty(), "the last release would fail in the middle of an upgrade: {wrong:#?}");
    }

    async fn what_the_last_release_writes_fills_every_column_that_must_be_filled(database: Database) {
        let needed = to_be_filled(&database.address).await;
        assert!(needed.len() > 200, "{}", needed.len());
        let (mut tried, mut wrong) = (0, Vec::new());
        for (name, text) in released() {
            let Some((table, filled)) = fills(&text) else { continue };
            tried += 1;
            let missing = needed.iter().filter(|(of, column)| of == table && !filled.contains(&column.as_str()));
            wrong.extend(missing.map(|(_, column)| format!("{name} does not fill {column}")));
        }
        assert!(tried > 70, "{tried}");
        assert!(wrong.is_empty(), "give it a default, or let it be empty: {wrong:#?}");
    }

    async fn a_process_goes_on_while_another_brings_the_tables_to_a_newer_version(database: Database) {
        if !database.address.starts_with("postgres") {
            // A file has one program, which is stopped first: the newer one says so, and leaves the tables alone.
            is_used(&database.store, 1).await.unwrap();
            database.tamper("DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)").await;
            let opened = Store::open(&database.address).await;
            assert!(matches!(opened, Err(StoreError::InUse(_))), "{opened:?}");
            is_used(&database.store, 2).await.unwrap();
            return;
        }
        for number in 1..4 {
            is_used(&database.store, number).await.unwrap();
        }
        for table in tables(&database.address).await {
            database.tamper(&format!("ALTER TABLE {table} ADD COLUMN of_a_later_version TEXT")).await;
        }
        database.tamper("CREATE TABLE of_a_later_version (council TEXT PRIMARY KEY)").await;
        for number in 4..40 {
            is_used(&database.store, number).await.unwrap();
        }
    }

    async fn a_process_does_not_start_on_the_tables_of_a_newer_version(database: Database) {
        let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
            SELECT 9999, 'of a later version', success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
        database.tamper(later).await;
        let opened = Store::open(&database.address).await;
        assert!(matches!(opened, Err(StoreError::Migration(_))), "{opened:?}");
        // Whoever was there goes on.
        is_used(&database.store, 1).await.unwrap();
    }
}

#[test]
fn a_column_that_is_not_filled_is_found() {
    let insert = "INSERT INTO attempt (council, key, count)\nVALUES ($1, $2, 1)";
    assert_eq!(fills(insert), Some(("attempt", vec!["council", "key", "count"])));
    assert_eq!(fills("DELETE FROM attempt"), None);
}
