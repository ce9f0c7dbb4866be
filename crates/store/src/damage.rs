//! What the disk did to the database: how it keeps what it is given, and whether it still is what was written.

use std::sync::atomic::Ordering;

use crate::error::StoreError;
use crate::{Pools, Store};

impl Store {
    /// Refuses an engine that may lose what it said it kept: an act that was acknowledged is evidence.
    pub(crate) async fn keeps_what_it_acknowledges(&self) -> Result<(), StoreError> {
        for (name, value) in self.settings().await? {
            let is_kept = match (&self.pools, name.as_str()) {
                (Pools::Sqlite { .. }, "journal_mode") => value == "wal",
                // FULL, or EXTRA.
                (Pools::Sqlite { .. }, "synchronous") => ["2", "3"].contains(&value.as_str()),
                (Pools::Postgres(_), _) => value != "off",
                (Pools::Sqlite { .. }, _) => true,
            };
            if !is_kept {
                return Err(StoreError::NotDurable { name, value });
            }
        }
        Ok(())
    }

    /// Takes note of an error that says that the database is damaged: from then on nothing is written.
    pub(crate) fn met(&self, error: StoreError) -> StoreError {
        if !error.is_damage() {
            return error;
        }
        if !self.is_damaged.swap(true, Ordering::Relaxed) {
            let cause = error.source_text();
            tracing::error!(
                cause,
                "the database is damaged; nothing is written any more: restore a backup"
            );
        }
        StoreError::Damaged
    }

    /// Whether a page was met that is not what the engine wrote.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// Reads a SQLite file from end to end and answers what is wrong with its pages. PostgreSQL looks at its
    /// own pages as it reads them, where its checksums are on.
    ///
    /// Costs one read of the file, beside whatever else goes on.
    pub async fn check_pages(&self) -> Result<Vec<String>, StoreError> {
        let Pools::Sqlite { .. } = &self.pools else {
            return Ok(Vec::new());
        };
        let check =
            crate::engine::Statement::made("SELECT quick_check AS said FROM pragma_quick_check".to_owned());
        let mut wrong = Vec::new();
        for row in self.rows(check).await? {
            let said: String = row.get("said")?;
            if said != "ok" {
                wrong.push(said);
            }
        }
        if let Some(first) = wrong.first()
            && !self.is_damaged.swap(true, Ordering::Relaxed)
        {
            tracing::error!(
                first,
                "the database is damaged; nothing is written any more: restore a backup"
            );
        }
        Ok(wrong)
    }
}
