//! PostgreSQL, asked by a driver that sends what belongs together at once and then reads the answers in order.
//!
//! A statement of the record takes the engine some 50 microseconds and the way there and back three times as long, so
//! what an act writes goes in one walk (docs/decisions/0075).

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use deadpool::managed::{self, Metrics, RecycleError, RecycleResult};
use futures_util::TryStreamExt as _;
use sqlx::error::{DatabaseError, ErrorKind};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Row};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Arg, Statement};
use crate::error::StoreError;

mod address;
mod tls;

pub(crate) use address::Address;

/// How long a request waits for a connection: when the server is gone, it is told soon.
const LEND_WITHIN: Duration = Duration::from_secs(3);

/// How long is waited before a server that does not answer is tried once more: it may be starting.
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// After how long a connection is asked whether it is still there.
const RESTED: Duration = Duration::from_secs(1);

/// How many statements a connection keeps prepared: what the pages and the acts of a day use, and more. When there are
/// more, all are forgotten, which costs one walk for each that is used again.
const PREPARED: usize = 512;

/// How each connection is set.
///
/// - A statement is planned once and not for each set of values, as SQLite does: planning took longer than most statements.
///   The plan must not depend on how much was in the tables at that moment, which on the first day is nothing: by an index,
///   always, as `tests/it/plans.rs` holds every statement on a request's path to.
/// - Nothing is compiled for a statement that takes under a millisecond.
/// - A table that is there already is no news: migrations ask for it each time.
const SETTINGS: &str = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off \
     -c enable_mergejoin=off -c jit=off -c client_min_messages=warning";

/// Connections that are lent.
pub(crate) type Pool = managed::Pool<Server>;

/// One of them.
pub(crate) type Lent = managed::Object<Server>;

/// A pool of at most so many connections; none is opened yet.
pub(crate) fn pool(address: &Address, connections: u32) -> Result<Pool, StoreError> {
    let size = usize::try_from(connections).unwrap_or(usize::MAX);
    managed::Pool::builder(Server::at(address)?)
        .max_size(size)
        .wait_timeout(Some(LEND_WITHIN))
        .runtime(deadpool::Runtime::Tokio1)
        .build()
        .map_err(|error| StoreError::BadAddress(error.to_string()))
}

/// Lends a connection.
pub(crate) async fn lend(pool: &Pool) -> Result<Lent, StoreError> {
    // What waits for a connection is large, and would be a part of every future that asks for anything.
    Box::pin(pool.get()).await.map_err(|error| match error {
        managed::PoolError::Backend(error) => error,
        managed::PoolError::Closed => StoreError::Closed,
        managed::PoolError::Timeout(_)
        | managed::PoolError::NoRuntimeSpecified
        | managed::PoolError::PostCreateHook(_) => sqlx::Error::PoolTimedOut.into(),
    })
}

/// Whether a server that was not reached may be there in a moment: nobody listens, or it says that it is starting or that it
/// has no place left.
pub(crate) fn is_away(error: &StoreError) -> bool {
    let StoreError::Unavailable(error) = error else {
        return false;
    };
    if let sqlx::Error::Io(error) = error {
        return [
            io::ErrorKind::ConnectionRefused,
            io::ErrorKind::ConnectionReset,
            io::ErrorKind::ConnectionAborted,
            // The socket of one on this machine.
            io::ErrorKind::NotFound,
        ]
        .contains(&error.kind());
    }
    if let sqlx::Error::Database(said) = error {
        let away = [SqlState::CANNOT_CONNECT_NOW, SqlState::TOO_MANY_CONNECTIONS];
        let said = said.code().unwrap_or_default();
        return away.iter().any(|state| state.code() == said);
    }
    matches!(error, sqlx::Error::PoolTimedOut)
}

/// Lends no more, and waits until what was lent is back.
pub(crate) async fn close(pool: &Pool) {
    let size = u32::try_from(pool.status().max_size).unwrap_or(u32::MAX);
    pool.close();
    for _ in 0..size.saturating_mul(100) {
        if pool.status().size == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The server, and how it is reached.
pub(crate) struct Server {
    config: tokio_postgres::Config,
    tls: MakeRustlsConnect,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}

impl Server {
    pub(crate) fn at(address: &Address) -> Result<Self, StoreError> {
        Ok(Self {
            config: address.config(SETTINGS),
            tls: MakeRustlsConnect::new(tls::config(address)?),
        })
    }

    /// Connects; tries for a while where the server is not there or only just starting.
    pub(crate) async fn connect(&self) -> Result<Postgres, StoreError> {
        let begun = Instant::now();
        loop {
            let connect = Box::pin(self.config.connect(self.tls.clone()));
            let connected = tokio::time::timeout(LEND_WITHIN, connect).await;
            let error = match connected {
                Ok(Ok((client, connection))) => {
                    // It ends with the client, or with the server, and whoever asks next hears of that.
                    tokio::spawn(connection);
                    return Ok(Postgres::over(client));
                }
                Ok(Err(error)) => failure(&error),
                Err(_late) => return Err(sqlx::Error::PoolTimedOut.into()),
            };
            if !is_away(&error) || begun.elapsed() + BETWEEN_TRIES > LEND_WITHIN {
                return Err(error);
            }
            tokio::time::sleep(BETWEEN_TRIES).await;
        }
    }
}

impl managed::Manager for Server {
    type Type = Postgres;
    type Error = StoreError;

    async fn create(&self) -> Result<Postgres, StoreError> {
        self.connect().await
    }

    async fn recycle(&self, on: &mut Postgres, about: &Metrics) -> RecycleResult<StoreError> {
        if on.client.is_closed() || on.is_in_transaction {
            return Err(RecycleError::message(
                "it is over, or was left within a transaction",
            ));
        }
        // A connection that just answered is not asked whether it is there: that would double the walks.
        if about.last_used() > RESTED {
            let answer = tokio::time::timeout(LEND_WITHIN, on.client.batch_execute("")).await;
            if !answer.is_ok_and(|answer| answer.is_ok()) {
                return Err(RecycleError::message("it answers no more"));
            }
        }
        Ok(())
    }
}

/// A connection.
pub(crate) struct Postgres {
    client: Client,
    prepared: HashMap<Cow<'static, str>, Prepared>,
    /// Whether a transaction was begun and has not ended.
    is_in_transaction: bool,
}

type Prepared = Arc<tokio_postgres::Statement>;

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").finish_non_exhaustive()
    }
}

/// What a statement answered.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) rows: Vec<Row>,
    pub(crate) touched: u64,
}

type Answering<'a, A> = Pin<Box<dyn Future<Output = Result<A, tokio_postgres::Error>> + Send + 'a>>;

impl Postgres {
    fn over(client: Client) -> Self {
        Self {
            client,
            prepared: HashMap::new(),
            is_in_transaction: false,
        }
    }

    /// Carries statements out in one walk, in their order, and answers what each answered. One that fails ends the
    /// transaction that it stands in, and so fails those after it; the first failure is the answer.
    pub(crate) async fn ask(&mut self, statements: &[Statement]) -> Result<Vec<Done>, StoreError> {
        let prepared = self.prepare(statements).await?;
        for statement in statements {
            self.take_note_of(&statement.text);
        }
        let asked = prepared.iter().zip(statements).map(|(prepared, statement)| {
            let answer: Answering<'_, Done> = Box::pin(one(&self.client, prepared, &statement.args));
            answer
        });
        all(asked.collect()).await.map_err(|error| failure(&error))
    }

    /// The same for statements that only read, of which all see one state of the database.
    pub(crate) async fn ask_at_once(&mut self, statements: Vec<Statement>) -> Result<Vec<Done>, StoreError> {
        if self.is_in_transaction || statements.len() < 2 {
            return self.ask(&statements).await;
        }
        let mut within = Vec::with_capacity(statements.len() + 2);
        within.push(Statement::new(BEGIN_READING));
        within.extend(statements);
        within.push(Statement::new("COMMIT"));
        let mut done = self.ask(&within).await?;
        done.pop();
        done.remove(0);
        Ok(done)
    }

    /// The statements as the server knows them. Those that it does not know yet are prepared in one walk.
    async fn prepare(&mut self, statements: &[Statement]) -> Result<Vec<Prepared>, StoreError> {
        let mut new: Vec<&Statement> = Vec::new();
        for statement in statements {
            let text: &str = &statement.text;
            let is_named = new.iter().any(|other| other.text == text);
            if !is_named && !self.prepared.contains_key(text) {
                new.push(statement);
            }
        }
        if !new.is_empty() {
            if self.prepared.len() + new.len() > PREPARED {
                self.prepared.clear();
                new = statements.iter().collect();
            }
            let asked = new.iter().map(|statement| {
                let types: Vec<Type> = statement.args.iter().map(type_of).collect();
                let client = &self.client;
                let text: &str = &statement.text;
                let answer: Answering<'_, tokio_postgres::Statement> =
                    Box::pin(async move { client.prepare_typed(text, &types).await });
                answer
            });
            let made = all(asked.collect()).await.map_err(|error| failure(&error))?;
            for (statement, made) in new.iter().zip(made) {
                self.prepared.insert(statement.text.clone(), Arc::new(made));
            }
        }
        let known = |statement: &Statement| self.prepared.get(&statement.text).cloned();
        let prepared: Option<Vec<Prepared>> = statements.iter().map(known).collect();
        prepared.ok_or(StoreError::Closed)
    }

    fn take_note_of(&mut self, text: &str) {
        if text.starts_with("BEGIN") {
            self.is_in_transaction = true;
        } else if text == "COMMIT" || text == "ROLLBACK" {
            self.is_in_transaction = false;
        }
    }

    /// Forgets what was prepared.
    pub(crate) fn forget_plans(&mut self) {
        self.prepared.clear();
    }

    /// The names and the types of the columns of a table, in order.
    pub(crate) async fn columns(&mut self, table: &str) -> Result<Vec<(String, String)>, StoreError> {
        let text = format!("SELECT * FROM {table}");
        let prepared = self
            .client
            .prepare(&text)
            .await
            .map_err(|error| failure(&error))?;
        let columns = prepared.columns().iter();
        Ok(columns
            .map(|column| (column.name().to_owned(), column.type_().name().to_owned()))
            .collect())
    }
}

/// Begins a transaction that sees one state of the database from its first read to its end.
pub(super) const BEGIN_READING: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

async fn one(
    client: &Client,
    prepared: &tokio_postgres::Statement,
    args: &[Arg],
) -> Result<Done, tokio_postgres::Error> {
    let values = args.iter().map(|arg| {
        let value: &(dyn ToSql + Sync) = match arg {
            Arg::Text(value) => value,
            Arg::Int(value) => value,
            Arg::Bool(value) => value,
            Arg::Bytes(value) => value,
        };
        value
    });
    let values: Vec<_> = values.collect();
    let mut answer = std::pin::pin!(client.query_raw(prepared, values).await?);
    let mut rows = Vec::new();
    while let Some(row) = answer.try_next().await? {
        rows.push(row);
    }
    let touched = answer.rows_affected().unwrap_or_default();
    Ok(Done { rows, touched })
}

/// Sends each in its order before any is answered, and then waits for each. The first failure in that order is the answer.
async fn all<A>(mut asked: Vec<Answering<'_, A>>) -> Result<Vec<A>, tokio_postgres::Error> {
    let sent: Vec<Option<_>> = poll_fn(|context| {
        let send = |asked: &mut Answering<'_, A>| match asked.as_mut().poll(context) {
            Poll::Ready(answer) => Some(answer),
            Poll::Pending => None,
        };
        Poll::Ready(asked.iter_mut().map(send).collect())
    })
    .await;
    let mut answers = Vec::with_capacity(asked.len());
    for (asked, at_once) in asked.into_iter().zip(sent) {
        answers.push(match at_once {
            Some(answer) => answer,
            None => asked.await,
        });
    }
    answers.into_iter().collect()
}

const fn type_of(arg: &Arg) -> Type {
    match arg {
        Arg::Text(_) => Type::TEXT,
        Arg::Int(_) => Type::INT8,
        Arg::Bool(_) => Type::BOOL,
        Arg::Bytes(_) => Type::BYTEA,
    }
}

/// What the server says of what it did not do.
#[derive(Debug)]
struct Said {
    code: String,
    message: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Said {}

impl DatabaseError for Said {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.as_str().into())
    }

    fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        match self.code.as_str() {
            "23505" => ErrorKind::UniqueViolation,
            "23503" => ErrorKind::ForeignKeyViolation,
            "23502" => ErrorKind::NotNullViolation,
            "23514" => ErrorKind::CheckViolation,
            _ => ErrorKind::Other,
        }
    }
}

fn of_the_network(error: &tokio_postgres::Error) -> Option<&io::Error> {
    std::error::Error::source(error)?.downcast_ref()
}

fn failure(error: &tokio_postgres::Error) -> StoreError {
    if let Some(said) = error.as_db_error() {
        let said = Said {
            code: said.code().code().to_owned(),
            message: said.message().to_owned(),
        };
        return StoreError::Unavailable(sqlx::Error::Database(Box::new(said)));
    }
    // The driver says what it was about, and its source why.
    let why = std::error::Error::source(error).map_or_else(String::new, |why| format!(": {why}"));
    let said = format!("{error}{why}");
    StoreError::Unavailable(match of_the_network(error) {
        Some(network) => sqlx::Error::Io(io::Error::new(network.kind(), said)),
        None => sqlx::Error::Protocol(said),
    })
}

/// Reads a value of a row.
pub(super) fn value<'r, T: tokio_postgres::types::FromSql<'r>>(
    row: &'r Row,
    place: impl tokio_postgres::row::RowIndex + fmt::Display,
) -> Result<Option<T>, StoreError> {
    let column = place.to_string();
    row.try_get::<_, Option<T>>(place).map_err(|error| {
        let why = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        crate::column::unreadable(column.trim_matches('"'), why)
    })
}

/// The names and the types of the columns of a row, in order.
pub(super) fn columns_of(row: &Row) -> Vec<(String, String)> {
    let columns = row.columns().iter();
    columns
        .map(|column| (column.name().to_owned(), column.type_().name().to_owned()))
        .collect()
}
