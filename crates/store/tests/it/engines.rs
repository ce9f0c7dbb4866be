//! Databases to test on, each with the store that is open on it.

use redress_store::Store;
use sqlx::{AssertSqlSafe, Connection as _};

/// An empty database of one engine.
pub(crate) struct Database {
    /// Where it is.
    pub(crate) address: String,
    /// The store that is open on it.
    pub(crate) store: Store,
    _kept: redress_testing::Database,
}

/// A SQLite file in a folder of its own.
pub(crate) async fn sqlite() -> Database {
    let made = redress_testing::Database::sqlite().await;
    let store = Store::open(&made.address).await.unwrap();
    Database::of(made, store)
}

/// A PostgreSQL database of its own; `None`, said aloud, where there is no server to make one on.
pub(crate) async fn postgres() -> Option<Database> {
    let made = redress_testing::Database::postgres().await?;
    let store = Store::open_with(&made.address, 6).await.unwrap();
    Some(Database::of(made, store))
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
    fn of(made: redress_testing::Database, store: Store) -> Self {
        Self {
            address: made.address.clone(),
            store,
            _kept: made,
        }
    }

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
