//! What whoever watches over the program wants to know of its memory, at a cost that does not grow.

use redress_domain::id::CouncilId;

use crate::engine::{Statement, sql};
use crate::error::StoreError;
use crate::{Pools, Store};

/// As far as things are counted: more than this is too many, however many there are.
pub const FAR: i64 = 10_000;

/// How many connections there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// Open ones.
    pub open: usize,
    /// Those that nobody uses.
    pub idle: usize,
}

impl Store {
    /// The connections that read; with PostgreSQL all of them.
    pub fn connections(&self) -> Connections {
        match &self.pools {
            Pools::Sqlite { readers, .. } => {
                let (open, idle) = readers.counted();
                Connections { open, idle }
            }
            Pools::Postgres(pool) => {
                let status = pool.status();
                Connections {
                    open: status.size,
                    idle: status.available,
                }
            }
        }
    }

    /// How many events wait for their seal, as far as [`FAR`].
    pub async fn unsealed(&self, council: &CouncilId) -> Result<i64, StoreError> {
        self.counted(sql!("metric/unsealed.sql").bind(council)).await
    }

    /// How many messages wait for their moment, as far as [`FAR`].
    pub async fn messages_waiting(&self, council: &CouncilId) -> Result<i64, StoreError> {
        self.counted(sql!("metric/messages_waiting.sql").bind(council))
            .await
    }

    /// How many messages could not be sent, as far as [`FAR`].
    pub async fn messages_given_up(&self, council: &CouncilId) -> Result<i64, StoreError> {
        self.counted(sql!("metric/messages_given_up.sql").bind(council))
            .await
    }

    async fn counted(&self, statement: Statement) -> Result<i64, StoreError> {
        self.row(statement.int(FAR))
            .await?
            .map_or(Ok(0), |row| row.get("n"))
    }
}
