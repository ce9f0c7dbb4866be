//! The tables that are copied: made once, left alone, and in every copy.

use sqlx::{Connection as _, PgConnection, Row as _};

use crate::Database;
use crate::postgres::{address, run, server, with_tables};

/// How many tables there are, those of the migrations among them, and how many rows in one that is empty at first.
async fn tables_and_rows(of: &str) -> (i64, i64) {
    let mut connection = PgConnection::connect(of).await.unwrap();
    let text = "SELECT (SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'),
        (SELECT count(*) FROM attempt)";
    let row = sqlx::query(text).fetch_one(&mut connection).await.unwrap();
    (row.get(0), row.get(1))
}

#[tokio::test]
async fn whoever_asks_at_once_gets_the_same_tables_and_nobody_is_connected_to_them() {
    let Some(server) = server() else { return };
    let name = format!("tables_of_test_{}", std::process::id());
    let asked: Vec<_> = (0..3)
        .map(|_| {
            let (server, name) = (server.clone(), name.clone());
            tokio::spawn(async move { with_tables(&server, name).await })
        })
        .collect();
    for asked in asked {
        assert_eq!(asked.await.unwrap(), name);
    }
    let refused = PgConnection::connect(&address(&server, &name)).await.unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("not currently accepting connections"),
        "{refused}"
    );
    // It goes with the server: to drop one makes the server write out everything first.
}

#[tokio::test]
async fn a_copy_has_the_tables_and_what_is_written_in_one_is_in_no_other() {
    let Some(one) = Database::postgres().await else {
        return;
    };
    let mut connection = PgConnection::connect(&one.address).await.unwrap();
    let attempt = "INSERT INTO attempt (council, key, count, since) VALUES ('westshire', 'somebody', 1, 0)";
    run(&mut connection, attempt).await;
    let other = Database::postgres().await.unwrap();
    let (tables, rows) = tables_and_rows(&other.address).await;
    assert_eq!(rows, 0);
    assert_eq!(tables_and_rows(&one.address).await, (tables, 1));
    assert!(tables > 50, "{tables}");
}
