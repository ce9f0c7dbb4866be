//! Killing the program under write load: nothing acknowledged is missing, nothing half-done is
//! there, and the record verifies (architecture, section 7).

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use redress_domain::id::CouncilId;
use redress_store::Store;
use redress_testing::Database;

/// How often the program is killed on each engine.
const KILLS: u64 = 20;

fn policy() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/demo.toml")
}

/// Lets it write until it has said `lines` lines, kills it at once, and answers everything it said.
fn killed_after(lines: usize, database: &str) -> Vec<String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(["write-load", "--database", database, "--policy", policy()])
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(program.stdout.take().unwrap()).lines();
    let mut all: Vec<String> = said.by_ref().take(lines).map(Result::unwrap).collect();
    // SIGKILL: it has no say in it.
    program.kill().unwrap();
    program.wait().unwrap();
    // What it had said before it died, but for a line that it was in the middle of.
    all.extend(
        said.map_while(Result::ok)
            .filter(|line| line.split(' ').count() == 2),
    );
    assert!(
        all.len() >= lines,
        "it stopped by itself after {} lines",
        all.len()
    );
    all
}

async fn survives_being_killed(database: String) {
    let council = CouncilId::parse("westshire").unwrap();
    let mut acknowledged: BTreeMap<String, i64> = BTreeMap::new();
    for kill in 0..KILLS {
        // Another moment each time: in the middle of other acts, commits and checkpoints.
        let lines = usize::try_from(20 + kill * 37 % 90).unwrap();
        for line in killed_after(lines, &database) {
            let (reference, version) = line.split_once(' ').unwrap();
            let version: i64 = version.parse().unwrap();
            let known = acknowledged.entry(reference.to_owned()).or_insert(0);
            *known = version.max(*known);
        }
        let store = Store::open(&database).await.unwrap();
        assert!(
            !store.is_damaged(),
            "kill {kill}: nothing was lost, and nothing is said to be"
        );
        for (reference, version) in &acknowledged {
            let line = store.case_by_reference(&council, reference).await.unwrap();
            let row = line
                .unwrap_or_else(|| panic!("kill {kill}: {reference} was acknowledged and is gone"))
                .case;
            assert!(
                row.version >= *version,
                "kill {kill}: {reference} lost an act: {} < {version}",
                row.version
            );
        }
        let stale = store.stale_cases(&council, 10).await.unwrap();
        assert_eq!(stale, [], "kill {kill}: lists and events differ");
        while store.seal_pending(&council, 1_000).await.unwrap() > 0 {
            store.keep_how_far_it_is_sealed(&council).await.unwrap();
        }
        store.close().await;
    }
    let store = Store::open(&database).await.unwrap();
    while store.seal_pending(&council, 1_000).await.unwrap() > 0 {}
    let report = store.verify(&council, |_| {}).await.unwrap();
    assert_eq!(report.faults, [], "{report:?}");
    assert!(report.events > acknowledged.len() as u64);
    store.close().await;
}

#[tokio::test]
async fn killed_twenty_times_under_load_nothing_acknowledged_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    survives_being_killed(format!(
        "sqlite:{}",
        folder.path().join("redress.sqlite").display()
    ))
    .await;
}

#[tokio::test]
async fn killed_twenty_times_under_load_nothing_acknowledged_is_lost_on_postgres() {
    let Some(database) = Database::empty_postgres().await else {
        return;
    };
    survives_being_killed(database.address).await;
}
