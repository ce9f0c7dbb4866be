//! A report as a document: the same content as a page, as a PDF, and as a spreadsheet.

use crate::components::{Cell, ScrollTable, Table};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, paragraph};

/// A report, read from the top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What it is: "Executive briefing: November 2026".
    pub title: String,
    /// Facts about it, each under what it is.
    pub about: Vec<(String, String)>,
    /// The sections, in their order.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// What a section is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// What Redress says.
    Said(String),
    /// What somebody wrote, with its paragraphs.
    Written(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Grid),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// What it shows.
    pub caption: String,
    /// What each column holds.
    pub heads: Vec<String>,
    /// The rows, as long as the heads.
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridCell {
    /// What it says.
    pub text: String,
    /// The number that it is, for a spreadsheet.
    pub number: Option<i64>,
    /// What is behind it; empty where nothing is.
    pub href: String,
}

impl GridCell {
    /// A number.
    pub fn number(number: i64) -> Self {
        Self {
            text: number.to_string(),
            number: Some(number),
            href: String::new(),
        }
    }

    /// The same, leading to what is behind it.
    #[must_use]
    pub fn to(mut self, href: String) -> Self {
        self.href = href;
        self
    }
}

impl From<&str> for GridCell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for GridCell {
    fn from(text: String) -> Self {
        Self {
            text,
            number: None,
            href: String::new(),
        }
    }
}

impl Section {
    /// A section under a heading.
    pub fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            parts: Vec::new(),
        }
    }

    /// With a sentence.
    #[must_use]
    pub fn said(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Said(text.into()));
        self
    }

    /// With what somebody wrote, where they wrote something.
    #[must_use]
    pub fn written(mut self, text: Option<String>) -> Self {
        self.parts.extend(text.map(Part::Written));
        self
    }

    /// With a list, or with a sentence where there is nothing to list.
    #[must_use]
    pub fn list(mut self, items: Vec<String>, or: &str) -> Self {
        self.parts.push(if items.is_empty() {
            Part::Said(or.to_owned())
        } else {
            Part::List(items)
        });
        self
    }

    /// With a table, or with a sentence where it has no rows.
    #[must_use]
    pub fn table(mut self, grid: Grid, or: &str) -> Self {
        self.parts.push(if grid.rows.is_empty() {
            Part::Said(or.to_owned())
        } else {
            Part::Table(grid)
        });
        self
    }
}

impl Grid {
    /// A table with these heads.
    pub fn new(caption: &str, heads: &[&str]) -> Self {
        Self {
            caption: caption.to_owned(),
            heads: heads.iter().map(|head| (*head).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// One more row.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = GridCell>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }

    fn markup(&self, id: &str) -> Markup {
        let mut table = Table::new(&self.caption)
            .caption_classes("govuk-table__caption--s")
            .first_cell_is_header(true);
        for head in &self.heads {
            table = table.column(head.as_str());
        }
        for row in &self.rows {
            table = table.row(row.iter().map(|cell| {
                let content: Content = if cell.href.is_empty() {
                    Markup::lines(&cell.text).into()
                } else {
                    Markup::link(&cell.href, cell.text.as_str()).into()
                };
                Cell::new(content)
            }));
        }
        if self.heads.len() < WIDE {
            return ScrollTable::new(id, table).into();
        }
        table.stacked(&self.heads).into()
    }
}

/// How many columns make a table of which a phone shows no whole row.
const WIDE: usize = 4;

impl Document {
    /// The sections as a page has them, under its heading.
    pub fn markup(&self) -> Markup {
        let mut parts = Vec::new();
        let mut tables = 0_usize;
        for section in &self.sections {
            parts.push(heading(&section.heading));
            for part in &section.parts {
                parts.push(match part {
                    Part::Said(text) => paragraph(text.as_str()),
                    Part::Written(text) => Markup::paragraphs(text),
                    Part::List(items) => Markup::bullets(items.iter().map(|item| Markup::lines(item))),
                    Part::Table(grid) => {
                        tables += 1;
                        grid.markup(&format!("table-{tables}"))
                    }
                });
            }
        }
        Markup::join(parts)
    }
}
