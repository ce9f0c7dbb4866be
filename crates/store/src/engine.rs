//! Two engines, one text: statements as data, and the one place where the two part.

use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;

use crate::column::{Column, unreadable};
use crate::engine::postgres::Postgres;
use crate::engine::sqlite::{Sqlite, Values};
use crate::error::StoreError;

pub(crate) mod postgres;
pub(crate) mod sqlite;

/// A statement of `sql/`, by its path.
macro_rules! sql {
    ($path:literal) => {
        $crate::engine::Statement::new(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/sql/", $path)))
    };
}
pub(crate) use sql;

/// A value on its way into a statement. A null has a type, because PostgreSQL asks for one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(untagged)]
pub(crate) enum Arg {
    Text(Option<String>),
    Int(Option<i64>),
    Bool(Option<bool>),
    /// The content of a file; a backup writes it in Base64.
    Bytes(#[serde(serialize_with = "in_base64")] Option<Vec<u8>>),
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn in_base64<S: serde::Serializer>(bytes: &Option<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
    match bytes {
        Some(bytes) => to.serialize_str(&data_encoding::BASE64.encode(bytes)),
        None => to.serialize_none(),
    }
}

/// One of the statements in `sql/`, with its values.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    text: Cow<'static, str>,
    args: Vec<Arg>,
}

impl Statement {
    pub(crate) fn new(text: &'static str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            args: Vec::new(),
        }
    }

    /// A statement that the program made itself, from names of its own tables and columns.
    pub(crate) fn made(text: String) -> Self {
        Self {
            text: Cow::Owned(text),
            args: Vec::new(),
        }
    }

    pub(crate) fn bind<C: Column>(mut self, value: &C) -> Self {
        self.args.push(value.to_arg());
        self
    }

    pub(crate) fn text(mut self, value: &str) -> Self {
        self.args.push(Arg::Text(Some(value.to_owned())));
        self
    }

    pub(crate) fn at(self, value: Timestamp) -> Self {
        self.bind(&value)
    }

    pub(crate) fn on(self, value: Date) -> Self {
        self.bind(&value)
    }

    pub(crate) fn int(self, value: i64) -> Self {
        self.bind(&value)
    }

    pub(crate) fn bytes(mut self, value: Vec<u8>) -> Self {
        self.args.push(Arg::Bytes(Some(value)));
        self
    }

    /// Refuses a text that PostgreSQL cannot keep, on either engine.
    fn storable(self) -> Result<Self, StoreError> {
        let has_nul = |arg: &Arg| matches!(arg, Arg::Text(Some(text)) if text.contains('\0'));
        if self.args.iter().any(has_nul) {
            return Err(unreadable("text", "it holds the character NUL"));
        }
        Ok(self)
    }

    /// Whether it answers with rows.
    pub(crate) fn returns_rows(&self) -> bool {
        self.text.starts_with("SELECT ") || self.text.contains("RETURNING")
    }

    pub(crate) fn args(mut self, values: Vec<Arg>) -> Self {
        self.args.extend(values);
        self
    }
}

/// How many rows an insert takes at most, and the sizes of what is left over: one walk for what an act has of something, and
/// few enough texts that each stays prepared.
const SIZES: [usize; 10] = [64, 16, 8, 7, 6, 5, 4, 3, 2, 1];

/// A statement about one row, `VALUES ($1, …)`, as statements that each are about many: one walk to the
/// database in place of as many as there are rows.
pub(crate) fn many(text: &str, rows: &[Vec<Arg>]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut rest = rows;
    while let Some(size) = SIZES.into_iter().find(|size| *size <= rest.len()) {
        let (some, others) = rest.split_at(size);
        rest = others;
        let args = some.iter().flatten().cloned().collect();
        statements.push(Statement::made(with_rows(text, size)).args(args));
    }
    statements
}

/// Writes a text with each `$1` moved up by `by`. A comment ends with its line, and so never hides the
/// `;` that follows.
fn moved(text: &str, by: usize, into: &mut String) {
    let mut parts = text.trim_end().split('$');
    into.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(part.len());
        let (number, rest) = part.split_at_checked(end).unwrap_or((part, ""));
        let number = number.parse::<usize>().unwrap_or_default() + by;
        into.push('$');
        into.push_str(&number.to_string());
        into.push_str(rest);
    }
}

/// The text of an insert of one row as one of several.
fn with_rows(text: &str, count: usize) -> String {
    let Some((before, row)) = text.split_once("VALUES (") else {
        return text.to_owned();
    };
    let (row, after) = row.split_at(end_of_row(row));
    let after = after.strip_prefix(')').unwrap_or(after);
    let places = row.matches('$').count();
    let of_row = |at: usize| {
        let mut text = String::from("(");
        moved(row, at * places, &mut text);
        text + ")"
    };
    let rows: Vec<String> = (0..count).map(of_row).collect();
    format!("{before}VALUES {}{after}", rows.join(", "))
}

/// Where the bracket closes that was open before the text.
fn end_of_row(text: &str) -> usize {
    let mut open = 1;
    for (place, letter) in text.char_indices() {
        open += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if open == 0 {
            return place;
        }
    }
    text.len()
}

/// A row that was read.
#[derive(Debug)]
pub(crate) enum Row {
    Sqlite(Values),
    Postgres(tokio_postgres::Row),
}

/// What a statement answered.
#[derive(Default)]
struct Done {
    rows: Vec<Row>,
    touched: u64,
}

/// What the type of a column is, as far as a backup must know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Shape {
    Text,
    Int,
    Bool,
    Bytes,
}

/// A connection of either engine, inside a transaction or not.
pub(crate) struct Connection<'c> {
    on: On<'c>,
    /// Statements that are carried out with the next one: see [`Connection::later`].
    waiting: Vec<Statement>,
}

enum On<'c> {
    Sqlite(&'c mut Sqlite),
    Postgres(&'c mut Postgres),
}

impl<'c> Connection<'c> {
    /// A connection to SQLite.
    pub(crate) const fn sqlite(on: &'c mut Sqlite) -> Self {
        Self {
            on: On::Sqlite(on),
            waiting: Vec::new(),
        }
    }

    /// A connection to PostgreSQL.
    pub(crate) const fn postgres(on: &'c mut Postgres) -> Self {
        Self {
            on: On::Postgres(on),
            waiting: Vec::new(),
        }
    }

    /// Runs a statement whose answer nobody needs.
    ///
    /// It waits and is carried out with the next, in order and in the same walk, so that its failure is the next one's. A
    /// transaction ends with a statement that does not wait.
    pub(crate) fn later(&mut self, statement: Statement) -> Result<(), StoreError> {
        self.waiting.push(statement.storable()?);
        Ok(())
    }

    /// Forgets what waits: the transaction it belongs to is over.
    fn forget_waiting(&mut self) {
        self.waiting.clear();
    }

    /// Runs what waits and then these; answers what these answered.
    async fn ask(&mut self, statements: Vec<Statement>) -> Result<Vec<Done>, StoreError> {
        let statements: Result<Vec<_>, _> = statements.into_iter().map(Statement::storable).collect();
        let statements = statements?;
        let ahead = self.waiting.len();
        let mut all = std::mem::take(&mut self.waiting);
        all.extend(statements);
        Ok(match &mut self.on {
            On::Sqlite(on) => of_these(on.ask(&all)?, ahead, |done| Done {
                rows: done.rows.into_iter().map(Row::Sqlite).collect(),
                touched: done.touched,
            }),
            On::Postgres(on) => of_these(Box::pin(on.ask(&all)).await?, ahead, of_postgres),
        })
    }

    /// Runs a statement; answers how many rows it touched.
    pub(crate) async fn run(&mut self, statement: Statement) -> Result<u64, StoreError> {
        let done = self.ask(vec![statement]).await?.pop();
        Ok(done.unwrap_or_default().touched)
    }

    /// Runs a statement and reads its rows.
    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let done = self.ask(vec![statement]).await?.pop();
        Ok(done.unwrap_or_default().rows)
    }

    /// Runs statements that only read, and reads the rows of each: one walk on either engine, and all of them see one state
    /// of the database.
    pub(crate) async fn rows_each(
        &mut self,
        statements: Vec<Statement>,
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        if statements.is_empty() {
            return Ok(Vec::new());
        }
        let done = match &mut self.on {
            On::Postgres(on) if self.waiting.is_empty() => {
                let statements: Result<Vec<_>, _> = statements.into_iter().map(Statement::storable).collect();
                of_these(Box::pin(on.ask_at_once(statements?)).await?, 0, of_postgres)
            }
            On::Postgres(_) | On::Sqlite(_) => self.ask(statements).await?,
        };
        Ok(done.into_iter().map(|done| done.rows).collect())
    }

    /// Runs a statement and reads its first row.
    pub(crate) async fn row(&mut self, statement: Statement) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(statement).await?.into_iter().next())
    }

    /// Takes back what was done since `BEGIN`, and what waits. The transaction may be gone already: an
    /// engine that fails ends it itself.
    pub(crate) async fn roll_back(&mut self) {
        self.forget_waiting();
        let _ = self.run_text("ROLLBACK".to_owned()).await;
    }

    /// Takes back what was done since the savepoint, and what waits.
    pub(crate) async fn roll_back_to(&mut self, savepoint: &str) -> Result<(), StoreError> {
        let set = format!("SAVEPOINT {savepoint}");
        let mut waiting = self.waiting.iter();
        if let Some(place) = waiting.position(|statement| statement.text == set) {
            // It was not even set: nothing was done since.
            self.waiting.truncate(place);
            return Ok(());
        }
        self.forget_waiting();
        self.run_text(format!("ROLLBACK TO SAVEPOINT {savepoint}"))
            .await?;
        self.run_text(format!("RELEASE SAVEPOINT {savepoint}")).await
    }

    /// Runs one statement without values that the program made itself: `BEGIN`, `SAVEPOINT`.
    pub(crate) async fn run_text(&mut self, text: String) -> Result<(), StoreError> {
        self.run(Statement::made(text)).await.map(|_| ())
    }

    /// Forgets what this connection has prepared. SQLite sees by itself that a table is another one.
    pub(crate) fn forget_plans(&mut self) {
        if let On::Postgres(on) = &mut self.on {
            on.forget_plans();
        }
    }

    /// The columns of a table, in order.
    pub(crate) async fn columns(&mut self, table: &str) -> Result<Vec<(String, Shape)>, StoreError> {
        if let On::Postgres(on) = &mut self.on {
            return shapes(on.columns(table).await?);
        }
        let text = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
        let rows = self.rows(Statement::new(text).text(table)).await?;
        if rows.is_empty() {
            return Err(unreadable("table", format!("there is no table {table}")));
        }
        let column = |row: &Row| Ok((row.get("name")?, row.get("type")?));
        let columns: Result<Vec<_>, StoreError> = rows.iter().map(column).collect();
        shapes(columns?)
    }

    /// Begins a transaction that writes. SQLite must say so at once: one that begins as a reader
    /// and then writes fails without waiting when another has written in between.
    pub(crate) fn begin(&mut self) -> Result<(), StoreError> {
        self.later(Statement::new(match &self.on {
            On::Sqlite(_) => "BEGIN IMMEDIATE",
            On::Postgres(_) => "BEGIN",
        }))
    }

    /// Begins a transaction that sees one state of the database from its first read to its end.
    pub(crate) async fn begin_reading(&mut self) -> Result<(), StoreError> {
        let text = match &mut self.on {
            On::Sqlite(on) => {
                on.is_reading = true;
                "BEGIN"
            }
            On::Postgres(_) => postgres::BEGIN_READING,
        };
        self.run_text(text.to_owned()).await
    }

    /// Ends it.
    pub(crate) async fn end_reading(&mut self) -> Result<(), StoreError> {
        self.run_text("ROLLBACK".to_owned()).await?;
        if let On::Sqlite(on) = &mut self.on {
            on.is_reading = false;
        }
        Ok(())
    }
}

fn of_postgres(done: postgres::Done) -> Done {
    Done {
        rows: done.rows.into_iter().map(Row::Postgres).collect(),
        touched: done.touched,
    }
}

/// The answers to those that did not wait.
fn of_these<D>(done: Vec<D>, ahead: usize, is: impl Fn(D) -> Done) -> Vec<Done> {
    done.into_iter().skip(ahead).map(is).collect()
}

impl Row {
    pub(crate) fn get<C: Column>(&self, column: &str) -> Result<C, StoreError> {
        C::from_row(self, column)
    }

    pub(crate) fn text(&self, column: &str) -> Result<Option<String>, StoreError> {
        match self {
            Self::Sqlite(values) => values.text(values.place(column)?),
            Self::Postgres(row) => postgres::value(row, column),
        }
    }

    pub(crate) fn int(&self, column: &str) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Sqlite(values) => values.int(values.place(column)?),
            Self::Postgres(row) => postgres::value(row, column),
        }
    }

    pub(crate) fn bool(&self, column: &str) -> Result<Option<bool>, StoreError> {
        match self {
            Self::Sqlite(values) => values.bool(values.place(column)?),
            Self::Postgres(row) => postgres::value(row, column),
        }
    }

    pub(crate) fn bytes(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Sqlite(values) => values.bytes(values.place(column)?),
            Self::Postgres(row) => postgres::value(row, column),
        }
    }

    /// Every value, with the name of its column.
    pub(crate) fn values(&self) -> Result<Vec<(String, Arg)>, StoreError> {
        let columns = match self {
            Self::Sqlite(values) => values.columns()?,
            Self::Postgres(row) => shapes(postgres::columns_of(row))?,
        };
        let value = |(place, (name, shape)): (usize, (String, Shape))| Ok((name, self.at(place, shape)?));
        columns.into_iter().enumerate().map(value).collect()
    }

    /// The value in a place, by the shape that the table gives it.
    pub(crate) fn at(&self, place: usize, shape: Shape) -> Result<Arg, StoreError> {
        Ok(match (self, shape) {
            (Self::Sqlite(values), Shape::Text) => Arg::Text(values.text(place)?),
            (Self::Sqlite(values), Shape::Int) => Arg::Int(values.int(place)?),
            (Self::Sqlite(values), Shape::Bool) => Arg::Bool(values.bool(place)?),
            (Self::Sqlite(values), Shape::Bytes) => Arg::Bytes(values.bytes(place)?),
            (Self::Postgres(row), Shape::Text) => Arg::Text(postgres::value(row, place)?),
            (Self::Postgres(row), Shape::Int) => Arg::Int(postgres::value(row, place)?),
            (Self::Postgres(row), Shape::Bool) => Arg::Bool(postgres::value(row, place)?),
            (Self::Postgres(row), Shape::Bytes) => Arg::Bytes(postgres::value(row, place)?),
        })
    }
}

impl Shape {
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().as_str() {
            "TEXT" => Some(Self::Text),
            "INTEGER" | "BIGINT" | "INT8" => Some(Self::Int),
            "BOOLEAN" | "BOOL" => Some(Self::Bool),
            "BLOB" | "BYTEA" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// The name and the shape of each column, by its name and its type.
fn shapes(columns: Vec<(String, String)>) -> Result<Vec<(String, Shape)>, StoreError> {
    let shape = |(name, kind): (String, String)| {
        let shape = Shape::named(&kind).ok_or_else(|| unreadable(&name, format!("its type is {kind}")))?;
        Ok((name, shape))
    };
    columns.into_iter().map(shape).collect()
}

#[cfg(test)]
mod tests {
    //! The texts that the program makes itself.

    use super::{Arg, many, with_rows};

    #[test]
    fn a_row_is_written_many_times_with_places_of_its_own() {
        let one = "INSERT INTO t (a, b, c) VALUES ($1, TRUE, $2)\nON CONFLICT (a) DO NOTHING";
        assert_eq!(with_rows(one, 1), one);
        let two = "INSERT INTO t (a, b, c) VALUES ($1, TRUE, $2), ($3, TRUE, $4)\nON CONFLICT (a) DO NOTHING";
        assert_eq!(with_rows(one, 2), two);
    }

    #[test]
    fn a_row_ends_with_its_own_bracket() {
        let one = "DELETE FROM t WHERE (a, b) IN (VALUES ($1, CAST($2 AS BIGINT)))";
        assert_eq!(with_rows(one, 1), one);
        let two = "DELETE FROM t WHERE (a, b) IN (VALUES ($1, CAST($2 AS BIGINT)), ($3, CAST($4 AS BIGINT)))";
        assert_eq!(with_rows(one, 2), two);
    }

    #[test]
    fn every_row_is_inserted_once_by_few_different_texts() {
        let rows: Vec<Vec<Arg>> = (0..87).map(|number| vec![Arg::Int(Some(number))]).collect();
        let statements = many("INSERT INTO t (a) VALUES ($1)", &rows);
        let sizes: Vec<usize> = statements.iter().map(|statement| statement.args.len()).collect();
        assert_eq!(sizes, [64, 16, 7]);
        let inserted: Vec<Arg> = statements
            .into_iter()
            .flat_map(|statement| statement.args)
            .collect();
        assert_eq!(inserted, rows.concat());
    }
}
