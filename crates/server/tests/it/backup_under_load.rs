//! A backup that is taken while people write holds one moment; a restore goes into an empty record alone.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::commands::{policy, redress as run, text};
use crate::outage::{holds, redress, serve, serving, token};

#[tokio::test]
async fn a_backup_under_load_is_one_moment_and_a_restore_touches_no_record_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let (database, back) = (at("redress.sqlite"), at("back.sqlite"));
    let token = token(&database);
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(serving(&database));
    let program = serve(command, &token);
    let before: Vec<String> = (0..20)
        .map(|number| {
            program
                .log_case(number)
                .unwrap_or_else(|answer| panic!("{}", answer.all))
        })
        .collect();
    let file = folder.path().join("now.backup");
    let (going, mut all) = (AtomicBool::new(true), before.clone());
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut more = Vec::new();
            while going.load(Ordering::SeqCst) {
                let case = program.log_case(1_000 + more.len());
                more.push(case.unwrap_or_else(|answer| panic!("{}", answer.all)));
            }
            more
        });
        redress(&database, &["backup", file.to_str().unwrap()]);
        going.store(false, Ordering::SeqCst);
        let more = writing.join().unwrap();
        assert!(!more.is_empty(), "nobody wrote while the backup was taken");
        all.extend(more);
    });
    let log = program.stop();
    assert!(!log.contains("panicked"), "{log}");
    holds(&database, &all).await;

    redress(&back, &["restore", file.to_str().unwrap()]);
    // Whatever was acknowledged before the backup began is in it, and it is whole: no half act.
    holds(&back, &before).await;
    let policy = policy("demo");
    let verify = || text(&redress(&back, &["verify", "--policy", &policy]));
    let said = verify();

    let again = run(&["restore", "--database", &back, file.to_str().unwrap()]);
    assert!(!again.status.success(), "{again:?}");
    assert!(
        String::from_utf8_lossy(&again.stderr).contains("is not empty"),
        "{again:?}"
    );
    assert_eq!(verify(), said, "a refused restore touches nothing");
}
