//! One group of settings, that knows which of its settings somebody asked for.

use std::cell::RefCell;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::field::Field;
use super::findings::Findings;
use super::nearest::mend_name;

/// One group of settings.
///
/// Each setting that the program knows is asked for by name, whether it is there or not; what nobody
/// asked for is unknown. So the list of known settings cannot drift from what is read.
pub(super) struct Table<'a> {
    pub(super) key: String,
    pub(super) span: Range<usize>,
    entries: &'a DeTable<'a>,
    pub(super) findings: &'a Findings<'a>,
    asked: RefCell<Vec<String>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(
        key: String,
        span: Range<usize>,
        entries: &'a DeTable<'a>,
        findings: &'a Findings<'a>,
    ) -> Self {
        Self {
            key,
            span,
            entries,
            findings,
            asked: RefCell::default(),
        }
    }

    fn key_of(&self, name: &str) -> String {
        if self.key.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.key)
        }
    }

    /// A setting that may be left out.
    pub(super) fn may(&self, name: &str) -> Option<Field<'a>> {
        self.asked.borrow_mut().push(name.to_owned());
        let value = self.entries.get(name)?;
        Some(Field {
            key: self.key_of(name),
            span: value.span(),
            value: value.get_ref(),
            findings: self.findings,
        })
    }

    /// A setting that must be there; `example` shows how.
    pub(super) fn must(&self, name: &str, example: &str) -> Option<Field<'a>> {
        let found = self.may(name);
        if found.is_none() {
            self.findings
                .missing(&self.span, &self.key_of(name), format!("Add: {name} = {example}"));
        }
        found
    }

    /// A group that may be left out.
    pub(super) fn group(&self, name: &str) -> Option<Table<'a>> {
        self.may(name)?.table()
    }

    /// The groups that stand under `[[name]]`.
    pub(super) fn groups(&self, name: &str) -> Vec<Table<'a>> {
        let Some(field) = self.may(name) else {
            return Vec::new();
        };
        if matches!(field.value, DeValue::Table(_)) {
            field.wrong(
                "This is one group of settings; there can be several.",
                format!("Write [[{name}]]"),
            );
            return Vec::new();
        }
        field.list().iter().filter_map(Field::table).collect()
    }

    /// Every setting of a group whose names the council chooses.
    pub(super) fn all(&self) -> Vec<(Field<'a>, String, Range<usize>)> {
        let mut fields = Vec::new();
        for (name, value) in self.entries {
            self.asked.borrow_mut().push(name.get_ref().to_string());
            let field = Field {
                key: self.key_of(name.get_ref()),
                span: value.span(),
                value: value.get_ref(),
                findings: self.findings,
            };
            fields.push((field, name.get_ref().to_string(), name.span()));
        }
        fields
    }

    /// Says of every setting that nobody asked for that it is unknown. Call it last.
    pub(super) fn done(&self) {
        let asked = self.asked.borrow();
        for name in self.entries.keys() {
            let word: &str = name.get_ref();
            if asked.iter().any(|known| known == word) {
                continue;
            }
            let place = if self.key.is_empty() {
                "in this file".to_owned()
            } else {
                format!("in [{}]", self.key)
            };
            let mend = mend_name(word, &asked);
            let what = format!("There is no setting \"{word}\" {place}.");
            self.findings
                .mistake(&name.span(), &self.key_of(word), what, mend);
        }
    }
}
