//! Two engines, one text: statements as data, and the one place where the two part.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, Row as _, SqlSafeStr as _, SqlStr, Statement as _,
    TypeInfo as _,
};

use crate::column::{Column, unreadable};
use crate::engine::sqlite::{Done, Sqlite, Values};
use crate::engine::together::{Named, rows_of, together};
use crate::error::StoreError;

pub(crate) mod sqlite;
mod together;

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
    text: SqlStr,
    args: Vec<Arg>,
}

impl Statement {
    pub(crate) fn new(text: &'static str) -> Self {
        Self {
            text: SqlStr::from_static(text),
            args: Vec::new(),
        }
    }

    /// A statement that the program made itself, from names of its own tables and columns.
    pub(crate) fn made(text: String) -> Self {
        Self {
            text: AssertSqlSafe(text).into_sql_str(),
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
        self.text.as_str().starts_with("SELECT ") || self.text.as_str().contains("RETURNING")
    }

    pub(crate) fn args(mut self, values: Vec<Arg>) -> Self {
        self.args.extend(values);
        self
    }
}

/// How many rows an insert takes at most, and the sizes of what is left over: few texts, so that each
/// stays prepared.
const SIZES: [usize; 5] = [64, 16, 4, 2, 1];

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
    Postgres(sqlx::postgres::PgRow),
    /// Of several statements that were read together on PostgreSQL.
    Named(Named),
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
pub(crate) enum Connection<'c> {
    Sqlite {
        on: &'c mut Sqlite,
        /// Statements that are carried out with the next one: see [`Connection::later`].
        waiting: Vec<Statement>,
    },
    Postgres(&'c mut sqlx::PgConnection),
}

/// A query of the driver for PostgreSQL, with its values.
macro_rules! bind {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Text(value) => query.bind(value),
                Arg::Int(value) => query.bind(value),
                Arg::Bool(value) => query.bind(value),
                Arg::Bytes(value) => query.bind(value),
            };
        }
        query
    }};
}

impl<'c> Connection<'c> {
    /// A connection to SQLite.
    pub(crate) fn sqlite(on: &'c mut Sqlite) -> Self {
        Self::Sqlite {
            on,
            waiting: Vec::new(),
        }
    }

    /// Runs a statement whose answer nobody needs.
    ///
    /// On SQLite this one waits and is carried out with the next, in order, so that its failure is the next one's. A
    /// transaction ends with a statement that does not wait.
    pub(crate) async fn later(&mut self, statement: Statement) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { waiting, .. } => {
                waiting.push(statement.storable()?);
                Ok(())
            }
            Self::Postgres(_) => self.run(statement).await.map(|_| ()),
        }
    }

    /// Forgets what waits: the transaction it belongs to is over.
    fn forget_waiting(&mut self) {
        if let Self::Sqlite { waiting, .. } = self {
            waiting.clear();
        }
    }

    /// Runs a statement; answers how many rows it touched.
    pub(crate) async fn run(&mut self, statement: Statement) -> Result<u64, StoreError> {
        let statement = statement.storable()?;
        match self {
            Self::Sqlite { on, waiting } => {
                let mut done = on.ask(&with_what_waits(waiting, [statement]))?;
                Ok(done.pop().unwrap_or_default().touched)
            }
            Self::Postgres(on) => {
                let query = bind!(sqlx::query::<sqlx::Postgres>(statement.text), statement.args);
                Ok(query.execute(&mut **on).await?.rows_affected())
            }
        }
    }

    /// Runs a statement and reads its rows.
    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let statement = statement.storable()?;
        match self {
            Self::Sqlite { on, waiting } => {
                let mut done = on.ask(&with_what_waits(waiting, [statement]))?;
                Ok(done.pop().map(rows_in).unwrap_or_default())
            }
            Self::Postgres(on) => {
                let query = bind!(sqlx::query::<sqlx::Postgres>(statement.text), statement.args);
                let rows = query.fetch_all(&mut **on).await?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    /// Runs statements that only read, and reads the rows of each: one walk on either engine, on PostgreSQL for
    /// each sixteen of them.
    pub(crate) async fn rows_each(
        &mut self,
        statements: Vec<Statement>,
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        if let Self::Sqlite { on, waiting } = self {
            if statements.is_empty() {
                return Ok(Vec::new());
            }
            let statements: Result<Vec<_>, _> = statements.into_iter().map(Statement::storable).collect();
            let statements = statements?;
            let ahead = waiting.len();
            let done = on.ask(&with_what_waits(waiting, statements))?;
            return Ok(done.into_iter().skip(ahead).map(rows_in).collect());
        }
        let mut each = Vec::with_capacity(statements.len());
        let mut statements = statements.into_iter().peekable();
        while statements.peek().is_some() {
            let mut some: Vec<Statement> = statements.by_ref().take(together::AT_ONCE).collect();
            if some.len() == 1 {
                if let Some(one) = some.pop() {
                    each.push(self.rows(one).await?);
                }
                continue;
            }
            let count = some.len();
            let row = self.row(together(some)).await?;
            let row = row.ok_or_else(|| unreadable("rows", "there are none"))?;
            for place in 0..count {
                each.push(rows_of(row.text_at(place)?)?);
            }
        }
        Ok(each)
    }

    /// Runs a statement and reads its first row.
    pub(crate) async fn row(&mut self, statement: Statement) -> Result<Option<Row>, StoreError> {
        let statement = statement.storable()?;
        match self {
            Self::Sqlite { on, waiting } => {
                let mut done = on.ask(&with_what_waits(waiting, [statement]))?;
                Ok(done.pop().and_then(|done| rows_in(done).into_iter().next()))
            }
            Self::Postgres(on) => {
                let query = bind!(sqlx::query::<sqlx::Postgres>(statement.text), statement.args);
                Ok(query.fetch_optional(&mut **on).await?.map(Row::Postgres))
            }
        }
    }

    /// Takes back what was done since `BEGIN`, and what waits. The transaction may be gone already: an
    /// engine that fails ends it itself.
    pub(crate) async fn roll_back(&mut self) {
        self.forget_waiting();
        let _ = self.run_text("ROLLBACK".to_owned()).await;
    }

    /// Takes back what was done since the savepoint, and what waits.
    pub(crate) async fn roll_back_to(&mut self, savepoint: &str) -> Result<(), StoreError> {
        if let Self::Sqlite { waiting, .. } = self {
            let set = format!("SAVEPOINT {savepoint}");
            if let Some(place) = waiting
                .iter()
                .position(|statement| statement.text.as_str() == set)
            {
                // It was not even set: nothing was done since.
                waiting.truncate(place);
                return Ok(());
            }
        }
        self.forget_waiting();
        self.run_text(format!("ROLLBACK TO SAVEPOINT {savepoint}"))
            .await?;
        self.run_text(format!("RELEASE SAVEPOINT {savepoint}")).await
    }

    /// Runs one statement without values that the program made itself: `BEGIN`, `SAVEPOINT`.
    pub(crate) async fn run_text(&mut self, text: String) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { .. } => {
                self.run(Statement::made(text)).await?;
            }
            Self::Postgres(on) => {
                sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **on).await?;
            }
        }
        Ok(())
    }

    /// Forgets what this connection has prepared. SQLite sees by itself that a table is another one.
    pub(crate) async fn forget_plans(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(on) = self {
            on.clear_cached_statements().await?;
        }
        Ok(())
    }

    /// The columns of a table, in order.
    pub(crate) async fn columns(&mut self, table: &str) -> Result<Vec<(String, Shape)>, StoreError> {
        if let Self::Postgres(on) = self {
            let text = AssertSqlSafe(format!("SELECT * FROM {table}")).into_sql_str();
            return shapes((&mut **on).prepare(text).await?.columns());
        }
        let text = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
        let rows = self.rows(Statement::new(text).text(table)).await?;
        if rows.is_empty() {
            return Err(unreadable("table", format!("there is no table {table}")));
        }
        let column = |row: &Row| {
            let (name, kind): (String, String) = (row.get("name")?, row.get("type")?);
            let shape =
                Shape::named(&kind).ok_or_else(|| unreadable(&name, format!("its type is {kind}")))?;
            Ok((name, shape))
        };
        rows.iter().map(column).collect()
    }

    /// Begins a transaction that writes. SQLite must say so at once: one that begins as a reader
    /// and then writes fails without waiting when another has written in between.
    pub(crate) async fn begin(&mut self) -> Result<(), StoreError> {
        let text = match self {
            Self::Sqlite { .. } => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        };
        self.later(Statement::new(text)).await
    }

    /// Begins a transaction that sees one state of the database from its first read to its end.
    pub(crate) async fn begin_reading(&mut self) -> Result<(), StoreError> {
        let text = match self {
            Self::Sqlite { on, .. } => {
                on.is_reading = true;
                "BEGIN"
            }
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.run_text(text.to_owned()).await
    }

    /// Ends it.
    pub(crate) async fn end_reading(&mut self) -> Result<(), StoreError> {
        self.run_text("ROLLBACK".to_owned()).await?;
        if let Self::Sqlite { on, .. } = self {
            on.is_reading = false;
        }
        Ok(())
    }
}

/// What waits, and then these.
fn with_what_waits(
    waiting: &mut Vec<Statement>,
    then: impl IntoIterator<Item = Statement>,
) -> Vec<Statement> {
    let mut all = std::mem::take(waiting);
    all.extend(then);
    all
}

fn rows_in(done: Done) -> Vec<Row> {
    done.rows.into_iter().map(Row::Sqlite).collect()
}

/// Reads a value by the driver for PostgreSQL, or by what is said of another row.
macro_rules! get {
    ($row:expr, $column:expr, |$values:ident| $of_values:expr, |$named:ident| $of_named:expr) => {
        match $row {
            Row::Sqlite($values) => $of_values,
            Row::Postgres(row) => row.try_get($column).map_err(not_read),
            Row::Named($named) => $of_named,
        }
    };
}

fn not_read(error: sqlx::Error) -> StoreError {
    if let sqlx::Error::ColumnDecode { index, source } = error {
        unreadable(index.trim_matches('"'), source.to_string())
    } else {
        error.into()
    }
}

impl Row {
    pub(crate) fn get<C: Column>(&self, column: &str) -> Result<C, StoreError> {
        C::from_row(self, column)
    }

    pub(crate) fn text(&self, column: &str) -> Result<Option<String>, StoreError> {
        get!(
            self,
            column,
            |values| values.text(values.place(column)?),
            |named| together::text(named, column)
        )
    }

    pub(crate) fn int(&self, column: &str) -> Result<Option<i64>, StoreError> {
        get!(
            self,
            column,
            |values| values.int(values.place(column)?),
            |named| together::int(named, column)
        )
    }

    pub(crate) fn bool(&self, column: &str) -> Result<Option<bool>, StoreError> {
        get!(
            self,
            column,
            |values| values.bool(values.place(column)?),
            |named| together::bool(named, column)
        )
    }

    pub(crate) fn bytes(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        get!(
            self,
            column,
            |values| values.bytes(values.place(column)?),
            |named| together::bytes(named, column)
        )
    }

    /// Every value, with the name of its column.
    pub(crate) fn values(&self) -> Result<Vec<(String, Arg)>, StoreError> {
        let columns = match self {
            Self::Sqlite(values) => values.columns()?,
            Self::Postgres(row) => shapes(row.columns())?,
            Self::Named(_) => return Err(together::by_name_alone()),
        };
        let value = |(place, (name, shape)): (usize, (String, Shape))| Ok((name, self.at(place, shape)?));
        columns.into_iter().enumerate().map(value).collect()
    }

    /// The value in a place, by the shape that the table gives it.
    pub(crate) fn at(&self, place: usize, shape: Shape) -> Result<Arg, StoreError> {
        Ok(match shape {
            Shape::Text => Arg::Text(self.text_at(place)?),
            Shape::Int => Arg::Int(get!(self, place, |values| values.int(place), |_named| Err(
                together::by_name_alone()
            ))?),
            Shape::Bool => Arg::Bool(get!(self, place, |values| values.bool(place), |_named| Err(
                together::by_name_alone()
            ))?),
            Shape::Bytes => Arg::Bytes(get!(self, place, |values| values.bytes(place), |_named| Err(
                together::by_name_alone()
            ))?),
        })
    }

    fn text_at(&self, place: usize) -> Result<Option<String>, StoreError> {
        get!(self, place, |values| values.text(place), |_named| Err(
            together::by_name_alone()
        ))
    }
}

impl Shape {
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "TEXT" => Some(Self::Text),
            "INTEGER" | "BIGINT" | "INT8" => Some(Self::Int),
            "BOOLEAN" | "BOOL" => Some(Self::Bool),
            "BLOB" | "BYTEA" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// The name and the shape of each column.
fn shapes<C: sqlx::Column>(columns: &[C]) -> Result<Vec<(String, Shape)>, StoreError> {
    let shape = |column: &C| {
        let (name, kind) = (column.name(), column.type_info().name());
        let shape = Shape::named(kind).ok_or_else(|| unreadable(name, format!("its type is {kind}")))?;
        Ok((name.to_owned(), shape))
    };
    columns.iter().map(shape).collect()
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
        assert_eq!(sizes, [64, 16, 4, 2, 1]);
        let inserted: Vec<Arg> = statements
            .into_iter()
            .flat_map(|statement| statement.args)
            .collect();
        assert_eq!(inserted, rows.concat());
    }
}
