//! The lists of reports: briefings (S21), annual reports (S27), what members and the public find.

use askama::Template;

use crate::components::{Button, Cell, Pagination, ScrollTable, Table, Tag};
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, paragraph, posted};

/// A line of a list of reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// What it is.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// Its period, in words.
    pub period: String,
    /// How far it is: the colour and words of a tag; empty where that is not said.
    pub state: (&'static str, &'static str),
}

/// A report that can be started: what it is, and where a form is sent.
pub type Start = (String, String);

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "plain_wide.html")]
pub struct ReportList {
    shell: Shell,
    title: String,
    intro: Vec<String>,
    lines: Vec<ReportLine>,
    none: String,
    starts: Vec<Start>,
    next: Option<String>,
    links: Vec<(String, String)>,
}

impl ReportList {
    /// A list under a title, and what is said when there is none.
    pub fn new(shell: Shell, title: &str, lines: Vec<ReportLine>, none: &str) -> Self {
        Self {
            shell: shell.wide(),
            title: title.to_owned(),
            intro: Vec::new(),
            lines,
            none: none.to_owned(),
            starts: Vec::new(),
            next: None,
            links: Vec::new(),
        }
    }

    /// With what is said first.
    #[must_use]
    pub fn intro(mut self, intro: &str) -> Self {
        self.intro.push(intro.to_owned());
        self
    }

    /// With what can be started.
    #[must_use]
    pub fn starts(mut self, starts: Vec<Start>) -> Self {
        self.starts = starts;
        self
    }

    /// With the next page, and other pages: the words, and where.
    #[must_use]
    pub fn on(mut self, next: Option<String>, links: Vec<(String, String)>) -> Self {
        self.next = next;
        self.links = links;
        self
    }

    fn table(&self) -> Markup {
        let has_state = self.lines.iter().any(|line| !line.state.1.is_empty());
        let mut table = Table::new(&self.title)
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true)
            .column("Report")
            .column("Period");
        if has_state {
            table = table.column("State");
        }
        for line in &self.lines {
            let mut cells = vec![
                Cell::new(Markup::link(&line.href, line.name.as_str())),
                Cell::new(line.period.as_str()),
            ];
            if has_state {
                cells.push(Cell::new(Tag::coloured(line.state.0, line.state.1)));
            }
            table = table.row(cells);
        }
        ScrollTable::new("reports", table).into()
    }

    fn body(&self) -> Markup {
        let mut parts: Vec<Markup> = self.intro.iter().map(|text| paragraph(text.as_str())).collect();
        if self.lines.is_empty() {
            parts.push(paragraph(self.none.as_str()));
        } else {
            parts.push(self.table());
        }
        parts.push(Pagination::previous_next(None, self.next.as_deref()).into());
        if !self.starts.is_empty() {
            parts.push(heading("Start one"));
            for (words, action) in &self.starts {
                parts.push(posted(action, Content::from(Button::secondary(words.as_str()))));
            }
        }
        if !self.links.is_empty() {
            let links = self.links.iter();
            parts.push(Markup::bullets(
                links.map(|(words, href)| Markup::link(href, words.as_str())),
            ));
        }
        Markup::join(parts)
    }
}

impl Page for ReportList {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn samples() -> Vec<Sample> {
        samples()
    }
}

pub(crate) fn samples() -> Vec<Sample> {
    let shell = || Shell::staff_sample().at("/staff/briefings");
    let line = ReportLine {
        name: "Executive Team, 8 December 2026".into(),
        href: "/staff/briefings/executive-team/2026-12-08".into(),
        period: "November 2026".into(),
        state: ("blue", "Draft"),
    };
    let none = "No briefing yet.";
    let some = ReportList::new(shell(), "Briefings", vec![line], none)
        .intro("One for each meeting.")
        .starts(vec![(
            "Start the briefing".into(),
            "/staff/briefings/executive-team/2026-12-22".into(),
        )])
        .on(
            Some("/staff/briefings?before=x".into()),
            vec![("Annual reports".into(), "/staff/reports/annual".into())],
        );
    vec![
        Sample::of("briefings", &some),
        Sample::of(
            "briefings, none",
            &ReportList::new(shell(), "Briefings", Vec::new(), none),
        ),
    ]
}
