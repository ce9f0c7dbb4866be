//! A SQLite file, asked where whoever asks stands: a statement takes less time than the way to another thread.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rusqlite::types::{Null, ValueRef};
use rusqlite::{OpenFlags, ffi};
use sqlx::error::{DatabaseError, ErrorKind};

use super::{Arg, Shape, Statement};
use crate::column::unreadable;
use crate::error::StoreError;

/// How many statements a connection keeps prepared: what the pages and the acts of a day use, and more.
const PREPARED: usize = 512;

/// How long a connection waits for another program that has the file locked.
pub(crate) const BUSY: Duration = Duration::from_secs(10);

/// From how long on a statement takes long: some twenty times the way to another thread and back.
const SLOW: Duration = Duration::from_millis(1);

/// After how many pages SQLite carries the write-ahead log over into the file: 32 megabytes. Pages that many
/// acts touch are carried over once, not with every few acts.
const CARRIED_OVER: u32 = 8192;

/// How much of the file the writer keeps in memory: 4 megabytes, in kibibytes and negative, as SQLite asks.
const WRITERS_CACHE: i32 = -4096;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It reads and cannot write.
    Reads,
    /// It is the one that writes.
    Writes,
}

/// A connection to a SQLite file.
#[derive(Debug)]
pub(crate) struct Sqlite {
    on: rusqlite::Connection,
    known: Known,
    purpose: Purpose,
    /// Whether a transaction was begun that only reads, and not ended.
    pub(super) is_reading: bool,
}

/// What a statement answered.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Its rows.
    pub(super) rows: Vec<Values>,
    /// How many rows it changed.
    pub(super) touched: u64,
}

impl Sqlite {
    /// Opens a file that is there, with its tables.
    pub(crate) fn open(path: &Path, purpose: Purpose) -> Result<Self, StoreError> {
        Ok(Self {
            on: connect(path, purpose).map_err(failure)?,
            known: Known::default(),
            purpose,
            is_reading: false,
        })
    }

    /// Carries statements out in their order, where it stands; the first that fails ends it.
    ///
    /// What takes long lets the other tasks of this thread go on elsewhere meanwhile: that costs more than a quick
    /// statement takes, so it is done for those alone that took long before.
    pub(super) fn ask(&mut self, statements: &[Statement]) -> Result<Vec<Done>, StoreError> {
        let is_aside =
            self.purpose == Purpose::Reads && self.known.are_slow(statements) && has_other_threads();
        if is_aside {
            tokio::task::block_in_place(|| self.perform(statements))
        } else {
            self.perform(statements)
        }
    }

    /// Several that read see one state, and take the file's lock once in place of once each.
    fn perform(&mut self, statements: &[Statement]) -> Result<Vec<Done>, StoreError> {
        let is_together = self.purpose == Purpose::Reads && !self.is_reading && statements.len() > 1;
        if is_together {
            self.known.perform(&self.on, &Statement::new("BEGIN"))?;
        }
        let perform = |one| self.known.perform(&self.on, one);
        let done: Result<Vec<_>, _> = statements.iter().map(perform).collect();
        if is_together {
            let ended = self.known.perform(&self.on, &Statement::new("ROLLBACK"));
            // What failed may have ended it already; what it says comes first.
            return done.and_then(|done| ended.map(|_| done));
        }
        done
    }

    /// Carries the write-ahead log over into the file and empties it, so that nothing that was erased is left in it; answers
    /// whether it did. It waits for nobody: while somebody reads, the log stays.
    pub(crate) fn empties_its_log(&self) -> bool {
        let emptied = self.on.busy_timeout(Duration::ZERO).and_then(|()| {
            self.on
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
        });
        if let Err(error) = self.on.busy_timeout(BUSY) {
            tracing::warn!(%error, "a connection waits for nobody now");
        }
        matches!(emptied, Ok(0))
    }

    /// Ends a transaction that was only to read and was not ended: whoever has the connection next begins anew.
    pub(crate) fn end_what_was_begun(&mut self) {
        if std::mem::take(&mut self.is_reading)
            && let Err(error) = self.ask(&[Statement::new("ROLLBACK")])
        {
            tracing::warn!(%error, "A reading transaction was not ended in order");
        }
    }

    /// Lets go of the file.
    pub(crate) fn close(self) {
        // What is prepared holds it open.
        self.on.flush_prepared_statement_cache();
        if let Err((_, error)) = self.on.close() {
            tracing::warn!(%error, "A connection was not closed in order");
        }
    }
}

/// Whether the tasks of this thread can go on elsewhere.
fn has_other_threads() -> bool {
    let runtime = tokio::runtime::Handle::try_current();
    runtime.is_ok_and(|runtime| runtime.runtime_flavor() == tokio::runtime::RuntimeFlavor::MultiThread)
}

fn connect(path: &Path, purpose: Purpose) -> rusqlite::Result<rusqlite::Connection> {
    let access = match purpose {
        Purpose::Reads => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Purpose::Writes => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    // One thread has the connection, so that the engine need not lock it.
    let on = rusqlite::Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    on.set_prepared_statement_cache_capacity(PREPARED);
    on.busy_timeout(BUSY)?;
    // What a savepoint may have to take back is kept in memory: otherwise each makes a file.
    on.pragma_update(None, "temp_store", "memory")?;
    if purpose == Purpose::Writes {
        on.pragma_update(None, "journal_mode", "wal")?;
        // An acknowledged act survives a power cut.
        on.pragma_update(None, "synchronous", "full")?;
        on.pragma_update(None, "foreign_keys", true)?;
        on.pragma_update(None, "wal_autocheckpoint", CARRIED_OVER)?;
        on.pragma_update(None, "cache_size", WRITERS_CACHE)?;
        // What is erased is overwritten in the file.
        on.pragma_update(None, "secure_delete", true)?;
    }
    Ok(on)
}

/// What is known of the statements that a connection has carried out, by their texts.
#[derive(Debug, Default)]
struct Known(HashMap<String, Arc<Shown>>);

/// What a statement shows once it is prepared.
#[derive(Debug)]
struct Shown {
    /// Which of its values stands in each place: `$2` may come before `$1`.
    places: Vec<usize>,
    columns: Arc<Columns>,
    /// Whether it took long when it was carried out last.
    is_slow: AtomicBool,
}

impl Known {
    /// Whether one of these took long when it was carried out last.
    fn are_slow(&self, statements: &[Statement]) -> bool {
        let is_slow = |shown: &Arc<Shown>| shown.is_slow.load(Ordering::Relaxed);
        statements
            .iter()
            .any(|statement| self.0.get(&*statement.text).is_some_and(is_slow))
    }

    fn perform(&mut self, on: &rusqlite::Connection, statement: &Statement) -> Result<Done, StoreError> {
        let (text, begun) = (&*statement.text, Instant::now());
        let mut prepared = on.prepare_cached(text).map_err(failure)?;
        let shown = match self.0.get(text) {
            Some(shown) => Arc::clone(shown),
            None => self.look_at(text, &prepared)?,
        };
        for (place, value) in shown.places.iter().enumerate() {
            let value = statement.args.get(*value).ok_or_else(|| {
                unreadable(
                    "statement",
                    format!("it has no value for the place {}", value + 1),
                )
            })?;
            let place = place + 1;
            match value {
                Arg::Text(Some(text)) => prepared.raw_bind_parameter(place, text.as_str()),
                Arg::Int(Some(number)) => prepared.raw_bind_parameter(place, number),
                Arg::Bool(Some(is)) => prepared.raw_bind_parameter(place, is),
                Arg::Bytes(Some(bytes)) => prepared.raw_bind_parameter(place, bytes.as_slice()),
                Arg::Text(None) | Arg::Int(None) | Arg::Bool(None) | Arg::Bytes(None) => {
                    prepared.raw_bind_parameter(place, Null)
                }
            }
            .map_err(failure)?;
        }
        let mut done = Done::default();
        let mut rows = prepared.raw_query();
        let (mut answer, mut count) = (Answer::of(&shown.columns), 0);
        while let Some(row) = rows.next().map_err(failure)? {
            for place in 0..shown.columns.names.len() {
                answer.take(row.get_ref(place).map_err(failure)?);
            }
            count += 1;
        }
        let answer = Arc::new(answer);
        let values = |row| Values {
            answer: Arc::clone(&answer),
            row,
        };
        done.rows.extend((0..count).map(values));
        drop(rows);
        if !prepared.readonly() {
            done.touched = on.changes();
        }
        shown.is_slow.store(begun.elapsed() > SLOW, Ordering::Relaxed);
        Ok(done)
    }

    fn look_at(&mut self, text: &str, prepared: &rusqlite::Statement<'_>) -> Result<Arc<Shown>, StoreError> {
        let mut places = Vec::with_capacity(prepared.parameter_count());
        for place in 1..=prepared.parameter_count() {
            let number = prepared
                .parameter_name(place)
                .and_then(|name| name.strip_prefix('$'))
                .and_then(|number| number.parse::<usize>().ok())
                .and_then(|number| number.checked_sub(1));
            places.push(number.ok_or_else(|| unreadable("statement", "a place in it has no number"))?);
        }
        let (names, shapes) = prepared
            .columns()
            .iter()
            .map(|column| {
                (
                    column.name().to_owned(),
                    column.decl_type().and_then(Shape::named),
                )
            })
            .unzip();
        let columns = Arc::new(Columns { names, shapes });
        let shown = Arc::new(Shown {
            places,
            columns,
            is_slow: AtomicBool::new(false),
        });
        self.0.insert(text.to_owned(), Arc::clone(&shown));
        Ok(shown)
    }
}

/// The columns of a statement.
#[derive(Debug)]
struct Columns {
    names: Vec<String>,
    /// What the tables say that they hold; nothing of what is computed.
    shapes: Vec<Option<Shape>>,
}

/// What a statement answered: the values of all its rows side by side, and their texts and bytes in one piece each,
/// so that a row costs no memory of its own.
#[derive(Debug)]
struct Answer {
    columns: Arc<Columns>,
    values: Vec<Value>,
    texts: String,
    bytes: Vec<u8>,
    /// Which column is asked for next, as most readers go: from the first to the last, row after row.
    next: AtomicUsize,
}

/// A row that was read.
#[derive(Debug)]
pub(crate) struct Values {
    answer: Arc<Answer>,
    /// Which row of the answer it is, from 0.
    row: usize,
}

#[derive(Debug)]
enum Value {
    Null,
    Int(i64),
    /// Where it stands among the texts.
    Text(Range<usize>),
    /// Where they stand among the bytes.
    Bytes(Range<usize>),
    /// What the program does not write: a fraction, a text that is none.
    Other,
}

impl Answer {
    fn of(columns: &Arc<Columns>) -> Self {
        Self {
            columns: Arc::clone(columns),
            values: Vec::new(),
            texts: String::new(),
            bytes: Vec::new(),
            next: AtomicUsize::new(0),
        }
    }

    /// Takes the next value of the next row.
    fn take(&mut self, value: ValueRef<'_>) {
        self.values.push(match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Int(number),
            ValueRef::Real(_) => Value::Other,
            ValueRef::Text(text) => str::from_utf8(text).map_or(Value::Other, |text| {
                let from = self.texts.len();
                self.texts.push_str(text);
                Value::Text(from..self.texts.len())
            }),
            ValueRef::Blob(bytes) => {
                let from = self.bytes.len();
                self.bytes.extend_from_slice(bytes);
                Value::Bytes(from..self.bytes.len())
            }
        });
    }
}

impl Values {
    fn columns_of_it(&self) -> &Columns {
        &self.answer.columns
    }

    /// Where a column stands.
    pub(super) fn place(&self, column: &str) -> Result<usize, StoreError> {
        let (names, next) = (&self.columns_of_it().names, &self.answer.next);
        let expected = next.load(Ordering::Relaxed);
        let place = if names.get(expected).is_some_and(|name| name == column) {
            Some(expected)
        } else {
            names.iter().position(|name| name == column)
        };
        let place = place.ok_or_else(|| unreadable(column, "there is no such column"))?;
        next.store((place + 1) % names.len(), Ordering::Relaxed);
        Ok(place)
    }

    /// The columns, with what the tables say that they hold.
    pub(super) fn columns(&self) -> Result<Vec<(String, Shape)>, StoreError> {
        let columns = self.columns_of_it();
        let named = columns.names.iter().zip(&columns.shapes);
        named
            .map(|(name, shape)| match shape {
                Some(shape) => Ok((name.clone(), *shape)),
                None => Err(unreadable(name, "it is of no table")),
            })
            .collect()
    }

    /// A text, or nothing.
    pub(super) fn text(&self, place: usize) -> Result<Option<String>, StoreError> {
        match self.value(place)? {
            Value::Text(at) => Ok(self.answer.texts.get(at.clone()).map(str::to_owned)),
            Value::Null => Ok(None),
            Value::Int(_) | Value::Bytes(_) | Value::Other => Err(self.is_no("text", place)),
        }
    }

    /// A whole number, or nothing.
    pub(super) fn int(&self, place: usize) -> Result<Option<i64>, StoreError> {
        match self.value(place)? {
            Value::Int(number) => Ok(Some(*number)),
            Value::Null => Ok(None),
            Value::Text(_) | Value::Bytes(_) | Value::Other => Err(self.is_no("whole number", place)),
        }
    }

    /// Yes or no, or nothing.
    pub(super) fn bool(&self, place: usize) -> Result<Option<bool>, StoreError> {
        Ok(self.int(place)?.map(|number| number != 0))
    }

    /// Bytes, or nothing.
    pub(super) fn bytes(&self, place: usize) -> Result<Option<Vec<u8>>, StoreError> {
        match self.value(place)? {
            Value::Bytes(at) => Ok(self.answer.bytes.get(at.clone()).map(<[u8]>::to_vec)),
            Value::Null => Ok(None),
            Value::Int(_) | Value::Text(_) | Value::Other => Err(self.is_no("file", place)),
        }
    }

    fn value(&self, place: usize) -> Result<&Value, StoreError> {
        let width = self.columns_of_it().names.len();
        let value = (place < width).then(|| self.answer.values.get(self.row * width + place));
        value
            .flatten()
            .ok_or_else(|| unreadable("row", format!("it has no place {place}")))
    }

    fn is_no(&self, what: &str, place: usize) -> StoreError {
        let column = self.columns_of_it().names.get(place).map_or("", String::as_str);
        unreadable(column, format!("it is no {what}"))
    }
}

/// What SQLite says of a statement that failed, as the driver of the other engine says it.
#[derive(Debug)]
struct Said {
    /// SQLite's own code: the primary one in its low byte.
    code: i32,
    message: String,
}

impl std::fmt::Display for Said {
    fn fmt(&self, into: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(into, "(code: {}) {}", self.code, self.message)
    }
}

impl std::error::Error for Said {}

impl DatabaseError for Said {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<std::borrow::Cow<'_, str>> {
        Some(self.code.to_string().into())
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
        match self.code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => ErrorKind::UniqueViolation,
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ErrorKind::ForeignKeyViolation,
            ffi::SQLITE_CONSTRAINT_NOTNULL => ErrorKind::NotNullViolation,
            ffi::SQLITE_CONSTRAINT_CHECK => ErrorKind::CheckViolation,
            _ => ErrorKind::Other,
        }
    }
}

fn failure(error: rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, message) = error else {
        return StoreError::Unavailable(sqlx::Error::Protocol(error.to_string()));
    };
    let said = Said {
        code: failure.extended_code,
        message: message.unwrap_or_else(|| failure.to_string()),
    };
    StoreError::Unavailable(sqlx::Error::Database(Box::new(said)))
}

#[cfg(test)]
mod tests {
    //! What comes back, and what SQLite says.

    use super::{Purpose, Sqlite};
    use crate::engine::Statement;
    use crate::error::StoreError;

    fn file() -> (tempfile::TempDir, Sqlite) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        std::fs::write(&path, "").unwrap();
        let mut on = Sqlite::open(&path, Purpose::Writes).unwrap();
        let table = "CREATE TABLE t (a TEXT NOT NULL, n INTEGER CHECK (n < 10), PRIMARY KEY (a))";
        on.ask(&[Statement::new(table)]).unwrap();
        (folder, on)
    }

    #[test]
    fn a_value_goes_to_the_place_with_its_number() {
        let (_folder, mut on) = file();
        let put = Statement::new("INSERT INTO t (n, a) VALUES ($2, $1)")
            .text("one")
            .int(2);
        let read = Statement::new("SELECT n, a, $2 AS said FROM t WHERE a = $1")
            .text("one")
            .text("x");
        let mut done = on.ask(&[put, read]).unwrap();
        let (rows, touched) = (done.pop().unwrap().rows, done.pop().unwrap().touched);
        assert_eq!(touched, 1);
        let [row] = rows.as_slice() else { panic!("one row") };
        let place = |column| row.place(column).unwrap();
        assert_eq!(row.int(place("n")).unwrap(), Some(2));
        assert_eq!(row.text(place("a")).unwrap().as_deref(), Some("one"));
        assert_eq!(row.text(place("said")).unwrap().as_deref(), Some("x"));
        // What is of another kind, or not there, is no answer.
        assert!(row.text(place("n")).is_err());
        assert!(row.int(place("a")).is_err());
        assert!(row.place("gone").is_err());
        assert!(row.columns().is_err(), "a column that is computed is of no table");
    }

    #[test]
    fn each_row_has_its_own_values_in_whatever_order_they_are_asked_for() {
        let (_folder, mut on) = file();
        let text = "SELECT 'a' || n AS a, NULL AS gone, CAST('b' || n AS BLOB) AS b, n FROM (SELECT 1 AS n UNION ALL SELECT 2)";
        let rows = on.ask(&[Statement::new(text)]).unwrap().remove(0).rows;
        let [first, second] = rows.as_slice() else {
            panic!("two rows")
        };
        let text = |row: &super::Values, column| row.text(row.place(column).unwrap()).unwrap();
        let bytes = |row: &super::Values| row.bytes(row.place("b").unwrap()).unwrap();
        let int = |row: &super::Values| row.int(row.place("n").unwrap()).unwrap();
        assert_eq!((int(second), int(first)), (Some(2), Some(1)));
        assert_eq!(text(second, "a").as_deref(), Some("a2"));
        assert_eq!(text(first, "a").as_deref(), Some("a1"));
        assert_eq!((text(first, "gone"), text(second, "gone")), (None, None));
        assert_eq!(bytes(first).as_deref(), Some(b"b1".as_slice()));
        assert_eq!(bytes(second).as_deref(), Some(b"b2".as_slice()));
        assert!(first.int(4).is_err(), "the next row is not this one");
    }

    #[test]
    fn what_fails_among_several_leaves_no_transaction_behind() {
        let (folder, mut on) = file();
        let mut reads = Sqlite::open(&folder.path().join("a.sqlite"), Purpose::Reads).unwrap();
        let count = || Statement::new("SELECT a FROM t");
        let failed = reads.ask(&[count(), Statement::new("SELECT b FROM t"), count()]);
        assert!(failed.unwrap_err().source_text().contains("no such column"));
        let put = |a: &str| Statement::new("INSERT INTO t (a) VALUES ($1)").text(a);
        on.ask(&[put("one")]).unwrap();
        assert_eq!(reads.ask(&[count()]).unwrap()[0].rows.len(), 1);
        let both = reads.ask(&[count(), count()]).unwrap();
        assert_eq!((both[0].rows.len(), both[1].rows.len()), (1, 1));
        on.ask(&[put("two")]).unwrap();
        assert_eq!(
            reads.ask(&[count()]).unwrap()[0].rows.len(),
            2,
            "no old state is kept"
        );
    }

    #[test]
    fn a_place_without_a_value_is_refused_and_the_connection_lives() {
        let (_folder, mut on) = file();
        let read = Statement::new("SELECT a FROM t WHERE a = $2").text("one");
        assert!(matches!(on.ask(&[read]), Err(StoreError::Unreadable { .. })));
        assert!(
            on.ask(&[Statement::new("SELECT a FROM t")]).unwrap()[0]
                .rows
                .is_empty()
        );
    }

    #[test]
    fn what_comes_after_a_failure_is_not_done() {
        let (_folder, mut on) = file();
        let put = |a: &str, n| {
            Statement::new("INSERT INTO t (a, n) VALUES ($1, $2)")
                .text(a)
                .int(n)
        };
        let refused = on
            .ask(&[put("one", 1), put("one", 2), put("two", 3)])
            .unwrap_err();
        assert!(refused.is_refusal());
        assert!(
            refused.source_text().contains("UNIQUE constraint failed: t.a"),
            "{}",
            refused.source_text()
        );
        assert!(on.ask(&[put("three", 11)]).unwrap_err().is_refusal());
        let rows = on
            .ask(&[Statement::new("SELECT a FROM t")])
            .unwrap()
            .remove(0)
            .rows;
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn a_connection_that_reads_cannot_write() {
        let (folder, on) = file();
        let mut reads = Sqlite::open(&folder.path().join("a.sqlite"), Purpose::Reads).unwrap();
        let put = Statement::new("INSERT INTO t (a) VALUES ($1)").text("one");
        let refused = reads.ask(&[put]).unwrap_err();
        assert!(!refused.is_refusal(), "{refused:?}");
        reads.close();
        on.close();
        // Whoever closes it last carries the log over.
        assert!(!folder.path().join("a.sqlite-wal").exists());
    }

    #[test]
    fn a_reading_transaction_ends_when_whoever_began_it_is_gone() {
        let (folder, mut on) = file();
        let mut reads = Sqlite::open(&folder.path().join("a.sqlite"), Purpose::Reads).unwrap();
        let count = || [Statement::new("SELECT a FROM t")];
        reads.ask(&[Statement::new("BEGIN")]).unwrap();
        reads.is_reading = true;
        assert!(reads.ask(&count()).unwrap()[0].rows.is_empty());
        on.ask(&[Statement::new("INSERT INTO t (a) VALUES ($1)").text("one")])
            .unwrap();
        assert!(
            reads.ask(&count()).unwrap()[0].rows.is_empty(),
            "one state to its end"
        );
        reads.end_what_was_begun();
        assert_eq!(reads.ask(&count()).unwrap()[0].rows.len(), 1);
    }

    // A query that takes long lets the tasks of its thread go on: of two threads, one asks and one is busy with another.
    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn what_took_long_before_lets_other_tasks_go_on_meanwhile() {
        let asked = tokio::spawn(async {
            let (folder, on) = file();
            let mut reads = Sqlite::open(&folder.path().join("a.sqlite"), Purpose::Reads).unwrap();
            let long = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 3000000) SELECT count(*) AS n FROM n";
            let long = [Statement::new(long)];
            reads.ask(&long).unwrap();
            let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
            let (tell, is_done) = (tokio::sync::oneshot::channel(), std::sync::Arc::clone(&done));
            let (tell, told) = tell;
            tokio::spawn(async move {
                let _ = tell.send(is_done.load(std::sync::atomic::Ordering::SeqCst));
            });
            reads.ask(&long).unwrap();
            done.store(true, std::sync::atomic::Ordering::SeqCst);
            drop((folder, on));
            told.await.unwrap()
        });
        assert!(!asked.await.unwrap(), "the other task waited for the query");
    }
}
