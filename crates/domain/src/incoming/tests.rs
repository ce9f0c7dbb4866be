//! References, tokens and quoted lines, as people and programs write them.

use super::*;

#[test]
fn a_reference_is_found_however_it_is_written() {
    let reference = Reference::new("WS", 4_711);
    let bare = reference.as_str().replace('-', "");
    for text in [
        format!("Re: your complaint – {reference}"),
        format!("about {}.", reference.as_str().to_lowercase()),
        format!("({bare})"),
        format!("ref:{}", reference.as_str().replace('-', " ")),
        format!("{reference} and {reference} again"),
    ] {
        assert_eq!(
            references_in(&text, "WS"),
            std::slice::from_ref(&reference),
            "{text}"
        );
    }
}

#[test]
fn what_only_looks_like_a_reference_is_none() {
    let reference = Reference::new("WS", 4_711);
    for text in [
        format!("X{reference}"),
        format!("{reference}9"),
        "WS-1234-5678".to_owned(),
        "WS".to_owned(),
        "news and views of the day".to_owned(),
        String::new(),
    ] {
        assert_eq!(references_in(&text, "WS"), [], "{text}");
    }
    let other = Reference::new("LC", 4_711);
    assert_eq!(references_in(other.as_str(), "WS"), []);
}

#[test]
fn two_references_are_both_found() {
    let (one, other) = (Reference::new("WS", 1), Reference::new("WS", 2));
    assert_eq!(references_in(&format!("{one}, {other}"), "WS"), [one, other]);
}

#[test]
fn a_token_goes_into_an_address_and_comes_out_of_it() {
    let address = with_token("feedback@westshire.example.org", "abc");
    assert_eq!(address, "feedback+abc@westshire.example.org");
    assert_eq!(token_of(&address), Some("abc"));
    assert_eq!(token_of("feedback@westshire.example.org"), None);
    assert_eq!(token_of("feedback+@westshire.example.org"), None);
    assert_eq!(token_of("nothing"), None);
}

#[test]
fn what_is_quoted_is_not_the_writers_own() {
    assert_eq!(own_words("Thank you.\n> Dear Asha\n>\nAsha"), "Thank you.\nAsha");
}

#[test]
fn of_a_subject_all_is_left_but_the_reference_and_what_begins_an_answer() {
    let reference = Reference::new("WS", 4_711);
    for (subject, said) in [
        (format!("Re: {reference}"), ""),
        (format!("RE: Fwd: Ref: {reference}"), ""),
        (format!("AW: [{reference}]"), ""),
        (
            format!("Re: {reference} my mother collapsed, please ring 07700 900123"),
            "my mother collapsed, please ring 07700 900123",
        ),
        (format!("Still no bins! ({reference})"), "Still no bins!"),
        (format!("Where is {reference} now?"), "Where is now?"),
        (format!("Referee: {reference}"), "Referee"),
        ("Re: bins".to_owned(), "bins"),
    ] {
        assert_eq!(said_beside_references(&subject, "WS"), said, "{subject}");
    }
}
