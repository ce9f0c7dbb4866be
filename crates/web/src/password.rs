//! Passwords: which are taken, and argon2id, at most two at a time.
//!
//! The rules are the NCSC's ("Password policy: updating your approach"): length, and no guess that everybody makes first; no
//! letters or signs that must be in it, and no day on which it ends.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};

/// How hard a password is to guess from its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
    Full,
    /// Next to nothing: for tests and demos, whose passwords protect nothing.
    Slight,
}

fn argon2(cost: Cost) -> Argon2<'static> {
    let params = match cost {
        Cost::Full => Params::default(),
        Cost::Slight => Params::new(8, 1, 1, None).unwrap_or_default(),
    };
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password, in the PHC form, with a salt of its own. Takes tens of milliseconds.
pub fn hash(password: &str, cost: Cost) -> Option<String> {
    argon2(cost)
        .hash_password(password.as_bytes())
        .ok()
        .map(|hash| hash.to_string())
}

/// Whether `password` is the one that `hash` was made of. Takes as long as hashing.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

/// The shortest password: three or four words.
pub const SHORTEST: usize = 12;
/// The shortest password of the emergency account, which nobody types by heart: five words or more.
///
/// NCSC, on accounts of administrators: the longer the better where it is kept and not remembered; the number is ours.
pub const SHORTEST_OF_EMERGENCY: usize = 20;
/// The longest password: what is longer only makes hashing dear.
pub const LONGEST: usize = 200;

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// It has fewer than [`SHORTEST`] characters.
    Short,
    /// It has more than [`LONGEST`] characters.
    Long,
    /// It is among the first guesses: a common password, a row of keys, a repetition, or the names of the council and of
    /// whoever chooses it.
    Common,
}

impl Weak {
    /// What is said beside the field.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Short => "The password must have at least 12 characters",
            Self::Long => "The password must have at most 200 characters",
            Self::Common => {
                "This password is easy to guess. Choose three or four words that have nothing to do with you or the council"
            }
        }
    }
}

/// Whether a password may be chosen by somebody of whom `about` says what a guesser knows: names, addresses, the council.
///
/// Common passwords are those of the crate zxcvbn, which also sees through swapped letters, rows of keys and repetitions:
/// what it expects to fall within 10⁸ guesses is refused.
pub fn judge(password: &str, about: &[&str]) -> Result<(), Weak> {
    let letters = password.chars().count();
    if letters < SHORTEST {
        return Err(Weak::Short);
    }
    if letters > LONGEST {
        return Err(Weak::Long);
    }
    // A name is guessed word by word, and written together.
    let words = about
        .iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    let together = about.iter().map(|text| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
    });
    let together: Vec<String> = together.map(|name| name.to_lowercase()).collect();
    let known: Vec<&str> = about
        .iter()
        .copied()
        .chain(words)
        .chain(together.iter().map(String::as_str))
        .filter(|word| word.chars().count() > 2)
        .collect();
    if zxcvbn::zxcvbn(password, &known).score() < zxcvbn::Score::Three {
        return Err(Weak::Common);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    //! Which passwords are taken.

    use super::*;

    const ABOUT: [&str; 3] = [
        "Westshire Council",
        "Priya Nair",
        "priya.nair@westshire.example.org",
    ];

    #[test]
    fn a_long_password_needs_no_signs_and_no_capitals() {
        for good in [
            "three kind green words",
            "correct horse battery staple",
            "a long enough password",
            "kettle harbour violin",
        ] {
            assert_eq!(judge(good, &ABOUT), Ok(()), "{good}");
        }
    }

    #[test]
    fn what_everybody_guesses_first_is_refused_however_it_is_spelt() {
        for common in [
            "password1234",
            "P@ssw0rd1234",
            "123456789012",
            "qwertyuiop[]",
            "aaaaaaaaaaaaaa",
            "letmeinletmein",
            "iloveyou2026!",
        ] {
            assert_eq!(judge(common, &ABOUT), Err(Weak::Common), "{common}");
        }
    }

    #[test]
    fn the_names_of_the_council_and_of_whoever_chooses_it_are_refused() {
        for near in [
            "westshirecouncil",
            "Westshire2026",
            "priyanair2026",
            "Council12345",
        ] {
            assert_eq!(judge(near, &ABOUT), Err(Weak::Common), "{near}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_and_has_both_bounds() {
        assert_eq!(judge("kettle viol", &ABOUT), Err(Weak::Short));
        assert_eq!(judge("ŵêôîŷ kettle", &ABOUT), Ok(()));
        assert_eq!(judge(&"kettle harbour ".repeat(14), &ABOUT), Err(Weak::Long));
    }
}
