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

// UK GDPR, article 5(1)(f): what quotes a letter about how somebody gets in touch is known by that letter, whatever quoted it.
#[test]
fn a_letter_that_is_quoted_is_known_again() {
    let id = "01932c07-a12b-7f3e-8c58-0123456789ab";
    let letter = MessageId::parse(id).unwrap();
    let link = known_again("https://example.org/track/WS-4K7P-29QX", &letter);
    for text in [
        format!("I disagree.\n\n> Read it and answer it: {link}\n> {link}"),
        format!("<a href=\"{link}\">Read it</a>"),
        // As one program writes every link anew.
        format!("https://safe.example/?url={}&data=1", link.replace('#', "%23")),
        format!("-----Original Message-----\nMessage-ID: <{id}@westshire.example.org>"),
    ] {
        assert_eq!(letters_in(&text), std::slice::from_ref(&letter), "{text}");
    }
    let cut = format!("{}…", link.get(..link.len() - 4).unwrap());
    for text in [
        cut.as_str(),
        "letter-box",
        "<",
        "letter-ŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵ",
        "",
    ] {
        assert_eq!(letters_in(text), [], "{text}");
    }
    // The reference in the same address is one all the same.
    assert_eq!(
        references_in(
            &link.replace("WS-4K7P-29QX", Reference::new("WS", 4_711).as_str()),
            "WS"
        )
        .len(),
        1
    );
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
