//! How much room a text takes in a drawing, and how it is put where there is less (ux §5, 7: readable at both widths).
//!
//! The page's font is the reader's own, so that what is measured here is what the widest of those that stand in for
//! Arial needs (DejaVu Sans, at 16 pixels).

/// How wide a text is at most, in the units of a drawing.
pub(super) fn width(text: &str) -> i64 {
    let tenths: i64 = text.chars().map(tenths).sum();
    (tenths + 9) / 10
}

/// A letter, in tenths.
const fn tenths(letter: char) -> i64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '’' | '|' => 46,
        ' ' | ',' | '.' | ':' | ';' | '!' | 'I' | 'J' | '-' => 58,
        'f' | 't' | 'r' | '(' | ')' | '/' => 67,
        'm' | 'w' | 'M' | 'W' | '%' | '…' | '–' | '—' => 160,
        'A'..='Z' | '&' | '+' | '=' => 127,
        _ => 103,
    }
}

/// The text in lines, each of which has room; a word that is longer than a line stands in it as it is.
pub(super) fn lines(text: &str, room: i64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + width(" ") + width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text, or as much of its beginning as there is room for.
pub(super) fn shortened(text: &str, room: i64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept) + width(&letter.to_string()) + width("…") > room {
            break;
        }
        kept.push(letter);
    }
    kept.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    //! Every line has room.

    use super::*;

    #[test]
    fn a_text_that_is_longer_than_the_room_stands_in_more_lines_and_loses_no_word() {
        let said = "half within 17, 9 in 10 within 21";
        assert!(width(said) > 160);
        let lines = lines(said, 160);
        assert!(
            lines.len() > 1 && lines.iter().all(|line| width(line) <= 160),
            "{lines:?}"
        );
        assert_eq!(lines.join(" "), said);
    }

    #[test]
    fn a_name_is_shortened_to_its_room() {
        assert_eq!(shortened("Streets", 288), "Streets");
        let short = shortened("Adult social care and safeguarding of vulnerable people", 288);
        assert!(short.ends_with('…') && width(&short) <= 288, "{short}");
    }
}
