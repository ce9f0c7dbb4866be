//! What went wrong, and what to do next: how every command ends that does not end well.

use std::io::{self, Write as _};
use std::process::ExitCode;

use redress_casework::failure::Failure;
use redress_store::error::StoreError;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// What is wrong. Empty when the command has said everything already.
    what: String,
    /// What to do next.
    next: Option<String>,
    /// 1: the answer is no, or it could not be done. 2: the command was given wrongly.
    code: u8,
}

impl Trouble {
    /// The answer is no, and the command has said why.
    pub(crate) fn no() -> Self {
        Self {
            what: String::new(),
            next: None,
            code: 1,
        }
    }

    /// It could not be done.
    pub(crate) fn broken(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: None,
            code: 1,
        }
    }

    /// The command was given wrongly.
    pub(crate) fn usage(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: None,
            code: 2,
        }
    }

    /// The same with what to do next.
    pub(crate) fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// The same with another exit code.
    pub(crate) fn ending(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// Says it, and answers the exit code.
    pub(crate) fn tell(&self) -> ExitCode {
        if !self.what.is_empty() {
            let mut error = io::stderr().lock();
            // When nobody can read it, the exit code still says it.
            let _ = writeln!(error, "redress: {}", self.what);
            if let Some(next) = &self.next {
                let _ = writeln!(error, "What to do: {next}");
            }
        }
        ExitCode::from(self.code)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        let why = std::error::Error::source(&error).map(|source| format!(": {source}"));
        let trouble = Self::broken(format!("{error}{}", why.unwrap_or_default()));
        match error {
            StoreError::BadAddress(_) => Self {
                code: 2,
                ..trouble.next("give --database sqlite:FILE or --database postgres://USER:PASSWORD@HOST/NAME")
            },
            StoreError::Unavailable(_) => trouble.next(
                "check that the database of --database runs, that this machine reaches it, and that \
                 the folder of a SQLite file is there and may be written to",
            ),
            StoreError::Damaged => trouble.next(
                "keep a copy of it, stop what writes to it, and restore the last backup: docs/operating.md says how",
            ),
            StoreError::InUse(_) => trouble.next(
                "Stop the program that serves it, and start this one in its place: it brings the tables to its version",
            ),
            StoreError::NotDurable { .. } => trouble.next(
                "an act that was acknowledged must survive a power cut: set it to on, on the server or for this database",
            ),
            StoreError::Migration(_) => trouble.next(
                "the database may be of a newer version of this program: start that version, or restore \
                 a backup of this one",
            ),
            StoreError::NoDatabase(_) => Self {
                code: 2,
                ..trouble.next("check the address of --database; nothing was made")
            },
            StoreError::NotEmpty(_) => {
                trouble.next("restore into another database, an empty one; nothing was written")
            }
            StoreError::BadBackup { .. } => trouble.next("use another backup; nothing was written"),
            StoreError::File(_) => {
                trouble.next("check the path, and that this user may read and write there")
            }
            StoreError::Unreadable { .. } => trouble.next("run redress verify"),
            StoreError::Conflict { .. }
            | StoreError::AlreadyDone(_)
            | StoreError::Taken(_)
            | StoreError::NoSuchFile(_)
            | StoreError::Unwritten
            | StoreError::Closed => trouble,
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unavailable(error) => error.into(),
            Failure::Unreadable(_) => Self::broken(failure.to_string()).next("run redress verify"),
            Failure::NotFound
            | Failure::NotPermitted
            | Failure::Refused(_)
            | Failure::Settings(_)
            | Failure::Conflict { .. }
            | Failure::AlreadyDone(_)
            | Failure::Taken => Self::broken(failure.to_string()),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::broken(error.to_string())
    }
}
