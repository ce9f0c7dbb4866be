//! The passive voice, by a rule of thumb: a form of "to be", at most two small words, a past participle.
//!
//! The rule prefers to miss one rather than to be wrong: what only says how somebody is ("we are
//! concerned", "you are entitled") is left alone.

use super::lists::{NO_PARTICIPLES, PARTICIPLES};
use super::sentences::Sentence;

const TO_BE: &[&str] = &[
    "am", "are", "be", "been", "being", "is", "was", "were", "wasn't", "weren't", "isn't", "aren't",
];

/// Small words that may stand between: "was not properly recorded".
const BETWEEN: &[&str] = &[
    "not", "never", "also", "already", "only", "then", "later", "now", "still", "just", "all", "both",
];

/// The words that are in the passive, as they stand there: "was recorded".
pub(super) fn passive(sentence: Sentence<'_>) -> Option<String> {
    let words: Vec<&str> = sentence.words().collect();
    let folded: Vec<String> = words
        .iter()
        .map(|word| word.to_lowercase().replace('’', "'"))
        .collect();
    for (at, word) in folded.iter().enumerate() {
        if !TO_BE.contains(&word.as_str()) {
            continue;
        }
        let small = folded.iter().skip(at + 1).take(2);
        let small = small.take_while(|word| is_between(word)).count();
        if folded.get(at + 1 + small).is_some_and(|word| is_participle(word)) {
            let told: Vec<&str> = words.iter().skip(at).take(2 + small).copied().collect();
            return Some(told.join(" "));
        }
    }
    None
}

fn is_between(word: &str) -> bool {
    BETWEEN.contains(&word) || word.len() > 4 && word.ends_with("ly")
}

fn is_participle(word: &str) -> bool {
    let is_regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    // "Uninterested" is as little done to anybody as "interested".
    let bare = word.strip_prefix("un").or_else(|| word.strip_prefix("dis"));
    let says_how = NO_PARTICIPLES.contains(&word) || bare.is_some_and(|bare| NO_PARTICIPLES.contains(&bare));
    PARTICIPLES.contains(&word) || is_regular && !says_how
}

#[cfg(test)]
mod tests {
    //! What is passive, and what only looks like it.

    use crate::plain_english::sentences::sentences;

    fn passive(text: &str) -> Option<String> {
        sentences(text).into_iter().find_map(super::passive)
    }

    #[test]
    fn what_was_done_without_saying_who_is_found() {
        for (text, found) in [
            ("Your bin was missed on 3 March.", "was missed"),
            ("The call was not properly recorded.", "was not properly recorded"),
            ("It has been decided to close the road.", "been decided"),
            ("The form will be sent to you.", "be sent"),
            ("You weren't told.", "weren't told"),
            ("Your letter is being looked at.", "being looked"),
        ] {
            assert_eq!(passive(text).as_deref(), Some(found), "{text}");
        }
    }

    #[test]
    fn what_says_how_somebody_is_or_what_we_did_is_left_alone() {
        for text in [
            "We missed your bin.",
            "We are sorry.",
            "You are entitled to a refund.",
            "We are concerned about this.",
            "I am pleased to say that we agree.",
            "You were dissatisfied with our answer.",
            "There is need of it.",
            "The office is closed on Monday.",
            "It is red.",
            "We have called you twice.",
            "There are a hundred of them.",
            "It was indeed late.",
        ] {
            assert_eq!(passive(text), None, "{text}");
        }
    }
}
