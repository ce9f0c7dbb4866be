//! Which of the 4,096 numbers of a block hold a term, as a short text that either engine keeps.
//!
//! Few are written as two letters each, many as a map of all; no text is longer than 683 letters.

/// How many numbers a block has: what two letters can tell apart.
pub(crate) const BLOCK: i64 = 4_096;

const WORDS: usize = 64;
/// A map of a block: six bits to a letter.
const MAP: usize = 683;

const LETTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// A set of places in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Postings {
    bits: [u64; WORDS],
}

impl Postings {
    /// None.
    pub(crate) const NONE: Self = Self { bits: [0; WORDS] };

    /// Reads what [`to_text`](Self::to_text) wrote; what nobody wrote is left out.
    pub(crate) fn parse(text: &str) -> Self {
        let mut set = Self::NONE;
        if text.len() == MAP {
            for (at, letter) in text.bytes().enumerate() {
                set.put_six(at * 6, value(letter));
            }
        } else {
            for pair in text.as_bytes().chunks_exact(2) {
                if let [high, low] = pair {
                    set.put(value(*high) * 64 + value(*low));
                }
            }
        }
        set
    }

    /// As it is stored.
    pub(crate) fn to_text(self) -> String {
        let places: Vec<usize> = self.places().collect();
        let mut text = String::with_capacity(MAP);
        if places.len() * 2 < MAP {
            for place in places {
                text.push(letter(place / 64));
                text.push(letter(place % 64));
            }
            return text;
        }
        for first in (0..MAP).map(|letter| letter * 6) {
            let bits = (0..6)
                .filter(|bit| self.has(first + bit))
                .map(|bit| 1 << bit)
                .sum();
            text.push(letter(bits));
        }
        text
    }

    /// Adds those of six places that are set in `six`, from `first` on.
    fn put_six(&mut self, first: usize, six: usize) {
        let (word, shift) = (first / 64, first % 64);
        let six = six as u64;
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= six << shift;
        }
        // The last of six may stand in the next word.
        if shift > 58
            && let Some(bits) = self.bits.get_mut(word + 1)
        {
            *bits |= six >> (64 - shift);
        }
    }

    /// Adds a place.
    pub(crate) fn put(&mut self, place: usize) {
        if let Some(word) = self.bits.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Takes a place out.
    pub(crate) fn remove(&mut self, place: usize) {
        if let Some(word) = self.bits.get_mut(place / 64) {
            *word &= !(1 << (place % 64));
        }
    }

    /// Whether a place is in it.
    pub(crate) fn has(&self, place: usize) -> bool {
        self.bits
            .get(place / 64)
            .is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Whether none is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// What is in either.
    #[must_use]
    pub(crate) fn or(mut self, other: &Self) -> Self {
        self.each(other, |one, other| one | other);
        self
    }

    /// What is in both.
    #[must_use]
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.each(other, |one, other| one & other);
        self
    }

    /// What is in this and not in the other.
    #[must_use]
    pub(crate) fn without(mut self, other: &Self) -> Self {
        self.each(other, |one, other| one & !other);
        self
    }

    fn each(&mut self, other: &Self, change: impl Fn(u64, u64) -> u64) {
        for (one, other) in self.bits.iter_mut().zip(other.bits) {
            *one = change(*one, other);
        }
    }

    /// The places in it, from the first to the last.
    pub(crate) fn places(&self) -> impl DoubleEndedIterator<Item = usize> {
        let words = self.bits.into_iter().enumerate().filter(|(_, bits)| *bits != 0);
        words.flat_map(|(word, bits)| {
            (0..64)
                .filter(move |place| bits >> place & 1 == 1)
                .map(move |place| word * 64 + place)
        })
    }
}

fn letter(value: usize) -> char {
    LETTERS.get(value % 64).copied().map_or('0', char::from)
}

fn value(letter: u8) -> usize {
    let at = match letter {
        b'0'..=b'9' => letter - b'0',
        b'A'..=b'Z' => letter - b'A' + 10,
        b'a'..=b'z' => letter - b'a' + 36,
        b'-' => 62,
        _ => 63,
    };
    usize::from(at)
}

#[cfg(test)]
mod tests {
    //! What is written is read again, short or not.

    use super::*;

    #[test]
    fn a_set_of_any_size_is_read_back_as_it_was_and_never_long() {
        for every in [1, 2, 3, 11, 12, 13, 700, 4_095] {
            let mut set = Postings::NONE;
            for place in (0..4_096).step_by(every) {
                set.put(place);
            }
            let text = set.to_text();
            assert!(text.len() <= MAP, "{every}: {}", text.len());
            assert_eq!(Postings::parse(&text), set, "every {every}");
        }
        assert_eq!(Postings::parse(""), Postings::NONE);
    }

    #[test]
    fn places_are_added_taken_out_and_compared() {
        let (mut one, mut other) = (Postings::NONE, Postings::NONE);
        for place in [0, 63, 64, 4_095] {
            one.put(place);
        }
        other.put(63);
        other.put(100);
        assert_eq!(one.and(&other).places().collect::<Vec<_>>(), [63]);
        assert_eq!(
            one.or(&other).places().rev().take(2).collect::<Vec<_>>(),
            [4_095, 100]
        );
        assert_eq!(one.without(&other).places().collect::<Vec<_>>(), [0, 64, 4_095]);
        other.remove(63);
        other.remove(100);
        assert!(other.is_empty() && !one.has(1));
    }
}
