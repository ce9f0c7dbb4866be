//! Changing a policy file by its settings, with its comments and its order kept.
//!
//! The text is what a council reads and adopts, so an edit touches the lines that it is about and no
//! others. Whether the result is a policy is for the checker to say, as with any text.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value as TomlValue};

use super::parse::Mistake;

/// One setting, and what it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The group that it is in.
    pub group: Group,
    /// Its name.
    pub name: &'static str,
    /// What it shall be.
    pub value: Value,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// In a group of its own: `[council.brand]`.
    Table(Vec<String>),
    /// In one group of a list: `[[service]]`, known by what stands under `key`.
    Listed {
        /// The list: `service`.
        list: &'static str,
        /// The setting that names it: `id`.
        key: &'static str,
        /// Which one: `waste`.
        id: String,
    },
}

/// What a setting shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Words, each an item of a list.
    Texts(Vec<String>),
    /// A day.
    Day(Date),
    /// Days, each an item of a list.
    Days(Vec<Date>),
    /// Yes or no.
    Yes(bool),
    /// A whole number.
    Whole(u8),
    /// Reasons for departing from a Code: paragraph and reason.
    Departures(Vec<(String, String)>),
    /// Not set.
    Nothing,
}

impl Group {
    /// The group `[a.b]`.
    pub fn table(path: &[&str]) -> Self {
        Self::Table(path.iter().map(|&name| name.to_owned()).collect())
    }

    /// The group of a list that has this `id`.
    pub fn listed(list: &'static str, id: &str) -> Self {
        let (key, id) = ("id", id.to_owned());
        Self::Listed { list, key, id }
    }

    /// A setting of this group.
    #[must_use]
    pub fn set(&self, name: &'static str, value: Value) -> Change {
        let group = self.clone();
        Change { group, name, value }
    }
}

impl Value {
    /// These words, or nothing when there are none.
    pub fn words(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::Nothing
        } else {
            Self::Text(text.to_owned())
        }
    }
}

/// The text with these changes; `None` when it is not TOML, or a group stands where a value does.
///
/// A group that is not there is added after the others of its list or, if there are none, at the end.
pub fn edit(source: &str, changes: &[Change]) -> Option<String> {
    let mut document: DocumentMut = source.parse().ok()?;
    for change in changes {
        let group = group_of(&mut document, &change.group)?;
        put(group, change.name, &change.value);
    }
    Some(document.to_string())
}

/// The text without one group of a list; `None` when it is not TOML or there is no such group.
pub fn take_out(source: &str, list: &str, id: &str) -> Option<String> {
    let mut document: DocumentMut = source.parse().ok()?;
    let is_it = |table: &dyn TableLike| table.get("id").and_then(Item::as_str) == Some(id);
    match document.get_mut(list)? {
        Item::ArrayOfTables(tables) => {
            let at = tables.iter().position(|table| is_it(table))?;
            keep_comment_above(tables, at);
            tables.remove(at);
        }
        Item::Value(TomlValue::Array(items)) => {
            let at = items
                .iter()
                .position(|item| item.as_inline_table().is_some_and(|table| is_it(table)))?;
            items.remove(at);
        }
        Item::None | Item::Value(_) | Item::Table(_) => return None,
    }
    Some(document.to_string())
}

/// A comment that heads the whole list stands above its first group: it goes to the next one.
fn keep_comment_above(tables: &mut ArrayOfTables, at: usize) {
    let above = tables.get(at).and_then(|table| table.decor().prefix()).cloned();
    let has_words = above
        .as_ref()
        .and_then(|above| above.as_str())
        .is_some_and(|above| above.contains('#'));
    if at == 0
        && has_words
        && let (Some(above), Some(next)) = (above, tables.get_mut(1))
    {
        next.decor_mut().set_prefix(above);
    }
}

/// Whether a mistake of the checker is about the setting that a change sets, in the text with the change.
///
/// A setting of another group may have the same name: a form shows beside its field only what it can mend there.
pub fn is_about(text: &str, change: &Change, mistake: &Mistake) -> bool {
    let group = match &change.group {
        Group::Table(path) => path.join("."),
        Group::Listed { list, .. } => (*list).to_owned(),
    };
    let key = format!("{group}.{}", change.name);
    let is_of_key = mistake
        .key
        .strip_prefix(&key)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    is_of_key
        && match &change.group {
            Group::Table(_) => true,
            Group::Listed { list, key, id } => {
                lines_of(text, (list, key, id)).is_some_and(|lines| lines.contains(&mistake.line))
            }
        }
}

/// The lines of one group of a list, from its heading to its last setting.
fn lines_of(text: &str, (list, key, id): (&str, &str, &str)) -> Option<RangeInclusive<usize>> {
    let file = DeTable::parse(text).ok()?;
    let DeValue::Array(groups) = file.get_ref().get(list)?.get_ref() else {
        return None;
    };
    let line = |at: usize| text.get(..at).map(|before| before.matches('\n').count() + 1);
    groups.iter().find_map(|group| {
        let DeValue::Table(settings) = group.get_ref() else {
            return None;
        };
        let is_it = settings
            .get(key)
            .is_some_and(|value| value.get_ref().as_str() == Some(id));
        let last = settings.values().map(|value| value.span().end).max();
        let last = last.unwrap_or_default().max(group.span().end);
        is_it
            .then(|| Some(line(group.span().start)?..=line(last)?))
            .flatten()
    })
}

fn group_of<'d>(document: &'d mut DocumentMut, group: &Group) -> Option<&'d mut dyn TableLike> {
    match group {
        Group::Table(path) => {
            let mut at: &mut dyn TableLike = document.as_table_mut();
            for name in path {
                let place = at.entry(name).or_insert_with(|| Item::Table(Table::new()));
                at = place.as_table_like_mut()?;
            }
            Some(at)
        }
        Group::Listed { list, key, id } => {
            let place = document
                .entry(list)
                .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
            let is_it = |table: &dyn TableLike| table.get(key).and_then(Item::as_str) == Some(id.as_str());
            match place {
                Item::ArrayOfTables(tables) => {
                    let known = tables.iter().position(|table| is_it(table));
                    let at = known.unwrap_or_else(|| {
                        let mut table = Table::new();
                        table.insert(key, toml_edit::value(id));
                        table.decor_mut().set_prefix("\n");
                        tables.push(table);
                        tables.len() - 1
                    });
                    tables.get_mut(at).map(|table| table as &mut dyn TableLike)
                }
                Item::Value(TomlValue::Array(items)) => {
                    let known = items
                        .iter()
                        .position(|item| item.as_inline_table().is_some_and(|table| is_it(table)));
                    let at = known.unwrap_or_else(|| {
                        let mut table = InlineTable::new();
                        table.insert(*key, id.as_str().into());
                        items.push(table);
                        items.len() - 1
                    });
                    let table = items.get_mut(at)?.as_inline_table_mut()?;
                    Some(table as &mut dyn TableLike)
                }
                Item::None | Item::Value(_) | Item::Table(_) => None,
            }
        }
    }
}

fn put(group: &mut dyn TableLike, name: &str, value: &Value) {
    let Some(mut value) = written(value) else {
        group.remove(name);
        return;
    };
    match group.get_mut(name) {
        Some(Item::Value(old)) => {
            // The comment behind the value stays behind it.
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        Some(other) => *other = Item::Value(value),
        None => {
            group.insert(name, Item::Value(value));
        }
    }
}

fn written(value: &Value) -> Option<TomlValue> {
    Some(match value {
        Value::Text(text) => text.replace("\r\n", "\n").into(),
        Value::Texts(texts) => TomlValue::Array(texts.iter().map(String::as_str).collect::<Array>()),
        Value::Day(day) => day_of(*day)?,
        Value::Days(days) => TomlValue::Array(days.iter().filter_map(|day| day_of(*day)).collect::<Array>()),
        Value::Yes(yes) => (*yes).into(),
        Value::Whole(number) => i64::from(*number).into(),
        Value::Departures(reasons) if reasons.is_empty() => return None,
        Value::Departures(reasons) => {
            let one = |(paragraph, reason): &(String, String)| {
                let mut table = InlineTable::new();
                table.insert("paragraph", paragraph.as_str().into());
                table.insert("reason", reason.as_str().into());
                table
            };
            TomlValue::Array(reasons.iter().map(one).collect::<Array>())
        }
        Value::Nothing => return None,
    })
}

fn day_of(day: Date) -> Option<TomlValue> {
    let day: toml_edit::Datetime = day.to_string().parse().ok()?;
    Some(day.into())
}

#[cfg(test)]
mod tests;
