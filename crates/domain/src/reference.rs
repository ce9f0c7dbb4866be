//! The reference: the one name of a case that people say, write and type.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The letters of a reference: no 0 and O, no 1, I and L.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many characters follow the prefix: seven by chance and one that checks.
const LENGTH: usize = 8;

/// A reference such as `LCC-4K7P-29QX`: the council's prefix, seven characters by chance and a
/// check character.
///
/// It says nothing of the kind or stage, cannot be guessed, and opens nothing private by itself.
/// Any single wrong letter or digit and any swap of neighbours is caught, in the prefix too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

/// Why a text is not a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadReference {
    /// It has too few or too many characters, a hyphen out of place, or a character never used.
    #[error("a reference looks like WS-4K7P-29QX")]
    Shape,
    /// It has the right shape, but at least one character is wrong.
    #[error("a character of the reference is wrong")]
    Check,
}

impl Reference {
    /// Makes a reference from a council's prefix (two to four capital letters) and chance.
    ///
    /// There are 31⁷, about 27 thousand million, for each prefix.
    pub fn new(prefix: &str, chance: u64) -> Self {
        let mut text = String::with_capacity(prefix.len() + LENGTH);
        text.push_str(prefix);
        let mut rest = chance;
        for _ in 1..LENGTH {
            text.push(letter(rest % 31));
            rest /= 31;
        }
        let sum: u64 = weighted(&text, 2);
        text.push(letter((31 - sum % 31) % 31));
        Self(with_hyphens(&text))
    }

    /// Reads what somebody typed: any case, spaces anywhere, with or without the hyphens.
    pub fn parse(typed: &str) -> Result<Self, BadReference> {
        let upper: String = typed
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        // As it is read aloud, and so pasted: "W S, 9 B F 5, 8 S W 3".
        let upper = upper.replace(['‐', '‑', '–', '—', ','], "-");
        let bare = upper.replace('-', "");
        let split = bare
            .len()
            .checked_sub(LENGTH)
            .filter(|at| (2..=4).contains(at))
            .ok_or(BadReference::Shape)?;
        let (Some(prefix), Some(rest)) = (bare.get(..split), bare.get(split..)) else {
            return Err(BadReference::Shape);
        };
        let spelled =
            prefix.bytes().all(|b| b.is_ascii_uppercase()) && rest.bytes().all(|b| ALPHABET.contains(&b));
        if !spelled || !hyphens_fit(&upper, split) {
            return Err(BadReference::Shape);
        }
        if !weighted(&bare, 1).is_multiple_of(31) {
            return Err(BadReference::Check);
        }
        Ok(Self(with_hyphens(&bare)))
    }

    /// The reference with its hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The council's prefix.
    pub fn prefix(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// How it is read to somebody on the phone: `L C C, 4 K 7 P, 2 9 Q X`.
    pub fn spoken(&self) -> String {
        let spaced = |group: &str| group.chars().map(String::from).collect::<Vec<_>>().join(" ");
        self.0.split('-').map(spaced).collect::<Vec<_>>().join(", ")
    }
}

fn letter(value: u64) -> char {
    let at = usize::try_from(value).unwrap_or_default();
    char::from(ALPHABET.get(at).copied().unwrap_or(b'2'))
}

/// The value of a character. I, L and O occur in a prefix only, where digits never do, so they
/// can share the values of digits; within the prefix and within the rest all values differ.
fn value(byte: u8) -> u64 {
    let same_as = match byte {
        b'I' => b'2',
        b'L' => b'3',
        b'O' => b'4',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|letter| *letter == same_as)
        .map_or(0, |at| at as u64)
}

/// The sum of each character's value times its distance from the end; the last has `weight`.
///
/// All weights differ and 31 is prime, so neither one wrong character nor a swap of neighbours
/// leaves the sum as it was.
fn weighted(text: &str, weight: u64) -> u64 {
    text.bytes()
        .rev()
        .zip(weight..)
        .map(|(byte, weight)| value(byte) * weight)
        .sum()
}

fn with_hyphens(bare: &str) -> String {
    let split = bare.len().saturating_sub(LENGTH);
    let mut text = String::with_capacity(bare.len() + 2);
    for (at, letter) in bare.chars().enumerate() {
        if at == split || at == split + LENGTH / 2 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}

/// A hyphen may be left out, but where one stands it must be one of ours: otherwise a lost
/// character could pass for a shorter prefix.
fn hyphens_fit(typed: &str, split: usize) -> bool {
    let mut letters = 0;
    let mut after_hyphen = false;
    for letter in typed.chars() {
        if letter == '-' {
            if after_hyphen || (letters != split && letters != split + LENGTH / 2) {
                return false;
            }
            after_hyphen = true;
        } else {
            letters += 1;
            after_hyphen = false;
        }
    }
    !after_hyphen
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

impl TryFrom<String> for Reference {
    type Error = BadReference;
    fn try_from(text: String) -> Result<Self, BadReference> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests;
