//! Marking several cases as the same matter as one that is kept: what was ticked, and what became of each.

use askama::Template;

use crate::components::{Button, Input, SummaryList, Textarea, button_group};
use crate::form::{FormErrors, FormState};
use crate::format;
use crate::markup::{Content, Markup};
use crate::staff::assign::Ticked;
use crate::staff::parts::{heading, hidden, paragraph, posted};
use crate::{Page, Sample, Shell};

/// The page that asks which case is kept before anything is done.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct MarkDuplicates {
    shell: Shell,
    form: FormState,
    ticked: Vec<Ticked>,
}

impl MarkDuplicates {
    /// The page: what was ticked.
    pub fn new(shell: Shell, form: &FormState, ticked: Vec<Ticked>) -> Self {
        Self {
            shell: shell.back_to("Back to unassigned items", "/staff/triage"),
            form: form.clone(),
            ticked,
        }
    }

    fn body(&self) -> Markup {
        if self.ticked.is_empty() {
            return paragraph(
                "You did not tick any cases that you may close. Go back and tick the boxes beside them.",
            );
        }
        let list = self.ticked.iter().fold(SummaryList::new(), |list, ticked| {
            list.row(format::reference(&ticked.reference), ticked.summary.as_str())
        });
        let kept = self.ticked.iter().map(|ticked| hidden("case", &ticked.value));
        let fields = [
            paragraph(
                "Each is linked to the case that is kept, and closed. The customer is told the sentence below.",
            ),
            Input::code("original", "The case that is kept")
                .hint("Its reference")
                .of(&self.form)
                .into(),
            Textarea::new("sentence", "What each customer is told")
                .hint("One sentence. Do not name another customer or their reference")
                .rows(3)
                .of(&self.form)
                .into(),
            button_group([
                Content::from(Button::send("Link and close")),
                Markup::link("/staff/triage", "Cancel").into(),
            ]),
        ];
        let inside = Markup::join(kept.chain(fields));
        Markup::join([list.into(), posted("/staff/cases/duplicates", inside)])
    }
}

impl Page for MarkDuplicates {
    fn title(&self) -> String {
        match self.ticked.len() {
            1 => "Mark 1 case as a duplicate".into(),
            count => format!("Mark {count} cases as duplicates"),
        }
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/cases/duplicates");
        let ticked = || {
            vec![Ticked {
                reference: "WS-4K7P-29QX".into(),
                value: "WS-4K7P-29QX.3".into(),
                summary: "The bins were missed.".into(),
                service: String::new(),
            }]
        };
        let wrong = FormState::new().with_error("original", "Enter the reference of the case that is kept");
        vec![
            Sample::of(
                "mark duplicates",
                &Self::new(shell(), &FormState::new(), ticked()),
            ),
            Sample::of(
                "mark duplicates with errors",
                &Self::new(shell(), &wrong, ticked()),
            ),
            Sample::of(
                "mark duplicates, none",
                &Self::new(shell(), &FormState::new(), Vec::new()),
            ),
        ]
    }
}

/// What became of each.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct Marked {
    shell: Shell,
    done: Vec<(String, String)>,
    not_done: Vec<(String, String)>,
}

impl Marked {
    /// The page: references with what they are now, and references with why they are not.
    pub fn new(shell: Shell, done: Vec<(String, String)>, not_done: Vec<(String, String)>) -> Self {
        Self {
            shell: shell.back_to("Back to unassigned items", "/staff/triage"),
            done,
            not_done,
        }
    }

    fn body(&self) -> Markup {
        let list = |lines: &[(String, String)], one: &str, many: &str| {
            let count = u64::try_from(lines.len()).unwrap_or_default();
            let lines = lines.iter().map(|(reference, what)| {
                let place = format!("/staff/cases/{reference}");
                let link = Content::from(Markup::link(&place, format::reference(reference)));
                Markup::join([link, format!(": {what}").into()])
            });
            [heading(&format::count(count, one, many)), Markup::bullets(lines)]
        };
        let mut parts = Vec::new();
        if !self.not_done.is_empty() {
            parts.extend(list(
                &self.not_done,
                "case is as it was",
                "cases are as they were",
            ));
        }
        if !self.done.is_empty() {
            parts.extend(list(
                &self.done,
                "case was closed as a duplicate",
                "cases were closed as duplicates",
            ));
        }
        Markup::join(parts)
    }
}

impl Page for Marked {
    fn title(&self) -> String {
        "What was marked as a duplicate".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = Shell::staff_sample().at("/staff/cases/duplicates");
        let done = vec![(
            "WS-4K7P-29QX".to_owned(),
            "linked to WS-9Q2R-44TB and closed".to_owned(),
        )];
        let not_done = vec![(
            "WS-7H2M-33KT".to_owned(),
            "somebody else changed it meanwhile".to_owned(),
        )];
        vec![Sample::of(
            "marked as duplicates",
            &Self::new(shell, done, not_done),
        )]
    }
}
