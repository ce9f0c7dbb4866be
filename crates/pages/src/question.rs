//! The page that asks one thing: its heading is the label or legend of its first field.

use askama::Template;

use crate::components::{Button, Input, Radios, Textarea, button_group};
use crate::form::{FormErrors, FormState};
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};

/// A page that asks one thing and goes on.
#[derive(Debug, Clone, Template)]
#[template(path = "question.html")]
pub struct Question {
    shell: Shell,
    title: String,
    intro: Markup,
    form: FormState,
    fields: Vec<Markup>,
    buttons: Vec<Markup>,
    action: String,
    is_multipart: bool,
    below: Below,
    can_be_saved: bool,
    after: Markup,
}

/// What stands below what the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Form,
    Buttons,
    Nothing,
}

impl Question {
    /// A page under this heading. Make the first field's label or legend the heading with
    /// `.as_heading()`; when no field does, the page writes it above the form.
    pub fn new(shell: Shell, title: &str, form: &FormState) -> Self {
        Self {
            shell,
            title: title.into(),
            intro: Markup::default(),
            form: form.clone(),
            fields: Vec::new(),
            buttons: Vec::new(),
            action: String::new(),
            is_multipart: false,
            below: Below::Form,
            can_be_saved: false,
            after: Markup::default(),
        }
    }

    /// What is said before the question.
    #[must_use]
    pub fn intro(mut self, intro: impl Into<Markup>) -> Self {
        self.intro = intro.into();
        self
    }

    /// One more field.
    #[must_use]
    pub fn field(mut self, field: impl Into<Markup>) -> Self {
        self.fields.push(field.into());
        self
    }

    /// A hidden field.
    #[must_use]
    pub fn hidden(self, name: &str, value: &str) -> Self {
        let (name, value) = (crate::attr("name", name), crate::attr("value", value));
        self.field(Markup::trusted(format!("<input type=\"hidden\"{name}{value}>")))
    }

    /// One more button or link, instead of "Continue" alone.
    #[must_use]
    pub fn button(mut self, button: impl Into<Markup>) -> Self {
        self.buttons.push(button.into());
        self
    }

    /// Where the form is sent, when it is not the page's own address.
    #[must_use]
    pub fn action(mut self, action: &str) -> Self {
        self.action = action.into();
        self
    }

    /// For a form with files.
    #[must_use]
    pub fn multipart(mut self) -> Self {
        self.is_multipart = true;
        self
    }

    /// For a page that asks nothing.
    #[must_use]
    pub fn without_form(mut self) -> Self {
        self.below = Below::Buttons;
        self
    }

    /// For a page that leads nowhere by a button.
    #[must_use]
    pub fn without_buttons(mut self) -> Self {
        self.below = Below::Nothing;
        self
    }

    /// With the button that keeps the answers and shows how to come back to them.
    #[must_use]
    pub fn to_save(mut self) -> Self {
        self.can_be_saved = true;
        self
    }

    /// What is said after the form: help that only some need.
    #[must_use]
    pub fn after(mut self, after: impl Into<Markup>) -> Self {
        self.after = after.into();
        self
    }

    fn has_heading(&self) -> bool {
        let mut parts = self.fields.iter().chain([&self.intro]);
        parts.any(|part| part.as_str().contains("<h1"))
    }

    fn buttons(&self) -> Content {
        let mut buttons = self.buttons.clone();
        if self.can_be_saved {
            if buttons.is_empty() {
                buttons.push(Button::new("Continue").into());
            }
            let save = Button::secondary("Save and come back later")
                .name("turn")
                .value("save");
            buttons.push(save.into());
        }
        if buttons.is_empty() {
            Button::new("Continue").into()
        } else {
            button_group(buttons).into()
        }
    }
}

impl Page for Question {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::sample().journey("Make a complaint").back("/complaint");
        let title = "What happened?";
        let empty = FormState::new();
        let wrong = FormState::new().with_error("what_happened", "Tell us what happened");
        let question = |form: &FormState| {
            let field = Textarea::new("what_happened", title)
                .as_heading()
                .hint("Do not include bank or card details");
            Self::new(shell(), title, form).field(field.of(form))
        };
        let several = Self::new(shell(), "How can we reach you?", &empty)
            .field(Input::email("email", "Email address"))
            .field(Radios::yes_no("call", "May we call you?").medium());
        vec![
            Sample::of("question", &question(&empty)),
            Sample::of("question with an error", &question(&wrong)),
            Sample::of("question with several fields", &several),
            Sample::of("question that can be saved", &question(&empty).to_save()),
        ]
    }
}
