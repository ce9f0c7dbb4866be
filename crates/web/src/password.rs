//! Passwords: argon2id, at most two at a time.

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
