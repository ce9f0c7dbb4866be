//! The print runs: what goes by post, and what went.

use askama::Template;
use jiff::Timestamp;

use crate::components::{Button, Cell, ScrollTable, Table};
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Page, Sample, Shell};

/// A print run in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRunItem {
    /// Which: "Wednesday 25 November 2026, run 1".
    pub title: String,
    /// Where its files are: `/staff/print-runs/2026-11-25-1`.
    pub href: String,
    /// How many letters are in it.
    pub letters: u64,
    /// How many pages they have together.
    pub pages: u64,
    /// When it was printed.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// What waits to be printed, and the last print runs, the newest first.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/print_runs.html")]
pub struct PrintRuns {
    shell: Shell,
    waiting: usize,
    at_once: usize,
    of_files: Option<usize>,
    codes: usize,
    runs: Vec<PrintRunItem>,
}

/// The field that says whose letters are printed.
pub const OF: &str = "of";
/// Those of conduct files.
pub const OF_FILES: &str = "conduct";

impl PrintRuns {
    /// The page; `waiting` counts no further than what one run takes.
    pub fn new(shell: Shell, (waiting, at_once): (usize, usize), runs: Vec<PrintRunItem>) -> Self {
        Self {
            shell: shell.wide().back_to("Back to the outbox", "/staff/outbox"),
            waiting,
            at_once,
            of_files: None,
            codes: 0,
            runs,
        }
    }

    /// How many codes wait to be posted: they are in no run, since a code is kept nowhere.
    #[must_use]
    pub fn codes(mut self, waiting: usize) -> Self {
        self.codes = waiting;
        self
    }

    fn codes_by_post(&self) -> String {
        format::count(
            u64::try_from(self.codes).unwrap_or_default(),
            "letter with a code waits",
            "letters with a code wait",
        )
    }

    /// The same for whoever keeps conduct files: how many letters of theirs wait, in runs of their own.
    #[must_use]
    pub fn of_files(mut self, waiting: Option<usize>) -> Self {
        self.of_files = waiting;
        self
    }

    fn waiting_of_files(&self) -> String {
        match self.of_files.unwrap_or_default() {
            0 => "No letter of a conduct file waits to be printed.".to_owned(),
            1 => "1 letter of a conduct file waits to be printed.".to_owned(),
            many => format!("{many} letters of conduct files wait to be printed."),
        }
    }

    fn button_of_files() -> Button {
        Button::send("Print letters of conduct files")
    }

    fn waiting(&self) -> String {
        match self.waiting {
            0 => "No letter waits to be printed.".to_owned(),
            1 => "1 letter waits to be printed.".to_owned(),
            many if many >= self.at_once => {
                format!("{many} letters or more wait to be printed. A run takes {many}.")
            }
            many => format!("{many} letters wait to be printed."),
        }
    }

    fn button() -> Button {
        Button::send("Make a print run")
    }

    fn table(&self) -> ScrollTable {
        let mut table = Table::new("Print runs")
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true);
        for column in ["Print run", "Letters", "Pages", "Marked as printed", "Files"] {
            table = table.column(column);
        }
        for run in &self.runs {
            let file = |name: &str, text: &str| Markup::link(&format!("{}/{name}", run.href), text);
            let files = [
                file("letters.pdf", "All letters (PDF)"),
                file("letters.csv", "List (CSV)"),
                file("notify.zip", "Files for Notify (ZIP)"),
            ];
            let cells: [Content; 5] = [
                run.title.as_str().into(),
                run.letters.to_string().into(),
                run.pages.to_string().into(),
                Markup::lines(&format!("{}\nby {}", format::date_time(run.at), run.by)).into(),
                Markup::bullets(files).into(),
            ];
            table = table.row(cells.map(Cell::new));
        }
        ScrollTable::new("print-runs", table)
    }
}

impl Page for PrintRuns {
    fn title(&self) -> String {
        "Print runs".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/print-runs");
        let run = PrintRunItem {
            title: "Monday 23 November 2026, run 1".into(),
            href: "/staff/print-runs/2026-11-23-1".into(),
            letters: 3,
            pages: 7,
            at: "2026-11-23T14:00:00Z".parse().unwrap_or_default(),
            by: "Priya Shah".into(),
        };
        vec![
            Sample::of(
                "print runs",
                &Self::new(shell(), (2, 200), vec![run]).of_files(Some(1)).codes(1),
            ),
            Sample::of("print runs, none", &Self::new(shell(), (0, 200), Vec::new())),
        ]
    }
}
