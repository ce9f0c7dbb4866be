//! The reader's own account: who they are here, when they are away and who covers.

use askama::Template;

use crate::components::{Button, Checkboxes, Choice, DatePicker, Input, Select, SummaryList};
use crate::form::{FormErrors, FormState};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, hidden, paragraph, posted};
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
    /// The figures that are mailed to them.
    pub figures: Vec<Mailed>,
    /// Since when their calendar has an address.
    pub calendar_since: Option<String>,
    /// That address, when it was made just now.
    pub calendar_address: Option<String>,
    /// Whether they sign in with a second step.
    pub second_step: SecondStep,
}

/// Whether the reader signs in with a second step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SecondStep {
    /// The council offers none.
    #[default]
    Off,
    /// They can set one up.
    Offered,
    /// They have one.
    Has,
}

/// Figures that are mailed to the reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailed {
    /// "Time, Waste and recycling".
    pub what: String,
    /// "Every week, next on Monday 24 May 2027".
    pub when: String,
    /// The view and the service, as they are sent to stop it.
    pub which: (String, String),
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
        let mut parts = vec![Markup::from(list)];
        parts.extend(self.second_step());
        parts.push(heading("When you work"));
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
        parts.push(heading("Figures by email"));
        parts.push(self.figures());
        parts.push(heading("Your due dates in a calendar"));
        parts.push(self.calendar());
        Markup::join(parts)
    }

    fn second_step(&self) -> Vec<Markup> {
        let (says, button, to) = match self.known.second_step {
            SecondStep::Off => return Vec::new(),
            SecondStep::Offered => (
                "With a second step, somebody who learns your password cannot sign in with it: a code from an app on your \
                 telephone is asked for besides.",
                "Set up a second step",
                "/staff/account/second-step/set-up",
            ),
            SecondStep::Has => (
                "You enter a code from your authenticator app after your password.",
                "See or change your second step",
                "/staff/account/second-step",
            ),
        };
        vec![
            heading("A second step for signing in"),
            paragraph(says),
            Button::secondary(button).href(to).into(),
        ]
    }

    fn figures(&self) -> Markup {
        let about = Content::from(Markup::link("/staff/reports", "Performance"));
        let how = Markup::join([
            Content::from("You can have figures mailed to you from any page of "),
            about,
        ]);
        let mut parts = vec![paragraph(Markup::join([Content::from(how), Content::from(".")]))];
        for mailed in &self.known.figures {
            let (view, service) = &mailed.which;
            let stop = Button::secondary(format!("Stop {}", mailed.what));
            parts.push(paragraph(format!("{}: {}.", mailed.what, mailed.when)));
            parts.push(posted(
                "/staff/account/figures",
                Markup::join([hidden("view", view), hidden("service", service), stop.into()]),
            ));
        }
        Markup::join(parts)
    }

    fn calendar(&self) -> Markup {
        let known = &self.known;
        let to = "/staff/account/calendar";
        let button = |text: &str, value: &str| {
            let button = Button::secondary(text).name("do").value(value);
            posted(to, Markup::from(button))
        };
        let mut parts = vec![paragraph(
            "A calendar program can show when your cases, promised actions and the actions of lessons and meetings are due. It reads them from a secret \
             address. Whoever has the address sees references and dates, and no names.",
        )];
        if let Some(address) = &known.calendar_address {
            parts.push(paragraph(
                "This is the address. Give it to your calendar program and to nobody else. It is not shown again.",
            ));
            parts.push(Markup::trusted(format!(
                "<p class=\"govuk-body\"><code class=\"app-link-to-hand-over\">{}</code></p>",
                Markup::text(address)
            )));
        }
        match &known.calendar_since {
            Some(since) => {
                parts.push(paragraph(format!("Your calendar has an address since {since}.")));
                parts.push(button("Make another address in its place", "make"));
                parts.push(button("Close the address", "end"));
            }
            None => parts.push(button("Make an address", "make")),
        }
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
            figures: vec![Mailed {
                what: "Time, Waste and recycling".into(),
                when: "Every week, next on Monday 24 May 2027".into(),
                which: ("time".into(), "waste".into()),
            }],
            calendar_since: Some("17 May 2027".into()),
            calendar_address: Some("https://council.example.org/calendar/0123456789abcdef.ics".into()),
            second_step: SecondStep::Offered,
        };
        let wrong = FormState::new()
            .with("from", "soon")
            .with_error("from", "First day away must be a date, like 17/5/2027");
        let alone = Known {
            covers: Vec::new(),
            away: None,
            hours: None,
            figures: Vec::new(),
            calendar_since: None,
            calendar_address: None,
            second_step: SecondStep::Has,
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
