//! A figure whose chart was chosen for its question: a sentence, the chart, how to read it, a table, the data.

use crate::chart::calendar::Calendar;
use crate::chart::frame::Words;
use crate::chart::{Bar, Chart, Order, Scale, control, funnel, season};
use crate::components::{Cell, Figure, Svg, Table};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, paragraph};

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawing {
    /// Months against the time of year.
    Season(Vec<season::Held>),
    /// Lines in no order of time against the time of year.
    SeasonOfLines(Vec<season::Held>),
    /// Numbers within their limits.
    Control(control::Chart),
    /// How many come as far as each step.
    Funnel(Vec<funnel::Step>),
    /// Shares that lie one under another.
    Shares(Vec<Bar>),
    /// Days.
    Calendar(Calendar),
    /// Too little to draw.
    Nothing,
}

/// A cell of the table: its words, and where they lead; nowhere where it is empty.
pub type Linked = (String, String);

/// The figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// What its ids begin with.
    pub id: String,
    /// The message.
    pub title: String,
    /// What is measured, of what, and when.
    pub subtitle: String,
    /// What the chart is called.
    pub chart: String,
    /// What it says to who does not see it.
    pub says: String,
    /// The chart.
    pub drawing: Drawing,
    /// How to read it, in sentences.
    pub explains: Vec<String>,
    /// The heads of the table: what the lines are, then the numbers.
    pub heads: Vec<String>,
    /// Its lines.
    pub rows: Vec<Vec<Linked>>,
    /// The table as a file, its heads first, where it is another than on the page: no cell of a file has more than one number,
    /// and what is said in words has a column of its own. Empty where it is the same.
    pub file: Vec<Vec<String>>,
    /// Where the data can be taken away.
    pub csv: String,
    /// Where it is from.
    pub source: String,
}

impl Drawn {
    /// It, with a heading of its own.
    pub fn markup(&self) -> Markup {
        let mut parts = Vec::new();
        if let Some((svg_wide, svg_narrow)) = self.svgs() {
            parts.push(
                Figure {
                    id: self.id.clone(),
                    title: self.title.clone(),
                    subtitle: self.subtitle.clone(),
                    svg_wide,
                    svg_narrow,
                    table: self.table(),
                    csv: self.link("", "CSV"),
                    ods: self.link("&format=ods", "ODS spreadsheet"),
                    source: [self.explains.join(" "), self.source.clone()].join(" "),
                }
                .into(),
            );
        } else {
            parts.extend([heading(&self.title), paragraph(self.subtitle.as_str())]);
            parts.extend(self.explains.iter().map(|said| paragraph(said.as_str())));
            if !self.rows.is_empty() {
                parts.push(self.table().into());
                let files = [self.link("", "CSV"), self.link("&format=ods", "ODS spreadsheet")];
                let files = files.into_iter().flatten();
                parts.extend(files.map(|(href, words)| paragraph(Markup::link(&href, words))));
            }
        }
        Markup::join(parts)
    }

    fn svgs(&self) -> Option<(Svg, Svg)> {
        let words = Words {
            id: self.id.clone(),
            title: self.chart.clone(),
            says: self.says.clone(),
        };
        match &self.drawing {
            Drawing::Season(months) => Some(season::drawn(&words, months)),
            Drawing::SeasonOfLines(held) => Some(season::lines(&words, held)),
            Drawing::Control(chart) => Some(chart.drawn(&words)),
            Drawing::Funnel(steps) => Some(funnel::drawn(&words, steps)),
            Drawing::Shares(bars) => {
                let chart = Chart {
                    id: words.id,
                    title: words.title,
                    says: words.says,
                    bars: bars.clone(),
                    scale: Scale::Percent(None),
                    order: Order::Any,
                    key: Some(("As it should be".to_owned(), "Not".to_owned())),
                };
                Some(chart.drawn())
            }
            Drawing::Calendar(calendar) => Some(calendar.drawn(&words)),
            Drawing::Nothing => None,
        }
    }

    fn link(&self, more: &str, form: &str) -> Option<(String, String)> {
        let words = format!("Download {} ({form})", self.chart.to_lowercase());
        (!self.csv.is_empty()).then(|| (format!("{}{more}", self.csv), words))
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.chart)
            .caption_classes("govuk-table__caption--s")
            .first_cell_is_header(true);
        for (place, head) in self.heads.iter().enumerate() {
            table = if place == 0 {
                table.column(head.as_str())
            } else {
                table.number_column(head.as_str())
            };
        }
        self.rows.iter().fold(table, |table, row| {
            table.row(row.iter().enumerate().map(|(place, (words, href))| {
                let content: Content = if href.is_empty() {
                    words.as_str().into()
                } else {
                    Markup::link(href, words.as_str()).into()
                };
                Cell {
                    format: if place == 0 {
                        String::new()
                    } else {
                        "numeric".into()
                    },
                    ..Cell::new(content)
                }
            }))
        })
    }
}
