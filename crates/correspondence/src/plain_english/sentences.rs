//! A letter's text taken apart: paragraphs, sentences, words.

/// A sentence of a text, and the paragraph that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sentence<'t> {
    /// The words, with their end.
    pub(super) text: &'t str,
    /// The number of its paragraph, from 1. A list counts as one paragraph, a heading and a quotation as none.
    pub(super) paragraph: usize,
    /// Whether it is a whole sentence: it ends as one. A name and address, or an item of three words, is none.
    pub(super) is_whole: bool,
}

impl<'t> Sentence<'t> {
    /// Its words: what has a letter or a digit in it.
    pub(super) fn words(self) -> impl Iterator<Item = &'t str> {
        self.text
            .split_whitespace()
            .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
            .filter(|word| !word.is_empty())
    }
}

/// What ends in a dot and does not end a sentence.
const SHORTENED: &[&str] = &[
    "mr.", "mrs.", "ms.", "dr.", "no.", "st.", "e.g.", "i.e.", "etc.", "cllr.", "tel.", "ref.", "approx.",
    "para.",
];

/// From how many characters on a line is one that its writer's program broke: shorter ones end where the writer ended them.
const BROKEN_FROM: usize = 45;

/// How the lines begin that stand alone above and below a letter.
const ALONE: &[&str] = &[
    "dear ",
    "hello",
    "hi ",
    "annwyl ",
    "yours ",
    "kind regards",
    "best regards",
    "with regards",
    "regards",
    "best wishes",
    "yn gywir",
    "cofion",
];

/// The sentences of a text, without headings and without what somebody else wrote. A sentence goes on over the lines over which
/// it was broken.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let (mut paragraph, mut at) = (0, 0);
    // The line before in this paragraph, and where what goes on from line to line began and ended.
    let mut open: Option<(&str, usize, usize)> = None;
    for whole in text.split_inclusive('\n') {
        let begins = at + whole.len() - whole.trim_start().len();
        at += whole.len();
        let line = whole.trim();
        let ends = begins + line.len();
        let is_apart = line.is_empty() || line.starts_with("## ") || line.starts_with('>');
        if let Some((before, from, to)) = open {
            if !is_apart && goes_on(before, line) {
                open = Some((line, from, ends));
                continue;
            }
            split(text.get(from..to).unwrap_or_default(), paragraph, &mut found);
        }
        if is_apart {
            open = None;
            continue;
        }
        if open.is_none() {
            paragraph += 1;
        }
        let mark = if line.starts_with("- ") { 2 } else { 0 };
        open = Some((line, begins + mark, ends));
    }
    if let Some((_, from, to)) = open {
        split(text.get(from..to).unwrap_or_default(), paragraph, &mut found);
    }
    found
}

/// Whether a line goes on in the next one: it is as long as a line that a program broke, or the next begins within a sentence.
fn goes_on(line: &str, next: &str) -> bool {
    let stands_alone = |line: &str| is_item(line) || is_alone(line) || is_of_an_address(line);
    if stands_alone(line) || stands_alone(next) || line.ends_with(':') {
        return false;
    }
    line.chars().count() >= BROKEN_FROM || next.starts_with(char::is_lowercase)
}

/// Whether it is an item of a list: "- one", "• one", "1. One", "b) one".
fn is_item(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_mark = ["-", "*", "•", "–", "·", "o"].contains(&first);
    let number = first.strip_suffix(['.', ')']);
    let number = number.map(|number| number.trim_start_matches('('));
    let is_number = number.is_some_and(|number| {
        let is_digits = !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit());
        is_digits || (number.len() == 1 && number.chars().all(char::is_alphabetic) && first.ends_with(')'))
    });
    is_mark || is_number
}

fn is_alone(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.chars().count() < BROKEN_FROM && ALONE.iter().any(|begins| lower.starts_with(begins))
}

/// Whether a short line that ends no sentence is one of an address: "1 High Street", "CV4 0EH", "01632 960417".
fn is_of_an_address(line: &str) -> bool {
    if line.chars().count() >= BROKEN_FROM || line.ends_with(['.', '!', '?']) {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let has_digit = |word: &str| word.chars().any(|letter| letter.is_ascii_digit());
    let begins_as_one = words.first().is_some_and(|first| has_digit(first))
        && words
            .get(1)
            .is_none_or(|second| !second.starts_with(char::is_lowercase));
    let ends_in_a_postcode = words.last_chunk().is_some_and(|[outward, inward]| {
        let is_code = |word: &str| {
            has_digit(word)
                && word
                    .chars()
                    .all(|letter| letter.is_ascii_digit() || letter.is_ascii_uppercase())
        };
        inward.len() == 3 && (2..=4).contains(&outward.len()) && is_code(inward) && is_code(outward)
    });
    begins_as_one || ends_in_a_postcode || line.contains('@')
}

fn split<'t>(block: &'t str, paragraph: usize, found: &mut Vec<Sentence<'t>>) {
    let mut start = 0;
    let ends = block.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
    for end in ends.filter(|end| is_end(block, *end)) {
        push(block.get(start..end), (paragraph, true), found);
        start = end;
    }
    push(block.get(start..), (paragraph, false), found);
}

fn push<'t>(text: Option<&'t str>, (paragraph, is_whole): (usize, bool), found: &mut Vec<Sentence<'t>>) {
    let text = text.unwrap_or_default().trim();
    if text.chars().any(char::is_alphanumeric) {
        found.push(Sentence {
            text,
            paragraph,
            is_whole,
        });
    }
}

/// Whether a sentence ends before this place: white space follows, or closing marks and then white space;
/// and what stands before is no shortened word.
fn is_end(line: &str, end: usize) -> bool {
    let rest = line.get(end..).unwrap_or_default();
    let rest = rest.trim_start_matches(['”', '"', '’', ')', '\'']);
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let before = line.get(..end).unwrap_or_default();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = last.trim_start_matches(['(', '“', '"']).to_lowercase();
    // An initial: "J. Martin".
    let is_initial = last.chars().count() == 2 && last.ends_with('.') && last != "i.";
    rest.is_empty() || !(is_initial || SHORTENED.contains(&last.as_str()))
}

/// Whether the phrase stands in the text as whole words, and where.
pub(super) fn find_words(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|at| {
        let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|text| text.chars().next());
        is_edge(before) && is_edge(after)
    })
}

#[cfg(test)]
mod tests {
    //! Where a sentence ends, and where it does not.

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|sentence| sentence.text)
            .collect()
    }

    #[test]
    fn a_time_a_sum_an_address_and_a_shortened_word_end_no_sentence() {
        for whole in [
            "We came at 10.30am and took £1.50 back.",
            "Go to www.lgo.org.uk for more.",
            "Mr. Green and Dr. Bell saw flat no. 4.",
            "Ask for J. Martin in the team.",
        ] {
            assert_eq!(texts(whole), [whole]);
        }
    }

    #[test]
    fn headings_and_quotations_are_not_counted_and_items_are_sentences() {
        let text =
            "## What we found here\n\nFirst. Second!\n\n> Their own words, which are theirs.\n\n- one\n- two";
        assert_eq!(texts(text), ["First.", "Second!", "one", "two"]);
        let places: Vec<usize> = sentences(text).iter().map(|one| one.paragraph).collect();
        assert_eq!(places, [1, 1, 2, 2]);
    }

    #[test]
    fn what_stands_on_a_line_of_its_own_stays_there() {
        for alone in [
            "- The first of the things that we found out about\n- the second of the things that we found",
            "1. The first of the things that we found out about\n2. The second",
            "Dear Ms Rahman\nthank you for your letter",
            "Yours sincerely\nfor the council",
            "Nadia Hussain\nComplaints Manager\nWestshire Council",
            "1 High Street\nWestshire\nWS1 1AA",
            "Please send us:\nyour name\n01632 960417",
            "You can write to us about any of this at our address\n1 High Street\nWestshire",
        ] {
            let lines: Vec<String> = texts(alone).into_iter().map(str::to_owned).collect();
            let count = alone.lines().filter(|line| !line.is_empty()).count();
            assert_eq!(lines.len(), count, "{lines:?}");
        }
    }

    #[test]
    fn a_line_that_was_broken_goes_on_and_a_sentence_may_end_within_one() {
        let broken = "We looked at the record of your street, which says that\nthe crew came. It did not.\nWe are sorry.";
        assert_eq!(
            texts(broken),
            [
                "We looked at the record of your street, which says that\nthe crew came.",
                "It did not.",
                "We are sorry."
            ]
        );
        assert_eq!(
            texts("We will write\nagain after 14 days."),
            ["We will write\nagain after 14 days."]
        );
    }

    #[test]
    fn a_closing_quotation_mark_belongs_to_its_sentence() {
        assert_eq!(texts("You said “it is late.” We agree.").len(), 2);
    }
}
