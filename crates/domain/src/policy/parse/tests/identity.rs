//! `[identity_provider]`: every mistake in it is told at its place.

use super::*;
use crate::policy::identity::{Newcomers, PasswordsFor, ProviderKind};

const ISSUER: &str = "\"https://login.microsoftonline.com/00000000-0000-4000-8000-000000000000/v2.0\"";

/// The one mistake of the demo's file with `old` replaced stands at `at`, and says `what`.
#[track_caller]
fn told((old, new): (&str, &str), at: &str, what: &str) {
    let source = demo_with(old, new);
    let mistake = only_mistake(&source);
    assert_eq!(mistake.what, what, "{new}");
    assert_eq!((mistake.line, mistake.column), place_of(&source, at), "{new}");
    assert!(!mistake.mend.is_empty(), "{new}");
}

#[test]
fn a_provider_is_read_with_what_holds_where_the_file_says_nothing() {
    let provider = shipped("demo").identity_provider.unwrap();
    assert_eq!(provider.kind, ProviderKind::Entra);
    assert_eq!(provider.newcomers, Newcomers::Made);
    assert_eq!(provider.gives.len(), 3);
    assert!(shipped("hart").identity_provider.is_none());
    let mut source = DEMO.to_owned();
    for left_out in [
        "button = \"Sign in with your council account\"",
        "claim = \"groups\"",
        "newcomers = \"made\"",
        "passwords = \"unbound\"",
    ] {
        assert!(source.contains(left_out), "{left_out}");
        source = source.replacen(left_out, "", 1);
    }
    let provider = Policy::parse(&source).unwrap().identity_provider.unwrap();
    assert_eq!(provider.button, defaults::PROVIDER_BUTTON);
    assert_eq!(provider.claim, defaults::PROVIDER_CLAIM);
    // The more careful of each pair: nobody is made an account, and a password stays where nobody is bound.
    assert_eq!(provider.newcomers, Newcomers::Refused);
    assert_eq!(provider.passwords, PasswordsFor::Unbound);
}

#[test]
fn what_must_be_there_is_told_as_missing_at_the_head_of_the_group() {
    for (line, key) in [
        ("kind = \"entra\"", "kind"),
        (&*format!("issuer = {ISSUER}"), "issuer"),
        ("client_id = \"redress\"", "client_id"),
    ] {
        let source = demo_with(line, "");
        let mistake = only_mistake(&source);
        assert_eq!(mistake.key, format!("identity_provider.{key}"));
        assert_eq!(mistake.line, place_of(&source, "[identity_provider]").0, "{key}");
        assert!(mistake.mend.contains(key), "{}", mistake.mend);
    }
    let begin = DEMO.find("[[identity_provider.gives]]").unwrap();
    let end = begin + DEMO[begin..].find("[mail]").unwrap();
    let source = format!("{}{}", &DEMO[..begin], &DEMO[end..]);
    let mistake = only_mistake(&source);
    assert_eq!(mistake.key, "identity_provider.gives");
    assert_eq!(mistake.line, place_of(&source, "[identity_provider]").0);
    for (line, key) in [
        ("value = \"Redress.Adviser\"", "value"),
        ("roles = [\"officer\"]\n\n[[identity_provider.gives]]", "roles"),
    ] {
        let source = demo_with(
            line,
            if key == "roles" {
                "\n[[identity_provider.gives]]"
            } else {
                ""
            },
        );
        let mistake = only_mistake(&source);
        assert!(mistake.key.ends_with(key), "{}", mistake.key);
        let group = source[..source.find("value = \"Redress.Officer\"").unwrap()]
            .matches('\n')
            .count();
        let first = place_of(&source, "[[identity_provider.gives]]").0;
        assert_eq!(mistake.line, if key == "roles" { group } else { first }, "{key}");
    }
}

#[test]
fn a_word_that_is_none_of_the_words_is_told_where_it_stands() {
    let none = |word: &str| format!("\"{word}\" is not a word for this.");
    told(("kind = \"entra\"", "kind = \"saml\""), "\"saml\"", &none("saml"));
    told(
        ("newcomers = \"made\"", "newcomers = \"welcome\""),
        "\"welcome\"",
        &none("welcome"),
    );
    told(
        ("passwords = \"unbound\"", "passwords = \"nobody\""),
        "\"nobody\"",
        &none("nobody"),
    );
    told(
        ("[\"officer\"]\n\n[[identity", "[\"ofiser\"]\n\n[[identity"),
        "\"ofiser\"",
        &none("ofiser"),
    );
    told(
        (
            "[\"officer\"]\n\n[[identity",
            "[\"officer\", \"officer\"]\n\n[[identity",
        ),
        "\"officer\"]\n\n[[identity",
        "\"officer\" stands here twice.",
    );
    told(
        ("kind = \"entra\"", "kind = 7777"),
        "7777",
        "This is a number, not one of the words for this.",
    );
}

#[test]
fn an_issuer_is_an_address_of_the_councils_own_tenant() {
    for wrong in [
        "login.microsoftonline.com",
        "http://sign-in.example.org",
        "https://",
        "https://sign-in.example.org/?tenant=1",
        "https://sign-in.example.org/#here",
        "https://somebody@sign-in.example.org",
        "ftp://sign-in.example.org",
    ] {
        let spelled = format!("\"{wrong}\"");
        told(
            (ISSUER, &spelled),
            &spelled,
            &format!("\"{wrong}\" is not the address of an identity provider."),
        );
    }
    for of_many in ["common", "organizations", "consumers"] {
        for end in ["/v2.0", "", "/"] {
            let spelled = format!("\"https://login.microsoftonline.com/{of_many}{end}\"");
            told(
                (ISSUER, &spelled),
                &spelled,
                "This is for the people of every organisation, not of the council's alone.",
            );
        }
    }
    // Only Entra has such addresses.
    let other = demo_with("kind = \"entra\"", "kind = \"openid\"").replacen(
        ISSUER,
        "\"https://sign-in.example.org/common/v2.0\"",
        1,
    );
    assert!(Policy::parse(&other).is_ok());
    told(
        (ISSUER, "\"https://sign in\""),
        "\"https://sign in\"",
        "There is a space in this.",
    );
    told((ISSUER, "\" \""), "\" \"", "There is nothing here.");
}

#[test]
fn names_and_claims_have_no_spaces_and_buttons_one_line() {
    let space = "There is a space in this.";
    told(
        ("client_id = \"redress\"", "client_id = \"red ress\""),
        "\"red ress\"",
        space,
    );
    told(
        ("claim = \"groups\"", "claim = \"my groups\""),
        "\"my groups\"",
        space,
    );
    let long = "This is longer than one line of 100 characters.";
    let words = format!("\"{}\"", "Sign in ".repeat(14));
    told(("\"Sign in with your council account\"", &words), &words, long);
    let lines = "\"\"\"Sign in\nhere\"\"\"";
    told(("\"Sign in with your council account\"", lines), lines, long);
    let value = format!("\"{}\"", "x".repeat(101));
    told(("\"Redress.Adviser\"", &value), &value, long);
}

#[test]
fn what_a_value_gives_is_known_here_and_no_part_of_a_partner() {
    told(
        (
            "roles = [\"adviser\"]\nteams = [\"customer-services\"]",
            "roles = [\"adviser\"]\nteams = [\"customers\"]",
        ),
        "\"customers\"]",
        "There is no team \"customers\" in this file.",
    );
    told(
        (
            "[\"officer\"]\n\n[[identity",
            "[\"officer\", \"partner\"]\n\n[[identity",
        ),
        "\"partner\"]\n\n[[identity",
        "An identity provider of the council makes nobody a partner.",
    );
    let twice = demo_with("\"Redress.Officer\"", "\"Redress.Adviser\"");
    let mistake = only_mistake(&twice);
    let second = twice.rfind("\"Redress.Adviser\"").unwrap();
    assert_eq!(mistake.line, twice[..second].matches('\n').count() + 1);
    let unknown = demo_with("newcomers = \"made\"", "newcommers = \"made\"");
    let mistake = only_mistake(&unknown);
    assert_eq!(mistake.key, "identity_provider.newcommers");
    assert_eq!((mistake.line, mistake.column), place_of(&unknown, "newcommers"));
    let unknown = demo_with("roles = [\"adviser\"]\nteams", "roles = [\"adviser\"]\nteam");
    let mistake = only_mistake(&unknown);
    assert_eq!(
        (mistake.line, mistake.column),
        place_of(&unknown, "team = [\"customer-services\"]\n\n[[identity")
    );
}

#[test]
fn every_mistake_of_the_group_is_told_at_once() {
    let source = demo_with("kind = \"entra\"", "kind = \"saml\"")
        .replacen(ISSUER, "\"sign-in\"", 1)
        .replacen("client_id = \"redress\"", "client_id = \"a b\"", 1)
        .replacen("passwords = \"unbound\"", "passwords = \"all\"", 1)
        .replacen("value = \"Redress.Adviser\"", "value = 1", 1);
    let mistakes = Policy::parse(&source).unwrap_err();
    let keys: Vec<&str> = mistakes.iter().map(|mistake| mistake.key.as_str()).collect();
    assert_eq!(mistakes.len(), 5, "{keys:?}");
    let lines: Vec<usize> = mistakes.iter().map(|mistake| mistake.line).collect();
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "{lines:?}");
}
