//! Words that nobody outside may read: names of others, taken out of every text, however they were written there.

use redress_domain::written::{Sought, places, replaced};

/// What stands in their place.
const MARK: &str = "[blacked out]";

/// Words to black out, and in how many places they were.
#[derive(Debug, Clone, Default)]
pub(super) struct BlackOut {
    /// The longest first: a name in full before a part of it.
    words: Vec<Sought>,
    /// Each as it was typed, and in how many places it was.
    lines: Vec<(String, u32)>,
}

impl BlackOut {
    /// Reads words, one entry a line; `None` where one is too short to mean anything.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let typed = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut read: Vec<(Sought, &str)> = typed.map(|line| (Sought::new(line), line)).collect();
        read.sort_by_key(|(words, _)| std::cmp::Reverse(words.length()));
        read.iter().all(|(words, _)| words.length() >= 2).then(|| {
            let (words, typed): (Vec<Sought>, Vec<&str>) = read.into_iter().unzip();
            let lines = typed.into_iter().map(|line| (line.to_owned(), 0));
            Self {
                words,
                lines: lines.collect(),
            }
        })
    }

    /// Whether there is nothing to black out.
    pub(super) const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether any of the words stands in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !places(text, &self.words).is_empty()
    }

    /// In how many places words were blacked out.
    pub(super) fn places(&self) -> u32 {
        let places = self.lines.iter().map(|(_, places)| *places);
        places.fold(0, u32::saturating_add)
    }

    /// The lines of which nothing was anywhere, as they were typed: no part of a name that was found either.
    pub(super) fn nowhere(&self) -> impl Iterator<Item = &str> {
        let lines = || self.words.iter().zip(&self.lines);
        let is_found = move |part: &Sought| {
            let mut found = lines().filter(|(_, (_, places))| *places > 0);
            found.any(|(words, _)| part.is_part_of(words))
        };
        let nowhere = lines().filter(move |(words, _)| !is_found(words));
        nowhere.map(|(_, (typed, _))| typed.as_str())
    }

    /// The text without the words, however they were written: large or small, with accents or without, over two lines.
    pub(super) fn apply(&mut self, text: &str) -> String {
        for place in places(text, &self.words) {
            if let Some((_, places)) = self.lines.get_mut(place.which) {
                *places = places.saturating_add(1);
            }
        }
        replaced(text, &self.words, |_, _| MARK.to_owned())
    }
}

#[cfg(test)]
mod tests {
    //! What is blacked out.

    use super::*;

    #[test]
    fn words_are_blacked_out_wherever_and_however_they_are_written() {
        let mut black_out = BlackOut::read(" Mrs Jones \n\nJones\r\n").unwrap_or_default();
        assert_eq!(
            black_out.apply("MRS JONES told\nJones’s son"),
            "[blacked out] told\n[blacked out]’s son"
        );
        assert_eq!((black_out.places(), black_out.nowhere().count()), (2, 0));
        // A part of a name that was found is nowhere else, and was found with it.
        let mut black_out = BlackOut::read("Jones\nMrs Jones\nSmith").unwrap_or_default();
        black_out.apply("Mrs Jones");
        assert_eq!(black_out.nowhere().collect::<Vec<_>>(), ["Smith"]);
        assert!(black_out.is_in("mrs\njones") && !black_out.is_in("Mr Jone"));
    }

    #[test]
    fn a_single_letter_is_not_blacked_out_everywhere() {
        assert!(BlackOut::read("a").is_none());
        assert!(BlackOut::read("--").is_none());
        assert!(BlackOut::read(" \n").is_some_and(|nothing| nothing.is_empty()));
    }
}
