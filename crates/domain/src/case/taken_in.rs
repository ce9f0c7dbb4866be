//! What goes on in this case besides its own matter: the cases that were merged into it, with their people and what those need.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::case::{Basis, Case, Consent, Part};
use crate::clock::Clock;
use crate::id::{CaseId, PersonId, UserId};
use crate::vocabulary::{ClockKind, ReplyBy, SupportNeed};
use crate::words::WordsRef;

/// Somebody who speaks for the customers of a case that goes on in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Who.
    pub person: PersonId,
    /// What they are to it.
    pub part: Part,
    /// Whether the customer agreed, where that is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// By what right they speak, where they need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
}

/// A case that goes on in this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// Which.
    pub case: CaseId,
    /// Everybody who came with it.
    pub people: Vec<PersonId>,
    /// Those of them who speak for the others, and for nobody who was here before.
    pub speakers: Vec<PersonId>,
    /// Who gets letters for them, where that is nobody who gets this case's already.
    pub letters_to: Option<PersonId>,
    /// How they asked to be answered.
    pub reply_by: Option<ReplyBy>,
    /// Help that they need.
    pub support: Vec<SupportNeed>,
    /// The same, in words.
    pub support_words: Option<WordsRef>,
    /// This case's promises, as they stood before.
    pub clocks: BTreeMap<ClockKind, Clock>,
    /// Everybody on it, also who was here already.
    pub everybody: Vec<PersonId>,
    /// Who got its letters, also where they got this case's already.
    pub reader: Option<PersonId>,
    /// What was promised on it and not kept when it came.
    pub promised: Vec<Clock>,
    /// Members of staff whom it is about.
    pub about: Vec<UserId>,
    /// Those of them whom this case was not about before.
    pub newly_about: Vec<UserId>,
}

impl TakenIn {
    /// Somebody who came with a case that goes on by itself again was on this one too, and stays with it.
    pub(super) fn keeps(&mut self, person: &PersonId, left: &Self) {
        self.people.push(person.clone());
        if left.speakers.contains(person) {
            self.speakers.push(person.clone());
        }
        if self.reader.as_ref() == Some(person) && self.letters_to.is_none() {
            self.letters_to = Some(person.clone());
        }
    }
}

/// Somebody to whom letters about a case go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader<'c> {
    /// Who.
    pub person: &'c PersonId,
    /// How they asked to be answered.
    pub reply_by: Option<ReplyBy>,
}

impl Case {
    /// Everybody to whom letters about it go, each once: whoever gets its own, and for each case that goes on in it whoever
    /// got that one's.
    pub fn readers(&self) -> Vec<Reader<'_>> {
        let first = self.correspondent().map(|person| Reader {
            person,
            reply_by: self.reply_by(),
        });
        let mut readers: Vec<Reader<'_>> = first.into_iter().collect();
        for taken in &self.took_in {
            let Some(person) = self.reader_of(taken) else {
                continue;
            };
            if readers.iter().all(|reader| reader.person != person) {
                let said_since = self.ways.get(person).copied();
                readers.push(Reader {
                    person,
                    reply_by: said_since.or(taken.reply_by),
                });
            }
        }
        readers
    }

    /// Whoever gets letters for those who came with a case; the customer, where who spoke for them no longer may.
    fn reader_of<'c>(&'c self, taken: &'c TakenIn) -> Option<&'c PersonId> {
        let chosen = taken.letters_to.as_ref()?;
        let others = taken
            .people
            .iter()
            .filter(|person| !taken.speakers.contains(person));
        std::iter::once(chosen)
            .chain(others)
            .find(|person| self.may_have_letters(person))
    }

    /// The case with which a reader came, where another gets this case's own letters.
    pub fn came_with(&self, reader: &PersonId) -> Option<&TakenIn> {
        let of_another = self.correspondent() != Some(reader);
        let mut taken = self.took_in.iter();
        taken.find(|taken| of_another && self.reader_of(taken) == Some(reader))
    }

    /// Whether somebody speaks for the customers of a case that goes on in this one alone.
    pub(crate) fn speaks_for_others(&self, person: &PersonId) -> bool {
        self.took_in.iter().any(|taken| taken.speakers.contains(person))
    }

    /// The help that a reader of its letters needs (Equality Act 2010, section 20): their own, and of those for whom they get
    /// letters.
    pub fn support_of(&self, reader: Option<&PersonId>) -> Vec<SupportNeed> {
        if let Some(taken) = reader.and_then(|reader| self.came_with(reader)) {
            return taken.support.clone();
        }
        let mut needs = self.support.clone();
        let same_reader = self
            .took_in
            .iter()
            .filter(|taken| self.reader_of(taken).is_none());
        for need in same_reader.flat_map(|taken| &taken.support) {
            if !needs.contains(need) {
                needs.push(*need);
            }
        }
        needs
    }
}
