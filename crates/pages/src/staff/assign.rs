//! Giving several cases to somebody at once: what was ticked, the reason, and what became of each.

use askama::Template;

use crate::components::{Button, Select, SummaryList, Textarea, button_group};
use crate::form::{FormErrors, FormState};
use crate::format;
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, hidden, paragraph, posted};
use crate::{Page, Sample, Shell};

/// A case that was ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    /// What people call it.
    pub reference: String,
    /// Reference and version, as the form carries them.
    pub value: String,
    /// What it is about.
    pub summary: String,
    /// The service; empty when nobody has said.
    pub service: String,
}

/// What can be chosen, by value and words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The services.
    pub services: Vec<(String, String)>,
    /// The people who work for services.
    pub owners: Vec<(String, String)>,
}

/// The page that asks for a reason before anything is done.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct AssignSelected {
    shell: Shell,
    form: FormState,
    ticked: Vec<Ticked>,
    options: Options,
}

impl AssignSelected {
    /// The page: what was ticked, and what can be chosen.
    pub fn new(shell: Shell, form: &FormState, (ticked, options): (Vec<Ticked>, Options)) -> Self {
        Self {
            shell: shell.back_to("Back to unassigned items", "/staff/triage"),
            form: form.clone(),
            ticked,
            options,
        }
    }

    fn body(&self) -> Markup {
        if self.ticked.is_empty() {
            return paragraph(
                "You did not tick any cases that you may assign. Go back and tick the boxes beside them.",
            );
        }
        let list = self.ticked.iter().fold(SummaryList::new(), |list, ticked| {
            let service = if ticked.service.is_empty() {
                "Service not known yet"
            } else {
                ticked.service.as_str()
            };
            let about = Markup::join([
                Content::from(ticked.summary.as_str()),
                Markup::trusted("<br>".to_owned()).into(),
                service.into(),
            ]);
            list.row(format::reference(&ticked.reference), about)
        });
        let kept = self.ticked.iter().map(|ticked| hidden("case", &ticked.value));
        let inside = Markup::join(kept.chain([self.fields()]));
        Markup::join([list.into(), posted("/staff/cases/assign", inside)])
    }

    fn fields(&self) -> Markup {
        let form = &self.form;
        let mut fields = Vec::new();
        if self.ticked.iter().any(|ticked| ticked.service.is_empty()) {
            fields.push(
                Select::new("service", "Service for those that have none")
                    .option("", "Select a service")
                    .options(self.options.services.clone())
                    .of(form)
                    .into(),
            );
        }
        fields.extend([
            hidden("away_ok", form.value("away_ok")),
            Markup::from(
                Select::new("owner", "Who should have them?")
                    .hint("Somebody who works for the services")
                    .option("", "Leave them to the team of the service")
                    .options(self.options.owners.clone())
                    .of(form),
            ),
            Textarea::new("reason", "Reason")
                .hint("Everybody who can open the cases sees it")
                .rows(2)
                .of(form)
                .into(),
            button_group([
                Content::from(Button::send("Assign these cases")),
                Markup::link("/staff/triage", "Cancel").into(),
            ]),
        ]);
        Markup::join(fields)
    }
}

impl Page for AssignSelected {
    fn title(&self) -> String {
        match self.ticked.len() {
            1 => "Assign 1 case".into(),
            count => format!("Assign {count} cases"),
        }
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/cases/assign");
        let parts = || {
            let ticked = Ticked {
                reference: "WS-4K7P-29QX".into(),
                value: "WS-4K7P-29QX.3".into(),
                summary: "The bins were missed.".into(),
                service: String::new(),
            };
            let options = Options {
                services: vec![("waste".into(), "Bins and recycling".into())],
                owners: vec![("1".into(), "Dan Whitlock: Bins and recycling".into())],
            };
            (vec![ticked], options)
        };
        let wrong = FormState::new().with_error("reason", "Enter a reason");
        vec![
            Sample::of("assign selected", &Self::new(shell(), &FormState::new(), parts())),
            Sample::of(
                "assign selected with errors",
                &Self::new(shell(), &wrong, parts()),
            ),
            Sample::of(
                "assign selected, none",
                &Self::new(shell(), &FormState::new(), (Vec::new(), Options::default())),
            ),
        ]
    }
}

/// What became of each.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct Assigned {
    shell: Shell,
    done: Vec<(String, String)>,
    not_done: Vec<(String, String)>,
}

impl Assigned {
    /// The page: references with whom they are with, and references with why they are not.
    pub fn new(shell: Shell, done: Vec<(String, String)>, not_done: Vec<(String, String)>) -> Self {
        Self {
            shell: shell.back_to("Back to unassigned items", "/staff/triage"),
            done,
            not_done,
        }
    }

    fn body(&self) -> Markup {
        let list = |lines: &[(String, String)]| {
            Markup::bullets(lines.iter().map(|(reference, what)| {
                let place = format!("/staff/cases/{reference}");
                let link = Content::from(Markup::link(&place, format::reference(reference)));
                Markup::join([link, format!(": {what}").into()])
            }))
        };
        let mut parts = Vec::new();
        if !self.not_done.is_empty() {
            let count = format::count(
                u64::try_from(self.not_done.len()).unwrap_or_default(),
                "case was not assigned",
                "cases were not assigned",
            );
            parts.extend([heading(&count), list(&self.not_done)]);
        }
        if !self.done.is_empty() {
            let count = format::count(
                u64::try_from(self.done.len()).unwrap_or_default(),
                "case was assigned",
                "cases were assigned",
            );
            parts.extend([heading(&count), list(&self.done)]);
        }
        Markup::join(parts)
    }
}

impl Page for Assigned {
    fn title(&self) -> String {
        "What was assigned".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = Shell::staff_sample().at("/staff/cases/assign");
        let done = vec![("WS-4K7P-29QX".to_owned(), "with Dan Whitlock".to_owned())];
        let not_done = vec![(
            "WS-7H2M-33KT".to_owned(),
            "somebody else changed it meanwhile".to_owned(),
        )];
        vec![Sample::of("assigned", &Self::new(shell, done, not_done))]
    }
}
