//! Why the store could not do what it was asked.

use sqlx::migrate::MigrateError;

use crate::stream::StreamId;

/// Why a read or a commit did not happen. Absence is `Option`, never an error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else wrote to the stream since it was read. Nothing was written.
    #[error("{stream} is at version {found}, not {seen}")]
    Conflict {
        /// The stream.
        stream: StreamId,
        /// The version that the writer had seen.
        seen: i64,
        /// The version that it is at.
        found: i64,
    },
    /// The same request was done before; this is the answer that it got. Nothing was written.
    #[error("this was done before")]
    AlreadyDone(String),
    /// A name that must be unique (a reference, an e-mail address) is taken. Nothing was written.
    #[error("it is taken: {0}")]
    Taken(String),
    /// A file that an act takes in is not there any more, or belongs to a case already. Nothing was
    /// written.
    #[error("there is no such file: {0}")]
    NoSuchFile(redress_domain::id::FileId),
    /// A stored value is not what the program writes.
    #[error("column {column} holds what cannot be read: {why}")]
    Unreadable {
        /// The column.
        column: String,
        /// What is wrong with it.
        why: String,
    },
    /// A database address that is neither SQLite nor PostgreSQL, or otherwise cannot be used.
    #[error("{0}")]
    BadAddress(String),
    /// There is no such database, and none was made.
    #[error("there is no database at {0}")]
    NoDatabase(String),
    /// A database that was to be filled from a backup holds something already. Nothing was written.
    #[error("the database is not empty: there is something in \"{0}\"")]
    NotEmpty(&'static str),
    /// A backup that cannot be taken in. Nothing was written.
    #[error("the backup was refused: line {line}: {why}")]
    BadBackup {
        /// The line, counted from one.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// A backup file could not be read or written.
    #[error("a file could not be read or written")]
    File(#[from] std::io::Error),
    /// The database did not answer, or answered with an error.
    #[error("the database is not available")]
    Unavailable(#[from] sqlx::Error),
    /// The file or a page of it is not what the engine wrote. Nothing is written any more: a backup has to
    /// be restored.
    #[error("the database is damaged")]
    Damaged,
    /// The file's tables are to be brought to this version, and another process has it open. Nothing was changed.
    #[error("another process uses the database")]
    InUse(#[source] sqlx::Error),
    /// The engine is set so that it may lose what it said it kept.
    #[error("the database does not keep what it acknowledges: {name} is {value}")]
    NotDurable {
        /// The setting.
        name: String,
        /// What it says.
        value: String,
    },
    /// The tables could not be brought to this version.
    #[error("the tables could not be migrated")]
    Migration(#[from] MigrateError),
    /// What was read could not be written down yet: who asks for it is not told that there was nothing.
    #[error("what was read could not be recorded yet")]
    Unwritten,
    /// The one writer has stopped, or the store was closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// Whether the same act may be tried again as it is.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Unwritten | Self::Closed)
    }

    /// Whether a SQLite file is being made or migrated by another process: it is locked, or holds
    /// what this process was about to make.
    pub(crate) fn is_another_opening(&self) -> bool {
        match self {
            Self::Unavailable(sqlx::Error::Database(error)) => error
                .code()
                .and_then(|code| code.parse::<i32>().ok())
                // The low byte is the primary code: 5 is SQLITE_BUSY, 6 SQLITE_LOCKED.
                .is_some_and(|code| matches!(code & 0xff, 5 | 6)),
            Self::InUse(_)
            | Self::Migration(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..)) => true,
            Self::Conflict { .. }
            | Self::AlreadyDone(_)
            | Self::Taken(_)
            | Self::NoSuchFile(_)
            | Self::Unreadable { .. }
            | Self::BadAddress(_)
            | Self::NoDatabase(_)
            | Self::NotEmpty(_)
            | Self::BadBackup { .. }
            | Self::File(_)
            | Self::Unavailable(_)
            | Self::Damaged
            | Self::NotDurable { .. }
            | Self::Migration(_)
            | Self::Unwritten
            | Self::Closed => false,
        }
    }

    /// Whether the tables have changed since the statement was prepared, so that its rows look otherwise:
    /// another process has brought them to a newer version. PostgreSQL calls it a feature that it does not
    /// support. Nothing was done; prepared anew, the statement works.
    pub(crate) fn is_of_an_old_plan(&self) -> bool {
        matches!(self, Self::Unavailable(sqlx::Error::Database(error)) if error.code().is_some_and(|code| code == "0A000"))
    }

    /// Whether the engine says that what it has on disk is not what it wrote.
    pub fn is_damage(&self) -> bool {
        let code = if let Self::Unavailable(sqlx::Error::Database(error)) = self {
            error.code()
        } else if let Self::Migration(MigrateError::Execute(sqlx::Error::Database(error))) = self {
            error.code()
        } else {
            return matches!(self, Self::Damaged);
        };
        let Some(code) = code else { return false };
        // PostgreSQL: data and index corrupted. SQLite: SQLITE_CORRUPT and SQLITE_NOTADB, in the low byte.
        code == "XX001"
            || code == "XX002"
            || code
                .parse::<i32>()
                .is_ok_and(|code| matches!(code & 0xff, 11 | 26) && code < 10_000)
    }

    /// Whether only these changes were refused, and the connection is as good as before.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Conflict { .. }
                | Self::AlreadyDone(_)
                | Self::Taken(_)
                | Self::NoSuchFile(_)
                | Self::Unreadable { .. }
        ) || matches!(self, Self::Unavailable(sqlx::Error::Database(error))
                if error.kind() != sqlx::error::ErrorKind::Other)
    }

    /// What the engine itself says of it, or else what the error says.
    pub(crate) fn source_text(&self) -> String {
        std::error::Error::source(self).map_or_else(|| self.to_string(), ToString::to_string)
    }
}
