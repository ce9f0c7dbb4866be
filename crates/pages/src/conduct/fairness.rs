//! The yearly report on fairness: whom signals and arrangements fell on, and whether the safeguards did something.

use redress_domain::signal::fairness::{Parts, SMALL, Said, Told};

use crate::components::{Cell, Details, InsetText, ScrollTable, SubNavigation, SummaryList, Table};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// What stands in the place of a count that is not said.
pub const NOT_SAID: &str = "not shown";

/// What stands in the place of a middle where there is none.
const NOTHING_YET: &str = "no such arrangement in this year";

/// A whole and its parts, each with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading, and the name in the file.
    pub title: &'static str,
    /// What it means, and what it does not.
    pub note: &'static str,
    /// What each part is, in the order of the parts.
    pub names: Vec<&'static str>,
    /// The counts.
    pub parts: Parts,
    /// How they are told.
    pub told: Told,
}

/// A middle of some numbers, with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Middle {
    /// What it is.
    pub name: &'static str,
    /// What it is; none where nothing stands behind it.
    pub said: Option<i64>,
    /// Of what.
    pub unit: &'static str,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The year, in words: `1 April 2026 to 31 March 2027`.
    pub year: String,
    /// Where the same is as CSV.
    pub csv: String,
    /// The wholes.
    pub sections: Vec<Section>,
    /// The middles.
    pub middles: Vec<Middle>,
}

fn said(count: Option<u32>) -> String {
    count.map_or_else(
        || NOT_SAID.to_owned(),
        |count| format::thousands(u64::from(count)),
    )
}

/// The page.
pub fn page(shell: Shell, years: SubNavigation, report: &Report) -> Question {
    let mut parts: Vec<Content> = vec![
        Markup::trusted(format!(
            "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">{}</span>How fair it was</h1>",
            Markup::text(&report.year)
        ))
        .into(),
        years.into(),
        InsetText::new(format!(
            "Counts, and no names. What we did ourselves is counted as it is. By what is known of people, a count from 1 to {} is not \
             shown, and neither is another one from which it could be worked out. A report is of a whole year that is over, and is here from 1 July after it: of a year that goes on, \
             what is said on two days would tell of whoever came between.",
            SMALL - 1
        ))
        .into(),
    ];
    for (at, section) in report.sections.iter().enumerate() {
        let told = section.parts.told(section.told);
        parts.push(heading(section.title).into());
        parts.push(paragraph(section.note).into());
        parts.push(table(section, &told, at).into());
    }
    parts.push(heading("What it takes, and what it changes").into());
    parts.push(paragraph("Half are at or below the number. Of few arrangements it says little.").into());
    let mut list = SummaryList::new();
    for middle in &report.middles {
        let text = middle.said.map_or_else(
            || NOTHING_YET.to_owned(),
            |number| format!("{number} {}", middle.unit),
        );
        list = list.row(middle.name, text);
    }
    parts.push(list.into());
    parts.push(
        Details::new(
            "What these counts cannot say",
            "Nobody is asked about race, religion, sex or any other protected characteristic, so of most people \
             nothing is known. What is known is what was agreed so that they can deal with us. How many of all our \
             customers have an adjustment is not counted here: a share alone proves nothing.",
        )
        .into(),
    );
    parts.push(
        Markup::bullets([
            Markup::link(&report.csv, "The same as CSV"),
            Markup::link("/staff/arrangements/readings", "Who opened conduct files"),
        ])
        .into(),
    );
    Question::new(shell, "How fair it was", &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

fn table(section: &Section, told: &Said, at: usize) -> ScrollTable {
    let mut table = Table::new(section.title)
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true)
        .column("What")
        .number_column("How many");
    let number = |text: String| Cell {
        format: "numeric".into(),
        ..Cell::new(text)
    };
    for (name, count) in section.names.iter().zip(&told.parts) {
        table = table.row([Cell::new(*name), number(said(*count))]);
    }
    table = table.row([Cell::new("All"), number(said(told.total))]);
    ScrollTable::new(&format!("fairness-{at}"), table)
}

/// The same as CSV: a row for each count, with an empty field where it is not shown.
pub fn csv(report: &Report) -> String {
    let mut text = String::from("year,about,what,count\r\n");
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut row = |about: &str, what: &str, count: Option<String>| {
        let fields = [
            quoted(&report.year),
            quoted(about),
            quoted(what),
            count.unwrap_or_default(),
        ];
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    };
    for section in &report.sections {
        let told = section.parts.told(section.told);
        for (name, count) in section.names.iter().zip(&told.parts) {
            row(section.title, name, count.map(|count| count.to_string()));
        }
        row(section.title, "All", told.total.map(|count| count.to_string()));
    }
    for middle in &report.middles {
        row(
            "Median",
            middle.name,
            middle.said.map(|number| number.to_string()),
        );
    }
    text
}

pub(crate) fn samples() -> Vec<Sample> {
    let report = Report {
        year: "1 April 2026 to 31 March 2027".into(),
        csv: "/staff/fairness/csv?year=2026".into(),
        sections: vec![Section {
            title: "Signals, by what is known of the person",
            note: "A sample.",
            names: vec!["An adjustment was agreed", "Nothing is known"],
            parts: Parts(vec![3, 17]),
            told: Told::WithoutFew,
        }],
        middles: vec![Middle {
            name: "From the incident to the notice",
            said: Some(31),
            unit: "working days",
        }],
    };
    let years = SubNavigation::new("Years").item("2026", "/staff/fairness?year=2026", true);
    vec![Sample::of(
        "fairness",
        &page(Shell::staff_sample().at("/staff/fairness"), years, &report),
    )]
}
