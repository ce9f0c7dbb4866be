//! The access log: who read which case, for whoever answers for that.

use std::time::Duration;

use jiff::Timestamp;
use redress_domain::id::{ActorId, CaseId, CouncilId};
use redress_domain::permission::Ground;
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
        /// By what right; `None` in what was written down before that was.
        pub why: Option<Ground>,
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
/// How many that could not be written are kept until they can: a full disk, a database that is away. What comes after them is
/// not on file, and that is said.
const KEPT: usize = 65_536;
/// How long it waits before it tries again.
const AGAIN: Duration = Duration::from_secs(1);

/// What the task that writes readings is told.
#[derive(Debug)]
enum Told {
    /// A reading, as the values of a row.
    Reading(Vec<Arg>),
    /// Somebody waits until everything before is written, and is told whether it is.
    Answer(oneshot::Sender<bool>),
}

/// The way to the task that writes readings.
#[derive(Debug, Clone)]
pub(crate) struct Readings {
    queue: mpsc::Sender<Told>,
}

impl Readings {
    /// Starts the task. It ends, with everything written that can be, when no store is left.
    pub(crate) fn start(pools: Pools) -> Self {
        let (queue, told) = mpsc::channel(QUEUE);
        let mut unwritten = Unwritten::default();
        tokio::spawn(async move { unwritten.write_down(&pools, told).await });
        Self { queue }
    }

    async fn note(&self, council: &CouncilId, access: &AccessRow) -> Result<(), StoreError> {
        let mut args = vec![council.to_arg()];
        args.extend(access.to_args());
        let sent = self.queue.send(Told::Reading(args)).await;
        sent.map_err(|_ended| StoreError::Closed)
    }

    /// Waits until everything that was noted is written; an error where it cannot be yet.
    pub(crate) async fn all_written(&self) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        let sent = self.queue.send(Told::Answer(answer)).await;
        sent.map_err(|_ended| StoreError::Closed)?;
        let is_written = answered.await.map_err(|_ended| StoreError::Closed)?;
        is_written.then_some(()).ok_or(StoreError::Unwritten)
    }
}

/// Readings that are not written yet.
#[derive(Debug, Default)]
struct Unwritten {
    rows: Vec<Vec<Arg>>,
    /// How many came while as many waited as are kept.
    lost: usize,
}

impl Unwritten {
    async fn write_down(&mut self, pools: &Pools, mut told: mpsc::Receiver<Told>) {
        loop {
            // What could not be written is tried again, whether or not anybody reads meanwhile.
            let again = !self.rows.is_empty();
            let next = if again {
                tokio::time::timeout(AGAIN, told.recv()).await
            } else {
                Ok(told.recv().await)
            };
            let (mut all, is_over) = match next {
                Ok(Some(first)) => (vec![first], false),
                Ok(None) => (Vec::new(), true),
                Err(_waited) => (Vec::new(), false),
            };
            // Whoever waits for the readings does not wait for others to come.
            if matches!(all.first(), Some(Told::Reading(_))) {
                gather(&mut told, &mut all).await;
            }
            let mut waiting = Vec::new();
            for one in all {
                match one {
                    Told::Reading(row) if self.rows.len() < KEPT => self.rows.push(row),
                    Told::Reading(_) => self.lost += 1,
                    Told::Answer(answer) => waiting.push(answer),
                }
            }
            let is_written = self.write(pools, again).await;
            for answer in waiting {
                // Whoever asked may be gone.
                let _ = answer.send(is_written);
            }
            if is_over {
                if !is_written {
                    let count = self.rows.len() + self.lost;
                    tracing::error!(count, "readings could not be recorded, and are not on file");
                }
                return;
            }
        }
    }

    /// Writes what waits; answers whether nothing waits any more. `again`: it was said already that it cannot be written.
    async fn write(&mut self, pools: &Pools, again: bool) -> bool {
        // The same reading twice in a microsecond is one.
        self.rows.sort_unstable();
        self.rows.dedup();
        let statements = many(include_str!("../sql/access/put.sql"), &self.rows);
        if statements.is_empty() {
            return true;
        }
        for answer in pools.write_many(vec![Work::Run(statements)]).await {
            if let Err(error) = answer {
                if !again {
                    tracing::warn!(%error, count = self.rows.len(), "could not record readings yet: they are kept until it can be");
                }
                return false;
            }
        }
        if self.lost > 0 {
            tracing::error!(
                count = self.lost,
                "readings could not be recorded, and are not on file"
            );
        }
        *self = Self::default();
        true
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
    /// reads does not wait for the disk; a power cut takes what was read in that time. What cannot be written, as the disk is
    /// full, is kept in memory and written once it can be.
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
                // A day that was chained before readings said why has the digest that it had.
                let why: Option<String> = row.get("why")?;
                let why = why.map(|why| format!(" {why}")).unwrap_or_default();
                lines.push(format!("{actor} {at} {case} {page}{why}\n"));
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
