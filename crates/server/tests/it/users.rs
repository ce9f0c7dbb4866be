//! `redress user`: who ran it and why, and the account for the day on which nobody else gets in.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use redress_casework::second_step::Secret;

use crate::commands::policy;

const PASSWORD: &str = "nine-lanterns-under-the-bridge";

/// The program over a database of its own, as somebody would run it who says that they are `kay`.
fn redress(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command
        .args(args)
        .arg("--database")
        .arg(format!("sqlite:{}", folder.join("redress.db").display()))
        .args(["--policy", &policy("demo")])
        .env("SUDO_USER", "kay")
        .env("USER", "nobody.who.is")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What it says once it was given these lines; whether it went well stands first.
fn said(mut command: Command, typed: &str) -> (bool, String) {
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(all).unwrap())
}

fn create<'a>(email: &'a str, roles: &[&'a str], because: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["user", "create", "--email", email, "--name", "Asha Patel"];
    args.extend(roles.iter().flat_map(|role| ["--role", *role]));
    args.extend(because);
    args
}

// Domain 8: every change has who and why; a command has no sign-in, so the account of the machine stands for who.
#[test]
fn who_ran_a_command_and_why_stand_beside_what_it_changed() {
    let folder = tempfile::tempdir().unwrap();
    let typed = format!("{PASSWORD}\n");
    let because = ["--because", "She begins today"];
    for args in [
        create("asha@example.org", &["adviser"], &because),
        create("sam@example.org", &["officer"], &[]),
    ] {
        let (went_well, told) = said(redress(folder.path(), &args), &typed);
        assert!(went_well, "{told}");
    }
    let list = || redress(folder.path(), &["user", "list", "--as-at", "2099-01-01"]);
    let (_, listed) = said(list(), "");
    // Who it is the machine says, and nobody by a word in their environment; what sudo says stands beside it.
    let account = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
    let account = account.trim();
    assert_ne!(account, "kay");
    for because in ["She begins today", "No reason was given"] {
        let line = format!("{because} (on the command line, by the account {account}, for kay as sudo says)");
        assert!(listed.contains(&line), "{line} is not in {listed}");
    }
}

// Local Government Act 1972, section 80(1)(a).
#[test]
fn nobody_is_made_a_councillor_and_a_member_of_staff() {
    let folder = tempfile::tempdir().unwrap();
    let args = create("mary@example.org", &["councillor", "adviser"], &[]);
    let (went_well, told) = said(redress(folder.path(), &args), &format!("{PASSWORD}\n"));
    assert!(!went_well);
    assert!(told.contains("a councillor is no member of staff"), "{told}");
    let (_, listed) = said(redress(folder.path(), &["user", "list"]), "");
    assert!(!listed.contains("mary@example.org"), "{listed}");
}

#[test]
fn the_emergency_account_is_made_with_the_code_of_the_secret_that_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let args = |because| {
        [
            "user",
            "emergency",
            "--email",
            "emergency@example.org",
            "--because",
            because,
        ]
    };
    // A guessed code makes nothing.
    let wrong = redress(folder.path(), &args("The provider may be away"));
    let (went_well, told) = said(wrong, &format!("{PASSWORD}\n000000\n"));
    assert!(!went_well && told.contains("nothing was made"), "{told}");

    let mut child = redress(folder.path(), &args("The provider may be away"))
        .spawn()
        .unwrap();
    let mut typed = child.stdin.take().unwrap();
    writeln!(typed, "{PASSWORD}").unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let shown = lines.next().unwrap().unwrap();
    let (_, secret) = shown.rsplit_once(": ").unwrap();
    let secret = Secret::parse(secret).unwrap();
    // An authenticator app shows the code of the time that it is: that of a file that was written just now.
    let written = folder.path().join("now");
    std::fs::write(&written, "").unwrap();
    let now = std::fs::metadata(&written).unwrap().modified().unwrap();
    let code = secret.code_at(now.try_into().unwrap()).unwrap();
    writeln!(typed, "{code}").unwrap();
    drop(typed);
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert!(child.wait().unwrap().success(), "{rest:?}");
    let codes = rest.iter().skip(1).take_while(|line| !line.contains(' '));
    assert!(codes.count() >= 8, "{rest:?}");
    let last = rest.last().unwrap();
    assert!(
        last.starts_with("emergency@example.org opens westshire in an emergency."),
        "{last}"
    );
    let (_, listed) = said(redress(folder.path(), &["user", "list"]), "");
    assert!(listed.contains("emergency@example.org"), "{listed}");
}
