//! Two councils side by side: each measure of both, and what its definition has of each.

use askama::Template;

use crate::components::{Cell, Details, SubNavigation, Table};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, paragraph};
use crate::{Page, Sample, Shell};

/// A measure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// This council's figure in words.
    pub one: String,
    /// The other's.
    pub other: String,
    /// In what they count something else: what, how the one has it, how the other.
    pub differences: Vec<(String, String, String)>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain_wide.html")]
pub struct SideBySide {
    shell: Shell,
    councils: (String, String),
    period: String,
    lines: Vec<Line>,
    /// What is said where there is nothing to show.
    said: Vec<String>,
    others: Vec<(String, String, bool)>,
    quarters: Vec<(String, String, bool)>,
}

impl SideBySide {
    /// The page of two councils, for a period.
    pub fn new(shell: Shell, councils: (String, String), period: &str, lines: Vec<Line>) -> Self {
        Self {
            shell: shell.wide(),
            councils,
            period: period.to_owned(),
            lines,
            said: Vec::new(),
            others: Vec::new(),
            quarters: Vec::new(),
        }
    }

    /// What is said of councils that are not shown.
    #[must_use]
    pub fn says(mut self, said: Vec<String>) -> Self {
        self.said = said;
        self
    }

    /// The councils that can be chosen: what they are called, where they are, and whether it is this one.
    #[must_use]
    pub fn others(mut self, others: Vec<(String, String, bool)>) -> Self {
        self.others = others;
        self
    }

    /// The quarters that can be chosen, in the same way.
    #[must_use]
    pub fn quarters(mut self, quarters: Vec<(String, String, bool)>) -> Self {
        self.quarters = quarters;
        self
    }

    fn body(&self) -> Markup {
        let (one, other) = &self.councils;
        let mut parts: Vec<Markup> = Vec::new();
        if self.others.len() > 1 {
            let navigation = self.others.iter().fold(
                SubNavigation::new("Councils"),
                |navigation, (name, href, is_here)| navigation.item(name.as_str(), href, *is_here),
            );
            parts.push(navigation.into());
        }
        parts.extend(self.said.iter().map(|said| paragraph(said.as_str())));
        if self.lines.is_empty() {
            return Markup::join(parts);
        }
        parts.push(paragraph(
            "Both councils agreed to this in their policies. Where their rules differ the same measure counts something else \
             for each: that stands beneath the table. How each sorts what comes in differs as well, and is in no policy. \
             Whole quarters alone are shown, and no small numbers, as each council publishes its own: out of other days one could work \
             them out. More complaints are not worse.",
        ));
        let table = Table::new(&format!("{one} and {other}, {}", self.period))
            .first_cell_is_header(true)
            .column("Measure")
            .column(one.as_str())
            .column(other.as_str())
            .column("Counted the same?");
        let table = self.lines.iter().fold(table, |table, line| {
            let same = match line.differences.len() {
                0 => "Yes",
                _ => "No: see below",
            };
            table.row([
                Cell::new(line.name.as_str()),
                Cell::new(line.one.as_str()),
                Cell::new(line.other.as_str()),
                Cell::new(same),
            ])
        });
        parts.push(crate::components::ScrollTable::new("side-by-side", table).into());
        let differ = self.lines.iter().filter(|line| !line.differences.is_empty());
        let mut differ = differ.peekable();
        if differ.peek().is_some() {
            parts.push(heading("Where they count something else"));
        }
        parts.extend(differ.map(|line| Details::new(line.name.as_str(), self.told(line)).into()));
        let quarters = self.quarters.iter().filter(|(_, _, is_here)| !is_here);
        let mut quarters = quarters
            .map(|(name, href, _)| Markup::link(href, name.as_str()))
            .peekable();
        if quarters.peek().is_some() {
            parts.push(heading("Other quarters"));
            parts.push(Markup::bullets(quarters));
        }
        Markup::join(parts)
    }

    fn told(&self, line: &Line) -> Content {
        let (one, other) = &self.councils;
        let told = line.differences.iter().map(|(what, ours, theirs)| {
            Markup::trusted(format!(
                "<p class=\"govuk-body\"><strong>{}</strong><br>{}: {}.<br>{}: {}.</p>",
                Markup::text(what),
                Markup::text(one),
                Markup::text(ours),
                Markup::text(other),
                Markup::text(theirs)
            ))
        });
        Markup::join(told).into()
    }
}

impl Page for SideBySide {
    fn title(&self) -> String {
        if self.lines.is_empty() {
            "Councils side by side".into()
        } else {
            format!("{} and {} side by side", self.councils.0, self.councils.1)
        }
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/reports/compare");
        let councils = || ("Westshire Council".to_owned(), "Eastshire Council".to_owned());
        let line = Line {
            name: "Stage 1 replies in time".into(),
            one: "82%".into(),
            other: "91%".into(),
            differences: vec![(
                "The reply of stage 1".into(),
                "10 working days from the acknowledgement".into(),
                "15 working days from receipt".into(),
            )],
        };
        let same = Line {
            name: "Complaints received".into(),
            differences: Vec::new(),
            ..line.clone()
        };
        let full = Self::new(shell(), councils(), "July to September 2026", vec![line, same]);
        let others = vec![
            (
                "Eastshire Council".to_owned(),
                "/staff/reports/compare".to_owned(),
                true,
            ),
            (
                "Northshire Council".to_owned(),
                "/staff/reports/compare".to_owned(),
                false,
            ),
        ];
        let quarters = vec![
            (
                "July to September 2026".to_owned(),
                "/staff/reports/compare?from=2026-07&to=2026-09".to_owned(),
                true,
            ),
            (
                "April to June 2026".to_owned(),
                "/staff/reports/compare?from=2026-04&to=2026-06".to_owned(),
                false,
            ),
        ];
        let none = Self::new(shell(), councils(), "July to September 2026", Vec::new());
        let none = none.says(vec![
            "Eastshire Council has not agreed to be set beside this one.".into(),
        ]);
        vec![
            Sample::of("side by side", &full.others(others).quarters(quarters)),
            Sample::of("side by side, not agreed", &none),
        ]
    }
}
