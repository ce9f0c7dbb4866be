//! Who opened conduct files and their lists.

use jiff::Timestamp;
use redress_domain::permission::Ground;

use crate::admin::reading::why;
use crate::components::{Cell, Pagination, ScrollTable, Table};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Somebody opened something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub who: String,
    /// Where it stands who opened that file; none for a list.
    pub of: Option<String>,
    /// Which page of it, or which list.
    pub page: String,
    /// By what right.
    pub why: Option<Ground>,
    /// When.
    pub at: Timestamp,
}

fn page(shell: Shell, (title, said): (&str, &str), table: Content, next: Option<&str>) -> Question {
    let text = Markup::text(title);
    let parts: [Content; 4] = [
        Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>")).into(),
        paragraph(said).into(),
        table,
        Pagination::previous_next(None, next).into(),
    ];
    Question::new(shell, title, &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

fn table(columns: &[&str], title: &str) -> Table {
    let table = Table::new(title)
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true);
    columns.iter().fold(table, |table, column| table.column(*column))
}

/// The page in words: the names of pages are those of their addresses.
fn named(page: &str) -> Content {
    let words = page.replace('-', " ");
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str()).into()
}

/// `/staff/arrangements/{id}/readings`: who opened one file. It names nobody but the readers.
pub fn of_file(shell: Shell, lines: &[Line], next: Option<&str>) -> Question {
    let title = "Who opened the file";
    let mut all = table(&["Who", "Page", "Why they could", "When"], title);
    for line in lines {
        let cells: [Content; 4] = [
            line.who.as_str().into(),
            named(&line.page),
            why(line.why).into(),
            format::date_time(line.at).into(),
        ];
        all = all.row(cells.map(Cell::new));
    }
    let said = "Each opening is written down before the page is shown, this one too.";
    page(
        shell,
        (title, said),
        ScrollTable::new("readings", all).into(),
        next,
    )
}

/// `/staff/arrangements/readings`: who opened which file or list.
pub fn of_all(shell: Shell, lines: &[Line], next: Option<&str>) -> Question {
    let title = "Who opened conduct files";
    let mut all = table(&["Who", "What", "Page or list", "Why they could", "When"], title);
    for line in lines {
        let of: Content = match &line.of {
            Some(href) => Markup::link(href, "A file").into(),
            None => "The lists".into(),
        };
        let cells: [Content; 5] = [
            line.who.as_str().into(),
            of,
            named(&line.page),
            why(line.why).into(),
            format::date_time(line.at).into(),
        ];
        all = all.row(cells.map(Cell::new));
    }
    let said =
        "Every file and every list that was opened, the newest first. It does not say whose file it is.";
    page(
        shell,
        (title, said),
        ScrollTable::new("readings", all).into(),
        next,
    )
}

pub(crate) fn samples() -> Vec<Sample> {
    let line = |of: Option<&str>, page: &str| Line {
        who: "Kim Keeper".into(),
        of: of.map(str::to_owned),
        page: page.into(),
        why: Some(Ground::Part),
        at: Timestamp::UNIX_EPOCH,
    };
    let shell = || Shell::staff_sample().at("/staff/arrangements");
    let lines = [
        line(Some("/staff/arrangements/1/readings"), "appeal-decision"),
        line(None, "in-force"),
    ];
    vec![
        Sample::of(
            "who opened conduct files",
            &of_all(shell(), &lines, Some("?after=1")),
        ),
        Sample::of("who opened a conduct file", &of_file(shell(), &lines, None)),
    ]
}
