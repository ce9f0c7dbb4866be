//! Files and the virus scanner: a real one, with a signature that a test wrote for it.

use std::io::Write as _;
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use jiff::Timestamp;
use redress_casework::file::{Arrived, Taken, Unwelcome};
use redress_casework::scanner::{Found, Scanner};
use redress_domain::vocabulary::{FileType, Scan};

use crate::on_both_engines;
use crate::world::World;

/// What every scanner takes for a virus and is none, in two halves so that none finds it here.
const EICAR: [&str; 2] = [
    "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-",
    "ANTIVIRUS-TEST-FILE!$H+H*",
];

/// A `clamd` with one signature of our own; it ends with the test.
struct Clamd {
    process: Child,
    folder: tempfile::TempDir,
}

impl Clamd {
    /// `None`, said aloud, where there is no `clamd`.
    async fn start() -> Option<Self> {
        let program = ["/usr/sbin/clamd", "/usr/bin/clamd", "/usr/local/sbin/clamd"];
        let Some(program) = program
            .into_iter()
            .find(|path| std::path::Path::new(path).exists())
        else {
            assert!(
                std::env::var_os("CI").is_none(),
                "clamd must be here: see scripts/install-for-tests"
            );
            eprintln!("SKIPPED: there is no clamd; see scripts/install-for-tests");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let text: String = EICAR.concat();
        let hex = text
            .bytes()
            .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        std::fs::create_dir(at("signatures")).unwrap();
        std::fs::write(
            at("signatures").join("test.ndb"),
            format!("Test.Eicar:0:*:{hex}\n"),
        )
        .unwrap();
        let settings = format!(
            "LocalSocket {}\nDatabaseDirectory {}\nForeground yes\nTemporaryDirectory {}\n",
            at("socket").display(),
            at("signatures").display(),
            folder.path().display()
        );
        std::fs::write(at("clamd.conf"), settings).unwrap();
        let process = Process::new(program)
            .arg("--config-file")
            .arg(at("clamd.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let clamd = Self { process, folder };
        for _ in 0..600 {
            if clamd.scanner().scan(&mut &b"nothing"[..]).await.is_ok() {
                return Some(clamd);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("clamd does not answer");
    }

    fn scanner(&self) -> Scanner {
        Scanner::at(&format!("unix:{}", self.folder.path().join("socket").display()))
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn arrived(content: &[u8]) -> Arrived {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(content).unwrap();
    let size = content.len() as u64;
    Arrived { content: file, size }
}

/// A PDF with a text in it.
fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{text}\ntrailer << >>").into_bytes()
}

fn later(world: &World) -> Timestamp {
    use redress_casework::outside::Outside as _;
    world.outside.now() + jiff::SignedDuration::from_hours(1)
}

#[tokio::test]
async fn a_real_scanner_finds_what_it_has_a_signature_for_and_nothing_else() {
    let Some(clamd) = Clamd::start().await else { return };
    let scanner = clamd.scanner();
    let large = vec![7; 3_000_000];
    assert_eq!(scanner.scan(&mut &large[..]).await.unwrap(), Found::Nothing);
    let virus = EICAR.concat();
    assert_eq!(scanner.scan(&mut virus.as_bytes()).await.unwrap(), Found::Virus);
}

#[tokio::test]
async fn a_virus_is_refused_at_once_and_what_waited_for_the_scanner_is_kept_from_everyone() {
    let Some(clamd) = Clamd::start().await else { return };
    let world = World::on_sqlite().await;
    let with = world.casework.clone().with_scanner(clamd.scanner());
    let virus = pdf(&EICAR.concat());
    let taken = with
        .take_file(&world.council, ("draft", later(&world)), arrived(&virus))
        .await
        .unwrap();
    assert_eq!(taken, Taken::Unwelcome(Unwelcome::Virus));
    assert!(
        world
            .store()
            .files_of_draft(&world.council, "draft")
            .await
            .unwrap()
            .is_empty()
    );

    // The scanner is away: nobody waits for it, and the file waits.
    let away = world
        .casework
        .clone()
        .with_scanner(Scanner::at("unix:/nowhere/clamd"));
    for content in [virus, pdf("A plain letter.")] {
        let taken = away
            .take_file(&world.council, ("draft", later(&world)), arrived(&content))
            .await
            .unwrap();
        assert!(matches!(taken, Taken::Kept(_)), "{taken:?}");
    }
    assert_eq!(away.scan_files(&world.council).await.unwrap(), 0);
    assert_eq!(with.scan_files(&world.council).await.unwrap(), 2);
    let mut found: Vec<Scan> = Vec::new();
    for file in world
        .store()
        .files_of_draft(&world.council, "draft")
        .await
        .unwrap()
    {
        assert!(redress_casework::file::may_be_given_out(file.scan) == (file.scan == Scan::Clean));
        found.push(file.scan);
    }
    found.sort();
    assert_eq!(found, [Scan::Clean, Scan::Infected]);
}

on_both_engines! {
    async fn a_file_is_kept_in_its_draft_and_read_back_part_by_part(world: World) {
        let content = pdf(&"letter ".repeat(100_000));
        let taken = world.casework.take_file(&world.council, ("draft", later(&world)), arrived(&content)).await;
        let Taken::Kept(kept) = taken.unwrap() else { panic!("it was not taken") };
        assert_eq!((kept.kind, kept.size), (FileType::Pdf, content.len() as u64));
        let (mut read, mut number) = (Vec::new(), 0);
        while let Some(part) = world.casework.file_part(&world.council, &kept.id, number).await.unwrap() {
            read.extend(part);
            number += 1;
        }
        assert_eq!(read, content);
        assert!(number > 1);
        world.casework.drop_file(&world.council, "another draft", &kept.id).await.unwrap();
        assert!(world.casework.file_part(&world.council, &kept.id, 0).await.unwrap().is_some());
        world.casework.drop_file(&world.council, "draft", &kept.id).await.unwrap();
        assert!(world.casework.file_part(&world.council, &kept.id, 0).await.unwrap().is_none());
    }
}
