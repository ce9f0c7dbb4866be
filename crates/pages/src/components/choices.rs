//! Radios and checkboxes.

use askama::Template;
use serde::Deserialize;

use super::form_parts::{ErrorMessage, Fieldset, FormGroup, Hint, Label};
use super::text_fields::{described_by, help};
use super::{component, options};
use crate::form::FormState;
use crate::markup::{Content, Markup, scalar, words};

/// One of several answers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Choice {
    /// The value that is sent.
    #[serde(deserialize_with = "scalar")]
    pub value: String,
    /// The words beside it.
    pub text: Content,
    /// Help with this answer.
    pub hint: Option<Hint>,
    /// Whether it is chosen, whatever the group's value says.
    pub checked: Option<bool>,
    /// Words between two answers, instead of an answer: "or".
    pub divider: String,
    /// Its id, when it is not made from the group's.
    pub id: String,
    /// Its name, when it is not the group's (checkboxes).
    pub name: String,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// What choosing it does to the others (checkboxes).
    pub behaviour: Option<Behaviour>,
    /// The label's classes.
    pub label: ChoiceLabel,
}

/// What choosing a checkbox does to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Behaviour {
    /// Nothing else can be chosen with it: "None of these".
    Exclusive,
}

/// How the label of an answer looks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ChoiceLabel {
    /// More classes.
    pub classes: String,
}

impl Choice {
    /// An answer.
    pub fn new(value: &str, text: impl Into<Content>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// The word between two answers.
    pub fn or() -> Self {
        Self {
            divider: "or".into(),
            ..Self::default()
        }
    }

    /// Help with this answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(Hint::new(hint));
        self
    }

    /// An answer that excludes the others: "None of these".
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.behaviour = Some(Behaviour::Exclusive);
        self
    }

    options! {
        /// Whether it is chosen.
        checked: Option<bool>,
        /// Its id, when it is not made from the group's.
        id: String,
    }
}

/// An answer as the template writes it.
struct Written<'a> {
    choice: &'a Choice,
    id: String,
    name: &'a str,
    is_checked: bool,
    described_by: String,
}

impl Written<'_> {
    fn label(&self, component: &str) -> Label {
        Label {
            text: self.choice.text.clone(),
            classes: words(&[&format!("govuk-{component}__label"), &self.choice.label.classes]),
            field_id: self.id.clone(),
            is_page_heading: false,
        }
    }

    fn hint(&self, component: &str) -> Option<Hint> {
        self.choice.hint.as_ref().map(|hint| Hint {
            text: hint.text.clone(),
            id: format!("{}-item-hint", self.id),
            classes: words(&[&format!("govuk-{component}__hint"), &hint.classes]),
        })
    }
}

/// What radios and checkboxes write alike.
#[derive(Template)]
#[template(path = "components/choices.html")]
struct Inner<'a> {
    component: &'static str,
    kind: &'static str,
    classes: &'a str,
    help: Markup,
    items: Vec<Written<'a>>,
}

/// The group around the answers, with or without a question of its own.
fn group(
    group: &FormGroup,
    has_error: bool,
    fieldset: Option<&Fieldset>,
    described_by: String,
    inner: Markup,
) -> String {
    let content = match fieldset {
        Some(fieldset) => Fieldset {
            described_by,
            content: inner,
            ..fieldset.clone()
        }
        .into(),
        None => inner,
    };
    format!(
        "<div class=\"{}\">{content}</div>",
        Markup::text(&crate::group_classes(group, has_error))
    )
}

macro_rules! choice_basics {
    () => {
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

        /// Makes the question bold, of medium size.
        #[must_use]
        pub fn medium(mut self) -> Self {
            if let Some(fieldset) = &mut self.fieldset {
                fieldset.legend.classes = "govuk-fieldset__legend--m".into();
            }
            self
        }

        /// What is wrong with it.
        #[must_use]
        pub fn error(mut self, message: impl Into<Content>) -> Self {
            self.error_message = Some(ErrorMessage::new(message));
            self
        }

        /// One more answer.
        #[must_use]
        pub fn item(mut self, choice: Choice) -> Self {
            self.items.push(choice);
            self
        }

        /// One more answer, by value and words.
        #[must_use]
        pub fn choice(self, value: &str, text: impl Into<Content>) -> Self {
            self.item(Choice::new(value, text))
        }

        /// More answers.
        #[must_use]
        pub fn choices<I: IntoIterator<Item = Choice>>(mut self, choices: I) -> Self {
            self.items.extend(choices);
            self
        }

        fn prefix(&self) -> &str {
            if self.id_prefix.is_empty() {
                &self.name
            } else {
                &self.id_prefix
            }
        }

        fn item_id(&self, index: usize, choice: &Choice) -> String {
            match (choice.id.is_empty(), index) {
                (false, _) => choice.id.clone(),
                (true, 0) => self.prefix().to_owned(),
                (true, _) => format!("{}-{}", self.prefix(), index + 1),
            }
        }
    };
}

/// Several answers, one of which can be chosen.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(source = "{{ self.html() }}", ext = "html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Radios {
    /// The name that is sent.
    pub name: String,
    /// What the ids begin with; the name unless said.
    pub id_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help.
    pub hint: Option<Hint>,
    /// What is wrong with it.
    pub error_message: Option<ErrorMessage>,
    /// The answers.
    pub items: Vec<Choice>,
    /// The answer that is chosen.
    #[serde(deserialize_with = "scalar")]
    pub value: String,
    /// More classes: `govuk-radios--inline`.
    pub classes: String,
    /// The box around it all.
    pub form_group: FormGroup,
}

impl Radios {
    /// Answers to this question, under this name.
    pub fn new(name: &str, question: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            fieldset: Some(Fieldset::new(question)),
            ..Self::default()
        }
    }

    /// "Yes" (`yes`) and "No" (`no`), side by side.
    pub fn yes_no(name: &str, question: impl Into<Content>) -> Self {
        Self {
            classes: "govuk-radios--inline".into(),
            ..Self::new(name, question)
        }
        .choice("yes", "Yes")
        .choice("no", "No")
    }

    choice_basics!();

    /// What was chosen, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.value = form.value(&self.name).into();
        self.error_message = form.error_of(&self.name);
        self
    }

    options! {
        /// The answer that is chosen.
        value: String,
        /// More classes.
        classes: String,
    }

    fn html(&self) -> Markup {
        let given = self
            .fieldset
            .as_ref()
            .map_or("", |fieldset| &fieldset.described_by);
        let describing = described_by(
            given,
            self.prefix(),
            self.hint.as_ref(),
            self.error_message.as_ref(),
        );
        let items = self.items.iter().enumerate().map(|(index, choice)| {
            let id = self.item_id(index, choice);
            let described_by = choice
                .hint
                .as_ref()
                .map(|_| format!("{id}-item-hint"))
                .unwrap_or_default();
            let is_value = !self.value.is_empty() && self.value == choice.value;
            let is_checked = choice.checked.unwrap_or(is_value);
            Written {
                choice,
                id,
                name: &self.name,
                is_checked,
                described_by,
            }
        });
        let inner = Inner {
            component: "radios",
            kind: "radio",
            classes: &self.classes,
            help: help(self.prefix(), self.hint.as_ref(), self.error_message.as_ref()),
            items: items.collect(),
        };
        let inner = Markup::trusted(inner.to_string());
        let has_error = self.error_message.is_some();
        Markup::trusted(group(
            &self.form_group,
            has_error,
            self.fieldset.as_ref(),
            describing,
            inner,
        ))
    }
}

/// Several answers, any of which can be chosen.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(source = "{{ self.html() }}", ext = "html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Checkboxes {
    /// The name that is sent, once for each answer chosen.
    pub name: String,
    /// What the ids begin with; the name unless said.
    pub id_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help.
    pub hint: Option<Hint>,
    /// What is wrong with it.
    pub error_message: Option<ErrorMessage>,
    /// The answers.
    pub items: Vec<Choice>,
    /// The answers that are chosen.
    pub values: Vec<String>,
    /// More classes: `govuk-checkboxes--small`.
    pub classes: String,
    /// The ids of what else describes it.
    pub described_by: String,
    /// The box around it all.
    pub form_group: FormGroup,
}

impl Checkboxes {
    /// Answers to this question, under this name.
    pub fn new(name: &str, question: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            fieldset: Some(Fieldset::new(question)),
            ..Self::default()
        }
    }

    /// A single box to tick, without a question around it.
    pub fn single(name: &str, value: &str, text: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
        .choice(value, text)
    }

    choice_basics!();

    /// What was chosen, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.values = form.values(&self.name).into_iter().map(str::to_owned).collect();
        self.error_message = form.error_of(&self.name);
        self
    }

    options! {
        /// The answers that are chosen.
        values: Vec<String>,
        /// More classes.
        classes: String,
    }

    fn html(&self) -> Markup {
        let given = match &self.fieldset {
            Some(fieldset) if !fieldset.described_by.is_empty() => &fieldset.described_by,
            Some(_) | None => &self.described_by,
        };
        let describing = described_by(
            given,
            self.prefix(),
            self.hint.as_ref(),
            self.error_message.as_ref(),
        );
        let group_describes = if self.fieldset.is_some() { "" } else { &describing };
        let items = self.items.iter().enumerate().map(|(index, choice)| {
            let id = self.item_id(index, choice);
            let hint = choice
                .hint
                .as_ref()
                .map(|_| format!("{id}-item-hint"))
                .unwrap_or_default();
            let is_checked = choice
                .checked
                .unwrap_or_else(|| self.values.contains(&choice.value));
            let name = if choice.name.is_empty() {
                &self.name
            } else {
                &choice.name
            };
            Written {
                choice,
                id,
                name,
                is_checked,
                described_by: words(&[group_describes, &hint]),
            }
        });
        let inner = Inner {
            component: "checkboxes",
            kind: "checkbox",
            classes: &self.classes,
            help: help(self.prefix(), self.hint.as_ref(), self.error_message.as_ref()),
            items: items.collect(),
        };
        let inner = Markup::trusted(inner.to_string());
        let has_error = self.error_message.is_some();
        Markup::trusted(group(
            &self.form_group,
            has_error,
            self.fieldset.as_ref(),
            describing,
            inner,
        ))
    }
}

component!(Radios, Checkboxes);
