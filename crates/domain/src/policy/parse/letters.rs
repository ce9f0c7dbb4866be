//! The paragraphs of letters that the council words for itself.

use std::collections::BTreeMap;

use super::Names;
use super::field::Field;
use super::people::Once;
use super::table::Table;
use crate::id::{ProcedureId, ServiceId};
use crate::language::WelshLetters;
use crate::policy::letters::{
    BadWording, Letter, LetterPart, Letters, StandingParagraph, Unclosed, Wording, placeholders,
};
use crate::words::words_in;

pub(super) fn read(
    file: &Table<'_>,
    (procedures, names): (&[String], &Names),
    welsh: WelshLetters,
) -> Letters {
    let mut letters = Letters::default();
    if let Some(table) = file.group("letters") {
        for part in LetterPart::ALL {
            let Some(field) = table.may(part.as_str()) else {
                continue;
            };
            if let Some(words) = words_for(*part, &field) {
                doubt_of_a_right(*part, &words, &field);
                letters.wordings.insert(*part, words);
            }
        }
        letters.welsh = in_welsh(&table, welsh);
        if let Some(names) = table.may("staff_names").and_then(|field| field.word()) {
            letters.staff_names = names;
        }
        table.done();
    }
    letters.special = special(file, procedures, welsh);
    letters.standing = standing(file, names);
    letters
}

/// `[letters.welsh]`: the same paragraphs, with the same that must stand in each.
fn in_welsh(table: &Table<'_>, welsh: WelshLetters) -> BTreeMap<LetterPart, String> {
    let mut wordings = BTreeMap::new();
    let Some(field) = table.may("welsh") else {
        return wordings;
    };
    if welsh == WelshLetters::None {
        field.wrong(
            "These words stand in no letter: letters are in English.",
            "Write welsh = \"on-request\" or welsh = \"always\" in [languages], or take them out.",
        );
    }
    let Some(table) = field.table() else {
        return wordings;
    };
    for part in LetterPart::ALL {
        let field = table.may(part.as_str());
        if let Some(words) = field.and_then(|field| words_for(*part, &field)) {
            wordings.insert(*part, words);
        }
    }
    table.done();
    wordings
}

/// Says where a right of somebody whose contact is arranged is told in a council's own words: a sentence that says the opposite
/// has its placeholders, too.
fn doubt_of_a_right(part: LetterPart, words: &str, field: &Field<'_>) {
    if part.says_a_right() && words.trim() != part.ordinary() {
        let what = "This tells somebody their rights in words of your own, and no program can check that it still does.";
        let mend = format!(
            "Have somebody who knows the law compare it with: {}",
            part.ordinary()
        );
        field
            .findings
            .warning(&field.span, &field.key, what.to_owned(), mend);
    }
}

/// The words of a paragraph, with everything that is wrong with them said.
fn words_for(part: LetterPart, field: &Field<'_>) -> Option<String> {
    let words = field.text()?;
    for fault in part.faults(&words) {
        match &fault {
            BadWording::Unknown(name) | BadWording::Unclosed(name) => {
                field.wrong_at(name, fault.to_string(), mend(part, &fault));
            }
            BadWording::Missing(_)
            | BadWording::MoreThanALine
            | BadWording::HasHeading
            | BadWording::TooFewWords
            | BadWording::SaysNothing => {
                field.wrong(fault.to_string(), mend(part, &fault));
            }
        }
    }
    Some(words)
}

fn mend(part: LetterPart, fault: &BadWording) -> String {
    match fault {
        BadWording::MoreThanALine => {
            "Write it in one line: it is a heading, a subject or part of a sentence.".to_owned()
        }
        BadWording::HasHeading => {
            "Take it out: what follows it would no longer stand in its part of the letter.".to_owned()
        }
        BadWording::TooFewWords | BadWording::SaysNothing => {
            format!("Say it in words of your own, as in: {}", part.ordinary())
        }
        BadWording::Unknown(_) => {
            let may: Vec<String> = part.may_have().map(|known| format!("(({known}))")).collect();
            format!("Use one of: {}.", may.join(", "))
        }
        BadWording::Unclosed(_) => "Write )) after the name of the placeholder.".to_owned(),
        BadWording::Missing(placeholder) => {
            let mend = format!("Write (({placeholder})) where it shall stand");
            match part.asked_for_by() {
                Some(paragraph) => format!("{mend}; the Complaint Handling Code asks for it ({paragraph})."),
                None => format!("{mend}."),
            }
        }
    }
}

/// The wordings for one procedure, stage or channel.
fn special(file: &Table<'_>, procedures: &[String], welsh: WelshLetters) -> Vec<Wording> {
    let mut once = Once::default();
    let mut read: Vec<Wording> = Vec::new();
    for table in file.groups("wording") {
        let id = table.must("id", "\"housing-by-post\"").and_then(|field| {
            once.check(&field);
            field.id(ProcedureId::parse)
        });
        let part = table.must("part", "\"reply_final\"");
        let part = part.and_then(|field| field.word::<LetterPart>());
        let (procedure, stage, channel) = (table.may("procedure"), table.may("stage"), table.may("channel"));
        let says_where = procedure.is_some() || stage.is_some() || channel.is_some();
        let procedure = procedure.and_then(|field| field.refers("procedure", procedures, ProcedureId::parse));
        let stage = stage.and_then(|field| field.whole(1..=2));
        let channel = channel.and_then(|field| field.word());
        let field = table.must("words", "\"You can ask …\"");
        let words = match (part, &field) {
            (Some(part), Some(field)) => words_for(part, field),
            (_, field) => field.as_ref().and_then(Field::text),
        };
        let welsh = part.and_then(|part| own_in_welsh(&table, part, welsh));
        table.done();
        let (Some(id), Some(part), Some(words)) = (id, part, words) else {
            continue;
        };
        let wording = Wording {
            id: id.as_str().to_owned(),
            part,
            procedure,
            stage: stage.and_then(|stage| u8::try_from(stage).ok()),
            channel,
            words,
            welsh,
        };
        if let Some(field) = table.may("part") {
            if part.letter() == Letter::Conduct {
                // It is about a person, and about no procedure, stage or case.
                field.wrong(
                    "A letter about how somebody gets in touch is the same everywhere.",
                    format!("Write it as {part} in [letters]."),
                );
            } else if !says_where {
                field.wrong(
                    "This says neither a procedure nor a stage nor a channel.",
                    format!("Write it as {part} in [letters], or say where it holds."),
                );
            } else if let Some(other) = read.iter().find(|other| other.is_for_the_same_as(&wording)) {
                field.wrong(
                    format!("\"{}\" words the same paragraph of the same letters.", other.id),
                    "Keep one of the two.",
                );
            }
        }
        read.push(wording);
    }
    read
}

/// The words of a wording in Welsh: needed where the paragraph is read in Welsh, and nowhere else.
fn own_in_welsh(table: &Table<'_>, part: LetterPart, welsh: WelshLetters) -> Option<String> {
    let is_read = welsh != WelshLetters::None;
    let field = if is_read {
        table.must("welsh", "\"Gallwch ofyn …\"")
    } else {
        table.may("welsh")
    };
    let field = field?;
    if !is_read {
        field.wrong(
            "This paragraph is in English.",
            "Take the Welsh out, or write welsh = \"on-request\" in [languages].",
        );
    }
    words_for(part, &field)
}

/// The paragraphs that can be put into a reply. They are an officer's own words from then on, so nothing is filled in.
fn standing(file: &Table<'_>, names: &Names) -> Vec<StandingParagraph> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"missed-bin\"").and_then(|field| {
            once.check(&field);
            field.id(ProcedureId::parse)
        });
        let name = table.must("name", "\"How we check a missed bin\"");
        let name = name.and_then(|field| in_words(&field));
        let services = table
            .may("services")
            .map(|field| field.list())
            .unwrap_or_default();
        let services = services
            .iter()
            .filter_map(|field| field.refers("service", &names.services, ServiceId::parse));
        let services = services.collect();
        let words = table.must("words", "\"Our crews report …\"").and_then(|field| {
            let words = in_words(&field)?;
            for written in placeholders(&words) {
                let (Ok(name) | Err(Unclosed(name))) = written;
                field.wrong_at(
                    name,
                    BadWording::of(written).to_string(),
                    "Nothing is filled in here: write it so that it fits every reply.",
                );
            }
            Some(words)
        });
        table.done();
        Some(StandingParagraph {
            id: id?.as_str().to_owned(),
            name: name?,
            services,
            words: words?,
        })
    };
    file.groups("paragraph").into_iter().filter_map(read).collect()
}

/// A text that has a word: nobody puts a full stop into a reply by its name.
fn in_words(field: &Field<'_>) -> Option<String> {
    let words = field.text()?;
    if words_in(&words) == 0 {
        field.wrong(BadWording::SaysNothing.to_string(), "Say it in words.");
    }
    Some(words)
}
