//! A letter on the council's paper.

use data_encoding::BASE64;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::characters::shown;
use crate::setter::{Day, For, Setting, set};
use crate::{Block, NotSet, Pdf};

/// How it is laid out; the words are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// 14 point, the least that clear print has.
    #[default]
    Standard,
    /// 18 point, for whoever asked for large print.
    LargePrint,
    /// Short lines, large type and much space, for whoever asked for Easy Read.
    EasyRead,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 3] = [Self::Standard, Self::LargePrint, Self::EasyRead];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::LargePrint => "large-print",
            Self::EasyRead => "easy-read",
        }
    }

    /// The layout with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.as_str() == name)
    }
}

/// Where the envelope's window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// A DL envelope (ISO 269: 110 mm by 220 mm) with the usual window of 35 mm by 90 mm, 20 mm from the left and 18 mm
    /// from below, for a sheet folded in three.
    #[default]
    Dl,
    /// GOV.UK Notify, which prints and posts ready-made PDFs: the address stands 24.6 mm from the left and
    /// between 39.5 mm and 66.3 mm from the top, and no text begins above 95 mm.
    Notify,
}

/// Millimetres from the left and the top of the sheet, the width and the height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Area {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    lines: usize,
}

impl Window {
    /// Where the address is seen however the sheet slides in its envelope.
    const fn area(self) -> Area {
        match self {
            // A panel is 99 mm high in an envelope of 110 mm: the window's 57 mm to 92 mm from the top
            // shows the sheet's 57 mm to 81 mm whether the sheet lies high or low, and its 20 mm to 100 mm.
            Self::Dl => Area {
                left: 22.0,
                top: 57.4,
                width: 78.0,
                height: 23.4,
                lines: 6,
            },
            Self::Notify => Area {
                left: 24.6,
                top: 39.9,
                width: 95.4,
                height: 26.2,
                lines: 7,
            },
        }
    }
}

/// The language that a letter is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Welsh.
    Welsh,
}

impl Language {
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// What it is: "Our reply to your complaint".
    pub title: String,
    /// The language.
    #[serde(default)]
    pub language: Language,
    /// The name of the council that writes.
    pub council: String,
    /// The brand's colour, as `#rrggbb`.
    pub colour: String,
    /// The logo, a PNG in Base64.
    #[serde(default)]
    pub logo: Option<String>,
    /// How to reach the council, line by line.
    pub contact: Vec<String>,
    /// To whom, line by line as on an envelope; nothing where no address is known.
    pub to: Vec<String>,
    /// The day on which it went.
    pub on: Date,
    /// That day in words, where they are other than English.
    #[serde(default)]
    pub day: Option<String>,
    /// The reference of the case.
    pub reference: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// How it is laid out.
    pub layout: Layout,
    /// Where the envelope's window is.
    #[serde(default)]
    pub window: Window,
    /// What makes it this letter and no other: a message's identifier.
    pub ident: String,
}

impl Letter {
    /// The same, with a logo: a PNG.
    #[must_use]
    pub fn with_logo(mut self, png: Option<&[u8]>) -> Self {
        self.logo = png.map(|png| BASE64.encode(png));
        self
    }
}

#[derive(Debug, Serialize)]
struct LetterData {
    council: String,
    contact: Vec<String>,
    colour: String,
    has_logo: bool,
    to: Vec<String>,
    title: String,
    reference: String,
    date: Day,
    day: String,
    parts: Vec<PartData>,
    layout: &'static str,
    window: Area,
    language: &'static str,
}

/// What a letter says in one language.
#[derive(Debug, Serialize)]
struct PartData {
    language: &'static str,
    blocks: Vec<BlockData>,
}

/// The parts of a letter: each that is marked as in a language of its own, and what stands between in the letter's.
fn parts(letter: &Letter) -> Vec<PartData> {
    let mut parts: Vec<PartData> = Vec::new();
    for one in &letter.blocks {
        match (one, parts.last_mut()) {
            (Block::In { language, blocks }, _) => parts.push(PartData {
                language: language.tag(),
                blocks: blocks.iter().map(block).collect(),
            }),
            (plain, Some(part)) if part.language == letter.language.tag() => part.blocks.push(block(plain)),
            (plain, _) => parts.push(PartData {
                language: letter.language.tag(),
                blocks: vec![block(plain)],
            }),
        }
    }
    parts
}

/// The day of a letter, in each of its languages: "25 Tachwedd 2026 / 25 November 2026".
fn day(letter: &Letter) -> String {
    match &letter.day {
        Some(day) => shown(day),
        None => long(letter.on),
    }
}

/// A text's block as it can be shown.
pub(crate) type BlockData = Block;

pub(crate) fn block(one: &Block) -> BlockData {
    match one {
        Block::Heading { text } => Block::Heading { text: shown(text) },
        Block::Paragraph { lines } => Block::Paragraph { lines: all(lines) },
        Block::List { items } => Block::List { items: all(items) },
        Block::Quote { lines } => Block::Quote { lines: all(lines) },
        Block::In { language, blocks } => Block::In {
            language: *language,
            blocks: blocks.iter().map(block).collect(),
        },
    }
}

/// "25 November 2026".
pub(crate) fn long(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn all(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| shown(line)).collect()
}

/// The name, the lines of the address and the postcode as they stand in a window: none is empty.
pub fn address(name: &str, address: &str, postcode: &str) -> Vec<String> {
    let lines = [name].into_iter().chain(address.lines()).chain([postcode]);
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// At most so many lines: what is too much stands behind a comma in the line before the last.
fn fitted(lines: &[String], most: usize) -> Vec<String> {
    let mut fitted = all(lines);
    while fitted.len() > most {
        let Some(at) = fitted.len().checked_sub(2) else {
            break;
        };
        let joined = fitted.remove(at);
        if let Some(before) = at.checked_sub(1).and_then(|before| fitted.get_mut(before)) {
            before.push_str(", ");
            before.push_str(&joined);
        }
    }
    fitted
}

/// Sets a letter.
pub fn letter(letter: &Letter) -> Result<Pdf, NotSet> {
    let window = letter.window.area();
    let logo = letter.logo.as_ref();
    let logo = logo.map(|logo| BASE64.decode(logo.as_bytes())).transpose();
    let logo = logo.map_err(|error| NotSet(error.to_string()))?;
    let data = LetterData {
        council: shown(&letter.council),
        contact: all(&letter.contact),
        colour: letter.colour.clone(),
        has_logo: logo.is_some(),
        to: fitted(&letter.to, window.lines),
        title: shown(&letter.title),
        reference: shown(&letter.reference),
        date: letter.on.into(),
        day: day(letter),
        parts: parts(letter),
        layout: letter.layout.as_str(),
        window,
        language: letter.language.tag(),
    };
    set(Setting {
        template: include_str!("../templates/letter.typ"),
        data: &data,
        files: logo
            .map(|png| ("/logo.png".to_owned(), png))
            .into_iter()
            .collect(),
        ident: letter.ident.clone(),
        purpose: For::Reading,
    })
}

#[cfg(test)]
mod tests {
    //! How an address fits its window.

    use super::*;

    #[test]
    fn an_address_that_is_too_long_loses_no_word_and_keeps_its_postcode_last() {
        let lines = address(
            "Asha Patel",
            "Flat 2\nThe Old Mill\n4 Weir Lane\n\nMoorside\nRiverton\nWestshire",
            "RV1 2AB",
        );
        let fitted = fitted(&lines, 6);
        assert_eq!(
            fitted,
            [
                "Asha Patel",
                "Flat 2",
                "The Old Mill",
                "4 Weir Lane",
                "Moorside, Riverton, Westshire",
                "RV1 2AB"
            ]
        );
    }
}
