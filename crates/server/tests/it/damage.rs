//! A page of the database's file that is not what was written: it is found, writing stops, people are told
//! plainly, and a backup brings everything back.

use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::commands::{redress as run, text};
use crate::outage::{holds, redress, serve, serving, token, tried};
use sqlx::Connection as _;

/// The size of a page of SQLite.
const PAGE: u64 = 4_096;

fn serve_it(database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(serving(database));
    command
}

/// Writes another page over one: what a disk does that loses a sector.
fn lose_page(file: &Path, page: u64) {
    let mut file = std::fs::File::options().write(true).open(file).unwrap();
    file.seek(SeekFrom::Start(page * PAGE)).unwrap();
    file.write_all(&vec![0xA5; usize::try_from(PAGE).unwrap()])
        .unwrap();
    file.sync_all().unwrap();
}

#[tokio::test]
async fn a_lost_page_is_found_stops_all_writing_and_a_backup_brings_everything_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let address = |name: &str| format!("sqlite:{}", at(name).display());
    let database = address("sound.sqlite");
    let token = token(&database);
    let program = serve(serve_it(&database), &token);
    let acknowledged: Vec<String> = (0..60)
        .map(|number| {
            program
                .log_case(number)
                .unwrap_or_else(|answer| panic!("{}", answer.all))
        })
        .collect();
    program.stop();
    let backup = at("last.backup");
    redress(&database, &["backup", backup.to_str().unwrap()]);
    holds(&database, &acknowledged).await;
    carry_over(&at("sound.sqlite")).await;
    let pages = std::fs::metadata(at("sound.sqlite")).unwrap().len() / PAGE;

    let mut found = 0;
    // The first page is the file's head, the others are anywhere.
    for page in [0, pages / 7, pages / 3, pages / 2, pages * 3 / 4, pages - 2] {
        let name = format!("damaged-{page}.sqlite");
        std::fs::copy(at("sound.sqlite"), at(&name)).unwrap();
        lose_page(&at(&name), page);
        let damaged = address(&name);
        if !can_be_opened(&damaged) {
            found += 1;
            continue;
        }
        let program = match tried(serve_it(&damaged), &token) {
            Ok(program) => program,
            Err(said) => {
                // What is read at the start stood on that page.
                assert!(said.contains("the database is damaged"), "{said}");
                found += 1;
                continue;
            }
        };
        let since = Instant::now();
        let mut health = program.get("/health");
        while health.status == 200 && since.elapsed() < Duration::from_secs(20) {
            std::thread::yield_now();
            health = program.get("/health");
        }
        if health.status == 200 {
            // Nothing stood on that page.
            program.stop();
            holds(&damaged, &acknowledged).await;
            continue;
        }
        found += 1;
        assert!(
            health
                .all
                .contains("the database is damaged and nothing is written any more"),
            "{}",
            health.all
        );
        let page = program.send_form("/complaint/what-happened", "what_happened=The+lorry+went+past.");
        assert_eq!(page.status, 503, "{}", page.all);
        assert!(
            page.all.contains("we could not save what you sent") && page.all.contains("The lorry went past.")
        );
        let told = program.log_case(100_000).unwrap_err();
        assert_eq!(told.status, 503, "{}", told.all);
        let log = program.stop();
        assert!(
            log.contains("the database is damaged") && !log.contains("panicked"),
            "{log}"
        );
        let verify = run(&["verify", "--database", &damaged]);
        assert!(!verify.status.success(), "{verify:?}");
    }
    assert!(found >= 4, "of six lost pages {found} were found");

    let restored = address("restored.sqlite");
    redress(&restored, &["restore", backup.to_str().unwrap()]);
    holds(&restored, &acknowledged).await;
    let program = serve(serve_it(&restored), &token);
    assert_eq!(program.get("/health").status, 200);
    assert!(program.log_case(100_000).is_ok(), "and it goes on");
    program.stop();
}

/// SQLite drops what stands behind a bad place of its log, and opens what is left as if nothing had been there.
#[tokio::test]
async fn a_log_cut_behind_a_seal_is_found_at_the_start_and_told_as_a_lost_page_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let database = format!("sqlite:{}", at("a.sqlite").display());
    let token = token(&database);
    let mut program = serve(serve_it(&database), &token);
    for number in 0..20 {
        program
            .log_case(number)
            .unwrap_or_else(|answer| panic!("{}", answer.all));
    }
    let since = Instant::now();
    let sealed = || {
        let text = std::fs::read_to_string(at("a.sqlite-sealed")).unwrap_or_default();
        let position = text.split(' ').nth(1).and_then(|position| position.parse().ok());
        position.unwrap_or(0_u32)
    };
    while sealed() < 20 {
        assert!(since.elapsed() < Duration::from_mins(1), "they are sealed");
        std::thread::yield_now();
    }
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let log = std::fs::read(at("a.sqlite-wal")).unwrap();
    for (name, length) in [
        ("half", log.len() / 2),
        ("third", log.len() / 3),
        ("whole", log.len()),
    ] {
        let file = |end: &str| at(&format!("{name}.sqlite{end}"));
        for end in ["", "-sealed"] {
            std::fs::copy(at(&format!("a.sqlite{end}")), file(end)).unwrap();
        }
        std::fs::write(file("-wal"), &log[..length]).unwrap();
        let copy = format!("sqlite:{}", file("").display());
        if name != "whole" {
            let verify = run(&["verify", "--database", &copy]);
            let said = text(&verify);
            assert!(
                !verify.status.success() && said.contains("-sealed says"),
                "{said}"
            );
            match tried(serve_it(&copy), &token) {
                Ok(program) => {
                    let health = program.get("/health");
                    assert_eq!(health.status, 503, "{}", health.all);
                    assert!(health.all.contains("the database is damaged"), "{}", health.all);
                    let page =
                        program.send_form("/complaint/what-happened", "what_happened=The+lorry+went+past.");
                    assert!(
                        page.status == 503 && page.all.contains("The lorry went past."),
                        "{}",
                        page.all
                    );
                    program.stop();
                }
                // Something was to be written at the start.
                Err(said) => assert!(said.contains("the database is damaged"), "{said}"),
            }
            std::fs::remove_file(file("-sealed")).unwrap();
        }
        // As it is after a kill, and as it is taken on purpose: it goes on.
        let program = serve(serve_it(&copy), &token);
        assert_eq!(program.get("/health").status, 200, "{name}");
        program.stop();
    }
}

/// Carries the log over into the file, all of it: pages are lost of what is written.
async fn carry_over(file: &Path) {
    let mut connection = sqlx::SqliteConnection::connect(file.to_str().unwrap())
        .await
        .unwrap();
    let since = Instant::now();
    // Whoever had it open may be about to close it.
    loop {
        assert!(
            since.elapsed() < Duration::from_mins(1),
            "the log is carried over"
        );
        let (is_busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        if is_busy == 0 {
            break;
        }
        tokio::task::yield_now().await;
    }
    connection.close().await.unwrap();
}

/// Whether the program opens the file at all; if not, it says why.
fn can_be_opened(database: &str) -> bool {
    let migrated = run(&["migrate", "--database", database]);
    let said = String::from_utf8_lossy(&migrated.stderr).into_owned();
    assert!(
        migrated.status.success() || said.contains("the database is damaged"),
        "{said}"
    );
    migrated.status.success()
}
