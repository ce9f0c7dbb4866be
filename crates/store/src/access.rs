//! The access log: who read which case, for whoever answers for that.

use std::time::Duration;

use jiff::Timestamp;
use redress_domain::id::{ActorId, CaseId, CouncilId};
use redress_domain::words::{Digest, Digesting};

use tokio::sync::{mpsc, oneshot};

use crate::column::{Column as _, Record as _, row};
use crate::engine::{Arg, many, sql};
use crate::error::StoreError;
use crate::work::Work;
use crate::{Pools, Store};

row! {
    /// One reading.
    pub struct AccessRow {
        /// The case.
        pub case_id: CaseId,
        /// When.
        pub read_at: Timestamp,
        /// Who.
        pub actor: ActorId,
        /// Which page.
        pub page: String,
    }
}

/// Which readings are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// From this moment.
    pub from: Timestamp,
    /// Before this moment.
    pub until: Timestamp,
    /// Where the page before ended.
    pub after: Option<AccessRow>,
    /// How many at most.
    pub limit: i64,
}

impl Stretch {
    /// The last so many, whenever they were.
    pub fn last(limit: i64) -> Self {
        Self {
            from: Timestamp::UNIX_EPOCH,
            until: Timestamp::MAX,
            after: None,
            limit,
        }
    }
}

/// How long readings are gathered before they are written together.
const GATHER: Duration = Duration::from_millis(200);
/// How many readings wait at most; the next one waits to be let in.
const QUEUE: usize = 4_096;

/// What the task that writes readings is told.
#[derive(Debug)]
enum Told {
    /// A reading, as the values of a row.
    Reading(Vec<Arg>),
    /// Somebody waits until everything before is written.
    Answer(oneshot::Sender<()>),
}

/// The way to the task that writes readings.
#[derive(Debug, Clone)]
pub(crate) struct Readings {
    queue: mpsc::Sender<Told>,
}

impl Readings {
    /// Starts the task. It ends, with everything written, when no store is left.
    pub(crate) fn start(pools: Pools) -> Self {
        let (queue, told) = mpsc::channel(QUEUE);
        tokio::spawn(write_down(pools, told));
        Self { queue }
    }

    async fn note(&self, council: &CouncilId, access: &AccessRow) -> Result<(), StoreError> {
        let mut args = vec![council.to_arg()];
        args.extend(access.to_args());
        let sent = self.queue.send(Told::Reading(args)).await;
        sent.map_err(|_ended| StoreError::Closed)
    }

    /// Waits until everything that was noted is written.
    pub(crate) async fn all_written(&self) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        let sent = self.queue.send(Told::Answer(answer)).await;
        sent.map_err(|_ended| StoreError::Closed)?;
        answered.await.map_err(|_ended| StoreError::Closed)
    }
}

async fn write_down(pools: Pools, mut told: mpsc::Receiver<Told>) {
    while let Some(first) = told.recv().await {
        let mut all = vec![first];
        // Whoever waits for the readings does not wait for others to come.
        if matches!(all.first(), Some(Told::Reading(_))) {
            gather(&mut told, &mut all).await;
        }
        let (mut rows, mut waiting) = (Vec::new(), Vec::new());
        for one in all {
            match one {
                Told::Reading(row) => rows.push(row),
                Told::Answer(answer) => waiting.push(answer),
            }
        }
        // The same reading twice in a microsecond is one.
        rows.sort_unstable();
        rows.dedup();
        let statements = many(include_str!("../sql/access/put.sql"), &rows);
        if !statements.is_empty() {
            for answer in pools.write_many(vec![Work::Run(statements)]).await {
                if let Err(error) = answer {
                    tracing::warn!(%error, count = rows.len(), "could not record readings");
                }
            }
        }
        for answer in waiting {
            // Whoever asked may be gone.
            let _ = answer.send(());
        }
    }
}

/// Takes what comes until the time is over or somebody waits for the answer.
async fn gather(told: &mut mpsc::Receiver<Told>, all: &mut Vec<Told>) {
    let over = tokio::time::sleep(GATHER);
    tokio::pin!(over);
    while all.len() < QUEUE {
        tokio::select! {
            () = &mut over => return,
            next = told.recv() => match next {
                Some(next) => {
                    let ends = matches!(next, Told::Answer(_));
                    all.push(next);
                    if ends {
                        return;
                    }
                }
                None => return,
            },
        }
    }
}

impl Store {
    /// Has a reading written down, with those that come in the same moment, within [`GATHER`]. Who
    /// reads does not wait for the disk; a power cut takes what was read in that time.
    pub async fn log_access(&self, council: &CouncilId, access: &AccessRow) -> Result<(), StoreError> {
        self.readings.note(council, access).await
    }

    /// Who read a case, the last first; `actor`: only what this one read.
    pub async fn accesses_of_case(
        &self,
        council: &CouncilId,
        (case, actor): (&CaseId, Option<&ActorId>),
        stretch: &Stretch,
    ) -> Result<Vec<AccessRow>, StoreError> {
        self.readings.all_written().await?;
        let statement = sql!("access/of_case.sql").bind(council).bind(case);
        let statement = match &stretch.after {
            Some(last) => statement.at(last.read_at).bind(&last.actor).text(&last.page),
            None => statement.at(stretch.until).text("").text(""),
        };
        let statement = statement
            .bind(&actor.cloned())
            .at(stretch.from)
            .at(stretch.until)
            .int(stretch.limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(AccessRow::from_row).collect()
    }

    /// How many readings there were in a stretch of time, and the digest of all of them, in whatever order they stand.
    ///
    /// Costs a look into an index for everybody who ever read anything, and a row for each reading in the stretch; what one of
    /// them read is in memory at a time.
    pub async fn digest_of_readings(
        &self,
        council: &CouncilId,
        (from, until): (Timestamp, Timestamp),
    ) -> Result<(i64, Digest), StoreError> {
        self.readings.all_written().await?;
        let (mut count, mut digest, mut actor) = (0, Digesting::plain(), String::new());
        loop {
            let next = sql!("access/next_actor.sql").bind(council).text(&actor);
            let Some(row) = self.row(next).await? else {
                return Ok((count, digest.done()));
            };
            actor = row.get("actor")?;
            let theirs = sql!("access/of_actor_between.sql").bind(council).text(&actor);
            let mut lines = Vec::new();
            for row in self.rows(theirs.at(from).at(until)).await? {
                let (at, case, page): (i64, String, String) =
                    (row.get("read_at")?, row.get("case_id")?, row.get("page")?);
                lines.push(format!("{actor} {at} {case} {page}\n"));
            }
            lines.sort_unstable();
            count += i64::try_from(lines.len()).unwrap_or_default();
            for line in &lines {
                digest.take(line.as_bytes());
            }
        }
    }

    /// What somebody read, the last first.
    pub async fn accesses_of_actor(
        &self,
        council: &CouncilId,
        actor: &ActorId,
        stretch: &Stretch,
    ) -> Result<Vec<AccessRow>, StoreError> {
        self.readings.all_written().await?;
        let statement = sql!("access/of_actor.sql").bind(council).bind(actor);
        let statement = match &stretch.after {
            Some(last) => statement.at(last.read_at).bind(&last.case_id).text(&last.page),
            None => statement.at(stretch.until).text("").text(""),
        };
        let statement = statement.at(stretch.from).at(stretch.until).int(stretch.limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(AccessRow::from_row).collect()
    }
}
