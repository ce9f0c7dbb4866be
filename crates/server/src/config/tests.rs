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
