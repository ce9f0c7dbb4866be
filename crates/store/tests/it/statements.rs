//! The text of the store: every statement and every table, on both engines.

use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _, SqlSafeStr as _};

use crate::on_both_engines;

pub(crate) fn statements(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| {
            if path.is_dir() {
                statements(&path)
            } else {
                vec![path]
            }
        })
        .collect();
    files.sort();
    files
}

/// Each unique or foreign key of the schema, as `table: first column`.
async fn keys(address: &str) -> Vec<(String, String)> {
    if address.starts_with("postgres") {
        let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
        let text = "SELECT c.conrelid::regclass::text AS of, a.attname::text AS first
            FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype IN ('p', 'u', 'f') AND c.connamespace = 'public'::regnamespace
            UNION ALL
            SELECT i.indrelid::regclass::text, a.attname::text
            FROM pg_index i
            JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]";
        let rows = sqlx::query(text).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| (row.get("of"), row.get("first"))).collect()
    } else {
        let mut connection = sqlx::SqliteConnection::connect(address).await.unwrap();
        let text = r#"SELECT m.name AS "of", i.name AS first
            FROM sqlite_schema m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
            WHERE m.type = 'table' AND i.seqno = 0
            UNION ALL
            SELECT m.name, f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND f.seq = 0"#;
        let rows = sqlx::query(text).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| (row.get("of"), row.get("first"))).collect()
    }
}

pub(crate) async fn tables(address: &str) -> Vec<String> {
    if address.starts_with("postgres") {
        let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
        let text = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'
            AND table_name <> '_sqlx_migrations' ORDER BY table_name COLLATE \"C\"";
        sqlx::query_scalar(text).fetch_all(&mut connection).await.unwrap()
    } else {
        let mut connection = sqlx::SqliteConnection::connect(address).await.unwrap();
        let text = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name <> '_sqlx_migrations' ORDER BY name";
        sqlx::query_scalar(text).fetch_all(&mut connection).await.unwrap()
    }
}

on_both_engines! {
    async fn every_statement_is_understood(database: Database) {
        let files = statements(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sql"));
        assert!(files.len() > 50);
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(text.starts_with("-- "), "{} does not say what it is for", file.display());
            let text = AssertSqlSafe(text).into_sql_str();
            let failed = if database.address.starts_with("postgres") {
                let mut connection = sqlx::PgConnection::connect(&database.address).await.unwrap();
                connection.prepare(text).await.err()
            } else {
                let mut connection = sqlx::SqliteConnection::connect(&database.address).await.unwrap();
                connection.prepare(text).await.err()
            };
            assert!(failed.is_none(), "{}: {}", file.display(), failed.unwrap());
        }
    }

    async fn every_key_begins_with_the_council(database: Database) {
        let keys = keys(&database.address).await;
        assert!(keys.len() > 40, "{keys:?}");
        for (table, first) in keys.iter().filter(|(table, _)| table != "_sqlx_migrations") {
            assert_eq!(first, "council", "a key of {table} begins with {first}");
        }
    }

    async fn a_backup_knows_every_table(database: Database) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("redress.backup");
        database.store.backup(&path, crate::given::at(0)).await.unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        for table in tables(&database.address).await {
            assert!(text.contains(&format!("{{\"table\":\"{table}\"")), "{table} is not in the backup");
        }
    }

    async fn statements_that_name_a_council_take_it_first(database: Database) {
        drop(database);
        for file in statements(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sql")) {
            let text = std::fs::read_to_string(&file).unwrap();
            let takes = text.contains("council = $1")
                || text.contains("INSERT INTO")
                || (text.contains("WHERE (council,") && text.contains("(VALUES ($1,"));
            assert!(takes || file.ends_with("councils.sql"), "{} takes no council", file.display());
        }
    }
}
