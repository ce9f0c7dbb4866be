//! What an operator mistypes: it is said, and nothing is made.

use std::path::Path;

use sqlx::Connection as _;

use crate::commands::{policy, redress, text};

fn said(args: &[&str]) -> (Option<i32>, String) {
    let output = redress(args);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), format!("{}{error}", text(&output)))
}

fn address(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

#[test]
fn a_mistyped_database_is_said_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = (
        folder.path().join("mistyped.sqlite"),
        folder.path().join("a.backup"),
    );
    let (database, policy) = (address(&file), policy("demo"));
    for args in [
        vec!["verify", "--database", &database],
        vec!["backup", "--database", &database, backup.to_str().unwrap()],
        vec!["rebuild", "--database", &database, "--policy", &policy],
    ] {
        let (code, said) = said(&args);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("there is no database at"), "{said}");
        assert!(!file.exists() && !backup.exists(), "{args:?} made something");
    }
}

#[test]
fn a_database_without_a_record_is_no_sound_one() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = (folder.path().join("empty.sqlite"), folder.path().join("a.backup"));
    let (database, policy) = (address(&file), policy("demo"));
    assert!(redress(&["migrate", "--database", &database]).status.success());
    for args in [
        vec!["verify", "--database", &database],
        vec!["backup", "--database", &database, backup.to_str().unwrap()],
        vec!["rebuild", "--database", &database, "--policy", &policy],
    ] {
        let (code, said) = said(&args);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("there is no record in"), "{said}");
    }
    assert!(!backup.exists());
}

#[test]
fn a_restore_into_a_database_that_holds_something_asks_for_another_database() {
    let folder = tempfile::tempdir().unwrap();
    let database = address(&folder.path().join("one.sqlite"));
    let backup = folder.path().join("a.backup");
    let make = [
        "demo",
        "--cases",
        "8",
        "--day",
        "2026-11-20",
        "--only-make",
        "--database",
        &database,
    ];
    assert!(redress(&make).status.success());
    let backup = backup.to_str().unwrap();
    assert!(
        redress(&["backup", "--database", &database, backup])
            .status
            .success()
    );
    let (code, said) = said(&["restore", "--database", &database, backup]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("into another database"), "{said}");
}

#[test]
fn a_deadline_that_cannot_be_worked_out_is_refused_in_words() {
    let ask = |from: &str, days: &str| {
        said(&[
            "deadline",
            "--from",
            from,
            "--days",
            days,
            "--division",
            "england-and-wales",
        ])
    };
    for (from, days, why) in [
        ("9999-12-31", "10", "write a day from 1900 to 2200"),
        ("2026-01-05T23:30", "10", "write a day from 1900 to 2200 alone"),
        ("2026-01-05", "-3", "from 1 to 2600 working days"),
        ("2026-01-05", "0", "from 1 to 2600 working days"),
    ] {
        let (code, said) = ask(from, days);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(ask("2026-01-05", "1").0, Some(0));
}

#[test]
fn a_list_of_bank_holidays_may_begin_with_a_mark_of_its_encoding_and_a_bad_one_is_named_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("local.json");
    let ask = || {
        let file = file.to_str().unwrap();
        said(&[
            "calendar",
            "--division",
            "scotland",
            "--year",
            "2026",
            "--calendar",
            file,
        ])
    };
    let list = r#"{"scotland":{"events":[{"title":"A day","date":"2026-09-21"}]}}"#;
    std::fs::write(&file, format!("\u{feff}{list}")).unwrap();
    let (code, answer) = ask();
    assert_eq!(code, Some(0), "{answer}");
    assert!(answer.contains("2026-09-21"), "{answer}");
    std::fs::write(&file, "{").unwrap();
    let (code, answer) = ask();
    assert_eq!(
        (code, answer.matches("local.json").count()),
        (Some(1), 1),
        "{answer}"
    );
}

#[test]
fn a_folder_of_policies_is_checked_together() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["hart", "lancaster"] {
        std::fs::copy(policy(name), folder.path().join(format!("{name}.toml"))).unwrap();
    }
    let check = || said(&["policy", "check", folder.path().to_str().unwrap()]);
    let (code, answer) = check();
    assert_eq!((code, answer.lines().count()), (Some(0), 2), "{answer}");
    let hart = std::fs::read_to_string(policy("hart")).unwrap();
    let prefix = hart.lines().find(|line| line.starts_with("prefix")).unwrap();
    let lancaster = std::fs::read_to_string(policy("lancaster")).unwrap();
    let own = lancaster.lines().find(|line| line.starts_with("prefix")).unwrap();
    let same = lancaster.replacen(own, prefix, 1);
    std::fs::write(folder.path().join("lancaster.toml"), same).unwrap();
    let (code, answer) = check();
    assert_eq!(code, Some(1), "{answer}");
    assert!(answer.contains("both have the prefix"), "{answer}");
}

#[test]
fn settings_that_cannot_hold_are_not_shown_as_if_they_did() {
    for database in ["mysql://x", ""] {
        let (code, answer) = said(&["serve", "--print-config", "--database", database]);
        assert_eq!(code, Some(2), "{answer}");
        assert!(
            answer.contains("is neither the path of a SQLite file"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn the_demo_tells_its_story_under_each_shipped_policy() {
    let day = "2026-11-20";
    for name in [
        "worcester",
        "bromsgrove",
        "east-cambridgeshire",
        "hart",
        "lancaster",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let database = address(&folder.path().join("demo.sqlite"));
        let policy = policy(name);
        let (code, answer) = said(&[
            "demo",
            "--policy",
            &policy,
            "--database",
            &database,
            "--cases",
            "60",
            "--day",
            day,
            "--only-make",
        ]);
        assert_eq!(code, Some(0), "{name}: {answer}");
        let has_none = answer.contains("The policy has no service \"repairs\"");
        assert_eq!(has_none, name != "lancaster", "{name}: {answer}");
        // Domain 5.7 to 5.9: it is decided by whom each policy names, its notice goes out, and it is in force.
        assert!(
            !answer.contains("The demo tells of no arrangement"),
            "{name}: {answer}"
        );
        let mut record = sqlx::SqliteConnection::connect(&database).await.unwrap();
        for (what, sql) in [
            (
                "decided, with its notice",
                "SELECT COUNT(*) FROM conduct_decision WHERE agreed = 1 AND decided_on < ? AND notice_on < ?",
            ),
            (
                "in force",
                "SELECT COUNT(*) FROM conduct WHERE standing = 'arranged' AND binds_from < ? AND binds_until > ?",
            ),
        ] {
            let found: i64 = sqlx::query_scalar(sql)
                .bind(day)
                .bind(day)
                .fetch_one(&mut record)
                .await
                .unwrap();
            assert_eq!(found, 1, "{name}: {what}");
        }
        assert_eq!(said(&["verify", "--database", &database]).0, Some(0), "{name}");
    }
}
