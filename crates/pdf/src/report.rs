//! A report: a briefing for a meeting, or the annual report.

use jiff::civil::Date;
use serde::Serialize;

use crate::characters::{shown, shown_in_a_column};
use crate::letter::long;
use crate::setter::{Day, For, Setting, set};
use crate::{NotSet, Pdf};

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The council's name.
    pub council: String,
    /// What it is.
    pub title: String,
    /// The day of which it is.
    pub date: Date,
    /// Facts about it, each under what it is.
    pub about: Vec<(String, String)>,
    /// The sections, each under its heading.
    pub sections: Vec<(String, Vec<ReportPart>)>,
    /// What makes it this report and no other.
    pub ident: String,
}

/// What a section of a report is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ReportPart {
    /// A paragraph, line by line.
    Said {
        /// Its lines.
        lines: Vec<String>,
    },
    /// A list.
    List {
        /// Its items, each line by line.
        items: Vec<Vec<String>>,
    },
    /// A table.
    Table {
        /// What it shows.
        caption: String,
        /// What each column holds.
        heads: Vec<String>,
        /// The rows, as long as the heads.
        rows: Vec<Vec<String>>,
    },
}

#[derive(Debug, Serialize)]
struct ReportData {
    council: String,
    title: String,
    date: Day,
    day: String,
    about: Vec<(String, String)>,
    sections: Vec<SectionData>,
}

#[derive(Debug, Serialize)]
struct SectionData {
    heading: String,
    parts: Vec<ReportPart>,
}

fn all(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| shown(text)).collect()
}

fn cells(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| shown_in_a_column(text)).collect()
}

fn part(part: &ReportPart) -> ReportPart {
    match part {
        ReportPart::Said { lines } => ReportPart::Said { lines: all(lines) },
        ReportPart::List { items } => ReportPart::List {
            items: items.iter().map(|item| all(item)).collect(),
        },
        ReportPart::Table { caption, heads, rows } => ReportPart::Table {
            caption: shown(caption),
            heads: cells(heads),
            rows: rows.iter().map(|row| cells(row)).collect(),
        },
    }
}

/// Sets a report.
pub fn report(report: &Report) -> Result<Pdf, NotSet> {
    let about = report.about.iter();
    let sections = report.sections.iter();
    let data = ReportData {
        council: shown(&report.council),
        title: shown(&report.title),
        date: report.date.into(),
        day: long(report.date),
        about: about.map(|(what, said)| (shown(what), shown(said))).collect(),
        sections: sections
            .map(|(heading, parts)| SectionData {
                heading: shown(heading),
                parts: parts.iter().map(part).collect(),
            })
            .collect(),
    };
    set(Setting {
        template: include_str!("../templates/report.typ"),
        data: &data,
        files: Vec::new(),
        ident: report.ident.clone(),
        purpose: For::Reading,
    })
}
