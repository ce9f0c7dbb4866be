//! What in a text for the public looks like a name, an address or another way to somebody (ux 3.10.6).
//!
//! Looked for are the people of the cases that a lesson was drawn from, or a report speaks of, everybody who can sign in, and what has
//! the shape of an address, a number or a reference. A person decides: a word found may be no name here.

use std::collections::BTreeSet;

use redress_domain::id::{CaseId, CouncilId, PersonId, WordsId};
use redress_store::person::PersonRow;

use crate::Casework;
use crate::failure::Failure;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// What stands in the text.
    pub what: String,
    /// What it looks like.
    pub looks_like: FoundAs,
}

/// What something that was found looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundAs {
    /// The name of somebody on one of the cases.
    Person,
    /// Where somebody on one of the cases lives.
    Address,
    /// The name of somebody who works for the council, or is elected to it.
    Staff,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Number,
    /// A postcode.
    Postcode,
    /// The reference of a case.
    Reference,
}

/// How many cases' people are looked at: more show one lesson rarely.
const CASES: usize = 500;

/// Shorter parts of a name are initials and words such as "de".
const SHORTEST: usize = 3;

impl Casework {
    pub(crate) async fn names_in(
        &self,
        council: &CouncilId,
        cases: &BTreeSet<CaseId>,
        texts: &[WordsId],
    ) -> Result<Vec<Found>, Failure> {
        let texts = self.store.words(council, texts).await?;
        let mut ids: BTreeSet<PersonId> = BTreeSet::new();
        for case in cases.iter().take(CASES) {
            match self.load(council, case).await {
                Ok((loaded, _)) => ids.extend(loaded.case.everybody().into_iter().cloned()),
                // Retention removed it, and whose it was.
                Err(Failure::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        let people: Vec<PersonRow> = self.store.persons(council, &ids).await?.into_values().collect();
        let staff: Vec<String> = self
            .users(council)
            .await?
            .into_iter()
            .map(|user| user.name)
            .collect();
        let prefix = self
            .councils
            .get(council)?
            .policy(self.today())?
            .council
            .prefix
            .clone();
        let mut found = BTreeSet::new();
        for text in texts.values() {
            found.extend(in_text(text, (&people, &staff, &prefix)));
        }
        Ok(found.into_iter().collect())
    }
}

/// What stands in a text.
pub(super) fn in_text(text: &str, (people, staff, prefix): (&[PersonRow], &[String], &str)) -> Vec<Found> {
    let mut found = Vec::new();
    let mut push = |what: &str, looks_like| {
        found.push(Found {
            what: what.to_owned(),
            looks_like,
        });
    };
    let words = words(text);
    for person in people {
        for word in name_parts(&words, &person.name) {
            push(word, FoundAs::Person);
        }
        let street = person.address.as_deref().and_then(street);
        if let Some(street) = street.filter(|street| contains(text, street)) {
            push(street, FoundAs::Address);
        }
    }
    for name in staff {
        for word in name_parts(&words, name) {
            push(word, FoundAs::Staff);
        }
    }
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if word.contains('@') && bare.contains('@') {
            push(bare, FoundAs::Email);
        }
        if bare.starts_with(&format!("{prefix}-")) {
            push(bare, FoundAs::Reference);
        }
    }
    for (first, second) in words.iter().zip(words.iter().skip(1)) {
        if is_outward(first) && is_inward(second) {
            push(&format!("{first} {second}"), FoundAs::Postcode);
        }
    }
    for word in &words {
        // Without its space: the inward part is the last three characters.
        let at = word.len().saturating_sub(3);
        let halves = word.is_ascii().then(|| word.split_at(at));
        if halves.is_some_and(|(first, second)| is_outward(first) && is_inward(second)) {
            push(word, FoundAs::Postcode);
        }
    }
    for number in numbers(text) {
        push(&number, FoundAs::Number);
    }
    found
}

fn words(text: &str) -> Vec<&str> {
    let ends = |letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '\'' || letter == '’');
    text.split(ends)
        .map(|word| word.trim_matches(['-', '\'', '’']))
        .map(|word| {
            word.strip_suffix("'s")
                .or_else(|| word.strip_suffix("’s"))
                .unwrap_or(word)
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words of a text that are parts of a name, written as names are: "Brown", and not "brown".
fn name_parts<'t>(text: &[&'t str], name: &str) -> Vec<&'t str> {
    const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "cllr"];
    let parts: Vec<String> = words(name)
        .into_iter()
        .map(str::to_lowercase)
        .filter(|part| part.chars().count() >= SHORTEST && !TITLES.contains(&part.as_str()))
        .collect();
    text.iter()
        .copied()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .filter(|word| parts.contains(&word.to_lowercase()))
        .collect()
}

/// The first line of an address without the number: the street.
fn street(address: &str) -> Option<&str> {
    let first = address.split(['\n', ',']).next()?.trim();
    let street = first.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let street = match street.split_once(' ') {
        // What is left of "12a".
        Some((short, rest)) if short.chars().count() <= 1 && street.len() < first.len() => rest,
        _ => street,
    };
    let street = street.trim();
    (street.chars().count() >= 5).then_some(street)
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// "WS1", "EC1A".
fn is_outward(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_uppercase).count();
    let rest: Vec<char> = word.chars().skip(letters).collect();
    let is_district = |rest: &[char]| match rest {
        [one] => one.is_ascii_digit(),
        [one, two] => one.is_ascii_digit() && (two.is_ascii_digit() || two.is_ascii_uppercase()),
        _ => false,
    };
    (1..=2).contains(&letters) && is_district(&rest)
}

/// "1AA".
fn is_inward(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [one, two, three] => one.is_ascii_digit() && two.is_ascii_uppercase() && three.is_ascii_uppercase(),
        _ => false,
    }
}

/// Runs of nine digits and more, however they are spaced.
fn numbers(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut run = String::new();
    for letter in text.chars().chain(std::iter::once('.')) {
        if letter.is_ascii_digit() || (!run.is_empty() && [' ', '-', '(', ')'].contains(&letter)) {
            run.push(letter);
            continue;
        }
        if run.chars().filter(char::is_ascii_digit).count() >= 9 {
            all.push(run.trim().to_owned());
        }
        run.clear();
    }
    all
}

#[cfg(test)]
mod tests;
