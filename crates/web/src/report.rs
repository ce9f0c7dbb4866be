//! Reports as documents, and the files that they can be taken away as.

use std::io::Cursor;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use redress_casework::report::ReportView;
use redress_domain::measure::Range;
use redress_domain::policy::Policy;
use redress_domain::report::{Frozen, ReportKey, ReportPart};
use redress_pages::format::long_date;
use redress_pages::report::{Document, Part};
use redress_pdf::{Report as Paper, ReportPart as PaperPart};

use crate::error::{Answer, PageError};

pub(crate) mod annual;
pub(crate) mod briefing;
pub(crate) mod ods;

/// Who reads it: what they may see of small numbers, and of what people wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Whoever works for the council.
    Staff,
    /// Anybody.
    Public,
}

/// What a report is called.
pub(crate) fn name(policy: &Policy, key: &ReportKey, range: Range) -> String {
    match key {
        ReportKey::Briefing { post, on } => {
            format!("Briefing for the {}, {}", post_name(policy, post), long_date(*on))
        }
        ReportKey::Annual { .. } => {
            format!(
                "Complaints performance and service improvement report, {}",
                year(range)
            )
        }
    }
}

/// "2025 to 2026", or "2025".
pub(crate) fn year(range: Range) -> String {
    if range.from.year() == range.to.year() {
        range.from.year().to_string()
    } else {
        format!("{} to {}", range.from.year(), range.to.year())
    }
}

pub(crate) fn post_name(policy: &Policy, post: &redress_domain::id::PostId) -> String {
    policy
        .post(post)
        .map_or_else(|| post.to_string(), |post| post.name.clone())
}

/// What somebody wrote in a part; what was erased says so.
pub(crate) fn written(view: &ReportView, part: ReportPart) -> Option<String> {
    let written = view.report.parts.get(&part)?;
    let words = written.words.as_ref()?;
    Some(view.words(words).unwrap_or("[removed]").to_owned())
}

/// The lines of a measure in frozen figures, and the whole.
pub(crate) fn lines_of(
    figures: &[Frozen],
    measure: redress_domain::measure::Measure,
) -> (Option<&Frozen>, Vec<&Frozen>) {
    let of_it = || {
        figures
            .iter()
            .filter(move |frozen| frozen.measure == measure && frozen.of.is_none())
    };
    let whole = of_it().find(|frozen| frozen.by.is_none());
    (whole, of_it().filter(|frozen| frozen.by.is_some()).collect())
}

/// A document as a file: `report.pdf` or `report.ods`.
pub(crate) async fn file(
    (policy, document, on): (&Policy, Document, Date),
    (stem, ending): (&str, &str),
) -> Answer {
    let name = format!("{stem}.{ending}");
    match ending {
        "pdf" => {
            let paper = paper(policy, &document, (on, &name));
            // Setting a long document takes a processor for a while, and nobody else waits for it.
            let pdf = tokio::task::spawn_blocking(move || redress_pdf::report(&paper))
                .await
                .map_err(|error| PageError::Broken(error.to_string()))?
                .map_err(|error| PageError::Broken(error.to_string()))?;
            Ok(saved(&name, "application/pdf", pdf.bytes))
        }
        "ods" => {
            let bytes = ods::of_document(&document)?;
            Ok(saved(&name, ods::MEDIA_TYPE, bytes))
        }
        _ => Err(PageError::NotFound),
    }
}

/// A file to be saved.
pub(crate) fn saved(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, bytes).into_response()
}

fn paper(policy: &Policy, document: &Document, (on, ident): (Date, &str)) -> Paper {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let mut sections = Vec::new();
    for section in &document.sections {
        let mut parts = Vec::new();
        for part in &section.parts {
            match part {
                Part::Said(text) => parts.push(PaperPart::Said { lines: lines(text) }),
                Part::Written(text) => {
                    let paragraphs = text.split("\n\n").filter(|text| !text.trim().is_empty());
                    parts.extend(paragraphs.map(|text| PaperPart::Said { lines: lines(text) }));
                }
                Part::List(items) => parts.push(PaperPart::List {
                    items: items.iter().map(|item| lines(item)).collect(),
                }),
                Part::Table(grid) => parts.push(PaperPart::Table {
                    caption: grid.caption.clone(),
                    heads: grid.heads.clone(),
                    rows: grid
                        .rows
                        .iter()
                        .map(|row| row.iter().map(|cell| cell.text.clone()).collect())
                        .collect(),
                }),
            }
        }
        sections.push((section.heading.clone(), parts));
    }
    Paper {
        council: policy.council.name.clone(),
        title: document.title.clone(),
        date: on,
        about: document.about.clone(),
        sections,
        ident: ident.to_owned(),
    }
}

/// A place in memory that a ZIP is written to.
pub(crate) type Memory = Cursor<Vec<u8>>;
