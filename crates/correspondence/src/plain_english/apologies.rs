//! Apologies that are none. LGSCO guidance on remedies and PHSO, "Principles for remedy": an apology says what went
//! wrong and who did it, and does not regret what somebody feels.

use super::sentences::find_words;

/// Words that are no apology as they stand, and what to write instead.
pub(super) const PHRASES: &[(&str, &str)] = &[
    ("sorry you have had cause", SAY_WHAT),
    ("sorry that you have had cause", SAY_WHAT),
    ("sorry to hear", SAY_WHAT),
    ("sorry if", "if it happened, be sorry that it did"),
    ("apologise if", "if it happened, be sorry that it did"),
    ("sorry but", "end the sentence after what you are sorry for"),
    ("any inconvenience", WHAT_IT_MEANT),
    ("any distress", WHAT_IT_MEANT),
    ("any upset", WHAT_IT_MEANT),
    ("may have caused", "say what it did cause"),
    ("might have caused", "say what it did cause"),
    ("mistakes were made", "say who made which mistake"),
    ("errors were made", "say who made which mistake"),
    ("perceived", "say what happened, not how it was taken"),
    ("on this occasion", "say when, or leave it out"),
];

const SAY_WHAT: &str = "say what you are sorry for: “we are sorry that we…”";
const WHAT_IT_MEANT: &str = "say what it meant for the customer";

/// A place in a sentence, and the words of which one stands there; where one of them is empty, nothing need stand there.
type Place = &'static [&'static str];

const SORRY: Place = &["sorry", "apologise", "apologies", "regret"];
const THAT: Place = &["that", ""];
const THIS: Place = &["this", "it", "the matter", "the situation"];
const HAS: Place = &["has", "have", "had", "may", "might", ""];
const YOU: Place = &["you"];

/// What somebody is or feels, and what nobody is sorry to have done by saying so.
const FEELING: Place = &[
    "feel",
    "felt",
    "unhappy",
    "dissatisfied",
    "disappointed",
    "displeased",
    "frustrated",
    "upset",
    "annoyed",
    "aggrieved",
    "concerned",
    "troubled",
    "distressed",
    "inconvenienced",
];

/// What something does to somebody, said of "this" and not of who did it.
const TROUBLED: Place = &[
    "troubled",
    "upset",
    "concerned",
    "worried",
    "disappointed",
    "frustrated",
    "annoyed",
    "distressed",
    "inconvenienced",
];

/// The ways in which an apology regrets what somebody feels, or a trouble that nobody made.
const WAYS: &[(&[Place], &str)] = &[
    // "Sorry that you still feel", "we regret that you are unhappy".
    (
        &[
            SORRY,
            THAT,
            YOU,
            &["are", "were", "have", "had", "may", "might", "remain", ""],
            &["been", "still", "so", "now", "feel", "felt", "very", ""],
            FEELING,
        ],
        SAY_WHAT,
    ),
    // "Sorry for how this made you feel", "sorry about the way you feel".
    (
        &[
            SORRY,
            &["for", "about", ""],
            &["how", "the way", "the way that"],
            &["this", "it", "that", ""],
            &["has", "have", "may have", "might have", ""],
            &["made", "left", ""],
            YOU,
            &["are", "were", "have", "may", "might", "must", ""],
            &["feel", "felt", "feeling"],
        ],
        SAY_WHAT,
    ),
    // "Sorry that this has made you feel".
    (
        &[
            SORRY,
            THAT,
            THIS,
            HAS,
            &["made", "make", "left", "leaves"],
            YOU,
            &["feel", "feeling"],
        ],
        SAY_WHAT,
    ),
    // "Sorry that this has troubled you".
    (&[SORRY, THAT, THIS, HAS, TROUBLED, YOU], SAY_WHAT),
    // "We apologise for the inconvenience". "£50 for the inconvenience" is no apology, and not meant.
    (
        &[
            SORRY,
            &["for", "about", ""],
            &["the", "this", "that", "your"],
            &["great", "considerable", "undue", "obvious", ""],
            &["inconvenience"],
        ],
        WHAT_IT_MEANT,
    ),
];

/// The apologies in a folded text that are none, each with what to write instead, in the order of the text. One inside another is
/// not said again, nor the same twice.
pub(super) fn none_in(folded: &str) -> Vec<(String, &'static str)> {
    let listed = PHRASES
        .iter()
        .filter_map(|(phrase, instead)| Some((find_words(folded, phrase)?, *phrase, *instead)));
    let mut found: Vec<(usize, &str, &'static str)> = listed.collect();
    for (at, _) in SORRY.iter().flat_map(|sorry| folded.match_indices(sorry)) {
        let begins_a_word = folded
            .get(..at)
            .is_some_and(|before| !before.ends_with(char::is_alphanumeric));
        let rest = folded.get(at..).filter(|_| begins_a_word);
        let ways = WAYS.iter().filter_map(|(places, instead)| {
            let rest = rest?;
            let length = rest.len() - after(places, rest)?.len();
            Some((at, rest.get(..length)?, *instead))
        });
        found.extend(ways.max_by_key(|(_, phrase, _)| phrase.len()));
    }
    found.sort_by_key(|(at, phrase, _)| (*at, std::cmp::Reverse(phrase.len())));
    let mut until = 0;
    let mut said: Vec<(String, &'static str)> = Vec::new();
    for (at, phrase, instead) in found {
        if at >= until && said.iter().all(|(before, _)| before != phrase) {
            said.push((phrase.to_owned(), instead));
        }
        until = until.max(at + phrase.len());
    }
    said
}

/// What follows in a text that begins with a word for each of the places, one space apart; `None` for any other.
fn after<'t>(places: &[Place], text: &'t str) -> Option<&'t str> {
    let Some((place, others)) = places.split_first() else {
        return Some(text);
    };
    place.iter().find_map(|words| {
        if words.is_empty() {
            return after(others, text);
        }
        let rest = text.strip_prefix(words)?;
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        if others.is_empty() {
            return Some(rest);
        }
        after(others, rest.strip_prefix(' ')?)
    })
}
