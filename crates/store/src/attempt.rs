//! Attempts: how often something was tried, so that guessing can be slowed down.
//!
//! The key says who tried what: an e-mail address together with where the attempt came from, so
//! that nobody can lock somebody else out.

use jiff::Timestamp;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::engine::sql;
use crate::error::StoreError;
use crate::work::Work;

impl Store {
    /// Counts an attempt at `at`, and answers how many there were with it since the first one that
    /// was not before `since`.
    pub async fn count_attempt(
        &self,
        council: &CouncilId,
        key: &str,
        (at, since): (Timestamp, Timestamp),
    ) -> Result<i64, StoreError> {
        let statement = sql!("attempt/count.sql").bind(council).text(key).at(at).at(since);
        let rows = self.write(Work::Run(vec![statement])).await?.rows();
        rows.first().map_or(Ok(1), |row| row.get("count"))
    }

    /// Counts `many` attempts at once at `at`, and answers how many there were with them in the window that is
    /// running, and since when it runs. A window that began before `since` is over; one that would begin after
    /// `latest` was begun by a clock that went back, and is over too.
    pub async fn take_attempts(
        &self,
        council: &CouncilId,
        (key, many): (&str, i64),
        (at, since, latest): (Timestamp, Timestamp, Timestamp),
    ) -> Result<(i64, Timestamp), StoreError> {
        let statement = sql!("attempt/take.sql").bind(council).text(key).int(many);
        let statement = statement.at(at).at(since).at(latest);
        let rows = self.write(Work::Run(vec![statement])).await?.rows();
        match rows.first() {
            Some(row) => Ok((row.get("count")?, row.get("since")?)),
            None => Ok((many, at)),
        }
    }

    /// How many attempts there were, without counting another.
    pub async fn attempts(
        &self,
        council: &CouncilId,
        key: &str,
        since: Timestamp,
    ) -> Result<i64, StoreError> {
        let row = self
            .row(sql!("attempt/get.sql").bind(council).text(key).at(since))
            .await?;
        row.map_or(Ok(0), |row| row.get("count"))
    }

    /// Takes back one attempt under a key that others count under, too: it went well.
    pub async fn give_back_attempt(&self, council: &CouncilId, key: &str) -> Result<(), StoreError> {
        self.run(sql!("attempt/give_back.sql").bind(council).text(key))
            .await?;
        Ok(())
    }

    /// Forgets the attempts under a key: it went well.
    pub async fn forget_attempts(&self, council: &CouncilId, key: &str) -> Result<(), StoreError> {
        self.run(sql!("attempt/delete.sql").bind(council).text(key))
            .await?;
        Ok(())
    }

    /// Forgets attempts that began before a moment.
    pub async fn sweep_attempts(&self, council: &CouncilId, before: Timestamp) -> Result<i64, StoreError> {
        self.run(sql!("attempt/delete_old.sql").bind(council).at(before))
            .await
    }
}
