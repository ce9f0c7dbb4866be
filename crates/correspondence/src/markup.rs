//! The marks of a letter, read into blocks that a page or a printer can set.

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
}

/// Reads a letter into blocks. Every text is a letter: what has no marks is paragraphs.
pub fn blocks(letter: &str) -> Vec<Block> {
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
