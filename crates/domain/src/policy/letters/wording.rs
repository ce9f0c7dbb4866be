//! Words for one procedure, stage or channel, and paragraphs to put into a reply.

use super::LetterPart;
use crate::id::{ProcedureId, ServiceId};
use crate::language::Language;
use crate::vocabulary::{Channel, Ombudsman};

/// The words of a paragraph where they differ: for one procedure, one stage, one channel, or several of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its short name.
    pub id: String,
    /// The paragraph.
    pub part: LetterPart,
    /// The procedure; every one when not said.
    pub procedure: Option<ProcedureId>,
    /// The stage; every one when not said.
    pub stage: Option<u8>,
    /// How the letter goes; every way when not said.
    pub channel: Option<Channel>,
    /// The words.
    pub words: String,
    /// The same in Welsh, where the council writes Welsh.
    pub welsh: Option<String>,
}

/// Where a letter is written: what the choice of its words depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place<'p> {
    /// The procedure of the case.
    pub procedure: Option<&'p ProcedureId>,
    /// The stage that the case is at.
    pub stage: u8,
    /// The language of the letter, or of this part of one that is in both.
    pub language: Language,
    /// How the letter goes, when that is known.
    pub channel: Option<Channel>,
    /// To whom the customer can go next, on which the ordinary words depend.
    pub ombudsman: Option<Ombudsman>,
    /// Whether stage 2 of the procedure cannot be asked for at any time.
    pub has_end_for_stage_2: bool,
}

impl Wording {
    /// Whether it holds in such a letter.
    pub fn fits(&self, place: &Place<'_>) -> bool {
        self.procedure
            .as_ref()
            .is_none_or(|one| place.procedure == Some(one))
            && self.stage.is_none_or(|one| place.stage == one)
            && self.channel.is_none_or(|one| place.channel == Some(one))
    }

    /// Its words in a language, where it has some.
    pub(super) fn words_in(&self, language: Language) -> Option<&str> {
        match language {
            Language::English => Some(&self.words),
            Language::Welsh => self.welsh.as_deref(),
        }
    }

    /// How closely it fits: by how many things it says and, of as many, the procedure before the stage before the
    /// channel. No two of one paragraph that fit the same letter are as close: the file is refused otherwise.
    pub(super) fn closeness(&self) -> (usize, bool, bool, bool) {
        let said = (
            self.procedure.is_some(),
            self.stage.is_some(),
            self.channel.is_some(),
        );
        let many = usize::from(said.0) + usize::from(said.1) + usize::from(said.2);
        (many, said.0, said.1, said.2)
    }

    /// Whether another says the same of the same letters.
    pub fn is_for_the_same_as(&self, other: &Self) -> bool {
        (self.part, &self.procedure, self.stage, self.channel)
            == (other.part, &other.procedure, other.stage, other.channel)
    }
}

/// A paragraph that a council has ready, to be put into a reply and changed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingParagraph {
    /// Its short name.
    pub id: String,
    /// What it is called in the list.
    pub name: String,
    /// The services whose replies it is for; all when empty.
    pub services: Vec<ServiceId>,
    /// The words.
    pub words: String,
}
