//! A letter as it can be read and printed.

use askama::Template;
use jiff::Timestamp;

use super::{Person, Shown, sample};
use crate::components::{Button, button_group};
use crate::format;
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};

/// One block of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph, its lines kept.
    Paragraph(Vec<String>),
    /// A list.
    List(Vec<String>),
    /// What the customer wrote, its lines kept.
    Quote(Vec<String>),
    /// The part of a letter in two languages that is in one of them, with the tag of that one.
    In(&'static str, Vec<Self>),
}

/// How far a letter is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterState {
    /// It is a draft that nobody sent.
    Draft,
    /// It can still be taken back; the customer sees it from then on.
    From(Timestamp),
    /// The customer sees it since then.
    Sent(Timestamp),
    /// Something else, in a sentence: that it was emailed, or why it did not arrive.
    Said(String),
}

/// A letter to read and print.
#[derive(Debug, Clone, Template)]
#[template(path = "case/letter.html")]
pub struct LetterPage {
    shell: Shell,
    title: String,
    state: LetterState,
    to: Vec<String>,
    blocks: Vec<Block>,
    buttons: Vec<Button>,
    kept: Option<(Markup, &'static str)>,
}

impl LetterPage {
    /// The letter with this title: "Acknowledgement", "Stage 1 reply".
    pub fn new(
        shell: Shell,
        shown: &Shown<'_>,
        (title, state): (&str, LetterState),
        blocks: Vec<Block>,
    ) -> Self {
        let to = address_of(&shown.known.correspondent().unwrap_or_default());
        Self {
            shell: shell.back_to("Back to the case", &shown.path()),
            title: format!("{title} {}", shown.case.reference),
            state,
            to,
            blocks,
            buttons: Vec::new(),
            kept: None,
        }
    }

    /// The same, to somebody other than the customer: whoever speaks for them.
    #[must_use]
    pub fn to(mut self, person: &Person) -> Self {
        self.to = address_of(person);
        self
    }

    /// The same, to whoever is not on the case, as these lines name them: a partner, say.
    #[must_use]
    pub fn to_outside(mut self, lines: Vec<String>) -> Self {
        self.to = lines;
        self
    }

    /// The same, kept at this address; and how far that is what its reader has.
    #[must_use]
    pub fn kept_at(mut self, href: &str, (size, what): (u64, &'static str)) -> Self {
        self.kept = Some((download(href, size), what));
        self
    }

    /// The same, with something that can be done about it: it is sent to the page's own address.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }

    /// The same, with another way back.
    #[must_use]
    pub fn back_to(mut self, text: &str, href: &str) -> Self {
        self.shell = self.shell.back_to(text, href);
        self
    }

    fn status(&self) -> String {
        match &self.state {
            LetterState::Draft => "This is a draft. Nobody has sent it.".to_owned(),
            LetterState::From(at) => {
                format!("Sent. The customer sees it from {}.", format::date_time(*at))
            }
            LetterState::Sent(at) => format!(
                "As sent on {}: shown to the customer online, ready to print.",
                format::date_time(*at)
            ),
            LetterState::Said(said) => said.clone(),
        }
    }

    fn content(&self) -> Markup {
        blocks(&self.blocks)
    }

    fn buttons(&self) -> Markup {
        button_group(self.buttons.iter().cloned())
    }
}

/// "Download as PDF (34 KB)".
pub(crate) fn download(href: &str, size: u64) -> Markup {
    Markup::link(
        href,
        format!("Download as PDF ({})", crate::public::files::size(size)),
    )
}

/// The name and address, line by line, as they stand on an envelope.
fn address_of(person: &Person) -> Vec<String> {
    let address = person.address.as_deref().unwrap_or_default();
    [person.name.as_str()]
        .into_iter()
        .chain(address.lines())
        .chain(person.postcode.as_deref())
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// A letter's blocks as HTML, its headings below the page's own.
pub(crate) fn blocks(blocks: &[Block]) -> Markup {
    let html = blocks.iter().map(|block| match block {
        Block::Heading(text) => super::act::heading(2, text),
        Block::Paragraph(lines) => super::act::paragraph(Markup::lines(&lines.join("\n"))),
        Block::List(items) => Markup::bullets(items.iter().map(Content::from)),
        Block::Quote(lines) => super::act::quoted(&lines.join("\n")),
        Block::In(language, blocks) => Markup::in_language(language, &self::blocks(blocks)),
    });
    Markup::join(html)
}

impl Page for LetterPage {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn samples() -> Vec<Sample> {
        sample::letters()
    }
}
