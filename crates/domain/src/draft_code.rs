//! The code by which somebody comes back to what they began on another device.

use std::fmt;

use crate::words::Digest;

/// The letters of a code: those of a reference, so that nobody mixes up 0 and O, or 1, I and L.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many characters it has: nineteen by chance, and one that catches slips.
const LENGTH: usize = 20;

/// How many characters stand together.
const GROUP: usize = 4;

/// A code such as `K7P4-29QX-M3TV-8HRA-5WDE`.
///
/// There are 31¹⁹ of them, about 2⁹⁴: by itself it opens what somebody typed, so nobody can guess it.
/// One wrong character and a swap of neighbours are caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftCode(String);

/// Why a text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadDraftCode {
    /// It has too few or too many characters, or a character never used.
    #[error("a code has 20 letters and numbers, like K7P4-29QX-M3TV-8HRA-5WDE")]
    Shape,
    /// It has the right shape, but at least one character is wrong.
    #[error("a character of the code is wrong")]
    Check,
}

impl DraftCode {
    /// Makes a code from a secret: the same secret always gives the same code, and the code does not
    /// give the secret away.
    pub fn of(secret: &str) -> Self {
        let digest = Digest::of(&[0; 16], format!("draft-code:{secret}").as_bytes());
        let bytes = data_encoding::HEXLOWER
            .decode(digest.as_str().as_bytes())
            .unwrap_or_default();
        // A byte beyond the last whole round of the alphabet is left out, so that all letters are as likely.
        let even = bytes.iter().filter(|byte| **byte < 248);
        let mut text: String = even
            .take(LENGTH - 1)
            .map(|byte| letter(u64::from(byte % 31)))
            .collect();
        while text.len() < LENGTH - 1 {
            text.push(letter(0));
        }
        let sum = weighted(&text, 2) % 31;
        text.push(letter((31 - sum) % 31));
        Self(text)
    }

    /// Reads what somebody typed: any case, with or without spaces and hyphens.
    pub fn parse(typed: &str) -> Result<Self, BadDraftCode> {
        let is_between = |letter: char| letter.is_whitespace() || "-‐‑–—".contains(letter);
        let text: String = typed
            .chars()
            .filter(|letter| !is_between(*letter))
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        if text.len() != LENGTH || !text.bytes().all(|byte| ALPHABET.contains(&byte)) {
            return Err(BadDraftCode::Shape);
        }
        if weighted(&text, 1).is_multiple_of(31) {
            Ok(Self(text))
        } else {
            Err(BadDraftCode::Check)
        }
    }

    /// What is kept of it: not enough to come back with.
    pub fn hash(&self) -> String {
        Digest::of(&[0; 16], self.0.as_bytes()).as_str().to_owned()
    }
}

fn letter(value: u64) -> char {
    let at = usize::try_from(value).unwrap_or_default();
    char::from(ALPHABET.get(at).copied().unwrap_or(b'2'))
}

/// The sum of each character's value times its distance from the end; the last has `weight`.
///
/// There are fewer characters than the prime 31, so all weights differ, and neither one wrong
/// character nor a swap of neighbours leaves the sum as it was.
fn weighted(text: &str, weight: u64) -> u64 {
    let value = |byte| ALPHABET.iter().position(|letter| *letter == byte).unwrap_or(0) as u64;
    text.bytes()
        .rev()
        .zip(weight..)
        .map(|(byte, weight)| value(byte) * weight)
        .sum()
}

impl fmt::Display for DraftCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{letter}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    //! The code is read as people type it, and a slip is caught.

    use super::*;

    #[test]
    fn a_code_is_the_same_for_the_same_secret_and_read_however_it_is_typed() {
        let code = DraftCode::of("secret");
        assert_eq!(code, DraftCode::of("secret"));
        assert_ne!(code, DraftCode::of("another"));
        let shown = code.to_string();
        assert_eq!(shown.len(), 24);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('-', ""),
        ] {
            assert_eq!(DraftCode::parse(&typed), Ok(code.clone()), "{typed}");
        }
    }

    #[test]
    fn every_single_slip_and_every_swap_of_neighbours_is_caught() {
        let bare: Vec<char> = DraftCode::of("secret")
            .to_string()
            .replace('-', "")
            .chars()
            .collect();
        for at in 0..bare.len() {
            for other in ALPHABET.iter().map(|byte| char::from(*byte)) {
                let mut wrong = bare.clone();
                wrong[at] = other;
                let typed: String = wrong.iter().collect();
                assert_eq!(DraftCode::parse(&typed).is_ok(), other == bare[at], "{typed}");
            }
            if at + 1 < bare.len() && bare[at] != bare[at + 1] {
                let mut swapped = bare.clone();
                swapped.swap(at, at + 1);
                let typed: String = swapped.iter().collect();
                assert_eq!(DraftCode::parse(&typed), Err(BadDraftCode::Check), "{typed}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in [
            "",
            "K7P4",
            "WS-4K7P-29QX",
            "O7P4-29QX-M3TV-8HRA-5WDE",
            "K7P4-29QX-M3TV-8HRA-5WDEÉ",
        ] {
            assert_eq!(DraftCode::parse(typed), Err(BadDraftCode::Shape), "{typed}");
        }
    }
}
