//! Jobs: work that follows from an act, leased to one worker at a time.

use jiff::Timestamp;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;
use crate::metric::FAR;
use crate::work::Work;

/// Work that follows from an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its name. A job with a name that is there already is not added again, so that
    /// `daily-check/2026-01-05` is done once whoever asks for it.
    pub id: String,
    /// Which job: an order such as `send-message`.
    pub kind: &'static str,
    /// What it needs to know, as JSON. No names, addresses or free text.
    pub payload: String,
    /// From when on it may run.
    pub run_at: Timestamp,
}

impl NewJob {
    pub(crate) fn statement(&self, council: &CouncilId) -> Statement {
        let statement = sql!("job/put.sql").bind(council).text(&self.id).text(self.kind);
        statement.text(&self.payload).at(self.run_at)
    }
}

row! {
    /// A job that was leased.
    pub struct LeasedJob {
        /// Its name.
        pub job_id: String,
        /// Which job.
        pub kind: String,
        /// What it needs to know.
        pub payload: String,
        /// How often it was tried, this time included.
        pub tries: i64,
    }
}

row! {
    /// How the jobs of a kind stand.
    pub struct JobCount {
        /// Which job.
        pub kind: String,
        /// `ready` or `given-up`.
        pub state: String,
        /// How many.
        pub n: i64,
    }
}

impl Store {
    /// Adds jobs outside an act.
    pub async fn enqueue(&self, council: &CouncilId, jobs: &[NewJob]) -> Result<(), StoreError> {
        self.write(Work::Run(jobs.iter().map(|job| job.statement(council)).collect()))
            .await?;
        Ok(())
    }

    /// Leases jobs whose time has come to `worker` until a moment: nobody else gets them before.
    /// A worker that dies loses its jobs at that moment.
    pub async fn lease_jobs(
        &self,
        council: &CouncilId,
        worker: &str,
        (at, until): (Timestamp, Timestamp),
        limit: i64,
    ) -> Result<Vec<LeasedJob>, StoreError> {
        let statement = sql!("job/lease.sql")
            .bind(council)
            .text(worker)
            .at(at)
            .at(until)
            .int(limit);
        let rows = self.write(Work::Run(vec![statement])).await?.rows();
        rows.iter().map(LeasedJob::from_row).collect()
    }

    /// The job is done; answers whether the worker still held it.
    pub async fn finish_job(&self, council: &CouncilId, job: &str, worker: &str) -> Result<bool, StoreError> {
        Ok(self
            .run(sql!("job/finish.sql").bind(council).text(job).text(worker))
            .await?
            == 1)
    }

    /// The job failed and is tried again at a moment.
    pub async fn retry_job(
        &self,
        council: &CouncilId,
        (job, worker): (&str, &str),
        again_at: Timestamp,
        why: &str,
    ) -> Result<bool, StoreError> {
        let statement = sql!("job/retry.sql")
            .bind(council)
            .text(job)
            .text(worker)
            .at(again_at)
            .text(why);
        Ok(self.run(statement).await? == 1)
    }

    /// The job failed for good. It stays, so that somebody sees it.
    pub async fn give_up_job(
        &self,
        council: &CouncilId,
        (job, worker): (&str, &str),
        why: &str,
    ) -> Result<bool, StoreError> {
        let statement = sql!("job/give_up.sql")
            .bind(council)
            .text(job)
            .text(worker)
            .text(why);
        Ok(self.run(statement).await? == 1)
    }

    /// How many jobs wait and how many were given up, by kind, as far as [`FAR`] jobs in all.
    pub async fn job_counts(&self, council: &CouncilId) -> Result<Vec<JobCount>, StoreError> {
        self.rows(sql!("job/counts.sql").bind(council).int(FAR))
            .await?
            .iter()
            .map(JobCount::from_row)
            .collect()
    }
}
