//! Why an act did not happen: the answers that a page must have.

use redress_domain::case::{Entry, Refusal};
use redress_store::error::StoreError;

/// Why an act or a look-up did not happen. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no such case, council or person; also for what the actor may not know exists.
    #[error("there is no such thing")]
    NotFound,
    /// The actor may not do it, and may know that it exists.
    #[error("not permitted")]
    NotPermitted,
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A rule about the settings said no.
    #[error(transparent)]
    Settings(#[from] redress_domain::settings::Refusal),
    /// Somebody else acted on the case in the meantime; this is what they did.
    #[error("somebody else acted in the meantime")]
    Conflict {
        /// The version that the case is at now.
        version: i64,
        /// What happened since the version that the actor had seen.
        since: Vec<Entry>,
    },
    /// The same request was done before; this is its answer.
    #[error("it was done before")]
    AlreadyDone(String),
    /// An e-mail address or another name is taken.
    #[error("it is taken")]
    Taken,
    /// The record holds something that this program cannot read.
    #[error("the record cannot be read: {0}")]
    Unreadable(String),
    /// The database does not answer.
    #[error("the database is not available")]
    Unavailable(#[source] StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { found, .. } => Self::Conflict {
                version: found,
                since: Vec::new(),
            },
            StoreError::AlreadyDone(result) => Self::AlreadyDone(result),
            StoreError::Taken(_) => Self::Taken,
            StoreError::NoSuchFile(_) => Self::NotFound,
            StoreError::Unreadable { column, why } => Self::Unreadable(format!("{column}: {why}")),
            StoreError::BadAddress(_)
            | StoreError::NoDatabase(_)
            | StoreError::NotEmpty(_)
            | StoreError::BadBackup { .. }
            | StoreError::File(_)
            | StoreError::Unavailable(_)
            | StoreError::Damaged
            | StoreError::InUse(_)
            | StoreError::NotDurable { .. }
            | StoreError::Migration(_)
            | StoreError::Unwritten
            | StoreError::Closed => Self::Unavailable(error),
        }
    }
}
