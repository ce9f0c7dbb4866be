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

/// More lines than these that are no TOML have one cause.
const MOST_SLIPS: usize = 5;

/// Collects mistakes and warnings while a file is read.
pub(super) struct Findings<'s> {
    source: &'s str,
    /// Where each line begins, in bytes.
    line_starts: Vec<usize>,
    /// Where the text is no TOML: what was read there is not to be trusted.
    syntax: RefCell<Vec<(usize, Mistake)>>,
    mistakes: RefCell<Vec<Mistake>>,
    warnings: RefCell<Vec<Mistake>>,
}

impl<'s> Findings<'s> {
    pub(super) fn in_source(source: &'s str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(source.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            source,
            line_starts,
            syntax: RefCell::default(),
            mistakes: RefCell::default(),
            warnings: RefCell::default(),
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
        let given = self.source.get(span.clone()).unwrap_or_default();
        let is_day = given.len() >= 8 && given.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let (what, mend) = if is_day || what.contains("day") || what.contains("month") {
            (
                "This is not a day of the calendar.",
                "Write year, month and day of a day that there is: 2026-04-01",
            )
        } else {
            (
                what,
                "Check the quotation marks, brackets, commas and equals signs on this line.",
            )
        };
        let found = self.at(&span, "", what.to_owned(), mend.to_owned());
        self.syntax.borrow_mut().push((span.start, found));
    }

    /// Notes a mistake.
    pub(super) fn mistake(&self, span: &Range<usize>, key: &str, what: String, mend: String) {
        let found = self.at(span, key, what, mend);
        self.mistakes.borrow_mut().push(found);
    }

    /// Notes that something is not there.
    pub(super) fn missing(&self, span: &Range<usize>, key: &str, mend: String) {
        self.mistake(span, key, "This is missing.".to_owned(), mend);
    }

    /// Notes a warning.
    pub(super) fn warning(&self, span: &Range<usize>, key: &str, what: String, mend: String) {
        let found = self.at(span, key, what, mend);
        self.warnings.borrow_mut().push(found);
    }

    /// Everything found, in the order of the file.
    ///
    /// In a file that is no TOML anything may have been lost or put elsewhere: only what makes it none
    /// is told, for the rest may be quite right. Many such places follow from the first of them, as when
    /// a list is never closed.
    pub(super) fn into_report(self) -> Report {
        let mut syntax = self.syntax.take();
        syntax.sort();
        syntax.dedup_by_key(|(_, mistake)| mistake.line);
        if let Some((first, _)) = syntax.first() {
            let unclosed = unclosed_list(self.source, *first);
            if unclosed.is_some() || syntax.len() > MOST_SLIPS {
                syntax.truncate(1);
            }
            let mut mistakes: Vec<Mistake> = syntax.into_iter().map(|(_, mistake)| mistake).collect();
            if let Some(at) = unclosed {
                let what = "This is not TOML: the list that begins here is never closed.".to_owned();
                let mend = "Write ] where the list ends.".to_owned();
                mistakes = vec![self.at(&(at..at + 1), "", what, mend)];
            }
            return Report {
                mistakes,
                warnings: Vec::new(),
            };
        }
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

/// Where the outermost list begins that is still open at a place, if the lines before it are whole.
fn unclosed_list(source: &str, until: usize) -> Option<usize> {
    let mut open = Vec::new();
    let mut within = None;
    let mut before = '\n';
    for (at, letter) in source.get(..until)?.char_indices() {
        match (within, letter) {
            (Some('#'), '\n') => within = None,
            (Some(quote), letter) if quote == letter && before != '\\' => within = None,
            (None, '#' | '"' | '\'') => within = Some(letter),
            // A list follows an equals sign or stands in another; a group begins a line.
            (None, '[') if before == '=' || !open.is_empty() => open.push(at),
            (None, ']') => _ = open.pop(),
            _ => {}
        }
        if !matches!(letter, ' ' | '\t') {
            before = letter;
        }
    }
    open.first()
        .copied()
        .filter(|at| source.get(*at..until).is_some_and(|rest| rest.contains('\n')))
}
