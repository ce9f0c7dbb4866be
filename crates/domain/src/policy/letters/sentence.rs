//! Every sentence that the program ships for letters and messages, with what must and may stand in it.

mod conduct;
mod letters;
mod messages;

use self::conduct::CONDUCT;
use self::letters::LETTERS;
use self::messages::MESSAGES;
use super::{LetterPart, Placeholder as P};

/// Where a sentence stands, on which it depends what is known to be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// In a letter about a complaint.
    Letter,
    /// In a message that the program frames by itself, of which no Ombudsman is known.
    Message,
    /// A heading, a subject or part of a sentence. Nobody who sees a subject learns whom it is about.
    Heading,
    /// A line made of one detail.
    Line,
    /// In a text message.
    Text,
    /// In a message about no case.
    NoCase,
    /// In the sentence with which a case is closed, which is kept with it for ever.
    Sentence,
    /// In a letter about how somebody gets in touch: it names nobody but in its greeting, and how to reach the council is
    /// in it where it belongs, as it may be one way only.
    Conduct,
    /// The same, of what such a letter has to say for a reason of its own: a few words cannot stand for it.
    Block,
}

impl Sort {
    /// What is always known there.
    pub(super) const fn may_have(self) -> &'static [P] {
        match self {
            Self::Letter => &[
                P::Reference,
                P::Customer,
                P::Council,
                P::Contact,
                P::Matter,
                P::Team,
                P::Ombudsman,
                P::Stage,
            ],
            Self::Message => &[
                P::Reference,
                P::Customer,
                P::Council,
                P::Contact,
                P::Matter,
                P::Team,
            ],
            Self::Heading => &[P::Council, P::Matter],
            Self::Line | Self::Conduct | Self::Block => &[P::Council],
            Self::NoCase => &[P::Council, P::Contact],
            Self::Text | Self::Sentence => &[P::Council, P::Reference],
        }
    }

    /// Whether a letter is held to it, part by part beneath headings.
    pub(super) const fn is_of_conduct(self) -> bool {
        matches!(self, Self::Conduct | Self::Block)
    }

    pub(super) const fn is_one_line(self) -> bool {
        match self {
            Self::Heading | Self::Line | Self::Text => true,
            Self::Letter | Self::Message | Self::NoCase | Self::Sentence | Self::Conduct | Self::Block => {
                false
            }
        }
    }
}

/// A sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    pub(super) part: LetterPart,
    pub(super) sort: Sort,
    /// What must stand in it.
    pub(super) must: &'static [P],
    /// What may stand in it beside what is always known there.
    pub(super) too: &'static [P],
    /// Its ordinary words.
    pub(super) words: &'static str,
}

const fn sentence(
    part: LetterPart,
    sort: Sort,
    must: &'static [P],
    too: &'static [P],
    words: &'static str,
) -> Sentence {
    Sentence {
        part,
        sort,
        must,
        too,
        words,
    }
}

/// What stands for one that is not in the list; a test says that there is none.
const NONE: Sentence = sentence(LetterPart::Greeting, Sort::Heading, &[], &[], "");

impl LetterPart {
    pub(super) fn sentence(self) -> &'static Sentence {
        let mut sentences = all();
        sentences.find(|sentence| sentence.part == self).unwrap_or(&NONE)
    }
}

/// Each once, in the order of the letters.
pub(super) fn all() -> impl Iterator<Item = &'static Sentence> {
    LETTERS.iter().chain(MESSAGES).chain(CONDUCT)
}
