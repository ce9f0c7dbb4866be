//! Statements that are read together on PostgreSQL: one prepared statement whose columns hold the rows of each.
//!
//! A prepared statement is one statement there, and the driver cannot ask for the second before the first is
//! answered; a dozen small ones side by side wake a dozen of the engine's processes. So each becomes a column:
//! its rows as JSON, in their order. All of them see one state of the database.

use serde_json::{Map, Value};

use super::{Row, Statement, moved};
use crate::column::unreadable;
use crate::error::StoreError;

/// How many statements go into one: every number of them is a text of its own that each connection prepares.
pub(super) const AT_ONCE: usize = 16;

/// A row that came in a column, by the names of its columns.
pub(crate) type Named = Map<String, Value>;

/// One statement that reads what all of these read.
pub(super) fn together(statements: Vec<Statement>) -> Statement {
    let (mut text, mut args) = (String::from("SELECT"), Vec::new());
    for (place, statement) in statements.into_iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        text.push_str(comma);
        text.push_str(" (SELECT CAST(json_agg(each) AS TEXT) FROM (\n");
        moved(statement.text.as_str(), args.len(), &mut text);
        text.push_str("\n) AS each)");
        args.extend(statement.args);
    }
    Statement::made(text).args(args)
}

/// The rows in a column; there is nothing in it where there were none.
pub(super) fn rows_of(column: Option<String>) -> Result<Vec<Row>, StoreError> {
    let Some(text) = column else {
        return Ok(Vec::new());
    };
    let rows: Result<Vec<Named>, _> = serde_json::from_str(&text);
    let rows = rows.map_err(|error| unreadable("rows", error.to_string()))?;
    Ok(rows.into_iter().map(Row::Named).collect())
}

fn value<'r>(row: &'r Named, column: &str) -> Result<&'r Value, StoreError> {
    row.get(column)
        .ok_or_else(|| unreadable(column, "there is no such column"))
}

/// Nothing reads such a row from place to place.
pub(super) fn by_name_alone() -> StoreError {
    unreadable("row", "it is read by the names of its columns alone")
}

/// What a value is as something else; nothing where there is none.
fn read<'v, T>(
    (row, column): (&'v Named, &str),
    (shape, is): (&str, impl FnOnce(&'v Value) -> Option<T>),
) -> Result<Option<T>, StoreError> {
    let value = value(row, column)?;
    if value.is_null() {
        return Ok(None);
    }
    let wrong = || unreadable(column, format!("it is {value} and not {shape}"));
    Ok(Some(is(value).ok_or_else(wrong)?))
}

/// A text in a row.
pub(super) fn text(row: &Named, column: &str) -> Result<Option<String>, StoreError> {
    let text = read((row, column), ("a text", Value::as_str))?;
    Ok(text.map(str::to_owned))
}

/// A whole number in a row.
pub(super) fn int(row: &Named, column: &str) -> Result<Option<i64>, StoreError> {
    read((row, column), ("a whole number", Value::as_i64))
}

/// Yes or no in a row.
pub(super) fn bool(row: &Named, column: &str) -> Result<Option<bool>, StoreError> {
    read((row, column), ("yes or no", Value::as_bool))
}

/// Bytes in a row, which PostgreSQL writes as `\x` and two letters each.
pub(super) fn bytes(row: &Named, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(text) = text(row, column)? else {
        return Ok(None);
    };
    let bytes = text
        .strip_prefix("\\x")
        .and_then(|hex| data_encoding::HEXLOWER.decode(hex.as_bytes()).ok());
    let wrong = || unreadable(column, "it is a text and not bytes");
    Ok(Some(bytes.ok_or_else(wrong)?))
}

#[cfg(test)]
mod tests {
    //! The text of several in one, and what is read from a column.

    use super::*;

    #[test]
    fn each_statement_is_a_column_with_places_of_its_own() {
        let first = Statement::new("-- What.\nSELECT a FROM t WHERE a = $1\n").text("one");
        let second = Statement::new("SELECT b FROM t WHERE b = $2 AND a = $1")
            .text("two")
            .int(2);
        let both = together(vec![first, second]);
        assert_eq!(
            both.text.as_str(),
            "SELECT (SELECT CAST(json_agg(each) AS TEXT) FROM (\n-- What.\nSELECT a FROM t WHERE a = $1\n) AS each), \
             (SELECT CAST(json_agg(each) AS TEXT) FROM (\nSELECT b FROM t WHERE b = $3 AND a = $2\n) AS each)"
        );
        assert_eq!(both.args.len(), 3);
    }

    #[test]
    fn a_column_holds_rows_or_nothing() {
        assert!(rows_of(None).is_ok_and(|rows| rows.is_empty()));
        assert!(rows_of(Some("no rows".to_owned())).is_err());
        let column =
            r#"[{"t": "O’Hara \"x\"\nnext", "i": 9007199254740993, "b": true, "f": "\\x00ff", "n": null}]"#;
        let rows = rows_of(Some(column.to_owned())).unwrap();
        let [row] = rows.as_slice() else {
            panic!("one row");
        };
        assert_eq!(row.text("t").unwrap().as_deref(), Some("O’Hara \"x\"\nnext"));
        assert_eq!(row.int("i").unwrap(), Some(9_007_199_254_740_993));
        assert_eq!(row.bool("b").unwrap(), Some(true));
        assert_eq!(row.bytes("f").unwrap(), Some(vec![0, 255]));
        assert_eq!(row.text("n").unwrap(), None);
        assert_eq!(row.int("n").unwrap(), None);
        // What is of another kind, or not there, is no answer.
        assert!(row.int("t").is_err());
        assert!(row.text("i").is_err());
        assert!(row.bool("i").is_err());
        assert!(row.bytes("t").is_err());
        assert!(row.text("gone").is_err());
    }
}
