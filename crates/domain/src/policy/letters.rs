//! The paragraphs of letters that a council may word for itself, and what must stand in each.
//!
//! Everything else in a letter follows from the case. What a Code asks a letter to say stays in it: the
//! wording changes, the placeholder that carries it cannot be left out.

mod held;
mod letter;
mod part;
mod sentence;
mod taken_over;
mod wording;

use std::collections::BTreeMap;

pub use self::held::Held;
pub use self::letter::Letter;
pub use self::part::{LetterPart, Placeholder};
pub use self::taken_over::TakenOver;
pub use self::wording::{Place, StandingParagraph, Wording};
use crate::id::ServiceId;
use crate::language::Language;
use crate::vocabulary::Ombudsman;
use crate::words::words_in;

/// The wordings that a council gave, by paragraph; a paragraph that is not here has its ordinary words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The wordings that hold wherever nothing closer does.
    pub wordings: BTreeMap<LetterPart, String>,
    /// Every paragraph in Welsh that a letter in both languages may have; empty where the council writes no Welsh.
    pub welsh: BTreeMap<LetterPart, String>,
    /// The wordings for one procedure, stage or channel.
    pub special: Vec<Wording>,
    /// The paragraphs that can be put into a reply.
    pub standing: Vec<StandingParagraph>,
    /// How letters name the council's people.
    pub staff_names: StaffNames,
}

crate::vocabulary! {
    /// How letters name the council's people.
    pub enum StaffNames {
        /// "Jo Martin".
        FullName = "full-name",
        /// "Jo, Waste and recycling".
        FirstNameAndTeam = "first-name-and-team",
        /// "Waste and recycling".
        TeamOnly = "team-only",
    }
}

impl Default for StaffNames {
    /// Ours: a customer who knows who has their complaint can ask for them.
    fn default() -> Self {
        Self::FullName
    }
}

impl StaffNames {
    /// Somebody as a letter names them in a sentence.
    pub fn name(self, name: &str, team: &str) -> String {
        let first = name.split_whitespace().next().unwrap_or_default();
        match self {
            Self::FullName => name.trim().to_owned(),
            Self::FirstNameAndTeam => format!("{first}, {team}"),
            Self::TeamOnly => team.to_owned(),
        }
    }
}

/// What is wrong with a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadWording {
    /// A placeholder that is none, or is not filled in this paragraph.
    Unknown(String),
    /// A placeholder that is begun and not ended: it would stand in the letter as it is written.
    Unclosed(String),
    /// A placeholder that this paragraph must have.
    Missing(Placeholder),
    /// More than one line, where a heading or a subject stands.
    MoreThanALine,
    /// A heading, or the mark of a language, where one would take what follows out of its part of the letter.
    HasHeading,
    /// So few words that they cannot say what has to be said.
    TooFewWords,
    /// No word at all: a full stop, a dash.
    SaysNothing,
    /// They would stand where the ordinary words say different things.
    DiffersByPlace,
    /// What the Local Government and Social Care Ombudsman asks a last reply to say is not in them.
    LacksForLgsco(&'static str),
}

/// The fewest words of what a letter has to say.
const LEAST_WORDS: usize = 4;

impl LetterPart {
    /// Its ordinary words.
    pub fn ordinary(self) -> &'static str {
        self.sentence().words
    }

    /// Its ordinary words at this stage, where this Ombudsman or the Information Commissioner comes next.
    ///
    /// LGSCO asks a last reply to say that it is the last, that the customer may ask for a review, until when, that
    /// older complaints are possible, who the Ombudsman is, that some things are beyond it, and what to send: in this
    /// order, with the words for the time limit (LGSCO, "Linking to us from your final response").
    pub fn ordinary_in(self, place: &Place<'_>) -> &'static str {
        match (self, place.ombudsman) {
            // Complaint Handling Code 6.11: a request for stage 2 is acknowledged as one.
            (Self::AcknowledgementOpening, _) if place.stage > 1 => {
                "You asked us to review our reply to your complaint, and we will. Your reference is ((reference)). \
                 Please use it whenever you get in touch with us."
            }
            (Self::ReplyFinal, Some(Ombudsman::Lgsco)) => {
                "We have now looked at your complaint in full. This is our final reply. You can ask the Local \
                 Government and Social Care Ombudsman to review it.\n\nYou usually have up to 12 months to do this. \
                 They start from the date you first knew about the matter you complained about, not from the date of \
                 this letter. The Ombudsman may look at an older complaint if there is a good reason.\n\n\
                 ((ombudsman))\n\nThe Ombudsman is fair. You can call Monday to Friday, 10am to 4pm, except on public \
                 holidays. There are some things it cannot or will not look at. Please \
                 send it this letter and our earlier replies."
            }
            // Housing Ombudsman: up to 12 months after the last reply.
            (Self::ReplyFinal, Some(Ombudsman::Housing)) => {
                "We have now looked at your complaint in full. This is our final reply. You can ask the Housing \
                 Ombudsman to look at it, for up to 12 months after this reply.\n\n((ombudsman))\n\nPlease send it \
                 this letter and our earlier replies."
            }
            // The Information Commissioner's Office is no Ombudsman, and other time limits hold there.
            (Self::ReplyFinal, Some(Ombudsman::Ico)) => {
                "We have now looked at your complaint in full. This is our final reply. You can complain to the \
                 Information Commissioner about it.\n\n((ombudsman))\n\nPlease send them this letter."
            }
            // Public Services Ombudsman (Wales) Act 2019, section 8: within one year of the day of first knowing.
            (Self::ReplyFinal, Some(Ombudsman::Psow)) => {
                "We have now looked at your complaint in full. This is our final reply. You can ask the Public Services \
                 Ombudsman for Wales to look at it, usually within one year of the day on which you first knew about the \
                 matter.\n\n((ombudsman))\n\nPlease send them this letter and our earlier replies."
            }
            (Self::RefusalDisagree, Some(Ombudsman::Ico)) => {
                "You can complain to the Information Commissioner about this decision.\n\n((ombudsman))"
            }
            (Self::SubjectAcknowledgement, _) if place.stage > 1 => {
                "We are reviewing our reply to ((matter))"
            }
            (Self::SubjectNotAccepted, _) if place.stage > 1 => "We will not review our reply to ((matter))",
            // A council that has an end to it says which.
            (Self::ReplyStage2, _) if place.has_end_for_stage_2 => {
                "You have ((ask within)) from the day of this letter to ask us to review it. A different person will look \
                 at it. You do not have to give reasons. Tell us in any way you like and quote ((reference)). If you ask \
                 later, please tell us why."
            }
            _ => self.ordinary(),
        }
    }

    /// What must stand in it.
    pub fn must_have(self) -> &'static [Placeholder] {
        self.sentence().must
    }

    /// The paragraph of the Code that asks for what must stand in it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "a Code asks for a few of many")]
    pub const fn asked_for_by(self) -> Option<&'static str> {
        match self {
            // How long the reply will take; with the Ombudsman's details; at the end; when a complaint is not accepted.
            Self::ExtensionOpening => Some("6.4"),
            Self::ExtensionDelay => Some("6.5"),
            Self::ReplyStage2 | Self::ReplyFinal => Some("6.8"),
            Self::RefusalDisagree => Some("2"),
            // How to complain is said wherever somebody is asked how it went, and in every other message.
            Self::ComplaintFurther | Self::OtherFurther => Some("3.8"),
            _ => None,
        }
    }

    /// Whether it is a block that a letter has to have, although nothing is put into it (domain 5.4 to 5.8).
    pub fn must_say_something(self) -> bool {
        self.sentence().sort == sentence::Sort::Block || self.says_a_right()
    }

    /// Whether it tells somebody whose contact is arranged a right of theirs (domain 5.6, 5.8 and 5.9; paper 004, 7.1). Its words
    /// can be a council's own; whether they still say it, nobody but a person can check.
    pub const fn says_a_right(self) -> bool {
        matches!(
            self,
            Self::ConductAlways
                | Self::ConductNewMatters
                | Self::ConductEveryWay
                | Self::ConductOpenWay
                | Self::ConductBeforeThat
                | Self::ConductSay
                | Self::ConductSayHow
                | Self::ConductAppeal
                | Self::ConductOmbudsman
                | Self::ConductHelp
                | Self::ConductAdjustments
        )
    }

    /// What may stand in it.
    pub fn may_have(self) -> impl Iterator<Item = Placeholder> {
        let sentence = self.sentence();
        sentence.sort.may_have().iter().chain(sentence.too).copied()
    }

    /// Whether it is a line: a heading, a subject, a date.
    pub fn is_one_line(self) -> bool {
        self.sentence().sort.is_one_line()
    }

    /// Everything that is wrong with words for this paragraph.
    pub fn faults(self, words: &str) -> Vec<BadWording> {
        let mut faults = Vec::new();
        let mut found = Vec::new();
        for written in placeholders(words) {
            let known = written.as_ref().ok().and_then(|name| Placeholder::parse(name));
            match known.filter(|known| self.may_have().any(|may| may == *known)) {
                Some(known) => found.push(known),
                None => faults.push(BadWording::of(written)),
            }
        }
        if self.is_one_line() && words.trim().contains('\n') {
            faults.push(BadWording::MoreThanALine);
        }
        if self.sentence().sort.is_of_conduct() {
            let breaks =
                |line: &str| line.trim_start().starts_with('#') || Language::marked_by(line).is_some();
            if words.lines().any(breaks) {
                faults.push(BadWording::HasHeading);
            }
        }
        if self.must_say_something() && words_in(&own_words(words)) < LEAST_WORDS {
            faults.push(BadWording::TooFewWords);
        } else if words_in(words) == 0 {
            faults.push(BadWording::SaysNothing);
        }
        let missing = self.must_have().iter().filter(|must| !found.contains(must));
        faults.extend(missing.map(|must| BadWording::Missing(*must)));
        faults
    }
}

/// What stands beside the placeholders: what is filled in says nothing by itself.
fn own_words(words: &str) -> String {
    let mut own = String::new();
    let mut rest = words;
    while let Some((before, placeholder)) = rest.split_once("((") {
        own.push_str(before);
        rest = placeholder.split_once("))").map_or("", |(_, after)| after);
    }
    own + rest
}

impl Letters {
    /// The words of a paragraph: the council's, or the ordinary ones.
    pub fn words(&self, part: LetterPart) -> &str {
        self.wordings
            .get(&part)
            .map_or_else(|| part.ordinary(), String::as_str)
    }

    /// The words of a paragraph in one letter: those for its procedure, stage and channel where the council
    /// gave some, the closest first; otherwise [`Self::words`].
    pub fn words_in(&self, part: LetterPart, place: &Place<'_>) -> &str {
        let fitting = self.special.iter().filter(|wording| wording.part == part);
        fitting
            .filter(|wording| wording.fits(place))
            .max_by_key(|wording| wording.closeness())
            .and_then(|wording| wording.words_in(place.language))
            .or_else(|| self.general(place.language).get(&part).map(String::as_str))
            .unwrap_or_else(|| part.ordinary_in(place))
    }

    /// The wordings in a language that hold wherever nothing closer does.
    const fn general(&self, language: Language) -> &BTreeMap<LetterPart, String> {
        match language {
            Language::English => &self.wordings,
            Language::Welsh => &self.welsh,
        }
    }

    /// The paragraphs that can be put into a reply about a service: those of every service, and its own.
    pub fn standing_for(&self, service: Option<&ServiceId>) -> impl Iterator<Item = &StandingParagraph> {
        self.standing.iter().filter(move |paragraph| {
            paragraph.services.is_empty()
                || service.is_some_and(|service| paragraph.services.contains(service))
        })
    }
}

impl BadWording {
    /// A placeholder that is none as it is written, or that is not ended.
    pub(crate) fn of(written: Result<&str, Unclosed<'_>>) -> Self {
        match written {
            Ok(name) => Self::Unknown(name.to_owned()),
            Err(Unclosed(begun)) => Self::Unclosed(begun.to_owned()),
        }
    }
}

/// Where a placeholder that is none, or is not ended, begins: line and column of the words, from 1.
pub fn place_in(words: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for written in placeholders(words) {
        let begins = words.get(at..)?.find("((")? + at;
        let (Ok(found) | Err(Unclosed(found))) = written;
        if found == name {
            let before = words.get(..begins)?;
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next()?.chars().count() + 1;
            return Some((line, column));
        }
        at = begins + 2;
    }
    None
}

/// What stands after double brackets that are not ended before the next begin, to the end of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unclosed<'w>(pub(crate) &'w str);

/// What stands in double brackets, in order, as [`fill`] reads it.
pub(crate) fn placeholders(words: &str) -> impl Iterator<Item = Result<&str, Unclosed<'_>>> {
    words.split("((").skip(1).map(|rest| match rest.split_once("))") {
        Some((name, _)) => Ok(name.trim()),
        None => Err(Unclosed(rest.lines().next().unwrap_or_default().trim())),
    })
}

/// The words with each placeholder filled; more than one blank line in a row becomes one. What is put in is text: nothing
/// in it is filled again.
pub fn fill(words: &str, value: impl Fn(Placeholder) -> String) -> String {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("((") {
        filled.push_str(before);
        let known = after.split_once("))");
        let known = known.and_then(|(name, after)| Some((Placeholder::parse(name.trim())?, after)));
        rest = if let Some((placeholder, after)) = known {
            filled.push_str(&value(placeholder));
            after
        } else {
            filled.push_str("((");
            after
        };
    }
    filled.push_str(rest);
    while filled.contains("\n\n\n") {
        filled = filled.replace("\n\n\n", "\n\n");
    }
    filled.trim().to_owned()
}

impl std::fmt::Display for BadWording {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(name) => write!(formatter, "Placeholder (({name})) is not known."),
            Self::Unclosed(begun) => {
                write!(
                    formatter,
                    "Placeholder (({begun} is not ended: write )) after its name."
                )
            }
            Self::Missing(Placeholder::Ombudsman) => {
                formatter.write_str("The Ombudsman paragraph is missing.")
            }
            Self::Missing(placeholder) => write!(formatter, "Placeholder (({placeholder})) is missing."),
            Self::MoreThanALine => formatter.write_str("This must be one line."),
            Self::HasHeading => formatter.write_str("This must have no heading and no mark of a language."),
            Self::TooFewWords => {
                formatter.write_str("These words say too little for what the letter has to say.")
            }
            Self::DiffersByPlace => formatter.write_str(
                "These words would take the place of several that say different things. Word each for its procedure and stage.",
            ),
            Self::LacksForLgsco(what) => write!(
                formatter,
                "The Local Government and Social Care Ombudsman asks a last reply to say more. Say {what}."
            ),
            Self::SaysNothing => formatter.write_str("This has no words, only punctuation."),
        }
    }
}

#[cfg(test)]
mod tests;
