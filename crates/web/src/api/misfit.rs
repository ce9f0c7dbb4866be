//! What of a JSON document does not fit its description: every field at once, in our own words.
//!
//! The description is the one that programs read at `/api/openapi.json`, so that what is asked and what is
//! told of it cannot differ.

use std::collections::BTreeMap;

use redress_domain::id::{ServiceId, UserId};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;

use crate::api::checks::{day, moment};
use crate::api::problem::FieldError;

/// How a moment must be.
pub(crate) const MOMENT: &str =
    "It must be a moment with its zone (RFC 3339), like 2026-11-23T09:30:00+00:00";
/// How a day must be.
pub(crate) const DAY: &str = "It must be a day, like 2026-11-23";

/// Everything in which a document does not fit the description of `T`.
pub(crate) fn misfits<T: ToSchema>(document: &Value) -> Vec<FieldError> {
    let mut described = Vec::new();
    T::schemas(&mut described);
    let mut of = Reading {
        described: described
            .into_iter()
            .map(|(name, schema)| (name, plain(&schema)))
            .collect(),
        errors: Vec::new(),
    };
    of.value(&plain(&T::schema()), ("", document));
    of.errors
}

/// The fields that a document of this description may have.
pub(crate) fn fields_of<T: ToSchema>() -> Vec<String> {
    let schema = plain(&T::schema());
    let fields = schema.get("properties").and_then(Value::as_object);
    fields
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

fn plain(schema: &RefOr<Schema>) -> Value {
    serde_json::to_value(schema).unwrap_or_default()
}

/// A document being held to its description.
struct Reading {
    described: BTreeMap<String, Value>,
    errors: Vec<FieldError>,
}

impl Reading {
    fn wrong(&mut self, path: &str, message: impl Into<String>) {
        self.errors.push(FieldError::new(path, message));
    }

    fn value(&mut self, schema: &Value, (path, value): (&str, &Value)) {
        let refers = schema.get("$ref").and_then(Value::as_str);
        if let Some(name) = refers.and_then(|place| place.rsplit('/').next()) {
            let schema = self.described.get(name).cloned().unwrap_or_default();
            return match (value.as_str(), shape(name)) {
                (Some(text), Some(shape)) => {
                    if let Some(message) = shape(text) {
                        self.wrong(path, message);
                    }
                }
                _ => self.value(&schema, (path, value)),
            };
        }
        if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
            // What may be left out may be null, too; no other choice is ever offered.
            let other = choices.iter().find(|choice| !is_of_sort(choice, "null"));
            return match other {
                Some(other) if !value.is_null() => self.value(other, (path, value)),
                _ => (),
            };
        }
        match value {
            Value::Null if is_of_sort(schema, "null") => (),
            Value::Object(_) if is_of_sort(schema, "object") => self.object(schema, (path, value)),
            Value::Array(entries) if is_of_sort(schema, "array") => {
                self.list(schema, (path, entries));
            }
            Value::String(text) if is_of_sort(schema, "string") => self.text(schema, (path, text)),
            Value::Bool(_) if is_of_sort(schema, "boolean") => (),
            Value::Number(number) if is_of_sort(schema, "integer") && number.is_i64() => (),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => {
                let message = expected(schema);
                self.wrong(path, message);
            }
        }
    }

    fn object(&mut self, schema: &Value, (path, value): (&str, &Value)) {
        let at = |name: &str| match path {
            "" => name.to_owned(),
            _ => format!("{path}.{name}"),
        };
        let needed = schema.get("required").and_then(Value::as_array);
        for name in needed.into_iter().flatten().filter_map(Value::as_str) {
            if value.get(name).is_none() {
                self.wrong(&at(name), "It is needed");
            }
        }
        let known = schema.get("properties");
        for (name, inner) in value.as_object().into_iter().flatten() {
            match known.and_then(|known| known.get(name)) {
                Some(schema) => self.value(schema, (&at(name), inner)),
                None => self.wrong(&at(name), format!("It is not one of: {}", names(schema))),
            }
        }
    }

    fn list(&mut self, schema: &Value, (path, entries): (&str, &[Value])) {
        let most = schema.get("maxItems").and_then(Value::as_u64);
        if let Some(most) = most.filter(|most| entries.len() as u64 > *most) {
            self.wrong(path, format!("It must have {most} entries or less"));
        }
        if let Some(schema) = schema.get("items") {
            for (at, entry) in entries.iter().enumerate() {
                self.value(schema, (&format!("{path}[{at}]"), entry));
            }
        }
    }

    fn text(&mut self, schema: &Value, (path, text): (&str, &str)) {
        let known = schema.get("enum").and_then(Value::as_array);
        if let Some(known) = known {
            let known: Vec<&str> = known.iter().filter_map(Value::as_str).collect();
            if !known.contains(&text) {
                self.wrong(path, format!("It must be one of: {}", known.join(", ")));
            }
        }
        let least = schema.get("minLength").and_then(Value::as_u64);
        if least.is_some_and(|least| least > 0) && text.trim().is_empty() {
            self.wrong(path, "It must not be empty");
        }
        let most = schema.get("maxLength").and_then(Value::as_u64);
        if let Some(most) = most.filter(|most| text.chars().count() as u64 > *most) {
            let most = redress_pages::format::thousands(most);
            self.wrong(path, format!("It must be {most} characters or less"));
        }
    }
}

/// What a text of this name must be, where a pattern says it for programs alone.
fn shape(name: &str) -> Option<fn(&str) -> Option<String>> {
    let shape: fn(&str) -> Option<String> = match name {
        "Moment" => |text| moment(text).is_none().then(|| MOMENT.to_owned()),
        "Day" => |text| day(text).is_none().then(|| DAY.to_owned()),
        "Name" => |text| ServiceId::parse(text).err().map(|error| error.to_string()),
        "Id" => |text| UserId::parse(text).err().map(|error| error.to_string()),
        _ => return None,
    };
    Some(shape)
}

/// Whether a schema says that something may be of this sort.
fn is_of_sort(schema: &Value, sort: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(known)) => known == sort,
        Some(Value::Array(known)) => known.iter().any(|known| known == sort),
        _ => false,
    }
}

fn names(schema: &Value) -> String {
    let known = schema.get("properties").and_then(Value::as_object);
    let known: Vec<&str> = known
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    known.join(", ")
}

fn expected(schema: &Value) -> String {
    let known = |sort: &&(&str, &str)| is_of_sort(schema, sort.0);
    let sorts = [
        ("string", "It must be a text"),
        ("array", "It must be a list"),
        ("boolean", "It must be true or false"),
        ("integer", "It must be a whole number"),
    ];
    match sorts.iter().find(known) {
        Some((_, message)) => (*message).to_owned(),
        None => format!("It must be an object with fields of these: {}", names(schema)),
    }
}
