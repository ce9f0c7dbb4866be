//! Somebody on a case, with where they lived and will live.

use jiff::civil::Date;

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

pub(super) fn name_or(person: Option<Person>, otherwise: &str) -> String {
    let name = person.map(|person| person.name);
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| otherwise.to_owned())
}
