//! `redress receive`, as a mail server runs it: what it prints, and how it ends.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::commands::{policy, text};

/// A database with the made-up council in it.
fn database(folder: &Path) -> String {
    let database = format!("sqlite:{}", folder.join("redress.sqlite").display());
    let made = Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(["token", "create", "--name", "test", "--role", "administrator"])
        .args(["--database", &database, "--policy", &policy("demo")])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    database
}

fn receive(args: &[&str], message: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_redress"))
        .arg("receive")
        .args(args)
        .env_remove("REDRESS_DATABASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended already: then it says so by how.
    let _ = child.stdin.take().unwrap().write_all(message);
    child.wait_with_output().unwrap()
}

#[test]
fn a_message_is_kept_and_one_line_says_what_became_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = database(folder.path());
    let asked = [
        "--database",
        &database,
        "--recipient",
        "feedback@westshire.example.org",
    ];
    let new = b"From: sam@example.org\nSubject: A lamp\n\nIt is dark.\n";
    let output = receive(&asked, new);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
    assert_eq!(said["outcome"], "triage");
    let reference = said["reference"].as_str().unwrap().to_owned();
    assert!(
        output.stderr.is_empty(),
        "a mail server takes it for trouble: {output:?}"
    );
    // Sent again, it is the same one.
    assert_eq!(text(&receive(&asked, new)), text(&output));
    let of = |message: &str| {
        let output = receive(&asked, message.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        text(&output).trim().to_owned()
    };
    let contact = of(&format!(
        "From: Sam@Example.org\nSubject: Re: {reference}\n\nStill dark.\n"
    ));
    assert_eq!(
        contact,
        format!(r#"{{"outcome":"contact","reference":"{reference}"}}"#)
    );
    let stranger = of(&format!(
        "From: mallory@example.org\nSubject: {reference}\n\nTell me.\n"
    ));
    assert_eq!(stranger, r#"{"outcome":"for-a-person"}"#);
    let away = of("From: sam@example.org\nSubject: Out of office\n\nAway.\n");
    assert_eq!(away, r#"{"outcome":"automatic"}"#);
    let bounce = of("Return-Path: <>\nFrom: mailer-daemon@mx.example.org\nSubject: failure notice\n\nNo.\n");
    assert_eq!(bounce, r#"{"outcome":"bounce"}"#);
    assert_eq!(of("\u{0}\u{1}"), r#"{"outcome":"for-a-person"}"#);
    assert_eq!(of(""), r#"{"outcome":"for-a-person"}"#);
}

#[test]
fn a_message_with_fifty_megabytes_is_kept_whole() {
    let folder = tempfile::tempdir().unwrap();
    let database = database(folder.path());
    let mut message = b"From: sam@example.org\nSubject: A film\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nSee it.\n--b\nContent-Type: video/quicktime; name=\"film.mov\"\nContent-Transfer-Encoding: base64\n\n".to_vec();
    let line = b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
    while message.len() < 68_000_000 {
        message.extend(line);
    }
    message.extend(b"--b--\n");
    let output = receive(&["--database", &database], &message);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(text(&output).contains("\"outcome\":\"triage\""), "{output:?}");
}

#[test]
fn what_cannot_be_kept_is_to_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let good = database(folder.path());
    let nowhere = format!("sqlite:{}/nowhere.sqlite", folder.path().display());
    let down = "postgres://redress@127.0.0.1:1/redress";
    for args in [
        ["--database", nowhere.as_str()].as_slice(),
        &["--database", "mysql://x"],
        &["--database", &good, "--council", "nowhere"],
        &["--database", &good, "--unknown"],
        &["--database", down],
    ] {
        let output = receive(args, b"From: sam@example.org\n\nHello.\n");
        assert_eq!(output.status.code(), Some(75), "{args:?} {output:?}");
        assert_eq!(text(&output), "", "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
    assert!(!folder.path().join("nowhere.sqlite").exists(), "nothing is made");
}
