//! Work: the units of writing, as data, so that they can wait in a queue and share a commit.

use std::path::PathBuf;

use redress_domain::id::CouncilId;

use crate::changes::{Changes, Committed, ReadModel};
use crate::engine::{Connection, Row, Statement};
use crate::error::StoreError;

/// One unit of writing: all of it or nothing.
#[derive(Debug)]
pub(crate) enum Work {
    /// An act.
    Commit(Box<Changes>),
    /// Plain statements, in order; the rows of the last are the answer.
    Run(Vec<Statement>),
    /// Rows of the read models under a name that need not be a council's.
    Rows { name: String, rows: Vec<ReadModel> },
    /// Fills an empty database from a backup that was checked.
    Restore(PathBuf),
    /// Numbers of events that wait for their seal.
    Seal { council: CouncilId, limit: i64 },
    /// Documents that wait for the search index of a council or of a shadow.
    Index { council: String, limit: i64 },
    /// Changes of the counts of open cases that are to be added up.
    AddUp { council: String },
}

/// What a unit of writing answers.
#[derive(Debug)]
pub(crate) enum Outcome {
    Committed(Committed),
    Rows { last: Vec<Row>, touched: u64 },
    Count(i64),
}

impl Outcome {
    pub(crate) fn committed(self) -> Result<Committed, StoreError> {
        match self {
            Self::Committed(committed) => Ok(committed),
            Self::Rows { .. } | Self::Count(_) => Err(StoreError::Closed),
        }
    }

    pub(crate) fn rows(self) -> Vec<Row> {
        match self {
            Self::Rows { last, .. } => last,
            Self::Committed(_) | Self::Count(_) => Vec::new(),
        }
    }

    pub(crate) fn count(self) -> i64 {
        match self {
            Self::Count(count) => count,
            Self::Rows { touched, .. } => i64::try_from(touched).unwrap_or(i64::MAX),
            Self::Committed(_) => 0,
        }
    }
}

async fn perform(on: &mut Connection<'_>, work: &Work) -> Result<Outcome, StoreError> {
    match work {
        Work::Commit(changes) => Ok(Outcome::Committed(crate::commit::apply(on, changes).await?)),
        Work::Run(statements) => run(on, statements).await,
        Work::Rows { name, rows } => {
            for row in rows {
                row.write(on, name).await?;
            }
            Ok(Outcome::Count(0))
        }
        Work::Restore(path) => Ok(Outcome::Count(crate::backup::fill(on, path).await?)),
        Work::Seal { council, limit } => Ok(Outcome::Count(crate::seal::seal(on, council, *limit).await?)),
        Work::Index { council, limit } => Ok(Outcome::Count(
            crate::search::index::take_in(on, council, *limit).await?,
        )),
        Work::AddUp { council } => Ok(Outcome::Count(crate::open_case::add_up(on, council).await?)),
    }
}

async fn run(on: &mut Connection<'_>, statements: &[Statement]) -> Result<Outcome, StoreError> {
    let (mut last, mut touched) = (Vec::new(), 0);
    for statement in statements {
        if statement.returns_rows() {
            last = on.rows(statement.clone()).await?;
            touched += last.len() as u64;
        } else {
            touched += on.run(statement.clone()).await?;
        }
    }
    Ok(Outcome::Rows { last, touched })
}

/// Does each work in one transaction. A work that is refused leaves nothing and does not touch its
/// neighbours; when the database itself fails, all fail.
pub(crate) async fn together(on: &mut Connection<'_>, works: &[Work]) -> Vec<Result<Outcome, StoreError>> {
    match try_together(on, works).await {
        Ok(answers) => answers,
        Err(error) => {
            // The transaction may be gone already: an engine that fails ends it itself.
            let _ = on.run_text("ROLLBACK".to_owned()).await;
            let mut answers: Vec<_> = works
                .iter()
                .skip(1)
                .map(|_| Err(unavailable_like(&error)))
                .collect();
            answers.insert(0, Err(error));
            answers
        }
    }
}

/// A work that shares its transaction with no other needs no savepoint.
async fn alone(on: &mut Connection<'_>, work: &Work) -> Result<Outcome, StoreError> {
    on.begin().await?;
    let answer = match perform(on, work).await {
        Ok(outcome) => on.run_text("COMMIT".to_owned()).await.map(|()| outcome),
        Err(error) => Err(error),
    };
    if answer.is_err() {
        // The transaction may be gone already: an engine that fails ends it itself.
        let _ = on.run_text("ROLLBACK".to_owned()).await;
    }
    answer
}

async fn try_together(
    on: &mut Connection<'_>,
    works: &[Work],
) -> Result<Vec<Result<Outcome, StoreError>>, StoreError> {
    if let [only] = works {
        return Ok(vec![alone(on, only).await]);
    }
    on.begin().await?;
    let mut answers = Vec::with_capacity(works.len());
    for work in works {
        on.run_text("SAVEPOINT work".to_owned()).await?;
        let answer = perform(on, work).await;
        match &answer {
            Ok(_) => on.run_text("RELEASE SAVEPOINT work".to_owned()).await?,
            Err(error) if error.is_refusal() => {
                on.run_text("ROLLBACK TO SAVEPOINT work".to_owned()).await?;
                on.run_text("RELEASE SAVEPOINT work".to_owned()).await?;
            }
            Err(_) => return Err(answer.err().unwrap_or(StoreError::Closed)),
        }
        answers.push(answer);
    }
    on.run_text("COMMIT".to_owned()).await?;
    Ok(answers)
}

/// The same failure, for a neighbour of the work that met it.
fn unavailable_like(error: &StoreError) -> StoreError {
    StoreError::Unavailable(sqlx::Error::Protocol(error.source_text()))
}
