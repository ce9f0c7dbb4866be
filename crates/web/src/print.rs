//! The files of a print run: all letters in one PDF, the list, and each letter for GOV.UK Notify.
//!
//! Each is put together from what was kept when the letters went, and is the same however often the same reader
//! asks for it: whom a complaint is about gets none of its letters.

use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::kept::{PrintRun, ToPrint};
use redress_correspondence::letters::long_date;
use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;
use redress_pdf::{Letter, Line, Pdf, Run, Window};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The most pages that Notify posts in one letter: five sheets (its published letter specification).
const NOTIFY_PAGES: usize = 10;

/// A print run, read together.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The council's name.
    council: String,
    /// The run.
    run: PrintRun,
    /// Its letters: what was set, and the PDF as it was kept. One that was erased since is not there.
    letters: Vec<(String, Letter, Pdf)>,
}

/// "Wednesday 25 November 2026, run 1".
pub fn title(run: &PrintRun) -> String {
    format!("{}, run {}", long_date(run.run_on), run.number)
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Unreadable(error.to_string())
}

impl Printed {
    /// Reads a print run, for whoever may print.
    pub async fn read(
        casework: &Casework,
        (council, actor): (&CouncilId, &Actor),
        (on, number): (Date, i64),
    ) -> Result<Self, Failure> {
        let (run, kept) = casework.print_run(council, actor, (on, number)).await?;
        let settings = casework.councils().get(council)?;
        let mut letters = Vec::new();
        for ToPrint { kept, source } in kept {
            let Some(source) = source else { continue };
            let letter: Letter = serde_json::from_str(&source).map_err(broken)?;
            let pdf = Pdf {
                bytes: casework.letter_bytes(council, &kept.file_id).await?,
                pages: usize::try_from(kept.pages).unwrap_or_default(),
            };
            letters.push((kept.message_id.to_string(), letter, pdf));
        }
        Ok(Self {
            council: settings.policy(casework.today())?.council.name.clone(),
            run,
            letters,
        })
    }

    fn lines(&self) -> Vec<Line> {
        let line = |(_, letter, pdf): &(String, Letter, Pdf)| {
            let last = letter.to.last().filter(|_| letter.to.len() > 1);
            let postcode = last.filter(|line| is_postcode(line));
            Line {
                reference: letter.reference.clone(),
                pages: pdf.pages,
                name: letter.to.first().cloned().unwrap_or_default(),
                postcode: postcode.cloned().unwrap_or_default(),
            }
        };
        self.letters.iter().map(line).collect()
    }

    /// All letters in one PDF, each beginning on a new sheet, behind the list of what is in it.
    pub fn pdf(&self) -> Result<Vec<u8>, Failure> {
        let run = Run {
            title: format!("Print run of {}", title(&self.run)),
            council: self.council.clone(),
            on: self.run.run_on,
            lines: self.lines(),
            letters: self.letters.iter().map(|(_, _, pdf)| pdf.clone()).collect(),
        };
        Ok(redress_pdf::run(&run).map_err(broken)?.bytes)
    }

    /// The list: place, reference, pages, name and postcode.
    pub fn csv(&self) -> Vec<u8> {
        let mut text = "Place,Reference,Pages,Name,Postcode\r\n".to_owned();
        for (place, line) in (1..).zip(self.lines()) {
            let (name, postcode) = (cell(&line.name), cell(&line.postcode));
            let reference = cell(&line.reference);
            text.push_str(&format!(
                "{place},{reference},{},{name},{postcode}\r\n",
                line.pages
            ));
        }
        text.into_bytes()
    }

    /// One PDF for each letter, set where GOV.UK Notify wants the address, with the same words; and a
    /// list of those that Notify does not take, because they are too long or have no address.
    pub fn notify(&self) -> Result<Vec<u8>, Failure> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut not_taken = String::new();
        for (place, (_, letter, _)) in (1..).zip(&self.letters) {
            let notify = Letter {
                window: Window::Notify,
                ..letter.clone()
            };
            let pdf = redress_pdf::letter(&notify).map_err(broken)?;
            let why = if pdf.pages > NOTIFY_PAGES {
                Some("it has more than 10 pages")
            } else if !letter.to.last().is_some_and(|line| is_postcode(line)) {
                Some("its address has no postcode")
            } else {
                None
            };
            let name = format!("{place:03}-{}.pdf", letter.reference);
            if let Some(why) = why {
                not_taken.push_str(&format!("{name}: {why}\r\n"));
                continue;
            }
            zip.start_file(name, stored).map_err(broken)?;
            zip.write_all(&pdf.bytes).map_err(broken)?;
        }
        if !not_taken.is_empty() {
            zip.start_file("not-for-notify.txt", stored).map_err(broken)?;
            zip.write_all(not_taken.as_bytes()).map_err(broken)?;
        }
        Ok(zip.finish().map_err(broken)?.into_inner())
    }
}

/// Whether a line looks like a postcode: five to eight characters, in two parts, the second a digit and
/// two letters.
fn is_postcode(line: &str) -> bool {
    let Some((outward, inward)) = line.trim().rsplit_once(' ') else {
        return false;
    };
    let mut inward = inward.chars();
    let begins = inward.next().is_some_and(|first| first.is_ascii_digit());
    let ends = inward.by_ref().take(2).filter(char::is_ascii_alphabetic).count() == 2;
    let fits = (2..=4).contains(&outward.len()) && outward.chars().all(|one| one.is_ascii_alphanumeric());
    begins && ends && inward.next().is_none() && fits
}

/// A cell that no program takes for a formula.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quote = if is_formula { "'" } else { "" };
    format!("\"{quote}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    //! The list of a print run.

    use super::*;

    #[test]
    fn a_postcode_is_told_from_the_last_line_of_an_address() {
        for postcode in ["RV1 2AB", "SW1A 1AA", "M1 1AE", "rv1 2ab "] {
            assert!(is_postcode(postcode), "{postcode}");
        }
        for other in ["Riverton", "4 Weir Lane", "RV1", "", "Unit 12", "RV1 2ABC"] {
            assert!(!is_postcode(other), "{other}");
        }
    }

    #[test]
    fn no_name_in_the_list_is_taken_for_a_formula_or_ends_its_cell() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("Asha \"Ash\" Patel"), "\"Asha \"\"Ash\"\" Patel\"");
    }
}
