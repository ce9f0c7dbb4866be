//! Words that nobody outside may read: names of others, taken out of every text.

/// What stands in their place.
const MARK: &str = "[blacked out]";

/// Words to black out, and in how many places they were.
#[derive(Debug, Clone, Default)]
pub(super) struct BlackOut {
    phrases: Vec<Vec<char>>,
    places: u32,
}

fn small(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

impl BlackOut {
    /// Reads words, one entry a line; `None` where one is too short to mean anything.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut phrases: Vec<Vec<char>> = lines.map(|line| line.chars().map(small).collect()).collect();
        // The longest first: a name in full before a part of it.
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        phrases
            .iter()
            .all(|phrase| phrase.len() >= 2)
            .then_some(Self { phrases, places: 0 })
    }

    /// Whether there is nothing to black out.
    pub(super) const fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Whether any of the words stands in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let mut tried = Self {
            phrases: self.phrases.clone(),
            places: 0,
        };
        tried.apply(text);
        tried.places > 0
    }

    /// In how many places words were blacked out.
    pub(super) const fn places(&self) -> u32 {
        self.places
    }

    /// The text without the words, whether they were written large or small.
    pub(super) fn apply(&mut self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let (mut kept, mut at) = (String::with_capacity(text.len()), 0);
        while let Some(character) = characters.get(at) {
            let rest = characters.get(at..).unwrap_or_default();
            let found = self.phrases.iter().find(|phrase| begins_with(rest, phrase));
            if let Some(phrase) = found {
                kept.push_str(MARK);
                at += phrase.len();
                self.places = self.places.saturating_add(1);
            } else {
                kept.push(*character);
                at += 1;
            }
        }
        kept
    }
}

fn begins_with(text: &[char], phrase: &[char]) -> bool {
    let begins = text.get(..phrase.len());
    begins.is_some_and(|begins| begins.iter().copied().map(small).eq(phrase.iter().copied()))
}

#[cfg(test)]
mod tests {
    //! What is blacked out.

    use super::*;

    #[test]
    fn words_are_blacked_out_wherever_and_however_they_are_written() {
        let mut black_out = BlackOut::read(" Mrs Jones \n\nJones\r\n").unwrap_or_default();
        assert_eq!(
            black_out.apply("MRS JONES told Jones’s son"),
            "[blacked out] told [blacked out]’s son"
        );
        assert_eq!(black_out.places(), 2);
    }

    #[test]
    fn a_single_letter_is_not_blacked_out_everywhere() {
        assert!(BlackOut::read("a").is_none());
        assert!(BlackOut::read(" \n").is_some_and(|nothing| nothing.is_empty()));
    }
}
