//! The marks of a letter, read into blocks that a page or a printer can set.

use redress_domain::language::Language;

/// One block of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph, its lines kept.
    Paragraph(Vec<String>),
    /// A list.
    List(Vec<String>),
    /// What somebody else wrote, its lines kept.
    Quote(Vec<String>),
    /// The part of a letter in both languages that is in one of them.
    In(Language, Vec<Self>),
}

/// Reads a letter into blocks. Every text is a letter: what has no marks is paragraphs, and what stands under the mark of a
/// language is in it.
pub fn blocks(letter: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut language = None;
    let mut part = String::new();
    let mut end = |language: Option<Language>, part: &str| {
        let read = of_one_language(part);
        match language {
            Some(language) if !read.is_empty() => blocks.push(Block::In(language, read)),
            Some(_) => {}
            None => blocks.extend(read),
        }
    };
    for line in letter.lines() {
        if let Some(marked) = Language::marked_by(line) {
            end(language.replace(marked), &std::mem::take(&mut part));
        } else {
            part.push_str(line);
            part.push('\n');
        }
    }
    end(language, &part);
    blocks
}

fn of_one_language(letter: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_new = true;
    for line in letter.lines() {
        let line = line.trim_end();
        if line.trim().is_empty() {
            is_new = true;
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            blocks.push(Block::Heading(heading.trim().to_owned()));
            is_new = true;
            continue;
        }
        if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.strip_prefix(' ').unwrap_or(quoted).to_owned();
            match blocks.last_mut() {
                Some(Block::Quote(lines)) if !is_new => lines.push(quoted),
                _ => blocks.push(Block::Quote(vec![quoted])),
            }
            is_new = false;
            continue;
        }
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.trim().to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.trim().to_owned()])),
            (None, Some(Block::Paragraph(lines))) if !is_new => lines.push(line.to_owned()),
            (None, _) => blocks.push(Block::Paragraph(vec![line.to_owned()])),
        }
        is_new = false;
    }
    blocks
}

/// A text that somebody else wrote, as a quotation: no mark in it is taken for one of ours.
pub fn quote(text: &str) -> String {
    let lines = text
        .trim()
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    //! How the marks are read.

    use super::*;

    #[test]
    fn headings_paragraphs_and_lists_are_told_apart() {
        let read =
            blocks("Dear Asha\n\n## What we found\nOne line\nand the next\n\n- first\n- second\nAfter");
        assert_eq!(
            read,
            [
                Block::Paragraph(vec!["Dear Asha".to_owned()]),
                Block::Heading("What we found".to_owned()),
                Block::Paragraph(vec!["One line".to_owned(), "and the next".to_owned()]),
                Block::List(vec!["first".to_owned(), "second".to_owned()]),
                Block::Paragraph(vec!["After".to_owned()]),
            ]
        );
    }

    #[test]
    fn what_stands_under_the_mark_of_a_language_is_in_it() {
        let read = blocks(&redress_domain::language::in_both(
            "## Ein hateb\n\nDiolch.",
            "Thank you.",
        ));
        let paragraph = |text: &str| Block::Paragraph(vec![text.to_owned()]);
        let welsh = vec![Block::Heading("Ein hateb".to_owned()), paragraph("Diolch.")];
        assert_eq!(
            read,
            [
                Block::In(Language::Welsh, welsh),
                Block::In(Language::English, vec![paragraph("Thank you.")])
            ]
        );
        // Nobody's own words begin another language.
        assert_eq!(
            blocks(&quote("[English]")),
            [Block::Quote(vec!["[English]".to_owned()])]
        );
    }

    #[test]
    fn what_somebody_else_wrote_stays_a_quotation_whatever_marks_are_in_it() {
        let theirs = "## Not a heading\n- not a list\n\n> not a quotation";
        let read = blocks(&format!("Before\n\n{}\n\nAfter", quote(theirs)));
        let lines = theirs.lines().map(str::to_owned).collect();
        assert_eq!(
            read,
            [
                Block::Paragraph(vec!["Before".to_owned()]),
                Block::Quote(lines),
                Block::Paragraph(vec!["After".to_owned()]),
            ]
        );
    }
}
