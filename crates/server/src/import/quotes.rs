//! Quotes in a table: one that is not closed makes a cell of all the rows that follow.

/// The line, counted from one, on which a cell begins with a quote that nothing closes.
///
/// A quote counts as RFC 4180 has it and as the reader takes it: at the beginning of a cell it opens, doubled it is
/// a letter, and anywhere else it is a letter, too.
pub(crate) fn unclosed(text: &str) -> Option<usize> {
    let (mut line, mut opened) = (1, None);
    let mut begins = true;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' {
            line += 1;
        }
        match (letter, opened) {
            ('"', Some(_)) if letters.peek() == Some(&'"') => {
                letters.next();
            }
            ('"', Some(_)) => opened = None,
            (_, Some(_)) => {}
            ('"', None) if begins => {
                opened = Some(line);
                begins = false;
            }
            (',' | '\n' | '\r', None) => begins = true,
            (_, None) => begins = false,
        }
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn a_quote_that_opens_a_cell_is_closed_or_named_by_its_line() {
        assert_eq!(unclosed("a,b\n1,\"two\"\n"), None);
        assert_eq!(unclosed("a,b\n1,\"two\nlines \"\"said\"\"\"\n3,four\n"), None);
        assert_eq!(unclosed("a,b\n1,5\" pipe\n"), None);
        assert_eq!(unclosed("a,b\r\n1,two\r\n3,\"four\r\n5,six\r\n"), Some(3));
        assert_eq!(unclosed("a,b\n1,\"two\"\"\n3,four\n"), Some(2));
        assert_eq!(unclosed("\"a,b\n"), Some(1));
    }
}
