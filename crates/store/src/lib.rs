//! The memory: the event log, words, read models, jobs and sessions. All the SQL there is.
//!
//! [`Store`] is the way in. Acts are committed as [`changes::Changes`], which are data; everything
//! else is a function of `Store`, beside the thing it is about. Each takes the council first.
//! There are two engines and one text of each statement: see `sql/`, by noun.

pub mod absence;
pub mod access;
pub mod address;
pub mod adjustment;
pub mod anchor;
pub mod attempt;
pub mod backup;
pub mod calendar_link;
pub mod case;
pub mod case_record;
pub mod cause;
pub mod changes;
pub mod code;
mod column;
mod commit;
pub mod conduct;
pub mod conduct_decision;
pub mod conduct_keep;
pub mod conduct_reading;
pub mod daily_check;
mod damage;
pub mod draft;
pub mod emergency;
mod engine;
pub mod enquiry;
pub mod erased;
pub mod error;
pub mod fact;
pub mod file;
pub mod guidance;
pub mod identity;
pub mod import;
pub mod job;
pub mod keeping;
pub mod kept_letter;
pub mod lesson;
pub mod limits;
pub mod logo;
pub mod mail;
pub mod mailed_report;
pub mod merged;
pub mod message;
pub mod metric;
pub mod migrate;
pub mod notification;
pub mod notify;
pub mod open_case;
pub mod pace;
pub mod password_link;
pub mod person;
pub mod policy_version;
pub mod private;
pub mod problem;
pub mod question;
mod readers;
pub mod rebuild;
pub mod referral;
pub mod remedy;
pub mod report;
pub mod saved_filter;
pub mod seal;
mod sealed_to;
pub mod search;
pub mod second_step;
pub mod session;
pub mod settings_change;
pub mod signal;
pub mod stream;
pub mod survey;
pub mod today;
pub mod token;
pub mod transfer;
pub mod typing;
pub mod unread;
pub mod update;
pub mod user;
pub mod verify;
pub mod webhook;
pub mod words;
mod work;
pub mod working_hours;
pub mod workload;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::access::Readings;
use crate::engine::sqlite::BUSY;
use crate::engine::{Connection, Row, Statement, postgres};
use crate::error::StoreError;
use crate::readers::{Reader, Readers};
use crate::sealed_to::SealedTo;
use crate::work::{Outcome, Work, together};
use crate::writer::Writer;

/// How often a server that does not answer yet is tried when the program starts: it may be starting, too.
const TRIES_TO_REACH: usize = 10;

/// After how many acts of this process PostgreSQL is asked to look at its tables, unless it has seen as many: a statement is
/// planned once, and what is planned over empty tables is to hold for a minute of the first day and not for all of it. It looks
/// by itself, but as seldom as each minute.
const LOOKS_AFTER: [u64; 4] = [100, 1_000, 10_000, 100_000];

/// How often a SQLite file that another process is opening is tried, and how long is waited
/// between: SQLite answers "locked" at once, whatever the busy timeout, while another process turns
/// on the write-ahead log or makes the tables.
const TRIES_TO_OPEN: usize = 100;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// The database of one program, with any number of councils in it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
    readings: Readings,
    /// Whether the engine took in what it was last given.
    takes_in: Arc<AtomicBool>,
    /// The file beside a SQLite database that says how far the record was sealed.
    sealed_to: Option<Arc<SealedTo>>,
    /// Whether a page was met that is not what the engine wrote.
    is_damaged: Arc<AtomicBool>,
    /// How many works were handed over to be written.
    written: Arc<AtomicU64>,
}

#[derive(Debug, Clone)]
pub(crate) enum Pools {
    Sqlite { readers: Readers, writer: Writer },
    Postgres(postgres::Pool),
}

/// A connection that was lent for reading.
enum Lent {
    Sqlite(Reader),
    Postgres(postgres::Lent),
}

impl Lent {
    fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(lent) => Connection::sqlite(lent.connection()),
            Self::Postgres(lent) => Connection::postgres(lent),
        }
    }
}

/// What an address of a database names.
enum Address<'a> {
    Sqlite(&'a Path),
    Postgres(postgres::Address),
}

impl<'a> Address<'a> {
    fn parse(address: &'a str) -> Result<Self, StoreError> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Ok(Self::Postgres(postgres::Address::parse(address)?));
        }
        let path = address.strip_prefix("sqlite:").unwrap_or(address);
        if path.contains("://") || path.is_empty() || path.contains(":memory:") {
            return Err(StoreError::BadAddress(format!(
                "\"{address}\" is neither the path of a SQLite file nor a postgres:// address"
            )));
        }
        Ok(Self::Sqlite(Path::new(path)))
    }
}

impl Store {
    /// Opens the database at `address` and brings its tables to this version: the path of a SQLite
    /// file, `sqlite:PATH`, or `postgres://…`.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        Self::open_with(address, 16).await
    }

    /// The same for a database that must be there: a SQLite file that is not is never made.
    pub async fn open_existing(address: &str) -> Result<Self, StoreError> {
        if let Address::Sqlite(path) = Address::parse(address)?
            && !path.is_file()
        {
            return Err(StoreError::NoDatabase(path.display().to_string()));
        }
        Self::open(address).await
    }

    /// The same, with at most so many connections to PostgreSQL.
    pub async fn open_with(address: &str, connections: u32) -> Result<Self, StoreError> {
        let store = match Address::parse(address)? {
            Address::Postgres(address) => Self::open_postgres(&address, connections).await,
            Address::Sqlite(path) => Self::open_sqlite(path).await,
        };
        let store = store.map_err(|error| {
            if error.is_damage() {
                StoreError::Damaged
            } else {
                error
            }
        })?;
        store.keeps_what_it_acknowledges().await?;
        store.look_where_it_ends().await;
        Ok(store)
    }

    /// Whether a database can have this address; nothing is opened.
    pub fn check_address(address: &str) -> Result<(), StoreError> {
        Address::parse(address).map(|_| ())
    }

    async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        // SQLite gives the files beside it the mode that it has.
        if private::is_made(path) {
            SealedTo::begin_anew(path);
        }
        let mut opened = Self::open_sqlite_once(path).await;
        for _ in 1..TRIES_TO_OPEN {
            if !opened.as_ref().is_err_and(StoreError::is_another_opening) {
                break;
            }
            tokio::time::sleep(BETWEEN_TRIES).await;
            opened = Self::open_sqlite_once(path).await;
        }
        opened
    }

    async fn open_sqlite_once(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            // What a migration takes out is overwritten in the file, as what is erased is.
            .pragma("secure_delete", "on")
            .disable_statement_logging();
        let mut first = options.connect().await?;
        if migrate::is_behind(&mut first).await? {
            // A file has one program. What it has prepared would not fit the new tables, so it must have ended: SQLite
            // leaves the write-ahead log only while nobody else has the file open. The next connection returns to it.
            let alone = sqlx::raw_sql("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE")
                .execute(&mut first)
                .await;
            alone.map_err(StoreError::InUse)?;
        }
        migrate::sqlite(&mut first).await?;
        let writer = Writer::start(path)?;
        first.close().await?;
        let readers = Readers::of(path);
        let sealed_to = Some(Arc::new(SealedTo::beside(path)));
        Ok(Self {
            sealed_to,
            ..Self::over(Pools::Sqlite { readers, writer })
        })
    }

    async fn open_postgres(address: &postgres::Address, connections: u32) -> Result<Self, StoreError> {
        let pool = postgres::pool(address, connections)?;
        for _ in 1..TRIES_TO_REACH {
            if !postgres::lend(&pool)
                .await
                .is_err_and(|error| postgres::is_away(&error))
            {
                break;
            }
        }
        let mut first = address.options().connect().await?;
        migrate::postgres(&mut first).await?;
        first.close().await?;
        Ok(Self::over(Pools::Postgres(pool)))
    }

    fn over(pools: Pools) -> Self {
        let readings = Readings::start(pools.clone());
        Self {
            pools,
            readings,
            takes_in: Arc::new(AtomicBool::new(true)),
            sealed_to: None,
            is_damaged: Arc::new(AtomicBool::new(false)),
            written: Arc::new(AtomicU64::new(0)),
        }
    }

    /// Lets the connections go. What was handed to the writer is finished first.
    pub async fn close(self) {
        let _ = self.readings.all_written().await;
        match self.pools {
            // The writer last: whoever closes the file last carries its log over.
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => postgres::close(&pool).await,
        }
    }

    /// Which engine it is: `SQLite` or `PostgreSQL`.
    pub fn engine(&self) -> &'static str {
        match self.pools {
            Pools::Sqlite { .. } => "SQLite",
            Pools::Postgres(_) => "PostgreSQL",
        }
    }

    /// What the engine itself says of how it keeps what it is given, read on the writing connection.
    pub async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        let names: &[&str] = match self.pools {
            Pools::Sqlite { .. } => &["journal_mode", "synchronous", "foreign_keys", "secure_delete"],
            Pools::Postgres(_) => &["fsync", "synchronous_commit", "full_page_writes"],
        };
        let mut settings = Vec::new();
        for name in names {
            let text = match self.pools {
                Pools::Sqlite { .. } => {
                    format!("SELECT CAST({name} AS TEXT) AS value FROM pragma_{name}")
                }
                Pools::Postgres(_) => format!("SELECT current_setting('{name}') AS value"),
            };
            let rows = self.write(Work::Run(vec![Statement::made(text)])).await?.rows();
            for row in rows {
                settings.push(((*name).to_owned(), row.get("value")?));
            }
        }
        Ok(settings)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.lend()
            .await?
            .connection()
            .run_text("SELECT 1".to_owned())
            .await
    }

    async fn lend(&self) -> Result<Lent, StoreError> {
        Ok(match &self.pools {
            Pools::Sqlite { readers, .. } => Lent::Sqlite(readers.lend().await?),
            Pools::Postgres(pool) => Lent::Postgres(postgres::lend(pool).await?),
        })
    }

    pub(crate) async fn rows(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.asked(statement, async |on, statement| on.rows(statement).await)
            .await
    }

    /// Rows of several statements that belong together and only read, in one walk.
    pub(crate) async fn rows_each(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, StoreError> {
        if statements.is_empty() {
            return Ok(Vec::new());
        }
        self.asked(statements, async |on, statements| on.rows_each(statements).await)
            .await
    }

    pub(crate) async fn row(&self, statement: Statement) -> Result<Option<Row>, StoreError> {
        self.asked(statement, async |on, statement| on.row(statement).await)
            .await
    }

    /// Asks on a connection; once more where PostgreSQL prepared the question before a table was changed.
    async fn asked<Q: Clone, A>(
        &self,
        question: Q,
        ask: impl AsyncFn(&mut Connection<'_>, Q) -> Result<A, StoreError>,
    ) -> Result<A, StoreError> {
        let mut lent = self.lend().await?;
        // SQLite sees by itself that a table is another one.
        let again = matches!(lent, Lent::Postgres(_)).then(|| question.clone());
        let mut on = lent.connection();
        let mut answer = ask(&mut on, question).await;
        if let Some(question) = again
            && answer.as_ref().is_err_and(StoreError::is_of_an_old_plan)
        {
            on.forget_plans();
            answer = ask(&mut on, question).await;
        }
        answer.map_err(|error| self.met(error))
    }

    /// Does works in one transaction, detached from whoever asks.
    pub(crate) async fn write_many(&self, works: Vec<Work>) -> Vec<Result<Outcome, StoreError>> {
        if self.is_damaged() {
            return works.iter().map(|_| Err(StoreError::Damaged)).collect();
        }
        let count = u64::try_from(works.len()).unwrap_or(u64::MAX);
        let answers = self.pools.write_many(works).await;
        self.look_after(count);
        let met = |answer: Result<Outcome, StoreError>| answer.map_err(|error| self.met(error));
        let answers: Vec<_> = answers.into_iter().map(met).collect();
        for answer in &answers {
            let failed = answer
                .as_ref()
                .is_err_and(|error| error.is_passing() && !error.is_refusal());
            self.takes_in.store(!failed, Ordering::Relaxed);
        }
        answers
    }

    /// Has PostgreSQL look at its tables where these works were enough for that, beside whoever asks.
    fn look_after(&self, works: u64) {
        let Pools::Postgres(_) = self.pools else {
            return;
        };
        let before = self.written.fetch_add(works, Ordering::Relaxed);
        let passed = |after: &&u64| before < **after && **after <= before.saturating_add(works);
        let Some(after) = LOOKS_AFTER.iter().rev().find(passed) else {
            return;
        };
        let (store, after) = (self.clone(), i64::try_from(*after).unwrap_or(i64::MAX));
        tokio::spawn(async move {
            // Where it cannot look it does so later by itself: nothing is lost by it.
            let _ = store.look_at_new_tables(after).await;
        });
    }

    /// Whether the engine took in what it was last given to write: not with a full disk, or when it was
    /// gone. What a rule of the tables refused counts as taken.
    pub fn takes_in(&self) -> bool {
        self.takes_in.load(Ordering::Relaxed)
    }

    pub(crate) async fn write(&self, work: Work) -> Result<Outcome, StoreError> {
        self.write_many(vec![work])
            .await
            .pop()
            .unwrap_or(Err(StoreError::Closed))
    }

    /// Runs one writing statement; answers how many rows it touched.
    pub(crate) async fn run(&self, statement: Statement) -> Result<i64, StoreError> {
        Ok(self.write(Work::Run(vec![statement])).await?.count())
    }
}

impl Pools {
    /// Does works in one transaction, detached from whoever asks.
    pub(crate) async fn write_many(&self, works: Vec<Work>) -> Vec<Result<Outcome, StoreError>> {
        match self {
            Self::Sqlite { writer, .. } => writer.write(works).await,
            Self::Postgres(pool) => {
                let (pool, count) = (pool.clone(), works.len());
                let answers = tokio::spawn(async move {
                    match postgres::lend(&pool).await {
                        Ok(mut lent) => {
                            with_plans_of_today(&mut Connection::postgres(&mut lent), &works).await
                        }
                        Err(error) => vec![Err(error)],
                    }
                });
                let mut answers = answers.await.unwrap_or_default();
                answers.resize_with(count, || Err(StoreError::Closed));
                answers
            }
        }
    }
}

/// Does works together; once more where the tables have changed since their statements were prepared.
async fn with_plans_of_today(on: &mut Connection<'_>, works: &[Work]) -> Vec<Result<Outcome, StoreError>> {
    let answers = together(on, works).await;
    let is_of_an_old_plan =
        |answer: &Result<Outcome, StoreError>| answer.as_ref().is_err_and(StoreError::is_of_an_old_plan);
    // What fails so fails for all, and left nothing.
    if !answers.iter().any(is_of_an_old_plan) {
        return answers;
    }
    on.forget_plans();
    together(on, works).await
}
