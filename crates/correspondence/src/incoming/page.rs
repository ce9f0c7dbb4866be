//! An e-mail that is a web page, as text: a line for each of its blocks, and `>` before what it quotes.

use mail_parser::decoders::html::html_to_text;

/// Where a block begins or ends, while the page becomes a text. These characters are for private use, and mean nothing in an
/// e-mail.
const BREAK: char = '\u{E000}';

/// Where a quotation begins, and where it ends.
const QUOTE: char = '\u{E001}';
const END_OF_QUOTE: char = '\u{E002}';

/// What stands on a line of its own. Paragraphs and line breaks are known to whoever reads the page.
const BLOCKS: [&str; 27] = [
    "address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "section", "table", "td", "th", "tr",
];

/// A page as text.
pub(super) fn in_words(html: &str) -> String {
    let html = html.replace([BREAK, QUOTE, END_OF_QUOTE], " ");
    let html = without(&html, "style");
    let html = without(&html, "script");
    lines(&html_to_text(&with_breaks(&html)))
}

/// The page with a mark wherever a block or a quotation begins or ends.
fn with_breaks(html: &str) -> String {
    let mut marked = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        marked.push_str(before);
        let inside = tag.get(1..).unwrap_or_default();
        let ends = inside.starts_with('/');
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let letters = inside.find(|letter: char| !letter.is_ascii_alphanumeric());
        let name = inside.get(..letters.unwrap_or(inside.len())).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if name == "blockquote" {
            marked.push(if ends { END_OF_QUOTE } else { QUOTE });
        } else if BLOCKS.contains(&name.as_str()) {
            marked.push(BREAK);
        }
        // HTML Living Standard, 13.2.5.6: only a letter, "/", "!" or "?" begins a tag. "It was < 5 degrees" and "<3" begin none, and
        // what follows them is what somebody wrote.
        let begins_a_tag = |letter: char| letter.is_ascii_alphabetic() || "/!?".contains(letter);
        let is_tag = tag.chars().nth(1).is_some_and(begins_a_tag);
        marked.push_str(if is_tag { "<" } else { "&lt;" });
        rest = tag.get(1..).unwrap_or_default();
    }
    marked.push_str(rest);
    marked
}

/// The text with its marks as line ends, and its quotations marked as mail programs mark them.
fn lines(text: &str) -> String {
    let (mut lines, mut line, mut depth) = (Vec::new(), String::new(), 0_usize);
    let mut end = |line: &mut String, depth: usize| {
        let said = std::mem::take(line);
        let said = said.trim();
        lines.push(match (depth, said.is_empty()) {
            (0, _) => said.to_owned(),
            (_, true) => ">".to_owned(),
            (_, false) => format!("> {said}"),
        });
    };
    for letter in text.chars() {
        match letter {
            '\n' => end(&mut line, depth),
            BREAK | QUOTE | END_OF_QUOTE => {
                // Blocks that begin where others end are one line end.
                if !line.trim().is_empty() {
                    end(&mut line, depth);
                }
                match letter {
                    QUOTE => depth += 1,
                    END_OF_QUOTE => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            letter => line.push(letter),
        }
    }
    end(&mut line, depth);
    // Of several empty lines one is enough.
    lines.dedup_by(|one, before| one == before && matches!(one.as_str(), "" | ">"));
    lines.join("\n")
}

/// The page without what stands in these tags. One that nothing ends holds nothing but what comes before the next tag:
/// otherwise it would hide all that was written.
///
/// Reads the page once, however many such tags it has.
fn without(html: &str, name: &str) -> String {
    let (begins, ends) = (format!("<{name}"), format!("</{name}"));
    // Of the same length: only plain letters have another case here.
    let lower = html.to_ascii_lowercase();
    let find = |from: usize, mark: &str| lower.get(from..)?.find(mark).map(|at| from + at);
    let mut kept = String::with_capacity(html.len());
    let (mut from, mut is_ended) = (0, true);
    while let Some(begin) = find(from, &begins) {
        kept.push_str(html.get(from..begin).unwrap_or_default());
        let end = is_ended.then(|| find(begin, &ends)).flatten();
        is_ended = end.is_some();
        let past = end.and_then(|end| find(end, ">")).map(|end| end + 1);
        from = past.or_else(|| find(begin + 1, "<")).unwrap_or(html.len());
    }
    kept.push_str(html.get(from..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    //! What pages say.

    use super::in_words;

    #[test]
    fn each_block_and_each_cell_is_a_line() {
        let page = "<div>My reference is WS-N3VY-UVUF</div><div>Thanks,<br>Winston</div><table><tr><td>Bin</td><td>Missed</td></tr>\
                    <tr><td>3 May</td><td>yes</td></tr></table><ul><li>One</li><li>Two</li></ul>";
        let said: Vec<String> = in_words(page)
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let lines = [
            "My reference is WS-N3VY-UVUF",
            "Thanks,",
            "Winston",
            "Bin",
            "Missed",
            "3 May",
            "yes",
            "One",
            "Two",
        ];
        assert_eq!(said, lines);
    }

    #[test]
    fn what_is_written_between_quotations_is_the_writers() {
        let page = "<p>See below.</p><blockquote>Did you ring?<blockquote>Older</blockquote></blockquote><p>Yes, on Monday.</p>\
                    <BLOCKQUOTE>And then?</BLOCKQUOTE>Nothing.";
        let said: Vec<String> = in_words(page)
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        assert_eq!(
            said,
            [
                "See below.",
                "> Did you ring?",
                "> Older",
                "Yes, on Monday.",
                "> And then?",
                "Nothing."
            ]
        );
    }

    #[test]
    fn a_sign_that_begins_no_tag_hides_nothing() {
        for (page, said) in [
            (
                "<p>Thank you all <3 but my bin was missed.</p>",
                "Thank you all <3 but my bin was missed.",
            ),
            (
                "<p>It was < 5 degrees. Ring <b>me</b>.</p>",
                "It was < 5 degrees. Ring me.",
            ),
            ("<p>One <<b>two</b></p>", "One <two"),
            ("It ends <", "It ends <"),
        ] {
            assert_eq!(in_words(page).trim(), said);
        }
    }

    // As many tags as a message may have: what reads the rest anew for each does not end.
    #[test]
    fn a_page_of_tags_that_nothing_ends_is_read_once() {
        let page = "<style".repeat(1_000_000);
        assert_eq!(in_words(&format!("{page}<p>It is dark.")).trim(), "It is dark.");
    }

    #[test]
    fn a_style_that_nothing_ends_hides_nothing() {
        assert_eq!(
            in_words("<style>p { color: red }</style><p>It is dark.</p>").trim(),
            "It is dark."
        );
        assert_eq!(
            in_words("<style>p { color: red } <p>It is dark.</p>").trim(),
            "It is dark."
        );
        assert_eq!(
            in_words("<script>let a = 1;</script>It is dark.").trim(),
            "It is dark."
        );
    }
}
