//! What was typed is text, never markup.

use super::*;
use crate::components::{Details, Tag};

#[test]
fn text_is_escaped_once_however_deep_it_goes() {
    let tag = Tag::new("<b>&\"'");
    let inside = Details::new("More", tag).to_string();
    assert!(inside.contains("&lt;b&gt;&amp;&quot;&#39;"), "{inside}");
    assert!(!inside.contains("&amp;lt;"), "{inside}");
}

#[test]
fn an_address_cannot_leave_its_attribute() {
    assert_eq!(
        Markup::link("/a\" onclick=\"b", "<c>").as_str(),
        "<a class=\"govuk-link\" href=\"/a&quot; onclick=&quot;b\">&lt;c&gt;</a>"
    );
}

#[test]
fn paragraphs_and_lines_are_kept_as_they_were_typed() {
    assert_eq!(
        Markup::paragraphs("One\r\ntwo\r\n\r\n<three>\n\n\n").as_str(),
        "<p class=\"govuk-body\">One<br>two</p><p class=\"govuk-body\">&lt;three&gt;</p>"
    );
}

#[test]
fn a_text_that_begins_with_a_line_end_keeps_it_in_a_text_area() {
    // Browsers drop the first line end in a text area, so it is written twice.
    let html = crate::components::Textarea::new("what", "What")
        .value("\nafter")
        .to_string();
    assert!(html.contains(">&#10;\nafter</textarea>"), "{html}");
}
