//! Where the ordinary words of a paragraph differ, and what words in their place would take from a letter.
//!
//! The ordinary words of a last reply are others for each Ombudsman, and those of an acknowledgement others at stage 2. Words that hold
//! wherever nothing closer does would take the place of all of them at once, so they are written for each.

use super::{BadWording, LetterPart, Place, Wording};
use crate::id::ProcedureId;
use crate::policy::Policy;
use crate::vocabulary::{Kind, Ombudsman};

/// The words of a paragraph that go out at some stages of some procedures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held<'p> {
    /// The words.
    pub words: &'p str,
    /// Where: the procedure and the stage.
    pub at: Vec<(&'p ProcedureId, u8)>,
}

/// What an element of a last reply is called, and any of the words that say it.
type Element = (&'static str, &'static [&'static str]);

/// LGSCO, "Linking to us from your final response": what a last reply says beside who the Ombudsman is, which the placeholder carries.
const OF_LGSCO: [Element; 8] = [
    (
        "that it is the last",
        &["final", "last word", "last reply", "last letter"],
    ),
    (
        "that they may ask the Ombudsman for a review",
        &["review", "look at", "complain to", "ask the"],
    ),
    ("for how long: up to 12 months", &["12 months", "twelve months"]),
    (
        "from when the time counts: the date on which they first knew about the matter",
        &[
            "first knew",
            "knew about",
            "found out",
            "became aware",
            "first heard",
        ],
    ),
    (
        "that it may look at an older complaint",
        &["older", "good reason", "later than that", "special reason"],
    ),
    ("that it is fair", &["fair", "impartial"]),
    (
        "that there is something it cannot or will not look at",
        &[
            "cannot",
            "can\u{2019}t",
            "can't",
            "will not look",
            "may not look",
            "not able to look",
        ],
    ),
    (
        "what to send it: this letter and earlier replies",
        &["send", "enclose", "attach", "include"],
    ),
];

impl Policy {
    /// Every stage of every procedure for complaints, as the words of letters are chosen there.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        let complaints = self.procedures.values();
        let complaints = complaints.filter(|procedure| procedure.kind == Kind::Complaint);
        complaints.flat_map(|procedure| {
            procedure.stages.iter().map(|stage| Place {
                procedure: Some(&procedure.id),
                stage: stage.number,
                ombudsman: procedure.ombudsman,
                has_end_for_stage_2: procedure.ask_for_stage_2_within.is_some(),
                ..Place::default()
            })
        })
    }

    /// The words of a paragraph in English wherever a letter may have it, each once; one where it has the same everywhere.
    pub fn held(&self, part: LetterPart) -> Vec<Held<'_>> {
        let mut all: Vec<Held<'_>> = Vec::new();
        for place in self.places() {
            let Some(procedure) = place.procedure.filter(|_| part.stands_at(&place, self)) else {
                continue;
            };
            let words = self.letters.words_in(part, &place);
            let at = (procedure, place.stage);
            match all.iter_mut().find(|held| held.words == words) {
                Some(held) => held.at.push(at),
                None => all.push(Held { words, at: vec![at] }),
            }
        }
        all
    }

    /// What is wrong with words where they would hold: that they take the place of several ordinary words, or that they leave out what
    /// an Ombudsman asks a last reply to say.
    ///
    /// Asked of whoever words letters on the page. A policy file may say it all the same, as it could from the beginning.
    pub fn faults_of(&self, new: &Wording) -> Vec<BadWording> {
        let closer = |place: &Place<'_>| {
            let others = self.letters.special.iter().filter(|known| known.id != new.id);
            let fitting = others.filter(|known| known.part == new.part && known.fits(place));
            fitting.map(Wording::closeness).max() > Some(new.closeness())
        };
        let places = self.places().map(|place| Place {
            channel: new.channel,
            ..place
        });
        let places =
            places.filter(|place| new.part.stands_at(place, self) && new.fits(place) && !closer(place));
        let places: Vec<Place<'_>> = places.collect();
        let mut ordinary: Vec<&str> = places.iter().map(|place| new.part.ordinary_in(place)).collect();
        ordinary.sort_unstable();
        ordinary.dedup();
        let mut faults = Vec::new();
        if ordinary.len() > 1 {
            faults.push(BadWording::DiffersByPlace);
        }
        let is_of_lgsco = |place: &Place<'_>| place.ombudsman == Some(Ombudsman::Lgsco);
        if new.part == LetterPart::ReplyFinal && places.iter().any(is_of_lgsco) {
            let said = new.words.to_lowercase();
            let lacks = OF_LGSCO
                .iter()
                .filter(|(_, any)| !any.iter().any(|words| said.contains(words)));
            faults.extend(lacks.map(|(what, _)| BadWording::LacksForLgsco(what)));
        }
        faults
    }
}

impl LetterPart {
    /// Whether letters have it at a stage: what says where to go next is another paragraph at the last one.
    fn stands_at(self, place: &Place<'_>, policy: &Policy) -> bool {
        let procedure = place.procedure.and_then(|id| policy.procedures.get(id));
        let last = procedure.and_then(|procedure| procedure.stages.iter().map(|stage| stage.number).max());
        let is_last = last == Some(place.stage);
        if self == Self::ReplyFinal {
            is_last
        } else {
            self != Self::ReplyStage2 || !is_last
        }
    }
}
