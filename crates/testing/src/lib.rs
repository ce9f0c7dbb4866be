//! Databases to test on, each made for one test.
//!
//! The tables of this version are made once and copied: making them takes several times as long as copying them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say so and stop"
)]

mod certificate;
mod own_server;
mod postgres;
mod sqlite;

pub use certificate::make_certificate;
pub use own_server::OwnServer;
pub use postgres::server;
use sqlx::Connection as _;

/// A database that nobody else has. The file of one goes with it; those on a PostgreSQL server go with the server.
#[derive(Debug)]
pub struct Database {
    /// Where it is.
    pub address: String,
    _folder: Option<tempfile::TempDir>,
}

impl Database {
    /// A SQLite file with the tables of this version and nothing in them.
    pub async fn sqlite() -> Self {
        sqlite::copy().await
    }

    /// A PostgreSQL database with the tables of this version and nothing in them; `None` where [`server`] is.
    pub async fn postgres() -> Option<Self> {
        let server = server()?;
        Some(postgres::copy(&server).await)
    }

    /// Changes rows behind the program's back.
    pub async fn tamper(&self, statements: &str) {
        let text = sqlx::AssertSqlSafe(statements.to_owned());
        if self.address.starts_with("postgres") {
            let mut connection = sqlx::PgConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
        }
    }

    /// A PostgreSQL database with nothing in it at all, for what makes its tables itself; `None` where [`server`] is.
    pub async fn empty_postgres() -> Option<Self> {
        let server = server()?;
        Some(postgres::empty(&server).await)
    }
}
