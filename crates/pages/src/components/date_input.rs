//! A date that people know: day, month and year in three fields.

use askama::Template;
use serde::Deserialize;

use super::form_parts::{ErrorMessage, Fieldset, FormGroup, Hint};
use super::text_fields::{described_by, help};
use super::{Input, component, options};
use crate::form::FormState;
use crate::markup::{Content, Markup, scalar, words};

/// Three fields for a date.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(source = "{{ self.html() }}", ext = "html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DateInput {
    /// Its id, with which the ids of the fields begin.
    pub id: String,
    /// What the names begin with.
    pub name_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help.
    pub hint: Option<Hint>,
    /// What is wrong with it.
    pub error_message: Option<ErrorMessage>,
    /// The fields; day, month and year unless said.
    pub items: Vec<DatePart>,
    /// More classes.
    pub classes: String,
    /// The box around it all.
    pub form_group: FormGroup,
}

/// One field of a date.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DatePart {
    /// `day`, `month` or `year`.
    pub name: String,
    /// The words above it; the name with a capital unless said.
    pub label: String,
    /// Its id, when it is not made from the date's.
    pub id: String,
    /// More classes.
    pub classes: String,
    /// What is in it.
    #[serde(deserialize_with = "scalar")]
    pub value: String,
    /// Whether it is this field that is wrong.
    pub error: Option<bool>,
    /// What the browser may fill in: `bday-day`.
    pub autocomplete: String,
    /// A pattern; we check on the server.
    pub pattern: String,
    /// Which keyboard a phone shows; `numeric` unless said.
    pub inputmode: String,
}

impl DatePart {
    fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    fn says_error(&self) -> bool {
        self.error == Some(true) || self.classes.contains("govuk-input--error")
    }
}

impl DateInput {
    /// Three fields named `NAME-day`, `NAME-month` and `NAME-year`, under this question.
    pub fn new(name: &str, question: impl Into<Content>) -> Self {
        Self {
            id: name.into(),
            name_prefix: name.into(),
            fieldset: Some(Fieldset::new(question)),
            items: ["day", "month", "year"].map(DatePart::new).into(),
            ..Self::default()
        }
    }

    /// One short sentence of help, without a full stop and without a link.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(Hint::new(hint));
        self
    }

    /// Makes the question the page's `h1`.
    #[must_use]
    pub fn as_heading(mut self) -> Self {
        if let Some(fieldset) = &mut self.fieldset {
            fieldset.legend.is_page_heading = true;
            fieldset.legend.classes = "govuk-fieldset__legend--l".into();
        }
        self
    }

    /// What was typed into the fields, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        for part in &mut self.items {
            part.value = form.value(&format!("{}-{}", self.name_prefix, part.name)).into();
        }
        if let Some(error) = form.errors().of(&self.name_prefix) {
            self.error_message = Some(ErrorMessage::new(error.message()));
            for part in &mut self.items {
                part.error = error.part().map(|wrong| wrong == part.name);
            }
        }
        self
    }

    options! {
        /// More classes.
        classes: String,
    }

    fn field(&self, part: &DatePart, any_says_error: bool) -> Input {
        let is_wrong = part.says_error()
            || (part.error != Some(false) && self.error_message.is_some() && !any_says_error);
        let error = if is_wrong && !part.classes.contains("govuk-input--error") {
            "govuk-input--error"
        } else {
            ""
        };
        let width = match part.name.as_str() {
            _ if part.classes.contains("govuk-input--width-") => "",
            "year" => "govuk-input--width-4",
            _ => "govuk-input--width-2",
        };
        let prefix = if self.name_prefix.is_empty() {
            String::new()
        } else {
            format!("{}-", self.name_prefix)
        };
        let label = if part.label.is_empty() {
            capitalised(&part.name)
        } else {
            part.label.clone()
        };
        let id = if part.id.is_empty() {
            format!("{}-{}", self.id, part.name)
        } else {
            part.id.clone()
        };
        let mut input = Input::new(&format!("{prefix}{}", part.name), label);
        input.label.classes = "govuk-date-input__label".into();
        input.id = id;
        input.classes = words(&["govuk-date-input__input", error, width, &part.classes]);
        input.value.clone_from(&part.value);
        input.r#type = "text".into();
        input.inputmode = if part.inputmode.is_empty() {
            "numeric".into()
        } else {
            part.inputmode.clone()
        };
        input.autocomplete.clone_from(&part.autocomplete);
        input.pattern.clone_from(&part.pattern);
        input
    }

    fn html(&self) -> Markup {
        let standard = ["day", "month", "year"].map(DatePart::new);
        let parts = if self.items.is_empty() {
            standard.as_slice()
        } else {
            &self.items
        };
        let any_says_error = parts.iter().any(DatePart::says_error);
        let mut inner = help(&self.id, self.hint.as_ref(), self.error_message.as_ref()).to_string();
        let (class, id) = (
            words(&["govuk-date-input", &self.classes]),
            crate::attr("id", &self.id),
        );
        inner.push_str("<div");
        inner.push_str(&crate::attr("class", class).to_string());
        inner.push_str(&id.to_string());
        inner.push('>');
        for part in parts {
            inner.push_str("<div class=\"govuk-date-input__item\">");
            inner.push_str(&self.field(part, any_says_error).to_string());
            inner.push_str("</div>");
        }
        inner.push_str("</div>");
        let given = self
            .fieldset
            .as_ref()
            .map_or("", |fieldset| &fieldset.described_by);
        let described_by = described_by(given, &self.id, self.hint.as_ref(), self.error_message.as_ref());
        let inner = Markup::trusted(inner);
        let content = match &self.fieldset {
            // Without the role, JAWS does not read the description of a fieldset of text fields.
            Some(fieldset) => Fieldset {
                described_by,
                role: "group".into(),
                content: inner,
                ..fieldset.clone()
            }
            .into(),
            None => inner,
        };
        let classes = crate::group_classes(&self.form_group, self.error_message.is_some());
        Markup::trusted(format!(
            "<div class=\"{}\">{content}</div>",
            Markup::text(&classes)
        ))
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

component!(DateInput);
