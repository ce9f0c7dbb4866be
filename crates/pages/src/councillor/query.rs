//! C5: one query, as far as the councillor who raised it may know it.

use askama::Template;

use super::sample_shell;
use crate::components::{Button, Details, Input, InsetText, Progress, ProgressState, SummaryList, Textarea};
use crate::form::{FormErrors, FormState, ONCE};
use crate::markup::Markup;
use crate::staff::parts::{heading, hidden, paragraph, posted};
use crate::{Page, Sample, Shell};

/// One thing that happened to a query, as a councillor may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When, in words.
    pub when: String,
    /// What.
    pub what: String,
    /// What was said, if it may be read.
    pub said: Option<String>,
}

/// What a councillor may do to a query now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayDo {
    /// Follow it up, or say that it is sorted.
    FollowUpAndSort,
    /// Only follow it up: a complaint gets its reply.
    FollowUp,
    /// Nothing: it is over.
    Nothing,
}

/// What a follow-up is answered that comes when the query is closed.
pub const CLOSED_MEANWHILE: &str =
    "This query was closed before you sent this. Log a new query with what you want to ask";

/// A query as a councillor may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What people call it.
    pub reference: String,
    /// What it is about, in the first of the councillor's own words.
    pub title: String,
    /// How far it is: the words, how far, when.
    pub progress: Vec<(String, ProgressState, String)>,
    /// Facts by name.
    pub facts: Vec<(String, String)>,
    /// Why each date is the day that it is: what is promised, and the reasons.
    pub why: Vec<(String, Vec<String>)>,
    /// What the councillor wrote, by name.
    pub wrote: Vec<(String, String)>,
    /// What happened, the oldest first.
    pub steps: Vec<Step>,
    /// What to tell the resident.
    pub tell: String,
    /// What may be done.
    pub may: MayDo,
}

/// One query.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct QueryPage {
    shell: Shell,
    form: FormState,
    known: Known,
}

impl QueryPage {
    /// The page, with what was typed.
    pub fn new(shell: Shell, form: &FormState, known: Known) -> Self {
        Self {
            shell: shell.back_to("Back to your queries", "/councillor"),
            form: form.clone(),
            known,
        }
    }

    fn body(&self) -> Markup {
        let known = &self.known;
        let list = known
            .facts
            .iter()
            .fold(SummaryList::new(), |list, (name, value)| {
                list.row(name.as_str(), value.as_str())
            });
        let progress = known.progress.iter();
        let progress = progress.fold(Progress::new("Progress"), |progress, (name, state, detail)| {
            progress.step(name.as_str(), *state, detail.as_str())
        });
        let why = (!known.why.is_empty()).then(|| {
            let parts = known
                .why
                .iter()
                .map(|(promise, why)| Markup::join([Markup::paragraphs(promise), Markup::bullets(why)]));
            let title = if known.why.len() == 1 {
                "Why that date"
            } else {
                "Why these dates"
            };
            Markup::from(Details::new(title, Markup::join(parts)))
        });
        let wrote = known
            .wrote
            .iter()
            .fold(SummaryList::new(), |list, (name, value)| {
                list.row(name.as_str(), Markup::lines(value))
            });
        let wrote = Details::new("What you wrote", Markup::from(wrote));
        let steps = known.steps.iter().map(|step| {
            // In one piece: a blank between two would stand before the comma.
            let (what, when) = (Markup::text(&step.what), Markup::text(&step.when));
            let what = Markup::trusted(format!("<strong>{what}</strong>, {when}"));
            let said = step.said.as_deref().map(Markup::paragraphs).unwrap_or_default();
            Markup::join([what, said])
        });
        Markup::join([
            Markup::from(progress),
            list.into(),
            why.unwrap_or_default(),
            wrote.into(),
            heading("What has happened"),
            Markup::bullets(steps),
            self.acts(),
            heading("Tell the resident"),
            paragraph("You can copy this and send it to them."),
            InsetText::new(Markup::lines(&known.tell)).into(),
        ])
    }

    fn acts(&self) -> Markup {
        let form = &self.form;
        let action = format!("/councillor/q/{}", self.known.reference);
        let once = hidden(ONCE, form.value(ONCE));
        let wrap = |inside: Markup| posted(&action, Markup::join([once.clone(), inside]));
        let follow_up = || {
            let field = Textarea::new("question", "What do you want to ask?")
                .rows(3)
                .of(form);
            let button = Button::send("Send follow-up").name("do").value("follow-up");
            let inside = Markup::join([Markup::from(field), button.into()]);
            Markup::join([heading("Follow up"), wrap(inside)])
        };
        let sorted = || {
            let field = Input::new("note", "Is there anything to add? (optional)").of(form);
            let button = Button::secondary("This is sorted")
                .name("do")
                .value("sorted")
                .once();
            let inside = Markup::join([Markup::from(field), button.into()]);
            Markup::join([heading("Is it sorted?"), wrap(inside)])
        };
        let photo = || Markup::from(Button::secondary("Add a photo").href(format!("{action}/photo")));
        match self.known.may {
            MayDo::FollowUpAndSort => Markup::join([follow_up(), photo(), sorted()]),
            MayDo::FollowUp => Markup::join([follow_up(), photo()]),
            MayDo::Nothing => {
                let closed =
                    paragraph("This query is closed. Log a new one if the resident needs something else.");
                // Sent from a page that was open before it closed: what was typed is there to be copied.
                let typed = form.filled("question").map(|_| {
                    let field = Textarea::new("question", "What do you want to ask?").rows(3);
                    Markup::from(field.of(form))
                });
                Markup::join([closed, typed.unwrap_or_default()])
            }
        }
    }
}

impl Page for QueryPage {
    fn title(&self) -> String {
        self.known.title.clone()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || sample_shell("/councillor/q/WS-4K7P-29QX");
        let known = |may| Known {
            reference: "WS-4K7P-29QX".into(),
            title: "The street light is out.".into(),
            progress: vec![
                ("Received".into(), ProgressState::Done, "2 November 2026".into()),
                ("Being looked at".into(), ProgressState::Current, String::new()),
            ],
            facts: vec![
                ("Reference".into(), "WS-4K7P-29QX".into()),
                ("Status".into(), "Reply sent".into()),
            ],
            why: vec![(
                "The reply: by 16 November 2026".into(),
                vec!["Received on Monday 2 November 2026.".into()],
            )],
            wrote: vec![
                (
                    "What the resident asked".into(),
                    "The street light is out.".into(),
                ),
                ("Where it is".into(), "School Lane".into()),
            ],
            steps: vec![Step {
                when: "24 November 2026 at 9:12am".into(),
                what: "The council answered".into(),
                said: Some("It is mended tomorrow.\n\nThank you.".into()),
            }],
            tell: "The reference is WS-4K7P-29QX.".into(),
            may,
        };
        let form = FormState::new();
        let wrong = FormState::new().with_error("question", "Enter what you want to ask");
        let late = FormState::new()
            .with("question", "Which Thursday?")
            .with_error("question", CLOSED_MEANWHILE);
        vec![
            Sample::of("query", &Self::new(shell(), &form, known(MayDo::FollowUpAndSort))),
            Sample::of(
                "query with errors",
                &Self::new(shell(), &wrong, known(MayDo::FollowUp)),
            ),
            Sample::of("query, closed", &Self::new(shell(), &form, known(MayDo::Nothing))),
            Sample::of(
                "query, closed before the follow-up",
                &Self::new(shell(), &late, known(MayDo::Nothing)),
            ),
        ]
    }
}
