//! What is found in a text for the public, and what is not.

use jiff::civil::{Date, date};
use redress_domain::id::PersonId;
use redress_domain::words::Digest;
use redress_store::person::PersonRow;

use super::{FoundAs, in_text, pairs_in};

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
    found_on(date(2026, 11, 25), text)
}

fn found_on(today: Date, text: &str) -> Vec<(String, FoundAs)> {
    let staff = ["Ade Brown".to_owned()];
    in_text(text, (&[nadia()], &staff, "WS"), today)
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
        [
            ("Brown-Example".into(), FoundAs::Person),
            // A part of it is a colleague's name.
            ("Brown-Example".into(), FoundAs::Staff)
        ]
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

#[test]
fn two_parts_of_a_name_side_by_side_are_found_in_small_letters_too() {
    let person = |what: &str| (what.to_owned(), FoundAs::Person);
    assert_eq!(
        found("nadia brown-example told us that it came late"),
        [person("nadia"), person("brown-example")]
    );
    assert_eq!(found("a brown bin, a brown brown bin"), []);
}

#[test]
fn a_last_name_alone_is_found_in_small_letters_too_unless_it_is_a_word_of_every_day() {
    let of = |name: &str, text: &str| {
        let person = PersonRow {
            name: name.to_owned(),
            ..nadia()
        };
        let found = in_text(text, (&[person], &[], "WS"), date(2026, 11, 25));
        let found = found.into_iter().filter(|one| one.looks_like == FoundAs::Person);
        found.map(|one| one.what).collect::<Vec<_>>()
    };
    for (name, text, what) in [
        ("Maryam Marlow", "we missed marlow twice", "marlow"),
        ("Maryam Marlow", "marlow’s bin was missed", "marlow"),
        ("Maryam Marlow", "the marlows of the lane", "marlows"),
        ("Sean O’Brien", "then o’brien wrote", "o’brien"),
        (
            "Nadia de Brown-Example",
            "then brown-example wrote",
            "brown-example",
        ),
        ("Kwame Green", "Green’s bin was missed", "Green"),
        ("Kwame Green", "the bin of kwame green", "kwame"),
    ] {
        assert!(
            of(name, text).contains(&what.to_owned()),
            "{text}: {:?}",
            of(name, text)
        );
    }
    for (name, text) in [
        ("Kwame Green", "the green bin was missed"),
        ("Maryam Marlow", "maryam of the lane"),
        ("Lee Ng", "one of the eng crew"),
        ("Mill Lane Residents Association", "we met an association"),
    ] {
        assert_eq!(of(name, text), [""; 0], "{text}");
    }
}

#[test]
fn what_was_written_to_slip_through_is_found() {
    let shapes = [
        ("ring o1632 96o 111 now", "o1632 96o 111", FoundAs::Number),
        ("ring 01632.960.111 now", "01632.960.111", FoundAs::Number),
        (
            "kwame at example dot org wrote",
            "kwame at example dot org",
            FoundAs::Email,
        ),
        ("near ec1a 1bb", "ec1a 1bb", FoundAs::Postcode),
        ("see ws-4k7p-29qx", "ws-4k7p-29qx", FoundAs::Reference),
        ("see 4k7p-29qx", "4k7p-29qx", FoundAs::Reference),
        (
            "his daughter at 12 Elm Court coughs",
            "12 Elm Court",
            FoundAs::Address,
        ),
        (
            "of 54 the northfield estate",
            "54 the northfield estate",
            FoundAs::Address,
        ),
    ];
    for (text, what, looks_like) in shapes {
        assert_eq!(found(text), [(what.to_owned(), looks_like)], "{text}");
    }
    let reference = redress_domain::reference::Reference::new("WS", 123_456_789);
    let (one, other) = reference.as_str().split_at(7);
    let (half, bare) = (one.trim_start_matches("WS-"), other.trim_start_matches('-'));
    for said in [
        format!("WS {half} {bare}"),
        format!("{half}{bare}"),
        format!("{half} {bare}"),
    ] {
        assert_eq!(found(&format!("see {said} now")), [(said, FoundAs::Reference)]);
    }
    assert_eq!(found("we said so and that 2 people came"), []);
    for (text, what, looks_like) in [
        (
            "her number QQ123456C is on it",
            "QQ123456C",
            FoundAs::NationalInsurance,
        ),
        ("qq 12 34 56 c", "qq 12 34 56 c", FoundAs::NationalInsurance),
        ("born on 3 May 1961 in Wales", "3 May 1961", FoundAs::BirthDate),
        ("born 03/05/61.", "03/05/61", FoundAs::BirthDate),
        ("the Browns of the lane", "Browns", FoundAs::Person),
        ("a form of BrownKhan", "BrownKhan", FoundAs::Person),
        ("Mr Khan-Example said", "Khan-Example", FoundAs::Person),
    ] {
        let all = found(text);
        assert!(all.contains(&(what.to_owned(), looks_like)), "{text}: {all:?}");
    }
    for plain in [
        "We began on 3 May 2026, and end in June 2027.",
        "In 2025-2026 we swept 40 miles of road and 3 lanes in 12 weeks.",
        "On the 1st of May 2026, stage 2 took 20 days by road.",
        "10,000 homes; 2,500 bins. 1,204 calls.",
    ] {
        assert_eq!(found(plain), [], "{plain}");
    }
}

#[test]
fn pairs_of_words_are_those_of_one_sentence() {
    let pairs = pairs_in("maryam marlow of Mill Lane, Rose. Brown bins");
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(
        pairs,
        [
            pair("maryam", "marlow"),
            pair("Mill", "Lane"),
            pair("Lane", "Rose"),
            pair("Brown", "bins")
        ]
    );
    assert_eq!(
        pairs_in("Strand, Olu was told"),
        [pair("Strand", "Olu"), pair("Olu", "was"), pair("was", "told")]
    );
    assert_eq!(pairs_in("Jo Ng; of it, so on"), [pair("Jo", "Ng")]);
}

#[test]
fn a_day_ten_years_ago_or_longer_may_be_when_somebody_was_born_whatever_year_it_is() {
    let is_found = |year: i16, text: &str| {
        let all = found_on(date(year, 11, 25), text);
        all.iter()
            .any(|(_, looks_like)| *looks_like == FoundAs::BirthDate)
    };
    for (year, text, is_birth_date) in [
        (2026, "on 3 May 2016", true),
        (2026, "on 3 May 2017", false),
        (2026, "on 03/05/2016", true),
        (2026, "on 03/05/2017", false),
        // Ten years on, the same day is long ago.
        (2036, "on 3 May 2026", true),
        (2036, "on 3 May 2027", false),
        (2026, "on 03/05/61", true),
        (2026, "on 03/05/16", true),
        (2026, "on 03/05/24", false),
        // A day to come of which a council may well write, and one that it hardly does.
        (2026, "by 31/03/31", false),
        (2026, "by 31/03/32", true),
        (2036, "on 03/05/24", true),
        (2026, "on 3 May 1890", false),
    ] {
        assert_eq!(is_found(year, text), is_birth_date, "{text} in {year}");
    }
}

#[test]
fn somebody_with_a_title_and_a_street_without_a_number_are_found_though_on_no_case() {
    assert_eq!(
        found("Mr Strand's bin in Weavers Row was missed five times."),
        [
            ("Mr Strand".into(), FoundAs::Named),
            ("Weavers Row".into(), FoundAs::Address)
        ]
    );
}
