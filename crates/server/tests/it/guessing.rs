//! Whoever runs the service notices that somebody guesses, and learns nothing of whom from it.

use std::process::Command;

use crate::outage::{serve, serving, token};

#[test]
fn somebody_who_used_up_their_tries_is_one_warning_of_the_log_without_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("a.sqlite").display());
    let token = token(&database);
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(serving(&database));
    let program = serve(command, &token);
    let reference = redress_domain::reference::Reference::new("WS", 7).to_string();
    for number in 0..8 {
        let answer = program.send_form("/track", &format!("reference={reference}&proof=Guess"));
        let wanted = if number < 5 { 422 } else { 429 };
        assert_eq!(answer.status, wanted, "{}", answer.all);
    }
    let log = program.stop();
    let lines: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("somebody used up their tries"))
        .collect();
    assert_eq!(lines.len(), 1, "{log}");
    assert!(
        lines[0].contains("track") && lines[0].contains("WARN"),
        "{lines:?}"
    );
    assert!(!log.contains(&reference) && !log.contains("Guess"), "{log}");
}
