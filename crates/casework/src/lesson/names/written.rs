//! What is written as the name of somebody or of a street, whether anybody of that name is on file or not: "Mr Strand",
//! "O. Strand", "Mill Lane".
//!
//! Whose name has one part in the text is in no pair of names, and a title or an initial says by itself that a name follows.

/// What stands before a name.
const TITLES: [&str; 17] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "rev",
    "revd",
    "sir",
    "dame",
    "cllr",
    "councillor",
    "prof",
    "professor",
    "mister",
    "messrs",
    "mmes",
];

/// Titles that are no other word, so that in small letters too a name follows.
const ALWAYS: [&str; 3] = ["mr", "mrs", "mx"];

/// What stands between a title and a name, and is a part of it.
const PARTICLES: [&str; 13] = [
    "de", "del", "da", "di", "du", "la", "le", "el", "al", "van", "von", "der", "den",
];

/// What begins a sentence or joins two names, and is none.
const NO_NAMES: [&str; 48] = [
    "a", "all", "an", "and", "are", "as", "at", "both", "but", "by", "did", "each", "every", "for", "from",
    "had", "has", "he", "how", "if", "in", "is", "it", "no", "not", "now", "of", "on", "one", "or", "our",
    "she", "so", "some", "that", "the", "then", "there", "they", "this", "to", "was", "we", "were", "when",
    "who", "you", "your",
];

/// A word as it stands between two spaces.
struct Written<'t> {
    /// Without what stands around it, and without an s that says whose.
    bare: &'t str,
    /// Whether a sentence, or a part of one, ends behind it; after an initial or a title a full stop ends nothing.
    ends: bool,
    /// Whether a full stop is behind it.
    has_stop: bool,
}

fn written(text: &str) -> Vec<Written<'_>> {
    let is_outside = |letter: char| !letter.is_alphanumeric();
    text.split_whitespace()
        .map(|word| {
            let bare = word.trim_matches(is_outside);
            let behind = word.trim_end_matches(is_outside);
            let behind = word.get(behind.len()..).unwrap_or_default();
            let bare = bare
                .strip_suffix("'s")
                .or_else(|| bare.strip_suffix("’s"))
                .unwrap_or(bare);
            Written {
                bare,
                ends: behind.contains([',', ';', ':', '!', '?', ')']),
                has_stop: behind.contains('.'),
            }
        })
        .collect()
}

fn is_one_of(word: &str, all: &[&str]) -> bool {
    all.iter().any(|one| one.eq_ignore_ascii_case(word))
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "Strand", "O'Brien", "Ng"; not "WS1", and nothing that begins sentences.
fn is_name(word: &str) -> bool {
    word.chars().count() >= 2
        && word
            .chars()
            .all(|letter| letter.is_alphabetic() || ['-', '\'', '’'].contains(&letter))
        && !is_one_of(word, &NO_NAMES)
}

/// "O", "J.P", and "JP" with a full stop behind it.
fn is_initial(word: &Written<'_>) -> bool {
    let letters = || word.bare.split('.');
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    // "I" and "A" are words, too.
    let is_word = is_one_of(word.bare, &["a", "i"]) && !word.has_stop;
    letters().all(is_letter) && !is_word
}

/// Names with a title or an initial before them.
pub(super) fn named(text: &str) -> Vec<String> {
    let words = written(text);
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let is_title = is_one_of(word.bare, &TITLES);
        let end = if word.ends || !(is_title || is_initial(word)) {
            None
        } else {
            name_after(&words, place, is_title && is_one_of(word.bare, &ALWAYS))
        };
        if let Some(end) = end {
            let said = words.get(place..=end).unwrap_or_default();
            let said: Vec<&str> = said.iter().map(|word| word.bare).collect();
            found.push(said.join(" "));
        }
        place = end.unwrap_or(place) + 1;
    }
    found
}

/// Where the name ends that begins behind a title or an initial.
fn name_after(words: &[Written<'_>], first: usize, in_small_letters: bool) -> Option<usize> {
    let mut place = first + 1;
    // "Mr O. Strand", "Dr van der Berg".
    while let Some(word) = words.get(place)
        && !word.ends
        && (is_initial(word) || is_one_of(word.bare, &PARTICLES))
    {
        place += 1;
    }
    let word = words.get(place)?;
    let is_written_so = is_capital(word.bare) || in_small_letters;
    (is_name(word.bare) && is_written_so).then_some(place)
}

/// What the name of a street ends with.
const STREETS: [&str; 22] = [
    "street", "road", "lane", "avenue", "court", "crescent", "gardens", "grove", "terrace", "square", "mews",
    "estate", "close", "drive", "row", "way", "walk", "place", "rise", "parade", "hill", "st",
];

/// Streets without the number of a house, written as names are: "Mill Lane". Of few homes, or with a name or a trouble beside it, it
/// tells whose.
pub(super) fn streets(text: &str) -> Vec<String> {
    let words = written(text);
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if !is_capital(word.bare) || !is_one_of(word.bare, &STREETS) {
            continue;
        }
        let before = words.get(..place).unwrap_or_default().iter().rev();
        let named: Vec<&Written<'_>> = before
            .take_while(|word| !word.ends && !word.has_stop && is_capital(word.bare) && is_name(word.bare))
            .take(3)
            .collect();
        let number = place
            .checked_sub(named.len() + 1)
            .and_then(|place| words.get(place));
        let has_number =
            number.is_some_and(|word| word.bare.starts_with(|letter: char| letter.is_ascii_digit()));
        // With its number it is an address.
        if named.is_empty() || has_number {
            continue;
        }
        let named = named.iter().rev().map(|word| word.bare);
        found.push(named.chain([word.bare]).collect::<Vec<_>>().join(" "));
    }
    found
}

#[cfg(test)]
mod tests {
    //! What is a name by how it is written, and what is not (ux 3.10.6).

    use super::{named, streets};

    #[test]
    fn a_title_or_an_initial_says_that_a_name_follows_whoever_is_on_file() {
        for (text, what) in [
            ("Mr Strand's bin was missed five times", "Mr Strand"),
            ("and mrs marlow's too", "mrs marlow"),
            ("Mrs. Strand of the lane", "Mrs Strand"),
            ("told by O. Strand.", "O Strand"),
            ("told by J.P. O’Brien", "J.P O’Brien"),
            ("(Dr van der Berg)", "Dr van der Berg"),
            ("Miss Ng rang", "Miss Ng"),
            ("Mr O. Strand wrote", "Mr O Strand"),
            ("K Patel wrote", "K Patel"),
            ("A. Patel wrote", "A Patel"),
        ] {
            assert_eq!(named(text), [what], "{text}");
        }
        assert_eq!(named("Mr and Mrs Strand"), ["Mrs Strand"]);
    }

    #[test]
    fn a_title_or_a_letter_alone_is_no_name() {
        for plain in [
            "Mrs, your brown bin is late.",
            "Crews miss no street now.",
            "A Council officer and I Saw it.",
            "This is plan B. We told them.",
            "Dear Sir or Madam",
            "within 200 ms of it",
        ] {
            assert_eq!(named(plain), Vec::<String>::new(), "{plain}");
        }
    }

    #[test]
    fn a_street_is_found_without_the_number_of_a_house() {
        assert_eq!(streets("bins in Weavers Row were missed"), ["Weavers Row"]);
        assert_eq!(
            streets("of Upper Mill Lane, and High Street."),
            ["Upper Mill Lane", "High Street"]
        );
        for plain in [
            "Close the road, and drive on. Way to go.",
            "The Court decided. By the way, every street is swept.",
            "12 Elm Court",
        ] {
            assert_eq!(streets(plain), Vec::<String>::new(), "{plain}");
        }
    }
}
