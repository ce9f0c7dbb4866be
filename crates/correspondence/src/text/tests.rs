//! What a text message says, and how long it is.

use redress_domain::message::MessagePurpose;

use super::*;
use crate::message::tests::{policy, says};

#[test]
fn a_text_has_the_reference_fits_into_one_and_says_nothing_about_anybody() {
    let policy = policy();
    for purpose in MessagePurpose::ALL {
        let said = says(*purpose);
        let link = format!("https://complaints.example.org/track/{}", said.reference);
        for link in [None, Some(link.as_str())] {
            let text = text(&policy, &said, link);
            // A letter of a conduct file is on no case: only where it is read may name one.
            let is_of_a_case = !matches!(
                purpose,
                MessagePurpose::Conduct
                    | MessagePurpose::ConductAnswer
                    | MessagePurpose::ConductCode
                    | MessagePurpose::EmailChanged
            );
            let named = is_of_a_case || link.is_some();
            assert_eq!(text.contains(&said.reference.to_string()), named, "{text}");
            assert!(text.chars().count() <= ONE, "{text}");
            for private in ["Siân", "Owen", "bin", "£20"] {
                assert!(!text.contains(private), "{text}");
            }
        }
    }
}

#[test]
fn what_an_officer_wrote_goes_whole_or_is_read_on_its_page() {
    let policy = policy();
    let mut said = says(MessagePurpose::Contact);
    let whole = text(&policy, &said, None);
    assert_eq!(
        whole,
        format!("Westshire Council, {}: We called on Monday.", said.reference)
    );
    said.body = "We called on Monday. ".repeat(30);
    let short = text(&policy, &said, Some("https://c.example.org/track/X"));
    assert!(
        !short.contains("Monday") && short.ends_with("Read it at https://c.example.org/track/X"),
        "{short}"
    );
}
