//! The reader's own account: who they are here, when they are away and who covers.

use askama::Template;

use crate::components::{Button, Checkboxes, Choice, DatePicker, Input, Select, SummaryList};
use crate::form::{FormErrors, FormState};
use crate::markup::Markup;
use crate::staff::parts::{heading, paragraph, posted};
use crate::{Page, Sample, Shell};

/// The days of a week, by value and name.
pub const DAYS: [(&str, &str); 7] = [
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
];

/// What is known of the reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Facts by name.
    pub facts: Vec<(String, String)>,
    /// The people who could cover, by value and words.
    pub covers: Vec<(String, String)>,
    /// "You work Monday to Friday, 9am to 5pm."
    pub hours: Option<String>,
    /// "You are away from … to …. Aisha Rahman covers."
    pub away: Option<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct Account {
    shell: Shell,
    form: FormState,
    known: Known,
}

impl Account {
    /// The page, with what was typed.
    pub fn new(shell: Shell, form: &FormState, known: Known) -> Self {
        Self {
            shell,
            form: form.clone(),
            known,
        }
    }

    fn body(&self) -> Markup {
        let facts = self.known.facts.iter();
        let list = facts.fold(SummaryList::new(), |list, (name, value)| {
            list.row(name.as_str(), value.as_str())
        });
        let mut parts = vec![Markup::from(list), heading("When you work")];
        parts.extend(self.known.hours.as_deref().map(paragraph));
        parts.extend([self.hours(), heading("When you are away")]);
        if let Some(away) = &self.known.away {
            let back = Button::secondary("I am not away").name("do").value("back");
            parts.push(paragraph(away.as_str()));
            parts.push(posted("/staff/account", Markup::from(back)));
        }
        parts.push(if self.known.covers.is_empty() {
            paragraph("Nobody else may do what you do for your services, so nobody can cover for you here.")
        } else {
            self.away()
        });
        Markup::join(parts)
    }

    fn hours(&self) -> Markup {
        let form = &self.form;
        let days = DAYS.iter().map(|(value, day)| Choice::new(value, *day));
        let fields = Markup::join([
            paragraph("Whoever assigns a case sees this, and calls for help go to those who are there."),
            Checkboxes::new("days", "Days you work")
                .choices(days)
                .of(form)
                .into(),
            Input::new("begins", "From")
                .hint("For example, 9am")
                .classes("govuk-input--width-5")
                .of(form)
                .into(),
            Input::new("ends", "To")
                .hint("For example, 5:30pm")
                .classes("govuk-input--width-5")
                .of(form)
                .into(),
            Button::send("Save when you work")
                .name("do")
                .value("hours")
                .into(),
        ]);
        let mut parts = vec![posted("/staff/account", fields)];
        if self.known.hours.is_some() {
            let back = Button::secondary("Do not show when I work")
                .name("do")
                .value("no-hours");
            parts.push(posted("/staff/account", Markup::from(back)));
        }
        Markup::join(parts)
    }

    fn away(&self) -> Markup {
        let form = &self.form;
        let fields = Markup::join([
            paragraph("While you are away, whoever covers sees your work among their own cases."),
            DatePicker::new("from", "First day away").of(form).into(),
            DatePicker::new("to", "Last day away").of(form).into(),
            Select::new("covered_by", "Who covers for you?")
                .hint("Somebody who may do what you do")
                .option("", "Select somebody")
                .options(self.known.covers.clone())
                .of(form)
                .into(),
            Button::send("Save").name("do").value("away").into(),
        ]);
        posted("/staff/account", fields)
    }
}

impl Page for Account {
    fn title(&self) -> String {
        "My account".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/account");
        let known = || Known {
            facts: vec![("Name".into(), "Jo Martin".into())],
            covers: vec![("1".into(), "Aisha Rahman".into())],
            hours: Some("You work Monday to Friday, 9am to 5pm.".into()),
            away: Some("You are away from 1 December to 5 December 2026. Aisha Rahman covers.".into()),
        };
        let wrong = FormState::new()
            .with("from", "soon")
            .with_error("from", "First day away must be a date, like 17/5/2027");
        let alone = Known {
            covers: Vec::new(),
            away: None,
            hours: None,
            ..known()
        };
        vec![
            Sample::of("account", &Self::new(shell(), &FormState::new(), known())),
            Sample::of("account with errors", &Self::new(shell(), &wrong, known())),
            Sample::of(
                "account, nobody covers",
                &Self::new(shell(), &FormState::new(), alone),
            ),
        ]
    }
}
