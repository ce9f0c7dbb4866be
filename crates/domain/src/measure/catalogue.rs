//! The catalogue and its figures, written out: as text, as rows for CSV and JSON.

use serde::Serialize;

use super::figure::{Figure, percent};
use super::{By, Measure, Range};

/// A measure as the catalogue lists it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// By what it is asked for.
    pub measure: Measure,
    /// What it is called.
    pub name: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// What it is counted in.
    pub unit: super::definition::Unit,
    /// What is counted.
    pub counted: &'static str,
    /// What is left out.
    pub left_out: &'static str,
    /// Where the definition is from.
    pub source: &'static str,
    /// What it costs to ask.
    pub cost: &'static str,
    /// What it can be told apart by.
    pub by: &'static [By],
}

/// Every measure, in the order of the catalogue.
pub fn entries() -> impl Iterator<Item = Entry> {
    Measure::ALL.iter().map(|measure| {
        let definition = measure.definition();
        Entry {
            measure: *measure,
            name: definition.name,
            question: definition.question,
            unit: definition.unit(),
            counted: definition.counted,
            left_out: definition.left_out,
            source: definition.source,
            cost: definition.cost(),
            by: definition.by,
        }
    })
}

/// The catalogue as a page of Markdown: `docs/measures.md`.
pub fn as_markdown() -> String {
    let mut text = String::from(
        "# Measures\n\nEverything that Redress counts, once, with what is counted and what is left out. This page is written by\n\
         `redress measures --format markdown`; a test holds it to the code. `redress measure NAME --from DAY --to DAY` gives any\n\
         figure, and says what it is made of with `--by`. A promise to the public (`[[standard]]`) can be tied to a share, and to\n\
         nothing that is not measured.\n\nHow a figure comes about is in decision 39: facts that each act writes, and sums of them.\n",
    );
    for entry in entries() {
        let by: Vec<&str> = entry.by.iter().map(|by| by.as_str()).collect();
        let by = if by.is_empty() {
            "nothing".to_owned()
        } else {
            by.join(", ")
        };
        text.push_str(&format!(
            "\n## {} (`{}`)\n\n{}\n\n- Unit: {}\n- Counted: {}.\n- Left out: {}.\n- By: {by}\n- From: {}.\n- Costs: {}.\n",
            entry.name,
            entry.measure,
            entry.question,
            entry.unit,
            entry.counted,
            entry.left_out,
            entry.source,
            entry.cost,
        ));
    }
    text
}

/// A line of a figure as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which measure.
    pub measure: Measure,
    /// The first day.
    pub from: jiff::civil::Date,
    /// The last.
    pub to: jiff::civil::Date,
    /// What it is told apart by; nothing for the whole.
    pub by: Option<By>,
    /// The word of the line; empty for the whole, or where nobody said.
    pub line: String,
    /// How many, or of how many.
    pub of: i64,
    /// How many are so, of a share.
    pub part: Option<i64>,
    /// The same in per cent.
    pub percent: Option<i64>,
    /// Half took no longer, in working days.
    pub median: Option<i64>,
    /// Nine in ten took no longer.
    pub ninetieth: Option<i64>,
    /// What it cost, in pence.
    pub pence: Option<i64>,
    /// How many of them have no cost that anybody gave.
    pub unpriced: Option<i64>,
}

/// The columns of [`as_csv`], in order.
pub const COLUMNS: [&str; 12] = [
    "measure",
    "from",
    "to",
    "by",
    "line",
    "of",
    "part",
    "percent",
    "median",
    "ninetieth",
    "pence",
    "unpriced",
];

impl Row {
    /// A line of a figure.
    pub fn new((measure, range): (Measure, Range), (by, line): (Option<By>, &str), figure: Figure) -> Self {
        let (part, share, days) = match figure {
            Figure::Count(_) | Figure::Cost { .. } => (None, None, None),
            Figure::Share { part, of } => (Some(part), (of > 0).then(|| percent(part, of)), None),
            Figure::Days {
                median,
                ninetieth,
                of,
            } => (None, None, (of > 0).then_some((median, ninetieth))),
        };
        let cost = match figure {
            Figure::Cost { pence, unpriced, .. } => Some((pence, unpriced)),
            Figure::Count(_) | Figure::Share { .. } | Figure::Days { .. } => None,
        };
        Self {
            measure,
            from: range.from,
            to: range.to,
            by,
            line: line.to_owned(),
            of: figure.of(),
            part,
            percent: share,
            median: days.map(|(median, _)| median),
            ninetieth: days.map(|(_, ninetieth)| ninetieth),
            pence: cost.map(|(pence, _)| pence),
            unpriced: cost.map(|(_, unpriced)| unpriced),
        }
    }

    fn cells(&self) -> [String; 12] {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        [
            self.measure.to_string(),
            self.from.to_string(),
            self.to.to_string(),
            self.by.map(|by| by.to_string()).unwrap_or_default(),
            self.line.clone(),
            self.of.to_string(),
            number(self.part),
            number(self.percent),
            number(self.median),
            number(self.ninetieth),
            number(self.pence),
            number(self.unpriced),
        ]
    }
}

/// Rows as CSV (RFC 4180), with a head.
pub fn as_csv(rows: &[Row]) -> String {
    let head = COLUMNS.map(str::to_owned);
    let lines = [head].into_iter().chain(rows.iter().map(Row::cells));
    lines.map(|cells| csv_line(&cells)).collect()
}

/// A line of CSV. A cell that a spreadsheet would take for a formula is kept from being one.
pub fn csv_line(cells: &[String]) -> String {
    let cell = |text: &String| {
        let text = if text.starts_with(['=', '+', '@', '\t']) {
            format!("'{text}")
        } else {
            text.clone()
        };
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    cells.join(",") + "\r\n"
}
