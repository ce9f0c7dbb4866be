//! Somebody on a case, with where they lived and will live, and what was agreed with them.

use jiff::civil::Date;
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{AdjustmentId, PersonId};

use super::vocabulary;

/// Somebody's details.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name; empty if none was given.
    pub name: String,
    /// How they want to be addressed, where it is not by their name.
    pub called: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A postal address.
    pub address: Option<String>,
    /// A postcode.
    pub postcode: Option<String>,
    /// Where they lived before or will live, where they moved: each with its days.
    pub elsewhere: Vec<Elsewhere>,
}

/// An address that somebody had, or will have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The address with its postcode, lines parted by line ends.
    pub address: String,
    /// From which day; nothing for the first that is known.
    pub from: Option<Date>,
    /// Until which day; nothing for the last that is known.
    pub until: Option<Date>,
}

/// An adjustment that was agreed with somebody on the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// With whom.
    pub person: PersonId,
    /// Which.
    pub id: AdjustmentId,
    /// What.
    pub kind: AdjustmentKind,
    /// The same in words.
    pub words: Option<String>,
    /// Since when.
    pub from: Date,
    /// When it is looked at again.
    pub review_on: Date,
}

impl Agreement {
    /// What was agreed: the kind, and the words if there are any.
    pub fn in_words(&self) -> String {
        let kind = vocabulary::adjustment(self.kind);
        match &self.words {
            Some(words) => format!("{kind}: {words}"),
            None => kind.to_owned(),
        }
    }
}
