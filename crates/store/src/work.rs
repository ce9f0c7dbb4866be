//! Work: the units of writing, as data, so that they can wait in a queue and share a commit.

use std::path::PathBuf;

use jiff::civil::Date;
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
    /// Changes of the counts of open cases that are to be added up; those due before a day together.
    AddUp { council: String, long_past: Date },
    /// Changes of the sums of facts that are to be added up, of a council or of a shadow.
    AddUpFacts { council: String, what: String },
}

impl Work {
    /// Whether it takes away what somebody has a right to have gone.
    pub(crate) fn erases(&self) -> bool {
        matches!(self, Self::Commit(changes) if !changes.erase.is_empty())
    }
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

/// Does a work; the last of its statements may still wait, and fail with the one that ends it.
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
        Work::AddUp { council, long_past } => Ok(Outcome::Count(
            crate::open_case::add_up(on, council, *long_past).await?,
        )),
        Work::AddUpFacts { council, what } => {
            Ok(Outcome::Count(crate::fact::add_up(on, (council, what)).await?))
        }
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
            on.roll_back().await;
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
    on.begin()?;
    let answer = match perform(on, work).await {
        Ok(outcome) => on.run_text("COMMIT".to_owned()).await.map(|()| outcome),
        Err(error) => Err(error),
    };
    match answer {
        Ok(outcome) => Ok(outcome),
        Err(error) => {
            on.roll_back().await;
            Err(read(on, work, error).await)
        }
    }
}

async fn try_together(
    on: &mut Connection<'_>,
    works: &[Work],
) -> Result<Vec<Result<Outcome, StoreError>>, StoreError> {
    if let [only] = works {
        return Ok(vec![alone(on, only).await]);
    }
    on.begin()?;
    let mut answers = Vec::with_capacity(works.len());
    for work in works {
        on.later(Statement::new("SAVEPOINT work"))?;
        let answer = match perform(on, work).await {
            Ok(outcome) => on
                .run(Statement::new("RELEASE SAVEPOINT work"))
                .await
                .map(|_| outcome),
            Err(error) => Err(error),
        };
        answers.push(match answer {
            Err(error) if error.is_refusal() => {
                on.roll_back_to("work").await?;
                Err(read(on, work, error).await)
            }
            Err(error) => return Err(error),
            done => done,
        });
    }
    on.run_text("COMMIT".to_owned()).await?;
    Ok(answers)
}

/// What a failure means to the work that met it, once what it did was taken back.
async fn read(on: &mut Connection<'_>, work: &Work, error: StoreError) -> StoreError {
    match work {
        Work::Commit(changes) => crate::commit::what_stood_there(on, changes, error).await,
        Work::Run(_)
        | Work::Rows { .. }
        | Work::Restore(_)
        | Work::Seal { .. }
        | Work::Index { .. }
        | Work::AddUp { .. }
        | Work::AddUpFacts { .. } => error,
    }
}

/// The same failure, for a neighbour of the work that met it.
fn unavailable_like(error: &StoreError) -> StoreError {
    StoreError::Unavailable(sqlx::Error::Protocol(error.source_text()))
}
