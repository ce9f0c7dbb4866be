//! How a mail server is named, and what a message looks like on the wire.

use super::*;

fn email(name: &str, subject: &str) -> Email {
    Email {
        from: (
            "Westshire Council".to_owned(),
            "complaints@westshire.example.org".to_owned(),
        ),
        reply_to: None,
        to: (name.to_owned(), "asha@example.org".to_owned()),
        id: "1@westshire.example.org".to_owned(),
        answers: None,
        subject: subject.to_owned(),
        text: "Text".to_owned(),
        html: "<p>Text</p>".to_owned(),
    }
}

fn head(email: &Email) -> String {
    let message = composed(email, SystemTime::UNIX_EPOCH).unwrap().formatted();
    let message = String::from_utf8(message).unwrap();
    message.split_once("\r\n\r\n").unwrap().0.to_owned()
}

#[test]
fn a_server_is_named_with_how_the_way_there_is_protected() {
    for (address, protection, port) in [
        ("smtps://mail.example.org", Protection::FromTheStart, 465),
        ("starttls://mail.example.org", Protection::StartTls, 587),
        ("starttls://mail.example.org:2525", Protection::StartTls, 2525),
        ("plain://127.0.0.1:1025", Protection::None, 1025),
    ] {
        let server = Server::parse(address).unwrap();
        assert_eq!((server.protection, server.port), (protection, port), "{address}");
    }
    for bad in [
        "mail.example.org",
        "smtp://mail.example.org",
        "smtps://",
        "smtps://a:b",
        "plain://u:p@h",
        "plain://a b",
    ] {
        assert!(Server::parse(bad).is_err(), "{bad}");
    }
    assert!(Server::parse("plain://localhost").unwrap().is_here());
    assert!(!Server::parse("plain://mail.example.org").unwrap().is_here());
}

#[test]
fn no_name_and_no_subject_begins_a_line_of_its_own() {
    for evil in [
        "Asha\r\nBcc: sam@example.org",
        "Asha\nBcc: sam@example.org",
        "\"Asha\" <sam@example.org>,",
    ] {
        let head = head(&email(evil, evil));
        assert!(
            !head.lines().any(|line| line.to_lowercase().starts_with("bcc")),
            "{head}"
        );
        let to: Vec<&str> = head.lines().filter(|line| line.starts_with("To:")).collect();
        assert_eq!(to.len(), 1, "{head}");
        let message = composed(&email(evil, evil), SystemTime::UNIX_EPOCH).unwrap();
        let to: Vec<String> = message.envelope().to().iter().map(ToString::to_string).collect();
        assert_eq!(to, ["asha@example.org"]);
    }
}

#[test]
fn an_address_that_is_none_is_refused_for_good() {
    for bad in [
        "asha",
        "asha@",
        "asha@example.org\r\nBcc: sam@example.org",
        "a@example.org, b@example.org",
    ] {
        let mut email = email("Asha", "Hello");
        bad.clone_into(&mut email.to.1);
        assert!(
            composed(&email, SystemTime::UNIX_EPOCH).unwrap_err().for_good,
            "{bad}"
        );
    }
}

/// RFC 5891: a domain beyond ASCII goes by its other spelling, which every mail server takes.
#[test]
fn a_domain_beyond_ascii_goes_by_the_spelling_that_every_server_takes() {
    for (on_file, on_the_wire) in [
        ("asha@bücher.example", "asha@xn--bcher-kva.example"),
        ("asha@BÜCHER.example", "asha@xn--bcher-kva.example"),
        ("asha@example.org", "asha@example.org"),
    ] {
        let mut email = email("Asha", "Hello");
        on_file.clone_into(&mut email.to.1);
        let message = composed(&email, SystemTime::UNIX_EPOCH).unwrap();
        let to: Vec<String> = message.envelope().to().iter().map(ToString::to_string).collect();
        assert_eq!(to, [on_the_wire]);
    }
}

#[test]
fn what_answers_by_itself_says_so_and_names_what_it_answers() {
    let answer = Email {
        answers: Some("CAF1@mail.example.org".to_owned()),
        ..email("Asha", "We have your question")
    };
    let head_of_answer = head(&answer);
    assert!(
        head_of_answer.contains("Auto-Submitted: auto-replied"),
        "{head_of_answer}"
    );
    assert!(
        head_of_answer.contains("In-Reply-To: <CAF1@mail.example.org>"),
        "{head_of_answer}"
    );
    assert!(
        head_of_answer.contains("References: <CAF1@mail.example.org>"),
        "{head_of_answer}"
    );
    let hostile = Email {
        answers: Some("a@b\r\nBcc: sam@example.org".to_owned()),
        ..answer
    };
    assert!(!head(&hostile).contains("Bcc"), "{}", head(&hostile));
    assert!(head(&email("Asha", "Hello")).contains("Auto-Submitted: auto-generated"));
}
