//! How long the sentences are on average, and the age at which most people can read the text.

use super::sentences::sentences;

/// What was measured of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How many whole sentences there are.
    pub sentences: usize,
    /// How many words they have together.
    pub words: usize,
    /// The average length of a sentence in words, rounded; nothing without a sentence.
    pub average: Option<usize>,
    /// The reading age in years; nothing for a text too short to say.
    pub age: Option<u8>,
}

/// The fewest words of which a reading age is told. Ours: below a hundred, one long name decides it.
pub const FEWEST_WORDS: usize = 100;

/// Measures a text.
///
/// The age is the grade of Flesch and Kincaid (J. P. Kincaid and others, "Derivation of new readability
/// formulas for Navy enlisted personnel", 1975) and five years, at which children start school. It knows
/// lengths alone: not whether a word is known, an order makes sense or a tone is kind. Syllables are
/// guessed from the vowels, so it is right to about a year, and for English only.
pub fn reading(text: &str) -> Reading {
    let all = sentences(text);
    let whole: Vec<_> = all.into_iter().filter(|sentence| sentence.is_whole).collect();
    let words: Vec<&str> = whole.iter().flat_map(|sentence| sentence.words()).collect();
    let syllables: usize = words.iter().map(|word| syllables_of(word)).sum();
    let (sentences, words) = (whole.len(), words.len());
    let average = (words + sentences / 2).checked_div(sentences);
    let age = if words < FEWEST_WORDS {
        None
    } else {
        age(sentences, words, syllables)
    };
    Reading {
        sentences,
        words,
        average,
        age,
    }
}

/// 0.39 words per sentence and 11.8 syllables per word, less 15.59: the grade, in hundredths.
fn age(sentences: usize, words: usize, syllables: usize) -> Option<u8> {
    let of = |up: usize, down: usize| up.checked_div(down);
    let up = of(39 * words, sentences)? + of(1180 * syllables, words)?;
    let hundredths = up.saturating_sub(1559) + 500;
    u8::try_from((hundredths + 50) / 100).ok()
}

/// Groups of vowels, without a silent "e" or "ed" at the end; at least one.
fn syllables_of(word: &str) -> usize {
    let word = word.to_lowercase();
    if word.chars().any(|letter| letter.is_ascii_digit()) {
        return 1;
    }
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let mut groups = 0;
    let mut in_group = false;
    for letter in word.chars() {
        if is_vowel(letter) && !in_group {
            groups += 1;
        }
        in_group = is_vowel(letter);
    }
    let silent_e = word.ends_with('e') && !word.ends_with("le") && !word.ends_with("ee");
    let silent_ed = word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    let silent_es = word.ends_with("es")
        && !["ses", "zes", "ches", "shes", "xes", "ces", "ges"]
            .iter()
            .any(|end| word.ends_with(end));
    let silent = usize::from(silent_e || silent_ed || silent_es);
    usize::max(groups - silent.min(groups), 1)
}

#[cfg(test)]
mod tests {
    //! What is measured, held to texts that were counted by hand.

    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, count) in [
            ("bin", 1),
            ("made", 1),
            ("missed", 1),
            ("collected", 3),
            ("table", 2),
            ("complaint", 2),
            ("council", 2),
            ("Ombudsman", 3),
            ("dates", 1),
            ("houses", 2),
            ("2026", 1),
            ("investigation", 5),
        ] {
            assert_eq!(syllables_of(word), count, "{word}");
        }
    }

    #[test]
    fn plain_sentences_are_read_younger_than_official_ones() {
        let plain =
            "We missed your bin on Monday. We are sorry. The crew will come back on Friday. ".repeat(8);
        let official =
            "Notwithstanding considerable operational difficulties, arrangements regarding collection were \
                        communicated to residents in accordance with established procedural requirements. "
                .repeat(8);
        let (plain, official) = (reading(&plain), reading(&official));
        // Given 15 words in 3 sentences with 19 syllables: 0.39 × 5 + 11.8 × 19 / 16 - 15.59 is about grade 0.
        assert_eq!((plain.sentences, plain.average), (24, Some(5)));
        assert!(plain.age.unwrap() <= 7, "{plain:?}");
        assert!(official.age.unwrap() >= 20, "{official:?}");
    }

    #[test]
    fn a_short_text_has_no_reading_age_and_an_empty_one_no_average() {
        assert_eq!(reading("We missed your bin.").age, None);
        assert_eq!(reading("").average, None);
    }
}
