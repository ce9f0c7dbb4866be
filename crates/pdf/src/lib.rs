//! Letters, print runs, case bundles and reports as PDF.
//!
//! What is made here for a person to read keeps to PDF/UA-1 (ISO 14289-1) and PDF/A-2a, and whatever
//! would break them is an error and no file: there is no PDF with a missing title, language or tag.
//! Texts go in as data and never as markup. Nothing is read from the machine or the network: the
//! typefaces are in the program.

mod bundle;
mod characters;
mod letter;
mod report;
mod run;
mod setter;

use serde::{Deserialize, Serialize};

pub use bundle::{Bundle, Part, Section, bundle};
pub use characters::unshown;
pub use letter::{Language, Layout, Letter, Window, address, letter};
pub use report::{Report, ReportPart, report};
pub use run::{Line, Run, run};

/// A PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why there is no PDF: the typesetter could not set it, or it would not keep to the standards.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF could not be made: {0}")]
pub struct NotSet(pub(crate) String);

/// One block of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading {
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its lines, kept.
        lines: Vec<String>,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<String>,
    },
    /// What somebody else wrote.
    Quote {
        /// Its lines, kept.
        lines: Vec<String>,
    },
    /// The part of a letter in two languages that is in one of them.
    In {
        /// Which.
        language: Language,
        /// What it says.
        blocks: Vec<Self>,
    },
}
