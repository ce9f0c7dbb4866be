//! Text that people wrote: kept outside the event log, named in it by a salted digest.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::id::{FileId, WordsId};

/// SHA-256 of a random salt and a body, in lower-case hexadecimal.
///
/// When the salt is erased with the body, nobody can guess the body back from the digest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

/// Sixteen random bytes that go into a digest.
pub type Salt = [u8; 16];

impl Digest {
    /// The digest of `salt` followed by `body`.
    pub fn of(salt: &Salt, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(salt);
        hash.update(body);
        Self(data_encoding::HEXLOWER.encode(&hash.finalize()))
    }

    /// Takes a digest back from storage.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The digest as 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text that somebody wrote, on its way into the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The name by which events speak of it.
    pub id: WordsId,
    /// What goes into the digest beside the text.
    pub salt: Salt,
    /// The text, as it was typed: line ends made `\n`, nothing else changed.
    pub text: String,
}

/// What an event says of a text: which one, and its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsRef {
    /// Which text.
    pub id: WordsId,
    /// Its salted digest.
    pub digest: Digest,
}

impl Words {
    /// Takes a text with the identifier and salt that the outside made for it.
    pub fn new(id: WordsId, salt: Salt, text: &str) -> Self {
        Self {
            id,
            salt,
            text: text.replace("\r\n", "\n"),
        }
    }

    /// What an event says of this text.
    pub fn reference(&self) -> WordsRef {
        WordsRef {
            id: self.id.clone(),
            digest: Digest::of(&self.salt, self.text.as_bytes()),
        }
    }

    /// How many words it has: a dash or a full stop is none.
    pub fn count(&self) -> usize {
        words_in(&self.text)
    }

    /// Whether there is nothing in it that anybody can see.
    pub fn is_blank(&self) -> bool {
        !self.text.chars().any(is_seen)
    }
}

/// How many words a text has: a dash or a full stop is none.
pub fn words_in(text: &str) -> usize {
    let is_word = |part: &&str| part.chars().any(char::is_alphanumeric);
    text.split_whitespace().filter(is_word).count()
}

/// White space is not seen, and neither are characters of no width: a text of these alone says nothing.
fn is_seen(letter: char) -> bool {
    let has_no_width = matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    );
    !letter.is_whitespace() && !letter.is_control() && !has_no_width
}

/// What an event says of a file: which one, and the salted digest of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Which file.
    pub id: FileId,
    /// The digest of salt and content.
    pub digest: Digest,
}

/// A digest in the making, for content that is read piece by piece.
#[derive(Debug, Clone)]
pub struct Digesting(Sha256);

impl Digesting {
    /// A digest that begins with this salt.
    pub fn new(salt: &Salt) -> Self {
        let mut hash = Sha256::new();
        hash.update(salt);
        Self(hash)
    }

    /// A digest without a salt: the SHA-256 that any other program finds too.
    pub fn plain() -> Self {
        Self(Sha256::new())
    }

    /// Takes in the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of everything that was taken in: the same as [`Digest::of`] over all of it.
    pub fn done(self) -> Digest {
        Digest(data_encoding::HEXLOWER.encode(&self.0.finalize()))
    }
}
