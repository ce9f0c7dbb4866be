//! The paragraphs of letters that a council may word for itself, and what must stand in each.
//!
//! Everything else in a letter follows from the case. What a Code asks a letter to say stays in it: the
//! wording changes, the placeholder that carries it cannot be left out.

mod wording;

use std::collections::BTreeMap;

pub use self::wording::{Place, StandingParagraph, Wording};
use crate::id::ServiceId;
use crate::vocabulary::Ombudsman;

/// The wordings that a council gave, by paragraph; a paragraph that is not here has its ordinary words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The wordings that hold wherever nothing closer does.
    pub wordings: BTreeMap<LetterPart, String>,
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

crate::vocabulary! {
    /// A paragraph of a letter that a council may word for itself.
    pub enum LetterPart {
        /// The acknowledgement begins.
        AcknowledgementOpening = "acknowledgement_opening",
        /// The acknowledgement ends.
        AcknowledgementClosing = "acknowledgement_closing",
        /// The letter that tells of more time begins.
        ExtensionOpening = "extension_opening",
        /// How to go further when a reply is late.
        ExtensionDelay = "extension_delay",
        /// How to ask for stage 2.
        ReplyStage2 = "reply_stage_2",
        /// How to go further after the last stage.
        ReplyFinal = "reply_final",
        /// How to go further when a complaint is not accepted.
        RefusalDisagree = "refusal_disagree",
        /// The receipt of what a customer sent begins.
        ReceiptOpening = "receipt_opening",
        /// The reply to a complaint begins.
        ReplyOpening = "reply_opening",
        /// The message begins that a promise could not be kept.
        RemedyOpening = "remedy_opening",
        /// The message begins that confirms what was done while the customer was there.
        ConfirmationOpening = "confirmation_opening",
        /// Any other message begins.
        ContactOpening = "contact_opening",
        /// The message begins that a case was closed.
        ClosingOpening = "closing_opening",
        /// The reference, in every message.
        MessageReference = "message_reference",
        /// What the code of a message is for.
        CodeOpening = "code_opening",
        /// How to go further, in a message about a complaint.
        ComplaintFurther = "complaint_further",
        /// How to go further, in a message about anything else.
        OtherFurther = "other_further",
    }
}

crate::vocabulary! {
    /// What is put into a paragraph when the letter is written: `((reference))`.
    pub enum Placeholder {
        /// The reference of the case.
        Reference = "reference",
        /// The customer's name.
        Customer = "customer",
        /// The council's name.
        Council = "council",
        /// The date by which the reply is now due.
        NewDate = "new date",
        /// Which Ombudsman it is, and how to reach them.
        Ombudsman = "ombudsman",
        /// How to reach the council.
        Contact = "contact",
        /// The date by which the reply is due, where one is promised.
        ReplyBy = "reply by",
        /// What the letter is about: "your complaint".
        Matter = "matter",
        /// The team that has the case.
        Team = "team",
        /// The stage of the complaint: "1".
        Stage = "stage",
    }
}

/// What is wrong with a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadWording {
    /// A placeholder that is none, or is not filled in this paragraph.
    Unknown(String),
    /// A placeholder that this paragraph must have.
    Missing(Placeholder),
}

impl LetterPart {
    /// Its ordinary words.
    pub const fn ordinary(self) -> &'static str {
        match self {
            Self::AcknowledgementOpening => {
                "We have your complaint. Your reference is ((reference)). Please use it when you call, write or visit."
            }
            Self::AcknowledgementClosing => {
                "If we have misunderstood anything, please tell us. You do not need to do anything else."
            }
            Self::ExtensionOpening => {
                "We need more time to answer your complaint ((reference)). We will now reply by ((new date))."
            }
            Self::ExtensionDelay => "((ombudsman))",
            Self::ReplyStage2 => {
                "You can ask us to review this reply. A different person will look at it. You do not have to give \
                 reasons. Tell us in any way you like and quote ((reference))."
            }
            Self::ReplyFinal => {
                "This is our final reply. You can now ask for an independent view.\n\n((ombudsman))\n\nYou usually have \
                 12 months from the day you first knew about the matter, not from the date of this letter."
            }
            Self::RefusalDisagree => "You can take this decision to the Ombudsman.\n\n((ombudsman))",
            Self::ReceiptOpening => "We have ((matter)), and this is a copy of it.",
            Self::ReplyOpening => "This is our stage ((stage)) reply to your complaint ((reference)).",
            Self::RemedyOpening => {
                "We promised you something because of ((matter)). We could not do it, and we are sorry."
            }
            Self::ConfirmationOpening => "This confirms what we did when you contacted us.",
            Self::ContactOpening => "We write to you about ((matter)).",
            Self::ClosingOpening => "We have closed ((matter)).",
            Self::MessageReference => {
                "Your reference is ((reference)). Please use it when you call, write or visit."
            }
            Self::CodeOpening => {
                "You asked to see the letters and details of ((reference)). This code shows that it is you."
            }
            Self::ComplaintFurther => {
                "If you are unhappy with how we deal with your complaint, please tell us. You can also ask the \
                 Ombudsman. Our reply will say how."
            }
            Self::OtherFurther => {
                "If you are unhappy with how we deal with it, you can make a complaint. Quote the reference, so that \
                 you do not have to say it all again."
            }
        }
    }

    /// Its ordinary words at this stage, where this Ombudsman or the Information Commissioner comes next.
    ///
    /// LGSCO asks a last reply to say that it is the last, that the customer may ask for a review, until when, that
    /// older complaints are possible, who the Ombudsman is, that some things are beyond it, and what to send: in this
    /// order, with the words for the time limit (LGSCO, "Linking to us from your final response").
    pub const fn ordinary_in(self, place: &Place<'_>) -> &'static str {
        match (self, place.ombudsman) {
            // Complaint Handling Code 6.11: a request for stage 2 is acknowledged as one.
            (Self::AcknowledgementOpening, _) if place.stage > 1 => {
                "You asked us to review our reply to your complaint, and we will. Your reference is ((reference)). \
                 Please use it when you call, write or visit."
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
            (Self::RefusalDisagree, Some(Ombudsman::Ico)) => {
                "You can complain to the Information Commissioner about this decision.\n\n((ombudsman))"
            }
            (Self::ComplaintFurther, Some(Ombudsman::Ico)) => {
                "If you are unhappy with how we deal with your complaint, please tell us. You can also complain to the \
                 Information Commissioner. Our reply will say how."
            }
            _ => self.ordinary(),
        }
    }

    /// What must stand in it.
    pub const fn must_have(self) -> &'static [Placeholder] {
        match self {
            Self::AcknowledgementOpening
            | Self::ReplyStage2
            | Self::ReplyOpening
            | Self::MessageReference
            | Self::CodeOpening => &[Placeholder::Reference],
            Self::AcknowledgementClosing
            | Self::ReceiptOpening
            | Self::RemedyOpening
            | Self::ConfirmationOpening
            | Self::ContactOpening
            | Self::ClosingOpening
            | Self::ComplaintFurther
            | Self::OtherFurther => &[],
            // Complaint Handling Code 6.4: the customer hears of the expected time of the reply.
            Self::ExtensionOpening => &[Placeholder::NewDate],
            // Complaint Handling Code 6.5: with the Ombudsman's details; 6.8 and 2: at the end, and
            // when a complaint is not accepted.
            Self::ExtensionDelay | Self::ReplyFinal | Self::RefusalDisagree => &[Placeholder::Ombudsman],
        }
    }

    /// The paragraph of the Code that asks for what must stand in it.
    pub const fn asked_for_by(self) -> Option<&'static str> {
        match self {
            Self::ExtensionOpening => Some("6.4"),
            Self::ExtensionDelay => Some("6.5"),
            Self::ReplyStage2 | Self::ReplyFinal => Some("6.8"),
            Self::RefusalDisagree => Some("2"),
            Self::AcknowledgementOpening
            | Self::AcknowledgementClosing
            | Self::ReceiptOpening
            | Self::ReplyOpening
            | Self::RemedyOpening
            | Self::ConfirmationOpening
            | Self::ContactOpening
            | Self::ClosingOpening
            | Self::MessageReference
            | Self::CodeOpening
            | Self::ComplaintFurther
            | Self::OtherFurther => None,
        }
    }

    /// Whether it stands in a message that the program frames by itself, of which no Ombudsman is known.
    pub const fn is_of_a_message(self) -> bool {
        match self {
            Self::ReceiptOpening
            | Self::RemedyOpening
            | Self::ConfirmationOpening
            | Self::ContactOpening
            | Self::ClosingOpening
            | Self::MessageReference
            | Self::CodeOpening
            | Self::ComplaintFurther
            | Self::OtherFurther => true,
            Self::AcknowledgementOpening
            | Self::AcknowledgementClosing
            | Self::ExtensionOpening
            | Self::ExtensionDelay
            | Self::ReplyStage2
            | Self::ReplyFinal
            | Self::ReplyOpening
            | Self::RefusalDisagree => false,
        }
    }

    /// What may stand in it.
    pub fn may_have(self) -> impl Iterator<Item = Placeholder> {
        let is_known = move |placeholder: &Placeholder| match placeholder {
            Placeholder::NewDate => matches!(self, Self::ExtensionOpening),
            Placeholder::ReplyBy => {
                matches!(self, Self::AcknowledgementOpening | Self::AcknowledgementClosing)
            }
            Placeholder::Ombudsman | Placeholder::Stage => !self.is_of_a_message(),
            Placeholder::Reference
            | Placeholder::Customer
            | Placeholder::Council
            | Placeholder::Contact
            | Placeholder::Matter
            | Placeholder::Team => true,
        };
        Placeholder::ALL.iter().copied().filter(is_known)
    }

    /// Everything that is wrong with words for this paragraph.
    pub fn faults(self, words: &str) -> Vec<BadWording> {
        let mut faults = Vec::new();
        let mut found = Vec::new();
        for name in placeholders(words) {
            match Placeholder::parse(name).filter(|known| self.may_have().any(|may| may == *known)) {
                Some(known) => found.push(known),
                None => faults.push(BadWording::Unknown(name.to_owned())),
            }
        }
        let missing = self.must_have().iter().filter(|must| !found.contains(must));
        faults.extend(missing.map(|must| BadWording::Missing(*must)));
        faults
    }
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
            .map(|wording| wording.words.as_str())
            .or_else(|| self.wordings.get(&part).map(String::as_str))
            .unwrap_or_else(|| part.ordinary_in(place))
    }

    /// The paragraphs that can be put into a reply about a service: those of every service, and its own.
    pub fn standing_for(&self, service: Option<&ServiceId>) -> impl Iterator<Item = &StandingParagraph> {
        self.standing.iter().filter(move |paragraph| {
            paragraph.services.is_empty()
                || service.is_some_and(|service| paragraph.services.contains(service))
        })
    }
}

/// Where a placeholder that is none begins: line and column of the words, from 1.
pub fn place_in(words: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for rest in words.split("((").skip(1) {
        let begins = words.get(at..)?.find("((")? + at;
        let found = rest.split_once("))").map_or(rest.trim(), |(name, _)| name.trim());
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

/// What stands in double brackets, in order.
pub(crate) fn placeholders(words: &str) -> impl Iterator<Item = &str> {
    words
        .split("((")
        .skip(1)
        .map(|rest| rest.split_once("))").map_or(rest.trim(), |(name, _)| name.trim()))
}

/// The words with each placeholder filled; more than one blank line in a row becomes one.
pub fn fill(words: &str, value: impl Fn(Placeholder) -> String) -> String {
    let mut filled = words.to_owned();
    for placeholder in Placeholder::ALL {
        filled = filled.replace(&format!("(({placeholder}))"), &value(*placeholder));
    }
    while filled.contains("\n\n\n") {
        filled = filled.replace("\n\n\n", "\n\n");
    }
    filled.trim().to_owned()
}

impl std::fmt::Display for BadWording {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(name) => write!(formatter, "Placeholder (({name})) is not known."),
            Self::Missing(Placeholder::Ombudsman) => {
                formatter.write_str("The Ombudsman paragraph is missing.")
            }
            Self::Missing(placeholder) => write!(formatter, "Placeholder (({placeholder})) is missing."),
        }
    }
}

#[cfg(test)]
mod tests {
    //! What a paragraph must have and may have.

    use super::*;
    use crate::vocabulary::Channel;

    #[test]
    fn the_ordinary_words_of_every_paragraph_are_in_order() {
        for part in LetterPart::ALL {
            assert_eq!(part.faults(part.ordinary()), [], "{part}");
            for ombudsman in Ombudsman::ALL {
                for stage in [1, 2] {
                    let place = Place {
                        stage,
                        ombudsman: Some(*ombudsman),
                        ..Place::default()
                    };
                    let words = part.ordinary_in(&place);
                    assert_eq!(part.faults(words), [], "{part} {ombudsman} {stage}");
                }
            }
        }
    }

    #[test]
    fn a_placeholder_that_is_not_known_and_a_missing_ombudsman_are_said() {
        let faults = LetterPart::ReplyFinal.faults("This is our final reply of ((replydate)).");
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "Placeholder ((replydate)) is not known.",
                "The Ombudsman paragraph is missing."
            ]
        );
    }

    #[test]
    fn a_date_is_known_only_where_there_is_one() {
        let faults = LetterPart::ReplyStage2.faults("Quote ((reference)) by ((new date)).");
        assert_eq!(faults, [BadWording::Unknown("new date".to_owned())]);
    }

    #[test]
    fn a_placeholder_that_is_none_is_found_by_its_line_and_column() {
        let words = "Dear ((customer))\n\nWe reply by ((replydate)).";
        assert_eq!(place_in(words, "replydate"), Some((3, 13)));
        assert_eq!(place_in(words, "nobody"), None);
    }

    #[test]
    fn the_closest_wording_wins() {
        let wording = |id: &str, procedure: Option<&str>, stage, channel| Wording {
            id: id.to_owned(),
            part: LetterPart::ReplyStage2,
            procedure: procedure.map(|name| crate::id::ProcedureId::parse(name).unwrap()),
            stage,
            channel,
            words: id.to_owned(),
        };
        let letters = Letters {
            special: vec![
                wording("post", None, None, Some(Channel::Letter)),
                wording("housing", Some("complaint-housing"), None, None),
                wording(
                    "housing-post",
                    Some("complaint-housing"),
                    None,
                    Some(Channel::Letter),
                ),
                wording("stage", None, Some(1), None),
            ],
            ..Letters::default()
        };
        let housing = crate::id::ProcedureId::parse("complaint-housing").unwrap();
        let corporate = crate::id::ProcedureId::parse("complaint-corporate").unwrap();
        let words = |procedure, stage, channel| {
            let place = Place {
                procedure: Some(procedure),
                stage,
                channel,
                ombudsman: None,
            };
            letters.words_in(LetterPart::ReplyStage2, &place)
        };
        assert_eq!(words(&housing, 1, Some(Channel::Letter)), "housing-post");
        assert_eq!(words(&housing, 1, Some(Channel::Email)), "housing");
        assert_eq!(words(&corporate, 1, Some(Channel::Letter)), "stage");
        assert_eq!(words(&corporate, 2, Some(Channel::Letter)), "post");
        assert_eq!(words(&corporate, 2, None), LetterPart::ReplyStage2.ordinary());
    }

    #[test]
    fn what_is_empty_leaves_no_gap() {
        let filled = fill("One.\n\n((ombudsman))\n\nTwo.", |_| String::new());
        assert_eq!(filled, "One.\n\nTwo.");
    }
}
