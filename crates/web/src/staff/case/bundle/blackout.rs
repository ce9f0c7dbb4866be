//! Words that nobody outside may read: names of others, taken out of every text, however they were written there.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What stands in their place.
const MARK: &str = "[blacked out]";
/// The least digits of a telephone number, which may be written with the country's code or without.
const LEAST_OF_A_NUMBER: usize = 9;

/// A line of what is blacked out.
#[derive(Debug, Clone)]
struct Line {
    typed: String,
    /// How it may be written: its letters and digits, and a gap where a name has one.
    ways: Vec<Vec<char>>,
    places: u32,
}

impl Line {
    fn is_part_of(&self, other: &Self) -> bool {
        let of = |way: &Vec<char>| {
            other
                .ways
                .iter()
                .any(|other| other.windows(way.len()).any(|part| part == way))
        };
        self.ways.iter().any(of)
    }
}

/// Words to black out, and in how many places they were.
#[derive(Debug, Clone, Default)]
pub(super) struct BlackOut {
    /// The longest first: a name in full before a part of it.
    lines: Vec<Line>,
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

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}

/// The letters of a text without what makes no difference: size, accents, apostrophes, the sort of hyphen.
fn folded(text: &str) -> Vec<Letter> {
    let of = |(at, letter): (usize, char)| {
        let plain = std::iter::once(letter).nfkd().flat_map(char::to_lowercase);
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

impl BlackOut {
    /// Reads words, one entry a line; `None` where one is too short to mean anything.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let typed = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut lines: Vec<Line> = typed
            .map(|line| Line {
                typed: line.to_owned(),
                ways: ways(sought(line)),
                places: 0,
            })
            .collect();
        let length = |line: &Line| line.ways.first().map_or(0, Vec::len);
        lines.sort_by_key(|line| std::cmp::Reverse(length(line)));
        lines
            .iter()
            .all(|line| length(line) >= 2)
            .then_some(Self { lines })
    }

    /// Whether there is nothing to black out.
    pub(super) const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether any of the words stands in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let mut tried = self.clone();
        tried.apply(text);
        tried.places() > self.places()
    }

    /// In how many places words were blacked out.
    pub(super) fn places(&self) -> u32 {
        let places = self.lines.iter().map(|line| line.places);
        places.fold(0, u32::saturating_add)
    }

    /// The lines of which nothing was anywhere, as they were typed: no part of a name that was found either.
    pub(super) fn nowhere(&self) -> impl Iterator<Item = &str> {
        let found = |part: &Line| {
            let mut found = self.lines.iter().filter(|line| line.places > 0);
            found.any(|line| part.is_part_of(line))
        };
        let nowhere = self.lines.iter().filter(move |line| !found(line));
        nowhere.map(|line| line.typed.as_str())
    }

    /// The text without the words, however they were written: large or small, with accents or without, over two lines.
    pub(super) fn apply(&mut self, text: &str) -> String {
        let (characters, letters): (Vec<char>, _) = (text.chars().collect(), folded(text));
        let (mut kept, mut copied, mut at) = (String::with_capacity(text.len()), 0, 0);
        while let Some(letter) = letters.get(at) {
            let found = self.lines.iter_mut().find_map(|line| {
                let ends = line.ways.iter().find_map(|way| ends(&letters, at, way))?;
                line.places = line.places.saturating_add(1);
                Some(ends)
            });
            let Some(last) = found else {
                at += 1;
                continue;
            };
            kept.extend(characters.get(copied..letter.at).unwrap_or_default());
            kept.push_str(MARK);
            copied = letters.get(last).map_or(characters.len(), |last| last.at + 1);
            // The accent of the last letter goes with it.
            while characters.get(copied).is_some_and(|next| is_unseen(*next)) {
                copied += 1;
            }
            at = last + 1;
            // A letter may be two as it is compared.
            while letters.get(at).is_some_and(|next| next.at < copied) {
                at += 1;
            }
        }
        kept.extend(characters.get(copied..).unwrap_or_default());
        kept
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
            black_out.apply("MRS JONES told Jones’s son"),
            "[blacked out] told [blacked out]’s son"
        );
        assert_eq!(black_out.places(), 2);
        black_out.apply("Mrs Jones");
        assert_eq!(black_out.nowhere().count(), 0);
        // A part of a name that was found is nowhere else, and was found with it.
        let mut black_out = BlackOut::read("Jones\nMrs Jones\nSmith").unwrap_or_default();
        black_out.apply("Mrs Jones");
        assert_eq!(black_out.nowhere().collect::<Vec<_>>(), ["Smith"]);
    }

    #[test]
    fn a_name_is_found_over_two_lines_with_other_accents_and_signs() {
        for (typed, text, left) in [
            (
                "Gareth Pumphrey",
                "my neighbour Gareth\nPumphrey, and",
                "my neighbour [blacked out], and",
            ),
            (
                "Gareth Pumphrey",
                "> Mr Gareth \u{a0}\r\n> > Pumphrey rang",
                "> Mr [blacked out] rang",
            ),
            (
                "Gareth Pumphrey",
                "gareth.pumphrey@example.org",
                "[blacked out]@example.org",
            ),
            (
                "Siân O'Hara",
                "that Sian O’Hara laughed",
                "that [blacked out] laughed",
            ),
            (
                "Sian O’Hara",
                "that Sia\u{302}n O'Hara\u{301} laughed",
                "that [blacked out] laughed",
            ),
            ("Anne-Marie Smith", "Anne Marie Sm\u{ad}ith", "[blacked out]"),
            ("Anne Marie", "Anne‑Marie", "[blacked out]"),
            ("Strauss", "Herr Strauß, again", "Herr [blacked out], again"),
            ("WS1 4AB", "at WS14AB.", "at [blacked out]."),
            ("07700900789", "from 07700 900789.", "from [blacked out]."),
            (
                "07700 900 789",
                "from +44 (0)7700-900789.",
                "from +[blacked out].",
            ),
            (
                "+44 7700 900789",
                "from 07700\n900789 today",
                "from [blacked out] today",
            ),
        ] {
            let mut black_out = BlackOut::read(typed).unwrap_or_default();
            assert_eq!(black_out.apply(text), left, "{typed}");
            assert_eq!(
                (black_out.places(), black_out.nowhere().count()),
                (1, 0),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_name_of_theirs_stays_as_it_was() {
        for (typed, text) in [
            ("Gareth Pumphrey", "Gareth, and Pumphrey"),
            ("07700900789", "07700 900788 and 9 of them"),
            ("Lee", "L. e. e"),
        ] {
            let mut black_out = BlackOut::read(typed).unwrap_or_default();
            assert_eq!(black_out.apply(text), text);
            assert_eq!(black_out.nowhere().collect::<Vec<_>>(), [typed]);
        }
        let text = "  Caf\u{e9} \u{fb01}nd\r\n\r\n’tis – “so”\u{200b} ";
        assert_eq!(BlackOut::default().apply(text), text);
    }

    #[test]
    fn a_single_letter_is_not_blacked_out_everywhere() {
        assert!(BlackOut::read("a").is_none());
        assert!(BlackOut::read("--").is_none());
        assert!(BlackOut::read(" \n").is_some_and(|nothing| nothing.is_empty()));
    }
}
