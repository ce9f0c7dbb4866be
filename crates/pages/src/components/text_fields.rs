//! The fields that people type into: input, password, text area, character count, file.

use askama::Template;
use serde::Deserialize;

use super::form_parts::{ErrorMessage, FormGroup, Hint, Label};
use super::{Button, component, options};
use crate::form::FormState;
use crate::markup::{Content, Markup, scalar, words};

/// The ids that describe a field: what was given, its hint, its error.
pub(crate) fn described_by(
    given: &str,
    id: &str,
    hint: Option<&Hint>,
    error: Option<&ErrorMessage>,
) -> String {
    let hint = hint.map(|_| format!("{id}-hint")).unwrap_or_default();
    let error = error.map(|_| format!("{id}-error")).unwrap_or_default();
    words(&[given, &hint, &error])
}

/// Hint and error message under their ids, as every field writes them.
pub(crate) fn help(id: &str, hint: Option<&Hint>, error: Option<&ErrorMessage>) -> Markup {
    let hint = hint
        .map(|hint| hint.under(format!("{id}-hint")).to_string())
        .unwrap_or_default();
    let error = error
        .map(|error| error.under(format!("{id}-error")).to_string())
        .unwrap_or_default();
    Markup::trusted(format!("{hint}\n{error}"))
}

/// The classes of a form group.
pub(crate) fn group_classes(group: &FormGroup, has_error: bool) -> String {
    words(&[
        "govuk-form-group",
        if has_error { "govuk-form-group--error" } else { "" },
        &group.classes,
    ])
}

/// What every field can do, written once.
macro_rules! field_basics {
    () => {
        /// One short sentence of help, without a full stop and without a link.
        #[must_use]
        pub fn hint(mut self, hint: impl Into<Content>) -> Self {
            self.hint = Some(Hint::new(hint));
            self
        }

        /// Makes the label the page's `h1`.
        #[must_use]
        pub fn as_heading(mut self) -> Self {
            self.label.is_page_heading = true;
            self.label.classes = "govuk-label--l".into();
            self
        }

        /// Makes the label bold, of medium size.
        #[must_use]
        pub fn medium(mut self) -> Self {
            self.label.classes = "govuk-label--m".into();
            self
        }

        /// What is wrong with it.
        #[must_use]
        pub fn error(mut self, message: impl Into<Content>) -> Self {
            self.error_message = Some(ErrorMessage::new(message));
            self
        }

        fn field_id(&self) -> &str {
            if self.id.is_empty() {
                &self.name
            } else {
                &self.id
            }
        }
    };
}
pub(crate) use field_basics;

/// Before or after the field, in the same box: "£".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Affix {
    /// The words.
    pub text: Content,
    /// More classes.
    pub classes: String,
}

/// The box around an input that has something before or after it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Wrapper {
    /// More classes.
    pub classes: String,
}

/// A field of one line.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/input.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Input {
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
    /// More classes: `govuk-input--width-10`.
    pub classes: String,
    /// What is in it.
    #[serde(deserialize_with = "scalar")]
    pub value: String,
    /// `text` unless said.
    pub r#type: String,
    /// The ids of what else describes it.
    pub described_by: String,
    /// Which keyboard a phone shows.
    pub inputmode: String,
    /// What the browser may fill in (WCAG 1.3.5).
    pub autocomplete: String,
    /// A pattern; we check on the server.
    pub pattern: String,
    /// Whether the browser checks the spelling: no for codes.
    pub spellcheck: Option<bool>,
    /// How a phone's keyboard writes capitals.
    pub autocapitalize: String,
    /// Whether it cannot be changed.
    pub disabled: bool,
    /// What stands before it.
    pub prefix: Option<Affix>,
    /// What stands after it.
    pub suffix: Option<Affix>,
    /// The box around prefix, field and suffix.
    pub input_wrapper: Wrapper,
    /// The box around it all.
    pub form_group: FormGroup,
    /// What comes after the field within its box.
    #[serde(skip)]
    pub(crate) after: Markup,
    /// What the group's script is told.
    #[serde(skip)]
    pub(crate) group_attributes: Markup,
}

impl Input {
    /// A field under this name with this label.
    pub fn new(name: &str, label: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            ..Self::default()
        }
    }

    /// A field for an e-mail address.
    pub fn email(name: &str, label: impl Into<Content>) -> Self {
        Self {
            r#type: "email".into(),
            autocomplete: "email".into(),
            spellcheck: Some(false),
            ..Self::new(name, label)
        }
    }

    /// A field for a telephone number.
    pub fn phone(name: &str, label: impl Into<Content>) -> Self {
        let classes = "govuk-input--width-20".into();
        Self {
            r#type: "tel".into(),
            autocomplete: "tel".into(),
            classes,
            ..Self::new(name, label)
        }
    }

    /// A field for a code or a reference: no spelling, capitals, twenty characters wide.
    pub fn code(name: &str, label: impl Into<Content>) -> Self {
        let classes = "govuk-input--width-20 govuk-input--extra-letter-spacing".into();
        let autocapitalize = "characters".into();
        Self {
            classes,
            autocapitalize,
            spellcheck: Some(false),
            ..Self::new(name, label)
        }
    }

    field_basics!();

    /// What was typed into it, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.value = form.value(&self.name).into();
        self.error_message = form.error_of(&self.name);
        self
    }

    options! {
        /// What is in it.
        value: String,
        /// Its id, when it is not its name.
        id: String,
        /// More classes: `govuk-input--width-10`.
        classes: String,
        /// What the browser may fill in.
        autocomplete: String,
        /// Which keyboard a phone shows.
        inputmode: String,
    }

    fn class_names(&self) -> String {
        let error = if self.error_message.is_some() {
            "govuk-input--error"
        } else {
            ""
        };
        words(&["govuk-input", &self.classes, error])
    }

    fn description(&self) -> String {
        described_by(
            &self.described_by,
            self.field_id(),
            self.hint.as_ref(),
            self.error_message.as_ref(),
        )
    }

    fn kind(&self) -> &str {
        if self.r#type.is_empty() {
            "text"
        } else {
            &self.r#type
        }
    }

    fn spelling(&self) -> &'static str {
        match self.spellcheck {
            Some(true) => "true",
            Some(false) => "false",
            None => "",
        }
    }

    fn is_wrapped(&self) -> bool {
        let has = |affix: &Option<Affix>| affix.as_ref().is_some_and(|affix| !affix.text.is_empty());
        has(&self.prefix) || has(&self.suffix) || !self.after.is_empty()
    }
}

/// A field for a password, with a button that shows it.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(source = "{{ self.as_input() }}", ext = "html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PasswordInput {
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
    /// More classes.
    pub classes: String,
    /// What is in it; never set after a failed try.
    pub value: String,
    /// The ids of what else describes it.
    pub described_by: String,
    /// `current-password` unless said; `new-password` when one is chosen.
    pub autocomplete: String,
}

impl PasswordInput {
    /// A field under this name with this label.
    pub fn new(name: &str, label: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            ..Self::default()
        }
    }

    field_basics!();

    /// What is wrong with it; a password is never written back into a page.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.error_message = form.error_of(&self.name);
        self
    }

    options! {
        /// `current-password` or `new-password`.
        autocomplete: String,
    }

    fn as_input(&self) -> Input {
        let button = Button {
            r#type: "button".into(),
            classes: "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
                .into(),
            controls: self.field_id().into(),
            aria_label: "Show password".into(),
            hidden: true,
            ..Button::new("Show")
        };
        let autocomplete = if self.autocomplete.is_empty() {
            "current-password"
        } else {
            &self.autocomplete
        };
        Input {
            name: self.name.clone(),
            id: self.field_id().into(),
            label: self.label.clone(),
            hint: self.hint.clone(),
            error_message: self.error_message.clone(),
            classes: words(&[
                "govuk-password-input__input govuk-js-password-input-input",
                &self.classes,
            ]),
            value: self.value.clone(),
            r#type: "password".into(),
            described_by: self.described_by.clone(),
            autocomplete: autocomplete.into(),
            spellcheck: Some(false),
            autocapitalize: "none".into(),
            input_wrapper: Wrapper {
                classes: "govuk-password-input__wrapper".into(),
            },
            form_group: FormGroup {
                classes: "govuk-password-input".into(),
            },
            group_attributes: Markup::trusted(" data-module=\"govuk-password-input\"".into()),
            after: button.into(),
            ..Input::default()
        }
    }
}

/// A field of several lines.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/textarea.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Textarea {
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
    /// What is in it.
    pub value: String,
    /// How many lines show; 5 unless said.
    pub rows: Option<u16>,
    /// More classes.
    pub classes: String,
    /// The ids of what else describes it.
    pub described_by: String,
    /// The box around it all.
    pub form_group: FormGroup,
    /// What the browser may fill in.
    pub autocomplete: String,
    /// Whether the browser checks the spelling.
    pub spellcheck: Option<bool>,
    /// What comes after the field.
    #[serde(skip)]
    pub(crate) after: Markup,
    /// What the group's script is told.
    #[serde(skip)]
    pub(crate) group_attributes: Markup,
}

impl Textarea {
    /// A field of eight lines under this name with this label.
    pub fn new(name: &str, label: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            rows: Some(8),
            ..Self::default()
        }
    }

    field_basics!();

    /// What was typed into it, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.value = form.value(&self.name).into();
        self.error_message = form.error_of(&self.name);
        self
    }

    options! {
        /// What is in it.
        value: String,
        /// Its id, when it is not its name.
        id: String,
        /// More classes.
        classes: String,
        /// What the browser may fill in.
        autocomplete: String,
        /// How many lines show.
        rows: Option<u16>,
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
            "govuk-textarea--error"
        } else {
            ""
        };
        words(&["govuk-textarea", error, &self.classes])
    }
}

/// A field of several lines that says how many characters are left.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(source = "{{ self.as_textarea() }}", ext = "html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CharacterCount {
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
    /// What is in it.
    pub value: String,
    /// How many characters there may be.
    #[serde(deserialize_with = "scalar")]
    pub maxlength: String,
    /// From what share of the limit the count shows, in per cent.
    #[serde(deserialize_with = "scalar")]
    pub threshold: String,
    /// How many lines show; 5 unless said.
    pub rows: Option<u16>,
    /// More classes.
    pub classes: String,
    /// The box around it all.
    pub form_group: FormGroup,
    /// Whether the browser checks the spelling.
    pub spellcheck: Option<bool>,
}

impl CharacterCount {
    /// A field of eight lines with this limit, whose count shows from three quarters of it.
    pub fn new(name: &str, label: impl Into<Content>, limit: u32) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            rows: Some(8),
            maxlength: limit.to_string(),
            threshold: "75".into(),
            ..Self::default()
        }
    }

    field_basics!();

    /// What was typed into it, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.value = form.value(&self.name).into();
        self.error_message = form.error_of(&self.name);
        self
    }

    fn as_textarea(&self) -> Textarea {
        let id = self.field_id();
        let text = if self.maxlength.is_empty() {
            String::new()
        } else {
            format!("You can enter up to {} characters", self.maxlength)
        };
        let message = Hint {
            text: text.into(),
            id: format!("{id}-info"),
            classes: "govuk-character-count__message".into(),
        };
        let mut attributes = String::from(" data-module=\"govuk-character-count\"");
        attributes.push_str(&crate::attr("data-maxlength", &self.maxlength).to_string());
        attributes.push_str(&crate::attr("data-threshold", &self.threshold).to_string());
        Textarea {
            name: self.name.clone(),
            id: id.into(),
            label: self.label.clone(),
            hint: self.hint.clone(),
            error_message: self.error_message.clone(),
            value: self.value.clone(),
            rows: self.rows,
            classes: words(&["govuk-js-character-count", &self.classes]),
            described_by: format!("{id}-info"),
            form_group: FormGroup {
                classes: words(&["govuk-character-count", &self.form_group.classes]),
            },
            spellcheck: self.spellcheck,
            after: message.into(),
            group_attributes: Markup::trusted(attributes),
            autocomplete: String::new(),
        }
    }
}

/// A field for a file.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/file-upload.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FileUpload {
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
    /// Whether a script makes it a place to drop files on.
    pub javascript: bool,
    /// Whether several can be chosen at once.
    pub multiple: bool,
    /// More classes.
    pub classes: String,
    /// The ids of what else describes it.
    pub described_by: String,
    /// Whether it cannot be used.
    pub disabled: bool,
    /// The box around it all.
    pub form_group: FormGroup,
}

impl FileUpload {
    /// A field under this name with this label, with a place to drop files on.
    pub fn new(name: &str, label: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            javascript: true,
            ..Self::default()
        }
    }

    field_basics!();

    /// What is wrong with it; no browser lets a page put a file back.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.error_message = form.error_of(&self.name);
        self
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
            "govuk-file-upload--error"
        } else {
            ""
        };
        words(&["govuk-file-upload", &self.classes, error])
    }
}

component!(Input, PasswordInput, Textarea, CharacterCount, FileUpload);
