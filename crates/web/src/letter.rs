//! A letter on its way into a page, the same for the customer and for staff.

use redress_correspondence::markup;
use redress_pages::case::letter::Block;

/// A letter's text as blocks.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let block = |block| match block {
        markup::Block::Heading(text) => Block::Heading(text),
        markup::Block::Paragraph(lines) => Block::Paragraph(lines),
        markup::Block::List(items) => Block::List(items),
        markup::Block::Quote(lines) => Block::Quote(lines),
    };
    markup::blocks(text).into_iter().map(block).collect()
}
