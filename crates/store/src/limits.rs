//! What this machine can do at best: what anything else is measured against.

use std::time::{Duration, Instant};

use crate::engine::postgres::{Address, Server};
use crate::engine::sqlite::{Purpose, Sqlite};
use crate::engine::{Connection, Statement, sql};
use crate::error::StoreError;
use crate::{Pools, Store};

impl Store {
    /// How long bare commits take, one after the other: a row changed and synced by the driver alone,
    /// on a connection of its own. Nothing that is written here stays.
    pub async fn bare_commits(&self, address: &str, count: usize) -> Result<Vec<Duration>, StoreError> {
        match &self.pools {
            Pools::Sqlite { .. } => {
                let path = address.strip_prefix("sqlite:").unwrap_or(address);
                let mut on = Sqlite::open(path.as_ref(), Purpose::Writes)?;
                let took = commits(&mut Connection::sqlite(&mut on), count).await?;
                on.close();
                Ok(took)
            }
            Pools::Postgres(_) => {
                let server = Server::at(&Address::parse(address)?)?;
                let mut on = server.connect().await?;
                commits(&mut Connection::postgres(&mut on), count).await
            }
        }
    }

    /// How many bytes the database has on the disk.
    pub async fn size(&self, address: &str) -> Result<u64, StoreError> {
        match &self.pools {
            Pools::Sqlite { .. } => {
                let path = address.strip_prefix("sqlite:").unwrap_or(address);
                let of = |path: String| std::fs::metadata(path).map_or(0, |file| file.len());
                Ok(of(path.to_owned()) + of(format!("{path}-wal")))
            }
            Pools::Postgres(_) => {
                let ask = Statement::new("SELECT pg_database_size(current_database()) AS size");
                let row = self.row(ask).await?;
                let size: i64 = row.map_or(Ok(0), |row| row.get("size"))?;
                Ok(u64::try_from(size).unwrap_or_default())
            }
        }
    }

    /// The same on PostgreSQL, where it knows of fewer events than so many when it plans a statement.
    pub(crate) async fn look_at_new_tables(&self, events: i64) -> Result<(), StoreError> {
        let known =
            "SELECT CAST(reltuples AS BIGINT) AS seen FROM pg_class WHERE oid = CAST('event' AS regclass)";
        let row = self.row(Statement::new(known)).await?;
        let seen: i64 = row.map_or(Ok(0), |row| row.get("seen"))?;
        if seen < events {
            self.look_at_tables().await?;
        }
        Ok(())
    }

    /// Has the engine look at how its tables are filled, so that it plans by that: after many rows
    /// came at once.
    pub async fn look_at_tables(&self) -> Result<(), StoreError> {
        match &self.pools {
            // SQLite plans by the indexes alone, and is not to change its mind as a table grows.
            Pools::Sqlite { .. } => {}
            Pools::Postgres(_) => {
                let mut lent = self.lend().await?;
                lent.connection().run_text("ANALYZE".to_owned()).await?;
            }
        }
        Ok(())
    }
}

async fn commits(on: &mut Connection<'_>, count: usize) -> Result<Vec<Duration>, StoreError> {
    let row = |statement: Statement| statement.text("~bench").text("commit");
    let mut took = Vec::with_capacity(count);
    for _ in 0..count {
        let begun = Instant::now();
        on.begin()?;
        let put = row(sql!("attempt/count.sql")).int(0).int(0);
        on.rows(put).await?;
        on.run_text("COMMIT".to_owned()).await?;
        took.push(begun.elapsed());
    }
    on.run(row(sql!("attempt/delete.sql"))).await?;
    Ok(took)
}
