//! E-mail that came in: what waits for a person, and saying what one is. Only ever shown as text.

use askama::Template;
use jiff::Timestamp;

use crate::components::{
    Button, Cell, Choice, Input, Pagination, Radios, ScrollTable, SubNavigation, SummaryList, Table,
    Textarea, WarningText,
};
use crate::form::{FormErrors, FormState};
use crate::format;
use crate::markup::{Content, Markup};
use crate::staff::parts::{paragraph, posted};
use crate::{Page, Sample, Shell};

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailItem {
    /// Its subject, or what stands in its place.
    pub subject: String,
    /// Where it is decided.
    pub href: String,
    /// From whom it says it is.
    pub from: String,
    /// When it came.
    pub at: Timestamp,
    /// Why it waits, or what became of it.
    pub stands: String,
}

/// E-mails in one state, the newest first.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/mail.html")]
pub struct MailList {
    shell: Shell,
    tabs: SubNavigation,
    trouble: Option<String>,
    items: Vec<MailItem>,
    next: Option<String>,
}

impl MailList {
    /// The page.
    pub fn new(shell: Shell, tabs: SubNavigation, items: Vec<MailItem>) -> Self {
        Self {
            shell: shell.wide(),
            tabs,
            trouble: None,
            items,
            next: None,
        }
    }

    /// Says that the mailbox cannot be read.
    #[must_use]
    pub fn trouble(mut self, trouble: Option<String>) -> Self {
        self.trouble = trouble;
        self
    }

    /// Where the next page is.
    #[must_use]
    pub fn next(mut self, next: Option<String>) -> Self {
        self.next = next;
        self
    }

    fn warning(&self) -> Markup {
        let warning = self.trouble.as_deref().map(WarningText::new);
        warning.map_or_else(Markup::default, Into::into)
    }

    fn table(&self) -> ScrollTable {
        let mut table = Table::new("Emails")
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true);
        for column in ["Subject", "It says it is from", "Came in", "How it stands"] {
            table = table.column(column);
        }
        for item in &self.items {
            let cells: [Content; 4] = [
                Markup::link(&item.href, item.subject.as_str()).into(),
                item.from.as_str().into(),
                format::time_date_time(item.at).into(),
                item.stands.as_str().into(),
            ];
            table = table.row(cells.map(Cell::new));
        }
        ScrollTable::new("emails", table)
    }

    fn pages(&self) -> Pagination {
        Pagination::previous_next(None, self.next.as_deref())
    }
}

impl Page for MailList {
    fn title(&self) -> String {
        "Email that came in".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/mail");
        let tabs = SubNavigation::new("Emails")
            .item("Waiting for somebody", "/staff/mail", true)
            .item("Automatic", "/staff/mail?state=automatic", false);
        let item = MailItem {
            subject: "Still no bins".into(),
            href: "/staff/mail/1".into(),
            from: "Asha Rahman, asha@example.org".into(),
            at: "2026-11-23T10:00:00Z".parse().unwrap_or_default(),
            stands: "Its sender is not on file for the case".into(),
        };
        let full = Self::new(shell(), tabs.clone(), vec![item])
            .trouble(Some("The mailbox cannot be read since 10am.".into()))
            .next(Some("/staff/mail?before=1".into()));
        vec![
            Sample::of("emails", &full),
            Sample::of("emails, none", &Self::new(shell(), tabs, Vec::new())),
        ]
    }
}

/// An e-mail as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailShown {
    /// Where it is decided.
    pub href: String,
    /// Its subject.
    pub subject: String,
    /// From whom it says it is.
    pub from: String,
    /// When it came.
    pub came: String,
    /// Why it waits, or what became of it.
    pub stands: String,
    /// What that means for whoever decides.
    pub advice: String,
    /// The case that it may be about.
    pub case: Option<String>,
    /// What it says; nothing where it cannot be read.
    pub text: Option<String>,
    /// What it brings.
    pub brings: Vec<String>,
    /// Whether somebody can still say what it is.
    pub is_open: bool,
    /// Why the policy asks whether the customer could have been saved it.
    pub avoidable: Vec<redress_domain::case::Avoidable>,
}

/// One e-mail, and what to do with it.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct MailPage {
    shell: Shell,
    form: FormState,
    mail: MailShown,
}

impl MailPage {
    /// The page.
    pub fn new(shell: Shell, form: &FormState, mail: MailShown) -> Self {
        Self {
            shell: shell.back_to("Back to email that came in", "/staff/mail"),
            form: form.clone(),
            mail,
        }
    }

    fn body(&self) -> Markup {
        let mail = &self.mail;
        let mut list = SummaryList::new()
            .row("Subject", mail.subject.as_str())
            .row("It says it is from", mail.from.as_str())
            .row("Came in", mail.came.as_str())
            .row("How it stands", mail.stands.as_str());
        if let Some(case) = &mail.case {
            let href = format!("/staff/cases/{case}");
            list = list.row("It may be about", Markup::link(&href, format::reference(case)));
        }
        if !mail.brings.is_empty() {
            list = list.row(
                "It brings",
                Markup::bullets(mail.brings.iter().map(String::as_str)),
            );
        }
        let original = format!("{}/original", mail.href);
        let mut parts: Vec<Markup> = vec![list.into()];
        if !mail.advice.is_empty() {
            parts.push(WarningText::new(mail.advice.as_str()).into());
        }
        parts.push(heading("What it says"));
        parts.push(match mail.text.as_deref() {
            Some("") => paragraph("There is no text in it."),
            Some(text) => folded(text),
            None => paragraph("It cannot be shown. Save the original to read it."),
        });
        parts.push(paragraph(Markup::link(&original, "Save the original email")));
        if mail.is_open {
            parts.push(heading("What is it?"));
            parts.push(posted(&mail.href, self.fields()));
        }
        Markup::join(parts)
    }

    fn fields(&self) -> Markup {
        let what = Radios::new("what", "What should be done with it?")
            .item(Choice::new("case", "Add it to a case").hint("Enter the reference below"))
            .choice("new", "Open a new item for triage")
            .choice("automatic", "Nothing: a program sent it")
            .choice("spam", "Nothing: it is unwanted")
            .of(&self.form);
        let case = Input::new("case", "Reference of the case")
            .hint("Needed only if you add it to a case. It looks like WS-4K7P-29QX")
            .of(&self.form);
        let avoidable = crate::avoidable::field(&self.mail.avoidable, &self.form);
        let why = Textarea::new("why", "Why (optional)")
            .hint("Needed if nothing is done with it")
            .rows(3)
            .of(&self.form);
        Markup::join([
            Markup::from(what),
            case.into(),
            avoidable.map(Markup::from).unwrap_or_default(),
            why.into(),
            Button::send("Save").into(),
        ])
    }
}

fn heading(text: &str) -> Markup {
    Markup::trusted(format!(
        "<h2 class=\"govuk-heading-m\">{}</h2>",
        Markup::text(text)
    ))
}

/// What an e-mail says, with what it quotes and its signature behind a summary.
pub(crate) fn folded(text: &str) -> Markup {
    crate::case::act::quoted_folded(text)
}

impl Page for MailPage {
    fn title(&self) -> String {
        "An email that came in".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/mail/1");
        let shown = || MailShown {
            href: "/staff/mail/1".into(),
            subject: "Still no bins".into(),
            from: "Asha Rahman, asha@example.org".into(),
            came: "Monday 23 November 2026, 10am".into(),
            stands: "Its sender is not on file for the case".into(),
            advice: "Nothing shows that it is from the customer. Ask them before you add it.".into(),
            case: Some("WS-4K7P-29QX".into()),
            text: Some("Nobody came.\n> Dear Asha\n> We have your complaint.".into()),
            brings: vec!["bin.jpg".into()],
            is_open: true,
            avoidable: vec![redress_domain::case::Avoidable::Chasing],
        };
        let closed = MailShown {
            is_open: false,
            text: None,
            brings: Vec::new(),
            advice: String::new(),
            ..shown()
        };
        let wrong = FormState::new().with_error("what", "Select what should be done with it");
        vec![
            Sample::of("an email", &Self::new(shell(), &FormState::new(), shown())),
            Sample::of("an email with errors", &Self::new(shell(), &wrong, shown())),
            Sample::of(
                "an email that is settled",
                &Self::new(shell(), &FormState::new(), closed),
            ),
        ]
    }
}
