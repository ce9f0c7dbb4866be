//! The commands that let other programs in and have them told.

use std::process::{Command, Output};

fn redress(folder: &tempfile::TempDir, args: &[&str]) -> Output {
    let database = format!("sqlite:{}", folder.path().join("redress.db").display());
    let policy = format!("{}/../../policies/demo.toml", env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(args)
        .args(["--database", &database, "--policy", &policy])
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_token_is_shown_once_listed_without_its_secret_and_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let create = [
        "token",
        "create",
        "--name",
        "website",
        "--role",
        "staff",
        "--until",
        "2031-03-31",
    ];
    let token = said(&redress(&folder, &create));
    assert!(
        token.trim().starts_with("redress_") && token.trim().len() == 72,
        "{token}"
    );
    let list = said(&redress(&folder, &["token", "list"]));
    assert!(
        list.contains("website\tstaff\tevery service\tnever used\tin force until 2031-03-31"),
        "{list}"
    );
    assert!(!list.contains(token.trim()));
    assert!(refused(&redress(&folder, &create)).contains("had a token before"));
    said(&redress(&folder, &["token", "revoke", "--name", "website"]));
    let list = said(&redress(&folder, &["token", "list"]));
    assert!(list.contains("revoked on"), "{list}");
    assert!(
        refused(&redress(&folder, &["token", "revoke", "--name", "nobody"])).contains("no program named")
    );
}

// Domain 8: what a program may see is said as it is: an officer's token goes by services, and this one has none.
#[test]
fn a_token_that_goes_by_services_and_has_none_is_listed_as_one_that_reaches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let create = ["token", "create", "--name", "nothing", "--role", "officer"];
    said(&redress(&folder, &create));
    let list = said(&redress(&folder, &["token", "list"]));
    assert!(list.contains("nothing\tofficer staff\tno service\t"), "{list}");
    // A complaints manager's role reaches every service, whatever stands beside it.
    let create = [
        "token",
        "create",
        "--name",
        "all",
        "--role",
        "officer",
        "--role",
        "complaints-manager",
    ];
    said(&redress(&folder, &create));
    let list = said(&redress(&folder, &["token", "list"]));
    let all = list
        .lines()
        .find(|line| line.contains("\tall\t"))
        .unwrap_or_default();
    assert!(all.contains("\tevery service\t"), "{list}");
}

#[test]
fn a_token_is_for_a_role_of_staff_and_services_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let with = |more: &[&str]| {
        let mut args = vec!["token", "create", "--name", "desk"];
        args.extend(more);
        refused(&redress(&folder, &args))
    };
    assert!(with(&["--role", "customer"]).contains("cannot have the role customer"));
    assert!(with(&["--role", "adviser", "--service", "moon"]).contains("no service \"moon\""));
    // A day that is past would make a token that opens nothing, and use its name up.
    let past = with(&["--role", "adviser", "--until", "2020-01-01"]);
    assert!(past.contains("2020-01-01 is past"), "{past}");
    assert!(past.contains("give its last day, today or later"), "{past}");
    let list = said(&redress(&folder, &["token", "list"]));
    assert!(!list.contains("desk"), "{list}");
    let odd = refused(&redress(
        &folder,
        &["token", "create", "--name", "My Desk", "--role", "staff"],
    ));
    assert!(odd.contains("a name is like website"), "{odd}");
}

#[test]
fn nobody_signs_in_with_what_is_no_address() {
    let folder = tempfile::tempdir().unwrap();
    for email in ["asha", "asha@[127.0.0.1]"] {
        let create = [
            "user", "create", "--name", "Asha", "--role", "adviser", "--email", email,
        ];
        let told = refused(&redress(&folder, &create));
        assert!(
            told.contains(&format!("\"{email}\" is no e-mail address")),
            "{told}"
        );
    }
}

#[test]
fn a_webhook_is_added_with_a_key_listed_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let create =
        |url: &str, event: &str| redress(&folder, &["webhook", "create", "--url", url, "--event", event]);
    assert!(refused(&create("http://example.org/", "closed")).contains("must be https"));
    assert!(refused(&create("https://example.org/", "shut")).contains("there is no event \"shut\""));
    let made = create("https://example.org/in", "closed");
    let key = said(&made);
    assert_eq!(key.trim().len(), 64);
    let list = said(&redress(&folder, &["webhook", "list"]));
    assert!(
        list.contains("https://example.org/in\t[\"closed\"]\tup to 0\ttold"),
        "{list}"
    );
    assert!(!list.contains(key.trim()));
    let id = list.split('\t').nth(1).unwrap().to_owned();
    assert!(said(&redress(&folder, &["webhook", "resume", "--id", &id])).contains("from event 1 on"));
    said(&redress(&folder, &["webhook", "remove", "--id", &id]));
    assert_eq!(said(&redress(&folder, &["webhook", "list"])), "");
    assert!(refused(&redress(&folder, &["webhook", "test", "--id", &id])).contains("has no webhook"));
}
