//! The paragraphs of letters that a council may word for itself, and what must stand in each.
//!
//! Everything else in a letter follows from the case. What a Code asks a letter to say stays in it: the
//! wording changes, the placeholder that carries it cannot be left out.

use std::collections::BTreeMap;

/// The wordings that a council gave, by paragraph; a paragraph that is not here has its ordinary words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The wordings.
    pub wordings: BTreeMap<LetterPart, String>,
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
        }
    }

    /// What must stand in it.
    pub const fn must_have(self) -> &'static [Placeholder] {
        match self {
            Self::AcknowledgementOpening | Self::ReplyStage2 => &[Placeholder::Reference],
            Self::AcknowledgementClosing => &[],
            // Complaint Handling Code 6.4: the customer hears of the expected time of the reply.
            Self::ExtensionOpening => &[Placeholder::NewDate],
            // Complaint Handling Code 6.5: with the Ombudsman's details; 6.8 and 2: at the end, and
            // when a complaint is not accepted.
            Self::ExtensionDelay | Self::ReplyFinal | Self::RefusalDisagree => &[Placeholder::Ombudsman],
        }
    }

    /// What may stand in it.
    pub fn may_have(self) -> impl Iterator<Item = Placeholder> {
        let tells_date = matches!(self, Self::ExtensionOpening);
        Placeholder::ALL
            .iter()
            .copied()
            .filter(move |placeholder| tells_date || *placeholder != Placeholder::NewDate)
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
}

/// What stands in double brackets, in order.
fn placeholders(words: &str) -> impl Iterator<Item = &str> {
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

    #[test]
    fn the_ordinary_words_of_every_paragraph_are_in_order() {
        for part in LetterPart::ALL {
            assert_eq!(part.faults(part.ordinary()), [], "{part}");
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
    fn what_is_empty_leaves_no_gap() {
        let filled = fill("One.\n\n((ombudsman))\n\nTwo.", |_| String::new());
        assert_eq!(filled, "One.\n\nTwo.");
    }
}
