//! What a case is found by: the customer's name and account, and what was said later.
//!
//! Legal advice is not among it: who may not read a privileged note learns nothing from searching for
//! its words either. Neither is what help somebody needs, nor what staff write to one another about a
//! draft.

use redress_domain::case::{Case, Entry, Event, Privilege};
use redress_domain::id::{CaseId, PersonId, WordsId};
use redress_store::search::{Earlier, SearchRow};

use crate::act::NewPerson;

/// A text of a case: what it is for, its name, and what it says.
pub(crate) type Text<'t> = (&'t str, &'t WordsId, &'t str);

/// What a case is found by, as far as these events and texts say it.
pub(crate) fn row(
    (id, case): (&CaseId, &Case),
    entries: &[Entry],
    texts: Vec<Text<'_>>,
    earlier: Earlier,
) -> SearchRow {
    let ordinary = ordinary_notes(entries);
    let mut row = SearchRow::new(id.clone(), case.received_at);
    row.service.clone_from(&case.service);
    row.owner.clone_from(&case.owner);
    row.about.clone_from(&case.about);
    row.earlier = earlier;
    for (purpose, name, text) in texts {
        match purpose {
            "what-happened" | "wanted" | "place" | "effect" | "point" => row.account.push(text.to_owned()),
            "contact" => row.later.push(text.to_owned()),
            "note" if ordinary.contains(&name) => row.later.push(text.to_owned()),
            _ => {}
        }
    }
    row
}

/// The people on a case, by whose names and postcodes it is found.
pub(crate) fn people(case: &Case) -> Vec<PersonId> {
    case.everybody().into_iter().cloned().collect()
}

/// Somebody's details come with the case itself.
pub(crate) fn name(row: &mut SearchRow, person: &PersonId, details: &NewPerson) {
    row.people.retain(|known| known != person);
    row.names.push(details.name.clone());
    row.names.extend(details.postcode.clone());
}

fn ordinary_notes(entries: &[Entry]) -> Vec<&WordsId> {
    let mut notes = Vec::new();
    for entry in entries {
        if let Event::NoteAdded {
            words,
            privileged: Privilege::Ordinary,
        } = &entry.event
        {
            notes.push(&words.id);
        }
    }
    notes
}
