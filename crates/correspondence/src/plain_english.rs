//! The plain-English check: remarks on a draft that warn and never block.
//!
//! The list is our own. Sources: the words that the Ombudsmen find unlikely to be an adequate apology
//! (LGSCO guidance on remedies), and the council's promise of plain English (paper 004, 5).

/// Something in a text that its reader may stumble over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A sentence of more than 25 words.
    LongSentence {
        /// How it begins.
        begins: String,
        /// How many words it has.
        words: usize,
    },
    /// Words that are better said in another way.
    Phrase {
        /// The words.
        phrase: &'static str,
        /// What to write instead, or why not.
        instead: &'static str,
    },
}

/// The longest sentence without a remark, in words.
pub const LONGEST_SENTENCE: usize = 25;

const PHRASES: &[(&str, &str)] = &[
    (
        "sorry you feel",
        "say what you are sorry for: “we are sorry that we…”",
    ),
    (
        "sorry that you feel",
        "say what you are sorry for: “we are sorry that we…”",
    ),
    ("sorry if", "if it happened, be sorry that it did"),
    ("any inconvenience", "say what it meant for the customer"),
    ("mistakes were made", "say who made which mistake"),
    ("as per", "write “as” or “under”"),
    ("aforementioned", "name it again"),
    ("hereby", "leave it out"),
    ("herewith", "leave it out"),
    ("in respect of", "write “about” or “for”"),
    ("with regard to", "write “about”"),
    ("in the event that", "write “if”"),
    ("prior to", "write “before”"),
    ("subsequent to", "write “after”"),
    ("commence", "write “start”"),
    ("endeavour", "write “try”"),
    ("utilise", "write “use”"),
    ("ascertain", "write “find out”"),
    ("forthwith", "write “now”"),
    ("complainant", "write “you” or “the customer”"),
    ("service user", "write “customer” (paper 004, 3.1)"),
    ("vexatious", "say what was done, not what somebody is"),
    ("frivolous", "say why it is not upheld"),
    ("do not hesitate to", "write “please”"),
    ("at this moment in time", "write “now”"),
];

/// What a reader may stumble over, in the order of the text; long sentences first.
pub fn check(text: &str) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = sentences(text).filter_map(too_long).collect();
    let folded = text.to_lowercase().replace('’', "'");
    let found = PHRASES
        .iter()
        .filter(|(phrase, _)| contains_words(&folded, phrase));
    remarks.extend(found.map(|(phrase, instead)| Remark::Phrase { phrase, instead }));
    remarks
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n")
        .flat_map(|paragraph| paragraph.split_inclusive(['.', '!', '?', '\n']))
        .map(str::trim)
}

fn too_long(sentence: &str) -> Option<Remark> {
    let words = sentence.split_whitespace().count();
    let begins = || sentence.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    (words > LONGEST_SENTENCE).then(|| Remark::LongSentence {
        begins: begins(),
        words,
    })
}

/// Whether the phrase stands there as whole words.
fn contains_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|text| text.chars().next());
        is_edge(before) && is_edge(after)
    })
}

#[cfg(test)]
mod tests {
    //! What is remarked on, and what is not.

    use super::*;

    #[test]
    fn a_long_sentence_is_remarked_on_by_its_beginning() {
        let long = "one two three four five six ".repeat(5);
        let long = long.trim();
        assert_eq!(
            check(&format!("Short. {long}.")),
            [Remark::LongSentence {
                begins: "one two three four five six".to_owned(),
                words: 30
            }]
        );
        assert_eq!(
            check("We are sorry that we missed your bin. We will come on Friday."),
            []
        );
    }

    #[test]
    fn an_apology_that_is_none_is_remarked_on() {
        let remarks = check("We are Sorry you feel let down.");
        assert!(
            matches!(
                remarks.as_slice(),
                [Remark::Phrase {
                    phrase: "sorry you feel",
                    ..
                }]
            ),
            "{remarks:?}"
        );
    }

    #[test]
    fn a_phrase_inside_another_word_is_not_meant() {
        assert_eq!(check("The commencement order was made."), []);
        assert_eq!(check("A superb helper."), []);
    }
}
