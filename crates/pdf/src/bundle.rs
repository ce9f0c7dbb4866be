//! A case bundle: everything about a case that an Ombudsman asks for, in one document.

use jiff::civil::Date;
use serde::Serialize;

use crate::characters::{shown, shown_in_a_column};
use crate::letter::{BlockData, block, long};
use crate::setter::{Day, For, Setting, set};
use crate::{Block, NotSet, Pdf};

/// A case bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The council's name.
    pub council: String,
    /// What it is: "Case bundle".
    pub title: String,
    /// The reference of the case.
    pub reference: String,
    /// The day on which it was made.
    pub date: Date,
    /// What stands on the first page, each under what it is.
    pub about: Vec<(String, String)>,
    /// The sections, in their order.
    pub sections: Vec<Section>,
    /// What makes it this bundle and no other.
    pub ident: String,
}

/// A section of a bundle; it begins on a page of its own and stands in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// What a section is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Something with a heading of its own, which stands in the index.
    Item {
        /// The heading.
        heading: String,
        /// Who, when and how, in a line.
        about: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A paragraph.
    Said(String),
    /// A table: its heads, and its rows.
    Table {
        /// What each column holds.
        heads: Vec<String>,
        /// The rows, as long as the heads.
        rows: Vec<Vec<String>>,
    },
}

#[derive(Debug, Serialize)]
struct BundleData {
    council: String,
    title: String,
    reference: String,
    date: Day,
    day: String,
    about: Vec<(String, String)>,
    sections: Vec<SectionData>,
}

#[derive(Debug, Serialize)]
struct SectionData {
    heading: String,
    parts: Vec<PartData>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum PartData {
    Item {
        heading: String,
        about: String,
        blocks: Vec<BlockData>,
    },
    Said {
        text: String,
    },
    Table {
        heads: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}

impl From<&Part> for PartData {
    fn from(part: &Part) -> Self {
        let row = |row: &Vec<String>| row.iter().map(|cell| shown_in_a_column(cell)).collect();
        match part {
            Part::Item {
                heading,
                about,
                blocks,
            } => Self::Item {
                heading: shown(heading),
                about: shown(about),
                blocks: blocks.iter().map(block).collect(),
            },
            Part::Said(text) => Self::Said { text: shown(text) },
            Part::Table { heads, rows } => Self::Table {
                heads: row(heads),
                rows: rows.iter().map(row).collect(),
            },
        }
    }
}

/// Sets a bundle.
pub fn bundle(bundle: &Bundle) -> Result<Pdf, NotSet> {
    let section = |section: &Section| SectionData {
        heading: shown(&section.heading),
        parts: section.parts.iter().map(PartData::from).collect(),
    };
    let about = bundle.about.iter();
    let data = BundleData {
        council: shown(&bundle.council),
        title: shown(&bundle.title),
        reference: shown(&bundle.reference),
        date: bundle.date.into(),
        day: long(bundle.date),
        about: about.map(|(what, said)| (shown(what), shown(said))).collect(),
        sections: bundle.sections.iter().map(section).collect(),
    };
    set(Setting {
        template: include_str!("../templates/bundle.typ"),
        data: &data,
        files: Vec::new(),
        ident: bundle.ident.clone(),
        purpose: For::Reading,
    })
}
