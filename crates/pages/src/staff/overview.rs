//! The overview: open cases by service and where they stand.

use askama::Template;
use redress_domain::case::Status;

use crate::components::{Cell, ScrollTable, Table};
use crate::markup::{Content, Markup};
use crate::{Page, Sample, Shell, format, words};

/// A number that leads to its cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// How many.
    pub n: u64,
    /// The list of them; empty when there is none.
    pub href: String,
}

/// The open cases of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The service's name.
    pub service: String,
    /// How many stand where, in the order of the columns.
    pub by_status: Vec<Count>,
    /// All of them.
    pub open: Count,
    /// Those with a promise that was due before today.
    pub overdue: Count,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/overview.html")]
pub struct Overview {
    shell: Shell,
    statuses: Vec<Status>,
    lines: Vec<Line>,
    total: Line,
}

impl Overview {
    /// The page: a column for each status, a line for each service, and what they come to.
    pub fn new(shell: Shell, statuses: Vec<Status>, (lines, total): (Vec<Line>, Line)) -> Self {
        Self {
            shell: shell.wide(),
            statuses,
            lines,
            total,
        }
    }

    fn table(&self) -> ScrollTable {
        let mut table = Table::new("Open cases by service")
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true)
            .column("Service");
        for status in &self.statuses {
            table = table.number_column(words::status(*status));
        }
        table = table.number_column("All open").number_column("Overdue");
        for line in self.lines.iter().chain([&self.total]) {
            let counts = line.by_status.iter().chain([&line.open, &line.overdue]);
            let cells = counts.map(cell);
            table = table.row([Cell::new(line.service.as_str())].into_iter().chain(cells));
        }
        ScrollTable::new("overview", table)
    }
}

fn cell(count: &Count) -> Cell {
    let number = format::thousands(count.n);
    let text: Content = if count.href.is_empty() || count.n == 0 {
        number.into()
    } else {
        Markup::link(&count.href, number).into()
    };
    Cell {
        format: "numeric".into(),
        ..Cell::new(text)
    }
}

impl Page for Overview {
    fn title(&self) -> String {
        "Open cases by service".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/overview");
        let count = |n, href: &str| Count { n, href: href.into() };
        let waste = Line {
            service: "Waste and recycling".into(),
            by_status: vec![count(
                1_204,
                "/staff/cases?service=waste&status=received&closed=no",
            )],
            open: count(1_204, "/staff/cases?service=waste&closed=no"),
            overdue: count(0, ""),
        };
        let total = Line {
            service: "All services".into(),
            open: count(1_204, "/staff/cases?closed=no"),
            ..waste.clone()
        };
        let none = Line {
            service: "All services".into(),
            by_status: Vec::new(),
            open: Count::default(),
            overdue: Count::default(),
        };
        vec![
            Sample::of(
                "open cases by service",
                &Self::new(shell(), vec![Status::Received], (vec![waste], total)),
            ),
            Sample::of(
                "open cases by service, none",
                &Self::new(shell(), Vec::new(), (Vec::new(), none)),
            ),
        ]
    }
}
