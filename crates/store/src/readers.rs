//! The connections that read a SQLite file: a few, lent one after another.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::engine::sqlite::{Purpose, Sqlite};
use crate::error::StoreError;

/// How many connections read a SQLite file. Each works where whoever has it stands, and may be held while something else is waited
/// for.
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
    /// Those that were opened; whoever has one has it locked. The first that nobody has is lent, so that what it has read and
    /// prepared serves most requests.
    opened: Mutex<Vec<Arc<tokio::sync::Mutex<Sqlite>>>>,
}

impl Shared {
    fn opened(&self) -> MutexGuard<'_, Vec<Arc<tokio::sync::Mutex<Sqlite>>>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn idle(&self) -> Option<OwnedMutexGuard<Sqlite>> {
        let opened = self.opened();
        opened
            .iter()
            .find_map(|one| Arc::clone(one).try_lock_owned().ok())
    }

    /// One more; there is a turn for it.
    fn open(&self) -> Result<OwnedMutexGuard<Sqlite>, StoreError> {
        let one = Arc::new(tokio::sync::Mutex::new(Sqlite::open(&self.file, Purpose::Reads)?));
        let lent = Arc::clone(&one).try_lock_owned();
        let lent = lent.map_err(|_taken| StoreError::Closed)?;
        self.opened().push(one);
        Ok(lent)
    }
}

/// A connection that was lent; it goes back by itself.
#[derive(Debug)]
pub(crate) struct Reader {
    connection: OwnedMutexGuard<Sqlite>,
    _turn: OwnedSemaphorePermit,
}

impl Reader {
    pub(crate) fn connection(&mut self) -> &mut Sqlite {
        &mut self.connection
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.connection.end_what_was_begun();
    }
}

impl Readers {
    /// Those of a file. Each is opened when it is first needed.
    pub(crate) fn of(file: &Path) -> Self {
        Self {
            shared: Arc::new(Shared {
                file: file.to_owned(),
                opened: Mutex::new(Vec::new()),
            }),
            turns: Arc::new(Semaphore::new(READERS)),
        }
    }

    /// Lends one; waits while all are lent, for half a minute.
    pub(crate) async fn lend(&self) -> Result<Reader, StoreError> {
        // A task that reads on and on gives way to others here, too.
        let turn = tokio::time::timeout(LEND_WITHIN, Arc::clone(&self.turns).acquire_owned());
        let turn = turn.await.map_err(|_over| sqlx::Error::PoolTimedOut)?;
        let turn = turn.map_err(|_closed| StoreError::Closed)?;
        let connection = self.shared.idle().map_or_else(|| self.shared.open(), Ok)?;
        Ok(Reader {
            connection,
            _turn: turn,
        })
    }

    /// How many are open, and how many of them nobody has.
    pub(crate) fn counted(&self) -> (usize, usize) {
        let open = self.shared.opened().len();
        let lent = READERS.saturating_sub(self.turns.available_permits());
        (open, open.saturating_sub(lent))
    }

    /// Waits for those that are lent, and closes all.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or_default();
        let turns = self.turns.acquire_many(all).await;
        self.turns.close();
        let opened = std::mem::take(&mut *self.shared.opened());
        for connection in opened.into_iter().filter_map(Arc::into_inner) {
            connection.into_inner().close();
        }
        drop(turns);
    }
}

#[cfg(test)]
mod tests {
    //! Which connection is lent next.

    use super::{READERS, Readers};
    use crate::engine::Connection;

    #[tokio::test]
    async fn the_first_that_nobody_has_is_lent_and_one_more_waits_for_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        std::fs::write(&path, "").unwrap();
        let readers = Readers::of(&path);
        drop(readers.lend().await.unwrap());
        drop(readers.lend().await.unwrap());
        assert_eq!(readers.counted(), (1, 1));
        let mut all = Vec::new();
        for _ in 0..READERS {
            all.push(readers.lend().await.unwrap());
        }
        assert_eq!(readers.counted(), (READERS, 0));
        let waits = tokio::spawn({
            let readers = readers.clone();
            async move { readers.lend().await.map(drop) }
        });
        tokio::task::yield_now().await;
        assert!(!waits.is_finished());
        // Whoever goes away in a reading transaction leaves none open.
        let mut last = all.pop().unwrap();
        Connection::sqlite(last.connection())
            .begin_reading()
            .await
            .unwrap();
        drop(last);
        waits.await.unwrap().unwrap();
        let mut last = readers.lend().await.unwrap();
        let mut on = Connection::sqlite(last.connection());
        on.begin_reading().await.unwrap();
        on.end_reading().await.unwrap();
        drop((last, all));
        readers.close().await;
        assert!(readers.lend().await.is_err());
    }
}
