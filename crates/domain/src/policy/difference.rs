//! What changed from one version of a policy to the next, a sentence a setting.
//!
//! The two files are compared setting by setting, as they were parsed, so that nothing is silent: a
//! setting that has no words here is named by its key, with its old and its new value.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::Policy;
use super::parse::is_limit;

mod words;

/// What is said when two files differ and none of their settings does.
pub const ONLY_COMMENTS: &str = "Only comments, or the order of the lines, changed.";

/// What changed from one version to the next, one sentence a setting; nothing for the same file.
pub fn difference(before: &Policy, after: &Policy) -> Vec<String> {
    let (old, new) = (Settings::of(before), Settings::of(after));
    let mut changes = Vec::new();
    for item in old.items.union(&new.items) {
        match (old.items.contains(item), new.items.contains(item)) {
            (true, false) => changes.push(format!("{} was taken out.", words::item(item, (before, after)))),
            (false, true) => changes.push(new.tell_new(item, (before, after))),
            (true | false, _) => {}
        }
    }
    let keys: BTreeSet<&Key> = old.values.keys().chain(new.values.keys()).collect();
    for key in keys {
        let is_told = key
            .item
            .as_ref()
            .is_some_and(|item| old.items.contains(item) != new.items.contains(item));
        let (was, is) = (old.values.get(key), new.values.get(key));
        if !is_told && was != is {
            let setting = words::setting(key, (before, after));
            changes.push(format!("{setting}: {}.", told(was, is)));
        }
    }
    changes.extend(reordered(&old, &new));
    if changes.is_empty() && before.source != after.source {
        changes.push(ONLY_COMMENTS.to_owned());
    }
    changes
}

/// One group of a list: a service, a team.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    /// The list: `service`.
    list: String,
    /// Which of it: `waste`.
    id: String,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    item: Option<Item>,
    /// Its name, with the groups that it is in: `procedure.comment.first_answer`.
    path: Vec<String>,
}

/// What a setting holds, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    One(String),
    Many(Vec<String>),
}

/// Every setting of a file.
#[derive(Debug, Default)]
struct Settings {
    values: BTreeMap<Key, Value>,
    items: BTreeSet<Item>,
    /// The groups of each list, in their order.
    order: BTreeMap<String, Vec<String>>,
}

impl Settings {
    fn of(policy: &Policy) -> Self {
        let mut settings = Self::default();
        let (document, _) = DeTable::parse_recoverable(&policy.source);
        settings.add(document.get_ref(), (None, &[]));
        settings
    }

    fn add(&mut self, table: &DeTable<'_>, (item, path): (Option<&Item>, &[String])) {
        for (name, value) in table {
            let path: Vec<String> = path.iter().cloned().chain([name.get_ref().to_string()]).collect();
            match value.get_ref() {
                DeValue::Table(inner) => self.add(inner, (item, &path)),
                DeValue::Array(items) if items.iter().any(|item| name_of(item.get_ref()).is_some()) => {
                    self.add_list(items, &path.join("."));
                }
                DeValue::Array(items) => {
                    let items = items.iter().map(|item| in_words(item.get_ref())).collect();
                    let item = item.cloned();
                    self.values.insert(Key { item, path }, Value::Many(items));
                }
                DeValue::String(_)
                | DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_) => {
                    let item = item.cloned();
                    let value = Value::One(in_words(value.get_ref()));
                    self.values.insert(Key { item, path }, value);
                }
            }
        }
    }

    fn add_list(&mut self, items: &[toml::Spanned<DeValue<'_>>], list: &str) {
        for (place, item) in items.iter().enumerate() {
            let DeValue::Table(inner) = item.get_ref() else {
                continue;
            };
            // A group without a name is refused by the checker; here it is known by its place.
            let id = name_of(item.get_ref()).unwrap_or_else(|| format!("number {}", place + 1));
            let list = list.to_owned();
            self.order.entry(list.clone()).or_default().push(id.clone());
            let item = Item { list, id };
            self.items.insert(item.clone());
            self.add(inner, (Some(&item), &[]));
        }
    }

    /// A new group with all that is said of it.
    fn tell_new(&self, item: &Item, policies: (&Policy, &Policy)) -> String {
        let of_it = self
            .values
            .iter()
            .filter(|(key, _)| key.item.as_ref() == Some(item));
        let said = of_it
            .filter(|(key, _)| !matches!(key.path.as_slice(), [only] if only == "id" || only == "code"))
            .map(|(key, value)| format!("{}: {}", words::own_name(key), whole(Some(value))));
        let said: Vec<String> = said.collect();
        format!("{} is new ({}).", words::item(item, policies), said.join("; "))
    }
}

/// The lists whose groups are the same and stand in another order: the public sees services in order.
fn reordered(old: &Settings, new: &Settings) -> Vec<String> {
    let mut changes = Vec::new();
    for (list, before) in &old.order {
        let Some(after) = new.order.get(list) else {
            continue;
        };
        let kept = |here: &[String], there: &[String]| -> Vec<String> {
            here.iter().filter(|id| there.contains(id)).cloned().collect()
        };
        let (was, is) = (kept(before, after), kept(after, before));
        if was != is {
            changes.push(format!(
                "The order of {} changed: {} → {}.",
                words::list(list),
                was.join(", "),
                is.join(", ")
            ));
        }
    }
    changes
}

fn told(was: Option<&Value>, is: Option<&Value>) -> String {
    match (was, is) {
        (Some(Value::Many(was)), Some(Value::Many(is))) => {
            let gone: Vec<&str> = was
                .iter()
                .filter(|item| !is.contains(item))
                .map(String::as_str)
                .collect();
            let added: Vec<&str> = is
                .iter()
                .filter(|item| !was.contains(item))
                .map(String::as_str)
                .collect();
            let mut said = Vec::new();
            if !added.is_empty() {
                said.push(format!("added {}", added.join(", ")));
            }
            if !gone.is_empty() {
                said.push(format!("taken out {}", gone.join(", ")));
            }
            if said.is_empty() {
                return format!("the order changed: {} → {}", was.join(", "), is.join(", "));
            }
            said.join("; ")
        }
        (was, is) => format!("{} → {}", whole(was), whole(is)),
    }
}

fn whole(value: Option<&Value>) -> String {
    match value {
        None => "not set".to_owned(),
        Some(Value::One(text)) => text.clone(),
        Some(Value::Many(items)) if items.is_empty() => "none".to_owned(),
        Some(Value::Many(items)) => items.join(", "),
    }
}

/// What a group of a list is called: services and the like have an id, refusals a code, targets a post
/// and a measure, routes a question.
fn name_of(item: &DeValue<'_>) -> Option<String> {
    let DeValue::Table(entries) = item else {
        return None;
    };
    let text = |name: &str| match entries.get(name).map(toml::Spanned::get_ref) {
        Some(DeValue::String(text)) => Some(text.to_string()),
        Some(_) | None => None,
    };
    let target = || Some(format!("{} {}", text("for")?, text("measure")?));
    text("id")
        .or_else(|| text("code"))
        .or_else(|| text("question"))
        .or_else(target)
}

fn in_words(value: &DeValue<'_>) -> String {
    match value {
        // A length of time or a name reads by itself; words of people are quoted.
        DeValue::String(text) if is_limit(text) || is_name(text) => text.to_string(),
        DeValue::String(text) => format!("“{text}”"),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(true) => "yes".to_owned(),
        DeValue::Boolean(false) => "no".to_owned(),
        DeValue::Datetime(date) => day(&date.to_string()),
        DeValue::Array(items) if items.is_empty() => "none".to_owned(),
        DeValue::Array(items) => items
            .iter()
            .map(|item| in_words(item.get_ref()))
            .collect::<Vec<_>>()
            .join(", "),
        DeValue::Table(entries) => {
            let part = |(name, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
                let name: &std::borrow::Cow<'_, str> = name.get_ref();
                format!("{name} {}", in_words(value.get_ref()))
            };
            format!("({})", entries.iter().map(part).collect::<Vec<_>>().join(", "))
        }
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-#:%".contains(&byte))
}

fn day(text: &str) -> String {
    text.parse::<Date>()
        .map_or_else(|_| text.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests;
