//! Characters that can be shown. A PDF for everybody names every sign by a character that its typeface
//! has (ISO 14289-1, 7.21.8); what has none is shown as the sign for an unknown one and not left out.

use crate::setter::can_show;

/// The sign for a character that cannot be shown.
const UNKNOWN: char = '\u{FFFD}';

/// A text as it can be shown.
pub(crate) fn shown(text: &str) -> String {
    text.chars().filter_map(one).collect()
}

fn one(character: char) -> Option<char> {
    match character {
        '\t' | '\u{A0}' | '\u{202F}' => Some(' '),
        '\n' => Some('\n'),
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
    fn marks_that_turn_the_direction_of_a_text_are_taken_out() {
        assert_eq!(shown("a\u{202E}b\u{0}c\td"), "abc d");
    }
}
