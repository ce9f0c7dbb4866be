//! A form as it was sent: what was typed, and what is wrong with it.
//!
//! A handler reads the form into a [`FormState`], adds an error for each thing that has to be
//! mended, and shows the same page again: each component takes its own value and message with
//! `.of(&form)`, and the layout writes the summary.

use crate::components::{ErrorItem, ErrorMessage, ErrorSummary};
use crate::markup::Markup;
use crate::public::files::UPLOAD;

/// The field of a form that says which version of a record its reader saw.
pub const SEEN: &str = "seen";

/// The field by which a form that is sent twice is known.
pub const ONCE: &str = "once";

/// What is said of an answer that is none of those offered. No page sends one, so that whoever reads it has changed the form,
/// or its list has changed since it was opened.
pub const NOT_OFFERED: &str =
    "Select from the answers that this page offers: what was sent is not one of them";

/// What was typed into a form, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormState {
    values: Vec<(String, String)>,
    errors: FormErrors,
}

/// What is wrong with a form, in the order in which it was found: check the fields in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<FieldError>);

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    field: String,
    part: Option<&'static str>,
    message: String,
}

impl FormState {
    /// A form that nobody has filled in yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form as it was sent: names and values, a name as often as it came.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<String>,
    {
        let values = pairs
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Self {
            values,
            errors: FormErrors::default(),
        }
    }

    /// Puts a value into a field, in place of what was there.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.into(), value.into()));
    }

    /// All of it in one text, as a browser sends it: what tells one form that was sent from another.
    pub fn as_sent(&self) -> String {
        // Lengths first: no value reads as another name.
        let pair = |(name, value): (&str, &str)| format!("{}:{name}{}:{value}", name.len(), value.len());
        self.pairs().map(pair).collect()
    }

    /// All of it as hidden fields, to be sent again as it is.
    pub(crate) fn hidden(&self) -> Markup {
        let field = |(name, value): (&str, &str)| {
            let (name, value) = (crate::attr("name", name), Markup::text(value));
            Markup::trusted(format!("<input type=\"hidden\"{name} value=\"{value}\">"))
        };
        Markup::join(self.pairs().map(field))
    }

    /// What is read above a form that was not taken and can be sent again: what people typed themselves (what has white space in
    /// it), and what a file was called that came with it. No page holds a file.
    pub(crate) fn to_be_sent_again(&self) -> Markup {
        let typed = self.pairs().map(|(_, value)| value.trim());
        let typed = typed.filter(|value| value.contains(char::is_whitespace));
        let quoted = |text| {
            format!(
                "<blockquote class=\"govuk-inset-text\">{}</blockquote>",
                Markup::lines(text)
            )
        };
        let file = self.filled(UPLOAD).map(|name| {
            let name = Markup::text(name);
            format!(
                "<p class=\"govuk-body\">The file “{name}” could not be saved. Add it again when you have sent this.</p>"
            )
        });
        Markup::join(typed.map(quoted).chain(file).map(Markup::trusted))
    }

    /// The same form with this value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.into(), value.into()));
        self
    }

    /// The same form with this error: for samples and tests.
    #[must_use]
    pub fn with_error(mut self, field: &str, message: impl Into<String>) -> Self {
        self.errors.add(field, message);
        self
    }

    /// What was typed into a field; empty when nothing was.
    pub fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// What was typed into a field without the space around it; `None` when nothing is left.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.value(name).trim()).filter(|value| !value.is_empty())
    }

    /// What was chosen in a group of checkboxes.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.values
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// Whether this answer was chosen.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values
            .iter()
            .any(|(known, typed)| known == name && typed == value)
    }

    /// All names and values, as they came.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What is wrong.
    pub fn errors(&self) -> &FormErrors {
        &self.errors
    }

    /// What is wrong, to add to.
    pub fn errors_mut(&mut self) -> &mut FormErrors {
        &mut self.errors
    }

    /// Says that something is wrong with a field.
    pub fn error(&mut self, field: &str, message: impl Into<String>) {
        self.errors.add(field, message);
    }

    /// The field's value without the space around it, or the error that it is missing.
    pub fn require(&mut self, field: &str, message: &str) -> Option<String> {
        let value = self.filled(field).map(str::to_owned);
        if value.is_none() {
            self.errors.add(field, message);
        }
        value
    }

    /// The answer that was chosen of a list in which nothing need be chosen. What is none of those offered is said to be:
    /// it is not left out in silence, nor taken for another.
    pub fn choice<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let typed = self.filled(field)?.to_owned();
        let chosen = parse(&typed);
        if chosen.is_none() {
            self.errors.add(field, NOT_OFFERED);
        }
        chosen
    }

    /// Every answer that was chosen in a group of checkboxes, by the same rule.
    pub fn choices<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let typed = self.values(field);
        let typed: Vec<&str> = typed.into_iter().filter(|typed| !typed.is_empty()).collect();
        let chosen: Vec<T> = typed.iter().copied().filter_map(parse).collect();
        if chosen.len() != typed.len() {
            self.errors.add(field, NOT_OFFERED);
        }
        chosen
    }

    /// Whether a single checkbox is ticked, by the same rule.
    pub fn ticked(&mut self, field: &str, value: &str) -> bool {
        self.choice(field, |typed| (typed == value).then_some(()))
            .is_some()
    }

    /// The error message of a field.
    pub fn error_of(&self, field: &str) -> Option<ErrorMessage> {
        self.errors
            .of(field)
            .map(|error| ErrorMessage::new(error.message()))
    }
}

impl FormErrors {
    /// Says that something is wrong with a field. The field's id has to be its name.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError {
            field: field.into(),
            part: None,
            message: message.into(),
        });
    }

    /// Says that something is wrong with `day`, `month` or `year` of a date.
    pub fn add_part(&mut self, field: &str, part: &'static str, message: impl Into<String>) {
        self.0.push(FieldError {
            field: field.into(),
            part: Some(part),
            message: message.into(),
        });
    }

    /// Says that a date as a whole is wrong: the link goes to its first field.
    pub fn add_date(&mut self, field: &str, message: impl Into<String>) {
        let (field, message) = (field.into(), message.into());
        self.0.push(FieldError {
            field,
            part: Some(WHOLE_DATE),
            message,
        });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first error of a field.
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0.iter().find(|error| error.field == field)
    }

    /// All errors, in order.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// Puts the errors into the order of the fields on the page; what is not named comes last.
    pub fn sort_by_fields(&mut self, order: &[&str]) {
        let place = |field: &str| {
            order
                .iter()
                .position(|known| *known == field)
                .unwrap_or(order.len())
        };
        self.0.sort_by_key(|error| place(&error.field));
    }

    /// The summary that stands above the heading; `None` when nothing is wrong.
    pub fn summary(&self) -> Option<ErrorSummary> {
        if self.is_empty() {
            return None;
        }
        let items = self.0.iter().map(|error| ErrorItem {
            text: error.message.as_str().into(),
            href: format!("#{}", error.target()),
        });
        Some(ErrorSummary::new(items.collect()))
    }
}

/// The part that stands for all three fields of a date.
const WHOLE_DATE: &str = "";

impl FieldError {
    /// Which field.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Which part of a date, when it is one part.
    pub fn part(&self) -> Option<&str> {
        self.part.filter(|part| *part != WHOLE_DATE)
    }

    /// What to do about it.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The id of the field that the summary links to.
    fn target(&self) -> String {
        match self.part {
            None => self.field.clone(),
            Some(WHOLE_DATE) => format!("{}-day", self.field),
            Some(part) => format!("{}-{part}", self.field),
        }
    }
}

#[cfg(test)]
mod tests;
