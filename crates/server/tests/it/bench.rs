//! The bench, for what it does and not for how fast: a few cases, a few requests.

use std::process::Command;

use redress_testing::OwnServer;

fn bench(database: &str, more: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_redress"))
        .args([
            "bench",
            "--database",
            database,
            "--cases",
            "120",
            "--requests",
            "3",
        ])
        .args(more)
        .output()
        .unwrap()
}

fn at<'r>(report: &'r serde_json::Value, path: &str) -> &'r serde_json::Value {
    report.pointer(path).unwrap()
}

fn measures_everything(database: &str, engine: &str, nodes: usize) {
    let output = bench(database, &["--nodes", &nodes.to_string()]);
    assert!(output.status.success(), "{output:?}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(*at(&report, "/engine"), engine);
    assert_eq!(*at(&report, "/cases"), 120);
    assert_eq!(*at(&report, "/nodes"), nodes);
    let settings = at(&report, "/settings").to_string();
    let durable = ["\"synchronous\":\"2\"", "\"fsync\":\"on\""];
    assert!(
        durable.iter().any(|setting| settings.contains(setting)),
        "{settings}"
    );
    for clients in ["one_client", "eight_clients"] {
        for work in ["health", "W1", "W2", "W3", "W4", "W5", "W6"] {
            let all = at(&report, &format!("/{clients}")).as_object().unwrap();
            let (_, took) = all.iter().find(|(name, _)| name.starts_with(work)).unwrap();
            let asked = if clients == "one_client" { 3 } else { 24 };
            assert_eq!(*at(took, "/count"), asked, "{clients} {work}");
            assert!(at(took, "/p50_ms").as_f64().unwrap() > 0.0);
        }
    }
    assert!(at(&report, "/bare_commit/p50_ms").as_f64().unwrap() > 0.0);
    assert!(at(&report, "/database_bytes").as_u64().unwrap() > 100_000);

    // What was logged through the browser is sound, and a second run takes the same cases.
    let verified = Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(["verify", "--database", database])
        .output()
        .unwrap();
    assert!(verified.status.success(), "{verified:?}");
    let again = bench(database, &["--only-seed"]);
    let again = String::from_utf8(again.stdout).unwrap();
    assert!(again.contains("\"seed_seconds\": 0"), "{again}");
}

#[test]
fn it_measures_everything_on_sqlite_and_refuses_a_council_that_is_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("bench.sqlite").display());
    // A SQLite file has one server: two are refused before anything is made.
    let refused = bench(&database, &["--nodes", "2"]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    measures_everything(&database, "SQLite", 1);

    let other = format!("sqlite:{}", folder.path().join("other.sqlite").display());
    let made = Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(["demo", "--database", &other, "--cases", "5", "--only-make"])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let refused = bench(&other, &[]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
}

#[test]
fn it_measures_everything_on_postgresql_with_two_servers() {
    if redress_testing::server().is_none() {
        return;
    }
    // One of its own, whose commits are on the disk.
    let server = OwnServer::start("bench");
    measures_everything(&server.address, "PostgreSQL", 2);
}
