//! Characters that can be shown. A PDF for everybody names every sign by a character that its typeface
//! has (ISO 14289-1, 7.21.8); what has none is shown as the sign for an unknown one and not left out.

use crate::setter::can_show;

/// The sign for a character that cannot be shown.
const UNKNOWN: char = '\u{FFFD}';

/// A text as it can be shown.
pub(crate) fn shown(text: &str) -> String {
    text.chars().filter_map(one).collect()
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
    fn marks_that_turn_the_direction_of_a_text_are_taken_out() {
        assert_eq!(shown("a\u{202E}b\u{0}c\td"), "abc d");
    }
}
