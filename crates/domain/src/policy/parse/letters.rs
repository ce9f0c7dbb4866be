//! The paragraphs of letters that the council words for itself.

use super::table::Table;
use crate::policy::letters::{BadWording, LetterPart, Letters};

pub(super) fn read(file: &Table<'_>) -> Letters {
    let mut letters = Letters::default();
    let Some(table) = file.group("letters") else {
        return letters;
    };
    for part in LetterPart::ALL {
        let Some(field) = table.may(part.as_str()) else {
            continue;
        };
        let Some(words) = field.text() else { continue };
        for fault in part.faults(&words) {
            field.wrong(fault.to_string(), mend(*part, &fault));
        }
        letters.wordings.insert(*part, words);
    }
    table.done();
    letters
}

fn mend(part: LetterPart, fault: &BadWording) -> String {
    match fault {
        BadWording::Unknown(_) => {
            let may: Vec<String> = part.may_have().map(|known| format!("(({known}))")).collect();
            format!("Use one of: {}.", may.join(", "))
        }
        BadWording::Missing(placeholder) => format!("Write (({placeholder})) where it shall stand."),
    }
}
