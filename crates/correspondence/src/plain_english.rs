//! The plain-English check: remarks on a draft that warn and never block.
//!
//! The lists are our own. Sources: the words that the Ombudsmen find unlikely to be an adequate apology
//! (LGSCO guidance on remedies), the council's promise of plain English (paper 004, 5), and sentences of
//! 15 to 20 words on average, none over 25, as the style guide of GOV.UK has it.

mod apologies;
mod lists;
mod passive;
mod reading;
mod sentences;
mod staff;

use self::lists::{CARRIERS, HIDDEN_VERBS, KNOWN_LETTERS, NOUNS_OF, PLAINER, SAYS_NOTHING};
pub use self::reading::{FEWEST_WORDS, Reading, reading};
use self::sentences::{Sentence, find_words, sentences};
pub use self::staff::{Staff, staff_named};

/// Something in a text that its reader may stumble over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The sentences are long on average.
    LongOnAverage {
        /// How many words they have.
        words: usize,
    },
    /// A sentence of more than 25 words.
    LongSentence {
        /// The sentence.
        sentence: String,
        /// How many words it has.
        words: usize,
        /// The number of its paragraph, from 1.
        paragraph: usize,
    },
    /// An apology that is none.
    NoApology {
        /// The words.
        phrase: String,
        /// What to write instead.
        instead: &'static str,
    },
    /// Words that are better said in another way.
    Phrase {
        /// The words.
        phrase: &'static str,
        /// What to write instead, or why not.
        instead: &'static str,
    },
    /// A noun that hides a verb: "make a decision".
    HiddenVerb {
        /// The words.
        phrase: String,
        /// The verb.
        verb: &'static str,
    },
    /// What was done, without saying who did it.
    Passive {
        /// The words: "was recorded".
        phrase: String,
        /// How the sentence begins.
        begins: String,
    },
    /// Letters that stand for words which are not said.
    Letters {
        /// The letters.
        letters: String,
    },
    /// A colleague who is not named as the policy says.
    StaffNamed {
        /// How they are named.
        phrase: String,
        /// How the policy has it.
        instead: String,
    },
}

/// The longest sentence without a remark, in words.
pub const LONGEST_SENTENCE: usize = 25;

/// The longest that sentences may be on average without a remark, in words.
pub const LONGEST_ON_AVERAGE: usize = 20;

/// What a reader may stumble over: sentences first, then the apology, then words, each in the order of the text.
pub fn check(text: &str) -> Vec<Remark> {
    let all = sentences(text);
    let mut remarks = Vec::new();
    let average = reading(text).average.filter(|words| *words > LONGEST_ON_AVERAGE);
    remarks.extend(average.map(|words| Remark::LongOnAverage { words }));
    remarks.extend(all.iter().filter_map(|sentence| too_long(*sentence)));
    let folded = fold(&all);
    remarks.extend(
        apologies::none_in(&folded)
            .into_iter()
            .map(|(phrase, instead)| Remark::NoApology { phrase, instead }),
    );
    let phrases = listed(&folded, PLAINER, find_in_any_form).chain(listed(&folded, SAYS_NOTHING, find_words));
    remarks.extend(phrases.map(|(phrase, instead)| Remark::Phrase { phrase, instead }));
    remarks.extend(hidden_verbs(&folded));
    remarks.extend(all.iter().filter_map(|sentence| {
        passive::passive(*sentence).map(|phrase| Remark::Passive {
            phrase,
            begins: beginning(sentence.text),
        })
    }));
    remarks.extend(unexplained(&all));
    remarks
}

/// The text as it is searched: small letters, straight marks, one space, without headings and quotations.
fn fold(sentences: &[Sentence<'_>]) -> String {
    let texts = sentences
        .iter()
        .flat_map(|sentence| sentence.text.split_whitespace());
    texts
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace('’', "'")
}

fn too_long(sentence: Sentence<'_>) -> Option<Remark> {
    let words = sentence.words().count();
    (words > LONGEST_SENTENCE).then(|| Remark::LongSentence {
        // On one line, however it was broken.
        sentence: sentence.text.split_whitespace().collect::<Vec<_>>().join(" "),
        words,
        paragraph: sentence.paragraph,
    })
}

/// The first six words.
fn beginning(sentence: &str) -> String {
    sentence.split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}

/// What of a list stands in the text, in the order of the text. A phrase inside a longer one that was found is not said again.
fn listed(
    folded: &str,
    list: &'static [(&'static str, &'static str)],
    find: fn(&str, &str) -> Option<usize>,
) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let mut found: Vec<(usize, (&str, &str))> = list
        .iter()
        .filter_map(|entry| Some((find(folded, entry.0)?, *entry)))
        .collect();
    found.sort_by_key(|(at, (phrase, _))| (*at, std::cmp::Reverse(phrase.len())));
    let mut until = 0;
    found.retain(|(at, (phrase, _))| {
        let is_new = *at >= until;
        until = until.max(at + phrase.len());
        is_new
    });
    found.into_iter().map(|(_, entry)| entry)
}

/// A single word in its other forms too: "commence", "commenced", "commencing".
fn find_in_any_form(text: &str, word: &str) -> Option<usize> {
    let plain = find_words(text, word);
    if plain.is_some() || word.contains(' ') {
        return plain;
    }
    let stem = word.strip_suffix('e').unwrap_or(word);
    let forms = [
        format!("{word}s"),
        format!("{word}d"),
        format!("{stem}ed"),
        format!("{stem}ing"),
    ];
    let past_of_y = word
        .strip_suffix('y')
        .map(|stem| [format!("{stem}ied"), format!("{stem}ies")]);
    let forms = forms.into_iter().chain(past_of_y.into_iter().flatten());
    forms.filter_map(|form| find_words(text, &form)).min()
}

fn hidden_verbs(folded: &str) -> Vec<Remark> {
    let mut found: Vec<(usize, Remark)> = Vec::new();
    for (noun, verb) in HIDDEN_VERBS {
        for carrier in CARRIERS {
            let phrase = format!("{carrier} {noun}");
            if let Some(at) = find_words(folded, &phrase) {
                found.push((at, Remark::HiddenVerb { phrase, verb }));
            }
        }
    }
    for (phrase, verb) in NOUNS_OF {
        if let Some(at) = find_words(folded, phrase) {
            let phrase = (*phrase).to_owned();
            found.push((at, Remark::HiddenVerb { phrase, verb }));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, remark)| remark).collect()
}

/// Letters that stand for words, where the words are not said: "the LGSCO". Said once in brackets behind its words,
/// each is known. References and postcodes have digits and are none.
fn unexplained(sentences: &[Sentence<'_>]) -> Vec<Remark> {
    let mut known: Vec<&str> = KNOWN_LETTERS.to_vec();
    let mut remarks = Vec::new();
    for sentence in sentences {
        let words: Vec<&str> = sentence.text.split_whitespace().collect();
        // A sentence that is all in capitals is no row of such letters.
        if words.len() > 1 && !sentence.text.chars().any(char::is_lowercase) {
            continue;
        }
        for (place, raw) in words.iter().enumerate() {
            let letters = raw.trim_matches(|letter: char| !letter.is_alphanumeric());
            let letters = letters
                .strip_suffix("’s")
                .or_else(|| letters.strip_suffix("'s"))
                .unwrap_or(letters);
            let is_short =
                (2..=6).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
            // The first half of a postcode or a reference is followed by digits.
            let next = words.get(place + 1).copied().unwrap_or_default();
            if !is_short
                || known.contains(&letters)
                || next.starts_with(|letter: char| letter.is_ascii_digit())
            {
                continue;
            }
            known.push(letters);
            if !(raw.starts_with('(') && place > 0) {
                let letters = letters.to_owned();
                remarks.push(Remark::Letters { letters });
            }
        }
    }
    remarks
}

#[cfg(test)]
mod tests;
