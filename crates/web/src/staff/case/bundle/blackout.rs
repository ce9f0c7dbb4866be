//! Words that nobody outside may read: names of others, taken out of every text, however they were written there.

use redress_domain::written::{Sought, places, replaced};

/// What stands in their place.
const MARK: &str = "[blacked out]";

/// What stands in the place of a text that is left out, where another says it again.
const LEFT_OUT: &str = "[left out]";

/// The fewest words of a sentence that is looked for by itself: "Kind regards" is anybody's.
const FEWEST: usize = 4;

/// Words to black out, and in how many places they were.
#[derive(Debug, Clone, Default)]
pub(super) struct BlackOut {
    /// The longest first: a name in full before a part of it.
    words: Vec<Sought>,
    /// Each as it was typed, and in how many places it was.
    lines: Vec<(String, u32)>,
    /// The texts that are left out of the bundle, whole and sentence by sentence.
    left_out: Vec<Sought>,
    /// In how many places another text said them.
    said_again: u32,
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
                ..Self::default()
            }
        })
    }

    /// Takes these texts, which are left out, out of all others too: whoever quotes one says it again (UK GDPR, article 15(4)).
    pub(super) fn leave_out(&mut self, texts: &[&str]) {
        self.left_out = texts.iter().flat_map(|text| sentences(text)).collect();
    }

    /// In how many places what is left out was said again.
    pub(super) const fn said_again(&self) -> u32 {
        self.said_again
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
        let again = u32::try_from(places(text, &self.left_out).len()).unwrap_or(u32::MAX);
        self.said_again = self.said_again.saturating_add(again);
        let text = &replaced(text, &self.left_out, |_, _| LEFT_OUT.to_owned());
        for place in places(text, &self.words) {
            if let Some((_, places)) = self.lines.get_mut(place.which) {
                *places = places.saturating_add(1);
            }
        }
        replaced(text, &self.words, |_, _| MARK.to_owned())
    }
}

/// A text, and each of its sentences, as they are found where somebody quotes them.
pub(super) fn sentences(text: &str) -> Vec<Sought> {
    let each = text.split(['.', '!', '?']);
    let all = std::iter::once(text).chain(each);
    let long = all.filter(|part| part.split_whitespace().count() >= FEWEST);
    long.map(Sought::new).collect()
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
    fn what_is_left_out_is_left_out_where_another_text_quotes_it() {
        let mut black_out = BlackOut::read("Jones").unwrap_or_default();
        black_out.leave_out(&["Dear council. Her son was arrested on\nFriday. Kind regards"]);
        assert_eq!(
            black_out.apply(
                "She wrote:\n> Dear council.\n> HER son was\n> arrested on Friday. Kind regards, Jones"
            ),
            "She wrote:\n> [left out], [blacked out]"
        );
        assert_eq!(
            black_out.apply("You say: “her son was arrested on Friday”. Kind regards"),
            "You say: “[left out]”. Kind regards"
        );
        assert_eq!((black_out.said_again(), black_out.places()), (2, 1));
    }

    #[test]
    fn a_single_letter_is_not_blacked_out_everywhere() {
        assert!(BlackOut::read("a").is_none());
        assert!(BlackOut::read("--").is_none());
        assert!(BlackOut::read(" \n").is_some_and(|nothing| nothing.is_empty()));
    }
}
