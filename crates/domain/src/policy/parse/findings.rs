//! What is wrong with a policy file, where, and how to mend it.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::ops::Range;

/// Something in a policy file that an officer should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The setting: `procedure.complaint-corporate.stage.1.reply`; empty when the text itself is not TOML.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

/// Everything that was found in a policy file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What must be mended before the file can be used.
    pub mistakes: Vec<Mistake>,
    /// What the council may want to look at; the file can be used.
    pub warnings: Vec<Mistake>,
}

impl Report {
    /// The report as plain text for the command line: one entry per finding, with the file's name.
    pub fn to_text(&self, file: &str) -> String {
        let mut text = String::new();
        for (sort, findings) in [("", &self.mistakes), ("warning: ", &self.warnings)] {
            for found in findings {
                let place = format!("{file}:{}:{}", found.line, found.column);
                let key = if found.key.is_empty() {
                    String::new()
                } else {
                    format!("{}: ", found.key)
                };
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{place}: {sort}{key}{}\n  mend: {}", found.what, found.mend);
            }
        }
        let _ = match (self.mistakes.len(), self.warnings.len()) {
            (0, 0) => writeln!(text, "{file}: no mistakes."),
            (mistakes, warnings) => {
                writeln!(
                    text,
                    "{file}: {} and {}.",
                    counted(mistakes, "mistake"),
                    counted(warnings, "warning")
                )
            }
        };
        text
    }
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        more => format!("{more} {noun}s"),
    }
}

/// Collects mistakes and warnings while a file is read.
pub(super) struct Findings<'s> {
    source: &'s str,
    /// Where each line begins, in bytes.
    line_starts: Vec<usize>,
    mistakes: RefCell<Vec<Mistake>>,
    warnings: RefCell<Vec<Mistake>>,
    /// Lines that are not TOML: what was read there is not to be trusted.
    broken_lines: RefCell<Vec<usize>>,
}

impl<'s> Findings<'s> {
    pub(super) fn in_source(source: &'s str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(source.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            source,
            line_starts,
            mistakes: RefCell::default(),
            warnings: RefCell::default(),
            broken_lines: RefCell::default(),
        }
    }

    /// Notes that the text is not TOML at a place.
    pub(super) fn syntax(&self, span: Range<usize>, what: &str) {
        if what.contains("duplicate key") {
            let name = self.source.get(span.clone()).unwrap_or_default();
            let what = format!("\"{name}\" stands here a second time.");
            self.mistakes
                .borrow_mut()
                .push(self.at(&span, "", what, "Keep one of the two.".to_owned()));
            return;
        }
        let mend = "Check the quotation marks, brackets, commas and equals signs on this line.".to_owned();
        let found = self.at(&span, "", what.to_owned(), mend);
        self.broken_lines.borrow_mut().push(found.line);
        self.mistakes.borrow_mut().push(found);
    }

    /// Notes a mistake; not on a line that is no TOML, for one cause needs one message.
    pub(super) fn mistake(&self, span: &Range<usize>, key: &str, what: String, mend: String) {
        let found = self.at(span, key, what, mend);
        if !self.broken_lines.borrow().contains(&found.line) {
            self.mistakes.borrow_mut().push(found);
        }
    }

    /// Notes that something is not there; not in a file that is no TOML, where it may be but was lost.
    pub(super) fn missing(&self, span: &Range<usize>, key: &str, mend: String) {
        if self.broken_lines.borrow().is_empty() {
            self.mistake(span, key, "This is missing.".to_owned(), mend);
        }
    }

    /// Notes a warning.
    pub(super) fn warning(&self, span: &Range<usize>, key: &str, what: String, mend: String) {
        let found = self.at(span, key, what, mend);
        self.warnings.borrow_mut().push(found);
    }

    /// Everything found, in the order of the file.
    pub(super) fn into_report(self) -> Report {
        let mut mistakes = self.mistakes.into_inner();
        let mut warnings = self.warnings.into_inner();
        mistakes.sort();
        mistakes.dedup();
        warnings.sort();
        warnings.dedup();
        Report { mistakes, warnings }
    }

    fn at(&self, span: &Range<usize>, key: &str, what: String, mend: String) -> Mistake {
        let line = self.line_starts.partition_point(|start| *start <= span.start);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.source.get(start..).unwrap_or_default().char_indices();
        let column = before.take_while(|(at, _)| start + at < span.start).count() + 1;
        Mistake {
            line,
            column,
            key: key.to_owned(),
            what,
            mend,
        }
    }
}
