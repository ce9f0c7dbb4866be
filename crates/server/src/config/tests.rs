//! What is shown of settings.

use super::*;

#[test]
fn a_password_in_an_address_is_never_shown() {
    for (address, shown) in [
        ("sqlite:redress.sqlite", "sqlite:redress.sqlite"),
        ("postgres://redress@db/redress", "postgres://redress@db/redress"),
        (
            "postgres://redress:s3:cr@et@db:5432/redress",
            "postgres://redress:***@db:5432/redress",
        ),
        (
            "postgres://db/redress?user=a&password=secret&sslmode=require",
            "postgres://db/redress?user=a&password=***&sslmode=require",
        ),
    ] {
        assert_eq!(masked(address), shown);
    }
}

#[test]
fn cookies_in_the_clear_are_refused_where_others_can_listen() {
    let listening = Listening {
        listen: Some(SocketAddr::from(([0, 0, 0, 0], 80))),
        secure_cookies: Some(false),
        ..Listening::default()
    };
    assert!(Config::of(&Record::default(), &listening).is_err());
}

#[test]
fn letters_and_passwords_go_over_a_network_in_the_clear_only_where_somebody_said_so() {
    let config = |smtp: &str, in_the_clear| {
        let given = Mailing {
            smtp: Some(smtp.to_owned()),
            smtp_in_the_clear: in_the_clear,
            ..Mailing::default()
        };
        Config::of(&Record::default(), &Listening::default())
            .unwrap()
            .mailing(&given)
    };
    assert!(config("plain://mail.example.org", None).mail().is_err());
    assert!(config("plain://mail.example.org", Some(true)).mail().is_ok());
    for here in [
        "plain://127.0.0.1:1025",
        "smtps://mail.example.org",
        "starttls://mail.example.org",
    ] {
        assert!(config(here, None).mail().is_ok(), "{here}");
    }
    // A password in the address would be shown by --print-config and by the list of processes.
    assert!(
        config("smtps://user:secret@mail.example.org", None)
            .mail()
            .is_err()
    );
}

#[test]
fn a_link_in_an_e_mail_leads_to_a_website() {
    for bad in [
        "complaints.example.org",
        "https://",
        "ftp://example.org",
        "https://a b",
    ] {
        let given = Mailing {
            base_url: Some(bad.to_owned()),
            ..Mailing::default()
        };
        let config = Config::of(&Record::default(), &Listening::default()).unwrap();
        assert!(config.mailing(&given).mail().is_err(), "{bad}");
    }
}
