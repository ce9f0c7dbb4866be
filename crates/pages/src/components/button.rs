//! The button, and the row that several stand in.

use askama::Template;
use serde::Deserialize;

use super::{component, options};
use crate::markup::{Content, Markup, scalar, words};

/// A button, or a link that looks like one.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/button.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Button {
    /// What it does, beginning with a verb: "Send your complaint".
    pub text: Content,
    /// More classes: `govuk-button--secondary`.
    pub classes: String,
    /// Whether it cannot be pressed; we explain instead.
    pub disabled: bool,
    /// Where it goes, which makes it a link.
    pub href: String,
    /// Whether it begins a service.
    pub is_start_button: bool,
    /// The name that is sent with the form.
    pub name: String,
    /// `submit` unless said.
    pub r#type: String,
    /// The value that is sent with the form.
    #[serde(deserialize_with = "scalar")]
    pub value: String,
    /// Whether a second press within a second is ignored.
    pub prevent_double_click: Option<bool>,
    /// Its id.
    pub id: String,
    /// Where the form goes when this button sends it; where the form says unless said.
    #[serde(skip)]
    pub(crate) action: String,
    /// What it controls, for the password field.
    #[serde(skip)]
    pub(crate) controls: String,
    /// What it is called where its words are not enough.
    #[serde(skip)]
    pub(crate) aria_label: String,
    /// Whether a script has to show it.
    #[serde(skip)]
    pub(crate) hidden: bool,
    /// Whether its words came as HTML, which adds a `span` in a start button.
    #[serde(skip)]
    pub(crate) icon: Markup,
}

impl Button {
    /// The page's main button.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A button that sends something: a second press is ignored.
    pub fn send(text: impl Into<Content>) -> Self {
        Self {
            prevent_double_click: Some(true),
            ..Self::new(text)
        }
    }

    /// The same, whose second press is ignored.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.prevent_double_click = Some(true);
        self
    }

    /// A grey button.
    pub fn secondary(text: impl Into<Content>) -> Self {
        Self {
            classes: "govuk-button--secondary".into(),
            ..Self::new(text)
        }
    }

    /// Sends the form to another address than the form says.
    #[must_use]
    pub fn to(mut self, action: &str) -> Self {
        self.action = action.into();
        self
    }

    /// A red button, for what cannot be undone.
    pub fn warning(text: impl Into<Content>) -> Self {
        Self {
            classes: "govuk-button--warning".into(),
            ..Self::new(text)
        }
    }

    /// The button that begins a service.
    pub fn start(text: impl Into<Content>, href: &str) -> Self {
        Self {
            is_start_button: true,
            href: href.into(),
            ..Self::new(text)
        }
    }

    options! {
        /// The name and value that are sent with the form.
        name: String,
        /// The value that is sent with the form.
        value: String,
        /// Where it goes, which makes it a link.
        href: String,
        /// Its id.
        id: String,
        /// More classes.
        classes: String,
    }

    fn class_names(&self) -> String {
        let start = if self.is_start_button {
            "govuk-button--start"
        } else {
            ""
        };
        words(&["govuk-button", &self.classes, start])
    }

    fn kind(&self) -> &str {
        if self.r#type.is_empty() {
            "submit"
        } else {
            &self.r#type
        }
    }
}

/// A button that prints the page; it shows only where scripts run.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<button type="button" class="govuk-button govuk-button--secondary" data-module="govuk-button" data-app-print hidden>{{ text }}</button>"#,
    ext = "html"
)]
pub struct PrintButton {
    text: Content,
}

impl PrintButton {
    /// A button with these words: "Print this page".
    pub fn new(text: impl Into<Content>) -> Self {
        Self { text: text.into() }
    }
}

/// A button that writes where the device is into a field, when it is pressed and never by itself; it shows only where
/// scripts run and the browser may say.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<div data-app-locate="{{ field }}" hidden>
  <button type="button" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">{{ text }}</button>
  <p class="govuk-body" role="status"></p>
</div>"#,
    ext = "html"
)]
pub struct LocateButton {
    text: Content,
    field: String,
}

impl LocateButton {
    /// A button with these words for the field that has this id.
    pub fn new(text: impl Into<Content>, field: &str) -> Self {
        Self {
            text: text.into(),
            field: field.into(),
        }
    }
}

/// Buttons and links in one row.
pub fn button_group<I>(parts: I) -> Markup
where
    I: IntoIterator,
    I::Item: Into<Content>,
{
    Markup::trusted(format!(
        "<div class=\"govuk-button-group\">{}</div>",
        Markup::join(parts)
    ))
}

component!(Button, LocateButton, PrintButton);
