//! A customer: the person or body who contacts the council.
//!
//! Who they are stands in the person's row and never in an event; the event holds its digest.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{AdjustmentId, PersonId};
use crate::vocabulary::ReplyBy;
use crate::words::{Digest, WordsRef};

pub mod address;
pub mod adjustment;
pub mod correction;

use adjustment::{AdjustmentKind, Reviewed};
use correction::{AskedBy, Changed, Checked};

/// What the council holds of a person, on its way into the record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Details {
    /// The name, as given.
    pub name: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number, as given.
    pub phone: Option<String>,
    /// A postal address, with line ends.
    pub address: Option<String>,
    /// A postcode, as given.
    pub postcode: Option<String>,
    /// How to answer.
    pub reply_by: Option<ReplyBy>,
}

impl Details {
    /// Whether nothing is known at all.
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                reply_by: self.reply_by,
                ..Self::default()
            }
    }

    /// Whether `typed` is the postcode or the last name on file: what opens the status page
    /// together with the reference. Case, spaces and accents do not matter.
    pub fn are_proved_by(&self, typed: &str) -> bool {
        let typed = fold(typed);
        let same = |known: &str| !typed.is_empty() && fold(known) == typed;
        let last_name = self
            .name
            .as_deref()
            .and_then(|name| name.split_whitespace().next_back());
        self.postcode.as_deref().is_some_and(same)
            || last_name.is_some_and(same)
            || self.name.as_deref().is_some_and(same)
    }

    /// Whether somebody on the phone is who they say: the last name, and one more thing on file.
    pub fn are_proved_aloud_by(&self, name: &str, more: &str) -> bool {
        let (name, more) = (fold(name), fold(more));
        let same = |known: &str, typed: &str| !typed.is_empty() && fold(known) == typed;
        let full = self.name.as_deref().unwrap_or_default();
        let last = full.split_whitespace().next_back().unwrap_or_default();
        let is_named = same(last, &name) || same(full, &name);
        let others = [&self.postcode, &self.email, &self.phone];
        is_named && others.into_iter().flatten().any(|known| same(known, &more))
    }
}

/// Letters and digits only, in lower case and without accents, so that what people type is found.
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let letters = text.nfkd().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(plain).collect()
}

/// A letter as somebody types it who has a British keyboard alone, in lower case.
///
/// Unicode takes no letter of this list apart
/// into one of ours and a mark, though they are read as that; what each stands for is as in CLDR's "Latin-ASCII".
pub fn plain(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().flat_map(|letter| {
        let (first, second) = match letter {
            'ł' => ('l', None),
            'ø' => ('o', None),
            'đ' | 'ð' => ('d', None),
            'ħ' => ('h', None),
            'ŧ' => ('t', None),
            'ı' => ('i', None),
            'ŋ' => ('n', None),
            'ß' => ('s', Some('s')),
            'æ' => ('a', Some('e')),
            'œ' => ('o', Some('e')),
            'þ' => ('t', Some('h')),
            other => (other, None),
        };
        std::iter::once(first).chain(second)
    })
}

/// What happened to the council's record of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The council learned of the person.
    Registered {
        /// The digest of the details.
        details: Digest,
    },
    /// The details changed.
    DetailsChanged {
        /// The digest of the new details.
        details: Digest,
    },
    /// An adjustment was agreed with the person.
    AdjustmentAgreed {
        /// Which.
        adjustment: AdjustmentId,
        /// What.
        kind: AdjustmentKind,
        /// The same in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
        /// Since when.
        from: Date,
        /// When it is looked at again.
        review_on: Date,
    },
    /// An adjustment was looked at again.
    AdjustmentReviewed {
        /// Which.
        adjustment: AdjustmentId,
        /// What became of it.
        outcome: Reviewed,
        /// When.
        on: Date,
        /// What holds now, if it was changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
        /// Why.
        reason: WordsRef,
        /// When it is looked at next, unless it ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review_on: Option<Date>,
    },
    /// They said whether they may be asked how we did, after a case.
    SurveysAnswered {
        /// Whether.
        may: bool,
    },
    /// Somebody said that this person is the same as another, under whom the cases show from now on.
    MergedInto {
        /// The other.
        person: PersonId,
        /// Who said so, and how they know.
        reason: WordsRef,
    },
    /// The other side of it: this person is the same as another, whose cases show here.
    TookIn {
        /// The other.
        person: PersonId,
    },
    /// It was taken back: they are two.
    Unmerged {
        /// The other.
        person: PersonId,
        /// Why.
        reason: WordsRef,
    },
    /// The other side of it: the cases of the other show there again.
    GaveBack {
        /// The other.
        person: PersonId,
    },
    /// Somebody has another address from a day.
    Moved {
        /// From which.
        from: Date,
        /// The address.
        address: WordsRef,
        /// The postcode.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        postcode: Option<WordsRef>,
        /// How it is known.
        reason: WordsRef,
    },
    /// Their name, how to address them, their e-mail address or telephone number was corrected.
    Corrected {
        /// The digest of the details from now on.
        details: Digest,
        /// What was corrected, with what stood there before.
        changed: Vec<Changed>,
        /// Who asked for it.
        asked: AskedBy,
        /// How it was checked.
        checked: Checked,
        /// Why.
        reason: WordsRef,
    },
}

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::DetailsChanged { .. } => "details-changed",
            Self::Corrected { .. } => "corrected",
            Self::AdjustmentAgreed { .. } => "adjustment-agreed",
            Self::AdjustmentReviewed { .. } => "adjustment-reviewed",
            Self::MergedInto { .. } => "merged-into",
            Self::TookIn { .. } => "took-in",
            Self::Unmerged { .. } => "unmerged",
            Self::GaveBack { .. } => "gave-back",
            Self::Moved { .. } => "moved",
            Self::SurveysAnswered { .. } => "surveys-answered",
        }
    }
}

#[cfg(test)]
mod tests {
    //! How a customer is known again.

    use super::*;

    #[test]
    fn the_postcode_or_last_name_proves_who_asks_however_it_is_typed() {
        let asha = Details {
            name: Some("Asha O’Néill".to_owned()),
            postcode: Some("WS1 4AB".to_owned()),
            ..Details::default()
        };
        for typed in ["ws14ab", "WS1 4AB", " o'neill ", "ONEILL", "asha oneill"] {
            assert!(asha.are_proved_by(typed), "{typed}");
        }
        for typed in ["", " ", "asha", "WS1 4AC", "neill", "-"] {
            assert!(!asha.are_proved_by(typed), "{typed}");
        }
    }

    // What was recorded once is read for ever: a field may be added with a default, and none renamed.
    #[test]
    fn what_happened_to_a_customer_is_written_as_it_was_first_written() {
        let person = "01932c07-a12b-7f3e-8c58-000000000064";
        let digest = "07".repeat(32);
        let words = format!(r#"{{"id":"01932c07-a12b-7f3e-8c58-000000000065","digest":"{digest}"}}"#);
        for body in [
            format!(r#"{{"event":"registered","details":"{digest}"}}"#),
            format!(r#"{{"event":"details-changed","details":"{digest}"}}"#),
            format!(
                r#"{{"event":"adjustment-agreed","adjustment":"{person}","kind":"large-print","words":{words},"from":"2026-01-05","review_on":"2027-01-05"}}"#
            ),
            format!(
                r#"{{"event":"adjustment-agreed","adjustment":"{person}","kind":"bsl","from":"2026-01-05","review_on":"2027-01-05"}}"#
            ),
            format!(
                r#"{{"event":"adjustment-reviewed","adjustment":"{person}","outcome":"changed","on":"2027-01-05","words":{words},"reason":{words},"review_on":"2028-01-05"}}"#
            ),
            format!(
                r#"{{"event":"adjustment-reviewed","adjustment":"{person}","outcome":"ended","on":"2027-01-05","reason":{words}}}"#
            ),
            format!(r#"{{"event":"merged-into","person":"{person}","reason":{words}}}"#),
            format!(r#"{{"event":"took-in","person":"{person}"}}"#),
            format!(r#"{{"event":"unmerged","person":"{person}","reason":{words}}}"#),
            format!(r#"{{"event":"gave-back","person":"{person}"}}"#),
            format!(
                r#"{{"event":"moved","from":"2026-03-09","address":{words},"postcode":{words},"reason":{words}}}"#
            ),
            format!(r#"{{"event":"moved","from":"2026-03-09","address":{words},"reason":{words}}}"#),
            format!(
                r#"{{"event":"corrected","details":"{digest}","changed":[{{"what":"called"}},{{"what":"email","before":{words}}}],"asked":"person","checked":"details-on-file","reason":{words}}}"#
            ),
        ] {
            let event: Event = serde_json::from_str(&body).unwrap();
            assert!(body.contains(event.name()), "{body}");
            assert_eq!(serde_json::to_string(&event).unwrap(), body);
        }
    }

    // Ours: whoever logs a contact types what the keyboard has.
    #[test]
    fn letters_that_no_british_keyboard_has_are_read_as_they_are_typed() {
        for (name, typed) in [
            ("Łukasz Groß", "lukasz gross"),
            ("Søren Đurić", "Soren Duric"),
            ("Æthelþryð İpekçi", "aethelthryd IPEKCI"),
        ] {
            assert_eq!(fold(name), fold(typed), "{name}");
        }
    }

    #[test]
    fn aloud_it_takes_the_last_name_and_one_more_thing_on_file() {
        let asha = Details {
            name: Some("Asha O’Néill".to_owned()),
            email: Some("asha@example.org".to_owned()),
            phone: Some("01632 960 001".to_owned()),
            ..Details::default()
        };
        for more in ["asha@example.org", "01632960001"] {
            assert!(asha.are_proved_aloud_by("o'neill", more), "{more}");
            assert!(!asha.are_proved_aloud_by("Patel", more), "{more}");
        }
        for more in ["", "O'Neill", "WS1 4AB", "sam@example.org"] {
            assert!(!asha.are_proved_aloud_by("O'Neill", more), "{more}");
        }
    }
}
