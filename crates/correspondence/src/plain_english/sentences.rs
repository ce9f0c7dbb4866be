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

/// The sentences of a text, without headings and without what somebody else wrote.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut paragraph = 0;
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("## ") || line.starts_with('>') {
            goes_on = false;
            continue;
        }
        if !goes_on {
            paragraph += 1;
            goes_on = true;
        }
        split(line.strip_prefix("- ").unwrap_or(line), paragraph, &mut found);
    }
    found
}

fn split<'t>(line: &'t str, paragraph: usize, found: &mut Vec<Sentence<'t>>) {
    let mut start = 0;
    let ends = line.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
    for end in ends.filter(|end| is_end(line, *end)) {
        push(line.get(start..end), (paragraph, true), found);
        start = end;
    }
    push(line.get(start..), (paragraph, false), found);
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
    fn a_closing_quotation_mark_belongs_to_its_sentence() {
        assert_eq!(texts("You said “it is late.” We agree.").len(), 2);
    }
}
