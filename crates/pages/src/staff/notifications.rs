//! What somebody was told, and answering a colleague who calls for help.

use askama::Template;

use crate::components::{Button, Pagination, Radios, Tag, Textarea};
use crate::form::{FormErrors, FormState, ONCE};
use crate::markup::{Content, Markup};
use crate::staff::parts::{hidden, paragraph, posted};
use crate::{Page, Sample, Shell};

/// Something that somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What, in one sentence.
    pub what: String,
    /// When, in words.
    pub when: String,
    /// What was said with it.
    pub said: Option<String>,
    /// Where it leads: the words of the link and the page.
    pub link: Option<(String, String)>,
    /// Whether it is new.
    pub is_new: bool,
}

impl Notice {
    /// As an item of a list.
    pub(crate) fn item(&self) -> Markup {
        let what = Markup::trusted(format!("<strong>{}</strong>", Markup::text(&self.what)));
        let new = self.is_new.then(|| Content::from(Markup::from(Tag::new("New"))));
        let said = self.said.as_deref().map(|said| Markup::paragraphs(said).into());
        let link = self
            .link
            .as_ref()
            .map(|(words, href)| paragraph(Markup::link(href, words)).into());
        let when = Content::from(format!(" {} ", self.when));
        let parts = [Some(what.into()), Some(when), new, said, link];
        Markup::join(parts.into_iter().flatten().collect::<Vec<Content>>())
    }

    /// A made-up notice, for samples.
    pub(crate) fn sample() -> Self {
        Self {
            what: "Priya Nair asks for help while a customer waits".into(),
            when: "23 November 2026 at 9:12am".into(),
            said: Some("She has no heating.".into()),
            link: Some(("Answer Priya Nair".into(), "/staff/help/1".into())),
            is_new: true,
        }
    }
}

/// The page of all that somebody was told.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct Notifications {
    shell: Shell,
    notices: Vec<Notice>,
    next: Option<String>,
}

impl Notifications {
    /// The page, and where the next one is.
    pub fn new(shell: Shell, notices: Vec<Notice>, next: Option<String>) -> Self {
        Self { shell, notices, next }
    }

    fn body(&self) -> Markup {
        if self.notices.is_empty() {
            return paragraph("You have no notifications.");
        }
        let list = Markup::bullets(self.notices.iter().map(Notice::item));
        let pages = Markup::from(Pagination::previous_next(None, self.next.as_deref()));
        let is_new = self.notices.iter().any(|notice| notice.is_new);
        let seen = is_new.then(|| {
            posted(
                "/staff/notifications",
                Markup::from(Button::secondary("I have seen these")),
            )
        });
        Markup::join([Some(list), seen, Some(pages)].into_iter().flatten())
    }
}

impl Page for Notifications {
    fn title(&self) -> String {
        "My notifications".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/notifications");
        let next = Some("/staff/notifications?after=1".to_owned());
        vec![
            Sample::of("notifications", &Self::new(shell(), vec![Notice::sample()], next)),
            Sample::of("notifications, none", &Self::new(shell(), Vec::new(), None)),
        ]
    }
}

/// Answering a colleague who calls for help.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct AnswerHelp {
    shell: Shell,
    form: FormState,
    call: Notice,
    action: String,
}

impl AnswerHelp {
    /// The page: the call, and what was typed.
    pub fn new(shell: Shell, form: &FormState, (call, action): (Notice, &str)) -> Self {
        Self {
            shell: shell.back_to("Back to today", "/staff"),
            form: form.clone(),
            call,
            action: action.into(),
        }
    }

    fn body(&self) -> Markup {
        let form = &self.form;
        let fields = Markup::join([
            Markup::from(
                Radios::new("answer", "What will you do?")
                    .choice("on-it", "I am on it")
                    .choice("advice", "I say what to do")
                    .of(form),
            ),
            Textarea::new("said", "Your answer")
                .hint("Needed if you say what to do")
                .rows(3)
                .of(form)
                .into(),
            Button::send("Send answer").into(),
        ]);
        Markup::join([Markup::bullets([self.call.item()]), posted(&self.action, fields)])
    }
}

impl Page for AnswerHelp {
    fn title(&self) -> String {
        "Answer a call for help".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/help/1");
        let call = || {
            let link = Some(("See the case".into(), "/staff/cases/WS-4K7P-29QX".into()));
            (
                Notice {
                    link,
                    ..Notice::sample()
                },
                "/staff/help/1",
            )
        };
        let wrong = FormState::new().with_error("answer", "Select what you will do");
        vec![
            Sample::of("answer help", &Self::new(shell(), &FormState::new(), call())),
            Sample::of("answer help with errors", &Self::new(shell(), &wrong, call())),
        ]
    }
}

/// Asking for help on a case.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct AskHelp {
    shell: Shell,
    form: FormState,
    reference: String,
}

impl AskHelp {
    /// The page for a case.
    pub fn new(shell: Shell, form: &FormState, reference: &str) -> Self {
        let case = format!("/staff/cases/{reference}");
        Self {
            shell: shell.back_to("Back to the case", &case),
            form: form.clone(),
            reference: reference.into(),
        }
    }

    fn body(&self) -> Markup {
        let action = format!("/staff/cases/{}/help", self.reference);
        let field = Textarea::new("said", "What do you need? (optional)")
            .rows(3)
            .of(&self.form);
        let button = Button::send("Get help now");
        let once = hidden(ONCE, self.form.value(ONCE));
        let say = paragraph("Your team lead is told at once, and answers on your own pages.");
        Markup::join([
            say,
            posted(&action, Markup::join([once, Markup::from(field), button.into()])),
        ])
    }
}

impl Page for AskHelp {
    fn title(&self) -> String {
        "Get help now".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/cases/WS-4K7P-29QX/help");
        let wrong = FormState::new().with_error("said", "There is nobody who can be called");
        vec![
            Sample::of(
                "ask for help",
                &Self::new(shell(), &FormState::new(), "WS-4K7P-29QX"),
            ),
            Sample::of(
                "ask for help with errors",
                &Self::new(shell(), &wrong, "WS-4K7P-29QX"),
            ),
        ]
    }
}
