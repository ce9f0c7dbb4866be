//! What an e-mail looks like, as text and as HTML.

use redress_domain::message::MessagePurpose;

use super::*;
use crate::message::tests::{policy, says};

const LINK: &str = "https://complaints.example.org/track/WS-1111-1119";

#[test]
fn a_whole_letter_has_what_the_customer_told_us_quoted_below_it() {
    let (_, text, _) = bodies(&policy(), &says(MessagePurpose::Reply), Some(LINK));
    assert!(text.starts_with("We called on Monday.\n"), "{text}");
    assert!(text.contains("What you told us\n----------------"), "{text}");
    assert!(
        text.contains("> The bin was missed.\n>\n> ## It cost me £20."),
        "{text}"
    );
}

#[test]
fn there_is_one_link_and_it_leads_to_the_track_page() {
    // The survey has one link an answer (ADR 42).
    let asks =
        |purpose: MessagePurpose| matches!(purpose, MessagePurpose::Survey | MessagePurpose::SurveyReminder);
    for purpose in MessagePurpose::ALL {
        let (_, text, html) = bodies(&policy(), &says(*purpose), Some(LINK));
        if asks(*purpose) {
            assert!(text.contains(&format!("{LINK}?answer=")), "{text}");
            continue;
        }
        assert_eq!(text.matches("://").count(), 1, "{text}");
        assert_eq!(html.matches("href=").count(), 1, "{html}");
        assert!(html.contains(&format!("href=\"{LINK}\"")), "{html}");
        let (_, text, html) = bodies(&policy(), &says(*purpose), None);
        assert!(!text.contains("://") && !html.contains("href"), "{text}");
    }
}

#[test]
fn nothing_that_somebody_typed_becomes_markup() {
    let mut says = says(MessagePurpose::Contact);
    "<script>alert(1)</script>".clone_into(&mut says.body);
    "\"><img src=x>".clone_into(&mut says.name);
    let (_, _, html) = bodies(&policy(), &says, None);
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
}
