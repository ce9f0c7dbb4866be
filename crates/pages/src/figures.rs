//! A figure as a page shows it: a sentence, a chart, a table, the data to take away.

pub mod drawn;

use crate::chart::{Bar, Chart, Order, Scale};
use crate::components::{Cell, Figure, Table};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, paragraph};

/// A line of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is: a month, a service.
    pub label: String,
    /// The number in words: "82% (41 of 50)".
    pub words: String,
    /// The number that is drawn; nothing where it is not shown.
    pub drawn: Option<i64>,
    /// The cases behind it; empty where they are not listed.
    pub href: String,
}

/// A measure on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What its ids begin with: the measure's own word.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// All together, as a sentence: "82% (41 of 50)".
    pub whole: String,
    /// Its cases; empty where they are not listed.
    pub href: String,
    /// What is counted, by what it is told apart, and for when.
    pub subtitle: String,
    /// What the lines are: "Month".
    pub by: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// What the numbers are.
    pub scale: Scale,
    /// In what order they come.
    pub order: Order,
    /// Where the data can be taken away.
    pub csv: String,
    /// Where it is from.
    pub source: String,
}

impl Measured {
    /// It, with a heading of its own.
    pub fn markup(&self) -> Markup {
        let title = format!("{}: {}", self.name, self.whole);
        let drawn = self.lines.iter().filter(|line| line.drawn.is_some()).count();
        // One number needs no chart: a sentence says it (ux §5, 1).
        if drawn < 2 {
            return self.in_words(&title);
        }
        let bars = self.lines.iter().filter_map(|line| {
            Some(Bar {
                label: line.label.clone(),
                value: line.drawn?,
                words: line.words.clone(),
            })
        });
        let chart = Chart {
            id: self.id.clone(),
            title: format!(
                "Bar chart: {} by {}",
                self.name.to_lowercase(),
                self.by.to_lowercase()
            ),
            says: self.says(),
            bars: bars.collect(),
            scale: self.scale,
            order: self.order,
        };
        let (svg_wide, svg_narrow) = chart.drawn();
        Figure {
            id: self.id.clone(),
            title,
            subtitle: self.subtitle.clone(),
            svg_wide,
            svg_narrow,
            table: self.table(),
            csv: (!self.csv.is_empty()).then(|| {
                (
                    self.csv.clone(),
                    format!("Download {} (CSV)", self.name.to_lowercase()),
                )
            }),
            // The same address gives a spreadsheet to whoever asks for one.
            ods: (!self.csv.is_empty()).then(|| {
                (
                    format!("{}&format=ods", self.csv),
                    format!("Download {} (ODS spreadsheet)", self.name.to_lowercase()),
                )
            }),
            source: self.source.clone(),
        }
        .into()
    }

    fn in_words(&self, title: &str) -> Markup {
        let mut parts = vec![heading(title), paragraph(self.subtitle.as_str())];
        parts.extend(self.lines.iter().map(|line| {
            let label = Markup::text(&format!("{}: ", line.label));
            paragraph(Markup::join([Content::from(label), line.cell()]))
        }));
        if self.lines.is_empty() && !self.href.is_empty() {
            let words = format!("See the cases: {}", self.name.to_lowercase());
            parts.push(paragraph(Markup::link(&self.href, words)));
        }
        Markup::join(parts)
    }

    /// Highest and lowest, for who does not see the chart.
    fn says(&self) -> String {
        let drawn = || self.lines.iter().filter(|line| line.drawn.is_some());
        let (Some(most), Some(least)) = (
            drawn().max_by_key(|line| line.drawn),
            drawn().min_by_key(|line| line.drawn),
        ) else {
            return "All values are in the table below.".to_owned();
        };
        format!(
            "Highest: {}, {}; lowest: {}, {}. All values are in the table below.",
            most.label, most.words, least.label, least.words
        )
    }

    fn table(&self) -> Table {
        let table = Table::new(&format!("{} by {}", self.name, self.by.to_lowercase()))
            .caption_classes("govuk-table__caption--s")
            .first_cell_is_header(true)
            .column(self.by.as_str())
            .number_column(self.name.as_str());
        self.lines.iter().fold(table, |table, line| {
            let number = Cell {
                format: "numeric".into(),
                ..Cell::new(line.cell())
            };
            table.row([Cell::new(line.label.as_str()), number])
        })
    }
}

impl Line {
    fn cell(&self) -> Content {
        if self.href.is_empty() {
            return self.words.as_str().into();
        }
        let rest = Markup::text(&format!(", cases of {}", self.label));
        let words = Markup::trusted(format!(
            "{}<span class=\"govuk-visually-hidden\">{rest}</span>",
            Markup::text(&self.words)
        ));
        Markup::link(&self.href, words).into()
    }
}
