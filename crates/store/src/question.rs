//! Questions that only read, and what they are answered with: several become one, and cost one walk.

use crate::Store;
use crate::engine::{Row, Statement};
use crate::error::StoreError;

/// The rows of each statement of a question, in order.
type Rows = Vec<Vec<Row>>;

/// What reads an answer out of the rows.
type Read<'q, T> = Box<dyn FnOnce(Rows) -> Result<T, StoreError> + Send + 'q>;

/// Something that is asked of the database: see [`Store::ask`].
pub struct Question<'q, T> {
    statements: Vec<Statement>,
    read: Read<'q, T>,
}

impl<'q, T: 'q> Question<'q, T> {
    /// Statements, and what is read from the rows of each.
    pub(crate) fn new(
        statements: Vec<Statement>,
        read: impl FnOnce(Rows) -> Result<T, StoreError> + Send + 'q,
    ) -> Self {
        Self {
            statements,
            read: Box::new(read),
        }
    }

    /// This and another one, in the same walk.
    #[must_use]
    pub fn and<U: 'q>(mut self, other: Question<'q, U>) -> Question<'q, (T, U)> {
        let mine = self.statements.len();
        self.statements.extend(other.statements);
        let (this, that) = (self.read, other.read);
        Question::new(self.statements, move |mut rows| {
            let theirs = rows.split_off(mine.min(rows.len()));
            Ok((this(rows)?, that(theirs)?))
        })
    }
}

impl Store {
    /// Asks, in one walk to the database whatever the question is made of.
    pub async fn ask<T>(&self, question: Question<'_, T>) -> Result<T, StoreError> {
        let Question { statements, read } = question;
        read(self.rows_each(statements).await?)
    }
}
