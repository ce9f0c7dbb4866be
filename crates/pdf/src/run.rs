//! A print run: the letters of a day one after the other, each on a sheet of its own, behind a list.

use jiff::civil::Date;
use serde::Serialize;

use crate::characters::shown;
use crate::setter::{Day, For, Setting, set};
use crate::{NotSet, Pdf};

/// A letter in the list of a print run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The reference of its case.
    pub reference: String,
    /// How many pages it has.
    pub pages: usize,
    /// To whom it goes.
    pub name: String,
    /// The postcode.
    pub postcode: String,
}

/// A print run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Which run it is: "Print run of 25 November 2026".
    pub title: String,
    /// The council's name.
    pub council: String,
    /// The day.
    pub on: Date,
    /// What is in it, in its order.
    pub lines: Vec<Line>,
    /// The letters as they were kept, in the same order: they go in as they are.
    pub letters: Vec<Pdf>,
}

#[derive(Debug, Serialize)]
struct RunData {
    council: String,
    title: String,
    date: Day,
    lines: Vec<LineData>,
    letters: Vec<Sheets>,
}

#[derive(Debug, Serialize)]
struct LineData {
    reference: String,
    name: String,
    postcode: String,
    pages: usize,
}

#[derive(Debug, Serialize)]
struct Sheets {
    file: String,
    pages: usize,
}

/// Puts a run together, for a printer. Every letter begins on the front of a sheet.
pub fn run(run: &Run) -> Result<Pdf, NotSet> {
    let file = |number: usize| format!("/letters/{number}.pdf");
    let line = |line: &Line| LineData {
        reference: shown(&line.reference),
        name: shown(&line.name),
        postcode: shown(&line.postcode),
        pages: line.pages,
    };
    let numbered = || run.letters.iter().enumerate();
    let data = RunData {
        council: shown(&run.council),
        title: shown(&run.title),
        date: run.on.into(),
        lines: run.lines.iter().map(line).collect(),
        letters: numbered()
            .map(|(number, pdf)| Sheets {
                file: file(number),
                pages: pdf.pages,
            })
            .collect(),
    };
    set(Setting {
        template: include_str!("../templates/run.typ"),
        data: &data,
        files: numbered()
            .map(|(number, pdf)| (file(number), pdf.bytes.clone()))
            .collect(),
        ident: format!("{} {}", run.council, run.title),
        purpose: For::Printing,
    })
}
