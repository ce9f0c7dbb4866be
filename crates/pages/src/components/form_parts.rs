//! Label, hint, error message, fieldset and error summary.

use askama::Template;
use serde::Deserialize;

use super::{component, options};
use crate::markup::{Content, Markup};

/// The words beside a field.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/label.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Label {
    /// The words.
    pub text: Content,
    /// More classes: `govuk-label--l`.
    pub classes: String,
    /// Whether the label is the page's only `h1`.
    pub is_page_heading: bool,
    /// The id of the field.
    #[serde(rename = "for")]
    pub field_id: String,
}

impl Label {
    /// A label with these words.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A label that is the page's heading.
    pub fn heading(text: impl Into<Content>) -> Self {
        Self {
            is_page_heading: true,
            classes: "govuk-label--l".into(),
            ..Self::new(text)
        }
    }

    /// The same label, for this field.
    pub(crate) fn field(&self, id: &str) -> Self {
        Self {
            field_id: id.into(),
            ..self.clone()
        }
    }
}

/// One short sentence of help, without a full stop and without a link.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/hint.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Hint {
    /// The words.
    pub text: Content,
    /// Its id, which the field's `aria-describedby` names.
    pub id: String,
    /// More classes.
    pub classes: String,
}

impl Hint {
    /// A hint with these words.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The same hint under this id.
    pub(crate) fn under(&self, id: String) -> Self {
        Self { id, ..self.clone() }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, Template, Deserialize)]
#[template(path = "components/error-message.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ErrorMessage {
    /// What to do: "Enter your name".
    pub text: Content,
    /// Its id, which the field's `aria-describedby` names.
    pub id: String,
    /// More classes.
    pub classes: String,
    /// What is read before the message.
    pub visually_hidden_text: String,
}

impl Default for ErrorMessage {
    fn default() -> Self {
        Self {
            text: Content::default(),
            id: String::new(),
            classes: String::new(),
            visually_hidden_text: "Error".into(),
        }
    }
}

impl ErrorMessage {
    /// A message with these words.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The same message under this id.
    pub(crate) fn under(&self, id: String) -> Self {
        Self { id, ..self.clone() }
    }
}

/// The box around a label, its field and what is said of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FormGroup {
    /// More classes.
    pub classes: String,
}

/// The question that a group of fields answers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Legend {
    /// The words.
    pub text: Content,
    /// More classes: `govuk-fieldset__legend--l`.
    pub classes: String,
    /// Whether the legend is the page's only `h1`.
    pub is_page_heading: bool,
}

/// A group of fields that answer one question.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/fieldset.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Fieldset {
    /// The ids of what describes it.
    pub described_by: String,
    /// More classes.
    pub classes: String,
    /// A role other than its own.
    pub role: String,
    /// The question.
    pub legend: Legend,
    /// The fields.
    #[serde(skip)]
    pub content: Markup,
}

impl Fieldset {
    /// A group under this question.
    pub fn new(legend: impl Into<Content>) -> Self {
        let legend = Legend {
            text: legend.into(),
            ..Legend::default()
        };
        Self {
            legend,
            ..Self::default()
        }
    }

    /// A group whose question is the page's heading.
    pub fn heading(legend: impl Into<Content>) -> Self {
        let classes = "govuk-fieldset__legend--l".into();
        let legend = Legend {
            text: legend.into(),
            classes,
            is_page_heading: true,
        };
        Self {
            legend,
            ..Self::default()
        }
    }

    /// A group whose question is a heading of medium size within the page.
    pub fn medium(legend: impl Into<Content>) -> Self {
        let classes = "govuk-fieldset__legend--m".into();
        let legend = Legend {
            text: legend.into(),
            classes,
            is_page_heading: false,
        };
        Self {
            legend,
            ..Self::default()
        }
    }

    options! {
        /// The fields in it.
        content: Markup,
        /// More classes.
        classes: String,
    }
}

/// All that is wrong with a form, with links to the fields.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/error-summary.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ErrorSummary {
    /// "There is a problem".
    pub title_text: Content,
    /// A sentence before the list.
    pub description_text: Content,
    /// The errors, in the order of the fields.
    pub error_list: Vec<ErrorItem>,
    /// More classes.
    pub classes: String,
    /// Whether the focus stays where it is; the package's default is that it moves here.
    pub disable_auto_focus: Option<bool>,
}

impl ErrorSummary {
    /// A summary of these errors.
    pub fn new(error_list: Vec<ErrorItem>) -> Self {
        Self {
            title_text: "There is a problem".into(),
            error_list,
            ..Self::default()
        }
    }
}

/// One line of an error summary.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ErrorItem {
    /// The same words as beside the field.
    pub text: Content,
    /// `#` and the id of the field.
    pub href: String,
}

component!(Label, Hint, ErrorMessage, Fieldset, ErrorSummary);
