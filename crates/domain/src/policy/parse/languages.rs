//! `[languages]`: whose letters are in Welsh beside English, and that every one of them can be written.

use std::collections::BTreeMap;

use super::table::Table;
use crate::id::ProcedureId;
use crate::language::{Language, WelshLetters};
use crate::policy::letters::{Letter, LetterPart, Letters, Place};
use crate::policy::{Languages, Procedure, defaults};

pub(super) fn read(file: &Table<'_>) -> Languages {
    let mut languages = defaults::languages();
    let Some(table) = file.group("languages") else {
        return languages;
    };
    let welsh = table.must("welsh", "\"on-request\"");
    languages.welsh = welsh.and_then(|field| field.word()).unwrap_or(languages.welsh);
    let name = match languages.welsh {
        WelshLetters::None => table.may("name"),
        // A letter in Welsh names the council in Welsh.
        WelshLetters::OnRequest | WelshLetters::Always => table.must("name", "\"Cyngor Gwynfryn\""),
    };
    languages.name = name.and_then(|field| field.text());
    table.done();
    languages
}

/// Nothing that a customer asks for in Welsh goes in English without a word: each paragraph has its Welsh before the file
/// is taken (Welsh Language Standards (No. 1) Regulations 2015, standards 5 and 6).
pub(super) fn hold(
    file: &Table<'_>,
    (languages, letters): (&Languages, &Letters),
    (procedures, sent): (&BTreeMap<ProcedureId, Procedure>, &[Letter]),
) {
    if languages.welsh == WelshLetters::None {
        return;
    }
    let Some(field) = file.group("languages").and_then(|table| table.may("welsh")) else {
        return;
    };
    // What a council never sends needs no words.
    let is_sent = |part: &&LetterPart| part.is_only_in().is_none_or(|letter| sent.contains(&letter));
    let missing = LetterPart::ALL.iter().filter(is_sent);
    let missing = missing.filter(|part| !letters.welsh.contains_key(part));
    let missing: Vec<&str> = missing.map(|part| part.as_str()).collect();
    if !missing.is_empty() {
        field.wrong(
            format!("These paragraphs have no Welsh words: {}.", missing.join(", ")),
            "Write each in [letters.welsh].",
        );
    }
    for (part, place) in places(procedures) {
        if lacks_its_own(letters, part, &place) {
            field.wrong(
                format!(
                    "In English {part} says something else at stage {} of {}, and in Welsh it does not.",
                    place.stage,
                    place.procedure.map_or("", ProcedureId::as_str)
                ),
                format!(
                    "Add a [[wording]] with part = \"{part}\" and stage = {}.",
                    place.stage
                ),
            );
        }
    }
}

/// Every paragraph at every stage of every procedure.
fn places(procedures: &BTreeMap<ProcedureId, Procedure>) -> impl Iterator<Item = (LetterPart, Place<'_>)> {
    let stages = procedures.values().flat_map(|procedure| {
        procedure.stages.iter().map(|stage| Place {
            procedure: Some(&procedure.id),
            stage: stage.number,
            language: Language::Welsh,
            has_end_for_stage_2: procedure.ask_for_stage_2_within.is_some(),
            ..Place::default()
        })
    });
    stages.flat_map(|place| LetterPart::ALL.iter().map(move |part| (*part, place)))
}

/// Whether the program's English says something else there, and no wording there has Welsh.
fn lacks_its_own(letters: &Letters, part: LetterPart, place: &Place<'_>) -> bool {
    let english = Place {
        language: Language::English,
        ..*place
    };
    let is_ordinary = letters.words_in(part, &english) == part.ordinary_in(&english);
    let differs = part.ordinary_in(&english) != part.ordinary();
    is_ordinary
        && differs
        && !letters
            .special
            .iter()
            .any(|wording| wording.part == part && wording.fits(place))
}
