//! The list to choose from, for staff.

use askama::Template;
use serde::Deserialize;

use super::form_parts::{ErrorMessage, FormGroup, Hint, Label};
use super::text_fields::{described_by, field_basics};
use super::{component, options};
use crate::form::FormState;
use crate::markup::{Content, scalar, words};

/// A list to choose one from: for staff; the public gets radios.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/select.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Select {
    /// The name that is sent.
    pub name: String,
    /// Its id; the name unless said.
    pub id: String,
    /// The words beside it.
    pub label: Label,
    /// Help.
    pub hint: Option<Hint>,
    /// What is wrong with it.
    pub error_message: Option<ErrorMessage>,
    /// What can be chosen.
    pub items: Vec<SelectOption>,
    /// What is chosen.
    #[serde(deserialize_with = "scalar")]
    pub value: String,
    /// More classes.
    pub classes: String,
    /// The ids of what else describes it.
    pub described_by: String,
    /// Whether it cannot be changed.
    pub disabled: bool,
    /// The box around it all.
    pub form_group: FormGroup,
}

/// One line of a list to choose from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SelectOption {
    /// The value that is sent; the words unless said.
    #[serde(deserialize_with = "optional_scalar")]
    pub value: Option<String>,
    /// The words.
    #[serde(deserialize_with = "scalar")]
    pub text: String,
    /// Whether it is chosen, whatever the list's value says.
    pub selected: Option<bool>,
    /// Whether it cannot be chosen.
    pub disabled: bool,
}

fn optional_scalar<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    scalar(from).map(Some)
}

impl Select {
    /// A list under this name with this label.
    pub fn new(name: &str, label: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            ..Self::default()
        }
    }

    field_basics!();

    /// One more line, by value and words.
    #[must_use]
    pub fn option(mut self, value: &str, text: &str) -> Self {
        self.items.push(SelectOption {
            value: Some(value.into()),
            text: text.into(),
            ..SelectOption::default()
        });
        self
    }

    /// More lines, by value and words.
    #[must_use]
    pub fn options<V: Into<String>, T: Into<String>>(
        mut self,
        lines: impl IntoIterator<Item = (V, T)>,
    ) -> Self {
        self.items
            .extend(lines.into_iter().map(|(value, text)| SelectOption {
                value: Some(value.into()),
                text: text.into(),
                ..SelectOption::default()
            }));
        self
    }

    /// What was chosen, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.value = form.value(&self.name).into();
        self.error_message = form.error_of(&self.name);
        self
    }

    options! {
        /// What is chosen.
        value: String,
        /// Its id, when it is not its name.
        id: String,
        /// More classes.
        classes: String,
    }

    fn description(&self) -> String {
        described_by(
            &self.described_by,
            self.field_id(),
            self.hint.as_ref(),
            self.error_message.as_ref(),
        )
    }

    fn class_names(&self) -> String {
        let error = if self.error_message.is_some() {
            "govuk-select--error"
        } else {
            ""
        };
        words(&["govuk-select", &self.classes, error])
    }

    fn is_selected(&self, item: &SelectOption) -> bool {
        let value = item.value.as_ref().unwrap_or(&item.text);
        item.selected
            .unwrap_or(!self.value.is_empty() && *value == self.value)
    }
}

component!(Select);
