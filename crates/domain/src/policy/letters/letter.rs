//! Which letter or message a paragraph stands in.

use super::LetterPart;

crate::vocabulary! {
    /// A letter or message whose paragraphs belong together.
    pub enum Letter {
        /// What stands in every one: the greeting, who writes, how to reach the council.
        Every = "every",
        /// The receipt of what was sent.
        Receipt = "receipt",
        /// The acknowledgement of a complaint.
        Acknowledgement = "acknowledgement",
        /// More time is needed.
        Extension = "extension",
        /// The reply to a complaint.
        Reply = "reply",
        /// A complaint, or stage 2, is not accepted.
        Refusal = "refusal",
        /// Updates, actions that cannot be delivered, what was settled, and why a case was closed.
        Update = "update",
        /// The code that opens what is private.
        Code = "code",
        /// What was saved and not sent yet.
        Saved = "saved",
        /// An e-mail address was changed.
        EmailChanged = "email-changed",
        /// A letter about how somebody gets in touch.
        Conduct = "conduct",
        /// The survey.
        Survey = "survey",
        /// A question to a partner.
        Partner = "partner",
        /// Text messages.
        Text = "text",
        /// The subjects of e-mails.
        Subject = "subject",
        /// What links say.
        Link = "link",
        /// What letters in Welsh and English say beside everything else.
        Welsh = "welsh",
    }
}

impl LetterPart {
    /// In which letter or message it stands.
    pub fn letter(self) -> Letter {
        let name = self.as_str();
        // The few whose name begins with another word than that of their letter.
        match name {
            "contact_heading" | "contact_phone" | "contact_email" | "contact_post" => return Letter::Every,
            _ => {}
        }
        match name.split('_').next().unwrap_or(name) {
            "receipt" | "matter" | "promise" | "date" | "told" | "nothing" => Letter::Receipt,
            "acknowledgement" => Letter::Acknowledgement,
            "extension" => Letter::Extension,
            "reply" | "found" => Letter::Reply,
            "refusal" => Letter::Refusal,
            "remedy" | "confirmation" | "contact" | "closing" | "transfer" => Letter::Update,
            "code" => Letter::Code,
            "saved" => Letter::Saved,
            "email" => Letter::EmailChanged,
            "conduct" => Letter::Conduct,
            "survey" => Letter::Survey,
            "partner" => Letter::Partner,
            "text" => Letter::Text,
            "subject" => Letter::Subject,
            "link" => Letter::Link,
            "welsh" => Letter::Welsh,
            _ => Letter::Every,
        }
    }
}

impl LetterPart {
    /// The letter that it belongs to and that not every council sends: about contact, the survey, a question to a partner.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "three of all are not every council's"
    )]
    pub(in crate::policy) fn is_only_in(self) -> Option<Letter> {
        let name = self.as_str();
        let is_of = |what: &str| name.split('_').any(|word| word == what);
        match self.letter() {
            Letter::Conduct => Some(Letter::Conduct),
            _ if is_of("survey") => Some(Letter::Survey),
            _ if is_of("partner") || matches!(self, Self::LinkOpen) => Some(Letter::Partner),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    //! Every paragraph has its letter.

    use super::*;

    #[test]
    fn every_paragraph_stands_in_one_letter_and_every_letter_has_some() {
        let in_letter = |letter: Letter| LetterPart::ALL.iter().filter(move |part| part.letter() == letter);
        for letter in Letter::ALL {
            assert!(in_letter(*letter).count() > 0, "{letter}");
        }
        let every: Vec<&str> = in_letter(Letter::Every).map(|part| part.as_str()).collect();
        assert_eq!(
            every,
            [
                "message_reference",
                "complaint_further",
                "other_further",
                "greeting",
                "unknown_customer",
                "contact_heading",
                "contact_phone",
                "contact_email",
                "contact_post",
                "next_heading",
                "further_heading",
            ],
            "what is in no letter of its own is in every one, and is read here"
        );
    }
}
