//! The words: one for each thing, the same in the glossary, the code and the pages.

use std::collections::BTreeSet;

use crate::project::{File, files, none, read};

/// What customers and their matters are never called, and what to write in its place.
const NEVER: &[(&str, &str)] = &[
    ("complainant", "customer"),
    ("service user", "customer"),
    ("end user", "customer, or member of staff"),
];

/// Files that speak of the plain-English check itself, which names such words to find them.
fn is_about_words(file: &File) -> bool {
    file.path.contains("plain_english")
}

#[test]
fn pages_and_letters_use_the_glossarys_words() {
    let folders = [
        "crates/pages/src/",
        "crates/pages/templates/",
        "crates/web/src/",
        "crates/correspondence/src/",
    ];
    let mut found = Vec::new();
    for file in files() {
        if !folders.iter().any(|folder| file.is_in(folder)) || is_about_words(&file) {
            continue;
        }
        for (number, line) in file.lines() {
            let line = line.to_lowercase();
            let held = NEVER.iter().filter(|(word, _)| line.contains(word));
            found.extend(
                held.map(|(word, better)| format!("{}:{number}: \"{word}\"; write \"{better}\"", file.path)),
            );
        }
    }
    none("words that the council does not use", &found);
}

#[test]
fn every_list_of_words_in_the_domain_is_in_the_glossary() {
    let glossary = read("docs/glossary.md");
    let mut names = BTreeSet::new();
    for file in files() {
        if !file.is_in("crates/domain/src/") || file.path.contains("tests") {
            continue;
        }
        for (_, line) in file.lines() {
            if let Some(rest) = line.trim_start().strip_prefix("pub enum ") {
                let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
                if !name.is_empty() {
                    names.insert(name);
                }
            }
        }
    }
    assert!(names.len() > 20, "the domain's enums were not found");
    let missing: Vec<String> = names
        .into_iter()
        .filter(|name| !glossary.contains(&format!("`{name}`")))
        .collect();
    none(
        "enums of the domain that docs/glossary.md does not name",
        &missing,
    );
}
