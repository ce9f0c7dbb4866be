//! Commands, by what they print and how they end.

use std::process::{Command, Output};

fn redress(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(args)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn policy(name: &str) -> String {
    format!("{}/../../policies/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_deadline_says_its_date_first_by_either_rule_for_day_one() {
    let ask = |more: &[&str]| {
        let mut args = vec![
            "deadline",
            "--from",
            "2021-07-03",
            "--days",
            "10",
            "--division",
            "england-and-wales",
        ];
        args.extend(more);
        let output = redress(&args);
        assert!(output.status.success(), "{output:?}");
        text(&output)
    };
    assert_eq!(ask(&[]).lines().next(), Some("2021-07-16"));
    assert_eq!(
        ask(&["--day-one", "next-working-day"]).lines().next(),
        Some("2021-07-16")
    );
    let rolled = ask(&["--day-one", "roll-forward"]);
    assert_eq!(rolled.lines().next(), Some("2021-07-19"));
    assert!(rolled.contains("is not a working day"), "{rolled}");
}

#[test]
fn a_calendar_says_where_each_day_is_known_from() {
    let output = redress(&[
        "calendar",
        "--division",
        "scotland",
        "--year",
        "2026",
        "--format",
        "json",
    ]);
    let days: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
    let all = days.to_string();
    assert!(all.contains("2026-06-15") && all.contains("2026-11-30"), "{all}");
}

#[test]
fn the_shipped_policies_have_no_mistakes() {
    let files = [
        "bromsgrove",
        "demo",
        "east-cambridgeshire",
        "hart",
        "lancaster",
        "worcester",
    ]
    .map(policy);
    let mut args = vec!["policy", "check"];
    args.extend(files.iter().map(String::as_str));
    let output = redress(&args);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(text(&output).lines().count(), 6);
}

#[test]
fn every_mistake_of_a_policy_is_told_at_once_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.toml");
    let bad = std::fs::read_to_string(policy("demo"))
        .unwrap()
        .replace("prefix = \"WS\"", "prefix = \"ws1\"")
        .replace("day_one = \"next working day\"", "day_one = \"tomorrow\"")
        .replace("colour = \"#1d4f5c\"", "colour = \"#ffff00\"")
        .replace("[statement] ", "[statment] ")
        .replace("division = \"england-and-wales\"", "division = \"wales\"");
    std::fs::write(&file, bad).unwrap();
    let output = redress(&["policy", "check", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = format!("{}{}", text(&output), String::from_utf8_lossy(&output.stderr));
    let places = said.lines().filter(|line| line.contains("bad.toml:")).count();
    assert!(places >= 5, "{said}");
    for word in ["ws1", "tomorrow", "wales", "statment"] {
        assert!(said.contains(word), "{word} is not in:\n{said}");
    }
}

#[test]
fn a_demo_is_the_same_for_a_seed_and_a_day_and_its_record_verifies_rebuilds_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let database = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let made = |name: &str, seed: &str| {
        let database = database(name);
        let make = [
            "demo",
            "--database",
            &database,
            "--cases",
            "40",
            "--seed",
            seed,
            "--day",
            "2026-11-20",
        ];
        let output = redress(&[make.as_slice(), &["--only-make"]].concat());
        assert!(output.status.success(), "{output:?}");
        let verified = redress(&["verify", "--database", &database]);
        assert!(verified.status.success(), "{verified:?}");
        text(&verified)
    };
    let one = made("one.sqlite", "5");
    // The last line holds the hash over the whole record.
    assert!(
        one.lines().last().unwrap().contains("the last seal is number"),
        "{one}"
    );
    assert_eq!(one, made("again.sqlite", "5"));
    assert_ne!(one, made("other.sqlite", "6"));

    let (from, policy) = (database("one.sqlite"), policy("demo"));
    let rebuilt = redress(&["rebuild", "--database", &from, "--policy", &policy]);
    assert!(rebuilt.status.success(), "{rebuilt:?}");

    let backup = folder.path().join("backup.jsonl");
    let kept = redress(&["backup", "--database", &from, backup.to_str().unwrap()]);
    assert!(kept.status.success(), "{kept:?}");
    let back = database("back.sqlite");
    let restored = redress(&["restore", "--database", &back, backup.to_str().unwrap()]);
    assert!(restored.status.success(), "{restored:?}");
    assert_eq!(one, text(&redress(&["verify", "--database", &back])));
}
