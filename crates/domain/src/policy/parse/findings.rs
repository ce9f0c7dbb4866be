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
    /// Whether the text is not TOML somewhere, so that there may be mistakes that nobody could read.
    pub may_be_more: bool,
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
        if self.may_be_more {
            let _ = writeln!(
                text,
                "{file}: there may be more mistakes. Mend what is not TOML, and check again."
            );
        }
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

/// What is said of a setting that is not there.
const MISSING: &str = "This is missing.";

/// Collects mistakes and warnings while a file is read.
pub(super) struct Findings<'s> {
    source: &'s str,
    /// Where each line begins, in bytes.
    line_starts: Vec<usize>,
    /// Where the text is no TOML: what was read there is not to be trusted.
    syntax: RefCell<Vec<(usize, Mistake)>>,
    /// Dates of days that there are not.
    no_days: RefCell<Vec<Mistake>>,
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
            no_days: RefCell::default(),
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
        if is_day || what.contains("day") || what.contains("month") {
            let what = "This is not a day of the calendar.".to_owned();
            let mend = "Write year, month and day of a day that there is: 2026-04-01".to_owned();
            // The rest of the file is as it should be, so it is read on.
            self.no_days.borrow_mut().push(self.at(&span, "", what, mend));
            return;
        }
        let mend = "Check the quotation marks, brackets, commas and equals signs on this line.";
        let found = self.at(&span, "", what.to_owned(), mend.to_owned());
        self.syntax.borrow_mut().push((span.start, found));
    }

    /// Where something stands inside a value, as the file spells it.
    pub(super) fn within(&self, span: &Range<usize>, what: &str) -> Option<Range<usize>> {
        let at = span.start + self.source.get(span.clone())?.find(what)?;
        Some(at..at + what.len())
    }

    /// Notes a mistake.
    pub(super) fn mistake(&self, span: &Range<usize>, key: &str, what: String, mend: String) {
        let found = self.at(span, key, what, mend);
        self.mistakes.borrow_mut().push(found);
    }

    /// Notes that something is not there.
    pub(super) fn missing(&self, span: &Range<usize>, key: &str, mend: String) {
        self.mistake(span, key, MISSING.to_owned(), mend);
    }

    /// Notes a warning.
    pub(super) fn warning(&self, span: &Range<usize>, key: &str, what: String, mend: String) {
        let found = self.at(span, key, what, mend);
        self.warnings.borrow_mut().push(found);
    }

    /// Whether the text is not TOML somewhere.
    pub(super) fn is_broken(&self) -> bool {
        !self.syntax.borrow().is_empty()
    }

    /// A name that seems to stand twice may do so only because a line before it was not understood.
    pub(super) fn forget_what_was_read(&self) {
        self.mistakes.borrow_mut().clear();
    }

    /// The text without the lines that are no TOML, each place where it was; `None` where something
    /// else hangs on such a line: a group that it began, a name that others use, a list that never ends.
    pub(super) fn without_broken_lines(&self) -> Option<String> {
        let syntax = self.syntax.borrow();
        let mut rest = self.source.to_owned();
        for (at, mistake) in &*syntax {
            let lines = self.line_starts.get(mistake.line.checked_sub(1)?..)?;
            let start = *lines.first()?;
            let end = lines.get(1).map_or(self.source.len(), |next| next - 1);
            if unclosed_list(self.source, *at).is_some() || !stands_alone(self.source.get(start..end)?) {
                return None;
            }
            rest.replace_range(start..end, &" ".repeat(end - start));
        }
        Some(rest)
    }

    /// Takes over what was found in the text without its broken lines. What stood on one is not missing.
    pub(super) fn go_on_with(&self, rest: Self) {
        let lines = self.source.lines();
        let broken: Vec<&str> = {
            let syntax = self.syntax.borrow();
            let at: Vec<usize> = syntax.iter().map(|(_, mistake)| mistake.line).collect();
            let numbered = (1..).zip(lines).filter(|(number, _)| at.contains(number));
            numbered.filter_map(|(_, line)| setting_on(line)).collect()
        };
        let is_there = |mistake: &Mistake| {
            let name = mistake.key.rsplit('.').next().unwrap_or_default();
            mistake.what == MISSING && broken.contains(&name)
        };
        let found = rest.mistakes.into_inner().into_iter();
        self.mistakes
            .borrow_mut()
            .extend(found.filter(|mistake| !is_there(mistake)));
        self.no_days.borrow_mut().extend(rest.no_days.into_inner());
        self.warnings.borrow_mut().extend(rest.warnings.into_inner());
    }

    /// Everything found, in the order of the file.
    ///
    /// In a file that is no TOML anything may have been lost or put elsewhere: beside what makes it none
    /// only that is told which is wrong without those lines too, for the rest may be quite right. Many
    /// such places follow from the first of them, as when a list is never closed.
    pub(super) fn into_report(self) -> Report {
        let mut syntax = self.syntax.take();
        syntax.sort();
        syntax.dedup_by_key(|(_, mistake)| mistake.line);
        let (mut slips, mut may_be_more) = (Vec::new(), false);
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
            may_be_more = true;
            slips = mistakes;
        }
        let no_days = self.no_days.into_inner();
        let is_told = |mistake: &Mistake| {
            let mut told = no_days.iter();
            told.any(|day| (day.line, day.column) == (mistake.line, mistake.column))
        };
        let mut mistakes = self.mistakes.into_inner();
        // What is said of a day that there is not needs no second sentence.
        mistakes.retain(|mistake| !is_told(mistake));
        mistakes.extend(no_days);
        mistakes.extend(slips);
        let mut warnings = self.warnings.into_inner();
        mistakes.sort();
        mistakes.dedup();
        warnings.sort();
        warnings.dedup();
        Report {
            mistakes,
            warnings,
            may_be_more,
        }
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

/// The setting that a line gives, if it gives one.
fn setting_on(line: &str) -> Option<&str> {
    let (name, _) = line.split_once('=')?;
    let name = name.trim().trim_matches('"');
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    (!name.is_empty() && name.chars().all(is_name)).then_some(name)
}

/// Whether nothing but its own setting is lost when a line is left out: other places refer to an `id`.
fn stands_alone(line: &str) -> bool {
    let quotes = line.matches("\"\"\"").count() + line.matches("'''").count();
    quotes == 0 && setting_on(line).is_some_and(|name| name != "id")
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
