//! What a customer is told when another council has taken their case over.

use jiff::civil::Date;

use super::{LetterPart, Letters, Place, Placeholder, fill};

/// What is known of a case that another council has taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenOver<'t> {
    /// The council that had it.
    pub council: &'t str,
    /// The council that has it now.
    pub other: &'t str,
    /// The reference, which stays.
    pub reference: &'t str,
    /// By when it is answered, where that is promised.
    pub answer_by: Option<Date>,
    /// The page at which it can be followed, where there is one.
    pub page: Option<&'t str>,
}

impl Letters {
    /// The sentence with which the case is closed here: who has it, by when they answer, that nothing has to be told
    /// again, and where it can be followed.
    pub fn taken_over(&self, place: &Place<'_>, told: &TakenOver<'_>) -> String {
        let date = told.answer_by.map(|on| place.language.date(on));
        let say = |part| {
            fill(self.words_in(part, place), |wanted| {
                told.value(wanted, date.as_deref()).to_owned()
            })
        };
        let by = date.is_some().then_some(LetterPart::TransferAnswerBy);
        let follow = match told.page {
            Some(_) => LetterPart::TransferFollow,
            None => LetterPart::TransferAsk,
        };
        let parts = [
            Some(LetterPart::TransferTakenOver),
            by,
            Some(LetterPart::TransferKept),
            Some(follow),
        ];
        let said: Vec<String> = parts.into_iter().flatten().map(say).collect();
        said.join(" ")
    }
}

impl<'t> TakenOver<'t> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "five of all are known here, and no other is allowed"
    )]
    fn value(&self, wanted: Placeholder, date: Option<&'t str>) -> &'t str {
        match wanted {
            Placeholder::Council => self.council,
            Placeholder::OtherCouncil => self.other,
            Placeholder::Reference => self.reference,
            Placeholder::Date => date.unwrap_or_default(),
            Placeholder::Address => self.page.unwrap_or_default(),
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    //! What the sentence says.

    use super::*;

    fn told() -> TakenOver<'static> {
        TakenOver {
            council: "Westshire Council",
            other: "Eastshire Council",
            reference: "WS-4K7P-29QX",
            answer_by: Some(jiff::civil::date(2026, 12, 7)),
            page: Some("https://eastshire.example/track"),
        }
    }

    #[test]
    fn it_says_who_has_it_by_when_they_answer_and_where_it_is_followed() {
        let letters = Letters::default();
        let place = Place::default();
        assert_eq!(
            letters.taken_over(&place, &told()),
            "This is for Eastshire Council to answer, and they have taken it over from us. They will answer you by 7 \
             December 2026. We gave them what you told us and what we told you, so that you do not have to tell it again. \
             Your reference stays WS-4K7P-29QX. You can follow it with Eastshire Council at \
             https://eastshire.example/track."
        );
        let undated = TakenOver {
            answer_by: None,
            page: None,
            ..told()
        };
        let said = letters.taken_over(&place, &undated);
        assert!(
            said.ends_with("You can follow it with Eastshire Council."),
            "{said}"
        );
        assert!(!said.contains(" by ") && !said.contains("  "), "{said}");
    }

    #[test]
    fn a_council_words_it_for_itself_and_who_has_it_stays_in() {
        let mut letters = Letters::default();
        let own = "((council)) has given it to ((other council)).";
        letters
            .wordings
            .insert(LetterPart::TransferTakenOver, own.to_owned());
        let said = letters.taken_over(&Place::default(), &told());
        assert!(
            said.starts_with("Westshire Council has given it to Eastshire Council. They"),
            "{said}"
        );
        assert_eq!(LetterPart::TransferTakenOver.faults("It is gone.").len(), 1);
    }
}
