//! Names, addresses and numbers that are found however they are written: over two lines of an e-mail, with other accents,
//! apostrophes and hyphens, a telephone number with the country's code or without.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The least digits of a telephone number, which may be written with the country's code or without.
const LEAST_OF_A_NUMBER: usize = 9;

/// Words that are looked for. They are the same as others whose letters and digits are.
#[derive(Debug, Clone, Eq)]
pub struct Sought {
    /// How they may be written: their letters and digits, and a gap where a name has one.
    ways: Vec<Vec<char>>,
}

impl PartialEq for Sought {
    fn eq(&self, other: &Self) -> bool {
        self.ways.first() == other.ways.first()
    }
}

/// A place where some of several words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which of them.
    pub which: usize,
    /// Its first character, counted in characters.
    pub from: usize,
    /// The character after its last one.
    pub to: usize,
}

impl Sought {
    /// These words.
    pub fn new(words: &str) -> Self {
        let mut ways = ways(sought(words));
        // Many lists write "O Neill" for O'Neill.
        let parted = sought(&words.replace(is_apostrophe, " "));
        if !ways.contains(&parted) && words.contains(is_apostrophe) {
            ways.push(parted);
        }
        Self { ways }
    }

    /// How many letters, digits and gaps they have.
    pub fn length(&self) -> usize {
        self.ways.first().map_or(0, Vec::len)
    }

    /// Whether they stand in other words.
    pub fn is_part_of(&self, other: &Self) -> bool {
        let of = |way: &Vec<char>| {
            let mut others = other.ways.iter();
            others.any(|other| other.windows(way.len().max(1)).any(|part| part == way))
        };
        self.ways.iter().any(of)
    }
}

/// Where in a text any of these words stand, one after another; where several begin, the first of them counts.
pub fn places(text: &str, words: &[Sought]) -> Vec<Place> {
    let (characters, letters) = (text.chars().collect::<Vec<char>>(), folded(text));
    let (mut places, mut at) = (Vec::new(), 0);
    while let Some(letter) = letters.get(at) {
        let found = words.iter().enumerate().find_map(|(which, words)| {
            let mut ways = words.ways.iter().filter(|way| !way.is_empty());
            Some((which, ways.find_map(|way| ends(&letters, at, way))?))
        });
        let Some((which, last)) = found else {
            at += 1;
            continue;
        };
        let mut to = letters.get(last).map_or(characters.len(), |last| last.at + 1);
        // The accent of the last letter goes with it.
        while characters.get(to).is_some_and(|next| is_unseen(*next)) {
            to += 1;
        }
        places.push(Place {
            which,
            from: letter.at,
            to,
        });
        at = last + 1;
        // A letter may be two as it is compared.
        while letters.get(at).is_some_and(|next| next.at < to) {
            at += 1;
        }
    }
    places
}

/// The text with something in the place of each of these.
pub fn replaced(text: &str, words: &[Sought], with: impl Fn(&Place, &str) -> String) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (mut kept, mut copied) = (String::with_capacity(text.len()), 0);
    for place in places(text, words) {
        kept.extend(characters.get(copied..place.from).unwrap_or_default());
        let written: String = characters
            .get(place.from..place.to)
            .unwrap_or_default()
            .iter()
            .collect();
        kept.push_str(&with(&place, &written));
        copied = place.to;
    }
    kept.extend(characters.get(copied..).unwrap_or_default());
    kept
}

/// A letter of a text as it is compared, and where in the text it stands.
struct Letter {
    folded: char,
    at: usize,
}

/// What parts the words of a name: an e-mail program breaks lines where it likes, and marks those that it quotes.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '.' | '_' | '>' | '|')
}

/// What may stand between the digits of a number besides.
fn is_gap_of_digits(letter: char) -> bool {
    is_gap(letter) || matches!(letter, '(' | ')' | '/')
}

/// What nobody sees: marks above and below letters, soft hyphens, joiners.
fn is_unseen(letter: char) -> bool {
    is_combining_mark(letter)
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What is typed for an apostrophe: the sign itself, quotation marks, primes, letters that stand for it, and accents by themselves.
fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | '\u{201b}' | '`' | '´' | '′' | '‵' | '\u{2b9}' | '\u{2bb}'
            ..='\u{2bd}'
                | '\u{2c8}'
                | '\u{2ca}'
                | '\u{2cb}'
                | '\u{384}'
                | '\u{1fbd}'
                | '\u{1fbf}'
                | '\u{1fef}'
                | '\u{1ffd}'
                | '\u{1ffe}'
                | '\u{ff07}'
                | '\u{ff40}'
    )
}

/// The letters of a text without what makes no difference: size, accents, apostrophes, the sort of hyphen.
fn folded(text: &str) -> Vec<Letter> {
    let of = |(at, letter): (usize, char)| {
        // Before it is taken apart too: an accent by itself is a space with an accent then, and no apostrophe any more.
        let plain = std::iter::once(letter).filter(|letter| !is_apostrophe(*letter));
        let plain = plain.nfkd().flat_map(char::to_lowercase);
        let plain = plain.filter(|letter| !is_unseen(*letter) && !is_apostrophe(*letter));
        plain.map(move |folded| Letter {
            folded: if matches!(folded, '‐'..='―' | '−') {
                '-'
            } else {
                folded
            },
            at,
        })
    };
    text.chars().enumerate().flat_map(of).collect()
}

/// What is looked for: gaps are one, and none stands between two digits, where any may.
fn sought(typed: &str) -> Vec<char> {
    let mut sought: Vec<char> = Vec::new();
    for letter in folded(typed) {
        let gap = is_gap(letter.folded);
        let last = sought.last().copied();
        if gap && (last.is_none() || last == Some(' ')) {
            continue;
        }
        if letter.folded.is_ascii_digit()
            && last == Some(' ')
            && sought.iter().rev().nth(1).is_some_and(char::is_ascii_digit)
        {
            sought.pop();
        }
        sought.push(if gap { ' ' } else { letter.folded });
    }
    if sought.last() == Some(&' ') {
        sought.pop();
    }
    sought
}

/// The same with what a telephone number may begin with in place of how it was typed (Ofcom, the national numbering plan).
fn ways(sought: Vec<char>) -> Vec<Vec<char>> {
    let digits: String = sought.iter().filter(|letter| **letter != '+').collect();
    if digits.len() < LEAST_OF_A_NUMBER || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return vec![sought];
    }
    let national = digits.strip_prefix("44").or(digits.strip_prefix("0"));
    let Some(national) = national.map(|rest| rest.trim_start_matches('0')) else {
        return vec![sought];
    };
    let ways = ["440", "44", "0"].map(|begins| format!("{begins}{national}").chars().collect());
    ways.into()
}

/// Where in a text, which begins at `from`, a way to write it ends: after this letter.
fn ends(text: &[Letter], from: usize, way: &[char]) -> Option<usize> {
    let (mut at, mut before) = (from, None);
    for sought in way {
        if *sought == ' ' {
            while text.get(at).is_some_and(|letter| is_gap(letter.folded)) {
                at += 1;
            }
        } else {
            let mut next = at;
            if sought.is_ascii_digit() && before.is_some_and(|before: char| before.is_ascii_digit()) {
                while text
                    .get(next)
                    .is_some_and(|letter| is_gap_of_digits(letter.folded))
                {
                    next += 1;
                }
            }
            if text.get(next)?.folded != *sought {
                return None;
            }
            at = next + 1;
        }
        before = Some(*sought);
    }
    at.checked_sub(1)
}

#[cfg(test)]
mod tests {
    //! What is found, and what is not.

    use super::*;

    fn without(typed: &str, text: &str) -> String {
        replaced(text, &[Sought::new(typed)], |_, _| "…".to_owned())
    }

    #[test]
    fn a_name_is_found_over_two_lines_with_other_accents_and_signs() {
        for (typed, text, left) in [
            (
                "Gareth Pumphrey",
                "my neighbour Gareth\nPumphrey, and",
                "my neighbour …, and",
            ),
            (
                "Gareth Pumphrey",
                "> Mr Gareth \u{a0}\r\n> > Pumphrey rang",
                "> Mr … rang",
            ),
            ("Gareth Pumphrey", "gareth.pumphrey@example.org", "…@example.org"),
            ("Siân O'Hara", "that Sian O’Hara laughed", "that … laughed"),
            (
                "Sian O’Hara",
                "that Sia\u{302}n O'Hara\u{301} laughed",
                "that … laughed",
            ),
            (
                "Terri O'Neill",
                "that Terri O\u{b4}Neill laughed",
                "that … laughed",
            ),
            (
                "Terri O\u{b4}Neill",
                "that Terri O'Neill laughed",
                "that … laughed",
            ),
            (
                "Terri O'Neill",
                "that Terri O\u{ff07}Neill laughed",
                "that … laughed",
            ),
            (
                "Terri O'Neill",
                "NEILL, TERRI O: Terri O NEILL",
                "NEILL, TERRI O: …",
            ),
            ("Anne-Marie Smith", "Anne Marie Sm\u{ad}ith", "…"),
            ("Anne Marie", "Anne‑Marie", "…"),
            ("Strauss", "Herr Strauss, again", "Herr …, again"),
            ("WS1 4AB", "at WS14AB.", "at …."),
            ("07700900789", "from 07700 900789.", "from …."),
            ("07700 900 789", "from +44 (0)7700-900789.", "from +…."),
            ("+44 7700 900789", "from 07700\n900789 today", "from … today"),
        ] {
            assert_eq!(without(typed, text), left, "{typed}");
        }
    }

    #[test]
    fn a_name_is_found_whichever_sign_was_typed_for_its_apostrophe() {
        let signs = ('\0'..='\u{ffff}').filter(|sign| is_apostrophe(*sign));
        assert!(signs.clone().count() > 20);
        for sign in signs {
            let (typed, text) = (format!("O{sign}Neill"), format!("Terri O{sign}Neill laughed"));
            assert_eq!(without("Terri O'Neill", &text), "… laughed", "{sign:?}");
            assert_eq!(
                without(&typed, "Terri ONeill laughed"),
                "Terri … laughed",
                "{sign:?}"
            );
        }
    }

    #[test]
    fn what_is_no_name_of_theirs_stays_as_it_was() {
        for (typed, text) in [
            ("Gareth Pumphrey", "Gareth, and Pumphrey"),
            ("07700900789", "07700 900788 and 9 of them"),
            ("Lee", "L. e. e"),
            ("", "  Caf\u{e9} \u{fb01}nd\r\n\r\n’tis – “so”\u{200b} "),
        ] {
            assert_eq!(without(typed, text), text);
        }
    }

    #[test]
    fn a_part_of_a_name_is_known_as_one() {
        let name = Sought::new("Mrs O’Hara");
        assert!(Sought::new("ohara").is_part_of(&name) && !Sought::new("Smith").is_part_of(&name));
        assert_eq!(Sought::new("mrs ohara"), name);
        assert_ne!(Sought::new("Mrs Hara"), name);
    }
}
