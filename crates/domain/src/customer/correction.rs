//! A correction of somebody's details: their name, how to address them, their e-mail address, their telephone number.
//!
//! Data must be accurate, and whoever it is about has a right to have it put right (UK GDPR, articles 5(1)(d) and 16).
//! Whoever changes where letters and codes go takes over a record, so that a correction says who asked for it and how
//! that was checked (article 12(6)). The words before stand beside the event; the event names them by a digest.

use serde::{Deserialize, Serialize};

use super::Event;
use crate::words::{Digest, Words, WordsRef};

crate::vocabulary! {
    /// What of somebody's details is corrected. An address has its days: it is a move.
    pub enum Detail {
        /// The name.
        Name = "name",
        /// How they want to be addressed.
        Called = "called",
        /// The e-mail address.
        Email = "email",
        /// The telephone number.
        Phone = "phone",
    }
}

crate::vocabulary! {
    /// Who asked for a correction.
    pub enum AskedBy {
        /// The person themselves.
        Person = "person",
        /// Somebody who may speak for them.
        Representative = "representative",
        /// Somebody here, who saw that it is wrong.
        Colleague = "colleague",
    }
}

crate::vocabulary! {
    /// How it was checked that a correction is right.
    pub enum Checked {
        /// They named two things that are on file.
        Details = "details-on-file",
        /// They read out a code that we sent to them the old way.
        Code = "code",
        /// They wrote from the address that was on file.
        AddressOnFile = "address-on-file",
        /// A document was seen.
        Document = "document",
        /// They were here.
        InPerson = "in-person",
        /// It was our slip: what they gave us shows it.
        OwnSlip = "own-slip",
    }
}

crate::vocabulary! {
    /// Why nothing was corrected.
    pub enum NotCorrected {
        /// It says what is on file already.
        NothingChanged = "nothing-changed",
        /// A name was taken away and none given.
        NoName = "no-name",
        /// Nobody said why.
        NoReason = "no-reason",
        /// A slip of ours is seen by somebody here, and not asked for by anybody.
        NotOurSlip = "not-our-slip",
        /// Somebody changed the details meanwhile.
        Overtaken = "overtaken",
        /// A contact arrangement binds the person, and this reader may not correct their details.
        Restricted = "restricted",
    }
}

/// What of somebody's details can be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correctable {
    /// The name; empty if none was given.
    pub name: String,
    /// How they want to be addressed, where it is not by their name.
    pub called: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

impl Correctable {
    /// One of them, where there is something.
    pub fn detail(&self, detail: Detail) -> Option<&str> {
        let value = match detail {
            Detail::Name => Some(self.name.as_str()),
            Detail::Called => self.called.as_deref(),
            Detail::Email => self.email.as_deref(),
            Detail::Phone => self.phone.as_deref(),
        };
        value.map(str::trim).filter(|value| !value.is_empty())
    }

    /// Puts another value in its place.
    pub fn put(&mut self, detail: Detail, value: Option<&str>) {
        let value = value.map(str::to_owned);
        match detail {
            Detail::Name => self.name = value.unwrap_or_default(),
            Detail::Called => self.called = value,
            Detail::Email => self.email = value,
            Detail::Phone => self.phone = value,
        }
    }

    /// In what another differs.
    pub fn differs_in(&self, other: &Self) -> Vec<Detail> {
        let details = Detail::ALL.iter().copied();
        details
            .filter(|detail| self.detail(*detail) != other.detail(*detail))
            .collect()
    }
}

/// A correction on its way into the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// What holds from now on.
    pub becomes: Correctable,
    /// The version of the person's stream that whoever writes this saw.
    pub seen: i64,
    /// Who asked for it.
    pub asked: AskedBy,
    /// How it was checked.
    pub checked: Checked,
    /// Why, and what was said.
    pub reason: Words,
}

/// What was corrected, with what stood there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// What.
    pub what: Detail,
    /// The words before; none where there was nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<WordsRef>,
}

/// What changes by a correction, or why it is not made.
pub fn changes(before: &Correctable, new: &NewCorrection) -> Result<Vec<Detail>, NotCorrected> {
    let changed = before.differs_in(&new.becomes);
    if changed.is_empty() {
        return Err(NotCorrected::NothingChanged);
    }
    if before.detail(Detail::Name).is_some() && new.becomes.detail(Detail::Name).is_none() {
        return Err(NotCorrected::NoName);
    }
    if new.reason.is_blank() {
        return Err(NotCorrected::NoReason);
    }
    // What somebody asks for is checked with them; only what we saw ourselves needs nobody.
    if (new.checked == Checked::OwnSlip) != (new.asked == AskedBy::Colleague) {
        return Err(NotCorrected::NotOurSlip);
    }
    Ok(changed)
}

/// The event of a correction.
pub fn event(new: &NewCorrection, details: Digest, changed: Vec<Changed>) -> Event {
    Event::Corrected {
        details,
        changed,
        asked: new.asked,
        checked: new.checked,
        reason: new.reason.reference(),
    }
}

#[cfg(test)]
mod tests {
    //! What is corrected, by whose word, and what is not.

    use super::*;
    use crate::case::tests::people::uuid;
    use crate::id::WordsId;

    fn words(number: u64, text: &str) -> Words {
        Words::new(WordsId::parse(uuid(number)).unwrap(), [7; 16], text)
    }

    fn asha() -> Correctable {
        Correctable {
            name: "Asha Patel".to_owned(),
            called: None,
            email: Some("asha@example.org".to_owned()),
            phone: None,
        }
    }

    fn corrected(change: impl FnOnce(&mut Correctable)) -> NewCorrection {
        let mut becomes = asha();
        change(&mut becomes);
        NewCorrection {
            becomes,
            seen: 1,
            asked: AskedBy::Person,
            checked: Checked::Details,
            reason: words(1, "She phoned, and named her old address."),
        }
    }

    #[test]
    fn a_correction_says_what_changes_and_why_and_its_event_has_no_word_of_it() {
        let new = corrected(|becomes| {
            becomes.put(Detail::Email, Some("asha.new@example.org"));
            becomes.put(Detail::Called, Some("Dr Patel"));
        });
        assert_eq!(changes(&asha(), &new), Ok(vec![Detail::Called, Detail::Email]));
        let before = Changed {
            what: Detail::Email,
            before: Some(words(2, "asha@example.org").reference()),
        };
        let event = event(&new, Digest::of(&[1; 16], b"new"), vec![before]);
        let body = serde_json::to_string(&event).unwrap();
        for word in ["asha", "Patel", "phoned"] {
            assert!(!body.contains(word), "{body}");
        }
        assert_eq!(serde_json::from_str::<Event>(&body).unwrap(), event);
    }

    #[test]
    fn spaces_around_a_detail_are_no_correction_and_a_name_is_not_taken_away() {
        let spaced = corrected(|becomes| becomes.put(Detail::Name, Some(" Asha Patel ")));
        assert_eq!(changes(&asha(), &spaced), Err(NotCorrected::NothingChanged));
        let nameless = corrected(|becomes| becomes.put(Detail::Name, None));
        assert_eq!(changes(&asha(), &nameless), Err(NotCorrected::NoName));
        // Somebody who gave no name may give one.
        let nobody = Correctable::default();
        assert_eq!(
            changes(&nobody, &corrected(|_| {})),
            Ok(vec![Detail::Name, Detail::Email])
        );
    }

    // UK GDPR, article 12(6): where there is doubt who asks, they are asked to prove it.
    #[test]
    fn whoever_asks_is_checked_and_only_our_own_slip_needs_nobody() {
        let slip = |asked, checked| NewCorrection {
            asked,
            checked,
            ..corrected(|becomes| becomes.put(Detail::Phone, Some("01632 960001")))
        };
        let asked = slip(AskedBy::Person, Checked::OwnSlip);
        assert_eq!(changes(&asha(), &asked), Err(NotCorrected::NotOurSlip));
        let seen = slip(AskedBy::Colleague, Checked::Code);
        assert_eq!(changes(&asha(), &seen), Err(NotCorrected::NotOurSlip));
        let ours = slip(AskedBy::Colleague, Checked::OwnSlip);
        assert_eq!(changes(&asha(), &ours), Ok(vec![Detail::Phone]));
        let unexplained = NewCorrection {
            reason: words(1, " "),
            ..ours
        };
        assert_eq!(changes(&asha(), &unexplained), Err(NotCorrected::NoReason));
    }
}
