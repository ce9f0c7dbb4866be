//! What is found in a text for the public, and what is not.

use redress_domain::id::PersonId;
use redress_domain::words::Digest;
use redress_store::person::PersonRow;

use super::{FoundAs, in_text};

fn nadia() -> PersonRow {
    PersonRow {
        person_id: PersonId::parse("01932c07-a12b-7f3e-8c58-000000000001").unwrap(),
        name: "Mrs Nadia de Brown-Example".into(),
        email: Some("nadia@example.org".into()),
        phone: None,
        address: Some("12a Mill Lane\nWestbridge".into()),
        postcode: Some("WS1 1AA".into()),
        reply_by: None,
        salt: [0; 16],
        digest: Digest::from_stored(String::new()),
        called: None,
    }
}

fn found(text: &str) -> Vec<(String, FoundAs)> {
    let staff = ["Ade Brown".to_owned()];
    in_text(text, (&[nadia()], &staff, "WS"))
        .into_iter()
        .map(|found| (found.what, found.looks_like))
        .collect()
}

#[test]
fn names_of_people_on_the_cases_and_of_staff_are_found() {
    assert_eq!(
        found("Nadia’s bin was missed, and Ade put it back."),
        [("Nadia".into(), FoundAs::Person), ("Ade".into(), FoundAs::Staff)]
    );
    assert_eq!(
        found("The Brown-Example household"),
        [("Brown-Example".into(), FoundAs::Person)]
    );
}

#[test]
fn a_word_that_is_not_written_as_a_name_is_none() {
    assert_eq!(found("Mrs, your brown bin: we decide de facto."), []);
}

#[test]
fn where_somebody_lives_is_found_with_and_without_the_number() {
    assert_eq!(
        found("Bins in mill lane were missed."),
        [("Mill Lane".into(), FoundAs::Address)]
    );
}

#[test]
fn what_has_the_shape_of_an_address_a_number_or_a_reference_is_found() {
    let shapes = [
        ("Write to a.b@example.org.", "a.b@example.org", FoundAs::Email),
        ("Call 01632 960 100 now", "01632 960 100", FoundAs::Number),
        ("Near EC1A 1BB.", "EC1A 1BB", FoundAs::Postcode),
        ("Near WS11AA.", "WS11AA", FoundAs::Postcode),
        ("See WS-4K7P-29QX.", "WS-4K7P-29QX", FoundAs::Reference),
    ];
    for (text, what, looks_like) in shapes {
        assert_eq!(found(text), [(what.to_owned(), looks_like)], "{text}");
    }
    assert_eq!(found("We collected 12,000 bins in 2026."), []);
}
