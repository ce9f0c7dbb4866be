//! Characters that can be shown. A PDF for everybody names every sign by a character that its typeface
//! has (ISO 14289-1, 7.21.8); what has none is shown as the sign for an unknown one and not left out.

use crate::setter::can_show;

/// The sign for a character that cannot be shown.
const UNKNOWN: char = '\u{FFFD}';

/// So many signs stand on a line of each layout. What a word has beyond goes on in the next line.
const A_LINE: usize = 40;

/// So many stand in a column of a table, and between two places where a long word may end.
const A_COLUMN: usize = 20;

/// Where a line may end though no space is there: a mark of no width, which nobody sees or hears.
const MAY_END: char = '\u{200B}';

/// A text as it can be shown: no word of it runs off the page.
pub(crate) fn shown(text: &str) -> String {
    within(text, A_LINE)
}

/// A text as it can be shown in a column of a table.
pub(crate) fn shown_in_a_column(text: &str) -> String {
    within(text, A_COLUMN)
}

fn within(text: &str, longest: usize) -> String {
    let known: String = text.chars().filter_map(one).collect();
    let mut shown = String::with_capacity(known.len());
    for word in known.split_inclusive(char::is_whitespace) {
        // The typesetter ends lines inside an address of a page by itself.
        let is_link = ["https://", "http://", "www."]
            .iter()
            .any(|link| word.starts_with(link));
        if is_link || word.trim_end().chars().count() <= longest {
            shown.push_str(word);
        } else {
            may_end(word, &mut shown);
        }
    }
    shown
}

/// Writes a word with marks where a line may end: after a sign that parts it, or else where a column is full.
fn may_end(word: &str, shown: &mut String) {
    let (mut signs, mut before) = (0, None);
    for character in word.chars() {
        let is_parted =
            signs >= A_COLUMN / 2 && matches!(before, Some('@' | '.' | '/' | '-' | '_' | ',' | ';'));
        if (is_parted || signs >= A_COLUMN) && !character.is_whitespace() {
            shown.push(MAY_END);
            signs = 0;
        }
        shown.push(character);
        (signs, before) = (signs + 1, Some(character));
    }
}

/// The characters of a text that cannot be shown, each once, in their order: whoever writes is told of them before
/// anything goes.
pub fn unshown(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for character in text.chars() {
        if one(character) == Some(UNKNOWN) && character != UNKNOWN && !found.contains(&character) {
            found.push(character);
        }
    }
    found
}

fn one(character: char) -> Option<char> {
    match character {
        '\t' | '\u{A0}' | '\u{202F}' => Some(' '),
        '\n' => Some('\n'),
        // What parts words or lines in other programs parts words here.
        space if space.is_whitespace() && !can_show(space) => Some(' '),
        unseen if is_unseen(unseen) => None,
        known if can_show(known) && !is_private(known) => Some(known),
        _ => Some(UNKNOWN),
    }
}

/// Marks that only steer how other signs are drawn, and what no text means.
fn is_unseen(character: char) -> bool {
    let steers = matches!(
        character,
        '\u{FE00}'..='\u{FE0F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{AD}'
    );
    steers || character.is_control()
}

/// What has no meaning that anybody agreed on.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

#[cfg(test)]
mod tests {
    //! What can be shown.

    use super::*;

    #[test]
    fn names_of_many_alphabets_are_shown_as_they_are() {
        for name in [
            "Siân Tŷ Ŵyn",
            "Łukasz Żółć",
            "Đặng Thị Hương",
            "Ελένη",
            "Олена",
            "عائشة",
            "שרה",
        ] {
            assert_eq!(shown(name), name);
        }
    }

    #[test]
    fn what_no_typeface_has_shows_as_an_unknown_sign_and_is_not_left_out() {
        assert_eq!(shown("bin 🗑️ 李 end"), "bin \u{FFFD} \u{FFFD} end");
    }

    #[test]
    fn what_cannot_be_shown_is_named_once_and_nothing_else_is() {
        assert_eq!(
            unshown("bin 🗑️ 李 🗑️ end: Siân, Ελένη\u{200D}\u{AD}\r\n\t"),
            ['🗑', '李']
        );
        assert!(unshown("\u{FFFD}").is_empty());
    }

    #[test]
    fn a_space_or_a_line_of_another_program_is_a_space() {
        assert_eq!(
            shown("one\u{2028}two\u{3000}three\u{2003}four")
                .split_whitespace()
                .count(),
            4
        );
        assert!(unshown("one\u{2028}two\u{2029}three\u{3000}four\u{205F}five").is_empty());
    }

    #[test]
    fn a_word_that_no_line_holds_may_end_in_it_and_an_ordinary_one_stays_whole() {
        let x = "x".repeat(20);
        assert_eq!(
            shown(&format!("{x}{x}xxx {x}{x}")),
            format!("{x}\u{200B}{x}\u{200B}xxx {x}{x}")
        );
        let address = "feedback@westshire.example.org";
        assert_eq!(shown(address), address, "as it can be copied");
        assert_eq!(
            shown_in_a_column(address),
            "feedback@westshire.\u{200B}example.org"
        );
        let link = format!("https://example.org/{x}{x}");
        assert_eq!(shown(&link), link);
    }

    #[test]
    fn marks_that_turn_the_direction_of_a_text_are_taken_out() {
        assert_eq!(shown("a\u{202E}b\u{0}c\td"), "abc d");
    }
}
