//! A report as a page: the tasks while it is written, the document, and where it can be taken away.

use askama::Template;

use super::Document;
use crate::components::{Button, InsetText, SummaryList, Tag, Task, TaskList};
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, paragraph};

/// A task on a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTask {
    /// What is to be done.
    pub title: String,
    /// Where.
    pub href: String,
    /// What is said of how it stands, and whether it is done.
    pub is_done: bool,
    /// How many of how many, where it is made of several.
    pub so_far: Option<(usize, usize)>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain_wide.html")]
pub struct ReportPage {
    shell: Shell,
    document: Document,
    state: (&'static str, &'static str),
    before: Vec<Markup>,
    tasks: Vec<ReportTask>,
    links: Vec<(String, String)>,
    files: Vec<(String, String)>,
}

impl ReportPage {
    /// The page of a document, with how far it is: the colour and words of a tag.
    pub fn new(shell: Shell, document: Document, state: (&'static str, &'static str)) -> Self {
        Self {
            shell: shell.wide(),
            document,
            state,
            before: Vec::new(),
            tasks: Vec::new(),
            links: Vec::new(),
            files: Vec::new(),
        }
    }

    /// With what comes next.
    #[must_use]
    pub fn next(mut self, words: impl Into<Content>) -> Self {
        self.before.push(InsetText::new(words).into());
        self
    }

    /// With a form of one button.
    #[must_use]
    pub fn button(mut self, (action, seen): (&str, i64), words: &str) -> Self {
        let inside = Markup::join([
            Content::from(crate::staff::parts::hidden("seen", &seen.to_string())),
            Button::secondary(words).into(),
        ]);
        self.before.push(crate::staff::parts::posted(action, inside));
        self
    }

    /// With the tasks of whoever writes it.
    #[must_use]
    pub fn tasks(mut self, tasks: Vec<ReportTask>) -> Self {
        self.tasks = tasks;
        self
    }

    /// With what else can be done: the words, and where.
    #[must_use]
    pub fn links(mut self, links: Vec<(String, String)>) -> Self {
        self.links = links;
        self
    }

    /// With the files that it can be taken away as: the words, and where.
    #[must_use]
    pub fn files(mut self, files: Vec<(String, String)>) -> Self {
        self.files = files;
        self
    }

    fn task_list(&self) -> Vec<Markup> {
        if self.tasks.is_empty() {
            return Vec::new();
        }
        let mut list = TaskList::new("task");
        for task in &self.tasks {
            list = list.item(match (task.is_done, task.so_far) {
                (true, _) => Task::done(task.title.as_str(), &task.href),
                (false, Some((some, all))) => Task::open(
                    task.title.as_str(),
                    &task.href,
                    Tag::coloured("blue", format!("{some} of {all}")),
                ),
                (false, None) => Task::open(task.title.as_str(), &task.href, Tag::coloured("blue", "To do")),
            });
        }
        vec![heading("What is to be done"), list.into()]
    }

    fn body(&self) -> Markup {
        let (colour, words) = self.state;
        let mut about = SummaryList::new();
        if !words.is_empty() {
            about = about.row("State", Tag::coloured(colour, words));
        }
        let facts = self.document.about.iter();
        let about = facts.fold(about, |list, (name, value)| {
            list.row(name.as_str(), value.as_str())
        });
        let mut parts: Vec<Markup> = vec![about.into()];
        parts.extend(self.before.iter().cloned());
        parts.extend(self.task_list());
        if !self.links.is_empty() {
            let links = self.links.iter();
            parts.push(Markup::bullets(
                links.map(|(words, href)| Markup::link(href, words.as_str())),
            ));
        }
        parts.push(self.document.markup());
        if !self.files.is_empty() {
            parts.push(heading("Take it away"));
            parts.push(paragraph(
                "The PDF is tagged for screen readers and set in 14 point. The spreadsheet has the tables.",
            ));
            let files = self.files.iter();
            parts.push(Markup::bullets(
                files.map(|(words, href)| Markup::link(href, words.as_str())),
            ));
        }
        Markup::join(parts)
    }
}

impl Page for ReportPage {
    fn title(&self) -> String {
        self.document.title.clone()
    }

    fn samples() -> Vec<Sample> {
        samples()
    }
}

pub(crate) fn samples() -> Vec<Sample> {
    use super::{Grid, GridCell, Section};
    let shell = || Shell::staff_sample().at("/staff/briefings");
    let now = Grid::new("Open and overdue", &["Service", "Open", "Overdue"]).row([
        "Waste and recycling".into(),
        GridCell::number(12).to("/staff/reports/cases?measure=open-now".into()),
        GridCell::number(0),
    ]);
    let document = Document {
        title: "Executive briefing: November 2026".into(),
        about: vec![("Meeting".into(), "Executive Team, 8 December 2026".into())],
        sections: vec![
            Section::new("Open and overdue now").table(now, "Nothing is open."),
            Section::new("What changed").written(Some("More replies were late.\n\nTwo people left.".into())),
            Section::new("Lessons").list(vec!["You said: bins.\nWe did: bins.".into()], "None."),
            Section::new("Ombudsmen").list(Vec::new(), "Nothing was asked or decided."),
        ],
    };
    let task = |title: &str, is_done, so_far| ReportTask {
        title: title.into(),
        href: "/staff/briefings/executive-team/2026-12-08/parts/figures".into(),
        is_done,
        so_far,
    };
    let draft = ReportPage::new(shell(), document.clone(), ("blue", "Draft"))
        .next("Two parts wait.")
        .button(
            ("/staff/briefings/executive-team/2026-12-08/figures", 3),
            "Take the figures again",
        )
        .tasks(vec![
            task("Check the figures", true, None),
            task("Cases of note", false, None),
            task("Paragraphs", false, Some((3, 30))),
        ]);
    let out = ReportPage::new(shell(), document, ("green", "Approved"))
        .links(vec![(
            "Add to the minutes".into(),
            "/staff/briefings/executive-team/2026-12-08/minutes".into(),
        )])
        .files(vec![(
            "Briefing (PDF)".into(),
            "/staff/briefings/executive-team/2026-12-08/download/briefing.pdf".into(),
        )]);
    vec![
        Sample::of("briefing, a draft", &draft),
        Sample::of("briefing, approved", &out),
    ]
}
