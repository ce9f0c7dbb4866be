//! The connections that read a SQLite file: a few, lent one after another.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::engine::sqlite::{Purpose, Sqlite};
use crate::error::StoreError;

/// How many connections read a SQLite file.
const READERS: usize = 4;

/// How long a request waits for one of them.
const LEND_WITHIN: Duration = Duration::from_secs(30);

/// The connections that read a file. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Readers {
    shared: Arc<Shared>,
    turns: Arc<Semaphore>,
}

#[derive(Debug)]
struct Shared {
    file: PathBuf,
    /// Those that nobody has. The one that came back last goes first: its thread is the likeliest to be awake.
    idle: Mutex<Vec<Sqlite>>,
}

impl Shared {
    fn idle(&self) -> MutexGuard<'_, Vec<Sqlite>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Option<Sqlite> {
        self.idle().pop()
    }
}

/// A connection that was lent; it goes back by itself.
#[derive(Debug)]
pub(crate) struct Reader {
    connection: Sqlite,
    home: Arc<Shared>,
    _turn: OwnedSemaphorePermit,
}

impl Reader {
    pub(crate) fn connection(&mut self) -> &mut Sqlite {
        &mut self.connection
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // One whose thread is gone is not lent again: another is opened in its place.
        if let Some(connection) = self.connection.given_back() {
            self.home.idle().push(connection);
        }
    }
}

impl Readers {
    /// Those of a file. Each is opened when it is first needed.
    pub(crate) fn of(file: &Path) -> Self {
        Self {
            shared: Arc::new(Shared {
                file: file.to_owned(),
                idle: Mutex::new(Vec::new()),
            }),
            turns: Arc::new(Semaphore::new(READERS)),
        }
    }

    /// Lends one; waits while all are lent, for half a minute.
    pub(crate) async fn lend(&self) -> Result<Reader, StoreError> {
        let turn = tokio::time::timeout(LEND_WITHIN, Arc::clone(&self.turns).acquire_owned());
        let turn = turn.await.map_err(|_over| sqlx::Error::PoolTimedOut)?;
        let turn = turn.map_err(|_closed| StoreError::Closed)?;
        let connection = match self.shared.take() {
            Some(connection) => connection,
            None => Sqlite::open(&self.shared.file, Purpose::Reads).await?,
        };
        Ok(Reader {
            connection,
            home: Arc::clone(&self.shared),
            _turn: turn,
        })
    }

    /// How many are open, and how many of them nobody has.
    pub(crate) fn counted(&self) -> (usize, usize) {
        let idle = self.shared.idle().len();
        (
            idle + READERS.saturating_sub(self.turns.available_permits()),
            idle,
        )
    }

    /// Waits for those that are lent, and closes all.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or_default();
        let turns = self.turns.acquire_many(all).await;
        self.turns.close();
        while let Some(connection) = self.shared.take() {
            connection.close().await;
        }
        drop(turns);
    }
}
